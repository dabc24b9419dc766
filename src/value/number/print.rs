//! Writing numbers.

use std::fmt;

use dashu_ratio::RBig;

use super::{Number, Repr};

impl Number {
    /// As [`Display`](fmt::Display), with a comma after every third digit of a whole part:
    /// `1,200,000`, `-1,234.5`, `1,000/3`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let plain = self.to_string();
        let mut written = String::with_capacity(plain.len() + plain.len() / 3);
        for part in plain.split_inclusive('/') {
            let (head, tail) = part.find(['.', '/']).map_or((part, ""), |at| part.split_at(at));
            push_grouped(head, &mut written);
            written.push_str(tail);
        }
        written
    }

    /// Numerator and denominator as they are written.
    fn parts(&self) -> (String, String) {
        match &self.0 {
            Repr::Small(small) => (small.numerator().to_string(), small.denominator().to_string()),
            Repr::Big(big) => (big.numerator().to_string(), big.denominator().to_string()),
        }
    }

    /// How many digits stand behind the point when the number is written out; `None` if they
    /// never end.
    pub(super) fn places(&self) -> Option<usize> {
        match &self.0 {
            Repr::Small(small) => places_of_small(small.denominator().get()),
            Repr::Big(big) => places_of_big(big),
        }
    }

    /// The number times ten to the power of `places`, which must make it whole.
    pub(super) fn shifted(&self, places: usize) -> String {
        let ten = RBig::from(10);
        let power = isize::try_from(places).unwrap_or(isize::MAX);
        (self.to_big() * ten.pow(power)).numerator().to_string()
    }
}

impl fmt::Display for Number {
    /// Whole numbers plain (`400000`), finite decimals with a point (`1.05`, as many digits as
    /// it takes), others as a fraction in lowest terms (`1/3`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(whole) = self.to_i64() {
            return write!(f, "{whole}");
        }
        match self.places() {
            Some(0) => f.write_str(&self.parts().0),
            Some(places) => f.write_str(&pointed(&self.shifted(places), places)),
            None => {
                let (numerator, denominator) = self.parts();
                write!(f, "{numerator}/{denominator}")
            }
        }
    }
}

impl fmt::Debug for Number {
    /// As [`Display`](fmt::Display).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `-12345` with two places is `-123.45`.
fn pointed(shifted: &str, places: usize) -> String {
    let (sign, digits) = shifted.strip_prefix('-').map_or(("", shifted), |digits| ("-", digits));
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    format!("{sign}{before}.{after}")
}

fn push_grouped(digits: &str, written: &mut String) {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    written.push_str(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
}

fn places_of_small(denominator: u64) -> Option<usize> {
    let (mut rest, mut twos, mut fives) = (denominator, 0, 0);
    while rest.is_multiple_of(2) {
        (rest, twos) = (rest / 2, twos + 1);
    }
    while rest.is_multiple_of(5) {
        (rest, fives) = (rest / 5, fives + 1);
    }
    (rest == 1).then_some(twos.max(fives))
}

fn places_of_big(number: &RBig) -> Option<usize> {
    let (mut rest, mut twos, mut fives) = (number.denominator().clone(), 0, 0);
    while &rest % 2u8 == 0 {
        (rest, twos) = (rest / 2u8, twos + 1);
    }
    while &rest % 5u8 == 0 {
        (rest, fives) = (rest / 5u8, fives + 1);
    }
    rest.is_one().then_some(twos.max(fives))
}
