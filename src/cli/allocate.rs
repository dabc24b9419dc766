//! `hantei allocate`.

mod text;

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook;
use crate::source::{Segments, Span};
use crate::syntax::{self, ast::ExprKind};
use crate::value::Number;

use super::arguments::Plain;
use super::console::Console;
use super::failure::{Failure, Status};
use super::rules::Rules;
use super::{date, input};

/// Arguments of `allocate`.
#[derive(Args, Debug)]
pub(super) struct Allocate {
    /// Scheme, as `hantei list` names it 制度のID
    scheme: String,

    /// Applications, a JSON or YAML list; `-` is standard input 申請の一覧
    #[arg(long, value_name = "FILE|-")]
    applications: PathBuf,

    /// What is left of the budget, in yen 予算の残額（円）
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    budget: String,

    /// Day on which the applications are ranked 配分日
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// Form of the result 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Plain,
}

pub(super) fn run(
    arguments: &Allocate,
    rules: &Rules,
    console: &Console,
) -> Result<Status, Failure> {
    let scheme = rules.scheme(&arguments.scheme)?;
    let budget = amount(&arguments.budget)?;
    let date = arguments.date.as_deref().map(date::read).transpose()?;
    let (name, applications) = input::read(&arguments.applications)?;
    let allocation =
        rulebook::allocate(&scheme, &applications, &name, &budget, date, console.lang)?;
    console.print(&match arguments.format {
        Plain::Text => text::text(&allocation),
        Plain::Json => serde_json::to_string_pretty(&allocation).unwrap_or_default() + "\n",
    })?;
    Ok(Status::Done)
}

/// `300000`, `300,000`, `300,000円`, `30万円`.
pub(super) fn amount(text: &str) -> Result<Number, Failure> {
    let plain: String = text.trim().trim_end_matches('円').split(',').collect();
    let pieces = Segments::whole(Span::default().file, 0);
    let written = || match syntax::parse(text.trim(), &pieces).ok()?.kind {
        ExprKind::Number { value, unit } => unit.is_none_or(|unit| unit == "円").then_some(value),
        _ => None,
    };
    Number::parse(&plain)
        .or_else(|_| written().ok_or(()))
        .map_err(|()| Failure::usage(Diagnostic::unplaced(Code::BadNumber).with("text", text)))
}
