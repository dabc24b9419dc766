//! One of two sets of rules: a scheme, or a scheme as it is on one day.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::cases::Suite;
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::model::{Dated, Model};
use crate::program::Program;
use crate::rulebook::{Findings, Scheme};
use crate::text::{Lang, Text};

/// A set of rules to be compared.
#[derive(Debug)]
pub struct Side<'s> {
    name: Text,
    model: Cow<'s, Model>,
    program: Cow<'s, Program>,
    cases: &'s Suite,
}

impl<'s> Side<'s> {
    /// All rules of a scheme, with its worked cases.
    #[must_use]
    pub fn whole(name: Text, scheme: &'s Scheme, cases: &'s Suite) -> Self {
        Self {
            name,
            model: Cow::Borrowed(scheme.model()),
            program: Cow::Borrowed(scheme.program()),
            cases,
        }
    }

    /// The rules of a scheme as they are on `date`, on whatever day they are asked.
    ///
    /// # Errors
    ///
    /// What the checker finds in them, which can be a fault of this function alone.
    pub fn on(scheme: &'s Scheme, cases: &'s Suite, date: NaiveDate) -> Result<Self, Findings> {
        let mut model = scheme.model().clone();
        freeze(&mut model, date);
        let sources = Arc::clone(&scheme.program().sources);
        let digest = scheme.program().digest.clone();
        let program = check::check(&model, Arc::clone(&sources), digest)
            .map_err(|findings| Findings { sources, findings })?;
        let day = |lang| match lang {
            Lang::Ja => crate::calendar::format_japanese_date(date),
            Lang::En => date.to_string(),
        };
        Ok(Self {
            name: Text::new(day(Lang::Ja), day(Lang::En)),
            model: Cow::Owned(model),
            program: Cow::Owned(program),
            cases,
        })
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// The checked rules.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    pub(super) fn cases(&self) -> &'s Suite {
        self.cases
    }

    /// The rules after `edit`.
    ///
    /// # Errors
    ///
    /// What the checker finds in them.
    pub(super) fn edited(&self, edit: impl FnOnce(&mut Model)) -> Result<Program, Vec<Diagnostic>> {
        let mut model = self.model().clone();
        edit(&mut model);
        check::check(&model, Arc::clone(&self.program.sources), self.program.digest.clone())
    }
}

/// Leaves of every dated thing what is in force on `date`, for all days.
fn freeze(model: &mut Model, date: NaiveDate) {
    for parameter in &mut model.parameters {
        keep(&mut parameter.values, date);
    }
    for table in &mut model.tables {
        keep(&mut table.versions, date);
    }
    for rule in &mut model.rules {
        keep(&mut rule.bodies, date);
    }
}

/// What is not in force on the day stays as it is: it has no value then, and is not compared.
fn keep<T>(dated: &mut Vec<Dated<T>>, date: NaiveDate) {
    let Some(at) = dated.iter().rposition(|one| one.from <= date) else { return };
    if dated.get(at).is_some_and(|one| one.until.is_some_and(|until| until < date)) {
        return;
    }
    let mut kept = dated.swap_remove(at);
    kept.from = NaiveDate::MIN;
    kept.until = None;
    dated.clear();
    dated.push(kept);
}
