//! Look-ups: what a cell comes to, and where a key falls into a row.

use crate::ids::{NodeId, TableId};
use crate::program::{Key, Row};
use crate::syntax::ast::BinaryOp;
use crate::value::Value;

use super::interval::Intervals;
use super::reader::Reader;
use super::subset::{Values, ordinal};
use super::terms::{Alternative, Term, add, among, is_whole, solved, term_of_answer};
use super::zone::{Opaque, Region};

impl Reader<'_> {
    /// What a cell of a table comes to.
    pub(super) fn cell(
        &mut self,
        table: TableId,
        key: NodeId,
        column: usize,
    ) -> Result<Vec<Alternative>, Opaque> {
        let table = self.program.tables.get(table.index()).ok_or(Opaque)?;
        let edition = table.editions.iter().rev().find(|edition| edition.from <= self.date);
        let edition =
            edition.filter(|edition| edition.until.is_none_or(|until| self.date <= until));
        let Some(edition) = edition else { return Ok(Vec::new()) };
        let otherwise = edition.otherwise.get(column).map_or(Term::Absent, term_of_answer);
        let mut found = Vec::new();
        for Alternative { guard, term } in self.value(key).iter() {
            let mut open = if *term == Term::Open { guard.clone() } else { Region::none() };
            if *term == Term::Absent {
                add(&mut found, guard.clone(), Term::Absent)?;
            }
            let mut rest = guard.clone();
            if let Some(dim) = term.dim() {
                add(&mut found, guard.and(&self.space.absent(dim))?, Term::Absent)?;
                open = guard.and(&self.space.open(dim))?;
                rest = rest.and(&self.space.valued(dim))?;
            }
            for row in &edition.rows {
                let cell = row.cells.get(column).ok_or(Opaque)?;
                let here = self.in_row(term, row)?;
                add(&mut found, guard.and(&here)?, Term::Known(cell.clone()))?;
                // While the key is unknown, a cell that all rows share is known.
                add(&mut found, open.clone(), Term::Known(cell.clone()))?;
                rest = rest.and(&self.out_of_row(term, row)?)?;
            }
            add(&mut found, open, Term::Open)?;
            if !matches!(term, Term::Absent | Term::Open) {
                add(&mut found, rest, otherwise.clone())?;
            }
        }
        Ok(found)
    }

    /// Where a key can fall into each of `rows`, and into none of them.
    ///
    /// # Errors
    ///
    /// [`Opaque`] if nothing is known of the key.
    pub fn rows(&mut self, key: NodeId, rows: &[Row]) -> Result<(Vec<Region>, Region), Opaque> {
        let mut met = vec![Region::none(); rows.len()];
        let mut none = Region::none();
        for Alternative { guard, term } in self.value(key).iter() {
            if matches!(term, Term::Absent | Term::Open) {
                continue;
            }
            let mut rest = match term.dim() {
                Some(dim) => guard.and(&self.space.valued(dim))?,
                None => guard.clone(),
            };
            for (row, slot) in rows.iter().zip(&mut met) {
                *slot = slot.or(&guard.and(&self.in_row(term, row)?)?)?;
                rest = rest.and(&self.out_of_row(term, row)?)?;
            }
            none = none.or(&rest)?;
        }
        Ok((met, none))
    }

    /// Where a key falls into a row.
    fn in_row(&self, key: &Term, row: &Row) -> Result<Region, Opaque> {
        match key {
            Term::Known(value) if row.fits(value) => Ok(Region::all()),
            Term::Known(_) | Term::Absent | Term::Open => Ok(Region::none()),
            Term::Line { dim, .. } | Term::Plain(dim) => {
                Ok(self.space.within(*dim, self.values_of_row(key, row)?))
            }
        }
    }

    fn out_of_row(&self, key: &Term, row: &Row) -> Result<Region, Opaque> {
        match key {
            Term::Known(value) if row.fits(value) => Ok(Region::none()),
            Term::Known(_) | Term::Absent | Term::Open => Ok(Region::all()),
            Term::Line { dim, .. } | Term::Plain(dim) => {
                Ok(self.space.within(*dim, self.values_of_row(key, row)?.not()))
            }
        }
    }

    fn values_of_row(&self, key: &Term, row: &Row) -> Result<Values, Opaque> {
        match &row.key {
            Key::OneOf(values) => among(&self.space, key, values),
            Key::Range { low, low_included, high, high_included } => {
                let Term::Line { dim, times, plus } = key else { return Err(Opaque) };
                let whole = is_whole(&self.space, *dim);
                let mut values = Intervals::all(whole);
                let end = |value: &Value| ordinal(value).ok_or(Opaque);
                if let Some(low) = low {
                    let op =
                        if *low_included { BinaryOp::GreaterOrEqual } else { BinaryOp::Greater };
                    values = values.and(&solved(op, times, plus, &end(low)?, whole)?);
                }
                if let Some(high) = high {
                    let op = if *high_included { BinaryOp::LessOrEqual } else { BinaryOp::Less };
                    values = values.and(&solved(op, times, plus, &end(high)?, whole)?);
                }
                Ok(Values::Line(values))
            }
        }
    }
}
