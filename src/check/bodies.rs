//! The bodies of rules.

use crate::diagnostic::{Code, Diagnostic};
use crate::functions;
use crate::ids::{ClauseId, NodeId};
use crate::model::{self, Body, Staged, Test};
use crate::program::{Case, Condition, Element, Mode, NodeKind, Stage};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;
use crate::text::Text;
use crate::value::{Type, Value};

use super::Checker;
use super::rules::says;

impl Checker<'_> {
    /// A body; `expected` is the type that the rule states for itself, if it states one.
    pub(super) fn body(&mut self, body: &Body, expected: Option<&Type>, at: Span) -> NodeId {
        match body {
            Body::Value(expr) => match expected {
                Some(wanted) => self.of_type(expr, wanted),
                None => self.expression(expr, None),
            },
            Body::Conditions(mode, items) => self.conditions(*mode, items, at),
            Body::First(cases, otherwise) => self.first(cases, otherwise.as_deref(), expected, at),
            Body::Amount(stages) => self.amount(stages, at),
            Body::Collect(of, elements) => {
                let of = self.element_kind(of);
                self.collect(&of, elements, at)
            }
        }
    }

    pub(super) fn conditions(
        &mut self,
        mode: Mode,
        items: &[model::Condition],
        at: Span,
    ) -> NodeId {
        let mut conditions = Vec::new();
        for item in items {
            let mut node = match &item.test {
                Test::If(expr) => self.of_type(expr, &Type::Truth),
                Test::Nested(mode, items) => self.conditions(*mode, items, item.span),
            };
            if let Some(scope) = &item.applies_when {
                let condition = self.of_type(scope, &Type::Truth);
                node = self.node(NodeKind::Scope { condition, body: node }, Type::Truth, item.span);
            }
            let clauses: Vec<ClauseId> = self.clauses(&item.clauses);
            if let Some(number) = self.required.get(&item.span).copied() {
                node = self.requirement(number, node, item, &clauses);
            }
            conditions.push(Condition { node, clauses: clauses.into(), says: says(&item.says) });
        }
        self.node(NodeKind::Conditions { mode, items: conditions.into() }, Type::Truth, at)
    }

    fn first(
        &mut self,
        cases: &[model::Case],
        otherwise: Option<&model::Case>,
        expected: Option<&Type>,
        at: Span,
    ) -> NodeId {
        let mut ty = expected.cloned().unwrap_or(Type::Any);
        let mut found = Vec::new();
        for one in cases {
            let expected = (ty != Type::Any).then(|| ty.clone());
            let Some(case) = self.case(one, expected.as_ref()) else { continue };
            ty = self.joined(ty, case.value, one.value.span);
            found.push(case);
        }
        let last = otherwise.map(|one| {
            let expected = (ty != Type::Any).then(|| ty.clone());
            let value = self.expression(&one.value, expected.as_ref());
            ty = self.joined(ty.clone(), value, one.value.span);
            let clauses = self.clauses(&one.clauses).into();
            Box::new(Case { when: value, value, clauses, says: says(&one.says) })
        });
        if last.is_none() && !self.is_total(&found) {
            self.push(Diagnostic::new(Code::MissingOtherwise, at));
        }
        self.node(NodeKind::First { cases: found.into(), otherwise: last }, ty, at)
    }

    fn joined(&mut self, ty: Type, value: NodeId, at: Span) -> Type {
        let found = self.ty(value);
        if !found.fits(&ty) {
            self.report_type(at, &ty, &found);
        }
        if ty == Type::Any { found } else { ty }
    }

    /// Whether the cases name every choice of one fact, each by `=` or `in`.
    fn is_total(&self, cases: &[Case]) -> bool {
        let mut subject = None;
        let mut held: Vec<u16> = Vec::new();
        for case in cases {
            let Some((item, values)) = self.choices_of(case.when) else { return false };
            let name =
                self.program.node(item).map(|node| format!("{:?}", node.kind)).unwrap_or_default();
            if *subject.get_or_insert_with(|| name.clone()) != name {
                return false;
            }
            held.extend(values);
        }
        let choices = cases
            .first()
            .and_then(|case| self.choices_of(case.when))
            .map(|(item, _)| self.ty(item));
        let Some(Type::Choice(choices)) = choices else { return false };
        let count = self.program.choices.get(choices.index()).map_or(0, |list| list.choices.len());
        (0..count).all(|at| held.iter().any(|choice| usize::from(*choice) == at))
    }

    fn choices_of(&self, when: NodeId) -> Option<(NodeId, Vec<u16>)> {
        let one = |value: Value| match value {
            Value::Choice(choice) => Some(choice),
            _ => None,
        };
        match &self.program.node(when)?.kind {
            NodeKind::Binary { op: BinaryOp::Equal, left, right } => {
                Some((*left, vec![one(self.known(*right)?)?]))
            }
            NodeKind::In { item, set, negated: false } => match self.known(*set)? {
                Value::Set(values) => {
                    Some((*item, values.iter().cloned().filter_map(one).collect()))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn amount(&mut self, stages: &[Staged], at: Span) -> NodeId {
        let mut so_far: Option<NodeId> = None;
        for stage in stages {
            let value = self.expression(&stage.value, None);
            let body = match so_far {
                None => value,
                Some(before) => self.stage(stage, before, value),
            };
            let clauses = self.clauses(&stage.clauses).into();
            let ty = self.ty(body);
            if !matches!(ty, Type::Number(_) | Type::Any) {
                let found = self.words(&ty);
                self.misfit(stage.value.span, Text::new("数", "a number"), found);
            }
            let kind =
                NodeKind::Stage { stage: stage.stage, body, clauses, says: says(&stage.says) };
            so_far = Some(self.node(kind, ty, stage.span));
        }
        so_far.unwrap_or_else(|| self.broken(at))
    }

    fn stage(&mut self, stage: &Staged, before: NodeId, value: NodeId) -> NodeId {
        let span = stage.value.span;
        match stage.stage {
            Stage::Of => value,
            Stage::Plus => self.arithmetic(BinaryOp::Add, before, value, span),
            Stage::Less => self.arithmetic(BinaryOp::Subtract, before, value, span),
            Stage::Times => self.arithmetic(BinaryOp::Multiply, before, value, span),
            Stage::AtLeast => self.applied("max", before, value, span),
            Stage::AtMost => self.applied("min", before, value, span),
            Stage::Round => {
                self.applied(stage.rounding.unwrap_or("round_down"), before, value, span)
            }
        }
    }

    fn applied(&mut self, name: &str, before: NodeId, value: NodeId, at: Span) -> NodeId {
        let ty = self.common(before, value, name, at);
        match functions::find(name) {
            Some(function) => {
                let arguments = vec![before, value].into();
                self.node(NodeKind::Call { function, arguments }, ty, at)
            }
            None => self.broken(at),
        }
    }

    fn collect(&mut self, of: &Type, elements: &[model::Element], at: Span) -> NodeId {
        let mut found = Vec::new();
        for element in elements {
            let when = element.when.as_ref().map(|when| self.of_type(when, &Type::Truth));
            let clauses = self.clauses(&element.clauses).into();
            let values = element.add.iter().filter_map(|name| self.element(of, name)).collect();
            found.push(Element { values, when, if_unknown: element.if_unknown, clauses });
        }
        self.node(NodeKind::Collect(found.into()), Type::Set(Box::new(of.clone())), at)
    }

    fn element(&mut self, of: &Type, name: &crate::syntax::ast::Ident) -> Option<Value> {
        match of {
            Type::Choice(choices) => {
                let nfkc: String =
                    unicode_normalization::UnicodeNormalization::nfkc(name.text.as_str()).collect();
                let found =
                    self.choice(*choices, &name.text).or_else(|| self.choice(*choices, &nfkc));
                if found.is_none() {
                    self.push(self.unknown_choice(name, *choices));
                }
                if *choices == crate::ids::ChoicesId::CLAUSES {
                    self.clauses(std::slice::from_ref(name));
                }
                found.map(Value::Choice)
            }
            Type::Text => Some(Value::Text(name.text.as_str().into())),
            _ => None,
        }
    }
}
