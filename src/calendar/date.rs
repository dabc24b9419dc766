//! Reading and writing dates.

use chrono::{Datelike, NaiveDate};

use super::DateError;
use super::era::Era;
use super::reader::{Reader, plain};

/// A date that was read, and whether it was written with an era that had ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JapaneseDate {
    /// The date.
    pub date: NaiveDate,
    /// The day lies after the era's last day, as in `平成32年3月31日`: documents written before a
    /// change of era name later days so. Worth a warning.
    pub beyond_era: bool,
}

/// Reads `令和8年4月1日`, `令和元年5月1日`, `R7.4.1`.
///
/// Full-width digits, `㋿`, spaces between the parts, small letters, and `/` or `-` in place of
/// the points are accepted. Kanji numerals are not.
///
/// # Errors
///
/// - [`DateError::NotADate`] for another form or an era before 明治;
/// - [`DateError::YearZero`] for year 0;
/// - [`DateError::NoSuchDay`] for a day that the month does not have;
/// - [`DateError::BeforeEra`] for a day before the era's first, as `令和元年4月30日`;
/// - [`DateError::BeforeGregorian`] for `明治5年` and before;
/// - [`DateError::OutOfRange`] beyond the year 9999.
///
/// # Example
///
/// ```
/// use hantei::calendar::{parse_iso_date, parse_japanese_date};
///
/// let read = parse_japanese_date("平成32年3月31日")?;
/// assert_eq!(read.date, parse_iso_date("2020-03-31")?);
/// assert!(read.beyond_era);
/// # Ok::<(), hantei::calendar::DateError>(())
/// ```
pub fn parse_japanese_date(text: &str) -> Result<JapaneseDate, DateError> {
    let text = plain(text);
    let (era, year, month, day) = parts(&text).ok_or(DateError::NotADate)?;
    if year == 0 {
        return Err(DateError::YearZero);
    }
    let year = era.common_year(year).ok_or(DateError::OutOfRange)?;
    if year < era.first.year() {
        return Err(DateError::BeforeGregorian);
    }
    let date = existing(year, month, day)?;
    if date < era.first {
        return Err(DateError::BeforeEra { era: era.name, first: era.first });
    }
    Ok(JapaneseDate { date, beyond_era: era.ended_before(date) })
}

fn parts(text: &str) -> Option<(&'static Era, u32, u32, u32)> {
    let mut reader = Reader::new(text);
    let era = reader.era()?;
    let year = reader.era_year()?;
    let (month, day) = reader.month_and_day()?;
    reader.is_done().then_some((era, year, month, day))
}

/// Reads `2026-04-01`: exactly four, two and two ASCII digits, nothing around them.
///
/// # Errors
///
/// [`DateError::NotADate`] for another form, [`DateError::NoSuchDay`] for `2025-02-30`,
/// [`DateError::OutOfRange`] for the year 0000.
pub fn parse_iso_date(text: &str) -> Result<NaiveDate, DateError> {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(DateError::NotADate);
    };
    let year = digits(year, 4)?;
    if year == 0 {
        return Err(DateError::OutOfRange);
    }
    let year = i32::try_from(year).map_err(|_| DateError::OutOfRange)?;
    existing(year, digits(month, 2)?, digits(day, 2)?)
}

fn digits(text: &str, length: usize) -> Result<u32, DateError> {
    if text.len() != length || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::NotADate);
    }
    text.parse().map_err(|_| DateError::NotADate)
}

fn existing(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay { year, month, day })
}

/// Reads either form: [`parse_iso_date`] or [`parse_japanese_date`]. `beyond_era` is false for
/// the former.
///
/// # Errors
///
/// As the two.
pub fn parse_date(text: &str) -> Result<JapaneseDate, DateError> {
    match parse_iso_date(text) {
        Err(DateError::NotADate) => parse_japanese_date(text),
        read => read.map(|date| JapaneseDate { date, beyond_era: false }),
    }
}

/// Writes `令和8年4月1日`, `令和元年5月1日`; a day before 1873-01-01 as `1872-12-31`.
///
/// A day that belongs to two eras is written with the later one: `大正元年7月30日`.
#[must_use]
pub fn format_japanese_date(date: NaiveDate) -> String {
    let Some(era) = Era::on(date) else { return date.to_string() };
    let (year, month, day) = (era.year_name(date.year()), date.month(), date.day());
    format!("{}{year}年{month}月{day}日", era.name)
}

#[cfg(test)]
mod tests;
