//! A worked case that can be run.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::eval::Question;
use crate::facts::Facts;
use crate::ids::ReadingId;
use crate::source::{FileId, Sources, Span};

use super::expect::Expectation;
use super::words::Wording;

/// The worked cases of one scheme, in the order of the file.
#[derive(Clone, Debug)]
pub struct Suite {
    sources: Arc<Sources>,
    /// The file of cases; meaningless if there are none.
    pub(super) file: FileId,
    cases: Vec<Case>,
}

impl Suite {
    pub(super) fn new(sources: Arc<Sources>, file: FileId, cases: Vec<Case>) -> Self {
        Self { sources, file, cases }
    }

    /// The cases. May be empty.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The rule files and the file of cases.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Leaves out the cases whose id does not satisfy `keep`.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.cases.retain(|case| keep(&case.id));
    }
}

/// A case that can be run.
#[derive(Clone, Debug)]
pub struct Case {
    pub(super) id: String,
    pub(super) about: String,
    pub(super) span: Span,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) facts: Facts,
    /// Under its own readings first, then under each alternative.
    pub(super) runs: Vec<Run>,
    /// What the applicant is expected to read, under its own readings.
    pub(super) words: Vec<Wording>,
    /// Why it comes out that way, as its author wrote.
    pub(super) why: String,
    /// The clauses that it is about, as written.
    pub(super) clauses: Vec<String>,
    /// Whether it rests on a contested wording.
    pub(super) contested: bool,
}

impl Case {
    /// Its id, unique within the suite.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is about. May be empty.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The facts, fitted to the scheme.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The date of the decision, where the case gives one of its own.
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDate> {
        self.as_of
    }

    /// Whether a person has said what comes out, under every reading of which the case speaks.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        self.runs.iter().all(|run| !run.expect.is_empty() && run.unstated().next().is_none())
    }

    /// How often it is run: under its own readings first, then under each alternative.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// What is asked in a run, beside the facts.
    #[must_use]
    pub fn question(&self, run: &Run) -> Question {
        Question { as_of: self.as_of, readings: run.readings.clone() }
    }
}

/// One run of a case.
#[derive(Clone, Debug)]
pub struct Run {
    /// `reading = value` of an alternative; empty for the case itself.
    pub(super) words: String,
    pub(super) readings: Vec<(ReadingId, u16)>,
    pub(super) expect: Vec<Expectation>,
}

impl Run {
    /// Alternatives in place of the adopted readings.
    #[must_use]
    pub fn readings(&self) -> &[(ReadingId, u16)] {
        &self.readings
    }

    /// Keys under `expect` that are still empty.
    pub(super) fn unstated(&self) -> impl Iterator<Item = &str> {
        self.expect.iter().filter_map(|one| match one {
            Expectation::Unstated { key } => Some(key.as_str()),
            _ => None,
        })
    }
}
