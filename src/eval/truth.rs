//! What conditions come to.
//!
//! Most nodes of a scheme are conditions. A [`Truth`] travels in one register. So that this holds,
//! what a truth leaves open and the error that ends a run lie with the [`Machine`].

use crate::diagnostic::Diagnostic;
use crate::ids::NodeId;
use crate::value::{Answer, FactSet};

use super::machine::Machine;
use super::record::Recorder;
use super::slim::Slim;

/// The answer of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// It fails.
    False,
    /// It holds.
    True,
    /// It does not apply.
    NotApplicable,
    /// Facts are missing, or the document gives no answer.
    Unknown(Gap),
}

/// The facts that a truth waits for, by their place in the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap(u32);

/// A run has ended in the error that lies with the machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop;

/// What working out a condition gives.
pub(super) type Held = Result<Truth, Stop>;

const _: () = assert!(size_of::<Held>() <= 8);

impl Truth {
    /// A known truth.
    #[inline]
    pub(super) const fn known(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }

    /// Whether it is known.
    #[inline]
    pub(super) const fn is_known(self) -> bool {
        matches!(self, Self::True | Self::False)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    /// What is known is turned round.
    #[inline]
    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::True => Self::False,
            open => open,
        }
    }
}

/// What the nodes of a run left open.
#[derive(Debug, Default)]
pub(super) struct Gaps(Vec<FactSet>);

impl Gaps {
    /// The facts of a gap.
    pub(super) fn facts(&self, gap: Gap) -> FactSet {
        self.0.get(gap.0 as usize).copied().unwrap_or_default()
    }

    fn open(&mut self, facts: FactSet) -> Gap {
        let at = match self.0.last() {
            Some(last) if *last == facts => self.0.len() - 1,
            _ => {
                self.0.push(facts);
                self.0.len() - 1
            }
        };
        Gap(u32::try_from(at).unwrap_or(u32::MAX))
    }
}

impl<R: Recorder> Machine<'_, R> {
    /// A truth that waits for `facts`.
    #[cold]
    pub(super) fn unknown(&mut self, facts: FactSet) -> Truth {
        Truth::Unknown(self.gaps.open(facts))
    }

    /// The truth as an answer.
    #[inline]
    pub(super) fn answer_of(&self, truth: Truth) -> Answer {
        match truth {
            Truth::False => Answer::truth(false),
            Truth::True => Answer::truth(true),
            Truth::NotApplicable => Answer::NotApplicable,
            Truth::Unknown(gap) => Answer::unknown(self.gaps.facts(gap)),
        }
    }

    /// Ends the run.
    #[cold]
    pub(super) fn stop(&mut self, error: Box<Diagnostic>) -> Stop {
        self.error = Some(error);
        Stop
    }
}

/// What the body of a rule comes to: any answer, or the truth of a condition. The forms of bodies
/// are written once for both.
pub(super) trait Sort: Copy + Into<Slim> {
    /// Works out a node and tells the recorder.
    fn of_node<R: Recorder>(machine: &mut Machine<'_, R>, node: NodeId) -> Result<Self, Stop>;

    /// An answer as one of this sort.
    fn of<R: Recorder>(machine: &mut Machine<'_, R>, slim: Slim) -> Self;

    /// What rules of this sort came to.
    fn slots<'m, R: Recorder>(machine: &'m mut Machine<'_, R>) -> &'m mut [Option<Self>];

    /// That the body does not apply.
    const NOT_APPLICABLE: Self;

    /// Whether the body does not apply.
    fn is_not_applicable(self) -> bool;
}

impl Sort for Slim {
    const NOT_APPLICABLE: Self = Self::NotApplicable;

    #[inline]
    fn of_node<R: Recorder>(machine: &mut Machine<'_, R>, node: NodeId) -> Result<Self, Stop> {
        machine.eval(node)
    }

    #[inline]
    fn of<R: Recorder>(_: &mut Machine<'_, R>, slim: Slim) -> Self {
        slim
    }

    #[inline]
    fn slots<'m, R: Recorder>(machine: &'m mut Machine<'_, R>) -> &'m mut [Option<Self>] {
        &mut machine.values
    }

    #[inline]
    fn is_not_applicable(self) -> bool {
        matches!(self, Self::NotApplicable)
    }
}

impl Sort for Truth {
    const NOT_APPLICABLE: Self = Self::NotApplicable;

    #[inline]
    fn of_node<R: Recorder>(machine: &mut Machine<'_, R>, node: NodeId) -> Result<Self, Stop> {
        machine.truth(node)
    }

    #[inline]
    fn of<R: Recorder>(machine: &mut Machine<'_, R>, slim: Slim) -> Self {
        machine.truth_of(slim)
    }

    #[inline]
    fn slots<'m, R: Recorder>(machine: &'m mut Machine<'_, R>) -> &'m mut [Option<Self>] {
        &mut machine.truths
    }

    #[inline]
    fn is_not_applicable(self) -> bool {
        self == Self::NotApplicable
    }
}
