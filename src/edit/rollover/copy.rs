//! A further edition as text: a copy of the one before, from another day on.

use std::ops::Range;

use chrono::NaiveDate;

use super::dated::{Edition, Thing};
use crate::calendar::{format_japanese_date, parse_iso_date};
use crate::document::{Entry, Node, Scalar, Style};
use crate::edit::entries::{entries, scalar};
use crate::edit::scalars::is_flow;
use crate::edit::splice::{Splice, splice};

/// What only the edition knew that is copied: who confirmed it, what was noted about it.
const ITS_OWN: [&str; 2] = ["confirmed_on", "note"];

/// What is to be replaced in the file so that `thing` has an edition from `date` on.
///
/// The edition before it ends on the day before: where it says `until`, that becomes the day, and
/// the copy takes the old one over if nothing follows. `None` if nothing comes before `date`, or
/// the list is written in a way that no further item can be put into.
pub(super) fn splices(thing: &Thing<'_>, date: NaiveDate, text: &str) -> Option<Vec<Splice>> {
    let (before, next) = thing.before(date)?;
    let copy = copied(before, next.is_some(), date, text)?;
    let mut found = vec![added(thing.list?, before.node, &copy, text)?];
    if before.until.is_some_and(|until| until >= date)
        && let Some(until) = scalar(before.node, "until")
    {
        found.push(Splice::new(content(until), spelled_as(until, date.pred_opt()?)));
    }
    Some(found)
}

/// The text of the edition with its changes, from its first to its last character.
fn copied(before: Edition<'_>, is_followed: bool, date: NaiveDate, text: &str) -> Option<String> {
    let node = before.node;
    let from = scalar(node, "from")?;
    let mut changes = vec![Splice::new(content(from), spelled_as(from, date))];
    let ends_itself = before.until.is_none_or(|until| until < date) || is_followed;
    let goes = |entry: &Entry| {
        let key = entry.key.text.as_str();
        ITS_OWN.contains(&key) || (key == "until" && ends_itself)
    };
    changes.extend(without(node, goes, text).into_iter().map(|at| Splice::new(at, "")));
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    for change in &mut changes {
        change.at = change.at.start.checked_sub(start)?..change.at.end.checked_sub(start)?;
    }
    splice(text.get(start..end)?, changes)
}

/// The stretches to be cut out so that the entries that go are gone, commas and lines included.
fn without(node: &Node, goes: impl Fn(&Entry) -> bool, text: &str) -> Vec<Range<usize>> {
    let entries = entries(node);
    let mut cut = Vec::new();
    let mut kept_before = None;
    for (at, entry) in entries.iter().enumerate() {
        let (start, end) = (entry.key.span.start as usize, entry.value.span.end as usize);
        if !goes(entry) {
            kept_before = Some(end);
            continue;
        }
        let next = entries.get(at + 1).map(|next| next.key.span.start as usize);
        let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        cut.push(match (is_flow(node, text), kept_before, next) {
            // Behind what is kept, the comma before goes with the entry.
            (true, Some(before), _) => before.max(cut_end(&cut))..end,
            // A whole line of a block, its comment included; the copy ends with the last entry.
            (false, Some(_), next) => {
                line - line_end_before(line, text)..if next.is_some() {
                    line_end(end, text)
                } else {
                    end
                }
            }
            (_, None, Some(next)) => start..next,
            (_, None, None) => start..end,
        });
    }
    cut
}

fn cut_end(cut: &[Range<usize>]) -> usize {
    cut.last().map_or(0, |last| last.end)
}

/// How many bytes the line end before `line` has.
fn line_end_before(line: usize, text: &str) -> usize {
    let before = text.get(..line).unwrap_or("");
    if before.ends_with("\r\n") { 2 } else { usize::from(before.ends_with('\n')) }
}

/// Where the line of `at` ends, before its line end.
fn line_end(at: usize, text: &str) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find(['\r', '\n']).unwrap_or(rest.len())
}

/// The start of the line behind `at`.
fn after_line(at: usize, text: &str) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// The copy as an item of the list, behind the item that it was made of.
fn added(list: &Node, before: &Node, copy: &str, text: &str) -> Option<Splice> {
    let end = before.span.end as usize;
    if is_flow(list, text) {
        return Some(Splice::new(end..end, format!(", {copy}")));
    }
    // Before the item stand its dash and the margin, as far as it is written in the usual way: not
    // `- - a`, and no line break or comment behind the dash.
    let start = before.span.start as usize;
    let line = text.get(line_start(start, text)..start)?;
    let margin = line.trim_end_matches(' ').strip_suffix('-')?;
    if !margin.trim_matches(' ').is_empty() {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = after_line(end, text);
    let is_open = !text.get(..at)?.ends_with('\n');
    let (lead, end) = if is_open { (line_end, "") } else { ("", line_end) };
    Some(Splice::new(at..at, format!("{lead}{line}{copy}{end}")))
}

fn line_start(at: usize, text: &str) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// The bytes of a scalar within its quotation marks.
fn content(scalar: &Scalar) -> Range<usize> {
    let mark = usize::from(matches!(scalar.style, Style::Single | Style::Double));
    scalar.span.start as usize + mark..scalar.span.end as usize - mark
}

/// A date in the form in which the scalar has its own: `2027-04-01` or `令和9年4月1日`.
fn spelled_as(scalar: &Scalar, date: NaiveDate) -> String {
    match parse_iso_date(scalar.text.trim()) {
        Ok(_) => date.to_string(),
        Err(_) => format_japanese_date(date),
    }
}
