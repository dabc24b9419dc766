//! `hantei test`.

use clap::Args;

use crate::cases;

use super::console::Console;
use super::failure::{Failure, Status};
use super::rules::Rules;

/// Arguments of `test`.
#[derive(Args, Debug)]
pub(super) struct Test {
    /// Schemes to test [default: all] 制度のID（省略するとすべて）
    schemes: Vec<String>,
}

pub(super) fn run(arguments: &Test, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let mut status = Status::Done;
    for id in rules.ids(&arguments.schemes)? {
        let scheme = rules.scheme(&id)?;
        let report = cases::run(rules.files(), &scheme, console.lang)?;
        if !report.is_passed() {
            status = Status::Found;
        }
        console.print(&cases::text(&report, console.lang))?;
    }
    Ok(status)
}
