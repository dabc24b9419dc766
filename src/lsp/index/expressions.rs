//! Names in expressions.

use crate::document::Scalar;
use crate::lsp::catalogue::{Symbol, choice, field, function, record_of};
use crate::lsp::walk::Owner;
use crate::program::NodeKind;
use crate::source::Span;
use crate::syntax::{self, Expr, ExprKind, Ident, ast::RangeExpr};
use crate::value::{Type, Value};

use super::Builder;

/// A name of one expression or rule.
struct Local {
    name: String,
    place: Span,
    /// What it runs over, as far as known.
    ty: Option<Type>,
}

impl Builder<'_> {
    pub(super) fn expression(&mut self, owners: &[Owner<'_>], scalar: &Scalar) {
        let Ok(expr) = syntax::parse(&scalar.text, &scalar.segments) else { return };
        let row = self.row_variable(owners);
        let mut locals: Vec<Local> =
            row.into_iter().map(|(name, place, ty)| Local { name, place, ty: Some(ty) }).collect();
        if owners.is_empty()
            && let Some(plan) = &self.survey.program.allocation
        {
            let ty = Some(Type::Record(plan.record));
            locals.push(Local { name: "申請".to_owned(), place: Span::default(), ty });
        }
        self.visit(&expr, &mut locals);
    }

    fn visit(&mut self, expr: &Expr, locals: &mut Vec<Local>) {
        match &expr.kind {
            ExprKind::Name(name) => self.name(name, expr.span, locals),
            ExprKind::Field { base, field } => self.field(expr, base, field, locals),
            ExprKind::Index { base, keys } => {
                self.visit(base, locals);
                self.visit_all(keys, locals);
            }
            ExprKind::Call { function: name, arguments } => {
                if let Some(symbol) = function(&name.text) {
                    self.add(name.span, symbol, false, false);
                }
                self.visit_all(arguments, locals);
            }
            ExprKind::Quantified { variable, list, condition, .. } => {
                self.enter(variable, list, locals);
                self.visit(condition, locals);
                locals.pop();
            }
            ExprKind::Aggregate { function: name, body, variable, list, filter } => {
                let start = Span { end: expr.span.start + 3, ..expr.span };
                if self.survey.sources.slice(start).starts_with(name.name().get(..3).unwrap_or(""))
                {
                    let end = expr.span.start + u32::try_from(name.name().len()).unwrap_or(0);
                    let symbol = function(name.name());
                    if let Some(symbol) = symbol {
                        self.add(Span { end, ..expr.span }, symbol, false, false);
                    }
                }
                self.enter(variable, list, locals);
                self.visit(body, locals);
                if let Some(filter) = filter {
                    self.visit(filter, locals);
                }
                locals.pop();
            }
            _ => parts(&expr.kind).into_iter().for_each(|part| self.visit(part, locals)),
        }
    }

    fn visit_all(&mut self, all: &[Expr], locals: &mut Vec<Local>) {
        for one in all {
            self.visit(one, locals);
        }
    }

    /// Puts the variable of a loop in reach.
    fn enter(&mut self, variable: &Ident, list: &Expr, locals: &mut Vec<Local>) {
        self.visit(list, locals);
        let ty = self.kinds(list.span).map(|(_, ty)| ty.clone()).next();
        let ty = ty.or_else(|| match &list.kind {
            ExprKind::Name(name) => self.catalogue.globals.get(name)?.ty(&self.survey.program),
            _ => None,
        });
        let place = variable.span;
        self.add(place, Symbol::Local(place), true, false);
        locals.push(Local { name: variable.text.clone(), place, ty });
    }

    fn name(&mut self, name: &str, span: Span, locals: &[Local]) {
        let span = self.bare(span);
        if let Some(local) = locals.iter().rev().find(|local| local.name == name) {
            // What an allocation calls an application is introduced nowhere.
            if local.place != Span::default() {
                self.add(span, Symbol::Local(local.place), false, false);
            }
            return;
        }
        let checked = self.kinds(span).find_map(|(kind, ty)| symbol(kind, ty));
        let known = checked.or_else(|| self.catalogue.globals.get(name).copied());
        if let Some(symbol) = known {
            let program = &self.survey.program;
            let other = symbol.label(program, &self.survey.model).ja != name;
            let by_id = other && matches!(symbol, Symbol::Choice(..));
            // In an allocation the scheme's date has a second, built-in name, which stays.
            if by_id || !other {
                self.add(span, symbol, false, by_id);
            }
        }
    }

    fn field(&mut self, expr: &Expr, base: &Expr, field: &Ident, locals: &mut Vec<Local>) {
        let checked = self.kinds(expr.span).find_map(|(kind, ty)| symbol(kind, ty));
        let found = checked.or_else(|| self.field_by_name(base, field, locals));
        self.visit(base, locals);
        if let Some(symbol) = found {
            self.add(field.span, symbol, false, false);
        }
    }

    fn field_by_name(&self, base: &Expr, name: &Ident, locals: &[Local]) -> Option<Symbol> {
        let program = &self.survey.program;
        match &base.kind {
            ExprKind::Name(base) => {
                let local = locals.iter().rev().find(|local| local.name == *base);
                if let Some(local) = local {
                    let record = record_of(local.ty.as_ref()?)?;
                    let rule = || self.catalogue.globals.get(&name.text).copied();
                    return field(program, record, &name.text).or_else(rule);
                }
                let ty = self.catalogue.globals.get(base)?.ty(program)?;
                choice(program, crate::lsp::catalogue::choices_of(&ty)?, &name.text)
            }
            ExprKind::Index { base, .. } => {
                let ExprKind::Name(table) = &base.kind else { return None };
                let Symbol::Table(table) = *self.catalogue.globals.get(table)? else { return None };
                let columns = &program.tables.get(table)?.columns;
                let at = columns.iter().position(|column| column.name.ja == name.text)?;
                Some(Symbol::Column(table, at))
            }
            _ => None,
        }
    }

    /// A name without the brackets that may belong to its place.
    fn bare(&self, span: Span) -> Span {
        let text = self.survey.sources.slice(span);
        let outside = |sign: char| sign.is_whitespace() || "()（）".contains(sign);
        let start = text.len() - text.trim_start_matches(outside).len();
        let end = text.trim_end_matches(outside).len();
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(0);
        Span { start: span.start + narrow(start), end: span.start + narrow(end), ..span }
    }
}

/// What a checked node stands for, if it is a name.
fn symbol(kind: &NodeKind, ty: &Type) -> Option<Symbol> {
    match kind {
        NodeKind::Fact(id) => Some(Symbol::Fact(id.index())),
        NodeKind::Parameter(id) => Some(Symbol::Parameter(id.index())),
        NodeKind::Reading(id) => Some(Symbol::Reading(id.index())),
        NodeKind::Rule(id) | NodeKind::RowRule { rule: id, .. } => Some(Symbol::Rule(id.index())),
        NodeKind::Calendar(id) => Some(Symbol::Calendar(id.index())),
        NodeKind::Field { record, field, .. } => {
            Some(Symbol::Field(record.index(), usize::from(*field)))
        }
        NodeKind::Lookup { table, column, .. } => {
            Some(Symbol::Column(table.index(), usize::from(*column)))
        }
        NodeKind::Constant(Value::Choice(at)) => match ty {
            Type::Choice(list) if *list == crate::ids::ChoicesId::CLAUSES => {
                Some(Symbol::Clause(usize::from(*at)))
            }
            Type::Choice(list) => Some(Symbol::Choice(list.index(), usize::from(*at))),
            _ => None,
        },
        _ => None,
    }
}

/// The operands of an expression without names of its own.
fn parts(kind: &ExprKind) -> Vec<&Expr> {
    match kind {
        ExprKind::List(items) => items.iter().collect(),
        ExprKind::Range(range) => {
            let RangeExpr { low, high, .. } = &**range;
            low.iter().chain(high).collect()
        }
        ExprKind::Not(inner) | ExprKind::Negate(inner) => vec![inner],
        ExprKind::Binary { left, right, .. } => vec![left, right],
        ExprKind::In { item, set, .. } => vec![item, set],
        ExprKind::Between { item, low, high } => vec![item, low, high],
        ExprKind::If { condition, then, otherwise } => vec![condition, then, otherwise],
        _ => Vec::new(),
    }
}
