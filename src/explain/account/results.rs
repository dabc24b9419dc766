//! Outputs by themselves: dates and choices for the applicant, a table of all for the officer.

use super::Telling;
use super::block::{Block, Cell, Column, Section, Term, Tone};
use crate::decision::{Outcome, OutcomeKind, State};
use crate::explain::words;

impl Telling<'_> {
    /// Dates that are known.
    pub(super) fn dates(&self) -> Option<Section> {
        let date = |outcome: &Outcome| outcome.kind == OutcomeKind::Date;
        self.terms("dates", self.words.dates, date)
    }

    /// Choices and sets that are known: who should apply, which category.
    pub(super) fn others(&self) -> Option<Section> {
        let wanted = |outcome: &Outcome| {
            !outcome.primary && matches!(outcome.kind, OutcomeKind::Choice | OutcomeKind::Set)
        };
        self.terms("others", self.words.others, wanted)
    }

    fn terms(
        &self,
        key: &'static str,
        heading: &str,
        wanted: impl Fn(&Outcome) -> bool,
    ) -> Option<Section> {
        let outcomes = self.decision.outcomes.iter();
        let terms = outcomes
            .filter(|outcome| {
                outcome.state == State::Known && !outcome.text.is_empty() && wanted(outcome)
            })
            .map(|outcome| Term {
                name: outcome.name.clone(),
                text: outcome.text.clone(),
                cites: self.full_cites(&outcome.clauses),
            });
        Section::of(key, heading, Block::Terms { terms: terms.collect() })
    }

    /// The table of all outputs.
    pub(super) fn outcomes(&self) -> Option<Section> {
        let words = self.words;
        let columns = vec![
            Column::words(words.item),
            Column::words(words.result),
            Column::words(words.basis),
        ];
        let rows = self.decision.outcomes.iter().map(|outcome| {
            let name = Cell::words(self.with_id(&outcome.name, &outcome.id));
            vec![name, self.result(outcome), Cell::cites(self.cites(&outcome.clauses))]
        });
        let rows = rows.collect();
        let caption = words.outcomes.to_owned();
        Section::of("outcomes", words.outcomes, Block::Table { caption, columns, rows })
    }

    fn result(&self, outcome: &Outcome) -> Cell {
        let words = self.words;
        if outcome.state == State::Known {
            return Cell::words(&outcome.text);
        }
        let mut more = Vec::new();
        if !outcome.text.is_empty() {
            more.push(outcome.text.clone());
        }
        if !outcome.range_text.is_empty() {
            more.push(outcome.range_text.clone());
        }
        if !outcome.missing.is_empty() {
            let names: Vec<_> = outcome.missing.iter().map(|id| self.fact_name(id)).collect();
            more.push(format!("{}{}{}", words.needs, words.colon, names.join(words.comma)));
        }
        Cell {
            text: words::state(outcome.state, self.lang).to_owned(),
            more,
            tone: match outcome.state {
                State::Known => Tone::Plain,
                State::Unknown => Tone::Open,
                State::NotApplicable => Tone::Faint,
            },
            ..Cell::default()
        }
    }
}
