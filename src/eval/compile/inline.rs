//! Which rules are compiled where they are named.

use crate::ids::{NodeId, RuleId};
use crate::program::{NodeKind, Program};

/// How many rules may be compiled within each other; those below are compiled before, so that no chain
/// of rules is too long to be compiled.
const DEEPEST: usize = 8;

/// What is known of the bodies of rules.
pub(super) struct Inlining {
    known: Vec<Known>,
    /// The rules, each after those that it names.
    pub(super) order: Vec<RuleId>,
}

#[derive(Clone, Default)]
struct Known {
    /// The rules that the body names.
    names: Vec<RuleId>,
    /// How often the rule is named.
    named: u32,
    /// Whether it is a property of a row.
    of_row: bool,
    /// Whether its answer is an output.
    asked: bool,
    /// Whether the body has a loop of its own, which needs room beside the loops around it.
    loops: bool,
    /// How many rules are compiled within each other in the body.
    depth: usize,
}

impl Inlining {
    pub(super) fn of(program: &Program) -> Self {
        let mut known = vec![Known::default(); program.rules.len()];
        for (rule, known) in program.rules.iter().zip(&mut known) {
            read(program, rule.body, known);
        }
        for node in &program.nodes {
            let (NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. }) = node.kind else {
                continue;
            };
            if let Some(known) = known.get_mut(rule.index()) {
                known.named += 1;
                known.of_row = matches!(node.kind, NodeKind::RowRule { .. });
            }
        }
        for output in &program.outputs {
            if let Some(known) = known.get_mut(output.rule.index()) {
                known.asked = true;
            }
        }
        let order = ordered(&known);
        let mut inlining = Self { known, order };
        for at in 0..inlining.order.len() {
            inlining.measure(at);
        }
        inlining
    }

    /// Settles the depth of the rule at a place in the order; what it names was settled before.
    fn measure(&mut self, at: usize) {
        let Some(rule) = self.order.get(at).copied() else { return };
        let Some(known) = self.known.get(rule.index()) else { return };
        let depths = known.names.iter().filter_map(|named| self.known.get(named.index()));
        let depth = depths.filter(|named| named.is_inlined()).map(|named| named.depth + 1).max();
        if let Some(known) = self.known.get_mut(rule.index()) {
            known.depth = depth.unwrap_or(0);
        }
    }

    /// The body of a rule that is compiled where it is named, once.
    pub(super) fn body(&self, program: &Program, rule: RuleId) -> Option<NodeId> {
        let inlined = self.known.get(rule.index())?.is_inlined();
        inlined.then(|| program.rule(rule).map(|rule| rule.body)).flatten()
    }

    /// Whether a rule is named or asked for, and compiled once for all places.
    pub(super) fn is_shared(&self, rule: RuleId) -> bool {
        let known = self.known.get(rule.index());
        known.is_some_and(|known| (known.named > 0 || known.asked) && !known.is_inlined())
    }

    /// Whether a rule is a property of a row, which has nothing to remember.
    pub(super) fn is_of_row(&self, rule: RuleId) -> bool {
        self.known.get(rule.index()).is_some_and(|known| known.of_row)
    }

    /// Whether the body of a rule needs loops beside the one that stands at its row.
    pub(super) fn has_loop(&self, rule: RuleId) -> bool {
        self.known.get(rule.index()).is_none_or(|known| known.loops)
    }
}

impl Known {
    /// Whether the rule is compiled where it is named.
    const fn is_inlined(&self) -> bool {
        self.named == 1 && !self.asked && !self.loops && self.depth < DEEPEST
    }
}

/// Reads what a node names, and whether a loop runs below it.
fn read(program: &Program, id: NodeId, known: &mut Known) {
    let Some(node) = program.node(id) else { return };
    match &node.kind {
        NodeKind::Quantified { .. } | NodeKind::Aggregate { .. } => known.loops = true,
        NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => known.names.push(*rule),
        _ => {}
    }
    node.kind.operands().into_iter().for_each(|part| read(program, part, known));
}

/// All rules, each after those that it names.
fn ordered(known: &[Known]) -> Vec<RuleId> {
    let mut order = Vec::with_capacity(known.len());
    let mut seen = vec![false; known.len()];
    for start in 0..known.len() {
        // Rules that are being followed, and how many of their names have been.
        let mut path = vec![(RuleId::new(start), 0)];
        while let Some((rule, followed)) = path.pop() {
            if followed == 0
                && seen.get_mut(rule.index()).is_none_or(|seen| std::mem::replace(seen, true))
            {
                continue;
            }
            let next = known.get(rule.index()).and_then(|known| known.names.get(followed));
            match next {
                Some(next) => path.extend([(rule, followed + 1), (*next, 0)]),
                None => order.push(rule),
            }
        }
    }
    order
}
