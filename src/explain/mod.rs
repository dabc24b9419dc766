//! From a decision to an account for a reader.
//!
//! ```text
//! Decision ── audience ──▶ Decision ──┬── account ──▶ Account ──▶ terminal, markdown, html
//!                                     └───────────────────────▶ json
//! ```
//!
//! `audience` takes away what the reader is not to see. `account` puts what is left into
//! sentences, lists, tables and the lines of the trace; the forms only lay these out, so all of
//! them say the same. Words that do not come from the decision stand in `words`.
//!
//! Nothing here reads a rule, a fact or a file, and nothing fails.

mod account;
mod audience;
mod build;
mod html;
mod json;
mod markdown;
mod options;
mod page;
mod terminal;
mod words;

pub use build::{
    Material, between, clauses, decision, failed, phrase, show, show_contract, verdict,
};
pub use options::{Audience, Format, Options};
pub(crate) use page::page;

use crate::decision::Decision;
use account::Account;

/// The part of `decision` that a reader may see, as [`render`] shows it.
#[must_use]
pub fn seen_by(decision: &Decision, audience: Audience) -> Decision {
    audience::adapt(decision, audience)
}

/// Renders `decision` in its own language.
///
/// The result ends with a line feed and depends on the arguments alone.
#[must_use]
pub fn render(decision: &Decision, options: &Options) -> String {
    let decision = audience::adapt(decision, options.audience);
    let account = || Account::of(&decision, options.audience);
    match options.format {
        Format::Text => terminal::text(&account(), options.width, options.colour),
        Format::Markdown => markdown::markdown(&account()),
        Format::Html => html::html(&account()),
        Format::Json => json::json(&decision),
    }
}
