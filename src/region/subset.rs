//! What one dimension can be.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::value::{Number, Value};

use super::bits::Few;
use super::interval::Intervals;

/// A set of values of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// Numbers, dates (as days) or periods (as their count).
    Line(Intervals),
    /// Positions: choices, or false and true.
    Few(Few),
    /// The texts that are listed, or all others.
    Texts {
        /// Whether the listed ones are those left out.
        all_but: bool,
        /// The listed ones.
        listed: BTreeSet<Arc<str>>,
    },
}

impl Values {
    /// False and true, of which one or both.
    #[must_use]
    pub fn truth(held: &[bool]) -> Self {
        Self::among(2, held.iter().map(|one| u16::from(*one)))
    }

    /// All of `count` positions; values of a longer list than 256 are not told apart and stand as
    /// one.
    #[must_use]
    pub fn few(count: u16) -> Self {
        Few::all(count).map_or_else(|| Self::among(1, [0]), Self::Few)
    }

    /// Some of `count` positions, which are at most 256.
    #[must_use]
    pub fn among(count: u16, held: impl IntoIterator<Item = u16>) -> Self {
        let none = Few::none(count).unwrap_or(Few::NOTHING);
        Self::Few(held.into_iter().fold(none, Few::with))
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Line(line) => line.is_empty(),
            Self::Few(few) => few.is_empty(),
            Self::Texts { all_but, listed } => !all_but && listed.is_empty(),
        }
    }

    /// The set of the same type with nothing in it.
    #[must_use]
    pub fn nothing(&self) -> Self {
        match self {
            Self::Line(line) => Self::Line(Intervals::none(line.is_whole())),
            Self::Few(few) => Self::among(few.count(), []),
            Self::Texts { .. } => Self::Texts { all_but: false, listed: BTreeSet::new() },
        }
    }

    /// What is in both. Sets of different types share nothing.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Line(one), Self::Line(two)) => Self::Line(one.and(two)),
            (Self::Few(one), Self::Few(two)) => Self::Few(one.and(*two)),
            (
                Self::Texts { all_but, listed },
                Self::Texts { all_but: other_but, listed: others },
            ) => match (all_but, other_but) {
                (false, false) => Self::Texts { all_but: false, listed: listed & others },
                (false, true) => Self::Texts { all_but: false, listed: listed - others },
                (true, false) => Self::Texts { all_but: false, listed: others - listed },
                (true, true) => Self::Texts { all_but: true, listed: listed | others },
            },
            _ => self.nothing(),
        }
    }

    /// What is not in it.
    #[must_use]
    pub fn not(&self) -> Self {
        match self {
            Self::Line(line) => Self::Line(line.not()),
            Self::Few(few) => Self::Few(few.others()),
            Self::Texts { all_but, listed } => {
                Self::Texts { all_but: !all_but, listed: listed.clone() }
            }
        }
    }

    /// What is in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Line(one), Self::Line(two)) => Self::Line(one.or(two)),
            _ => self.not().and(&other.not()).not(),
        }
    }

    /// Whether everything of `other` is in it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Line(one), Self::Line(two)) => one.covers(two),
            _ => other.and(&self.not()).is_empty(),
        }
    }
}

/// Values, and the two ways of having none.
///
/// A fact always has a value here: a region tells what holds when everything is known. A field of a
/// list may be left out, and a part that is not looked into may come to anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subset {
    /// The values.
    pub values: Values,
    /// Whether it may be not applicable.
    pub absent: bool,
    /// Whether it may be unknown.
    pub open: bool,
}

impl Subset {
    /// Values only.
    #[must_use]
    pub fn of(values: Values) -> Self {
        Self { values, absent: false, open: false }
    }

    /// Values, not applicable, unknown: whatever can come of a part that is not looked into.
    #[must_use]
    pub fn anything(values: Values) -> Self {
        Self { values, absent: true, open: true }
    }

    /// Whether a value is among the values. Of a type whose values are not told apart, all are.
    #[must_use]
    pub fn contains(&self, value: &Value) -> bool {
        match (&self.values, value) {
            (Values::Line(line), _) => ordinal(value)
                .is_some_and(|number| line.covers(&Intervals::point(number, line.is_whole()))),
            (Values::Few(few), Value::Choice(choice)) => few.contains(*choice),
            (Values::Few(few), Value::Truth(truth)) => few.contains(u16::from(*truth)),
            (Values::Texts { all_but, listed }, Value::Text(text)) => {
                listed.contains(text) != *all_but
            }
            _ => !self.values.is_empty(),
        }
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.absent && !self.open && self.values.is_empty()
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self {
            values: self.values.and(&other.values),
            absent: self.absent && other.absent,
            open: self.open && other.open,
        }
    }

    /// What is in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self {
            values: self.values.or(&other.values),
            absent: self.absent || other.absent,
            open: self.open || other.open,
        }
    }

    /// Whether everything of `other` is in it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        (self.absent || !other.absent)
            && (self.open || !other.open)
            && self.values.covers(&other.values)
    }
}

/// A number, a date as days since the common era, or a period as its count.
#[must_use]
pub fn ordinal(value: &Value) -> Option<Number> {
    use crate::value::Period;
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::Date(date) => {
            Some(Number::from_i64(i64::from(chrono::Datelike::num_days_from_ce(date))))
        }
        Value::Period(
            Period::Months(count) | Period::Days(count) | Period::BusinessDays(count),
        ) => Some(Number::from_i64(i64::from(*count))),
        Value::Truth(_) | Value::Text(_) | Value::Choice(_) | Value::Set(_) | Value::List(_) => {
            None
        }
    }
}
