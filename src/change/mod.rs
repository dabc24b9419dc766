//! What changed between two decisions, or between two sets of rules, and why; what new rules do to
//! many decisions.

pub mod compare;
pub mod diff;
pub mod impact;

pub use compare::{Comparison, Different, OutcomeChange, Reason, compare};
