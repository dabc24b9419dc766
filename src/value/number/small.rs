//! Fractions of two 64-bit integers.
//!
//! Operations answer `None` where the result, or a step on the way to it, does not fit; the
//! caller then repeats them with big integers. Nothing allocates. [`Number`](super::Number) works
//! with these, and so does who has taken one out of it: there is one definition of each operation.

use std::cmp::Ordering;
use std::num::{NonZeroU32, NonZeroU64};

use dashu_ratio::RBig;

/// A fraction in lowest terms.
///
/// INVARIANT: the denominator is at most `i64::MAX`, so that products of a numerator and a
/// denominator, and the sum of two such products, fit `i128`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Small {
    numerator: i64,
    denominator: NonZeroU64,
}

const WHOLE: NonZeroU64 = NonZeroU64::MIN;

impl Small {
    #[inline]
    pub(crate) const fn integer(numerator: i64) -> Self {
        Self { numerator, denominator: WHOLE }
    }

    /// The fraction of these parts, which must be in lowest terms, as those of
    /// [`narrow`](Self::narrow) are.
    #[inline]
    pub(crate) fn of(numerator: i64, denominator: NonZeroU32) -> Self {
        Self { numerator, denominator: denominator.into() }
    }

    /// Numerator and denominator, if the latter has at most 32 bits.
    #[inline]
    pub(crate) fn narrow(self) -> Option<(i64, NonZeroU32)> {
        Some((self.numerator, NonZeroU32::try_from(self.denominator).ok()?))
    }

    /// The fraction, if both parts fit. They must be in lowest terms.
    #[inline]
    fn lowest(numerator: i64, denominator: u64) -> Option<Self> {
        let denominator = NonZeroU64::new(denominator)?;
        i64::try_from(denominator.get()).ok()?;
        Some(Self { numerator, denominator })
    }

    pub(super) fn from_big(value: &RBig) -> Option<Self> {
        let numerator = i64::try_from(value.numerator()).ok()?;
        let denominator = u64::try_from(value.denominator()).ok()?;
        Self::lowest(numerator, denominator)
    }

    pub(super) fn to_big(self) -> RBig {
        RBig::from_parts(self.numerator.into(), self.denominator.get().into())
    }

    #[inline]
    pub(super) fn numerator(self) -> i64 {
        self.numerator
    }

    /// From 1 to `i64::MAX`.
    #[inline]
    pub(super) fn denominator(self) -> NonZeroU64 {
        self.denominator
    }

    #[inline]
    pub(crate) fn is_integer(self) -> bool {
        self.denominator == WHOLE
    }

    #[inline]
    pub(crate) fn negate(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_neg()?, ..self })
    }

    #[inline]
    pub(crate) fn add(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return self.numerator.checked_add(other.numerator).map(Self::integer);
        }
        self.add_fraction(other)
    }

    #[inline]
    pub(crate) fn subtract(self, other: Self) -> Option<Self> {
        self.add(other.negate()?)
    }

    /// `None` for a divisor of 0 too.
    #[inline]
    pub(crate) fn divide(self, other: Self) -> Option<Self> {
        self.multiply(other.reciprocal()?)
    }

    /// Only factors that the denominators share can be left to cancel: Knuth, The Art of
    /// Computer Programming, volume 2, 4.5.1.
    fn add_fraction(self, other: Self) -> Option<Self> {
        let shared = gcd(self.denominator.get(), other.denominator);
        let left = self.denominator.get() / shared;
        let right = other.denominator.get() / shared;
        let total = i128::from(self.numerator) * i128::from(right)
            + i128::from(other.numerator) * i128::from(left);
        let total = i64::try_from(total).ok()?;
        let cancelled = gcd(total.unsigned_abs(), shared);
        let denominator = left.checked_mul(other.denominator.get() / cancelled)?;
        Self::lowest(divide(total, cancelled)?, denominator)
    }

    #[inline]
    pub(crate) fn multiply(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return self.numerator.checked_mul(other.numerator).map(Self::integer);
        }
        let left = gcd(self.numerator.unsigned_abs(), other.denominator);
        let right = gcd(other.numerator.unsigned_abs(), self.denominator);
        let numerator =
            divide(self.numerator, left)?.checked_mul(divide(other.numerator, right)?)?;
        let denominator =
            (self.denominator.get() / right).checked_mul(other.denominator.get() / left)?;
        Self::lowest(numerator, denominator)
    }

    /// `None` for 0 too.
    #[inline]
    pub(super) fn reciprocal(self) -> Option<Self> {
        let magnitude = i64::try_from(self.denominator.get()).ok()?;
        let numerator = if self.numerator < 0 { magnitude.checked_neg()? } else { magnitude };
        Self::lowest(numerator, self.numerator.unsigned_abs())
    }
}

impl Ord for Small {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let left = i128::from(self.numerator) * i128::from(other.denominator.get());
        let right = i128::from(other.numerator) * i128::from(self.denominator.get());
        left.cmp(&right)
    }
}

impl PartialOrd for Small {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `value / divisor`, which must come out even.
#[inline]
fn divide(value: i64, divisor: NonZeroU64) -> Option<i64> {
    if divisor == WHOLE {
        return Some(value);
    }
    value.checked_div(i64::try_from(divisor.get()).ok()?)
}

/// The greatest common divisor; `right` if `left` is 0.
#[inline]
fn gcd(left: u64, right: NonZeroU64) -> NonZeroU64 {
    let (mut left, mut right) = (left, right);
    if right == WHOLE {
        return WHOLE;
    }
    while let Some(divisor) = NonZeroU64::new(left) {
        left = right.get() % divisor;
        right = divisor;
    }
    right
}
