//! Mutants of a scheme: what the worked cases would not notice.
//!
//! ```text
//! Program ── find ──▶ mutants ──┐
//!                    trials ────┴── run ──▶ Report ── text ──▶ words
//! ```
//!
//! A mutant is the checked program with one thing changed: a threshold by its smallest step, `<` to
//! `<=`, a condition left out, another rounding. A case notices it if what the case states no longer
//! comes out, or if nothing comes out at all. What no case notices could be written wrongly in the
//! rules without anybody being told.
//!
//! Changes are made in a copy of the program and taken back. Only those cases are run again whose
//! evaluation came past the changed place.
//!
//! Not mutated: what a case cannot state (words, the allocation), and what nothing reads.

mod change;
mod find;
mod mutant;
mod reach;
mod report;
mod run;
mod text;

#[cfg(test)]
mod tests;

use crate::cases;
use crate::rulebook::{Files, Findings, Scheme};

pub use find::find;
pub use mutant::{Mutant, Operator};
pub use report::{Report, Survivor};
pub use text::text;

/// Runs the worked cases of a scheme against each of its mutants, on all cores.
///
/// `progress` is told now and then how many of how many mutants are done, from several threads and
/// in no certain order of numbers.
///
/// # Errors
///
/// As [`cases::run`].
///
/// # Example
///
/// ```
/// use hantei::{BuiltIn, RuleBook, mutation};
///
/// let book = RuleBook::built_in()?;
/// let report = mutation::run(&BuiltIn, book.scheme("joetsu-job-portal")?, &|_, _| ())?;
/// assert!(report.killed * 100 >= report.mutants * 90);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn run(
    files: &dyn Files,
    scheme: &Scheme,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Report, Findings> {
    let trials = cases::trials(files, scheme)?;
    Ok(run::run(scheme.program(), &trials, progress))
}
