//! What the running loops stand at.

use crate::ids::FactId;
use crate::value::{FactSet, Record, Value};

/// What a loop stands at.
#[derive(Clone, Debug)]
pub(super) enum Standing<'p> {
    /// The loop is not running.
    Nowhere,
    /// A row of a list fact.
    Given(&'p Record, Option<FactId>),
    /// A row of a list that was worked out.
    Row(Record),
    /// An element of a set.
    Element(Value),
    /// What an outer loop stands at, by its position among all loops.
    Same(usize),
}

/// The loops of the rules that are being worked out, those of the innermost rule last.
#[derive(Debug, Default)]
pub(super) struct Frames<'p> {
    standings: Vec<Standing<'p>>,
    /// Where the loops of the innermost rule begin.
    base: usize,
}

impl<'p> Frames<'p> {
    pub(super) fn new(loops: usize) -> Self {
        Self { standings: vec![Standing::Nowhere; loops], base: 0 }
    }

    /// Opens a frame of `loops` loops, of which the first one stands where `row` of the frame
    /// around stands. What it gives closes the frame again.
    pub(super) fn open(&mut self, loops: usize, row: Option<u8>) -> usize {
        let outer = self.base;
        let length = self.standings.len();
        let first = row.map(|row| match self.standings.get(outer + usize::from(row)) {
            Some(Standing::Same(at)) => Standing::Same(*at),
            _ => Standing::Same(outer + usize::from(row)),
        });
        self.standings.resize(length + loops, Standing::Nowhere);
        self.base = length;
        if let (Some(first), Some(slot)) = (first, self.standings.get_mut(length)) {
            *slot = first;
        }
        outer
    }

    /// Closes the innermost frame.
    pub(super) fn close(&mut self, outer: usize) {
        self.standings.truncate(self.base);
        self.base = outer;
    }

    /// Stands a loop of the innermost rule somewhere.
    pub(super) fn stand(&mut self, variable: u8, standing: Standing<'p>) {
        if let Some(slot) = self.standings.get_mut(self.base + usize::from(variable)) {
            *slot = standing;
        }
    }

    #[inline]
    fn at(&self, variable: u8) -> Option<&Standing<'p>> {
        match self.standings.get(self.base + usize::from(variable))? {
            Standing::Same(at) => self.standings.get(*at),
            standing => Some(standing),
        }
    }

    /// A field of the row that a loop stands at; `Err` holds the fact that an absent field is of,
    /// `None` is for a loop that stands at no row.
    #[inline]
    pub(super) fn field(&self, variable: u8, field: u16) -> Option<Result<&Value, FactSet>> {
        let (row, origin) = match self.at(variable)? {
            Standing::Given(row, origin) => (*row, *origin),
            Standing::Row(row) => (row, None),
            Standing::Nowhere | Standing::Element(_) | Standing::Same(_) => return None,
        };
        let value = row.get(usize::from(field)).and_then(Option::as_ref);
        Some(value.ok_or_else(|| origin.map(FactSet::of).unwrap_or_default()))
    }

    /// The element that a loop stands at.
    #[inline]
    pub(super) fn element(&self, variable: u8) -> Option<&Value> {
        match self.at(variable)? {
            Standing::Element(value) => Some(value),
            Standing::Nowhere | Standing::Given(..) | Standing::Row(_) | Standing::Same(_) => None,
        }
    }
}
