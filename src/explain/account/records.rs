//! What is kept for the file: facts, readings, clauses left out, receipt.

use super::Telling;
use super::block::{Block, Cell, Column, Entry, Section, Term};
use crate::decision::ReadingUsed;

impl Telling<'_> {
    pub(super) fn facts(&self) -> Option<Section> {
        let words = self.words;
        let columns = vec![Column::words(words.fact), Column::words(words.value)];
        let rows = self.decision.facts.iter().map(|fact| {
            let mut value = Cell::words(&fact.value.text);
            value.more.extend(fact.by_default.then(|| words.by_default.to_owned()));
            vec![Cell::words(self.with_id(&fact.name, &fact.id)), value]
        });
        let rows = rows.collect();
        let caption = words.facts.to_owned();
        Section::of("facts", words.facts, Block::Table { caption, columns, rows })
    }

    pub(super) fn readings(&self) -> Option<Section> {
        if !self.full {
            return None;
        }
        let entries = self.decision.readings.iter().map(|reading| self.reading(reading)).collect();
        Section::of("readings", self.words.readings, Block::List { ordered: false, entries })
    }

    fn reading(&self, reading: &ReadingUsed) -> Entry {
        let words = self.words;
        let standing = if reading.adopted { words.adopted } else { words.not_adopted };
        let mut more = vec![reading.about.clone()];
        if !reading.reason.is_empty() {
            more.push(format!("{}{}{}", words.reason, words.colon, reading.reason));
        }
        if !reading.others.is_empty() {
            let names: Vec<_> = reading.others.iter().map(|(_, name)| name.as_str()).collect();
            let names = names.join(words.comma);
            more.push(format!("{}{}{names}", words.other_readings, words.colon));
        }
        more.retain(|line| !line.is_empty());
        Entry {
            text: format!(
                "{}{}{}",
                self.with_id(&reading.name, &reading.id),
                words.colon,
                self.with_about(&reading.used_name, standing)
            ),
            more,
            cites: self.cites(&reading.clauses),
        }
    }

    pub(super) fn not_modelled(&self) -> Option<Section> {
        let words = self.words;
        let columns = vec![
            Column::words(words.clause),
            Column::words(words.id),
            Column::words(words.content),
            Column::words(words.reason),
        ];
        let rows = self.decision.not_modelled.iter().map(|left| {
            let clause = &left.clause;
            [&clause.cite, &clause.id, &clause.says, &left.reason]
                .into_iter()
                .map(Cell::words)
                .collect()
        });
        let rows = rows.collect();
        let caption = words.not_modelled.to_owned();
        Section::of("not-modelled", words.not_modelled, Block::Table { caption, columns, rows })
    }

    pub(super) fn receipt(&self) -> Option<Section> {
        if !self.full {
            return None;
        }
        let (words, receipt) = (self.words, &self.decision.receipt);
        let mut terms = vec![
            Term::new(words.engine, &receipt.engine),
            Term::new(words.format, &self.decision.format.to_string()),
            Term::new(words.rules_digest, &receipt.rules),
            Term::new(words.facts_digest, &receipt.facts),
        ];
        if !receipt.readings.is_empty() {
            let asked: Vec<_> =
                receipt.readings.iter().map(|(id, used)| format!("{id}={used}")).collect();
            terms.push(Term::new(words.readings_asked, &asked.join(words.comma)));
        }
        Section::of("receipt", words.receipt, Block::Terms { terms })
    }
}
