//! What the worked cases of a scheme look at, and what they leave out.
//!
//! ```text
//! Program ── plan ──▶ Plan ──┬── observe, a case at a time ──▶ Observed ── report ──▶ Coverage ──▶ text, HTML, JSON
//! cases ─────────────────────┘                                     └── propose ──▶ missing boundary cases
//! ```
//!
//! A plan lists points: rules, conditions, rows of tables, comparisons with a limit, and the values
//! and papers that clauses lay down. Each point has goals. A condition has two, to hold and to
//! fail; a comparison has three, a value on the limit, just below it and just above it. The step is
//! the smallest unit of the value: 1円, 1人, 1日, or 1000円 where it was rounded to that. A goal that the declared ranges rule out is none.
//!
//! Clauses are counted through the points that cite them. Cases whose outcome is not stated yet
//! cover nothing.

mod edges;
mod html;
mod listen;
mod observe;
mod plan;
mod point;
mod propose;
mod report;
mod text;
mod walk;
mod words;

#[cfg(test)]
mod tests;

use crate::cases::Suite;
use crate::program::Program;

pub use html::html;
pub use observe::Observed;
pub use plan::Plan;
pub use point::{Goal, Kind, Point, Side};
pub use propose::{Proposal, Proposals, propose, yaml};
pub use report::{ClauseCovered, Coverage, GoalCovered, KindCovered, PointCovered};
pub use text::text;

/// Runs every case of `suite` that is stated, one after another, and keeps what was looked at.
#[must_use]
pub fn observe(program: &Program, plan: &Plan, suite: &Suite) -> Observed {
    let mut observed = Observed::new(plan);
    for number in 0..suite.cases().len() {
        observed.run(program, plan, suite, number);
    }
    observed
}
