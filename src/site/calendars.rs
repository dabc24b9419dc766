//! The section on calendars and code lists.

use serde::Serialize;

use crate::text::Lang;

use super::book::Book;
use super::show;

/// Days on which an office is open.
#[derive(Debug, Serialize)]
pub(super) struct Calendar {
    pub(super) anchor: String,
    pub(super) name: String,
    weekdays: Vec<String>,
    closed_days: Vec<String>,
    /// Name of the holidays and the days for which they are known; empty where they do not matter.
    holidays: String,
    holiday_days: String,
}

/// A code list.
#[derive(Debug, Serialize)]
pub(super) struct Codes {
    pub(super) anchor: String,
    pub(super) name: String,
    entries: Vec<(String, String)>,
}

/// The calendars in the order of the files.
pub(super) fn calendars(book: &Book<'_>) -> Vec<Calendar> {
    let one = |calendar: &crate::model::Calendar| {
        let named = calendar.holidays.as_ref();
        let holidays = named.and_then(|name| {
            book.model.holidays.iter().find(|one| one.head.name.text == name.text)
        });
        let days =
            |days: &crate::model::Holidays| show::days(days.from, Some(days.until), book.lang);
        Calendar {
            anchor: book.anchor(&calendar.head.name.text),
            name: book.text(&calendar.head.label),
            weekdays: calendar.closed_weekdays.iter().map(|day| day.text.clone()).collect(),
            closed_days: calendar.closed_days.iter().map(|days| yearly(book, *days)).collect(),
            holidays: holidays.map(|one| book.text(&one.head.label)).unwrap_or_default(),
            holiday_days: holidays.map(days).unwrap_or_default(),
        }
    };
    book.model.calendars.iter().map(one).collect()
}

/// `12月29日から1月3日まで`.
fn yearly(book: &Book<'_>, days: crate::calendar::YearlyDays) -> String {
    let (first, last) = days.ends();
    let day = |(month, day): (u32, u32)| match book.lang {
        Lang::Ja => format!("{month}月{day}日"),
        Lang::En => format!("{month:02}-{day:02}"),
    };
    match book.lang {
        _ if first == last => day(first),
        Lang::Ja => format!("{}から{}まで", day(first), day(last)),
        Lang::En => format!("{} to {}", day(first), day(last)),
    }
}

/// The code lists in the order of the files.
pub(super) fn codes(book: &Book<'_>) -> Vec<Codes> {
    let one = |codes: &crate::model::Codes| {
        let entries = codes.entries.iter();
        Codes {
            anchor: book.anchor(&codes.head.name.text),
            name: book.text(&codes.head.label),
            entries: entries.map(|(code, words)| (code.text.clone(), book.text(words))).collect(),
        }
    };
    book.model.codes.iter().map(one).collect()
}
