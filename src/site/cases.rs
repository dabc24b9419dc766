//! The section on worked cases.

use serde::Serialize;

use crate::cases::Worked;
use crate::decision::{Decision, Verdict};
use crate::program::Field;
use crate::value::{Record, Type, Value};

use super::book::{Book, Cite, Link};
use super::directory::Sort;
use super::show;
use super::words::pick;

/// A case.
#[derive(Debug, Serialize)]
pub(super) struct Case {
    pub(super) anchor: String,
    pub(super) id: String,
    pub(super) about: String,
    pub(super) why: String,
    contested: bool,
    as_of: String,
    verdict: &'static str,
    /// `good`, `bad`, `open` or `faint`.
    tone: &'static str,
    headline: String,
    cites: Vec<Cite>,
    facts: Vec<Line>,
    outcomes: Vec<Line>,
    /// What is not as stated, in words; empty where all is.
    differences: Vec<String>,
}

/// A name and a value.
#[derive(Debug, Serialize)]
struct Line {
    name: Link,
    text: String,
    /// The rows of a list, each in one line.
    rows: Vec<String>,
}

/// The cases in the order of the file.
pub(super) fn cases(book: &Book<'_>) -> Vec<Case> {
    let all = book.volume.cases.iter().zip(&book.case_anchors);
    all.map(|(case, anchor)| one(book, case, anchor)).collect()
}

fn one(book: &Book<'_>, case: &Worked, anchor: &str) -> Case {
    let decision = case.decision.as_ref();
    let (verdict, tone) = match decision.map(|decision| decision.verdict) {
        Some(Verdict::Eligible) => (("該当", "eligible"), "good"),
        Some(Verdict::Ineligible) => (("非該当", "not eligible"), "bad"),
        Some(Verdict::Undetermined) => (("判定不能", "undetermined"), "open"),
        Some(Verdict::NotApplicable) => (("適用なし", "not applicable"), "faint"),
        None => (("計算できない", "no result"), "open"),
    };
    let difference = |one: &crate::cases::Difference| {
        format!("{}{}{} / {}", one.what, book.words.colon, one.expected, one.found)
    };
    Case {
        anchor: anchor.to_owned(),
        id: case.id.clone(),
        about: case.about.clone(),
        why: case.why.clone(),
        contested: case.contested,
        as_of: decision
            .and_then(|decision| decision.as_of)
            .map(|date| show::day(date, book.lang))
            .unwrap_or_default(),
        verdict: pick(book.lang, verdict),
        tone,
        headline: decision.map(headline).unwrap_or_default(),
        cites: case.clauses.iter().filter_map(|id| book.cite(id)).collect(),
        facts: facts(book, case),
        outcomes: decision.map(|one| outcomes(book, case, one)).unwrap_or_default(),
        differences: case.differences.iter().map(difference).collect(),
    }
}

/// The first headline amount, where it is known.
fn headline(decision: &Decision) -> String {
    let known = decision.outcomes.iter().find(|one| one.headline && one.value.is_some());
    known.map(|outcome| outcome.text.clone()).unwrap_or_default()
}

/// The facts that were given, each linked to its declaration.
fn facts(book: &Book<'_>, case: &Worked) -> Vec<Line> {
    let slots = case.facts.slots().iter().zip(&book.program.facts);
    slots
        .filter_map(|(value, fact)| {
            let shown = show::value(book.program, value.as_ref()?, &fact.ty, book.lang);
            let name = book.link(book.directory.named(&fact.name.ja)?);
            Some(Line { name, text: shown, rows: rows(book, value.as_ref()?, &fact.ty) })
        })
        .collect()
}

/// The rows of a list: `交通手段：鉄道、金額：1,000円`. Empty for another value.
fn rows(book: &Book<'_>, value: &Value, ty: &Type) -> Vec<String> {
    let (Value::List(rows), Type::List(record)) = (value, ty) else { return Vec::new() };
    let record = book.program.records.get(record.index());
    let fields = record.map(|record| record.fields.as_slice()).unwrap_or_default();
    let cell = |(field, value): (&Field, &Option<Value>)| {
        let shown = show::value(book.program, value.as_ref()?, &field.ty, book.lang);
        Some(format!("{}{}{shown}", book.text(&field.name), book.words.colon))
    };
    let row = |row: &Record| {
        let cells: Vec<_> = fields.iter().zip(row.iter()).filter_map(cell).collect();
        cells.join(book.words.comma)
    };
    rows.iter().map(row).collect()
}

/// What the case states, as it was decided.
fn outcomes(book: &Book<'_>, case: &Worked, decision: &Decision) -> Vec<Line> {
    let line = |name: Link, text: String| Line { name, text, rows: Vec::new() };
    let plain = |text: &str| Link { to: String::new(), text: text.to_owned(), sort: "" };
    let words = book.words;
    let mut lines = Vec::new();
    for what in &case.stated {
        let found = decision.outcomes.iter().find(|outcome| outcome.id == *what);
        if let Some(outcome) = found {
            let to = book.anchor_of(Sort::Output, &outcome.id);
            let range = if outcome.range_text.is_empty() {
                String::new()
            } else {
                format!("{}{}{}", words.opens, outcome.range_text, words.closes)
            };
            let name = Link { to, text: outcome.name.clone(), sort: "" };
            lines.push(line(name, format!("{}{range}", outcome.text)));
            continue;
        }
        let (name, ids) = match what.as_str() {
            "failed" => (words.failed, cited(book, &decision.failed)),
            "undecided" => (words.undecided, cited(book, &decision.undecided)),
            "missing" => (words.missing, missing(book, &decision.missing)),
            _ => (
                words.given_warnings,
                decision.warnings.iter().map(|one| one.name.clone()).collect(),
            ),
        };
        let text = if ids.is_empty() {
            pick(book.lang, ("なし", "none")).to_owned()
        } else {
            ids.join(words.comma)
        };
        lines.push(line(plain(name), text));
    }
    lines
}

fn cited(book: &Book<'_>, ids: &[String]) -> Vec<String> {
    let cite = |id: &String| book.cite(id).map_or_else(|| id.clone(), |cite| cite.at);
    ids.iter().map(cite).collect()
}

fn missing(book: &Book<'_>, ids: &[String]) -> Vec<String> {
    let name = |id: &String| {
        let fact = book.program.facts.iter().find(|fact| fact.id == *id);
        fact.map_or_else(|| id.clone(), |fact| book.text(&fact.name))
    };
    ids.iter().map(name).collect()
}
