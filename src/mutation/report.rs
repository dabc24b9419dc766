//! What came of the mutants of a scheme.

use serde::Serialize;

use crate::program::Program;
use crate::text::{Lang, Text};

use super::mutant::{Mutant, Operator};

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Id of the scheme.
    pub scheme: String,
    /// How many trials there were: cases, once per reading of which they speak.
    pub trials: usize,
    /// How many trials did not come out as stated even without a change, and were left aside.
    pub failing: usize,
    /// How many mutants were made.
    pub mutants: usize,
    /// How many of them a case noticed.
    pub killed: usize,
    /// The others, in the order of the rules.
    pub survivors: Vec<Survivor>,
}

/// A mutant that no case noticed.
#[derive(Clone, Debug)]
pub struct Survivor {
    /// What kind of change it is.
    pub operator: Operator,
    /// File, relative to the folder of rules.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The clauses behind the place: id and citation. May be empty.
    pub clauses: Vec<(String, Text)>,
    /// What stands there.
    pub before: String,
    /// What would stand there.
    pub after: String,
    /// How many trials came past the place without noticing; 0 if none comes there.
    pub passing: usize,
}

impl Survivor {
    pub(super) fn of(program: &Program, mutant: &Mutant, passing: usize) -> Self {
        let position = program.sources.position(mutant.at);
        let known = mutant.clauses.iter().filter_map(|id| program.clauses.get(id.index()));
        Self {
            operator: mutant.operator,
            file: program.sources.name(mutant.at.file).to_owned(),
            line: position.line,
            column: position.column,
            clauses: known.map(|clause| (clause.id.clone(), clause.cite.clone())).collect(),
            before: mutant.before.clone(),
            after: mutant.after.clone(),
            passing,
        }
    }
}

impl Report {
    /// Whether every case came out as stated, there was at least one, and at least `percent` in a
    /// hundred mutants were noticed.
    #[must_use]
    pub fn reaches(&self, percent: usize) -> bool {
        self.failing == 0 && self.trials > 0 && self.killed * 100 >= self.mutants * percent
    }

    /// Tenths of a percent that were noticed, rounded down: 1000 only if nothing survived.
    #[must_use]
    pub fn per_mille(&self) -> usize {
        (self.killed * 1000).checked_div(self.mutants).unwrap_or(1000)
    }

    /// The report for programs. `score` is in percent, rounded down to a tenth.
    #[must_use]
    pub fn to_json(&self, lang: Lang) -> serde_json::Value {
        let survivors = self.survivors.iter().map(|survivor| SurvivorJson::of(survivor, lang));
        serde_json::json!({
            "scheme": self.scheme,
            "trials": self.trials,
            "failing": self.failing,
            "mutants": self.mutants,
            "killed": self.killed,
            "score": self.score(),
            "survivors": survivors.collect::<Vec<_>>(),
        })
    }

    /// The score as `92.9`.
    pub(super) fn score(&self) -> String {
        let per_mille = self.per_mille();
        format!("{}.{}", per_mille / 10, per_mille % 10)
    }
}

/// A survivor in the form for programs.
#[derive(Serialize)]
struct SurvivorJson<'s> {
    operator: &'static str,
    words: String,
    file: &'s str,
    line: u32,
    column: u32,
    clauses: Vec<&'s str>,
    before: &'s str,
    after: &'s str,
    passing: usize,
}

impl<'s> SurvivorJson<'s> {
    fn of(survivor: &'s Survivor, lang: Lang) -> Self {
        Self {
            operator: survivor.operator.id(),
            words: survivor.operator.words().get(lang).to_owned(),
            file: &survivor.file,
            line: survivor.line,
            column: survivor.column,
            clauses: survivor.clauses.iter().map(|(id, _)| id.as_str()).collect(),
            before: &survivor.before,
            after: &survivor.after,
            passing: survivor.passing,
        }
    }
}
