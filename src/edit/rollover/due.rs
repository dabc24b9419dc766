//! What holds for one year only.

use chrono::NaiveDate;

use super::dated::{Section, Thing};
use super::known::Known;
use crate::calendar::fiscal_year;
use crate::program::Program;

/// Whether a thing needs an edition of its own for the year that begins on `from`.
///
/// What says so is what was in force before: an edition that begins on `from` changes nothing.
pub(super) fn is_due(program: &Program, thing: &Thing<'_>, from: NaiveDate) -> bool {
    let is_to_be_confirmed = thing.confirm_by.is_some_and(|by| by <= from);
    is_to_be_confirmed || thing.is_yearly(from) || is_table_of_dates(program, thing, from)
}

/// Whether a table holds dates and all of them lie in one fiscal year: that in which its edition
/// begins, or one before it, since a copy may still have the dates of its original. A year later
/// no day falls into its rows.
fn is_table_of_dates(program: &Program, thing: &Thing<'_>, from: NaiveDate) -> bool {
    let day_before = from.pred_opt().unwrap_or(from);
    let Some(known) = Known::of(program, thing).filter(|_| thing.section == Section::Table) else {
        return false;
    };
    let mut years = known.dates(day_before).into_iter().map(fiscal_year);
    let Some(year) = years.next().filter(|year| *year < fiscal_year(from)) else { return false };
    let begins = thing.before(from).map(|(edition, _)| fiscal_year(edition.from));
    begins.is_none_or(|begins| year <= begins) && years.all(|other| other == year)
}
