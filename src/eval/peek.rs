//! Operands that need no work: looked at where they lie, without a copy.

use crate::diagnostic::Diagnostic;
use crate::ids::{NodeId, ParameterId, TableId};
use crate::program::{Op, ParameterValue};
use crate::value::{Answer, FactSet, Value};

use super::machine::{Eval, Machine, internal};
use super::record::Recorder;

use chrono::NaiveDate;

/// A value that is looked at in place.
#[derive(Clone, Copy)]
pub(super) enum Peeked<'p, 's> {
    /// Of the program or the facts.
    Lasting(&'p Value),
    /// Of the row that a loop stands at, or of a rule that has been worked out.
    Passing(&'s Value),
}

impl std::ops::Deref for Peeked<'_, '_> {
    type Target = Value;

    #[inline]
    fn deref(&self) -> &Value {
        match self {
            Self::Lasting(value) => value,
            Self::Passing(value) => value,
        }
    }
}

impl<'p, R: Recorder> Machine<'p, R> {
    /// The known value of a literal, a given fact, a parameter or a field, where nobody needs to be
    /// told of it.
    #[inline]
    pub(super) fn peek(&self, id: NodeId) -> Option<Peeked<'p, '_>> {
        if R::KEEPS {
            return None;
        }
        let value = match self.program.ops.get(id)? {
            Op::Constant(at) => self.program.ops.constant(at)?,
            Op::Fact(fact) => match self.facts.get(fact) {
                Some(value) => value,
                None => self.program.ops.default_of(fact)?,
            },
            Op::Rule(rule) => match self.rules.get(rule.index())?.as_ref()? {
                Answer::Known(value) => return Some(Peeked::Passing(value)),
                Answer::Unknown(_) | Answer::NotApplicable => return None,
            },
            Op::Field { variable, field } => {
                return self.frames.field(variable, field)?.ok().map(Peeked::Passing);
            }
            Op::Parameter(parameter) => {
                let values = self.program.parameters.get(parameter.index())?.values.as_slice();
                match &in_force(values, self.as_of?)?.value {
                    Answer::Known(value) => value,
                    Answer::Unknown(_) | Answer::NotApplicable => return None,
                }
            }
            Op::Lookup { table, column, key } => self.known_cell(table, key, column)?,
            _ => return None,
        };
        Some(Peeked::Lasting(value))
    }

    /// The cell of a table with one version for a key that is a known choice.
    #[inline]
    fn known_cell(&self, table: TableId, key: NodeId, column: u16) -> Option<&'p Value> {
        let program = self.program;
        let [only] = program.tables.get(table.index())?.editions.as_slice() else { return None };
        if only.from != NaiveDate::MIN {
            return None;
        }
        let Value::Choice(choice) = *self.peek(key)? else { return None };
        let row = only.by_choice.get(usize::from(choice)).copied().flatten()?;
        only.rows.get(usize::from(row))?.cells.get(usize::from(column))
    }

    pub(super) fn parameter(&self, parameter: ParameterId, id: NodeId) -> Eval {
        let Some(parameter) = self.program.parameters.get(parameter.index()) else {
            return Err(internal(self.span(id)));
        };
        let only = match parameter.values.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        let found = match (self.as_of, only) {
            (Some(date), _) => in_force(&parameter.values, date),
            (None, Some(only)) => Some(only),
            (None, None) => return Ok(self.undated()),
        };
        match found {
            Some(value) => Ok(value.value.clone()),
            None => Err(self.not_in_force(
                &parameter.name.ja,
                parameter.values.iter().map(|one| (one.from, one.until)),
                id,
            )),
        }
    }

    /// The answer of a dated thing while the date is unknown.
    pub(super) fn undated(&self) -> Answer {
        Answer::unknown(self.program.as_of.map(FactSet::of).unwrap_or_default())
    }

    /// The error for a date on which nothing is in force, with the neighbours.
    #[cold]
    pub(super) fn not_in_force(
        &self,
        name: &str,
        days: impl Iterator<Item = (NaiveDate, Option<NaiveDate>)>,
        id: NodeId,
    ) -> Box<Diagnostic> {
        let date = self.as_of.unwrap_or(NaiveDate::MIN);
        let (mut before, mut after) = (None, None);
        for (from, until) in days {
            if from > date {
                after = after.or(Some(from));
            } else {
                before = until.or(before);
            }
        }
        Box::new(
            Diagnostic::new(crate::diagnostic::Code::NotInForce, self.span(id))
                .with("name", name)
                .with("date", date)
                .with_some("before", before)
                .with_some("after", after),
        )
    }
}

#[inline]
fn in_force(values: &[ParameterValue], date: NaiveDate) -> Option<&ParameterValue> {
    let found = values.iter().rev().find(|value| value.from <= date)?;
    found.until.is_none_or(|until| date <= until).then_some(found)
}
