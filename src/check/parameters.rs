//! Dated values: their types, and that they follow one another without gap or overlap.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Dated, Parameter as Declared};
use crate::program::{Parameter, ParameterValue};
use crate::source::Span;
use crate::syntax::ast::Ident;
use crate::text::Text;
use crate::value::Type;

use super::Checker;

impl Checker<'_> {
    pub(super) fn parameters(&mut self) {
        for declared in &self.model.parameters {
            let parameter = self.parameter(declared);
            self.program.parameters.push(parameter);
        }
    }

    fn parameter(&mut self, declared: &Declared) -> Parameter {
        let clauses = self.clauses(&declared.head.clauses);
        let of = match (&declared.choices, &declared.of) {
            (Some(choices), _) => Some(self.own_choices(&declared.head, choices)),
            (None, Some(of)) => Some(self.element_kind(of)),
            (None, None) => None,
        };
        let mut ty = Type::Any;
        let mut values = Vec::new();
        let days = self.in_order(&declared.head.name, &declared.values);
        for (dated, until) in declared.values.iter().zip(days) {
            let expr = &dated.it.value;
            let is_list = matches!(expr.kind, crate::syntax::ast::ExprKind::List(_));
            let expected = of.clone().map(|of| if is_list { Type::Set(Box::new(of)) } else { of });
            let Some((value, found)) = self.constant_answer(expr, expected.as_ref()) else {
                continue;
            };
            if !found.fits(&ty) {
                self.report_type(expr.span, &ty, &found);
            }
            if ty == Type::Any {
                ty = found;
            }
            values.push(ParameterValue {
                from: dated.from,
                until,
                value,
                written: self.program.sources.slice(expr.span).to_owned(),
                confirmed_on: dated.it.confirmed_on,
                span: dated.span,
            });
        }
        Parameter {
            id: Self::id(&declared.head),
            name: declared.head.label.clone(),
            ty,
            values,
            confirm_by: declared.confirm_by,
            clauses,
            span: declared.head.name.span,
        }
    }

    /// The last day of each dated thing. Reports gaps and overlaps, and a beginning after the
    /// scheme's.
    pub(super) fn in_order<T>(
        &mut self,
        name: &Ident,
        dated: &[Dated<T>],
    ) -> Vec<Option<NaiveDate>> {
        if let Some(first) = dated.first()
            && self.program.from < first.from
        {
            self.not_in_force(name, first.from, first.span);
        }
        let mut days = Vec::new();
        for (at, one) in dated.iter().enumerate() {
            let next = dated.get(at + 1);
            let before_next = next.and_then(|next| next.from.pred_opt());
            if let Some(next) = next {
                self.follows(one, next);
            }
            days.push(one.until.or(before_next));
        }
        if let Some(Some(last)) = days.last()
            && self.program.until.is_none_or(|until| *last < until)
            && let Some(one) = dated.last()
            && one.until.is_some()
        {
            let after = last.succ_opt().unwrap_or(*last);
            self.push(
                Diagnostic::new(Code::VersionGap, one.span).with("from", after).with("until", "…"),
            );
        }
        days
    }

    fn follows<T>(&mut self, one: &Dated<T>, next: &Dated<T>) {
        let last = one.until.or(next.from.pred_opt()).unwrap_or(NaiveDate::MAX);
        if next.from <= one.from || last >= next.from {
            let finding = Diagnostic::new(Code::VersionOverlap, next.span).with("date", next.from);
            self.push(
                finding.related(one.span, Text::new("この版と重なる", "overlaps this version")),
            );
        } else if last.succ_opt() != Some(next.from) {
            let first = last.succ_opt().unwrap_or(last);
            let until = next.from.pred_opt().unwrap_or(next.from);
            let finding = Diagnostic::new(Code::VersionGap, next.span)
                .with("from", first)
                .with("until", until);
            self.push(finding.related(one.span, Text::new("前の版", "the version before")));
        }
    }

    fn not_in_force(&mut self, name: &Ident, first: NaiveDate, at: Span) {
        let finding = Diagnostic::new(Code::NotInForce, at)
            .with("name", &name.text)
            .with("date", self.program.from)
            .with("after", first);
        self.push(finding);
    }
}
