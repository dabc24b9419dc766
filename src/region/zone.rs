//! Boxes of many dimensions and unions of them.

use std::sync::Arc;

use super::subset::Subset;

/// How many boxes a region may have. Beyond it the part is not looked into.
const MOST: usize = 96;

/// A dimension, by its number in a [`Space`](super::Space).
pub type DimId = u32;

/// A part that is not looked into: its region would have too many boxes, or it is of a kind that
/// nothing is known about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opaque;

/// A box: for each dimension that is bounded what it can be; the others can be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    bounds: Vec<(DimId, Arc<Subset>)>,
}

impl Zone {
    /// The box that bounds one dimension; `None` if nothing is left of it.
    #[must_use]
    pub fn of(dim: DimId, subset: Subset) -> Option<Self> {
        (!subset.is_empty()).then(|| Self { bounds: vec![(dim, Arc::new(subset))] })
    }

    /// What is bounded, by dimension.
    #[must_use]
    pub fn bounds(&self) -> &[(DimId, Arc<Subset>)] {
        &self.bounds
    }

    /// What a dimension can be; `None` if it is not bounded.
    #[must_use]
    pub fn get(&self, dim: DimId) -> Option<&Arc<Subset>> {
        let at = self.bounds.binary_search_by_key(&dim, |(own, _)| *own).ok()?;
        self.bounds.get(at).map(|(_, subset)| subset)
    }

    /// What is in both; `None` if nothing is.
    #[must_use]
    pub fn and(&self, other: &Self) -> Option<Self> {
        let mut bounds = Vec::with_capacity(self.bounds.len() + other.bounds.len());
        let (mut ours, mut theirs) =
            (self.bounds.iter().peekable(), other.bounds.iter().peekable());
        loop {
            let next = match (ours.peek(), theirs.peek()) {
                (Some(one), Some(two)) if one.0 == two.0 => {
                    let both = if Arc::ptr_eq(&one.1, &two.1) {
                        Arc::clone(&one.1)
                    } else {
                        let both = one.1.and(&two.1);
                        if both.is_empty() {
                            return None;
                        }
                        Arc::new(both)
                    };
                    let dim = one.0;
                    theirs.next();
                    ours.next();
                    (dim, both)
                }
                (Some(one), two) if two.is_none_or(|two| one.0 < two.0) => {
                    let next = (*one).clone();
                    ours.next();
                    next
                }
                (_, Some(two)) => {
                    let next = (*two).clone();
                    theirs.next();
                    next
                }
                (_, None) => return Some(Self { bounds }),
            };
            bounds.push(next);
        }
    }

    /// Whether everything of `other` is in it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.bounds.iter().all(|(dim, subset)| {
            other
                .get(*dim)
                .is_some_and(|theirs| Arc::ptr_eq(subset, theirs) || subset.covers(theirs))
        })
    }

    /// The two as one box, if they differ in one dimension at most.
    fn joined(&self, other: &Self) -> Option<Self> {
        if self.bounds.len() != other.bounds.len() {
            return None;
        }
        let mut differs = None;
        for (at, (one, two)) in self.bounds.iter().zip(&other.bounds).enumerate() {
            if one.0 != two.0 || (one.1 != two.1 && differs.replace(at).is_some()) {
                return None;
            }
        }
        let mut joined = self.clone();
        if let Some(at) = differs
            && let (Some(own), Some(theirs)) = (joined.bounds.get_mut(at), other.bounds.get(at))
        {
            own.1 = Arc::new(own.1.or(&theirs.1));
        }
        Some(joined)
    }
}

/// A union of boxes, which may overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    zones: Vec<Zone>,
}

impl Region {
    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self { zones: vec![Zone::default()] }
    }

    /// What lies where one dimension is in `subset`.
    #[must_use]
    pub fn of(dim: DimId, subset: Subset) -> Self {
        Self { zones: Zone::of(dim, subset).into_iter().collect() }
    }

    /// Its boxes.
    #[must_use]
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zones.is_empty()
    }

    /// What is in both.
    ///
    /// # Errors
    ///
    /// [`Opaque`] if there would be too many boxes.
    pub fn and(&self, other: &Self) -> Result<Self, Opaque> {
        let mut both = Self::none();
        for one in &self.zones {
            for two in &other.zones {
                if let Some(zone) = one.and(two) {
                    both.add(zone)?;
                }
            }
        }
        Ok(both)
    }

    /// What is in either.
    ///
    /// # Errors
    ///
    /// [`Opaque`] if there would be too many boxes.
    pub fn or(&self, other: &Self) -> Result<Self, Opaque> {
        let mut either = self.clone();
        for zone in &other.zones {
            either.add(zone.clone())?;
        }
        Ok(either)
    }

    /// Adds a box; boxes that it covers, or that it makes one box with, go into it.
    fn add(&mut self, mut zone: Zone) -> Result<(), Opaque> {
        loop {
            if self.zones.iter().any(|own| own.covers(&zone)) {
                return Ok(());
            }
            self.zones.retain(|own| !zone.covers(own));
            let found = self
                .zones
                .iter()
                .enumerate()
                .find_map(|(at, own)| own.joined(&zone).map(|joined| (at, joined)));
            let Some((at, joined)) = found else { break };
            self.zones.swap_remove(at);
            zone = joined;
        }
        if self.zones.len() >= MOST {
            return Err(Opaque);
        }
        self.zones.push(zone);
        Ok(())
    }
}
