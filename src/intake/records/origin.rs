//! Where an application stood, for those that are refused.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value as Json;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Sources, Span};
use crate::text::{Lang, Text};

/// Characters of a value that are shown at most.
const MOST_SHOWN: usize = 200;

/// The text of an application.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    /// The line; of a table a text per cell.
    pub(super) sources: Sources,
    /// Column and head of each text, for a table.
    pub(super) cells: Vec<(u64, Arc<str>)>,
}

/// An application that cannot be taken, and why.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its id as written, if it has one.
    pub id: Option<Json>,
    /// What is wrong. Places are in the application.
    pub findings: Vec<Diagnostic>,
    pub(super) origin: Box<Origin>,
}

/// One thing that is wrong with an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// The line, from 1.
    pub line: u64,
    /// The column, from 1: in JSONL a character of the line, in a table a cell.
    pub column: Option<u64>,
    /// The id of the application; empty if it has none.
    pub id: String,
    /// What it is about: the head of the column, or the fact. May be empty.
    pub name: String,
    /// The value as written; of a long one the first 200 characters.
    pub value: String,
    /// The code of the finding.
    pub code: &'static str,
    /// The reason, with its remedy.
    pub reason: String,
}

impl Refusal {
    /// A line of which nothing can be said but that it is broken.
    pub(super) fn broken(line: u64, text: &str, detail: Text) -> Self {
        let mut sources = Sources::default();
        let file = sources.add("", text);
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let finding = Diagnostic::new(Code::BadRow, Span { file, start: 0, end });
        Self {
            line,
            id: None,
            findings: vec![finding.with_text("detail", detail)],
            origin: Origin { sources, cells: Vec::new() }.into(),
        }
    }

    /// The texts that the findings point into.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.origin.sources
    }

    /// A row per finding.
    #[must_use]
    pub fn rejects(&self, lang: Lang) -> Vec<Reject> {
        self.findings.iter().map(|finding| self.reject(finding, lang)).collect()
    }

    fn reject(&self, finding: &Diagnostic, lang: Lang) -> Reject {
        let Origin { sources, cells } = &*self.origin;
        let cell = finding.at.and_then(|at| cells.get(usize::from(at.file.0)));
        let (line, column) = match (finding.at, cell) {
            (_, Some((column, _))) => (self.line, Some(*column)),
            (Some(at), None) => {
                let place = sources.position(at);
                let down = u64::from(place.line.saturating_sub(1));
                (self.line + down, Some(u64::from(place.column)))
            }
            (None, None) => (self.line, None),
        };
        let value = match (finding.at, cell) {
            (Some(at), Some(_)) => sources.text(at.file),
            (Some(at), None) => sources.slice(at),
            (None, _) => "",
        };
        let argument = |wanted: &str| {
            let found = finding.arguments.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, words)| words.get(lang).to_owned())
        };
        let head = cell.map(|(_, head)| head.to_string());
        let mut reason = finding.message(lang);
        if let Some(help) = finding.help(lang) {
            let (opens, closes) = if lang == Lang::Ja { ("（", "）") } else { (" (", ")") };
            reason = format!("{reason}{opens}{help}{closes}");
        }
        Reject {
            line,
            column,
            id: self.id.as_ref().map(plain).unwrap_or_default(),
            name: head
                .or_else(|| argument("fact"))
                .or_else(|| argument("name"))
                .unwrap_or_default(),
            value: value.chars().take(MOST_SHOWN).collect(),
            code: finding.code.as_str(),
            reason,
        }
    }
}

/// An id in words, or the line.
pub(super) fn name(id: Option<&Json>, line: u64) -> String {
    let id = id.map(plain).unwrap_or_default();
    if id.is_empty() { format!("#{line}") } else { id }
}

fn plain(id: &Json) -> String {
    match id {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}
