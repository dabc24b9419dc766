//! A saved application: its facts, and beside them its id and the date of the decision.

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::calendar::parse_date;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::text::Text;

use super::{Datum, DatumKind};

/// Keys of an application that is no bare object of facts.
const KEYS: [&str; 3] = ["id", "as_of", "facts"];

/// An application taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Case<'d> {
    /// The date of the decision, if it names one.
    pub as_of: Option<NaiveDate>,
    /// Its facts.
    pub facts: &'d Datum,
}

/// Takes an application apart: `{ id, as_of, facts }`, or facts alone.
///
/// # Errors
///
/// `unknown-key`, `bad-date`.
pub fn case(datum: &Datum) -> Result<Case<'_>, Vec<Diagnostic>> {
    let Some(facts) = datum.get("facts") else {
        return Ok(Case { as_of: None, facts: datum });
    };
    let mut findings = unknown_keys(datum);
    let as_of = match datum.get("as_of").map(date) {
        Some(Ok(date)) => date,
        Some(Err(finding)) => {
            findings.push(finding);
            None
        }
        None => None,
    };
    if findings.is_empty() { Ok(Case { as_of, facts }) } else { Err(findings) }
}

fn unknown_keys(case: &Datum) -> Vec<Diagnostic> {
    let DatumKind::Map(entries) = &case.kind else { return Vec::new() };
    let unknown = entries.iter().filter(|(key, _)| !KEYS.contains(&key.text.as_str()));
    unknown
        .map(|(key, _)| {
            let place = Text::new("1件の入力", "a case");
            let finding = Diagnostic::new(Code::UnknownKey, key.span).with("key", &key.text);
            let finding = finding.with_text("place", place);
            match nearest(&key.text, KEYS) {
                Some(near) => finding.with("nearest", near),
                None => finding,
            }
        })
        .collect()
}

/// The date of an application; `null` is none.
pub(super) fn date(datum: &Datum) -> Result<Option<NaiveDate>, Diagnostic> {
    if datum.kind == DatumKind::Null {
        return Ok(None);
    }
    let text = datum.as_str().unwrap_or_default();
    parse_date(text).map(|date| Some(date.date)).map_err(|error| {
        let finding = Diagnostic::new(Code::BadDate, datum.span).with("text", text);
        finding.with_text("reason", error.text())
    })
}

/// The id of an application as it was written: a number stays a number. None where it has none.
#[must_use]
pub fn case_id(datum: &Datum) -> Option<Json> {
    datum.get("id").map(|id| match &id.kind {
        DatumKind::Text(text) => Json::from(text.as_str()),
        DatumKind::Word(word) => {
            serde_json::from_str(word).unwrap_or_else(|_| Json::from(word.as_str()))
        }
        DatumKind::Null | DatumKind::List(_) | DatumKind::Map(_) => Json::Null,
    })
}
