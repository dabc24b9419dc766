//! Dead and suspicious things.
//!
//! Each file looks for one kind of mistake. None of them reasons about what values can be: that is
//! for [`proof`](super::proof).

mod choices;
mod citations;
mod ranges;
mod rates;
mod roundings;
mod same;
mod unused;
mod uses;
mod yearly;

use crate::diagnostic::{Code, Diagnostic};
use crate::program::Program;
use crate::source::Span;

/// What is declared for nothing or contradicts how it is used.
pub(super) fn find(program: &Program) -> Vec<Diagnostic> {
    let uses = uses::Uses::of(program);
    let mut found = unused::find(program, &uses);
    found.extend(choices::find(program));
    found.extend(roundings::find(program));
    found.extend(same::find(program));
    found.extend(rates::find(program));
    found.extend(ranges::find(program));
    found.extend(yearly::find(program));
    found.extend(citations::find(program, &uses));
    found
}

fn warn(code: Code, at: Span) -> Diagnostic {
    Diagnostic::new(code, at).warning()
}
