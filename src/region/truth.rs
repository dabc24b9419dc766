//! Where a condition holds, where it fails, and where it does neither.

use super::space::Space;
use super::subset::{Subset, Values};
use super::zone::{DimId, Opaque, Region};

/// The four answers of a condition as regions.
///
/// Each region holds at least the facts that lead to its answer: what lies outside never does. Where
/// `exact`, it holds no others.
#[derive(Clone, Debug)]
pub struct Truth {
    /// It holds.
    pub holds: Region,
    /// It does not hold.
    pub fails: Region,
    /// It is not applicable.
    pub absent: Region,
    /// It is unknown although all facts are known: the document gives no answer.
    pub open: Region,
    /// Whether nothing was left out of sight.
    pub exact: bool,
}

impl Truth {
    /// It always has one answer.
    pub(super) fn known(holds: bool) -> Self {
        let (all, none) = (Region::all(), Region::none());
        let (holds, fails) = if holds { (all, none) } else { (none, all) };
        Self { holds, fails, ..Self::nothing() }
    }

    /// No answer at all; a start for joining cases.
    pub(super) fn nothing() -> Self {
        Self {
            holds: Region::none(),
            fails: Region::none(),
            absent: Region::none(),
            open: Region::none(),
            exact: true,
        }
    }

    /// A dimension that is itself true or false.
    pub(super) fn of_dim(space: &Space, dim: DimId, exact: bool) -> Self {
        Self::split(space, dim, Values::truth(&[true]), exact)
    }

    /// It holds where a dimension is among `values`, and fails where it is another.
    pub(super) fn split(space: &Space, dim: DimId, values: Values, exact: bool) -> Self {
        Self {
            fails: space.within(dim, values.not()),
            holds: space.within(dim, values),
            absent: space.absent(dim),
            open: space.open(dim),
            exact,
        }
    }

    /// `not`.
    pub(super) fn not(self) -> Self {
        Self { holds: self.fails, fails: self.holds, ..self }
    }

    /// Where it does not hold, for whatever reason.
    ///
    /// # Errors
    ///
    /// [`Opaque`] if there would be too many boxes.
    pub fn other_than_holds(&self) -> Result<Region, Opaque> {
        self.fails.or(&self.absent)?.or(&self.open)
    }

    /// Where it is not in the way of a block that wants it to hold.
    ///
    /// # Errors
    ///
    /// [`Opaque`] if there would be too many boxes.
    pub fn holds_or_absent(&self) -> Result<Region, Opaque> {
        self.holds.or(&self.absent)
    }

    /// `and` of two operands, as the evaluator joins them.
    pub(super) fn both(&self, other: &Self) -> Result<Self, Opaque> {
        let rest = other.holds.or(&other.absent)?.or(&other.open)?;
        Ok(Self {
            holds: self.holds.and(&other.holds)?,
            fails: self.fails.or(&other.fails)?,
            absent: (self.absent.and(&other.absent)?)
                .or(&self.absent.and(&other.holds)?)?
                .or(&self.holds.and(&other.absent)?)?,
            open: self.open.and(&rest)?.or(&self.holds.or(&self.absent)?.and(&other.open)?)?,
            exact: self.exact && other.exact,
        })
    }

    /// A block of which every item has to hold; an item that is not applicable is left out, and if
    /// all are, so is the block.
    pub(super) fn all(items: &[Self]) -> Result<Self, Opaque> {
        let Some((first, rest)) = items.split_first() else { return Ok(Self::known(true)) };
        let mut block = first.clone();
        for item in rest {
            let carries = item.holds.or(&item.absent)?;
            let going = block.holds.or(&block.absent)?;
            block = Self {
                holds: block.holds.and(&carries)?.or(&block.absent.and(&item.holds)?)?,
                fails: block.fails.or(&item.fails)?,
                absent: block.absent.and(&item.absent)?,
                open: (block.open.and(&carries.or(&item.open)?)?).or(&going.and(&item.open)?)?,
                exact: block.exact && item.exact,
            };
        }
        Ok(block)
    }

    /// The same answers, where `within`.
    pub(super) fn within(&self, within: &Region) -> Result<Self, Opaque> {
        Ok(Self {
            holds: self.holds.and(within)?,
            fails: self.fails.and(within)?,
            absent: self.absent.and(within)?,
            open: self.open.and(within)?,
            exact: self.exact,
        })
    }

    /// The answers of either.
    pub(super) fn or(&self, other: &Self) -> Result<Self, Opaque> {
        Ok(Self {
            holds: self.holds.or(&other.holds)?,
            fails: self.fails.or(&other.fails)?,
            absent: self.absent.or(&other.absent)?,
            open: self.open.or(&other.open)?,
            exact: self.exact && other.exact,
        })
    }
}

/// What a truth that is not looked into can come to.
pub(super) fn any_truth() -> Subset {
    Subset::anything(Values::few(2))
}
