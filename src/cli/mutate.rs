//! `hantei test --mutate`.

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use crate::mutation::{self, Report};

use super::arguments::Plain;
use super::console::Console;
use super::failure::{Failure, Status};
use super::rules::Rules;

/// How progress is drawn: scheme, bar, numbers.
const BAR: &str = "{msg} [{bar:30}] {pos}/{len}";

/// Changes the rules of `schemes` in one place at a time and tells what no case notices.
///
/// Found is a scheme without cases, with cases that fail to begin with, or of whose mutants fewer
/// than `least` in a hundred are noticed.
pub(super) fn run(
    schemes: &[String],
    format: Plain,
    least: Option<u8>,
    rules: &Rules,
    console: &Console,
) -> Result<Status, Failure> {
    let mut reports = Vec::new();
    for id in rules.ids(schemes)? {
        let report = of_scheme(&id, rules)?;
        if format == Plain::Text {
            console.print(&mutation::text(&report, console.lang))?;
        }
        reports.push(report);
    }
    if format == Plain::Json {
        let all = reports.iter().map(|report| report.to_json(console.lang)).collect();
        console.print(&format!("{:#}\n", Value::Array(all)))?;
    }
    let least = usize::from(least.unwrap_or_default());
    let enough = reports.iter().all(|report| report.reaches(least));
    Ok(if enough { Status::Done } else { Status::Found })
}

/// The report of one scheme. Progress is drawn on standard error if that is a terminal.
fn of_scheme(id: &str, rules: &Rules) -> Result<Report, Failure> {
    let scheme = rules.scheme(id)?;
    let bar = ProgressBar::no_length().with_message(id.to_owned());
    if let Ok(style) = ProgressStyle::with_template(BAR) {
        bar.set_style(style);
    }
    let report = mutation::run(rules.files(), &scheme, &|done, all| {
        bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        // Threads tell their numbers in no certain order; the bar never goes back.
        bar.set_position(bar.position().max(u64::try_from(done).unwrap_or(u64::MAX)));
    });
    bar.finish_and_clear();
    Ok(report?)
}
