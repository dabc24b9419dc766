//! Rule files in plain form.
//!
//! ```text
//! text ── words ──▶ plain signs ── flow ──▶ columns ── lines ──▶ clean ends ── the same? ──▶ text
//! ```
//!
//! Every step replaces pieces of the text; comments, order, indentation, line ends and the byte
//! order mark stay. What comes out says the same as what went in, which is shown by reading both
//! again, and formatting it once more changes nothing.

mod flow;
mod layout;
mod lines;
mod quotes;
mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Node};
use crate::model;
use crate::rulebook::Findings;
use crate::source::{Sources, Span};

use super::same::say_the_same;
use super::splice::{Splice, splice};

/// One step: what it would replace.
type Step = fn(&Node, &str) -> Vec<Splice>;

const STEPS: [Step; 3] = [words::splices, flow::splices, lines::splices];

/// Puts one file of rules or worked cases into plain form.
///
/// - Inside expressions, row keys and dates: plain digits, letters and signs, one space around
///   operators and behind commas. Figures keep their 千, 万, 億 and commas, dates their era.
/// - `{ a: b }` and `[a, b]` on one line: one space behind `:` and `,` and inside braces. Dated
///   values, rows, columns and cases that stand under each other are aligned, unless lines would
///   grow too long; a full-width character is two cells wide.
/// - No spaces at the ends of lines, one line end at the end of the file.
///
/// `name` is what findings call the file. Expressions are known by the sections of rule files; a
/// file of worked cases has none of these.
///
/// # Errors
///
/// Everything that is wrong with the file as far as it can be told without the other files of its
/// scheme; it is then left as it is. `internal` if the outcome would not say the same.
pub fn format(name: &str, bytes: &[u8]) -> Result<String, Findings> {
    let mut sources = Sources::default();
    let file = match document::read_bytes(name, bytes, &mut sources) {
        Ok(file) => file,
        Err(finding) => return Err(findings(sources, vec![finding])),
    };
    let text = sources.text(file).to_owned();
    let (node, found) = read(name, &text);
    let Some(node) = node.filter(|_| found.is_empty()) else {
        return Err(findings(sources, found));
    };
    let mut written = text.clone();
    for step in STEPS {
        if let (Some(node), found) = tree(name, &written)
            && found.is_empty()
        {
            written = splice(&written, step(&node, &written)).unwrap_or(written);
        }
    }
    match read(name, &written) {
        (Some(after), found)
            if found.is_empty() && say_the_same((&node, &text), (&after, &written)) =>
        {
            Ok(written)
        }
        _ => {
            let start = Span { file, start: 0, end: 0 };
            let fault = Diagnostic::new(Code::Internal, start)
                .with("detail", "the formatted file would not say the same");
            Err(findings(sources, vec![fault]))
        }
    }
}

fn findings(sources: Sources, findings: Vec<Diagnostic>) -> Findings {
    Findings { sources: Arc::new(sources), findings }
}

/// The tree of a text, and what is wrong with it as YAML.
fn tree(name: &str, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    document::read(&sources, file)
}

/// The tree of a text, and what is wrong with it. Worked cases are no declarations.
fn read(name: &str, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let (node, mut found) = tree(name, text);
    if let Some(node) = node.as_ref().filter(|_| found.is_empty() && !is_cases(name)) {
        found.extend(model::declare(std::slice::from_ref(node)).1);
    }
    (node, found)
}

fn is_cases(name: &str) -> bool {
    name.rsplit(['/', '\\']).next() == Some("cases.yaml")
}
