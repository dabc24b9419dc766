//! What is refused before the grammar is tried.
//!
//! Afterwards the text is short, nests little enough for recursive functions, and every `"…"` in
//! it is closed and free of escapes.

use super::plain::{is_name_char, plain};
use super::token::place;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Segments;

/// Bytes of one expression.
const MOST_BYTES: usize = 4096;
/// Brackets, and `if`, `some`, `every`, that may be open at one place.
const MOST_OPEN: usize = 64;

/// An open bracket, or the whole text.
#[derive(Clone, Copy)]
struct Level {
    /// Offset of the bracket; `None` for the whole text.
    bracket: Option<usize>,
    /// `if`, `some`, `every` since the bracket or the last comma that is not part of a number:
    /// each may contain the next.
    words: usize,
}

/// # Errors
///
/// `expression-too-long`, `expression-too-deep`, `unclosed-text` or `escape-in-expression`, at
/// the place where the limit is passed, the quote opens, the backslash stands.
pub(super) fn check(text: &str, pieces: &Segments) -> Result<(), Diagnostic> {
    if text.len() > MOST_BYTES {
        let end = (0..=MOST_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        return Err(Diagnostic::new(Code::ExpressionTooLong, place(end..end, pieces))
            .with("limit", MOST_BYTES));
    }
    scan(text, pieces).map(|_| ())
}

/// The offset of the innermost bracket that is not closed.
pub(super) fn unclosed_bracket(text: &str, pieces: &Segments) -> Option<usize> {
    scan(text, pieces).ok()?.last()?.bracket
}

fn scan(text: &str, pieces: &Segments) -> Result<Vec<Level>, Diagnostic> {
    let outside = Level { bracket: None, words: 0 };
    let mut levels = vec![outside];
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let length = match first {
            '"' => quoted(rest, at, pieces)?,
            _ if is_name_char(first) => word(rest),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        match (plain(piece).as_str(), levels.as_mut_slice()) {
            ("(" | "[", _) => levels.push(Level { bracket: Some(at), words: 0 }),
            (")" | "]", [_, .., _]) => drop(levels.pop()),
            ("," | "、", [.., level]) if !after.starts_with(char::is_numeric) => level.words = 0,
            ("if" | "some" | "every", [.., level]) => level.words += 1,
            _ => {}
        }
        let open = levels.iter().map(|level| level.words + 1).sum::<usize>() - 1;
        if open > MOST_OPEN {
            let span = place(at..at + length, pieces);
            return Err(Diagnostic::new(Code::ExpressionTooDeep, span).with("limit", MOST_OPEN));
        }
        rest = after;
    }
    Ok(levels)
}

/// The length of the word that begins `rest`, in bytes.
fn word(rest: &str) -> usize {
    rest.find(|character| !is_name_char(character)).unwrap_or(rest.len())
}

/// The length of the text literal that begins `rest`, quotes included, in bytes.
fn quoted(rest: &str, at: usize, pieces: &Segments) -> Result<usize, Diagnostic> {
    let inside = rest.get(1..).unwrap_or("");
    match inside.find(['"', '\\', '\n', '\r']).map(|end| (end, inside.as_bytes().get(end))) {
        Some((end, Some(b'"'))) => Ok(end + 2),
        Some((end, Some(b'\\'))) => {
            let backslash = at + 1 + end;
            let span = place(backslash..backslash + 1, pieces);
            Err(Diagnostic::new(Code::EscapeInExpression, span))
        }
        _ => {
            let line = rest.lines().next().unwrap_or(rest).trim_end();
            Err(Diagnostic::new(Code::UnclosedText, place(at..at + line.len(), pieces)))
        }
    }
}
