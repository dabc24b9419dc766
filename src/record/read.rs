//! A stored decision from its text.

use serde::Deserialize;

use crate::decision::{Decision, FORMAT};
use crate::text::Text;

/// Bytes that a record may have.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How deeply a record may be nested, so that it fits on a stack of 2 MiB. A step takes two levels;
/// the deepest record of the built-in schemes takes 57.
pub const MAX_DEPTH: usize = 300;

/// Why a text is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong.
    pub detail: Text,
    /// Line and column, from 1, if they are known.
    pub at: Option<(usize, usize)>,
}

/// Reads a decision as `hantei decide --format json` writes it.
///
/// The reader of JSON goes deeper than its usual limit, since traces are deep; [`MAX_DEPTH`] is
/// looked at first.
///
/// # Errors
///
/// A text that is too long or too deep, that is not JSON, that is no decision, or a decision of
/// another [`FORMAT`].
pub fn read(text: &str) -> Result<Decision, ReadError> {
    if text.len() > MAX_BYTES {
        return Err(error("記録が大きすぎます（64 MiB まで）", "the record is larger than 64 MiB"));
    }
    if depth(text) > MAX_DEPTH {
        return Err(error(
            format!("記録の入れ子が深すぎます（{MAX_DEPTH} 段まで）"),
            format!("the record is nested deeper than {MAX_DEPTH} levels"),
        ));
    }
    if let Some(format) = format(text)
        && format != FORMAT
    {
        return Err(error(
            format!("記録の形式の版 {format} は読めません（この hantei が読むのは {FORMAT}）"),
            format!("the record is of format {format}; this hantei reads format {FORMAT}"),
        ));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let decision = Decision::deserialize(&mut reader);
    decision.and_then(|decision| reader.end().map(|()| decision)).map_err(|found| ReadError {
        at: (found.line() > 0).then(|| (found.line(), found.column())),
        detail: Text::new(
            format!("`hantei decide --format json` の結果として読めません（{found}）"),
            format!("not a decision as `hantei decide --format json` writes it: {found}"),
        ),
    })
}

fn error(ja: impl Into<String>, en: impl Into<String>) -> ReadError {
    ReadError { detail: Text::new(ja, en), at: None }
}

/// The version that a record states, whatever else it holds.
fn format(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    // Whatever is wrong with it is told by the reading of the whole.
    serde_json::from_str::<Head>(text).ok().map(|head| head.format)
}

/// How many brackets are open at most.
fn depth(text: &str) -> usize {
    let (mut open, mut most, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                open += 1;
                most = most.max(open);
            }
            b']' | b'}' if !quoted => open = open.saturating_sub(1),
            _ => {}
        }
    }
    most
}
