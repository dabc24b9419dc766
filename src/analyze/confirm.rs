//! Values that somebody has to confirm before they may be applied.
//!
//! A value with `confirm_by` is true for one year only. The day of `confirm_by` comes back every
//! year; from that day on a value has to be confirmed *for the year that it begins*:
//!
//! - one that begins with that year or in it, by any `confirmed_on`: whoever wrote it down for the
//!   year has confirmed it for the year, be it in March;
//! - one that goes on from the year before, by a `confirmed_on` in the year itself.
//!
//! Before `confirm_by` nothing is due, with one exception: a value that follows another one is an
//! amendment and needs its `confirmed_on` from its first day.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Code, Diagnostic};
use crate::program::{ParameterValue, Program, TableEdition};
use crate::source::Span;
use crate::text::Text;
use crate::value::Answer;

/// What applies on `date` and has not been confirmed; errors, by place. Empty on days on which the
/// scheme is not in force.
pub(super) fn unconfirmed(program: &Program, date: NaiveDate) -> Vec<Diagnostic> {
    if !program.in_force(date) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for yearly in parameters(program).chain(tables(program)) {
        for (at, dated) in &yearly.dated {
            let Some(since) = dated.due(yearly.confirm_by, date) else { continue };
            let words = Text::new("確かめる値", "the value to confirm");
            let finding = Diagnostic::new(Code::Unconfirmed, *at)
                .with("name", &yearly.name.ja)
                .with("date", since)
                .with_some("confirmed", dated.confirmed_on);
            found.push(finding.related(yearly.span, words));
        }
    }
    found.sort_by_key(|finding| finding.at);
    found
}

/// Something that has to be confirmed every year.
struct Yearly<'p> {
    name: &'p Text,
    span: Span,
    confirm_by: NaiveDate,
    /// Its values or versions, with the place of each.
    dated: Vec<(Span, Dated)>,
}

/// Parameters with `confirm_by`. Days without a value have nothing to confirm.
fn parameters(program: &Program) -> impl Iterator<Item = Yearly<'_>> {
    program.parameters.iter().filter_map(|one| {
        let values = one.values.iter().enumerate();
        let values = values.filter(|(_, value)| value.value != Answer::NotApplicable);
        let dated = values.map(|(at, value)| {
            let ParameterValue { from, until, confirmed_on, span, .. } = *value;
            (span, Dated { from, until, confirmed_on, is_first: at == 0 })
        });
        let (name, span) = (&one.name, one.span);
        Some(Yearly { name, span, confirm_by: one.confirm_by?, dated: dated.collect() })
    })
}

/// Tables with `confirm_by`.
fn tables(program: &Program) -> impl Iterator<Item = Yearly<'_>> {
    program.tables.iter().filter_map(|one| {
        let dated = one.editions.iter().enumerate().map(|(at, edition)| {
            let TableEdition { from, until, confirmed_on, span, .. } = *edition;
            (span, Dated { from, until, confirmed_on, is_first: at == 0 })
        });
        let (name, span) = (&one.name, one.span);
        Some(Yearly { name, span, confirm_by: one.confirm_by?, dated: dated.collect() })
    })
}

/// A value or version with what is known of its confirmation.
#[derive(Clone, Copy, Debug)]
struct Dated {
    from: NaiveDate,
    until: Option<NaiveDate>,
    confirmed_on: Option<NaiveDate>,
    is_first: bool,
}

impl Dated {
    /// The day since which it ought to have been confirmed, if it applies on `date` and was not.
    fn due(self, confirm_by: NaiveDate, date: NaiveDate) -> Option<NaiveDate> {
        if date < self.from || self.until.is_some_and(|until| until < date) {
            return None;
        }
        if date < confirm_by && self.is_first {
            return None;
        }
        let year = latest(confirm_by, date)?;
        let confirmed = match self.confirmed_on {
            Some(confirmed_on) => self.from >= year || confirmed_on >= year,
            None => false,
        };
        (!confirmed).then_some(year.max(self.from))
    }
}

/// The last day on or before `date` that has the month and day of `yearly`; 1 March where a year
/// has no 29 February.
fn latest(yearly: NaiveDate, date: NaiveDate) -> Option<NaiveDate> {
    let in_year = |year: i32| {
        NaiveDate::from_ymd_opt(year, yearly.month(), yearly.day())
            .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
    };
    let this = in_year(date.year())?;
    if this <= date { Some(this) } else { in_year(date.year() - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(
        from: &str,
        confirmed_on: Option<&str>,
        is_first: bool,
        date: &str,
    ) -> Option<NaiveDate> {
        let confirmed_on = confirmed_on.map(day);
        let dated = Dated { from: day(from), until: None, confirmed_on, is_first };
        dated.due(day("2027-04-01"), day(date))
    }

    #[test]
    fn nothing_is_due_before_the_day() {
        assert_eq!(due("2026-04-01", None, true, "2027-03-31"), None);
        assert_eq!(due("2026-04-01", None, true, "2027-04-01"), Some(day("2027-04-01")));
    }

    #[test]
    fn last_years_confirmation_does_not_carry_over() {
        let confirmed = Some("2026-06-01");
        assert_eq!(due("2026-04-01", confirmed, true, "2027-04-01"), Some(day("2027-04-01")));
        assert_eq!(due("2026-04-01", Some("2027-04-01"), true, "2027-04-01"), None);
        assert_eq!(due("2026-04-01", Some("2027-05-10"), true, "2027-04-01"), None);
    }

    #[test]
    fn a_value_written_for_the_year_may_be_confirmed_before_it() {
        assert_eq!(due("2027-04-01", Some("2027-03-10"), false, "2027-04-01"), None);
        assert_eq!(due("2027-04-01", None, false, "2027-04-01"), Some(day("2027-04-01")));
    }

    #[test]
    fn the_day_comes_back_every_year() {
        let confirmed = Some("2027-03-10");
        assert_eq!(due("2027-04-01", confirmed, false, "2028-03-31"), None);
        assert_eq!(due("2027-04-01", confirmed, false, "2028-04-01"), Some(day("2028-04-01")));
    }

    #[test]
    fn an_amendment_needs_its_confirmation_at_once() {
        assert_eq!(due("2026-10-01", None, false, "2026-12-01"), Some(day("2026-10-01")));
        assert_eq!(due("2026-10-01", Some("2026-09-20"), false, "2026-12-01"), None);
        assert_eq!(due("2026-10-01", None, false, "2026-09-30"), None);
    }

    #[test]
    fn a_leap_day_falls_on_the_first_of_march() {
        assert_eq!(latest(day("2024-02-29"), day("2025-02-28")), Some(day("2024-02-29")));
        assert_eq!(latest(day("2024-02-29"), day("2025-03-01")), Some(day("2025-03-01")));
    }
}
