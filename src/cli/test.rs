//! `hantei test`.

use clap::Args;

use crate::cases;

use super::arguments::Plain;
use super::console::Console;
use super::failure::{Failure, Status};
use super::mutate;
use super::rules::Rules;

/// Arguments of `test`.
#[derive(Args, Debug)]
pub(super) struct Test {
    /// Schemes to test [default: all] 制度のID（省略するとすべて）
    schemes: Vec<String>,

    /// Change the rules in one place at a time and list what no case notices 変異テスト
    #[arg(long)]
    mutate: bool,

    /// Least percentage of changes that cases must notice 検出率の下限（%）
    #[arg(long, value_name = "PERCENT", requires = "mutate")]
    #[arg(value_parser = clap::value_parser!(u8).range(..=100))]
    fail_under: Option<u8>,

    /// Form of the report 形式
    #[arg(long, value_enum, default_value = "text", requires = "mutate")]
    format: Plain,
}

pub(super) fn run(arguments: &Test, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    if arguments.mutate {
        let Test { schemes, format, fail_under, .. } = arguments;
        return mutate::run(schemes, *format, *fail_under, rules, console);
    }
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
