//! The scalars of a file, each with what it is and where it stands.

use crate::document::{Node, NodeKind, Scalar};

use super::shape::Shape;

/// A scalar of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'n> {
    pub(super) scalar: &'n Scalar,
    pub(super) kind: Kind,
    /// Whether it stands inside `{ }` or `[ ]`, where some signs need quotation marks.
    pub(super) in_flow: bool,
}

/// What a scalar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Expression,
    /// The key of a row: expressions between commas, or a range.
    RowKey,
    Date,
    /// Words, ids, names.
    Words,
}

/// Calls `visit` for every scalar of a file, keys included, in the written order.
pub(super) fn scalars<'n>(node: &'n Node, text: &str, visit: &mut dyn FnMut(Found<'n>)) {
    walk(node, Shape::File, Surroundings { text, in_flow: false }, visit);
}

#[derive(Clone, Copy)]
struct Surroundings<'t> {
    text: &'t str,
    in_flow: bool,
}

fn walk<'n>(
    node: &'n Node,
    shape: Shape,
    around: Surroundings<'_>,
    visit: &mut dyn FnMut(Found<'n>),
) {
    let inside = Surroundings { in_flow: around.in_flow || is_flow(node, around.text), ..around };
    match &node.kind {
        NodeKind::Mapping(entries) => {
            for entry in entries {
                let kind = if shape == Shape::Rows { Kind::RowKey } else { Kind::Words };
                visit(Found { scalar: &entry.key, kind, in_flow: inside.in_flow });
                walk(&entry.value, shape.under(&entry.key.text), inside, visit);
            }
        }
        NodeKind::Sequence(items) => {
            for item in items {
                walk(item, shape.item(), inside, visit);
            }
        }
        NodeKind::Scalar(scalar) => {
            let kind = match shape {
                Shape::Date => Kind::Date,
                _ if shape.is_expression() => Kind::Expression,
                _ => Kind::Words,
            };
            visit(Found { scalar, kind, in_flow: around.in_flow });
        }
        NodeKind::Null => {}
    }
}

/// Whether a mapping or sequence is written with brackets.
pub(super) fn is_flow(node: &Node, text: &str) -> bool {
    let written = text.get(node.span.start as usize..).unwrap_or("");
    match &node.kind {
        NodeKind::Mapping(_) => written.starts_with('{'),
        // Without indentation a list begins with its first item, which may have a bracket.
        NodeKind::Sequence(items) => {
            let first = items.first().map(|item| item.span.start);
            written.starts_with('[') && first != Some(node.span.start)
        }
        NodeKind::Scalar(_) | NodeKind::Null => false,
    }
}
