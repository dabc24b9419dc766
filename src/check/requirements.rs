//! Which conditions are the requirements of the primary output.
//!
//! `failed` and `undecided` of a decision are read from them. See "Requirements" in
//! `docs/rule-files.md`.

use std::collections::BTreeSet;

use crate::ids::{ClauseId, NodeId, RuleId};
use crate::model::{self, Body, Condition, Test};
use crate::program::{Mode, NodeKind, Requirement, Says};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind};
use crate::value::Type;

use super::Checker;
use super::rules::says;
use super::scope::Symbol;

impl Checker<'_> {
    /// Numbers the conditions, by their place, before any rule is read.
    pub(super) fn find_requirements(&mut self) {
        let primary = self.model.decides.iter().find(|output| output.primary);
        let Some(rule) = primary.and_then(|output| self.rule_named(&output.from.text)) else {
            return;
        };
        self.of_rule(rule, &mut BTreeSet::new());
    }

    fn rule_named(&self, name: &str) -> Option<RuleId> {
        match self.symbols.get(name) {
            Some(Symbol::Rule(rule)) => Some(*rule),
            _ => None,
        }
    }

    fn of_rule(&mut self, rule: RuleId, seen: &mut BTreeSet<RuleId>) {
        if !seen.insert(rule) {
            return;
        }
        let model = self.model;
        let Some(declared) = model.rules.get(rule.index()) else { return };
        for body in &declared.bodies {
            match &body.it {
                Body::Conditions(mode @ (Mode::All | Mode::None), items) => {
                    self.of_items(items, *mode == Mode::None, seen);
                }
                Body::Value(expr) if let Some(other) = self.flat(expr) => self.of_rule(other, seen),
                _ => self.number(body.span, false, says(&declared.says)),
            }
        }
    }

    /// Keeps a number for the condition at `at`.
    fn number(&mut self, at: Span, negated: bool, says: Says) {
        let number = u16::try_from(self.program.requirements.len()).unwrap_or(u16::MAX);
        self.required.insert(at, number);
        let condition = NodeId::new(0);
        self.program.requirements.push(Requirement {
            condition,
            negated,
            clauses: Vec::new(),
            says,
        });
    }

    fn of_items(&mut self, items: &[Condition], negated: bool, seen: &mut BTreeSet<RuleId>) {
        for item in items {
            if item.clauses.is_empty()
                && !negated
                && let Some(rule) = self.flattened(item)
            {
                self.of_rule(rule, seen);
                continue;
            }
            if let (true, Test::Nested(mode @ (Mode::All | Mode::None), inner)) =
                (item.clauses.is_empty() && !negated && item.applies_when.is_none(), &item.test)
            {
                self.of_items(inner, *mode == Mode::None, seen);
                continue;
            }
            self.number(item.span, negated, says(&item.says));
        }
    }

    /// The rule that an item stands for, if it is the bare name of a rule made of conditions that
    /// all have to be met.
    fn flattened(&self, item: &Condition) -> Option<RuleId> {
        match &item.test {
            Test::If(expr) if item.applies_when.is_none() => self.flat(expr),
            Test::If(_) | Test::Nested(..) => None,
        }
    }

    fn flat(&self, expr: &Expr) -> Option<RuleId> {
        let rule = self.bare_rule(expr)?;
        let declared = self.model.rules.get(rule.index())?;
        let plain = declared.unless.is_empty();
        let all = declared
            .bodies
            .iter()
            .all(|body| matches!(&body.it, Body::Conditions(Mode::All | Mode::None, _)));
        (plain && all && !declared.bodies.is_empty()).then_some(rule)
    }

    fn named_rule(&self, item: &Condition) -> Option<RuleId> {
        match &item.test {
            Test::If(expr) => self.bare_rule(expr),
            Test::Nested(..) => None,
        }
    }

    fn bare_rule(&self, expr: &Expr) -> Option<RuleId> {
        match &expr.kind {
            ExprKind::Name(name) => self.rule_named(name),
            _ => None,
        }
    }

    /// Marks a condition as the requirement of that number.
    pub(super) fn requirement(
        &mut self,
        number: u16,
        condition: NodeId,
        item: &Condition,
        clauses: &[ClauseId],
    ) -> NodeId {
        let mut clauses = clauses.to_vec();
        if clauses.is_empty() {
            clauses =
                match self.named_rule(item).and_then(|rule| self.model.rules.get(rule.index())) {
                    Some(rule) => self.clauses(&rule.head.clauses),
                    None => self.inner_clauses(item),
                };
        }
        self.keep(number, condition, clauses);
        self.node(NodeKind::Requirement { number, condition }, Type::Truth, item.span)
    }

    /// Marks the body of a rule as one requirement with the clauses of the rule, if the body has
    /// no conditions to be told one by one. `at` is the place of the body.
    pub(super) fn whole(&mut self, body: NodeId, declared: &model::Rule, at: Span) -> NodeId {
        let Some(number) = self.required.get(&at).copied() else { return body };
        let clauses = self.clauses(&declared.head.clauses);
        self.keep(number, body, clauses);
        let ty = self.ty(body);
        self.node(NodeKind::Requirement { number, condition: body }, ty, at)
    }

    fn keep(&mut self, number: u16, condition: NodeId, mut clauses: Vec<ClauseId>) {
        clauses.sort_unstable();
        clauses.dedup();
        if let Some(requirement) = self.program.requirements.get_mut(usize::from(number)) {
            requirement.condition = condition;
            requirement.clauses = clauses;
        }
    }

    fn inner_clauses(&mut self, item: &model::Condition) -> Vec<ClauseId> {
        let Test::Nested(_, inner) = &item.test else { return Vec::new() };
        let mut found = Vec::new();
        for one in inner {
            found.extend(self.clauses(&one.clauses));
            found.extend(self.inner_clauses(one));
        }
        found
    }
}
