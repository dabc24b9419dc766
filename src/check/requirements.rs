//! Which conditions are the requirements of the primary output.
//!
//! `failed` and `undecided` of a decision are read from them. See "Requirements" in
//! `docs/rule-files.md`.

use std::collections::BTreeSet;

use crate::ids::{ClauseId, NodeId, RuleId};
use crate::model::{self, Body, Condition, Test};
use crate::program::{Mode, NodeKind, Requirement};
use crate::syntax::ast::ExprKind;
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
            if let Body::Conditions(mode @ (Mode::All | Mode::None), items) = &body.it {
                self.of_items(items, *mode == Mode::None, seen);
            }
        }
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
            let number = u16::try_from(self.program.requirements.len()).unwrap_or(u16::MAX);
            self.required.insert(item.span, number);
            self.program.requirements.push(Requirement {
                condition: NodeId::new(0),
                negated,
                clauses: Vec::new(),
                says: says(&item.says),
            });
        }
    }

    /// The rule that an item stands for, if it is the bare name of a rule made of conditions that
    /// all have to be met.
    fn flattened(&self, item: &Condition) -> Option<RuleId> {
        let rule = self.named_rule(item)?;
        let declared = self.model.rules.get(rule.index())?;
        let plain = item.applies_when.is_none() && declared.unless.is_empty();
        let all = declared
            .bodies
            .iter()
            .all(|body| matches!(&body.it, Body::Conditions(Mode::All | Mode::None, _)));
        (plain && all && !declared.bodies.is_empty()).then_some(rule)
    }

    fn named_rule(&self, item: &Condition) -> Option<RuleId> {
        match &item.test {
            Test::If(expr) => match &expr.kind {
                ExprKind::Name(name) => self.rule_named(name),
                _ => None,
            },
            Test::Nested(..) => None,
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
        clauses.sort_unstable();
        clauses.dedup();
        if let Some(requirement) = self.program.requirements.get_mut(usize::from(number)) {
            requirement.condition = condition;
            requirement.clauses = clauses;
        }
        self.node(NodeKind::Requirement { number, condition }, Type::Truth, item.span)
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
