//! Files that the command line names.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::document;
use crate::rulebook::Findings;
use crate::source::Sources;

use super::failure::Failure;

/// One byte more than a document may have: enough to see that it is too large.
const MOST: u64 = document::MAX_BYTES as u64 + 1;

/// What messages call standard input.
const STDIN: &str = "<stdin>";

/// The text of a file, or of standard input for `-`, and the name that messages give it.
///
/// A path that cannot be opened is wrong usage; a text that is not UTF-8 or too large is a
/// finding with its place.
pub(super) fn read(path: &Path) -> Result<(String, String), Failure> {
    read_up_to(path, MOST)
}

/// As [`read`], up to `most` bytes.
pub(super) fn read_up_to(path: &Path, most: u64) -> Result<(String, String), Failure> {
    let (name, mut from) = open(path)?;
    let mut bytes = Vec::new();
    if let Err(error) = (&mut from).take(most).read_to_end(&mut bytes) {
        return Err(unreadable(&name, &error));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(error) => Err(not_text(&name, error.as_bytes())),
    }
}

/// A file or standard input, to be read piece by piece, and the name that messages give it.
pub(super) fn open(path: &Path) -> Result<(String, Box<dyn BufRead>), Failure> {
    if path.as_os_str() == "-" {
        return Ok((STDIN.to_owned(), Box::new(io::stdin().lock())));
    }
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => Ok((name, Box::new(BufReader::new(file)))),
        Err(error) => Err(unreadable(&name, &error)),
    }
}

/// A path that does not exist, may not be read, or is a folder.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Failure {
    let finding = Diagnostic::unplaced(Code::FileUnreadable).with("path", name);
    Failure::usage(finding.with("detail", error))
}

/// The document reader says what is wrong with bytes that are no text.
fn not_text(name: &str, bytes: &[u8]) -> Failure {
    let mut sources = Sources::default();
    let finding = match document::read_bytes(name, bytes, &mut sources) {
        Err(finding) => finding,
        Ok(_) => Diagnostic::unplaced(Code::NotUtf8),
    };
    Failure::Found(Findings { sources: sources.into(), findings: vec![finding] })
}
