//! Conditions that all have to hold and cannot.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{NodeId, RuleId};
use crate::program::{Mode, NodeKind};
use crate::region::{Opaque, Reader, Region};
use crate::syntax::ast::BinaryOp;
use crate::text::Text;

use super::context::Context;
use super::{Prover, words};

/// How many conditions of a block are looked at together.
const MOST: usize = 200;

/// How deep conditions are followed through blocks and rules.
const DEEPEST: usize = 100;

/// A condition that has to hold, or that must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    node: NodeId,
    holds: bool,
}

impl Prover<'_> {
    /// Tells of conditions of a block that contradict each other, also across the rules that it
    /// names. Whether they do.
    pub(super) fn conflict(&mut self, block: NodeId, context: &Context) -> bool {
        let mut found = None;
        for (at, _) in context.live() {
            let time = self.times.get_mut(at);
            let conflict = time.and_then(|time| of_block(&mut time.reader, block));
            let Some(conflict) = conflict else { return false };
            found = Some(conflict);
        }
        let Some(mut conflict) = found.filter(|conflict| conflict.len() > 1) else { return false };
        conflict.sort_unstable_by_key(|one| self.program.node(one.node).map(|node| node.span));
        let nodes: Vec<_> = conflict.iter().map(|one| one.node).collect();
        if self.told.insert(nodes.clone())
            && let Some(finding) = self.contradiction(&conflict)
        {
            self.found.push(finding);
        }
        true
    }

    fn contradiction(&self, conflict: &[Wanted]) -> Option<Diagnostic> {
        let (last, others) = conflict.split_last()?;
        let mut finding = words::of_condition(
            self.program,
            self.warn(Code::ContradictoryConditions, last.node),
            last.node,
        );
        for other in others {
            let span = self.program.node(other.node)?.span;
            let words = if other.holds {
                Text::new("これと両立しない", "cannot hold together with this")
            } else {
                Text::new("これが成り立たないことと両立しない", "this would have to hold as well")
            };
            finding = finding.related(span, words);
        }
        Some(finding)
    }
}

/// The fewest conditions of a block that cannot be met together; `None` if nothing is known of such.
fn of_block(reader: &mut Reader<'_>, block: NodeId) -> Option<Vec<Wanted>> {
    let mut wanted = Gathered::default();
    gather(reader, Wanted { node: block, holds: true }, 0, &mut wanted)?;
    let mut regions: Vec<(Wanted, Region)> = Vec::new();
    let mut common = Region::all();
    for one in wanted.conditions {
        let truth = reader.truth(one.node);
        let region =
            if one.holds { truth.holds.or(&truth.absent) } else { truth.fails.or(&truth.absent) };
        let Ok(region) = region else { continue };
        // A condition that makes too many boxes is left out, which leaves more than there is.
        let Ok(next) = common.and(&region) else { continue };
        regions.push((one, region));
        if next.is_empty() {
            return Some(fewest(regions));
        }
        common = next;
    }
    None
}

/// Leaves out each condition without which the rest is still impossible.
fn fewest(mut regions: Vec<(Wanted, Region)>) -> Vec<Wanted> {
    let mut at = 0;
    while at < regions.len() {
        let mut others = regions.clone();
        others.remove(at);
        let rest: Result<Region, Opaque> =
            others.iter().try_fold(Region::all(), |common, (_, region)| common.and(region));
        if rest.is_ok_and(|rest| rest.is_empty()) {
            regions = others;
        } else {
            at += 1;
        }
    }
    regions.into_iter().map(|(wanted, _)| wanted).collect()
}

/// The conditions that a condition is made of, through the rules that it names. `None` if one of
/// those rules never holds itself, or if there are too many.
fn gather(reader: &mut Reader<'_>, one: Wanted, depth: usize, found: &mut Gathered) -> Option<()> {
    if depth > DEEPEST {
        return found.push(one);
    }
    let program = reader.program();
    let kind = &program.node(one.node)?.kind;
    // What a rule is made of is gathered once, however often it is named.
    if let NodeKind::Rule(rule) = kind
        && !found.rules.insert((*rule, one.holds))
    {
        return Some(());
    }
    let mut each = |reader: &mut Reader<'_>, nodes: &[NodeId], holds: bool| {
        let mut wanted = nodes.iter().map(|node| Wanted { node: *node, holds });
        wanted.try_for_each(|one| gather(reader, one, depth + 1, found))
    };
    match kind {
        NodeKind::Requirement { condition, .. } => each(reader, &[*condition], one.holds),
        NodeKind::Not(inner) => each(reader, &[*inner], !one.holds),
        NodeKind::Rule(rule) => {
            if one.holds && reader.truth(one.node).holds.is_empty() {
                return None;
            }
            let body = program.rule(*rule)?.body;
            match program.node(body)?.kind {
                NodeKind::Conditions { .. } | NodeKind::Requirement { .. } => {
                    each(reader, &[body], one.holds)
                }
                _ => found.push(one),
            }
        }
        NodeKind::Binary { op, left, right }
            if (*op == BinaryOp::And && one.holds) || (*op == BinaryOp::Or && !one.holds) =>
        {
            each(reader, &[*left, *right], one.holds)
        }
        NodeKind::Conditions { mode, items } => {
            let nodes: Vec<_> = items.iter().map(|item| item.node).collect();
            match (mode, one.holds) {
                (Mode::All, true) => each(reader, &nodes, true),
                (Mode::None, true) | (Mode::Any, false) => each(reader, &nodes, false),
                (Mode::Any, true) | (Mode::All | Mode::None, false) => found.push(one),
            }
        }
        _ => found.push(one),
    }
}

/// Conditions, and the rules that they were taken from.
#[derive(Default)]
struct Gathered {
    conditions: Vec<Wanted>,
    rules: BTreeSet<(RuleId, bool)>,
}

impl Gathered {
    fn push(&mut self, one: Wanted) -> Option<()> {
        if self.conditions.len() >= MOST {
            return None;
        }
        if !self.conditions.contains(&one) {
            self.conditions.push(one);
        }
        Some(())
    }
}
