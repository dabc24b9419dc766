//! Answers that are tried out to see what a question would do.

use chrono::Days;

use crate::eval::{self, Evaluation, Question, Silent};
use crate::facts::Facts;
use crate::ids::{FactId, NodeId};
use crate::program::{Fact, NodeKind, Program, RangeNode};
use crate::value::{Answer, Number, Type, Value};

/// How many answers are tried at most.
const MOST: usize = 9;

/// Both answers of a boolean, each choice, none and all of a set of choices; of a number or date
/// what it is compared with, and its neighbours.
///
/// Values outside the declared range are left out. A text or a list has none: no rows stand for all.
pub(super) fn values(
    program: &Program,
    facts: &Facts,
    question: &Question,
    evaluation: &Evaluation,
    id: FactId,
) -> Vec<Value> {
    let Some(fact) = program.fact(id) else { return Vec::new() };
    let mut found: Vec<Value> = match &fact.ty {
        Type::Truth => vec![Value::Truth(true), Value::Truth(false)],
        Type::Choice(list) => choices(program, *list).collect(),
        Type::Set(of) => match **of {
            Type::Choice(list) => {
                vec![Value::Set(Vec::new().into()), Value::Set(choices(program, list).collect())]
            }
            _ => Vec::new(),
        },
        Type::Number(_) | Type::Date => {
            let question = Question { as_of: evaluation.as_of, ..question.clone() };
            let edges = compared(program, id).into_iter().filter_map(|node| {
                match eval::evaluate_node(program, facts, &question, node, None, &mut Silent) {
                    Ok(Answer::Known(value)) => Some(value),
                    _ => None,
                }
            });
            edges.flat_map(|edge| around(fact, edge)).collect()
        }
        _ => Vec::new(),
    };
    let mut once: Vec<Value> = Vec::new();
    for value in found.drain(..) {
        if once.len() < MOST && !once.contains(&value) {
            once.push(value);
        }
    }
    once
}

fn choices(program: &Program, list: crate::ids::ChoicesId) -> impl Iterator<Item = Value> {
    let count = program.choices.get(list.index()).map_or(0, |list| list.choices.len());
    (0..count).filter_map(|at| u16::try_from(at).ok()).map(Value::Choice)
}

/// What a fact is compared with.
fn compared(program: &Program, fact: FactId) -> Vec<NodeId> {
    let is = |node: NodeId| matches!(program.node(node).map(|node| &node.kind), Some(NodeKind::Fact(one)) if *one == fact);
    let mut found = Vec::new();
    for node in &program.nodes {
        match &node.kind {
            NodeKind::Binary { op, left, right } if op.is_comparison() => {
                if is(*left) {
                    found.push(*right);
                } else if is(*right) {
                    found.push(*left);
                }
            }
            NodeKind::InRange { item, range, .. } if is(*item) => {
                let RangeNode { low, high, .. } = **range;
                found.extend([low, high].into_iter().flatten());
            }
            _ => {}
        }
    }
    found
}

/// A value, the one before it and the one behind it.
fn around(fact: &Fact, edge: Value) -> Vec<Value> {
    match edge {
        Value::Number(number) => {
            let below = number.checked_sub(&Number::ONE).ok();
            let above = number.checked_add(&Number::ONE).ok();
            let inside = |number: &Number| {
                let fits = fact.low.as_ref().is_none_or(|low| number >= low)
                    && fact.high.as_ref().is_none_or(|high| number <= high);
                fits && (!fact.whole || number.is_integer())
            };
            let all = [below, Some(number), above].into_iter().flatten().filter(inside);
            all.map(Value::Number).collect()
        }
        Value::Date(date) => {
            let (below, above) =
                (date.checked_sub_days(Days::new(1)), date.checked_add_days(Days::new(1)));
            [below, Some(date), above].into_iter().flatten().map(Value::Date).collect()
        }
        _ => Vec::new(),
    }
}
