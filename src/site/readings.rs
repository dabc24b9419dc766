//! The section on readings of contested wording.

use serde::Serialize;

use super::book::{Book, Cite, Heading, Link};

/// A reading.
#[derive(Debug, Serialize)]
pub(super) struct Reading {
    #[serde(flatten)]
    pub(super) heading: Heading,
    reason: String,
    alternatives: Vec<Alternative>,
    cites: Vec<Cite>,
    read_by: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Alternative {
    name: String,
    original: String,
    id: String,
    about: String,
    adopted: bool,
}

/// The readings in the order of the files.
pub(super) fn readings(book: &Book<'_>) -> Vec<Reading> {
    book.model.readings.iter().filter_map(|reading| one(book, reading)).collect()
}

fn one(book: &Book<'_>, reading: &crate::model::Reading) -> Option<Reading> {
    let target = book.directory.named(&reading.head.name.text)?;
    let alternatives = reading.choices.iter().map(|(id, name, about)| Alternative {
        name: book.text(name),
        original: book.original(name),
        id: id.text.clone(),
        about: book.text(about),
        adopted: id.text == reading.adopted.text,
    });
    Some(Reading {
        heading: book.heading(target, &reading.head),
        reason: book.text(&reading.reason),
        alternatives: alternatives.collect(),
        cites: book.cites(&reading.head.clauses),
        read_by: book.links(book.uses.read_by(&target.anchor)),
    })
}
