//! The ends of lines and of the file.

use std::ops::Range;

use crate::document::{Node, NodeKind, Style};
use crate::edit::scalars::scalars;
use crate::edit::splice::Splice;

/// Takes away spaces at the ends of lines and lets the file end with one line end.
///
/// Inside a text after `|` or `>` both are part of the text and stay.
pub(super) fn splices(node: &Node, text: &str) -> Vec<Splice> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    scalars(node, text, &mut |found| {
        if matches!(found.scalar.style, Style::Literal | Style::Folded) {
            let span = found.scalar.span;
            blocks.push(span.start as usize..span.end as usize);
        }
    });
    let end = last_end(node, &blocks, text);
    let body = end.as_ref().map_or(text.len(), |end| end.at.start);
    let mut found: Vec<_> = trailing(text.get(..body).unwrap_or(text))
        .filter(|at| !blocks.iter().any(|block| is_in(at, block, text)))
        .map(|at| Splice::new(at, ""))
        .collect();
    found.extend(end);
    found
}

/// The spaces and tabs before each line end, and before the end of the text.
fn trailing(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let content = line.trim_end_matches(['\n', '\r']);
        let kept = content.trim_end_matches([' ', '\t']).len();
        let found = start + kept..start + content.len();
        start += line.len();
        (!found.is_empty()).then_some(found)
    })
}

/// Whether spaces belong to a block: they end one of its lines, or stand in the empty lines behind
/// it, which a `|+` keeps.
fn is_in(spaces: &Range<usize>, block: &Range<usize>, text: &str) -> bool {
    let between = text.get(block.end..spaces.start).unwrap_or("-");
    (block.start <= spaces.start && spaces.start <= block.end) || between.trim().is_empty()
}

/// What stands behind the last character of the file, if it is to be replaced by a line end.
fn last_end(node: &Node, blocks: &[Range<usize>], text: &str) -> Option<Splice> {
    let content = text.trim_end_matches([' ', '\t', '\n', '\r']).len();
    let ends_in_block = blocks.iter().any(|block| block.end >= content);
    if matches!(node.kind, NodeKind::Null) || ends_in_block {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let written = text.get(content..)?;
    (written != line_end).then(|| Splice::new(content..text.len(), line_end))
}
