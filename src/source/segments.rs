//! The pieces of a file that were joined to make one expression.

use super::{FileId, Span};

/// Maps places of a decoded scalar back to its file.
///
/// An expression in a YAML block is not one stretch of its file: every line loses its
/// indentation first, a folded scalar loses its line ends. `Segments` keeps, per piece, where it
/// starts in the expression and where it starts in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments {
    file: FileId,
    /// `(offset in the expression, offset in the file)`, ascending in both, never empty.
    starts: Vec<(u32, u32)>,
}

impl Segments {
    /// One piece: the whole expression sits at `start` in the file.
    #[must_use]
    pub fn whole(file: FileId, start: u32) -> Self {
        Self { file, starts: vec![(0, start)] }
    }

    /// Adds a piece that begins at `derived` in the expression and at `original` in the file.
    #[must_use]
    pub fn then(mut self, derived: u32, original: u32) -> Self {
        self.starts.push((derived, original));
        self
    }

    /// The file range that the expression range `start..end` was read from.
    #[must_use]
    pub fn map(&self, start: u32, end: u32) -> Span {
        let last = end.saturating_sub(1).max(start);
        let end = self.at(last) + end.saturating_sub(last);
        Span { file: self.file, start: self.at(start), end }
    }

    fn at(&self, offset: u32) -> u32 {
        let piece = self.starts.iter().rev().find(|(derived, _)| *derived <= offset);
        piece.map_or(offset, |(derived, original)| original + (offset - derived))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_second_line_of_a_block_is_exact() {
        // |\n    資本金 <=\n    3億円
        let pieces = Segments::whole(FileId(0), 100).then(13, 118);
        assert_eq!(pieces.map(0, 9), Span { file: FileId(0), start: 100, end: 109 });
        assert_eq!(pieces.map(13, 14), Span { file: FileId(0), start: 118, end: 119 });
    }
}
