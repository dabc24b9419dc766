//! Where a part of a rule is looked at.

use crate::ids::NodeId;
use crate::region::{Opaque, Region, Truth};

use super::Time;

/// One region for each time: outside it the part is not looked at.
///
/// A region that would have too many boxes stays as it was, which makes it too large and never too
/// small.
#[derive(Clone, Debug)]
pub(super) struct Context(Vec<Region>);

impl Context {
    /// The part is always looked at.
    pub(super) fn anywhere(times: usize) -> Self {
        Self(vec![Region::all(); times])
    }

    /// Whether the part is never looked at.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Region::is_empty)
    }

    /// The times at which the part is looked at, by number, and where.
    pub(super) fn live(&self) -> impl Iterator<Item = (usize, &Region)> {
        self.0.iter().enumerate().filter(|(_, region)| !region.is_empty())
    }

    /// Where a condition has an answer as well.
    pub(super) fn and(&self, times: &mut [Time<'_>], node: NodeId, after: After) -> Self {
        let narrowed = self.0.iter().zip(times).map(|(region, time)| {
            let truth = time.reader.truth(node);
            after
                .of(&truth)
                .and_then(|part| region.and(&part))
                .unwrap_or_else(|Opaque| region.clone())
        });
        Self(narrowed.collect())
    }

    /// Only the times that `within` accepts, by their first days.
    pub(super) fn only(
        &self,
        times: &[Time<'_>],
        within: impl Fn(chrono::NaiveDate) -> bool,
    ) -> Self {
        let kept = self.0.iter().zip(times).map(|(region, time)| {
            if within(time.reader.date()) { region.clone() } else { Region::none() }
        });
        Self(kept.collect())
    }
}

/// An answer of a condition that leads on to a part. While a condition is unknown, the parts on
/// either side are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// It holds.
    Holding,
    /// It holds or is unknown.
    Perhaps,
    /// It fails or is unknown.
    PerhapsNot,
    /// It does not hold, for whatever reason.
    NotHolding,
}

impl After {
    fn of(self, truth: &Truth) -> Result<Region, Opaque> {
        match self {
            Self::Holding => Ok(truth.holds.clone()),
            Self::Perhaps => truth.holds.or(&truth.open),
            Self::PerhapsNot => truth.fails.or(&truth.open),
            Self::NotHolding => truth.other_than_holds(),
        }
    }
}
