//! Comparisons of a value with itself.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{NodeKind, Program, RangeNode};
use crate::source::Span;

use super::warn;

pub(super) fn find(program: &Program) -> Vec<Diagnostic> {
    let nodes = program.nodes.iter();
    nodes
        .filter_map(|node| {
            let one = compared_with_itself(program, &node.kind)?;
            let value = program.sources.slice(program.node(one)?.span).trim();
            Some(warn(Code::SelfComparison, node.span).with("value", value))
        })
        .collect()
}

/// The operand that stands on both sides of a comparison.
fn compared_with_itself(program: &Program, kind: &NodeKind) -> Option<NodeId> {
    let (one, others): (NodeId, Vec<NodeId>) = match kind {
        NodeKind::Binary { op, left, right } if op.is_comparison() => (*left, vec![*right]),
        NodeKind::In { item, set, .. } => match &program.node(*set)?.kind {
            NodeKind::SetOf(items) => (*item, items.to_vec()),
            _ => return None,
        },
        NodeKind::InRange { item, range, .. } => {
            (*item, [range.low, range.high].into_iter().flatten().collect())
        }
        NodeKind::Call { function, arguments } if matches!(function.name, "min" | "max") => {
            let (first, rest) = arguments.split_first()?;
            (*first, rest.to_vec())
        }
        _ => return None,
    };
    others.iter().any(|other| same(program, one, *other)).then_some(one)
}

/// Whether two expressions come to the same for every applicant because they read the same things
/// in the same way.
pub(super) fn same(program: &Program, left: NodeId, right: NodeId) -> bool {
    let (left, right) = (plain(program, left), plain(program, right));
    if left == right {
        return true;
    }
    let (Some(one), Some(other)) = (program.node(left), program.node(right)) else { return false };
    alike(&one.kind, &other.kind) && operands_alike(program, &one.kind, &other.kind)
}

/// The node itself, or the one that it only passes on.
fn plain(program: &Program, mut node: NodeId) -> NodeId {
    loop {
        let inner = match program.node(node).map(|node| &node.kind) {
            Some(NodeKind::Requirement { condition, .. }) => *condition,
            Some(NodeKind::Rule(rule)) => match program.rule(*rule) {
                Some(rule) if is_name(program, rule.body) => rule.body,
                _ => return node,
            },
            _ => return node,
        };
        node = inner;
    }
}

fn is_name(program: &Program, node: NodeId) -> bool {
    let kind = program.node(node).map(|node| &node.kind);
    matches!(kind, Some(NodeKind::Fact(_) | NodeKind::Parameter(_) | NodeKind::Rule(_)))
}

fn operands_alike(program: &Program, left: &NodeKind, right: &NodeKind) -> bool {
    let (one, other) = (left.operands(), right.operands());
    one.len() == other.len()
        && one.iter().zip(&other).all(|(left, right)| same(program, *left, *right))
}

/// Whether two nodes do the same with their operands. Bodies of rules are not looked into.
fn alike(left: &NodeKind, right: &NodeKind) -> bool {
    use NodeKind as K;
    match (left, right) {
        (K::Constant(one), K::Constant(other)) => one == other,
        (K::Fact(one), K::Fact(other)) => one == other,
        (K::Parameter(one), K::Parameter(other)) => one == other,
        (K::Reading(one), K::Reading(other)) => one == other,
        (K::Rule(one), K::Rule(other)) => one == other,
        (K::Calendar(one), K::Calendar(other)) => one == other,
        (K::Variable(one), K::Variable(other)) => one == other,
        (
            K::Field { variable, record, field },
            K::Field { variable: other, record: of, field: at },
        ) => (variable, record, field) == (other, of, at),
        (K::RowRule { rule, variable }, K::RowRule { rule: other, variable: at }) => {
            (rule, variable) == (other, at)
        }
        (K::Not(_), K::Not(_))
        | (K::Negate(_), K::Negate(_))
        | (K::If { .. }, K::If { .. })
        | (K::IfApplicable { .. }, K::IfApplicable { .. })
        | (K::SetOf(_), K::SetOf(_)) => true,
        (K::Binary { op, .. }, K::Binary { op: other, .. }) => op == other,
        (K::In { negated, .. }, K::In { negated: other, .. }) => negated == other,
        (K::InRange { range, negated, .. }, K::InRange { range: of, negated: other, .. }) => {
            negated == other && shape(range) == shape(of)
        }
        (K::Lookup { table, column, .. }, K::Lookup { table: of, column: at, .. }) => {
            (table, column) == (of, at)
        }
        (K::Call { function, .. }, K::Call { function: other, .. }) => function.name == other.name,
        (
            K::Quantified { every, variable, .. },
            K::Quantified { every: other, variable: at, .. },
        ) => (every, variable) == (other, at),
        (
            K::Aggregate { function, variable, filter, .. },
            K::Aggregate { function: other, variable: at, filter: by, .. },
        ) => (function, variable, filter.is_some()) == (other, at, by.is_some()),
        _ => false,
    }
}

fn shape(range: &RangeNode) -> (bool, bool, bool, bool) {
    (range.low.is_some(), range.low_included, range.high.is_some(), range.high_included)
}

/// Where a node stands.
pub(super) fn place(program: &Program, node: NodeId) -> Span {
    program.node(node).map_or_else(Span::default, |node| node.span)
}
