//! The code of conditions.

use crate::eval::compare::Relation;
use crate::eval::part::Part;
use crate::eval::truth::Truth;
use crate::ids::NodeId;
use crate::program::NodeKind;
use crate::syntax::ast::BinaryOp;

use super::Compiler;
use super::code::{Compiles, Condition, Operand};
use super::leaves;

impl<'p> Compiler<'p> {
    pub(super) fn condition(&mut self, id: NodeId) -> Condition {
        let Some(kind) = self.kind(id) else {
            return Truth::form(move |machine| Err(machine.lost(id)));
        };
        match self.own_condition(kind) {
            Some(code) => code,
            None => match self.body::<Truth>(id, kind) {
                Some(code) => code,
                None => match self.value(id, kind) {
                    Operand::Fact(fact) => Condition::Fact(fact),
                    value => Truth::form(move |machine| {
                        let slim = value.work_out(machine)?;
                        Ok(machine.truth_of(slim))
                    }),
                },
            },
        }
    }

    /// The forms that only conditions have.
    pub(super) fn own_condition(&mut self, kind: &'p NodeKind) -> Option<Condition> {
        Some(match kind {
            NodeKind::Not(inner) => match self.condition(*inner) {
                Condition::Fact(fact) => Condition::NotFact(fact),
                Condition::NotFact(fact) => Condition::Fact(fact),
                inner => Truth::form(move |machine| Ok(!inner.work_out(machine)?)),
            },
            NodeKind::Binary { op: BinaryOp::And, left, right } => {
                let (left, right) = (self.condition(*left), self.condition(*right));
                Truth::form(move |machine| machine.connect::<false>(&left, &right))
            }
            NodeKind::Binary { op: BinaryOp::Or, left, right } => {
                let (left, right) = (self.condition(*left), self.condition(*right));
                Truth::form(move |machine| machine.connect::<true>(&left, &right))
            }
            NodeKind::Binary { op, left, right } => {
                let relation = Relation::of(*op)?;
                match (self.operand(*left), self.operand(*right)) {
                    (left, Operand::Fixed(right)) => leaves::compare_with(relation, left, right),
                    (left, right) => {
                        Truth::form(move |machine| machine.compare(relation, &left, &right))
                    }
                }
            }
            NodeKind::In { item, set, negated } => {
                let (item, set, negated) = (self.operand(*item), self.operand(*set), *negated);
                Truth::form(move |machine| machine.membership(&item, &set, negated))
            }
            NodeKind::InRange { item, range, negated } => {
                let (item, negated) = (self.operand(*item), *negated);
                let mut end = |end: Option<NodeId>| end.map(|end| self.operand(end));
                let (low, high) = (end(range.low), end(range.high));
                let included = [range.low_included, range.high_included];
                Truth::form(move |machine| {
                    let [low_included, high_included] = included;
                    let low = low.as_ref().map(|end| (end, low_included));
                    let high = high.as_ref().map(|end| (end, high_included));
                    machine.in_range(&item, [low, high], negated)
                })
            }
            NodeKind::Quantified { every, variable, list, condition } => {
                let (every, variable) = (*every, *variable);
                let (list, condition) = (self.operand(*list), self.condition(*condition));
                Truth::form(move |machine| machine.quantified(every, variable, &list, &condition))
            }
            NodeKind::Conditions { mode, items } => {
                let mode = *mode;
                let items: Box<[_]> = items.iter().map(|item| self.condition(item.node)).collect();
                Truth::form(move |machine| machine.conditions(mode, items.iter()))
            }
            NodeKind::Requirement { number, condition } => {
                let (number, condition) = (*number, self.condition(*condition));
                Truth::form(move |machine| machine.requirement(number, &condition))
            }
            _ => return None,
        })
    }
}
