//! Arithmetic, sets, look-ups, calls.
#![expect(clippy::inline_always, reason = "the call of a part costs more than most parts")]

use smallvec::SmallVec;

use crate::calendar::CalendarError;
use crate::diagnostic::{Code, Diagnostic};
use crate::functions::{Function, OperationError, Surroundings};
use crate::ids::{CalendarId, NodeId, TableId};
use crate::program::{NodeKind, Program, TableEdition};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;
use crate::text::Text;
use crate::value::{self, Answer, FactSet, Number, Small, Value, ValueError};

use super::bounds;
use super::machine::{Dated, Machine, internal};
use super::part::Part;
use super::record::Recorder;
use super::slim::{Eval, Room, Slim};
use super::truth::Stop;

/// What stands for a calendar among the arguments; no function looks at it.
const CALENDAR: &Value = &Value::Truth(true);

impl<R: Recorder> Machine<'_, R> {
    pub(super) fn negate(&mut self, inner: &impl Part<R, Slim>) -> Eval {
        let inner = inner.work_out(self)?;
        let negated = match self.answer(inner) {
            Answer::Known(Value::Number(number)) => Answer::Known(Value::Number(number.negate())),
            Answer::Unknown(unknown) => Answer::between(
                unknown.facts,
                unknown.high.map(|high| high.negate()),
                unknown.low.map(|low| low.negate()),
            ),
            answer => answer,
        };
        Ok(self.slim(negated))
    }

    /// `+`, `-`, `*`, `/`.
    #[inline(always)]
    pub(super) fn arithmetic(
        &mut self,
        op: BinaryOp,
        left: &impl Part<R, Slim>,
        right: &impl Part<R, Slim>,
        id: NodeId,
    ) -> Eval {
        let (left, right) = (left.work_out(self)?, right.work_out(self)?);
        self.calculate(op, left, right, id)
    }

    #[inline(always)]
    pub(super) fn calculate(&mut self, op: BinaryOp, left: Slim, right: Slim, id: NodeId) -> Eval {
        if let (Some(one), Some(other)) = (left.small(), right.small())
            && let Some(slim) = small(op, one, other).and_then(Slim::number)
        {
            return Ok(slim);
        }
        self.calculate_in_full(op, left, right, id)
    }

    #[inline(never)]
    fn calculate_in_full(&mut self, op: BinaryOp, left: Slim, right: Slim, id: NodeId) -> Eval {
        let result = match (self.answer(left), self.answer(right)) {
            (Answer::Known(left), Answer::Known(right)) => calculated(op, &left, &right),
            (Answer::NotApplicable, _) | (_, Answer::NotApplicable) => {
                return Ok(Slim::NotApplicable);
            }
            (left, right) => {
                let facts = left.missing().and(right.missing());
                let (low, high) = bounds::arithmetic(op, left.bounds(), right.bounds());
                return Ok(self.slim(Answer::between(facts, low, high)));
            }
        };
        match result {
            Ok(value) => Ok(self.slim_value(value)),
            Err(error) => Err(self.value_error(error, self.span(id))),
        }
    }

    pub(super) fn set_of<'a, P: Part<R, Slim> + 'a>(
        &mut self,
        items: impl Iterator<Item = &'a P>,
    ) -> Eval {
        let (mut facts, mut values) = (FactSet::default(), Vec::new());
        let mut unknown = false;
        for item in items {
            let item = item.work_out(self)?;
            match self.answer(item) {
                Answer::Known(value) if !values.contains(&value) => values.push(value),
                Answer::Known(_) | Answer::NotApplicable => {}
                Answer::Unknown(one) => {
                    unknown = true;
                    facts = facts.and(one.facts);
                }
            }
        }
        Ok(if unknown {
            self.unknown(facts).into()
        } else {
            self.slim_value(Value::Set(values.into()))
        })
    }

    #[inline]
    pub(super) fn lookup(
        &mut self,
        table: TableId,
        key: &impl Part<R, Slim>,
        column: u16,
        id: NodeId,
    ) -> Eval {
        let key = key.work_out(self)?;
        let program = self.program;
        let Some(table) = program.tables.get(table.index()) else {
            return Err(self.lost(id));
        };
        let edition = match self.in_force(&table.editions, |edition| (edition.from, edition.until))
        {
            Dated::Found(edition) => edition,
            Dated::Undated => return Ok(self.undated()),
            Dated::Nothing => {
                let days = table.editions.iter().map(|edition| (edition.from, edition.until));
                return Err(self.not_in_force(&table.name.ja, days, id));
            }
        };
        Ok(self.cell(edition, key, usize::from(column)))
    }

    /// The cell of the row that a key falls into.
    fn cell(&mut self, edition: &TableEdition, key: Slim, column: usize) -> Slim {
        let mut room = Room::new();
        let row = match key {
            Slim::NotApplicable => return Slim::NotApplicable,
            Slim::Choice(choice) if !edition.by_choice.is_empty() => {
                let at = edition.by_choice.get(usize::from(choice)).copied().flatten();
                at.and_then(|at| edition.rows.get(usize::from(at)))
            }
            key => match self.known(key, &mut room) {
                Some(key) => edition.rows.iter().find(|row| row.fits(key)),
                None => return self.open_cell(edition, key, column),
            },
        };
        match row.and_then(|row| row.cells.get(column)) {
            Some(value) => match Slim::of(value) {
                Some(slim) => slim,
                None => self.slim_value(value.clone()),
            },
            None => match edition.otherwise.get(column) {
                Some(answer) => self.slim_copy(answer),
                None => Slim::NotApplicable,
            },
        }
    }

    /// The cells of a row that is unknown.
    #[cold]
    fn open_cell(&mut self, edition: &TableEdition, key: Slim, column: usize) -> Slim {
        let cells = edition.rows.iter().filter_map(|row| row.cells.get(column));
        let cells: Vec<_> = cells.map(|cell| Answer::Known(cell.clone())).collect();
        let otherwise = edition.otherwise.get(column).filter(|_| edition.open);
        self.slim(bounds::cell(self.missing(key), &cells, otherwise))
    }

    /// A call; where a calendar stands among the arguments there is no part.
    #[inline]
    pub(super) fn call<P: Part<R, Slim>>(
        &mut self,
        function: &'static Function,
        calendar: Option<CalendarId>,
        arguments: &[Option<P>],
        id: NodeId,
    ) -> Eval {
        if let (Some(run), [Some(left), Some(right)]) = (function.small, arguments) {
            let (left, right) = (left.work_out(self)?, right.work_out(self)?);
            if let (Some(one), Some(other)) = (left.small(), right.small())
                && let Some(slim) = run(one, other).and_then(Slim::number)
            {
                return Ok(slim);
            }
            return self.call_with(function, calendar, &[Some(left), Some(right)], id);
        }
        let mut few = [None; 4];
        if arguments.len() > few.len() {
            let mut worked = Vec::with_capacity(arguments.len());
            for argument in arguments {
                worked.push(match argument {
                    Some(part) => Some(part.work_out(self)?),
                    None => None,
                });
            }
            return self.call_with(function, calendar, &worked, id);
        }
        for (worked, argument) in few.iter_mut().zip(arguments) {
            if let Some(part) = argument {
                *worked = Some(part.work_out(self)?);
            }
        }
        self.call_with(function, calendar, few.get(..arguments.len()).unwrap_or_default(), id)
    }

    /// A call with arguments that were worked out.
    #[inline(never)]
    fn call_with(
        &mut self,
        function: &'static Function,
        calendar: Option<CalendarId>,
        arguments: &[Option<Slim>],
        id: NodeId,
    ) -> Eval {
        let around = Surroundings {
            calendars: &self.program.calendars,
            groups: &self.program.groups,
            calendar,
        };
        let result = match arguments.len() {
            0..=2 => self.run::<2>(function, &around, arguments),
            _ => self.run::<4>(function, &around, arguments),
        };
        match result.unwrap_or_else(|| self.run_open(function, &around, arguments)) {
            Ok(Answer::Known(value)) => Ok(self.slim_value(value)),
            Ok(answer) => Ok(self.slim(answer)),
            Err(error) => Err(self.error_at(&error, calendar, self.span(id))),
        }
    }

    /// Runs a function with at most `N` arguments that are all known.
    #[inline]
    fn run<const N: usize>(
        &self,
        function: &'static Function,
        around: &Surroundings<'_>,
        arguments: &[Option<Slim>],
    ) -> Option<Result<Answer, OperationError>> {
        let mut rooms = [const { Room::new() }; N];
        let mut values = [CALENDAR; N];
        for ((argument, value), room) in arguments.iter().zip(&mut values).zip(&mut rooms) {
            if let Some(slim) = argument {
                *value = self.known(*slim, room)?;
            }
        }
        let values = values.get(..arguments.len())?;
        Some((function.run)(values, around).map(Answer::Known))
    }

    /// Runs a function with any arguments.
    #[cold]
    fn run_open(
        &self,
        function: &'static Function,
        around: &Surroundings<'_>,
        arguments: &[Option<Slim>],
    ) -> Result<Answer, OperationError> {
        let answer = |argument: &Option<Slim>| match argument {
            Some(slim) => self.answer(*slim),
            None => Answer::Known(CALENDAR.clone()),
        };
        let answers: Vec<_> = arguments.iter().map(answer).collect();
        let values: Option<Vec<_>> = answers.iter().map(known).collect();
        match values {
            Some(values) => (function.run)(&values, around).map(Answer::Known),
            None if answers.contains(&Answer::NotApplicable) => Ok(Answer::NotApplicable),
            None => bounds::through(function, &answers, around),
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

/// The arguments of a call that are worked out, by their place, and the calendar in place of the
/// others.
pub(super) fn arguments(
    program: &Program,
    arguments: &[NodeId],
) -> (Option<CalendarId>, SmallVec<[Option<NodeId>; 4]>) {
    let mut calendar = None;
    let parts =
        arguments.iter().map(|argument| match program.node(*argument).map(|node| &node.kind) {
            Some(NodeKind::Calendar(id)) => {
                calendar = Some(*id);
                None
            }
            _ => Some(*argument),
        });
    let parts = parts.collect();
    (calendar, parts)
}

/// An operation of two known values.
fn calculated(op: BinaryOp, left: &Value, right: &Value) -> Result<Value, ValueError> {
    match op {
        BinaryOp::Add => value::add(left, right),
        BinaryOp::Subtract => value::subtract(left, right),
        BinaryOp::Multiply => value::multiply(left, right),
        BinaryOp::Divide => value::divide(left, right),
        _ => Err(ValueError::Misfit),
    }
}

/// The same of two small numbers; `None` where it has to be done in full.
#[inline(always)]
fn small(op: BinaryOp, left: Small, right: Small) -> Option<Small> {
    match op {
        BinaryOp::Add => left.add(right),
        BinaryOp::Subtract => left.subtract(right),
        BinaryOp::Multiply => left.multiply(right),
        BinaryOp::Divide => left.divide(right),
        _ => None,
    }
}

fn known(answer: &Answer) -> Option<&Value> {
    match answer {
        Answer::Known(value) => Some(value),
        Answer::Unknown(_) | Answer::NotApplicable => None,
    }
}

/// A count as a value.
pub(super) fn count(number: usize) -> Value {
    Value::Number(Number::from_i64(i64::try_from(number).unwrap_or(i64::MAX)))
}
