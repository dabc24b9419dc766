//! The tree of a file.

use crate::shape::Outline;
use crate::source::{Segments, Span};
use crate::text::Text;

/// A value in a file and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// From its first to its last character: quotation marks and brackets belong to it, a block
    /// scalar begins with its content and ends before its last line end. Where nothing is written
    /// it is empty, behind the key.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// The shapes of values.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// `key: value` entries in the order of the file, each key once.
    Mapping(Vec<Entry>),
    /// Items in the order of the file.
    Sequence(Vec<Node>),
    /// Text, whatever it looks like: `300`, `true` and `2024-04-01` too.
    Scalar(Scalar),
    /// Nothing, `null` or `~` without quotation marks.
    Null,
}

/// One entry of a mapping.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; never empty unless it is quoted.
    pub key: Scalar,
    /// The value.
    pub value: Node,
}

/// A text and the way back to its bytes.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The text that is meant: folded, without indentation, escapes replaced.
    pub text: String,
    /// As [`Node::span`].
    pub span: Span,
    /// How it is written.
    pub style: Style,
    /// Maps byte offsets of `text` to the file.
    pub segments: Segments,
    /// The first escape (`\n`, `\u3042`, a `\` at a line's end) of a double-quoted text.
    pub escape: Option<Span>,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// After `|`.
    Literal,
    /// After `>`.
    Folded,
}

impl NodeKind {
    /// The outline of a value that is there.
    pub(crate) fn outline(&self) -> Option<Outline> {
        match self {
            Self::Scalar(_) => Some(Outline::Single),
            Self::Mapping(_) => Some(Outline::Mapping),
            Self::Sequence(_) => Some(Outline::Sequence),
            Self::Null => None,
        }
    }

    /// How messages call a value of this shape: a noun that stands before が or after "found".
    #[must_use]
    pub fn words(&self) -> Text {
        match self {
            Self::Mapping(_) => Text::new("項目と値の組", "a mapping"),
            Self::Sequence(_) => Text::new("リスト", "a list"),
            Self::Scalar(_) => Text::new("文字", "a text"),
            Self::Null => Text::new("空欄", "nothing"),
        }
    }
}
