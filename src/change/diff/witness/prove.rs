//! That a change touches nobody although it is read, where that can be known for certain.
//!
//! Conditions are compared as regions, which tell of cases in which every fact is known.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use chrono::{Datelike, NaiveDate};

use crate::ids::NodeId;
use crate::program::{NodeKind, Program};
use crate::region::{
    Cut, Dim, Intervals, Reader, Region, Subset, Switches, Truth, Values, Zone, times,
};
use crate::text::Lang;
use crate::value::{Number, Type};

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

/// First and last day; without a last one all that follow.
type Days = (NaiveDate, Option<NaiveDate>);

/// The stretches of days on which both stay the same.
fn days(one: &Program, other: &Program) -> Vec<Days> {
    let starts = times(one).into_iter().chain(times(other)).map(|(from, _)| from);
    let starts: Vec<_> = starts.collect::<BTreeSet<_>>().into_iter().collect();
    let ends = starts.iter().skip(1).map(NaiveDate::pred_opt).chain([None]);
    starts.iter().copied().zip(ends).collect()
}

/// Whether two programs have the same nodes, so that a number stands for the same in both.
fn is_parallel(one: &Program, other: &Program) -> bool {
    one.nodes.len() == other.nodes.len()
        && one.nodes.iter().zip(&other.nodes).all(|(one, other)| {
            one.span == other.span && discriminant(&one.kind) == discriminant(&other.kind)
        })
}

/// Whether on a day everything that is decided reads the thing through conditions that are the same.
fn is_hidden(undone: &Program, new: &Program, item: &Item, day: Days) -> bool {
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
            kind => open.extend(kind.operands()),
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
                kind => open.extend(kind.operands()),
            }
        }
        self.known.insert(id, found);
        found
    }
}

/// Two rule sets that declare the same facts, on the days of one stretch.
struct Pair<'p> {
    old: Reader<'p>,
    new: Reader<'p>,
    /// The fact that selects dated values, and the days of the stretch.
    date: Option<(Dim, Subset)>,
}

impl<'p> Pair<'p> {
    fn on(old: &'p Program, new: &'p Program, (from, until): Days) -> Self {
        let reader = |program| Reader::new(program, from, Switches::Set);
        let day = |date: NaiveDate| Number::from_i64(i64::from(date.num_days_from_ce()));
        let end = until.map_or(Cut::End, |until| Cut::above(day(until)));
        let days = Values::Line(Intervals::between(Cut::below(day(from)), end, true));
        let date = new.as_of.map(|fact| (Dim::Fact(fact), Subset::of(days)));
        Self { old: reader(old), new: reader(new), date }
    }

    /// Whether a condition of the one is certain to be the same as one of the other: no facts lead
    /// to one answer there and to another here. Each region holds at least what leads to its answer.
    fn is_same(&mut self, old: NodeId, new: NodeId) -> bool {
        let (one, other) = (self.old.truth(old), self.new.truth(new));
        regions(&one).into_iter().enumerate().all(|(at, before)| {
            let others = regions(&other).into_iter().enumerate();
            let others = others.filter(|(number, _)| *number != at);
            others.into_iter().all(|(_, after)| self.is_apart(before, after))
        })
    }

    /// Whether two regions have no facts in common.
    fn is_apart(&self, old: &Region, new: &Region) -> bool {
        old.zones().iter().all(|one| {
            new.zones().iter().all(|other| {
                let mut bounds = named(&self.old, one);
                bounds.extend(named(&self.new, other));
                bounds.extend(self.date.clone());
                bounds.iter().enumerate().any(|(at, (dim, subset))| {
                    let rest = bounds.iter().skip(at).filter(|(other, _)| other == dim);
                    rest.fold(subset.clone(), |all, (_, next)| all.and(next)).is_empty()
                })
            })
        })
    }
}

fn regions(truth: &Truth) -> [&Region; 4] {
    [&truth.holds, &truth.fails, &truth.absent, &truth.open]
}

/// The bounds of a box that mean the same in both rule sets: those of facts, fields and readings.
fn named(reader: &Reader<'_>, zone: &Zone) -> Vec<(Dim, Subset)> {
    let bounds = zone.bounds().iter().filter_map(|(id, subset)| {
        let dim = reader.space().dim(*id)?;
        match dim {
            Dim::Fact(_) | Dim::Reading(_) | Dim::Field { .. } => {
                Some((dim.clone(), subset.as_ref().clone()))
            }
            Dim::Part(_) | Dim::Order { .. } => None,
        }
    });
    bounds.collect()
}
