//! Worked examples of periods, each countable by hand.

use chrono::Days;

use super::*;
use crate::calendar::parse_iso_date;

fn iso(text: &str) -> NaiveDate {
    parse_iso_date(text).unwrap()
}

#[test]
fn within_does_not_count_the_first_day() {
    for (date, period, last) in [
        ("2026-09-15", Period::Days(15), "2026-09-30"),
        ("2026-09-15", Period::Days(0), "2026-09-15"),
        ("2026-09-15", Period::Months(0), "2026-09-15"),
        ("2023-02-28", Period::Months(1), "2023-03-31"),
        ("2024-02-28", Period::Months(1), "2024-03-28"),
        ("2024-02-29", Period::Months(1), "2024-03-31"),
        ("2026-11-30", Period::Months(1), "2026-12-31"),
        ("2026-11-30", Period::Months(3), "2027-02-28"),
        ("2026-01-27", Period::Months(1), "2026-02-27"),
        ("2026-01-28", Period::Months(1), "2026-02-28"),
        ("2026-01-29", Period::Months(1), "2026-02-28"),
        ("2026-01-30", Period::Months(1), "2026-02-28"),
        ("2026-01-31", Period::Months(1), "2026-02-28"),
        ("2028-01-31", Period::Months(1), "2028-02-29"),
        ("2026-03-31", Period::Months(1), "2026-04-30"),
        ("2026-04-30", Period::Months(1), "2026-05-31"),
        ("2026-04-15", Period::Months(2), "2026-06-15"),
        ("2026-03-31", Period::Months(12), "2027-03-31"),
        ("2024-02-29", Period::Months(12), "2025-02-28"),
        ("2024-02-28", Period::Months(12), "2025-02-28"),
        ("9999-11-30", Period::Months(1), "9999-12-31"),
    ] {
        assert_eq!(last_day_within(iso(date), period), Ok(iso(last)), "{date} {period}");
    }
}

#[test]
fn counting_from_a_day_makes_it_the_first() {
    for (date, period, last, elapsed) in [
        ("2026-09-15", Period::Days(15), "2026-09-29", "2026-09-30"),
        ("2026-07-16", Period::Days(100), "2026-10-23", "2026-10-24"),
        ("2026-04-01", Period::Months(12), "2027-03-31", "2027-04-01"),
        ("2026-04-01", Period::Months(1), "2026-04-30", "2026-05-01"),
        ("2026-01-31", Period::Months(1), "2026-02-28", "2026-03-01"),
        ("2026-01-30", Period::Months(1), "2026-02-28", "2026-03-01"),
        ("2026-01-29", Period::Months(1), "2026-02-28", "2026-03-01"),
        ("2026-01-28", Period::Months(1), "2026-02-27", "2026-02-28"),
        ("2024-02-29", Period::Months(12), "2025-02-28", "2025-03-01"),
        ("2026-04-01", Period::Days(1), "2026-04-01", "2026-04-02"),
    ] {
        assert_eq!(last_day_from(iso(date), period), Ok(iso(last)), "{date} {period}");
        assert_eq!(day_after_elapsed(iso(date), period), Ok(iso(elapsed)), "{date} {period}");
    }
    assert_eq!(last_day_from(iso("2026-04-01"), Period::Days(0)), Err(CalendarError::EmptyPeriod));
    assert_eq!(
        last_day_from(iso("2026-04-01"), Period::Months(0)),
        Err(CalendarError::EmptyPeriod)
    );
    assert_eq!(day_after_elapsed(iso("2026-04-01"), Period::Days(0)), Ok(iso("2026-04-01")));
}

#[test]
fn corresponding_days_stop_at_the_end_of_the_month() {
    for (date, period, later) in [
        ("2026-01-31", Period::Months(1), "2026-02-28"),
        ("2026-01-31", Period::Months(2), "2026-03-31"),
        ("2024-02-29", Period::Months(12), "2025-02-28"),
        ("2024-02-29", Period::Months(48), "2028-02-29"),
        ("2026-12-15", Period::Months(1), "2027-01-15"),
        ("2026-12-15", Period::Days(30), "2027-01-14"),
    ] {
        assert_eq!(same_day_after(iso(date), period), Ok(iso(later)), "{date} {period}");
    }
    for (date, period, earlier) in [
        ("2026-03-31", Period::Months(1), "2026-02-28"),
        ("2026-03-31", Period::Months(13), "2025-02-28"),
        ("2026-01-15", Period::Months(1), "2025-12-15"),
        ("2026-01-15", Period::Days(15), "2025-12-31"),
    ] {
        assert_eq!(same_day_before(iso(date), period), Ok(iso(earlier)), "{date} {period}");
    }
}

#[test]
fn business_days_need_a_calendar() {
    let (date, period) = (iso("2026-04-01"), Period::BusinessDays(3));
    for reckon in
        [last_day_within, last_day_from, day_after_elapsed, same_day_after, same_day_before]
    {
        assert_eq!(reckon(date, period), Err(CalendarError::NeedsCalendar));
    }
}

#[test]
fn results_beyond_the_years_are_refused() {
    let (first, last) = (iso("0001-01-01"), iso("9999-12-31"));
    for period in
        [Period::Days(1), Period::Months(1), Period::Days(u32::MAX), Period::Months(u32::MAX)]
    {
        assert_eq!(last_day_within(last, period), Err(CalendarError::OutOfRange), "{period}");
        assert_eq!(day_after_elapsed(last, period), Err(CalendarError::OutOfRange), "{period}");
        assert_eq!(same_day_after(last, period), Err(CalendarError::OutOfRange), "{period}");
        assert_eq!(same_day_before(first, period), Err(CalendarError::OutOfRange), "{period}");
    }
    assert_eq!(last_day_from(iso("9999-01-01"), Period::Months(12)), Ok(last));
    assert_eq!(last_day_within(last, Period::Days(0)), Ok(last));
}

/// Another way to say Article 143: move by months, roll over to the first of the next month
/// where the day is missing, step back one day. Of the 4,380 pairs of a first day in 2026 and
/// one to twelve months, 57 have no corresponding day.
#[test]
fn every_month_period_of_a_year_agrees_with_the_general_formula() {
    let mut without_corresponding_day = 0;
    for first in iso("2026-01-01").iter_days().take(365) {
        for months in 1..=12 {
            let clamped = first.checked_add_months(chrono::Months::new(months)).unwrap();
            let rolled =
                if clamped.day() == first.day() { clamped } else { clamped + Days::new(1) };
            without_corresponding_day += u32::from(clamped.day() != first.day());
            let stated = rolled - Days::new(1);
            let period = Period::Months(months);
            assert_eq!(last_day_from(first, period), Ok(stated), "{first} {period}");
            assert_eq!(last_day_within(first - Days::new(1), period), Ok(stated));
            assert_eq!(day_after_elapsed(first, period), Ok(rolled));
            assert_eq!(same_day_after(first, period), Ok(clamped));
        }
    }
    assert_eq!(without_corresponding_day, 57);
}
