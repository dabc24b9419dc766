//! What changed between two decisions, or between two sets of rules, and why.

pub mod compare;
pub mod diff;

pub use compare::{Comparison, Different, OutcomeChange, Reason, compare};
