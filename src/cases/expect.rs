//! What a case expects.

use crate::decision::State;
use crate::intake::Datum;
use crate::value::Number;

/// One expectation of a case. Outputs are named by their position in the program.
#[derive(Clone, Debug)]
pub(super) enum Expectation {
    /// Nothing is written behind this key under `expect`.
    Unstated {
        /// The key.
        key: String,
    },
    /// An output is unknown or not applicable.
    State {
        /// Position of the output.
        output: usize,
        /// [`State::Unknown`] or [`State::NotApplicable`].
        state: State,
    },
    /// An output has a known value.
    Value {
        /// Position of the output.
        output: usize,
        /// The value as written.
        value: Datum,
    },
    /// The least and the most of an unknown number; `None` is without limit.
    Range {
        /// Position of the output.
        output: usize,
        /// The least.
        low: Option<Number>,
        /// The most.
        high: Option<Number>,
    },
    /// Ids that a list of the decision holds.
    Ids {
        /// Which list.
        list: List,
        /// The ids, as written.
        ids: Vec<String>,
    },
    /// Ids that are not among the steps of an output, or not among the warnings.
    Absent {
        /// Position of the output; none for the warnings.
        output: Option<usize>,
        /// The ids, as written.
        ids: Vec<String>,
    },
}

/// The lists of a decision that are not outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Clauses that the case breaks: exact.
    Failed,
    /// Clauses that are open: exact.
    Undecided,
    /// Facts that are needed: exact, but for judgements that are not expected.
    Missing,
    /// Warnings: at least these.
    Warnings,
}

impl List {
    /// All lists.
    pub(super) const ALL: [Self; 4] =
        [Self::Failed, Self::Undecided, Self::Missing, Self::Warnings];

    /// Its key under `expect` and in results.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Undecided => "undecided",
            Self::Missing => "missing",
            Self::Warnings => "warnings",
        }
    }
}
