//! A text that is no YAML while somebody types, made readable.
//!
//! Lines are blanked, byte for byte, until the rest can be read: the line that was typed in last,
//! then the ones at which the reader gives up. All other places stay where they are.

use crate::document;
use crate::source::{Sources, Span};

/// Lines that are given up at most.
const MOST: usize = 4;

/// `text` without the lines that stand in the way; `None` if that does not help. `typed` are the
/// numbers of the lines that were changed last. Of several ways the one is taken after which the
/// least is wrong.
pub(super) fn repair(text: &str, typed: &[usize]) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for first in typed.iter().take(MOST).map(Some).chain([None]) {
        let Some((wrong, mended)) = mend(text, first.copied()) else { continue };
        if wrong == 0 {
            return Some(mended);
        }
        if best.as_ref().is_none_or(|(least, _)| wrong < *least) {
            best = Some((wrong, mended));
        }
    }
    best.map(|(_, mended)| mended)
}

/// Blanks a line, and then those at which the reader gives up. How many findings are left.
fn mend(text: &str, first: Option<usize>) -> Option<(usize, String)> {
    let mut blank: Vec<usize> = first.into_iter().collect();
    loop {
        let tried = without(text, &blank);
        let line = match trouble(&tried) {
            Ok(findings) => return Some((findings, tried)),
            Err(line) => line,
        };
        // An unclosed bracket or quotation mark is met long after it was written.
        let suspects = [Some(line), line.checked_sub(1)];
        let next = suspects.into_iter().flatten().find(|line| !blank.contains(line))?;
        if blank.len() >= MOST {
            return None;
        }
        blank.push(next);
    }
}

/// How many findings there are in a text that can be read; the line at which another one cannot.
fn trouble(text: &str) -> Result<usize, usize> {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let (tree, findings) = document::read(&sources, file);
    if tree.is_some() {
        return Ok(findings.len());
    }
    let last = findings.last();
    // The bracket that was left open is named beside the place where that was noticed.
    let place = last.and_then(|one| one.related.first().map(|(span, _)| *span).or(one.at));
    Err(line_of(text, place.unwrap_or_default()))
}

fn line_of(text: &str, span: Span) -> usize {
    let before = text.get(..span.start as usize).unwrap_or(text);
    before.bytes().filter(|byte| *byte == b'\n').count()
}

fn without(text: &str, blank: &[usize]) -> String {
    let lines = text.split_inclusive('\n').enumerate();
    lines
        .map(|(number, line)| {
            if !blank.contains(&number) {
                return line.to_owned();
            }
            let content = line.trim_end_matches(['\r', '\n']);
            " ".repeat(content.len()) + line.get(content.len()..).unwrap_or("")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_is_typed_in_is_given_up() {
        let text = "facts:\n  資本金: { id: capital, type: money }\n  従業\n  会社: { id: c }\n";
        let repaired = repair(text, &[2]).unwrap();
        assert_eq!(repaired.len(), text.len());
        assert!(repaired.contains("資本金") && repaired.contains("会社: {"));
        assert!(!repaired.contains("従業"));
    }

    #[test]
    fn an_open_quotation_mark_is_found_without_knowing_what_was_typed() {
        let text = "rules:\n  甲: { value: 1円 }\n  乙: { value: \"1円 }\n  丙: { value: 3円 }\n";
        let repaired = repair(text, &[]).unwrap();
        assert!(repaired.contains("甲: {"));
    }

    #[test]
    fn a_text_beyond_help_is_told_as_such() {
        assert_eq!(repair(&"[\n".repeat(20), &[]), None);
    }
}
