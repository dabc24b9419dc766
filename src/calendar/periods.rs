//! Periods as statutes count them.
//!
//! "One month" in a statute is not "add 1 to the month". A period of months ends on the day
//! before the day of its last month that corresponds to its first day, or at the end of that
//! month if there is no such day. The functions differ in what they take as the first day and
//! in which day they give.
//!
//! Source: 民法 (明治29年法律第89号) Article 140 (the first day is not counted), Article 141 (a
//! period ends with the end of its last day), Article 143 (weeks, months and years by the
//! calendar). Article 142 (a last day on a holiday) is applied by
//! [`OpenDays::next_open_day`](super::OpenDays::next_open_day) where a scheme asks for it.

use chrono::{Datelike, NaiveDate};

use super::CalendarError;
use super::shift::{in_range, month_end, month_start, step};
use crate::value::Period;

/// The last day of "within `period` of `date`" (`date` から `period` 以内): `date` itself is not
/// counted.
///
/// A period of length 0 ends on `date`.
///
/// Source: 民法 Articles 140, 141 and 143.
///
/// # Errors
///
/// [`CalendarError::OutOfRange`] outside the years 1 to 9999, [`CalendarError::NeedsCalendar`]
/// for business days.
///
/// # Example
///
/// ```
/// use hantei::calendar::{last_day_within, parse_iso_date};
/// use hantei::value::Period;
///
/// let examined = parse_iso_date("2023-02-28")?;
/// assert_eq!(last_day_within(examined, Period::Months(1))?, parse_iso_date("2023-03-31")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn last_day_within(date: NaiveDate, period: Period) -> Result<NaiveDate, CalendarError> {
    last_day(step(date, 1)?, period).and_then(in_range)
}

/// The last day of `period` counted from `date` (`date` から起算して `period`): `date` is the first
/// day. Also the day on which the period elapses (経過する日).
///
/// Source: 民法 Article 140, proviso, and Articles 141 and 143.
///
/// # Errors
///
/// [`CalendarError::EmptyPeriod`] for a period of length 0, otherwise as [`last_day_within`].
pub fn last_day_from(date: NaiveDate, period: Period) -> Result<NaiveDate, CalendarError> {
    if matches!(period, Period::Days(0) | Period::Months(0)) {
        return Err(CalendarError::EmptyPeriod);
    }
    last_day(date, period).and_then(in_range)
}

/// The first day on which `period`, counted from `date`, has elapsed (`date` から起算して `period` を
/// 経過した日): the day after [`last_day_from`].
///
/// `date` itself for a period of length 0.
///
/// Source: 民法 Articles 141 and 143.
///
/// # Errors
///
/// As [`last_day_within`].
///
/// # Example
///
/// ```
/// use hantei::calendar::{day_after_elapsed, last_day_from, parse_iso_date};
/// use hantei::value::Period;
///
/// let hired = parse_iso_date("2026-07-16")?;
/// assert_eq!(last_day_from(hired, Period::Days(100))?, parse_iso_date("2026-10-23")?);
/// assert_eq!(day_after_elapsed(hired, Period::Days(100))?, parse_iso_date("2026-10-24")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn day_after_elapsed(date: NaiveDate, period: Period) -> Result<NaiveDate, CalendarError> {
    last_day(date, period).and_then(|last| step(last, 1)).and_then(in_range)
}

/// The corresponding day (応当日) `period` after `date`: the same day of a later month, its last
/// day if it has no such day; for days, the day that many days later.
///
/// Source: the notion of 民法 Article 143, paragraph 2, without its "day before".
///
/// # Errors
///
/// As [`last_day_within`].
pub fn same_day_after(date: NaiveDate, period: Period) -> Result<NaiveDate, CalendarError> {
    same_day(date, period, 1)
}

/// The corresponding day (応当日) `period` before `date`, as [`same_day_after`].
///
/// # Errors
///
/// As [`last_day_within`].
pub fn same_day_before(date: NaiveDate, period: Period) -> Result<NaiveDate, CalendarError> {
    same_day(date, period, -1)
}

fn same_day(date: NaiveDate, period: Period, sign: i64) -> Result<NaiveDate, CalendarError> {
    let day = match period {
        Period::Months(months) => {
            let month = month_start(date, sign * i64::from(months))?;
            month.with_day(date.day()).unwrap_or_else(|| month_end(month))
        }
        Period::Days(days) => step(date, sign * i64::from(days))?,
        Period::BusinessDays(_) => return Err(CalendarError::NeedsCalendar),
    };
    in_range(day)
}

/// The last day of the period whose first day is `first`; the day before `first` for a length
/// of 0. Not limited to the years 1 to 9999.
fn last_day(first: NaiveDate, period: Period) -> Result<NaiveDate, CalendarError> {
    match period {
        Period::Months(months) => {
            let month = month_start(first, i64::from(months))?;
            match month.with_day(first.day()) {
                Some(corresponding) => step(corresponding, -1),
                None => Ok(month_end(month)),
            }
        }
        Period::Days(days) => step(first, i64::from(days) - 1),
        Period::BusinessDays(_) => Err(CalendarError::NeedsCalendar),
    }
}

#[cfg(test)]
mod tests;
