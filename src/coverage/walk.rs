//! What a node is made of.

use crate::ids::{NodeId, RuleId};
use crate::program::{NodeKind, Program};

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
        open.extend(node.kind.operands());
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
