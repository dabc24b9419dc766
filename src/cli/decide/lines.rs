//! Many cases, one a line, without holding more than one of them.

use std::io::BufRead;

use crate::cli::failure::{Failure, Status};
use crate::cli::input::unreadable;
use crate::cli::output::Output;
use crate::intake::next_line;

use super::line::{Way, answer};

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
