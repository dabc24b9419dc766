//! What a YAML library has to tell: the seam between it and the tree.

use std::ops::Range;

use crate::text::Text;

use super::Style;

/// A step through a file. Offsets are bytes from the start of the file.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// A document begins.
    DocumentStart {
        /// Where.
        at: Range<usize>,
    },
    /// `text` is decoded; `at` includes quotation marks. Empty and plain where nothing is written.
    Scalar { text: String, style: Style, at: Range<usize> },
    /// A sequence begins.
    SequenceStart { at: Range<usize> },
    /// The innermost sequence ends.
    SequenceEnd { at: Range<usize> },
    /// A mapping begins.
    MappingStart { at: Range<usize> },
    /// The innermost mapping ends. Its scalars, sequences and mappings were key, value, key, …
    MappingEnd { at: Range<usize> },
    /// `*name`, in the place of a node.
    Alias { at: Range<usize> },
    /// `&name` of the node that was begun last.
    Anchor { at: Range<usize> },
    /// `!name` of the node that comes next.
    Tag { at: Range<usize> },
}

/// Why a file cannot be read further.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    /// The byte at which the library gave up.
    pub(super) at: usize,
    /// What it met there.
    pub(super) kind: FailureKind,
}

/// The kinds of failure that differ in their code.
#[derive(Clone, Debug)]
pub(super) enum FailureKind {
    TooDeep,
    Tab,
    /// A part of YAML that rule files do without.
    Feature(Text),
    /// A line, a key or an item that cannot stand where it is, in words.
    Misplaced(Text),
    /// Anything else, in words.
    Syntax(Text),
}

/// The events of one file, in order.
pub(super) trait Events {
    /// The next event; `None` after the last one and after a failure.
    fn next(&mut self) -> Option<Result<Event, Failure>>;
}
