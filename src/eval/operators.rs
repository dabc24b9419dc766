//! Operators, membership, look-ups, calls.

use std::cmp::Ordering;

use smallvec::SmallVec;

use crate::calendar::CalendarError;
use crate::diagnostic::{Code, Diagnostic};
use crate::functions::{Function, OperationError, Surroundings};
use crate::ids::{CalendarId, NodeId, TableId};
use crate::program::{NodeKind, TableEdition};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;
use crate::text::Text;
use crate::value::{self, Answer, FactSet, Number, Value, ValueError};

use super::bounds;
use super::machine::{Eval, Machine, internal};
use super::record::Recorder;
use super::truth::{Held, Stop, Truth};

impl<R: Recorder> Machine<'_, R> {
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

    /// `+`, `-`, `*`, `/`.
    #[inline(never)]
    pub(super) fn arithmetic(
        &mut self,
        op: BinaryOp,
        left: NodeId,
        right: NodeId,
        id: NodeId,
    ) -> Eval {
        let known = match (self.peek(left), self.peek(right)) {
            (Some(left), Some(right)) => Some(calculated(op, left, right)),
            _ => None,
        };
        let result = match known {
            Some(result) => result,
            None => match (self.eval(left)?, self.eval(right)?) {
                (Answer::Known(left), Answer::Known(right)) => calculated(op, &left, &right),
                (Answer::NotApplicable, _) | (_, Answer::NotApplicable) => {
                    return Ok(Answer::NotApplicable);
                }
                (left, right) => {
                    let facts = left.missing().and(right.missing());
                    let (low, high) = bounds::arithmetic(op, left.bounds(), right.bounds());
                    return Ok(Answer::between(facts, low, high));
                }
            },
        };
        result.map(Answer::Known).map_err(|error| self.value_error(error, self.span(id)))
    }

    /// `and` (decided by false) and `or` (decided by true). The right operand is left alone when the
    /// left one decides. What is not decided by an operand that applies is not applicable as soon as
    /// the other one is.
    #[inline(never)]
    pub(super) fn connect<const OR: bool>(&mut self, left: NodeId, right: NodeId) -> Held {
        let one = match self.truth(left)? {
            // What does not decide leaves it to the other operand.
            Truth::True if !OR => return self.truth(right),
            Truth::False if OR => return self.truth(right),
            decisive @ (Truth::True | Truth::False) => {
                self.recorder.skip(right);
                return Ok(decisive);
            }
            one => one,
        };
        Ok(match (one, self.truth(right)?) {
            (_, Truth::True) if OR => Truth::True,
            (_, Truth::False) if !OR => Truth::False,
            (Truth::Unknown(one), Truth::Unknown(other)) => {
                self.unknown(self.gaps.facts(one).and(self.gaps.facts(other)))
            }
            (Truth::Unknown(unknown), _) | (_, Truth::Unknown(unknown)) => Truth::Unknown(unknown),
            _ => Truth::NotApplicable,
        })
    }

    /// A relation of two values. Operands that are known in place are not copied.
    #[inline(never)]
    pub(super) fn compare(&mut self, op: BinaryOp, left: NodeId, right: NodeId) -> Held {
        if let (Some(left), Some(right)) = (self.peek(left), self.peek(right)) {
            return Ok(Truth::known(related(op, left, right)));
        }
        let (left, right) = (self.eval(left)?, self.eval(right)?);
        Ok(self.compared(&left, &right, |left, right| related(op, left, right)))
    }

    #[inline(never)]
    pub(super) fn membership(&mut self, item: NodeId, set: NodeId, negated: bool) -> Held {
        let within = |item: &Value, set: &Value| within(item, set) != negated;
        if let (Some(item), Some(set)) = (self.peek(item), self.peek(set)) {
            return Ok(Truth::known(within(item, set)));
        }
        let (item, set) = (self.eval(item)?, self.eval(set)?);
        Ok(self.compared(&item, &set, within))
    }

    #[inline(never)]
    pub(super) fn in_range(&mut self, id: NodeId) -> Held {
        let Some(NodeKind::InRange { item, range, negated }) = self.kind(id) else {
            return Err(self.lost(id));
        };
        let mut truth = Truth::True;
        let mut place = None;
        for (end, included, wanted) in [
            (range.low, range.low_included, Ordering::Greater),
            (range.high, range.high_included, Ordering::Less),
        ] {
            let Some(end) = end else { continue };
            let within = |item: &Value, end: &Value| {
                let order = value::compare(item, end);
                order == Some(wanted) || (included && order == Some(Ordering::Equal))
            };
            let side = match (self.peek(*item), self.peek(end)) {
                (Some(item), Some(end)) => Truth::known(within(item, end)),
                _ => {
                    let place = match &place {
                        Some(place) => place,
                        None => place.insert(self.eval(*item)?),
                    };
                    let end = self.eval(end)?;
                    self.compared(place, &end, within)
                }
            };
            truth = self.both(truth, side);
        }
        Ok(if *negated { !truth } else { truth })
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

    #[inline(never)]
    pub(super) fn lookup(&mut self, table: TableId, key: NodeId, column: u16, id: NodeId) -> Eval {
        let key = self.eval(key)?;
        let program = self.program;
        let Some(table) = program.tables.get(table.index()) else {
            return Err(self.lost(id));
        };
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
            return Err(self.not_in_force(&table.name.ja, days, id));
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

    #[inline(never)]
    pub(super) fn call(
        &mut self,
        function: &'static Function,
        arguments: &[NodeId],
        at: Span,
    ) -> Eval {
        let mut around = self.surroundings();
        if let Some(values) = self.peek_all(arguments) {
            let known = values.get(..arguments.len()).unwrap_or_default();
            let result = (function.run)(known, &around);
            return result
                .map(Answer::Known)
                .map_err(|error| self.error_at(&error, around.calendar, at));
        }
        let mut worked: SmallVec<[(usize, Value); 2]> = SmallVec::new();
        for (position, argument) in arguments.iter().enumerate() {
            if self.peek(*argument).is_some() {
                continue;
            }
            match self.kind(*argument) {
                Some(NodeKind::Calendar(calendar)) => around.calendar = Some(*calendar),
                _ => match self.eval(*argument)? {
                    Answer::Known(value) => worked.push((position, value)),
                    other => {
                        let mut answers: Vec<Answer> = self
                            .arguments(arguments.get(..position).unwrap_or_default(), &worked)
                            .into_iter()
                            .map(|value| Answer::Known(value.clone()))
                            .collect();
                        answers.push(other);
                        return self.call_unknown(function, arguments, answers, &mut around, at);
                    }
                },
            }
        }
        let result = (function.run)(&self.arguments(arguments, &worked), &around);
        result.map(Answer::Known).map_err(|error| self.error_at(&error, around.calendar, at))
    }

    /// The values of few arguments that all lie somewhere.
    #[inline]
    fn peek_all(&self, arguments: &[NodeId]) -> Option<[&Value; 3]> {
        let mut values = [const { &Value::Truth(true) }; 3];
        if arguments.len() > values.len() {
            return None;
        }
        for (slot, argument) in values.iter_mut().zip(arguments) {
            *slot = self.peek(*argument)?;
        }
        Some(values)
    }

    /// The known values of arguments: those that were worked out, and those that lie elsewhere. For
    /// a calendar stands a value that no function looks at.
    fn arguments<'v>(
        &'v self,
        arguments: &[NodeId],
        worked: &'v [(usize, Value)],
    ) -> SmallVec<[&'v Value; 4]> {
        let mut worked = worked.iter().peekable();
        let values = arguments.iter().enumerate().map(|(position, argument)| {
            match worked.next_if(|(at, _)| *at == position) {
                Some((_, value)) => value,
                None => self.peek(*argument).unwrap_or(&Value::Truth(true)),
            }
        });
        values.collect()
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

    /// Whether both sides of a range hold.
    fn both(&mut self, one: Truth, other: Truth) -> Truth {
        match (one, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::NotApplicable, _) | (_, Truth::NotApplicable) => Truth::NotApplicable,
            (Truth::Unknown(one), Truth::Unknown(other)) => {
                self.unknown(self.gaps.facts(one).and(self.gaps.facts(other)))
            }
            (Truth::Unknown(gap), _) | (_, Truth::Unknown(gap)) => Truth::Unknown(gap),
            (Truth::True, Truth::True) => Truth::True,
        }
    }

    /// A relation of two answers.
    #[inline]
    fn compared(
        &mut self,
        left: &Answer,
        right: &Answer,
        relation: impl Fn(&Value, &Value) -> bool,
    ) -> Truth {
        match (left, right) {
            (Answer::Known(left), Answer::Known(right)) => Truth::known(relation(left, right)),
            (Answer::NotApplicable, _) | (_, Answer::NotApplicable) => Truth::NotApplicable,
            (left, right) => self.unknown(left.missing().and(right.missing())),
        }
    }

    /// The end of a run in an operation of values without a result.
    #[cold]
    pub(super) fn value_error(&mut self, error: ValueError, at: Span) -> Stop {
        let error = match error {
            ValueError::DivisionByZero => Box::new(Diagnostic::new(Code::DivisionByZero, at)),
            ValueError::Overflow => Box::new(Diagnostic::new(Code::Overflow, at)),
            ValueError::Misfit => internal(at),
        };
        self.stop(error)
    }

    /// The end of a run in a function without a result.
    #[cold]
    fn error_at(&mut self, error: &OperationError, calendar: Option<CalendarId>, at: Span) -> Stop {
        let error = match error {
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
        };
        self.stop(Box::new(error))
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

/// Whether a known value is an element of a known set.
#[inline]
pub(super) fn within(item: &Value, set: &Value) -> bool {
    matches!(set, Value::Set(elements) if value::contains(elements, item))
}

/// A relation of two known values.
#[inline]
pub(super) fn related(op: BinaryOp, left: &Value, right: &Value) -> bool {
    let order = match op {
        BinaryOp::Equal => return value::same(left, right),
        BinaryOp::NotEqual => return !value::same(left, right),
        _ => value::compare(left, right),
    };
    order.is_some_and(|order| match op {
        BinaryOp::Less => order.is_lt(),
        BinaryOp::LessOrEqual => order.is_le(),
        BinaryOp::Greater => order.is_gt(),
        _ => order.is_ge(),
    })
}

/// An operation of two known values.
#[inline]
fn calculated(op: BinaryOp, left: &Value, right: &Value) -> Result<Value, ValueError> {
    match op {
        BinaryOp::Add => value::add(left, right),
        BinaryOp::Subtract => value::subtract(left, right),
        BinaryOp::Multiply => value::multiply(left, right),
        BinaryOp::Divide => value::divide(left, right),
        _ => Err(ValueError::Misfit),
    }
}

/// A count as a value.
pub(super) fn count(number: usize) -> Value {
    Value::Number(Number::from_i64(i64::try_from(number).unwrap_or(i64::MAX)))
}
