//! Dates as Japanese administration counts them.
//!
//! Eras and fiscal years, periods after the Civil Code, ages, days on which an office is open.
//! No clock is read: every function depends on its arguments alone. Holidays are data that the
//! caller hands in; a question beyond them is an error and never "no holiday".
//!
//! Dates are [`chrono::NaiveDate`]s of the years 1 to 9999. A result outside them is
//! [`CalendarError::OutOfRange`].

mod age;
mod date;
mod era;
mod error;
mod fiscal;
mod holidays;
mod periods;
mod reader;
mod shift;
mod weekday;
mod yearly;

pub use age::{age_on, attained_at_end_of, attains_on};
pub use date::{
    JapaneseDate, format_japanese_date, parse_date, parse_iso_date, parse_japanese_date,
};
pub use error::{CalendarError, DateError};
pub use fiscal::{
    JapaneseFiscalYear, fiscal_year, fiscal_year_end, fiscal_year_start, format_fiscal_year,
    parse_fiscal_year,
};
pub use holidays::{Holidays, OpenDays};
pub use periods::{
    day_after_elapsed, last_day_from, last_day_within, same_day_after, same_day_before,
};
pub use shift::{days_between, month_end, plus_days};
pub use weekday::{
    nth_weekday, parse_weekday, weekday_name, weekday_on_or_after, weekday_on_or_before,
};
pub use yearly::YearlyDays;
