//! A distribution of amounts in bounded memory.

use std::collections::BTreeMap;

use crate::value::Number;

use super::report::Bin;

/// Distinct amounts that are held; beyond, they are taken together by tens.
const MOST: usize = 4_096;
/// Bars of a drawing at most.
const MOST_BINS: i64 = 20;

/// How often which amount came.
#[derive(Clone, Debug)]
pub(super) struct Spread {
    /// Amounts are counted in steps of this many yen, from the lower end.
    unit: i64,
    counts: BTreeMap<i64, u64>,
}

impl Default for Spread {
    fn default() -> Self {
        Self { unit: 1, counts: BTreeMap::new() }
    }
}

impl Spread {
    pub(super) fn add(&mut self, amount: &Number) {
        *self.counts.entry(whole(amount).div_euclid(self.unit)).or_default() += 1;
        while self.counts.len() > MOST {
            self.unit = self.unit.saturating_mul(10);
            let mut wider = BTreeMap::new();
            for (at, count) in &self.counts {
                *wider.entry(at.div_euclid(10)).or_default() += count;
            }
            self.counts = wider;
        }
    }

    /// Bins of one round width over several distributions, from the least amount to the largest;
    /// each with a count per distribution. None where nothing was counted.
    pub(super) fn bins(all: &[&Self]) -> Vec<Bin> {
        let ends = all.iter().flat_map(|one| one.ends());
        let (Some(low), Some(high)) = (ends.clone().min(), ends.max()) else { return Vec::new() };
        let coarsest = all.iter().map(|one| one.unit).max().unwrap_or(1);
        let width = width(low, high, coarsest);
        let first = low.div_euclid(width);
        let last = high.div_euclid(width);
        let mut bins: Vec<_> = (first..=last)
            .map(|at| Bin {
                from: at.saturating_mul(width),
                below: at.saturating_add(1).saturating_mul(width),
                cases: vec![0; all.len()],
            })
            .collect();
        for (which, one) in all.iter().enumerate() {
            for (at, count) in &one.counts {
                let bin = at.saturating_mul(one.unit).div_euclid(width).saturating_sub(first);
                let bin = usize::try_from(bin).ok().and_then(|bin| bins.get_mut(bin));
                if let Some(cases) = bin.and_then(|bin| bin.cases.get_mut(which)) {
                    *cases += count;
                }
            }
        }
        bins
    }

    fn ends(&self) -> impl Iterator<Item = i64> + Clone {
        let keys = [self.counts.keys().next(), self.counts.keys().next_back()];
        keys.into_iter().flatten().map(|at| at.saturating_mul(self.unit))
    }
}

/// A width of 1, 2 or 5 times a power of ten that needs few bins and fits the steps of counting.
fn width(low: i64, high: i64, unit: i64) -> i64 {
    let mut power = unit;
    loop {
        for factor in [1, 2, 5] {
            let width = power.saturating_mul(factor);
            let bins = high.div_euclid(width).saturating_sub(low.div_euclid(width));
            if bins < MOST_BINS {
                return width;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Whole yen, fractions cut off towards zero.
fn whole(amount: &Number) -> i64 {
    let down = amount.round(crate::value::Rounding::Down, &Number::ONE);
    let most = if amount.is_negative() { i64::MIN } else { i64::MAX };
    down.ok().and_then(|down| down.to_i64()).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(amounts: impl IntoIterator<Item = i64>) -> Spread {
        let mut spread = Spread::default();
        for amount in amounts {
            spread.add(&Number::from_i64(amount));
        }
        spread
    }

    #[test]
    fn bins_are_round_and_hold_everything() {
        let spread = of([-7_000, -1, 0, 9_999, 10_000, 91_000]);
        let bins = Spread::bins(&[&spread]);
        let shown: Vec<_> = bins.iter().map(|bin| (bin.from, bin.below, bin.cases[0])).collect();
        assert_eq!(shown.len(), 11);
        assert_eq!(shown[..3], [(-10_000, 0, 2), (0, 10_000, 2), (10_000, 20_000, 1)]);
        assert_eq!(shown[10], (90_000, 100_000, 1));
    }

    #[test]
    fn many_distinct_amounts_are_taken_together() {
        let spread = of(0..100_000);
        assert!(spread.counts.len() <= MOST, "{}", spread.counts.len());
        let bins = Spread::bins(&[&spread, &of([99_999])]);
        assert_eq!(bins.len(), 20);
        assert!(bins.iter().all(|bin| bin.cases[0] == 5_000));
        assert_eq!(bins[19].cases[1], 1);
    }

    #[test]
    fn nothing_has_no_bins() {
        assert!(Spread::bins(&[&Spread::default()]).is_empty());
    }
}
