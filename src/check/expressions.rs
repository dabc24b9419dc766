//! Names, types and units of expressions.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{NodeKind, RangeNode};
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, Ident, RangeExpr};
use crate::text::Text;
use crate::value::{PeriodKind, Type, Unit, Value, kind_of};

use super::Checker;
use super::scope::Symbol;

impl Checker<'_> {
    /// Checks an expression. `expected` is what its place takes; names of choices are looked up
    /// there first.
    pub(super) fn expression(&mut self, expr: &Expr, expected: Option<&Type>) -> NodeId {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Number { value, unit } => {
                let unit = unit.as_ref().map(|text| self.unit(&Ident { text: text.clone(), span }));
                self.node(
                    NodeKind::Constant(Value::Number(value.clone())),
                    Type::Number(unit.unwrap_or_default()),
                    span,
                )
            }
            ExprKind::Truth(truth) => self.literal(Value::Truth(*truth), Type::Truth, span),
            ExprKind::Text(text) => {
                self.literal(Value::Text(text.as_str().into()), Type::Text, span)
            }
            ExprKind::Date(date) => self.literal(Value::Date(*date), Type::Date, span),
            ExprKind::Period(period) => {
                self.literal(Value::Period(*period), Type::Period(kind_of(*period)), span)
            }
            ExprKind::Undetermined => self.node(NodeKind::Undetermined, Type::Any, span),
            ExprKind::NotApplicable => self.node(NodeKind::NotApplicable, Type::Any, span),
            ExprKind::Name(name) => self.name(&Ident { text: name.clone(), span }, expected),
            ExprKind::List(items) => self.list_literal(items, expected, span),
            ExprKind::Range(_) => {
                let wanted = Text::new(
                    "値（範囲は in の右にだけ書けます）",
                    "a value (a range stands only right of `in`)",
                );
                self.misfit(span, wanted, Text::new("範囲", "a range"))
            }
            ExprKind::Not(inner) => {
                let inner = self.of_type(inner, &Type::Truth);
                self.node(NodeKind::Not(inner), Type::Truth, span)
            }
            ExprKind::Negate(inner) => self.negate(inner, span),
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right, span),
            ExprKind::In { item, set, negated } => self.membership(item, set, *negated, span),
            ExprKind::Between { item, low, high } => {
                let range = RangeExpr {
                    low: Some((**low).clone()),
                    low_included: true,
                    high: Some((**high).clone()),
                    high_included: true,
                };
                self.in_range(item, &range, false, span)
            }
            ExprKind::If { condition, then, otherwise } => {
                let condition = self.of_type(condition, &Type::Truth);
                let (then, otherwise, ty) = self.pair(then, otherwise, expected, "if");
                self.node(NodeKind::If { condition, then, otherwise }, ty, span)
            }
            ExprKind::Quantified { every, variable, list, condition } => {
                let (list, number) = self.enter(variable, list);
                let condition = self.of_type(condition, &Type::Truth);
                self.variables.pop();
                self.node(
                    NodeKind::Quantified { every: *every, variable: number, list, condition },
                    Type::Truth,
                    span,
                )
            }
            ExprKind::Aggregate { function, body, variable, list, filter } => {
                self.aggregate(*function, body, (variable, list), filter.as_deref(), span)
            }
            ExprKind::Index { base, keys } => self.index(base, keys, None, span),
            ExprKind::Field { base, field } => self.field(base, field, span),
            ExprKind::Call { function, arguments } => {
                self.call(function, arguments, expected, span)
            }
        }
    }

    /// An expression that must have a type.
    pub(super) fn of_type(&mut self, expr: &Expr, wanted: &Type) -> NodeId {
        let node = self.expression(expr, Some(wanted));
        let found = self.ty(node);
        if !found.fits(wanted) {
            self.report_type(expr.span, wanted, &found);
        }
        node
    }

    pub(super) fn report_type(&mut self, at: Span, wanted: &Type, found: &Type) {
        let (wanted, found) = (self.words(wanted), self.words(found));
        self.push(
            Diagnostic::new(Code::WrongType, at)
                .with_text("wanted", wanted)
                .with_text("found", found),
        );
    }

    pub(super) fn misfit(&mut self, at: Span, wanted: Text, found: Text) -> NodeId {
        self.push(
            Diagnostic::new(Code::WrongType, at)
                .with_text("wanted", wanted)
                .with_text("found", found),
        );
        self.broken(at)
    }

    pub(super) fn literal(&mut self, value: Value, ty: Type, span: Span) -> NodeId {
        self.node(NodeKind::Constant(value), ty, span)
    }

    fn name(&mut self, name: &Ident, expected: Option<&Type>) -> NodeId {
        if let Some(at) = self.variables.iter().rposition(|(known, _)| *known == name.text) {
            let ty = self.variables.get(at).map_or(Type::Any, |(_, ty)| ty.clone());
            let number = u8::try_from(at).unwrap_or(u8::MAX);
            return self.node(NodeKind::Variable(number), ty, name.span);
        }
        if let Some(Type::Choice(choices)) = expected
            && let Some(choice) = self.choice(*choices, &name.text)
        {
            return self.literal(Value::Choice(choice), Type::Choice(*choices), name.span);
        }
        let Some(symbol) = self.symbols.get(&name.text).copied() else {
            let finding = match expected {
                Some(Type::Choice(choices)) => self.unknown_choice(name, *choices),
                _ => self.unknown_name(name),
            };
            self.push(finding);
            return self.broken(name.span);
        };
        match symbol {
            Symbol::Fact(id) => {
                let ty = self.program.fact(id).map_or(Type::Any, |fact| fact.ty.clone());
                self.node(NodeKind::Fact(id), ty, name.span)
            }
            Symbol::Parameter(id) => {
                let ty =
                    self.program.parameters.get(id.index()).map_or(Type::Any, |one| one.ty.clone());
                self.node(NodeKind::Parameter(id), ty, name.span)
            }
            Symbol::Reading(id) => {
                let ty = self
                    .program
                    .readings
                    .get(id.index())
                    .map_or(Type::Any, |one| Type::Choice(one.choices));
                self.node(NodeKind::Reading(id), ty, name.span)
            }
            Symbol::Rule(id)
                if self.model.rules.get(id.index()).is_some_and(|rule| rule.each.is_some()) =>
            {
                let wanted = Text::new(
                    "値（一覧の各件の規則は「m.規則」と書きます）",
                    "a value (a rule of each row is read as `m.rule`)",
                );
                self.misfit(name.span, wanted, Text::new("各件の規則", "a rule of each row"))
            }
            Symbol::Rule(id) => {
                let ty = self.rule_type(id, name.span);
                self.node(NodeKind::Rule(id), ty, name.span)
            }
            Symbol::Calendar(id) => self.node(NodeKind::Calendar(id), Type::Calendar, name.span),
            Symbol::Table(_) => {
                let wanted = Text::new(
                    "値（表は「表[鍵].列」と書きます）",
                    "a value (a table is read as `table[key].column`)",
                );
                self.misfit(name.span, wanted, Text::new("表", "a table"))
            }
        }
    }

    /// Whether it is a bare name that only a list of choices can explain.
    pub(super) fn is_free(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Name(name) => {
                !self.symbols.contains_key(name)
                    && !self.variables.iter().any(|(known, _)| known == name)
            }
            _ => false,
        }
    }

    /// Two operands of which each may tell the other's choices.
    pub(super) fn operands(
        &mut self,
        left: &Expr,
        right: &Expr,
        expected: Option<&Type>,
    ) -> (NodeId, NodeId) {
        if self.is_free(left) && !self.is_free(right) {
            let right = self.expression(right, expected);
            let ty = self.ty(right);
            return (self.expression(left, Some(&ty)), right);
        }
        let left = self.expression(left, expected);
        let ty = self.ty(left);
        let expected = if ty == Type::Any { expected.cloned() } else { Some(ty) };
        (left, self.expression(right, expected.as_ref()))
    }

    /// Two values of one type, as the branches of `if` are.
    pub(super) fn pair(
        &mut self,
        left: &Expr,
        right: &Expr,
        expected: Option<&Type>,
        operator: &str,
    ) -> (NodeId, NodeId, Type) {
        let (one, other) = self.operands(left, right, expected);
        let ty = self.common(one, other, operator, right.span);
        (one, other, ty)
    }

    /// The type of either of two values; a finding if they have none in common.
    pub(super) fn common(&mut self, left: NodeId, right: NodeId, operator: &str, at: Span) -> Type {
        let (left, right) = (self.ty(left), self.ty(right));
        if !left.fits(&right) {
            self.disagree(operator, &left, &right, at);
            return Type::Any;
        }
        if left == Type::Any { right } else { left }
    }

    /// The finding for two operands of different types or units.
    pub(super) fn disagree(&mut self, operator: &str, left: &Type, right: &Type, at: Span) {
        let (one, other) = (self.words(left), self.words(right));
        let finding = if let (Type::Number(left), Type::Number(right)) = (left, right) {
            Diagnostic::new(Code::UnitMismatch, at)
                .with("operator", operator)
                .with_text("left", left.words())
                .with_text("right", right.words())
        } else {
            Diagnostic::new(Code::OperandType, at)
                .with("operator", operator)
                .with_text("wanted", one)
                .with_text("found", other)
        };
        self.push(finding);
    }

    fn list_literal(&mut self, items: &[Expr], expected: Option<&Type>, span: Span) -> NodeId {
        let mut of = match expected {
            Some(Type::Set(of)) => (**of).clone(),
            _ => Type::Any,
        };
        let mut nodes = Vec::new();
        for item in items {
            let wanted = (of != Type::Any).then(|| of.clone());
            let node = self.expression(item, wanted.as_ref());
            let ty = self.ty(node);
            if !ty.fits(&of) {
                self.report_type(item.span, &of, &ty);
            }
            if of == Type::Any {
                of = ty;
            }
            nodes.push(node);
        }
        let known: Option<Vec<Value>> = nodes.iter().map(|node| self.known(*node)).collect();
        let ty = Type::Set(Box::new(of));
        match known {
            Some(values) => self.literal(Value::Set(values.into()), ty, span),
            None => self.node(NodeKind::SetOf(nodes.into()), ty, span),
        }
    }

    fn negate(&mut self, inner: &Expr, span: Span) -> NodeId {
        let inner = self.expression(inner, None);
        let ty = self.ty(inner);
        if !matches!(ty, Type::Number(_) | Type::Any) {
            let found = self.words(&ty);
            return self.misfit(span, Text::new("数", "a number"), found);
        }
        match self.known(inner) {
            Some(Value::Number(number)) => self.literal(Value::Number(number.negate()), ty, span),
            _ => self.node(NodeKind::Negate(inner), ty, span),
        }
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, span: Span) -> NodeId {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let (left, right) =
                    (self.of_type(left, &Type::Truth), self.of_type(right, &Type::Truth));
                self.node(NodeKind::Binary { op, left, right }, Type::Truth, span)
            }
            BinaryOp::Equal | BinaryOp::NotEqual => {
                let (left, right, _) = self.pair(left, right, None, op.sign());
                self.node(NodeKind::Binary { op, left, right }, Type::Truth, span)
            }
            BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual => {
                let (one, other, ty) = self.pair(left, right, None, op.sign());
                if !ty.is_ordered() {
                    let found = self.words(&ty);
                    let wanted = Text::new(
                        "大小のある値（数・日付・期間）",
                        "an ordered value (number, date, period)",
                    );
                    self.push(
                        Diagnostic::new(Code::OperandType, left.span)
                            .with("operator", op.sign())
                            .with_text("wanted", wanted)
                            .with_text("found", found),
                    );
                }
                self.node(NodeKind::Binary { op, left: one, right: other }, Type::Truth, span)
            }
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
                let left_node = self.expression(left, None);
                let right_node = self.expression(right, None);
                self.arithmetic(op, left_node, right_node, span)
            }
        }
    }

    /// An arithmetic operation on checked operands; constants are worked out.
    pub(super) fn arithmetic(
        &mut self,
        op: BinaryOp,
        left: NodeId,
        right: NodeId,
        span: Span,
    ) -> NodeId {
        let (one, other) = (self.ty(left), self.ty(right));
        let at = self.span(right);
        let Some(ty) = self.arithmetic_type(op, &one, &other, at) else { return self.broken(span) };
        if let (Some(one), Some(other)) = (self.known(left), self.known(right)) {
            return match self.work_out(op, &one, &other, at) {
                Some(value) => self.literal(value, ty, span),
                None => self.broken(span),
            };
        }
        self.node(NodeKind::Binary { op, left, right }, ty, span)
    }

    fn arithmetic_type(
        &mut self,
        op: BinaryOp,
        left: &Type,
        right: &Type,
        at: Span,
    ) -> Option<Type> {
        let sum = matches!(op, BinaryOp::Add | BinaryOp::Subtract);
        let found = match (left, right) {
            (Type::Any, _) | (_, Type::Any) if sum => {
                Some(if *left == Type::Any { right.clone() } else { left.clone() })
            }
            (Type::Any, _) | (_, Type::Any) => Some(Type::Any),
            (Type::Number(left), Type::Number(right)) => match op {
                BinaryOp::Multiply => Some(Type::Number(left.times(right))),
                BinaryOp::Divide => Some(Type::Number(left.over(right))),
                _ if left == right => Some(Type::Number(left.clone())),
                _ => None,
            },
            (Type::Date, Type::Period(PeriodKind::Days)) if sum => Some(Type::Date),
            (Type::Period(PeriodKind::Days), Type::Date) if op == BinaryOp::Add => Some(Type::Date),
            (Type::Period(left), Type::Period(right)) if sum && left == right => {
                Some(Type::Period(*left))
            }
            _ => None,
        };
        if found.is_none() {
            self.not_reckoned(op, left, right, at);
        }
        found
    }

    /// The finding for two operands with which `op` cannot reckon.
    fn not_reckoned(&mut self, op: BinaryOp, left: &Type, right: &Type, at: Span) {
        if let (Type::Number(_), Type::Number(_)) = (left, right) {
            return self.disagree(op.sign(), left, right, at);
        }
        let wanted = match op {
            BinaryOp::Add | BinaryOp::Subtract => Text::new(
                "単位が同じ2つの数、2つの期間、又は日付と日数の期間",
                "two numbers of one unit, two periods, or a date and a period of days",
            ),
            _ => Text::new("2つの数", "two numbers"),
        };
        let (left, right) = (self.words(left), self.words(right));
        let one = |text: &Text| text.en.clone().unwrap_or_else(|| text.ja.clone());
        let found = Text::new(
            format!("左は{}、右は{}", left.ja, right.ja),
            format!("{} and {}", one(&left), one(&right)),
        );
        self.push(
            Diagnostic::new(Code::OperandType, at)
                .with("operator", op.sign())
                .with_text("wanted", wanted)
                .with_text("found", found),
        );
    }

    fn membership(&mut self, item: &Expr, set: &Expr, negated: bool, span: Span) -> NodeId {
        if let ExprKind::Range(range) = &set.kind {
            return self.in_range(item, range, negated, span);
        }
        let (item_node, set_node) = if self.is_free(item) {
            let set_node = self.expression(set, None);
            let of = match self.ty(set_node) {
                Type::Set(of) => *of,
                _ => Type::Any,
            };
            (self.expression(item, Some(&of)), set_node)
        } else {
            let item_node = self.expression(item, None);
            let expected = Type::Set(Box::new(self.ty(item_node)));
            (item_node, self.expression(set, Some(&expected)))
        };
        match self.ty(set_node) {
            Type::Set(of) if self.ty(item_node).fits(&of) => {}
            Type::Any => {}
            Type::Set(of) => {
                let found = self.ty(item_node);
                self.report_type(item.span, &of, &found);
            }
            other => {
                let found = self.words(&other);
                let wanted = Text::new("集合か範囲", "a set or a range");
                self.misfit(set.span, wanted, found);
            }
        }
        self.node(NodeKind::In { item: item_node, set: set_node, negated }, Type::Truth, span)
    }

    fn in_range(&mut self, item: &Expr, range: &RangeExpr, negated: bool, span: Span) -> NodeId {
        let item_node = self.expression(item, None);
        let ty = self.ty(item_node);
        if !ty.is_ordered() {
            let found = self.words(&ty);
            return self.misfit(item.span, Text::new("大小のある値", "an ordered value"), found);
        }
        let low = range.low.as_ref().map(|end| self.of_type(end, &ty));
        let high = range.high.as_ref().map(|end| self.of_type(end, &ty));
        let range = RangeNode {
            low,
            low_included: range.low_included,
            high,
            high_included: range.high_included,
        };
        let kind = NodeKind::InRange { item: item_node, range: Box::new(range), negated };
        self.node(kind, Type::Truth, span)
    }
}

/// A number of years of age.
pub(super) fn age() -> Type {
    Type::Number(Unit::single("歳"))
}
