//! Values in the form of the contract and in words.

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::calendar;
use crate::decision::Shown;
use crate::program::Program;
use crate::text::Lang;
use crate::value::{Number, Period, Type, Unknown, Value};

/// A value of a type, in both forms.
#[must_use]
pub fn show(program: &Program, value: &Value, ty: &Type, lang: Lang) -> Shown {
    Shown { value: show_contract(program, value, ty), text: words(program, value, ty, lang) }
}

/// A value in the form of the contract: whole numbers as integers, other exact numbers as strings,
/// dates `YYYY-MM-DD`, choices by id, sets and lists as arrays.
#[must_use]
pub fn show_contract(program: &Program, value: &Value, ty: &Type) -> Json {
    match value {
        Value::Truth(truth) => Json::Bool(*truth),
        Value::Number(number) => match number.to_i64() {
            Some(whole) => Json::from(whole),
            None => Json::String(number.to_string()),
        },
        Value::Date(date) => Json::String(date.to_string()),
        Value::Period(period) => Json::String(period.to_string()),
        Value::Text(text) => Json::String(text.to_string()),
        Value::Choice(at) => {
            Json::String(choice(program, *at, ty).map_or_else(String::new, |one| one.id.clone()))
        }
        Value::Set(values) => {
            let of = element(ty);
            values.iter().map(|value| show_contract(program, value, &of)).collect()
        }
        Value::List(rows) => {
            let Type::List(record) = ty else { return Json::Null };
            let fields = program.records.get(record.index()).map(|record| record.fields.as_slice());
            let fields = fields.unwrap_or_default();
            rows.iter()
                .map(|row| {
                    let cells = fields.iter().zip(row.iter());
                    let known = cells.filter_map(|(field, value)| {
                        Some((field.id.clone(), show_contract(program, value.as_ref()?, &field.ty)))
                    });
                    Json::Object(known.collect())
                })
                .collect()
        }
    }
}

fn element(ty: &Type) -> Type {
    match ty {
        Type::Set(of) => (**of).clone(),
        _ => Type::Any,
    }
}

fn choice<'p>(program: &'p Program, at: u16, ty: &Type) -> Option<&'p crate::program::Choice> {
    let Type::Choice(list) = ty else { return None };
    program.choices.get(list.index())?.choices.get(usize::from(at))
}

/// A value in words.
pub(super) fn words(program: &Program, value: &Value, ty: &Type, lang: Lang) -> String {
    match (value, lang) {
        (Value::Truth(true), Lang::Ja) => "はい".to_owned(),
        (Value::Truth(false), Lang::Ja) => "いいえ".to_owned(),
        (Value::Truth(true), Lang::En) => "yes".to_owned(),
        (Value::Truth(false), Lang::En) => "no".to_owned(),
        (Value::Number(number), _) => number_words(number, ty, lang),
        (Value::Date(date), _) => day(*date, lang),
        (Value::Period(period), _) => period_words(*period, lang),
        (Value::Text(text), _) => text.to_string(),
        (Value::Choice(at), _) => {
            choice(program, *at, ty).map_or_else(String::new, |one| one.name.get(lang).to_owned())
        }
        (Value::Set(values), _) if values.is_empty() => nothing(lang),
        (Value::Set(values), _) => {
            let of = element(ty);
            let parts: Vec<_> =
                values.iter().map(|value| words(program, value, &of, lang)).collect();
            parts.join(if lang == Lang::Ja { "、" } else { ", " })
        }
        (Value::List(rows), Lang::Ja) => format!("{}件", rows.len()),
        (Value::List(rows), Lang::En) => format!("{} rows", rows.len()),
    }
}

fn nothing(lang: Lang) -> String {
    match lang {
        Lang::Ja => "なし".to_owned(),
        Lang::En => "none".to_owned(),
    }
}

/// A number with its unit: `1,200,000円`, `¥1,200,000`.
pub(super) fn number_words(number: &Number, ty: &Type, lang: Lang) -> String {
    let plain = number.grouped();
    let Type::Number(unit) = ty else { return plain };
    if unit.is_plain() {
        return plain;
    }
    match lang {
        Lang::Ja => format!("{plain}{unit}"),
        Lang::En => {
            let words = unit.words();
            let one = number.abs() == Number::ONE;
            let words = words.get(Lang::En);
            format!("{plain} {}", if one { singular(words) } else { words.to_owned() })
        }
    }
}

/// A unit of one.
fn singular(words: &str) -> String {
    match words {
        "people" => "person".to_owned(),
        "years of age" => "year of age".to_owned(),
        _ => words.strip_suffix('s').unwrap_or(words).to_owned(),
    }
}

/// A date: `令和8年4月1日（2026-04-01）`, `2026-04-01`.
pub(super) fn day(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Ja => calendar::format_japanese_date(date),
        Lang::En => date.to_string(),
    }
}

fn period_words(period: Period, lang: Lang) -> String {
    match (lang, period) {
        (Lang::Ja, _) => period.to_string(),
        (Lang::En, Period::Months(months)) if months > 0 && months % 12 == 0 => {
            plural(months / 12, "year")
        }
        (Lang::En, Period::Months(months)) => plural(months, "month"),
        (Lang::En, Period::Days(days)) => plural(days, "day"),
        (Lang::En, Period::BusinessDays(days)) => plural(days, "business day"),
    }
}

fn plural(count: u32, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Why a value is unknown.
pub(super) fn unknown(program: &Program, unknown: &Unknown, lang: Lang) -> String {
    let facts = unknown.facts.iter().filter_map(|fact| program.fact(fact));
    let names: Vec<_> = facts.map(|fact| fact.name.get(lang)).collect();
    match (lang, names.is_empty()) {
        (Lang::Ja, true) => "定めがないため決まりません".to_owned(),
        (Lang::Ja, false) => format!("未定（{}が分かれば決まります）", names.join("、")),
        (Lang::En, true) => "undetermined: the document gives no answer".to_owned(),
        (Lang::En, false) => format!("unknown until these are known: {}", names.join(", ")),
    }
}

pub(super) fn not_applicable(lang: Lang) -> String {
    match lang {
        Lang::Ja => "適用なし".to_owned(),
        Lang::En => "not applicable".to_owned(),
    }
}

pub(super) fn not_in_force(lang: Lang) -> String {
    match lang {
        Lang::Ja => "この日に効力のある版がないため決まりません".to_owned(),
        Lang::En => "undetermined: no edition is in force on this date".to_owned(),
    }
}

/// Two bounds: `0円以上10,000円以下`, `between 0 yen and 10,000 yen`.
#[must_use]
pub fn between(low: Option<&Shown>, high: Option<&Shown>, lang: Lang) -> String {
    let words = |end: Option<&Shown>| end.map(|end| end.text.clone());
    match (lang, words(low), words(high)) {
        (Lang::Ja, low, high) => {
            let low = low.map(|low| format!("{low}以上")).unwrap_or_default();
            let high = high.map(|high| format!("{high}以下")).unwrap_or_default();
            format!("{low}{high}")
        }
        (Lang::En, Some(low), Some(high)) => format!("between {low} and {high}"),
        (Lang::En, Some(low), None) => format!("at least {low}"),
        (Lang::En, None, Some(high)) => format!("at most {high}"),
        (Lang::En, None, None) => String::new(),
    }
}

/// The days on which something is in force; empty if it always is.
pub(super) fn days(from: NaiveDate, until: Option<NaiveDate>, lang: Lang) -> String {
    if from == NaiveDate::MIN {
        return String::new();
    }
    match (lang, until) {
        (Lang::Ja, None) => format!("{}から", day(from, lang)),
        (Lang::Ja, Some(until)) => format!("{}から{}まで", day(from, lang), day(until, lang)),
        (Lang::En, None) => format!("from {}", day(from, lang)),
        (Lang::En, Some(until)) => format!("from {} to {}", day(from, lang), day(until, lang)),
    }
}
