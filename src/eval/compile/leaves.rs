//! Relations of a leaf to a constant.
//!
//! What kind of value a constant is, is known beforehand; so a fact or field beside it is looked at
//! where it lies, and goes through the general form only if it is not there or of another kind.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::eval::compare::Relation;
use crate::eval::machine::Machine;
use crate::eval::part::Part;
use crate::eval::record::Silent;
use crate::eval::slim::{Eval, Slim};
use crate::eval::truth::Truth;
use crate::ids::FactId;
use crate::value::{Small, Value};

use super::code::{Compiles, Condition, Operand};

/// An operand that may lie somewhere as a value.
pub(super) trait Leaf: Part<Silent, Slim> + Copy + Send + Sync + 'static {
    fn lies<'m>(&self, machine: &'m Machine<'_, Silent>) -> Option<&'m Value>;
}

#[derive(Clone, Copy)]
pub(super) struct Fact(pub(super) FactId);

#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) variable: u8,
    pub(super) field: u16,
}

/// A constant as an operand.
#[derive(Clone, Copy)]
struct Fixed(Slim);

impl Leaf for Fact {
    #[inline]
    fn lies<'m>(&self, machine: &'m Machine<'_, Silent>) -> Option<&'m Value> {
        machine.facts.get(self.0)
    }
}

impl Leaf for Field {
    #[inline]
    fn lies<'m>(&self, machine: &'m Machine<'_, Silent>) -> Option<&'m Value> {
        machine.frames.field(self.variable, self.field)?.ok()
    }
}

impl Part<Silent, Slim> for Fact {
    #[inline]
    fn work_out(&self, machine: &mut Machine<'_, Silent>) -> Eval {
        Ok(machine.fact(self.0))
    }

    #[inline]
    fn skip(&self, _: &mut Machine<'_, Silent>) {}
}

impl Part<Silent, Slim> for Field {
    #[inline]
    fn work_out(&self, machine: &mut Machine<'_, Silent>) -> Eval {
        Ok(machine.field(self.variable, self.field))
    }

    #[inline]
    fn skip(&self, _: &mut Machine<'_, Silent>) {}
}

impl Part<Silent, Slim> for Fixed {
    #[inline]
    fn work_out(&self, _: &mut Machine<'_, Silent>) -> Eval {
        Ok(self.0)
    }

    #[inline]
    fn skip(&self, _: &mut Machine<'_, Silent>) {}
}

/// The relation of an operand to a constant.
pub(super) fn compare_with(relation: Relation, left: Operand, right: Slim) -> Condition {
    match left {
        Operand::Fact(fact) => leaf_with(relation, Fact(fact), right),
        Operand::Field { variable, field } => leaf_with(relation, Field { variable, field }, right),
        left => {
            let right = Fixed(right);
            Truth::form(move |machine| machine.compare(relation, &left, &right))
        }
    }
}

fn leaf_with(relation: Relation, leaf: impl Leaf, constant: Slim) -> Condition {
    match constant {
        Slim::Choice(choice) => among(relation, leaf, constant, move |value| match value {
            Value::Choice(given) => Some(given.cmp(&choice)),
            _ => None,
        }),
        Slim::Date(date) => among(relation, leaf, constant, move |value| on_day(value, date)),
        constant => match constant.small() {
            Some(small) => among(relation, leaf, constant, move |value| of_number(value, small)),
            None => among(relation, leaf, constant, |_| None),
        },
    }
}

#[inline]
fn on_day(value: &Value, date: NaiveDate) -> Option<Ordering> {
    match value {
        Value::Date(given) => Some(given.cmp(&date)),
        _ => None,
    }
}

#[inline]
fn of_number(value: &Value, small: Small) -> Option<Ordering> {
    match value {
        Value::Number(given) => Some(given.small()?.cmp(&small)),
        _ => None,
    }
}

/// `order` tells how a value stands to the constant, if it is of the kind.
fn among(
    relation: Relation,
    leaf: impl Leaf,
    constant: Slim,
    order: impl Fn(&Value) -> Option<Ordering> + Send + Sync + 'static,
) -> Condition {
    Truth::form(move |machine| match leaf.lies(machine).and_then(&order) {
        Some(order) => Ok(Truth::known(relation.holds(order))),
        None => machine.compare(relation, &leaf, &Fixed(constant)),
    })
}
