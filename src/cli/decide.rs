//! `hantei decide`.

mod line;
mod lines;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diagnostic::Diagnostic;
use crate::explain;
use crate::rulebook::{Ask, Findings, Scheme, TraceLevel};
use crate::text::Text;

use super::console::{Console, WIDTH};
use super::failure::{Failure, Status};
use super::output::Output;
use super::rules::Rules;
use super::{date, input};

/// Arguments of `decide`.
#[derive(Args, Debug)]
pub(super) struct Decide {
    /// Scheme, as `hantei list` names it 制度のID
    scheme: String,

    /// Facts, JSON or YAML, keyed by id or name; `-` is standard input 事実のファイル
    #[arg(long, value_name = "FILE|-")]
    facts: PathBuf,

    /// Date that selects dated values [default: the scheme's own among the facts] 基準日
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Form of the decision [default: text; json with --jsonl] 形式
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Who reads it 読み手（申請者・担当者・監査）
    #[arg(long, value_enum, default_value = "officer")]
    audience: Audience,

    /// Another reading of a contested wording, repeatable 解釈の選択
    #[arg(long = "reading", value_name = "NAME=ALTERNATIVE")]
    readings: Vec<String>,

    /// How much of the way is kept [default: reasons in text and Markdown, full in HTML and JSON, none with --jsonl] 計算過程
    #[arg(long, value_enum)]
    trace: Option<Trace>,

    /// File to write in place of standard output 出力先
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// One case a line in, one JSON result a line out 1行1件
    #[arg(long)]
    jsonl: bool,
}

/// Values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Markdown,
    Html,
}

/// Values of `--audience`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Audience {
    Applicant,
    Officer,
    Auditor,
}

/// Values of `--trace`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Trace {
    None,
    Reasons,
    Full,
}

impl From<Format> for explain::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
            Format::Markdown => Self::Markdown,
            Format::Html => Self::Html,
        }
    }
}

impl From<Audience> for explain::Audience {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Applicant => Self::Applicant,
            Audience::Officer => Self::Officer,
            Audience::Auditor => Self::Auditor,
        }
    }
}

impl From<Trace> for TraceLevel {
    fn from(trace: Trace) -> Self {
        match trace {
            Trace::None => Self::None,
            Trace::Reasons => Self::Reasons,
            Trace::Full => Self::Full,
        }
    }
}

pub(super) fn run(arguments: &Decide, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let scheme = rules.scheme(&arguments.scheme)?;
    let ask = ask(arguments, &scheme, console)?;
    if !arguments.jsonl {
        return one(arguments, &scheme, &ask, console);
    }
    if arguments.format.is_some_and(|format| format != Format::Json) {
        return Err(Failure::wrong_usage(Text::new(
            "`--jsonl` の結果は JSON だけです（`--format json`）",
            "results of `--jsonl` are JSON (`--format json`)",
        )));
    }
    let (name, cases) = input::open(&arguments.facts)?;
    let mut output = Output::open(arguments.output.as_deref())?;
    let way = line::Way { scheme: &scheme, ask: &ask, audience: arguments.audience.into() };
    let status = lines::run(&way, &name, cases, &mut output)?;
    output.finish()?;
    Ok(status)
}

/// Everything that is asked beside the facts.
fn ask(arguments: &Decide, scheme: &Scheme, console: &Console) -> Result<Ask, Failure> {
    let usual = match arguments.format {
        _ if arguments.jsonl => Trace::None,
        None | Some(Format::Text | Format::Markdown) => Trace::Reasons,
        Some(Format::Html | Format::Json) => Trace::Full,
    };
    let mut readings = Vec::new();
    for written in &arguments.readings {
        let (reading, alternative) = written.split_once('=').ok_or_else(|| {
            Failure::wrong_usage(Text::new(
                format!("`--reading {written}` は `名前=選択肢` の形で書きます"),
                format!("`--reading {written}` is to be written `NAME=ALTERNATIVE`"),
            ))
        })?;
        let found = scheme.reading(reading.trim(), alternative.trim());
        readings.push(found.map_err(|finding| Failure::usage(*finding))?);
    }
    Ok(Ask {
        as_of: arguments.as_of.as_deref().map(date::read).transpose()?,
        readings,
        trace: arguments.trace.unwrap_or(usual).into(),
        lang: console.lang,
    })
}

/// Decides the one case of the facts file.
fn one(
    arguments: &Decide,
    scheme: &Scheme,
    ask: &Ask,
    console: &Console,
) -> Result<Status, Failure> {
    let (name, text) = input::read(&arguments.facts)?;
    let facts = scheme.facts_from_text(&name, &text)?;
    let decision = scheme.decide(&facts, ask).map_err(|finding| in_rules(scheme, *finding))?;
    let to_terminal = arguments.output.is_none();
    let options = explain::Options {
        format: arguments.format.unwrap_or(Format::Text).into(),
        audience: arguments.audience.into(),
        colour: to_terminal && console.colour,
        width: if to_terminal { console.width } else { WIDTH },
    };
    let text = explain::render(&decision, &options);
    let mut output = Output::open(arguments.output.as_deref())?;
    output.write(&text)?;
    output.finish()?;
    Ok(Status::Done)
}

/// A finding of an evaluation points into the rule files.
pub(super) fn in_rules(scheme: &Scheme, finding: Diagnostic) -> Failure {
    let sources = std::sync::Arc::clone(&scheme.program().sources);
    Failure::Found(Findings { sources, findings: vec![finding] })
}
