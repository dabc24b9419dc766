//! Rounding to multiples of a unit.

use std::cmp::Ordering;
use std::num::NonZeroU64;

use dashu_ratio::RBig;

use super::small::Small;
use super::{ArithmeticError, Number, Repr};
use crate::value::Rounding;

impl Number {
    /// The multiple of `unit` that `mode` chooses; the number itself if it is one.
    ///
    /// The sign of `unit` does not matter. What the modes do with negative numbers is said at
    /// [`Rounding`].
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::DivisionByZero`] if `unit` is 0; [`ArithmeticError::Overflow`] if the
    /// result needs more than 256 bits.
    ///
    /// # Example
    ///
    /// ```
    /// use hantei::value::{Number, Rounding};
    ///
    /// let thousand = Number::from(1_000);
    /// let cut = Number::from(12_999).round(Rounding::Down, &thousand)?;
    /// assert_eq!(cut, Number::from(12_000));
    /// # Ok::<(), hantei::value::ArithmeticError>(())
    /// ```
    #[inline]
    pub fn round(&self, mode: Rounding, unit: &Self) -> Result<Self, ArithmeticError> {
        if unit.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        if let (Repr::Small(number), Repr::Small(unit)) = (&self.0, &unit.0)
            && let Some(rounded) = number.round(mode, *unit)
        {
            return Ok(Self(Repr::Small(rounded)));
        }
        Self::from_big(big(self.to_big(), mode, unit.abs().to_big()))
    }
}

impl Small {
    /// `None` if a step does not fit, or if `unit` is 0.
    #[inline]
    pub(crate) fn round(self, mode: Rounding, unit: Self) -> Option<Self> {
        let unit = if unit.numerator() < 0 { unit.negate()? } else { unit };
        // How many units there are, as a fraction; whole numbers need it in no lowest terms.
        let (count, denominator) = if self.is_integer() && unit.is_integer() {
            (self.numerator(), NonZeroU64::new(unit.numerator().unsigned_abs())?)
        } else {
            let quotient = self.divide(unit)?;
            (quotient.numerator(), quotient.denominator())
        };
        let magnitude = count.unsigned_abs();
        let (whole, rest) = (magnitude / denominator, magnitude % denominator);
        if rest == 0 {
            return Some(self);
        }
        // The denominator is at most i64::MAX, so twice the rest fits.
        let rest = (rest * 2).cmp(&denominator.get());
        let whole = whole + u64::from(mode.away(rest, whole % 2 == 1));
        let whole = i64::try_from(whole).ok()?;
        let whole = if count < 0 { whole.checked_neg()? } else { whole };
        Self::integer(whole).multiply(unit)
    }
}

/// `unit` must be greater than 0.
fn big(number: RBig, mode: Rounding, unit: RBig) -> RBig {
    let negative = number < RBig::ZERO;
    let magnitude = if negative { -number } else { number };
    let quotient = magnitude / &unit;
    let mut whole = RBig::from(quotient.trunc());
    let rest = quotient - &whole;
    if rest != RBig::ZERO {
        let rest = compare_with_half(&rest);
        let odd = !(&whole / RBig::from(2)).is_int();
        if mode.away(rest, odd) {
            whole += RBig::ONE;
        }
    }
    let rounded = whole * unit;
    if negative { -rounded } else { rounded }
}

fn compare_with_half(rest: &RBig) -> Ordering {
    (rest + rest).cmp(&RBig::ONE)
}
