//! Many cases, one a line, without holding more than one of them.

use std::io::{self, BufRead, Read};

use crate::cli::failure::{Failure, Status};
use crate::cli::input::unreadable;
use crate::cli::output::Output;
use crate::document;

use super::line::{Way, answer};

/// Bytes of a line, its end left out.
const LONGEST: usize = document::MAX_BYTES;

/// Answers each line of `cases` with one line of JSON, in the order of the input.
///
/// Lines that hold nothing but white space are passed over. A line that cannot be decided is
/// answered with its error, and the run goes on.
pub(super) fn run(
    way: &Way<'_>,
    name: &str,
    mut cases: Box<dyn BufRead>,
    output: &mut Output,
) -> Result<Status, Failure> {
    let mut status = Status::Done;
    let mut bytes = Vec::new();
    for number in 1.. {
        if !next_line(&mut cases, &mut bytes).map_err(|error| unreadable(name, &error))? {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let answer = answer(way, name, number, &bytes);
        if answer.is_error {
            status = Status::Found;
        }
        output.write(&answer.text)?;
    }
    Ok(status)
}

/// Reads one line, and of an overlong one only so much that it shows; whether there was one.
fn next_line(cases: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = LONGEST as u64 + 2;
    if cases.take(most).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > LONGEST {
        skip_line(cases)?;
    }
    Ok(true)
}

/// Leaves out the rest of a line.
fn skip_line(cases: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = cases.fill_buf()?;
        if held.is_empty() {
            return Ok(());
        }
        let end = held.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(held.len(), |at| at + 1);
        cases.consume(used);
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
        let text = format!("{{}}\n{}\n[1]", "x".repeat(3 * LONGEST));
        let mut cases = io::BufReader::with_capacity(64, text.as_bytes());
        let mut lengths = Vec::new();
        let mut line = Vec::new();
        while next_line(&mut cases, &mut line).unwrap() {
            lengths.push(line.len());
        }
        assert_eq!(lengths, [2, LONGEST + 2, 3]);
    }
}
