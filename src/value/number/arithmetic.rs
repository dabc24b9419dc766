//! Sums, products and signs.

use dashu_ratio::RBig;

use super::{ArithmeticError, Number, Repr};

impl Number {
    /// `self + other`.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::Overflow`] if the result needs more than 256 bits in its numerator or
    /// denominator.
    #[inline]
    pub fn checked_add(&self, other: &Self) -> Result<Self, ArithmeticError> {
        if let (Repr::Small(left), Repr::Small(right)) = (&self.0, &other.0)
            && let Some(sum) = left.add(*right)
        {
            return Ok(Self(Repr::Small(sum)));
        }
        self.with_big(other, |left, right| left + right)
    }

    /// `self - other`.
    ///
    /// # Errors
    ///
    /// As [`checked_add`](Self::checked_add).
    #[inline]
    pub fn checked_sub(&self, other: &Self) -> Result<Self, ArithmeticError> {
        if let (Repr::Small(left), Repr::Small(right)) = (&self.0, &other.0)
            && let Some(difference) = left.subtract(*right)
        {
            return Ok(Self(Repr::Small(difference)));
        }
        self.with_big(other, |left, right| left - right)
    }

    /// `self * other`.
    ///
    /// # Errors
    ///
    /// As [`checked_add`](Self::checked_add).
    #[inline]
    pub fn checked_mul(&self, other: &Self) -> Result<Self, ArithmeticError> {
        if let (Repr::Small(left), Repr::Small(right)) = (&self.0, &other.0)
            && let Some(product) = left.multiply(*right)
        {
            return Ok(Self(Repr::Small(product)));
        }
        self.with_big(other, |left, right| left * right)
    }

    /// `self / other`, exactly: a third is a third.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::DivisionByZero`] if `other` is 0, otherwise as
    /// [`checked_add`](Self::checked_add).
    ///
    /// # Example
    ///
    /// ```
    /// use hantei::value::Number;
    ///
    /// let third = Number::ONE.checked_div(&Number::from(3))?;
    /// assert_eq!(Number::from(1_200_000).checked_mul(&third)?, Number::from(400_000));
    /// # Ok::<(), hantei::value::ArithmeticError>(())
    /// ```
    #[inline]
    pub fn checked_div(&self, other: &Self) -> Result<Self, ArithmeticError> {
        if other.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        if let (Repr::Small(left), Repr::Small(right)) = (&self.0, &other.0)
            && let Some(quotient) = left.divide(*right)
        {
            return Ok(Self(Repr::Small(quotient)));
        }
        self.with_big(other, |left, right| left / right)
    }

    /// The number with the other sign.
    #[must_use]
    #[inline]
    pub fn negate(&self) -> Self {
        if let Repr::Small(small) = &self.0
            && let Some(negated) = small.negate()
        {
            return Self(Repr::Small(negated));
        }
        // The sign does not count among the bits.
        Self::from_bounded(-self.to_big())
    }

    /// The magnitude.
    #[must_use]
    #[inline]
    pub fn abs(&self) -> Self {
        if self.is_negative() { self.negate() } else { self.clone() }
    }

    /// The way of the operations that do not fit small integers, out of the line of those that
    /// do.
    #[cold]
    fn with_big(
        &self,
        other: &Self,
        operation: fn(RBig, RBig) -> RBig,
    ) -> Result<Self, ArithmeticError> {
        Self::from_big(operation(self.to_big(), other.to_big()))
    }
}
