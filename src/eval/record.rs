//! What a run leaves behind beside its answers.

use crate::ids::NodeId;
use crate::value::Answer;

/// Hears of every node as it is worked out.
///
/// The forms of the language are written once, for runs with and without a recorder.
pub trait Recorder {
    /// Whether anything is kept. Where nothing is, the run goes through code and not through nodes.
    const KEEPS: bool;

    /// Work on `node` begins. Its operands follow, then [`Recorder::leave`].
    fn enter(&mut self, node: NodeId);
    /// `node` came to `answer`.
    fn leave(&mut self, node: NodeId, answer: &Answer);
    /// `node` was not looked at, because what came before had decided.
    fn skip(&mut self, node: NodeId);
    /// The answer of a rule was taken from an earlier step.
    fn repeat(&mut self, node: NodeId, answer: &Answer);
    /// Work on every node that was entered has ended in an error.
    fn unwind(&mut self);
    /// The rows that follow, until the next call or the end of the node, are of row `number`.
    fn row(&mut self, number: usize);
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Recorder for Silent {
    const KEEPS: bool = false;

    #[inline]
    fn enter(&mut self, _: NodeId) {}
    #[inline]
    fn leave(&mut self, _: NodeId, _: &Answer) {}
    #[inline]
    fn skip(&mut self, _: NodeId) {}
    #[inline]
    fn repeat(&mut self, _: NodeId, _: &Answer) {}
    #[inline]
    fn row(&mut self, _: usize) {}
    #[inline]
    fn unwind(&mut self) {}
}

/// A recorded step. Steps lie in the order in which they were entered; the steps from a step's own
/// position to `end` are those that it was made of.
#[derive(Clone, Debug)]
pub struct TraceStep {
    /// The node.
    pub node: NodeId,
    /// Position one past its last part.
    pub end: u32,
    /// What it came to; `None` if it was not looked at, or for the head of a row.
    pub answer: Option<Answer>,
    /// How it came to be here.
    pub manner: Manner,
}

/// How a step came to be in a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It was worked out here.
    Worked,
    /// A rule that an earlier step shows in full.
    Repeated,
    /// It was not looked at.
    Skipped,
    /// The head of row `n` of a list, from 0; what follows within its parent is of that row.
    Row(u32),
}

/// Keeps everything.
#[derive(Clone, Debug, Default)]
pub struct Traced {
    steps: Vec<TraceStep>,
    open: Vec<u32>,
}

impl Traced {
    /// A recorder with room for a run of usual size.
    #[must_use]
    pub fn new() -> Self {
        Self { steps: Vec::with_capacity(256), open: Vec::with_capacity(32) }
    }

    /// The steps in the order in which they were entered.
    #[must_use]
    pub fn steps(&self) -> &[TraceStep] {
        &self.steps
    }

    fn push(&mut self, node: NodeId, answer: Option<Answer>, manner: Manner) {
        let end = u32::try_from(self.steps.len() + 1).unwrap_or(u32::MAX);
        self.steps.push(TraceStep { node, end, answer, manner });
    }
}

impl Recorder for Traced {
    const KEEPS: bool = true;

    #[inline]
    fn enter(&mut self, node: NodeId) {
        self.open.push(u32::try_from(self.steps.len()).unwrap_or(u32::MAX));
        self.push(node, None, Manner::Worked);
    }

    #[inline]
    fn leave(&mut self, _: NodeId, answer: &Answer) {
        let end = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        if let Some(step) = self.open.pop().and_then(|at| self.steps.get_mut(at as usize)) {
            step.end = end;
            step.answer = Some(answer.clone());
        }
    }

    fn skip(&mut self, node: NodeId) {
        self.push(node, None, Manner::Skipped);
    }

    fn repeat(&mut self, node: NodeId, answer: &Answer) {
        self.push(node, Some(answer.clone()), Manner::Repeated);
    }

    fn unwind(&mut self) {
        let end = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        for at in self.open.drain(..) {
            if let Some(step) = self.steps.get_mut(at as usize) {
                step.end = end;
            }
        }
    }

    fn row(&mut self, number: usize) {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.push(NodeId::new(0), None, Manner::Row(number));
    }
}
