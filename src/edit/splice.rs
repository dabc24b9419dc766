//! Replacing pieces of a text and nothing else.

use std::ops::Range;

/// One piece of a text and what takes its place.
///
/// An empty range is a place between two characters: the replacement is put in there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// What stands there afterwards. May be empty.
    pub with: String,
}

impl Splice {
    /// A replacement.
    #[must_use]
    pub fn new(at: Range<usize>, with: impl Into<String>) -> Self {
        Self { at, with: with.into() }
    }
}

/// The text with all replacements made at once; every byte outside of them is that of `text`.
///
/// Replacements may come in any order. Of several at one empty place, the one that comes first in
/// the list stands first.
///
/// `None` if two of them overlap, or if one does not begin and end between characters of `text`:
/// nothing half-edited comes out.
#[must_use]
pub fn splice(text: &str, mut splices: Vec<Splice>) -> Option<String> {
    splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
    let mut written = String::with_capacity(text.len());
    let mut read = 0;
    for Splice { at, with } in splices {
        // A range that begins before the last one ended is backwards here, and there is no such.
        written.push_str(text.get(read..at.start)?);
        text.get(at.clone())?;
        written.push_str(&with);
        read = at.end;
    }
    written.push_str(text.get(read..)?);
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_replacements_are_made_and_nothing_else() {
        let text = "補助率: 1/3 # 覚え";
        let behind = text.len();
        let splices = vec![
            Splice::new(behind..behind, "\n"),
            Splice::new(11..14, "1/2"),
            Splice::new(14..14, " "),
        ];
        assert_eq!(splice(text, splices).as_deref(), Some("補助率: 1/2  # 覚え\n"));
        assert_eq!(splice(text, Vec::new()).as_deref(), Some(text));
    }

    #[test]
    fn what_cannot_be_done_is_not_begun() {
        for ranges in [[0..3, 2..5], [0..0, 1..3], [0..0, 0..99], [0..6, 3..3]] {
            let splices = ranges.into_iter().map(|at| Splice::new(at, "x")).collect();
            assert_eq!(splice("限度額", splices), None);
        }
    }
}
