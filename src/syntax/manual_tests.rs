//! Every example of `grammar/README.md` is read, or refused with the words that stand there.

use super::{parse, print};
use crate::source::{FileId, Segments};
use crate::text::Lang;

const MANUAL: &str = include_str!("../../grammar/README.md");

/// The lines of all blocks of one kind, without those that give facts.
fn lines(kind: &str) -> Vec<&'static str> {
    let opening = format!("```{kind}\n");
    let blocks = MANUAL.split(&opening).skip(1).filter_map(|rest| rest.split("```").next());
    blocks.flat_map(str::lines).filter(|line| !line.starts_with("facts:")).collect()
}

fn example(line: &'static str) -> (&'static str, &'static str) {
    line.split_once("  →  ").unwrap_or_else(|| panic!("no value: {line}"))
}

#[track_caller]
fn is_read(text: &str) {
    let pieces = Segments::whole(FileId(0), 0);
    let tree = parse(text, &pieces).unwrap_or_else(|finding| panic!("{text}: {finding:?}"));
    assert_eq!(parse(&print(&tree), &pieces), Ok(tree), "{text}");
}

#[test]
fn examples_are_read() {
    let examples = lines("expr");
    assert!(examples.len() > 50, "{}", examples.len());
    examples.into_iter().map(|line| example(line).0).for_each(is_read);
    lines("expr-form").into_iter().for_each(is_read);
}

#[test]
fn literals_of_the_table_are_read() {
    let table = MANUAL.split("## Literals").nth(1).and_then(|rest| rest.split("##").next());
    let rows = table.unwrap_or("").lines().filter(|line| line.starts_with("| "));
    let cells = rows.skip(1).filter_map(|row| row.split('|').nth(2));
    let literals: Vec<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    assert!(literals.len() > 25, "{literals:?}");
    literals.into_iter().for_each(is_read);
}

#[test]
fn mistakes_get_the_message_of_the_manual() {
    let mistakes = lines("expr-error");
    assert!(!mistakes.is_empty());
    for line in mistakes {
        let (text, message) = example(line);
        let finding = parse(text, &Segments::whole(FileId(0), 0)).expect_err(text);
        assert_eq!(finding.message(Lang::Ja), message, "{text}");
    }
}
