//! Reading numbers.

use dashu_ratio::RBig;

use super::{Number, NumberError};

/// How many digits a number may be written with.
const MOST_DIGITS: usize = 40;

impl Number {
    /// Reads `400000`, `-12`, `1.05` or `1/3`: ASCII digits, a minus sign in front if any, one
    /// point or slash with digits on both sides if any. Leading zeros are allowed.
    ///
    /// Group separators, units, exponents, spaces, a plus sign and full-width digits are
    /// refused: they belong to languages that are read elsewhere.
    ///
    /// # Errors
    ///
    /// [`NumberError::Empty`] for an empty text, [`NumberError::NotANumber`] for any other form,
    /// [`NumberError::TooLong`] beyond 40 digits, [`NumberError::ZeroDenominator`] for `1/0`.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        let (negative, magnitude) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let value = match (magnitude.split_once('.'), magnitude.split_once('/')) {
            (None, None) => whole(magnitude)?,
            (Some((before, after)), None) => decimal(before, after)?,
            (None, Some((numerator, denominator))) => fraction(numerator, denominator)?,
            (Some(_), Some(_)) => return Err(NumberError::NotANumber),
        };
        Ok(if negative { value.negate() } else { value })
    }
}

fn decimal(before: &str, after: &str) -> Result<Number, NumberError> {
    let places = digits(before)?.checked_add(digits(after)?).filter(|count| *count <= MOST_DIGITS);
    if places.is_none() {
        return Err(NumberError::TooLong);
    }
    let written = whole(&format!("{before}{after}"))?;
    let scale = whole(&format!("1{}", "0".repeat(after.len())))?;
    written.checked_div(&scale).map_err(|_| NumberError::TooLong)
}

fn fraction(numerator: &str, denominator: &str) -> Result<Number, NumberError> {
    if digits(numerator)?.saturating_add(digits(denominator)?) > MOST_DIGITS {
        return Err(NumberError::TooLong);
    }
    let denominator = whole(denominator)?;
    if denominator.is_zero() {
        return Err(NumberError::ZeroDenominator);
    }
    whole(numerator)?.checked_div(&denominator).map_err(|_| NumberError::TooLong)
}

/// The number of digits of a text that has at least one digit and nothing else.
fn digits(text: &str) -> Result<usize, NumberError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    Ok(text.len())
}

/// A run of digits.
fn whole(text: &str) -> Result<Number, NumberError> {
    if digits(text)? > MOST_DIGITS {
        return Err(NumberError::TooLong);
    }
    if let Ok(small) = text.parse::<i64>() {
        return Ok(Number::from_i64(small));
    }
    let big = text.parse::<RBig>().map_err(|_| NumberError::NotANumber)?;
    Number::from_big(big).map_err(|_| NumberError::TooLong)
}
