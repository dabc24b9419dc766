//! Open days by the national holidays that come with the project.

use super::*;
use crate::calendar::parse_iso_date;

fn iso(text: &str) -> NaiveDate {
    parse_iso_date(text).unwrap()
}

/// The entries under `days:` of `rules/common/holidays.yaml`.
fn national_holidays() -> Holidays {
    let days = include_str!("../../../rules/common/holidays.yaml")
        .lines()
        .filter_map(|line| {
            let (date, name) = line.strip_prefix("      ")?.split_once(": ")?;
            Some((parse_iso_date(date).ok()?, name.to_owned()))
        })
        .collect();
    Holidays { from: iso("1955-01-01"), until: iso("2027-12-31"), days }
}

fn offices() -> OpenDays {
    OpenDays {
        closed_weekdays: vec![Weekday::Sat, Weekday::Sun],
        holidays: Some(Arc::new(national_holidays())),
        closed_days: vec![YearlyDays::parse("12-29..01-03").unwrap()],
    }
}

#[test]
fn the_file_holds_every_holiday() {
    let holidays = national_holidays();
    assert_eq!(holidays.days.len(), 1_067);
    assert_eq!(holidays.days.first_key_value().unwrap().0, &iso("1955-01-01"));
    assert_eq!(holidays.days.last_key_value().unwrap().0, &iso("2027-11-23"));
    assert_eq!(holidays.days[&iso("2019-10-22")], "休日（祝日扱い）");
}

#[test]
fn weekends_holidays_and_the_turn_of_the_year_are_closed() {
    let offices = offices();
    for (date, open) in [
        ("2026-04-28", true),
        ("2026-04-29", false),
        ("2026-05-02", false),
        ("2026-05-06", false),
        ("2026-12-28", true),
        ("2026-12-29", false),
        ("2027-01-01", false),
        ("2026-01-02", false),
        ("2027-01-04", true),
    ] {
        assert_eq!(offices.is_open(iso(date)), Ok(open), "{date}");
    }
}

#[test]
fn three_business_days_before_the_seventh_of_may_skip_the_holidays() {
    let offices = offices();
    let seventh = iso("2026-05-07");
    assert_eq!(offices.business_days_before(seventh, 3), Ok(iso("2026-04-28")));
    assert_eq!(offices.business_days_after(iso("2026-04-28"), 3), Ok(seventh));
    assert_eq!(offices.business_days_after(iso("2026-05-02"), 1), Ok(seventh));
    assert_eq!(offices.business_days_after(iso("2026-05-02"), 0), Ok(iso("2026-05-02")));
}

#[test]
fn the_next_open_day_is_the_day_itself_if_open() {
    let offices = offices();
    assert_eq!(offices.next_open_day(iso("2026-04-28")), Ok(iso("2026-04-28")));
    assert_eq!(offices.next_open_day(iso("2026-05-02")), Ok(iso("2026-05-07")));
    assert_eq!(offices.next_open_day(iso("2025-12-29")), Ok(iso("2026-01-05")));
}

#[test]
fn beyond_the_known_holidays_there_is_no_answer() {
    let offices = offices();
    let beyond = |date: &str| CalendarError::BeyondHolidays {
        date: iso(date),
        from: iso("1955-01-01"),
        until: iso("2027-12-31"),
    };
    // A Saturday.
    assert_eq!(offices.is_open(iso("2028-01-01")), Err(beyond("2028-01-01")));
    assert_eq!(offices.is_open(iso("1954-12-31")), Err(beyond("1954-12-31")));
    assert_eq!(offices.next_open_day(iso("2027-12-30")), Err(beyond("2028-01-01")));
    assert_eq!(offices.business_days_before(iso("1955-01-04"), 1), Err(beyond("1954-12-31")));
    assert_eq!(offices.business_days_after(iso("2027-12-01"), u32::MAX), Err(beyond("2028-01-01")));
}

#[test]
fn a_search_ends() {
    let everything = vec![YearlyDays::parse("01-01..12-31").unwrap()];
    let never = OpenDays { closed_days: everything, ..OpenDays::default() };
    let date = iso("2026-04-01");
    assert_eq!(never.next_open_day(date), Err(CalendarError::NeverOpen { date }));
    assert_eq!(never.business_days_before(date, 0), Ok(date));
    let always = OpenDays::default();
    assert_eq!(always.next_open_day(date), Ok(date));
    assert_eq!(always.business_days_after(date, 30), Ok(iso("2026-05-01")));
    assert_eq!(always.business_days_after(date, u32::MAX), Err(CalendarError::OutOfRange));
}
