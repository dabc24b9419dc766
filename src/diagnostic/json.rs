//! Findings for programs.

use serde_json::{Value, json};

use crate::source::{Sources, Span};
use crate::text::Lang;

use super::Diagnostic;
use super::order::in_order;

/// A JSON array with one object per finding, sorted by place, each once.
///
/// ```text
/// { "code", "severity": "error" | "warning", "message", "help": text or null, <place>,
///   "related": [{ "message", <place> }] }
/// place: "file", "line", "column", "end_line", "end_column", "start", "end"
/// ```
///
/// The seven values of a place are null where a finding is in no file.
/// Lines and columns count from 1, columns in characters; `end_column` is one past the last
/// character. `start` and `end` are byte offsets from 0, `end` one past the last byte.
#[must_use]
pub fn to_json(findings: &[Diagnostic], sources: &Sources, lang: Lang) -> Value {
    in_order(findings).into_iter().map(|finding| object(finding, sources, lang)).collect()
}

fn object(finding: &Diagnostic, sources: &Sources, lang: Lang) -> Value {
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|(at, words)| placed(json!({ "message": words.get(lang) }), Some(*at), sources))
        .collect();
    let words = json!({
        "code": finding.code.as_str(),
        "severity": finding.severity.as_str(),
        "message": finding.message(lang),
        "help": finding.help(lang),
    });
    let mut object = placed(words, finding.at, sources);
    if let Value::Object(fields) = &mut object {
        fields.insert("related".to_owned(), Value::Array(related));
    }
    object
}

/// Adds the seven values of a place to an object.
fn placed(mut object: Value, at: Option<Span>, sources: &Sources) -> Value {
    let place = json!({
        "file": at.map(|at| sources.name(at.file)),
        "line": at.map(|at| sources.position(at).line),
        "column": at.map(|at| sources.position(at).column),
        "end_line": at.map(|at| sources.end_position(at).line),
        "end_column": at.map(|at| sources.end_position(at).column),
        "start": at.map(|at| at.start),
        "end": at.map(|at| at.end),
    });
    if let (Value::Object(fields), Value::Object(place)) = (&mut object, place) {
        fields.extend(place);
    }
    object
}
