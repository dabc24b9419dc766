//! The values next to a value.

use chrono::Days;

use crate::explain;
use crate::program::Program;
use crate::text::Lang;
use crate::value::{Number, Period, Type, Value};

use super::super::mutant::Operator;

/// The smallest change of a fraction: one percent.
const PERCENT: (i64, i64) = (1, 100);

/// Values that differ as little as a value of its kind can.
///
/// A whole number differs by 1 of its unit, a fraction by a hundredth, a date by a day, a period by
/// a month or day; a set lacks one element. Texts and choices have no neighbours.
pub(super) fn near(value: &Value) -> Vec<(Operator, Value)> {
    match value {
        Value::Truth(truth) => vec![(Operator::Inverted, Value::Truth(!truth))],
        Value::Number(number) => both(stepped(number)),
        Value::Date(date) => both((
            date.checked_sub_days(Days::new(1)).map(Value::Date),
            date.checked_add_days(Days::new(1)).map(Value::Date),
        )),
        Value::Period(period) => {
            let other =
                |length: Option<u32>| length.map(|length| Value::Period(of(*period, length)));
            let length = length(*period);
            both((other(length.checked_sub(1)), other(length.checked_add(1))))
        }
        Value::Set(elements) if elements.len() > 1 => {
            let without = |at: usize| {
                let kept = elements.iter().enumerate().filter(|(one, _)| *one != at);
                Value::Set(kept.map(|(_, value)| value.clone()).collect())
            };
            (0..elements.len()).map(|at| (Operator::DroppedElement, without(at))).collect()
        }
        Value::Set(_) | Value::List(_) | Value::Text(_) | Value::Choice(_) => Vec::new(),
    }
}

/// Ten times a unit of rounding and a tenth of it.
pub(super) fn units(value: &Value) -> Vec<Value> {
    let Value::Number(unit) = value else { return Vec::new() };
    let ten = Number::from_i64(10);
    let larger = unit.checked_mul(&ten);
    let smaller = unit.checked_div(&ten);
    larger.into_iter().chain(smaller).map(Value::Number).collect()
}

/// The element of a set that another one lacks.
pub(super) fn lost<'v>(value: &'v Value, other: &Value) -> Option<&'v Value> {
    let (Value::Set(elements), Value::Set(kept)) = (value, other) else { return None };
    elements.iter().find(|element| !kept.contains(element))
}

/// The type of the elements of a set.
pub(super) fn element(ty: &Type) -> Type {
    match ty {
        Type::Set(of) => (**of).clone(),
        other => other.clone(),
    }
}

/// A value as an author would read it.
pub(super) fn words(program: &Program, value: &Value, ty: &Type) -> String {
    explain::show(program, value, ty, Lang::Ja).text
}

fn both((lower, higher): (Option<Value>, Option<Value>)) -> Vec<(Operator, Value)> {
    let lower = lower.map(|value| (Operator::Lowered, value));
    lower.into_iter().chain(higher.map(|value| (Operator::Raised, value))).collect()
}

fn stepped(number: &Number) -> (Option<Value>, Option<Value>) {
    let step = if number.is_integer() {
        Some(Number::ONE)
    } else {
        Number::ratio(PERCENT.0, PERCENT.1).ok()
    };
    let Some(step) = step else { return (None, None) };
    (
        number.checked_sub(&step).ok().map(Value::Number),
        number.checked_add(&step).ok().map(Value::Number),
    )
}

fn length(period: Period) -> u32 {
    match period {
        Period::Months(length) | Period::Days(length) | Period::BusinessDays(length) => length,
    }
}

fn of(period: Period, length: u32) -> Period {
    match period {
        Period::Months(_) => Period::Months(length),
        Period::Days(_) => Period::Days(length),
        Period::BusinessDays(_) => Period::BusinessDays(length),
    }
}
