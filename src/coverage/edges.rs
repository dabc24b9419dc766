//! Comparisons with a limit: which side moves, by which step, and what is possible at all.

mod declared;

use chrono::NaiveDate;

use crate::ids::NodeId;
use crate::program::{Key, Program};
use crate::value::{self, Number, Period, Type, Value};

use super::point::{Edge, Goal, Side};
pub(super) use declared::{is_movable, is_never_known, step};
use declared::{moves, range};

/// The comparison of `left` with `right` as a point to watch: `None` if no fact moves either.
pub(super) fn edge(program: &Program, node: NodeId, left: NodeId, right: NodeId) -> Option<Edge> {
    let (value, limit) = match (moves(program, left), moves(program, right)) {
        (true, _) => (left, right),
        (false, true) => (right, left),
        (false, false) => return None,
    };
    if is_never_known(program, value) || is_never_known(program, limit) {
        return None;
    }
    let ty = program.node(value)?.ty.clone();
    if !ty.is_ordered() || ty == Type::Any {
        return None;
    }
    let step = step(program, value, &ty);
    Some(Edge { node, value, limit, step, ty })
}

/// The goals of a comparison that the declared ranges leave possible.
pub(super) fn goals(program: &Program, edge: &Edge) -> Vec<Goal> {
    let (value, limit) = (range(program, edge.value, 0), range(program, edge.limit, 0));
    let before = |one: &Option<Value>, other: &Option<Value>, or_equal: bool| {
        let (Some(one), Some(other)) = (one, other) else { return false };
        value::compare(one, other).is_some_and(|order| order.is_lt() || (or_equal && order.is_eq()))
    };
    let never_on = before(&limit.1, &value.0, false) || before(&value.1, &limit.0, false);
    let never_below = before(&limit.1, &value.0, true);
    let never_above = before(&value.1, &limit.0, true);
    let fixed = limit.0.filter(|low| limit.1.as_ref() == Some(low));
    [(Side::Below, never_below), (Side::On, never_on), (Side::Above, never_above)]
        .into_iter()
        .filter(|(_, never)| !never)
        .map(|(side, _)| {
            let value = fixed.as_ref().and_then(|limit| at(limit, side, &edge.step));
            Goal { side, wanted: true, value }
        })
        .collect()
}

/// The value on that side of a limit.
pub(super) fn at(limit: &Value, side: Side, step: &Number) -> Option<Value> {
    let by = match side {
        Side::Below => step.negate(),
        Side::Above => step.clone(),
        _ => Number::ZERO,
    };
    moved(limit, &by)
}

/// A value moved by a number of its units; `None` if it cannot be.
pub(super) fn moved(value: &Value, by: &Number) -> Option<Value> {
    match value {
        Value::Number(number) => number.checked_add(by).ok().map(Value::Number),
        Value::Date(date) => {
            let days = chrono::TimeDelta::try_days(by.to_i64()?)?;
            date.checked_add_signed(days).map(Value::Date)
        }
        Value::Period(period) => {
            let moved =
                |count: u32| u32::try_from(i64::from(count).checked_add(by.to_i64()?)?).ok();
            let period = match period {
                Period::Months(months) => Period::Months(moved(*months)?),
                Period::Days(days) => Period::Days(moved(*days)?),
                Period::BusinessDays(days) => Period::BusinessDays(moved(*days)?),
            };
            Some(Value::Period(period))
        }
        _ => None,
    }
}

/// How many units `value` lies above `limit`.
pub(super) fn distance(value: &Value, limit: &Value) -> Option<Number> {
    match (value, limit) {
        (Value::Number(value), Value::Number(limit)) => value.checked_sub(limit).ok(),
        (Value::Date(value), Value::Date(limit)) => {
            Some(Number::from_i64(value.signed_duration_since(*limit).num_days()))
        }
        (Value::Period(value), Value::Period(limit)) => {
            let count = |period: Period| match period {
                Period::Months(count) | Period::Days(count) | Period::BusinessDays(count) => count,
            };
            Some(Number::from_i64(i64::from(count(*value)) - i64::from(count(*limit))))
        }
        _ => None,
    }
}

/// The side on which a distance lies, if it is no more than a step.
pub(super) fn side(distance: &Number, step: &Number) -> Option<Side> {
    if distance.is_zero() {
        Some(Side::On)
    } else if distance.abs() > *step {
        None
    } else {
        Some(if distance.is_negative() { Side::Below } else { Side::Above })
    }
}

/// The first and the last key of a row, where it has an end and the key a smallest unit.
pub(super) fn row_ends(key: &Key, whole: bool) -> (Option<Value>, Option<Value>) {
    let Key::Range { low, low_included, high, high_included } = key else {
        return (None, None);
    };
    let end = |end: &Option<Value>, included: bool, inwards: i64| {
        let end = end.as_ref().filter(|end| **end != Value::Date(NaiveDate::MIN))?;
        match (included, whole || matches!(end, Value::Date(_))) {
            (true, _) => Some(end.clone()),
            (false, true) => moved(end, &Number::from_i64(inwards)),
            (false, false) => None,
        }
    };
    (end(low, *low_included, 1), end(high, *high_included, -1))
}
