//! The sections on documents, steps, contacts and warnings.

use serde::Serialize;

use crate::model::{self, ThingKind};

use super::book::{Book, Cite, Heading, Link};
use super::directory::{Sort, sort_of};
use super::expression::Piece;

/// A document, a step or a contact.
#[derive(Debug, Serialize)]
pub(super) struct Thing {
    #[serde(flatten)]
    pub(super) heading: Heading,
    form: String,
    any_of: Vec<Link>,
    cites: Vec<Cite>,
    read_by: Vec<Link>,
}

/// A warning.
#[derive(Debug, Serialize)]
pub(super) struct Warning {
    #[serde(flatten)]
    pub(super) heading: Heading,
    pub(super) says: String,
    /// When it is given; empty for always.
    when: Vec<Piece>,
    if_unknown: bool,
    cites: Vec<Cite>,
    read_by: Vec<Link>,
}

/// The things of one kind in the order of the files.
pub(super) fn things(book: &Book<'_>, kind: ThingKind) -> Vec<Thing> {
    let all = book.model.things.iter().filter(|thing| thing.kind == kind);
    all.filter_map(|thing| one(book, thing)).collect()
}

fn one(book: &Book<'_>, thing: &model::Thing) -> Option<Thing> {
    let sort = sort_of(thing.kind);
    let target = book.directory.other_of(sort, &thing.head.name.text)?;
    let other = |name: &crate::syntax::ast::Ident| match book.directory.other_of(sort, &name.text) {
        Some(target) => book.link(target),
        None => Link { to: String::new(), text: name.text.clone(), sort: "" },
    };
    Some(Thing {
        heading: book.heading(target, &thing.head),
        form: book.text(&thing.form),
        any_of: thing.any_of.iter().map(other).collect(),
        cites: book.cites(&thing.head.clauses),
        read_by: book.links(book.uses.read_by(&target.anchor)),
    })
}

/// The warnings in the order of the files.
pub(super) fn warnings(book: &Book<'_>) -> Vec<Warning> {
    let all = book.model.warnings.iter();
    all.filter_map(|warning| {
        let target = book.directory.other_of(Sort::Warning, &warning.head.name.text)?;
        let when = warning.when.as_ref();
        Some(Warning {
            heading: book.heading(target, &warning.head),
            says: book.text(&warning.says),
            when: when.map(|when| book.expression(when)).unwrap_or_default(),
            if_unknown: warning.if_unknown,
            cites: book.cites(&warning.head.clauses),
            read_by: book.links(book.uses.read_by(&target.anchor)),
        })
    })
    .collect()
}
