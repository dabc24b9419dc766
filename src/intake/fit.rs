//! Fitting a value to the declared type of its fact.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::calendar;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::ids::{ChoicesId, RecordId};
use crate::program::{Fact, Program};
use crate::source::Segments;
use crate::syntax::{self, ast::ExprKind};
use crate::text::Text;
use crate::value::{Number, PeriodKind, Record, Type, Unit, Value, kind_of};

use super::{Datum, DatumKind, position, unknown, words};

/// How many rows a list may have, and elements a set.
const MOST_ROWS: usize = 10_000;

/// The value of a fact; `None` where it is unknown or where something was found.
pub(super) fn fit(
    program: &Program,
    fact: &Fact,
    datum: &Datum,
    findings: &mut Vec<Diagnostic>,
) -> Option<Value> {
    if datum.kind == DatumKind::Null {
        return None;
    }
    match &fact.ty {
        Type::Set(of) => set(program, fact, of, datum, findings),
        Type::List(record) => list(program, fact, *record, datum, findings),
        ty => scalar(program, fact, ty, datum, findings),
    }
}

fn misfit(fact: &Fact, wanted: Text, datum: &Datum) -> Diagnostic {
    Diagnostic::new(Code::FactType, datum.span)
        .with("fact", &fact.name.ja)
        .with_text("wanted", wanted)
        .with_text("found", datum.kind.words())
}

fn scalar(
    program: &Program,
    fact: &Fact,
    ty: &Type,
    datum: &Datum,
    findings: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let found = match ty {
        Type::Truth => truth(datum).ok_or_else(|| misfit(fact, wanted_truth(datum), datum)),
        Type::Number(unit) => number(fact, unit, datum),
        Type::Date => date(fact, datum),
        Type::Period(kind) => period(fact, *kind, datum),
        Type::Text => text(program, fact, datum),
        Type::Choice(choices) => choice(program, fact, *choices, datum),
        _ => Err(misfit(fact, words("値", "a value"), datum)),
    };
    match found {
        Ok(value) => Some(value),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}

fn truth(datum: &Datum) -> Option<Value> {
    match &datum.kind {
        DatumKind::Word(word) if word == "true" => Some(Value::Truth(true)),
        DatumKind::Word(word) if word == "false" => Some(Value::Truth(false)),
        _ => None,
    }
}

/// What a boolean takes; for a quoted `"true"`, that the quotation marks have to go.
fn wanted_truth(datum: &Datum) -> Text {
    match &datum.kind {
        DatumKind::Text(text) if matches!(text.trim(), "true" | "false") => {
            words("引用符のない true か false ", "true or false without quotation marks")
        }
        _ => words(" true か false ", "true or false"),
    }
}

fn number(fact: &Fact, unit: &Unit, datum: &Datum) -> Result<Value, Diagnostic> {
    let wanted = || {
        let of = unit.words();
        match (fact.whole, unit.is_plain()) {
            (true, true) => words("整数", "a whole number"),
            (false, true) => words("数（1.05、1/3 も可）", "a number such as 1.05 or 1/3"),
            (true, false) => Text::new(
                format!("整数（{}）", of.ja),
                format!("a whole number of {}", of.en.clone().unwrap_or_default()),
            ),
            (false, false) => Text::new(
                format!("数（{}）", of.ja),
                format!("a number of {}", of.en.clone().unwrap_or_default()),
            ),
        }
    };
    let text = datum.as_str().ok_or_else(|| misfit(fact, wanted(), datum))?;
    let number = read_number(text, unit).ok_or_else(|| {
        if looks_numeric(text) {
            let finding = Diagnostic::new(Code::BadNumber, datum.span).with("text", text);
            return finding.with("fact", &fact.name.ja);
        }
        misfit(fact, wanted(), datum)
    })?;
    if fact.whole && !number.is_integer() {
        return Err(misfit(fact, wanted(), datum));
    }
    let below = fact.low.as_ref().is_some_and(|low| number < *low);
    let above = fact.high.as_ref().is_some_and(|high| number > *high);
    if below || above {
        let end = |end: &Option<Number>| {
            end.as_ref().map_or_else(String::new, |end| format!("{}{unit}", end.grouped()))
        };
        return Err(Diagnostic::new(Code::FactRange, datum.span)
            .with("fact", &fact.name.ja)
            .with("range", format!("[{}..{}]", end(&fact.low), end(&fact.high)))
            .with("found", format!("{}{unit}", number.grouped())));
    }
    Ok(Value::Number(number))
}

/// Whether a text that is no number of the unit was meant as some number: `1.0.5`, `1e400`, `NaN`,
/// but not `5円` where people are counted, nor a date.
fn looks_numeric(text: &str) -> bool {
    let text: String = text.trim().nfkc().collect();
    let bare = text.trim_start_matches(['-', '+', '.', '−']);
    if ["nan", "inf", "infinity"].contains(&bare.to_lowercase().as_str()) {
        return true;
    }
    let pieces = Segments::whole(crate::source::Span::default().file, 0);
    let is_other = calendar::parse_date(&text).is_ok()
        || matches!(
            syntax::parse(bare, &pieces).map(|expr| expr.kind),
            Ok(ExprKind::Number { .. } | ExprKind::Period(_) | ExprKind::Date(_))
        );
    bare.starts_with(|first: char| first.is_ascii_digit()) && !is_other
}

/// A plain number, or a number as an author writes it: `3億円`, `1,200,000円`, `３００人`.
fn read_number(text: &str, unit: &Unit) -> Option<Number> {
    let plain = text.trim();
    if let Ok(number) = Number::parse(plain) {
        return Some(number);
    }
    let (plain, negative) = match plain.strip_prefix(['-', '−', '－']) {
        Some(rest) => (rest, true),
        None => (plain, false),
    };
    let pieces = Segments::whole(crate::source::Span::default().file, 0);
    match syntax::parse(plain, &pieces).ok()?.kind {
        ExprKind::Number { value, unit: written } => {
            let written = written.map(|written| Unit::parse(&written)).unwrap_or_default();
            let fits = written == *unit || written.is_plain();
            fits.then(|| if negative { value.negate() } else { value })
        }
        _ => None,
    }
}

fn date(fact: &Fact, datum: &Datum) -> Result<Value, Diagnostic> {
    let wanted =
        || words("日付（YYYY-MM-DD か 令和8年4月1日）", "a date (YYYY-MM-DD or 令和8年4月1日)");
    let text = datum.as_str().ok_or_else(|| misfit(fact, wanted(), datum))?;
    match calendar::parse_date(text.trim()) {
        Ok(found) => Ok(Value::Date(found.date)),
        Err(error) => Err(Diagnostic::new(Code::BadDate, datum.span)
            .with("text", text)
            .with("fact", &fact.name.ja)
            .with_text("reason", error.text())),
    }
}

fn period(fact: &Fact, kind: PeriodKind, datum: &Datum) -> Result<Value, Diagnostic> {
    let wanted = || match kind {
        PeriodKind::Months => words("期間（3か月、1年）", "a period of months (3か月, 1年)"),
        PeriodKind::Days => words("期間（30日）", "a period of days (30日)"),
        PeriodKind::BusinessDays => words("期間（3営業日）", "a period of business days (3営業日)"),
    };
    let text = datum.as_str().ok_or_else(|| misfit(fact, wanted(), datum))?;
    let pieces = Segments::whole(datum.span.file, datum.span.start);
    match syntax::parse(text, &pieces).map(|expr| expr.kind) {
        Ok(ExprKind::Period(period)) if kind_of(period) == kind => Ok(Value::Period(period)),
        _ => Err(misfit(fact, wanted(), datum)),
    }
}

fn text(program: &Program, fact: &Fact, datum: &Datum) -> Result<Value, Diagnostic> {
    let text = datum.as_str().ok_or_else(|| misfit(fact, words("文字列", "a text"), datum))?;
    if let Some(codes) = fact.codes.and_then(|at| program.codes.get(at))
        && !codes.entries.contains_key(text)
    {
        return Err(Diagnostic::new(Code::FactCode, datum.span)
            .with("fact", &fact.name.ja)
            .with("found", text)
            .with_text("codes", codes.name.clone()));
    }
    Ok(Value::Text(text.into()))
}

fn choice(
    program: &Program,
    fact: &Fact,
    choices: ChoicesId,
    datum: &Datum,
) -> Result<Value, Diagnostic> {
    let list = program.choices.get(choices.index());
    let all = list.map(|list| list.choices.as_slice()).unwrap_or_default();
    let Some(text) = datum.as_str() else {
        return Err(misfit(fact, words("選択肢の一つ", "one of the choices"), datum));
    };
    let name: String = text.trim().nfkc().collect();
    let found = all.iter().position(|one| one.id == text || one.name.ja == name);
    if let Some(at) = found.and_then(|at| u16::try_from(at).ok()) {
        return Ok(Value::Choice(at));
    }
    let names = all.iter().flat_map(|one| [one.id.as_str(), one.name.ja.as_str()]);
    let near = nearest(text, names);
    let shown: Vec<_> =
        all.iter().take(12).map(|one| format!("{}（{}）", one.id, one.name.ja)).collect();
    let finding = Diagnostic::new(Code::FactChoice, datum.span)
        .with("fact", &fact.name.ja)
        .with("found", text)
        .with("choices", shown.join("、"));
    Err(match near {
        Some(near) => finding.with("nearest", near),
        None => finding,
    })
}

fn set(
    program: &Program,
    fact: &Fact,
    of: &Type,
    datum: &Datum,
    findings: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let DatumKind::List(items) = &datum.kind else {
        findings.push(misfit(fact, words("一覧 [ ]", "a list [ ]"), datum));
        return None;
    };
    if too_many(fact, items.len(), datum, findings) {
        return None;
    }
    let before = findings.len();
    let mut values: Vec<Value> = Vec::new();
    for item in items {
        if let Some(value) = scalar(program, fact, of, item, findings)
            && !values.contains(&value)
        {
            values.push(value);
        }
    }
    (findings.len() == before).then(|| Value::Set(values.into()))
}

fn too_many(fact: &Fact, count: usize, datum: &Datum, findings: &mut Vec<Diagnostic>) -> bool {
    let over = count > MOST_ROWS;
    if over {
        findings.push(
            Diagnostic::new(Code::TooManyRows, datum.span)
                .with("fact", &fact.name.ja)
                .with("limit", MOST_ROWS),
        );
    }
    over
}

fn list(
    program: &Program,
    fact: &Fact,
    record: RecordId,
    datum: &Datum,
    findings: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let DatumKind::List(items) = &datum.kind else {
        findings.push(misfit(fact, words("一覧 [ ]", "a list [ ]"), datum));
        return None;
    };
    if too_many(fact, items.len(), datum, findings) {
        return None;
    }
    let before = findings.len();
    let rows: Vec<Record> =
        items.iter().filter_map(|item| row(program, record, item, findings)).collect();
    (findings.len() == before).then(|| Value::List(rows.into()))
}

/// One record, its fields by id or by name.
pub(super) fn row(
    program: &Program,
    record: RecordId,
    datum: &Datum,
    findings: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let fields = program.records.get(record.index()).map(|record| record.fields.as_slice());
    let fields = fields.unwrap_or_default();
    let DatumKind::Map(entries) = &datum.kind else {
        let finding = Diagnostic::new(Code::FactsNotAnObject, datum.span);
        findings.push(finding.with_text("found", datum.kind.words()));
        return None;
    };
    let mut cells: Vec<Option<Value>> = vec![None; fields.len()];
    let mut given = BTreeMap::new();
    for (key, value) in entries {
        let Some(at) = position(fields, &key.text) else {
            findings.push(unknown(program, fields, key));
            continue;
        };
        if given.insert(at, key.span).is_some() {
            findings.push(Diagnostic::new(Code::DuplicateFact, key.span).with("name", &key.text));
            continue;
        }
        let Some(field) = fields.get(at) else { continue };
        let found = fit(program, field, value, findings)
            .or_else(|| (value.kind == DatumKind::Null).then(|| field.default.clone()).flatten());
        if let Some(cell) = cells.get_mut(at) {
            *cell = found;
        }
    }
    for (cell, field) in cells.iter_mut().zip(fields) {
        if cell.is_none() {
            cell.clone_from(&field.default);
        }
    }
    Some(cells.into())
}
