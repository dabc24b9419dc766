//! The file of what could not be read.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::intake::records::Refusal;
use crate::text::{Lang, Text};

use super::{Impact, sheet};
use crate::cli::console::Console;
use crate::cli::failure::{Failure, Status};
use crate::cli::part::Part;

/// Refused applications: counted, and written down with their reasons.
pub(super) struct Rejects {
    path: PathBuf,
    /// Made with the first refusal, unless it was asked for.
    file: Option<Part>,
    cases: u64,
    lang: Lang,
}

impl Rejects {
    /// The file that was asked for, else one beside `output`, else one in the current folder that
    /// is called after the input.
    pub(super) fn open(arguments: &Impact, input: &str, lang: Lang) -> Result<Self, Failure> {
        let (asked, output) = (arguments.rejects.as_deref(), arguments.output.as_deref());
        let path = asked.map_or_else(|| usual(output, input), Path::to_owned);
        let mut rejects = Self { path, file: None, cases: 0, lang };
        if asked.is_some() {
            rejects.begin()?;
        }
        Ok(rejects)
    }

    /// How many applications were refused.
    pub(super) fn cases(&self) -> u64 {
        self.cases
    }

    /// Writes down why an application was refused.
    pub(super) fn take(&mut self, refusal: &Refusal) -> Result<(), Failure> {
        self.cases += 1;
        for reject in refusal.rejects(self.lang) {
            let column = reject.column.map(|column| column.to_string()).unwrap_or_default();
            self.write(&sheet::row([
                reject.line.to_string(),
                column,
                reject.id,
                reject.name,
                reject.value,
                reject.code.to_owned(),
                reject.reason,
            ]))?;
        }
        Ok(())
    }

    /// Puts the file in its place, and says so if there is something in it.
    pub(super) fn finish(self, console: &Console) -> Result<Status, Failure> {
        let name = self.path.display().to_string();
        if let Some(file) = self.file {
            file.finish().map_err(|error| Failure::unwritten(&name, &error))?;
        }
        if self.cases == 0 {
            return Ok(Status::Done);
        }
        let count = self.cases;
        console.note(&Text::new(
            format!("読めなかった申請が{count}件あります。行・列・値・理由を `{name}` に書きました"),
            format!("{count} applications could not be taken; line, column, value and reason are in `{name}`"),
        ));
        Ok(Status::Found)
    }

    fn begin(&mut self) -> Result<&mut Part, Failure> {
        let name = self.path.display().to_string();
        let file = match self.file.take() {
            Some(file) => file,
            None => self.made().map_err(|error| Failure::unwritten(&name, &error))?,
        };
        Ok(self.file.insert(file))
    }

    fn made(&self) -> io::Result<Part> {
        let mut part = Part::open(&self.path)?;
        part.write_all(sheet::rejects_head(self.lang).as_bytes())?;
        Ok(part)
    }

    fn write(&mut self, row: &str) -> Result<(), Failure> {
        let name = self.path.display().to_string();
        let part = self.begin()?;
        part.write_all(row.as_bytes()).map_err(|error| Failure::unwritten(&name, &error))
    }
}

fn usual(output: Option<&Path>, input: &str) -> PathBuf {
    let beside = match output {
        Some(path) => path.to_owned(),
        None => match Path::new(input).file_name() {
            Some(name) if !input.starts_with('<') => PathBuf::from(name),
            _ => PathBuf::from("stdin"),
        },
    };
    let mut name = OsString::from(beside.file_name().unwrap_or_default());
    name.push(".rejects.csv");
    beside.with_file_name(name)
}
