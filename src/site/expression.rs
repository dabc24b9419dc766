//! Expressions as written, cut into pieces of which names are linked.

use serde::Serialize;

use crate::functions;
use crate::syntax::ast::Expr;
use crate::text::Lang;

use super::book::Book;
use super::language;
use super::legend;
use super::references::{Named, references_within};
use super::words::pick;

/// A stretch of an expression.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    /// Its text; runs of space are one.
    pub(super) text: String,
    /// The anchor that it leads to; empty without one.
    pub(super) to: String,
    /// `plain`; `word` or `sign` of the language; `name`; `function`.
    pub(super) kind: &'static str,
    /// What it means, for those who hover over it. May be empty.
    pub(super) title: String,
    /// A Japanese word to stand above it; empty on pages in another language.
    pub(super) gloss: &'static str,
}

/// An expression as written, where loop variables stand for the rows of lists.
pub(super) fn pieces(book: &Book<'_>, expr: &Expr, rows: &[(String, String)]) -> Vec<Piece> {
    let source = book.program.sources.text(expr.span.file);
    let mut cutter = Cutter { book, pieces: Vec::new(), between: false };
    let mut at = expr.span.start;
    let slice = |from: u32, to: u32| source.get(from as usize..to as usize).unwrap_or_default();
    for reference in references_within(expr, rows) {
        let span = reference.span;
        if span.start < at || span.end > expr.span.end {
            continue;
        }
        cutter.plain(slice(at, span.start));
        cutter.named(slice(span.start, span.end), &reference.named);
        at = span.end;
    }
    cutter.plain(slice(at, expr.span.end));
    cutter.pieces
}

/// The text of an expression without links.
pub(super) fn written(book: &Book<'_>, expr: &Expr) -> String {
    spaced(book.program.sources.slice(expr.span))
}

struct Cutter<'a, 'b> {
    book: &'a Book<'b>,
    pieces: Vec<Piece>,
    /// Whether the next `and` belongs to `between`.
    between: bool,
}

impl Cutter<'_, '_> {
    fn named(&mut self, text: &str, named: &Named) {
        let text = spaced(text);
        let lang = self.book.lang;
        let mut piece = Piece { kind: "plain", ..Piece::default() };
        if let Some(target) = self.book.directory.target(named) {
            piece.kind = "name";
            piece.to.clone_from(&target.anchor);
            let (word, label) = (target.sort.word(lang), target.label.get(lang));
            piece.title = if label == text { word.to_owned() } else { format!("{label} ({word})") };
        } else if let Named::Function(name) = named
            && let Some(function) = functions::find(name)
        {
            piece.kind = "function";
            piece.to = legend::anchor(name);
            pick(lang, (function.ja, function.en)).clone_into(&mut piece.title);
        }
        piece.text = text;
        self.pieces.push(piece);
    }

    /// Text between names: words of the language stand out.
    fn plain(&mut self, text: &str) {
        let text = spaced(text);
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let word = |one: char| one.is_ascii_alphabetic() || one == '_';
            let sign = |one: char| matches!(one, '<' | '>' | '=' | '!');
            let kind = |one: char| (word(one), sign(one));
            let first = rest.chars().next().map(kind);
            let end = rest.find(|one| Some(kind(one)) != first).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            self.run(run);
            rest = after;
        }
    }

    /// Letters, signs, or anything else.
    fn run(&mut self, run: &str) {
        if let Some(sign) = language::find(run) {
            let belongs = run == "and" && std::mem::take(&mut self.between);
            self.between |= run == "between";
            self.pieces.push(Piece {
                text: run.to_owned(),
                kind: if sign.is_word() { "word" } else { "sign" },
                title: sign.says(self.book.lang).to_owned(),
                gloss: match self.book.lang {
                    Lang::Ja if belongs => "と",
                    Lang::Ja => sign.gloss,
                    Lang::En => "",
                },
                ..Piece::default()
            });
            return;
        }
        if let Some(last) = self.pieces.last_mut().filter(|last| last.kind == "plain") {
            last.text.push_str(run);
            return;
        }
        let text = run.to_owned();
        self.pieces.push(Piece { text, kind: "plain", ..Piece::default() });
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
