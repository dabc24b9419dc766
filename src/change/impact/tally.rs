//! What is counted over all applications.

use std::collections::BTreeMap;

use crate::decision::Verdict;
use crate::value::Number;

use super::judged::{Judged, Pay};
use super::spread::Spread;
use super::words::position;
use super::{Application, Kind};

/// Counts of a run. Its size depends on the scheme alone.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) cases: u64,
    /// Cases by verdict before and verdict after.
    pub(super) verdicts: [[u64; 4]; 4],
    pub(super) kinds: BTreeMap<Kind, u64>,
    /// By clause id: newly broken, no longer broken.
    pub(super) clauses: BTreeMap<String, (u64, u64)>,
    /// By output id.
    pub(super) outputs: BTreeMap<String, u64>,
    pub(super) sums: [Sum; 2],
    pub(super) more: Gain,
    pub(super) less: Gain,
    pub(super) changes: Spread,
    pub(super) spreads: [Spread; 2],
}

/// Cases that get more, or less, and how much together.
pub(super) struct Gain {
    pub(super) cases: u64,
    pub(super) sum: Number,
}

impl Default for Gain {
    fn default() -> Self {
        Self { cases: 0, sum: Number::ZERO }
    }
}

/// What is paid in all under one set of rules.
pub(super) struct Sum {
    pub(super) known: Number,
    pub(super) paid: u64,
    pub(super) open: u64,
    /// The most that open cases come to; none if one has no limit.
    pub(super) open_most: Option<Number>,
    /// The first case for which the budget does not do.
    pub(super) spent_at: Option<(u64, String)>,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            known: Number::ZERO,
            paid: 0,
            open: 0,
            open_most: Some(Number::ZERO),
            spent_at: None,
        }
    }
}

impl Tally {
    pub(super) fn verdict(&mut self, before: Verdict, after: Verdict) {
        self.cases += 1;
        let row = self.verdicts.get_mut(position(before));
        if let Some(cell) = row.and_then(|row| row.get_mut(position(after))) {
            *cell += 1;
        }
    }

    /// Counts what a case gets, in the order of the file.
    pub(super) fn pay(
        &mut self,
        case: &Application<'_>,
        judged: [&Judged; 2],
        budget: Option<&Number>,
    ) {
        let sides = self.sums.iter_mut().zip(&mut self.spreads);
        for ((sum, spread), judged) in sides.zip(judged) {
            let Some(pay) = &judged.pay else { continue };
            sum.add(pay, case, budget);
            if let Some(amount) = pay.known().filter(|amount| is_positive(amount)) {
                spread.add(amount);
            }
        }
        let Some(difference) = difference(judged) else { return };
        if !difference.is_zero() {
            let side = if difference.is_negative() { &mut self.less } else { &mut self.more };
            side.cases += 1;
            side.sum = added(&side.sum, &difference);
            self.changes.add(&difference);
        }
    }
}

impl Sum {
    fn add(&mut self, pay: &Pay, case: &Application<'_>, budget: Option<&Number>) {
        let amount = match pay {
            Pay::Known(amount) => amount,
            Pay::Between(_, most) => {
                self.open += 1;
                self.open_most = match (&self.open_most, most) {
                    (Some(sum), Some(most)) => Some(added(sum, most)),
                    _ => None,
                };
                return;
            }
        };
        self.paid += u64::from(is_positive(amount));
        self.known = added(&self.known, amount);
        if self.spent_at.is_none() && budget.is_some_and(|budget| self.known > *budget) {
            self.spent_at = Some((case.line, case.name.to_owned()));
        }
    }
}

/// After less before, where both are known.
pub(super) fn difference(judged: [&Judged; 2]) -> Option<Number> {
    let [before, after] = judged.map(|one| one.pay.as_ref().and_then(Pay::known));
    after?.checked_sub(before?).ok()
}

fn is_positive(amount: &Number) -> bool {
    !amount.is_zero() && !amount.is_negative()
}

/// A sum. One of more than 256 bits stays as it is; amounts of money do not come near.
pub(super) fn added(sum: &Number, more: &Number) -> Number {
    sum.checked_add(more).unwrap_or_else(|_| sum.clone())
}
