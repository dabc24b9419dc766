//! Where each name of a scheme is declared and used.
//!
//! ```text
//! trees ── walk, by the tables of keys ──▶ names and expressions
//! checked nodes, by place ─────────────────▶ what a name of an expression stands for
//! ```
//!
//! The checker knows what each name stands for; here that is looked up by place. Where it gave up,
//! the name alone decides.

mod cases;
mod expressions;
mod names;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::document::{Node, Scalar};
use crate::ids::NodeId;
use crate::model::keys;
use crate::program::NodeKind;
use crate::rulebook::Survey;
use crate::source::{FileId, Span};

use super::catalogue::{Catalogue, Symbol};
use super::walk::{Met, walk};

pub(super) use cases::of_cases;

/// A name in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The name and nothing around it.
    pub(super) span: Span,
    pub(super) symbol: Symbol,
    /// Whether the thing is declared here.
    pub(super) declares: bool,
    /// Whether its id is written, not its name.
    pub(super) by_id: bool,
}

/// All names of the files of one scheme.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) catalogue: Catalogue,
    /// Sorted by place.
    occurrences: Vec<Occurrence>,
}

impl Index {
    pub(super) fn new(survey: &Survey) -> Self {
        let mut builder = Builder::new(survey);
        for document in &survey.documents {
            if let Some(node) = &document.node {
                builder.document(node);
            }
        }
        let Builder { catalogue, mut found, .. } = builder;
        found.sort_by_key(|one| one.span);
        found.dedup();
        Self { catalogue, occurrences: found }
    }

    /// The name at a byte of a file; at the end of a name too.
    pub(super) fn at(&self, file: FileId, offset: u32) -> Option<Occurrence> {
        let holds = |one: &&Occurrence| {
            one.span.file == file && one.span.start <= offset && offset <= one.span.end
        };
        let mut found: Vec<_> = self.occurrences.iter().filter(holds).collect();
        found.sort_by_key(|one| (one.span.end == offset, one.span.end - one.span.start));
        found.first().map(|one| **one)
    }

    /// Every name of a thing.
    pub(super) fn of(&self, symbol: Symbol) -> impl Iterator<Item = &Occurrence> {
        self.occurrences.iter().filter(move |one| one.symbol == symbol)
    }

    /// Where a thing is declared: its name or, where it has none, its id.
    pub(super) fn declaration(&self, symbol: Symbol) -> Option<Span> {
        let mut declared: Vec<_> = self.of(symbol).filter(|one| one.declares).collect();
        declared.sort_by_key(|one| one.by_id);
        declared.first().map(|one| one.span)
    }

    /// Names of one file.
    pub(super) fn in_file(&self, file: FileId) -> impl Iterator<Item = &Occurrence> {
        self.occurrences.iter().filter(move |one| one.span.file == file)
    }
}

/// Goes through the files.
struct Builder<'s> {
    survey: &'s Survey,
    catalogue: Catalogue,
    /// Checked nodes by place.
    nodes: BTreeMap<Span, Vec<NodeId>>,
    found: Vec<Occurrence>,
}

impl<'s> Builder<'s> {
    fn new(survey: &'s Survey) -> Self {
        let mut nodes: BTreeMap<Span, Vec<NodeId>> = BTreeMap::new();
        for (at, node) in survey.program.nodes.iter().enumerate() {
            nodes.entry(node.span).or_default().push(NodeId::new(at));
        }
        let catalogue = Catalogue::new(&survey.model, &survey.program);
        Self { survey, catalogue, nodes, found: Vec::new() }
    }

    fn document(&mut self, node: &Node) {
        walk(node, &keys::FILE, &mut |owners, met| match met {
            Met::Id(scalar) => self.id(owners, scalar),
            Met::Declared(space, key, value) => self.declared(owners, space, key, value),
            Met::Named(space, scalar) => self.named(owners, space, scalar),
            Met::Expression(scalar) => self.expression(owners, scalar),
            Met::Key(..) | Met::Keyed(..) => {}
        });
    }

    fn add(&mut self, span: Span, symbol: Symbol, declares: bool, by_id: bool) {
        self.found.push(Occurrence { span, symbol, declares, by_id });
    }

    /// The kinds of the checked nodes at a place.
    fn kinds(&self, span: Span) -> impl Iterator<Item = (&NodeKind, &crate::value::Type)> {
        let ids = self.nodes.get(&span).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.survey.program.node(*id)).map(|node| (&node.kind, &node.ty))
    }
}

/// The place of the text of a scalar, without white space and quotation marks.
fn text_span(scalar: &Scalar) -> Span {
    let start = scalar.text.len() - scalar.text.trim_start().len();
    let end = start + scalar.text.trim().len();
    part(scalar, start, end)
}

/// The place of a part of the text of a scalar.
fn part(scalar: &Scalar, start: usize, end: usize) -> Span {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    scalar.segments.map(narrow(start), narrow(end))
}
