//! Conditions, cases and tables, reasoned about over exact intervals and choices.

use crate::diagnostic::Diagnostic;
use crate::program::Program;

/// What can be proved to be a mistake.
pub(super) fn find(_: &Program) -> Vec<Diagnostic> {
    Vec::new()
}
