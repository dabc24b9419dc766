//! The state of a run, and the dispatch: one arm per form, each one call.

use chrono::NaiveDate;
use smallvec::SmallVec;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
use crate::functions::Surroundings;
use crate::ids::{FactId, NodeId, ReadingId, RuleId};
use crate::program::{NodeKind, Op, Program};
use crate::source::Span;
use crate::value::{Answer, FactSet, Value};

use super::frames::Frames;
use super::operators::{related, within};
use super::record::Recorder;
use super::truth::{Gaps, Held, Sort, Stop, Truth};

/// What working out a node gives.
pub(super) type Eval = Result<Answer, Stop>;

/// A list that needs no memory of its own in a scheme of usual size.
type Few<T, const N: usize> = SmallVec<[T; N]>;

pub(super) struct Machine<'p, R: Recorder> {
    pub(super) program: &'p Program,
    pub(super) facts: &'p Facts,
    pub(super) as_of: Option<NaiveDate>,
    readings: &'p [(ReadingId, u16)],
    /// What the rules came to: those with a truth by number, the others by slot.
    pub(super) truths: Few<Option<Truth>, 128>,
    pub(super) values: Few<Option<Answer>, 32>,
    requirements: Few<Option<Truth>, 32>,
    pub(super) frames: Frames<'p>,
    /// How many loops are running.
    pub(super) running: usize,
    /// How many scopes around are of unknown application, and the facts that would settle them.
    pub(super) uncertain: usize,
    pub(super) doubt: FactSet,
    /// Elements of the sets that are being put together.
    pub(super) elements: Few<Value, 16>,
    pub(super) gaps: Gaps,
    /// The error that the run has ended in.
    pub(super) error: Option<Box<Diagnostic>>,
    pub(super) recorder: &'p mut R,
}

impl<'p, R: Recorder> Machine<'p, R> {
    pub(super) fn new(
        program: &'p Program,
        facts: &'p Facts,
        as_of: Option<NaiveDate>,
        readings: &'p [(ReadingId, u16)],
        recorder: &'p mut R,
    ) -> Self {
        Self {
            program,
            facts,
            as_of,
            readings,
            truths: SmallVec::from_elem(None, program.rules.len()),
            values: SmallVec::from_elem(None, program.ops.values()),
            requirements: SmallVec::from_elem(None, program.requirements.len()),
            frames: Frames::new(program.variables),
            running: 0,
            uncertain: 0,
            doubt: FactSet::default(),
            elements: SmallVec::new(),
            gaps: Gaps::default(),
            error: None,
            recorder,
        }
    }

    /// What each requirement came to, as met or not met.
    pub(super) fn requirements(&self) -> Vec<Answer> {
        let told = self.requirements.iter().zip(&self.program.requirements);
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

    /// The op of a node: nobody hears of a run that is not recorded, so it may take the short way.
    #[inline]
    pub(super) fn op(&self, id: NodeId) -> Option<&'p Op> {
        if R::KEEPS { self.program.ops.full(id) } else { self.program.ops.short(id) }
    }

    /// Works out a node and tells the recorder.
    pub(super) fn eval(&mut self, id: NodeId) -> Eval {
        let Some(op) = self.op(id) else { return Err(self.lost(id)) };
        if !R::KEEPS {
            return self.value(id, op);
        }
        if let Some(answer) = self.remembered(op) {
            self.recorder.repeat(id, &answer);
            return Ok(answer);
        }
        self.recorder.enter(id);
        let answer = self.value(id, op)?;
        self.recorder.leave(id, &answer);
        Ok(answer)
    }

    /// Works out a condition and tells the recorder.
    pub(super) fn truth(&mut self, id: NodeId) -> Held {
        let Some(op) = self.op(id) else { return Err(self.lost(id)) };
        if !R::KEEPS {
            return self.condition(id, op);
        }
        if let Some(answer) = self.remembered(op) {
            self.recorder.repeat(id, &answer);
            return self.condition(id, op);
        }
        self.recorder.enter(id);
        let truth = self.condition(id, op)?;
        let answer = self.answer_of(truth);
        self.recorder.leave(id, &answer);
        Ok(truth)
    }

    /// The forms that conditions have. Each is a call in the last place, so that this function needs
    /// no room of its own.
    #[inline]
    fn condition(&mut self, id: NodeId, op: &'p Op) -> Held {
        match op {
            Op::Fact(fact) => match self.facts.get(*fact) {
                Some(Value::Truth(truth)) => Ok(Truth::known(*truth)),
                _ => self.by_value(id, op),
            },
            Op::TruthRule(rule) => match self.truths.get(rule.index()) {
                Some(Some(truth)) => Ok(*truth),
                _ => self.truth_rule(*rule),
            },
            Op::RowRule { rule, variable } => self.row_rule(*rule, *variable),
            Op::Not(inner) => Ok(!self.truth(*inner)?),
            Op::And { left, right } => self.connect::<false>(*left, *right),
            Op::Or { left, right } => self.connect::<true>(*left, *right),
            Op::Compare { op, left, right } => self.compare(*op, *left, *right),
            Op::In { item, set, negated } => self.membership(*item, *set, *negated),
            Op::FactChoice { negated, fact, choice } => match self.facts.get(*fact) {
                Some(Value::Choice(given)) => Ok(Truth::known((given == choice) != *negated)),
                _ => self.in_full(id),
            },
            Op::FactIs { op, fact, value } => {
                let relation = |fact: &Value, value: &Value| related(*op, fact, value);
                match self.against(*value, self.facts.get(*fact), relation) {
                    Some(truth) => Ok(truth),
                    None => self.in_full(id),
                }
            }
            Op::FieldIs { op, variable, field, value } => {
                let relation = |field: &Value, value: &Value| related(*op, field, value);
                match self.against(*value, self.known_field(*variable, *field), relation) {
                    Some(truth) => Ok(truth),
                    None => self.in_full(id),
                }
            }
            Op::FactIn { negated, fact, set } => {
                let relation = |fact: &Value, set: &Value| within(fact, set) != *negated;
                match self.against(*set, self.facts.get(*fact), relation) {
                    Some(truth) => Ok(truth),
                    None => self.in_full(id),
                }
            }
            Op::FieldIn { negated, variable, field, set } => {
                let relation = |field: &Value, set: &Value| within(field, set) != *negated;
                match self.against(*set, self.known_field(*variable, *field), relation) {
                    Some(truth) => Ok(truth),
                    None => self.in_full(id),
                }
            }
            Op::InRange(id) => self.in_range(*id),
            Op::Quantified(id) => self.quantified(*id),
            Op::Conditions { mode, from, until } => {
                self.conditions(*mode, self.program.ops.items(*from, *until))
            }
            Op::Requirement { number, condition } => self.requirement(*number, *condition),
            Op::If { condition, then, otherwise } => self.branch(*condition, *then, *otherwise),
            Op::First(id) => self.first(*id),
            Op::Scope { condition, body } => self.scope(*condition, *body),
            Op::Exceptions(id) => self.exceptions(*id),
            Op::Editions(id) => self.editions(*id),
            Op::IfApplicable { value, otherwise } => self.if_applicable(*value, *otherwise),
            Op::Stage(body) => self.truth(*body),
            Op::Constant(_)
            | Op::Rule { .. }
            | Op::Parameter(_)
            | Op::Field { .. }
            | Op::Lookup { .. }
            | Op::Arithmetic { .. }
            | Op::Other(_) => self.by_value(id, op),
        }
    }

    /// A relation of what was given, if it was, to a constant.
    #[inline]
    fn against(
        &self,
        constant: u32,
        given: Option<&Value>,
        relation: impl Fn(&Value, &Value) -> bool,
    ) -> Option<Truth> {
        Some(Truth::known(relation(given?, self.program.ops.constant(constant)?)))
    }

    fn known_field(&self, variable: u8, field: u16) -> Option<&Value> {
        self.frames.field(variable, field)?.ok()
    }

    /// A relation as written, where what it is about is not known in place.
    #[inline(never)]
    fn in_full(&mut self, id: NodeId) -> Held {
        match self.program.ops.full(id) {
            Some(Op::Compare { op, left, right }) => self.compare(*op, *left, *right),
            Some(Op::In { item, set, negated }) => self.membership(*item, *set, *negated),
            _ => Err(self.lost(id)),
        }
    }

    /// A condition whose form is not told apart from that of values.
    #[inline(never)]
    fn by_value(&mut self, id: NodeId, op: &'p Op) -> Held {
        let answer = self.value(id, op)?;
        Ok(self.truth_of(&answer))
    }

    fn value(&mut self, id: NodeId, op: &'p Op) -> Eval {
        match op {
            Op::Constant(at) => Ok(match self.program.ops.constant(*at) {
                Some(value) => Answer::Known(value.clone()),
                None => Answer::NotApplicable,
            }),
            Op::Fact(fact) => Ok(self.fact(*fact)),
            Op::Parameter(parameter) => self.parameter(*parameter, id),
            Op::Rule { rule, slot } => match self.values.get(usize::from(*slot)) {
                Some(Some(answer)) => Ok(answer.clone()),
                _ => self.value_rule(*rule, *slot),
            },
            Op::Field { variable, field } => Ok(self.field(*variable, *field)),
            Op::RowRule { rule, variable } => self.row_rule(*rule, *variable),
            Op::Arithmetic { op, left, right } => self.arithmetic(*op, *left, *right, id),
            Op::If { condition, then, otherwise } => self.branch(*condition, *then, *otherwise),
            Op::Lookup { table, column, key } => self.lookup(*table, *key, *column, id),
            Op::First(id) => self.first(*id),
            Op::Scope { condition, body } => self.scope(*condition, *body),
            Op::Exceptions(id) => self.exceptions(*id),
            Op::Editions(id) => self.editions(*id),
            Op::IfApplicable { value, otherwise } => self.if_applicable(*value, *otherwise),
            Op::Stage(body) => self.eval(*body),
            Op::TruthRule(_)
            | Op::Not(_)
            | Op::And { .. }
            | Op::Or { .. }
            | Op::Compare { .. }
            | Op::In { .. }
            | Op::FactChoice { .. }
            | Op::FactIs { .. }
            | Op::FieldIs { .. }
            | Op::FactIn { .. }
            | Op::FieldIn { .. }
            | Op::InRange(_)
            | Op::Quantified(_)
            | Op::Conditions { .. }
            | Op::Requirement { .. } => {
                let truth = self.condition(id, op)?;
                Ok(self.answer_of(truth))
            }
            Op::Other(id) => self.other(*id),
        }
    }

    fn other(&mut self, id: NodeId) -> Eval {
        let program = self.program;
        let Some(node) = program.node(id) else { return Err(self.lost(id)) };
        match &node.kind {
            NodeKind::Undetermined => Ok(Answer::unknown(FactSet::default())),
            NodeKind::Reading(reading) => Ok(Answer::Known(self.reading(*reading))),
            NodeKind::Variable(variable) => Ok(match self.frames.element(*variable) {
                Some(value) => Answer::Known(value.clone()),
                None => Answer::NotApplicable,
            }),
            NodeKind::Negate(inner) => self.negate(*inner),
            NodeKind::Aggregate { function, variable, list, body, filter } => {
                self.aggregate(*function, *variable, *list, *body, *filter, node.span)
            }
            NodeKind::Call { function, arguments } => self.call(function, arguments, node.span),
            NodeKind::SetOf(items) => self.set_of(items),
            NodeKind::Collect(elements) => self.collect(elements),
            // A calendar stands only as an argument; the other forms have an op of their own.
            _ => Ok(Answer::NotApplicable),
        }
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

    /// What a rule came to, if it has been worked out.
    fn remembered(&self, op: &Op) -> Option<Answer> {
        match op {
            Op::TruthRule(rule) => {
                self.truths.get(rule.index()).copied().flatten().map(|truth| self.answer_of(truth))
            }
            Op::Rule { slot, .. } => self.values.get(usize::from(*slot)).cloned().flatten(),
            _ => None,
        }
    }

    #[inline(never)]
    fn truth_rule(&mut self, rule: RuleId) -> Held {
        let truth = self.body(rule)?;
        if let Some(place) = self.truths.get_mut(rule.index()) {
            *place = Some(truth);
        }
        Ok(truth)
    }

    #[inline(never)]
    fn value_rule(&mut self, rule: RuleId, slot: u16) -> Eval {
        let answer: Answer = self.body(rule)?;
        if let Some(place) = self.values.get_mut(usize::from(slot)) {
            *place = Some(answer.clone());
        }
        Ok(answer)
    }

    fn body<S: Sort>(&mut self, rule: RuleId) -> Result<S, Stop> {
        let Some(body) = self.program.ops.body(rule) else { return Err(self.lost(NodeId::new(0))) };
        if self.running == 0 { S::work_out(self, body) } else { self.framed(body, None) }
    }

    /// A rule that an output asks for: its body is recorded at the top, once.
    pub(super) fn rule_root(&mut self, rule: RuleId) -> Eval {
        let op = self.program.ops.rule(rule);
        if let Some(answer) = self.remembered(&op) {
            return Ok(answer);
        }
        match op {
            Op::Rule { rule, slot } => self.value_rule(rule, slot),
            _ => self.truth_rule(rule).map(|truth| self.answer_of(truth)),
        }
    }

    /// A property of the row that a loop stands at.
    #[inline(never)]
    fn row_rule<S: Sort>(&mut self, rule: RuleId, variable: u8) -> Result<S, Stop> {
        let Some(body) = self.program.ops.body(rule) else { return Err(self.lost(NodeId::new(0))) };
        self.framed(body, Some(variable))
    }

    /// Works out a body whose loops lie above those that are running.
    fn framed<S: Sort>(&mut self, body: NodeId, row: Option<u8>) -> Result<S, Stop> {
        let outer = self.frames.open(self.program.variables, row);
        let answer = S::work_out(self, body);
        self.frames.close(outer);
        answer
    }

    #[inline(never)]
    fn requirement(&mut self, number: u16, condition: NodeId) -> Held {
        let truth = self.truth(condition)?;
        let kept =
            if self.uncertain > 0 && truth.is_known() { self.unknown(self.doubt) } else { truth };
        if let Some(slot) = self.requirements.get_mut(usize::from(number)) {
            *slot = Some(kept);
        }
        Ok(truth)
    }

    fn fact(&self, fact: FactId) -> Answer {
        if let Some(value) = self.facts.get(fact) {
            return Answer::Known(value.clone());
        }
        let Some(declared) = self.program.fact(fact) else { return Answer::NotApplicable };
        match &declared.default {
            Some(value) => Answer::Known(value.clone()),
            None => Answer::between(FactSet::of(fact), declared.low.clone(), declared.high.clone()),
        }
    }

    fn field(&self, variable: u8, field: u16) -> Answer {
        match self.frames.field(variable, field) {
            Some(Ok(value)) => Answer::Known(value.clone()),
            Some(Err(origin)) => Answer::unknown(origin),
            None => Answer::NotApplicable,
        }
    }

    fn reading(&self, id: ReadingId) -> Value {
        let asked =
            self.readings.iter().find(|(reading, _)| *reading == id).map(|(_, choice)| *choice);
        let adopted = self.program.readings.get(id.index()).map_or(0, |reading| reading.adopted);
        Value::Choice(asked.unwrap_or(adopted))
    }

    pub(super) fn surroundings(&self) -> Surroundings<'p> {
        Surroundings {
            calendars: &self.program.calendars,
            groups: &self.program.groups,
            calendar: None,
        }
    }
}

/// A fault of ours; asks for a report.
#[cold]
pub(super) fn internal(at: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::Internal, at).with("detail", "evaluation"))
}
