//! Dead and suspicious things.

use crate::diagnostic::Diagnostic;
use crate::program::Program;

/// What is declared for nothing or contradicts how it is used.
pub(super) fn find(_: &Program) -> Vec<Diagnostic> {
    Vec::new()
}
