//! Near misses: the least change of each single fact that turns a refusal.

use serde::{Deserialize, Serialize};

use crate::decision::{ClauseShown, Shown, Verdict};
use crate::diagnostic::Diagnostic;
use crate::eval::{self, Silent};
use crate::explain;
use crate::facts::Facts;
use crate::ids::FactId;
use crate::program::Program;
use crate::region;
use crate::rulebook::{Ask, Scheme, TraceLevel};
use crate::text::Lang;
use crate::value::{FactSet, Type, Value};

use super::axis::Axis;
use super::pieces::{Line, Proof};
use super::report::{Decided, outcome};
use super::run::Runner;

/// How many rows of a list are looked at.
const ROWS: usize = 20;

/// How many shapes are passed on the way from the given value.
const SHAPES: usize = 400;

/// What would turn a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// Id of the scheme.
    pub scheme: String,
    /// Title of the scheme.
    pub title: String,
    /// Language of every word.
    pub lang: Lang,
    /// What is decided as it stands.
    pub outcome: Decided,
    /// Single changes that make the applicant eligible, in the order of declaration.
    pub changes: Vec<Change>,
    /// Names of the facts that were tried.
    pub tried: Vec<String>,
    /// Those of them for which a nearer change, or any, may have been missed, because not every
    /// value could be looked at.
    pub unsure: Vec<String>,
}

/// A change of one fact, confirmed by deciding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Id of the fact.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether a person finds it.
    pub judgement: bool,
    /// The value as given.
    pub from: Shown,
    /// The value that turns it; several choices may.
    pub to: Vec<Shown>,
    /// How far it is, in words: `あと1人少なければ`. Empty of what has no order.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub distance: String,
    /// The change as one sentence.
    pub says: String,
    /// The headline amount after it, in words. Empty if the scheme has none.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub amount: String,
    /// The clauses of the fact.
    pub clauses: Vec<ClauseShown>,
}

/// Looks for the least change of each given fact that makes the applicant eligible.
///
/// Nothing is looked for unless the applicant is refused, or the scheme does not govern the case.
///
/// # Errors
///
/// As [`Scheme::decide`].
pub fn near(scheme: &Scheme, facts: &Facts, ask: &Ask) -> Result<Near, Box<Diagnostic>> {
    let plain = Ask { trace: TraceLevel::None, ..ask.clone() };
    let decision = scheme.decide(facts, &plain)?;
    let mut found = Near {
        scheme: scheme.id().to_owned(),
        title: scheme.title(ask.lang).to_owned(),
        lang: ask.lang,
        outcome: Decided::of(&decision),
        changes: Vec::new(),
        tried: Vec::new(),
        unsure: Vec::new(),
    };
    if !matches!(decision.verdict, Verdict::Ineligible | Verdict::NotApplicable) {
        return Ok(found);
    }
    let search = Search { scheme, facts, ask: &plain };
    for fact in decisive(scheme.program(), facts, &plain)?.iter() {
        search.fact(fact, &mut found);
    }
    Ok(found)
}

/// The facts that every requirement that is not met comes from; no other one alone can turn them.
fn decisive(program: &Program, facts: &Facts, ask: &Ask) -> Result<FactSet, Box<Diagnostic>> {
    let evaluation = eval::evaluate(program, facts, &ask.question(), &mut Silent)?;
    let told = program.requirements.iter().zip(&evaluation.requirements);
    let failed = told.filter(|(_, answer)| answer.as_truth() == Some(false));
    let sets: Vec<FactSet> =
        failed.map(|(one, _)| region::facts_of(program, one.condition)).collect();
    let primary = program.outputs.get(program.primary).and_then(|one| program.rule(one.rule));
    let all = primary.map(|rule| region::facts_of(program, rule.body)).unwrap_or_default();
    let selects = |fact: FactId| program.as_of == Some(fact) && ask.as_of.is_none();
    let every = |fact: &FactId| {
        facts.get(*fact).is_some()
            && (selects(*fact) || sets.iter().all(|set| set.contains(*fact)) && all.contains(*fact))
    };
    let ids = (0..program.facts.len()).map(FactId::new).filter(every);
    Ok(ids.fold(FactSet::default(), |set, fact| set.and(FactSet::of(fact))))
}

struct Search<'a> {
    scheme: &'a Scheme,
    facts: &'a Facts,
    ask: &'a Ask,
}

impl Search<'_> {
    fn fact(&self, id: FactId, found: &mut Near) {
        let program = self.scheme.program();
        let (Some(fact), Some(given)) = (program.fact(id), self.facts.get(id)) else { return };
        match (&fact.ty, given) {
            (Type::Set(_), Value::Set(held)) => self.set(id, held, found),
            (Type::List(record), Value::List(rows)) => {
                let fields = program.records.get(record.index()).map_or(0, |one| one.fields.len());
                for (row, record) in rows.iter().take(ROWS).enumerate() {
                    for field in 0..fields {
                        let Some(Some(value)) = record.get(field) else { continue };
                        let cell = u16::try_from(field).ok().map(|field| (row, field));
                        self.axis(id, cell, value, found);
                    }
                }
            }
            _ => self.axis(id, None, given, found),
        }
    }

    fn axis(&self, id: FactId, cell: Option<(usize, u16)>, given: &Value, found: &mut Near) {
        let Some(axis) = Axis::around(self.scheme.program(), id, cell, given) else { return };
        let name = axis.name.get(self.ask.lang).to_owned();
        found.tried.push(name.clone());
        let positions = if axis.is_line() {
            let (nearest, sure) = self.nearest(&axis, given);
            if !sure {
                found.unsure.push(name);
            }
            nearest.into_iter().collect()
        } else {
            (0..=axis.last())
                .filter(|at| axis.value(*at).as_ref() != Some(given))
                .collect::<Vec<_>>()
        };
        let values = positions.into_iter().filter_map(|at| axis.value(at)).filter_map(|value| {
            let mut facts = self.facts.clone();
            axis.put(&mut facts, value.clone());
            Some((value, self.amount_if_eligible(&facts)?))
        });
        let values: Vec<(Value, String)> = values.collect();
        found.changes.extend(self.change(&axis, given, &values));
    }

    /// The headline amount, in words, if these facts are found eligible.
    fn amount_if_eligible(&self, facts: &Facts) -> Option<String> {
        let decision = self.scheme.decide(facts, self.ask).ok()?;
        let headline = decision.outcomes.iter().find(|outcome| outcome.headline);
        let amount = headline.map(|one| outcome(&decision, &one.id).0).unwrap_or_default();
        (decision.verdict == Verdict::Eligible).then_some(amount)
    }

    /// The nearest position at which the applicant is eligible, and whether nothing nearer can be.
    fn nearest(&self, axis: &Axis, given: &Value) -> (Option<i64>, bool) {
        let Some(start) = axis.position(given) else { return (None, false) };
        let question = self.ask.question();
        let runner = Runner::new(self.scheme.program(), self.facts, &question, vec![axis], None);
        let line = Line { runner: &runner, axis: 0, held: 0 };
        let (up, sure_up) = toward(&line, start, axis.last());
        let (down, sure_down) = toward(&line, start, 0);
        let all = [down, up].into_iter().flatten();
        (all.min_by_key(|at| (at - start).abs()), sure_up && sure_down)
    }

    fn change(&self, axis: &Axis, given: &Value, values: &[(Value, String)]) -> Option<Change> {
        let (program, lang) = (self.scheme.program(), self.ask.lang);
        let (first, amount) = values.first()?;
        let show = |value: &Value| explain::show(program, value, &axis.declared.ty, lang);
        let (from, to) = (show(given), values.iter().map(|(one, _)| show(one)).collect::<Vec<_>>());
        let name = axis.name.get(lang).to_owned();
        let (distance, says) = match distance(program, axis, given, first, lang) {
            Some(distance) => {
                let says = line_says(&name, &distance, &from, to.first()?, lang);
                (distance, says)
            }
            None => (String::new(), choice_says(&name, &from, &to, lang)),
        };
        Some(Change {
            id: program.fact(axis.fact)?.id.clone(),
            name,
            judgement: axis.declared.judgement,
            from,
            to,
            distance,
            says,
            amount: amount.clone(),
            clauses: explain::clauses(program, &axis.declared.clauses, lang),
        })
    }

    /// One element more or less.
    fn set(&self, id: FactId, held: &[Value], found: &mut Near) {
        let (program, lang) = (self.scheme.program(), self.ask.lang);
        let Some(fact) = program.fact(id) else { return };
        let Type::Set(of) = &fact.ty else { return };
        let Type::Choice(list) = **of else { return };
        found.tried.push(fact.name.get(lang).to_owned());
        let count = program.choices.get(list.index()).map_or(0, |list| list.choices.len());
        for at in (0..count).filter_map(|at| u16::try_from(at).ok()) {
            let one = Value::Choice(at);
            let is_in = held.contains(&one);
            let mut other: Vec<Value> =
                held.iter().filter(|value| **value != one).cloned().collect();
            if !is_in {
                other.push(one.clone());
            }
            let other = Value::Set(other.into());
            let mut facts = self.facts.clone();
            facts.set(id, Some(other.clone()));
            let Some(amount) = self.amount_if_eligible(&facts) else { continue };
            let name = fact.name.get(lang).to_owned();
            let element = explain::show(program, &one, of, lang).text;
            let says = set_says(&name, &element, is_in, lang);
            found.changes.push(Change {
                id: fact.id.clone(),
                name,
                judgement: fact.judgement,
                from: explain::show(program, &Value::Set(held.to_vec().into()), &fact.ty, lang),
                to: vec![explain::show(program, &other, &fact.ty, lang)],
                distance: String::new(),
                says,
                amount,
                clauses: explain::clauses(program, &fact.clauses, lang),
            });
        }
    }
}

/// The first eligible position from `start` towards `limit`, and whether all before it were seen.
fn toward(line: &Line<'_, '_>, start: i64, limit: i64) -> (Option<i64>, bool) {
    let (mut at, mut budget, mut sure) = (start, 800, true);
    let way = if limit < start { -1 } else { 1 };
    for _ in 0..SHAPES {
        let (reached, proof) = line.reach(at, limit, &mut budget);
        sure &= proof != Proof::SomeValues;
        if reached == limit {
            return (None, sure);
        }
        at = reached + way;
        if super::is_eligible(&line.run(at)) {
            return (Some(at), sure);
        }
    }
    (None, false)
}

/// How far two ordered values are apart: `あと1人少なければ`.
fn distance(
    program: &Program,
    axis: &Axis,
    given: &Value,
    other: &Value,
    lang: Lang,
) -> Option<String> {
    if !axis.is_line() {
        return None;
    }
    let (here, there) = (region::ordinal(given)?, region::ordinal(other)?);
    let (less, far) = (there < here, there.checked_sub(&here).ok()?.abs());
    let words = match &axis.declared.ty {
        Type::Date if lang == Lang::Ja => format!("{far}日"),
        Type::Date => format!("{far} days"),
        Type::Period(_) => {
            explain::show(program, &period(other, &far)?, &axis.declared.ty, lang).text
        }
        ty => explain::show(program, &Value::Number(far), ty, lang).text,
    };
    let is_date = axis.declared.ty == Type::Date;
    Some(match (lang, is_date, less) {
        (Lang::Ja, false, true) => format!("あと{words}少なければ"),
        (Lang::Ja, false, false) => format!("あと{words}多ければ"),
        (Lang::Ja, true, true) => format!("あと{words}早ければ"),
        (Lang::Ja, true, false) => format!("あと{words}遅ければ"),
        (Lang::En, false, true) => format!("{words} less"),
        (Lang::En, false, false) => format!("{words} more"),
        (Lang::En, true, true) => format!("{words} earlier"),
        (Lang::En, true, false) => format!("{words} later"),
    })
}

fn period(like: &Value, count: &crate::value::Number) -> Option<Value> {
    use crate::value::Period;
    let count = u32::try_from(count.to_i64()?).ok()?;
    Some(Value::Period(match like {
        Value::Period(Period::Months(_)) => Period::Months(count),
        Value::Period(Period::Days(_)) => Period::Days(count),
        _ => Period::BusinessDays(count),
    }))
}

fn line_says(name: &str, distance: &str, from: &Shown, to: &Shown, lang: Lang) -> String {
    let (from, to) = (&from.text, &to.text);
    match lang {
        Lang::Ja => format!("{name}が{distance}、該当します：{from} → {to}"),
        Lang::En => format!("with {name} {distance} the case is eligible: {from} → {to}"),
    }
}

fn choice_says(name: &str, from: &Shown, to: &[Shown], lang: Lang) -> String {
    let all: Vec<&str> = to.iter().map(|one| one.text.as_str()).collect();
    match lang {
        Lang::Ja => {
            let all = all.iter().map(|one| format!("「{one}」")).collect::<Vec<_>>().join("か");
            format!("{name}が「{}」でなく{all}なら、該当します", from.text)
        }
        Lang::En => format!(
            "if {name} were {} and not {}, the case would be eligible",
            all.join(" or "),
            from.text
        ),
    }
}

fn set_says(name: &str, element: &str, is_in: bool, lang: Lang) -> String {
    match (lang, is_in) {
        (Lang::Ja, false) => format!("{name}に「{element}」があれば、該当します"),
        (Lang::Ja, true) => format!("{name}に「{element}」がなければ、該当します"),
        (Lang::En, false) => format!("with {element} among {name} the case is eligible"),
        (Lang::En, true) => format!("without {element} among {name} the case is eligible"),
    }
}
