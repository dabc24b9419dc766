//! Which applications take part, and in which order.

use std::cmp::Ordering;

use crate::diagnostic::Diagnostic;
use crate::program::AllocationPlan;
use crate::value::{self, Number, Value};

use super::ask::Asker;
use super::read::Entry;
use super::{Needed, key_count};

/// An application that takes part.
#[derive(Clone, Debug)]
pub(super) struct Runner {
    /// Its position among the entries.
    pub(super) entry: usize,
    /// What it asks for, in yen.
    pub(super) requested: Number,
}

/// What a key came to, or why it came to nothing.
pub(super) type Key = Result<Value, Vec<Diagnostic>>;

/// The applications that take part, in the given order.
pub(super) fn field(
    asker: &Asker<'_>,
    plan: &AllocationPlan,
    entries: &[Entry],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Runner> {
    let mut runners = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        match runner(asker, plan, entry) {
            Ok(Some(requested)) => runners.push(Runner { entry: at, requested }),
            Ok(None) => {}
            Err(found) => add(findings, found),
        }
    }
    runners
}

/// What an application asks for; `None` if it does not take part.
fn runner(
    asker: &Asker<'_>,
    plan: &AllocationPlan,
    entry: &Entry,
) -> Result<Option<Number>, Vec<Diagnostic>> {
    if asker.value(entry, plan.ranked_when)? != Some(Value::Truth(true)) {
        return Ok(None);
    }
    match asker.value(entry, plan.requested)? {
        Some(Value::Number(requested)) => Ok(Some(requested)),
        _ => Err(vec![Asker::undetermined(entry)]),
    }
}

/// Adds findings that are not there yet: a missing date is told once.
fn add(findings: &mut Vec<Diagnostic>, found: Vec<Diagnostic>) {
    for finding in found {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
}

/// Every key of every application that takes part, by position in `field` and in the plan.
pub(super) fn keys(
    asker: &Asker<'_>,
    plan: &AllocationPlan,
    entries: &[Entry],
    field: &[Runner],
) -> Vec<Vec<Key>> {
    let of = |entry: &Entry| {
        let values = plan.keys.iter().map(|(_, node, _)| match asker.value(entry, *node) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(vec![Asker::undetermined(entry)]),
            Err(found) => Err(found),
        });
        values.collect()
    };
    field.iter().filter_map(|runner| entries.get(runner.entry)).map(of).collect()
}

/// Positions in `field`, in order; those that agree in every key stand together. Also which keys
/// were looked at: a key is, where all keys before it agree with those of another application.
pub(super) fn groups(
    plan: &AllocationPlan,
    field: &[Runner],
    keys: &[Vec<Key>],
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Vec<usize>>, Needed) {
    let mut needed = vec![vec![false; key_count(plan)]; field.len()];
    let all: Vec<usize> = (0..field.len()).collect();
    let mut groups = if all.is_empty() { Vec::new() } else { vec![all] };
    for number in 0..key_count(plan) {
        let mut split = Vec::new();
        for group in groups {
            if group.len() < 2 {
                split.push(group);
                continue;
            }
            for at in &group {
                if let Some(one) = needed.get_mut(*at).and_then(|row| row.get_mut(number)) {
                    *one = true;
                }
            }
            split.extend(by_key(&group, keys, number, findings));
        }
        groups = split;
    }
    (groups, needed)
}

/// A group in parts, the larger value first. An application without a value is reported and stands
/// last.
fn by_key(
    group: &[usize],
    keys: &[Vec<Key>],
    number: usize,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Vec<usize>> {
    let mut valued: Vec<(usize, &Value)> = Vec::new();
    let mut rest = Vec::new();
    for at in group {
        match keys.get(*at).and_then(|row| row.get(number)) {
            Some(Ok(value)) => valued.push((*at, value)),
            Some(Err(found)) => {
                add(findings, found.clone());
                rest.push(vec![*at]);
            }
            None => rest.push(vec![*at]),
        }
    }
    valued.sort_by(|(_, left), (_, right)| order(right, left));
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut before: Option<&Value> = None;
    for (at, value) in valued {
        let same = before.is_some_and(|before| order(before, value) == Ordering::Equal);
        match parts.last_mut() {
            Some(part) if same => part.push(at),
            _ => parts.push(vec![at]),
        }
        before = Some(value);
    }
    parts.extend(rest);
    parts
}

/// `true` is larger than `false`.
fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Truth(left), Value::Truth(right)) => left.cmp(right),
        _ => value::compare(left, right).unwrap_or(Ordering::Equal),
    }
}
