//! Changes of tables: cells, boundaries between rows, and which row a key falls into.

use std::cmp::Ordering;

use crate::ids::{ClauseId, NodeId, TableId};
use crate::program::{Key, Row, Table, TableEdition};
use crate::value::{self, Value};

use super::super::change::Change;
use super::super::mutant::Operator;
use super::declared::{Declared, shifted};
use super::{Finder, values};

impl Finder<'_> {
    /// Tables in which the rules look something up.
    pub(super) fn tables(&mut self) {
        let program = self.program;
        let uses = std::mem::take(&mut self.tables);
        for (number, (table, sites)) in program.tables.iter().zip(&uses).enumerate() {
            if sites.is_empty() {
                continue;
            }
            let id = TableId::new(number);
            for edition in 0..table.editions.len() {
                self.cells(id, table, edition, sites);
                self.keys(id, table, edition, sites);
                self.rows_of_choices(id, table, edition, sites);
            }
            self.days(id, table, sites);
        }
    }

    /// Each cell by its smallest step.
    fn cells(&mut self, id: TableId, table: &Table, edition: usize, sites: &[NodeId]) {
        let Some(rows) = table.editions.get(edition).map(|edition| &edition.rows) else { return };
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                let Some(declared) = table.columns.get(column) else { continue };
                for (operator, other) in values::near(cell) {
                    let words = |value: &Value| {
                        let value = values::words(self.program, value, &declared.ty);
                        format!("{}[{}].{}: {value}", table.name.ja, row.written, declared.name.ja)
                    };
                    let (before, after) = (words(cell), words(&other));
                    let change = changed(id, table, edition, |edition| {
                        if let Some(cell) =
                            edition.rows.get_mut(at).and_then(|row| row.cells.get_mut(column))
                        {
                            *cell = other;
                        }
                    });
                    let clauses = clauses_of(table, row);
                    let at = row.span;
                    self.keep(Declared { operator, at, clauses, change, sites }, before, after);
                }
            }
        }
    }

    /// Each boundary between rows of ranges: shifted by a step, and in the other row.
    fn keys(&mut self, id: TableId, table: &Table, edition: usize, sites: &[NodeId]) {
        let Some(rows) = table.editions.get(edition).map(|edition| &edition.rows) else { return };
        for (at, row) in rows.iter().enumerate() {
            let Key::Range { high: Some(high), high_included, .. } = &row.key else { continue };
            let next = next_row(rows, high);
            for (operator, other) in values::near(high) {
                let words = values::words(self.program, &other, &table.key);
                let change = changed(id, table, edition, |edition| {
                    shift(&mut edition.rows, at, next, operator, &other);
                });
                let declared = Declared {
                    operator,
                    at: row.span,
                    clauses: clauses_of(table, row),
                    change,
                    sites,
                };
                let before = format!("{}[{}]", table.name.ja, row.written);
                self.keep(declared, before, format!("{}[..{words}]", table.name.ja));
            }
            let touches = next.is_some_and(|next| {
                matches!(rows.get(next).map(|row| &row.key), Some(Key::Range { low: Some(low), .. }) if value::same(low, high))
            });
            if touches || next.is_none() {
                let change = changed(id, table, edition, |edition| {
                    let touching = next.filter(|_| touches);
                    turn(&mut edition.rows, at, touching, !high_included);
                });
                let (operator, at) = (Operator::Bound, row.span);
                let before = format!("{}[{}]", table.name.ja, row.written);
                let after = if *high_included { "< " } else { "<= " };
                let after =
                    format!("{before} {after}{}", values::words(self.program, high, &table.key));
                let clauses = clauses_of(table, row);
                self.keep(Declared { operator, at, clauses, change, sites }, before, after);
            }
        }
    }

    /// Each choice in the next row; rows of other keys with the cells of the next row.
    fn rows_of_choices(&mut self, id: TableId, table: &Table, edition: usize, sites: &[NodeId]) {
        let Some(dated) = table.editions.get(edition) else { return };
        let rows = &dated.rows;
        let other = |at: usize| {
            let cells = &rows.get(at)?.cells;
            let after = (at + 1..rows.len()).chain(0..at);
            after.into_iter().find(|next| rows.get(*next).is_some_and(|row| row.cells != *cells))
        };
        for (choice, row) in dated.by_choice.iter().enumerate() {
            let Some(at) = row.map(usize::from) else { continue };
            let (Some(next), Some(row)) = (other(at), rows.get(at)) else { continue };
            let change = changed(id, table, edition, |edition| {
                if let Some(slot) = edition.by_choice.get_mut(choice) {
                    *slot = u16::try_from(next).ok();
                }
            });
            let key = Value::Choice(u16::try_from(choice).unwrap_or(u16::MAX));
            let key = values::words(self.program, &key, &table.key);
            self.keep_row(table, (row, rows.get(next)), &key, change, sites);
        }
        if !dated.by_choice.is_empty() {
            return;
        }
        for (at, row) in rows.iter().enumerate() {
            let Some((next, cells)) =
                other(at).and_then(|next| Some((next, rows.get(next)?.cells.clone())))
            else {
                continue;
            };
            let change = changed(id, table, edition, |edition| {
                if let Some(row) = edition.rows.get_mut(at) {
                    row.cells = cells;
                }
            });
            self.keep_row(table, (row, rows.get(next)), &row.written, change, sites);
        }
    }

    fn keep_row(
        &mut self,
        table: &Table,
        (row, next): (&Row, Option<&Row>),
        key: &str,
        change: Change,
        sites: &[NodeId],
    ) {
        let (operator, at) = (Operator::Row, row.span);
        let before = format!("{}[{key}] = [{}]", table.name.ja, row.written);
        let next = next.map(|next| next.written.as_str()).unwrap_or_default();
        let after = format!("{}[{key}] = [{next}]", table.name.ja);
        let clauses = clauses_of(table, row);
        self.keep(Declared { operator, at, clauses, change, sites }, before, after);
    }

    fn days(&mut self, id: TableId, table: &Table, sites: &[NodeId]) {
        for (later, dated) in table.editions.iter().enumerate().skip(1) {
            for day in [-1, 1] {
                let days = table.editions.iter().map(|one| (one.from, one.until)).collect();
                let Some((days, words)) = shifted(days, later, day) else { continue };
                let mut editions = table.editions.clone();
                for (edition, (from, until)) in editions.iter_mut().zip(days) {
                    (edition.from, edition.until) = (from, until);
                }
                let change = Change::Table(id, editions);
                let (operator, at, clauses) = (Operator::Day, table.span, &table.clauses);
                let declared = Declared { operator, at, clauses, change, sites };
                let before = format!("{}: from: {}", table.name.ja, dated.from);
                self.keep(declared, before, format!("{}: {words}", table.name.ja));
            }
        }
    }
}

fn clauses_of<'a>(table: &'a Table, row: &'a Row) -> &'a [ClauseId] {
    if row.clauses.is_empty() { &table.clauses } else { &row.clauses }
}

/// The change of one version of a table.
fn changed(
    id: TableId,
    table: &Table,
    edition: usize,
    change: impl FnOnce(&mut TableEdition),
) -> Change {
    let mut editions = table.editions.clone();
    if let Some(edition) = editions.get_mut(edition) {
        change(edition);
    }
    Change::Table(id, editions)
}

/// The row that begins where one ends at `high`.
fn next_row(rows: &[Row], high: &Value) -> Option<usize> {
    let low = |row: &Row| match &row.key {
        Key::Range { low: Some(low), .. } => Some(low.clone()),
        Key::Range { .. } | Key::OneOf(_) => None,
    };
    let above = rows.iter().enumerate().filter_map(|(at, row)| Some((at, low(row)?)));
    let above = above.filter(|(_, low)| value::compare(low, high).is_some_and(Ordering::is_ge));
    above
        .min_by(|(_, one), (_, other)| value::compare(one, other).unwrap_or(Ordering::Equal))
        .map(|(at, _)| at)
}

/// Shifts the upper end of a row, and the lower end of the next one with it.
fn shift(rows: &mut [Row], at: usize, next: Option<usize>, way: Operator, to: &Value) {
    if let Some(Key::Range { high, .. }) = rows.get_mut(at).map(|row| &mut row.key) {
        *high = Some(to.clone());
    }
    let next = next.and_then(|next| rows.get_mut(next)).map(|row| &mut row.key);
    if let Some(Key::Range { low: Some(low), .. }) = next
        && let Some((_, moved)) =
            values::near(low).into_iter().find(|(operator, _)| *operator == way)
    {
        *low = moved;
    }
}

/// Gives the boundary itself to this row, or to the next one.
fn turn(rows: &mut [Row], at: usize, next: Option<usize>, mine: bool) {
    if let Some(Key::Range { high_included, .. }) = rows.get_mut(at).map(|row| &mut row.key) {
        *high_included = mine;
    }
    if let Some(Key::Range { low_included, .. }) =
        next.and_then(|next| rows.get_mut(next)).map(|row| &mut row.key)
    {
        *low_included = !mine;
    }
}
