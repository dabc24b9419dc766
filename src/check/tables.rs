//! Look-up tables: key, columns, cells.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::TableId;
use crate::model::{self, Otherwise, Row as DeclaredRow, Rows};
use crate::program::{Column, Key, Row, Table, TableEdition};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Ident};
use crate::text::Text;
use crate::value::{Answer, FactSet, PeriodKind, Type, Value};

use super::Checker;
use super::scope::Symbol;

impl Checker<'_> {
    /// Settles the types of a table's key and columns. `at` is where it is needed.
    pub(super) fn table_header(&mut self, id: TableId, at: Span) {
        if self.tables.get(id.index()).is_none_or(Option::is_some) {
            return;
        }
        let Some(declared) = self.model.tables.get(id.index()) else { return };
        let key = self.key_type(&declared.key, at);
        let mut columns = Vec::new();
        for column in &declared.columns {
            let ty = self.column_type(declared, column, columns.len());
            columns.push(Column { name: column.label.clone(), ty, span: column.span });
        }
        let clauses = self.clauses(&declared.head.clauses);
        let table = Table {
            id: declared.head.id.as_ref().map(|id| id.text.clone()).unwrap_or_default(),
            name: declared.head.label.clone(),
            key,
            columns,
            editions: Vec::new(),
            confirm_by: declared.confirm_by,
            clauses,
            span: declared.head.name.span,
        };
        if let Some(slot) = self.tables.get_mut(id.index()) {
            *slot = Some(table);
        }
    }

    /// Type of the key, and name and type of each column.
    pub(super) fn header(&self, id: TableId) -> Option<(Type, Vec<(String, Type)>)> {
        let table = self.tables.get(id.index())?.as_ref()?;
        let columns =
            table.columns.iter().map(|column| (column.name.ja.clone(), column.ty.clone()));
        Some((table.key.clone(), columns.collect()))
    }

    fn key_type(&mut self, key: &Ident, at: Span) -> Type {
        if key.text == "text" {
            return Type::Text;
        }
        if let Some(ty) = self.named_type(key) {
            return match ty {
                Type::Set(of) => *of,
                other => other,
            };
        }
        if let Some(Symbol::Rule(rule)) = self.symbols.get(&key.text).copied() {
            return self.rule_type(rule, at);
        }
        self.push(self.unknown_name(key));
        Type::Any
    }

    fn column_type(&mut self, table: &model::Table, column: &model::Column, at: usize) -> Type {
        match column.ty.text.as_str() {
            "boolean" => Type::Truth,
            "date" => Type::Date,
            "text" => Type::Text,
            "ratio" | "number" => Type::plain(),
            "period" => {
                let cell = table
                    .versions
                    .iter()
                    .flat_map(|version| &version.it.rows)
                    .find_map(|row| row.values.get(at));
                match cell.map(|cell| &cell.kind) {
                    Some(ExprKind::Period(period)) => Type::Period(crate::value::kind_of(*period)),
                    _ => Type::Period(PeriodKind::Months),
                }
            }
            _ if self.named_type(&column.ty).is_some() => self.same_choices(&column.ty),
            _ => Type::Number(self.unit(&column.ty)),
        }
    }

    /// Reads the rows of every table and checks that they cover their keys.
    pub(super) fn read_tables(&mut self) {
        for (at, declared) in self.model.tables.iter().enumerate() {
            let id = TableId::new(at);
            self.table_header(id, declared.head.name.span);
            let Some((key, columns)) = self.header(id) else { continue };
            let limits = self.key_limits(&declared.key);
            let mut editions = Vec::new();
            let days = self.in_order(&declared.head.name, &declared.versions);
            for (version, until) in declared.versions.iter().zip(days) {
                let (rows, otherwise) = self.rows(&version.it, &key, &columns);
                if rows.len() == version.it.rows.len() {
                    if !matches!(key, Type::Number(_) | Type::Date) {
                        let places = version.it.rows.iter().map(|row| key_places(&row.key));
                        self.twice(&rows, &places.collect::<Vec<_>>());
                    }
                    self.cover(&rows, &key, &limits, version.it.otherwise.is_some(), version.span);
                }
                let by_choice = by_choice(&rows, &key, &self.program.choices);
                let open = version.it.otherwise.is_some();
                editions.push(TableEdition {
                    from: version.from,
                    until,
                    rows,
                    by_choice,
                    otherwise,
                    open,
                    confirmed_on: version.it.confirmed_on,
                    span: version.span,
                });
            }
            if let Some(Some(table)) = self.tables.get_mut(at) {
                table.editions = editions;
            }
        }
    }

    /// Least, most, and whether whole, of the fact that a key is compared with.
    fn key_limits(&self, key: &Ident) -> super::coverage::Limits {
        let fact = match self.symbols.get(&key.text) {
            Some(Symbol::Fact(fact)) => self.program.fact(*fact),
            _ => None,
        };
        fact.map_or_else(Default::default, |fact| super::coverage::Limits {
            low: fact.low.clone(),
            high: fact.high.clone(),
            whole: fact.whole,
        })
    }

    fn rows(
        &mut self,
        declared: &Rows,
        key: &Type,
        columns: &[(String, Type)],
    ) -> (Vec<Row>, Vec<Answer>) {
        let rows = declared.rows.iter().filter_map(|row| self.row(row, key, columns)).collect();
        let otherwise = match &declared.otherwise {
            Some(Otherwise::Row(cells, span)) => self
                .cells(cells, columns, *span)
                .unwrap_or_default()
                .into_iter()
                .map(Answer::Known)
                .collect(),
            Some(Otherwise::NotApplicable) => vec![Answer::NotApplicable; columns.len()],
            Some(Otherwise::Undetermined) | None => {
                vec![Answer::unknown(FactSet::default()); columns.len()]
            }
        };
        (rows, otherwise)
    }

    fn row(&mut self, row: &DeclaredRow, key: &Type, columns: &[(String, Type)]) -> Option<Row> {
        let found = self.key(&row.key, key);
        let cells = self.cells(&row.values, columns, row.span);
        let clauses = self.clauses(&row.clauses);
        let written = self.program.sources.slice(row.span).to_owned();
        let places = row.values.iter().map(|cell| cell.span).collect();
        Some(Row { key: found?, written, cells: cells?, places, clauses, span: row.span })
    }

    fn cells(
        &mut self,
        cells: &[Expr],
        columns: &[(String, Type)],
        at: Span,
    ) -> Option<Vec<Value>> {
        if cells.len() != columns.len() {
            self.push(
                Diagnostic::new(Code::RowLength, at)
                    .with("wanted", columns.len())
                    .with("found", cells.len()),
            );
            return None;
        }
        let mut found = Vec::new();
        for (cell, (_, ty)) in cells.iter().zip(columns) {
            found.push(self.constant(cell, ty)?);
        }
        Some(found)
    }

    fn key(&mut self, key: &Expr, ty: &Type) -> Option<Key> {
        match &key.kind {
            ExprKind::List(items) => {
                let values: Option<Vec<Value>> =
                    items.iter().map(|item| self.constant(item, ty)).collect();
                values.map(Key::OneOf)
            }
            ExprKind::Range(range) => {
                if !ty.is_ordered() {
                    let found = Text::new("範囲", "a range");
                    let wanted = self.words(ty);
                    self.misfit(key.span, wanted, found);
                    return None;
                }
                let mut end = |end: &Option<Expr>| match end {
                    Some(end) => self.constant(end, ty).map(Some),
                    None => Some(None),
                };
                let (low, high) = (end(&range.low)?, end(&range.high)?);
                Some(Key::Range {
                    low,
                    low_included: range.low_included,
                    high,
                    high_included: range.high_included,
                })
            }
            _ => {
                let wanted = self.words(ty);
                self.misfit(key.span, wanted, Text::new("式", "an expression"));
                None
            }
        }
    }
}

/// The places of the values of a key that is a list of them, in their order.
fn key_places(key: &Expr) -> Vec<Span> {
    match &key.kind {
        ExprKind::List(items) => items.iter().map(|item| item.span).collect(),
        _ => Vec::new(),
    }
}

/// For a key that is a choice: the row of each.
fn by_choice(rows: &[Row], key: &Type, lists: &[crate::program::Choices]) -> Vec<Option<u16>> {
    let Type::Choice(choices) = key else { return Vec::new() };
    let count = lists.get(choices.index()).map_or(0, |list| list.choices.len());
    let mut found = vec![None; count];
    for (at, row) in rows.iter().enumerate() {
        let Key::OneOf(values) = &row.key else { continue };
        for value in values {
            if let Value::Choice(choice) = value
                && let Some(slot) = found.get_mut(usize::from(*choice))
            {
                *slot = u16::try_from(at).ok();
            }
        }
    }
    found
}
