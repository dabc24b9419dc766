//! Which old line a new line comes from, and on which days two things differ.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::item::{Item, Line, Order, Version};
use super::marks::likeness;

/// Lines less alike than this are a removal and an addition.
const LEAST_LIKE: f32 = 0.34;

/// More lines than this of one key are matched by what identifies them alone.
const MOST_COMPARED: usize = 60;

/// A line that differs; one side is absent where it was added or removed.
#[derive(Clone, Debug)]
pub(super) struct Pair<'i> {
    pub(super) old: Option<&'i Line>,
    pub(super) new: Option<&'i Line>,
}

impl Pair<'_> {
    fn is_same(&self, other: &Self) -> bool {
        let norm = |line: Option<&Line>| line.map(|line| (line.key, line.norm.clone()));
        norm(self.old) == norm(other.old) && norm(self.new) == norm(other.new)
    }
}

/// The differences of some days; `None` for those of every day.
#[derive(Clone, Debug)]
pub(super) struct Stretch<'i> {
    pub(super) days: Option<(NaiveDate, Option<NaiveDate>)>,
    pub(super) pairs: Vec<Pair<'i>>,
}

/// All differences of two things, either of which may be absent.
pub(super) fn differences<'i>(old: Option<&'i Item>, new: Option<&'i Item>) -> Vec<Stretch<'i>> {
    let always = pairs(lines(old), lines(new));
    let mut found = Vec::new();
    if !always.is_empty() {
        found.push(Stretch { days: None, pairs: always });
    }
    found.extend(by_days(versions(old), versions(new)));
    found
}

fn lines(item: Option<&Item>) -> &[Line] {
    item.map(|item| item.lines.as_slice()).unwrap_or_default()
}

fn versions(item: Option<&Item>) -> &[Version] {
    item.map(|item| item.versions.as_slice()).unwrap_or_default()
}

/// Differences by stretches of days on which both sides stay the same.
fn by_days<'i>(old: &'i [Version], new: &'i [Version]) -> Vec<Stretch<'i>> {
    let mut starts = BTreeSet::new();
    for version in old.iter().chain(new) {
        starts.insert(version.from);
        starts.extend(version.until.and_then(|until| until.succ_opt()));
    }
    let starts: Vec<NaiveDate> = starts.into_iter().collect();
    let mut found: Vec<Stretch<'i>> = Vec::new();
    for (at, from) in starts.iter().enumerate() {
        let until = starts.get(at + 1).and_then(NaiveDate::pred_opt);
        let pairs = pairs(on(old, *from), on(new, *from));
        if pairs.is_empty() {
            continue;
        }
        let follows = |last: &Stretch<'_>| {
            last.days.and_then(|(_, until)| until?.succ_opt()) == Some(*from)
                && last.pairs.len() == pairs.len()
                && last.pairs.iter().zip(&pairs).all(|(one, other)| one.is_same(other))
        };
        match found.last_mut() {
            Some(last) if follows(last) => {
                last.days = last.days.map(|(first, _)| (first, until));
            }
            _ => found.push(Stretch { days: Some((*from, until)), pairs }),
        }
    }
    found
}

/// The lines in force on a day.
fn on(versions: &[Version], day: NaiveDate) -> &[Line] {
    let mut last: Option<&Version> = None;
    for version in versions.iter().filter(|version| version.from <= day) {
        last = Some(version);
    }
    let last = last.filter(|version| version.until.is_none_or(|until| day <= until));
    last.map(|version| version.lines.as_slice()).unwrap_or_default()
}

/// The lines that differ, in the order of the new ones; removed ones stand where their key does.
pub(super) fn pairs<'i>(old: &'i [Line], new: &'i [Line]) -> Vec<Pair<'i>> {
    let mut keys: Vec<&str> = Vec::new();
    for line in new.iter().chain(old) {
        if !keys.contains(&line.key) {
            keys.push(line.key);
        }
    }
    keys.into_iter()
        .flat_map(|key| {
            let of = |lines: &'i [Line]| -> Vec<&'i Line> {
                lines.iter().filter(|line| line.key == key).collect()
            };
            of_key(of(old), of(new))
        })
        .collect()
}

fn of_key<'i>(old: Vec<&'i Line>, new: Vec<&'i Line>) -> Vec<Pair<'i>> {
    let fixed = new.iter().chain(&old).any(|line| line.order == Order::Fixed);
    if !fixed {
        return matched(old, new);
    }
    let norms =
        |lines: &[&Line]| -> Vec<String> { lines.iter().map(|line| line.norm.clone()).collect() };
    let ops = capture_diff_slices(Algorithm::Myers, &norms(&old), &norms(&new));
    let part = |lines: &[&'i Line], range: std::ops::Range<usize>| -> Vec<&'i Line> {
        lines.get(range).unwrap_or_default().to_vec()
    };
    ops.iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .flat_map(|op| matched(part(&old, op.old_range()), part(&new, op.new_range())))
        .collect()
}

/// Matches lines whose order does not matter: equal ones fall out, then those that name the same,
/// then those that read alike.
fn matched<'i>(mut old: Vec<&'i Line>, new: Vec<&'i Line>) -> Vec<Pair<'i>> {
    let mut open: Vec<(&'i Line, Option<&'i Line>)> = Vec::new();
    for line in new {
        match old.iter().position(|other| other.norm == line.norm) {
            Some(at) => drop(old.remove(at)),
            None => open.push((line, None)),
        }
    }
    for (line, from) in &mut open {
        let named = |other: &&Line| !line.ident.is_empty() && other.ident == line.ident;
        *from = old.iter().position(named).map(|at| old.remove(at));
    }
    if open.len() <= MOST_COMPARED && old.len() <= MOST_COMPARED {
        for (line, from) in open.iter_mut().filter(|(_, from)| from.is_none()) {
            let like = |other: &Line| likeness(&other.norm, &line.norm);
            let best = old.iter().enumerate().map(|(at, other)| (at, like(other)));
            let best = best.max_by(|(_, one), (_, other)| one.total_cmp(other));
            // What stands alone on both sides under one key is one thing that changed.
            let alone = old.len() == 1 && line.ident.is_empty() && line.order == Order::Free;
            *from = best
                .filter(|(_, like)| *like >= LEAST_LIKE || (alone && !is_listed(line)))
                .map(|(at, _)| old.remove(at));
        }
    }
    let changed = open.into_iter().map(|(line, from)| Pair { old: from, new: Some(line) });
    let gone = old.into_iter().map(|line| Pair { old: Some(line), new: None });
    changed.chain(gone).collect()
}

/// Whether a line is one of several of its sort.
fn is_listed(line: &Line) -> bool {
    matches!(line.key, "condition" | "row" | "element" | "exception" | "choice" | "day" | "entry")
}
