//! What is known of numbers that are unknown.

use crate::functions::{Bounds, Function, OperationError, Surroundings};
use crate::syntax::ast::BinaryOp;
use crate::value::{Answer, FactSet, Number, Value};

/// The least and the most; `None` is without limit.
pub(super) type Between = (Option<Number>, Option<Number>);

/// One of several answers, it is not known which: known if they agree, else with bounds around
/// all of them. An answer that is not applicable bounds nothing.
pub(super) fn either(facts: FactSet, answers: &[Answer]) -> Answer {
    let missing = answers.iter().fold(facts, |facts, answer| facts.and(answer.missing()));
    if let Some(first @ (Answer::Known(_) | Answer::NotApplicable)) = answers.first()
        && answers.iter().all(|answer| answer == first)
    {
        return first.clone();
    }
    let numbers =
        answers.iter().filter(|answer| **answer != Answer::NotApplicable).map(Answer::bounds);
    let mut hull: Option<Between> = None;
    for (low, high) in numbers {
        hull = Some(match hull {
            None => (low, high),
            Some((least, most)) => (lesser(least, low), greater(most, high)),
        });
    }
    let (low, high) = hull.unwrap_or((None, None));
    Answer::Unknown(Box::new(crate::value::Unknown { facts: missing, low, high }))
}

/// A cell of an unknown row; `otherwise` is there for keys that fall into none. Known only if every
/// key leads to the same value. A document without answer for other keys bounds nothing.
pub(super) fn cell(facts: FactSet, cells: &[Answer], otherwise: Option<&Answer>) -> Answer {
    match otherwise {
        Some(known @ Answer::Known(_)) => {
            let mut all = cells.to_vec();
            all.push(known.clone());
            either(facts, &all)
        }
        Some(Answer::Unknown(_) | Answer::NotApplicable) => {
            let (low, high) = match either(facts, cells) {
                Answer::Unknown(unknown) => (unknown.low, unknown.high),
                known => known.bounds(),
            };
            Answer::Unknown(Box::new(crate::value::Unknown { facts, low, high }))
        }
        None => either(facts, cells),
    }
}

/// The lesser of two lower bounds.
fn lesser(left: Option<Number>, right: Option<Number>) -> Option<Number> {
    Some(left?.min(right?))
}

/// The greater of two upper bounds.
fn greater(left: Option<Number>, right: Option<Number>) -> Option<Number> {
    Some(left?.max(right?))
}

/// Bounds of a sum, difference, product or quotient. Where a bound outgrows its limits there is
/// none.
pub(super) fn arithmetic(op: BinaryOp, left: Between, right: Between) -> Between {
    let join = |one: &Option<Number>,
                other: &Option<Number>,
                with: fn(&Number, &Number) -> Option<Number>| {
        with(one.as_ref()?, other.as_ref()?)
    };
    let plus = |a: &Number, b: &Number| a.checked_add(b).ok();
    let minus = |a: &Number, b: &Number| a.checked_sub(b).ok();
    match op {
        BinaryOp::Add => (join(&left.0, &right.0, plus), join(&left.1, &right.1, plus)),
        BinaryOp::Subtract => (join(&left.0, &right.1, minus), join(&left.1, &right.0, minus)),
        BinaryOp::Multiply => product(left, right),
        BinaryOp::Divide => match (&right.0, &right.1) {
            (Some(low), Some(high)) if low == high && !low.is_zero() => {
                match Number::ONE.checked_div(low) {
                    Ok(inverse) => product(left, (Some(inverse.clone()), Some(inverse))),
                    Err(_) => (None, None),
                }
            }
            _ => (None, None),
        },
        _ => (None, None),
    }
}

/// Bounds of a product where one factor is known, or neither is negative.
fn product(left: Between, right: Between) -> Between {
    let fixed = |between: &Between| match between {
        (Some(low), Some(high)) if low == high => Some(low.clone()),
        _ => None,
    };
    if let Some(factor) = fixed(&right) {
        return scaled(left, &factor);
    }
    if let Some(factor) = fixed(&left) {
        return scaled(right, &factor);
    }
    let low = |between: &Between| between.0.clone().filter(|low| !low.is_negative());
    match (low(&left), low(&right)) {
        (Some(one), Some(other)) => {
            let most = match (&left.1, &right.1) {
                (Some(one), Some(other)) => one.checked_mul(other).ok(),
                _ => None,
            };
            (one.checked_mul(&other).ok(), most)
        }
        _ => (None, None),
    }
}

fn scaled((low, high): Between, factor: &Number) -> Between {
    let scale = |end: Option<Number>| end.and_then(|end| end.checked_mul(factor).ok());
    if factor.is_zero() {
        return (Some(Number::ZERO), Some(Number::ZERO));
    }
    if factor.is_negative() { (scale(high), scale(low)) } else { (scale(low), scale(high)) }
}

/// The answer of a function some of whose arguments are unknown.
pub(super) fn through(
    function: &Function,
    arguments: &[Answer],
    around: &Surroundings<'_>,
) -> Result<Answer, OperationError> {
    let facts =
        arguments.iter().fold(FactSet::default(), |facts, answer| facts.and(answer.missing()));
    let between = match function.bounds {
        Bounds::None => (None, None),
        Bounds::Rising => rising(function, arguments, around)?,
        Bounds::Min => least(arguments),
        Bounds::Max => most(arguments),
    };
    Ok(Answer::between(facts, between.0, between.1))
}

fn rising(
    function: &Function,
    arguments: &[Answer],
    around: &Surroundings<'_>,
) -> Result<Between, OperationError> {
    let Some((first, rest)) = arguments.split_first() else { return Ok((None, None)) };
    let rest: Option<Vec<&Value>> = rest
        .iter()
        .map(|answer| match answer {
            Answer::Known(value) => Some(value),
            Answer::Unknown(_) | Answer::NotApplicable => None,
        })
        .collect();
    let Some(rest) = rest else { return Ok((None, None)) };
    let apply = |end: Option<Number>| -> Result<Option<Number>, OperationError> {
        let Some(end) = end else { return Ok(None) };
        let end = Value::Number(end);
        let values: Vec<&Value> = std::iter::once(&end).chain(rest.iter().copied()).collect();
        Ok(match (function.run)(&values, around)? {
            Value::Number(number) => Some(number),
            _ => None,
        })
    };
    let (low, high) = first.bounds();
    Ok((apply(low)?, apply(high)?))
}

/// Bounds of the least: no more than the least upper bound, no less than the least lower bound.
fn least(arguments: &[Answer]) -> Between {
    let bounds: Vec<Between> = arguments.iter().map(Answer::bounds).collect();
    let low = bounds.iter().map(|(low, _)| low.clone()).reduce(lesser).flatten();
    let high = bounds.into_iter().filter_map(|(_, high)| high).min();
    (low, high)
}

fn most(arguments: &[Answer]) -> Between {
    let bounds: Vec<Between> = arguments.iter().map(Answer::bounds).collect();
    let high = bounds.iter().map(|(_, high)| high.clone()).reduce(greater).flatten();
    let low = bounds.into_iter().filter_map(|(low, _)| low).max();
    (low, high)
}
