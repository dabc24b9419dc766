//! One line of many: a case in, one line of JSON out.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::decision::Decision;
use crate::diagnostic::Diagnostic;
use crate::document;
use crate::explain::{self, Audience, Format};
use crate::intake::{self, Datum};
use crate::rulebook::{Ask, Scheme};
use crate::source::{Sources, Span};
use crate::text::Lang;

/// How lines are decided.
#[derive(Clone, Copy)]
pub(super) struct Way<'w> {
    pub(super) scheme: &'w Scheme,
    pub(super) ask: &'w Ask,
    pub(super) audience: Audience,
}

/// The answer to one line.
pub(super) struct Answer {
    /// One line of JSON with its end.
    pub(super) text: String,
    /// Whether it says that the line could not be decided.
    pub(super) is_error: bool,
}

/// Why a line could not be decided.
struct Refusal {
    findings: Vec<Diagnostic>,
    /// Whether the places are in the line; they are in the rule files otherwise.
    in_line: bool,
}

/// Answers line `number`, from 1, of the file that messages call `name`.
pub(super) fn answer(way: &Way<'_>, name: &str, number: u32, line: &[u8]) -> Answer {
    let mut sources = Sources::default();
    let datum = document::read_bytes(name, line, &mut sources)
        .map_err(|finding| vec![finding])
        .and_then(|file| intake::parse(&sources, file))
        .map_err(|findings| Refusal { findings, in_line: true });
    let id = datum.as_ref().ok().and_then(intake::case_id);
    match datum.and_then(|datum| decide(way, &datum)) {
        Ok(decision) => Answer { text: success(way, id, &decision), is_error: false },
        Err(refusal) => {
            let sources = if refusal.in_line { &sources } else { &*way.scheme.program().sources };
            let error = error(&refusal, sources, number, way.ask.lang);
            Answer { text: format!("{}\n", json!({ "id": id, "error": error })), is_error: true }
        }
    }
}

fn decide(way: &Way<'_>, datum: &Datum) -> Result<Decision, Refusal> {
    let in_line = |findings| Refusal { findings, in_line: true };
    let case = intake::case(datum).map_err(in_line)?;
    let facts = intake::from_datum(way.scheme.program(), case.facts).map_err(in_line)?;
    let ask = Ask { as_of: case.as_of.or(way.ask.as_of), ..way.ask.clone() };
    way.scheme
        .decide(&facts, &ask)
        .map_err(|finding| Refusal { findings: vec![*finding], in_line: false })
}

/// A decision on one line, after the id of its case.
#[derive(Serialize)]
struct Identified<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    #[serde(flatten)]
    decision: &'d Decision,
}

fn success(way: &Way<'_>, id: Option<Value>, decision: &Decision) -> String {
    let line = match way.audience {
        Audience::Officer => serde_json::to_string(&Identified { id, decision }),
        // Other readers see less of it, which only the renderer knows.
        Audience::Applicant | Audience::Auditor => {
            let options = explain::Options {
                format: Format::Json,
                audience: way.audience,
                ..explain::Options::default()
            };
            serde_json::from_str(&explain::render(decision, &options)).map(
                |seen: Map<String, Value>| {
                    let id = id.map(|id| ("id".to_owned(), id));
                    Value::Object(id.into_iter().chain(seen).collect()).to_string()
                },
            )
        }
    };
    // Every key of a decision is a string, so this cannot fail.
    line.unwrap_or_default() + "\n"
}

/// `{ code, message, line, column }` of the first finding; the line is that of the input.
fn error(refusal: &Refusal, sources: &Sources, number: u32, lang: Lang) -> Value {
    let Some(first) = refusal.findings.first() else { return Value::Null };
    let place = sources.position(first.at.unwrap_or_default());
    let message = first.message(lang);
    let message = match (first.at, refusal.findings.len() - 1) {
        (Some(at), _) if !refusal.in_line => format!("{message} ({})", in_rules(sources, at)),
        (_, 0) => message,
        (_, more) => match lang {
            Lang::Ja => format!("{message}（ほか{more}件）"),
            Lang::En => format!("{message} (and {more} more)"),
        },
    };
    let (line, column) =
        if refusal.in_line { (number + place.line - 1, place.column) } else { (number, 1) };
    json!({ "code": first.code.as_str(), "message": message, "line": line, "column": column })
}

/// A place in the rule files.
fn in_rules(sources: &Sources, at: Span) -> String {
    let place = sources.position(at);
    format!("{}:{}:{}", sources.name(at.file), place.line, place.column)
}
