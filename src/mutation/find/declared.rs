//! Changes of what is declared with dates; parameters.

use chrono::{Days, NaiveDate};

use crate::ids::{ClauseId, NodeId, ParameterId};
use crate::program::Parameter;
use crate::source::Span;
use crate::value::Answer;

use super::super::change::Change;
use super::super::mutant::{Mutant, Operator};
use super::{Finder, values};

/// First and last day of something dated.
type InForce = (NaiveDate, Option<NaiveDate>);

/// The days of dated things where that at `later` begins a day earlier (-1) or later (1), and the
/// words for it. `None` where it has no day to give.
pub(super) fn shifted(
    mut days: Vec<InForce>,
    later: usize,
    by: i8,
) -> Option<(Vec<InForce>, String)> {
    let moved = |date: NaiveDate| match by {
        1 => date.checked_add_days(Days::new(1)),
        _ => date.checked_sub_days(Days::new(1)),
    };
    let from = days.get(later)?.0;
    days.get_mut(later)?.0 = moved(from)?;
    let before = days.get_mut(later.checked_sub(1)?)?;
    if let Some(until) = before.1 {
        before.1 = Some(moved(until)?);
    }
    let words = format!("from: {}", moved(from)?);
    Some((days, words))
}

/// A change of something declared, without its words.
pub(super) struct Declared<'a> {
    pub(super) operator: Operator,
    pub(super) at: Span,
    pub(super) clauses: &'a [ClauseId],
    pub(super) change: Change,
    pub(super) sites: &'a [NodeId],
}

impl Finder<'_> {
    pub(super) fn keep(&mut self, declared: Declared<'_>, before: String, after: String) {
        let Declared { operator, at, clauses, change, sites } = declared;
        let (clauses, sites) = (clauses.to_vec(), sites.to_vec());
        self.mutants.push(Mutant { operator, at, clauses, before, after, change, sites });
    }

    /// Parameters that the rules read; what nothing reads changes nothing.
    pub(super) fn parameters(&mut self) {
        let program = self.program;
        let uses = std::mem::take(&mut self.parameters);
        for (number, (parameter, sites)) in program.parameters.iter().zip(&uses).enumerate() {
            if !sites.is_empty() {
                self.parameter(ParameterId::new(number), parameter, sites);
            }
        }
    }

    fn parameter(&mut self, id: ParameterId, parameter: &Parameter, sites: &[NodeId]) {
        let Parameter { name, ty, values: dated, clauses, .. } = parameter;
        let declared = |operator, at, values| Declared {
            operator,
            at,
            clauses,
            change: Change::Parameter(id, values),
            sites,
        };
        for (at, one) in dated.iter().enumerate() {
            if let Answer::Known(known) = &one.value {
                for (operator, other) in values::near(known) {
                    let (before, after) = match values::lost(known, &other) {
                        Some(lost) => {
                            let of = values::element(ty);
                            (values::words(self.program, lost, &of), "—".to_owned())
                        }
                        None => (self.text(one.span), values::words(self.program, &other, ty)),
                    };
                    let mut changed = dated.clone();
                    if let Some(one) = changed.get_mut(at) {
                        one.value = Answer::Known(other);
                    }
                    let before = format!("{}: {before}", name.ja);
                    let after = format!("{}: {after}", name.ja);
                    self.keep(declared(operator, one.span, changed), before, after);
                }
            }
            let before = at.checked_sub(1).and_then(|before| dated.get(before));
            let turns = before.is_some_and(|before| before.value != one.value);
            for day in [-1, 1].into_iter().filter(|_| turns) {
                let days = dated.iter().map(|one| (one.from, one.until)).collect();
                let Some((days, words)) = shifted(days, at, day) else { continue };
                let mut changed = dated.clone();
                for (one, (from, until)) in changed.iter_mut().zip(days) {
                    (one.from, one.until) = (from, until);
                }
                let before = format!("{}: from: {}", name.ja, one.from);
                let after = format!("{}: {words}", name.ja);
                self.keep(declared(Operator::Day, one.span, changed), before, after);
            }
        }
    }
}
