//! What a checked scheme says that nobody can have meant.
//!
//! The checker refuses what cannot be decided. What is found here can be decided, and is still
//! likely a mistake: a condition that never holds, a value that nothing reads. All of it is a
//! warning, which a scheme can allow with a reason and a date.
//!
//! `proof` reasons about values: exact intervals and choices. `hygiene` reasons about names.

mod confirm;
mod hygiene;
mod proof;
mod review;

pub use review::{Allowed, Review, review};

use crate::diagnostic::Diagnostic;
use crate::program::Program;

/// All warnings about a scheme, sorted by place, whether it allows them or not.
#[must_use]
pub fn analyze(program: &Program) -> Vec<Diagnostic> {
    let mut findings = proof::find(program);
    findings.extend(hygiene::find(program));
    findings.sort_by_key(|finding| finding.at);
    findings
}
