//! Findings about rule files, facts and usage: what they are called, what they say, how they are
//! shown.
//!
//! Every layer above reports through [`Diagnostic`]. A finding is data: a [`Code`], places and
//! arguments. The words, Japanese and English, stand in one table; [`draw`] makes the form for
//! terminals and [`to_json`] the one for programs. Both show findings sorted by place, each once.
//! [`to_sarif`] and [`to_github`] are for the tools of others.
//!
//! Nothing here knows what a rule, a fact or a value is.

mod code;
mod draw;
mod finding;
mod github;
mod json;
mod nearest;
mod order;
mod report;
mod sarif;
mod table;
mod words;

pub use code::Code;
pub use draw::draw;
pub use finding::{Diagnostic, Severity};
pub use github::to_github;
pub use json::to_json;
pub use nearest::nearest;
pub use report::{Manner, Reported};
pub use sarif::to_sarif;

#[cfg(test)]
mod tests;
