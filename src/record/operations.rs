//! Operations on answers as they stand in a record.
//!
//! They are those of evaluation, without bounds: `None` where the record does not say enough.

use std::cmp::Ordering;

use serde_json::Value as Json;

use crate::calendar::parse_iso_date;
use crate::functions::{self, Kind, Surroundings};
use crate::value::{self, Number, Period, Value};

use super::seen::Seen;

/// A value of the contract as the operations take it. A text that reads as a number, a date or a
/// period is taken for one; texts are only ever compared for equality, which that does not change.
pub(super) fn typed(value: &Json) -> Option<Value> {
    Some(match value {
        Json::Bool(truth) => Value::Truth(*truth),
        Json::Number(number) => Value::Number(Number::parse(&number.to_string()).ok()?),
        Json::String(text) => {
            if let Ok(date) = parse_iso_date(text) {
                Value::Date(date)
            } else if let Ok(number) = Number::parse(text) {
                Value::Number(number)
            } else if let Some(period) = period(text) {
                Value::Period(period)
            } else {
                Value::Text(text.as_str().into())
            }
        }
        Json::Array(items) => {
            Value::Set(items.iter().map(typed).collect::<Option<Vec<_>>>()?.into())
        }
        Json::Null | Json::Object(_) => return None,
    })
}

fn period(text: &str) -> Option<Period> {
    let number = |ending: &str| text.strip_suffix(ending)?.parse::<u32>().ok();
    None.or_else(|| number("営業日").map(Period::BusinessDays))
        .or_else(|| number("か月").map(Period::Months))
        .or_else(|| number("年").and_then(|years| years.checked_mul(12)).map(Period::Months))
        .or_else(|| number("日").map(Period::Days))
}

/// A value in the form of the contract; `None` for what the form needs a program for.
fn contract(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Truth(truth) => Json::Bool(*truth),
        Value::Number(number) => match number.to_i64() {
            Some(whole) => Json::from(whole),
            None => Json::String(number.to_string()),
        },
        Value::Date(date) => Json::String(date.to_string()),
        Value::Period(period) => Json::String(period.to_string()),
        Value::Text(text) => Json::String(text.to_string()),
        Value::Set(items) => Json::Array(items.iter().map(contract).collect::<Option<_>>()?),
        Value::Choice(_) | Value::List(_) => return None,
    })
}

/// Whether two answers are the same; sets in any order.
pub(super) fn same(one: &Seen, other: &Seen) -> bool {
    match (one, other) {
        (Seen::Value(one), Seen::Value(other)) => same_value(one, other),
        _ => one == other,
    }
}

fn same_value(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().all(|item| right.contains(item))
        }
        _ => one == other,
    }
}

/// `and` is decided by false, `or` by true. The right side is looked at if and only if the left one
/// does not decide; a record that has it otherwise comes to nothing.
pub(super) fn connect(left: &Seen, right: &Seen, decisive: bool) -> Seen {
    let decided = left.as_truth() == Some(decisive);
    if decided != (*right == Seen::Skipped) {
        return Seen::Skipped;
    }
    if decided {
        return left.clone();
    }
    match (left, right) {
        (Seen::Value(_), right) => right.clone(),
        (_, right) if right.as_truth() == Some(decisive) => right.clone(),
        (Seen::Unknown, _) | (_, Seen::Unknown) => Seen::Unknown,
        _ => Seen::NotApplicable,
    }
}

/// `all`, `any`, `none`: what does not apply is left out.
pub(super) fn block(op: &str, items: &[Seen]) -> Seen {
    let decisive = op != "all";
    let turned = op == "none";
    if items.iter().any(|item| item.as_truth() == Some(decisive)) {
        return Seen::truth(decisive != turned);
    }
    if items.contains(&Seen::Unknown) {
        return Seen::Unknown;
    }
    if items.is_empty() || items.iter().any(|item| item.as_truth().is_some()) {
        return Seen::truth(decisive == turned);
    }
    Seen::NotApplicable
}

/// One of several answers, it is not known which; `None` where bounds might meet.
pub(super) fn either(answers: &[Seen]) -> Option<Seen> {
    let first = answers.first()?;
    if *first != Seen::Unknown && answers.iter().all(|answer| same(answer, first)) {
        return Some(first.clone());
    }
    Some(Seen::Unknown)
}

/// A comparison, a membership, an arithmetic operation.
pub(super) fn binary(op: &str, left: &Seen, right: &Seen) -> Option<Seen> {
    let arithmetic = matches!(op, "+" | "-" | "*" | "/");
    let (left, right) = match (left, right) {
        (Seen::Skipped, _) | (_, Seen::Skipped) => return Some(Seen::Skipped),
        (Seen::NotApplicable, _) | (_, Seen::NotApplicable) => return Some(Seen::NotApplicable),
        (Seen::Unknown, _) | (_, Seen::Unknown) => return Some(Seen::Unknown),
        (Seen::Value(left), Seen::Value(right)) => (left, right),
    };
    if op == "=" || op == "!=" {
        return Some(Seen::truth(same_value(left, right) == (op == "=")));
    }
    if op == "in" || op == "not in" {
        let Json::Array(items) = right else { return None };
        return Some(Seen::truth(items.contains(left) == (op == "in")));
    }
    let (left, right) = (typed(left)?, typed(right)?);
    if arithmetic {
        let result = match op {
            "+" => value::add(&left, &right),
            "-" => value::subtract(&left, &right),
            "*" => value::multiply(&left, &right),
            _ => value::divide(&left, &right),
        };
        return contract(&result.ok()?).map(Seen::Value);
    }
    let order = value::compare(&left, &right)?;
    Some(Seen::truth(match op {
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        _ => return None,
    }))
}

/// Membership in a range whose ends are named `[]`, `[)` …; an end that is `null` is not there.
pub(super) fn in_range(negated: bool, ends: &str, of: &[Seen]) -> Option<Seen> {
    let [item, low, high] = of else { return None };
    let side = |end: &Seen, included: bool, wanted: Ordering| match (item, end) {
        (_, Seen::Value(Json::Null)) => Some(Seen::truth(true)),
        (Seen::Value(item), Seen::Value(end)) => {
            let order = value::compare(&typed(item)?, &typed(end)?)?;
            Some(Seen::truth(order == wanted || (included && order == Ordering::Equal)))
        }
        (Seen::Skipped, _) | (_, Seen::Skipped) => None,
        (Seen::NotApplicable, _) | (_, Seen::NotApplicable) => Some(Seen::NotApplicable),
        _ => Some(Seen::Unknown),
    };
    let low = side(low, ends.starts_with('['), Ordering::Greater)?;
    let high = side(high, ends.ends_with(']'), Ordering::Less)?;
    let both = match (low, high) {
        (low, _) if low.as_truth() == Some(false) => low,
        (_, high) if high.as_truth() == Some(false) => high,
        (Seen::NotApplicable, _) | (_, Seen::NotApplicable) => Seen::NotApplicable,
        (Seen::Unknown, _) | (_, Seen::Unknown) => Seen::Unknown,
        (low, _) => low,
    };
    Some(match both.as_truth() {
        Some(truth) => Seen::truth(truth != negated),
        None => both,
    })
}

/// A function of the expression language, as far as its arguments stand in the record.
///
/// What needs a calendar or knows which documents stand for which is taken as stated.
pub(super) fn call(name: &str, of: &[Seen]) -> Option<Seen> {
    let function = functions::find(name)?;
    let beyond = |kind: &Kind| {
        matches!(kind, Kind::Calendar | Kind::Document | Kind::Documents | Kind::Weekday)
    };
    if function.takes.iter().any(beyond) || beyond(&function.gives) {
        return None;
    }
    if of.contains(&Seen::Skipped) {
        return Some(Seen::Skipped);
    }
    if of.contains(&Seen::NotApplicable) {
        return Some(Seen::NotApplicable);
    }
    if of.contains(&Seen::Unknown) {
        return Some(Seen::Unknown);
    }
    let mut arguments = Vec::new();
    for one in of {
        match one {
            Seen::Value(value) => arguments.push(typed(value)?),
            Seen::Unknown | Seen::NotApplicable | Seen::Skipped => return None,
        }
    }
    let around = Surroundings { calendars: &[], groups: &[], calendar: None };
    contract(&(function.run)(&arguments.iter().collect::<Vec<_>>(), &around).ok()?).map(Seen::Value)
}
