//! The functions of the expression language: one row each.
//!
//! The checker reads names and types, the evaluator `run` and `bounds`, the manual and the editor
//! the words. A function is known by its row alone.

mod dates;
mod numbers;
mod sets;

use crate::calendar::{CalendarError, OpenDays};
use crate::ids::CalendarId;
use crate::value::{ArithmeticError, Number, Small, Value};

/// A function: its name, its types, its meaning.
pub struct Function {
    /// The name as written.
    pub name: &'static str,
    /// What it takes, in order.
    pub takes: &'static [Kind],
    /// Whether the last of `takes` may come any number of times, at least once.
    pub repeats: bool,
    /// What it gives.
    pub gives: Kind,
    /// What it does, in Japanese.
    pub ja: &'static str,
    /// What it does, in English, with its source where it is law.
    pub en: &'static str,
    /// Works it out from known arguments.
    pub run: fn(&[&Value], &Surroundings<'_>) -> Result<Value, OperationError>,
    /// Works it out from two small numbers, where it is a function of two numbers; `None` where
    /// `run` has to.
    pub(crate) small: Option<fn(Small, Small) -> Option<Small>>,
    /// How bounds of unknown numbers go through it.
    pub bounds: Bounds,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Kinds of arguments and results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any ordered value; all arguments of this kind, and a result of it, have one type.
    Same,
    /// A number of any unit; all arguments of this kind, and a result of it, have one unit.
    SameNumber,
    /// A number without unit.
    Plain,
    /// A number of years of age.
    Age,
    /// A number of elements; any unit is lost.
    Count,
    /// True or false.
    Truth,
    /// A date.
    Date,
    /// Months, years, days or weeks.
    Period,
    /// A period of days.
    Days,
    /// A day of the week.
    Weekday,
    /// A calendar.
    Calendar,
    /// A set or list, whatever it holds.
    Any,
    /// A set; all arguments of this kind, and a result of it, have one type.
    SameSet,
    /// A document.
    Document,
    /// A set of documents.
    Documents,
}

/// How bounds of unknown numbers go through a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// Not at all.
    None,
    /// It rises with its first argument, the others being known.
    Rising,
    /// It is the least of its arguments.
    Min,
    /// It is the greatest of its arguments.
    Max,
}

/// What functions may look at beside their arguments.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'p> {
    /// Calendars, by id.
    pub calendars: &'p [OpenDays],
    /// For each document the documents of which any one stands for it. Empty for most.
    pub groups: &'p [Vec<u16>],
    /// The calendar among the arguments, if there is one.
    pub calendar: Option<CalendarId>,
}

/// Why an operation has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationError {
    /// A number outgrew its limits.
    Overflow,
    /// Division by zero, or rounding to a unit of zero.
    DivisionByZero,
    /// A calendar rule had no answer.
    Calendar(CalendarError),
    /// The arguments have no meaning together, in Japanese and English words.
    Undefined(&'static str, &'static str),
}

impl From<ArithmeticError> for OperationError {
    fn from(error: ArithmeticError) -> Self {
        match error {
            ArithmeticError::Overflow => Self::Overflow,
            ArithmeticError::DivisionByZero => Self::DivisionByZero,
        }
    }
}

impl From<CalendarError> for OperationError {
    fn from(error: CalendarError) -> Self {
        Self::Calendar(error)
    }
}

/// All functions, in the order of the manual.
pub fn all() -> impl Iterator<Item = &'static Function> {
    numbers::TABLE.iter().chain(dates::TABLE).chain(sets::TABLE)
}

/// The function of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

/// A function with a fixed number of arguments through which no bounds go.
const fn row(
    name: &'static str,
    takes: &'static [Kind],
    gives: Kind,
    ja: &'static str,
    en: &'static str,
    run: fn(&[&Value], &Surroundings<'_>) -> Result<Value, OperationError>,
) -> Function {
    Function { name, takes, repeats: false, gives, ja, en, run, small: None, bounds: Bounds::None }
}

/// The checker lets no other value through; said in words all the same.
const MISFIT: OperationError =
    OperationError::Undefined("引数の型が合いません", "the arguments do not fit");

fn number<'v>(arguments: &[&'v Value], at: usize) -> Result<&'v Number, OperationError> {
    match arguments.get(at) {
        Some(Value::Number(number)) => Ok(number),
        _ => Err(MISFIT),
    }
}

fn whole<T: TryFrom<i64>>(arguments: &[&Value], at: usize) -> Result<T, OperationError> {
    let whole = number(arguments, at)?.to_i64().and_then(|whole| T::try_from(whole).ok());
    whole.ok_or(OperationError::Undefined(
        "整数でなければなりません",
        "a whole number of usual size is needed",
    ))
}

fn date(arguments: &[&Value], at: usize) -> Result<chrono::NaiveDate, OperationError> {
    match arguments.get(at) {
        Some(Value::Date(date)) => Ok(*date),
        _ => Err(MISFIT),
    }
}

fn period(arguments: &[&Value], at: usize) -> Result<crate::value::Period, OperationError> {
    match arguments.get(at) {
        Some(Value::Period(period)) => Ok(*period),
        _ => Err(MISFIT),
    }
}

fn set<'v>(arguments: &[&'v Value], at: usize) -> Result<&'v [Value], OperationError> {
    match arguments.get(at) {
        Some(Value::Set(elements)) => Ok(elements),
        _ => Err(MISFIT),
    }
}
