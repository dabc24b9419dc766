//! Moving along the calendar by days and months.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::CalendarError;

/// The date, if it lies in the years 1 to 9999.
pub(super) fn in_range(date: NaiveDate) -> Result<NaiveDate, CalendarError> {
    if (1..=9999).contains(&date.year()) { Ok(date) } else { Err(CalendarError::OutOfRange) }
}

/// The day `days` later, or earlier if negative. The result may lie outside the years 1 to
/// 9999: steps on the way may do so.
pub(super) fn step(date: NaiveDate, days: i64) -> Result<NaiveDate, CalendarError> {
    TimeDelta::try_days(days)
        .and_then(|length| date.checked_add_signed(length))
        .ok_or(CalendarError::OutOfRange)
}

/// The first day of the month `months` later, or earlier if negative. As [`step`], not limited
/// to the years 1 to 9999.
pub(super) fn month_start(date: NaiveDate, months: i64) -> Result<NaiveDate, CalendarError> {
    let month = i64::from(date.year()) * 12 + i64::from(date.month0()) + months;
    let year = i32::try_from(month.div_euclid(12)).ok();
    let month = u32::try_from(month.rem_euclid(12)).ok();
    year.zip(month)
        .and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month + 1, 1))
        .ok_or(CalendarError::OutOfRange)
}

/// The day `days` later, or earlier if negative.
///
/// # Errors
///
/// [`CalendarError::OutOfRange`] if the result lies outside the years 1 to 9999.
pub fn plus_days(date: NaiveDate, days: i64) -> Result<NaiveDate, CalendarError> {
    step(date, days).and_then(in_range)
}

/// The last day of the month in which `date` lies.
#[must_use]
pub fn month_end(date: NaiveDate) -> NaiveDate {
    (28..=31).rev().find_map(|day| date.with_day(day)).unwrap_or(date)
}

/// How many days `until` is after `from`; 0 for the same day, negative if it is before.
#[must_use]
pub fn days_between(from: NaiveDate, until: NaiveDate) -> i64 {
    until.signed_duration_since(from).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_iso_date;

    fn iso(text: &str) -> NaiveDate {
        parse_iso_date(text).unwrap()
    }

    #[test]
    fn months_end_on_their_last_day() {
        assert_eq!(month_end(iso("2024-02-01")), iso("2024-02-29"));
        assert_eq!(month_end(iso("2025-02-28")), iso("2025-02-28"));
        assert_eq!(month_end(iso("2026-04-30")), iso("2026-04-30"));
        assert_eq!(month_end(iso("9999-12-01")), iso("9999-12-31"));
    }

    #[test]
    fn days_are_counted_in_both_directions() {
        assert_eq!(days_between(iso("2024-02-28"), iso("2024-03-01")), 2);
        assert_eq!(days_between(iso("2024-03-01"), iso("2024-02-28")), -2);
        assert_eq!(plus_days(iso("2026-01-01"), -1), Ok(iso("2025-12-31")));
        assert_eq!(plus_days(iso("9999-12-31"), 1), Err(CalendarError::OutOfRange));
        assert_eq!(plus_days(iso("0001-01-01"), -1), Err(CalendarError::OutOfRange));
        assert_eq!(plus_days(iso("2026-01-01"), i64::MAX), Err(CalendarError::OutOfRange));
        assert_eq!(
            month_start(iso("2026-01-31"), i64::from(u32::MAX)),
            Err(CalendarError::OutOfRange)
        );
    }
}
