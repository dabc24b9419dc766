//! That a change touches nobody, where that can be known for certain.

use crate::ids::NodeId;
use crate::program::{NodeKind, Program, Rule};
use crate::region::{Reader, Switches, Truth, facts_of, reachable, times};
use crate::text::Lang;
use crate::value::{FactSet, Type};

use super::super::item::{Item, Kind, normal};
use super::Changed;
use super::words;

/// Why nobody can be touched: nothing that is decided reads the thing, or the rules are not in force
/// when it differs.
pub(super) fn none(
    old: &Program,
    new: &Program,
    changed: &Changed<'_>,
    lang: Lang,
) -> Option<String> {
    let kind = changed.new.or(changed.old)?.kind;
    let in_force = |program: &Program| {
        changed.days.is_empty()
            || changed.days.iter().any(|(from, until)| {
                program.until.is_none_or(|last| *from <= last)
                    && until.is_none_or(|until| program.from <= until)
            })
    };
    if !in_force(old) && !in_force(new) {
        return Some(words::not_in_force(lang));
    }
    if kind == Kind::Allocation {
        return Some(words::allocation(lang));
    }
    let read = |program: &Program, item: Option<&Item>| {
        item.is_none_or(|item| !is_unread(program, item))
    };
    let unread = (changed.old.is_some() && !read(old, changed.old) || changed.old.is_none())
        && (changed.new.is_some() && !read(new, changed.new) || changed.new.is_none());
    unread.then(|| words::unread(lang))
}

/// Whether nothing that is decided reads a thing.
fn is_unread(program: &Program, item: &Item) -> bool {
    if !matches!(item.kind, Kind::Fact | Kind::Parameter | Kind::Table | Kind::Rule | Kind::Reading) {
        return false;
    }
    let decided = program.outputs.iter().filter_map(|output| program.rule(output.rule));
    if item.kind == Kind::Rule && decided.into_iter().any(|rule| is(rule, item)) {
        return false;
    }
    if item.kind == Kind::Fact && program.as_of.is_some_and(|at| is_fact(program, at.index(), item)) {
        return false;
    }
    let nodes = reachable(program);
    !nodes.iter().any(|node| names(program, *node, item))
}

fn is(rule: &Rule, item: &Item) -> bool {
    item.kind == Kind::Rule && normal(&rule.name.ja) == normal(&item.name.ja)
}

fn is_fact(program: &Program, at: usize, item: &Item) -> bool {
    program.facts.get(at).is_some_and(|fact| fact.id == item.id)
}

/// Whether a node names a thing.
fn names(program: &Program, node: NodeId, item: &Item) -> bool {
    let Some(node) = program.node(node) else { return false };
    let same = |name: &str| normal(name) == normal(&item.name.ja);
    match (&node.kind, item.kind) {
        (NodeKind::Fact(fact), Kind::Fact) => is_fact(program, fact.index(), item),
        (NodeKind::Parameter(id), Kind::Parameter) => {
            program.parameters.get(id.index()).is_some_and(|one| same(&one.name.ja))
        }
        (NodeKind::Lookup { table, .. }, Kind::Table) => {
            program.tables.get(table.index()).is_some_and(|one| same(&one.name.ja))
        }
        (NodeKind::Reading(id), Kind::Reading) => {
            program.readings.get(id.index()).is_some_and(|one| same(&one.name.ja))
        }
        (NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. }, Kind::Rule) => {
            program.rule(*rule).is_some_and(|rule| is(rule, item))
        }
        _ => false,
    }
}

/// The facts that have to do with a thing: those of the rules that name it.
pub(super) fn facts_concerned(program: &Program, changed: &Changed<'_>) -> FactSet {
    let Some(item) = changed.new.or(changed.old) else { return FactSet::default() };
    let mut facts = FactSet::default();
    for rule in &program.rules {
        if is(rule, item) || own_nodes(program, rule).iter().any(|one| names(program, *one, item)) {
            facts = facts.and(facts_of(program, rule.body));
        }
    }
    facts
}

/// The nodes of a rule, those of other rules left out.
fn own_nodes(program: &Program, rule: &Rule) -> Vec<NodeId> {
    let (mut open, mut found) = (vec![rule.body], Vec::new());
    while let Some(id) = open.pop() {
        if let Some(node) = program.node(id) {
            node.kind.each_part(&mut |part| open.push(part));
            found.push(id);
        }
    }
    found
}

/// Why a changed condition is the same to everybody: it holds, fails and is not applicable in
/// exactly the same cases under both rule sets, on every day.
pub(super) fn equal(
    new: &Program,
    undone: &Program,
    changed: &Changed<'_>,
    lang: Lang,
) -> Option<String> {
    let (before, after) = (changed.old?, changed.new?);
    let rule = |program: &Program, item: &Item| {
        let found = program.rules.iter().find(|rule| is(rule, item))?;
        (found.ty == Type::Truth).then_some(found.body)
    };
    // The change is undone under the new name.
    let bodies = (rule(undone, after)?, rule(new, after)?);
    if before.kind != Kind::Rule {
        return None;
    }
    let days = times(new);
    let same = times(undone) == days
        && days.iter().all(|(from, _)| {
            let mut old = Reader::new(undone, *from, Switches::Set);
            let mut new = Reader::new(new, *from, Switches::Set);
            let (one, other) = (old.truth(bodies.0), new.truth(bodies.1));
            is_equal((&old, &one), (&new, &other))
        });
    same.then(|| words::equal(lang))
}

/// Whether two truths, read from rules that declare the same facts, are the same.
fn is_equal(old: (&Reader<'_>, &Truth), new: (&Reader<'_>, &Truth)) -> bool {
    let plain = |reader: &Reader<'_>, truth: &Truth| {
        truth.exact
            && [&truth.holds, &truth.fails, &truth.absent, &truth.open]
                .into_iter()
                .all(|region| reader.space().is_plain(region))
    };
    if !plain(old.0, old.1) || !plain(new.0, new.1) {
        return false;
    }
    let both = [
        (&old.1.holds, &new.1.holds),
        (&old.1.fails, &new.1.fails),
        (&old.1.absent, &new.1.absent),
        (&old.1.open, &new.1.open),
    ];
    let boxes = |reader: &Reader<'_>, region: &crate::region::Region| {
        let mut boxes: Vec<String> = region
            .zones()
            .iter()
            .map(|zone| {
                let mut bounds: Vec<_> = zone
                    .bounds()
                    .iter()
                    .map(|(dim, subset)| format!("{:?} {subset:?}", reader.space().dim(*dim)))
                    .collect();
                bounds.sort();
                bounds.join("; ")
            })
            .collect();
        boxes.sort();
        boxes
    };
    both.into_iter().all(|(one, other)| boxes(old.0, one) == boxes(new.0, other))
}
