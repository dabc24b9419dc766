//! Saved applications, one after another: JSONL and CSV, in UTF-8 and `Shift_JIS`.
//!
//! ```text
//! bytes ── lines ── encoding ──┬── jsonl ──▶ Record
//!                              └── table ──▶ Record, or Refusal
//! ```
//!
//! One application is held at a time. What cannot be read is refused with its line, column, value
//! and reason, and reading goes on behind it. A table needs the facts that are declared, since its
//! cells have no types; a table whose head names something else is not read at all.

mod encoding;
mod jsonl;
mod origin;
mod rows;
mod source;
mod table;

use std::io::{self, BufRead};

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::diagnostic::Diagnostic;
use crate::program::Program;

use super::{Datum, DatumKind, declares};
pub use encoding::{Encoding, Encodings};
use origin::Origin;
pub use origin::{Refusal, Reject};
use source::Lines;
use table::Table;

/// How applications are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A JSON object a line, as `hantei decide --jsonl` reads it.
    Jsonl,
    /// A table with a head of fact ids or names; lists as JSON in a cell.
    Csv,
}

/// One application, not yet fitted to rules.
#[derive(Clone, Debug)]
pub struct Record {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its id as written, if it has one.
    pub id: Option<Json>,
    /// The date of the decision, if it names one.
    pub as_of: Option<NaiveDate>,
    /// Its facts by id or name.
    pub facts: Datum,
    origin: Box<Origin>,
}

impl Record {
    /// Its id in words; its line where it has none.
    #[must_use]
    pub fn name(&self) -> String {
        origin::name(self.id.as_ref(), self.line)
    }

    /// This application refused, for findings about its facts.
    #[must_use]
    pub fn refused(self, findings: Vec<Diagnostic>) -> Refusal {
        Refusal { line: self.line, id: self.id, findings, origin: self.origin }
    }
}

/// Applications of one input.
pub struct Reader<'p> {
    lines: Lines<'p>,
    programs: &'p [&'p Program],
    lenient: bool,
    /// The head; none for JSONL.
    table: Option<Table>,
}

impl<'p> Reader<'p> {
    /// Begins to read. Facts are those that any of `programs` declares. Without a `form` a text
    /// that begins with `{` is JSONL. A `lenient` reader passes over what is not declared.
    ///
    /// # Errors
    ///
    /// What the input says when it is read; inside, everything that is wrong with the head of a
    /// table: `unknown-fact`, `duplicate-fact`, `bad-row`.
    pub fn open(
        input: Box<dyn BufRead + 'p>,
        form: Option<Form>,
        programs: &'p [&'p Program],
        lenient: bool,
    ) -> io::Result<Result<Self, Refusal>> {
        let mut lines = Lines::open(input)?;
        let form = match form {
            Some(form) => form,
            None if lines.begins_with_brace()? => Form::Jsonl,
            None => Form::Csv,
        };
        let table = match form {
            Form::Jsonl => None,
            Form::Csv => match Table::head(&mut lines, programs, lenient)? {
                Ok(table) => Some(table),
                Err(refusal) => return Ok(Err(refusal)),
            },
        };
        Ok(Ok(Self { lines, programs, lenient, table }))
    }

    /// The next application, or why it cannot be read; `None` at the end.
    ///
    /// # Errors
    ///
    /// What the input says when it is read.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator cannot tell a broken input apart"
    )]
    pub fn next(&mut self) -> io::Result<Option<Result<Record, Refusal>>> {
        if let Some(table) = &self.table {
            return table.next(&mut self.lines);
        }
        let found = jsonl::next(&mut self.lines)?;
        Ok(found.map(|found| found.map(|record| self.known(record))))
    }

    /// Bytes that were read so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.lines.bytes
    }

    /// The encodings that were met so far.
    #[must_use]
    pub fn encodings(&self) -> &Encodings {
        &self.lines.encodings
    }

    /// Without what is not declared, for a lenient reader.
    fn known(&self, mut record: Record) -> Record {
        if self.lenient
            && let DatumKind::Map(entries) = &mut record.facts.kind
        {
            entries.retain(|(key, _)| self.programs.iter().any(|one| declares(one, &key.text)));
        }
        record
    }
}
