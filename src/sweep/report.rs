//! What a sweep tells: pieces and breaks in words.

use serde::{Deserialize, Serialize};

use crate::decision::{ClauseShown, Decision, Shown, State, Verdict};
use crate::text::Lang;

use super::cause::Cause;
use super::pieces::Proof;

/// The outcome along one fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sweep {
    /// Id of the scheme.
    pub scheme: String,
    /// Title of the scheme.
    pub title: String,
    /// Language of every word.
    pub lang: Lang,
    /// The varied fact.
    pub axis: AxisShown,
    /// The output that is followed beside the verdict: id and name. Absent if the scheme has no
    /// headline amount and none was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub output: Option<(String, String)>,
    /// The pieces, from the first value to the last one, without gaps.
    pub pieces: Vec<Piece>,
    /// What separates each piece from the next one; one fewer than the pieces. Of choices none.
    pub breaks: Vec<Break>,
    /// How many applicants were decided.
    pub decided: usize,
}

/// A varied fact as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AxisShown {
    /// Id of the fact.
    pub id: String,
    /// Its name; with the row and the field for a list.
    pub name: String,
    /// Whether the values have an order: numbers, dates, periods.
    pub ordered: bool,
    /// Whether they are dates.
    pub dates: bool,
    /// Unit of a number. May be empty.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub unit: String,
    /// Distance of two values of a number.
    pub step: String,
    /// The first value.
    pub from: Shown,
    /// The last value.
    pub to: Shown,
    /// The applicant's own value, if it was given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given: Option<Shown>,
    /// Its position, in steps from the first value; absent if it is not among them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given_at: Option<i64>,
    /// Position of the last value.
    pub last: i64,
}

/// A stretch of values with one kind of outcome; both ends belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The first value.
    pub from: Shown,
    /// The last value.
    pub to: Shown,
    /// Positions of both, in steps from the first value of all.
    pub at: (i64, i64),
    /// What is decided on the whole of it.
    pub outcome: Decided,
    /// How the followed output goes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Course>,
    /// How it is known that nothing changes in between.
    pub proof: Proof,
}

/// What is decided, without the amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The conclusion.
    pub verdict: Verdict,
    /// The clauses of the requirements that are not met.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub failed: Vec<ClauseShown>,
    /// Names of the facts without which there is no verdict.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub missing: Vec<String>,
    /// Why nothing can be decided: no edition in force, an operation without a result.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// How an output goes over a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// In what way.
    pub kind: CourseKind,
    /// In words at the first value.
    pub first: String,
    /// In words at the last value.
    pub last: String,
    /// As numbers, for whoever draws it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub values: Option<(Millionths, Millionths)>,
    /// What is added for each unit of the fact, where that is exact.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub slope: Option<String>,
}

/// A number for drawing, kept so that it can be compared: a millionth is the unit.
pub type Millionths = i64;

/// Ways of an output over a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourseKind {
    /// One value.
    Constant,
    /// In a straight line.
    Straight,
    /// Up, in steps where something is rounded.
    Rises,
    /// Down, in steps where something is rounded.
    Falls,
    /// It changes; only the values at the ends are told.
    Varies,
    /// Not known, or not applicable.
    None,
}

/// Where one piece ends and the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// The last value before it.
    pub before: Shown,
    /// The first value after it.
    pub after: Shown,
    /// Position of the first value after it.
    pub at: i64,
    /// What turns there. Empty where it could not be told.
    pub causes: Vec<Cause>,
}

impl Decided {
    pub(super) fn of(decision: &Decision) -> Self {
        let failed = decision.failed.iter().filter_map(|id| {
            let all = decision.requirements.iter().flat_map(|one| &one.clauses);
            all.into_iter().find(|clause| clause.id == *id).cloned()
        });
        let missing = match decision.verdict {
            Verdict::Undetermined => {
                decision.questions.iter().map(|one| one.name.clone()).collect()
            }
            _ => Vec::new(),
        };
        Self {
            verdict: decision.verdict,
            failed: failed.collect(),
            missing,
            note: decision.edition.clone(),
        }
    }

    /// Nothing could be decided.
    pub(super) fn failed_with(message: String) -> Self {
        Self {
            verdict: Verdict::Undetermined,
            failed: Vec::new(),
            missing: Vec::new(),
            note: Some(message),
        }
    }
}

/// What an output is in a decision, in words, and whether it is known.
pub(super) fn outcome(decision: &Decision, id: &str) -> (String, bool) {
    let found = decision.outcomes.iter().find(|outcome| outcome.id == id);
    found.map_or_else(Default::default, |outcome| {
        let known = outcome.state == State::Known;
        let range = (!known && !outcome.range_text.is_empty()).then(|| outcome.range_text.clone());
        (range.unwrap_or_else(|| outcome.text.clone()), known)
    })
}
