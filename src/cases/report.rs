//! What came of the worked cases.

use serde::Serialize;

/// The result of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Id of the scheme.
    pub scheme: String,
    /// How many cases came out as stated, under every reading that they speak of.
    pub passed: usize,
    /// What did not, in the order of the file; a case has one entry per reading that failed.
    pub failed: Vec<Failure>,
}

impl Report {
    /// From the failures of each case, in the order of the file.
    #[must_use]
    pub fn of(scheme: &str, outcomes: Vec<Vec<Failure>>) -> Self {
        let passed = outcomes.iter().filter(|failures| failures.is_empty()).count();
        let failed = outcomes.into_iter().flatten().collect();
        Self { scheme: scheme.to_owned(), passed, failed }
    }

    /// Whether there are cases and all of them came out as stated.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.passed > 0 && self.failed.is_empty()
    }

    /// How many cases were run.
    #[must_use]
    pub fn count(&self) -> usize {
        let mut ids: Vec<&str> = self.failed.iter().map(|failure| failure.case.as_str()).collect();
        ids.dedup();
        self.passed + ids.len()
    }
}

/// A case that came out otherwise than stated, or of which it is not stated what comes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// Id of the case.
    pub case: String,
    /// What the case is about.
    pub about: String,
    /// Line in `cases.yaml` on which the case begins, from 1.
    pub line: u32,
    /// `reading = value` of the alternative that failed; absent for the case itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// Keys that a person has still to fill in: of `expect`, of `words`, or `expect` itself where
    /// nothing stands under it. What hantei finds for them is not told, lest it be copied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unstated: Vec<String>,
    /// What differs, in the order of the case. Empty only if something is not stated.
    pub differences: Vec<Difference>,
    /// The steps that led to what was found, in words, a line each; indented by two spaces a level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
}

/// One thing that came out otherwise than stated. Values are in the form of the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Output id, or `failed`, `undecided`, `missing`, `warnings`, `range.<output id>`,
    /// `absent.<output id>`, `absent.warnings`, `words.<clause or warning id>`, `error`.
    pub what: String,
    /// What the case states.
    pub expected: String,
    /// What was found.
    pub found: String,
}
