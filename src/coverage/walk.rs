//! What a node is made of.

use crate::ids::{NodeId, RuleId};
use crate::program::{NodeKind, Program};

/// The direct operands of a node, in the order of evaluation; a rule that it names is none of them.
pub(super) fn operands(kind: &NodeKind) -> Vec<NodeId> {
    match kind {
        NodeKind::Constant(_)
        | NodeKind::Undetermined
        | NodeKind::NotApplicable
        | NodeKind::Fact(_)
        | NodeKind::Parameter(_)
        | NodeKind::Reading(_)
        | NodeKind::Rule(_)
        | NodeKind::Calendar(_)
        | NodeKind::Variable(_)
        | NodeKind::Field { .. }
        | NodeKind::RowRule { .. } => Vec::new(),
        NodeKind::Not(inner) | NodeKind::Negate(inner) => vec![*inner],
        NodeKind::Binary { left, right, .. } => vec![*left, *right],
        NodeKind::In { item, set, .. } => vec![*item, *set],
        NodeKind::InRange { item, range, .. } => {
            [Some(*item), range.low, range.high].into_iter().flatten().collect()
        }
        NodeKind::If { condition, then, otherwise } => vec![*condition, *then, *otherwise],
        NodeKind::Quantified { list, condition, .. } => vec![*list, *condition],
        NodeKind::Aggregate { list, body, filter, .. } => {
            [Some(*list), *filter, Some(*body)].into_iter().flatten().collect()
        }
        NodeKind::Lookup { key, .. } => vec![*key],
        NodeKind::Call { arguments, .. } => arguments.to_vec(),
        NodeKind::IfApplicable { value, otherwise } => vec![*value, *otherwise],
        NodeKind::SetOf(items) => items.to_vec(),
        NodeKind::Conditions { items, .. } => items.iter().map(|item| item.node).collect(),
        NodeKind::First { cases, otherwise } => {
            let cases = cases.iter().flat_map(|case| [case.when, case.value]);
            cases.chain(otherwise.iter().map(|case| case.value)).collect()
        }
        NodeKind::Scope { condition, body } => vec![*condition, *body],
        NodeKind::Exceptions { body, exceptions } => {
            let cases = exceptions.iter().flat_map(|case| [case.when, case.value]);
            cases.chain([*body]).collect()
        }
        NodeKind::Editions(editions) => editions.iter().map(|edition| edition.body).collect(),
        NodeKind::Stage { body, .. } => vec![*body],
        NodeKind::Collect(elements) => elements.iter().filter_map(|one| one.when).collect(),
        NodeKind::Requirement { condition, .. } => vec![*condition],
    }
}

/// The rule that a node names.
pub(super) fn named_rule(kind: &NodeKind) -> Option<RuleId> {
    match kind {
        NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => Some(*rule),
        _ => None,
    }
}

/// Every node that work on `roots` may look at, rules followed: one flag a node.
pub(super) fn reached(program: &Program, roots: impl IntoIterator<Item = NodeId>) -> Vec<bool> {
    let mut seen = vec![false; program.nodes.len()];
    let mut open: Vec<NodeId> = roots.into_iter().collect();
    while let Some(id) = open.pop() {
        let Some(slot) = seen.get_mut(id.index()) else { continue };
        if std::mem::replace(slot, true) {
            continue;
        }
        let Some(node) = program.node(id) else { continue };
        open.extend(operands(&node.kind));
        open.extend(
            named_rule(&node.kind).and_then(|rule| program.rule(rule)).map(|rule| rule.body),
        );
    }
    seen
}

/// What every decision may look at: the rules of the outputs and the conditions of warnings.
pub(super) fn decided(program: &Program) -> Vec<bool> {
    let outputs = program.outputs.iter().filter_map(|output| Some(program.rule(output.rule)?.body));
    reached(program, outputs.chain(program.warnings.iter().filter_map(|warning| warning.when)))
}
