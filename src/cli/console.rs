//! The terminal: what is printed where, in which colours and how wide.

use std::io::{self, IsTerminal, Stderr, Stdout, Write};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};

use crate::diagnostic;
use crate::rulebook::Findings;
use crate::text::{Lang, Text};

use super::arguments::Colour;
use super::failure::Failure;

/// Cells in a line of a file, and of a terminal that does not tell its width.
pub(super) const WIDTH: usize = 80;

/// Standard output and standard error, and how to speak to them.
#[derive(Debug)]
pub(super) struct Console {
    /// Language of every word.
    pub(super) lang: Lang,
    /// Whether text for standard output may hold escape sequences.
    pub(super) colour: bool,
    /// Cells in a line of standard output. [`WIDTH`] unless it is a terminal, so that equal runs
    /// give equal files.
    pub(super) width: usize,
    out: Stdout,
    messages: Stderr,
    coloured_messages: bool,
}

impl Console {
    pub(super) fn new(lang: Lang, colour: Colour) -> Self {
        let (out, messages) = (io::stdout(), io::stderr());
        Self {
            lang,
            colour: coloured(colour, &out),
            width: width(&out),
            coloured_messages: coloured(colour, &messages),
            out,
            messages,
        }
    }

    /// Writes to standard output, as it stands.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = self.out.lock();
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .map_err(|error| Failure::unwritten("stdout", &error))
    }

    /// Says a line on standard error.
    pub(super) fn say(&self, line: &Text) {
        let _ = writeln!(self.messages.lock(), "{}", line.get(self.lang));
    }

    /// Draws findings on standard error. A reader that is gone is not waited for.
    pub(super) fn tell(&self, found: &Findings) {
        let colour = self.coloured_messages;
        let text = diagnostic::draw(&found.findings, &found.sources, self.lang, colour);
        let _ = self.messages.lock().write_all(text.as_bytes());
    }
}

fn coloured(asked: Colour, stream: &impl RawStream) -> bool {
    match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => AutoStream::choice(stream) != ColorChoice::Never,
    }
}

fn width(out: &Stdout) -> usize {
    if !out.is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}
