//! The section on what is decided.

use serde::Serialize;

use super::book::{Book, Cite};
use super::directory::Sort;
use super::rules::output_label;
use super::show;

/// An output.
#[derive(Debug, Serialize)]
pub(super) struct Output {
    pub(super) anchor: String,
    pub(super) name: String,
    original: String,
    pub(super) id: String,
    /// `primary`, `headline` or empty.
    mark: &'static str,
    about: String,
    ty: String,
    /// The anchor of the rule that it comes from.
    to: String,
    cites: Vec<Cite>,
}

/// The outputs in the order of the scheme.
pub(super) fn outputs(book: &Book<'_>) -> Vec<Output> {
    book.model.decides.iter().map(|output| one(book, output)).collect()
}

fn one(book: &Book<'_>, output: &crate::model::Output) -> Output {
    let label = output_label(book, &output.id.text);
    let rule = book.model.rules.iter().find(|rule| rule.head.name.text == output.from.text);
    let checked = book.program.rules.iter().find(|rule| rule.name.ja == output.from.text);
    Output {
        anchor: book.anchor_of(Sort::Output, &output.id.text),
        name: book.text(&label),
        original: book.original(&label),
        id: output.id.text.clone(),
        mark: match output {
            _ if output.primary => "primary",
            _ if output.headline => "headline",
            _ => "",
        },
        about: rule.map(|rule| book.text(&rule.head.about)).unwrap_or_default(),
        ty: checked.map(|rule| show::ty(&rule.ty, book.lang)).unwrap_or_default(),
        to: book.anchor(&output.from.text),
        cites: rule.map(|rule| book.cites(&rule.head.clauses)).unwrap_or_default(),
    }
}
