//! Days on which an office is open.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};

use super::shift::plus_days;
use super::{CalendarError, YearlyDays};

/// How many days a search for an open day goes on before the calendar counts as never open.
const LONGEST_SEARCH: u32 = 400;

/// Holidays by date, and the days for which they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holidays {
    /// The first day for which they are known.
    pub from: NaiveDate,
    /// The last day for which they are known.
    pub until: NaiveDate,
    /// Name of the holiday by date; a day without an entry is none.
    pub days: BTreeMap<NaiveDate, String>,
}

/// Which days are open: not on a closed day of the week, not a holiday, not on a day that is
/// closed every year.
///
/// Saturdays, Sundays and the days around New Year are no holidays of 国民の祝日に関する法律; an
/// office closes on them after 行政機関の休日に関する法律 (昭和63年法律第91号) Article 1, or after
/// the ordinance of its municipality (地方自治法 Article 4-2). They are stated by each calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenDays {
    /// Days of the week that are closed.
    pub closed_weekdays: Vec<Weekday>,
    /// The holidays; `None` if holidays do not matter.
    pub holidays: Option<Arc<Holidays>>,
    /// Days that are closed in every year.
    pub closed_days: Vec<YearlyDays>,
}

impl OpenDays {
    /// Whether `date` is open.
    ///
    /// # Errors
    ///
    /// [`CalendarError::BeyondHolidays`] if the holidays are not known for `date`, on a closed
    /// day of the week too: an answer must not come and go with the weekday.
    pub fn is_open(&self, date: NaiveDate) -> Result<bool, CalendarError> {
        if self.is_holiday(date)? || self.closed_weekdays.contains(&date.weekday()) {
            return Ok(false);
        }
        Ok(!self.closed_days.iter().any(|days| days.contains(date)))
    }

    fn is_holiday(&self, date: NaiveDate) -> Result<bool, CalendarError> {
        let Some(holidays) = &self.holidays else { return Ok(false) };
        let Holidays { from, until, ref days } = **holidays;
        if date < from || date > until {
            return Err(CalendarError::BeyondHolidays { date, from, until });
        }
        Ok(days.contains_key(&date))
    }

    /// The first open day from `date` on; `date` itself if it is open.
    ///
    /// Source: the form of 行政機関の休日に関する法律 Article 2, 国税通則法 (昭和37年法律第66号)
    /// Article 10, paragraph 2, and 地方自治法 Article 4-2, paragraph 4: a period whose last day
    /// is a closed one ends on the next open day.
    ///
    /// # Errors
    ///
    /// [`CalendarError::BeyondHolidays`] if the search leaves the days for which holidays are
    /// known, [`CalendarError::OutOfRange`] if it passes the year 9999,
    /// [`CalendarError::NeverOpen`] after 400 closed days.
    pub fn next_open_day(&self, date: NaiveDate) -> Result<NaiveDate, CalendarError> {
        self.search(date, 1)
    }

    /// The `count`-th open day after `date`, which is not counted; `date` itself for 0.
    ///
    /// # Errors
    ///
    /// As [`next_open_day`](Self::next_open_day).
    pub fn business_days_after(
        &self,
        date: NaiveDate,
        count: u32,
    ) -> Result<NaiveDate, CalendarError> {
        self.count(date, count, 1)
    }

    /// The `count`-th open day before `date`, which is not counted; `date` itself for 0.
    ///
    /// # Errors
    ///
    /// As [`next_open_day`](Self::next_open_day), backwards.
    pub fn business_days_before(
        &self,
        date: NaiveDate,
        count: u32,
    ) -> Result<NaiveDate, CalendarError> {
        self.count(date, count, -1)
    }

    fn count(&self, date: NaiveDate, count: u32, step: i64) -> Result<NaiveDate, CalendarError> {
        let mut day = date;
        for _ in 0..count {
            day = self.search(plus_days(day, step)?, step)?;
        }
        Ok(day)
    }

    /// The first open day from `date` on in steps of `step` days.
    fn search(&self, date: NaiveDate, step: i64) -> Result<NaiveDate, CalendarError> {
        let mut day = date;
        for _ in 0..LONGEST_SEARCH {
            if self.is_open(day)? {
                return Ok(day);
            }
            day = plus_days(day, step)?;
        }
        Err(CalendarError::NeverOpen { date })
    }
}

#[cfg(test)]
mod tests;
