//! From answers to a decision in words.
//!
//! This is the only place where ids turn into names, values into words and recorded steps into a
//! tree. It adds nothing that was not worked out.

mod phrase;
mod requirements;
mod show;
mod trace;

use crate::decision::{
    ClauseShown, Decision, FORMAT, FactShown, Item, NotModelled, Outcome, OutcomeKind, Question,
    ReadingUsed, Receipt, State, Verdict, Warning,
};
use crate::eval::{Evaluation, Traced};
use crate::facts::Facts;
use crate::ids::{ChoicesId, ClauseId, ReadingId};
use crate::program::{ClauseKind, NodeKind, Output, Program};
use crate::text::{Lang, Text};
use crate::value::{Answer, FactSet, Type, Value};

pub use phrase::phrase;
pub use requirements::failed;
pub use show::{between, show, show_contract};

/// What a decision is made of.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The rules.
    pub program: &'a Program,
    /// The facts.
    pub facts: &'a Facts,
    /// The answers.
    pub evaluation: &'a Evaluation,
    /// The recorded steps, if any were recorded.
    pub trace: Option<&'a Traced>,
    /// The alternatives that were asked for in place of the adopted ones.
    pub readings: &'a [(ReadingId, u16)],
    /// SHA-256 of the facts in canonical form.
    pub facts_digest: &'a str,
    /// Language of the words.
    pub lang: Lang,
}

/// Puts a decision into words.
#[must_use]
pub fn decision(material: Material<'_>) -> Decision {
    let Material { program, evaluation, lang, .. } = material;
    let (failed, undecided) = requirements::failed(program, evaluation);
    let missing = missing(program, evaluation);
    Decision {
        format: FORMAT,
        scheme: program.id.clone(),
        title: program.title.get(lang).to_owned(),
        authority: program.authority.get(lang).to_owned(),
        source: program.source.get(lang).to_owned(),
        lang,
        as_of: evaluation.as_of,
        as_of_text: evaluation.as_of.map(|date| show::day(date, lang)).unwrap_or_default(),
        in_force: show::days(program.from, program.until, lang),
        verdict: verdict(program, evaluation),
        edition: edition(program, evaluation, lang),
        outcomes: outcomes(material),
        failed,
        undecided,
        missing: missing.iter().filter_map(|fact| Some(program.fact(fact)?.id.clone())).collect(),
        questions: questions(program, missing, lang),
        requirements: requirements::requirements(material),
        warnings: warnings(program, evaluation, lang),
        readings: readings(material),
        not_modelled: not_modelled(program, lang),
        facts: facts_shown(material),
        trace: material.trace.map(|trace| trace::steps(material, trace)),
        receipt: receipt(material),
    }
}

/// The facts that were given, and the defaults that stood in for absent ones.
fn facts_shown(material: Material<'_>) -> Vec<FactShown> {
    let Material { program, facts, lang, .. } = material;
    let mut shown = Vec::new();
    for (fact, value) in program.facts.iter().zip(facts.slots()) {
        let (value, by_default) = match (value, &fact.default) {
            (Some(value), _) => (value, false),
            (None, Some(value)) => (value, true),
            (None, None) => continue,
        };
        shown.push(FactShown {
            id: fact.id.clone(),
            name: fact.name.get(lang).to_owned(),
            value: show(program, value, &fact.ty, lang),
            by_default,
        });
    }
    shown
}

/// The conclusion of an evaluation.
#[must_use]
pub fn verdict(program: &Program, evaluation: &Evaluation) -> Verdict {
    match evaluation.outputs.get(program.primary) {
        Some(Answer::Known(Value::Truth(true))) => Verdict::Eligible,
        Some(Answer::Known(_)) => Verdict::Ineligible,
        Some(Answer::NotApplicable) => Verdict::NotApplicable,
        Some(Answer::Unknown(_)) | None => Verdict::Undetermined,
    }
}

/// Facts that the verdict waits for; where it is reached, those that other outputs wait for.
fn missing(program: &Program, evaluation: &Evaluation) -> FactSet {
    let primary = evaluation.outputs.get(program.primary);
    match primary {
        Some(unknown @ Answer::Unknown(_)) => unknown.missing(),
        _ => evaluation
            .outputs
            .iter()
            .fold(FactSet::default(), |set, answer| set.and(answer.missing())),
    }
}

fn questions(program: &Program, missing: FactSet, lang: Lang) -> Vec<Question> {
    let facts = missing.iter().filter_map(|fact| program.fact(fact));
    facts
        .map(|fact| {
            let words = [&fact.ask, &fact.about, &fact.name]
                .into_iter()
                .find(|text| !text.is_empty() && (lang == Lang::Ja || text.en.is_some()));
            Question {
                id: fact.id.clone(),
                name: fact.name.get(lang).to_owned(),
                ask: words.unwrap_or(&fact.name).get(lang).to_owned(),
                judgement: fact.judgement,
            }
        })
        .collect()
}

fn edition(program: &Program, evaluation: &Evaluation, lang: Lang) -> Option<String> {
    if evaluation.in_force {
        return None;
    }
    let date = show::day(evaluation.as_of?, lang);
    let from = show::day(program.from, lang);
    let until = program.until.map(|until| show::day(until, lang));
    let words = match (lang, until) {
        (Lang::Ja, None) => format!("{date}は施行前です。最初の版は{from}から施行されます。"),
        (Lang::Ja, Some(until)) => {
            format!("{date}に効力のある版はありません。手元の版は{from}から{until}までです。")
        }
        (Lang::En, None) => {
            format!("{date} is before the first edition, which is in force from {from}.")
        }
        (Lang::En, Some(until)) => {
            format!(
                "No edition is in force on {date}. The edition at hand runs from {from} to {until}."
            )
        }
    };
    Some(words)
}

/// The clauses, as shown.
#[must_use]
pub fn clauses(program: &Program, ids: &[ClauseId], lang: Lang) -> Vec<ClauseShown> {
    let known = ids.iter().filter_map(|id| program.clauses.get(id.index()));
    known
        .map(|clause| ClauseShown {
            id: clause.id.clone(),
            cite: clause.cite.get(lang).to_owned(),
            says: said(clause, lang),
        })
        .collect()
}

/// What a clause says, and that it is left out of the calculation if it is.
fn said(clause: &crate::program::Clause, lang: Lang) -> String {
    let words = clause.says.get(lang);
    match (clause.kind, lang) {
        (ClauseKind::NotModelled, Lang::Ja) => format!("{words}（計算では扱わない）"),
        (ClauseKind::NotModelled, Lang::En) => format!("{words} (not part of the calculation)"),
        _ => words.to_owned(),
    }
}

fn outcomes(material: Material<'_>) -> Vec<Outcome> {
    let Material { program, evaluation, .. } = material;
    let mut outcomes: Vec<Outcome> = program
        .outputs
        .iter()
        .zip(&evaluation.outputs)
        .enumerate()
        .map(|(at, (output, answer))| outcome(material, at == program.primary, output, answer))
        .collect();
    if let Some(at) = outcomes.iter().position(|outcome| outcome.primary) {
        let primary = outcomes.remove(at);
        outcomes.insert(0, primary);
    }
    outcomes
}

fn outcome(material: Material<'_>, primary: bool, output: &Output, answer: &Answer) -> Outcome {
    let Material { program, evaluation, lang, .. } = material;
    let rule = program.rule(output.rule);
    let ty = rule.map_or(Type::Any, |rule| rule.ty.clone());
    let (state, value, text) = match answer {
        Answer::Known(value) => {
            let shown = show(program, value, &ty, lang);
            (State::Known, Some(shown.value), shown.text)
        }
        Answer::Unknown(_) if !evaluation.in_force => {
            (State::Unknown, None, show::not_in_force(lang))
        }
        Answer::Unknown(unknown) => (State::Unknown, None, show::unknown(program, unknown, lang)),
        Answer::NotApplicable => {
            let why = rule.and_then(|rule| why_not(program, rule.body, lang));
            (State::NotApplicable, None, why.unwrap_or_else(|| show::not_applicable(lang)))
        }
    };
    let bounds = match answer {
        Answer::Unknown(unknown) if unknown.low.is_some() || unknown.high.is_some() => {
            let end = |end: &Option<crate::value::Number>| {
                end.as_ref().map(|end| show(program, &Value::Number(end.clone()), &ty, lang))
            };
            Some((end(&unknown.low), end(&unknown.high)))
        }
        _ => None,
    };
    let range_text =
        bounds.as_ref().map(|(low, high)| show::between(low.as_ref(), high.as_ref(), lang));
    let range = bounds.map(|(low, high)| (low.map(|low| low.value), high.map(|high| high.value)));
    let unit = match &ty {
        Type::Number(unit) if !unit.is_plain() => Some(unit.to_string()),
        _ => None,
    };
    Outcome {
        id: output.id.clone(),
        name: output.name.get(lang).to_owned(),
        kind: kind(&ty),
        primary,
        headline: output.headline,
        state,
        value,
        text,
        unit,
        missing: answer
            .missing()
            .iter()
            .filter_map(|fact| Some(program.fact(fact)?.id.clone()))
            .collect(),
        range,
        range_text: range_text.unwrap_or_default(),
        items: items(program, answer, &ty, lang),
        clauses: clauses(
            program,
            rule.map(|rule| rule.clauses.as_slice()).unwrap_or_default(),
            lang,
        ),
    }
}

/// Why a rule does not apply: the words of the rule that its `applies_when` names.
fn why_not(program: &Program, body: crate::ids::NodeId, lang: Lang) -> Option<String> {
    let NodeKind::Scope { condition, .. } = program.node(body)?.kind else { return None };
    let NodeKind::Rule(scope) = program.node(condition)?.kind else { return None };
    let words = &program.rule(scope)?.says.fails;
    (!words.is_empty()).then(|| words.get(lang).to_owned())
}

fn kind(ty: &Type) -> OutcomeKind {
    match ty {
        Type::Truth => OutcomeKind::Truth,
        Type::Number(unit) if unit.is_yen() => OutcomeKind::Money,
        Type::Number(_) => OutcomeKind::Number,
        Type::Date => OutcomeKind::Date,
        Type::Set(of) => match **of {
            Type::Choice(ChoicesId::DOCUMENTS) => OutcomeKind::Documents,
            Type::Choice(ChoicesId::STEPS) => OutcomeKind::Steps,
            Type::Choice(ChoicesId::CONTACTS) => OutcomeKind::Contacts,
            Type::Choice(ChoicesId::CLAUSES) => OutcomeKind::Clauses,
            _ => OutcomeKind::Set,
        },
        _ => OutcomeKind::Choice,
    }
}

fn items(program: &Program, answer: &Answer, ty: &Type, lang: Lang) -> Vec<Item> {
    let (Answer::Known(Value::Set(values)), Type::Set(of)) = (answer, ty) else {
        return Vec::new();
    };
    values.iter().map(|value| item(program, value, of, lang)).collect()
}

fn item(program: &Program, value: &Value, of: &Type, lang: Lang) -> Item {
    let shown = show(program, value, of, lang);
    let id = shown.value.as_str().map_or_else(|| shown.value.to_string(), str::to_owned);
    let (Value::Choice(at), Type::Choice(list)) = (value, of) else {
        return Item { id, name: shown.text, about: String::new(), clauses: Vec::new() };
    };
    let at = usize::from(*at);
    let thing = match *list {
        ChoicesId::DOCUMENTS => program.documents.get(at),
        ChoicesId::STEPS => program.steps.get(at),
        ChoicesId::CONTACTS => program.contacts.get(at),
        ChoicesId::CLAUSES => {
            let shown = clauses(program, &[ClauseId::new(at)], lang);
            let (name, about) =
                shown.first().map(|one| (one.cite.clone(), one.says.clone())).unwrap_or_default();
            return Item { id, name, about, clauses: shown };
        }
        _ => None,
    };
    let Some(thing) = thing else {
        return Item { id, name: shown.text, about: String::new(), clauses: Vec::new() };
    };
    let spoken =
        |text: &Text| (lang == Lang::Ja || text.en.is_some()).then(|| text.get(lang).to_owned());
    let about = [spoken(&thing.form), spoken(&thing.about)]
        .into_iter()
        .flatten()
        .filter(|words| !words.is_empty());
    Item {
        id,
        name: shown.text,
        about: about.collect::<Vec<_>>().join(if lang == Lang::Ja { "。" } else { ". " }),
        clauses: clauses(program, &thing.clauses, lang),
    }
}

fn warnings(program: &Program, evaluation: &Evaluation, lang: Lang) -> Vec<Warning> {
    let told = program.warnings.iter().zip(&evaluation.warnings);
    told.filter(|(warning, answer)| match answer {
        Answer::Known(Value::Truth(true)) => true,
        Answer::Unknown(_) => warning.if_unknown,
        Answer::Known(_) | Answer::NotApplicable => false,
    })
    .map(|(warning, _)| Warning {
        id: warning.id.clone(),
        name: warning.name.get(lang).to_owned(),
        text: warning.says.get(lang).to_owned(),
        clauses: clauses(program, &warning.clauses, lang),
    })
    .collect()
}

/// The readings that were looked at; without a trace, every reading.
fn readings(material: Material<'_>) -> Vec<ReadingUsed> {
    let Material { program, lang, .. } = material;
    let used = |id: ReadingId| {
        match material.trace {
        None => true,
        Some(trace) => trace.steps().iter().any(|step| {
            step.answer.is_some()
                && matches!(program.node(step.node).map(|node| &node.kind), Some(NodeKind::Reading(one)) if *one == id)
        }),
    }
    };
    let all = program.readings.iter().enumerate();
    all.filter(|(at, _)| used(ReadingId::new(*at)))
        .map(|(at, reading)| {
            let asked = material
                .readings
                .iter()
                .find(|(id, _)| id.index() == at)
                .map(|(_, choice)| *choice);
            let choice = asked.unwrap_or(reading.adopted);
            let list = program.choices.get(reading.choices.index());
            let all = list.map(|list| list.choices.as_slice()).unwrap_or_default();
            let one = all.get(usize::from(choice));
            let others = all.iter().enumerate().filter(|(at, _)| *at != usize::from(choice));
            ReadingUsed {
                id: reading.id.clone(),
                name: reading.name.get(lang).to_owned(),
                used: one.map(|one| one.id.clone()).unwrap_or_default(),
                used_name: one.map(|one| one.name.get(lang).to_owned()).unwrap_or_default(),
                adopted: choice == reading.adopted,
                others: others
                    .map(|(_, other)| (other.id.clone(), other.name.get(lang).to_owned()))
                    .collect(),
                about: reading.about.get(lang).to_owned(),
                reason: reading.reason.get(lang).to_owned(),
                clauses: clauses(program, &reading.clauses, lang),
            }
        })
        .collect()
}

fn not_modelled(program: &Program, lang: Lang) -> Vec<NotModelled> {
    let open = program
        .clauses
        .iter()
        .enumerate()
        .filter(|(_, clause)| clause.kind == ClauseKind::NotModelled);
    open.filter_map(|(at, clause)| {
        let shown = clauses(program, &[ClauseId::new(at)], lang).pop()?;
        Some(NotModelled { clause: shown, reason: clause.reason.get(lang).to_owned() })
    })
    .collect()
}

fn receipt(material: Material<'_>) -> Receipt {
    let readings = material.readings.iter().filter_map(|(id, choice)| {
        let reading = material.program.readings.get(id.index())?;
        let list = material.program.choices.get(reading.choices.index())?;
        Some((reading.id.clone(), list.choices.get(usize::from(*choice))?.id.clone()))
    });
    Receipt {
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        rules: material.program.digest.clone(),
        facts: material.facts_digest.to_owned(),
        readings: readings.collect(),
    }
}
