//! One applicant under the old rules, the new ones, and the new ones with a change undone.

use serde_json::{Map, Value as Json};

use crate::decision::Verdict;
use crate::eval::Question;
use crate::explain::show_contract;
use crate::facts::Facts;
use crate::ids::FactId;
use crate::intake;
use crate::program::Program;
use crate::value::Value;

use super::seen::{Seen, see};

/// An applicant, with facts fitted to the new rules.
#[derive(Clone, Debug)]
pub(super) struct Applicant {
    /// The worked case, and its position.
    pub(super) case: (usize, String),
    pub(super) years: i32,
    pub(super) facts: Facts,
    pub(super) question: Question,
    /// Facts that were moved, with their values in the case.
    pub(super) moved: Vec<(FactId, Option<Value>)>,
}

/// An applicant who is decided otherwise.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) applicant: Applicant,
    pub(super) old: Seen,
    pub(super) new: Seen,
    /// Ids of the outputs that this change alone makes different.
    pub(super) differing: Vec<String>,
    /// Whether this change alone makes another conclusion.
    pub(super) turned: bool,
    /// Whether other changes touch the applicant as well.
    pub(super) others_too: bool,
}

impl Found {
    /// The simpler the lower.
    pub(super) fn rank(&self) -> (u8, bool, usize, u32, u64, usize) {
        let is_settled = |seen: &Seen| seen.verdict != Verdict::Undetermined;
        let turned = self.turned
            && self.old.verdict != self.new.verdict
            && is_settled(&self.old)
            && is_settled(&self.new);
        let sort = if turned || self.difference().is_some() {
            0
        } else if !self.differing.is_empty() {
            1
        } else {
            2
        };
        let Applicant { moved, years, case, .. } = &self.applicant;
        let yen = self.difference().unwrap_or_default().unsigned_abs();
        (sort, self.others_too, moved.len(), years.unsigned_abs(), yen, case.0)
    }

    /// By how much an amount that this change makes different is more under the new rules.
    pub(super) fn difference(&self) -> Option<i64> {
        self.old.difference(&self.new, &self.differing)
    }
}

/// The rule sets that applicants are decided by.
pub(super) struct Trial<'p> {
    pub(super) old: &'p Program,
    pub(super) new: &'p Program,
    undone: Option<&'p Program>,
    /// Whether facts need no fitting to the old rules, and to the undone ones.
    as_they_are: (bool, bool),
    tried: usize,
}

impl<'p> Trial<'p> {
    pub(super) fn new(old: &'p Program, new: &'p Program, undone: Option<&'p Program>) -> Self {
        let as_they_are = (alike(new, old), undone.is_none_or(|undone| alike(new, undone)));
        Self { old, new, undone, as_they_are, tried: 0 }
    }

    /// Applicants that were decided.
    pub(super) fn tried(&self) -> usize {
        self.tried
    }

    /// Decides an applicant; `None` unless the change makes a difference to it.
    pub(super) fn touched(&mut self, applicant: &Applicant) -> Option<Found> {
        self.tried += 1;
        let Applicant { facts, question, .. } = applicant;
        let new = see(self.new, facts, question)?;
        let undone = match self.undone {
            Some(undone) => {
                let seen = self.under(undone, self.as_they_are.1, applicant)?;
                if seen == new {
                    return None;
                }
                Some(seen)
            }
            None => None,
        };
        let old = self.under(self.old, self.as_they_are.0, applicant)?;
        if old == new {
            return None;
        }
        let differing = undone.as_ref().unwrap_or(&old).differing(&new);
        let turned = undone.as_ref().unwrap_or(&old).verdict != new.verdict;
        let others_too = undone.is_some_and(|undone| {
            undone.verdict != old.verdict
                || differing.iter().any(|id| undone.output(id) != old.output(id))
        });
        if !differing.is_empty() && differing.iter().all(|id| old.output(id) == new.output(id)) {
            return None;
        }
        Some(Found { applicant: applicant.clone(), old, new, differing, turned, others_too })
    }

    fn under(&self, program: &Program, as_they_are: bool, applicant: &Applicant) -> Option<Seen> {
        let Applicant { facts, question, .. } = applicant;
        if as_they_are {
            return see(program, facts, question);
        }
        see(program, &fitted(self.new, program, facts)?, question)
    }
}

/// Facts of one program as those of another; what the other does not ask for is left out. `None`
/// if a value is none of the other.
pub(super) fn fitted(from: &Program, to: &Program, facts: &Facts) -> Option<Facts> {
    let mut object = Map::new();
    for (fact, value) in from.facts.iter().zip(facts.slots()) {
        let known = to.facts.iter().any(|other| other.id == fact.id);
        if let (true, Some(value)) = (known, value) {
            object.insert(fact.id.clone(), show_contract(from, value, &fact.ty));
        }
    }
    intake::from_json(to, &Json::Object(object)).ok()
}

/// Whether facts of the one are facts of the other as they are.
fn alike(one: &Program, other: &Program) -> bool {
    let facts = |program: &Program| -> Vec<_> {
        program
            .facts
            .iter()
            .chain(program.records.iter().flat_map(|record| &record.fields))
            .map(|fact| (fact.id.clone(), fact.ty.clone(), fact.low.clone(), fact.high.clone()))
            .collect()
    };
    let choices = |program: &Program| -> Vec<Vec<String>> {
        let lists = program.choices.iter();
        lists.map(|list| list.choices.iter().map(|one| one.id.clone()).collect()).collect()
    };
    facts(one) == facts(other) && choices(one) == choices(other)
}
