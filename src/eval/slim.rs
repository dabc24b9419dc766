//! What values come to while they are worked out.
//!
//! An [`Answer`] goes through memory and may own a list. A [`Slim`] travels in two registers and is
//! copied freely: numbers of everyday size, dates and choices are in it, everything longer is named
//! by the place where it lies.

use std::cmp::Ordering;
use std::mem::ManuallyDrop;
use std::num::NonZeroU32;

use chrono::NaiveDate;

use crate::ids::{FactId, NodeId};
use crate::program::NodeKind;
use crate::value::{Answer, FactSet, Period, Small, Value};

use super::bounds::Between;
use super::machine::Machine;
use super::record::Recorder;
use super::truth::{Gap, Stop, Truth};

/// An answer in short.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slim {
    /// A truth.
    Truth(bool),
    /// A fraction in lowest terms.
    Number { numerator: i64, denominator: NonZeroU32 },
    /// A date.
    Date(NaiveDate),
    /// The position of a choice.
    Choice(u16),
    /// A length of time.
    Period(Period),
    /// The given value of a fact.
    Given(FactId),
    /// The value of a constant.
    Constant(NodeId),
    /// An answer that lies with the machine.
    Beside(u32),
    /// Unknown, without bounds.
    Unknown(Gap),
    /// It does not apply.
    NotApplicable,
}

/// What working out a node gives.
pub(super) type Eval = Result<Slim, Stop>;

const _: () = assert!(size_of::<Eval>() == 16);
const _: () = assert!(size_of::<Option<Slim>>() == 16);

impl Slim {
    /// The value, if it fits.
    #[inline]
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Truth(truth) => Some(Self::Truth(*truth)),
            Value::Number(number) => Self::number(number.small()?),
            Value::Date(date) => Some(Self::Date(*date)),
            Value::Choice(choice) => Some(Self::Choice(*choice)),
            Value::Period(period) => Some(Self::Period(*period)),
            Value::Text(_) | Value::Set(_) | Value::List(_) => None,
        }
    }

    #[inline]
    pub(super) fn number(small: Small) -> Option<Self> {
        let (numerator, denominator) = small.narrow()?;
        Some(Self::Number { numerator, denominator })
    }

    #[inline]
    pub(super) fn small(self) -> Option<Small> {
        match self {
            Self::Number { numerator, denominator } => Some(Small::of(numerator, denominator)),
            _ => None,
        }
    }

    /// The order of two values that are both in place; one that choices and truths have for the
    /// sake of equality.
    #[inline]
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number { .. }, Self::Number { .. }) => Some(self.small()?.cmp(&other.small()?)),
            (Self::Choice(one), Self::Choice(other)) => Some(one.cmp(&other)),
            (Self::Date(one), Self::Date(other)) => Some(one.cmp(&other)),
            (Self::Truth(one), Self::Truth(other)) => Some(one.cmp(&other)),
            _ => None,
        }
    }

    /// The value, if it is in place.
    #[inline]
    fn in_place(self) -> Option<Value> {
        match self {
            Self::Truth(truth) => Some(Value::Truth(truth)),
            Self::Number { .. } => self.small().map(|small| Value::Number(small.into())),
            Self::Date(date) => Some(Value::Date(date)),
            Self::Choice(choice) => Some(Value::Choice(choice)),
            Self::Period(period) => Some(Value::Period(period)),
            Self::Given(_)
            | Self::Constant(_)
            | Self::Beside(_)
            | Self::Unknown(_)
            | Self::NotApplicable => None,
        }
    }
}

/// Room for a value that is looked at for a moment. One that a [`Slim`] holds in place owns nothing
/// that would have to be dropped.
pub(super) struct Room(ManuallyDrop<Value>);

impl Room {
    #[inline]
    pub(super) const fn new() -> Self {
        Self(ManuallyDrop::new(Value::Truth(false)))
    }
}

impl From<Truth> for Slim {
    #[inline]
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::False => Self::Truth(false),
            Truth::True => Self::Truth(true),
            Truth::NotApplicable => Self::NotApplicable,
            Truth::Unknown(gap) => Self::Unknown(gap),
        }
    }
}

impl<R: Recorder> Machine<'_, R> {
    /// The known value; one that is in place is put into `room`.
    #[inline]
    pub(super) fn known<'a>(&'a self, slim: Slim, room: &'a mut Room) -> Option<&'a Value> {
        match slim.in_place() {
            Some(value) => {
                *room = Room(ManuallyDrop::new(value));
                Some(&room.0)
            }
            None => self.elsewhere(slim),
        }
    }

    /// The known value that lies somewhere.
    #[inline]
    pub(super) fn elsewhere(&self, slim: Slim) -> Option<&Value> {
        match slim {
            Slim::Given(fact) => self.facts.get(fact),
            Slim::Constant(node) => match self.kind(node) {
                Some(NodeKind::Constant(value)) => Some(value),
                _ => None,
            },
            Slim::Beside(at) => match self.beside.get(at as usize) {
                Some(Answer::Known(value)) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether an answer is known.
    #[inline]
    pub(super) fn is_known(&self, slim: Slim) -> bool {
        match slim {
            Slim::Beside(at) => matches!(self.beside.get(at as usize), Some(Answer::Known(_))),
            Slim::Unknown(_) | Slim::NotApplicable => false,
            _ => true,
        }
    }

    /// The answer in full.
    pub(super) fn answer(&self, slim: Slim) -> Answer {
        match slim {
            Slim::NotApplicable => Answer::NotApplicable,
            Slim::Unknown(gap) => Answer::unknown(self.gaps.facts(gap)),
            Slim::Beside(at) => {
                self.beside.get(at as usize).cloned().unwrap_or(Answer::NotApplicable)
            }
            Slim::Given(_) | Slim::Constant(_) => {
                let value = self.elsewhere(slim).cloned();
                value.map_or(Answer::NotApplicable, Answer::Known)
            }
            slim => slim.in_place().map_or(Answer::NotApplicable, Answer::Known),
        }
    }

    /// The answer in short.
    pub(super) fn slim(&mut self, answer: Answer) -> Slim {
        match answer {
            Answer::Known(value) => self.slim_value(value),
            Answer::NotApplicable => Slim::NotApplicable,
            Answer::Unknown(unknown) if unknown.low.is_none() && unknown.high.is_none() => {
                self.unknown(unknown.facts).into()
            }
            unknown @ Answer::Unknown(_) => self.put_beside(unknown),
        }
    }

    /// The known value in short.
    #[inline]
    pub(super) fn slim_value(&mut self, value: Value) -> Slim {
        match Slim::of(&value) {
            Some(slim) => slim,
            None => self.put_beside(Answer::Known(value)),
        }
    }

    /// An answer that lies elsewhere, in short.
    #[inline]
    pub(super) fn slim_copy(&mut self, answer: &Answer) -> Slim {
        match answer {
            Answer::Known(value) => match Slim::of(value) {
                Some(slim) => slim,
                None => self.put_beside(answer.clone()),
            },
            answer => self.slim(answer.clone()),
        }
    }

    #[inline(never)]
    fn put_beside(&mut self, answer: Answer) -> Slim {
        let at = u32::try_from(self.beside.len()).unwrap_or(u32::MAX);
        self.beside.push(answer);
        Slim::Beside(at)
    }

    /// The facts that would settle an answer.
    pub(super) fn missing(&self, slim: Slim) -> FactSet {
        match slim {
            Slim::Unknown(gap) => self.gaps.facts(gap),
            Slim::Beside(at) => {
                self.beside.get(at as usize).map(Answer::missing).unwrap_or_default()
            }
            _ => FactSet::default(),
        }
    }

    /// What bounds an answer.
    pub(super) fn bounds(&self, slim: Slim) -> Between {
        self.answer(slim).bounds()
    }

    /// The answer as a truth; a known value that is neither true nor false does not occur where a
    /// condition stands, the checker sees to that.
    #[inline]
    pub(super) fn truth_of(&mut self, slim: Slim) -> Truth {
        match slim {
            Slim::Truth(truth) => Truth::known(truth),
            Slim::Unknown(gap) => Truth::Unknown(gap),
            Slim::Beside(at) => match self.beside.get(at as usize) {
                Some(Answer::Unknown(unknown)) => {
                    let facts = unknown.facts;
                    self.unknown(facts)
                }
                _ => Truth::NotApplicable,
            },
            _ => Truth::NotApplicable,
        }
    }
}
