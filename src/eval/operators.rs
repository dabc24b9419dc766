//! Operators, membership, look-ups, calls.

use std::cmp::Ordering;

use crate::calendar::CalendarError;
use crate::diagnostic::{Code, Diagnostic};
use crate::functions::{Function, OperationError, Surroundings};
use crate::ids::{CalendarId, NodeId, TableId};
use crate::program::{NodeKind, RangeNode, TableEdition};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;
use crate::text::Text;
use crate::value::{self, Answer, FactSet, Number, Value, ValueError};

use super::bounds;
use super::machine::{Eval, Machine, internal};
use super::record::Recorder;

impl<R: Recorder> Machine<'_, R> {
    pub(super) fn not(&mut self, inner: NodeId) -> Eval {
        Ok(match self.eval(inner)? {
            Answer::Known(Value::Truth(truth)) => Answer::truth(!truth),
            answer => answer,
        })
    }

    pub(super) fn negate(&mut self, inner: NodeId) -> Eval {
        Ok(match self.eval(inner)? {
            Answer::Known(Value::Number(number)) => Answer::Known(Value::Number(number.negate())),
            Answer::Unknown(unknown) => Answer::between(
                unknown.facts,
                unknown.high.map(|high| high.negate()),
                unknown.low.map(|low| low.negate()),
            ),
            answer => answer,
        })
    }

    pub(super) fn binary(&mut self, op: BinaryOp, left: NodeId, right: NodeId, at: Span) -> Eval {
        if !matches!(op, BinaryOp::And | BinaryOp::Or)
            && let (Some(left), Some(right)) = (self.peek(left), self.peek(right))
        {
            return of_known(op, &left, &right, at);
        }
        match op {
            BinaryOp::And => self.connect(left, right, false),
            BinaryOp::Or => self.connect(left, right, true),
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual => match (self.eval(left)?, self.eval(right)?) {
                (Answer::Known(left), Answer::Known(right)) => of_known(op, &left, &right, at),
                (left, right) => Ok(compared(&left, &right, |_, _| false)),
            },
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
                let (left, right) = (self.eval(left)?, self.eval(right)?);
                arithmetic(op, &left, &right, at)
            }
        }
    }

    /// `and` (decided by false) and `or` (decided by true). The right operand is left alone when the
    /// left one decides. What is not decided by an operand that applies is not applicable as soon as
    /// the other one is.
    fn connect(&mut self, left: NodeId, right: NodeId, decisive: bool) -> Eval {
        let one = self.eval(left)?;
        match one {
            Answer::Known(Value::Truth(truth)) if truth == decisive => {
                self.recorder.skip(right);
                return Ok(one);
            }
            // What does not decide leaves it to the other operand.
            Answer::Known(_) => return self.eval(right),
            Answer::Unknown(_) | Answer::NotApplicable => {}
        }
        let other = self.eval(right)?;
        Ok(match (one, other) {
            (_, other) if other.as_truth() == Some(decisive) => other,
            (Answer::Unknown(one), Answer::Unknown(other)) => {
                Answer::unknown(one.facts.and(other.facts))
            }
            (Answer::Unknown(unknown), _) | (_, Answer::Unknown(unknown)) => {
                Answer::Unknown(unknown)
            }
            (Answer::NotApplicable, _) | (_, Answer::NotApplicable) => Answer::NotApplicable,
            (_, other) => other,
        })
    }

    pub(super) fn membership(&mut self, item: NodeId, set: NodeId, negated: bool) -> Eval {
        let within = |item: &Value, set: &Value| match set {
            Value::Set(elements) => elements.iter().any(|one| value::same(one, item)) != negated,
            _ => false,
        };
        if let (Some(item), Some(set)) = (self.peek(item), self.peek(set)) {
            return Ok(Answer::truth(within(&item, &set)));
        }
        let (item, set) = (self.eval(item)?, self.eval(set)?);
        Ok(compared(&item, &set, within))
    }

    pub(super) fn in_range(&mut self, item: NodeId, range: &RangeNode, negated: bool) -> Eval {
        let item = self.eval(item)?;
        let mut answer = Answer::truth(true);
        for (end, included, wanted) in [
            (range.low, range.low_included, Ordering::Greater),
            (range.high, range.high_included, Ordering::Less),
        ] {
            let Some(end) = end else { continue };
            let end = self.eval(end)?;
            let side = compared(&item, &end, |item, end| {
                let order = value::compare(item, end);
                order == Some(wanted) || (included && order == Some(Ordering::Equal))
            });
            answer = both(answer, side);
        }
        Ok(match answer {
            Answer::Known(Value::Truth(truth)) => Answer::truth(truth != negated),
            answer => answer,
        })
    }

    pub(super) fn branch(&mut self, condition: NodeId, then: NodeId, otherwise: NodeId) -> Eval {
        match self.eval(condition)? {
            Answer::Known(Value::Truth(true)) => {
                self.recorder.skip(otherwise);
                self.eval(then)
            }
            Answer::Known(_) => {
                self.recorder.skip(then);
                self.eval(otherwise)
            }
            Answer::Unknown(unknown) => {
                let (then, otherwise) = (self.eval(then)?, self.eval(otherwise)?);
                Ok(bounds::either(unknown.facts, &[then, otherwise]))
            }
            Answer::NotApplicable => Ok(Answer::NotApplicable),
        }
    }

    pub(super) fn set_of(&mut self, items: &[NodeId]) -> Eval {
        let (mut facts, mut values) = (FactSet::default(), Vec::new());
        let mut unknown = false;
        for item in items {
            match self.eval(*item)? {
                Answer::Known(value) if !values.contains(&value) => values.push(value),
                Answer::Known(_) | Answer::NotApplicable => {}
                Answer::Unknown(one) => {
                    unknown = true;
                    facts = facts.and(one.facts);
                }
            }
        }
        Ok(if unknown { Answer::unknown(facts) } else { Answer::Known(Value::Set(values.into())) })
    }

    pub(super) fn lookup(&mut self, table: TableId, key: NodeId, column: u16, at: Span) -> Eval {
        let key = self.eval(key)?;
        let program = self.program;
        let Some(table) = program.tables.get(table.index()) else { return Err(internal(at)) };
        let only = match table.editions.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        let edition = match (self.as_of, only) {
            (Some(date), _) => table
                .editions
                .iter()
                .rev()
                .find(|edition| edition.from <= date)
                .filter(|edition| edition.until.is_none_or(|until| date <= until)),
            (None, Some(only)) => Some(only),
            (None, None) => return Ok(self.undated()),
        };
        let Some(edition) = edition else {
            let days = table.editions.iter().map(|edition| (edition.from, edition.until));
            return Err(self.not_in_force(&table.name.ja, days, at));
        };
        let column = usize::from(column);
        Ok(match key {
            Answer::Known(key) => cell(edition, &key, column),
            Answer::Unknown(unknown) => {
                let cells = edition.rows.iter().filter_map(|row| row.cells.get(column));
                let cells: Vec<_> = cells.map(|cell| Answer::Known(cell.clone())).collect();
                bounds::cell(
                    unknown.facts,
                    &cells,
                    edition.otherwise.get(column).filter(|_| edition.open),
                )
            }
            Answer::NotApplicable => Answer::NotApplicable,
        })
    }

    pub(super) fn call(
        &mut self,
        function: &'static Function,
        arguments: &[NodeId],
        at: Span,
    ) -> Eval {
        let mut around = self.surroundings();
        let mut few: [Value; 3] = std::array::from_fn(|_| Value::Truth(true));
        let mut many = Vec::new();
        let values = if arguments.len() <= few.len() {
            few.as_mut_slice()
        } else {
            many.resize(arguments.len(), Value::Truth(true));
            many.as_mut_slice()
        };
        for (position, argument) in arguments.iter().enumerate() {
            let Some(slot) = values.get_mut(position) else { return Err(internal(at)) };
            if let Some(value) = self.peek(*argument) {
                slot.clone_from(&value);
                continue;
            }
            match self.program.node(*argument).map(|node| &node.kind) {
                Some(NodeKind::Calendar(calendar)) => around.calendar = Some(*calendar),
                _ => match self.eval(*argument)? {
                    Answer::Known(value) => *slot = value,
                    other => {
                        let known = values.get(..position).unwrap_or_default().iter().cloned();
                        let mut answers: Vec<Answer> = known.map(Answer::Known).collect();
                        answers.push(other);
                        return self.call_unknown(function, arguments, answers, &mut around, at);
                    }
                },
            }
        }
        let known = values.get(..arguments.len()).unwrap_or_default();
        let result = (function.run)(known, &around).map(Answer::Known);
        result.map_err(|error| self.error_at(&error, around.calendar, at))
    }

    /// A call of which the last of `answers` is not known; the other arguments are still to come.
    fn call_unknown(
        &mut self,
        function: &'static Function,
        arguments: &[NodeId],
        mut answers: Vec<Answer>,
        around: &mut Surroundings<'_>,
        at: Span,
    ) -> Eval {
        for argument in arguments.get(answers.len()..).unwrap_or_default() {
            answers.push(match self.program.node(*argument).map(|node| &node.kind) {
                Some(NodeKind::Calendar(calendar)) => {
                    around.calendar = Some(*calendar);
                    Answer::truth(true)
                }
                _ => self.eval(*argument)?,
            });
        }
        if answers.contains(&Answer::NotApplicable) {
            return Ok(Answer::NotApplicable);
        }
        bounds::through(function, &answers, around)
            .map_err(|error| self.error_at(&error, around.calendar, at))
    }

    /// The finding for an operation without a result.
    fn error_at(
        &self,
        error: &OperationError,
        calendar: Option<CalendarId>,
        at: Span,
    ) -> Box<Diagnostic> {
        Box::new(match error {
            OperationError::Overflow => Diagnostic::new(Code::Overflow, at),
            OperationError::DivisionByZero => Diagnostic::new(Code::DivisionByZero, at),
            OperationError::Calendar(CalendarError::BeyondHolidays { date, from, until }) => {
                let names = &self.program.calendar_names;
                let name = calendar.and_then(|id| names.get(id.index())).cloned();
                Diagnostic::new(Code::BeyondCalendar, at)
                    .with_text("calendar", name.unwrap_or_default())
                    .with("date", date)
                    .with("from", from)
                    .with("until", until)
            }
            OperationError::Calendar(CalendarError::OutOfRange) => {
                Diagnostic::new(Code::DateOutOfRange, at)
            }
            OperationError::Calendar(other) => {
                Diagnostic::new(Code::UndefinedOperation, at).with_text("detail", other.text())
            }
            OperationError::Undefined(ja, en) => Diagnostic::new(Code::UndefinedOperation, at)
                .with_text("detail", Text::new(*ja, *en)),
        })
    }
}

/// Whether both sides of a range hold.
fn both(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (one, _) if one.as_truth() == Some(false) => one,
        (_, other) if other.as_truth() == Some(false) => other,
        (Answer::NotApplicable, _) | (_, Answer::NotApplicable) => Answer::NotApplicable,
        (Answer::Unknown(one), Answer::Unknown(other)) => {
            Answer::unknown(one.facts.and(other.facts))
        }
        (Answer::Unknown(unknown), _) | (_, Answer::Unknown(unknown)) => Answer::Unknown(unknown),
        (one, Answer::Known(_)) => one,
    }
}

/// The cell of the row that a key falls into.
fn cell(edition: &TableEdition, key: &Value, column: usize) -> Answer {
    let row = match key {
        Value::Choice(choice) if !edition.by_choice.is_empty() => {
            let at = edition.by_choice.get(usize::from(*choice)).copied().flatten();
            at.and_then(|at| edition.rows.get(usize::from(at)))
        }
        _ => edition.rows.iter().find(|row| row.fits(key)),
    };
    match row.and_then(|row| row.cells.get(column)) {
        Some(value) => Answer::Known(value.clone()),
        None => edition.otherwise.get(column).cloned().unwrap_or(Answer::NotApplicable),
    }
}

#[inline]
fn holds(op: BinaryOp, order: Ordering) -> bool {
    match op {
        BinaryOp::Less => order.is_lt(),
        BinaryOp::LessOrEqual => order.is_le(),
        BinaryOp::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// A relation of two answers.
#[inline]
fn compared(left: &Answer, right: &Answer, relation: impl Fn(&Value, &Value) -> bool) -> Answer {
    match (left, right) {
        (Answer::Known(left), Answer::Known(right)) => Answer::truth(relation(left, right)),
        (Answer::NotApplicable, _) | (_, Answer::NotApplicable) => Answer::NotApplicable,
        (left, right) => Answer::unknown(left.missing().and(right.missing())),
    }
}

/// An operation of two known values; `and` and `or` are told elsewhere.
#[inline]
fn of_known(op: BinaryOp, left: &Value, right: &Value, at: Span) -> Eval {
    let result = match op {
        BinaryOp::Equal => return Ok(Answer::truth(value::same(left, right))),
        BinaryOp::NotEqual => return Ok(Answer::truth(!value::same(left, right))),
        BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual => {
            let order = value::compare(left, right);
            return Ok(Answer::truth(order.is_some_and(|order| holds(op, order))));
        }
        BinaryOp::Add => value::add(left, right),
        BinaryOp::Subtract => value::subtract(left, right),
        BinaryOp::Multiply => value::multiply(left, right),
        BinaryOp::Divide => value::divide(left, right),
        BinaryOp::And | BinaryOp::Or => return Err(internal(at)),
    };
    result.map(Answer::Known).map_err(|error| value_error(error, at))
}

fn arithmetic(op: BinaryOp, left: &Answer, right: &Answer, at: Span) -> Eval {
    match (left, right) {
        (Answer::Known(one), Answer::Known(other)) => of_known(op, one, other, at),
        (Answer::NotApplicable, _) | (_, Answer::NotApplicable) => Ok(Answer::NotApplicable),
        (left, right) => {
            let facts = left.missing().and(right.missing());
            let (low, high) = bounds::arithmetic(op, left.bounds(), right.bounds());
            Ok(Answer::between(facts, low, high))
        }
    }
}

pub(super) fn value_error(error: ValueError, at: Span) -> Box<Diagnostic> {
    let code = match error {
        ValueError::DivisionByZero => Code::DivisionByZero,
        ValueError::Overflow => Code::Overflow,
        ValueError::Misfit => return internal(at),
    };
    Box::new(Diagnostic::new(code, at))
}

/// A count as a value.
pub(super) fn count(number: usize) -> Value {
    Value::Number(Number::from_i64(i64::try_from(number).unwrap_or(i64::MAX)))
}
