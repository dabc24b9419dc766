//! A tree read by the tables of keys: what each key and value is.

use crate::document::{Node, NodeKind, Scalar};
use crate::shape::{Key, Kind, Shape, Space};

/// A named thing that a place lies in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner<'n> {
    pub(super) space: Space,
    pub(super) key: &'n Scalar,
}

/// Something that stands in a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Met<'n> {
    /// A key of a table.
    Key(&'static Key, &'n Scalar),
    /// A name and what it stands for, declared here.
    Declared(Space, &'n Scalar, &'n Node),
    /// A name as a key, declared elsewhere.
    Keyed(Space, &'n Scalar, &'n Node),
    /// A name as a value.
    Named(Space, &'n Scalar),
    /// The id of the thing around it.
    Id(&'n Scalar),
    /// An expression.
    Expression(&'n Scalar),
}

/// What is told of everything that is met: the named things around it, outermost first, and itself.
pub(super) type See<'v, 'n> = dyn FnMut(&[Owner<'n>], Met<'n>) + 'v;

/// Goes through a document.
pub(super) fn walk<'n>(document: &'n Node, shape: &'static Shape, see: &mut See<'_, 'n>) {
    form(document, shape, &mut Vec::new(), see);
}

fn form<'n>(
    node: &'n Node,
    shape: &'static Shape,
    owners: &mut Vec<Owner<'n>>,
    see: &mut See<'_, 'n>,
) {
    let NodeKind::Mapping(entries) = &node.kind else { return };
    for entry in entries {
        if let Some(key) = shape.key(&entry.key.text) {
            see(owners, Met::Key(key, &entry.key));
            value(&entry.value, &key.kind, owners, see);
        }
    }
}

fn value<'n>(
    node: &'n Node,
    kind: &'static Kind,
    owners: &mut Vec<Owner<'n>>,
    see: &mut See<'_, 'n>,
) {
    match (kind, &node.kind) {
        (Kind::Expression | Kind::Expressions, NodeKind::Scalar(scalar)) => {
            see(owners, Met::Expression(scalar));
        }
        (Kind::Id, NodeKind::Scalar(scalar)) => see(owners, Met::Id(scalar)),
        (Kind::Name(space) | Kind::Names(space), NodeKind::Scalar(scalar)) => {
            see(owners, Met::Named(*space, scalar));
        }
        (Kind::Expressions | Kind::Names(_), NodeKind::Sequence(items)) => {
            for item in items {
                value(item, kind, owners, see);
            }
        }
        (Kind::List(of), NodeKind::Sequence(items)) => {
            for item in items {
                value(item, of, owners, see);
            }
        }
        (Kind::Form(shape), _) => form(node, shape, owners, see),
        (Kind::ByKey(key, with, without), NodeKind::Mapping(entries)) => {
            let has = entries.iter().any(|entry| entry.key.text == *key);
            form(node, if has { with } else { without }, owners, see);
        }
        (Kind::Map(space, of) | Kind::ByName(space, of), NodeKind::Mapping(entries)) => {
            for entry in entries {
                let met = match kind {
                    Kind::Map(..) => Met::Declared(*space, &entry.key, &entry.value),
                    _ => Met::Keyed(*space, &entry.key, &entry.value),
                };
                see(owners, met);
                owners.push(Owner { space: *space, key: &entry.key });
                value(&entry.value, of, owners, see);
                owners.pop();
            }
        }
        (Kind::Either(kinds), _) => {
            let fits =
                kinds.iter().find(|kind| node.kind.outline().is_some_and(|one| kind.admits(one)));
            if let Some(kind) = fits {
                value(node, kind, owners, see);
            }
        }
        _ => {}
    }
}
