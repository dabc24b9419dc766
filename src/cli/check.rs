//! `hantei check`.

use clap::Args;
use serde_json::{Value, json};

use crate::diagnostic;
use crate::program::Program;
use crate::rulebook::{Findings, Scheme, load_scheme};
use crate::text::Lang;

use super::arguments::Plain;
use super::console::Console;
use super::failure::{Failure, Status};
use super::rules::Rules;

/// Arguments of `check`.
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Schemes to check [default: all] 制度のID（省略するとすべて）
    schemes: Vec<String>,

    /// Form of the report 形式
    #[arg(long, value_enum, default_value = "text")]
    format: Plain,
}

pub(super) fn run(arguments: &Check, rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let mut checked = Vec::new();
    for id in rules.ids(&arguments.schemes)? {
        let result = match load_scheme(rules.files(), &id).map_err(Failure::from) {
            Ok(scheme) => Ok(scheme),
            Err(Failure::Found(found)) => Err(found),
            Err(failure) => return Err(failure),
        };
        checked.push((id, result));
    }
    console.print(&match arguments.format {
        Plain::Text => checked.iter().map(|(id, result)| text(id, result, console)).collect(),
        Plain::Json => {
            let entries: Vec<_> =
                checked.iter().map(|(id, result)| entry(id, result, console.lang)).collect();
            format!("{:#}\n", Value::Array(entries))
        }
    })?;
    let clean = checked.iter().all(|(_, result)| result.is_ok());
    Ok(if clean { Status::Done } else { Status::Found })
}

fn text(id: &str, result: &Result<Scheme, Findings>, console: &Console) -> String {
    let found = match result {
        Ok(scheme) => return summary(scheme.program(), console.lang),
        Err(found) => found,
    };
    let drawn = diagnostic::draw(&found.findings, &found.sources, console.lang, console.colour);
    let count = found.findings.len();
    match console.lang {
        Lang::Ja => format!("{drawn}\n{id}  指摘 {count}件\n"),
        Lang::En => format!("{drawn}\n{id}  {}\n", counted(count, "finding")),
    }
}

/// One line about a scheme in which nothing was found.
fn summary(program: &Program, lang: Lang) -> String {
    let Program { id, facts, parameters, tables, rules, clauses, .. } = program;
    let values = parameters.len() + tables.len();
    let (facts, rules, clauses) = (facts.len(), rules.len(), clauses.len());
    match lang {
        Lang::Ja => format!(
            "{id}  問題なし（事実 {facts}、値と表 {values}、規則 {rules}、条項 {clauses}）\n"
        ),
        Lang::En => format!(
            "{id}  no findings ({}, {}, {}, {})\n",
            counted(facts, "fact"),
            counted(values, "value"),
            counted(rules, "rule"),
            counted(clauses, "clause")
        ),
    }
}

fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

fn entry(id: &str, result: &Result<Scheme, Findings>, lang: Lang) -> Value {
    let findings = match result {
        Ok(_) => Value::Array(Vec::new()),
        Err(found) => diagnostic::to_json(&found.findings, &found.sources, lang),
    };
    json!({ "scheme": id, "findings": findings })
}
