//! The section on the ranking of applications.

use serde::Serialize;

use crate::syntax::ast::Expr;

use super::book::{Book, Cite};
use super::directory::APPLICATION;
use super::expression::{Piece, pieces};
use super::facts::{Fact, fields};

/// How applications are ranked.
#[derive(Debug, Serialize)]
pub(super) struct Allocation {
    cites: Vec<Cite>,
    ranked_when: Vec<Piece>,
    requested: Vec<Piece>,
    keys: Vec<Key>,
    pub(super) fields: Vec<Fact>,
}

#[derive(Debug, Serialize)]
struct Key {
    name: String,
    value: Vec<Piece>,
    cites: Vec<Cite>,
}

/// The ranking, if the scheme has one.
pub(super) fn allocation(book: &Book<'_>) -> Option<Allocation> {
    let declared = book.model.allocation.as_ref()?;
    let plan = book.program.allocation.as_ref()?;
    let rows = [(APPLICATION.to_owned(), APPLICATION.to_owned())];
    let written = |expr: &Option<Expr>| {
        expr.as_ref().map(|expr| pieces(book, expr, &rows)).unwrap_or_default()
    };
    let record = book.program.records.get(plan.record.index());
    let checked = record.map(|record| record.fields.as_slice()).unwrap_or_default();
    let keys = declared.keys.iter().map(|key| Key {
        name: book.text(&key.name),
        value: pieces(book, &key.value, &rows),
        cites: book.cites(&key.clauses),
    });
    Some(Allocation {
        cites: book.cites(&declared.clauses),
        ranked_when: written(&declared.ranked_when),
        requested: written(&declared.requested),
        keys: keys.collect(),
        fields: fields(book, APPLICATION, &declared.facts, checked),
    })
}
