//! Documents, steps and contacts that nothing collects, and choices that no rule gives.
//!
//! The choices of a fact come from outside: one that no expression names is an answer like any
//! other. Of a reading one alternative may go without being named, the one that `else` is for.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::ChoicesId;
use crate::program::{Key, NodeKind, Program};
use crate::source::Span;
use crate::value::{Answer, Type, Value};

use super::unused::is_shared;
use super::warn;

pub(super) fn find(program: &Program) -> Vec<Diagnostic> {
    let used = used(program);
    let mut found = Vec::new();
    for (choices, spans) in things(program) {
        found.extend(unnamed(program, &used, choices).filter_map(|(at, name)| {
            let place = *spans.get(at)?;
            Some(finding(program, choices, name, place))
        }));
    }
    for (choices, place) in given(program) {
        let names = unnamed(program, &used, choices).map(|(_, name)| name);
        found.extend(names.map(|name| finding(program, choices, name, place)));
    }
    for reading in &program.readings {
        let names: Vec<_> = unnamed(program, &used, reading.choices).collect();
        let is_read = |node: &crate::program::Node| {
            matches!(node.kind, NodeKind::Reading(_)) && node.ty == Type::Choice(reading.choices)
        };
        if names.len() > 1 && program.nodes.iter().any(is_read) {
            found.extend(
                names.iter().map(|(_, name)| finding(program, reading.choices, name, reading.span)),
            );
        }
    }
    found.retain(|finding| finding.at.is_some_and(|at| !is_shared(program, at)));
    found
}

fn finding(program: &Program, choices: ChoicesId, name: &str, at: Span) -> Diagnostic {
    let of = program.choices.get(choices.index()).map(|list| list.name.clone());
    warn(Code::UnusedChoice, at).with("name", name).with_text("of", of.unwrap_or_default())
}

/// Documents, steps and contacts, with the place of each.
fn things(program: &Program) -> [(ChoicesId, Vec<Span>); 3] {
    [
        (ChoicesId::DOCUMENTS, &program.documents),
        (ChoicesId::STEPS, &program.steps),
        (ChoicesId::CONTACTS, &program.contacts),
    ]
    .map(|(choices, things)| (choices, things.iter().map(|thing| thing.span).collect()))
}

/// The lists of choices that rules and parameters have for themselves.
fn given(program: &Program) -> Vec<(ChoicesId, Span)> {
    let mut taken: BTreeSet<ChoicesId> =
        (0..=ChoicesId::CLAUSES.index()).map(ChoicesId::new).collect();
    taken.extend(program.readings.iter().map(|reading| reading.choices));
    let fields = program.records.iter().flat_map(|record| &record.fields);
    taken.extend(program.facts.iter().chain(fields).filter_map(|fact| list_of(&fact.ty)));
    let rules = program.rules.iter().map(|rule| (&rule.ty, rule.span));
    let parameters = program.parameters.iter().map(|one| (&one.ty, one.span));
    let mut found = Vec::new();
    for (ty, span) in parameters.chain(rules) {
        if let Some(choices) = list_of(ty)
            && taken.insert(choices)
        {
            found.push((choices, span));
        }
    }
    found
}

/// The list that a choice or a set of choices is of.
fn list_of(ty: &Type) -> Option<ChoicesId> {
    match ty {
        Type::Choice(choices) => Some(*choices),
        Type::Set(of) => list_of(of),
        _ => None,
    }
}

type Used = BTreeSet<(ChoicesId, u16)>;

/// The choices of a list that stand nowhere, with their positions.
fn unnamed<'p>(
    program: &'p Program,
    used: &'p Used,
    choices: ChoicesId,
) -> impl Iterator<Item = (usize, &'p str)> {
    let list = program.choices.get(choices.index()).map(|list| list.choices.as_slice());
    list.unwrap_or_default().iter().enumerate().filter_map(move |(at, choice)| {
        let position = u16::try_from(at).unwrap_or(u16::MAX);
        (!used.contains(&(choices, position))).then_some((at, choice.name.ja.as_str()))
    })
}

/// Every choice that an expression, a value or a cell names.
fn used(program: &Program) -> Used {
    let mut used = Used::new();
    for node in &program.nodes {
        match &node.kind {
            NodeKind::Constant(value) => take(&mut used, &node.ty, value),
            NodeKind::Collect(elements) => {
                let Type::Set(of) = &node.ty else { continue };
                for value in elements.iter().flat_map(|element| &element.values) {
                    take(&mut used, of, value);
                }
            }
            _ => {}
        }
    }
    for parameter in &program.parameters {
        for dated in &parameter.values {
            if let Answer::Known(value) = &dated.value {
                take(&mut used, &parameter.ty, value);
            }
        }
    }
    for table in &program.tables {
        for row in table.editions.iter().flat_map(|edition| &edition.rows) {
            if let Key::OneOf(keys) = &row.key {
                for key in keys {
                    take(&mut used, &table.key, key);
                }
            }
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                take(&mut used, &column.ty, cell);
            }
        }
    }
    let fields = program.records.iter().flat_map(|record| &record.fields);
    for fact in program.facts.iter().chain(fields) {
        if let Some(value) = &fact.default {
            take(&mut used, &fact.ty, value);
        }
    }
    for members in &program.groups {
        used.extend(members.iter().map(|at| (ChoicesId::DOCUMENTS, *at)));
    }
    used
}

fn take(used: &mut Used, ty: &Type, value: &Value) {
    match (ty, value) {
        (Type::Choice(choices), Value::Choice(at)) => {
            used.insert((*choices, *at));
        }
        (Type::Set(of), Value::Set(values)) => {
            for value in values.iter() {
                take(used, of, value);
            }
        }
        _ => {}
    }
}
