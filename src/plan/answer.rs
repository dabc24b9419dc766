//! An answer as a person types it.
//!
//! Beside what a facts file takes: はい and いいえ, the number or the name of a choice, choices one
//! after another, `R8.6.1` and `2026/6/1`, all of it in full width too.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic};
use crate::intake::{self, Datum, DatumKind};
use crate::program::{Fact, Program};
use crate::source::Span;
use crate::text::Text;
use crate::value::{Type, Value};

/// Words for true and for false.
const YES: [&str; 9] = ["はい", "ある", "有", "有り", "該当", "○", "yes", "y", "true"];
const NO: [&str; 9] = ["いいえ", "ない", "無", "無し", "非該当", "×", "no", "n", "false"];
/// Words for a set that holds nothing.
const NONE: [&str; 5] = ["なし", "無し", "無", "none", "[]"];
/// Letters of eras.
const ERAS: [(char, &str); 5] =
    [('R', "令和"), ('H', "平成"), ('S', "昭和"), ('T', "大正"), ('M', "明治")];

/// The value that `text` gives a fact, or a field of a list fact.
///
/// Rows of a list are not written as one text.
///
/// # Errors
///
/// Everything that is wrong with it, in words that say what to type instead.
pub fn read(program: &Program, fact: &Fact, text: &str) -> Result<Value, Vec<Diagnostic>> {
    let text: String = text.nfkc().collect::<String>().trim().to_owned();
    match &fact.ty {
        Type::Truth => truth(fact, &text),
        Type::Set(of) => set(program, fact, of, &text),
        Type::Choice(_) => fitted(program, fact, &word(&named(program, &fact.ty, &text))),
        Type::Date => fitted(program, fact, &word(&date(&text))),
        _ => fitted(program, fact, &word(&text)),
    }
}

fn fitted(program: &Program, fact: &Fact, datum: &Datum) -> Result<Value, Vec<Diagnostic>> {
    match intake::value(program, fact, datum) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(Vec::new()),
        Err(mut findings) => {
            // What is typed has no place in a file.
            for finding in &mut findings {
                finding.at = None;
                for (name, words) in &mut finding.arguments {
                    if *name == "fact" {
                        words.clone_from(&fact.name);
                    }
                }
            }
            Err(findings)
        }
    }
}

fn word(text: &str) -> Datum {
    Datum { kind: DatumKind::Text(text.to_owned()), span: Span::default() }
}

fn truth(fact: &Fact, text: &str) -> Result<Value, Vec<Diagnostic>> {
    let plain = text.to_lowercase();
    if YES.contains(&plain.as_str()) || plain == "1" {
        return Ok(Value::Truth(true));
    }
    if NO.contains(&plain.as_str()) || plain == "2" {
        return Ok(Value::Truth(false));
    }
    let finding = Diagnostic::unplaced(Code::FactType)
        .with_text("fact", fact.name.clone())
        .with_text("wanted", Text::new("「はい」か「いいえ」", "yes or no"))
        .with_text("found", Text::new(format!("「{text}」"), format!("`{text}`")));
    Err(vec![finding])
}

/// The id of the choice that is meant by its number, by its name in any language or by its id.
fn named(program: &Program, ty: &Type, text: &str) -> String {
    let Type::Choice(list) = ty else { return text.to_owned() };
    let all = program.choices.get(list.index()).map(|list| list.choices.as_slice());
    let all = all.unwrap_or_default();
    let by_name = all.iter().find(|one| {
        one.id == text
            || one.name.ja == text
            || one.name.en.as_deref().is_some_and(|en| en.to_lowercase() == text.to_lowercase())
    });
    let by_number = || {
        let number: usize = text.parse().ok()?;
        all.get(number.checked_sub(1)?)
    };
    by_name.or_else(by_number).map_or_else(|| text.to_owned(), |one| one.id.clone())
}

fn set(program: &Program, fact: &Fact, of: &Type, text: &str) -> Result<Value, Vec<Diagnostic>> {
    let none = NONE.contains(&text.to_lowercase().as_str());
    let parts = text.split(['、', ',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let items =
        if none { Vec::new() } else { parts.map(|part| word(&named(program, of, part))).collect() };
    fitted(program, fact, &Datum { kind: DatumKind::List(items), span: Span::default() })
}

/// `R8.6.1`, `令和8/6/1` and `2026/6/1` in their plain forms; anything else as it is.
fn date(text: &str) -> String {
    let letter = text.chars().next().map(|first| first.to_ascii_uppercase());
    let era = ERAS.iter().find(|(sign, name)| letter == Some(*sign) || text.starts_with(name));
    let rest = era.map_or(text, |(_, name)| {
        text.strip_prefix(name).unwrap_or_else(|| text.get(1..).unwrap_or_default())
    });
    let parts: Vec<&str> = rest.split(['/', '.', '-']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return text.to_owned() };
    match era {
        Some((_, era)) => format!("{era}{year}年{month}月{day}日"),
        None => format!("{year}-{month:0>2}-{day:0>2}"),
    }
}
