//! Dates on the command line.

use chrono::NaiveDate;

use crate::calendar::parse_date;
use crate::diagnostic::{Code, Diagnostic};

use super::failure::Failure;

/// The date of an option: `2026-04-01` or `令和8年4月1日`.
pub(super) fn read(text: &str) -> Result<NaiveDate, Failure> {
    let date = parse_date(text.trim()).map_err(|error| {
        let finding = Diagnostic::unplaced(Code::BadDate).with("text", text);
        Failure::usage(finding.with_text("reason", error.text()))
    })?;
    Ok(date.date)
}
