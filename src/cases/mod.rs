//! Worked cases: facts, and what a person says comes out of them.
//!
//! ```text
//! cases.yaml ── read ──▶ Suite ── evaluate ──▶ answers ── compare ──▶ Failure ── Report ──▶ text
//! ```
//!
//! A case says only what it decides. Outputs are compared in the form of the contract: numbers as
//! exact numbers, sets without order, steps as an ordered part of those found, warnings as a part
//! of those found, everything else exactly. Steps and warnings that must not be found stand under
//! `absent`. A case that rests on a contested wording may say what the other readings give; these
//! are run as well.
//!
//! A case that leaves an expectation empty is not stated yet, which is no success: a person works
//! it out from the document. Only words can be accepted as they come ([`accept`]).

mod accept;
mod case;
mod compare;
mod expect;
pub(crate) mod keys;
mod read;
mod report;
mod run;
mod text;
mod trials;
mod why;
mod words;
mod worked;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::document;
use crate::intake::{self, DatumKind};
use crate::rulebook::{Files, Findings, Scheme};
use crate::source::{FileId, Sources};
use crate::text::Lang;

pub use accept::{Acceptance, Accepted, accept};
pub use case::{Case, Run, Suite};
use read::Reader;
pub use report::{Difference, Failure, Report};
pub use run::{failures, run_all};
pub use text::{details, text};
pub use trials::{Trial, trials};
pub use worked::{Worked, worked};

/// The path of the worked cases of a scheme, relative to the folder of rules.
#[must_use]
pub fn path(scheme: &str) -> String {
    format!("{scheme}/cases.yaml")
}

/// Reads the worked cases of a scheme: `<scheme id>/cases.yaml` of `files`.
///
/// Without a file there are no cases, which does not count as passed.
///
/// # Errors
///
/// Everything that is wrong with the file, at once and with places: unknown keys, outputs, clauses,
/// readings; facts that do not fit.
pub fn read(files: &dyn Files, scheme: &Scheme) -> Result<Suite, Findings> {
    let path = path(scheme.id());
    // A case may fail with an error that has its place in the rules.
    let mut sources = (*scheme.program().sources).clone();
    if !files.paths().contains(&path) {
        return Ok(Suite::new(Arc::new(sources), FileId::default(), Vec::new()));
    }
    let read = files.read(&path).map_err(|detail| vec![read::unreadable(&path, &detail)]);
    let read = read.and_then(|bytes| of_bytes(scheme, &path, &bytes, &mut sources));
    let sources = Arc::new(sources);
    match read {
        Ok((file, cases)) => Ok(Suite::new(sources, file, cases)),
        Err(findings) => Err(Findings { sources, findings }),
    }
}

/// The cases of a file with those bytes.
fn of_bytes(
    scheme: &Scheme,
    path: &str,
    bytes: &[u8],
    sources: &mut Sources,
) -> Result<(FileId, Vec<Case>), Vec<Diagnostic>> {
    let file = document::read_bytes(path, bytes, sources).map_err(|finding| vec![finding])?;
    let (node, findings) = document::read(sources, file);
    if !findings.is_empty() {
        return Err(findings);
    }
    let datum = node.as_ref().map(intake::Datum::from_node);
    let cases = match datum {
        Some(datum) if datum.kind != DatumKind::Null => Reader::new(scheme).cases(&datum)?,
        _ => Vec::new(),
    };
    Ok((file, cases))
}

/// Reads and runs the worked cases of a scheme, one after another.
///
/// `lang` is the language of what the report says about values; ids stay as they are. Without a
/// file the report is empty, which does not count as passed.
///
/// # Errors
///
/// As [`read`]; nothing is run then.
pub fn run(files: &dyn Files, scheme: &Scheme, lang: Lang) -> Result<Report, Findings> {
    let suite = read(files, scheme)?;
    let outcomes = suite.cases().iter().map(|case| failures(scheme, &suite, case, lang));
    Ok(Report::of(scheme.id(), outcomes.collect()))
}
