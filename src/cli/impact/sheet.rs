//! Rows for spreadsheets: UTF-8 with a byte order mark, so that Excel reads Japanese.

use serde_json::Value as Json;

use crate::change::impact::{Line, column};
use crate::text::Lang;

/// Byte order mark.
const MARK: char = '\u{feff}';

/// The head of the table of applications.
pub(super) fn head(lang: Lang) -> String {
    format!("{MARK}{}", row(column(lang).map(str::to_owned)))
}

/// The row of one application.
pub(super) fn line(line: &Line, lang: Lang) -> String {
    let comma = if lang == Lang::Ja { "、" } else { ", " };
    let [old, new] = &line.verdicts;
    let [before, after] = &line.amounts;
    row([
        line.line.to_string(),
        line.name.clone(),
        line.kind.name(lang).to_owned(),
        old.clone(),
        new.clone(),
        plain(before),
        plain(after),
        plain(&line.difference),
        line.newly_failed.join(comma),
        line.no_longer_failed.join(comma),
        line.outputs.join(comma),
        line.reasons.join(" "),
    ])
}

fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// One row with its end. Cells that a spreadsheet would take for a formula get an apostrophe.
pub(super) fn row(cells: impl IntoIterator<Item = String>) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let harmless = cells.into_iter().map(|cell| {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let number = cell.strip_prefix('-').is_some_and(|rest| {
            rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'/')
        });
        if formula && !number { format!("'{cell}") } else { cell }
    });
    // Writing to memory does not fail.
    let _ = writer.write_record(harmless);
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The head of a table of rejects.
pub(super) fn rejects_head(lang: Lang) -> String {
    let heads = match lang {
        Lang::Ja => ["行", "列", "整理番号", "項目", "値", "コード", "理由"],
        Lang::En => ["line", "column", "id", "name", "value", "code", "reason"],
    };
    format!("{MARK}{}", row(heads.map(str::to_owned)))
}
