//! From a program and facts to answers.
//!
//! There is one evaluation. Plain and explained runs differ in the [`Recorder`] alone: it hears of
//! every node when it is entered and what it came to.
//!
//! Blocks of conditions (`all`, `any`, `none`) look at every item, so that everything that fails is
//! told; the operators `and` and `or` stop as soon as they are decided. A rule is worked out once,
//! when it is first needed.

mod blocks;
mod bounds;
mod frames;
mod loops;
mod machine;
mod operators;
mod peek;
mod record;
mod truth;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
use crate::ids::NodeId;
use crate::program::Program;
use crate::value::{Answer, FactSet, Record, Value};

use frames::{List, Standing};
use machine::Machine;
pub use record::{Manner, Recorder, Silent, TraceStep, Traced};
use truth::Stop;

/// The answers of one run.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The date that selected dated values, if it is known.
    pub as_of: Option<NaiveDate>,
    /// Whether the scheme is in force on that date; without it nothing was worked out.
    pub in_force: bool,
    /// One answer per output.
    pub outputs: Vec<Answer>,
    /// One answer per requirement: `true` if it is met. Not applicable where it was not reached.
    pub requirements: Vec<Answer>,
    /// One answer per warning: `true` if it is given.
    pub warnings: Vec<Answer>,
}

/// What a run is asked to do beside the facts.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The date of the decision; the fact of `scheme.as_of` if absent.
    pub as_of: Option<NaiveDate>,
    /// Alternatives of readings, by reading id, in place of the adopted ones.
    pub readings: Vec<(crate::ids::ReadingId, u16)>,
}

/// Works out every output, requirement and warning.
///
/// # Errors
///
/// The first operation without a result: overflow, division by zero, a date beyond a calendar,
/// exceptions that contradict each other. What `recorder` heard until then stands.
pub fn evaluate(
    program: &Program,
    facts: &Facts,
    question: &Question,
    recorder: &mut impl Recorder,
) -> Result<Evaluation, Box<Diagnostic>> {
    let given = program.as_of.and_then(|fact| match facts.get(fact) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    });
    let as_of = question.as_of.or(given);
    let in_force = as_of.is_none_or(|date| program.in_force(date));
    if !in_force {
        let nothing = |count: usize| vec![Answer::unknown(FactSet::default()); count];
        return Ok(Evaluation {
            as_of,
            in_force,
            outputs: nothing(program.outputs.len()),
            requirements: vec![Answer::NotApplicable; program.requirements.len()],
            warnings: vec![Answer::truth(false); program.warnings.len()],
        });
    }
    let mut machine = Machine::new(program, facts, as_of, &question.readings, recorder);
    let answers = everything(&mut machine);
    let (outputs, warnings) = answers.map_err(|Stop| machine.take_error())?;
    Ok(Evaluation { as_of, in_force, outputs, requirements: machine.requirements(), warnings })
}

/// The answers of outputs and warnings.
fn everything<R: Recorder>(
    machine: &mut Machine<'_, R>,
) -> Result<(Vec<Answer>, Vec<Answer>), Stop> {
    let program = machine.program;
    let mut outputs = Vec::with_capacity(program.outputs.len());
    for (number, output) in program.outputs.iter().enumerate() {
        machine.recorder.row(number);
        outputs.push(machine.rule_root(output.rule)?);
    }
    let mut warnings = Vec::with_capacity(program.warnings.len());
    for (number, warning) in program.warnings.iter().enumerate() {
        machine.recorder.row(program.outputs.len() + number);
        warnings.push(match warning.when.map(|when| machine.truth(when)) {
            None => Answer::truth(true),
            // Whether a day is open is not known so far ahead: the warning is given, and the decision
            // that it goes with stands.
            Some(Err(Stop)) if machine.has_met(Code::BeyondCalendar) => {
                machine.recorder.unwind();
                Answer::truth(true)
            }
            Some(given) => {
                let given = given?;
                machine.answer_of(given)
            }
        });
    }
    Ok((outputs, warnings))
}

/// Works out one node on its own; `row` is what loop 0 stands at.
///
/// # Errors
///
/// As [`evaluate`].
pub fn evaluate_node(
    program: &Program,
    facts: &Facts,
    question: &Question,
    node: NodeId,
    row: Option<Record>,
    recorder: &mut impl Recorder,
) -> Result<Answer, Box<Diagnostic>> {
    let mut machine = Machine::new(program, facts, question.as_of, &question.readings, recorder);
    if let Some(row) = row {
        let list = machine.frames.hold(List::Rows([row].into()));
        machine.frames.stand(0, Standing::Held { list, at: 0 });
    }
    machine.eval(node).map_err(|Stop| machine.take_error())
}
