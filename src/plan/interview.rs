//! An interview: one question at a time, and back again.

use std::collections::BTreeSet;

use crate::decision::Verdict;
use crate::diagnostic::Diagnostic;
use crate::eval::{self, Question, Silent};
use crate::explain;
use crate::facts::Facts;
use crate::ids::FactId;
use crate::program::Program;
use crate::text::Lang;
use crate::value::{Answer, Value};

use super::{Amount, NextQuestion};

/// An interview about one case. It ends when nothing matters any more: at once for a case that is
/// refused or that the scheme does not govern, else when every output is known.
#[derive(Clone, Debug)]
pub struct Interview<'p> {
    program: &'p Program,
    question: Question,
    lang: Lang,
    facts: Facts,
    /// What the person does not know, and is not asked again.
    open: BTreeSet<FactId>,
    /// What was asked, the last one last.
    asked: Vec<FactId>,
}

/// How a case stands by what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The verdict.
    pub verdict: Verdict,
    /// Requirements that are met.
    pub met: usize,
    /// Requirements that are not met.
    pub failed: usize,
    /// Requirements that are open.
    pub open: usize,
    /// What the headline amount can come to.
    pub amount: Option<Amount>,
}

impl<'p> Interview<'p> {
    /// An interview that goes on from `facts`.
    #[must_use]
    pub fn new(program: &'p Program, facts: Facts, question: Question, lang: Lang) -> Self {
        Self { program, question, lang, facts, open: BTreeSet::new(), asked: Vec::new() }
    }

    /// What is known.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The questions that are left, the next one first; those that the person cannot answer are
    /// left out.
    ///
    /// # Errors
    ///
    /// As [`eval::evaluate`].
    pub fn questions(&self) -> Result<Vec<NextQuestion>, Box<Diagnostic>> {
        if matches!(self.standing()?.verdict, Verdict::Ineligible | Verdict::NotApplicable) {
            return Ok(Vec::new());
        }
        let mut left = super::next_questions(self.program, &self.facts, &self.question, self.lang)?;
        let open: Vec<&str> =
            self.open.iter().filter_map(|id| Some(self.program.fact(*id)?.id.as_str())).collect();
        left.retain(|question| !open.contains(&question.id.as_str()));
        Ok(left)
    }

    /// How the case stands.
    ///
    /// # Errors
    ///
    /// As [`eval::evaluate`].
    pub fn standing(&self) -> Result<Standing, Box<Diagnostic>> {
        let found = eval::evaluate(self.program, &self.facts, &self.question, &mut Silent)?;
        let count =
            |is: fn(&Answer) -> bool| found.requirements.iter().filter(|one| is(one)).count();
        Ok(Standing {
            verdict: explain::verdict(self.program, &found),
            met: count(|answer| answer.as_truth() == Some(true)),
            failed: count(|answer| answer.as_truth() == Some(false)),
            open: count(|answer| matches!(answer, Answer::Unknown(_))),
            amount: super::amount(self.program, &found, self.lang),
        })
    }

    /// The fact of that id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<FactId> {
        self.program.facts.iter().position(|fact| fact.id == id).map(FactId::new)
    }

    /// Takes an answer.
    ///
    /// # Errors
    ///
    /// The operation that has no result with it; the answer is not kept then.
    pub fn answer(&mut self, fact: FactId, value: Value) -> Result<(), Box<Diagnostic>> {
        let before = self.facts.get(fact).cloned();
        self.facts.set(fact, Some(value));
        if let Err(finding) = self.standing() {
            self.facts.set(fact, before);
            return Err(finding);
        }
        self.asked.push(fact);
        Ok(())
    }

    /// Leaves a fact unknown.
    pub fn unknown(&mut self, fact: FactId) {
        self.open.insert(fact);
        self.asked.push(fact);
    }

    /// Takes the last answer back; that question comes next. The fact, unless nothing was asked.
    pub fn back(&mut self) -> Option<FactId> {
        let last = self.asked.pop()?;
        self.open.remove(&last);
        self.facts.set(last, None);
        Some(last)
    }

    /// How many questions were asked.
    #[must_use]
    pub fn count(&self) -> usize {
        self.asked.len()
    }
}
