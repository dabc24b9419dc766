//! Days of the week.

use chrono::{Datelike, NaiveDate, Weekday};

use super::CalendarError;
use super::shift::{in_range, plus_days};

const DAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// `月曜` to `日曜`.
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "月曜",
        Weekday::Tue => "火曜",
        Weekday::Wed => "水曜",
        Weekday::Thu => "木曜",
        Weekday::Fri => "金曜",
        Weekday::Sat => "土曜",
        Weekday::Sun => "日曜",
    }
}

/// Reads `月曜` or `月曜日`; `None` for anything else.
#[must_use]
pub fn parse_weekday(text: &str) -> Option<Weekday> {
    let name = text.strip_suffix('日').unwrap_or(text);
    DAYS.into_iter().find(|weekday| weekday_name(*weekday) == name)
}

/// The `n`-th `weekday` of a month, from 1: the second Monday of January 2026 is the 12th.
///
/// `None` if the month has fewer, if `n` is 0, or outside the months 1 to 12 and the years 1 to
/// 9999.
#[must_use]
pub fn nth_weekday(year: i32, month: u32, n: u32, weekday: Weekday) -> Option<NaiveDate> {
    let n = u8::try_from(n).ok()?;
    let date = NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)?;
    in_range(date).ok()
}

/// The first `weekday` from `date` on; `date` itself if it is one.
///
/// # Errors
///
/// [`CalendarError::OutOfRange`] beyond the year 9999.
pub fn weekday_on_or_after(date: NaiveDate, weekday: Weekday) -> Result<NaiveDate, CalendarError> {
    plus_days(date, i64::from(weekday.days_since(date.weekday())))
}

/// The last `weekday` up to `date`; `date` itself if it is one.
///
/// # Errors
///
/// [`CalendarError::OutOfRange`] before the year 1.
pub fn weekday_on_or_before(date: NaiveDate, weekday: Weekday) -> Result<NaiveDate, CalendarError> {
    plus_days(date, -i64::from(date.weekday().days_since(weekday)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_iso_date;

    fn iso(text: &str) -> NaiveDate {
        parse_iso_date(text).unwrap()
    }

    #[test]
    fn weekdays_of_a_month_are_counted_from_one() {
        assert_eq!(nth_weekday(2026, 1, 2, Weekday::Mon), Some(iso("2026-01-12")));
        assert_eq!(nth_weekday(2026, 8, 5, Weekday::Mon), Some(iso("2026-08-31")));
        assert_eq!(nth_weekday(2026, 9, 5, Weekday::Mon), None);
        assert_eq!(nth_weekday(2026, 1, 0, Weekday::Mon), None);
        assert_eq!(nth_weekday(2026, 13, 1, Weekday::Mon), None);
        assert_eq!(nth_weekday(2026, 1, 256, Weekday::Mon), None);
        assert_eq!(nth_weekday(0, 1, 1, Weekday::Mon), None);
    }

    #[test]
    fn the_day_itself_counts() {
        // A Tuesday.
        let date = iso("2026-11-24");
        assert_eq!(weekday_on_or_after(date, Weekday::Tue), Ok(date));
        assert_eq!(weekday_on_or_before(date, Weekday::Tue), Ok(date));
        assert_eq!(weekday_on_or_after(date, Weekday::Mon), Ok(iso("2026-11-30")));
        assert_eq!(weekday_on_or_before(date, Weekday::Wed), Ok(iso("2026-11-18")));
        // A Friday, the last day of all.
        let last = iso("9999-12-31");
        assert_eq!(weekday_on_or_after(last, Weekday::Sat), Err(CalendarError::OutOfRange));
        assert_eq!(weekday_on_or_before(last, Weekday::Sat), Ok(iso("9999-12-25")));
    }

    #[test]
    fn names_are_read_as_written() {
        for weekday in DAYS {
            let name = weekday_name(weekday);
            assert_eq!(parse_weekday(name), Some(weekday));
            assert_eq!(parse_weekday(&format!("{name}日")), Some(weekday));
        }
        for text in ["", "日", "曜日", "土", "土日", "月曜日日", "Monday"] {
            assert_eq!(parse_weekday(text), None, "{text}");
        }
    }
}
