//! What is drawn of a chapter: boxes, what they read, and how they are shared out among drawings.

use std::collections::BTreeMap;

use crate::site::book::Book;
use crate::site::directory::{Sort, Target};
use crate::site::order::Chapter;

use super::layers;

/// Columns of rules in one drawing; what they read may stand one column further.
const COLUMNS: usize = 4;

/// Boxes and what they read.
#[derive(Default)]
pub(super) struct Web<'a> {
    /// The boxes.
    pub(super) nodes: Vec<Node<'a>>,
    /// Pairs of positions in `nodes`: the first reads the second. No pair stands twice.
    pub(super) edges: Vec<(usize, usize)>,
}

/// What a box stands for.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    /// The thing.
    pub(super) target: &'a Target,
    /// Whether it is a rule whose text stands in another chapter.
    pub(super) elsewhere: bool,
    /// Whether what it reads is drawn later.
    pub(super) goes_on: bool,
}

impl<'a> Web<'a> {
    /// The rules of a chapter, the tables that they read, and what both read.
    pub(super) fn of(book: &'a Book<'_>, chapter: &Chapter<'a>, facts: bool) -> Self {
        let rules: Vec<_> =
            chapter.rules.iter().filter_map(|name| book.directory.named(name)).collect();
        let mut web = Self::default();
        let mut known = BTreeMap::new();
        let read = rules.iter().flat_map(|rule| book.uses.reads(&rule.anchor));
        let tables: Vec<_> = read.filter(|target| target.sort == Sort::Table).collect();
        for target in rules.iter().copied().chain(tables) {
            let from = web.take(&mut known, target, &rules);
            let drawn = |next: &&Target| match next.sort {
                Sort::Rule | Sort::Value | Sort::Table | Sort::Reading => true,
                Sort::Fact => facts,
                _ => false,
            };
            for next in book.uses.reads(&target.anchor).iter().filter(drawn) {
                let edge = (from, web.take(&mut known, next, &rules));
                if !web.edges.contains(&edge) {
                    web.edges.push(edge);
                }
            }
        }
        web
    }

    fn take(
        &mut self,
        known: &mut BTreeMap<&'a str, usize>,
        target: &'a Target,
        rules: &[&Target],
    ) -> usize {
        *known.entry(&target.anchor).or_insert_with(|| {
            let elsewhere = target.sort == Sort::Rule && !rules.contains(&target);
            self.nodes.push(Node { target, elsewhere, goes_on: false });
            self.nodes.len() - 1
        })
    }

    /// The web cut into drawings of few columns: each edge stands in that of its left end.
    pub(super) fn bands(&self) -> Vec<Self> {
        let columns = layers::columns(self.nodes.len(), &self.edges);
        let band_of = |at: usize| columns.get(at).map_or(0, |column| column / COLUMNS);
        let last = self.edges.iter().map(|(from, _)| band_of(*from)).max();
        let band = |band: usize| {
            let mut web = Self::default();
            let mut known = BTreeMap::new();
            for (from, to) in self.edges.iter().filter(|(from, _)| band_of(*from) == band) {
                let mut end = |at: usize| {
                    *known.entry(at).or_insert_with(|| {
                        let reads = self.edges.iter().any(|(from, _)| *from == at);
                        let goes_on = reads && band_of(at) > band;
                        web.nodes.extend(self.nodes.get(at).map(|node| Node { goes_on, ..*node }));
                        web.nodes.len() - 1
                    })
                };
                let edge = (end(*from), end(*to));
                web.edges.push(edge);
            }
            web
        };
        let all = (0..=last.unwrap_or(0)).map(band);
        all.filter(|web| !web.edges.is_empty()).collect()
    }
}
