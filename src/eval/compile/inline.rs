//! Which rules are compiled where they are named.

use crate::ids::{NodeId, RuleId};
use crate::program::{NodeKind, Program};

/// What is known of the bodies of rules.
pub(super) struct Inlining(Vec<Known>);

#[derive(Clone, Copy, Default)]
struct Known {
    /// How often the rule is named.
    named: u32,
    /// Whether its answer is an output.
    asked: bool,
    /// Whether the body has a loop of its own, which needs room beside the loops around it.
    loops: bool,
}

impl Inlining {
    pub(super) fn of(program: &Program) -> Self {
        let mut known: Vec<_> = program
            .rules
            .iter()
            .map(|rule| Known { loops: has_loop(program, rule.body), ..Known::default() })
            .collect();
        for node in &program.nodes {
            if let NodeKind::Rule(rule) = node.kind
                && let Some(known) = known.get_mut(rule.index())
            {
                known.named += 1;
            }
        }
        for output in &program.outputs {
            if let Some(known) = known.get_mut(output.rule.index()) {
                known.asked = true;
            }
        }
        Self(known)
    }

    /// The body of a rule that is named once and has nothing to remember.
    pub(super) fn body(&self, program: &Program, rule: RuleId) -> Option<NodeId> {
        let known = self.0.get(rule.index())?;
        let inlined = known.named == 1 && !known.asked && !known.loops;
        inlined.then(|| program.rule(rule).map(|rule| rule.body)).flatten()
    }

    /// The body of a property of the row that loop 0 stands at, if it needs no other loop.
    pub(super) fn row_body(&self, program: &Program, rule: RuleId) -> Option<NodeId> {
        let inlined = !self.0.get(rule.index())?.loops;
        inlined.then(|| program.rule(rule).map(|rule| rule.body)).flatten()
    }
}

/// Whether a loop runs below a node, other rules aside.
fn has_loop(program: &Program, id: NodeId) -> bool {
    let Some(node) = program.node(id) else { return false };
    if matches!(node.kind, NodeKind::Quantified { .. } | NodeKind::Aggregate { .. }) {
        return true;
    }
    let mut found = false;
    node.kind.each_part(&mut |part| found = found || has_loop(program, part));
    found
}
