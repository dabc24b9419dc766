//! Operands that need no work: looked at where they lie, without a copy.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{NodeId, ParameterId, TableId};
use crate::program::{Op, ParameterValue};
use crate::value::{Answer, FactSet, Value};

use super::machine::{Eval, Machine};
use super::record::Recorder;
use super::truth::{Stop, Truth};

impl<'p, R: Recorder> Machine<'p, R> {
    /// The known value of a literal, a given fact, a parameter, a field or a rule that has been
    /// worked out, where nobody needs to be told of it.
    #[inline]
    pub(super) fn peek(&self, id: NodeId) -> Option<&Value> {
        if R::KEEPS {
            return None;
        }
        match self.op(id)? {
            Op::Constant(at) => self.program.ops.constant(*at),
            Op::Fact(fact) => match self.facts.get(*fact) {
                None => self.program.ops.default_of(*fact),
                given => given,
            },
            op => self.peek_further(op),
        }
    }

    #[inline(never)]
    fn peek_further(&self, op: &Op) -> Option<&Value> {
        match op {
            Op::Rule { slot, .. } => known(self.values.get(usize::from(*slot))?.as_ref()?),
            Op::TruthRule(rule) => match self.truths.get(rule.index())? {
                Some(Truth::True) => Some(&Value::Truth(true)),
                Some(Truth::False) => Some(&Value::Truth(false)),
                _ => None,
            },
            Op::Field { variable, field } => self.frames.field(*variable, *field)?.ok(),
            Op::Parameter(parameter) => self.known_parameter(*parameter),
            Op::Lookup { table, column, key } => self.known_cell(*table, *key, *column),
            _ => None,
        }
    }

    fn known_parameter(&self, parameter: ParameterId) -> Option<&'p Value> {
        let values = self.program.parameters.get(parameter.index())?.values.as_slice();
        known(&in_force(values, self.as_of?)?.value)
    }

    /// The cell of a table with one version for a key that is a known choice.
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

    pub(super) fn parameter(&mut self, parameter: ParameterId, id: NodeId) -> Eval {
        let Some(parameter) = self.program.parameters.get(parameter.index()) else {
            return Err(self.lost(id));
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
            None => {
                let days = parameter.values.iter().map(|one| (one.from, one.until));
                Err(self.not_in_force(&parameter.name.ja, days, id))
            }
        }
    }

    /// The answer of a dated thing while the date is unknown.
    pub(super) fn undated(&self) -> Answer {
        Answer::unknown(self.program.as_of.map(FactSet::of).unwrap_or_default())
    }

    /// The error for a date on which nothing is in force, with the neighbours.
    #[cold]
    pub(super) fn not_in_force(
        &mut self,
        name: &str,
        days: impl Iterator<Item = (NaiveDate, Option<NaiveDate>)>,
        id: NodeId,
    ) -> Stop {
        let date = self.as_of.unwrap_or(NaiveDate::MIN);
        let (mut before, mut after) = (None, None);
        for (from, until) in days {
            if from > date {
                after = after.or(Some(from));
            } else {
                before = until.or(before);
            }
        }
        let error = Diagnostic::new(Code::NotInForce, self.span(id))
            .with("name", name)
            .with("date", date)
            .with_some("before", before)
            .with_some("after", after);
        self.stop(Box::new(error))
    }
}

#[inline]
fn known(answer: &Answer) -> Option<&Value> {
    match answer {
        Answer::Known(value) => Some(value),
        Answer::Unknown(_) | Answer::NotApplicable => None,
    }
}

#[inline]
fn in_force(values: &[ParameterValue], date: NaiveDate) -> Option<&ParameterValue> {
    let found = values.iter().rev().find(|value| value.from <= date)?;
    found.until.is_none_or(|until| date <= until).then_some(found)
}
