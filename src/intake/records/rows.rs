//! The rows of a table, as bytes.
//!
//! A cell in quotation marks may go over several lines. If its end is missing, the rest of the
//! file would be one cell: the row is then given up after its first line, and reading goes on with
//! the next one.

use std::io;

use csv_core::{ReadRecordResult, Reader};

use crate::intake::LONGEST_LINE;

use super::source::{Line, Lines};

/// Lines of one row at most.
const MOST_LINES: usize = 1_000;

/// A row of a table.
pub(super) enum Row {
    /// Its cells.
    Cells { line: u64, cells: Vec<Vec<u8>> },
    /// A line without a sound row, and what is wrong with it.
    Broken { line: Line, why: Broken },
}

/// Why there is no row.
pub(super) enum Broken {
    /// A quotation mark without its partner.
    Unclosed,
    /// Another number of cells than the head.
    Count(usize),
    /// More than a row may have.
    TooLong,
}

/// The next row, which should have `wanted` cells; any number will do for 0.
pub(super) fn next(lines: &mut Lines<'_>, wanted: usize) -> io::Result<Option<Row>> {
    let Some(first) = lines.next()? else { return Ok(None) };
    if first.bytes.len() > LONGEST_LINE {
        return Ok(Some(Row::Broken { line: first, why: Broken::TooLong }));
    }
    let mut cutter = Cutter::new();
    let mut more: Vec<Line> = Vec::new();
    let mut size = first.bytes.len();
    let mut cells = cutter.take(&first.bytes);
    let line = first.number;
    while cells.is_none() && more.len() < MOST_LINES && size <= LONGEST_LINE {
        let Some(next) = lines.any()? else { break };
        size += next.bytes.len();
        cells = cutter.take(&next.bytes);
        more.push(next);
    }
    let alone = more.is_empty();
    let why = match cells {
        Some(cells) if wanted == 0 || cells.len() == wanted => {
            return Ok(Some(Row::Cells { line, cells }));
        }
        Some(cells) if alone => Broken::Count(cells.len()),
        Some(_) | None => Broken::Unclosed,
    };
    lines.give_back(more);
    Ok(Some(Row::Broken { line: first, why }))
}

/// Cuts lines into cells.
struct Cutter {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    used: usize,
    count: usize,
}

impl Cutter {
    fn new() -> Self {
        // The default of the crate is a reader without its tables.
        let reader = Reader::new();
        Self { reader, text: Vec::new(), ends: Vec::new(), used: 0, count: 0 }
    }

    /// Takes a line in; the cells, if the row ends with it.
    fn take(&mut self, line: &[u8]) -> Option<Vec<Vec<u8>>> {
        let mut input = line.to_vec();
        input.push(b'\n');
        // No cell is longer than what it was read from, and no more cells than bytes.
        self.text.resize(self.used + input.len() + 1, 0);
        self.ends.resize(self.count + input.len() + 1, 0);
        let mut rest = input.as_slice();
        loop {
            let text = self.text.get_mut(self.used..).unwrap_or_default();
            let ends = self.ends.get_mut(self.count..).unwrap_or_default();
            let (result, read, written, cells) = self.reader.read_record(rest, text, ends);
            self.used += written;
            self.count += cells;
            rest = rest.get(read..).unwrap_or_default();
            match result {
                ReadRecordResult::Record => return Some(self.cells()),
                ReadRecordResult::InputEmpty if rest.is_empty() => return None,
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull
                | ReadRecordResult::End => return None,
            }
        }
    }

    fn cells(&self) -> Vec<Vec<u8>> {
        let mut from = 0;
        let ends = self.ends.get(..self.count).unwrap_or_default();
        ends.iter()
            .map(|end| {
                let cell = self.text.get(from..*end).unwrap_or_default().to_vec();
                from = *end;
                cell
            })
            .collect()
    }
}
