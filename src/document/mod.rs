//! The text of a YAML file as a tree with places.
//!
//! ```text
//! bytes ── read_bytes ──▶ Sources ── read ──▶ Node, findings
//! ```
//!
//! The tree is what the author wrote and nothing more: a mapping keeps its order, a scalar stays
//! text (`012`, `no` and `2024-04-01` are decided about by who asked for them), and every node and
//! every character of a scalar leads back to its bytes in the file.
//!
//! Refused here, each with its place: files over 1 MiB, nesting over 64, duplicate keys, anchors,
//! aliases, tags, merge keys, a second document, tabs as indentation, and full-width signs that an
//! input method left where YAML needs plain ones.
//!
//! The YAML library is named in `library.rs` and `library_words.rs` alone.

mod builder;
mod bytes;
mod events;
mod library;
mod library_words;
mod lines;
mod node;
mod pieces;
mod traps;

pub use bytes::read_bytes;
pub use node::{Entry, Node, NodeKind, Scalar, Style};
pub use traps::look_alike;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Sources, Span};

/// The largest file that is read, in bytes: 1 MiB.
pub const MAX_BYTES: usize = 1024 * 1024;

/// How many mappings and sequences may stand inside one another.
pub const MAX_DEPTH: usize = 64;

/// Reading ends at this number of findings in one file.
const MAX_FINDINGS: usize = 100;

/// Reads one file.
///
/// The tree is `None` if the file could not be read to its end; the findings then say why. A file
/// without content gives [`NodeKind::Null`]. Where there are a tree and findings, the tree lacks
/// what they point at: of two entries with one key it has the first, an alias is
/// [`NodeKind::Null`], an entry with a merge key or with a key that is no scalar is left out.
///
/// Findings are in the order in which they were met; a file has at most 100.
#[must_use]
pub fn read(sources: &Sources, file: FileId) -> (Option<Node>, Vec<Diagnostic>) {
    let text = sources.text(file);
    if text.len() > MAX_BYTES {
        let start = Span { file, start: 0, end: 0 };
        return (None, vec![bytes::too_large(start)]);
    }
    let mut events = library::LibraryEvents::new(text);
    builder::build(&mut events, text, file)
}

/// A finding that is about levels of nesting.
fn too_deep(at: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, at).with("limit", MAX_DEPTH)
}

#[cfg(test)]
mod tests;
