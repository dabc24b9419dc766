//! An applicant for a region: facts that lie in it and that the evaluator confirms.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::Diagnostic;
use crate::eval::{self, Question, Silent};
use crate::facts::Facts;
use crate::ids::{FactId, NodeId, ReadingId};
use crate::program::{Fact, Program};
use crate::value::{Answer, Number, Period, PeriodKind, Type, Value};

use super::interval::{Cut, Intervals};
use super::reader::Reader;
use super::space::{Dim, values_of_fact};
use super::subset::{Subset, Values};
use super::zone::{Region, Zone};

/// How many boxes of a region are searched.
const BOXES: usize = 8;

/// How many applicants are tried for one box.
const TRIES: usize = 120;

/// One applicant on one date.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Facts; those that do not matter are not given.
    pub facts: Facts,
    /// The date and the readings.
    pub question: Question,
}

impl Witness {
    /// What a node comes to for this applicant.
    ///
    /// # Errors
    ///
    /// An operation without a result.
    pub fn ask(&self, program: &Program, node: NodeId) -> Result<Answer, Box<Diagnostic>> {
        eval::evaluate_node(program, &self.facts, &self.question, node, None, &mut Silent)
    }
}

/// Looks for an applicant in `region` that `accepts` confirms, in a program read by `reader`.
///
/// `accepts` is to ask the evaluator: a region may hold facts that do not have the answer it stands
/// for. The facts that are left out of the result are those without which it is still accepted.
/// `until` is the last day on which the values that the reader saw are in force.
///
/// `None` says that none was found, not that there is none.
pub fn witness(
    reader: &Reader<'_>,
    until: Option<NaiveDate>,
    region: &Region,
    accepts: impl Fn(&Witness) -> bool,
) -> Option<Witness> {
    region.zones().iter().take(BOXES).find_map(|zone| {
        let search = Search::new(reader, until, zone)?;
        let found = (0..TRIES).map(|number| search.applicant(number)).find(&accepts)?;
        Some(search.without_needless(found, &accepts))
    })
}

/// Candidates for every fact in one box.
struct Search<'p> {
    program: &'p Program,
    date: NaiveDate,
    /// By fact: whether the box bounds it, and values to try.
    candidates: Vec<(bool, Vec<Value>)>,
    readings: Vec<(ReadingId, u16)>,
}

impl<'p> Search<'p> {
    /// `None` if a box wants a fact of which no value can be made.
    fn new(reader: &Reader<'p>, until: Option<NaiveDate>, zone: &Zone) -> Option<Self> {
        let program = reader.program;
        let mut search = Self {
            program,
            date: reader.date,
            candidates: vec![(false, Vec::new()); program.facts.len()],
            readings: Vec::new(),
        };
        for (id, subset) in zone.bounds() {
            match reader.space().dim(*id)? {
                Dim::Fact(fact) => {
                    let subset = search.dated(*fact, subset, until)?;
                    let values =
                        samples(program, program.fact(*fact)?, &subset.values, reader.date);
                    if values.is_empty() {
                        return None;
                    }
                    *search.candidates.get_mut(fact.index())? = (true, values);
                }
                Dim::Reading(reading) => {
                    let Values::Few(held) = subset.values else { return None };
                    search.readings.push((*reading, held.iter().next()?));
                }
                Dim::Field { .. } | Dim::Part(_) | Dim::Order { .. } => {}
            }
        }
        for (fact, slot) in program.facts.iter().zip(&mut search.candidates) {
            if !slot.0 {
                let values = values_of_fact(program, fact);
                slot.1 = samples(program, fact, &values, reader.date);
            }
        }
        Some(search)
    }

    /// The date that selects dated values has to lie in the time that the reader looked at.
    fn dated(&self, fact: FactId, subset: &Subset, until: Option<NaiveDate>) -> Option<Subset> {
        if self.program.as_of != Some(fact) {
            return Some(subset.clone());
        }
        let end = until.map_or(Cut::End, |until| Cut::above(day(until)));
        let time = Values::Line(Intervals::between(Cut::below(day(self.date)), end, true));
        let within = subset.and(&Subset::of(time));
        (!within.is_empty()).then_some(within)
    }

    /// The `number`th applicant: the first ones have only what the box bounds.
    fn applicant(&self, number: usize) -> Witness {
        let mut facts = Facts::empty(self.candidates.len());
        let alone = number < TRIES / 4;
        for (at, (bounded, values)) in self.candidates.iter().enumerate() {
            if (*bounded || !alone) && !values.is_empty() {
                facts.set(FactId::new(at), values.get(spread(number, at) % values.len()).cloned());
            }
        }
        let as_of = self.program.as_of.and_then(|fact| match facts.get(fact) {
            Some(Value::Date(date)) if self.is_bounded(fact) => Some(*date),
            _ => None,
        });
        if let (None, Some(fact)) = (as_of, self.program.as_of) {
            facts.set(fact, Some(Value::Date(self.date)));
        }
        let as_of = Some(as_of.unwrap_or(self.date));
        Witness { facts, question: Question { as_of, readings: self.readings.clone() } }
    }

    fn is_bounded(&self, fact: FactId) -> bool {
        self.candidates.get(fact.index()).is_some_and(|(bounded, _)| *bounded)
    }

    fn without_needless(&self, found: Witness, accepts: &impl Fn(&Witness) -> bool) -> Witness {
        let mut kept = found;
        for at in (0..self.candidates.len()).map(FactId::new) {
            if kept.facts.get(at).is_none() || self.program.as_of == Some(at) {
                continue;
            }
            let mut less = kept.clone();
            less.facts.set(at, None);
            if accepts(&less) {
                kept = less;
            }
        }
        kept
    }
}

/// A choice for fact `at` in try `number`: the first try takes the first value of each.
fn spread(number: usize, at: usize) -> usize {
    if number == 0 {
        return 0;
    }
    let mixed = (number as u64)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add((at as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    usize::try_from((mixed ^ (mixed >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 40).unwrap_or(0)
}

fn day(date: NaiveDate) -> Number {
    Number::from_i64(i64::from(chrono::Datelike::num_days_from_ce(&date)))
}

/// Values of a fact among `values`, the plainest first.
fn samples(program: &Program, fact: &Fact, values: &Values, date: NaiveDate) -> Vec<Value> {
    match (&fact.ty, values) {
        (Type::Truth, Values::Few(held)) => held.iter().map(|one| Value::Truth(one == 1)).collect(),
        (Type::Choice(_), Values::Few(held)) => held.iter().map(Value::Choice).collect(),
        (Type::Text, Values::Texts { all_but, listed }) => texts(*all_but, listed),
        (Type::Number(_), Values::Line(line)) => {
            line.samples().into_iter().map(Value::Number).collect()
        }
        (Type::Date, Values::Line(line)) => {
            let near = Intervals::point(day(date), true).and(line).samples();
            near.into_iter().chain(line.samples()).filter_map(|days| to_date(&days)).collect()
        }
        (Type::Period(kind), Values::Line(line)) => {
            line.samples().iter().filter_map(|count| to_period(*kind, count)).collect()
        }
        (Type::Set(of), _) => sets(program, of),
        (Type::List(_), _) => vec![Value::List(Vec::new().into())],
        _ => Vec::new(),
    }
}

fn texts(all_but: bool, listed: &BTreeSet<std::sync::Arc<str>>) -> Vec<Value> {
    if !all_but {
        return listed.iter().cloned().map(Value::Text).collect();
    }
    let other = ["例", "例二", "例三"].into_iter().find(|text| !listed.contains(*text));
    other.map(|text| Value::Text(text.into())).into_iter().collect()
}

fn sets(program: &Program, of: &Type) -> Vec<Value> {
    let mut found = vec![Value::Set(Vec::new().into())];
    let Type::Choice(list) = of else { return found };
    let count = program.choices.get(list.index()).map_or(0, |list| list.choices.len());
    let all: Vec<_> =
        (0..count).filter_map(|at| u16::try_from(at).ok()).map(Value::Choice).collect();
    found.extend(all.iter().map(|one| Value::Set(vec![one.clone()].into())));
    found.push(Value::Set(all.into()));
    found
}

/// A date of a number of days; only years that a person would write.
fn to_date(days: &Number) -> Option<Value> {
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(days.to_i64()?).ok()?)?;
    (1900..2200).contains(&chrono::Datelike::year(&date)).then_some(Value::Date(date))
}

fn to_period(kind: PeriodKind, count: &Number) -> Option<Value> {
    let count = u32::try_from(count.to_i64()?).ok()?;
    Some(Value::Period(match kind {
        PeriodKind::Months => Period::Months(count),
        PeriodKind::Days => Period::Days(count),
        PeriodKind::BusinessDays => Period::BusinessDays(count),
    }))
}
