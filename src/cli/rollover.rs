//! `hantei rollover`.

use std::fmt::Write;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::calendar::{fiscal_year_start, parse_fiscal_year};
use crate::edit::rollover::{self, Rollover as Done};

use super::console::Console;
use super::date;
use super::failure::{Failure, Status};
use super::patch;
use super::rules::Rules;
use super::write;

/// Arguments of `rollover`.
#[derive(Args, Debug)]
pub(super) struct Rollover {
    /// Scheme 制度のID
    scheme: String,

    /// Fiscal year (`令和9年度`), or the first day of the values 繰り越す年度か、値の初日
    #[arg(long, value_name = "年度|DATE")]
    to: String,

    /// Show the patch and write nothing 変更を見るだけ
    #[arg(long)]
    dry_run: bool,

    /// Form of the list of what is to be confirmed 確認一覧の形式
    #[arg(long, value_enum, default_value = "text", hide_possible_values = true)]
    #[arg(value_name = "text|markdown|json")]
    format: Format,
}

/// Forms of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// With boxes to tick.
    Markdown,
    /// For programs.
    Json,
}

pub(super) fn run(
    arguments: &Rollover,
    rules: &Rules,
    console: &Console,
) -> Result<Status, Failure> {
    let from = first_day(&arguments.to)?;
    let root = rules.on_disk()?;
    let done = rollover::rollover(rules.files(), &arguments.scheme, from)?;
    if arguments.dry_run {
        console.print(&preview(&done, arguments.format, console))?;
        return Ok(Status::Done);
    }
    let files = done.changes.iter().map(|change| (root.join(&change.path), change.after.clone()));
    write::replace(&files.collect::<Vec<_>>())?;
    console.print(&list(&done, arguments.format, console))?;
    Ok(Status::Done)
}

/// The first day of a fiscal year, or the day that was given.
fn first_day(to: &str) -> Result<NaiveDate, Failure> {
    match parse_fiscal_year(to.trim()).map(|read| fiscal_year_start(read.year)) {
        Ok(Ok(start)) => Ok(start),
        Ok(Err(_)) | Err(_) => date::read(to),
    }
}

fn list(done: &Done, format: Format, console: &Console) -> String {
    match format {
        Format::Text => rollover::text(done, console.lang),
        Format::Markdown => rollover::markdown(done, console.lang),
        Format::Json => format!("{:#}\n", rollover::json(done, console.lang)),
    }
}

/// The patch before the list; in JSON, as a key of it.
fn preview(done: &Done, format: Format, console: &Console) -> String {
    let patch = |colour| -> String {
        let patches = done.changes.iter();
        patches.map(|one| patch::unified(&one.path, &one.before, &one.after, colour)).collect()
    };
    let mut shown = String::new();
    let _ = match format {
        Format::Text => write!(shown, "{}\n{}", patch(console.colour), list(done, format, console)),
        Format::Markdown => {
            write!(shown, "{}\n```diff\n{}```\n", list(done, format, console), patch(false))
        }
        Format::Json => {
            let mut value = rollover::json(done, console.lang);
            if let Some(keys) = value.as_object_mut() {
                keys.insert("patch".to_owned(), patch(false).into());
            }
            writeln!(shown, "{value:#}")
        }
    };
    shown
}
