//! Whom a change touches: the simplest applicant who is decided otherwise because of it.
//!
//! Applicants come from the worked cases of the scheme. Their dates are moved by whole years into
//! the days on which the rules differ; where no case shows a difference, single facts that the
//! change has to do with are moved to the places where a condition can change. Every witness was
//! decided under both rule sets, and under the new ones with the change undone.

mod bases;
mod moves;
mod prove;
mod reads;
mod seen;
mod shrink;
mod trial;
mod undo;
mod words;

pub(super) use words::{together, who, yen};

use chrono::NaiveDate;
use serde::Serialize;

use crate::text::Lang;

use super::item::{Item, Kind};
use super::side::Side;
use bases::Bases;
use trial::{Found, Trial};

/// Whom a change touches.
#[derive(Clone, Debug, Serialize)]
pub struct Effect {
    /// How it was settled.
    pub kind: EffectKind,
    /// In words.
    pub says: String,
    /// Applicants that were decided under both rule sets to settle it.
    pub tried: usize,
    /// The applicant, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
}

/// How the effect of a change was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// Only words changed.
    WordsAlone,
    /// An applicant is decided otherwise because of it.
    Witness,
    /// An applicant is decided otherwise; this change cannot be told from the others, because the
    /// rules do not hold together without it.
    Together,
    /// Nobody is decided otherwise, which is certain.
    ProvedNone,
    /// Nobody was found.
    NoneFound,
}

/// An applicant who is decided otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct Witness {
    /// The worked case that it comes from.
    pub case: String,
    /// Years by which the dates of the case were moved.
    pub years: i32,
    /// Facts that were moved beside.
    pub moved: Vec<Moved>,
    /// The date of the decision.
    pub as_of: Option<NaiveDate>,
    /// The facts without which the outcomes would not be these, in the order of declaration.
    pub facts: Vec<Given>,
    /// What the old rules decide.
    pub old: Outcome,
    /// What the new rules decide.
    pub new: Outcome,
    /// By how much an amount in yen is more, or less, under the new rules.
    pub difference: Option<i64>,
    /// Whether other changes touch the applicant as well.
    pub others_too: bool,
}

/// A fact that was moved.
#[derive(Clone, Debug, Serialize)]
pub struct Moved {
    /// Its name.
    pub name: String,
    /// Its value in the case, in words; empty where the case does not give it.
    pub from: String,
    /// Its value, in words.
    pub to: String,
}

/// A fact of the applicant.
#[derive(Clone, Debug, Serialize)]
pub struct Given {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its value in the form of facts files.
    pub value: serde_json::Value,
    /// Its value in words.
    pub text: String,
}

/// What is decided, in words: the conclusion and the outputs that differ.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The conclusion.
    pub verdict: String,
    /// Name and words of the outputs that differ between the two rule sets.
    pub outputs: Vec<(String, String)>,
    /// Ids of the clauses that are not met.
    pub failed: Vec<String>,
    /// Ids of the warnings that are given.
    pub warnings: Vec<String>,
    /// Warnings that are given here and not under the other rules, in words.
    pub warned: Vec<String>,
    /// Clauses that are not met here and are under the other rules, as they are cited.
    pub unmet: Vec<String>,
}

impl Effect {
    pub(super) fn words_alone(kind: Kind, lang: Lang) -> Self {
        let says = words::words_alone(kind, lang);
        Self { kind: EffectKind::WordsAlone, says, tried: 0, witness: None }
    }
}

/// A thing that changed, and the days on which it differs; no days are all days.
pub(super) struct Changed<'c> {
    pub(super) old: Option<&'c Item>,
    pub(super) new: Option<&'c Item>,
    pub(super) days: &'c [(NaiveDate, Option<NaiveDate>)],
}

/// A search for witnesses over two rule sets.
pub(super) struct Search<'r, 's> {
    old: &'r Side<'s>,
    new: &'r Side<'s>,
    lang: Lang,
    bases: Bases<'r>,
}

impl<'r, 's> Search<'r, 's> {
    pub(super) fn new(old: &'r Side<'s>, new: &'r Side<'s>, lang: Lang) -> Self {
        Self { old, new, lang, bases: Bases::new(old, new) }
    }

    /// Whom one change touches.
    pub(super) fn effect(&mut self, changed: &Changed<'_>) -> Effect {
        let lang = self.lang;
        if let Some(says) = reads::none(self.old.program(), self.new.program(), changed, lang) {
            return Effect { kind: EffectKind::ProvedNone, says, tried: 0, witness: None };
        }
        let undone = undo::undone(self.old, self.new, changed);
        let facts = reads::facts_concerned(self.new.program(), changed);
        let mut trial = Trial::new(self.old.program(), self.new.program(), undone.as_ref());
        let found = self.bases.search(&mut trial, changed).or_else(|| {
            let starts = self.bases.starts(&mut trial, changed);
            moves::search(&mut trial, &starts, facts)
        });
        let tried = trial.tried();
        let Some(found) = found else {
            let (kind, says) = match undone
                .as_ref()
                .and_then(|undone| prove::equal(self.new.program(), undone, changed, lang))
            {
                Some(says) => (EffectKind::ProvedNone, says),
                None => {
                    let names = words::names(self.new.program(), facts, lang);
                    (EffectKind::NoneFound, words::none_found(tried, &names, lang))
                }
            };
            return Effect { kind, says, tried, witness: None };
        };
        let found: Found = shrink::without_needless(&mut trial, found);
        let witness = words::witness(&trial, &found, lang);
        let kind = if undone.is_some() { EffectKind::Witness } else { EffectKind::Together };
        let says = words::says(&witness, kind, lang);
        Effect { kind, says, tried, witness: Some(witness) }
    }
}
