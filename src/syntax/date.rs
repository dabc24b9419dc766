//! Dates, as authors write them.

use super::ast::ExprKind;
use super::plain::plain;
use super::token::Token;
use crate::calendar::{DateError, parse_iso_date, parse_japanese_date};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Text;

/// Reads `2021-06-15`, `2021年6月15日`, `令和3年6月15日`, `令和元年5月1日`, `R3.6.15`.
///
/// A day named by an era that had ended (`平成32年3月31日`) is read as the day that was meant.
///
/// # Errors
///
/// `bad-date` for a day that does not exist, and for `2021/6/15`, `2021.6.15`, `2021-6-15`:
/// they look like dates, and would be arithmetic if they were not refused.
pub(super) fn read(token: Token<'_>) -> Result<ExprKind, Diagnostic> {
    let written = plain(token.text).replace('\u{2212}', "-");
    if !written.starts_with(|first: char| first.is_ascii_digit()) {
        let read = parse_japanese_date(&written).map_err(|error| bad(token, error.text()))?;
        return Ok(ExprKind::Date(read.date));
    }
    let iso = match western(&written) {
        Some(iso) => iso,
        None if is_iso(&written) => written,
        None => return Err(bad(token, looks_like_a_date(&written))),
    };
    parse_iso_date(&iso).map(ExprKind::Date).map_err(|error: DateError| bad(token, error.text()))
}

fn bad(token: Token<'_>, reason: Text) -> Diagnostic {
    Diagnostic::new(Code::BadDate, token.span())
        .with("text", token.text)
        .with_text("reason", reason)
}

/// Whether the signs are hyphens and the parts have four, two and two digits.
fn is_iso(written: &str) -> bool {
    written.len() == 10 && written.split('-').map(str::len).eq([4, 2, 2])
}

/// `2021-06-15` of `2021年6月15日`.
fn western(written: &str) -> Option<String> {
    let (year, rest) = written.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    Some(format!("{year:0>4}-{month:0>2}-{day:0>2}"))
}

fn looks_like_a_date(written: &str) -> Text {
    let mut parts = written.split(['-', '/', '.']);
    let mut part = || parts.next().unwrap_or("");
    let iso = format!("{}-{:0>2}-{:0>2}", part(), part(), part());
    Text::new(
        format!("日付なら `{iso}`、計算なら記号の前後に空白を入れて書きます"),
        format!("write `{iso}` for a date, and spaces around the signs for arithmetic"),
    )
}
