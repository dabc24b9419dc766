//! Days that come back every year.

use chrono::{Datelike, NaiveDate};

/// A stretch of days of every year, both ends included: `12-29..01-03`.
///
/// The last day may stand before the first one; the stretch then runs over the end of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct YearlyDays {
    first: (u32, u32),
    last: (u32, u32),
}

impl YearlyDays {
    /// From the first to the last `(month, day)`; `None` if a month has no such day. 29 February
    /// is a day.
    #[must_use]
    pub fn new(first: (u32, u32), last: (u32, u32)) -> Option<Self> {
        let exists = |(month, day)| NaiveDate::from_ymd_opt(2000, month, day).is_some();
        (exists(first) && exists(last)).then_some(Self { first, last })
    }

    /// Reads `12-29..01-03`, or `08-15` for a single day; months and days have two ASCII digits.
    /// `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        Self::new(month_and_day(first)?, month_and_day(last)?)
    }

    /// The first and the last `(month, day)`.
    #[must_use]
    pub fn ends(&self) -> ((u32, u32), (u32, u32)) {
        (self.first, self.last)
    }

    /// Whether `date` is one of the days.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        let day = (date.month(), date.day());
        if self.first <= self.last {
            self.first <= day && day <= self.last
        } else {
            self.first <= day || day <= self.last
        }
    }
}

fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let two = |digits: &str| {
        let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse().ok() } else { None }
    };
    let (month, day) = text.split_once('-')?;
    Some((two(month)?, two(day)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_may_run_over_the_end_of_the_year() {
        let closed = YearlyDays::parse("12-29..01-03").unwrap();
        let contains =
            |month, day| closed.contains(NaiveDate::from_ymd_opt(2026, month, day).unwrap());
        assert!(contains(12, 29) && contains(12, 31) && contains(1, 1) && contains(1, 3));
        assert!(!contains(12, 28) && !contains(1, 4) && !contains(7, 1));
        let summer = YearlyDays::new((8, 13), (8, 15)).unwrap();
        assert!(summer.contains(NaiveDate::from_ymd_opt(2026, 8, 15).unwrap()));
        assert!(!summer.contains(NaiveDate::from_ymd_opt(2026, 8, 16).unwrap()));
        assert_eq!(YearlyDays::parse("02-29"), YearlyDays::new((2, 29), (2, 29)));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in
            ["", "12-29", "12-29..1-3", "02-30", "13-01", "12-29...01-03", "+1-+2", "1２-29"]
        {
            assert_eq!(YearlyDays::parse(text).is_some(), text == "12-29", "{text}");
        }
    }
}
