//! The state of a run, and what has a value without being worked out.

use chrono::NaiveDate;
use smallvec::{Array, SmallVec};

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
use crate::ids::{FactId, NodeId, ParameterId, ReadingId};
use crate::program::{NodeKind, Program};
use crate::source::Span;
use crate::value::{Answer, FactSet, Value};

use super::frames::Frames;
use super::part::Part;
use super::record::Recorder;
use super::slim::{Eval, Slim};
use super::truth::{Gaps, Held, Sort, Stop, Truth};

/// A list that needs no memory of its own in a scheme of usual size.
type Few<T, const N: usize> = SmallVec<[T; N]>;

pub(super) struct Machine<'p, R: Recorder> {
    pub(super) program: &'p Program,
    pub(super) facts: &'p Facts,
    pub(super) as_of: Option<NaiveDate>,
    readings: &'p [(ReadingId, u16)],
    /// What the rules came to, by slot.
    pub(super) truths: Few<Option<Truth>, 96>,
    pub(super) values: Few<Option<Slim>, 32>,
    /// Where the requirements begin among the truths.
    requirements: usize,
    pub(super) frames: Frames<'p>,
    /// How many loops are running.
    pub(super) running: usize,
    /// How many scopes around are of unknown application, and the facts that would settle them.
    pub(super) uncertain: usize,
    pub(super) doubt: FactSet,
    /// Elements of the sets that are being put together.
    pub(super) elements: Few<&'p Value, 32>,
    /// Answers that do not fit a [`Slim`].
    pub(super) beside: Few<Answer, 16>,
    pub(super) gaps: Gaps,
    /// The error that the run has ended in.
    pub(super) error: Option<Box<Diagnostic>>,
    pub(super) recorder: &'p mut R,
}

impl<'p, R: Recorder> Machine<'p, R> {
    /// A machine with room for what rules come to.
    pub(super) fn new(
        program: &'p Program,
        facts: &'p Facts,
        as_of: Option<NaiveDate>,
        readings: &'p [(ReadingId, u16)],
        slots: Slots,
        recorder: &'p mut R,
    ) -> Self {
        let mut machine = Self {
            program,
            facts,
            as_of,
            readings,
            truths: SmallVec::new(),
            values: SmallVec::new(),
            requirements: slots.truths,
            frames: Frames::default(),
            running: 0,
            uncertain: 0,
            doubt: FactSet::default(),
            elements: SmallVec::new(),
            beside: SmallVec::new(),
            gaps: Gaps::default(),
            error: None,
            recorder,
        };
        // In place: the lists are too long to be moved.
        empty(&mut machine.truths, slots.truths + program.requirements.len());
        empty(&mut machine.values, slots.values);
        machine.frames.open(program.variables, None);
        machine
    }

    /// What each requirement came to, as met or not met.
    pub(super) fn requirements(&self) -> Vec<Answer> {
        let told = self.truths.get(self.requirements..).unwrap_or_default();
        let told = told.iter().zip(&self.program.requirements);
        told.map(|(truth, requirement)| match truth {
            Some(truth) if requirement.negated => self.answer_of(!*truth),
            Some(truth) => self.answer_of(*truth),
            None => Answer::NotApplicable,
        })
        .collect()
    }

    /// Whether the run has ended in an error of that code.
    pub(super) fn has_met(&self, code: Code) -> bool {
        self.error.as_ref().is_some_and(|error| error.code == code)
    }

    /// The error that the run has ended in.
    pub(super) fn take_error(&mut self) -> Box<Diagnostic> {
        self.error.take().unwrap_or_else(|| internal(Span::default()))
    }

    /// What a node is.
    #[inline]
    pub(super) fn kind(&self, id: NodeId) -> Option<&'p NodeKind> {
        self.program.node(id).map(|node| &node.kind)
    }

    /// Where a node stands in the rule files.
    #[cold]
    pub(super) fn span(&self, id: NodeId) -> Span {
        self.program.node(id).map_or_else(Span::default, |node| node.span)
    }

    /// The end of a run over a node that is none.
    #[cold]
    pub(super) fn lost(&mut self, id: NodeId) -> Stop {
        let error = internal(self.span(id));
        self.stop(error)
    }

    /// A rule: worked out when it is first needed.
    #[inline]
    pub(super) fn rule<S: Sort>(&mut self, slot: usize, body: &impl Part<R, S>) -> Result<S, Stop> {
        match S::slots(self).get(slot) {
            Some(Some(found)) => Ok(*found),
            _ => self.rule_body(slot, body),
        }
    }

    #[inline(never)]
    fn rule_body<S: Sort>(&mut self, slot: usize, body: &impl Part<R, S>) -> Result<S, Stop> {
        let found = if self.running == 0 { body.work_out(self)? } else { self.framed(body, None)? };
        if let Some(place) = S::slots(self).get_mut(slot) {
            *place = Some(found);
        }
        Ok(found)
    }

    /// Works out a body whose loops lie above those that are running; `row` is the loop around that
    /// stands at the row of which it is a property.
    #[inline(never)]
    pub(super) fn framed<S: Sort>(
        &mut self,
        body: &impl Part<R, S>,
        row: Option<u8>,
    ) -> Result<S, Stop> {
        let outer = self.frames.open(self.program.variables, row);
        let found = body.work_out(self);
        self.frames.close(outer);
        found
    }

    #[inline]
    pub(super) fn requirement(&mut self, number: u16, condition: &impl Part<R, Truth>) -> Held {
        let truth = condition.work_out(self)?;
        let kept =
            if self.uncertain > 0 && truth.is_known() { self.unknown(self.doubt) } else { truth };
        if let Some(slot) = self.truths.get_mut(self.requirements + usize::from(number)) {
            *slot = Some(kept);
        }
        Ok(truth)
    }

    #[inline]
    pub(super) fn fact(&mut self, fact: FactId) -> Slim {
        if let Some(Value::Number(number)) = self.facts.get(fact)
            && let Some(slim) = number.small().and_then(Slim::number)
        {
            return slim;
        }
        self.any_fact(fact)
    }

    #[inline(never)]
    fn any_fact(&mut self, fact: FactId) -> Slim {
        match self.facts.get(fact) {
            Some(value) => Slim::of(value).unwrap_or(Slim::Given(fact)),
            None => self.absent(fact),
        }
    }

    /// Whether a fact is true.
    #[inline]
    pub(super) fn true_fact(&mut self, fact: FactId) -> Truth {
        match self.facts.get(fact) {
            Some(Value::Truth(truth)) => Truth::known(*truth),
            _ => self.absent_truth(fact),
        }
    }

    #[inline(never)]
    fn absent_truth(&mut self, fact: FactId) -> Truth {
        let slim = self.fact(fact);
        self.truth_of(slim)
    }

    #[inline(never)]
    fn absent(&mut self, fact: FactId) -> Slim {
        let program = self.program;
        let Some(declared) = program.fact(fact) else { return Slim::NotApplicable };
        match &declared.default {
            Some(value) => self.slim_value(value.clone()),
            None => {
                let (low, high) = (declared.low.clone(), declared.high.clone());
                self.slim(Answer::between(FactSet::of(fact), low, high))
            }
        }
    }

    #[inline(never)]
    pub(super) fn field(&mut self, variable: u8, field: u16) -> Slim {
        match self.frames.field(variable, field) {
            Some(Ok(value)) => match Slim::of(value) {
                Some(slim) => slim,
                None => {
                    let value = value.clone();
                    self.slim_value(value)
                }
            },
            Some(Err(origin)) => self.unknown(origin).into(),
            None => Slim::NotApplicable,
        }
    }

    /// The element that a loop stands at.
    pub(super) fn element(&mut self, variable: u8) -> Slim {
        match self.frames.element(variable).cloned() {
            Some(value) => self.slim_value(value),
            None => Slim::NotApplicable,
        }
    }

    pub(super) fn reading(&self, id: ReadingId) -> Slim {
        let asked =
            self.readings.iter().find(|(reading, _)| *reading == id).map(|(_, choice)| *choice);
        let adopted = self.program.readings.get(id.index()).map_or(0, |reading| reading.adopted);
        Slim::Choice(asked.unwrap_or(adopted))
    }

    pub(super) fn parameter(&mut self, parameter: ParameterId, id: NodeId) -> Eval {
        let program = self.program;
        let Some(parameter) = program.parameters.get(parameter.index()) else {
            return Err(self.lost(id));
        };
        match self.in_force(&parameter.values, |value| (value.from, value.until)) {
            Dated::Found(value) => Ok(self.slim_copy(&value.value)),
            Dated::Undated => Ok(self.undated()),
            Dated::Nothing => {
                let days = parameter.values.iter().map(|one| (one.from, one.until));
                Err(self.not_in_force(&parameter.name.ja, days, id))
            }
        }
    }

    /// The one of several dated things that is in force. While the date is unknown, it is the only
    /// one if there is but one.
    #[inline]
    pub(super) fn in_force<'a, T>(
        &self,
        dated: &'a [T],
        days: impl Fn(&T) -> (NaiveDate, Option<NaiveDate>),
    ) -> Dated<'a, T> {
        match (self.as_of, dated) {
            (Some(date), _) => in_force(dated, date, days).map_or(Dated::Nothing, Dated::Found),
            (None, [only]) => Dated::Found(only),
            (None, _) => Dated::Undated,
        }
    }

    /// The answer of a dated thing while the date is unknown.
    pub(super) fn undated(&mut self) -> Slim {
        let facts = self.program.as_of.map(FactSet::of).unwrap_or_default();
        self.unknown(facts).into()
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

/// Makes a list one of `count` empty places; as many as are usual are copied at once.
#[inline]
fn empty<T: Copy, A: Array<Item = Option<T>>>(list: &mut SmallVec<A>, count: usize) {
    match [const { None }; 96].get(..count) {
        Some(places) => list.extend_from_slice(places),
        None => list.resize(count, None),
    }
}

/// How many rules are remembered.
#[derive(Clone, Copy, Default)]
pub(super) struct Slots {
    pub(super) truths: usize,
    pub(super) values: usize,
}

impl Slots {
    /// Room for every rule by its number, whatever it comes to.
    pub(super) fn all(program: &Program) -> Self {
        Self { truths: program.rules.len(), values: program.rules.len() }
    }
}

/// What is found among dated things.
pub(super) enum Dated<'a, T> {
    Found(&'a T),
    /// The date is unknown.
    Undated,
    /// None is in force.
    Nothing,
}

/// The one that is in force on a date; the later ones come last.
#[inline]
pub(super) fn in_force<T>(
    dated: &[T],
    date: NaiveDate,
    days: impl Fn(&T) -> (NaiveDate, Option<NaiveDate>),
) -> Option<&T> {
    let found = dated.iter().rev().find(|one| days(one).0 <= date)?;
    days(found).1.is_none_or(|until| date <= until).then_some(found)
}

/// A fault of ours; asks for a report.
#[cold]
pub(super) fn internal(at: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::Internal, at).with("detail", "evaluation"))
}
