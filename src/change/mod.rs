//! What changed between two decisions, and why.

pub mod compare;

pub use compare::{Comparison, Different, OutcomeChange, Reason, compare};
