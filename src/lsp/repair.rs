//! A text that is no YAML while somebody types, made readable.
//!
//! Lines are blanked, byte for byte, until the rest can be read: the line that was typed in last,
//! then the ones at which the reader gives up. All other places stay where they are.

use crate::document;
use crate::source::{Sources, Span};

/// Lines that are given up at most.
const MOST: usize = 4;

/// `text` without the lines that stand in the way; `None` if that does not help. `typed` is the
/// number of the line that was changed last.
pub(super) fn repair(text: &str, typed: Option<usize>) -> Option<String> {
    let starts = [typed, None];
    starts.into_iter().find_map(|first| {
        let mut blank: Vec<usize> = first.into_iter().collect();
        loop {
            let tried = without(text, &blank);
            let Some(line) = trouble(&tried) else { return Some(tried) };
            // An unclosed bracket or quotation mark is met long after it was written.
            let suspects = [Some(line), line.checked_sub(1)];
            let next = suspects.into_iter().flatten().find(|line| !blank.contains(line))?;
            if blank.len() >= MOST {
                return None;
            }
            blank.push(next);
        }
    })
}

/// The line at which `text` cannot be read further; `None` if it can.
fn trouble(text: &str) -> Option<usize> {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let (tree, findings) = document::read(&sources, file);
    if tree.is_some() {
        return None;
    }
    let last = findings.last();
    // The bracket that was left open is named beside the place where that was noticed.
    let place = last.and_then(|one| one.related.first().map(|(span, _)| *span).or(one.at));
    Some(line_of(text, place.unwrap_or_default()))
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
        let repaired = repair(text, Some(2)).unwrap();
        assert_eq!(repaired.len(), text.len());
        assert!(repaired.contains("資本金") && repaired.contains("会社: {"));
        assert!(!repaired.contains("従業"));
    }

    #[test]
    fn an_open_quotation_mark_is_found_without_knowing_what_was_typed() {
        let text = "rules:\n  甲: { value: 1円 }\n  乙: { value: \"1円 }\n  丙: { value: 3円 }\n";
        let repaired = repair(text, None).unwrap();
        assert!(repaired.contains("甲: {"));
    }

    #[test]
    fn a_text_beyond_help_is_told_as_such() {
        assert_eq!(repair(&"[\n".repeat(20), None), None);
    }
}
