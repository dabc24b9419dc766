//! Findings that leave the house: what the forms for other tools have in common.

use crate::source::Sources;
use crate::text::{Lang, Text};

use super::Diagnostic;

/// A finding with the texts that it points into. Findings of several schemes, each with texts of
/// its own, make one report.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The finding.
    pub finding: &'a Diagnostic,
    /// Its texts.
    pub sources: &'a Sources,
    /// Why it is let pass, if it is.
    pub allowed: Option<&'a Text>,
}

impl Reported<'_> {
    /// The message, and below it the advice if there is one.
    pub(super) fn words(&self, lang: Lang) -> String {
        let message = self.finding.message(lang);
        match self.finding.help(lang) {
            Some(help) => format!("{message}\n{help}"),
            None => message,
        }
    }
}

/// How a report is worded and where the files lie.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// Language of the words.
    pub lang: Lang,
    /// The path of a file by its name in [`Sources`], with `/`: relative to the top of the
    /// repository, or absolute.
    pub path: &'a dyn Fn(&str) -> String,
}

impl std::fmt::Debug for Manner<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Manner").field("lang", &self.lang).finish_non_exhaustive()
    }
}
