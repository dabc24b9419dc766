//! The way back from a decoded scalar to its file.
//!
//! The YAML library tells a scalar's text and where it stands, not which character comes from
//! which byte. Here the two are laid side by side again. Every step compares them; where they do
//! not agree, the pieces found so far stand and the rest of the text follows the last one.

mod block;
mod flow;

use std::ops::Range;

use crate::source::{FileId, Segments, Span};

use super::lines::span;
use super::{Scalar, Style};

/// Joins what the library told about a scalar with its pieces.
pub(super) fn scalar(
    decoded: String,
    style: Style,
    at: Range<usize>,
    text: &str,
    file: FileId,
) -> Scalar {
    let (pieces, at, escape) = match style {
        Style::Literal => (block::literal(&decoded, &at, text), block::content(at, text), None),
        Style::Folded => (block::folded(&decoded, &at, text), block::content(at, text), None),
        Style::Plain | Style::Single | Style::Double => {
            let (pieces, escape) = flow::walk(&decoded, style, &at, text);
            (pieces, at, escape)
        }
    };
    Scalar {
        segments: pieces.segments(file),
        text: decoded,
        span: span(file, at),
        style,
        escape: escape.map(|range| span(file, range)),
    }
}

/// Where pieces of the decoded text start: `(in it, in the file)`, ascending in the first.
#[derive(Debug, Default)]
struct Pieces(Vec<(usize, usize)>);

impl Pieces {
    /// From `decoded` on, the text runs parallel to the file from `original` on.
    fn from(&mut self, decoded: usize, original: usize) {
        if let Some((last, start)) = self.0.last_mut() {
            if *last == decoded {
                *start = original;
                return;
            }
            if original.checked_sub(*start) == Some(decoded - *last) {
                return;
            }
        }
        self.0.push((decoded, original));
    }

    fn segments(self, file: FileId) -> Segments {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let mut pieces = self.0.into_iter();
        let start: Span =
            span(file, pieces.next().map_or(0..0, |(_, original)| original..original));
        pieces.fold(Segments::whole(file, start.start), |segments, (decoded, original)| {
            segments.then(narrow(decoded), narrow(original))
        })
    }
}
