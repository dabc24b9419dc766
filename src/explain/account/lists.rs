//! Outputs that list things (documents, steps, contacts), and the warnings.

use super::Telling;
use super::block::{Block, Entry, Section};
use crate::decision::{Item, Outcome, OutcomeKind, State, Verdict};

impl Telling<'_> {
    /// One section for each known list of documents, steps or contacts that holds something.
    pub(super) fn lists(&self) -> Vec<Option<Section>> {
        let outcomes = self.decision.outcomes.iter();
        let shown = outcomes.filter(|one| one.state == State::Known && self.concerns(one.kind));
        shown.map(|one| self.list(one)).collect()
    }

    /// Whether a list is of use to the reader: an applicant who is refused is not told what to hand
    /// in, one whom the scheme does not govern not what comes next either.
    fn concerns(&self, kind: OutcomeKind) -> bool {
        match self.decision.verdict {
            _ if self.full => true,
            Verdict::Eligible | Verdict::Undetermined => true,
            Verdict::Ineligible => kind != OutcomeKind::Documents,
            Verdict::NotApplicable => kind == OutcomeKind::Contacts,
        }
    }

    fn list(&self, outcome: &Outcome) -> Option<Section> {
        let (key, ordered) = match outcome.kind {
            OutcomeKind::Documents => ("documents", false),
            OutcomeKind::Steps => ("steps", true),
            OutcomeKind::Contacts => ("contacts", false),
            OutcomeKind::Truth
            | OutcomeKind::Money
            | OutcomeKind::Number
            | OutcomeKind::Date
            | OutcomeKind::Choice
            | OutcomeKind::Clauses
            | OutcomeKind::Set => return None,
        };
        let about_below = outcome.kind != OutcomeKind::Documents;
        let entries = outcome.items.iter().map(|item| self.entry(item, about_below)).collect();
        Section::of(key, &outcome.name, Block::List { ordered, entries })
    }

    /// The form of a document follows its name in brackets; other words stand on their own line.
    fn entry(&self, item: &Item, about_below: bool) -> Entry {
        let cites = self.full_cites(&item.clauses);
        let (text, more) = match (item.about.is_empty(), about_below) {
            (true, _) => (item.name.clone(), Vec::new()),
            (false, true) => (item.name.clone(), vec![item.about.clone()]),
            (false, false) => (self.with_about(&item.name, &item.about), Vec::new()),
        };
        Entry { text, more, cites }
    }

    pub(super) fn warnings(&self) -> Option<Section> {
        let entries = self.decision.warnings.iter().map(|warning| {
            let text = if warning.text.is_empty() { &warning.name } else { &warning.text };
            let cites = self.full_cites(&warning.clauses);
            Entry { text: self.sentence(text), more: Vec::new(), cites }
        });
        let block = Block::List { ordered: false, entries: entries.collect() };
        Section::of("warnings", self.words.warnings, block)
    }
}
