//! Answers against what was expected of them.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::decision::State;
use crate::diagnostic::Diagnostic;
use crate::eval::Evaluation;
use crate::explain;
use crate::ids::ChoicesId;
use crate::intake::{Datum, DatumKind};
use crate::program::Program;
use crate::source::Sources;
use crate::text::{Lang, Text};
use crate::value::{Answer, FactSet, Number, Type, Value};

use super::Difference;
use super::expect::{Expectation, List};

/// Everything in which the answers differ.
pub(super) fn compare(
    program: &Program,
    evaluation: &Evaluation,
    expect: &[Expectation],
    lang: Lang,
) -> Vec<Difference> {
    let one =
        |expectation: &Expectation| difference(program, evaluation, expect, expectation, lang);
    expect.iter().filter_map(one).collect()
}

/// Whether the answers are those expected.
pub(super) fn is_same(program: &Program, evaluation: &Evaluation, expect: &[Expectation]) -> bool {
    let differs = |one: &Expectation| difference(program, evaluation, expect, one, Lang::En);
    expect.iter().all(|one| differs(one).is_none())
}

fn difference(
    program: &Program,
    evaluation: &Evaluation,
    expect: &[Expectation],
    expectation: &Expectation,
    lang: Lang,
) -> Option<Difference> {
    let find = |output: usize| Found::of(program, evaluation, output);
    match expectation {
        Expectation::Unstated { .. } => None,
        Expectation::State { output, state } => find(*output)?.in_state(*state),
        Expectation::Value { output, value } => find(*output)?.valued(value),
        Expectation::Range { output, low, high } => {
            find(*output)?.between(low.as_ref(), high.as_ref(), lang)
        }
        Expectation::Ids { list, ids } => {
            let found = found(*list, program, evaluation, expect);
            listed(*list, ids, &found, &|id| is_judgement(program, id))
        }
        Expectation::Absent { output: None, ids } => {
            absent("warnings", ids, Some(found(List::Warnings, program, evaluation, expect)))
        }
        Expectation::Absent { output: Some(output), ids } => find(*output)?.absent(ids),
    }
}

/// What an output came to.
struct Found<'a> {
    program: &'a Program,
    id: &'a str,
    ty: &'a Type,
    answer: &'a Answer,
}

impl<'a> Found<'a> {
    fn of(program: &'a Program, evaluation: &'a Evaluation, output: usize) -> Option<Self> {
        let declared = program.outputs.get(output)?;
        let ty = &program.rule(declared.rule)?.ty;
        Some(Self { program, id: &declared.id, ty, answer: evaluation.outputs.get(output)? })
    }

    fn in_state(&self, state: State) -> Option<Difference> {
        (state_of(self.answer) != state).then(|| Difference {
            what: self.id.to_owned(),
            expected: state_word(state).to_owned(),
            found: self.written(),
        })
    }

    fn valued(&self, wanted: &Datum) -> Option<Difference> {
        let same = self.contract().is_some_and(|value| match self.ty {
            Type::Set(of) if **of == Type::Choice(ChoicesId::STEPS) => in_order(wanted, &value),
            ty => equal(wanted, &value, matches!(ty, Type::Number(_))),
        });
        (!same).then(|| Difference {
            what: self.id.to_owned(),
            expected: plain(wanted),
            found: self.written(),
        })
    }

    fn between(
        &self,
        low: Option<&Number>,
        high: Option<&Number>,
        lang: Lang,
    ) -> Option<Difference> {
        let unknown = matches!(self.answer, Answer::Unknown(_));
        let (least, most) = if unknown { self.answer.bounds() } else { (None, None) };
        let same = unknown && least.as_ref() == low && most.as_ref() == high;
        let words = |low: Option<&Number>, high: Option<&Number>| {
            let none = Text::new("なし", "none");
            let word = |end: Option<&Number>| {
                end.map_or_else(|| none.get(lang).to_owned(), Number::to_string)
            };
            format!("[{}, {}]", word(low), word(high))
        };
        (!same).then(|| Difference {
            what: format!("range.{}", self.id),
            expected: words(low, high),
            found: if unknown { words(least.as_ref(), most.as_ref()) } else { self.written() },
        })
    }

    /// Steps that must not be among those found.
    fn absent(&self, ids: &[String]) -> Option<Difference> {
        let steps = self.contract();
        let steps = steps.as_ref().and_then(Json::as_array);
        absent(self.id, ids, steps.map(|steps| steps.iter().map(json_word).collect()))
    }

    /// The value in the form of the contract, if it is known.
    fn contract(&self) -> Option<Json> {
        match self.answer {
            Answer::Known(value) => Some(explain::show_contract(self.program, value, self.ty)),
            Answer::Unknown(_) | Answer::NotApplicable => None,
        }
    }

    /// The answer as a case would state it; the facts that it waits for behind it.
    fn written(&self) -> String {
        match (self.contract(), state_of(self.answer)) {
            (Some(value), _) => json_words(&value),
            (None, State::Unknown) if !self.answer.missing().is_empty() => {
                format!("unknown ({})", fact_ids(self.program, self.answer.missing()).join(", "))
            }
            (None, state) => state_word(state).to_owned(),
        }
    }
}

fn state_of(answer: &Answer) -> State {
    match answer {
        Answer::Known(_) => State::Known,
        Answer::Unknown(_) => State::Unknown,
        Answer::NotApplicable => State::NotApplicable,
    }
}

fn fact_ids(program: &Program, facts: FactSet) -> Vec<String> {
    facts.iter().filter_map(|fact| Some(program.fact(fact)?.id.clone())).collect()
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

/// What a decision lists. `missing` is what the primary output waits for; where that is settled,
/// what the outputs wait for that the case expects to be unknown.
fn found(
    list: List,
    program: &Program,
    evaluation: &Evaluation,
    expect: &[Expectation],
) -> Vec<String> {
    match list {
        List::Failed => explain::failed(program, evaluation).0,
        List::Undecided => explain::failed(program, evaluation).1,
        List::Warnings => {
            let told = program.warnings.iter().zip(&evaluation.warnings);
            let given = told.filter(|(warning, answer)| match answer {
                Answer::Known(Value::Truth(given)) => *given,
                Answer::Unknown(_) => warning.if_unknown,
                Answer::Known(_) | Answer::NotApplicable => false,
            });
            given.map(|(warning, _)| warning.id.clone()).collect()
        }
        List::Missing => missing(program, evaluation, expect),
    }
}

fn missing(program: &Program, evaluation: &Evaluation, expect: &[Expectation]) -> Vec<String> {
    if let Some(primary @ Answer::Unknown(_)) = evaluation.outputs.get(program.primary) {
        return fact_ids(program, primary.missing());
    }
    let is_open = |output: usize| {
        expect.iter().any(|one| {
            matches!(one, Expectation::State { output: stated, state: State::Unknown } if *stated == output)
        })
    };
    let mut missing: Vec<String> = Vec::new();
    for (_, answer) in evaluation.outputs.iter().enumerate().filter(|(at, _)| is_open(*at)) {
        for id in fact_ids(program, answer.missing()) {
            if !missing.contains(&id) {
                missing.push(id);
            }
        }
    }
    missing
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
