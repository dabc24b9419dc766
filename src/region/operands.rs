//! What a node is made of, and which facts it comes from.

use crate::ids::NodeId;
use crate::program::{Case, NodeKind, Program};
use crate::value::FactSet;

/// The nodes that a node names, without the bodies of rules.
#[must_use]
pub fn operands(kind: &NodeKind) -> Vec<NodeId> {
    let of_cases =
        |cases: &[Case]| cases.iter().flat_map(|case| [case.when, case.value]).collect::<Vec<_>>();
    match kind {
        NodeKind::Constant(_)
        | NodeKind::Undetermined
        | NodeKind::NotApplicable
        | NodeKind::Fact(_)
        | NodeKind::Parameter(_)
        | NodeKind::Reading(_)
        | NodeKind::Rule(_)
        | NodeKind::RowRule { .. }
        | NodeKind::Calendar(_)
        | NodeKind::Variable(_)
        | NodeKind::Field { .. } => Vec::new(),
        NodeKind::Not(inner)
        | NodeKind::Negate(inner)
        | NodeKind::Lookup { key: inner, .. }
        | NodeKind::Stage { body: inner, .. }
        | NodeKind::Requirement { condition: inner, .. } => vec![*inner],
        NodeKind::Binary { left, right, .. } => vec![*left, *right],
        NodeKind::In { item, set, .. } => vec![*item, *set],
        NodeKind::InRange { item, range, .. } => {
            [Some(*item), range.low, range.high].into_iter().flatten().collect()
        }
        NodeKind::If { condition, then, otherwise } => vec![*condition, *then, *otherwise],
        NodeKind::Quantified { list, condition, .. } => vec![*list, *condition],
        NodeKind::Aggregate { list, body, filter, .. } => {
            [Some(*list), Some(*body), *filter].into_iter().flatten().collect()
        }
        NodeKind::Call { arguments: parts, .. } | NodeKind::SetOf(parts) => parts.to_vec(),
        NodeKind::IfApplicable { value, otherwise } => vec![*value, *otherwise],
        NodeKind::Conditions { items, .. } => items.iter().map(|item| item.node).collect(),
        NodeKind::First { cases, otherwise } => {
            let mut all = of_cases(cases);
            all.extend(otherwise.iter().map(|case| case.value));
            all
        }
        NodeKind::Scope { condition, body } => vec![*condition, *body],
        NodeKind::Exceptions { body, exceptions } => {
            let mut all = of_cases(exceptions);
            all.push(*body);
            all
        }
        NodeKind::Editions(editions) => editions.iter().map(|edition| edition.body).collect(),
        NodeKind::Collect(elements) => elements.iter().filter_map(|one| one.when).collect(),
    }
}

/// Every node that can be worked out for the outputs and warnings of a program, each once, in the
/// order of the table.
#[must_use]
pub fn reachable(program: &Program) -> Vec<NodeId> {
    let outputs = program.outputs.iter().filter_map(|output| program.rule(output.rule));
    let warnings = program.warnings.iter().filter_map(|warning| warning.when);
    let mut open: Vec<NodeId> = outputs.map(|rule| rule.body).chain(warnings).collect();
    let mut seen = vec![false; program.nodes.len()];
    while let Some(id) = open.pop() {
        match seen.get_mut(id.index()) {
            Some(slot) if !*slot => *slot = true,
            _ => continue,
        }
        open.extend(below(program, id));
    }
    let all = seen.iter().enumerate().filter(|(_, seen)| **seen);
    all.map(|(at, _)| NodeId::new(at)).collect()
}

/// The operands of a node, and the body of a rule.
fn below(program: &Program, id: NodeId) -> Vec<NodeId> {
    let Some(node) = program.node(id) else { return Vec::new() };
    match &node.kind {
        NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => {
            program.rule(*rule).map(|rule| rule.body).into_iter().collect()
        }
        kind => operands(kind),
    }
}

/// The facts that a node comes from, through rules as well.
#[must_use]
pub fn facts_of(program: &Program, node: NodeId) -> FactSet {
    let mut facts = FactSet::default();
    let mut seen = vec![false; program.nodes.len()];
    let mut open = vec![node];
    while let Some(id) = open.pop() {
        match seen.get_mut(id.index()) {
            Some(slot) if !*slot => *slot = true,
            _ => continue,
        }
        if let Some(NodeKind::Fact(fact)) = program.node(id).map(|node| &node.kind) {
            facts = facts.and(FactSet::of(*fact));
        }
        open.extend(below(program, id));
    }
    facts
}
