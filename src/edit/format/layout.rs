//! Bracketed lists and mappings on one line, alone or under each other.

use unicode_width::UnicodeWidthStr;

use crate::document::{Node, NodeKind};
use crate::edit::scalars::is_flow;

/// A piece of a line.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// As written.
    Leaf(String),
    Bracketed(Bracketed),
}

#[derive(Clone, Debug)]
pub(super) struct Bracketed {
    is_mapping: bool,
    /// Each with its key and colon, which are empty in a list.
    items: Vec<(String, Cell)>,
}

impl Cell {
    /// The node as written on one line. Whatever is written in an unusual way, such as a comma
    /// before the closing bracket, is a leaf.
    pub(super) fn of(node: &Node, text: &str) -> Self {
        let written = text.get(node.span.start as usize..node.span.end as usize).unwrap_or("");
        let bracketed = is_flow(node, text).then(|| Bracketed::of(node, text)).flatten();
        bracketed.map_or_else(|| Self::Leaf(written.to_owned()), Self::Bracketed)
    }
}

impl Bracketed {
    fn of(node: &Node, text: &str) -> Option<Self> {
        let between = |start: u32, end: u32| text.get(start as usize..end as usize);
        let is_gap = |start: u32, end: u32, sign: &str| {
            between(start, end).is_some_and(|gap| gap.trim_matches([' ', '\t']) == sign)
        };
        let (inner, close) = (node.span.start + 1, node.span.end - 1);
        let mut items = Vec::new();
        let mut read = inner;
        let mut item = |head: String, start: u32, value: &Node| {
            let sign = if read == inner { "" } else { "," };
            let follows = is_gap(read, start, sign);
            read = value.span.end;
            items.push((head, Cell::of(value, text)));
            follows
        };
        let is_usual = match &node.kind {
            NodeKind::Mapping(entries) => entries.iter().all(|entry| {
                let (key, value) = (entry.key.span, &entry.value);
                let head = format!("{}:", between(key.start, key.end).unwrap_or(""));
                value.span.start < value.span.end
                    && is_gap(key.end, value.span.start, ":")
                    && item(head, key.start, value)
            }),
            NodeKind::Sequence(values) => values.iter().all(|value| {
                value.span.start < value.span.end && item(String::new(), value.span.start, value)
            }),
            NodeKind::Scalar(_) | NodeKind::Null => false,
        };
        let is_mapping = matches!(node.kind, NodeKind::Mapping(_));
        (is_usual && is_gap(read, close, "")).then_some(Self { is_mapping, items })
    }

    /// Whether one of two begins as the other does: the same keys, as far as the shorter goes, or
    /// the same number of items.
    fn is_like(&self, other: &Self) -> bool {
        let mut heads = self.items.iter().zip(&other.items);
        self.is_mapping == other.is_mapping
            && (self.is_mapping || self.items.len() == other.items.len())
            && heads.all(|((left, _), (right, _))| left == right)
    }
}

/// The lines of pieces that stand under each other, in their order. Pieces of one form are padded
/// so that their parts begin in the same columns.
pub(super) fn lay_out(cells: &[&Cell]) -> Vec<String> {
    let alike = alike(cells);
    if alike.is_empty() {
        return cells.iter().map(|cell| alone(cell)).collect();
    }
    let mut lines: Vec<String> = alike.iter().map(|one| open(one).to_owned()).collect();
    let columns = alike.iter().map(|one| one.items.len()).max().unwrap_or(0);
    for column in 0..columns {
        add_column(&mut lines, &alike, column);
    }
    for (line, one) in lines.iter_mut().zip(&alike) {
        line.push_str(close(one));
    }
    lines
}

/// The parts of all pieces if they have one form, else nothing.
fn alike<'c>(cells: &[&'c Cell]) -> Vec<&'c Bracketed> {
    let bracketed: Vec<_> = cells
        .iter()
        .filter_map(|cell| match cell {
            Cell::Bracketed(one) => Some(one),
            Cell::Leaf(_) => None,
        })
        .collect();
    let longest = bracketed.iter().max_by_key(|one| one.items.len());
    let is_one_form = bracketed.len() == cells.len()
        && longest.is_some_and(|longest| bracketed.iter().all(|one| one.is_like(longest)));
    if is_one_form { bracketed } else { Vec::new() }
}

fn alone(cell: &Cell) -> String {
    match cell {
        Cell::Leaf(written) => written.clone(),
        Cell::Bracketed(_) => lay_out(&[cell]).pop().unwrap_or_default(),
    }
}

fn open(one: &Bracketed) -> &'static str {
    match (one.is_mapping, one.items.is_empty()) {
        (true, true) => "{",
        (true, false) => "{ ",
        (false, _) => "[",
    }
}

fn close(one: &Bracketed) -> &'static str {
    match (one.is_mapping, one.items.is_empty()) {
        (true, true) => "}",
        (true, false) => " }",
        (false, _) => "]",
    }
}

/// Adds one item to each line that has it, and room before the next.
fn add_column(lines: &mut [String], alike: &[&Bracketed], column: usize) {
    let present: Vec<_> = alike.iter().filter_map(|one| one.items.get(column)).collect();
    let cells: Vec<_> = present.iter().map(|(_, cell)| cell).collect();
    let mut written = lay_out(&cells).into_iter().zip(present);
    for (line, one) in lines.iter_mut().zip(alike) {
        if column < one.items.len()
            && let Some((cell, (head, _))) = written.next()
        {
            line.push_str(head);
            line.push_str(if head.is_empty() { "" } else { " " });
            line.push_str(&cell);
        }
    }
    let goes_on = |one: &Bracketed| column + 1 < one.items.len();
    let ends = lines.iter().zip(alike).filter(|(_, one)| goes_on(one));
    let widest = ends.map(|(line, _)| line.width()).max().unwrap_or(0);
    for (line, _) in lines.iter_mut().zip(alike).filter(|(_, one)| goes_on(one)) {
        let room = widest - line.width();
        line.push_str(", ");
        line.extend(std::iter::repeat_n(' ', room));
    }
}
