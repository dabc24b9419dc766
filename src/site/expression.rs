//! Expressions as written, cut into pieces of which names are linked.

use serde::Serialize;

use crate::functions;
use crate::syntax::ast::Expr;

use super::book::Book;
use super::references::{Named, references_within};
use super::words::LANGUAGE;

/// A stretch of an expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    /// Its text; runs of space are one.
    pub(super) text: String,
    /// The anchor that it leads to; empty without one.
    pub(super) to: String,
    /// `plain`, `word` for a word of the language, or the sort of what it names.
    pub(super) kind: &'static str,
    /// What it means, for those who hover over it. May be empty.
    pub(super) title: String,
}

/// An expression as written, where loop variables stand for the rows of lists.
pub(super) fn pieces(book: &Book<'_>, expr: &Expr, rows: &[(String, String)]) -> Vec<Piece> {
    let source = book.program.sources.text(expr.span.file);
    let mut pieces = Vec::new();
    let mut at = expr.span.start;
    let slice = |from: u32, to: u32| source.get(from as usize..to as usize).unwrap_or_default();
    for reference in references_within(expr, rows) {
        let span = reference.span;
        if span.start < at || span.end > expr.span.end {
            continue;
        }
        plain(book, slice(at, span.start), &mut pieces);
        pieces.push(named(book, slice(span.start, span.end), &reference.named));
        at = span.end;
    }
    plain(book, slice(at, expr.span.end), &mut pieces);
    pieces
}

/// The text of an expression without links.
pub(super) fn written(book: &Book<'_>, expr: &Expr) -> String {
    spaced(book.program.sources.slice(expr.span))
}

fn named(book: &Book<'_>, text: &str, named: &Named) -> Piece {
    let text = spaced(text);
    if let Some(target) = book.directory.target(named) {
        let to = target.anchor.clone();
        let word = target.sort.word(book.lang);
        let label = target.label.get(book.lang);
        let title =
            if label == text { word.to_owned() } else { format!("{label} ({word})") };
        return Piece { text, to, kind: "name", title };
    }
    match named {
        Named::Function(name) => {
            let words = functions::find(name)
                .map(|function| super::words::pick(book.lang, (function.ja, function.en)));
            let to = words.map(|_| function_anchor(name)).unwrap_or_default();
            Piece { text, to, kind: "function", title: words.unwrap_or_default().to_owned() }
        }
        Named::Name(_) | Named::Field(..) | Named::Literal => {
            Piece { text, to: String::new(), kind: "plain", title: String::new() }
        }
    }
}

/// The anchor of a function in the legend.
pub(super) fn function_anchor(name: &str) -> String {
    format!("function-{}", name.replace('_', "-"))
}

/// Text between names: words of the language stand out.
fn plain(book: &Book<'_>, text: &str, pieces: &mut Vec<Piece>) {
    let text = spaced(text);
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let word = |one: char| one.is_ascii_alphabetic() || one == '_';
        let sign = |one: char| matches!(one, '<' | '>' | '=' | '!');
        let kind = |one: char| (word(one), sign(one));
        let first = rest.chars().next().map(kind);
        let end = rest.find(|one| Some(kind(one)) != first).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        push(book, run, pieces);
        rest = after;
    }
}

fn push(book: &Book<'_>, run: &str, pieces: &mut Vec<Piece>) {
    if let Some((_, ja, en)) = LANGUAGE.iter().find(|(word, ..)| *word == run) {
        let title = super::words::pick(book.lang, (ja, en)).to_owned();
        let kind = if run.starts_with(|one: char| one.is_ascii_alphabetic()) { "word" } else { "sign" };
        pieces.push(Piece { text: run.to_owned(), to: String::new(), kind, title });
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.kind == "plain" => last.text.push_str(run),
        _ => pieces.push(Piece {
            text: run.to_owned(),
            to: String::new(),
            kind: "plain",
            title: String::new(),
        }),
    }
}

/// Runs of space and line breaks as one space.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        if !one.is_whitespace() {
            out.push(one);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
