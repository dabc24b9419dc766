//! Rules as data for public schemes: checked, decided, explained.

pub mod calendar;
pub mod cases;
mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod decision;
pub mod diagnostic;
pub mod document;
pub mod eval;
pub mod explain;
pub mod facts;
pub mod functions;
pub mod ids;
pub mod intake;
mod model;
pub mod program;
pub mod rulebook;
pub mod source;
pub mod syntax;
pub mod text;
pub mod value;

pub use decision::{Decision, Verdict};
pub use facts::Facts;
pub use rulebook::{Ask, BuiltIn, Files, Findings, InMemory, RuleBook, Scheme, TraceLevel};
pub use text::Lang;
