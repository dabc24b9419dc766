//! Conditions that their neighbours decide.
//!
//! Only conditions that are written out in the block are compared. What a rule of another clause
//! implies is often laid down twice on purpose.

use crate::diagnostic::Code;
use crate::ids::NodeId;
use crate::program::{Mode, NodeKind, Program};
use crate::region::{Reader, Region};
use crate::text::Text;

use super::context::Context;
use super::{Prover, words};

/// Items of a block that are compared with one another at most.
const MOST: usize = 48;

impl Prover<'_> {
    /// Tells of items of a block that change nothing, because the others decide them.
    pub(super) fn redundant(&mut self, mode: Mode, items: &[NodeId], context: &Context) -> bool {
        let mut kept: Vec<NodeId> =
            items.iter().copied().filter(|item| is_written_out(self.program, *item)).collect();
        let mut found = false;
        if kept.len() > MOST {
            return false;
        }
        for node in &kept.clone().into_iter().rev().collect::<Vec<_>>() {
            let others: Vec<_> = kept.iter().copied().filter(|other| other != node).collect();
            let live: Vec<_> = context.live().map(|(at, _)| at).collect();
            let needless = !others.is_empty()
                && live.iter().all(|at| {
                    self.times
                        .get_mut(*at)
                        .is_some_and(|time| decides(&mut time.reader, mode, &others, *node))
                });
            if needless {
                let single = others.iter().find(|other| {
                    live.iter().all(|at| {
                        self.times
                            .get_mut(*at)
                            .is_some_and(|time| decides(&mut time.reader, mode, &[**other], *node))
                    })
                });
                self.tell(*node, single.copied().into_iter().collect());
                kept = others;
                found = true;
            }
        }
        found
    }

    fn tell(&mut self, node: NodeId, because: Vec<NodeId>) {
        let mut finding =
            words::of_condition(self.program, self.warn(Code::RedundantCondition, node), node);
        for other in because {
            let span = self.program.node(other).map(|node| node.span).unwrap_or_default();
            finding = finding.related(span, Text::new("これで決まる", "decided by this"));
        }
        self.found.push(finding);
    }
}

/// Whether a condition compares facts, without a rule or a block in between.
fn is_written_out(program: &Program, node: NodeId) -> bool {
    let Some(node) = program.node(node) else { return false };
    let all = |nodes: &[NodeId]| nodes.iter().all(|node| is_written_out(program, *node));
    match &node.kind {
        NodeKind::Constant(_)
        | NodeKind::Fact(_)
        | NodeKind::Field { .. }
        | NodeKind::Parameter(_)
        | NodeKind::Reading(_) => true,
        NodeKind::Requirement { condition: inner, .. }
        | NodeKind::Not(inner)
        | NodeKind::Negate(inner)
        | NodeKind::Lookup { key: inner, .. } => all(&[*inner]),
        NodeKind::Binary { left, right, .. } => all(&[*left, *right]),
        NodeKind::In { item, set, .. } => all(&[*item, *set]),
        NodeKind::InRange { item, range, .. } => {
            all(&[range.low, range.high].into_iter().flatten().chain([*item]).collect::<Vec<_>>())
        }
        _ => false,
    }
}

/// Whether what the others let through leaves an item no say: in `all` it cannot fail, in `any` and
/// `none` it cannot hold.
fn decides(reader: &mut Reader<'_>, mode: Mode, others: &[NodeId], node: NodeId) -> bool {
    let mut passing = Region::all();
    for other in others {
        let truth = reader.truth(*other);
        let through = match mode {
            Mode::All => truth.holds.or(&truth.absent),
            Mode::Any | Mode::None => truth.other_than_holds(),
        };
        if let Ok(narrowed) = through.and_then(|through| passing.and(&through)) {
            passing = narrowed;
        }
    }
    let truth = reader.truth(node);
    let against = match mode {
        Mode::All => truth.fails.or(&truth.open),
        Mode::Any | Mode::None => truth.holds.or(&truth.open),
    };
    against.and_then(|against| passing.and(&against)).is_ok_and(|left| left.is_empty())
}
