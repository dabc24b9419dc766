//! From tree to text: the plain form with the fewest brackets.

use super::ast::{BinaryOp, Expr, ExprKind, RangeExpr};
use crate::value::Number;

/// The plain form of a tree: `資本金 <= 300,000,000円`.
///
/// For every tree that [`parse`](super::parse) makes, reading the result gives an equal tree.
/// Amounts in 円 are grouped by three, `30%` stays a percentage, dates are written
/// `2021-06-15`, twelve months as a year. Trees made in other ways keep their meaning, if not
/// their form: a negative number becomes `-5`, a fraction `1 / 3`.
#[must_use]
pub fn print(expression: &Expr) -> String {
    let mut printer = Printer { text: String::new() };
    printer.expression(expression, Binding::Or, Follows::Nothing);
    printer.text
}

/// How tightly a form holds together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Negate,
    Operand,
}

/// What stands to the right before the next bracket or separating word. `if`, `some` and
/// `every` take in whatever follows, so that they need brackets before an operator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Operator,
}

struct Printer {
    text: String,
}

impl Printer {
    /// Writes an expression where at least `least` is needed.
    fn expression(&mut self, expression: &Expr, least: Binding, follows: Follows) {
        let is_open = matches!(expression.kind, ExprKind::If { .. } | ExprKind::Quantified { .. });
        let is_loose = !is_open && binding(&expression.kind) < least;
        if is_loose || (is_open && follows == Follows::Operator) {
            self.text.push('(');
            self.form(&expression.kind, Follows::Nothing);
            self.text.push(')');
        } else {
            self.form(&expression.kind, follows);
        }
    }

    /// Writes an expression that ends at a bracket, a comma or a separating word.
    fn whole(&mut self, expression: &Expr) {
        self.expression(expression, Binding::Or, Follows::Nothing);
    }

    fn form(&mut self, kind: &ExprKind, follows: Follows) {
        match kind {
            ExprKind::Number { value, unit } => self.number(value, unit.as_deref()),
            ExprKind::Truth(truth) => self.push(if *truth { "true" } else { "false" }),
            ExprKind::Text(text) => self.push(&format!("\"{text}\"")),
            ExprKind::Date(date) => self.push(&date.format("%Y-%m-%d").to_string()),
            ExprKind::Period(period) => self.push(&period.to_string()),
            ExprKind::Undetermined => self.push("undetermined"),
            ExprKind::NotApplicable => self.push("not_applicable"),
            ExprKind::Name(name) => self.push(name),
            ExprKind::List(items) => self.enclosed("[", items, "]"),
            ExprKind::Range(range) => self.range(range),
            ExprKind::Not(inner) => self.before("not ", inner, Binding::Not, follows),
            ExprKind::Negate(inner) => self.before("-", inner, Binding::Negate, follows),
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right, follows),
            ExprKind::In { item, set, negated } => {
                self.expression(item, Binding::Sum, Follows::Operator);
                self.push(if *negated { " not in " } else { " in " });
                self.expression(set, Binding::Sum, follows);
            }
            ExprKind::Between { item, low, high } => self.between([item, low, high], follows),
            ExprKind::If { condition, then, otherwise } => {
                self.parts([("if ", condition), (" then ", then), (" else ", otherwise)]);
            }
            ExprKind::Quantified { every, variable, list, condition } => {
                let word = if *every { "every" } else { "some" };
                let start = format!("{word} {} in ", variable.text);
                self.parts([(start.as_str(), list), (" satisfies ", condition)]);
            }
            ExprKind::Aggregate { function, body, variable, list, filter } => {
                self.push(&format!("{}(", function.name()));
                self.whole(body);
                self.parts([(format!(" for {} in ", variable.text).as_str(), list)]);
                self.parts(filter.iter().map(|filter| (" where ", filter)));
                self.push(")");
            }
            ExprKind::Index { base, keys } => {
                self.expression(base, Binding::Operand, Follows::Operator);
                self.enclosed("[", keys, "]");
            }
            ExprKind::Field { base, field } => {
                self.expression(base, Binding::Operand, Follows::Operator);
                self.push(&format!(".{}", field.text));
            }
            ExprKind::Call { function, arguments } => {
                self.push(&function.text);
                self.enclosed("(", arguments, ")");
            }
        }
    }

    fn before(&mut self, sign: &str, inner: &Expr, least: Binding, follows: Follows) {
        self.push(sign);
        self.expression(inner, least, follows);
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, follows: Follows) {
        let (left_least, right_least) = sides(op);
        self.expression(left, left_least, Follows::Operator);
        self.push(&format!(" {} ", op.sign()));
        self.expression(right, right_least, follows);
    }

    fn between(&mut self, [item, low, high]: [&Expr; 3], follows: Follows) {
        self.expression(item, Binding::Sum, Follows::Operator);
        self.push(" between ");
        self.expression(low, Binding::Sum, Follows::Operator);
        self.push(" and ");
        self.expression(high, Binding::Sum, follows);
    }

    /// Words, each with the expression behind it.
    fn parts<'a>(&mut self, parts: impl IntoIterator<Item = (&'a str, &'a Box<Expr>)>) {
        for (word, expression) in parts {
            self.push(word);
            self.whole(expression);
        }
    }

    fn enclosed(&mut self, open: &str, items: &[Expr], close: &str) {
        self.push(open);
        for (index, item) in items.iter().enumerate() {
            self.push(if index == 0 { "" } else { ", " });
            self.whole(item);
        }
        self.push(close);
    }

    fn range(&mut self, range: &RangeExpr) {
        self.push(if range.low_included { "[" } else { "(" });
        range.low.iter().for_each(|low| self.whole(low));
        self.push("..");
        range.high.iter().for_each(|high| self.whole(high));
        self.push(if range.high_included { "]" } else { ")" });
    }

    fn number(&mut self, value: &Number, unit: Option<&str>) {
        let percent = value.checked_mul(&Number::from_i64(100));
        let (plain, unit) = match (unit, percent) {
            (Some("%"), Ok(percent)) => (percent.to_string(), "%"),
            (Some("円"), _) => (value.grouped(), "円"),
            (unit, _) => (value.to_string(), unit.unwrap_or("")),
        };
        match plain.split_once('/') {
            Some((numerator, denominator)) => {
                let denominator = denominator.replace(',', "");
                self.push(&format!("{numerator}{unit} / {denominator}"));
            }
            None => self.push(&format!("{plain}{unit}")),
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

/// How tightly a form holds; forms that take in everything to their right count as operands,
/// since their brackets depend on what follows.
fn binding(kind: &ExprKind) -> Binding {
    match kind {
        ExprKind::Binary { op, .. } => own(*op),
        ExprKind::In { .. } | ExprKind::Between { .. } => Binding::Comparison,
        ExprKind::Not(_) => Binding::Not,
        ExprKind::Negate(_) => Binding::Negate,
        ExprKind::Number { value, .. } => match value.to_string().find('/') {
            Some(_) => Binding::Product,
            None if value.is_negative() => Binding::Negate,
            None => Binding::Operand,
        },
        _ => Binding::Operand,
    }
}

fn own(op: BinaryOp) -> Binding {
    match op {
        BinaryOp::Or => Binding::Or,
        BinaryOp::And => Binding::And,
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessOrEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterOrEqual => Binding::Comparison,
        BinaryOp::Add | BinaryOp::Subtract => Binding::Sum,
        BinaryOp::Multiply | BinaryOp::Divide => Binding::Product,
    }
}

/// What the operands need: the left one binds as tightly as the sign, the right one more
/// tightly; comparisons do not follow one another.
fn sides(op: BinaryOp) -> (Binding, Binding) {
    match own(op) {
        Binding::Or => (Binding::Or, Binding::And),
        Binding::And => (Binding::And, Binding::Not),
        Binding::Sum => (Binding::Sum, Binding::Product),
        Binding::Product => (Binding::Product, Binding::Negate),
        _ => (Binding::Sum, Binding::Sum),
    }
}
