//! Plain spelling of expressions, row keys and dates.

use unicode_normalization::UnicodeNormalization;

use crate::calendar::parse_date;
use crate::document::{Node, Style};
use crate::source::Span;
use crate::syntax;

use super::quotes::{is_plain, mark};
use crate::edit::same::bracketed;
use crate::edit::scalars::{Found, Kind, scalars};
use crate::edit::splice::Splice;

/// What is to be replaced inside the scalars of a file.
pub(super) fn splices(node: &Node, text: &str) -> Vec<Splice> {
    let mut all = Vec::new();
    scalars(node, text, &mut |found| {
        let changes = match found.kind {
            Kind::Expression => expression(&found.scalar.text, 0),
            Kind::RowKey => {
                let (whole, before) = bracketed(&found.scalar.text);
                expression(&whole, before)
            }
            Kind::Date => date(&found.scalar.text),
            Kind::Words => Vec::new(),
        };
        all.extend(placed(found, changes, text).unwrap_or_default());
    });
    all
}

/// Changes of the text of a scalar, by its bytes.
type Changes = Vec<Splice>;

/// `before` bytes of the expression stand before the scalar.
fn expression(whole: &str, before: usize) -> Changes {
    let changes = syntax::changes(whole).unwrap_or_default().into_iter();
    changes
        .filter_map(|(at, with)| {
            let at = at.start.checked_sub(before)?..at.end.checked_sub(before)?;
            Some(Splice::new(at, with))
        })
        .collect()
}

fn date(written: &str) -> Changes {
    let plain: String = written.trim().nfkc().collect();
    if plain == written || parse_date(&plain) != parse_date(written.trim()) {
        return Vec::new();
    }
    vec![Splice::new(0..written.len(), plain)]
}

/// The changes at their places in the file, with quotation marks where the new spelling needs
/// them. `None` if it can stand in neither kind of marks.
fn placed(found: Found<'_>, changes: Changes, text: &str) -> Option<Vec<Splice>> {
    let scalar = found.scalar;
    let within = |splice: &Splice| {
        let bytes = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        range(scalar.segments.map(bytes(splice.at.start), bytes(splice.at.end)))
    };
    // Line breaks are the author's, and what stands between the pieces of a block is no part of
    // the expression.
    let is_on_a_line = |splice: &Splice| {
        text.get(within(splice)).is_some_and(|written| !written.contains(['\n', '\r']))
    };
    let changes: Changes = changes.into_iter().filter(is_on_a_line).collect();
    if changes.is_empty() {
        return Some(Vec::new());
    }
    let mut placed: Vec<_> =
        changes.iter().map(|splice| Splice::new(within(splice), splice.with.clone())).collect();
    if scalar.style == Style::Plain {
        let spelled = crate::edit::splice::splice(&scalar.text, changes)?;
        if !is_plain(&spelled, found.in_flow) {
            let (mark, at) = (mark(&spelled)?.to_string(), range(scalar.span));
            placed.insert(0, Splice::new(at.start..at.start, mark.clone()));
            placed.push(Splice::new(at.end..at.end, mark));
        }
    }
    Some(placed)
}

fn range(span: Span) -> std::ops::Range<usize> {
    span.start as usize..span.end as usize
}
