//! From a program and facts to answers.
//!
//! The forms of the language are written once, as functions of the `Machine` over their parts
//! (`part::Part`). In a recorded run a part is a node, and the [`Recorder`] hears of every node
//! when it is entered and what it came to. In a silent run a part is code that was made of the node
//! before the first run (`compile`).
//!
//! Blocks of conditions (`all`, `any`, `none`) look at every item, so that everything that fails is
//! told; the operators `and` and `or` stop as soon as they are decided. A rule is worked out once,
//! when it is first needed.

mod blocks;
mod bounds;
mod compare;
mod compile;
mod frames;
mod loops;
mod machine;
mod operators;
mod part;
mod record;
mod slim;
mod truth;
mod walk;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
use crate::ids::NodeId;
use crate::program::Program;
use crate::value::{Answer, FactSet, Record, Value};

use compile::Compiled;
use frames::{List, Standing};
use machine::{Machine, Slots};
use part::Part;
pub use record::{Manner, Recorder, Silent, TraceStep, Traced};
use slim::Slim;
use truth::{Stop, Truth};
use walk::Root;

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
pub fn evaluate<R: Recorder>(
    program: &Program,
    facts: &Facts,
    question: &Question,
    recorder: &mut R,
) -> Result<Evaluation, Box<Diagnostic>> {
    let given = program.as_of.and_then(|fact| match facts.get(fact) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    });
    let as_of = question.as_of.or(given);
    let in_force = as_of.is_none_or(|date| program.in_force(date));
    if !in_force {
        let nothing = Answer::unknown(FactSet::default());
        return Ok(Evaluation {
            as_of,
            in_force,
            outputs: vec![nothing; program.outputs.len()],
            requirements: vec![Answer::NotApplicable; program.requirements.len()],
            warnings: vec![Answer::truth(false); program.warnings.len()],
        });
    }
    let readings = &question.readings;
    if !R::KEEPS
        && let Some(code) = program.prepared.get_or_make(|| Compiled::of(program))
    {
        let mut silent = Silent;
        let mut machine = Machine::new(program, facts, as_of, readings, code.slots, &mut silent);
        return everything(&mut machine, &code.outputs, &code.warnings);
    }
    let outputs: Vec<_> = program.outputs.iter().map(|output| Root(output.rule)).collect();
    let warnings: Vec<_> = program.warnings.iter().map(|warning| warning.when).collect();
    let slots = Slots::all(program);
    let mut machine = Machine::new(program, facts, as_of, readings, slots, recorder);
    everything(&mut machine, &outputs, &warnings)
}

/// The answers of outputs, warnings and requirements.
fn everything<R: Recorder>(
    machine: &mut Machine<'_, R>,
    outputs: &[impl Part<R, Slim>],
    warnings: &[Option<impl Part<R, Truth>>],
) -> Result<Evaluation, Box<Diagnostic>> {
    let mut told = Evaluation {
        as_of: machine.as_of,
        in_force: true,
        outputs: Vec::with_capacity(outputs.len()),
        requirements: Vec::new(),
        warnings: Vec::with_capacity(warnings.len()),
    };
    for (number, output) in outputs.iter().enumerate() {
        machine.recorder.row(number);
        let found = output.work_out(machine).map_err(|Stop| machine.take_error())?;
        told.outputs.push(machine.answer(found));
    }
    for (number, warning) in warnings.iter().enumerate() {
        machine.recorder.row(outputs.len() + number);
        let given = match warning.as_ref().map(|when| when.work_out(machine)) {
            None => Truth::True,
            // Whether a day is open is not known so far ahead: the warning is given, and the decision
            // that it goes with stands.
            Some(Err(Stop)) if machine.has_met(Code::BeyondCalendar) => {
                machine.recorder.unwind();
                Truth::True
            }
            Some(given) => given.map_err(|Stop| machine.take_error())?,
        };
        told.warnings.push(machine.answer_of(given));
    }
    told.requirements = machine.requirements();
    Ok(told)
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
    let (as_of, slots) = (question.as_of, Slots::all(program));
    let mut machine = Machine::new(program, facts, as_of, &question.readings, slots, recorder);
    if let Some(row) = row {
        let list = machine.frames.hold(List::Rows([row].into()));
        machine.frames.stand(0, Standing::Held { list, at: 0 });
    }
    let found = machine.eval(node).map_err(|Stop| machine.take_error())?;
    Ok(machine.answer(found))
}
