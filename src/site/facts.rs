//! The section on facts, and the fields of lists.

use serde::Serialize;

use crate::model::{self, Of};
use crate::program;
use crate::value::Type;

use super::book::{Book, Cite, Heading, Link};
use super::directory::Target;
use super::show;

/// A fact or a field.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    #[serde(flatten)]
    pub(super) heading: Heading,
    ty: String,
    limits: String,
    choices: Vec<Chosen>,
    codes: Option<Link>,
    pub(super) ask: String,
    judgement: bool,
    default: String,
    cites: Vec<Cite>,
    read_by: Vec<Link>,
    /// The fields of a list.
    pub(super) fields: Vec<Fact>,
}

/// A choice.
#[derive(Debug, Serialize)]
struct Chosen {
    name: String,
    id: String,
    about: String,
}

/// The facts in the order of the files.
pub(super) fn facts(book: &Book<'_>) -> Vec<Fact> {
    let all = book.model.facts.iter().zip(&book.program.facts);
    all.filter_map(|(fact, checked)| {
        let target = book.directory.named(&fact.head.name.text)?;
        Some(one(book, fact, checked, target))
    })
    .collect()
}

/// The fields of a list fact or of an application.
pub(super) fn fields(
    book: &Book<'_>,
    list: &str,
    declared: &[model::Fact],
    checked: &[program::Field],
) -> Vec<Fact> {
    let all = declared.iter().zip(checked);
    all.filter_map(|(field, checked)| {
        let target = book.directory.field(list, &field.head.name.text)?;
        Some(one(book, field, checked, target))
    })
    .collect()
}

fn one(book: &Book<'_>, fact: &model::Fact, checked: &program::Fact, target: &Target) -> Fact {
    let below = match (&fact.of, &checked.ty) {
        (Some(Of::Fields(declared)), Type::List(record)) => {
            let record = book.program.records.get(record.index());
            let checked = record.map(|record| record.fields.as_slice()).unwrap_or_default();
            fields(book, &fact.head.name.text, declared, checked)
        }
        _ => Vec::new(),
    };
    let default = checked.default.as_ref();
    let codes = fact.codes.as_ref().and_then(|name| book.directory.named(&name.text));
    Fact {
        heading: book.heading(target, &fact.head),
        ty: show::ty(&checked.ty, book.lang),
        limits: show::limits(book.program, checked, book.lang),
        choices: chosen(book, &checked.ty),
        codes: codes.map(|target| book.link(target)),
        ask: book.text(&fact.ask),
        judgement: fact.judgement,
        default: default
            .map(|value| show::value(book.program, value, &checked.ty, book.lang))
            .unwrap_or_default(),
        cites: book.cites(&fact.head.clauses),
        read_by: book.links(book.uses.read_by(&target.anchor)),
        fields: below,
    }
}

fn chosen(book: &Book<'_>, ty: &Type) -> Vec<Chosen> {
    let list = match ty {
        Type::Choice(list) => Some(*list),
        Type::Set(of) => match **of {
            Type::Choice(list) => Some(list),
            _ => None,
        },
        _ => None,
    };
    let found = list.and_then(|list| book.program.choices.get(list.index()));
    let choices = found.map(|list| list.choices.as_slice()).unwrap_or_default();
    choices
        .iter()
        .map(|choice| Chosen {
            name: book.text(&choice.name),
            id: choice.id.clone(),
            about: book.text(&choice.about),
        })
        .collect()
}
