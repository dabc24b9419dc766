//! How a value moves when the varied fact grows.
//!
//! Of a difference that only grows, or only falls, each of the signs is met on one stretch. That is
//! what lets two equal ends stand for everything between them.

use crate::value::Number;

/// How a value moves along one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Dir {
    /// It stays.
    Same,
    /// It moves by so much for each unit of the fact; not 0.
    Line(Number),
    /// It never falls.
    Up,
    /// It never grows.
    Down,
    /// Nothing is known.
    Free,
}

impl Dir {
    fn line(slope: Number) -> Self {
        if slope.is_zero() { Self::Same } else { Self::Line(slope) }
    }

    /// Without the slope.
    pub(super) fn plain(self) -> Self {
        match self {
            Self::Line(slope) if slope.is_negative() => Self::Down,
            Self::Line(_) => Self::Up,
            other => other,
        }
    }

    pub(super) fn turned(self) -> Self {
        match self {
            Self::Line(slope) => Self::Line(slope.negate()),
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            other => other,
        }
    }

    /// Of a sum.
    pub(super) fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, other) | (other, Self::Same) => other,
            (Self::Line(one), Self::Line(two)) => {
                one.checked_add(&two).map_or(Self::Free, Self::line)
            }
            (one, two) => one.either(two),
        }
    }

    /// Of a product with a number that stays.
    pub(super) fn times(self, factor: &Number) -> Self {
        if factor.is_zero() {
            return Self::Same;
        }
        match self {
            Self::Line(slope) => slope.checked_mul(factor).map_or(Self::Free, Self::line),
            other if factor.is_negative() => other.turned(),
            other => other,
        }
    }

    /// Of a value that is always the one, or always the other.
    pub(super) fn either(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        match (self.plain(), other.plain()) {
            (Self::Free, _) | (_, Self::Free) => Self::Free,
            (Self::Same, other) | (other, Self::Same) => other,
            (one, two) if one == two => one,
            _ => Self::Free,
        }
    }
}

/// How a value moves along each of the varied facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dirs(pub(super) [Dir; 2]);

impl Dirs {
    pub(super) const SAME: Self = Self([Dir::Same, Dir::Same]);

    /// The varied fact number `axis` itself.
    pub(super) fn of_axis(axis: usize) -> Self {
        let own = |at: usize| if at == axis { Dir::Line(Number::ONE) } else { Dir::Same };
        Self([own(0), own(1)])
    }

    pub(super) fn is_same(&self) -> bool {
        *self == Self::SAME
    }

    /// Whether the sign of such a value is met on one stretch each.
    pub(super) fn is_convex(&self) -> bool {
        self.0.iter().all(|dir| *dir != Dir::Free)
    }

    pub(super) fn map(self, with: impl Fn(Dir) -> Dir) -> Self {
        let Self([one, two]) = self;
        Self([with(one), with(two)])
    }

    pub(super) fn zip(self, other: Self, with: impl Fn(Dir, Dir) -> Dir) -> Self {
        let (Self([one, two]), Self([first, second])) = (self, other);
        Self([with(one, first), with(two, second)])
    }

    /// Nothing is known of what moves.
    pub(super) fn unsettled(self) -> Self {
        self.map(|dir| if dir == Dir::Same { Dir::Same } else { Dir::Free })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cancels_stays_and_what_opposes_is_unknown() {
        let one = || Dir::Line(Number::ONE);
        assert_eq!(one().plus(one().turned()), Dir::Same);
        assert_eq!(Dir::Up.plus(one()), Dir::Up);
        assert_eq!(Dir::Up.plus(one().turned()), Dir::Free);
        assert_eq!(Dir::Up.times(&Number::from_i64(-2)), Dir::Down);
        assert_eq!(one().times(&Number::ZERO), Dir::Same);
        assert_eq!(Dir::Same.either(one()), Dir::Up);
    }
}
