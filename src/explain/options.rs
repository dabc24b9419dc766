//! What a reader of a decision may choose.

/// How to render a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The form of the result.
    pub format: Format,
    /// Who reads it.
    pub audience: Audience,
    /// Whether [`Format::Text`] may hold escape sequences for colour. Other forms ignore it.
    pub colour: bool,
    /// Cells in a line of [`Format::Text`]; a Japanese character takes two. 0 leaves lines
    /// unfolded, other values below 30 count as 30. Deep trees and tables may go beyond a narrow
    /// width. Other forms ignore it.
    pub width: usize,
}

impl Default for Options {
    /// Plain text for the applicant, 80 cells wide, without colour.
    fn default() -> Self {
        Self { format: Format::Text, audience: Audience::Applicant, colour: false, width: 80 }
    }
}

/// Forms of a rendered decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Lines for a terminal or an e-mail.
    Text,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One HTML page that needs nothing else: no script, no font, no network.
    Html,
    /// The JSON that `docs/decision.schema.json` describes.
    Json,
}

/// Readers of a rendered decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Who asked: plain sentences, no expressions, no ids, no trace.
    Applicant,
    /// Who decides: everything.
    Officer,
    /// Who checks the officer: everything, but facts are shown as digests.
    ///
    /// The salt of the digests stands in the receipt, so that equal values can be recognised and
    /// a supposed value can be checked. It hides values from a reader, not from one who tries
    /// them all. Results that follow from facts stay readable.
    Auditor,
}
