//! Cases as something to run many times against many programs: answers alone.

use crate::eval::{Evaluation, Question};
use crate::facts::Facts;
use crate::program::Program;
use crate::rulebook::{Files, Findings, Scheme};

use super::compare;
use super::expect::Expectation;

/// A case under one reading: its own, or an alternative of which it speaks.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Id of the case.
    pub case: String,
    /// Its facts.
    pub facts: Facts,
    /// Its date and readings.
    pub question: Question,
    expect: Vec<Expectation>,
    is_stated: bool,
}

impl Trial {
    /// Whether answers are those that the case states, as `hantei test` compares them. Never where
    /// the case is not stated yet.
    ///
    /// `program` may differ from the one that the case was read for in what its rules say, not in
    /// what it declares.
    #[must_use]
    pub fn agrees(&self, program: &Program, evaluation: &Evaluation) -> bool {
        self.is_stated && compare::is_same(program, evaluation, &self.expect)
    }
}

/// The trials of a scheme in the order of its cases. None without a file of cases.
///
/// # Errors
///
/// As [`read`](super::read).
pub fn trials(files: &dyn Files, scheme: &Scheme) -> Result<Vec<Trial>, Findings> {
    let suite = super::read(files, scheme)?;
    let runs = suite.cases().iter().flat_map(|case| case.runs().iter().map(move |run| (case, run)));
    let trials = runs.map(|(case, run)| Trial {
        case: case.id.clone(),
        facts: case.facts.clone(),
        question: case.question(run),
        expect: run.expect.clone(),
        is_stated: case.is_stated(),
    });
    Ok(trials.collect())
}
