//! Two decisions side by side: two years, two applicants, two sets of rules.
//!
//! For each outcome that differs both traces are walked down together, to the deepest steps that
//! differ: a fact, the value of a parameter, a comparison that comes out another way. What differs
//! only because of them is not told.

mod align;
mod render;
mod walk;
mod words;

use serde::Serialize;
use serde_json::Value as Json;

use crate::decision::{ClauseShown, Decision, Outcome, Place, Step};
use crate::text::Lang;

pub use render::{markdown, text};
use walk::Walk;
pub(super) use words::verdict as verdict_word;

/// How many places of a record are named at most.
const MOST_PLACES: usize = 20;

/// What differs between two decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Language of every word.
    pub lang: Lang,
    /// Whether verdict, outcomes, requirements and warnings are the same.
    pub same: bool,
    /// The decision that is called 前.
    pub before: Head,
    /// The decision that is called 後.
    pub after: Head,
    /// Facts that differ, in the order of the decisions.
    pub facts: Vec<Different>,
    /// Readings that differ.
    pub readings: Vec<Different>,
    /// Outcomes that differ, with the reasons.
    pub outcomes: Vec<OutcomeChange>,
    /// Requirements that came out another way.
    pub requirements: Vec<Different>,
    /// Warnings that only one of them has.
    pub warnings: Vec<Different>,
    /// Where else the decisions differ: paths such as `requirements.3.says`. At most twenty.
    pub elsewhere: Vec<String>,
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Id of the scheme.
    pub scheme: String,
    /// Title of the scheme.
    pub title: String,
    /// The date of the decision, in words. Empty if it is unknown.
    pub as_of: String,
    /// The verdict, in words.
    pub verdict: String,
    /// Digest of the rules.
    pub rules: String,
    /// Version of hantei.
    pub engine: String,
}

/// Something that both sides have, or only one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Different {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it was, in words; absent where it was not there.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// An outcome that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeChange {
    /// What differs.
    #[serde(flatten)]
    pub outcome: Different,
    /// Why; empty if a decision has no trace.
    pub reasons: Vec<Reason>,
}

/// A step that differs and is not explained by steps below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The rules and stages on the way to it, from the outcome down.
    pub path: Vec<String>,
    /// The sentence.
    pub text: String,
    /// The clauses behind it.
    pub clauses: Vec<ClauseShown>,
    /// Where the step stands in the rules of the first decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Place>,
    /// Where it stands in the rules of the second one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Place>,
    /// Why what was compared differs, where that was worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Reason>,
}

/// Compares two decisions. Words are in the language of the first one; decisions in two languages
/// differ in every word, so let both have one.
#[must_use]
pub fn compare(before: &Decision, after: &Decision) -> Comparison {
    let lang = before.lang;
    let walk = Walk::new(before, after, lang);
    let facts = paired(
        before
            .facts
            .iter()
            .map(|one| (&one.id, &one.name, one.value.text.clone(), &one.value.value)),
        after
            .facts
            .iter()
            .map(|one| (&one.id, &one.name, one.value.text.clone(), &one.value.value)),
    );
    let used = |decision: &Decision| {
        let all = decision.readings.iter();
        all.map(|one| (one.id.clone(), one.name.clone(), one.used_name.clone())).collect::<Vec<_>>()
    };
    let readings = named(used(before), used(after));
    let met = |decision: &Decision| {
        let all = decision.requirements.iter();
        all.map(|one| {
            let id = one
                .clauses
                .first()
                .map_or_else(|| one.expression.clone(), |clause| clause.id.clone());
            (id, name_of(one), words::requirement(one.state, lang).to_owned())
        })
        .collect::<Vec<_>>()
    };
    let warned = |decision: &Decision| {
        let all = decision.warnings.iter();
        all.map(|one| (one.id.clone(), one.name.clone(), one.text.clone())).collect::<Vec<_>>()
    };
    let mut comparison = Comparison {
        lang,
        same: false,
        before: head(before, lang),
        after: head(after, lang),
        facts,
        readings,
        outcomes: outcomes(before, after, &walk, lang),
        requirements: named(met(before), met(after)),
        warnings: named(warned(before), warned(after)),
        elsewhere: places(before, after),
    };
    comparison.same = comparison.outcomes.is_empty()
        && comparison.requirements.is_empty()
        && comparison.warnings.is_empty()
        && before.verdict == after.verdict
        && (&before.failed, &before.undecided) == (&after.failed, &after.undecided);
    comparison
}

fn head(decision: &Decision, lang: Lang) -> Head {
    Head {
        scheme: decision.scheme.clone(),
        title: decision.title.clone(),
        as_of: decision.as_of_text.clone(),
        verdict: words::verdict(decision.verdict, lang).to_owned(),
        rules: decision.receipt.rules.clone(),
        engine: decision.receipt.engine.clone(),
    }
}

fn name_of(requirement: &crate::decision::Requirement) -> String {
    match requirement.clauses.first() {
        Some(clause) => format!("{} {}", clause.cite, clause.says),
        None => requirement.expression.clone(),
    }
}

type Valued<'d> = (&'d String, &'d String, String, &'d Json);

/// What differs in value. Two values of the same words are told by their form.
fn paired<'d>(
    before: impl Iterator<Item = Valued<'d>>,
    after: impl Iterator<Item = Valued<'d>>,
) -> Vec<Different> {
    let (before, after): (Vec<_>, Vec<_>) = (before.collect(), after.collect());
    let mut found = Vec::new();
    for (id, name, text, value) in &before {
        match after.iter().find(|other| other.0 == *id) {
            Some((_, _, _, other)) if other == value => {}
            Some((_, _, words, other)) => {
                let (one, two) = if words == text {
                    (value.to_string(), other.to_string())
                } else {
                    (text.clone(), words.clone())
                };
                found.push(different(id, name, Some(one), Some(two)));
            }
            None => found.push(different(id, name, Some(text.clone()), None)),
        }
    }
    for (id, name, text, _) in &after {
        if !before.iter().any(|other| other.0 == *id) {
            found.push(different(id, name, None, Some(text.clone())));
        }
    }
    found
}

fn different(id: &str, name: &str, before: Option<String>, after: Option<String>) -> Different {
    Different { id: id.to_owned(), name: name.to_owned(), before, after }
}

/// What differs in words; things of one id are taken in order.
fn named(
    before: Vec<(String, String, String)>,
    mut after: Vec<(String, String, String)>,
) -> Vec<Different> {
    let mut found = Vec::new();
    for (id, name, text) in before {
        match after.iter().position(|other| other.0 == id && other.1 == name) {
            Some(at) => {
                let (_, _, words) = after.remove(at);
                if words != text {
                    found.push(different(&id, &name, Some(text), Some(words)));
                }
            }
            None => found.push(different(&id, &name, Some(text), None)),
        }
    }
    found.extend(after.into_iter().map(|(id, name, text)| different(&id, &name, None, Some(text))));
    found
}

fn outcomes(
    before: &Decision,
    after: &Decision,
    walk: &Walk<'_>,
    lang: Lang,
) -> Vec<OutcomeChange> {
    let told = |outcome: &Outcome| {
        if outcome.range_text.is_empty() {
            outcome.text.clone()
        } else {
            words::with_range(&outcome.text, &outcome.range_text, lang)
        }
    };
    let mut found = Vec::new();
    for one in &before.outcomes {
        let Some(other) = after.outcomes.iter().find(|other| other.id == one.id) else {
            let outcome = different(&one.id, &one.name, Some(told(one)), None);
            found.push(OutcomeChange { outcome, reasons: Vec::new() });
            continue;
        };
        let equal =
            (one.state, &one.value, &one.range) == (other.state, &other.value, &other.range);
        if equal {
            continue;
        }
        let outcome = different(&one.id, &one.name, Some(told(one)), Some(told(other)));
        let steps = (step_of(before, &one.id), step_of(after, &one.id));
        let reasons = match steps {
            (Some(left), Some(right)) => walk.reasons(left, right),
            _ => Vec::new(),
        };
        found.push(OutcomeChange { outcome, reasons });
    }
    for other in
        after.outcomes.iter().filter(|one| !before.outcomes.iter().any(|old| old.id == one.id))
    {
        let outcome = different(&other.id, &other.name, None, Some(told(other)));
        found.push(OutcomeChange { outcome, reasons: Vec::new() });
    }
    found
}

fn step_of<'d>(decision: &'d Decision, id: &str) -> Option<&'d Step> {
    decision.trace.iter().flatten().find(|step| step.id == id)
}

/// Paths at which the decisions differ beside what the comparison has words for. A trace that one
/// of them does not have is no difference.
fn places(before: &Decision, after: &Decision) -> Vec<String> {
    let whole = |decision: &Decision, traced: bool| {
        let mut whole = serde_json::to_value(decision).unwrap_or_default();
        if let Some(object) = whole.as_object_mut() {
            if !traced {
                object.shift_remove("trace");
            }
            object.shift_remove("receipt");
        }
        whole
    };
    let traced = before.trace.is_some() && after.trace.is_some();
    let mut found = Vec::new();
    differ(&whole(before, traced), &whole(after, traced), "", &mut found);
    found
}

fn differ(one: &Json, other: &Json, path: &str, found: &mut Vec<String>) {
    if found.len() >= MOST_PLACES || one == other {
        return;
    }
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (one, other) {
        (Json::Object(left), Json::Object(right)) => {
            let more = right.keys().filter(|key| !left.contains_key(*key));
            for key in left.keys().chain(more) {
                let none = &Json::Null;
                let (left, right) = (left.get(key).unwrap_or(none), right.get(key).unwrap_or(none));
                differ(left, right, &below(key), found);
            }
        }
        (Json::Array(left), Json::Array(right)) if left.len() == right.len() => {
            for (at, (left, right)) in left.iter().zip(right).enumerate() {
                differ(left, right, &below(&at.to_string()), found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}
