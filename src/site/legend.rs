//! How to read an expression: its words, its signs, the functions that the rules call.

use serde::Serialize;

use crate::functions;

use super::book::Book;
use super::expression::Piece;
use super::language::SIGNS;
use super::words::pick;

/// A word or sign of the language.
#[derive(Debug, Serialize)]
pub(super) struct Sign {
    written: &'static str,
    says: &'static str,
}

/// The words and signs of the language.
pub(super) fn signs(book: &Book<'_>) -> Vec<Sign> {
    let all = SIGNS.iter();
    all.map(|one| Sign { written: one.written, says: one.says(book.lang) }).collect()
}

/// A function.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Function {
    anchor: String,
    name: &'static str,
    says: &'static str,
}

fn function(book: &Book<'_>, one: &'static functions::Function) -> Function {
    Function { anchor: anchor(one.name), name: one.name, says: pick(book.lang, (one.ja, one.en)) }
}

/// The functions that the rules call, in the order of the manual.
pub(super) fn functions(book: &Book<'_>) -> Vec<Function> {
    let called = functions::all().filter(|one| book.uses.calls(one.name));
    called.map(|one| function(book, one)).collect()
}

/// The functions of one expression or several, each once.
pub(super) fn functions_in<'p>(
    book: &Book<'_>,
    pieces: impl Iterator<Item = &'p Piece>,
) -> Vec<Function> {
    let mut found = Vec::new();
    for piece in pieces.filter(|piece| piece.kind == "function") {
        let one = functions::find(&piece.text).map(|one| function(book, one));
        if let Some(one) = one.filter(|one| !found.contains(one)) {
            found.push(one);
        }
    }
    found
}

/// The place of a function in the legend.
pub(super) fn anchor(name: &str) -> String {
    format!("function-{}", name.replace('_', "-"))
}
