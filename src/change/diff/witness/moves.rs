//! Single facts of an applicant moved to where a condition can change.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ids::FactId;
use crate::program::Fact;
use crate::region::{Breakpoints, Cut, breakpoints};
use crate::value::{FactSet, Number, Period, PeriodKind, Type, Value};

use super::trial::{Applicant, Found, Trial, fitted};

/// Applicants that are tried for one change.
const MOST_TRIED: usize = 2_500;

/// Places along one fact that are tried, from each of the two rule sets.
const MOST_CUTS: usize = 24;

/// Rows of a list, and choices of a set, that are moved.
const MOST_ROWS: usize = 2;
const MOST_CHOICES: u16 = 16;

/// The simplest applicant with one fact moved whom the change touches.
pub(super) fn search(trial: &mut Trial<'_>, starts: &[Applicant], facts: FactSet) -> Option<Found> {
    let mut places = Places::default();
    let before = trial.tried();
    let mut best: Option<Found> = None;
    for start in starts {
        for fact in facts.iter() {
            for value in values(trial, start, fact, &mut places) {
                if trial.tried() - before >= MOST_TRIED {
                    return best;
                }
                let next = trial.touched(&moved(trial, start, fact, value));
                if let Some(next) = next
                    && best.as_ref().is_none_or(|best| next.rank() < best.rank())
                {
                    best = Some(next);
                }
            }
        }
        // Further cases are no simpler than one in which the conclusion or the amount differs.
        if best.as_ref().is_some_and(|best| best.rank().0 == 0 && !best.others_too) {
            break;
        }
    }
    best
}

fn moved(trial: &Trial<'_>, start: &Applicant, fact: FactId, value: Value) -> Applicant {
    let mut moved = start.clone();
    let was = start.facts.get(fact).cloned();
    if trial.new.as_of == Some(fact)
        && let Value::Date(date) = &value
        && moved.question.as_of.is_some()
    {
        moved.question.as_of = Some(*date);
    }
    moved.facts.set(fact, Some(value));
    moved.moved.push((fact, was));
    moved
}

/// Where conditions change along facts, by fact and day.
#[derive(Default)]
struct Places {
    known: BTreeMap<(FactId, NaiveDate), Vec<Cut>>,
}

impl Places {
    fn of(&mut self, trial: &Trial<'_>, fact: FactId, date: NaiveDate) -> &[Cut] {
        self.known.entry((fact, date)).or_insert_with(|| {
            let id = trial.new.fact(fact).map(|fact| fact.id.as_str());
            let other = trial.old.facts.iter().position(|one| Some(one.id.as_str()) == id);
            let old = other.map(|at| breakpoints(trial.old, FactId::new(at), date));
            let new = breakpoints(trial.new, fact, date);
            let mut cuts: Vec<Cut> = Vec::new();
            for Breakpoints { cuts: found, .. } in [Some(new), old].into_iter().flatten() {
                cuts.extend(found.into_iter().take(MOST_CUTS));
            }
            cuts.sort();
            cuts.dedup();
            cuts
        })
    }
}

/// Values of a fact to try, other than its own.
fn values(trial: &Trial<'_>, start: &Applicant, at: FactId, places: &mut Places) -> Vec<Value> {
    let Some(fact) = trial.new.fact(at) else { return Vec::new() };
    let own = start.facts.get(at);
    let mut found = match &fact.ty {
        Type::Truth => vec![Value::Truth(true), Value::Truth(false)],
        Type::Choice(list) => {
            let count = trial.new.choices.get(list.index()).map_or(0, |list| list.choices.len());
            let count = u16::try_from(count).unwrap_or(u16::MAX).min(MOST_CHOICES);
            (0..count).map(Value::Choice).collect()
        }
        Type::Number(_) | Type::Date | Type::Period(_) => {
            let day = start.question.as_of.or_else(|| day_of(trial, start));
            let date = day.unwrap_or(trial.new.from);
            let cuts = places.of(trial, at, date);
            let mut near: Vec<Value> = cuts.iter().flat_map(|cut| beside(cut, fact)).collect();
            near.extend(own.into_iter().flat_map(scaled));
            near
        }
        Type::Set(of) => own.map(|own| sets(trial, own, of)).unwrap_or_default(),
        Type::List(_) => own.map(rows).unwrap_or_default(),
        Type::Text | Type::Record(_) | Type::Calendar | Type::Any => Vec::new(),
    };
    found.retain(|value| Some(value) != own && is_allowed(trial, at, value));
    found
}

fn day_of(trial: &Trial<'_>, start: &Applicant) -> Option<NaiveDate> {
    match start.facts.get(trial.new.as_of?) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

/// Whether the declaration of the fact allows a value.
fn is_allowed(trial: &Trial<'_>, at: FactId, value: &Value) -> bool {
    let mut facts = crate::facts::Facts::empty(trial.new.facts.len());
    facts.set(at, Some(value.clone()));
    fitted(trial.new, trial.new, &facts).is_some_and(|facts| facts.get(at).is_some())
}

/// The values on either side of a place.
fn beside(cut: &Cut, fact: &Fact) -> Vec<Value> {
    let Cut::At { value, .. } = cut else { return Vec::new() };
    let neighbours = [
        value.checked_sub(&Number::ONE).ok(),
        Some(value.clone()),
        value.checked_add(&Number::ONE).ok(),
    ];
    neighbours.into_iter().flatten().filter_map(|number| of_ordinal(number, &fact.ty)).collect()
}

fn of_ordinal(number: Number, ty: &Type) -> Option<Value> {
    let whole = || number.to_i64();
    let count = || u32::try_from(whole()?).ok();
    match ty {
        Type::Number(_) => Some(Value::Number(number)),
        Type::Date => {
            let day = i32::try_from(whole()?).ok()?;
            NaiveDate::from_num_days_from_ce_opt(day).map(Value::Date)
        }
        Type::Period(PeriodKind::Months) => count().map(Period::Months).map(Value::Period),
        Type::Period(PeriodKind::Days) => count().map(Period::Days).map(Value::Period),
        Type::Period(PeriodKind::BusinessDays) => {
            count().map(Period::BusinessDays).map(Value::Period)
        }
        _ => None,
    }
}

/// An amount made smaller and larger, for what is computed from it.
fn scaled(value: &Value) -> Vec<Value> {
    match value {
        Value::Number(number) => [(1, 2), (2, 1), (5, 1), (10, 1), (100, 1)]
            .into_iter()
            .filter_map(|(up, down)| number.checked_mul(&Number::ratio(up, down).ok()?).ok())
            .map(Value::Number)
            .collect(),
        Value::Date(date) => [-365, -30, -1, 1, 30, 365]
            .into_iter()
            .filter_map(|days| date.checked_add_signed(chrono::TimeDelta::try_days(days)?))
            .map(Value::Date)
            .collect(),
        _ => Vec::new(),
    }
}

/// A set with one element more or less.
fn sets(trial: &Trial<'_>, own: &Value, of: &Type) -> Vec<Value> {
    let (Value::Set(held), Type::Choice(list)) = (own, of) else { return Vec::new() };
    let count = trial.new.choices.get(list.index()).map_or(0, |list| list.choices.len());
    let count = u16::try_from(count).unwrap_or(u16::MAX).min(MOST_CHOICES);
    (0..count)
        .map(|choice| {
            let choice = Value::Choice(choice);
            let mut next: Vec<Value> = held.iter().filter(|one| **one != choice).cloned().collect();
            if next.len() == held.len() {
                next.push(choice);
            }
            Value::Set(next.into())
        })
        .collect()
}

/// A list with one amount or truth of one row moved.
fn rows(own: &Value) -> Vec<Value> {
    let Value::List(rows) = own else { return Vec::new() };
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate().take(MOST_ROWS) {
        for (column, cell) in row.iter().enumerate() {
            let next = match cell {
                Some(Value::Truth(truth)) => vec![Value::Truth(!truth)],
                Some(Value::Choice(_)) => (0..MOST_CHOICES).map(Value::Choice).collect(),
                Some(value) => scaled(value),
                None => Vec::new(),
            };
            for value in next {
                let cells = row.iter().enumerate();
                let cells =
                    cells.map(
                        |(number, cell)| {
                            if number == column { Some(value.clone()) } else { cell.clone() }
                        },
                    );
                let moved: crate::value::Record = cells.collect();
                let list = rows.iter().enumerate();
                let list = list.map(
                    |(number, row)| {
                        if number == at { moved.clone() } else { row.clone() }
                    },
                );
                found.push(Value::List(list.collect()));
            }
        }
    }
    found
}
