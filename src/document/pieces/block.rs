//! Scalars after `|` and `>`: every line loses its indentation, folded ones are joined.

use std::ops::Range;

use crate::document::lines::{Line, line_start, lines_from};

use super::Pieces;

/// A place inside a block: how far the decoded text and the file have been read.
struct Walk<'d> {
    decoded: &'d str,
    read: usize,
    pieces: Pieces,
}

impl<'d> Walk<'d> {
    /// Begins at the first line with content; empty lines before it are line ends of the text.
    fn new(decoded: &'d str, at: &Range<usize>, text: &str) -> Self {
        let mut pieces = Pieces::default();
        let empty = decoded.len() - decoded.trim_start_matches('\n').len();
        let before = line_start(text, at.start).saturating_sub(empty);
        pieces.from(0, if empty == 0 { at.start } else { before });
        Self { decoded, read: empty, pieces }
    }

    /// Reads the content of a line; `false` if the decoded text goes on differently.
    fn content(&mut self, content: &str, original: usize) -> bool {
        let same = self.rest().starts_with(content);
        if same {
            self.pieces.from(self.read, original);
            self.read += content.len();
        }
        same
    }

    /// Reads a sign; `false` if another one comes next.
    fn sign(&mut self, sign: char) -> bool {
        let same = self.rest().starts_with(sign);
        if same {
            self.read += sign.len_utf8();
        }
        same
    }

    fn rest(&self) -> &'d str {
        self.decoded.get(self.read..).unwrap_or("")
    }
}

/// Line by line: content, line end.
pub(super) fn literal(decoded: &str, at: &Range<usize>, text: &str) -> Pieces {
    let mut walk = Walk::new(decoded, at, text);
    for (content, original) in contents(at, text) {
        if !walk.content(content, original) || !walk.sign('\n') {
            break;
        }
    }
    walk.pieces
}

/// Contents with a space or line ends between them, whatever the empty lines of the file made.
pub(super) fn folded(decoded: &str, at: &Range<usize>, text: &str) -> Pieces {
    let mut walk = Walk::new(decoded, at, text);
    for (content, original) in contents(at, text) {
        if content.is_empty() {
            continue;
        }
        if !walk.content(content, original) {
            break;
        }
        if !walk.sign(' ') {
            while walk.sign('\n') {}
        }
    }
    walk.pieces
}

/// Each line without its indentation and its end, and where it starts in the file.
///
/// The indentation is that of the first line: the library lets the scalar begin behind it.
fn contents<'t>(at: &Range<usize>, text: &'t str) -> impl Iterator<Item = (&'t str, usize)> {
    let first = line_start(text, at.start);
    let (indentation, end) = (at.start - first, at.end);
    lines_from(text, first).take_while(move |line| line.start < end).map(move |line| {
        let Line { start, text } = line;
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let cut = spaces.min(indentation);
        (text.get(cut..).unwrap_or(""), start + cut)
    })
}

/// The place of a block without the line ends and indentation behind its last character.
pub(super) fn content(at: Range<usize>, text: &str) -> Range<usize> {
    let length = text.get(at.clone()).map_or(0, |block| block.trim_end().len());
    at.start..at.start + length
}
