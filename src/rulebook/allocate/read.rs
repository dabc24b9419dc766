//! Applications from text: a list of objects, each with an id of its own.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::document;
use crate::intake::{self, Datum, DatumKind};
use crate::program::{AllocationPlan, Program};
use crate::source::{Sources, Span};
use crate::text::Text;
use crate::value::Record;

use super::words;

/// How many applications are ranked at most.
const MOST: usize = 10_000;

/// One application as given.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its id.
    pub(super) id: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Its fields.
    pub(super) record: Record,
}

/// The applications that could be read, in the given order.
pub(super) fn applications(
    program: &Program,
    plan: &AllocationPlan,
    sources: &mut Sources,
    (text, name): (&str, &str),
    findings: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let parsed = document::read_bytes(name, text.as_bytes(), sources)
        .map_err(|finding| vec![finding])
        .and_then(|file| intake::parse(sources, file));
    let datum = match parsed {
        Ok(datum) => datum,
        Err(found) => {
            findings.extend(found);
            return Vec::new();
        }
    };
    let DatumKind::List(items) = &datum.kind else {
        findings.push(not_a_list(&datum));
        return Vec::new();
    };
    if items.len() > MOST {
        let finding =
            Diagnostic::new(Code::TooManyRows, datum.span).with_text("fact", words::applications());
        findings.push(finding.with("limit", MOST));
        return Vec::new();
    }
    let mut seen = BTreeMap::new();
    let entries = items.iter().enumerate();
    entries.filter_map(|(at, item)| entry(program, plan, (at, item), &mut seen, findings)).collect()
}

fn not_a_list(datum: &Datum) -> Diagnostic {
    let wanted = Text::new(
        "申請の一覧 [ { \"id\": … }, … ]",
        "a list of applications `[ { \"id\": … }, … ]`",
    );
    Diagnostic::new(Code::WrongShape, datum.span)
        .with_text("wanted", wanted)
        .with_text("found", datum.kind.words())
}

fn entry(
    program: &Program,
    plan: &AllocationPlan,
    (at, item): (usize, &Datum),
    seen: &mut BTreeMap<String, Span>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let id = identity(at, item, seen, findings);
    match intake::record(program, plan.record, &without_id(program, plan, item)) {
        Ok(record) => Some(Entry { id: id?, span: item.span, record }),
        Err(found) => {
            findings.extend(found);
            None
        }
    }
}

/// The id of an application, if it has one that no other has.
fn identity(
    at: usize,
    item: &Datum,
    seen: &mut BTreeMap<String, Span>,
    findings: &mut Vec<Diagnostic>,
) -> Option<String> {
    if !matches!(item.kind, DatumKind::Map(_)) {
        return None;
    }
    let given = item.get("id").filter(|id| id.kind != DatumKind::Null);
    let Some(given) = given else {
        findings.push(missing("id", words::nth(at + 1), item.span));
        return None;
    };
    let Some(id) = given.as_str().filter(|id| !id.trim().is_empty()) else {
        let wanted = Text::new("申請の番号", "the id of an application");
        let finding = Diagnostic::new(Code::WrongShape, given.span).with_text("wanted", wanted);
        findings.push(finding.with_text("found", given.kind.words()));
        return None;
    };
    if let Some(first) = seen.insert(id.to_owned(), given.span) {
        let finding = Diagnostic::new(Code::DuplicateId, given.span).with("id", id);
        findings.push(finding.related(first, Text::new("ここで使用済み", "used here")));
        return None;
    }
    Some(id.to_owned())
}

/// The finding for a key that an application lacks.
pub(super) fn missing(key: &str, place: Text, at: Span) -> Diagnostic {
    let at = Span { end: at.end.min(at.start + 1), ..at };
    Diagnostic::new(Code::MissingKey, at).with("key", key).with_text("place", place)
}

/// The fields alone: `id` is no field, unless the scheme declares one.
fn without_id(program: &Program, plan: &AllocationPlan, item: &Datum) -> Datum {
    let record = program.records.get(plan.record.index());
    let declared = record.is_some_and(|record| record.fields.iter().any(|field| field.id == "id"));
    match &item.kind {
        DatumKind::Map(entries) if !declared => {
            let fields = entries.iter().filter(|(key, _)| key.text != "id").cloned().collect();
            Datum { kind: DatumKind::Map(fields), span: item.span }
        }
        _ => item.clone(),
    }
}
