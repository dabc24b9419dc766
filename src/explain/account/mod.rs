//! What a decision says to one audience: sentences, lists, tables and the lines of the trace.
//!
//! An [`Account`] knows nothing of how it will be laid out. Every text in it is plain, so a form
//! must escape what means something in that form. What an audience is not shown (ids and
//! expressions, for the applicant) is not in it.

mod amounts;
mod block;
mod cite;
mod conclusion;
mod lists;
mod records;
mod requirements;
mod results;
mod trace;

use serde::Serialize;

pub(super) use block::{Block, Cell, Column, Entry, Section, Term, Tone};
pub(super) use cite::{Cite, joined};
pub(super) use conclusion::Conclusion;
pub(super) use trace::Line;

use super::Audience;
use super::words::{Words, words};
use crate::decision::Decision;
use crate::text::Lang;

/// A decision as told to one audience.
#[derive(Serialize)]
pub(super) struct Account {
    /// Language tag: `ja`, `en`.
    pub(super) lang: &'static str,
    /// Words for what a form adds between the texts: brackets, the word for a basis.
    pub(super) words: &'static Words,
    /// Title of the scheme.
    pub(super) title: String,
    /// Who, by what document, as of when.
    pub(super) head: Vec<Term>,
    /// The verdict and the sentences that go with it.
    pub(super) conclusion: Conclusion,
    /// The rest, in reading order. No section is empty.
    pub(super) sections: Vec<Section>,
}

/// What the parts of an account are made from.
struct Telling<'a> {
    decision: &'a Decision,
    lang: Lang,
    words: &'static Words,
    /// Whether ids, expressions and the trace are shown.
    full: bool,
}

impl Account {
    /// The account of `decision` for `audience`.
    pub(super) fn of(decision: &Decision, audience: Audience) -> Self {
        let telling = Telling {
            decision,
            lang: decision.lang,
            words: words(decision.lang),
            full: audience != Audience::Applicant,
        };
        Self {
            lang: match decision.lang {
                Lang::Ja => "ja",
                Lang::En => "en",
            },
            words: telling.words,
            title: decision.title.clone(),
            head: telling.head(),
            conclusion: telling.conclusion(),
            sections: telling.sections(),
        }
    }
}

impl Telling<'_> {
    fn head(&self) -> Vec<Term> {
        let (decision, words) = (self.decision, self.words);
        let date = decision.as_of.map(|date| date.to_string()).unwrap_or_default();
        let as_of = if decision.as_of_text.is_empty() { &date } else { &decision.as_of_text };
        [
            (words.authority, &decision.authority),
            (words.source, &decision.source),
            (words.in_force, &decision.in_force),
            (words.as_of, as_of),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| Term::new(name, text))
        .collect()
    }

    fn sections(&self) -> Vec<Section> {
        let told = [self.reasons(), self.questions(), self.found()];
        let amount = [self.amount_steps()];
        let table = [self.requirements(), self.outcomes()];
        let rest = [self.dates(), self.others()];
        let lists = self.lists();
        let last = [self.warnings()];
        let record = [
            self.facts(),
            self.readings(),
            self.trace(),
            self.clauses(),
            self.not_modelled(),
            self.receipt(),
        ];
        let before = told.into_iter().chain(amount);
        let middle: Vec<_> = if self.full {
            table.into_iter().chain(lists).chain(last).chain(record).collect()
        } else {
            rest.into_iter().chain(lists).chain(last).collect()
        };
        before.chain(middle).flatten().filter(|section| !section.blocks.is_empty()).collect()
    }
}
