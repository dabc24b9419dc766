//! Rules, each after those that it needs.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{NodeId, RuleId};
use crate::model::Choices;
use crate::program::{Case, Edition, NodeKind, Rule, Says};
use crate::source::Span;
use crate::syntax::ast::Ident;
use crate::text::Text;
use crate::value::Type;

use super::scope::Symbol;
use super::{Checker, Progress};

/// How many rules may lean on one another in a chain.
const LONGEST_CHAIN: usize = 100;

impl Checker<'_> {
    pub(super) fn read_rules(&mut self) {
        self.find_requirements();
        let heads: Vec<_> = self.model.rules.iter().map(|rule| &rule.head).collect();
        for head in heads {
            let rule = Rule {
                id: head.id.as_ref().map(|id| id.text.clone()).unwrap_or_default(),
                name: head.label.clone(),
                about: head.about.clone(),
                body: NodeId::new(0),
                ty: Type::Any,
                clauses: Vec::new(),
                says: Says::default(),
                span: head.name.span,
            };
            self.program.rules.push(rule);
        }
        for at in 0..self.model.rules.len() {
            let id = RuleId::new(at);
            let span = self.program.rule(id).map_or_else(Span::default, |rule| rule.span);
            self.rule_type(id, span);
        }
    }

    /// The type of a rule, reading it if it is still waiting. `at` is where it is named.
    pub(super) fn rule_type(&mut self, id: RuleId, at: Span) -> Type {
        match self.rules.get(id.index()) {
            Some(Progress::Waiting) => {}
            Some(Progress::Busy) => {
                self.cycle(id, at);
                return Type::Any;
            }
            Some(Progress::Done) | None => {
                return self.program.rule(id).map_or(Type::Any, |rule| rule.ty.clone());
            }
        }
        if self.path.len() >= LONGEST_CHAIN {
            let what = Text::new("つながった規則", "rules that lean on one another");
            self.push(
                Diagnostic::new(Code::TooMany, at)
                    .with_text("what", what)
                    .with("limit", LONGEST_CHAIN),
            );
            return Type::Any;
        }
        self.set(id, Progress::Busy);
        self.path.push((id, at));
        // A rule is read for itself: loop variables of the expression that named it are not in reach.
        let variables = std::mem::take(&mut self.variables);
        self.read_rule(id);
        self.variables = variables;
        self.path.pop();
        self.set(id, Progress::Done);
        self.program.rule(id).map_or(Type::Any, |rule| rule.ty.clone())
    }

    fn set(&mut self, id: RuleId, progress: Progress) {
        if let Some(slot) = self.rules.get_mut(id.index()) {
            *slot = progress;
        }
    }

    fn cycle(&mut self, id: RuleId, at: Span) {
        let start = self.path.iter().position(|(rule, _)| *rule == id).unwrap_or(0);
        let circle = self.path.get(start..).unwrap_or_default();
        let name = |rule: &RuleId| {
            self.program.rule(*rule).map(|rule| rule.name.ja.clone()).unwrap_or_default()
        };
        let mut names: Vec<_> = circle.iter().map(|(rule, _)| name(rule)).collect();
        names.push(name(&id));
        let mut finding = Diagnostic::new(Code::Cycle, at).with("path", names.join(" → "));
        for (_, place) in circle.iter().skip(1) {
            finding = finding.related(*place, Text::new("ここで使用", "used here"));
        }
        self.push(finding);
    }

    fn read_rule(&mut self, id: RuleId) {
        let model = self.model;
        let Some(declared) = model.rules.get(id.index()) else { return };
        let clauses = self.clauses(&declared.head.clauses);
        let row = declared.each.as_ref().map(|(variable, list)| (variable, self.row_type(list)));
        if let Some((variable, ty)) = &row {
            if let Type::Record(record) = ty {
                self.hides_a_field(*record, &declared.head.name);
            }
            self.variables.push((variable.text.clone(), ty.clone()));
            self.program.variables = self.program.variables.max(self.variables.len());
        }
        let mut body = self.editions(declared);
        if !declared.unless.is_empty() {
            body = self.exceptions(body, &declared.unless, declared.head.name.span);
        }
        if let Some(condition) = &declared.applies_when {
            let condition = self.of_type(condition, &Type::Truth);
            let (ty, span) = (self.ty(body), self.span(condition));
            body = self.node(NodeKind::Scope { condition, body }, ty, span);
        }
        if row.is_some() {
            self.variables.pop();
        }
        let ty = self.ty(body);
        if let Some(rule) = self.program.rules.get_mut(id.index()) {
            rule.body = body;
            rule.ty = ty;
            rule.clauses = clauses;
            rule.says = says(&declared.says);
        }
    }

    /// Reports a rule of each row that bears the name of a field of the row.
    fn hides_a_field(&mut self, record: crate::ids::RecordId, name: &Ident) {
        let fields = self.program.records.get(record.index()).map(|record| &record.fields);
        let field =
            fields.and_then(|fields| fields.iter().find(|field| field.name.ja == name.text));
        if let Some(span) = field.map(|field| field.span) {
            let finding = Diagnostic::new(Code::DuplicateName, name.span).with("name", &name.text);
            self.push(finding.related(span, Text::new("ここで定義済み", "defined here")));
        }
    }

    /// The type of a row of the list fact of that name.
    pub(super) fn row_type(&mut self, list: &Ident) -> Type {
        match self.named_type(list) {
            Some(Type::List(record)) => Type::Record(record),
            Some(other) => {
                let found = self.words(&other);
                self.push(Diagnostic::new(Code::NotAList, list.span).with_text("found", found));
                Type::Any
            }
            None => {
                self.push(self.unknown_name(list));
                Type::Any
            }
        }
    }

    /// The rule of that name that is a property of each row of `record`.
    pub(super) fn row_rule(&self, record: crate::ids::RecordId, name: &str) -> Option<RuleId> {
        let Some(Symbol::Rule(rule)) = self.symbols.get(name) else { return None };
        let (_, list) = self.model.rules.get(rule.index())?.each.as_ref()?;
        (self.named_type(list)? == Type::List(record)).then_some(*rule)
    }

    fn editions(&mut self, declared: &crate::model::Rule) -> NodeId {
        let name: &Ident = &declared.head.name;
        let own =
            declared.choices.as_ref().map(|choices| self.own_choices(&declared.head, choices));
        let own = own.as_ref();
        if !declared.dated {
            return match declared.bodies.first() {
                Some(body) => {
                    let node = self.body(&body.it, own, name.span);
                    self.whole(node, declared, body.span)
                }
                None => self.broken(name.span),
            };
        }
        let days = self.in_order(name, &declared.bodies);
        let (mut editions, mut ty) = (Vec::new(), Type::Any);
        for (dated, until) in declared.bodies.iter().zip(days) {
            let body = self.body(&dated.it, own, dated.span);
            let body = self.whole(body, declared, dated.span);
            let found = self.ty(body);
            if !found.fits(&ty) {
                self.report_type(dated.span, &ty, &found);
            }
            if ty == Type::Any {
                ty = found;
            }
            editions.push(Edition { from: dated.from, until, body });
        }
        self.node(NodeKind::Editions(editions.into()), ty, name.span)
    }

    /// The type of choices that a rule or parameter has for itself.
    pub(super) fn own_choices(&mut self, head: &crate::model::Head, choices: &Choices) -> Type {
        let choices = match choices {
            Choices::Listed(choices) => choices,
            Choices::Same(other) => return self.same_choices(other),
        };
        let choices =
            choices.iter().map(|(id, name, about)| (id.text.clone(), name.clone(), about.clone()));
        Type::Choice(self.list(head.label.clone(), choices.collect()))
    }

    /// A body with exceptions. `at` is the name of the rule, by which conflicts are told.
    fn exceptions(&mut self, body: NodeId, declared: &[crate::model::Case], at: Span) -> NodeId {
        let ty = self.ty(body);
        let mut exceptions = Vec::new();
        for one in declared {
            let Some(case) = self.case(one, Some(&ty)) else { continue };
            let found = self.ty(case.value);
            if !found.fits(&ty) {
                self.report_type(one.value.span, &ty, &found);
            }
            exceptions.push(case);
        }
        self.node(NodeKind::Exceptions { body, exceptions: exceptions.into() }, ty, at)
    }

    /// A case with a condition.
    pub(super) fn case(
        &mut self,
        one: &crate::model::Case,
        expected: Option<&Type>,
    ) -> Option<Case> {
        let when = self.of_type(one.when.as_ref()?, &Type::Truth);
        let value = self.expression(&one.value, expected);
        let clauses = self.clauses(&one.clauses).into();
        Some(Case { when, value, clauses, says: says(&one.says) })
    }
}

/// What is said, as the program keeps it.
pub(super) fn says(says: &crate::model::Says) -> Says {
    Says { holds: says.holds.clone(), fails: says.fails.clone() }
}
