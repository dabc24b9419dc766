//! The five eras of the Gregorian calendar in Japan.

use chrono::{Datelike, NaiveDate};

/// An era, as far as its dates can be converted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Era {
    pub(super) name: &'static str,
    /// The letter of its short form.
    pub(super) initial: char,
    /// The year of the common era that is its first.
    pub(super) first_year: i32,
    /// The first day that may be written with it and converted.
    pub(super) first: NaiveDate,
    /// The last day that may be written with it. A change that took effect at once gives its
    /// day to both eras (1912-07-30, 1926-12-25).
    pub(super) last: Option<NaiveDate>,
}

/// Oldest first.
///
/// Sources: 太政官布告第337号 of 明治5年 (Gregorian calendar from 1873-01-01), the edicts of
/// 1912-07-30 and 1926-12-25, 元号を改める政令 (昭和64年政令第1号, in force on the next day;
/// 平成31年政令第143号, in force on 2019-05-01).
pub(super) const ERAS: [Era; 5] = [
    Era {
        name: "明治",
        initial: 'M',
        first_year: 1868,
        first: day(1873, 1, 1),
        last: Some(day(1912, 7, 30)),
    },
    Era {
        name: "大正",
        initial: 'T',
        first_year: 1912,
        first: day(1912, 7, 30),
        last: Some(day(1926, 12, 25)),
    },
    Era {
        name: "昭和",
        initial: 'S',
        first_year: 1926,
        first: day(1926, 12, 25),
        last: Some(day(1989, 1, 7)),
    },
    Era {
        name: "平成",
        initial: 'H',
        first_year: 1989,
        first: day(1989, 1, 8),
        last: Some(day(2019, 4, 30)),
    },
    Era { name: "令和", initial: 'R', first_year: 2019, first: day(2019, 5, 1), last: None },
];

impl Era {
    /// The year of the common era in which the era's `year`, from 1, lies; `None` beyond 9999.
    pub(super) fn common_year(&self, year: u32) -> Option<i32> {
        let year = i32::try_from(year).ok()?;
        self.first_year.checked_add(year)?.checked_sub(1).filter(|year| *year <= 9999)
    }

    /// `元` or the number of the era's year in which the common year lies.
    pub(super) fn year_name(&self, common_year: i32) -> String {
        match common_year - self.first_year + 1 {
            1 => "元".to_owned(),
            year => year.to_string(),
        }
    }

    /// Whether the era had ended before `date`.
    pub(super) fn ended_before(&self, date: NaiveDate) -> bool {
        self.last.is_some_and(|last| last < date)
    }

    /// The era that has begun last on `date`; `None` before 1873-01-01.
    pub(super) fn on(date: NaiveDate) -> Option<&'static Self> {
        ERAS.iter().rev().find(|era| era.first <= date)
    }

    /// The era that has begun last in the common year or before it; `None` before 1873.
    pub(super) fn of_year(common_year: i32) -> Option<&'static Self> {
        ERAS.iter().rev().find(|era| era.first.year() <= common_year)
    }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_follow_one_another() {
        for pair in ERAS.windows(2) {
            let (earlier, later) = (&pair[0], &pair[1]);
            let gap = later.first - earlier.last.unwrap();
            assert!((0..=1).contains(&gap.num_days()), "{} {}", earlier.name, later.name);
            assert_eq!(later.first_year, later.first.year());
        }
        assert_eq!(Era::on(day(1872, 12, 31)), None);
        assert_eq!(Era::on(day(1989, 1, 7)).unwrap().name, "昭和");
        assert_eq!(Era::of_year(1989).unwrap().name, "平成");
    }
}
