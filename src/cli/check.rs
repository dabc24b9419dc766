//! `hantei check`.
//!
//! Errors and warnings of every scheme that was asked for. Warnings alone leave the exit status at
//! 0, unless they are denied.

mod report;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::analyze::{self, Allowed};
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::rulebook::{Scheme, load_scheme};
use crate::source::Sources;
use crate::text::Text;

use super::console::Console;
use super::date;
use super::failure::{Failure, Status};
use super::rules::Rules;

/// Denies every warning.
const ALL: &str = "warnings";

/// Arguments of `check`.
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Schemes to check [default: all] 制度のID（省略するとすべて）
    schemes: Vec<String>,

    /// Form of the report 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Treat warnings as errors: `warnings` for all, or the name of one 注意を誤りとして扱う
    #[arg(long, value_name = "WARNING")]
    deny: Vec<String>,

    /// Day for which values must be confirmed and allowances count 適用する日（確認済みか、許容の期限内か）
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// Values of `--format`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For code scanners and editors (SARIF 2.1.0).
    Sarif,
    /// For GitHub Actions, which shows findings at their lines.
    Github,
}

/// What was found in one scheme.
#[derive(Debug)]
struct Checked {
    id: String,
    /// The scheme, unless errors keep it from being read.
    scheme: Option<Scheme>,
    sources: std::sync::Arc<Sources>,
    findings: Vec<Diagnostic>,
    allowed: Vec<Allowed>,
    /// The day that was asked for, if the scheme is not in force on it.
    outside: Option<NaiveDate>,
}

impl Checked {
    fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

pub(super) fn run(arguments: &Check, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let as_of = arguments.as_of.as_deref().map(date::read).transpose()?;
    let denied = Denied::read(&arguments.deny)?;
    let mut checked = Vec::new();
    for id in rules.ids(&arguments.schemes)? {
        let mut one = match load_scheme(rules.files(), &id).map_err(Failure::from) {
            Ok(scheme) => {
                let review = analyze::review(scheme.program(), as_of);
                let sources = scheme.program().sources.clone();
                let (findings, allowed) = (review.findings, review.allowed);
                let outside = as_of.filter(|date| !scheme.program().in_force(*date));
                Checked { id, scheme: Some(scheme), sources, findings, allowed, outside }
            }
            Err(Failure::Found(found)) => {
                let (sources, findings) = (found.sources, found.findings);
                let allowed = Vec::new();
                Checked { id, scheme: None, sources, findings, allowed, outside: None }
            }
            Err(failure) => return Err(failure),
        };
        denied.apply(&mut one.findings);
        checked.push(one);
    }
    console.print(&match arguments.format {
        Format::Text => report::text(&checked, console),
        Format::Json => report::json(&checked, console.lang),
        Format::Sarif => report::sarif(&checked, rules, console.lang),
        Format::Github => report::github(&checked, rules, console.lang),
    })?;
    let failed = checked.iter().any(Checked::has_errors);
    Ok(if failed { Status::Found } else { Status::Done })
}

/// Which warnings are errors.
#[derive(Debug, Default)]
struct Denied {
    all: bool,
    codes: Vec<Code>,
}

impl Denied {
    /// A name that no warning has is wrong usage.
    fn read(names: &[String]) -> Result<Self, Failure> {
        let mut denied = Self::default();
        for name in names {
            if name == ALL {
                denied.all = true;
            } else if let Some(code) = Code::warnings().find(|code| code.as_str() == name) {
                denied.codes.push(code);
            } else {
                return Err(unknown(name));
            }
        }
        Ok(denied)
    }

    fn apply(&self, findings: &mut [Diagnostic]) {
        for finding in findings {
            if self.all || self.codes.contains(&finding.code) {
                finding.severity = Severity::Error;
            }
        }
    }
}

fn unknown(name: &str) -> Failure {
    let known = Code::warnings().map(Code::as_str).chain([ALL]);
    let near = nearest(name, known);
    let hint =
        |words: &str| near.as_ref().map_or_else(String::new, |near| words.replace("{}", near));
    Failure::wrong_usage(Text::new(
        format!("`--deny` に `{name}` という注意はありません{}", hint("（`{}` ではありませんか）")),
        format!("there is no warning `{name}` to deny{}", hint("; did you mean `{}`?")),
    ))
}
