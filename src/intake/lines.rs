//! Input line by line, without holding more than one line.

use std::io::{self, BufRead, Read};

use crate::document;

/// Bytes of a line, its end left out.
pub const LONGEST_LINE: usize = document::MAX_BYTES;

/// Reads one line, and of an overlong one only so much that it shows; whether there was one.
///
/// `line` holds the line without its line feed; of a line of more than [`LONGEST_LINE`] bytes the
/// first bytes, more than that many.
///
/// # Errors
///
/// What the reader says.
pub fn next_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = LONGEST_LINE as u64 + 2;
    if from.take(most).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > LONGEST_LINE {
        skip_line(from)?;
    }
    Ok(true)
}

/// Leaves out the rest of a line.
fn skip_line(from: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = from.fill_buf()?;
        if held.is_empty() {
            return Ok(());
        }
        let end = held.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(held.len(), |at| at + 1);
        from.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlong_line_costs_only_itself() {
        let text = format!("{{}}\n{}\n[1]", "x".repeat(3 * LONGEST_LINE));
        let mut from = io::BufReader::with_capacity(64, text.as_bytes());
        let mut lengths = Vec::new();
        let mut line = Vec::new();
        while next_line(&mut from, &mut line).unwrap() {
            lengths.push(line.len());
        }
        assert_eq!(lengths, [2, LONGEST_LINE + 2, 3]);
    }
}
