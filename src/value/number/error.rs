//! Why a number cannot be had.

use std::fmt;

use crate::text::Text;

/// Why a calculation has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArithmeticError {
    /// The numerator or the denominator would need more than 256 bits: repeated squaring does
    /// that.
    Overflow,
    /// `1 / 0`, or a rounding to multiples of 0.
    DivisionByZero,
}

impl ArithmeticError {
    /// The reason in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Overflow => Text::new(
                "計算の途中の数が大きくなりすぎました（分子・分母は256ビットまで）",
                "a number in the calculation becomes too large (numerator and denominator may have 256 bits)",
            ),
            Self::DivisionByZero => Text::new("0で割っています", "division by zero"),
        }
    }
}

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberError {
    /// There is nothing.
    Empty,
    /// Something else than digits with at most one sign and one point or slash, as in `1.0.5`,
    /// `1e400` or `NaN`.
    NotANumber,
    /// More than 40 digits, counted before and after the point or slash.
    TooLong,
    /// A fraction of 0, as in `1/0`.
    ZeroDenominator,
}

impl NumberError {
    /// The reason in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Empty => Text::new("数が書かれていません", "there is no number"),
            Self::NotANumber => Text::new(
                "数ではありません（`400000`、`1.05`、`1/3` のように書きます）",
                "not a number (numbers look like `400000`, `1.05` or `1/3`)",
            ),
            Self::TooLong => Text::new(
                "数が長すぎます（40桁まで）",
                "the number is too long (at most 40 digits)",
            ),
            Self::ZeroDenominator => Text::new("分母が0です", "the denominator is zero"),
        }
    }
}

impl fmt::Display for ArithmeticError {
    /// The words in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(crate::text::Lang::En))
    }
}

impl fmt::Display for NumberError {
    /// The words in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(crate::text::Lang::En))
    }
}

impl std::error::Error for ArithmeticError {}

impl std::error::Error for NumberError {}
