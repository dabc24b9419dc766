//! What was decided, complete and in the words of one language.
//!
//! A [`Decision`] holds everything that any rendering shows, so that renderers add no fact to it
//! and need neither the rules nor the facts. It serialises to the JSON that
//! `docs/decision.schema.json` describes.

mod outcome;
mod step;
mod working;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use outcome::{Item, Outcome, OutcomeKind, Shown, State};
pub use step::{Place, Step, StepKind, StepState};
pub use working::{Operation, Working};

use crate::text::Lang;

/// Version of the JSON form. It changes whenever a reader of the form before it could be misled.
pub const FORMAT: u32 = 1;

/// The answer for one applicant under one scheme on one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Version of this form, [`FORMAT`].
    pub format: u32,
    /// Id of the scheme.
    pub scheme: String,
    /// Title of the scheme.
    pub title: String,
    /// Who runs the scheme.
    pub authority: String,
    /// The document that the rules implement.
    pub source: String,
    /// Language of every word in this decision.
    pub lang: Lang,
    /// The date that selected the dated values; absent if it is unknown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub as_of: Option<NaiveDate>,
    /// That date in words: `令和8年8月10日`. Empty if it is unknown.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub as_of_text: String,
    /// When the rules are in force, in words: `平成29年4月1日から`. Empty if the scheme does not say.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub in_force: String,
    /// The conclusion.
    pub verdict: Verdict,
    /// Why nothing could be decided on this date: the neighbouring editions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub edition: Option<String>,
    /// The outputs in the order of the scheme, the primary one first.
    #[serde(with = "outcome::keyed")]
    pub outcomes: Vec<Outcome>,
    /// Clause ids of the requirements that the case breaks, in the order of the document.
    pub failed: Vec<String>,
    /// Clause ids of the requirements that are still open, in the order of the document.
    pub undecided: Vec<String>,
    /// Ids of the facts without which the verdict cannot be reached (if the verdict is reached:
    /// without which some outcome is unknown), in the order of declaration.
    pub missing: Vec<String>,
    /// What `missing` names, in words, with the question to ask.
    pub questions: Vec<Question>,
    /// Every requirement of the primary output, in the order of the document.
    pub requirements: Vec<Requirement>,
    /// Notes that go with the decision.
    pub warnings: Vec<Warning>,
    /// The readings of contested wordings on which the outcomes rest.
    pub readings: Vec<ReadingUsed>,
    /// The clauses that no calculation covers, with the reason.
    pub not_modelled: Vec<NotModelled>,
    /// The facts that were given, in the order of declaration.
    pub facts: Vec<FactShown>,
    /// How each output came about; absent if no trace was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub trace: Option<Vec<Step>>,
    /// What is needed to repeat the decision.
    pub receipt: Receipt,
}

/// The conclusion, read from the primary output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The requirements are met.
    Eligible,
    /// At least one requirement is not met.
    Ineligible,
    /// Facts or a person's judgement are missing, or the document gives no answer.
    Undetermined,
    /// The scheme does not govern the case: neither eligible nor ineligible.
    NotApplicable,
}

/// A clause as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseShown {
    /// Id in the register.
    pub id: String,
    /// Where it stands in the document: `第5条第1項`.
    pub cite: String,
    /// What it says, in short words.
    pub says: String,
}

/// One requirement of the primary output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Whether it is met.
    pub state: StepState,
    /// The clauses that lay it down.
    pub clauses: Vec<ClauseShown>,
    /// What the applicant reads: why it holds, fails or is open.
    pub says: String,
    /// The condition as the rule file has it.
    pub expression: String,
    /// Distances to thresholds: `あと1人`, `1円超過`. May be empty.
    pub distances: Vec<String>,
    /// Ids of the facts that would settle it; empty unless it is open.
    pub missing: Vec<String>,
    /// Id of its step in the trace.
    pub step: String,
}

/// A fact that is still needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Id of the fact.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The question to ask, or what the fact is about.
    pub ask: String,
    /// Whether it is found by a person rather than told by the applicant.
    pub judgement: bool,
}

/// A note that goes with a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub name: String,
    /// What it says.
    pub text: String,
    /// The clauses that give rise to it.
    pub clauses: Vec<ClauseShown>,
}

/// A reading on which an outcome rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingUsed {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Id of the alternative that was used.
    pub used: String,
    /// Name of the alternative that was used.
    pub used_name: String,
    /// Whether that is the adopted one.
    pub adopted: bool,
    /// The other alternatives, as `(id, name)`.
    pub others: Vec<(String, String)>,
    /// What is contested.
    pub about: String,
    /// Why the adopted one was adopted.
    pub reason: String,
    /// The clauses whose wording is contested.
    pub clauses: Vec<ClauseShown>,
}

/// A clause that no calculation covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotModelled {
    /// The clause.
    #[serde(flatten)]
    pub clause: ClauseShown,
    /// Why it is not modelled.
    pub reason: String,
}

/// A fact that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactShown {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Shown,
    /// Whether the value is the declared default because none was given.
    pub by_default: bool,
}

/// What is needed to repeat a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Version of hantei.
    pub engine: String,
    /// SHA-256 of the rule files, in hexadecimal.
    pub rules: String,
    /// SHA-256 of the facts in canonical form, in hexadecimal.
    pub facts: String,
    /// The readings that were asked for in place of the adopted ones, as `(reading id, value id)`.
    pub readings: Vec<(String, String)>,
}
