//! Dates in a text, shown in the other calendar beside them.

use std::ops::Range;

use chrono::NaiveDate;
use lsp_types::{InlayHint, InlayHintKind, InlayHintLabel};

use crate::calendar::{format_japanese_date, parse_iso_date, parse_japanese_date};

use super::lines::Lines;
use super::workspace::Workspace;

/// A date as written.
#[derive(Debug)]
pub(super) struct Written {
    /// Its bytes.
    pub(super) at: Range<usize>,
    pub(super) date: NaiveDate,
    /// Whether it is written with an era.
    pub(super) era: bool,
}

const ERAS: [&str; 5] = ["明治", "大正", "昭和", "平成", "令和"];

/// The dates of a text, comments left out.
pub(super) fn dates(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = comment(line).unwrap_or(line.len());
        in_line(line.get(..end).unwrap_or(line), start, &mut found);
        start += line.len();
    }
    found
}

/// Where the comment of a line begins: a `#` at its start or behind white space.
fn comment(line: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, sign) in line.char_indices() {
        if sign == '#' && before.is_whitespace() {
            return Some(at);
        }
        before = sign;
    }
    None
}

fn in_line(line: &str, start: usize, found: &mut Vec<Written>) {
    let mut before = ' ';
    let mut next = 0;
    for (at, sign) in line.char_indices() {
        if at >= next
            && !before.is_ascii_digit()
            && let Some((length, date, era)) = line.get(at..).and_then(date)
        {
            found.push(Written { at: start + at..start + at + length, date, era });
            next = at + length;
        }
        before = sign;
    }
}

/// The date at the start of a text, and how many bytes it takes.
fn date(text: &str) -> Option<(usize, NaiveDate, bool)> {
    if ERAS.iter().any(|era| text.starts_with(era)) {
        let length = text.find('日')? + '日'.len_utf8();
        let date = parse_japanese_date(text.get(..length)?).ok()?.date;
        return Some((length, date, true));
    }
    let written = text.get(..10).filter(|written| written.is_ascii())?;
    let goes_on =
        text.get(10..)?.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '-');
    let date = parse_iso_date(written).ok().filter(|_| !goes_on)?;
    Some((10, date, false))
}

impl Workspace {
    /// The dates of a part of a file: behind 2026-04-01 stands 令和8年4月1日, and the other way
    /// round.
    #[must_use]
    pub fn inlay_hints(&self, path: &str, range: lsp_types::Range) -> Vec<InlayHint> {
        let Some(text) = self.text(path) else { return Vec::new() };
        let lines = Lines::new(&text);
        let (start, end) = (lines.offset(range.start), lines.offset(range.end));
        let first = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let part = text.get(first..end.max(first)).unwrap_or("");
        let hint = |one: Written| {
            let other = if one.era { one.date.to_string() } else { format_japanese_date(one.date) };
            InlayHint {
                position: lines.position(first + one.at.end),
                label: InlayHintLabel::String(other),
                kind: Some(InlayHintKind::TYPE),
                text_edits: None,
                tooltip: None,
                padding_left: Some(true),
                padding_right: None,
                data: None,
            }
        };
        // A day of an era before 1873 is written as ISO in both calendars.
        let told =
            |one: &Written| one.era || format_japanese_date(one.date) != one.date.to_string();
        dates(part).into_iter().filter(told).map(hint).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<&str> {
        dates(text).into_iter().map(|one| &text[one.at]).collect()
    }

    #[test]
    fn dates_of_both_calendars_are_found() {
        let text = "from: 2026-04-01, until: 令和元年5月1日 # 2020-01-01";
        assert_eq!(written(text), ["2026-04-01", "令和元年5月1日"]);
    }

    #[test]
    fn what_only_looks_like_a_date_is_left() {
        assert!(written("id: 12026-04-01 2026-04-011 2026-13-01 平成30年法律第59号").is_empty());
    }
}
