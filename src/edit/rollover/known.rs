//! What the checked scheme knows of a thing in a file.

use chrono::NaiveDate;

use crate::program::{Key, Parameter, Program, Rule, Table};
use crate::text::Text;
use crate::value::{Answer, Type, Unit, Value};

use super::dated::{Section, Thing};
use super::todo::Citation;

/// What the program knows of a thing in a file.
#[derive(Clone, Copy)]
pub(super) enum Known<'p> {
    Parameter(&'p Parameter),
    Table(&'p Table),
    Rule(&'p Rule),
}

impl<'p> Known<'p> {
    pub(super) fn of(program: &'p Program, thing: &Thing<'_>) -> Option<Self> {
        let name = &thing.name;
        match thing.section {
            Section::Parameter => {
                let mut all = program.parameters.iter();
                all.find(|one| one.name.ja == *name).map(Self::Parameter)
            }
            Section::Table => {
                program.tables.iter().find(|one| one.name.ja == *name).map(Self::Table)
            }
            Section::Rule => {
                let mut all = program.rules.iter();
                all.find(|one| one.name.ja == *name).map(Self::Rule)
            }
        }
    }

    pub(super) fn name(&self) -> Text {
        match self {
            Self::Parameter(one) => one.name.clone(),
            Self::Table(one) => one.name.clone(),
            Self::Rule(one) => one.name.clone(),
        }
    }

    pub(super) fn citations(&self, program: &Program) -> Vec<Citation> {
        let ids = match self {
            Self::Parameter(one) => &one.clauses,
            Self::Table(one) => &one.clauses,
            Self::Rule(one) => &one.clauses,
        };
        let clauses = ids.iter().filter_map(|id| program.clauses.get(id.index()));
        let cited = |id: &str, cite: &Text, says: &Text| Citation {
            id: id.to_owned(),
            cite: cite.clone(),
            says: says.clone(),
        };
        clauses.map(|clause| cited(&clause.id, &clause.cite, &clause.says)).collect()
    }

    pub(super) fn kind(&self) -> Text {
        match self {
            Self::Parameter(one) => kind(&one.ty),
            Self::Table(_) => Text::new("表", "table"),
            Self::Rule(_) => Text::new("規則", "rule"),
        }
    }

    /// The value in force on `date`.
    pub(super) fn value(&self, date: NaiveDate) -> Text {
        match self {
            Self::Parameter(one) => {
                let value = one.values.iter().rfind(|value| value.from <= date);
                value.map_or_else(Text::default, |value| on_one_line(&value.written))
            }
            Self::Table(one) => {
                let edition = one.editions.iter().rfind(|edition| edition.from <= date);
                let rows = edition.map_or(0, |edition| edition.rows.len());
                let noun = if rows == 1 { "row" } else { "rows" };
                Text::new(format!("{rows}行"), format!("{rows} {noun}"))
            }
            Self::Rule(_) => Text::new("本文", "its body"),
        }
    }

    /// The dates that the value in force on `date` holds.
    pub(super) fn dates(&self, date: NaiveDate) -> Vec<NaiveDate> {
        match self {
            Self::Parameter(one) => {
                let value = one.values.iter().rfind(|value| value.from <= date);
                match value.map(|value| &value.value) {
                    Some(Answer::Known(value)) => days(std::slice::from_ref(value)),
                    _ => Vec::new(),
                }
            }
            Self::Table(one) => {
                let edition = one.editions.iter().rfind(|edition| edition.from <= date);
                let rows = edition.map_or(&[][..], |edition| &edition.rows);
                let keys = rows.iter().flat_map(|row| ends(&row.key));
                let cells = rows.iter().flat_map(|row| &row.cells);
                days(&keys.chain(cells).cloned().collect::<Vec<_>>())
            }
            Self::Rule(_) => Vec::new(),
        }
    }
}

/// The values that a key names.
fn ends(key: &Key) -> Vec<&Value> {
    match key {
        Key::OneOf(values) => values.iter().collect(),
        Key::Range { low, high, .. } => low.iter().chain(high).collect(),
    }
}

fn days(values: &[Value]) -> Vec<NaiveDate> {
    let mut found = Vec::new();
    for value in values {
        match value {
            Value::Date(date) => found.push(*date),
            Value::Set(items) => found.extend(days(items)),
            _ => {}
        }
    }
    found
}

/// Cells of a value that are shown.
const WIDEST: usize = 60;

/// A list that goes over lines, with its comments, as words on one line; long ones are cut.
fn on_one_line(written: &str) -> Text {
    let lines = written
        .lines()
        .map(|line| line.trim().trim_start_matches("- "))
        .map(|line| line.trim_matches('\''));
    let lines: Vec<_> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let whole = lines.join(if written.contains('\n') { ", " } else { " " });
    match whole.char_indices().nth(WIDEST) {
        Some((end, _)) => Text::same(format!("{} …", whole.get(..end).unwrap_or(""))),
        None => Text::same(whole),
    }
}

fn kind(ty: &Type) -> Text {
    match ty {
        Type::Number(unit) if *unit == Unit::yen() => Text::new("金額", "amount"),
        Type::Number(unit) if unit.is_plain() => Text::new("率・数", "rate or number"),
        Type::Number(_) => Text::new("数", "number"),
        Type::Date => Text::new("日付", "date"),
        Type::Period(_) => Text::new("期間", "period"),
        Type::Set(_) | Type::List(_) => Text::new("一覧", "list"),
        Type::Truth => Text::new("可否", "yes or no"),
        Type::Choice(_) => Text::new("選択", "choice"),
        Type::Text => Text::new("文字", "text"),
        Type::Record(_) | Type::Calendar | Type::Any => Text::new("値", "value"),
    }
}
