//! What a node is made of, and which facts it comes from.

use crate::ids::NodeId;
use crate::program::{NodeKind, Program};
use crate::value::FactSet;

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
        kind => kind.operands(),
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
