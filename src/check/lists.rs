//! Loops over lists and sets, fields of their rows, cells of tables.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::ids::NodeId;
use crate::program::NodeKind;
use crate::source::Span;
use crate::syntax::ast::{Aggregate, Expr, ExprKind, Ident};
use crate::text::Text;
use crate::value::{Type, Value};

use super::{Checker, with_nearest};

impl Checker<'_> {
    /// Checks the list of a loop and puts its variable in reach.
    pub(super) fn enter(&mut self, variable: &Ident, list: &Expr) -> (NodeId, u8) {
        let node = self.expression(list, None);
        let ty = match self.ty(node) {
            Type::List(record) => Type::Record(record),
            Type::Set(of) => *of,
            Type::Any => Type::Any,
            other => {
                let found = self.words(&other);
                self.push(Diagnostic::new(Code::NotAList, list.span).with_text("found", found));
                Type::Any
            }
        };
        let number = self.variables.len();
        self.variables.push((variable.text.clone(), ty));
        self.program.variables = self.program.variables.max(self.variables.len());
        (node, u8::try_from(number).unwrap_or(u8::MAX))
    }

    pub(super) fn aggregate(
        &mut self,
        function: Aggregate,
        body: &Expr,
        (variable, list): (&Ident, &Expr),
        filter: Option<&Expr>,
        span: Span,
    ) -> NodeId {
        let (list, number) = self.enter(variable, list);
        let filter = filter.map(|filter| self.of_type(filter, &Type::Truth));
        let body_node = self.expression(body, None);
        self.variables.pop();
        let ty = match (function, self.ty(body_node)) {
            (Aggregate::Count, _) => Type::plain(),
            (Aggregate::Sum, ty @ (Type::Number(_) | Type::Any)) => ty,
            (Aggregate::Min | Aggregate::Max, ty) if ty.is_ordered() => ty,
            (_, other) => {
                let found = self.words(&other);
                self.misfit(body.span, Text::new("数", "a number"), found);
                Type::Any
            }
        };
        let kind =
            NodeKind::Aggregate { function, variable: number, list, body: body_node, filter };
        self.node(kind, ty, span)
    }

    pub(super) fn field(&mut self, base: &Expr, field: &Ident, span: Span) -> NodeId {
        match &base.kind {
            ExprKind::Index { base, keys } => return self.index(base, keys, Some(field), span),
            ExprKind::Name(name) if self.is_list_of_choices(name) => {
                let name = Ident { text: name.clone(), span: base.span };
                let Type::Choice(choices) = self.same_choices(&name) else {
                    return self.broken(span);
                };
                return match self.choice(choices, &field.text) {
                    Some(choice) => {
                        self.literal(Value::Choice(choice), Type::Choice(choices), span)
                    }
                    None => {
                        self.push(self.unknown_choice(field, choices));
                        self.broken(span)
                    }
                };
            }
            _ => {}
        }
        let node = self.expression(base, None);
        let Type::Record(record) = self.ty(node) else {
            if self.ty(node) == Type::Any {
                return self.broken(span);
            }
            let found = self.ty(node);
            let found = self.words(&found);
            return self.misfit(base.span, Text::new("一覧の一件", "a record of a list"), found);
        };
        let fields = self.program.records.get(record.index()).map(|record| &record.fields);
        let found = fields.and_then(|fields| {
            fields
                .iter()
                .enumerate()
                .find(|(_, one)| one.name.ja == field.text)
                .map(|(at, one)| (at, one.ty.clone()))
        });
        if found.is_none()
            && let Some(rule) = self.row_rule(record, &field.text)
            && let Some(NodeKind::Variable(variable)) =
                self.program.node(node).map(|node| node.kind.clone())
        {
            let ty = self.rule_type(rule, field.span);
            return self.node(NodeKind::RowRule { rule, variable }, ty, span);
        }
        let (Some((at, ty)), Some(NodeKind::Variable(variable))) =
            (found, self.program.node(node).map(|node| node.kind.clone()))
        else {
            self.push(self.unknown_field(
                field,
                fields.map(Vec::as_slice).unwrap_or_default(),
                base,
            ));
            return self.broken(span);
        };
        let field = u16::try_from(at).unwrap_or(u16::MAX);
        self.node(NodeKind::Field { variable, record, field }, ty, span)
    }

    fn unknown_field(
        &self,
        field: &Ident,
        fields: &[crate::program::Field],
        base: &Expr,
    ) -> Diagnostic {
        let near = nearest(&field.text, fields.iter().map(|field| field.name.ja.as_str()));
        let of = self.program.sources.slice(base.span);
        let finding = Diagnostic::new(Code::UnknownField, field.span)
            .with("name", &field.text)
            .with("of", of);
        with_nearest(finding, near)
    }

    fn is_list_of_choices(&self, name: &str) -> bool {
        let name = Ident { text: name.to_owned(), span: Span::default() };
        !self.variables.iter().any(|(known, _)| *known == name.text)
            && match self.named_type(&name) {
                Some(Type::Choice(_)) => true,
                Some(Type::Set(of)) => matches!(*of, Type::Choice(_)),
                _ => false,
            }
    }

    pub(super) fn index(
        &mut self,
        base: &Expr,
        keys: &[Expr],
        column: Option<&Ident>,
        span: Span,
    ) -> NodeId {
        let table = match &base.kind {
            ExprKind::Name(name) => self.table_id(name),
            _ => None,
        };
        let Some(table) = table else {
            let node = self.expression(base, None);
            let found = self.ty(node);
            if found == Type::Any {
                return self.broken(span);
            }
            let found = self.words(&found);
            return self.misfit(base.span, Text::new("表の名前", "the name of a table"), found);
        };
        self.table_header(table, base.span);
        let Some((key_type, columns)) = self.header(table) else { return self.broken(span) };
        let [key] = keys else {
            let at = keys.get(1).map_or(span, |key| key.span);
            self.push(
                Diagnostic::new(Code::ArgumentCount, at)
                    .with("function", self.program.sources.slice(base.span))
                    .with("wanted", 1)
                    .with("found", keys.len()),
            );
            return self.broken(span);
        };
        let key = self.of_type(key, &key_type);
        let at = match column {
            Some(column) => columns.iter().position(|(name, _)| *name == column.text),
            None => (columns.len() == 1).then_some(0),
        };
        let Some((at, ty)) = at.and_then(|at| Some((at, columns.get(at)?.1.clone()))) else {
            let word = column.map_or("", |column| column.text.as_str());
            let near = nearest(word, columns.iter().map(|(name, _)| name.as_str()));
            let finding =
                Diagnostic::new(Code::UnknownColumn, column.map_or(span, |column| column.span))
                    .with("name", word)
                    .with("table", self.program.sources.slice(base.span));
            self.push(with_nearest(finding, near));
            return self.broken(span);
        };
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        self.node(NodeKind::Lookup { table, key, column }, ty, span)
    }
}
