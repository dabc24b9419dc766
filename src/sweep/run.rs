//! One applicant at one value of the varied fact.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::decision::Verdict;
use crate::diagnostic::Diagnostic;
use crate::eval::{self, Evaluation, Question, Traced};
use crate::explain;
use crate::facts::Facts;
use crate::program::Program;
use crate::region;
use crate::value::{Answer, FactSet};

use super::axis::Axis;
use super::direction::Dirs;
use super::shape::Shape;

/// Runs an applicant along one or two axes, each point once.
pub(super) struct Runner<'a> {
    pub(super) program: &'a Program,
    pub(super) axes: Vec<&'a Axis>,
    /// Position of the output whose value is followed beside the verdict.
    pub(super) output: Option<usize>,
    facts: &'a Facts,
    question: &'a Question,
    times: Vec<(NaiveDate, Option<NaiveDate>)>,
    known: RefCell<HashMap<[i64; 2], Rc<Run>>>,
    count: Cell<usize>,
}

/// What a run came to.
pub(super) struct Run {
    pub(super) trace: Traced,
    pub(super) found: Result<Evaluation, Box<Diagnostic>>,
    pub(super) shape: Shape,
    /// What is seen of it from outside.
    pub(super) seen: Seen,
    /// Which of the stretches of time without a change of values it lies in.
    pub(super) stretch: Option<usize>,
}

/// What a person sees of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) verdict: Verdict,
    pub(super) in_force: bool,
    pub(super) failed: Vec<String>,
    pub(super) undecided: Vec<String>,
    pub(super) missing: FactSet,
    /// Code and place of the operation that has no result.
    pub(super) error: Option<String>,
}

impl<'a> Runner<'a> {
    pub(super) fn new(
        program: &'a Program,
        facts: &'a Facts,
        question: &'a Question,
        axes: Vec<&'a Axis>,
        output: Option<usize>,
    ) -> Self {
        let times = region::times(program);
        let (known, count) = (RefCell::default(), Cell::new(0));
        Self { program, axes, output, facts, question, times, known, count }
    }

    /// How many applicants were decided.
    pub(super) fn count(&self) -> usize {
        self.count.get()
    }

    /// The applicant's facts with the values at these positions.
    pub(super) fn facts_at(&self, at: [i64; 2]) -> Facts {
        let mut facts = self.facts.clone();
        for (axis, at) in self.axes.iter().zip(at) {
            if let Some(value) = axis.value(at) {
                axis.put(&mut facts, value);
            }
        }
        facts
    }

    /// The run at these positions; of one axis the second is 0.
    pub(super) fn at(&self, at: [i64; 2]) -> Rc<Run> {
        if let Some(known) = self.known.borrow().get(&at) {
            return Rc::clone(known);
        }
        self.count.set(self.count.get() + 1);
        let run = Rc::new(self.run(&self.facts_at(at)));
        self.known.borrow_mut().insert(at, Rc::clone(&run));
        run
    }

    /// Forgets runs, so that long sweeps keep to a bounded memory.
    pub(super) fn forget(&self) {
        self.known.borrow_mut().clear();
    }

    fn run(&self, facts: &Facts) -> Run {
        let program = self.program;
        let mut trace = Traced::new();
        let found = eval::evaluate(program, facts, self.question, &mut trace);
        let mut shape = Shape::of(program, &self.axes, trace.steps());
        let as_of = found.as_ref().ok().and_then(|found| found.as_of);
        let within = |date: NaiveDate| {
            self.times
                .iter()
                .position(|(from, until)| *from <= date && until.is_none_or(|until| date <= until))
        };
        let stretch = as_of.and_then(within);
        let seen = match &found {
            Ok(found) => {
                let (failed, undecided) = explain::failed(program, found);
                let missing = found.outputs.get(program.primary).map(Answer::missing);
                Seen {
                    verdict: explain::verdict(program, found),
                    in_force: found.in_force,
                    failed,
                    undecided,
                    missing: missing.unwrap_or_default(),
                    error: None,
                }
            }
            Err(error) => {
                shape.convex = false;
                Seen {
                    verdict: Verdict::Undetermined,
                    in_force: true,
                    failed: Vec::new(),
                    undecided: Vec::new(),
                    missing: FactSet::default(),
                    error: Some(format!("{}{:?}", error.code.as_str(), error.at)),
                }
            }
        };
        Run { trace, found, shape, seen, stretch }
    }
}

impl Run {
    /// Whether the two took the same way.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.stretch == other.stretch
            && self.seen.error == other.seen.error
            && self.shape.marks == other.shape.marks
    }

    /// The answer of an output.
    pub(super) fn answer(&self, output: Option<usize>) -> Option<&Answer> {
        self.found.as_ref().ok()?.outputs.get(output?)
    }

    /// How an output moves.
    pub(super) fn dirs(&self, program: &Program, output: Option<usize>) -> Dirs {
        let rule = output.and_then(|at| program.outputs.get(at)).map(|output| output.rule);
        rule.and_then(|rule| self.shape.rules.get(&rule).cloned()).unwrap_or(Dirs::SAME)
    }
}
