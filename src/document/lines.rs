//! Lines of a text, with their places.

use std::ops::Range;

use crate::source::{FileId, Span};

/// A line and where it starts in its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    /// Without its end.
    pub(super) text: &'t str,
}

/// The start of the line that `offset` is in.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// The lines from `start` on, which is the start of one.
pub(super) fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut next = Some(start);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = text.get(start..)?;
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = rest.get(length..).unwrap_or("");
        let end = if end.starts_with("\r\n") { 2 } else { usize::from(!end.is_empty()) };
        next = (end > 0).then_some(start + length + end);
        Some(Line { start, text: rest.get(..length).unwrap_or("") })
    })
}

/// A range of bytes as a place in a file.
pub(super) fn span(file: FileId, at: Range<usize>) -> Span {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { file, start: narrow(at.start), end: narrow(at.end) }
}
