//! Worked cases with the decisions that they come to, for those who show them.

use crate::decision::Decision;
use crate::facts::Facts;
use crate::program::Program;
use crate::rulebook::{Ask, Files, Findings, Scheme, TraceLevel};
use crate::text::Lang;

use super::case::{Case, Suite};
use super::compare;
use super::expect::{Expectation, List};
use super::report::Difference;

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

/// Decides the worked cases of a scheme under their own readings, in the order of the file.
///
/// # Errors
///
/// As [`read`](super::read).
pub fn worked(files: &dyn Files, scheme: &Scheme, lang: Lang) -> Result<Vec<Worked>, Findings> {
    let suite = super::read(files, scheme)?;
    Ok(suite.cases().iter().map(|case| one(scheme, &suite, case, lang)).collect())
}

fn one(scheme: &Scheme, suite: &Suite, case: &Case, lang: Lang) -> Worked {
    let own = case.runs().first();
    let expect = own.map(|run| run.expect.as_slice()).unwrap_or_default();
    let readings = own.map(|run| run.readings.clone()).unwrap_or_default();
    let ask = Ask { as_of: case.as_of, readings, trace: TraceLevel::None, lang };
    let decided = scheme.evaluate(&case.facts, &ask);
    let differences = match &decided {
        Ok(decided) => compare::compare(scheme.program(), &decided.evaluation, expect, lang),
        Err(finding) => vec![compare::error(finding, suite.sources(), lang)],
    };
    Worked {
        id: case.id.clone(),
        about: case.about.clone(),
        why: case.why.clone(),
        contested: case.contested,
        clauses: case.clauses.clone(),
        facts: case.facts.clone(),
        decision: scheme.decide(&case.facts, &ask).ok(),
        stated: stated(scheme.program(), expect),
        differences,
    }
}

fn stated(program: &Program, expect: &[Expectation]) -> Vec<String> {
    let mut stated: Vec<String> = Vec::new();
    for expectation in expect {
        let what = match expectation {
            Expectation::State { output, .. }
            | Expectation::Value { output, .. }
            | Expectation::Range { output, .. }
            | Expectation::Absent { output: Some(output), .. } => {
                program.outputs.get(*output).map_or("", |output| output.id.as_str())
            }
            Expectation::Ids { list, .. } => list.key(),
            Expectation::Absent { output: None, .. } => List::Warnings.key(),
            Expectation::Unstated { key } => key.as_str(),
        };
        if !stated.iter().any(|one| one == what) {
            stated.push(what.to_owned());
        }
    }
    stated
}
