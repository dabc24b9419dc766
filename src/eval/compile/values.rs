//! The code of values.

use crate::eval::operators;
use crate::eval::part::Part;
use crate::eval::slim::Slim;
use crate::ids::{NodeId, ParameterId};
use crate::program::NodeKind;
use crate::syntax::ast::BinaryOp;
use crate::value::{Answer, FactSet};

use super::Compiler;
use super::code::{Compiles, Operand};

impl<'p> Compiler<'p> {
    pub(super) fn operand(&mut self, id: NodeId) -> Operand {
        let Some(kind) = self.kind(id) else {
            return Slim::form(move |machine| Err(machine.lost(id)));
        };
        match self.body::<Slim>(id, kind) {
            Some(code) => code,
            None => match self.own_condition(kind) {
                Some(condition) => {
                    Slim::form(move |machine| Ok(condition.work_out(machine)?.into()))
                }
                None => self.value(id, kind),
            },
        }
    }

    /// The forms that only values have.
    pub(super) fn value(&mut self, id: NodeId, kind: &'p NodeKind) -> Operand {
        match kind {
            NodeKind::Constant(value) => {
                Operand::Fixed(Slim::of(value).unwrap_or(Slim::Constant(id)))
            }
            NodeKind::Undetermined => {
                Slim::form(|machine| Ok(machine.unknown(FactSet::default()).into()))
            }
            NodeKind::Fact(fact) => Operand::Fact(*fact),
            NodeKind::Field { variable, field, .. } => {
                Operand::Field { variable: *variable, field: *field }
            }
            NodeKind::Parameter(parameter) => {
                let parameter = *parameter;
                if let Some(slim) = self.constant(parameter) {
                    return Operand::Fixed(slim);
                }
                Slim::form(move |machine| machine.parameter(parameter, id))
            }
            NodeKind::Reading(reading) => {
                let reading = *reading;
                Slim::form(move |machine| Ok(machine.reading(reading)))
            }
            NodeKind::Variable(variable) => {
                let variable = *variable;
                Slim::form(move |machine| Ok(machine.element(variable)))
            }
            NodeKind::Negate(inner) => {
                let inner = self.operand(*inner);
                Slim::form(move |machine| machine.negate(&inner))
            }
            NodeKind::Binary { op, left, right } => self.arithmetic(*op, *left, *right, id),
            NodeKind::Lookup { table, key, column } => {
                let (table, key, column) = (*table, self.operand(*key), *column);
                Slim::form(move |machine| machine.lookup(table, &key, column, id))
            }
            NodeKind::Aggregate { function, variable, list, body, filter } => {
                let (function, variable) = (*function, *variable);
                let (list, body) = (self.operand(*list), self.operand(*body));
                let filter = filter.map(|filter| self.condition(filter));
                Slim::form(move |machine| {
                    machine.aggregate(function, variable, &list, &body, filter.as_ref(), id)
                })
            }
            NodeKind::Call { function, arguments } => {
                let function = *function;
                let (calendar, arguments) = operators::arguments(self.program, arguments);
                let arguments: Box<[_]> = arguments
                    .iter()
                    .map(|argument| argument.map(|argument| self.operand(argument)))
                    .collect();
                Slim::form(move |machine| machine.call(function, calendar, &arguments, id))
            }
            NodeKind::SetOf(items) => {
                let items: Box<[_]> = items.iter().map(|item| self.operand(*item)).collect();
                Slim::form(move |machine| machine.set_of(items.iter()))
            }
            NodeKind::Collect(elements) => {
                let conditions: Box<[_]> = elements
                    .iter()
                    .map(|element| element.when.map(|when| self.condition(when)))
                    .collect();
                Slim::form(move |machine| match machine.kind(id) {
                    Some(NodeKind::Collect(elements)) => {
                        machine.collect(elements, conditions.iter().map(Option::as_ref))
                    }
                    _ => Err(machine.lost(id)),
                })
            }
            // A calendar stands only as an argument; conditions and bodies are compiled elsewhere.
            _ => Operand::Fixed(Slim::NotApplicable),
        }
    }

    /// A parameter that has one value on every day on which the scheme is in force; nothing is
    /// worked out on others.
    fn constant(&self, parameter: ParameterId) -> Option<Slim> {
        let (from, until) = (self.program.from, self.program.until);
        let [only] = self.program.parameters.get(parameter.index())?.values.as_slice() else {
            return None;
        };
        let ends_before = only.until.is_some_and(|end| until.is_none_or(|until| end < until));
        match &only.value {
            Answer::Known(value) if only.from <= from && !ends_before => Slim::of(value),
            _ => None,
        }
    }

    fn arithmetic(&mut self, op: BinaryOp, left: NodeId, right: NodeId, id: NodeId) -> Operand {
        let (left, right) = (self.operand(left), self.operand(right));
        // One closure per operator, so that none is told apart while it runs.
        match op {
            BinaryOp::Add => {
                Slim::form(move |machine| machine.arithmetic(BinaryOp::Add, &left, &right, id))
            }
            BinaryOp::Subtract => {
                Slim::form(move |machine| machine.arithmetic(BinaryOp::Subtract, &left, &right, id))
            }
            BinaryOp::Multiply => {
                Slim::form(move |machine| machine.arithmetic(BinaryOp::Multiply, &left, &right, id))
            }
            _ => Slim::form(move |machine| machine.arithmetic(op, &left, &right, id)),
        }
    }
}
