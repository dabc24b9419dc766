//! What the applicant reads, against what a case expects to be read.
//!
//! Texts are those in Japanese, whatever language a report is in.

use crate::decision::{Decision, StepState};
use crate::diagnostic::Diagnostic;
use crate::rulebook::{Ask, Scheme, TraceLevel};
use crate::source::Span;
use crate::text::Lang;

use super::case::Case;
use super::report::{Difference, Failure};

/// A text that a case expects.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    pub(super) subject: Subject,
    /// Id of a clause or of a warning.
    pub(super) key: String,
    /// The text; none where it is not stated yet.
    pub(super) text: Option<String>,
    /// Where it stands; empty, behind the key, where nothing is written.
    pub(super) span: Span,
}

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The requirement that a clause lays down.
    Requirement,
    /// A warning.
    Warning,
}

/// Adds to `failure` every text that the applicant does not read as stated.
pub(super) fn compare(scheme: &Scheme, case: &Case, failure: &mut Failure) {
    if case.words.is_empty() {
        return;
    }
    // An error was told with the other expectations.
    let Ok(decision) = decide(scheme, case) else { return };
    for wording in &case.words {
        let what = format!("words.{}", wording.key);
        let found = read(&decision, wording).unwrap_or_default();
        match &wording.text {
            None => failure.unstated.push(what),
            Some(expected) if expected != found => failure.differences.push(Difference {
                what,
                expected: expected.clone(),
                found: found.to_owned(),
            }),
            Some(_) => {}
        }
    }
}

/// The decision whose words a case speaks of.
pub(super) fn decide(scheme: &Scheme, case: &Case) -> Result<Decision, Box<Diagnostic>> {
    let readings = case.runs.first().map(|run| run.readings.clone()).unwrap_or_default();
    let ask = Ask { as_of: case.as_of, readings, trace: TraceLevel::None, lang: Lang::Ja };
    scheme.decide(&case.facts, &ask)
}

/// What the applicant reads; nothing if it is not said in this decision. Of several requirements of
/// one clause the first that is broken speaks, else the first.
pub(super) fn read<'d>(decision: &'d Decision, wording: &Wording) -> Option<&'d str> {
    match wording.subject {
        Subject::Warning => {
            let given = decision.warnings.iter().find(|warning| warning.id == wording.key);
            given.map(|warning| warning.text.as_str())
        }
        Subject::Requirement => {
            let laid = || {
                decision.requirements.iter().filter(|requirement| {
                    requirement.clauses.iter().any(|clause| clause.id == wording.key)
                })
            };
            let broken = laid().find(|requirement| requirement.state == StepState::Failed);
            broken.or_else(|| laid().next()).map(|requirement| requirement.says.as_str())
        }
    }
}
