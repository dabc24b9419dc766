//! Decimals of 28 digits, for columns and for programs that embed this one.

use dashu_ratio::RBig;
use rust_decimal::Decimal;

use super::{Number, Repr};

impl Number {
    /// The same number as a decimal.
    ///
    /// `None` if its digits never end, if more than 28 of them stand behind the point, or if it
    /// does not fit the 96 bits of a [`Decimal`]. Never rounded.
    #[must_use]
    pub fn to_decimal(&self) -> Option<Decimal> {
        let places = self.places()?;
        let scale = u32::try_from(places).ok().filter(|scale| *scale <= Decimal::MAX_SCALE)?;
        let shifted = match &self.0 {
            Repr::Small(small) if places == 0 => i128::from(small.numerator()),
            Repr::Small(_) | Repr::Big(_) => self.shifted(places).parse().ok()?,
        };
        Decimal::try_from_i128_with_scale(shifted, scale).ok()
    }

    /// The same number; every decimal is one.
    #[must_use]
    pub fn from_decimal(decimal: Decimal) -> Self {
        let decimal = decimal.normalize();
        if let (Ok(mantissa), 0) = (i64::try_from(decimal.mantissa()), decimal.scale()) {
            return Self::from_i64(mantissa);
        }
        let power = 10_i128.saturating_pow(decimal.scale());
        // A mantissa has 96 bits, a power of ten at most 94.
        Self::from_bounded(RBig::from(decimal.mantissa()) / RBig::from(power))
    }
}
