//! One applicant's facts: one typed slot per declared fact.

use crate::ids::FactId;
use crate::value::Value;

/// The facts of one applicant, fitted to one program.
///
/// A slot without value is unknown. Values were converted and checked once, on entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    slots: Vec<Option<Value>>,
}

impl Facts {
    /// No fact is known; `count` are declared.
    #[must_use]
    pub fn empty(count: usize) -> Self {
        Self { slots: vec![None; count] }
    }

    /// The value of a fact, if it was given.
    #[must_use]
    #[inline]
    pub fn get(&self, fact: FactId) -> Option<&Value> {
        self.slots.get(fact.index()).and_then(Option::as_ref)
    }

    /// Gives a fact a value, or makes it unknown.
    ///
    /// The value must be of the fact's type; [`intake`](crate::intake) sees to that.
    pub fn set(&mut self, fact: FactId, value: Option<Value>) {
        if let Some(slot) = self.slots.get_mut(fact.index()) {
            *slot = value;
        }
    }

    /// The slots in the order of declaration.
    #[must_use]
    pub fn slots(&self) -> &[Option<Value>] {
        &self.slots
    }
}
