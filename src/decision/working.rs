//! How a step follows from its parts.

use serde::{Deserialize, Serialize};

use super::StepState;

/// How the value of a step follows from the steps that it is made of: enough to work it out again
/// from the trace alone.
///
/// Literals of the rules stand here, since they are no steps. Values of facts never do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Working {
    /// The answer of a child, by position from 0.
    Step(usize),
    /// The answer of the step before this one under the same parent: the stage before.
    Before,
    /// A literal, in the form of the contract.
    Value(serde_json::Value),
    /// No value: unknown, not applicable, or not looked at.
    State(StepState),
    /// Something that the trace states without saying how it came about: the element of a set that
    /// a loop stands at, a calendar.
    Stated,
    /// An operation.
    Do(Operation),
}

/// An operation and what it is done to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// An operator (`<=`, `+`, `and`, `not`), a function of the expression language (`min`,
    /// `round_down`), a block (`all`, `any`, `none`, `first`, `exceptions`, `collect`), a loop (`sum
    /// over`, `count over`, `some`, `every`), or where a value comes from (`fact`, `field`, `parameter`,
    /// `reading`, `lookup`, `rule`, `repeat`).
    pub op: String,
    /// The id of what is named: the fact, the rule; the column of a table; the ends of a range.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub name: String,
    /// The operands, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub of: Vec<Working>,
}

impl Working {
    /// An operation.
    #[must_use]
    pub fn of(op: &str, of: Vec<Self>) -> Self {
        Self::named(op, "", of)
    }

    /// An operation that names something.
    #[must_use]
    pub fn named(op: &str, name: &str, of: Vec<Self>) -> Self {
        Self::Do(Operation { op: op.to_owned(), name: name.to_owned(), of })
    }

    /// The operation, if it is one.
    #[must_use]
    pub fn operation(&self) -> Option<&Operation> {
        match self {
            Self::Do(operation) => Some(operation),
            Self::Step(_) | Self::Before | Self::Value(_) | Self::State(_) | Self::Stated => None,
        }
    }
}
