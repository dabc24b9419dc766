//! Plain and quoted scalars: folded at line ends, with doubled quotation marks or escapes.

use std::ops::Range;

use crate::document::Style;

use super::Pieces;

/// One piece of writing and what it means.
struct Step {
    /// Bytes in the file.
    original: usize,
    /// Bytes in the decoded text.
    decoded: usize,
    /// Whether it is an escape of a double-quoted text.
    escape: bool,
}

/// Lays the decoded text beside the file; also tells the place of the first escape.
pub(super) fn walk(
    decoded: &str,
    style: Style,
    at: &Range<usize>,
    text: &str,
) -> (Pieces, Option<Range<usize>>) {
    let quote = usize::from(style != Style::Plain);
    let (start, end) = (at.start + quote, at.end.saturating_sub(quote));
    let written = text.get(start..end).unwrap_or("");
    let (mut pieces, mut escape) = (Pieces::default(), None);
    let (mut read, mut meant) = (0, 0);
    pieces.from(0, start);
    while let (Some(rest), Some(goal)) = (written.get(read..), decoded.get(meant..)) {
        let Some(step) = step(rest, goal, style) else { break };
        pieces.from(meant, start + read);
        if step.escape && escape.is_none() {
            escape = Some(start + read..start + read + step.original);
        }
        read += step.original;
        meant += step.decoded;
        pieces.from(meant, start + read);
    }
    (pieces, escape)
}

/// The next step; `None` at the end, or where writing and meaning do not agree.
fn step(rest: &str, goal: &str, style: Style) -> Option<Step> {
    let next = rest.chars().next()?;
    if let Some(step) = fold(rest, goal) {
        return Some(step);
    }
    match (style, next) {
        (Style::Double, '\\') => escape(rest, goal),
        (Style::Single, '\'') if rest.starts_with("''") && goal.starts_with('\'') => {
            Some(Step { original: 2, decoded: 1, escape: false })
        }
        _ if goal.starts_with(next) => {
            let length = next.len_utf8();
            Some(Step { original: length, decoded: length, escape: false })
        }
        _ => None,
    }
}

/// White space with line ends in it: one is a space, every further one a line end.
fn fold(rest: &str, goal: &str) -> Option<Step> {
    let (original, breaks) = white_space(rest);
    let decoded = match breaks {
        0 => return None,
        1 => goal.starts_with(' ').then_some(1)?,
        _ => line_ends(goal, breaks - 1)?,
    };
    Some(Step { original, decoded, escape: false })
}

/// Length of the white space at the start, and how many line ends are in it.
fn white_space(rest: &str) -> (usize, usize) {
    let length = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    let space = rest.get(..length).unwrap_or("");
    let pairs = space.matches("\r\n").count();
    (length, space.matches(['\n', '\r']).count() - pairs)
}

/// `count`, if the goal starts with that many line ends.
fn line_ends(goal: &str, count: usize) -> Option<usize> {
    goal.bytes().take(count).filter(|byte| *byte == b'\n').count().eq(&count).then_some(count)
}

/// A backslash and what belongs to it.
fn escape(rest: &str, goal: &str) -> Option<Step> {
    let after = rest.get(1..)?;
    let next = after.chars().next()?;
    if matches!(next, '\n' | '\r') {
        let (length, breaks) = white_space(after);
        let decoded = line_ends(goal, breaks - 1)?;
        return Some(Step { original: 1 + length, decoded, escape: true });
    }
    let original = match next {
        'x' => 4,
        'u' if is_pair(after) => 12,
        'u' => 6,
        'U' => 10,
        _ => 1 + next.len_utf8(),
    };
    let decoded = goal.chars().next()?.len_utf8();
    Some(Step { original: original.min(rest.len()), decoded, escape: true })
}

/// Whether `uXXXX` is the first half of a surrogate pair.
fn is_pair(after: &str) -> bool {
    let digits = after.get(1..5).unwrap_or("");
    u32::from_str_radix(digits, 16).is_ok_and(|code| (0xd800..0xdc00).contains(&code))
}
