//! Arithmetic and order of known values. Types and units were checked before.

use std::cmp::Ordering;

use chrono::Days;

use super::{ArithmeticError, Number, Period, Value};

/// Why an operation on values has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// A number or date outgrew its limits.
    Overflow,
    /// Division by zero.
    DivisionByZero,
    /// The values have no such operation; the checker lets none through.
    Misfit,
}

impl From<ArithmeticError> for ValueError {
    fn from(error: ArithmeticError) -> Self {
        match error {
            ArithmeticError::Overflow => Self::Overflow,
            ArithmeticError::DivisionByZero => Self::DivisionByZero,
        }
    }
}

/// `left + right`: numbers, periods of one kind, a date and a period of days.
///
/// # Errors
///
/// [`ValueError::Overflow`] beyond the limits of numbers and dates.
#[inline]
pub fn add(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Ok(Value::Number(left.checked_add(right)?)),
        (Value::Date(date), Value::Period(Period::Days(days)))
        | (Value::Period(Period::Days(days)), Value::Date(date)) => {
            let moved = date.checked_add_days(Days::new(u64::from(*days)));
            moved.map(Value::Date).ok_or(ValueError::Overflow)
        }
        (Value::Period(left), Value::Period(right)) => periods(*left, *right, u32::checked_add),
        _ => Err(ValueError::Misfit),
    }
}

/// `left - right`: numbers, periods of one kind, a date less a period of days or less a date.
///
/// # Errors
///
/// [`ValueError::Overflow`] beyond the limits of numbers and dates, and where a period would be
/// negative.
#[inline]
pub fn subtract(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Ok(Value::Number(left.checked_sub(right)?)),
        (Value::Date(date), Value::Period(Period::Days(days))) => {
            let moved = date.checked_sub_days(Days::new(u64::from(*days)));
            moved.map(Value::Date).ok_or(ValueError::Overflow)
        }
        (Value::Period(left), Value::Period(right)) => periods(*left, *right, u32::checked_sub),
        _ => Err(ValueError::Misfit),
    }
}

fn periods(
    left: Period,
    right: Period,
    join: fn(u32, u32) -> Option<u32>,
) -> Result<Value, ValueError> {
    let joined = match (left, right) {
        (Period::Months(a), Period::Months(b)) => join(a, b).map(Period::Months),
        (Period::Days(a), Period::Days(b)) => join(a, b).map(Period::Days),
        (Period::BusinessDays(a), Period::BusinessDays(b)) => join(a, b).map(Period::BusinessDays),
        _ => return Err(ValueError::Misfit),
    };
    joined.map(Value::Period).ok_or(ValueError::Overflow)
}

/// `left * right` of numbers.
///
/// # Errors
///
/// [`ValueError::Overflow`] beyond the limits of numbers.
#[inline]
pub fn multiply(left: &Value, right: &Value) -> Result<Value, ValueError> {
    let (left, right) = numbers(left, right)?;
    Ok(Value::Number(left.checked_mul(right)?))
}

/// `left / right` of numbers, exact.
///
/// # Errors
///
/// [`ValueError::DivisionByZero`], [`ValueError::Overflow`].
#[inline]
pub fn divide(left: &Value, right: &Value) -> Result<Value, ValueError> {
    let (left, right) = numbers(left, right)?;
    Ok(Value::Number(left.checked_div(right)?))
}

fn numbers<'v>(left: &'v Value, right: &'v Value) -> Result<(&'v Number, &'v Number), ValueError> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Ok((left, right)),
        _ => Err(ValueError::Misfit),
    }
}

/// The order of two values of one ordered type; `None` for values that have none.
#[must_use]
#[inline]
pub fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        (Value::Period(Period::Months(left)), Value::Period(Period::Months(right)))
        | (Value::Period(Period::Days(left)), Value::Period(Period::Days(right)))
        | (Value::Period(Period::BusinessDays(left)), Value::Period(Period::BusinessDays(right))) => {
            Some(left.cmp(right))
        }
        _ => None,
    }
}

/// Whether two values are the same. Sets are the same in any order.
#[must_use]
#[inline]
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        // The kinds that conditions mostly compare, in the line of the caller.
        (Value::Choice(left), Value::Choice(right)) => left == right,
        (Value::Truth(left), Value::Truth(right)) => left == right,
        (Value::Set(left), Value::Set(right)) => {
            left.len() == right.len() && left.iter().all(|one| contains(right, one))
        }
        _ => left == right,
    }
}

/// Whether a set has an element.
#[must_use]
#[inline]
pub fn contains(elements: &[Value], wanted: &Value) -> bool {
    match wanted {
        Value::Choice(wanted) => {
            elements.iter().any(|one| matches!(one, Value::Choice(choice) if choice == wanted))
        }
        _ => elements.contains(wanted),
    }
}
