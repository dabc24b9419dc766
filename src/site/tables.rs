//! The section on tables.

use serde::Serialize;

use crate::model::{self, Otherwise};
use crate::program::{self, Key};
use crate::text::Lang;
use crate::value::{Type, Value};

use super::book::{Book, Cite, Heading, Link};
use super::show::{self, Standing};

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    #[serde(flatten)]
    pub(super) heading: Heading,
    cites: Vec<Cite>,
    key: Option<Link>,
    key_name: String,
    columns: Vec<Column>,
    editions: Vec<Edition>,
    read_by: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Column {
    name: String,
    ty: String,
    /// Whether its cells line up at the right.
    amount: bool,
}

#[derive(Debug, Serialize)]
struct Edition {
    /// Empty for a table that was never changed.
    days: String,
    standing: Standing,
    standing_word: &'static str,
    rows: Vec<Row>,
    /// What is given where no row fits; empty where the rows cover everything.
    otherwise: String,
    otherwise_cells: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    key: String,
    cells: Vec<String>,
    cites: Vec<Cite>,
}

/// The tables in the order of the files.
pub(super) fn tables(book: &Book<'_>) -> Vec<Table> {
    book.model.tables.iter().filter_map(|table| one(book, table)).collect()
}

fn one(book: &Book<'_>, table: &model::Table) -> Option<Table> {
    let target = book.directory.named(&table.head.name.text)?;
    let checked = book.program.tables.iter().find(|one| one.name.ja == table.head.name.text)?;
    let key = match table.key.text.split_once('.') {
        Some((list, field)) => book.directory.field(list, field),
        None => book.directory.named(&table.key.text),
    };
    let column = |column: &program::Column| Column {
        name: book.text(&column.name),
        ty: show::ty(&column.ty, book.lang),
        amount: matches!(column.ty, Type::Number(_)),
    };
    let editions = checked.editions.iter().zip(&table.versions);
    Some(Table {
        heading: book.heading(target, &table.head),
        cites: book.cites(&table.head.clauses),
        key: key.map(|target| book.link(target)),
        key_name: table.key.text.clone(),
        columns: checked.columns.iter().map(column).collect(),
        editions: editions.map(|(one, version)| edition(book, checked, one, version)).collect(),
        read_by: book.links(book.uses.read_by(&target.anchor)),
    })
}

fn edition(
    book: &Book<'_>,
    table: &program::Table,
    edition: &program::TableEdition,
    version: &model::Dated<model::Rows>,
) -> Edition {
    let cells = |values: &[Value]| -> Vec<String> {
        let cells = values.iter().zip(&table.columns);
        cells
            .map(|(value, column)| show::value(book.program, value, &column.ty, book.lang))
            .collect()
    };
    let rows = edition.rows.iter().zip(&version.it.rows).map(|(row, declared)| Row {
        key: key(book, &row.key, &table.key),
        cells: cells(&row.cells),
        cites: book.cites(&declared.clauses),
    });
    let words = book.words;
    let (otherwise, otherwise_cells) = match &version.it.otherwise {
        None => ("", Vec::new()),
        Some(Otherwise::Undetermined) => (words.undetermined, Vec::new()),
        Some(Otherwise::NotApplicable) => (words.not_applicable, Vec::new()),
        Some(Otherwise::Row(..)) => {
            let cells = edition.otherwise.iter().zip(&table.columns);
            let shown =
                cells.map(|(cell, column)| show::answer(book.program, cell, &column.ty, book.lang));
            ("", shown.collect())
        }
    };
    let standing = book.standing(edition.from, edition.until);
    Edition {
        days: show::days(edition.from, edition.until, book.lang),
        standing,
        standing_word: standing.word(book.lang),
        rows: rows.collect(),
        otherwise: otherwise.to_owned(),
        otherwise_cells,
    }
}

/// What a key is compared with, in words: `小売業`, `1人から10人まで`.
fn key(book: &Book<'_>, key: &Key, ty: &Type) -> String {
    let shown = |value: &Value| show::value(book.program, value, ty, book.lang);
    match key {
        Key::OneOf(values) => values.iter().map(shown).collect::<Vec<_>>().join(book.words.comma),
        Key::Range { low, low_included, high, high_included } => {
            let is_date = *ty == Type::Date;
            let low = low.as_ref().map(|end| from(&shown(end), *low_included, is_date, book.lang));
            let high = high.as_ref().map(|end| to(&shown(end), *high_included, is_date, book.lang));
            let ends: Vec<_> = low.into_iter().chain(high).collect();
            ends.join(if book.lang == Lang::Ja { "" } else { " " })
        }
    }
}

fn from(end: &str, included: bool, is_date: bool, lang: Lang) -> String {
    match (lang, included, is_date) {
        (Lang::Ja, true, _) => format!("{end}から"),
        (Lang::Ja, false, true) => format!("{end}の翌日から"),
        (Lang::Ja, false, false) => format!("{end}を超え"),
        (Lang::En, true, _) => format!("from {end}"),
        (Lang::En, false, true) => format!("after {end}"),
        (Lang::En, false, false) => format!("over {end}"),
    }
}

fn to(end: &str, included: bool, is_date: bool, lang: Lang) -> String {
    match (lang, included, is_date) {
        (Lang::Ja, true, _) => format!("{end}まで"),
        (Lang::Ja, false, true) => format!("{end}の前日まで"),
        (Lang::Ja, false, false) => format!("{end}未満"),
        (Lang::En, true, _) => format!("to {end}"),
        (Lang::En, false, true) => format!("before {end}"),
        (Lang::En, false, false) => format!("under {end}"),
    }
}
