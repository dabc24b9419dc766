//! Which bracketed lists and mappings of a file are laid out, and which of them together.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::layout::{Cell, lay_out};
use crate::document::{Node, NodeKind, Scalar};
use crate::edit::scalars::is_flow;
use crate::edit::shape::Shape;
use crate::edit::splice::Splice;

/// Cells of a line up to which things are aligned.
const WIDEST: usize = 100;

/// What is to be replaced so that bracketed lists and mappings are spaced and aligned.
///
/// One that goes over several lines is the author's own layout and stays.
pub(super) fn splices(node: &Node, text: &str) -> Vec<Splice> {
    let mut sheet = Sheet { text, found: Vec::new() };
    if is_flow(node, text) {
        sheet.group(&[Member { node, key: None }]);
    } else {
        sheet.block(node, Shape::File);
    }
    sheet.found
}

/// A bracketed value on one line, with its key if it has one.
#[derive(Clone, Copy)]
struct Member<'n> {
    node: &'n Node,
    /// Given where the room behind the key is ours to choose.
    key: Option<&'n Scalar>,
}

struct Sheet<'t> {
    text: &'t str,
    found: Vec<Splice>,
}

impl Sheet<'_> {
    /// Takes in what stands in a mapping or sequence without brackets.
    fn block(&mut self, node: &Node, shape: Shape) {
        let children: Vec<(Option<&Scalar>, &Node, Shape)> = match &node.kind {
            NodeKind::Mapping(entries) => entries
                .iter()
                .map(|entry| (Some(&entry.key), &entry.value, shape.under(&entry.key.text)))
                .collect(),
            NodeKind::Sequence(items) => {
                items.iter().map(|item| (None, item, shape.item())).collect()
            }
            NodeKind::Scalar(_) | NodeKind::Null => return,
        };
        let mut group: Vec<Member<'_>> = Vec::new();
        for (key, value, below) in children {
            if !is_flow(value, self.text) {
                self.block(value, below);
                continue;
            }
            if !self.is_on_one_line(value) {
                continue;
            }
            let key = key.filter(|_| shape.is_in_columns());
            let start = key.map_or(value.span.start, |key| key.span.start);
            let follows = shape.is_in_columns()
                && group.last().is_some_and(|last| self.is_next_line(last.node.span.end, start));
            if !follows {
                self.group(&std::mem::take(&mut group));
            }
            group.push(Member { node: value, key });
        }
        self.group(&group);
    }

    fn is_on_one_line(&self, node: &Node) -> bool {
        self.between(node.span.start, node.span.end).is_some_and(|text| !text.contains('\n'))
    }

    fn is_next_line(&self, end: u32, start: u32) -> bool {
        self.between(end, start).is_some_and(|text| text.matches('\n').count() == 1)
    }

    fn between(&self, start: u32, end: u32) -> Option<&str> {
        self.text.get(start as usize..end as usize)
    }

    /// Lays out what stands under each other: aligned, or each alone if lines would grow too long.
    fn group(&mut self, members: &[Member<'_>]) {
        let cells: Vec<_> = members.iter().map(|member| Cell::of(member.node, self.text)).collect();
        let keys = members.iter().filter_map(|member| self.key_width(*member)).max();
        let together = lay_out(&cells.iter().collect::<Vec<_>>());
        let fits = members.iter().zip(&together).all(|(member, line)| {
            let before = self.before(*member).width();
            let room = keys.zip(self.key_width(*member)).map_or(0, |(widest, own)| widest - own);
            before + room + line.width() <= WIDEST
        });
        for (at, member) in members.iter().enumerate() {
            let alone = cells.get(at).and_then(|cell| lay_out(&[cell]).pop());
            let line = if fits { together.get(at).cloned() } else { alone };
            let room = if fits { keys } else { None };
            self.behind_key(*member, room);
            self.replace(range(member.node), line.unwrap_or_default());
        }
    }

    /// What stands on the line before a value, with one space behind its key.
    fn before(&self, member: Member<'_>) -> String {
        let end = member.key.map_or(member.node.span.start, |key| key.span.end);
        let text = self.text.get(..end as usize).unwrap_or("");
        let line = text.get(text.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or("");
        format!("{line}{}", if member.key.is_some() { ": " } else { "" })
    }

    fn key_width(&self, member: Member<'_>) -> Option<usize> {
        let key = member.key?;
        self.between(key.span.start, key.span.end).map(UnicodeWidthStr::width)
    }

    /// Sets the room between a key and its value, so that the value begins behind `widest`.
    fn behind_key(&mut self, member: Member<'_>, widest: Option<usize>) {
        let (Some(key), Some(width)) = (member.key, self.key_width(member)) else { return };
        let gap = key.span.end as usize..member.node.span.start as usize;
        if self.text.get(gap.clone()).is_some_and(|gap| gap.trim_matches([' ', '\t']) == ":") {
            let room = widest.map_or(0, |widest| widest - width);
            self.replace(gap, format!(": {}", " ".repeat(room)));
        }
    }

    fn replace(&mut self, at: Range<usize>, with: String) {
        if self.text.get(at.clone()) != Some(with.as_str()) {
            self.found.push(Splice::new(at, with));
        }
    }
}

fn range(node: &Node) -> Range<usize> {
    node.span.start as usize..node.span.end as usize
}
