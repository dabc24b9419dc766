//! A file that is there whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file that is written beside its place and moved there when it is finished. Given up before,
/// it leaves nothing, and what stood in its place stays.
pub(super) struct Part {
    to: BufWriter<File>,
    /// Where it is written, and where it goes; none for what cannot be moved, such as a device.
    way: Option<(PathBuf, PathBuf)>,
}

impl Part {
    /// Begins a file. What is no plain file is written to directly.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let place = match path.canonicalize() {
            Ok(place) if !place.is_file() => {
                return Ok(Self { to: BufWriter::new(File::create(path)?), way: None });
            }
            Ok(place) => place,
            Err(_) => path.to_owned(),
        };
        let mut name = OsString::from(".");
        name.push(place.file_name().unwrap_or_default());
        name.push(format!(".{}.part", std::process::id()));
        let part = place.with_file_name(name);
        let to = BufWriter::new(File::create(&part)?);
        Ok(Self { to, way: Some((part, place)) })
    }

    /// Puts the file in its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.to.flush()?;
        let Some((part, place)) = &self.way else { return Ok(()) };
        fs::rename(part, place)?;
        self.way = None;
        Ok(())
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if let Some((part, _)) = &self.way {
            let _ = fs::remove_file(part);
        }
    }
}
