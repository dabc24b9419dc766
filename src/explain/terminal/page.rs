//! Lines as they are put down: folded, painted, free of control characters.

use super::fold;
use crate::explain::account::Tone;

/// The only escape sequences that this crate writes for a decision.
mod escape {
    pub(super) const RESET: &str = "\u{1b}[0m";
    pub(super) const BOLD: &str = "\u{1b}[1m";
    pub(super) const DIM: &str = "\u{1b}[2m";
    pub(super) const RED: &str = "\u{1b}[31m";
    pub(super) const GREEN: &str = "\u{1b}[32m";
    pub(super) const YELLOW: &str = "\u{1b}[33m";
    pub(super) const BOLD_RED: &str = "\u{1b}[1;31m";
    pub(super) const BOLD_GREEN: &str = "\u{1b}[1;32m";
    pub(super) const BOLD_YELLOW: &str = "\u{1b}[1;33m";
}

/// How a line is to look where colour is asked for.
#[derive(Clone, Copy)]
pub(super) enum Paint {
    /// As it is.
    Plain,
    /// A heading.
    Strong,
    /// Small print.
    Faint,
    /// Good or bad news.
    Tone(Tone),
    /// Good or bad news that nobody should miss.
    Verdict(Tone),
}

impl Paint {
    fn sequence(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Tone(Tone::Plain) => None,
            Self::Strong | Self::Verdict(Tone::Plain | Tone::Faint) => Some(escape::BOLD),
            Self::Faint | Self::Tone(Tone::Faint) => Some(escape::DIM),
            Self::Tone(Tone::Good) => Some(escape::GREEN),
            Self::Tone(Tone::Bad) => Some(escape::RED),
            Self::Tone(Tone::Open) => Some(escape::YELLOW),
            Self::Verdict(Tone::Good) => Some(escape::BOLD_GREEN),
            Self::Verdict(Tone::Bad) => Some(escape::BOLD_RED),
            Self::Verdict(Tone::Open) => Some(escape::BOLD_YELLOW),
        }
    }

    /// `text` between the sequences, which take no cells.
    pub(super) fn on(self, text: &str, colour: bool) -> String {
        match self.sequence().filter(|_| colour && !text.is_empty()) {
            Some(sequence) => format!("{sequence}{text}{}", escape::RESET),
            None => text.to_owned(),
        }
    }
}

/// The lines so far.
pub(super) struct Page {
    text: String,
    /// Cells in a line.
    pub(super) width: usize,
    /// Whether lines may be painted.
    pub(super) colour: bool,
}

impl Page {
    pub(super) fn new(width: usize, colour: bool) -> Self {
        Self { text: String::new(), width, colour }
    }

    /// Puts `text` behind `indent`, on as many lines as it takes.
    pub(super) fn put(&mut self, indent: &str, text: &str, paint: Paint) {
        self.hang(indent, indent, text, paint);
    }

    /// Puts `text` behind `first`, and what does not fit behind `below` on further lines.
    pub(super) fn hang(&mut self, first: &str, below: &str, text: &str, paint: Paint) {
        let taken = fold::cells(first).max(fold::cells(below));
        let room = self.width.saturating_sub(taken).max(fold::LEAST);
        for (index, line) in fold::fold(text, room).iter().enumerate() {
            let before = if index == 0 { first } else { below };
            self.raw(&format!("{before}{}", paint.on(line, self.colour)));
        }
    }

    /// Puts one line as it is, without blanks at its end.
    pub(super) fn raw(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Puts an empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}
