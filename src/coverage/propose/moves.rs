//! Facts that can be moved, and moving one.

use crate::facts::Facts;
use crate::ids::{FactId, NodeId};
use crate::program::{Fact, NodeKind, Program};
use crate::value::{Number, Type, Value};

use super::super::{edges, walk};

/// Rows of a list that are tried.
const MOST_ROWS: usize = 3;

/// A fact; of a list one field of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mover {
    pub(crate) fact: FactId,
    /// Row, from 0, and position of the field.
    pub(crate) cell: Option<(usize, usize)>,
}

impl Mover {
    /// The declaration of what is moved.
    pub(crate) fn declared(self, program: &Program) -> Option<&Fact> {
        let fact = program.fact(self.fact)?;
        match (self.cell, &fact.ty) {
            (None, _) => Some(fact),
            (Some((_, field)), Type::List(record)) => {
                program.records.get(record.index())?.fields.get(field)
            }
            (Some(_), _) => None,
        }
    }
}

/// Facts and fields that the nodes read, those of earlier nodes first. Fields are named by their
/// record.
pub(super) fn reached(program: &Program, nodes: &[NodeId]) -> Vec<NodeKind> {
    let mut found: Vec<NodeKind> = Vec::new();
    for node in nodes {
        let seen = walk::reached(program, [*node]);
        for (one, _) in program.nodes.iter().zip(seen).filter(|(_, seen)| *seen) {
            let is_known = found.iter().any(|kind| match (kind, &one.kind) {
                (NodeKind::Fact(kind), NodeKind::Fact(one)) => kind == one,
                (
                    NodeKind::Field { record, field, .. },
                    NodeKind::Field { record: other, field: position, .. },
                ) => record == other && field == position,
                _ => false,
            });
            if !is_known && matches!(one.kind, NodeKind::Fact(_) | NodeKind::Field { .. }) {
                found.push(one.kind.clone());
            }
        }
    }
    found
}

/// The facts among `reached` that a case gives and that have an order.
pub(super) fn of_case(program: &Program, facts: &Facts, reached: &[NodeKind]) -> Vec<Mover> {
    let mut movers = Vec::new();
    for kind in reached {
        match kind {
            NodeKind::Fact(fact) => movers.push(Mover { fact: *fact, cell: None }),
            NodeKind::Field { record, field, .. } => {
                let lists = program.facts.iter().enumerate();
                let lists = lists.filter(|(_, fact)| fact.ty == Type::List(*record));
                for (at, _) in lists {
                    let cell = |row| Some((row, usize::from(*field)));
                    let fact = FactId::new(at);
                    movers.extend((0..MOST_ROWS).map(|row| Mover { fact, cell: cell(row) }));
                }
            }
            _ => {}
        }
    }
    movers.retain(|mover| value(facts, *mover).is_some_and(|value| is_ordered(&value)));
    movers
}

fn is_ordered(value: &Value) -> bool {
    matches!(value, Value::Number(_) | Value::Date(_) | Value::Period(_))
}

fn value(facts: &Facts, mover: Mover) -> Option<Value> {
    match (facts.get(mover.fact)?, mover.cell) {
        (Value::List(rows), Some((row, field))) => rows.get(row)?.get(field)?.clone(),
        (value, None) => Some(value.clone()),
        (_, Some(_)) => None,
    }
}

/// Moves a fact by a number of its units; its values before and after. `None` if it is not given or
/// the result is outside what its declaration allows.
pub(super) fn apply(
    program: &Program,
    facts: &mut Facts,
    mover: Mover,
    by: &Number,
) -> Option<(Value, Value)> {
    let before = value(facts, mover)?;
    let after = edges::moved(&before, by)?;
    if after == before || !is_allowed(mover.declared(program)?, &after) {
        return None;
    }
    match mover.cell {
        None => facts.set(mover.fact, Some(after.clone())),
        Some((row, field)) => {
            let Some(Value::List(rows)) = facts.get(mover.fact) else { return None };
            let mut rows = rows.to_vec();
            let mut cells = rows.get(row)?.to_vec();
            *cells.get_mut(field)? = Some(after.clone());
            *rows.get_mut(row)? = cells.into();
            facts.set(mover.fact, Some(Value::List(rows.into())));
        }
    }
    Some((before, after))
}

fn is_allowed(fact: &Fact, value: &Value) -> bool {
    let Value::Number(number) = value else { return true };
    (!fact.whole || number.is_integer())
        && fact.low.as_ref().is_none_or(|low| low <= number)
        && fact.high.as_ref().is_none_or(|high| number <= high)
}
