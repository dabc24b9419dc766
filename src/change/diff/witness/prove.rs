//! That a change touches nobody although it is read, where that can be known for certain.
//!
//! Conditions are compared as regions, which tell of cases in which every fact is known.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use chrono::NaiveDate;

use crate::ids::NodeId;
use crate::program::{NodeKind, Program};
use crate::region::{Reader, Region, Switches, Truth, times};
use crate::text::Lang;
use crate::value::Type;

use super::super::item::{Item, Kind};
use super::Changed;
use super::{reads, words};

/// Why the changed thing comes to the same for everybody, in words: every condition through which
/// it is read holds, fails and is not applicable in exactly the same cases, on every day.
pub(super) fn equal(
    new: &Program,
    undone: &Program,
    changed: &Changed<'_>,
    lang: Lang,
) -> Option<String> {
    let (_, item) = (changed.old?, changed.new?);
    let days = days(new, undone);
    let same = match item.kind {
        Kind::Rule => {
            let body = |program: &Program| {
                let rule = program.rules.iter().find(|rule| reads::is(rule, item))?;
                (rule.ty == Type::Truth).then_some(rule.body)
            };
            let (old, now) = (body(undone)?, body(new)?);
            days.iter().all(|day| {
                let mut pair = Pair::on(undone, new, *day);
                pair.is_same(old, now)
            })
        }
        Kind::Parameter | Kind::Table if is_parallel(undone, new) => {
            days.iter().all(|day| is_hidden(undone, new, item, *day))
        }
        _ => false,
    };
    same.then(|| words::equal(lang))
}

/// The first days of the stretches on which both stay the same.
fn days(one: &Program, other: &Program) -> BTreeSet<NaiveDate> {
    times(one).into_iter().chain(times(other)).map(|(from, _)| from).collect()
}

/// Whether two programs have the same nodes, so that a number stands for the same in both.
fn is_parallel(one: &Program, other: &Program) -> bool {
    one.nodes.len() == other.nodes.len()
        && one.nodes.iter().zip(&other.nodes).all(|(one, other)| {
            one.span == other.span && discriminant(&one.kind) == discriminant(&other.kind)
        })
}

/// Whether on a day everything that is decided reads the thing through conditions that are the same.
fn is_hidden(undone: &Program, new: &Program, item: &Item, day: NaiveDate) -> bool {
    let outputs = new.outputs.iter().filter_map(|output| new.rule(output.rule));
    let warnings = new.warnings.iter().filter_map(|warning| warning.when);
    let mut open: Vec<NodeId> = outputs.map(|rule| rule.body).chain(warnings).collect();
    let mut pair = Pair::on(undone, new, day);
    let mut reading = Reading { program: new, item, known: BTreeMap::new() };
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) || !reading.reads(id) {
            continue;
        }
        let Some(node) = new.node(id) else { return false };
        if node.ty == Type::Truth && pair.is_same(id, id) {
            continue;
        }
        if reads::names(new, id, item) {
            return false;
        }
        match &node.kind {
            NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => {
                open.extend(new.rule(*rule).map(|rule| rule.body));
            }
            kind => kind.each_part(&mut |part| open.push(part)),
        }
    }
    true
}

/// Which nodes read a thing, through rules as well.
struct Reading<'p> {
    program: &'p Program,
    item: &'p Item,
    known: BTreeMap<NodeId, bool>,
}

impl Reading<'_> {
    fn reads(&mut self, id: NodeId) -> bool {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let (mut open, mut seen) = (vec![id], BTreeSet::new());
        let mut found = false;
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            if reads::names(self.program, next, self.item) {
                found = true;
                break;
            }
            let Some(node) = self.program.node(next) else { continue };
            match &node.kind {
                NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => {
                    open.extend(self.program.rule(*rule).map(|rule| rule.body));
                }
                kind => kind.each_part(&mut |part| open.push(part)),
            }
        }
        self.known.insert(id, found);
        found
    }
}

/// Two rule sets that declare the same facts, on one day.
struct Pair<'p> {
    old: Reader<'p>,
    new: Reader<'p>,
}

impl<'p> Pair<'p> {
    fn on(old: &'p Program, new: &'p Program, day: NaiveDate) -> Self {
        let reader = |program| Reader::new(program, day, Switches::Set);
        Self { old: reader(old), new: reader(new) }
    }

    /// Whether a condition of the one is certain to be the same as one of the other.
    fn is_same(&mut self, old: NodeId, new: NodeId) -> bool {
        let (one, other) = (self.old.truth(old), self.new.truth(new));
        if !is_plain(&self.old, &one) || !is_plain(&self.new, &other) {
            return false;
        }
        let both = regions(&one).into_iter().zip(regions(&other));
        both.into_iter().all(|(one, other)| boxes(&self.old, one) == boxes(&self.new, other))
    }
}

fn regions(truth: &Truth) -> [&Region; 4] {
    [&truth.holds, &truth.fails, &truth.absent, &truth.open]
}

fn is_plain(reader: &Reader<'_>, truth: &Truth) -> bool {
    truth.exact && regions(truth).into_iter().all(|region| reader.space().is_plain(region))
}

/// The boxes of a region by the names of their dimensions.
fn boxes(reader: &Reader<'_>, region: &Region) -> BTreeSet<String> {
    let zones = region.zones().iter().map(|zone| {
        let bounds = zone.bounds().iter();
        let bounds: BTreeSet<String> = bounds
            .map(|(dim, subset)| format!("{:?} {subset:?}", reader.space().dim(*dim)))
            .collect();
        bounds.into_iter().collect::<Vec<_>>().join("; ")
    });
    zones.collect()
}
