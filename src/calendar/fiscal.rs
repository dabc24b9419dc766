//! Fiscal years: 1 April to 31 March, named after the year of their April.
//!
//! Source: 地方自治法 (昭和22年法律第67号) Article 208, 財政法 (昭和22年法律第34号) Article 11.

use chrono::{Datelike, NaiveDate};

use super::era::Era;
use super::reader::{Reader, plain};
use super::{CalendarError, DateError};

/// A fiscal year that was read, and whether it was written with an era that had ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JapaneseFiscalYear {
    /// The common year of its 1 April.
    pub year: i32,
    /// The era ended before that day, as in `平成32年度`. Worth a warning.
    pub beyond_era: bool,
}

/// The fiscal year in which `date` lies: 2025 for 2026-03-31, 2026 for 2026-04-01.
///
/// 0 for the first three months of the year 1.
#[must_use]
pub fn fiscal_year(date: NaiveDate) -> i32 {
    if date.month() >= 4 { date.year() } else { date.year() - 1 }
}

/// The first day of the fiscal year: 1 April of `year`.
///
/// # Errors
///
/// [`CalendarError::OutOfRange`] outside the years 1 to 9999.
pub fn fiscal_year_start(year: i32) -> Result<NaiveDate, CalendarError> {
    in_range(year, 4, 1)
}

/// The last day of the fiscal year: 31 March of the year after `year`.
///
/// # Errors
///
/// [`CalendarError::OutOfRange`] if that day is outside the years 1 to 9999.
pub fn fiscal_year_end(year: i32) -> Result<NaiveDate, CalendarError> {
    in_range(year.saturating_add(1), 3, 31)
}

fn in_range(year: i32, month: u32, day: u32) -> Result<NaiveDate, CalendarError> {
    NaiveDate::from_ymd_opt(year, month, day)
        .ok_or(CalendarError::OutOfRange)
        .and_then(super::shift::in_range)
}

/// Writes `令和8年度`, `令和元年度`; a year before 1873 as `1872年度`.
///
/// The year is named with the era that has begun last by the end of its calendar year: 2019 is
/// 令和元年度 although its first day was written 平成31年4月1日, as the ministries agreed for the
/// change of that year.
#[must_use]
pub fn format_fiscal_year(year: i32) -> String {
    match Era::of_year(year) {
        Some(era) => format!("{}{}年度", era.name, era.year_name(year)),
        None => format!("{year}年度"),
    }
}

/// Reads `令和8年度`, `R8年度`, `2026年度`; `平成31年度` and `令和元年度` are both 2019.
///
/// Full-width digits and spaces between the parts are accepted.
///
/// # Errors
///
/// [`DateError::NotAFiscalYear`] for another form, [`DateError::YearZero`] for year 0 of an era,
/// [`DateError::BeforeGregorian`] for `明治5年度` and before, [`DateError::OutOfRange`] for a
/// year that does not lie within the years 1 to 9999.
pub fn parse_fiscal_year(text: &str) -> Result<JapaneseFiscalYear, DateError> {
    let text = plain(text);
    let (era, year) = parts(&text).ok_or(DateError::NotAFiscalYear)?;
    let year = match era {
        Some(_) if year == 0 => return Err(DateError::YearZero),
        Some(era) => era.common_year(year).ok_or(DateError::OutOfRange)?,
        None => i32::try_from(year).map_err(|_| DateError::OutOfRange)?,
    };
    let start = fiscal_year_start(year).map_err(|_| DateError::OutOfRange)?;
    fiscal_year_end(year).map_err(|_| DateError::OutOfRange)?;
    if era.is_some_and(|era| year < era.first.year()) {
        return Err(DateError::BeforeGregorian);
    }
    Ok(JapaneseFiscalYear { year, beyond_era: era.is_some_and(|era| era.ended_before(start)) })
}

fn parts(text: &str) -> Option<(Option<&'static Era>, u32)> {
    let mut reader = Reader::new(text);
    let era = reader.era();
    let year = if era.is_some() { reader.era_year() } else { reader.number(4) }?;
    reader.take("年度")?;
    reader.is_done().then_some((era, year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_iso_date;

    fn iso(text: &str) -> NaiveDate {
        parse_iso_date(text).unwrap()
    }

    #[test]
    fn a_fiscal_year_runs_from_april_to_march() {
        assert_eq!(fiscal_year(iso("2026-03-31")), 2025);
        assert_eq!(fiscal_year(iso("2026-04-01")), 2026);
        assert_eq!(fiscal_year(iso("0001-03-31")), 0);
        for (name, from, until) in
            [("令和7年度", "2025-04-01", "2026-03-31"), ("令和元年度", "2019-04-01", "2020-03-31")]
        {
            let year = parse_fiscal_year(name).unwrap().year;
            assert_eq!(fiscal_year_start(year), Ok(iso(from)));
            assert_eq!(fiscal_year_end(year), Ok(iso(until)));
        }
        assert_eq!(fiscal_year_start(0), Err(CalendarError::OutOfRange));
        assert_eq!(fiscal_year_end(9999), Err(CalendarError::OutOfRange));
        assert_eq!(fiscal_year_end(i32::MAX), Err(CalendarError::OutOfRange));
    }

    #[test]
    fn fiscal_years_are_named_after_the_latest_era() {
        for (year, name) in [
            (2026, "令和8年度"),
            (2019, "令和元年度"),
            (2018, "平成30年度"),
            (1989, "平成元年度"),
            (1988, "昭和63年度"),
            (1873, "明治6年度"),
            (1872, "1872年度"),
        ] {
            assert_eq!(format_fiscal_year(year), name);
            let read = JapaneseFiscalYear { year, beyond_era: false };
            assert_eq!(parse_fiscal_year(name), Ok(read));
        }
    }

    #[test]
    fn old_and_new_names_of_a_year_are_read() {
        for (text, year, beyond_era) in [
            ("平成31年度", 2019, false),
            ("令和1年度", 2019, false),
            ("平成32年度", 2020, true),
            ("昭和64年度", 1989, true),
            ("2026年度", 2026, false),
            ("令和 ８ 年度", 2026, false),
            ("R8年度", 2026, false),
        ] {
            assert_eq!(parse_fiscal_year(text), Ok(JapaneseFiscalYear { year, beyond_era }));
        }
        assert_eq!(parse_fiscal_year("令和0年度"), Err(DateError::YearZero));
        assert_eq!(parse_fiscal_year("明治5年度"), Err(DateError::BeforeGregorian));
        assert_eq!(parse_fiscal_year("0年度"), Err(DateError::OutOfRange));
        assert_eq!(parse_fiscal_year("9999年度"), Err(DateError::OutOfRange));
        for text in ["令和8年", "8年度末", "令和8", "元年度", "", "20260年度"] {
            assert_eq!(parse_fiscal_year(text), Err(DateError::NotAFiscalYear), "{text}");
        }
    }
}
