//! `hantei test`.

mod accept;
mod covered;
mod generate;
mod json;
mod junit;
mod select;
mod suites;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cases;
use crate::text::Text;

use super::arguments::Plain;
use super::console::Console;
use super::failure::{Failure, Status};
use super::mutate;
use super::output::Output;
use super::rules::Rules;

use suites::Tested;

/// Arguments of `test`.
#[derive(Args, Debug)]
pub(super) struct Test {
    /// Schemes to test [default: all] 制度のID（省略するとすべて）
    schemes: Vec<String>,

    /// Change the rules in one place at a time and list what no case notices 変異テスト
    #[arg(long, group = "measure", conflicts_with_all = ["cases", "coverage", "generate", "accept", "output"])]
    mutate: bool,

    /// Only the case of that id, or all that begin with it: `C002-*` 事例のID
    #[arg(long = "case", value_name = "ID")]
    cases: Vec<String>,

    /// Form of the report; `html` with `--coverage` 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Form,

    /// Also tell what the cases cover, clause by clause and line by line 網羅
    #[arg(long, group = "measure")]
    coverage: bool,

    /// Exit with 1 if cases cover, or notice, less in any scheme 網羅・検出の下限（%）
    #[arg(long, value_name = "PERCENT", requires = "measure")]
    #[arg(value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,

    /// Propose the missing boundary cases of a scheme, outcomes left open 境目の事例の案
    #[arg(long, value_name = "SCHEME", conflicts_with_all = ["schemes", "cases", "format", "coverage", "accept"])]
    generate: Option<String>,

    /// Rewrite `words` of cases as they are read; never numbers, verdicts, dates, ids 文面を更新
    #[arg(long, conflicts_with_all = ["coverage", "format"])]
    accept: bool,

    /// Write to a file 出力先
    #[arg(long, short, value_name = "FILE", conflicts_with = "accept")]
    output: Option<PathBuf>,
}

/// Values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For build servers: `JUnit` XML.
    Junit,
    /// Coverage as one page.
    Html,
}

pub(super) fn run(arguments: &Test, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    if let Some(scheme) = &arguments.generate {
        return generate::run(scheme, rules, arguments.output.as_deref(), console);
    }
    agree(arguments)?;
    if arguments.mutate {
        let format = if arguments.format == Form::Json { Plain::Json } else { Plain::Text };
        return mutate::run(&arguments.schemes, format, arguments.fail_under, rules, console);
    }
    let ids = rules.ids(&arguments.schemes)?;
    let Some(mut suites) = suites::read(&ids, rules, console)? else { return Ok(Status::Found) };
    select::keep(&arguments.cases, &mut suites)?;
    if arguments.accept {
        return accept::run(&suites, rules, console);
    }
    let tested = suites::run(suites, arguments.coverage, console.lang);
    let mut output = Output::open(arguments.output.as_deref())?;
    output.write(&told(arguments.format, &tested, console))?;
    output.finish()?;
    let failed = tested.iter().any(|tested| !tested.report.is_passed());
    let thin =
        arguments.fail_under.is_some_and(|percent| covered::is_under(&tested, percent, console));
    Ok(if failed || thin { Status::Found } else { Status::Done })
}

/// Options that do not go together.
fn agree(arguments: &Test) -> Result<(), Failure> {
    match (arguments.format, arguments.coverage) {
        (Form::Html, false) => Err(Failure::wrong_usage(Text::new(
            "`--format html` は `--coverage` と一緒に使います",
            "`--format html` goes with `--coverage`",
        ))),
        (Form::Junit, _) if arguments.mutate => Err(Failure::wrong_usage(Text::new(
            "`--mutate` には text・json を使います",
            "`--mutate` goes with text or json",
        ))),
        (Form::Junit, true) => Err(Failure::wrong_usage(Text::new(
            "`--format junit` に網羅はありません。`--coverage` には text・json・html を使います",
            "`--format junit` has no coverage; use text, json or html with `--coverage`",
        ))),
        _ => Ok(()),
    }
}

fn told(format: Form, tested: &[Tested], console: &Console) -> String {
    match format {
        Form::Text => {
            let reports = tested.iter().map(|one| cases::text(&one.report, console.lang));
            let mut text: String = reports.collect();
            text.push_str(&covered::text(tested, console.lang));
            text
        }
        Form::Json => json::json(tested),
        Form::Junit => junit::junit(tested, console.lang),
        Form::Html => covered::html(tested, console.lang),
    }
}
