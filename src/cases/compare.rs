//! A decision against what was expected of it.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::decision::{Decision, Outcome, OutcomeKind, State};
use crate::diagnostic::Diagnostic;
use crate::intake::{Datum, DatumKind};
use crate::program::Program;
use crate::source::Sources;
use crate::text::{Lang, Text};
use crate::value::Number;

use super::Difference;
use super::expect::{Expectation, List};

/// Everything in which `decision` differs.
pub(super) fn compare(
    program: &Program,
    decision: &Decision,
    expect: &[Expectation],
    lang: Lang,
) -> Vec<Difference> {
    let find = |id: &str| decision.outcomes.iter().find(|outcome| outcome.id == id);
    let one = |expectation: &Expectation| match expectation {
        Expectation::State { output, state } => in_state(find(output)?, *state),
        Expectation::Value { output, value } => valued(find(output)?, value),
        Expectation::Range { output, low, high } => {
            between(find(output)?, low.as_ref(), high.as_ref(), lang)
        }
        Expectation::Ids { list, ids } => {
            listed(*list, ids, &found(*list, decision, expect), &|id| is_judgement(program, id))
        }
        Expectation::Absent { output: None, ids } => {
            absent("warnings", ids, Some(found(List::Warnings, decision, expect)))
        }
        Expectation::Absent { output: Some(output), ids } => {
            let steps = find(output)?.value.as_ref().and_then(Json::as_array);
            absent(output, ids, steps.map(|steps| steps.iter().map(json_word).collect()))
        }
    };
    expect.iter().filter_map(one).collect()
}

/// The difference of a decision that could not be made.
pub(super) fn error(finding: &Diagnostic, sources: &Sources, lang: Lang) -> Difference {
    let place = finding.at.map(|at| {
        let position = sources.position(at);
        format!("{}:{}:{}: ", sources.name(at.file), position.line, position.column)
    });
    let message = format!(
        "{}[{}] {}",
        place.unwrap_or_default(),
        finding.code.as_str(),
        finding.message(lang)
    );
    Difference {
        what: "error".to_owned(),
        expected: Text::new("判定", "a decision").get(lang).to_owned(),
        found: message,
    }
}

fn in_state(outcome: &Outcome, state: State) -> Option<Difference> {
    (outcome.state != state).then(|| Difference {
        what: outcome.id.clone(),
        expected: state_word(state).to_owned(),
        found: written(outcome),
    })
}

fn valued(outcome: &Outcome, wanted: &Datum) -> Option<Difference> {
    let same = outcome.value.as_ref().is_some_and(|value| match outcome.kind {
        OutcomeKind::Steps => in_order(wanted, value),
        kind => equal(wanted, value, matches!(kind, OutcomeKind::Money | OutcomeKind::Number)),
    });
    (!same).then(|| Difference {
        what: outcome.id.clone(),
        expected: plain(wanted),
        found: written(outcome),
    })
}

/// Whether a value is the expected one; sets have no order.
fn equal(wanted: &Datum, value: &Json, numeric: bool) -> bool {
    match (&wanted.kind, value) {
        (DatumKind::List(wanted), Json::Array(values)) => {
            let has = |wanted: &Datum| values.iter().any(|value| equal(wanted, value, numeric));
            let stated = |value: &Json| wanted.iter().any(|wanted| equal(wanted, value, numeric));
            wanted.iter().all(has) && values.iter().all(stated)
        }
        (DatumKind::Word(word), Json::Bool(truth)) => *word == truth.to_string(),
        (DatumKind::Word(word) | DatumKind::Text(word), Json::Number(number)) => {
            same_number(word, &number.to_string())
        }
        (DatumKind::Word(word) | DatumKind::Text(word), Json::String(text)) => {
            if numeric {
                same_number(word, text)
            } else {
                word == text
            }
        }
        _ => false,
    }
}

fn same_number(left: &str, right: &str) -> bool {
    matches!((Number::parse(left.trim()), Number::parse(right)), (Ok(left), Ok(right)) if left == right)
}

/// Whether the expected ids occur in this order; others may stand between.
fn in_order(wanted: &Datum, value: &Json) -> bool {
    let (DatumKind::List(wanted), Json::Array(values)) = (&wanted.kind, value) else {
        return false;
    };
    let mut values = values.iter();
    wanted.iter().all(|one| values.any(|value| equal(one, value, false)))
}

fn between(
    outcome: &Outcome,
    low: Option<&Number>,
    high: Option<&Number>,
    lang: Lang,
) -> Option<Difference> {
    let end = |end: &Option<Json>| end.as_ref().and_then(|end| Number::parse(&json_word(end)).ok());
    let (least, most) =
        outcome.range.as_ref().map(|(low, high)| (end(low), end(high))).unwrap_or_default();
    let same = outcome.state == State::Unknown && least.as_ref() == low && most.as_ref() == high;
    let words = |low: Option<&Number>, high: Option<&Number>| {
        let none = Text::new("なし", "none");
        let word =
            |end: Option<&Number>| end.map_or_else(|| none.get(lang).to_owned(), Number::to_string);
        format!("[{}, {}]", word(low), word(high))
    };
    (!same).then(|| Difference {
        what: format!("range.{}", outcome.id),
        expected: words(low, high),
        found: match outcome.state {
            State::Unknown => words(least.as_ref(), most.as_ref()),
            State::Known | State::NotApplicable => written(outcome),
        },
    })
}

/// What a decision lists. `missing` is what the primary output waits for; where that is settled,
/// what the outputs wait for that the case expects to be unknown.
fn found(list: List, decision: &Decision, expect: &[Expectation]) -> Vec<String> {
    match list {
        List::Failed => decision.failed.clone(),
        List::Undecided => decision.undecided.clone(),
        List::Warnings => decision.warnings.iter().map(|warning| warning.id.clone()).collect(),
        List::Missing => {
            let primary = decision.outcomes.iter().find(|outcome| outcome.primary);
            if let Some(primary) = primary.filter(|primary| primary.state == State::Unknown) {
                return primary.missing.clone();
            }
            let open = |outcome: &&Outcome| {
                expect.iter().any(|one| {
                    matches!(one, Expectation::State { output, state: State::Unknown } if *output == outcome.id)
                })
            };
            let mut missing: Vec<String> = Vec::new();
            for id in decision.outcomes.iter().filter(open).flat_map(|outcome| &outcome.missing) {
                if !missing.contains(id) {
                    missing.push(id.clone());
                }
            }
            missing
        }
    }
}

fn is_judgement(program: &Program, id: &str) -> bool {
    program.facts.iter().any(|fact| fact.id == id && fact.judgement)
}

fn listed(
    list: List,
    ids: &[String],
    found: &[String],
    free: &dyn Fn(&str) -> bool,
) -> Option<Difference> {
    let (wanted, have): (BTreeSet<&String>, BTreeSet<&String>) =
        (ids.iter().collect(), found.iter().collect());
    let mut extra = have.difference(&wanted);
    let same = wanted.is_subset(&have)
        && match list {
            List::Warnings => true,
            List::Missing => extra.all(|id| free(id)),
            List::Failed | List::Undecided => extra.next().is_none(),
        };
    let words = |ids: &[String]| format!("[{}]", ids.join(", "));
    (!same).then(|| Difference {
        what: list.key().to_owned(),
        expected: words(ids),
        found: words(found),
    })
}

/// Steps or warnings that must not be among those found; `found` is none while that is not known.
fn absent(what: &str, ids: &[String], found: Option<Vec<String>>) -> Option<Difference> {
    let same = found.as_ref().is_some_and(|found| ids.iter().all(|id| !found.contains(id)));
    (!same).then(|| Difference {
        what: format!("absent.{what}"),
        expected: format!("[{}]", ids.join(", ")),
        found: found.map_or_else(
            || state_word(State::Unknown).to_owned(),
            |found| format!("[{}]", found.join(", ")),
        ),
    })
}

fn state_word(state: State) -> &'static str {
    match state {
        State::Known => "known",
        State::Unknown => "unknown",
        State::NotApplicable => "not_applicable",
    }
}

/// An outcome as a case would state it; the facts that it waits for behind it.
fn written(outcome: &Outcome) -> String {
    match (&outcome.value, outcome.state) {
        (Some(value), _) => json_words(value),
        (None, State::Unknown) if !outcome.missing.is_empty() => {
            format!("unknown ({})", outcome.missing.join(", "))
        }
        (None, state) => state_word(state).to_owned(),
    }
}

fn json_word(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn json_words(value: &Json) -> String {
    match value {
        Json::Array(values) => {
            format!("[{}]", values.iter().map(json_words).collect::<Vec<_>>().join(", "))
        }
        other => json_word(other),
    }
}

fn plain(datum: &Datum) -> String {
    match &datum.kind {
        DatumKind::Null => "null".to_owned(),
        DatumKind::Word(text) | DatumKind::Text(text) => text.clone(),
        DatumKind::List(items) => {
            format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(", "))
        }
        DatumKind::Map(entries) => {
            let entries =
                entries.iter().map(|(key, value)| format!("{}: {}", key.text, plain(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
