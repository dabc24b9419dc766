//! Worked cases: facts, and what a person says comes out of them.
//!
//! ```text
//! cases.yaml ── read ──▶ cases ── decide ──▶ Decision ── compare ──▶ Report ── text ──▶ words
//! ```
//!
//! A case says only what it decides. Outputs are compared in the form of the contract: numbers as
//! exact numbers, sets without order, steps as an ordered part of those found, warnings as a part
//! of those found, everything else exactly. A case that rests on a contested wording may say what
//! the other readings give; these are run as well.

mod compare;
mod expect;
pub(crate) mod keys;
mod read;
mod report;
mod text;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::decision::Decision;
use crate::diagnostic::Diagnostic;
use crate::document;
use crate::facts::Facts;
use crate::ids::ReadingId;
use crate::intake::{self, DatumKind};
use crate::rulebook::{Ask, Files, Findings, Scheme, TraceLevel};
use crate::source::Sources;
use crate::text::Lang;

use expect::Expectation;
use read::{Case, Reader};
pub use report::{Difference, Failure, Report};
pub use text::text;

/// Runs the worked cases of a scheme: `<scheme id>/cases.yaml` of `files`.
///
/// `lang` is the language of what the report says about values; ids stay as they are. Without a
/// file the report is empty, which does not count as passed.
///
/// # Errors
///
/// Everything that is wrong with the file, at once and with places: unknown keys, outputs, clauses,
/// readings; facts that do not fit. Nothing is run then.
pub fn run(files: &dyn Files, scheme: &Scheme, lang: Lang) -> Result<Report, Findings> {
    let path = format!("{}/cases.yaml", scheme.id());
    if !files.paths().contains(&path) {
        return Ok(Report { scheme: scheme.id().to_owned(), passed: 0, failed: Vec::new() });
    }
    // A case may fail with an error that has its place in the rules.
    let mut sources = (*scheme.program().sources).clone();
    let cases = read(files, scheme, &path, &mut sources);
    let sources = Arc::new(sources);
    let cases = cases.map_err(|findings| Findings { sources: Arc::clone(&sources), findings })?;
    let run = Run { scheme, sources: &sources, lang };
    let mut report = Report { scheme: scheme.id().to_owned(), passed: 0, failed: Vec::new() };
    for case in &cases {
        let failures = run.case(case);
        report.passed += usize::from(failures.is_empty());
        report.failed.extend(failures);
    }
    Ok(report)
}

/// Reads the worked cases of a scheme and runs none of them.
///
/// # Errors
///
/// As [`run`].
pub fn inspect(files: &dyn Files, scheme: &Scheme) -> Result<(), Findings> {
    let mut sources = Sources::default();
    let path = format!("{}/cases.yaml", scheme.id());
    let found = read(files, scheme, &path, &mut sources);
    found.map(|_| ()).map_err(|findings| Findings { sources: Arc::new(sources), findings })
}

fn read(
    files: &dyn Files,
    scheme: &Scheme,
    path: &str,
    sources: &mut Sources,
) -> Result<Vec<Case>, Vec<Diagnostic>> {
    let bytes = files.read(path).map_err(|detail| vec![read::unreadable(path, &detail)])?;
    let file = document::read_bytes(path, &bytes, sources).map_err(|finding| vec![finding])?;
    let (node, findings) = document::read(sources, file);
    if !findings.is_empty() {
        return Err(findings);
    }
    let datum = node.as_ref().map(intake::Datum::from_node);
    match datum {
        Some(datum) if datum.kind != DatumKind::Null => Reader::new(scheme).cases(&datum),
        _ => Ok(Vec::new()),
    }
}

/// One pass over the cases of a scheme.
struct Run<'a> {
    scheme: &'a Scheme,
    sources: &'a Sources,
    lang: Lang,
}

impl Run<'_> {
    /// What differs, under the case's own readings and under each alternative.
    fn case(&self, case: &Case) -> Vec<Failure> {
        let main = std::iter::once((String::new(), case.readings.clone(), &case.expect));
        let others = case.alternatives.iter().map(|other| {
            let changed =
                |(id, _): &&(ReadingId, u16)| other.readings.iter().all(|(one, _)| one != id);
            let kept = case.readings.iter().filter(changed).copied();
            (
                other.words.clone(),
                kept.chain(other.readings.iter().copied()).collect(),
                &other.expect,
            )
        });
        let failure = |reading, differences| Failure {
            case: case.id.clone(),
            about: case.about.clone(),
            line: self.sources.position(case.span).line,
            reading,
            differences,
        };
        main.chain(others)
            .map(|(words, readings, expect)| (words, self.differences(case, readings, expect)))
            .filter(|(_, differences)| !differences.is_empty())
            .map(|(words, differences)| failure((!words.is_empty()).then_some(words), differences))
            .collect()
    }

    fn differences(
        &self,
        case: &Case,
        readings: Vec<(ReadingId, u16)>,
        expect: &[Expectation],
    ) -> Vec<Difference> {
        match self.decide(&case.facts, case, readings) {
            Ok(decision) => compare::compare(self.scheme.program(), &decision, expect, self.lang),
            Err(finding) => vec![compare::error(&finding, self.sources, self.lang)],
        }
    }

    fn decide(
        &self,
        facts: &Facts,
        case: &Case,
        readings: Vec<(ReadingId, u16)>,
    ) -> Result<Decision, Box<Diagnostic>> {
        let ask = Ask { as_of: case.as_of, readings, trace: TraceLevel::None, lang: self.lang };
        self.scheme.decide(facts, &ask)
    }
}
