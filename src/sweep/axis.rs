//! The fact that is varied: which values it takes, and in what order.

use chrono::{Datelike, Months, NaiveDate};

use crate::diagnostic::{Code, Diagnostic};
use crate::eval::Question;
use crate::facts::Facts;
use crate::ids::{FactId, RecordId};
use crate::plan::answer;
use crate::program::{Fact, Program};
use crate::region::{self, Cut};
use crate::text::Text;
use crate::value::{Number, Period, PeriodKind, Rounding, Type, Value};

/// What is asked to be varied, as it was written.
#[derive(Clone, Debug, Default)]
pub struct Vary<'a> {
    /// Id or name of a fact; `移動明細.金額` or `移動明細[2].金額` for a field of a row.
    pub name: &'a str,
    /// The first value; by default the least that makes sense.
    pub from: Option<&'a str>,
    /// The last value; by default beyond the last threshold that is written in the rules.
    pub to: Option<&'a str>,
    /// Distance of two values of a number that need not be whole; 0.01 by default.
    pub step: Option<&'a str>,
}

/// A varied fact and its values, counted from 0.
#[derive(Clone, Debug)]
pub struct Axis {
    pub(super) fact: FactId,
    /// The row, from 0, and the field of a list fact.
    pub(super) cell: Option<(usize, u16)>,
    /// How the fact, or the field, is declared.
    pub(super) declared: Fact,
    pub(super) name: Text,
    pub(super) values: Values,
}

/// The values of a varied fact.
#[derive(Clone, Debug)]
pub(super) enum Values {
    /// `from`, `from + step` and so on, `last` steps in all. A date counts in days since the common
    /// era, a period in its units.
    Line { from: Number, step: Number, last: i64 },
    /// Each of these.
    Few(Vec<Value>),
}

impl Axis {
    /// Reads what is to be varied about an applicant.
    ///
    /// # Errors
    ///
    /// `wrong-usage` with what to write instead: no such fact, a fact without an order or choices,
    /// an end that cannot be read or that is missing.
    pub fn open(
        program: &Program,
        facts: &Facts,
        question: &Question,
        vary: &Vary<'_>,
    ) -> Result<Self, Box<Diagnostic>> {
        let (fact, cell, declared, name) = named(program, facts, vary.name)?;
        let mut axis = Self { fact, cell, declared, name, values: Values::Few(Vec::new()) };
        axis.values = match axis.declared.ty.clone() {
            Type::Truth => Values::Few(vec![Value::Truth(true), Value::Truth(false)]),
            Type::Choice(list) => Values::Few(choices(program, list)),
            Type::Number(_) | Type::Date | Type::Period(_) => {
                axis.line(program, facts, question, vary)?
            }
            _ => return Err(wrong(not_ordered(&axis.name))),
        };
        Ok(axis)
    }

    /// A fact, or a field of a row, and the values on both sides of the given one: ten years for a
    /// date, ten times the number for another.
    ///
    /// `None` of a value that has neither an order nor choices.
    pub(super) fn around(
        program: &Program,
        fact: FactId,
        cell: Option<(usize, u16)>,
        given: &Value,
    ) -> Option<Self> {
        let whole = program.fact(fact)?;
        let (declared, name) = match cell {
            None => (whole.clone(), whole.name.clone()),
            Some((row, at)) => {
                let Type::List(record) = whole.ty else { return None };
                let field = record_fields(program, record)?.get(usize::from(at))?;
                (field.clone(), label(whole, row + 1, field))
            }
        };
        let values = match &declared.ty {
            Type::Truth => Values::Few(vec![Value::Truth(true), Value::Truth(false)]),
            Type::Choice(list) => Values::Few(choices(program, *list)),
            _ => near_line(&declared, &region::ordinal(given)?)?,
        };
        Some(Self { fact, cell, declared, name, values })
    }

    /// Position of the last value.
    pub(super) fn last(&self) -> i64 {
        match &self.values {
            Values::Line { last, .. } => *last,
            Values::Few(all) => i64::try_from(all.len()).unwrap_or(i64::MAX) - 1,
        }
    }

    /// Whether the values have an order that rules speak of.
    pub(super) fn is_line(&self) -> bool {
        matches!(self.values, Values::Line { .. })
    }

    /// The value at a position.
    pub(super) fn value(&self, at: i64) -> Option<Value> {
        match &self.values {
            Values::Few(all) => all.get(usize::try_from(at).ok()?).cloned(),
            Values::Line { from, step, .. } => {
                let moved = step.checked_mul(&Number::from_i64(at)).ok()?;
                of_number(&self.declared.ty, &from.checked_add(&moved).ok()?)
            }
        }
    }

    /// The position of a value, if it is one of the axis.
    pub(super) fn position(&self, value: &Value) -> Option<i64> {
        let at = match &self.values {
            Values::Few(all) => i64::try_from(all.iter().position(|one| one == value)?).ok()?,
            Values::Line { from, step, .. } => {
                let away = region::ordinal(value)?.checked_sub(from).ok()?;
                away.checked_div(step).ok()?.to_i64()?
            }
        };
        (0..=self.last()).contains(&at).then_some(at)
    }

    /// The applicant's own value.
    pub(super) fn given(&self, facts: &Facts) -> Option<Value> {
        let whole = facts.get(self.fact)?;
        match (self.cell, whole) {
            (Some((row, field)), Value::List(rows)) => {
                rows.get(row)?.get(usize::from(field))?.clone()
            }
            (Some(_), _) => None,
            (None, value) => Some(value.clone()),
        }
    }

    /// Gives the fact, or the field, another value.
    pub(super) fn put(&self, facts: &mut Facts, value: Value) {
        let Some((row, field)) = self.cell else {
            facts.set(self.fact, Some(value));
            return;
        };
        let Some(Value::List(rows)) = facts.get(self.fact) else { return };
        let mut rows = rows.to_vec();
        if let Some(record) = rows.get_mut(row) {
            let mut cells = record.to_vec();
            if let Some(cell) = cells.get_mut(usize::from(field)) {
                *cell = Some(value);
            }
            *record = cells.into();
        }
        facts.set(self.fact, Some(Value::List(rows.into())));
    }

    fn line(
        &self,
        program: &Program,
        facts: &Facts,
        question: &Question,
        vary: &Vary<'_>,
    ) -> Result<Values, Box<Diagnostic>> {
        let read = |option: &str, text: Option<&str>| -> Result<Option<Number>, Box<Diagnostic>> {
            let Some(text) = text else { return Ok(None) };
            let value = answer::read(program, &self.declared, text).ok();
            let number = value.as_ref().and_then(region::ordinal);
            number.map(Some).ok_or_else(|| wrong(unread(option, text, &self.name)))
        };
        let step = match vary.step {
            None => usual_step(
                &self.declared,
                self.given(facts).as_ref().and_then(region::ordinal).as_ref(),
            ),
            Some(text) => Number::parse(text)
                .ok()
                .filter(|step| !step.is_zero() && !step.is_negative())
                .ok_or_else(|| wrong(unread("--step", text, &self.name)))?,
        };
        let (low, high) = self.usual(program, facts, question);
        let from = read("--from", vary.from)?.or(low);
        let to = read("--to", vary.to)?.or(high);
        let (Some(from), Some(to)) = (from, to) else { return Err(wrong(no_end(&self.name))) };
        let last = count(&from, &to, &step).ok_or_else(|| wrong(empty(&self.name)))?;
        Ok(Values::Line { from, step, last })
    }

    /// The ends that are taken where none are asked for.
    fn usual(
        &self,
        program: &Program,
        facts: &Facts,
        question: &Question,
    ) -> (Option<Number>, Option<Number>) {
        let given = self.given(facts);
        if let (Type::Date, Some(Value::Date(date))) = (&self.declared.ty, &given) {
            let year = Months::new(12);
            return (
                date.checked_sub_months(year).map(day),
                date.checked_add_months(year).map(day),
            );
        }
        let low = self.declared.low.clone().unwrap_or(Number::ZERO);
        let last_cut = as_of(program, facts, question).and_then(|date| {
            let found = region::breakpoints(program, self.fact, date);
            found.cuts.iter().rev().find_map(|cut| match cut {
                Cut::At { value, .. } => Some(value.clone()),
                Cut::Start | Cut::End => None,
            })
        });
        let beyond =
            [last_cut.filter(|_| self.cell.is_none()), given.as_ref().and_then(region::ordinal)];
        let beyond = beyond.into_iter().flatten().max().filter(|most| *most > Number::ZERO);
        let more_than_that = beyond.and_then(|most| rounded_up(&most));
        let high = match (self.declared.high.clone(), more_than_that) {
            (Some(most), Some(more)) => Some(most.min(more)),
            (most, more) => more.or(most),
        };
        ((self.declared.ty != Type::Date).then_some(low), high)
    }
}

/// The date that selects dated values, if it is known.
fn as_of(program: &Program, facts: &Facts, question: &Question) -> Option<NaiveDate> {
    question.as_of.or_else(|| match facts.get(program.as_of?)? {
        Value::Date(date) => Some(*date),
        _ => None,
    })
}

/// A quarter more, to a round number.
fn rounded_up(most: &Number) -> Option<Number> {
    let more = most.checked_mul(&Number::ratio(5, 4).ok()?).ok()?;
    let mut unit = Number::ONE;
    let ten = Number::from_i64(10);
    while unit.checked_mul(&ten).ok()? <= more {
        unit = unit.checked_mul(&ten).ok()?;
    }
    more.round(Rounding::Up, &unit.checked_div(&Number::from_i64(2)).ok()?.max(Number::ONE)).ok()
}

/// The values around `here`.
fn near_line(declared: &Fact, here: &Number) -> Option<Values> {
    let far = if declared.ty == Type::Date {
        Number::from_i64(3653)
    } else {
        here.abs().checked_mul(&Number::from_i64(9)).ok()?.max(Number::from_i64(1000))
    };
    let floor = match &declared.ty {
        Type::Date => here.checked_sub(&far).ok()?,
        _ => declared.low.clone().unwrap_or(Number::ZERO),
    };
    let step = usual_step(declared, Some(here));
    // The given value itself is one of the values.
    let below = here.checked_sub(&floor).ok()?.checked_div(&step).ok()?;
    let below = below.round(Rounding::Down, &Number::ONE).ok()?.max(Number::ZERO);
    let from = here.checked_sub(&below.checked_mul(&step).ok()?).ok()?;
    let most = here.checked_add(&far).ok()?;
    let high = declared.high.clone().map_or(most.clone(), |high| high.min(most)).max(here.clone());
    let last = count(&from, &high, &step)?;
    Some(Values::Line { from, step, last })
}

fn label(list: &Fact, row: usize, field: &Fact) -> Text {
    let en = |text: &Text| text.get(crate::text::Lang::En).to_owned();
    Text::new(
        format!("{}（{row}件目）の{}", list.name.ja, field.name.ja),
        format!("{} of row {row} of {}", en(&field.name), en(&list.name)),
    )
}

/// A fact or a field by name.
type Named = (FactId, Option<(usize, u16)>, Fact, Text);

fn named(program: &Program, facts: &Facts, name: &str) -> Result<Named, Box<Diagnostic>> {
    let is = |fact: &Fact, name: &str| fact.id == name || fact.name.ja == name;
    let (head, field) = match name.split_once('.') {
        Some((head, field)) => (head.trim(), Some(field.trim())),
        None => (name.trim(), None),
    };
    let (head, row) = match head.strip_suffix(']').and_then(|head| head.split_once('[')) {
        Some((head, row)) => (head.trim(), row.trim().parse::<usize>().ok()),
        None => (head, None),
    };
    let at = program.facts.iter().position(|fact| is(fact, head));
    let Some((at, fact)) = at.and_then(|at| Some((at, program.facts.get(at)?))) else {
        return Err(wrong(no_fact(program, head)));
    };
    let id = FactId::new(at);
    let Some(field) = field else { return Ok((id, None, fact.clone(), fact.name.clone())) };
    let found = field_of(program, fact, field).ok_or_else(|| wrong(no_fact(program, name)))?;
    let count = match facts.get(id) {
        Some(Value::List(rows)) => rows.len(),
        _ => 0,
    };
    let row = row.or((count == 1).then_some(1)).filter(|row| (1..=count).contains(row));
    let Some(row) = row else { return Err(wrong(no_row(&fact.name, field, count))) };
    let (position, declared) = found;
    let label = label(fact, row, &declared);
    Ok((id, Some((row - 1, position)), declared, label))
}

fn field_of(program: &Program, fact: &Fact, field: &str) -> Option<(u16, Fact)> {
    let Type::List(record) = fact.ty else { return None };
    let fields = &record_fields(program, record)?;
    let at = fields.iter().position(|one| one.id == field || one.name.ja == field)?;
    Some((u16::try_from(at).ok()?, fields.get(at)?.clone()))
}

fn record_fields(program: &Program, record: RecordId) -> Option<&[Fact]> {
    program.records.get(record.index()).map(|record| record.fields.as_slice())
}

fn choices(program: &Program, list: crate::ids::ChoicesId) -> Vec<Value> {
    let count = program.choices.get(list.index()).map_or(0, |list| list.choices.len());
    (0..count).filter_map(|at| u16::try_from(at).ok()).map(Value::Choice).collect()
}

/// One for whole numbers, yen, dates and periods; else a hundredth, or the finest digit of the
/// given value.
fn usual_step(fact: &Fact, given: Option<&Number>) -> Number {
    let is_fine = match &fact.ty {
        Type::Number(unit) => !fact.whole && !unit.is_yen(),
        _ => false,
    };
    let hundredth = Number::ratio(1, 100).unwrap_or(Number::ONE);
    let steps =
        [1_000, 10_000, 1_000_000].map(|parts| Number::ratio(1, parts).unwrap_or(Number::ONE));
    let fits = |step: &Number| {
        given.is_none_or(|given| given.checked_div(step).is_ok_and(|count| count.is_integer()))
    };
    match is_fine {
        false => Number::ONE,
        true if fits(&hundredth) => hundredth,
        true => steps.into_iter().find(fits).unwrap_or(hundredth),
    }
}

fn count(from: &Number, to: &Number, step: &Number) -> Option<i64> {
    let steps = to.checked_sub(from).ok()?.checked_div(step).ok()?;
    let whole = steps.round(Rounding::Down, &Number::ONE).ok()?.to_i64()?;
    (!steps.is_negative()).then_some(whole)
}

fn day(date: NaiveDate) -> Number {
    Number::from_i64(i64::from(date.num_days_from_ce()))
}

fn of_number(ty: &Type, number: &Number) -> Option<Value> {
    let whole = || u32::try_from(number.to_i64()?).ok();
    match ty {
        Type::Date => {
            let days = i32::try_from(number.to_i64()?).ok()?;
            NaiveDate::from_num_days_from_ce_opt(days).map(Value::Date)
        }
        Type::Period(PeriodKind::Months) => Some(Value::Period(Period::Months(whole()?))),
        Type::Period(PeriodKind::Days) => Some(Value::Period(Period::Days(whole()?))),
        Type::Period(PeriodKind::BusinessDays) => {
            Some(Value::Period(Period::BusinessDays(whole()?)))
        }
        _ => Some(Value::Number(number.clone())),
    }
}

pub(super) fn wrong(detail: Text) -> Box<Diagnostic> {
    Box::new(Diagnostic::unplaced(Code::WrongUsage).with_text("detail", detail))
}

fn no_fact(program: &Program, name: &str) -> Text {
    let all = program.facts.iter().flat_map(|fact| [fact.name.ja.as_str(), fact.id.as_str()]);
    let near = crate::diagnostic::nearest(name, all);
    let (ja, en) = near.map_or_else(Default::default, |near| {
        (format!("。「{near}」ではありませんか"), format!("; did you mean `{near}`?"))
    });
    Text::new(
        format!("`--vary {name}` という事実はありません{ja}"),
        format!("there is no fact `{name}` to vary{en}"),
    )
}

fn no_row(list: &Text, field: &str, count: usize) -> Text {
    let ja = &list.ja;
    Text::new(
        format!("「{ja}」は{count}件あります。何件目かを `--vary {ja}[1].{field}` の形で書きます"),
        format!("`{ja}` has {count} rows; say which one: `--vary {ja}[1].{field}`"),
    )
}

fn not_ordered(name: &Text) -> Text {
    let en = name.get(crate::text::Lang::En);
    Text::new(
        format!(
            "「{}」は、動かせる事実ではありません（数・金額・日付・期間・選択・はい/いいえを動かせます。一覧は `一覧[1].項目` の形で書きます）",
            name.ja
        ),
        format!(
            "`{en}` cannot be varied: numbers, money, dates, periods, choices and yes/no can; a field of a list is written `list[1].field`"
        ),
    )
}

fn unread(option: &str, text: &str, name: &Text) -> Text {
    let en = name.get(crate::text::Lang::En);
    Text::new(
        format!("`{option} {text}` は「{}」の値として読めません", name.ja),
        format!("`{option} {text}` cannot be read as a value of `{en}`"),
    )
}

fn no_end(name: &Text) -> Text {
    let en = name.get(crate::text::Lang::En);
    Text::new(
        format!("「{}」をどこからどこまで動かすかを `--from` と `--to` で書きます", name.ja),
        format!("say from where to where `{en}` is to be varied: `--from`, `--to`"),
    )
}

fn empty(name: &Text) -> Text {
    let en = name.get(crate::text::Lang::En);
    Text::new(
        format!("「{}」の `--to` が `--from` より前です", name.ja),
        format!("`--to` of `{en}` lies before `--from`"),
    )
}
