//! Requirements: those that fail, and all of them; and what would settle the open ones.

use super::Telling;
use super::block::{Block, Cell, Column, Entry, Section, Tone};
use crate::decision::{Question, Requirement, StepState, Verdict};
use crate::explain::words;

impl Telling<'_> {
    /// The requirements that are not met, in sentences.
    pub(super) fn reasons(&self) -> Option<Section> {
        let failed = |requirement: &&Requirement| requirement.state == StepState::Failed;
        let entries = self.decision.requirements.iter().filter(failed).map(|requirement| Entry {
            text: self.sentence(&self.requirement_text(requirement)),
            more: requirement.distances.clone(),
            cites: self.cites(&requirement.clauses),
        });
        let block = Block::List { ordered: false, entries: entries.collect() };
        Section::of("reasons", self.words.reasons, block)
    }

    /// What the applicant is asked.
    pub(super) fn questions(&self) -> Option<Section> {
        let heading = match self.decision.verdict {
            Verdict::Undetermined => self.words.needed,
            Verdict::Eligible | Verdict::Ineligible | Verdict::NotApplicable => {
                self.words.still_open
            }
        };
        self.asked("needed", heading, false)
    }

    /// What an official is asked.
    pub(super) fn found(&self) -> Option<Section> {
        self.asked("found", self.words.found, true)
    }

    fn asked(&self, key: &'static str, heading: &str, judgement: bool) -> Option<Section> {
        // What is still open cannot change a refusal, so the applicant is not asked for it.
        let settled = matches!(self.decision.verdict, Verdict::Ineligible | Verdict::NotApplicable);
        if settled && !self.full {
            return None;
        }
        let asked = |question: &&Question| question.judgement == judgement;
        let entries = self.decision.questions.iter().filter(asked).map(|question| {
            let text = if question.ask.is_empty() { &question.name } else { &question.ask };
            let mut more = Vec::new();
            if self.full {
                more.push(self.with_id(&question.name, &question.id));
            }
            Entry { text: text.clone(), more, cites: Vec::new() }
        });
        Section::of(
            "questions",
            heading,
            Block::List { ordered: false, entries: entries.collect() },
        )
        .map(|section| Section { key, ..section })
    }

    /// The table of all requirements.
    pub(super) fn requirements(&self) -> Option<Section> {
        let words = self.words;
        let columns = vec![
            Column::words(words.state),
            Column::words(words.requirement),
            Column::words(words.basis),
        ];
        let rows = self.decision.requirements.iter().map(|requirement| {
            let mut says = Cell::words(self.requirement_text(requirement));
            says.more.clone_from(&requirement.distances);
            if !requirement.missing.is_empty() {
                let names: Vec<_> =
                    requirement.missing.iter().map(|id| self.fact_name(id)).collect();
                says.more.push(format!(
                    "{}{}{}",
                    words.needs,
                    words.colon,
                    names.join(words.comma)
                ));
            }
            if !requirement.expression.is_empty() {
                says.note.clone_from(&requirement.expression);
            }
            vec![self.state(requirement.state), says, Cell::cites(self.cites(&requirement.clauses))]
        });
        let rows = rows.collect();
        let caption = words.requirements.to_owned();
        Section::of("requirements", words.requirements, Block::Table { caption, columns, rows })
    }

    fn state(&self, state: StepState) -> Cell {
        let word = words::requirement(state, self.lang);
        Cell {
            text: format!("{} {word}", words::mark(state)),
            tone: tone(state),
            ..Cell::default()
        }
    }

    /// What the rules say about it, else what its clauses say, else its name in the document.
    fn requirement_text(&self, requirement: &Requirement) -> String {
        if !requirement.says.is_empty() {
            return requirement.says.clone();
        }
        let says: Vec<_> = requirement
            .clauses
            .iter()
            .map(|clause| clause.says.as_str())
            .filter(|says| !says.is_empty())
            .collect();
        match (says.is_empty(), requirement.clauses.first()) {
            (false, _) => says.join(words::pick(self.lang, ("／", " / "))),
            (true, Some(clause)) => clause.cite.clone(),
            (true, None) => words::requirement(requirement.state, self.lang).to_owned(),
        }
    }

    /// The name of a fact that is asked for; its id where no question names it.
    pub(super) fn fact_name<'b>(&'b self, id: &'b str) -> &'b str {
        let question = self.decision.questions.iter().find(|question| question.id == id);
        question.map_or(id, |question| &question.name)
    }
}

/// Good or bad news.
pub(super) fn tone(state: StepState) -> Tone {
    match state {
        StepState::Held => Tone::Good,
        StepState::Failed => Tone::Bad,
        StepState::Unknown => Tone::Open,
        StepState::Known => Tone::Plain,
        StepState::NotApplicable | StepState::Skipped => Tone::Faint,
    }
}
