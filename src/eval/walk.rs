//! Recorded runs: from node to node, one arm per form, each one call of the form.

use crate::ids::{NodeId, RuleId};
use crate::program::{Node, NodeKind};
use crate::syntax::ast::BinaryOp;
use crate::value::FactSet;

use super::compare::Relation;
use super::machine::Machine;
use super::operators;
use super::part::Part;
use super::record::Recorder;
use super::slim::{Eval, Slim};
use super::truth::{Held, Sort, Stop, Truth};

impl<'p, R: Recorder> Machine<'p, R> {
    /// Works out a node and tells the recorder.
    pub(super) fn eval(&mut self, id: NodeId) -> Eval {
        self.told(id, |machine, node| machine.value(id, node))
    }

    /// Works out a condition and tells the recorder.
    pub(super) fn truth(&mut self, id: NodeId) -> Held {
        self.told(id, |machine, node| machine.condition(id, node))
    }

    fn told<S: Sort>(
        &mut self,
        id: NodeId,
        work_out: impl FnOnce(&mut Self, &'p Node) -> Result<S, Stop>,
    ) -> Result<S, Stop> {
        let program = self.program;
        let Some(node) = program.node(id) else { return Err(self.lost(id)) };
        if let NodeKind::Rule(rule) = node.kind
            && let Some(slim) = self.remembered(rule)
        {
            let answer = self.answer(slim);
            self.recorder.repeat(id, &answer);
            return Ok(S::of(self, slim));
        }
        self.recorder.enter(id);
        let found = work_out(self, node)?;
        let answer = self.answer(found.into());
        self.recorder.leave(id, &answer);
        Ok(found)
    }

    /// What a rule came to, if it has been worked out.
    fn remembered(&self, rule: RuleId) -> Option<Slim> {
        match self.truths.get(rule.index()) {
            Some(Some(truth)) => Some((*truth).into()),
            _ => self.values.get(rule.index()).copied().flatten(),
        }
    }

    /// The forms that only conditions have; the others come to a value.
    fn condition(&mut self, id: NodeId, node: &'p Node) -> Held {
        match &node.kind {
            NodeKind::Not(inner) => Ok(!self.truth(*inner)?),
            NodeKind::Binary { op: BinaryOp::And, left, right } => {
                self.connect::<false>(left, right)
            }
            NodeKind::Binary { op: BinaryOp::Or, left, right } => self.connect::<true>(left, right),
            NodeKind::Binary { op, left, right } => match Relation::of(*op) {
                Some(relation) => self.compare(relation, left, right),
                None => self.by_value(id, node),
            },
            NodeKind::In { item, set, negated } => self.membership(item, set, *negated),
            NodeKind::InRange { item, range, negated } => {
                let ends = [
                    range.low.as_ref().map(|end| (end, range.low_included)),
                    range.high.as_ref().map(|end| (end, range.high_included)),
                ];
                self.in_range(item, ends, *negated)
            }
            NodeKind::Quantified { every, variable, list, condition } => {
                self.quantified(*every, *variable, list, condition)
            }
            NodeKind::Conditions { mode, items } => {
                self.conditions(*mode, items.iter().map(|item| &item.node))
            }
            NodeKind::Requirement { number, condition } => self.requirement(*number, condition),
            _ => match self.body(id, node) {
                Some(truth) => truth,
                None => self.by_value(id, node),
            },
        }
    }

    fn by_value(&mut self, id: NodeId, node: &'p Node) -> Held {
        let slim = self.value(id, node)?;
        Ok(self.truth_of(slim))
    }

    /// The forms of bodies, which values and conditions have; `None` for the others.
    fn body<S: Sort>(&mut self, id: NodeId, node: &'p Node) -> Option<Result<S, Stop>> {
        Some(match &node.kind {
            NodeKind::Rule(rule) => match self.program.rule(*rule) {
                Some(found) => self.rule(rule.index(), &found.body),
                None => Err(self.lost(id)),
            },
            NodeKind::RowRule { rule, variable } => match self.program.rule(*rule) {
                Some(found) => self.framed(&found.body, Some(*variable)),
                None => Err(self.lost(id)),
            },
            NodeKind::If { condition, then, otherwise } => self.branch(condition, then, otherwise),
            NodeKind::First { cases, otherwise } => self.first(
                cases.iter().map(|case| (&case.when, &case.value)),
                otherwise.as_ref().map(|case| &case.value),
            ),
            NodeKind::Scope { condition, body } => self.scope(condition, body),
            NodeKind::Exceptions { body, exceptions } => {
                let cases = exceptions.iter().map(|case| (&case.when, &case.value));
                self.exceptions(cases, body, id)
            }
            NodeKind::Editions(editions) => {
                self.editions(editions, |number| editions.get(number).map(|one| &one.body), id)
            }
            NodeKind::IfApplicable { value, otherwise } => self.if_applicable(value, otherwise),
            NodeKind::Stage { body, .. } => body.work_out(self),
            _ => return None,
        })
    }

    fn value(&mut self, id: NodeId, node: &'p Node) -> Eval {
        match &node.kind {
            NodeKind::Constant(value) => Ok(Slim::of(value).unwrap_or(Slim::Constant(id))),
            NodeKind::Undetermined => Ok(self.unknown(FactSet::default()).into()),
            NodeKind::Fact(fact) => Ok(self.fact(*fact)),
            NodeKind::Parameter(parameter) => self.parameter(*parameter, id),
            NodeKind::Reading(reading) => Ok(self.reading(*reading)),
            NodeKind::Variable(variable) => Ok(self.element(*variable)),
            NodeKind::Field { variable, field, .. } => Ok(self.field(*variable, *field)),
            NodeKind::Negate(inner) => self.negate(inner),
            NodeKind::Binary { op, left, right } if is_arithmetic(*op) => {
                self.arithmetic(*op, left, right, id)
            }
            NodeKind::Lookup { table, key, column } => self.lookup(*table, key, *column, id),
            NodeKind::Aggregate { function, variable, list, body, filter } => {
                self.aggregate(*function, *variable, list, body, filter.as_ref(), id)
            }
            NodeKind::Call { function, arguments } => {
                let (calendar, arguments) = operators::arguments(self.program, arguments);
                self.call(function, calendar, &arguments, id)
            }
            NodeKind::SetOf(items) => self.set_of(items.iter()),
            NodeKind::Collect(elements) => {
                self.collect(elements, elements.iter().map(|element| element.when.as_ref()))
            }
            // A calendar stands only as an argument.
            NodeKind::NotApplicable | NodeKind::Calendar(_) => Ok(Slim::NotApplicable),
            NodeKind::Not(_)
            | NodeKind::Binary { .. }
            | NodeKind::In { .. }
            | NodeKind::InRange { .. }
            | NodeKind::Quantified { .. }
            | NodeKind::Conditions { .. }
            | NodeKind::Requirement { .. } => Ok(self.condition(id, node)?.into()),
            NodeKind::Rule(_)
            | NodeKind::RowRule { .. }
            | NodeKind::If { .. }
            | NodeKind::First { .. }
            | NodeKind::Scope { .. }
            | NodeKind::Exceptions { .. }
            | NodeKind::Editions(_)
            | NodeKind::IfApplicable { .. }
            | NodeKind::Stage { .. } => match self.body(id, node) {
                Some(found) => found,
                None => Err(self.lost(id)),
            },
        }
    }
}

/// Whether an operator calculates.
pub(super) const fn is_arithmetic(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide)
}

/// A rule at the top of a run: its body is recorded there, once.
pub(super) struct Root(pub(super) RuleId);

impl<R: Recorder> Part<R, Slim> for Root {
    fn work_out(&self, machine: &mut Machine<'_, R>) -> Eval {
        let program = machine.program;
        let Some(rule) = program.rule(self.0) else { return Err(machine.lost(NodeId::new(0))) };
        if rule.ty == crate::value::Type::Truth {
            let truth: Truth = machine.rule(self.0.index(), &rule.body)?;
            return Ok(truth.into());
        }
        machine.rule(self.0.index(), &rule.body)
    }

    fn skip(&self, _: &mut Machine<'_, R>) {}
}
