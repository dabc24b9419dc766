//! The names that an expression holds, and where they stand.

use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, RangeExpr};

/// Something in an expression that a reader may want to look up.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// Where it stands in the file.
    pub(super) span: Span,
    /// What it names.
    pub(super) named: Named,
}

/// What a reference names.
#[derive(Clone, Debug)]
pub(super) enum Named {
    /// A name of the scheme, or a choice.
    Name(String),
    /// A field of the rows of a list, or a property of them; `None` where the list is not named.
    Field(Option<String>, String),
    /// A function.
    Function(String),
    /// A text between quotes: no word in it is one of the language.
    Literal,
}

/// The references of an expression in the order of its text. `rows` are variables that stand for the
/// rows of lists, with the names of the lists.
pub(super) fn references_within(expr: &Expr, rows: &[(String, String)]) -> Vec<Reference> {
    let variables = rows.iter().map(|(row, list)| (row.clone(), Some(list.clone()))).collect();
    let mut walk = Walk { found: Vec::new(), variables };
    walk.expression(expr);
    walk.found.sort_by_key(|reference| reference.span);
    walk.found
}

struct Walk {
    found: Vec<Reference>,
    /// Variables in reach, outermost first, and the list whose rows they stand for.
    variables: Vec<(String, Option<String>)>,
}

impl Walk {
    fn push(&mut self, span: Span, named: Named) {
        self.found.push(Reference { span, named });
    }

    fn variable(&self, name: &str) -> Option<&Option<String>> {
        self.variables.iter().rev().find(|(one, _)| one == name).map(|(_, list)| list)
    }

    fn all<'e>(&mut self, parts: impl IntoIterator<Item = &'e Expr>) {
        for part in parts {
            self.expression(part);
        }
    }

    fn expression(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                if self.variable(name).is_none() {
                    self.push(expr.span, Named::Name(name.clone()));
                }
            }
            ExprKind::Text(_) => self.push(expr.span, Named::Literal),
            ExprKind::Number { .. }
            | ExprKind::Truth(_)
            | ExprKind::Date(_)
            | ExprKind::Period(_)
            | ExprKind::Undetermined
            | ExprKind::NotApplicable => {}
            ExprKind::List(items) => self.all(items),
            ExprKind::Range(range) => {
                let RangeExpr { low, high, .. } = range.as_ref();
                self.all(low.iter().chain(high));
            }
            ExprKind::Not(inner) | ExprKind::Negate(inner) => self.expression(inner),
            ExprKind::Binary { left, right, .. } => self.all([left.as_ref(), right]),
            ExprKind::In { item, set, .. } => self.all([item.as_ref(), set]),
            ExprKind::Between { item, low, high } => self.all([item.as_ref(), low, high]),
            ExprKind::If { condition, then, otherwise } => {
                self.all([condition.as_ref(), then, otherwise]);
            }
            ExprKind::Quantified { variable, list, condition, .. } => {
                self.expression(list);
                self.within(&variable.text, list, [Some(condition.as_ref()), None]);
            }
            ExprKind::Aggregate { body, variable, list, filter, .. } => {
                self.expression(list);
                self.within(&variable.text, list, [Some(body.as_ref()), filter.as_deref()]);
            }
            ExprKind::Index { base, keys } => {
                self.expression(base);
                self.all(keys);
            }
            ExprKind::Field { base, field } => {
                self.expression(base);
                if let ExprKind::Name(name) = &base.kind {
                    let list = self.variable(name).cloned();
                    let list = list.unwrap_or_else(|| Some(name.clone()));
                    self.push(field.span, Named::Field(list, field.text.clone()));
                }
            }
            ExprKind::Call { function, arguments } => {
                self.push(function.span, Named::Function(function.text.clone()));
                self.all(arguments);
            }
        }
    }

    /// Looks at expressions in which `variable` stands for a row of `list`.
    fn within<const N: usize>(&mut self, variable: &str, list: &Expr, parts: [Option<&Expr>; N]) {
        let list = match &list.kind {
            ExprKind::Name(name) => Some(name.clone()),
            _ => None,
        };
        self.variables.push((variable.to_owned(), list));
        self.all(parts.into_iter().flatten());
        self.variables.pop();
    }
}
