//! Worked cases with the decisions that they come to, for those who show them.

use crate::decision::Decision;
use crate::facts::Facts;
use crate::rulebook::{Files, Findings, Scheme};
use crate::text::Lang;

use super::expect::Expectation;
use super::report::Difference;
use super::{Run, compare, open};

/// A case and what came of it.
#[derive(Clone, Debug)]
pub struct Worked {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub about: String,
    /// Why it comes out that way, as its author wrote.
    pub why: String,
    /// Whether it rests on a contested wording.
    pub contested: bool,
    /// Ids of the clauses that it is about.
    pub clauses: Vec<String>,
    /// Its facts.
    pub facts: Facts,
    /// The decision, under the case's own readings and without a trace; absent where an operation
    /// had no result.
    pub decision: Option<Decision>,
    /// What the case states: output ids, `failed`, `undecided`, `missing` or `warnings`, each
    /// once and in its order.
    pub stated: Vec<String>,
    /// Where the decision is not as stated; empty where it is.
    pub differences: Vec<Difference>,
}

/// Decides the worked cases of a scheme, in the order of the file.
///
/// # Errors
///
/// As [`run`](super::run).
pub fn worked(files: &dyn Files, scheme: &Scheme, lang: Lang) -> Result<Vec<Worked>, Findings> {
    let (cases, sources) = open(files, scheme)?;
    let run = Run { scheme, sources: &sources, lang };
    let one = |case: super::Case| {
        let decided = run.decide(&case.facts, &case, case.readings.clone());
        let differences = match &decided {
            Ok(decision) => compare::compare(scheme.program(), decision, &case.expect, lang),
            Err(finding) => vec![compare::error(finding, &sources, lang)],
        };
        Worked {
            stated: stated(&case.expect),
            id: case.id,
            about: case.about,
            why: case.why,
            contested: case.contested,
            clauses: case.clauses,
            facts: case.facts,
            decision: decided.ok(),
            differences,
        }
    };
    Ok(cases.into_iter().map(one).collect())
}

fn stated(expect: &[Expectation]) -> Vec<String> {
    let mut stated: Vec<String> = Vec::new();
    for expectation in expect {
        let what = match expectation {
            Expectation::State { output, .. }
            | Expectation::Value { output, .. }
            | Expectation::Range { output, .. } => output.as_str(),
            Expectation::Ids { list, .. } => list.key(),
        };
        if !stated.iter().any(|one| one == what) {
            stated.push(what.to_owned());
        }
    }
    stated
}
