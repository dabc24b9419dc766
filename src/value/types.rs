//! What kind of value an expression has.

use crate::ids::{ChoicesId, RecordId};

use super::{Period, Unit};

/// The type of a value, settled by the checker.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// True or false.
    Truth,
    /// A number with its unit.
    Number(Unit),
    /// A date.
    Date,
    /// A length of time.
    Period(PeriodKind),
    /// A text.
    Text,
    /// One of a closed list.
    Choice(ChoicesId),
    /// A set of texts or of choices.
    Set(Box<Type>),
    /// A list of records.
    List(RecordId),
    /// One record of a list.
    Record(RecordId),
    /// A calendar of open days; only an argument of functions.
    Calendar,
    /// The type of `undetermined` and `not_applicable`, and of an expression that a finding was
    /// already reported for: fits everywhere.
    Any,
}

/// Periods of different kinds are never compared or converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// Months and years.
    Months,
    /// Days and weeks.
    Days,
    /// Days on which a calendar is open.
    BusinessDays,
}

impl Type {
    /// A plain number.
    #[must_use]
    pub fn plain() -> Self {
        Self::Number(Unit::plain())
    }

    /// Whether values of the two types can meet: in a comparison, in the branches of `if`.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::Set(left), Self::Set(right)) => left.fits(right),
            _ => self == other,
        }
    }

    /// Whether `<` has a meaning.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Date | Self::Period(_) | Self::Any)
    }
}

/// The kind of a period.
#[must_use]
pub fn kind_of(period: Period) -> PeriodKind {
    match period {
        Period::Months(_) => PeriodKind::Months,
        Period::Days(_) => PeriodKind::Days,
        Period::BusinessDays(_) => PeriodKind::BusinessDays,
    }
}
