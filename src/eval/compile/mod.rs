//! From nodes to code, for runs of which nobody hears.
//!
//! Every node is read once. What it comes to is a closure that holds the code of its parts and calls
//! its form with them; the forms are those that recorded runs call. What needs no form of its own
//! vanishes: a stage is its body, and so is a rule that is named once.

mod code;
mod conditions;
mod inline;
mod leaves;
mod values;

use std::sync::Arc;

use crate::ids::{NodeId, RuleId};
use crate::program::{NodeKind, Program};
use crate::value::Type;

use super::machine::Slots;
use super::part::Part;
use super::slim::Slim;
use super::truth::Truth;
use code::{Compiles, Condition, Operand, Shared};
use inline::Inlining;

/// The code of a program.
pub(super) struct Compiled {
    /// One per output.
    pub(super) outputs: Vec<Operand>,
    /// One per warning; none for one that is always given.
    pub(super) warnings: Vec<Option<Condition>>,
    /// How many rules are worked out once and remembered.
    pub(super) slots: Slots,
}

impl Compiled {
    pub(super) fn of(program: &Program) -> Self {
        let mut compiler = Compiler {
            program,
            inlining: Inlining::of(program),
            shared: program.rules.iter().map(|_| None).collect(),
            slots: Slots::default(),
        };
        for rule in compiler.inlining.order.clone() {
            if compiler.inlining.is_shared(rule) {
                compiler.shared(rule);
            }
        }
        let outputs = program.outputs.iter().map(|output| compiler.root(output.rule)).collect();
        let warnings = program.warnings.iter();
        let warnings =
            warnings.map(|warning| warning.when.map(|when| compiler.condition(when))).collect();
        Self { outputs, warnings, slots: compiler.slots }
    }
}

/// The sort of a rule's answer.
enum Body {
    Truth(Shared<Condition>),
    Value(Shared<Operand>),
}

struct Compiler<'p> {
    program: &'p Program,
    inlining: Inlining,
    /// The rules that were compiled.
    shared: Vec<Option<Body>>,
    slots: Slots,
}

impl<'p> Compiler<'p> {
    fn kind(&self, id: NodeId) -> Option<&'p NodeKind> {
        self.program.node(id).map(|node| &node.kind)
    }

    /// A rule at the top of a run, which is remembered.
    fn root(&mut self, rule: RuleId) -> Operand {
        self.rule::<Slim>(rule, NodeId::new(0))
    }

    /// A rule that is remembered, named by the node `id`.
    fn rule<S: Compiles>(&mut self, rule: RuleId, id: NodeId) -> S::Code {
        match self.shared(rule) {
            Some(Body::Truth(rule)) => S::truth_rule(rule.clone()),
            Some(Body::Value(rule)) => S::value_rule(rule.clone()),
            None => S::form(move |machine| Err(machine.lost(id))),
        }
    }

    fn shared(&mut self, rule: RuleId) -> Option<&Body> {
        let declared = self.program.rule(rule)?;
        if let Some(None) = self.shared.get(rule.index()) {
            let body = if declared.ty == Type::Truth {
                let body = Arc::new(self.condition(declared.body));
                Body::Truth(Shared { slot: self.slots.truths, body })
            } else {
                let body = Arc::new(self.operand(declared.body));
                Body::Value(Shared { slot: self.slots.values, body })
            };
            match &body {
                _ if self.inlining.is_of_row(rule) => {}
                Body::Truth(_) => self.slots.truths += 1,
                Body::Value(_) => self.slots.values += 1,
            }
            *self.shared.get_mut(rule.index())? = Some(body);
        }
        self.shared.get(rule.index())?.as_ref()
    }

    /// The forms of bodies, which values and conditions have; `None` for the others.
    fn body<S: Compiles>(&mut self, id: NodeId, kind: &'p NodeKind) -> Option<S::Code> {
        Some(match kind {
            NodeKind::Stage { body, .. } => S::compile(self, *body),
            NodeKind::Rule(rule) => match self.inlining.body(self.program, *rule) {
                Some(body) => S::compile(self, body),
                None => self.rule::<S>(*rule, id),
            },
            NodeKind::RowRule { rule, variable } => self.row_rule::<S>(*rule, *variable, id),
            NodeKind::If { condition, then, otherwise } => {
                let condition = self.condition(*condition);
                let (then, otherwise) = (S::compile(self, *then), S::compile(self, *otherwise));
                S::form(move |machine| machine.branch(&condition, &then, &otherwise))
            }
            NodeKind::First { cases, otherwise } => {
                let cases = self.cases::<S>(cases);
                let otherwise = otherwise.as_ref().map(|case| S::compile(self, case.value));
                S::form(move |machine| {
                    let cases = cases.iter().map(|(when, value)| (when, value));
                    machine.first(cases, otherwise.as_ref())
                })
            }
            NodeKind::Scope { condition, body } => {
                let (condition, body) = (self.condition(*condition), S::compile(self, *body));
                S::form(move |machine| machine.scope(&condition, &body))
            }
            NodeKind::Exceptions { body, exceptions } => {
                let (cases, body) = (self.cases::<S>(exceptions), S::compile(self, *body));
                S::form(move |machine| {
                    let cases = cases.iter().map(|(when, value)| (when, value));
                    machine.exceptions(cases, &body, id)
                })
            }
            NodeKind::Editions(editions) => {
                let bodies: Box<[_]> =
                    editions.iter().map(|edition| S::compile(self, edition.body)).collect();
                S::form(move |machine| match machine.kind(id) {
                    Some(NodeKind::Editions(editions)) => {
                        machine.editions(editions, |number| bodies.get(number), id)
                    }
                    _ => Err(machine.lost(id)),
                })
            }
            NodeKind::IfApplicable { value, otherwise } => {
                let (value, otherwise) = (S::compile(self, *value), S::compile(self, *otherwise));
                S::form(move |machine| machine.if_applicable(&value, &otherwise))
            }
            _ => return None,
        })
    }

    /// A property of the row that a loop stands at. The row is loop 0 of its body.
    fn row_rule<S: Compiles>(&mut self, rule: RuleId, variable: u8, id: NodeId) -> S::Code {
        let in_place = variable == 0 && !self.inlining.has_loop(rule);
        if in_place && let Some(body) = self.inlining.body(self.program, rule) {
            return S::compile(self, body);
        }
        match self.shared(rule) {
            Some(Body::Truth(rule)) => of_row::<Truth, S>(rule, variable, in_place),
            Some(Body::Value(rule)) => of_row::<Slim, S>(rule, variable, in_place),
            None => S::form(move |machine| Err(machine.lost(id))),
        }
    }

    fn cases<S: Compiles>(&mut self, cases: &[crate::program::Case]) -> Cases<S> {
        let cases = cases.iter();
        cases.map(|case| (self.condition(case.when), S::compile(self, case.value))).collect()
    }
}

/// The code of a property of a row, which needs no frame where it stands `in_place`.
fn of_row<T: Compiles, S: Compiles>(
    rule: &Shared<T::Code>,
    variable: u8,
    in_place: bool,
) -> S::Code {
    let body = Arc::clone(&rule.body);
    S::form(move |machine| {
        let found: T = if in_place {
            body.work_out(machine)?
        } else {
            machine.framed(&*body, Some(variable))?
        };
        Ok(S::of(machine, found.into()))
    })
}

/// When each case is taken, and its value.
type Cases<S> = Box<[(Condition, <S as Compiles>::Code)]>;
