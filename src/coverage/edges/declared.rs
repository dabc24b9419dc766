//! What declarations tell of the value of a node: what moves it, its smallest unit, its range.

use crate::functions::Kind;
use crate::ids::NodeId;
use crate::program::{Fact, NodeKind, Program};
use crate::syntax::ast::{Aggregate, BinaryOp};
use crate::value::{self, Answer, Number, Type, Value};

use super::super::walk;

/// How deep rules are followed; chains of rules are bounded, brackets too.
const DEEPEST: usize = 400;

/// Whether a fact can move the value of a node.
pub(super) fn moves(program: &Program, node: NodeId) -> bool {
    let reached = walk::reached(program, [node]);
    program.nodes.iter().zip(reached).any(|(node, seen)| {
        seen && matches!(
            node.kind,
            NodeKind::Fact(_) | NodeKind::Field { .. } | NodeKind::Variable(_)
        )
    })
}

/// Whether a case can move what a node comes to: by a fact, by a reading, by its date.
pub(in super::super) fn is_movable(program: &Program, node: NodeId) -> bool {
    let reached = walk::reached(program, [node]);
    program.nodes.iter().zip(reached).any(|(node, seen)| {
        seen && match &node.kind {
            NodeKind::Fact(_)
            | NodeKind::Field { .. }
            | NodeKind::Variable(_)
            | NodeKind::Reading(_)
            | NodeKind::Editions(_) => true,
            NodeKind::Parameter(parameter) => {
                program.parameters.get(parameter.index()).is_some_and(|one| one.values.len() > 1)
            }
            NodeKind::Lookup { table, .. } => {
                program.tables.get(table.index()).is_some_and(|one| one.editions.len() > 1)
            }
            _ => false,
        }
    })
}

/// Whether a value is `undetermined` or `not_applicable` whatever the facts are.
pub(in super::super) fn is_never_known(program: &Program, id: NodeId) -> bool {
    let Some(node) = program.node(id) else { return false };
    let inner = |id: &NodeId| is_never_known(program, *id);
    match &node.kind {
        NodeKind::Undetermined | NodeKind::NotApplicable => true,
        NodeKind::Call { arguments, .. } => arguments.iter().any(inner),
        NodeKind::Binary { op, left, right } => {
            !matches!(op, BinaryOp::And | BinaryOp::Or) && (inner(left) || inner(right))
        }
        NodeKind::Negate(body) | NodeKind::Scope { body, .. } | NodeKind::Stage { body, .. } => {
            inner(body)
        }
        _ => false,
    }
}

/// The smallest unit: what the value was rounded to; else 1 of what is counted in whole numbers and
/// of yen, a day, a month; a hundredth of what can be divided at will.
pub(in super::super) fn step(program: &Program, node: NodeId, ty: &Type) -> Number {
    if let Some(unit) = rounding(program, node, 0) {
        return unit;
    }
    let divisible = match ty {
        Type::Number(unit) => !unit.is_yen() && !is_whole(program, node, 0),
        _ => false,
    };
    if divisible { Number::ratio(1, 100).unwrap_or(Number::ONE) } else { Number::ONE }
}

/// The unit to which a value is rounded last, where it is the same on every day.
fn rounding(program: &Program, id: NodeId, depth: usize) -> Option<Number> {
    let node = program.node(id).filter(|_| depth < DEEPEST)?;
    match &node.kind {
        NodeKind::Rule(rule) => rounding(program, program.rule(*rule)?.body, depth + 1),
        NodeKind::Scope { body, .. }
        | NodeKind::Stage { body, .. }
        | NodeKind::Requirement { condition: body, .. } => rounding(program, *body, depth + 1),
        NodeKind::Call { function, arguments } if function.name.starts_with("round_") => {
            match range(program, *arguments.get(1)?, 0) {
                (Some(Value::Number(unit)), Some(Value::Number(high))) if unit == high => {
                    (!unit.is_zero()).then(|| unit.abs())
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_whole(program: &Program, id: NodeId, depth: usize) -> bool {
    let Some(node) = program.node(id).filter(|_| depth < DEEPEST) else { return false };
    let whole = |id: &NodeId| is_whole(program, *id, depth + 1);
    match &node.kind {
        NodeKind::Constant(value) => is_integer(value),
        NodeKind::Fact(fact) => program.fact(*fact).is_some_and(|fact| fact.whole),
        NodeKind::Field { .. } => field(program, &node.kind).is_some_and(|field| field.whole),
        NodeKind::Parameter(parameter) => {
            program.parameters.get(parameter.index()).is_some_and(|parameter| {
                parameter.values.iter().all(|one| match &one.value {
                    Answer::Known(value) => is_integer(value),
                    Answer::Unknown(_) | Answer::NotApplicable => true,
                })
            })
        }
        NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => {
            program.rule(*rule).is_some_and(|rule| whole(&rule.body))
        }
        NodeKind::Aggregate { function: Aggregate::Count, .. } => true,
        NodeKind::Aggregate { body, .. } => whole(body),
        NodeKind::Binary { op, left, right } => {
            *op != BinaryOp::Divide && whole(left) && whole(right)
        }
        NodeKind::If { then, otherwise, .. } => whole(then) && whole(otherwise),
        NodeKind::Call { function, arguments } if function.name.starts_with("round_") => {
            arguments.get(1).is_some_and(whole)
        }
        // What does not compute with numbers counts days, years or elements.
        NodeKind::Call { arguments, .. } => arguments.iter().all(|argument| {
            let number =
                program.node(*argument).is_some_and(|node| matches!(node.ty, Type::Number(_)));
            !number || whole(argument)
        }),
        NodeKind::Scope { body, .. } | NodeKind::Stage { body, .. } => whole(body),
        kind => {
            let operands = walk::operands(kind);
            let number = |id: &&NodeId| {
                program.node(**id).is_some_and(|node| matches!(node.ty, Type::Number(_)))
            };
            let mut numbers = operands.iter().filter(number).peekable();
            numbers.peek().is_some() && numbers.all(whole)
        }
    }
}

fn is_integer(value: &Value) -> bool {
    matches!(value, Value::Number(number) if number.is_integer())
}

fn field<'p>(program: &'p Program, kind: &NodeKind) -> Option<&'p Fact> {
    let NodeKind::Field { record, field, .. } = kind else { return None };
    program.records.get(record.index())?.fields.get(usize::from(*field))
}

/// The least and the most that a node can come to, as far as declarations tell.
pub(super) fn range(program: &Program, id: NodeId, depth: usize) -> (Option<Value>, Option<Value>) {
    let Some(node) = program.node(id).filter(|_| depth < DEEPEST) else { return (None, None) };
    let inner = |id: NodeId| range(program, id, depth + 1);
    let declared = |fact: Option<&Fact>| {
        let end = |end: &Option<Number>| end.clone().map(Value::Number);
        fact.map_or((None, None), |fact| (end(&fact.low), end(&fact.high)))
    };
    match &node.kind {
        NodeKind::Constant(value) => (Some(value.clone()), Some(value.clone())),
        NodeKind::Fact(fact) => declared(program.fact(*fact)),
        NodeKind::Field { .. } => declared(field(program, &node.kind)),
        NodeKind::Parameter(parameter) => {
            let values = program.parameters.get(parameter.index()).map(|one| one.values.as_slice());
            let known = values.unwrap_or_default().iter().filter_map(|one| match &one.value {
                Answer::Known(value) => Some(value.clone()),
                Answer::Unknown(_) | Answer::NotApplicable => None,
            });
            known.map(|value| (Some(value.clone()), Some(value))).reduce(either).unwrap_or_default()
        }
        NodeKind::Rule(rule) => program.rule(*rule).map_or((None, None), |rule| inner(rule.body)),
        NodeKind::Scope { body, .. } | NodeKind::Stage { body, .. } => inner(*body),
        NodeKind::If { then, otherwise, .. } => either(inner(*then), inner(*otherwise)),
        NodeKind::IfApplicable { value, otherwise } => either(inner(*value), inner(*otherwise)),
        NodeKind::Aggregate { function: Aggregate::Count, .. } => (Some(zero()), None),
        NodeKind::Call { function, .. } if function.gives == Kind::Count => (Some(zero()), None),
        NodeKind::Aggregate { function: Aggregate::Sum, body, .. } => {
            let least = inner(*body).0.filter(is_not_negative);
            (least.map(|_| zero()), None)
        }
        NodeKind::Binary { op: BinaryOp::Add, left, right } => {
            let (left, right) = (inner(*left), inner(*right));
            let sum = |one: Option<Value>, other: Option<Value>| value::add(&one?, &other?).ok();
            (sum(left.0, right.0), sum(left.1, right.1))
        }
        _ => (None, None),
    }
}

fn zero() -> Value {
    Value::Number(Number::ZERO)
}

fn is_not_negative(value: &Value) -> bool {
    matches!(value, Value::Number(number) if !number.is_negative())
}

type Ends = (Option<Value>, Option<Value>);

/// The range that holds both.
fn either(one: Ends, other: Ends) -> Ends {
    let pick = |one: Option<Value>, other: Option<Value>, first_if_less: bool| {
        let (one, other) = (one?, other?);
        let is_less = value::compare(&one, &other)?.is_le();
        Some(if is_less == first_if_less { one } else { other })
    };
    (pick(one.0, other.0, true), pick(one.1, other.1, false))
}
