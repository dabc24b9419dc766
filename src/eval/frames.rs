//! What the running loops stand at.

use std::sync::Arc;

use smallvec::SmallVec;

use crate::ids::FactId;
use crate::value::{FactSet, Record, Value};

/// What a loop stands at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'p> {
    /// The loop is not running.
    Nowhere,
    /// A row of a list fact.
    Given(&'p Record, FactId),
    /// A row or an element of what was worked out: the list, by its position among those that are
    /// held, and the place in it.
    Held { list: u32, at: u32 },
    /// What an outer loop stands at, by its position among all loops.
    Same(u32),
}

/// A list or set that was worked out, held while a loop runs over it.
#[derive(Clone, Debug)]
pub(super) enum List {
    Rows(Arc<[Record]>),
    Elements(Arc<[Value]>),
}

/// The loops of the rules that are being worked out, those of the innermost rule last.
#[derive(Debug, Default)]
pub(super) struct Frames<'p> {
    standings: SmallVec<[Standing<'p>; 16]>,
    lists: Vec<List>,
    /// Where the loops of the innermost rule begin.
    base: usize,
}

impl<'p> Frames<'p> {
    /// Opens a frame of `loops` loops, of which the first one stands where `row` of the frame
    /// around stands. What it gives closes the frame again.
    pub(super) fn open(&mut self, loops: usize, row: Option<u8>) -> usize {
        let outer = self.base;
        let length = self.standings.len();
        self.standings.resize(length + loops, Standing::Nowhere);
        self.base = length;
        if let Some(row) = row {
            let at = outer + usize::from(row);
            let first = match self.standings.get(at) {
                Some(Standing::Given(row, fact)) => Standing::Given(row, *fact),
                Some(Standing::Same(at)) => Standing::Same(*at),
                _ => Standing::Same(position(at)),
            };
            self.stand(0, first);
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

    /// Holds a list while a loop runs over it; what it gives names it.
    pub(super) fn hold(&mut self, list: List) -> u32 {
        self.lists.push(list);
        position(self.lists.len() - 1)
    }

    /// Lets go of the list that was held last.
    pub(super) fn release(&mut self) {
        self.lists.pop();
    }

    #[inline]
    fn at(&self, variable: u8) -> Option<Standing<'p>> {
        match *self.standings.get(self.base + usize::from(variable))? {
            Standing::Same(at) => self.standings.get(at as usize).copied(),
            standing => Some(standing),
        }
    }

    /// A field of the row that a loop stands at; `Err` holds the fact that an absent field is of,
    /// `None` is for a loop that stands at no row.
    #[inline]
    pub(super) fn field(&self, variable: u8, field: u16) -> Option<Result<&Value, FactSet>> {
        let (row, origin) = match self.at(variable)? {
            Standing::Given(row, origin) => (row, Some(origin)),
            Standing::Held { list, at } => match self.lists.get(list as usize)? {
                List::Rows(rows) => (rows.get(at as usize)?, None),
                List::Elements(_) => return None,
            },
            Standing::Nowhere | Standing::Same(_) => return None,
        };
        let value = row.get(usize::from(field)).and_then(Option::as_ref);
        Some(value.ok_or_else(|| origin.map(FactSet::of).unwrap_or_default()))
    }

    /// The element that a loop stands at.
    #[inline]
    pub(super) fn element(&self, variable: u8) -> Option<&Value> {
        match self.at(variable)? {
            Standing::Held { list, at } => match self.lists.get(list as usize)? {
                List::Elements(elements) => elements.get(at as usize),
                List::Rows(_) => None,
            },
            Standing::Nowhere | Standing::Given(..) | Standing::Same(_) => None,
        }
    }
}

/// A position among loops and lists, of which there are as many as levels of nesting.
fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
