//! Where a result goes: standard output or the file of `--output`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::failure::Failure;

/// An open place for results.
pub(super) struct Output {
    to: Box<dyn Write>,
    /// What messages call it.
    name: String,
}

impl Output {
    /// Standard output, or a file that is made anew.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self { to: Box::new(io::stdout().lock()), name: "stdout".to_owned() });
        };
        let name = path.display().to_string();
        let file = File::create(path).map_err(|error| Failure::unwritten(&name, &error))?;
        Ok(Self { to: Box::new(BufWriter::new(file)), name })
    }

    /// Writes `text` as it stands.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.to.write_all(text.as_bytes()).map_err(|error| Failure::unwritten(&self.name, &error))
    }

    /// Hands on what is still held back.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|error| Failure::unwritten(&self.name, &error))
    }
}
