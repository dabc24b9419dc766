//! Tables: the order of their bands, and rows that no key falls into.
//!
//! Gaps, overlaps and double rows are no matter of opinion; the checker refuses them.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{Key, NodeKind, Row, Table, TableEdition};
use crate::region::ordinal;
use crate::text::Text;
use crate::value::Number;

use super::Prover;

impl Prover<'_> {
    pub(super) fn tables(&mut self) {
        for (number, table) in self.program.tables.iter().enumerate() {
            let lookups: Vec<NodeId> = self
                .program
                .nodes
                .iter()
                .filter_map(|node| match &node.kind {
                    NodeKind::Lookup { table, key, .. } if table.index() == number => Some(*key),
                    _ => None,
                })
                .collect();
            for edition in &table.editions {
                self.out_of_order(edition);
                self.never_met(table, edition, &lookups);
            }
        }
    }

    /// The first band that leaves the direction in which the others are written.
    fn out_of_order(&mut self, edition: &TableEdition) {
        let starts: Option<Vec<_>> = edition.rows.iter().map(start).collect();
        let Some(starts) = starts else { return };
        let steps = || starts.iter().zip(starts.iter().skip(1));
        let (up, down) = (
            steps().filter(|(one, next)| one < next).count(),
            steps().filter(|(one, next)| one > next).count(),
        );
        if up == 0 || down == 0 {
            return;
        }
        let rising = up >= down;
        let Some(at) = steps().position(|(one, next)| (one < next) != rising) else { return };
        let (Some(before), Some(row)) = (edition.rows.get(at), edition.rows.get(at + 1)) else {
            return;
        };
        let finding = Diagnostic::new(Code::BandsOutOfOrder, row.span)
            .warning()
            .with("row", &row.written)
            .with("before", &before.written);
        let words = Text::new("この行の後に書かれている", "written after this row");
        self.found.push(finding.related(before.span, words));
    }

    /// Rows that no key falls into, in no look-up.
    fn never_met(&mut self, table: &Table, edition: &TableEdition, keys: &[NodeId]) {
        let mut met = vec![false; edition.rows.len()];
        let mut beyond = false;
        let mut looked = false;
        for time in &mut self.times {
            if !is_in_force(edition, time.reader.date()) {
                continue;
            }
            for key in keys {
                looked = true;
                let Ok((rows, none)) = time.reader.rows(*key, &edition.rows) else { return };
                for (slot, row) in met.iter_mut().zip(rows) {
                    *slot |= !row.is_empty();
                }
                beyond |= !none.is_empty();
            }
        }
        if !looked {
            return;
        }
        for (row, _) in edition.rows.iter().zip(met).filter(|(_, met)| !met) {
            self.found.push(
                Diagnostic::new(Code::UnreachableRow, row.span)
                    .warning()
                    .with("row", &row.written)
                    .with_text("table", table.name.clone()),
            );
        }
        let has_row =
            edition.otherwise.iter().any(|cell| matches!(cell, crate::value::Answer::Known(_)));
        if edition.open && has_row && !beyond {
            let finding = Diagnostic::new(Code::UnreachableOtherwise, table.span).warning();
            self.found.push(finding);
        }
    }
}

fn is_in_force(edition: &TableEdition, day: NaiveDate) -> bool {
    edition.from <= day && edition.until.is_none_or(|until| day <= until)
}

/// Where a row begins, for rows of ordered keys; a row of several values begins with the least.
fn start(row: &Row) -> Option<(Option<Number>, bool)> {
    match &row.key {
        Key::OneOf(values) => {
            let least = values.iter().map(ordinal).collect::<Option<Vec<_>>>()?.into_iter().min();
            Some((Some(least?), false))
        }
        Key::Range { low, low_included, .. } => match low {
            Some(low) => Some((Some(ordinal(low)?), !low_included)),
            None => Some((None, false)),
        },
    }
}
