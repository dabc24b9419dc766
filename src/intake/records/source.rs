//! The lines of an input, with a way to give lines back.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use crate::intake::next_line;

use super::encoding::Encodings;

/// Byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A line without its line feed.
#[derive(Debug)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    pub(super) bytes: Vec<u8>,
}

/// Lines of an input.
pub(super) struct Lines<'i> {
    input: Box<dyn BufRead + 'i>,
    /// Lines that were given back, the next one first.
    held: VecDeque<Line>,
    number: u64,
    pub(super) bytes: u64,
    pub(super) encodings: Encodings,
}

impl<'i> Lines<'i> {
    /// Begins behind the byte order mark, if there is one.
    pub(super) fn open(mut input: Box<dyn BufRead + 'i>) -> io::Result<Self> {
        let marked = input.fill_buf()?.starts_with(MARK);
        if marked {
            input.consume(MARK.len());
        }
        let encodings = Encodings::new(marked);
        Ok(Self { input, held: VecDeque::new(), number: 0, bytes: 0, encodings })
    }

    /// Whether the text begins with `{`, white space and blank lines left out. A long stretch of
    /// blanks counts as none.
    pub(super) fn begins_with_brace(&mut self) -> io::Result<bool> {
        Ok(self.input.fill_buf()?.trim_ascii_start().first() == Some(&b'{'))
    }

    /// The next line that holds more than white space.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let Some(line) = self.any()? else { return Ok(None) };
            if !line.bytes.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
    }

    /// The next line.
    pub(super) fn any(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.held.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        if !next_line(&mut self.input, &mut bytes)? {
            return Ok(None);
        }
        self.number += 1;
        self.bytes += bytes.len() as u64 + 1;
        Ok(Some(Line { number: self.number, bytes }))
    }

    /// Gives lines back, to be read again in their order.
    pub(super) fn give_back(&mut self, lines: Vec<Line>) {
        for line in lines.into_iter().rev() {
            self.held.push_front(line);
        }
    }
}
