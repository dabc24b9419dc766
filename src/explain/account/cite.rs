//! Clauses as an account names them.

use serde::Serialize;

use super::Telling;
use super::block::{Block, Cell, Column, Section};
use crate::decision::{ClauseShown, Step};

/// A clause.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub(in crate::explain) struct Cite {
    /// Where it stands in the document.
    pub(in crate::explain) at: String,
    /// Its id; empty where ids are not shown.
    pub(in crate::explain) id: String,
    /// Both in one: `第5条第1項〔J2-5-1a〕`.
    pub(in crate::explain) line: String,
}

/// The clauses in one line, `、` or a comma between them.
pub(in crate::explain) fn joined(cites: &[Cite], comma: &str) -> String {
    cites.iter().map(|cite| cite.line.as_str()).collect::<Vec<_>>().join(comma)
}

impl Telling<'_> {
    /// A name and the id behind it.
    pub(super) fn with_id(&self, name: &str, id: &str) -> String {
        format!("{name}{}{id}{}", self.words.id_opens, self.words.id_closes)
    }

    /// A name and a word about it in brackets.
    pub(super) fn with_about(&self, name: &str, about: &str) -> String {
        format!("{name}{}{about}{}", self.words.opens, self.words.closes)
    }

    /// The clauses of things that the applicant reads as a plain list.
    pub(super) fn full_cites(&self, clauses: &[ClauseShown]) -> Vec<Cite> {
        if self.full { self.cites(clauses) } else { Vec::new() }
    }

    /// The clauses as the audience sees them, each once.
    pub(super) fn cites(&self, clauses: &[ClauseShown]) -> Vec<Cite> {
        let mut cites: Vec<Cite> = Vec::new();
        for clause in clauses {
            let at = clause.cite.clone();
            let cite = if self.full {
                Cite { line: self.with_id(&at, &clause.id), at, id: clause.id.clone() }
            } else {
                Cite { line: at.clone(), at, id: String::new() }
            };
            if !cites.contains(&cite) {
                cites.push(cite);
            }
        }
        cites
    }

    /// The table of every clause that is cited, in the order of its first mention.
    pub(super) fn clauses(&self) -> Option<Section> {
        let words = self.words;
        let columns = vec![
            Column::words(words.clause),
            Column::words(words.id),
            Column::words(words.content),
        ];
        let row = |clause: &ClauseShown| {
            vec![Cell::words(&clause.cite), Cell::words(&clause.id), Cell::words(&clause.says)]
        };
        let rows = self.cited().into_iter().map(row).collect();
        let caption = words.clauses.to_owned();
        Section::of("clauses", words.clauses, Block::Table { caption, columns, rows })
    }

    fn cited(&self) -> Vec<&ClauseShown> {
        let decision = self.decision;
        let mut seen: Vec<&ClauseShown> = Vec::new();
        for requirement in &decision.requirements {
            meet(&mut seen, &requirement.clauses);
        }
        for outcome in &decision.outcomes {
            meet(&mut seen, &outcome.clauses);
            outcome.items.iter().for_each(|item| meet(&mut seen, &item.clauses));
        }
        decision.warnings.iter().for_each(|warning| meet(&mut seen, &warning.clauses));
        decision.readings.iter().for_each(|reading| meet(&mut seen, &reading.clauses));
        decision.trace.iter().flatten().for_each(|step| meet_below(&mut seen, step));
        seen
    }
}

fn meet<'a>(seen: &mut Vec<&'a ClauseShown>, clauses: &'a [ClauseShown]) {
    for clause in clauses {
        if !seen.iter().any(|known| known.id == clause.id) {
            seen.push(clause);
        }
    }
}

fn meet_below<'a>(seen: &mut Vec<&'a ClauseShown>, step: &'a Step) {
    meet(seen, &step.clauses);
    step.children.iter().for_each(|child| meet_below(seen, child));
}
