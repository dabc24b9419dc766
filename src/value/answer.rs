//! The answers of an evaluation.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::ids::FactId;

use super::{Number, Period};

/// A known value. Units and the lists that choices come from are known to the program.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// True or false.
    Truth(bool),
    /// An exact number.
    Number(Number),
    /// A date.
    Date(NaiveDate),
    /// A length of time.
    Period(Period),
    /// A text.
    Text(Arc<str>),
    /// The position of a choice in its list, from 0.
    Choice(u16),
    /// Elements without repetition, in the order in which they came.
    Set(Arc<[Value]>),
    /// Records, in the order in which they were given.
    List(Arc<[Record]>),
}

/// One record of a list fact: a slot per declared field, `None` where none was given.
pub type Record = Arc<[Option<Value>]>;

/// What an expression comes to, errors aside.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The value.
    Known(Value),
    /// Facts are missing, or the document gives no answer.
    Unknown(Box<Unknown>),
    /// The rule does not apply: neither true nor false nor 0.
    NotApplicable,
}

/// Why a value is unknown and what is known about it all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unknown {
    /// The facts that would settle it; empty if no fact can.
    pub facts: FactSet,
    /// The least that a number can come to.
    pub low: Option<Number>,
    /// The most that a number can come to.
    pub high: Option<Number>,
}

impl Answer {
    /// A known truth.
    #[must_use]
    pub fn truth(value: bool) -> Self {
        Self::Known(Value::Truth(value))
    }

    /// Unknown until `facts` are given.
    #[must_use]
    pub fn unknown(facts: FactSet) -> Self {
        Self::Unknown(Box::new(Unknown { facts, low: None, high: None }))
    }

    /// A number of which only bounds are known; known if the bounds meet.
    #[must_use]
    pub fn between(facts: FactSet, low: Option<Number>, high: Option<Number>) -> Self {
        match (low, high) {
            (Some(low), Some(high)) if low == high => Self::Known(Value::Number(low)),
            (low, high) => Self::Unknown(Box::new(Unknown { facts, low, high })),
        }
    }

    /// The truth value, if it is a known truth.
    #[must_use]
    pub fn as_truth(&self) -> Option<bool> {
        match self {
            Self::Known(Value::Truth(value)) => Some(*value),
            Self::Known(_) | Self::Unknown(_) | Self::NotApplicable => None,
        }
    }

    /// The facts that would settle it; none unless it is unknown.
    #[must_use]
    pub fn missing(&self) -> FactSet {
        match self {
            Self::Unknown(unknown) => unknown.facts,
            Self::Known(_) | Self::NotApplicable => FactSet::default(),
        }
    }

    /// The least and the most that a number can come to; twice the value where it is known.
    #[must_use]
    pub fn bounds(&self) -> (Option<Number>, Option<Number>) {
        match self {
            Self::Known(Value::Number(number)) => (Some(number.clone()), Some(number.clone())),
            Self::Unknown(unknown) => (unknown.low.clone(), unknown.high.clone()),
            Self::Known(_) | Self::NotApplicable => (None, None),
        }
    }
}

/// A set of facts of one program. Holds at most [`FactSet::LIMIT`] facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FactSet([u64; 4]);

impl FactSet {
    /// How many facts a program may declare.
    pub const LIMIT: usize = 256;

    /// The set of one fact.
    #[must_use]
    pub fn of(fact: FactId) -> Self {
        let mut set = Self::default();
        if let Some(word) = set.0.get_mut(fact.index() / 64) {
            *word = 1 << (fact.index() % 64);
        }
        set
    }

    /// The facts of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let mut both = self;
        for (word, more) in both.0.iter_mut().zip(other.0) {
            *word |= more;
        }
        both
    }

    /// Whether it holds no fact.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == [0; 4]
    }

    /// Whether it holds `fact`.
    #[must_use]
    pub fn contains(self, fact: FactId) -> bool {
        self.0.get(fact.index() / 64).is_some_and(|word| word & (1 << (fact.index() % 64)) != 0)
    }

    /// The facts in the order of declaration.
    pub fn iter(self) -> impl Iterator<Item = FactId> {
        (0..Self::LIMIT).map(FactId::new).filter(move |fact| self.contains(*fact))
    }
}
