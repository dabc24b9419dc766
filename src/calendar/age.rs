//! Ages.
//!
//! The day of birth is counted (年齢計算ニ関スル法律, 明治35年法律第50号, paragraph 1), and the
//! years end after 民法 Article 143, which that act applies (paragraph 2): a year of age is
//! attained at the end of the day before the birthday. Someone born on 1996-04-01 attains 30 at
//! the end of 2026-03-31 and is counted as 30 here from the start of 2026-04-01.
//!
//! Where a statute asks on which day an age is attained ("the day on which 18 is attained"),
//! that is the day before the birthday: [`attained_at_end_of`]. It puts children born on 1 April
//! into the earlier school year.

use chrono::{Datelike, NaiveDate};

use super::CalendarError;
use super::periods::{day_after_elapsed, last_day_from};
use crate::value::Period;

/// The age in whole years at the start of the day `on`.
///
/// Source: 年齢計算ニ関スル法律, 民法 Article 143.
///
/// # Errors
///
/// [`CalendarError::BeforeBirth`] if `on` is before `birth`.
///
/// # Example
///
/// ```
/// use hantei::calendar::{age_on, parse_iso_date};
///
/// let birth = parse_iso_date("1996-04-01")?;
/// assert_eq!(age_on(birth, parse_iso_date("2026-03-31")?)?, 29);
/// assert_eq!(age_on(birth, parse_iso_date("2026-04-01")?)?, 30);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn age_on(birth: NaiveDate, on: NaiveDate) -> Result<u32, CalendarError> {
    let before = CalendarError::BeforeBirth { birth, on };
    if on < birth {
        return Err(before);
    }
    // In a year without 29 February the comparison makes 1 March the birthday.
    let before_birthday = (on.month(), on.day()) < (birth.month(), birth.day());
    let years = on.year() - birth.year() - i32::from(before_birthday);
    u32::try_from(years).map_err(|_| before)
}

/// The first day at whose start the age of `years` is held: the birthday, 1 March for someone
/// born on 29 February if the year has no such day.
///
/// `birth` itself for 0 years.
///
/// Source: 年齢計算ニ関スル法律, 民法 Article 143.
///
/// # Errors
///
/// [`CalendarError::OutOfRange`] beyond the year 9999.
pub fn attains_on(birth: NaiveDate, years: u32) -> Result<NaiveDate, CalendarError> {
    day_after_elapsed(birth, whole_years(years)?)
}

/// The day at whose end the age of `years` is attained: the day before [`attains_on`].
///
/// Source: as [`attains_on`].
///
/// # Errors
///
/// [`CalendarError::EmptyPeriod`] for 0 years, otherwise as [`attains_on`].
pub fn attained_at_end_of(birth: NaiveDate, years: u32) -> Result<NaiveDate, CalendarError> {
    last_day_from(birth, whole_years(years)?)
}

fn whole_years(years: u32) -> Result<Period, CalendarError> {
    years.checked_mul(12).map(Period::Months).ok_or(CalendarError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_iso_date;

    fn iso(text: &str) -> NaiveDate {
        parse_iso_date(text).unwrap()
    }

    #[test]
    fn a_year_of_age_is_attained_at_the_end_of_the_day_before_the_birthday() {
        for (birth, years, end_of, on) in [
            ("1996-04-01", 30, "2026-03-31", "2026-04-01"),
            ("2008-02-29", 18, "2026-02-28", "2026-03-01"),
            ("2008-02-29", 20, "2028-02-28", "2028-02-29"),
            ("2008-03-01", 18, "2026-02-28", "2026-03-01"),
            ("2008-03-01", 20, "2028-02-29", "2028-03-01"),
            ("2006-01-01", 20, "2025-12-31", "2026-01-01"),
        ] {
            assert_eq!(attained_at_end_of(iso(birth), years), Ok(iso(end_of)), "{birth}");
            assert_eq!(attains_on(iso(birth), years), Ok(iso(on)), "{birth}");
            assert_eq!(age_on(iso(birth), iso(end_of)), Ok(years - 1), "{birth}");
            assert_eq!(age_on(iso(birth), iso(on)), Ok(years), "{birth}");
        }
    }

    #[test]
    fn nobody_has_an_age_before_birth() {
        let (birth, before) = (iso("2000-01-02"), iso("2000-01-01"));
        assert_eq!(age_on(birth, before), Err(CalendarError::BeforeBirth { birth, on: before }));
        assert_eq!(age_on(birth, birth), Ok(0));
        assert_eq!(attains_on(birth, 0), Ok(birth));
        assert_eq!(attained_at_end_of(birth, 0), Err(CalendarError::EmptyPeriod));
        assert_eq!(attains_on(birth, 8_000), Err(CalendarError::OutOfRange));
        assert_eq!(attains_on(birth, u32::MAX), Err(CalendarError::OutOfRange));
    }

    #[test]
    fn the_age_changes_exactly_on_the_day_it_is_attained() {
        for birth in iso("2003-12-31").iter_days().take(400) {
            for years in 1..30 {
                let on = attains_on(birth, years).unwrap();
                assert_eq!(age_on(birth, on), Ok(years));
                assert_eq!(age_on(birth, on.pred_opt().unwrap()), Ok(years - 1));
            }
        }
    }
}
