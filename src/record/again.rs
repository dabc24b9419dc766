//! A stored decision, decided again.

use serde_json::{Map, Value as Json};

use crate::change::{Comparison, compare};
use crate::decision::Decision;
use crate::diagnostic::Diagnostic;
use crate::explain::{self, Audience};
use crate::facts::Facts;
use crate::intake;
use crate::rulebook::{Ask, Findings, Scheme, TraceLevel};

use super::seen::is_hidden;

/// What deciding again came to.
#[derive(Clone, Debug)]
pub struct Again {
    /// Whether the rules are those of the record.
    pub same_rules: bool,
    /// Whether the facts are those of the record, by their digest.
    pub same_facts: bool,
    /// Whether the same version of hantei made the record.
    pub same_engine: bool,
    /// What differs; the record is the one before.
    pub comparison: Comparison,
}

impl Again {
    /// Whether the record says exactly what rules and facts lead to.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.same_facts && self.comparison.same && self.comparison.elsewhere.is_empty()
    }
}

/// Why a record cannot be decided again.
#[derive(Clone, Debug)]
pub enum NotAgain {
    /// The record holds digests in place of facts, so the facts have to be given.
    FactsHidden,
    /// The facts of the record do not fit the rules.
    Facts(Findings),
    /// A reading of the record is none of the rules, or an operation has no result.
    Finding(Box<Diagnostic>),
}

/// Whether a record holds digests in place of facts, as for an auditor.
#[must_use]
pub fn is_for_auditor(record: &Decision) -> bool {
    record.facts.iter().any(|fact| is_hidden(&fact.value.value))
}

/// The facts of a record.
///
/// # Errors
///
/// [`NotAgain::FactsHidden`], [`NotAgain::Facts`].
pub fn facts(scheme: &Scheme, record: &Decision) -> Result<Facts, NotAgain> {
    if is_for_auditor(record) {
        return Err(NotAgain::FactsHidden);
    }
    let given = record.facts.iter().filter(|fact| !fact.by_default);
    let object: Map<String, Json> =
        given.map(|fact| (fact.id.clone(), fact.value.value.clone())).collect();
    scheme.facts(&Json::Object(object)).map_err(NotAgain::Facts)
}

/// Decides a record again, on its date, with its readings and in its language.
///
/// # Errors
///
/// [`NotAgain::Finding`].
pub fn again(scheme: &Scheme, record: &Decision, facts: &Facts) -> Result<Again, NotAgain> {
    let mut readings = Vec::new();
    for (reading, alternative) in &record.receipt.readings {
        readings.push(scheme.reading(reading, alternative).map_err(NotAgain::Finding)?);
    }
    let ask = Ask { as_of: record.as_of, readings, trace: level(record), lang: record.lang };
    let mut decision = scheme.decide(facts, &ask).map_err(NotAgain::Finding)?;
    if is_for_auditor(record) {
        decision = explain::seen_by(&decision, Audience::Auditor);
    }
    if record.trace.is_none() {
        decision.trace = None;
    }
    let receipt = &decision.receipt;
    Ok(Again {
        same_rules: receipt.rules == record.receipt.rules,
        same_facts: intake::digest(scheme.program(), facts) == record.receipt.facts,
        same_engine: receipt.engine == record.receipt.engine,
        comparison: compare(record, &decision),
    })
}

/// How much of the way a record kept when it was decided. An applicant's record holds no trace but
/// still knows the steps of its requirements.
fn level(record: &Decision) -> TraceLevel {
    let traced = record.requirements.iter().any(|one| !one.step.is_empty());
    let headlines = record.outcomes.iter().filter(|outcome| outcome.headline);
    match &record.trace {
        None if traced => TraceLevel::Full,
        None => TraceLevel::None,
        Some(steps) if steps.len() == headlines.count() && steps.len() < record.outcomes.len() => {
            TraceLevel::Reasons
        }
        Some(_) => TraceLevel::Full,
    }
}
