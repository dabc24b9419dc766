//! `--accept`: expected words rewritten in the files of cases.

use std::fmt::Write;

use crate::cases::{self, Acceptance};
use crate::text::{Lang, Text};

use super::super::console::Console;
use super::super::failure::{Failure, Status};
use super::super::rules::Rules;
use super::suites::Loaded;

/// Rewrites the files of the folder of rules, and tells every text that changed. All files are
/// worked out before the first one is written.
pub(super) fn run(loaded: &[Loaded], rules: &Rules, console: &Console) -> Result<Status, Failure> {
    let mut accepted = Vec::new();
    for Loaded { scheme, suite } in loaded {
        accepted.push((scheme.id(), cases::accept(scheme, suite)?));
    }
    let mut status = Status::Done;
    for (id, acceptance) in &accepted {
        if let Some(text) = &acceptance.text {
            rules.write(&cases::path(id), text)?;
        }
        if !acceptance.unsaid.is_empty() {
            status = Status::Found;
        }
        console.print(&told(id, acceptance, console.lang))?;
    }
    if accepted.iter().all(|(_, acceptance)| acceptance.words == 0) {
        console.say(&Text::new(
            "事例に文面（words）がないため、更新するものはありません。金額・可否・日付・IDは --accept では変わりません。要綱から導いて書きます",
            "no case expects words (`words`), so there is nothing to accept; numbers, verdicts, dates and ids are never accepted, work them out from the document",
        ));
    }
    Ok(status)
}

fn told(id: &str, acceptance: &Acceptance, lang: Lang) -> String {
    let Acceptance { words, changed, unsaid, .. } = acceptance;
    if *words == 0 {
        return String::new();
    }
    let mut out = match lang {
        Lang::Ja => format!("{id}: 文面 {words}件のうち {}件を更新しました\n", changed.len()),
        Lang::En => format!("{id}: {} of {words} words rewritten\n", changed.len()),
    };
    for one in changed {
        let _ = writeln!(out, "  {} {}", one.case, one.key);
        if let Some(before) = &one.before {
            let _ = writeln!(out, "  - {before}");
        }
        let _ = writeln!(out, "  + {}", one.after);
    }
    for (case, key) in unsaid {
        let _ = match lang {
            Lang::Ja => writeln!(
                out,
                "  {case} {key}: この判定では述べられません。事例の words を見直します"
            ),
            Lang::En => writeln!(
                out,
                "  {case} {key}: not said in this decision; look at the `words` of the case"
            ),
        };
    }
    out
}
