//! Units of numbers, for the checker. Values carry none at run time.

use std::fmt;

use crate::text::Text;

/// Units that every scheme may use, beside those it declares itself.
///
/// `倍`, `%` and `％` are no units: they are other ways to write a plain number.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("円", "yen"),
    ("人", "people"),
    ("名", "people"),
    ("件", "cases"),
    ("回", "times"),
    ("歳", "years of age"),
    ("か所", "places"),
    ("時間", "hours"),
    ("分", "minutes"),
    ("日", "days"),
    ("月", "months"),
    ("年", "years"),
    ("年度", "fiscal years"),
    ("点", "points"),
    ("世帯", "households"),
    ("台", "units"),
    ("枚", "sheets"),
    ("個", "pieces"),
    ("社", "companies"),
    ("戸", "dwellings"),
    ("㎡", "square metres"),
    ("km", "km"),
    ("kW", "kW"),
    ("kWh", "kWh"),
];

/// A product of units with whole exponents; empty for a plain number.
///
/// `円/人` is `[(人, -1), (円, 1)]`, sorted by name, no exponent 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unit(Vec<(String, i8)>);

impl Unit {
    /// The unit of a plain number.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// A single unit. `倍`, `%`, `％` and the empty name are plain; `名` is `人`.
    #[must_use]
    pub fn single(name: &str) -> Self {
        match name {
            "" | "倍" | "%" | "％" => Self::plain(),
            "名" => Self(vec![("人".to_owned(), 1)]),
            _ => Self(vec![(name.to_owned(), 1)]),
        }
    }

    /// Reads `円`, `円/人`, `円/人/月`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split('/');
        let first = Self::single(parts.next().unwrap_or("").trim());
        parts.fold(first, |unit, part| unit.over(&Self::single(part.trim())))
    }

    /// Yen.
    #[must_use]
    pub fn yen() -> Self {
        Self::single("円")
    }

    /// Whether it is the unit of a plain number.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is yen.
    #[must_use]
    pub fn is_yen(&self) -> bool {
        matches!(self.0.as_slice(), [(name, 1)] if name == "円")
    }

    /// The names of the single units in it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The unit of a product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, 1)
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        self.combine(other, -1)
    }

    fn combine(&self, other: &Self, sign: i8) -> Self {
        let mut parts = self.0.clone();
        for (name, power) in &other.0 {
            match parts.iter_mut().find(|(known, _)| known == name) {
                Some((_, sum)) => *sum = sum.saturating_add(power.saturating_mul(sign)),
                None => parts.push((name.clone(), power.saturating_mul(sign))),
            }
        }
        parts.retain(|(_, power)| *power != 0);
        parts.sort();
        Self(parts)
    }

    /// The unit in words.
    #[must_use]
    pub fn words(&self) -> Text {
        if self.is_plain() {
            return Text::new("単位なし", "no unit");
        }
        let english = |name: &str| {
            let known = BUILT_IN.iter().find(|(ja, _)| *ja == name);
            known.map_or_else(|| name.to_owned(), |(_, en)| (*en).to_owned())
        };
        Text::new(self.to_string(), self.write(english))
    }

    fn write(&self, name: impl Fn(&str) -> String) -> String {
        let (mut over, mut under) = (Vec::new(), Vec::new());
        for (unit, power) in &self.0 {
            let side = if *power > 0 { &mut over } else { &mut under };
            side.extend((0..power.unsigned_abs()).map(|_| name(unit)));
        }
        let over = if over.is_empty() { "1".to_owned() } else { over.join("·") };
        if under.is_empty() { over } else { format!("{over}/{}", under.join("/")) }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_plain() { Ok(()) } else { f.write_str(&self.write(str::to_owned)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yen_a_head_times_heads_is_yen() {
        let rate = Unit::parse("円/人");
        assert_eq!(rate.times(&Unit::single("人")), Unit::yen());
        assert_eq!(rate.to_string(), "円/人");
        assert!(Unit::yen().over(&Unit::yen()).is_plain());
    }
}
