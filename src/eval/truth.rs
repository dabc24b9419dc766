//! What conditions come to.
//!
//! Most nodes of a scheme are conditions. A [`Truth`] travels in two registers, where an
//! [`Answer`], which may also be an amount or a list, goes through memory.

use crate::diagnostic::Diagnostic;
use crate::ids::NodeId;
use crate::value::{Answer, FactSet, Unknown, Value};

use super::machine::Machine;
use super::record::Recorder;

/// The answer of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// It holds or fails.
    Known(bool),
    /// Facts are missing, or the document gives no answer.
    Unknown(Box<Unknown>),
    /// It does not apply.
    NotApplicable,
}

/// What working out a condition gives.
pub(super) type Held = Result<Truth, Box<Diagnostic>>;

impl Truth {
    pub(super) fn unknown(facts: FactSet) -> Self {
        Self::Unknown(Box::new(Unknown { facts, low: None, high: None }))
    }

    /// The answer as a truth; a known value that is neither true nor false does not occur where a
    /// condition stands, the checker sees to that.
    #[inline]
    pub(super) fn of(answer: &Answer) -> Self {
        match answer {
            Answer::Known(Value::Truth(truth)) => Self::Known(*truth),
            Answer::Unknown(unknown) => Self::Unknown(unknown.clone()),
            Answer::Known(_) | Answer::NotApplicable => Self::NotApplicable,
        }
    }
}

impl From<Answer> for Truth {
    #[inline]
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Known(Value::Truth(truth)) => Self::Known(truth),
            Answer::Unknown(unknown) => Self::Unknown(unknown),
            Answer::Known(_) | Answer::NotApplicable => Self::NotApplicable,
        }
    }
}

impl From<Truth> for Answer {
    #[inline]
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Known(truth) => Self::truth(truth),
            Truth::Unknown(unknown) => Self::Unknown(unknown),
            Truth::NotApplicable => Self::NotApplicable,
        }
    }
}

/// What the body of a rule comes to: any answer, or the truth of a condition. The forms of bodies
/// are written once for both.
pub(super) trait Sort: From<Answer> + Into<Answer> + Clone {
    /// Works out a node and tells the recorder.
    fn work_out<R: Recorder>(
        machine: &mut Machine<'_, R>,
        node: NodeId,
    ) -> Result<Self, Box<Diagnostic>>;

    /// Whether the body does not apply.
    fn is_not_applicable(&self) -> bool;
}

impl Sort for Answer {
    #[inline]
    fn work_out<R: Recorder>(
        machine: &mut Machine<'_, R>,
        node: NodeId,
    ) -> Result<Self, Box<Diagnostic>> {
        machine.eval(node)
    }

    fn is_not_applicable(&self) -> bool {
        *self == Self::NotApplicable
    }
}

impl Sort for Truth {
    #[inline]
    fn work_out<R: Recorder>(
        machine: &mut Machine<'_, R>,
        node: NodeId,
    ) -> Result<Self, Box<Diagnostic>> {
        machine.truth(node)
    }

    fn is_not_applicable(&self) -> bool {
        *self == Self::NotApplicable
    }
}
