//! What a thing is read by: that nothing reads it is a proof that its change touches nobody.

use crate::ids::NodeId;
use crate::program::{NodeKind, Program, Rule};
use crate::region::{facts_of, reachable};
use crate::text::Lang;
use crate::value::FactSet;

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
    let read =
        |program: &Program, item: Option<&Item>| item.is_none_or(|item| !is_unread(program, item));
    let unread = (changed.old.is_some() && !read(old, changed.old) || changed.old.is_none())
        && (changed.new.is_some() && !read(new, changed.new) || changed.new.is_none());
    unread.then(|| words::unread(lang))
}

/// Whether nothing that is decided reads a thing.
fn is_unread(program: &Program, item: &Item) -> bool {
    if !matches!(item.kind, Kind::Fact | Kind::Parameter | Kind::Table | Kind::Rule | Kind::Reading)
    {
        return false;
    }
    let decided = program.outputs.iter().filter_map(|output| program.rule(output.rule));
    if item.kind == Kind::Rule && decided.into_iter().any(|rule| is(rule, item)) {
        return false;
    }
    if item.kind == Kind::Fact && program.as_of.is_some_and(|at| is_fact(program, at.index(), item))
    {
        return false;
    }
    let nodes = reachable(program);
    !nodes.iter().any(|node| names(program, *node, item))
}

pub(super) fn is(rule: &Rule, item: &Item) -> bool {
    item.kind == Kind::Rule && normal(&rule.name.ja) == normal(&item.name.ja)
}

fn is_fact(program: &Program, at: usize, item: &Item) -> bool {
    program.facts.get(at).is_some_and(|fact| fact.id == item.id)
}

/// Whether a node names a thing.
pub(super) fn names(program: &Program, node: NodeId, item: &Item) -> bool {
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
            open.extend(node.kind.operands());
            found.push(id);
        }
    }
    found
}
