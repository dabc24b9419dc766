//! Applicants from the worked cases, moved in time to the days on which the rules differ.

use chrono::{Datelike, NaiveDate};

use crate::decision::Verdict;
use crate::eval::Question;
use crate::facts::Facts;
use crate::ids::FactId;
use crate::program::Program;
use crate::value::{Record, Value};

use super::super::side::Side;
use super::Changed;
use super::trial::{Applicant, Found, Trial, fitted};

/// Applicants from which single facts are moved.
const MOST_STARTS: usize = 24;

/// The worked cases of both sides, fitted to the new rules.
pub(super) struct Bases<'r> {
    new: &'r Program,
    cases: Vec<Applicant>,
}

impl<'r> Bases<'r> {
    pub(super) fn new(old: &Side<'_>, new: &'r Side<'_>) -> Self {
        let program = new.program();
        let mut cases: Vec<Applicant> = Vec::new();
        for side in [new, old] {
            for case in side.cases().cases() {
                if cases.iter().any(|known| known.case.1 == case.id()) {
                    continue;
                }
                let Some(facts) = fitted(side.program(), program, case.facts()) else { continue };
                cases.push(Applicant {
                    case: (cases.len(), case.id().to_owned()),
                    years: 0,
                    facts,
                    question: Question { as_of: case.as_of(), readings: Vec::new() },
                    moved: Vec::new(),
                });
            }
        }
        Self { new: program, cases }
    }

    /// The simplest of the cases that the change touches.
    pub(super) fn search(&self, trial: &mut Trial<'_>, changed: &Changed<'_>) -> Option<Found> {
        let found = self.applicants(changed).filter_map(|one| trial.touched(&one));
        found.min_by_key(Found::rank)
    }

    /// Applicants from which to go on: those who are eligible first.
    pub(super) fn starts(&self, trial: &mut Trial<'_>, changed: &Changed<'_>) -> Vec<Applicant> {
        let mut all: Vec<(bool, Applicant)> = self
            .applicants(changed)
            .map(|one| {
                let seen = super::seen::see(trial.new, &one.facts, &one.question);
                (seen.is_none_or(|seen| seen.verdict != Verdict::Eligible), one)
            })
            .collect();
        all.sort_by_key(|(refused, one)| (*refused, one.years.abs(), one.case.0));
        all.into_iter().take(MOST_STARTS).map(|(_, one)| one).collect()
    }

    /// Every case on days on which the change matters.
    fn applicants<'a>(&'a self, changed: &'a Changed<'_>) -> impl Iterator<Item = Applicant> + 'a {
        self.cases.iter().flat_map(move |case| {
            let all: &[_] =
                if changed.days.is_empty() { &[(NaiveDate::MIN, None)] } else { changed.days };
            all.iter().filter_map(move |days| self.moved(case, *days))
        })
    }

    /// The case with all its dates moved by the fewest years that bring its day into `days`.
    fn moved(&self, case: &Applicant, days: (NaiveDate, Option<NaiveDate>)) -> Option<Applicant> {
        let own = self.new.as_of.and_then(|fact| match case.facts.get(fact) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        });
        let Some(date) = case.question.as_of.or(own) else { return Some(case.clone()) };
        let within = |date: NaiveDate| days.0 <= date && days.1.is_none_or(|until| date <= until);
        let wanted = if date < days.0 { days.0 } else { days.1.unwrap_or(date) };
        let gap = wanted.year() - date.year();
        let years = [0, gap, gap + 1, gap - 1]
            .into_iter()
            .find(|years| shifted(date, *years).is_some_and(within))?;
        if years == 0 {
            return Some(case.clone());
        }
        let mut moved = case.clone();
        moved.years = years;
        moved.question.as_of = match case.question.as_of {
            Some(date) => Some(shifted(date, years)?),
            None => None,
        };
        shift_all(self.new, &mut moved.facts, years);
        Some(moved)
    }
}

/// A date some years later; 29 February becomes 28 February where there is none.
fn shifted(date: NaiveDate, years: i32) -> Option<NaiveDate> {
    date.with_year(date.year() + years)
        .or_else(|| NaiveDate::from_ymd_opt(date.year() + years, date.month(), date.day() - 1))
}

fn shift_all(program: &Program, facts: &mut Facts, years: i32) {
    let cell = |value: &Value| match value {
        Value::Date(date) => shifted(*date, years).map(Value::Date),
        other => Some(other.clone()),
    };
    for at in (0..program.facts.len()).map(FactId::new) {
        let moved = match facts.get(at) {
            Some(Value::List(rows)) => {
                let rows: Vec<Record> = rows
                    .iter()
                    .map(|row| row.iter().map(|one| one.as_ref().and_then(cell)).collect())
                    .collect();
                Some(Value::List(rows.into()))
            }
            Some(value) => cell(value),
            None => None,
        };
        facts.set(at, moved);
    }
}
