//! Why a date cannot be read or reckoned.

use std::fmt;

use chrono::NaiveDate;

use crate::text::{Lang, Text};

/// Why a text is not a date or a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateError {
    /// Another form than `2026-04-01` or `令和8年4月1日`.
    NotADate,
    /// Another form than `令和8年度` or `2026年度`.
    NotAFiscalYear,
    /// `令和0年4月1日`.
    YearZero,
    /// `令和8年2月30日`, `2026-13-01`.
    NoSuchDay {
        /// Year of the common era.
        year: i32,
        /// Month as written.
        month: u32,
        /// Day as written.
        day: u32,
    },
    /// `令和元年4月30日`: the era began later.
    BeforeEra {
        /// Name of the era.
        era: &'static str,
        /// Its first day.
        first: NaiveDate,
    },
    /// `明治5年12月2日`: Japan counted by another calendar before 1873-01-01.
    BeforeGregorian,
    /// `0000-01-01`, `令和9999年1月1日`: outside the years 1 to 9999.
    OutOfRange,
}

impl DateError {
    /// The reason in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::NotADate => Text::new(
                "日付ではありません（`2026-04-01` 又は `令和8年4月1日` のように書きます）",
                "not a date (dates look like `2026-04-01` or `令和8年4月1日`)",
            ),
            Self::NotAFiscalYear => Text::new(
                "年度ではありません（`令和8年度` 又は `2026年度` のように書きます）",
                "not a fiscal year (fiscal years look like `令和8年度` or `2026年度`)",
            ),
            Self::YearZero => Text::new(
                "元号の年は元年（1年）から数えます",
                "the years of an era count from 1 (元年)",
            ),
            Self::NoSuchDay { year, month, day } => Text::new(
                format!("{year}年{month}月{day}日という日はありません"),
                format!("there is no day {year:04}-{month:02}-{day:02}"),
            ),
            Self::BeforeEra { era, first } => Text::new(
                format!("{era}は{}からです", first.format("%Y年%-m月%-d日")),
                format!("{era} begins on {first}"),
            ),
            Self::BeforeGregorian => Text::new(
                "明治5年までは旧暦なので換算できません（明治6年1月1日から）",
                "days before 明治6年 (1873-01-01) belong to an older calendar and cannot be converted",
            ),
            Self::OutOfRange => out_of_range(),
        }
    }
}

/// Why a reckoning with dates has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalendarError {
    /// The result lies outside the years 1 to 9999.
    OutOfRange,
    /// A period of business days where no calendar says which days are open.
    NeedsCalendar,
    /// `last_day_from` with a period of length 0: it has no last day.
    EmptyPeriod,
    /// An age on a day before the birth.
    BeforeBirth {
        /// The day of birth.
        birth: NaiveDate,
        /// The day that was asked for.
        on: NaiveDate,
    },
    /// A day for which the holidays are not known.
    BeyondHolidays {
        /// The day that was asked for, or that the search came to.
        date: NaiveDate,
        /// The first day for which the holidays are known.
        from: NaiveDate,
        /// The last day for which the holidays are known.
        until: NaiveDate,
    },
    /// A calendar that stays closed for more than a year.
    NeverOpen {
        /// The day from which the search began.
        date: NaiveDate,
    },
}

impl CalendarError {
    /// The reason in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::OutOfRange => out_of_range(),
            Self::NeedsCalendar => Text::new(
                "営業日の期間は、開庁日の暦を指定する関数でだけ使えます",
                "a period of business days needs a function that names a calendar",
            ),
            Self::EmptyPeriod => Text::new(
                "長さが0の期間には末日がありません",
                "a period of length 0 has no last day",
            ),
            Self::BeforeBirth { birth, on } => Text::new(
                format!("{on}は出生の日（{birth}）より前です"),
                format!("{on} is before the day of birth ({birth})"),
            ),
            Self::BeyondHolidays { date, from, until } => Text::new(
                format!("{date}は休日の定めがある期間（{from}から{until}まで）の外です"),
                format!(
                    "{date} lies outside the days for which holidays are known ({from} to {until})"
                ),
            ),
            Self::NeverOpen { date } => Text::new(
                format!("{date}から1年以上、開いている日がありません"),
                format!("no day is open for more than a year from {date}"),
            ),
        }
    }
}

fn out_of_range() -> Text {
    Text::new(
        "西暦1年から9999年までの日付だけを扱えます",
        "dates are limited to the years 1 to 9999",
    )
}

impl fmt::Display for DateError {
    /// The words in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl fmt::Display for CalendarError {
    /// The words in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl std::error::Error for DateError {}

impl std::error::Error for CalendarError {}
