//! Where a result goes: standard output or the file of `--output`.

use std::io::{self, Write};
use std::path::Path;

use super::failure::Failure;
use super::part::Part;

/// An open place for results.
pub(super) struct Output {
    to: To,
    /// What messages call it.
    name: String,
}

enum To {
    Out(io::StdoutLock<'static>),
    File(Part),
}

impl Output {
    /// Standard output, or a file that is there once it is finished.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self { to: To::Out(io::stdout().lock()), name: "stdout".to_owned() });
        };
        let name = path.display().to_string();
        let part = Part::open(path).map_err(|error| Failure::unwritten(&name, &error))?;
        Ok(Self { to: To::File(part), name })
    }

    /// Writes `text` as it stands.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = match &mut self.to {
            To::Out(out) => out.write_all(text.as_bytes()),
            To::File(part) => part.write_all(text.as_bytes()),
        };
        written.map_err(|error| Failure::unwritten(&self.name, &error))
    }

    /// Hands on what is still held back, and puts a file in its place.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let finished = match self.to {
            To::Out(mut out) => out.flush(),
            To::File(part) => part.finish(),
        };
        finished.map_err(|error| Failure::unwritten(&self.name, &error))
    }
}
