//! Values of one fiscal year that nobody is reminded to confirm.

use chrono::NaiveDate;

use crate::calendar::{fiscal_year, fiscal_year_end, fiscal_year_start};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::Program;

use super::unused::is_shared;
use super::warn;

/// First and last day of something dated.
type Days = (NaiveDate, Option<NaiveDate>);

pub(super) fn find(program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for parameter in program.parameters.iter().filter(|one| one.confirm_by.is_none()) {
        let known = parameter.values.iter().filter(|dated| dated.value.missing().is_empty());
        let known = known.filter(|dated| dated.value != crate::value::Answer::NotApplicable);
        let days: Vec<Days> = known.map(|dated| (dated.from, dated.until)).collect();
        if let Some(after) = yearly(&days) {
            let finding = warn(Code::YearlyWithoutConfirm, parameter.span);
            found.push(finding.with("name", &parameter.name.ja).with("date", after));
        }
    }
    for table in program.tables.iter().filter(|one| one.confirm_by.is_none()) {
        let days: Vec<Days> = table.editions.iter().map(|one| (one.from, one.until)).collect();
        if let Some(after) = yearly(&days) {
            let finding = warn(Code::YearlyWithoutConfirm, table.span);
            found.push(finding.with("name", &table.name.ja).with("date", after));
        }
    }
    found.retain(|finding| finding.at.is_some_and(|at| !is_shared(program, at)));
    found
}

/// The day after the last fiscal year, if these are values of one fiscal year each: every one that
/// ends lasts exactly one, or the last ends with one and none follows.
fn yearly(days: &[Days]) -> Option<NaiveDate> {
    let ended: Vec<(NaiveDate, NaiveDate)> =
        days.iter().filter_map(|(from, until)| Some((*from, (*until)?))).collect();
    let (_, last) = *ended.last()?;
    let each = ended.iter().all(|(from, until)| {
        fiscal_year_start(fiscal_year(*from)) == Ok(*from)
            && fiscal_year_end(fiscal_year(*from)) == Ok(*until)
    });
    let closed = days.len() == ended.len() && fiscal_year_end(fiscal_year(last)) == Ok(last);
    (each || closed).then(|| last.succ_opt()).flatten()
}
