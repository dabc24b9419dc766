//! The reading order: outputs first, each followed by the rules that it needs.

use std::collections::BTreeSet;

use super::book::Book;
use super::directory::{Sort, Target};

/// Rules that are read together.
pub(super) struct Chapter<'a> {
    /// Position in `decides`; none for the rules that no output needs.
    pub(super) output: Option<usize>,
    /// The rule that the output comes from; it may stand in an earlier chapter.
    pub(super) head: Option<&'a Target>,
    /// Names of the rules that stand here, in reading order.
    pub(super) rules: Vec<&'a str>,
}

/// Every rule once, in the chapter of the first output that needs it. A rule comes before what it
/// needs, in the order in which it names it.
pub(super) fn chapters<'a>(book: &'a Book<'_>) -> Vec<Chapter<'a>> {
    let mut reading = Reading { book, seen: BTreeSet::new() };
    let mut chapters = Vec::new();
    for (at, output) in book.model.decides.iter().enumerate() {
        let head = book.directory.named(&output.from.text);
        let mut rules = Vec::new();
        if let Some(head) = head {
            reading.rule(head, &mut rules);
        }
        chapters.push(Chapter { output: Some(at), head, rules });
    }
    let mut rest = Vec::new();
    for rule in &book.model.rules {
        if let Some(target) = book.directory.named(&rule.head.name.text) {
            reading.rule(target, &mut rest);
        }
    }
    if !rest.is_empty() {
        chapters.push(Chapter { output: None, head: None, rules: rest });
    }
    chapters
}

struct Reading<'a, 'b> {
    book: &'a Book<'b>,
    seen: BTreeSet<&'a str>,
}

impl<'a> Reading<'a, '_> {
    /// Takes in a rule and everything below it. Rules need each other without circles and no
    /// deeper than the checker follows them.
    fn rule(&mut self, target: &'a Target, rules: &mut Vec<&'a str>) {
        if !self.seen.insert(&target.anchor) {
            return;
        }
        if target.sort == Sort::Rule {
            rules.push(&target.label.ja);
        }
        for next in self.book.uses.reads(&target.anchor) {
            if matches!(next.sort, Sort::Rule | Sort::Table) {
                self.rule(next, rules);
            }
        }
    }
}
