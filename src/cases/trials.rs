//! Cases as something to run many times: answers alone, without words, traces or a digest.

use crate::eval::{Evaluation, Question};
use crate::explain::{self, Material};
use crate::facts::Facts;
use crate::program::Program;
use crate::rulebook::{Files, Findings, Scheme};
use crate::text::Lang;

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
}

impl Trial {
    /// Whether answers are those that the case states, as `hantei test` compares them.
    ///
    /// `program` may differ from the one that the case was read for in what its rules say, not in
    /// what it declares.
    #[must_use]
    pub fn agrees(&self, program: &Program, evaluation: &Evaluation) -> bool {
        let decision = explain::decision(Material {
            program,
            facts: &self.facts,
            evaluation,
            trace: None,
            readings: &self.question.readings,
            facts_digest: "",
            lang: Lang::Ja,
        });
        compare::compare(program, &decision, &self.expect, Lang::Ja).is_empty()
    }
}

/// The trials of a scheme in the order of its cases. None without a file of cases.
///
/// # Errors
///
/// As [`run`](super::run).
pub fn trials(files: &dyn Files, scheme: &Scheme) -> Result<Vec<Trial>, Findings> {
    let mut trials = Vec::new();
    for case in super::load(files, scheme)?.0 {
        for (_, readings, expect) in super::ways(&case) {
            trials.push(Trial {
                case: case.id.clone(),
                facts: case.facts.clone(),
                question: Question { as_of: case.as_of, readings },
                expect: expect.to_vec(),
            });
        }
    }
    Ok(trials)
}
