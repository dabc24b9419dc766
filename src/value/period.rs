//! Lengths of time.

use std::fmt;

/// A length of time. Months and days are never converted into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// Calendar months; a year is twelve.
    Months(u32),
    /// Calendar days; a week is seven.
    Days(u32),
    /// Days on which a named calendar is open.
    BusinessDays(u32),
}

impl fmt::Display for Period {
    /// `1年`, `3か月`, `30日`, `3営業日`: the form that the expression language reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(months) if *months > 0 && months % 12 == 0 => {
                write!(f, "{}年", months / 12)
            }
            Self::Months(months) => write!(f, "{months}か月"),
            Self::Days(days) => write!(f, "{days}日"),
            Self::BusinessDays(days) => write!(f, "{days}営業日"),
        }
    }
}
