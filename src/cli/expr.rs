//! `hantei expr`.

use std::path::PathBuf;

use crate::rulebook::expression;
use clap::Args;

use super::arguments::Plain;
use super::console::Console;
use super::failure::{Failure, Status};
use super::rules::Rules;
use super::{date, input};

/// Arguments of `expr`.
#[derive(Args, Debug)]
pub(super) struct Expr {
    /// The expression 式
    #[arg(allow_hyphen_values = true)]
    expression: String,

    /// Facts, JSON or YAML; `-` is standard input 事実のファイル
    #[arg(long, value_name = "FILE|-")]
    facts: Option<PathBuf>,

    /// Date that selects dated values 基準日
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Scheme whose names the expression may use 制度のID
    #[arg(long, value_name = "SCHEME")]
    scheme: Option<String>,

    /// Form of the answer 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Plain,
}

pub(super) fn run(arguments: &Expr, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let scheme = arguments.scheme.as_deref().map(|id| rules.scheme(id)).transpose()?;
    let facts = arguments.facts.as_deref().map(input::read).transpose()?;
    let as_of = arguments.as_of.as_deref().map(date::read).transpose()?;
    let facts = facts.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    let answer = expression(&arguments.expression, scheme.as_ref(), facts, as_of, console.lang)?;
    console.print(&match arguments.format {
        Plain::Text => format!("{}\n", answer.text),
        // Every key of an answer is a string, so serialising cannot fail.
        Plain::Json => serde_json::to_string(&answer).unwrap_or_default() + "\n",
    })?;
    Ok(Status::Done)
}
