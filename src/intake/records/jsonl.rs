//! A JSON object a line.

use std::io;

use crate::document;
use crate::intake::{self, LONGEST_LINE};
use crate::source::Sources;

use super::encoding::lossy;
use super::source::{Line, Lines};
use super::table::{in_neither, too_long};
use super::{Origin, Record, Refusal};

/// The application of the next line.
pub(super) fn next(lines: &mut Lines<'_>) -> io::Result<Option<Result<Record, Refusal>>> {
    let Some(Line { number, bytes }) = lines.next()? else { return Ok(None) };
    if bytes.len() > LONGEST_LINE {
        return Ok(Some(Err(Refusal::broken(number, "", too_long()))));
    }
    let text = lines.encodings.read(number, &[&bytes]).ok().and_then(|mut texts| texts.pop());
    let Some(text) = text else {
        return Ok(Some(Err(Refusal::broken(number, &lossy(&bytes), in_neither()))));
    };
    Ok(Some(record(number, &text)))
}

fn record(line: u64, text: &str) -> Result<Record, Refusal> {
    let mut sources = Sources::default();
    let datum = document::read_bytes("", text.as_bytes(), &mut sources)
        .map_err(|finding| vec![finding])
        .and_then(|file| intake::parse(&sources, file));
    let origin = Box::new(Origin { sources, cells: Vec::new() });
    let datum = match datum {
        Ok(datum) => datum,
        Err(findings) => return Err(Refusal { line, id: None, findings, origin }),
    };
    let id = intake::case_id(&datum);
    let taken = intake::case(&datum).map(|case| (case.as_of, case.facts.clone()));
    match taken {
        Ok((as_of, facts)) => Ok(Record { line, id, as_of, facts, origin }),
        Err(findings) => Err(Refusal { line, id, findings, origin }),
    }
}
