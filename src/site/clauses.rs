//! The register of clauses, and what is not modelled.

use serde::Serialize;

use crate::program::ClauseKind;

use super::book::{Book, Link};
use super::directory::Sort;
use super::words::clause_kind;

/// A clause.
#[derive(Debug, Serialize)]
pub(super) struct Clause {
    pub(super) anchor: String,
    pub(super) cite: String,
    pub(super) id: String,
    pub(super) says: String,
    kind: &'static str,
    /// Why it is not modelled; empty for a clause that is.
    reason: String,
    used: Vec<Link>,
}

/// The register in its order.
pub(super) fn clauses(book: &Book<'_>) -> Vec<Clause> {
    let one = |clause: &crate::model::Clause| Clause {
        anchor: book.anchor_of(Sort::Clause, &clause.id.text),
        cite: book.text(&clause.cite),
        id: clause.id.text.clone(),
        says: book.text(&clause.says),
        kind: clause_kind(clause.kind, book.lang),
        reason: if clause.kind == ClauseKind::NotModelled {
            book.text(&clause.reason)
        } else {
            String::new()
        },
        used: book.links(book.uses.cited_by(&clause.id.text)),
    };
    book.model.clauses.iter().map(one).collect()
}
