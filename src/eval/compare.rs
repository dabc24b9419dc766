//! Conditions: `and`, `or`, relations, membership, ranges.

use std::cmp::Ordering;

use crate::syntax::ast::BinaryOp;
use crate::value::{self, Value};

use super::machine::Machine;
use super::part::Part;
use super::record::Recorder;
use super::slim::{Room, Slim};
use super::truth::{Held, Truth};

/// A relation of two values: the orders in which it holds, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relation(u8);

impl Relation {
    const OTHER: Self = Self(0b101);

    /// The relation that an operator asks for, if it asks for one.
    pub(super) const fn of(op: BinaryOp) -> Option<Self> {
        match op {
            BinaryOp::Less => Some(Self(0b001)),
            BinaryOp::LessOrEqual => Some(Self(0b011)),
            BinaryOp::Equal => Some(Self(0b010)),
            BinaryOp::NotEqual => Some(Self::OTHER),
            BinaryOp::GreaterOrEqual => Some(Self(0b110)),
            BinaryOp::Greater => Some(Self(0b100)),
            BinaryOp::And
            | BinaryOp::Or
            | BinaryOp::Add
            | BinaryOp::Subtract
            | BinaryOp::Multiply
            | BinaryOp::Divide => None,
        }
    }

    /// Being within an end of a range, above or below it.
    const fn end(wanted: Ordering, included: bool) -> Self {
        let side = 1 << (wanted as i8 + 1);
        Self(if included { side | 0b010 } else { side })
    }

    #[inline]
    pub(super) const fn holds(self, order: Ordering) -> bool {
        self.0 & (1 << (order as i8 + 1)) != 0
    }

    /// Whether it holds between known values. Values without an order are the same or not.
    fn holds_between(self, left: &Value, right: &Value) -> bool {
        match value::compare(left, right) {
            Some(order) => self.holds(order),
            None if value::same(left, right) => self.holds(Ordering::Equal),
            None => self == Self::OTHER,
        }
    }
}

impl<R: Recorder> Machine<'_, R> {
    /// `and` (decided by false) and `or` (decided by true). The right operand is left alone when the
    /// left one decides. What is not decided by an operand that applies is not applicable as soon as
    /// the other one is.
    #[inline]
    pub(super) fn connect<const OR: bool>(
        &mut self,
        left: &impl Part<R, Truth>,
        right: &impl Part<R, Truth>,
    ) -> Held {
        let one = match left.work_out(self)? {
            // What does not decide leaves it to the other operand.
            Truth::True if !OR => return right.work_out(self),
            Truth::False if OR => return right.work_out(self),
            decisive @ (Truth::True | Truth::False) => {
                right.skip(self);
                return Ok(decisive);
            }
            one => one,
        };
        let other = right.work_out(self)?;
        Ok(self.connected::<OR>(one, other))
    }

    /// `and` and `or` of which the first operand is not known.
    #[cold]
    fn connected<const OR: bool>(&mut self, one: Truth, other: Truth) -> Truth {
        match (one, other) {
            (_, Truth::True) if OR => Truth::True,
            (_, Truth::False) if !OR => Truth::False,
            (Truth::Unknown(one), Truth::Unknown(other)) => {
                self.unknown(self.gaps.facts(one).and(self.gaps.facts(other)))
            }
            (Truth::Unknown(unknown), _) | (_, Truth::Unknown(unknown)) => Truth::Unknown(unknown),
            _ => Truth::NotApplicable,
        }
    }

    #[inline]
    pub(super) fn compare(
        &mut self,
        relation: Relation,
        left: &impl Part<R, Slim>,
        right: &impl Part<R, Slim>,
    ) -> Held {
        let (left, right) = (left.work_out(self)?, right.work_out(self)?);
        Ok(self.related(relation, left, right))
    }

    #[inline]
    fn related(&mut self, relation: Relation, left: Slim, right: Slim) -> Truth {
        match left.order(right) {
            Some(order) => Truth::known(relation.holds(order)),
            None => self.over(left, right, |left, right| relation.holds_between(left, right)),
        }
    }

    #[inline]
    pub(super) fn membership(
        &mut self,
        item: &impl Part<R, Slim>,
        set: &impl Part<R, Slim>,
        negated: bool,
    ) -> Held {
        let (item, set) = (item.work_out(self)?, set.work_out(self)?);
        let within = |item: &Value, set: &Value| {
            matches!(set, Value::Set(elements) if value::contains(elements, item)) != negated
        };
        if let Slim::Choice(choice) = item
            && let Some(set) = self.elsewhere(set)
        {
            return Ok(Truth::known(within(&Value::Choice(choice), set)));
        }
        Ok(self.over(item, set, within))
    }

    /// A range; each end is there with whether it belongs to the range.
    #[inline]
    pub(super) fn in_range<'a, P: Part<R, Slim> + 'a>(
        &mut self,
        item: &P,
        [low, high]: [Option<(&'a P, bool)>; 2],
        negated: bool,
    ) -> Held {
        let item = item.work_out(self)?;
        let mut truth = Truth::True;
        for (end, wanted) in [(low, Ordering::Greater), (high, Ordering::Less)] {
            let Some((end, included)) = end else { continue };
            let end = end.work_out(self)?;
            let side = self.related(Relation::end(wanted, included), item, end);
            truth = self.both(truth, side);
        }
        Ok(if negated { !truth } else { truth })
    }

    /// Whether both sides of a range hold.
    fn both(&mut self, one: Truth, other: Truth) -> Truth {
        match (one, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::NotApplicable, _) | (_, Truth::NotApplicable) => Truth::NotApplicable,
            (Truth::Unknown(one), Truth::Unknown(other)) => {
                self.unknown(self.gaps.facts(one).and(self.gaps.facts(other)))
            }
            (Truth::Unknown(gap), _) | (_, Truth::Unknown(gap)) => Truth::Unknown(gap),
            (Truth::True, Truth::True) => Truth::True,
        }
    }

    /// A relation of two answers that may lie anywhere.
    #[inline(never)]
    fn over(&mut self, left: Slim, right: Slim, holds: impl Fn(&Value, &Value) -> bool) -> Truth {
        let (mut one, mut other) = (Room::new(), Room::new());
        match (self.known(left, &mut one), self.known(right, &mut other)) {
            (Some(left), Some(right)) => Truth::known(holds(left, right)),
            _ if matches!(left, Slim::NotApplicable) || matches!(right, Slim::NotApplicable) => {
                Truth::NotApplicable
            }
            _ => self.unknown(self.missing(left).and(self.missing(right))),
        }
    }
}
