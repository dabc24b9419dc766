//! One finding: what, where, and the values that its message shows.

use std::fmt;

use crate::source::{FileId, Span};
use crate::text::{Lang, Text};

use super::Code;
use super::table;
use super::words::{Words, argument, fill, fill_some};

/// Shown before a template's own help, if there is an argument `nearest`.
const NEAREST: Words =
    Words { ja: "`{nearest}` ではありませんか", en: "did you mean `{nearest}`?" };

/// Whether a finding stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is decided as long as this stands.
    Error,
    /// Worth a look; decisions are made.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A finding about files, facts or usage.
///
/// It holds values and places, no text of a file: the words come from one table when somebody is
/// told, and [`Sources`](crate::source::Sources) supplies the lines when it is drawn.
///
/// ```
/// use hantei::diagnostic::{Code, Diagnostic};
/// use hantei::text::Lang;
///
/// let finding = Diagnostic::unplaced(Code::UnknownScheme)
///     .with("name", "joetu")
///     .with("nearest", "joetsu");
/// assert_eq!(finding.message(Lang::En), "there is no scheme `joetu`");
/// assert_eq!(finding.help(Lang::Ja).as_deref(), Some("`joetsu` ではありませんか"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What was found.
    pub code: Code,
    /// Whether it stops the work.
    pub severity: Severity,
    /// The narrowest place of the mistake; `None` if it is in no file.
    pub at: Option<Span>,
    /// Second places, each with a few words.
    pub related: Vec<(Span, Text)>,
    /// Values for the gaps of the message, by name. [`Code`] lists the names.
    pub arguments: Vec<(&'static str, Text)>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn new(code: Code, at: Span) -> Self {
        Self { at: Some(at), ..Self::unplaced(code) }
    }

    /// An error that is in no file.
    #[must_use]
    pub fn unplaced(code: Code) -> Self {
        let severity = Severity::Error;
        Self { code, severity, at: None, related: Vec::new(), arguments: Vec::new() }
    }

    /// Adds a value that reads the same in both languages: a name, a number, a date.
    ///
    /// Of two values of one name the later one counts.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.with_text(name, Text::same(value.to_string()))
    }

    /// Adds words that differ between the languages.
    #[must_use]
    pub fn with_text(mut self, name: &'static str, words: Text) -> Self {
        self.arguments.push((name, words));
        self
    }

    /// Adds the value if there is one.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a second place and what is to be seen there.
    #[must_use]
    pub fn related(mut self, at: Span, words: Text) -> Self {
        self.related.push((at, words));
        self
    }

    /// The same finding as a warning.
    #[must_use]
    pub fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// The same finding under another code.
    #[must_use]
    pub fn coded(self, code: Code) -> Self {
        Self { code, ..self }
    }

    /// The same finding with its places moved to other files.
    #[must_use]
    pub fn moved(mut self, file: &dyn Fn(FileId) -> FileId) -> Self {
        for span in self.at.iter_mut().chain(self.related.iter_mut().map(|(span, _)| span)) {
            span.file = file(span.file);
        }
        self
    }

    /// What is wrong: one line without a full stop, names of the author in backticks.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let message = table::entry(self.code).message.get(lang);
        one_line(&fill_some(message, &self.arguments, lang))
    }

    /// What to do about it, if there is something to say: the nearest name if one is known,
    /// else the first help of the table whose gaps can all be filled.
    #[must_use]
    pub fn help(&self, lang: Lang) -> Option<String> {
        let nearest = argument(&self.arguments, "nearest").map(|_| &NEAREST);
        nearest
            .into_iter()
            .chain(table::entry(self.code).help)
            .find_map(|words| fill(words.get(lang), &self.arguments, lang))
            .map(|help| one_line(&help))
    }
}

/// Shows line ends and other control characters of arguments, which may come from a file, as
/// visible signs, so that a message stays on its line and cannot steer a terminal.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|sign| if is_control(sign) { '\u{fffd}' } else { sign }).collect()
}

/// Control characters, and the ones that turn the direction of writing.
fn is_control(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}')
}

impl fmt::Display for Diagnostic {
    /// The Japanese message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::Ja))
    }
}

impl std::error::Error for Diagnostic {}
