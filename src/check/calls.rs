//! Calls of functions.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::functions::{self, Function, Kind};
use crate::ids::{ChoicesId, NodeId};
use crate::program::NodeKind;
use crate::source::Span;
use crate::syntax::ast::{Expr, Ident};
use crate::text::Text;
use crate::value::{PeriodKind, Type};

use super::expressions::age;
use super::{Checker, with_nearest};

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        name: &Ident,
        arguments: &[Expr],
        expected: Option<&Type>,
        span: Span,
    ) -> NodeId {
        if name.text == "if_applicable" {
            return self.if_applicable(name, arguments, expected, span);
        }
        let Some(function) = functions::find(&name.text) else {
            let names = functions::all().map(|function| function.name);
            let near = nearest(&name.text, names.chain(["if_applicable", "sum"]));
            let finding =
                Diagnostic::new(Code::UnknownFunction, name.span).with("name", &name.text);
            self.push(with_nearest(finding, near));
            return self.broken(span);
        };
        let (least, found) = (function.takes.len(), arguments.len());
        if found < least || (found > least && !function.repeats) {
            self.count(name, least, found);
            return self.broken(span);
        }
        let mut shared = None;
        let mut nodes = Vec::new();
        for (at, argument) in arguments.iter().enumerate() {
            let kind =
                function.takes.get(at).or(function.takes.last()).copied().unwrap_or(Kind::Same);
            nodes.push(self.argument(function, kind, argument, &mut shared));
        }
        let ty = result(function.gives, shared);
        self.node(NodeKind::Call { function, arguments: nodes.into() }, ty, span)
    }

    fn count(&mut self, name: &Ident, wanted: usize, found: usize) {
        self.push(
            Diagnostic::new(Code::ArgumentCount, name.span)
                .with("function", &name.text)
                .with("wanted", wanted)
                .with("found", found),
        );
    }

    fn if_applicable(
        &mut self,
        name: &Ident,
        arguments: &[Expr],
        expected: Option<&Type>,
        span: Span,
    ) -> NodeId {
        let [value, otherwise] = arguments else {
            self.count(name, 2, arguments.len());
            return self.broken(span);
        };
        let (value, otherwise, ty) = self.pair(value, otherwise, expected, "if_applicable");
        self.node(NodeKind::IfApplicable { value, otherwise }, ty, span)
    }

    fn argument(
        &mut self,
        function: &Function,
        kind: Kind,
        argument: &Expr,
        shared: &mut Option<Type>,
    ) -> NodeId {
        if let Some(wanted) = fixed(kind) {
            return self.of_type(argument, &wanted);
        }
        let node = self.expression(argument, shared.as_ref());
        let found = self.ty(node);
        let (fits, wanted) = match kind {
            Kind::Same => {
                (found.is_ordered(), Text::new("数・日付・期間", "a number, date or period"))
            }
            Kind::SameNumber => {
                (matches!(found, Type::Number(_) | Type::Any), Text::new("数", "a number"))
            }
            Kind::SameSet => {
                (matches!(found, Type::Set(_) | Type::Any), Text::new("集合", "a set"))
            }
            Kind::Period => (
                matches!(found, Type::Period(PeriodKind::Months | PeriodKind::Days) | Type::Any),
                Text::new("期間（日・月・年）", "a period of days, months or years"),
            ),
            _ => (
                matches!(found, Type::Set(_) | Type::List(_) | Type::Any),
                Text::new("集合か一覧", "a set or list"),
            ),
        };
        if !fits {
            let found = self.words(&found);
            return self.misfit(argument.span, wanted, found);
        }
        if matches!(kind, Kind::Same | Kind::SameNumber | Kind::SameSet) {
            match shared {
                Some(first) if !first.fits(&found) => {
                    let first = first.clone();
                    self.disagree(function.name, &first, &found, argument.span);
                }
                Some(first) if *first != Type::Any => {}
                _ => *shared = Some(found),
            }
        }
        node
    }
}

/// The type that a kind stands for, if it stands for one.
fn fixed(kind: Kind) -> Option<Type> {
    match kind {
        Kind::Plain => Some(Type::plain()),
        Kind::Age => Some(age()),
        Kind::Truth => Some(Type::Truth),
        Kind::Date => Some(Type::Date),
        Kind::Days => Some(Type::Period(PeriodKind::Days)),
        Kind::Weekday => Some(Type::Choice(ChoicesId::WEEKDAYS)),
        Kind::Calendar => Some(Type::Calendar),
        Kind::Document => Some(Type::Choice(ChoicesId::DOCUMENTS)),
        Kind::Documents => Some(Type::Set(Box::new(Type::Choice(ChoicesId::DOCUMENTS)))),
        Kind::Same | Kind::SameNumber | Kind::SameSet | Kind::Period | Kind::Any | Kind::Count => {
            None
        }
    }
}

fn result(kind: Kind, shared: Option<Type>) -> Type {
    match kind {
        Kind::Same | Kind::SameNumber | Kind::SameSet => shared.unwrap_or(Type::Any),
        Kind::Count => Type::plain(),
        _ => fixed(kind).unwrap_or(Type::Any),
    }
}
