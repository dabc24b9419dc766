//! The forms of the report.

use serde_json::{Value, json};

use crate::analyze::Allowed;
use crate::diagnostic::{self, Manner, Reported, Severity};
use crate::program::Program;
use crate::text::Lang;

use crate::cli::console::Console;
use crate::cli::rules::Rules;

use super::Checked;

/// Findings as drawings, then one line per scheme, then what is allowed in it.
pub(super) fn text(checked: &[Checked], console: &Console) -> String {
    checked.iter().map(|one| of_scheme(one, console)).collect()
}

fn of_scheme(one: &Checked, console: &Console) -> String {
    let (lang, colour) = (console.lang, console.colour);
    let mut text = String::new();
    if !one.findings.is_empty() {
        text.push_str(&diagnostic::draw(&one.findings, &one.sources, lang, colour));
        text.push('\n');
    }
    text.push_str(&summary(one, lang));
    text.push_str(&allowed(one, lang));
    text.push_str(&outside(one, lang));
    text
}

/// A line if the scheme is not in force on the day that was asked for.
fn outside(one: &Checked, lang: Lang) -> String {
    match (one.outside, lang) {
        (None, _) => String::new(),
        (Some(date), Lang::Ja) => {
            format!("  {date} には施行されていないので、値の確認は見ていません\n")
        }
        (Some(date), Lang::En) => {
            format!("  not in force on {date}, so nothing had to be confirmed\n")
        }
    }
}

/// One line about a scheme.
fn summary(one: &Checked, lang: Lang) -> String {
    let id = &one.id;
    let errors = one.findings.iter().filter(|one| one.severity == Severity::Error).count();
    let warnings = one.findings.len() - errors;
    let found = match (errors, warnings, lang) {
        (0, 0, Lang::Ja) => "問題なし".to_owned(),
        (0, 0, Lang::En) => "no findings".to_owned(),
        (_, 0, Lang::Ja) => format!("エラー {errors}件"),
        (_, 0, Lang::En) => counted(errors, "error"),
        (0, _, Lang::Ja) => format!("注意 {warnings}件"),
        (0, _, Lang::En) => counted(warnings, "warning"),
        (_, _, Lang::Ja) => format!("エラー {errors}件、注意 {warnings}件"),
        (_, _, Lang::En) => {
            format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
        }
    };
    let size = one.scheme.as_ref().map(|scheme| size(scheme.program(), lang)).unwrap_or_default();
    format!("{id}  {found}{size}\n")
}

/// What a scheme holds, in brackets.
fn size(program: &Program, lang: Lang) -> String {
    let Program { facts, parameters, tables, rules, clauses, .. } = program;
    let values = parameters.len() + tables.len();
    let (facts, rules, clauses) = (facts.len(), rules.len(), clauses.len());
    match lang {
        Lang::Ja => {
            format!("（事実 {facts}、値と表 {values}、規則 {rules}、条項 {clauses}）")
        }
        Lang::En => format!(
            " ({}, {}, {}, {})",
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

/// A line for what one allowance lets pass.
fn allowed(one: &Checked, lang: Lang) -> String {
    let mut groups: Vec<(&Allowed, usize)> = Vec::new();
    for allowed in &one.allowed {
        let same = groups.iter_mut().find(|(first, _)| {
            (first.finding.code, first.until, &first.reason)
                == (allowed.finding.code, allowed.until, &allowed.reason)
        });
        match same {
            Some((_, count)) => *count += 1,
            None => groups.push((allowed, 1)),
        }
    }
    let lines = groups.iter().map(|(Allowed { finding, reason, until }, count)| {
        let (code, reason) = (finding.code.as_str(), reason.get(lang));
        match lang {
            Lang::Ja => format!("  許容した注意 {code} {count}件（{until} まで）：{reason}\n"),
            Lang::En => format!("  allowed: {code} × {count} (until {until}): {reason}\n"),
        }
    });
    lines.collect()
}

/// One object per scheme: `scheme`, `findings`, and `allowed` with `reason` and `until` of each.
pub(super) fn json(checked: &[Checked], lang: Lang) -> String {
    let entries: Vec<Value> = checked.iter().map(|one| entry(one, lang)).collect();
    format!("{:#}\n", Value::Array(entries))
}

fn entry(one: &Checked, lang: Lang) -> Value {
    let findings = diagnostic::to_json(&one.findings, &one.sources, lang);
    let mut allowed = Vec::new();
    for let_pass in &one.allowed {
        let finding = std::slice::from_ref(&let_pass.finding);
        let shown = diagnostic::to_json(finding, &one.sources, lang);
        let Some(Value::Object(mut fields)) = shown.get(0).cloned() else { continue };
        fields.insert("reason".to_owned(), json!(let_pass.reason.get(lang)));
        fields.insert("until".to_owned(), json!(let_pass.until.to_string()));
        allowed.push(Value::Object(fields));
    }
    json!({ "scheme": one.id, "findings": findings, "allowed": allowed })
}

pub(super) fn sarif(checked: &[Checked], rules: &Rules, lang: Lang) -> String {
    let log =
        diagnostic::to_sarif(&reported(checked), Manner { lang, path: &|name| rules.path(name) });
    format!("{log:#}\n")
}

pub(super) fn github(checked: &[Checked], rules: &Rules, lang: Lang) -> String {
    diagnostic::to_github(&reported(checked), Manner { lang, path: &|name| rules.path(name) })
}

/// Findings of all schemes, those of each in the order of their places, then what it allows.
fn reported(checked: &[Checked]) -> Vec<Reported<'_>> {
    checked.iter().flat_map(of_one).collect()
}

fn of_one(one: &Checked) -> Vec<Reported<'_>> {
    let sources = &*one.sources;
    let findings = one.findings.iter().map(|finding| Reported { finding, sources, allowed: None });
    let allowed = one.allowed.iter().map(|allowed| Reported {
        finding: &allowed.finding,
        sources,
        allowed: Some(&allowed.reason),
    });
    findings.chain(allowed).collect()
}
