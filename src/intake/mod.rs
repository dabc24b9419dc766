//! Facts from outside: JSON, YAML or values, to one typed slot per declared fact.
//!
//! Everything wrong with the facts of an applicant is told at once. A fact that is absent and a
//! fact that is `null` are both unknown. Numbers are read from their digits and never pass through
//! a binary float.

mod case;
mod datum;
mod fit;
mod lines;
#[cfg(feature = "records")]
pub mod records;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::document;
use crate::explain::show_contract;
use crate::facts::Facts;
use crate::ids::{FactId, RecordId};
use crate::program::{Fact, Program};
use crate::source::{FileId, Sources, Span};
use crate::text::Text;
use crate::value::{Record, Value};

pub use case::{Case, case, case_id};
pub use datum::{Datum, DatumKind};
pub use lines::{LONGEST_LINE, next_line};

/// Facts from the text of a JSON or YAML object keyed by fact id or name.
///
/// # Errors
///
/// Every finding, with its place in `file`.
pub fn read(program: &Program, sources: &Sources, file: FileId) -> Result<Facts, Vec<Diagnostic>> {
    from_datum(program, &parse(sources, file)?)
}

/// The text of a file as a tree of plain data.
///
/// # Errors
///
/// What is wrong with it as JSON or YAML.
pub fn parse(sources: &Sources, file: FileId) -> Result<Datum, Vec<Diagnostic>> {
    let (node, findings) = document::read(sources, file);
    let findings: Vec<_> = findings.into_iter().map(as_facts).collect();
    match node {
        Some(node) if findings.is_empty() => Ok(Datum::from_node(&node)),
        Some(_) => Err(findings),
        None if findings.is_empty() => Ok(Datum { kind: DatumKind::Null, span: Span::default() }),
        None => Err(findings),
    }
}

/// A key that stands twice is a fact that stands twice.
fn as_facts(finding: Diagnostic) -> Diagnostic {
    if finding.code != Code::DuplicateKey {
        return finding;
    }
    let key = finding.arguments.iter().find(|(name, _)| *name == "key").map(|(_, key)| key.clone());
    finding.coded(Code::DuplicateFact).with_text("name", key.unwrap_or_default())
}

/// Facts from a JSON value, as an embedder has them.
///
/// # Errors
///
/// Every finding; they have no place.
pub fn from_json(program: &Program, facts: &Json) -> Result<Facts, Vec<Diagnostic>> {
    from_datum(program, &Datum::from_json(facts))
}

/// Facts from a tree of plain data.
///
/// # Errors
///
/// Every finding, sorted by place.
pub fn from_datum(program: &Program, datum: &Datum) -> Result<Facts, Vec<Diagnostic>> {
    let entries = match &datum.kind {
        DatumKind::Map(entries) => entries.as_slice(),
        DatumKind::Null => &[],
        other => {
            let finding = Diagnostic::new(Code::FactsNotAnObject, datum.span);
            return Err(vec![finding.with_text("found", other.words())]);
        }
    };
    let mut facts = Facts::empty(program.facts.len());
    let mut findings = Vec::new();
    let mut given = BTreeMap::new();
    for (key, value) in entries {
        let Some(at) = position(&program.facts, &key.text) else {
            findings.push(unknown(program, &program.facts, key));
            continue;
        };
        if given.insert(at, key.span).is_some() {
            findings.push(Diagnostic::new(Code::DuplicateFact, key.span).with("name", &key.text));
            continue;
        }
        let Some(fact) = program.facts.get(at) else { continue };
        facts.set(FactId::new(at), fit::fit(program, fact, value, &mut findings));
    }
    finish(facts, findings)
}

/// The value of one fact, or of one field of a list fact; `None` where it is unknown.
///
/// # Errors
///
/// Every finding.
pub fn value(
    program: &Program,
    fact: &Fact,
    datum: &Datum,
) -> Result<Option<Value>, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let value = fit::fit(program, fact, datum, &mut findings);
    finish(value, findings)
}

/// One application of an allocation, fitted to its record.
///
/// # Errors
///
/// Every finding.
pub fn record(
    program: &Program,
    record: RecordId,
    datum: &Datum,
) -> Result<Record, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let row = fit::row(program, record, datum, &mut findings);
    finish(row.unwrap_or_else(|| Vec::new().into()), findings)
}

fn finish<T>(it: T, mut findings: Vec<Diagnostic>) -> Result<T, Vec<Diagnostic>> {
    if findings.is_empty() {
        return Ok(it);
    }
    findings.sort_by_key(|finding| finding.at);
    Err(findings)
}

/// A key of a facts file and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The position of a fact by id or by name.
fn position(facts: &[crate::program::Fact], key: &str) -> Option<usize> {
    let by_id = facts.iter().position(|fact| fact.id == key);
    by_id.or_else(|| {
        let name: String = key.trim().nfkc().collect();
        facts.iter().position(|fact| fact.name.ja == name)
    })
}

/// Whether a fact of that id or name is declared.
#[must_use]
pub fn declares(program: &Program, key: &str) -> bool {
    position(&program.facts, key).is_some()
}

fn unknown(program: &Program, facts: &[crate::program::Fact], key: &Key) -> Diagnostic {
    let names = facts.iter().flat_map(|fact| [fact.id.as_str(), fact.name.ja.as_str()]);
    let near = nearest(&key.text, names);
    let finding = Diagnostic::new(Code::UnknownFact, key.span)
        .with("name", &key.text)
        .with("scheme", &program.id);
    match near {
        Some(near) => finding.with("nearest", near),
        None => finding,
    }
}

/// SHA-256 of the facts in canonical form: a JSON object of the given facts in the order of
/// declaration, values in the form of the contract, no white space.
#[must_use]
pub fn digest(program: &Program, facts: &Facts) -> String {
    let given = program.facts.iter().zip(facts.slots());
    let known = given.filter_map(|(fact, value)| {
        Some((fact.id.clone(), show_contract(program, value.as_ref()?, &fact.ty)))
    });
    let object = Json::Object(known.collect());
    hex(&Sha256::digest(object.to_string().as_bytes()))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A kind of thing, in words.
fn words(ja: &str, en: &str) -> Text {
    Text::new(ja, en)
}
