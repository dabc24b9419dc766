//! What a rule is made of, flat.

use crate::model::{Body, Case, Condition, Element, Rule, Staged, Test};
use crate::syntax::ast::{Expr, Ident};

use super::directory::Sort;

/// What a rule is made of, flat.
#[derive(Default)]
pub(super) struct Parts<'m> {
    /// Its expressions.
    pub(super) expressions: Vec<&'m Expr>,
    /// Every clause that is cited anywhere in it.
    pub(super) clauses: Vec<&'m Ident>,
    /// What it puts into a set.
    pub(super) added: Vec<(Sort, &'m Ident)>,
}

impl<'m> Parts<'m> {
    /// The parts of a rule.
    pub(super) fn of(rule: &'m Rule) -> Self {
        let mut parts = Self::default();
        parts.clauses.extend(&rule.head.clauses);
        parts.expressions.extend(&rule.applies_when);
        for body in &rule.bodies {
            parts.body(&body.it);
        }
        for case in &rule.unless {
            parts.case(case);
        }
        parts
    }

    fn body(&mut self, body: &'m Body) {
        match body {
            Body::Value(expr) => self.expressions.push(expr),
            Body::Conditions(_, items) => items.iter().for_each(|item| self.condition(item)),
            Body::First(cases, otherwise) => {
                for case in cases.iter().chain(otherwise.as_deref()) {
                    self.case(case);
                }
            }
            Body::Amount(stages) => stages.iter().for_each(|stage| self.stage(stage)),
            Body::Collect(of, elements) => {
                for element in elements {
                    self.element(&of.text, element);
                }
            }
        }
    }

    fn condition(&mut self, condition: &'m Condition) {
        self.clauses.extend(&condition.clauses);
        self.expressions.extend(&condition.applies_when);
        match &condition.test {
            Test::If(expr) => self.expressions.push(expr),
            Test::Nested(_, items) => items.iter().for_each(|item| self.condition(item)),
        }
    }

    fn case(&mut self, case: &'m Case) {
        self.clauses.extend(&case.clauses);
        self.expressions.extend(&case.when);
        self.expressions.push(&case.value);
    }

    fn stage(&mut self, stage: &'m Staged) {
        self.clauses.extend(&stage.clauses);
        self.expressions.push(&stage.value);
    }

    fn element(&mut self, of: &str, element: &'m Element) {
        self.clauses.extend(&element.clauses);
        self.expressions.extend(&element.when);
        match collected(of) {
            Some(Sort::Clause) => self.clauses.extend(&element.add),
            Some(sort) => self.added.extend(element.add.iter().map(|name| (sort, name))),
            None => {}
        }
    }
}

/// What a collection of that kind holds; none where it holds choices of a fact.
pub(super) fn collected(of: &str) -> Option<Sort> {
    match of {
        "document" => Some(Sort::Document),
        "step" => Some(Sort::Step),
        "contact" => Some(Sort::Contact),
        "warning" => Some(Sort::Warning),
        "clause" => Some(Sort::Clause),
        _ => None,
    }
}
