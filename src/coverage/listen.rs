//! One run of a case, heard point by point.

use crate::eval::{self, Evaluation, Question, Recorder};
use crate::facts::Facts;
use crate::ids::NodeId;
use crate::program::Program;
use crate::value::{Answer, Value};

use super::plan::Plan;

/// The last answers of the nodes that points compare.
pub(super) struct Last(Vec<Option<Answer>>);

impl Last {
    /// The last value of a node, if it was looked at and known.
    pub(super) fn known(&self, node: NodeId) -> Option<&Value> {
        match self.0.get(node.index())?.as_ref()? {
            Answer::Known(value) => Some(value),
            Answer::Unknown(_) | Answer::NotApplicable => None,
        }
    }
}

/// Runs a case and calls `hear` with the position of a point, the node that it watches and what the
/// node came to, whenever that is worked out. The answers, unless the run ends in an error; what was
/// heard until then stands.
pub(super) fn listen(
    program: &Program,
    plan: &Plan,
    facts: &Facts,
    question: &Question,
    hear: impl FnMut(usize, NodeId, &Answer, &Last),
) -> Option<Evaluation> {
    let last = Last(vec![None; program.nodes.len()]);
    let mut listener = Listener { plan, last, hear };
    eval::evaluate(program, facts, question, &mut listener).ok()
}

struct Listener<'a, F> {
    plan: &'a Plan,
    last: Last,
    hear: F,
}

impl<F: FnMut(usize, NodeId, &Answer, &Last)> Recorder for Listener<'_, F> {
    const KEEPS: bool = true;

    fn enter(&mut self, _: NodeId) {}

    fn leave(&mut self, node: NodeId, answer: &Answer) {
        if self.plan.kept.get(node.index()) == Some(&true)
            && let Some(slot) = self.last.0.get_mut(node.index())
        {
            *slot = Some(answer.clone());
        }
        for point in self.plan.watching.get(node.index()).map(Vec::as_slice).unwrap_or_default() {
            (self.hear)(*point, node, answer, &self.last);
        }
    }

    fn skip(&mut self, _: NodeId) {}

    fn repeat(&mut self, node: NodeId, answer: &Answer) {
        self.leave(node, answer);
    }

    fn unwind(&mut self) {}

    fn row(&mut self, _: usize) {}
}
