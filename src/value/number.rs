//! Exact numbers.
//!
//! A [`Number`] is a fraction in lowest terms. Nothing here rounds unless asked to
//! ([`Number::round`]), nothing wraps, and no binary float appears.
//!
//! Almost every number of a public scheme fits a pair of 64-bit integers; those are kept in
//! place ([`small`]). A result beyond them moves to a boxed big fraction and back as soon as it
//! fits, so that a number has one representation and equality is equality of representations.

mod arithmetic;
mod decimal;
mod error;
mod parse;
mod print;
mod round;
mod small;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use dashu_ratio::{RBig, Word};

pub use self::error::{ArithmeticError, NumberError};
pub(crate) use self::small::Small;

/// An exact rational number.
///
/// Numerator and denominator, in lowest terms, have at most 256 bits each (77 decimal digits).
/// Sixteen bytes; numbers of everyday size are kept without an allocation.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// INVARIANT: `Big` holds only what does not fit `Small`.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(Small),
    Big(Box<RBig>),
}

const _: () = assert!(size_of::<Number>() == 16);

/// How many bits a numerator or a denominator may have.
const MOST_BITS: u32 = 256;

impl Number {
    /// 0.
    pub const ZERO: Self = Self::from_i64(0);
    /// 1.
    pub const ONE: Self = Self::from_i64(1);

    /// A whole number.
    #[must_use]
    #[inline]
    pub const fn from_i64(value: i64) -> Self {
        Self(Repr::Small(Small::integer(value)))
    }

    /// The fraction `numerator / denominator`; either may be negative.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::DivisionByZero`] if `denominator` is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Result<Self, ArithmeticError> {
        Self::from_i64(numerator).checked_div(&Self::from_i64(denominator))
    }

    /// Whether it is 0.
    #[must_use]
    #[inline]
    pub fn is_zero(&self) -> bool {
        matches!(&self.0, Repr::Small(small) if small.numerator() == 0)
    }

    /// Whether it is less than 0.
    #[must_use]
    #[inline]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.numerator() < 0,
            Repr::Big(big) => **big < RBig::ZERO,
        }
    }

    /// Whether it is a whole number.
    #[must_use]
    #[inline]
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_integer(),
            Repr::Big(big) => big.is_int(),
        }
    }

    /// The whole number; `None` if it has a fraction or lies outside `i64`.
    #[must_use]
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(small) if small.is_integer() => Some(small.numerator()),
            Repr::Small(_) | Repr::Big(_) => None,
        }
    }

    /// The number as a small fraction, if it fits.
    #[inline]
    pub(crate) fn small(&self) -> Option<Small> {
        match &self.0 {
            Repr::Small(small) => Some(*small),
            Repr::Big(_) => None,
        }
    }

    fn to_big(&self) -> RBig {
        match &self.0 {
            Repr::Small(small) => small.to_big(),
            Repr::Big(big) => RBig::clone(big),
        }
    }

    /// # Errors
    ///
    /// [`ArithmeticError::Overflow`] if a part of `value` has more than 256 bits.
    fn from_big(value: RBig) -> Result<Self, ArithmeticError> {
        let (_, numerator) = value.numerator().as_sign_words();
        if bits(numerator).max(bits(value.denominator().as_words())) > MOST_BITS {
            return Err(ArithmeticError::Overflow);
        }
        Ok(Self::from_bounded(value))
    }

    /// `value` must be known to have at most 256 bits in each part.
    fn from_bounded(value: RBig) -> Self {
        match Small::from_big(&value) {
            Some(small) => Self(Repr::Small(small)),
            None => Self(Repr::Big(Box::new(value))),
        }
    }
}

/// Length in bits of a magnitude whose words stand lowest first, the last one not 0.
fn bits(words: &[Word]) -> u32 {
    let Some((highest, lower)) = words.split_last() else { return 0 };
    let lower = u32::try_from(lower.len()).unwrap_or(u32::MAX);
    lower.saturating_mul(Word::BITS).saturating_add(Word::BITS - highest.leading_zeros())
}

impl From<Small> for Number {
    #[inline]
    fn from(small: Small) -> Self {
        Self(Repr::Small(small))
    }
}

impl From<i64> for Number {
    #[inline]
    fn from(value: i64) -> Self {
        Self::from_i64(value)
    }
}

impl Ord for Number {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(left), Repr::Small(right)) => left.cmp(right),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Number {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
