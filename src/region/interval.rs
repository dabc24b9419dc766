//! Unions of intervals, exact.
//!
//! An end of an interval is a [`Cut`]: a place between two neighbouring values. Every interval then
//! runs from one cut to a later one, whichever of its ends belong to it, and the algebra has no
//! special cases. Of whole numbers every cut lies just below one of them, so that `> 300` and
//! `>= 301` are the same.

use crate::value::{Number, Rounding};

/// A place on the line of numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// Below all numbers.
    Start,
    /// Next to a number.
    At {
        /// The number.
        value: Number,
        /// Just above it; otherwise just below.
        above: bool,
    },
    /// Above all numbers.
    End,
}

impl Cut {
    /// Just below `value`.
    #[must_use]
    pub fn below(value: Number) -> Self {
        Self::At { value, above: false }
    }

    /// Just above `value`.
    #[must_use]
    pub fn above(value: Number) -> Self {
        Self::At { value, above: true }
    }

    /// The same place for whole numbers: just below the first whole number above it.
    fn among_whole(self) -> Self {
        let Self::At { value, above } = self else { return self };
        let floor = floor(&value);
        if floor == value && !above {
            return Self::At { value, above };
        }
        // A number at the edge of what can be kept has no neighbour and keeps its place.
        match floor.checked_add(&Number::ONE) {
            Ok(next) => Self::below(next),
            Err(_) => Self::At { value, above },
        }
    }
}

/// The greatest whole number that is not above `value`.
fn floor(value: &Number) -> Number {
    let cut = value.round(Rounding::Down, &Number::ONE).unwrap_or_else(|_| value.clone());
    if cut > *value { cut.checked_sub(&Number::ONE).unwrap_or(cut) } else { cut }
}

/// One interval; `from` lies before `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Where it begins.
    pub from: Cut,
    /// Where it ends.
    pub to: Cut,
}

/// A set of numbers: intervals in rising order that do not touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intervals {
    whole: bool,
    parts: Vec<Interval>,
}

impl Intervals {
    /// No number.
    #[must_use]
    pub fn none(whole: bool) -> Self {
        Self { whole, parts: Vec::new() }
    }

    /// All numbers, or all whole ones.
    #[must_use]
    pub fn all(whole: bool) -> Self {
        Self::between(Cut::Start, Cut::End, whole)
    }

    /// The numbers between two cuts; none if `to` is not after `from`.
    #[must_use]
    pub fn between(from: Cut, to: Cut, whole: bool) -> Self {
        let place = |cut: Cut| if whole { cut.among_whole() } else { cut };
        let (from, to) = (place(from), place(to));
        let parts = if from < to { vec![Interval { from, to }] } else { Vec::new() };
        Self { whole, parts }
    }

    /// One number; none if it had to be whole and is not.
    #[must_use]
    pub fn point(value: Number, whole: bool) -> Self {
        if whole && !value.is_integer() {
            return Self::none(whole);
        }
        Self::between(Cut::below(value.clone()), Cut::above(value), whole)
    }

    /// Its intervals in rising order.
    #[must_use]
    pub fn parts(&self) -> &[Interval] {
        &self.parts
    }

    /// Whether it holds whole numbers only.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether it holds no number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The numbers of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut parts = Vec::new();
        for one in &self.parts {
            for two in &other.parts {
                let from = one.from.clone().max(two.from.clone());
                let to = one.to.clone().min(two.to.clone());
                if from < to {
                    parts.push(Interval { from, to });
                }
            }
        }
        Self { whole: self.whole, parts }
    }

    /// The numbers of either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let mut all: Vec<_> = self.parts.iter().chain(&other.parts).cloned().collect();
        all.sort_by(|one, two| one.from.cmp(&two.from));
        let mut parts: Vec<Interval> = Vec::new();
        for next in all {
            match parts.last_mut() {
                Some(last) if next.from <= last.to => last.to = last.to.clone().max(next.to),
                _ => parts.push(next),
            }
        }
        Self { whole: self.whole, parts }
    }

    /// The numbers that are not in it.
    #[must_use]
    pub fn not(&self) -> Self {
        let (mut parts, mut from) = (Vec::new(), Cut::Start);
        for part in &self.parts {
            if from < part.from {
                parts.push(Interval { from, to: part.from.clone() });
            }
            from = part.to.clone();
        }
        if from < Cut::End {
            parts.push(Interval { from, to: Cut::End });
        }
        Self { whole: self.whole, parts }
    }

    /// Whether every number of `other` is in it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let within = |part: &Interval| {
            self.parts.iter().any(|own| own.from <= part.from && part.to <= own.to)
        };
        other.parts.iter().all(within)
    }

    /// Numbers of it, enough to stand for every way in which a comparison can come out near its
    /// ends: of each interval the least and the greatest, and one in between.
    #[must_use]
    pub fn samples(&self) -> Vec<Number> {
        self.parts.iter().flat_map(|part| self.samples_of(part)).collect()
    }

    fn samples_of(&self, part: &Interval) -> Vec<Number> {
        let step = Number::ONE;
        let low = match &part.from {
            Cut::At { value, above: false } => Some(value.clone()),
            Cut::At { .. } | Cut::Start | Cut::End => None,
        };
        let high = match &part.to {
            Cut::At { value, above: true } => Some(value.clone()),
            Cut::At { value, .. } if self.whole => value.checked_sub(&step).ok(),
            Cut::At { .. } | Cut::Start | Cut::End => None,
        };
        let middle = match (&part.from, &part.to) {
            (Cut::At { value: low, .. }, Cut::At { value: high, .. }) => middle(low, high),
            (Cut::At { value, .. }, _) => value.checked_add(&step).ok(),
            (_, Cut::At { value, .. }) => value.checked_sub(&step).ok(),
            _ => Some(Number::ZERO),
        };
        let middle = middle.map(|one| if self.whole { floor(&one) } else { one });
        let inside = |one: &Number| self.covers(&Self::point(one.clone(), self.whole));
        let mut found: Vec<_> = [low, high, middle].into_iter().flatten().filter(inside).collect();
        found.dedup();
        found
    }
}

fn middle(low: &Number, high: &Number) -> Option<Number> {
    low.checked_add(high).ok()?.checked_div(&Number::from_i64(2)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn half(halves: i64) -> Number {
        Number::ratio(halves, 2).unwrap()
    }

    fn cut() -> impl Strategy<Value = Cut> {
        prop_oneof![
            8 => (-12_i64..12, any::<bool>())
                .prop_map(|(halves, above)| Cut::At { value: half(halves), above }),
            1 => Just(Cut::Start),
            1 => Just(Cut::End),
        ]
    }

    fn set(whole: bool) -> impl Strategy<Value = Intervals> {
        prop::collection::vec((cut(), cut()), 0..4).prop_map(move |ends| {
            ends.into_iter().fold(Intervals::none(whole), |set, (from, to)| {
                set.or(&Intervals::between(from, to, whole))
            })
        })
    }

    fn has(set: &Intervals, number: &Number) -> bool {
        let point = Intervals::point(number.clone(), set.is_whole());
        !point.is_empty() && set.covers(&point)
    }

    #[test]
    fn of_whole_numbers_more_than_300_is_301_and_more() {
        let three_hundred = Number::from_i64(300);
        let more = Intervals::between(Cut::above(three_hundred.clone()), Cut::End, true);
        let from = Intervals::between(Cut::below(Number::from_i64(301)), Cut::End, true);
        assert_eq!(more, from);
        assert!(!has(&more, &three_hundred));
        let half = Number::ratio(-1, 2).unwrap();
        let negative = Intervals::between(Cut::below(half), Cut::End, true);
        assert_eq!(negative, Intervals::between(Cut::below(Number::ZERO), Cut::End, true));
    }

    #[test]
    fn between_two_neighbours_there_is_no_whole_number() {
        let (three, four) = (Number::from_i64(3), Number::from_i64(4));
        let between =
            |whole| Intervals::between(Cut::above(three.clone()), Cut::below(four.clone()), whole);
        assert!(between(true).is_empty());
        assert_eq!(between(false).samples(), [Number::ratio(7, 2).unwrap()]);
    }

    proptest! {
        #[test]
        fn sets_are_joined_as_their_numbers_are(
            (one, other) in any::<bool>().prop_flat_map(|whole| (set(whole), set(whole))),
            halves in -14_i64..14,
        ) {
            let number = half(halves);
            prop_assume!(!one.is_whole() || number.is_integer());
            let (in_one, in_other) = (has(&one, &number), has(&other, &number));
            prop_assert_eq!(has(&one.and(&other), &number), in_one && in_other);
            prop_assert_eq!(has(&one.or(&other), &number), in_one || in_other);
            prop_assert_eq!(has(&one.not(), &number), !in_one);
            prop_assert_eq!(one.covers(&other), other.and(&one.not()).is_empty());
            for sample in one.samples() {
                prop_assert!(has(&one, &sample));
            }
            prop_assert_eq!(one.samples().is_empty(), one.is_empty());
        }
    }
}
