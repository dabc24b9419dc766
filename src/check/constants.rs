//! Values that are known before any fact is.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::NodeKind;
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind};
use crate::value::{self, Answer, Number, Type, Value, ValueError};

use super::Checker;

impl Checker<'_> {
    /// The value of a node that is a constant.
    pub(super) fn known(&self, node: NodeId) -> Option<Value> {
        match &self.program.node(node)?.kind {
            NodeKind::Constant(value) => Some(value.clone()),
            _ => None,
        }
    }

    /// The value of a constant expression of a type; a finding if it is none.
    pub(super) fn constant(&mut self, expr: &Expr, wanted: &Type) -> Option<Value> {
        let before = self.out.len();
        let node = self.of_type(expr, wanted);
        self.constant_node(node, before)
    }

    fn constant_node(&mut self, node: NodeId, before: usize) -> Option<Value> {
        let value = self.known(node);
        if value.is_none() && self.out.len() == before {
            let at = self.span(node);
            self.push(Diagnostic::new(Code::NotAConstant, at));
        }
        value
    }

    /// A constant whose type is its own, or `not_applicable` or `undetermined`.
    pub(super) fn constant_answer(
        &mut self,
        expr: &Expr,
        expected: Option<&Type>,
    ) -> Option<(Answer, Type)> {
        match expr.kind {
            ExprKind::NotApplicable => return Some((Answer::NotApplicable, Type::Any)),
            ExprKind::Undetermined => {
                return Some((Answer::unknown(value::FactSet::default()), Type::Any));
            }
            _ => {}
        }
        let before = self.out.len();
        let node = self.expression(expr, expected);
        let ty = self.ty(node);
        self.constant_node(node, before).map(|value| (Answer::Known(value), ty))
    }

    /// Works out an operation of constants; a finding if it has no result.
    pub(super) fn work_out(
        &mut self,
        op: BinaryOp,
        left: &Value,
        right: &Value,
        at: Span,
    ) -> Option<Value> {
        let result = match op {
            BinaryOp::Add => value::add(left, right),
            BinaryOp::Subtract => value::subtract(left, right),
            BinaryOp::Multiply => value::multiply(left, right),
            _ => value::divide(left, right),
        };
        match result {
            Ok(value) => Some(value),
            Err(ValueError::DivisionByZero) => {
                self.push(Diagnostic::new(Code::DivisionByZero, at));
                None
            }
            Err(ValueError::Overflow | ValueError::Misfit) => {
                self.push(Diagnostic::new(Code::Overflow, at));
                None
            }
        }
    }

    /// The least and the most of a range of numbers, both included.
    pub(super) fn limits(&mut self, range: &Expr, ty: &Type) -> (Option<Number>, Option<Number>) {
        let ExprKind::Range(range) = &range.kind else {
            let found = crate::text::Text::same(self.program.sources.slice(range.span));
            let wanted =
                crate::text::Text::new("範囲（[0円..] の形）", "a range such as `[0円..]`");
            self.misfit(range.span, wanted, found);
            return (None, None);
        };
        let end = |checker: &mut Self, end: Option<&Expr>| match end
            .and_then(|end| checker.constant(end, ty))
        {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        };
        (end(self, range.low.as_ref()), end(self, range.high.as_ref()))
    }
}
