//! Stretches of an expression: numbers, names, signs.

use std::ops::Range;

use crate::source::{Segments, Span};

/// The smallest unit of an expression that has a meaning: a number, a name, a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    /// As written, never empty.
    pub(super) text: &'a str,
    /// Offset of its first byte in the expression.
    pub(super) start: usize,
    /// Where the expression stands in its file.
    pub(super) pieces: &'a Segments,
}

impl Token<'_> {
    /// Its place in the file.
    pub(super) fn span(&self) -> Span {
        place(self.start..self.start + self.text.len(), self.pieces)
    }
}

/// How a token is spaced, and what its plain form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A number, date or name: plain is NFKC.
    Operand,
    /// `"…"`: plain as it is.
    Text,
    /// A word or sign between operands, or before one with a space.
    Sign(&'static str),
    /// `-` before an operand.
    Negate,
    /// `(` or `[` that begins an operand.
    Open(&'static str),
    /// `(` or `[` behind a name.
    OpenBehind(&'static str),
    /// `)` or `]`.
    Close(&'static str),
    /// `,`
    Comma,
    /// `.` or `..`, without spaces around.
    Point(&'static str),
}

/// The place in the file of a byte range of the expression.
pub(super) fn place(range: Range<usize>, pieces: &Segments) -> Span {
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    pieces.map(offset(range.start), offset(range.end))
}
