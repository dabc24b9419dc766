//! Stored decisions that the command line names.

use std::path::Path;

use crate::decision::Decision;
use crate::diagnostic::{Code, Diagnostic};
use crate::record::{self, MAX_BYTES};
use crate::text::Text;

use super::failure::Failure;
use super::input;

/// A stored decision and the name that messages give it; `-` is standard input.
///
/// What is no record is wrong usage.
pub(super) fn open(path: &Path) -> Result<(String, Decision), Failure> {
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let (name, text) = input::read_up_to(path, most)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let decision = record::read(text).map_err(|error| {
        let detail = match error.at {
            Some((line, column)) => Text::new(
                format!("{line}行{column}列：{}", error.detail.ja),
                format!(
                    "line {line}, column {column}: {}",
                    error.detail.get(crate::text::Lang::En)
                ),
            ),
            None => error.detail,
        };
        let finding = Diagnostic::unplaced(Code::BadRecord).with("path", &name);
        Failure::usage(finding.with_text("detail", detail))
    })?;
    Ok((name, decision))
}
