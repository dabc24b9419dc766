//! Whether two files say the same: the proof of an edit that must not change the meaning.

use crate::calendar::parse_date;
use crate::document::{Node, NodeKind};
use crate::source::Segments;
use crate::syntax::{self, Expr};

use super::scalars::{Kind, scalars};

/// Whether two files have the same tree, where expressions and dates may be spelled differently
/// as long as they read as equal. Comments, white space and quotation marks do not count.
///
/// `false` if an expression or a date of either cannot be read.
pub(super) fn say_the_same(left: (&Node, &str), right: (&Node, &str)) -> bool {
    have_one_form(left.0, right.0) && {
        let (left, right) = (meanings(left), meanings(right));
        left.is_some() && left == right
    }
}

/// Whether mappings, sequences and scalars stand in the same places.
fn have_one_form(left: &Node, right: &Node) -> bool {
    match (&left.kind, &right.kind) {
        (NodeKind::Mapping(left), NodeKind::Mapping(right)) => {
            let mut pairs = left.iter().zip(right);
            left.len() == right.len()
                && pairs.all(|(left, right)| have_one_form(&left.value, &right.value))
        }
        (NodeKind::Sequence(left), NodeKind::Sequence(right)) => {
            let mut pairs = left.iter().zip(right);
            left.len() == right.len() && pairs.all(|(left, right)| have_one_form(left, right))
        }
        (NodeKind::Scalar(_), NodeKind::Scalar(_)) | (NodeKind::Null, NodeKind::Null) => true,
        _ => false,
    }
}

/// What a scalar means, without the way in which it is written.
#[derive(PartialEq)]
enum Meaning<'n> {
    Expression(Expr),
    Date(chrono::NaiveDate),
    Words(&'n str),
}

/// The meanings of all scalars in order; `None` if one has none.
fn meanings<'n>((node, text): (&'n Node, &str)) -> Option<Vec<Meaning<'n>>> {
    let mut found = Vec::new();
    scalars(node, text, &mut |one| {
        let written = one.scalar.text.as_str();
        found.push(match one.kind {
            Kind::Expression => expression(written).map(Meaning::Expression),
            Kind::RowKey => expression(&bracketed(written).0).map(Meaning::Expression),
            Kind::Date => parse_date(written.trim()).ok().map(|read| Meaning::Date(read.date)),
            Kind::Words => Some(Meaning::Words(written)),
        });
    });
    found.into_iter().collect()
}

fn expression(text: &str) -> Option<Expr> {
    syntax::parse(text, &Segments::whole(crate::source::FileId::default(), 0)).ok()
}

/// The key of a row as an expression, and how many bytes stand before the key in it: a list of
/// keys is written without its brackets.
pub(super) fn bracketed(key: &str) -> (String, usize) {
    if key.trim_start().starts_with(['[', '(']) {
        (key.to_owned(), 0)
    } else {
        (format!("[{key}]"), 1)
    }
}
