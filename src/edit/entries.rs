//! Looking into the mappings of a file that is known to be sound.

use crate::document::{Entry, Node, NodeKind, Scalar};

/// The entries of a mapping; none of anything else.
pub(super) fn entries(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Mapping(entries) => entries,
        NodeKind::Sequence(_) | NodeKind::Scalar(_) | NodeKind::Null => &[],
    }
}

/// The value behind a key.
pub(super) fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entries(node).iter().find(|entry| entry.key.text == key).map(|entry| &entry.value)
}

/// The scalar behind a key.
pub(super) fn scalar<'n>(node: &'n Node, key: &str) -> Option<&'n Scalar> {
    match &get(node, key)?.kind {
        NodeKind::Scalar(scalar) => Some(scalar),
        NodeKind::Mapping(_) | NodeKind::Sequence(_) | NodeKind::Null => None,
    }
}
