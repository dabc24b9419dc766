//! What changed between two decisions, and why; what new rules do to many of them.

pub mod compare;
pub mod impact;

pub use compare::{Comparison, Different, OutcomeChange, Reason, compare};
