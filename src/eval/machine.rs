//! The dispatch: one arm per form, each one call.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::Facts;
use crate::functions::Surroundings;
use crate::ids::{FactId, NodeId, ParameterId, ReadingId, RuleId, TableId};
use crate::program::{Node, NodeKind, ParameterValue, Program};
use crate::source::Span;
use crate::value::{Answer, FactSet, Record, Value};

use super::record::Recorder;

/// What an evaluation gives: an answer, or an error with its place.
pub(super) type Eval = Result<Answer, Box<Diagnostic>>;

/// A value that is looked at in place.
#[derive(Clone, Copy)]
pub(super) enum Peeked<'p, 's> {
    /// Of the program or the facts.
    Lasting(&'p Value),
    /// Of the row that a loop stands at, or of a rule that has been worked out.
    Passing(&'s Value),
}

impl std::ops::Deref for Peeked<'_, '_> {
    type Target = Value;

    #[inline]
    fn deref(&self) -> &Value {
        match self {
            Self::Lasting(value) => value,
            Self::Passing(value) => value,
        }
    }
}

/// What a loop stands at.
#[derive(Clone, Debug)]
pub(super) enum Standing {
    /// The loop is not running.
    Nowhere,
    /// A row of a list.
    Row(Record),
    /// An element of a set.
    Element(Value),
}

pub(super) struct Machine<'p, R: Recorder> {
    pub(super) program: &'p Program,
    facts: &'p Facts,
    pub(super) as_of: Option<NaiveDate>,
    readings: &'p [(ReadingId, u16)],
    rules: Vec<Option<Answer>>,
    requirements: Vec<Option<Answer>>,
    /// Where the loops of the rule that is being worked out begin in `variables`.
    base: usize,
    /// How many loops are running.
    pub(super) running: usize,
    /// What each running loop stands at.
    variables: Vec<(Standing, FactSet)>,
    /// How many scopes around are of unknown application, and the facts that would settle them.
    pub(super) uncertain: usize,
    pub(super) doubt: FactSet,
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
            rules: vec![None; program.rules.len()],
            requirements: vec![None; program.requirements.len()],
            base: 0,
            running: 0,
            variables: vec![(Standing::Nowhere, FactSet::default()); program.variables],
            uncertain: 0,
            doubt: FactSet::default(),
            recorder,
        }
    }

    /// Stands a loop at a row or element; `origin` is the fact that it comes from.
    pub(super) fn stand(&mut self, variable: u8, standing: Standing, origin: FactSet) {
        if let Some(slot) = self.variables.get_mut(self.base + usize::from(variable)) {
            *slot = (standing, origin);
        }
    }

    fn standing(&self, variable: u8) -> Option<&(Standing, FactSet)> {
        self.variables.get(self.base + usize::from(variable))
    }

    /// A property of the row that a loop stands at.
    fn row_rule(&mut self, rule: RuleId, variable: u8) -> Eval {
        let (Some(row), Some(rule)) = (self.standing(variable).cloned(), self.program.rule(rule))
        else {
            return Err(internal(Span::default()));
        };
        self.framed(rule.body, Some(row))
    }

    /// Works out a body whose loops lie above those that are running.
    fn framed(&mut self, body: NodeId, row: Option<(Standing, FactSet)>) -> Eval {
        let (base, length) = (self.base, self.variables.len());
        self.base = length;
        self.variables
            .resize(length + self.program.variables, (Standing::Nowhere, FactSet::default()));
        if let Some((standing, origin)) = row {
            self.stand(0, standing, origin);
        }
        let answer = self.eval(body);
        self.variables.truncate(length);
        self.base = base;
        answer
    }

    /// What each requirement came to, as met or not met.
    pub(super) fn requirements(self, program: &Program) -> Vec<Answer> {
        let told = self.requirements.into_iter().zip(&program.requirements);
        told.map(|(answer, requirement)| match answer {
            Some(Answer::Known(Value::Truth(holds))) => Answer::truth(holds != requirement.negated),
            Some(answer) => answer,
            None => Answer::NotApplicable,
        })
        .collect()
    }

    /// Works out a node and tells the recorder.
    pub(super) fn eval(&mut self, id: NodeId) -> Eval {
        let program = self.program;
        let Some(node) = program.node(id) else { return Err(internal(Span::default())) };
        if let NodeKind::Rule(rule) = node.kind
            && let Some(answer) = self.rules.get(rule.index()).and_then(Clone::clone)
        {
            self.recorder.repeat(id, &answer);
            return Ok(answer);
        }
        self.recorder.enter(id);
        let answer = self.kind(id, node)?;
        self.recorder.leave(id, &answer);
        Ok(answer)
    }

    #[inline]
    fn kind(&mut self, _: NodeId, node: &'p Node) -> Eval {
        match &node.kind {
            NodeKind::Constant(value) => Ok(Answer::Known(value.clone())),
            NodeKind::Undetermined => Ok(Answer::unknown(FactSet::default())),
            NodeKind::NotApplicable => Ok(Answer::NotApplicable),
            NodeKind::Fact(fact) => Ok(self.fact(*fact)),
            NodeKind::Parameter(parameter) => self.parameter(*parameter, node.span),
            NodeKind::Reading(reading) => Ok(self.reading(*reading)),
            NodeKind::Rule(rule) => self.rule(*rule),
            NodeKind::Calendar(_) => Ok(Answer::NotApplicable),
            NodeKind::Variable(variable) => Ok(self.variable(*variable)),
            NodeKind::Field { variable, field, .. } => Ok(self.field(*variable, *field)),
            NodeKind::RowRule { rule, variable } => self.row_rule(*rule, *variable),
            NodeKind::Not(inner) => self.not(*inner),
            NodeKind::Negate(inner) => self.negate(*inner),
            NodeKind::Binary { op, left, right } => self.binary(*op, *left, *right, node.span),
            NodeKind::In { item, set, negated } => self.membership(*item, *set, *negated),
            NodeKind::InRange { item, range, negated } => self.in_range(*item, range, *negated),
            NodeKind::If { condition, then, otherwise } => {
                self.branch(*condition, *then, *otherwise)
            }
            NodeKind::Quantified { every, variable, list, condition } => {
                self.quantified(*every, *variable, *list, *condition)
            }
            NodeKind::Aggregate { function, variable, list, body, filter } => {
                self.aggregate(*function, *variable, *list, *body, *filter, node.span)
            }
            NodeKind::Lookup { table, key, column } => {
                self.lookup(*table, *key, *column, node.span)
            }
            NodeKind::Call { function, arguments } => self.call(function, arguments, node.span),
            NodeKind::IfApplicable { value, otherwise } => match self.eval(*value)? {
                Answer::NotApplicable => self.eval(*otherwise),
                answer => {
                    self.recorder.skip(*otherwise);
                    Ok(answer)
                }
            },
            NodeKind::SetOf(items) => self.set_of(items),
            NodeKind::Conditions { mode, items } => self.conditions(*mode, items),
            NodeKind::First { cases, otherwise } => self.first(cases, otherwise.as_deref()),
            NodeKind::Scope { condition, body } => self.scope(*condition, *body),
            NodeKind::Exceptions { body, exceptions } => {
                self.exceptions(*body, exceptions, node.span)
            }
            NodeKind::Editions(editions) => self.editions(editions, node.span),
            NodeKind::Stage { body, .. } => self.eval(*body),
            NodeKind::Collect(elements) => self.collect(elements),
            NodeKind::Requirement { number, condition } => self.requirement(*number, *condition),
        }
    }

    /// The known value of a literal, a given fact, a parameter or a field, where nobody needs to be
    /// told of it.
    #[inline]
    pub(super) fn peek(&self, id: NodeId) -> Option<Peeked<'p, '_>> {
        if R::KEEPS {
            return None;
        }
        let value = match &self.program.node(id)?.kind {
            NodeKind::Constant(value) => value,
            NodeKind::Fact(fact) => self.facts.get(*fact)?,
            NodeKind::Parameter(parameter) => {
                let values = self.program.parameters.get(parameter.index())?.values.as_slice();
                match &in_force(values, self.as_of?)?.value {
                    Answer::Known(value) => value,
                    Answer::Unknown(_) | Answer::NotApplicable => return None,
                }
            }
            NodeKind::Rule(rule) => match self.rules.get(rule.index())?.as_ref()? {
                Answer::Known(value) => return Some(Peeked::Passing(value)),
                Answer::Unknown(_) | Answer::NotApplicable => return None,
            },
            NodeKind::Lookup { table, key, column } => self.cell(*table, *key, *column)?,
            NodeKind::Field { variable, field, .. } => match self.standing(*variable)? {
                (Standing::Row(row), _) => {
                    return row.get(usize::from(*field))?.as_ref().map(Peeked::Passing);
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(Peeked::Lasting(value))
    }

    /// The cell of a table with one version for a key that is a known choice.
    #[inline]
    fn cell(&self, table: TableId, key: NodeId, column: u16) -> Option<&'p Value> {
        let program = self.program;
        let [only] = program.tables.get(table.index())?.editions.as_slice() else { return None };
        if only.from != NaiveDate::MIN {
            return None;
        }
        let Value::Choice(choice) = *self.peek(key)? else { return None };
        let row = only.by_choice.get(usize::from(choice)).copied().flatten()?;
        only.rows.get(usize::from(row))?.cells.get(usize::from(column))
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

    fn parameter(&self, id: ParameterId, at: Span) -> Eval {
        let Some(parameter) = self.program.parameters.get(id.index()) else {
            return Err(internal(at));
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
            None => Err(self.not_in_force(
                &parameter.name.ja,
                parameter.values.iter().map(|one| (one.from, one.until)),
                at,
            )),
        }
    }

    /// The answer of a dated thing while the date is unknown.
    pub(super) fn undated(&self) -> Answer {
        Answer::unknown(self.program.as_of.map(FactSet::of).unwrap_or_default())
    }

    /// The error for a date on which nothing is in force, with the neighbours.
    pub(super) fn not_in_force(
        &self,
        name: &str,
        days: impl Iterator<Item = (NaiveDate, Option<NaiveDate>)>,
        at: Span,
    ) -> Box<Diagnostic> {
        let date = self.as_of.unwrap_or(NaiveDate::MIN);
        let (mut before, mut after) = (None, None);
        for (from, until) in days {
            if from > date {
                after = after.or(Some(from));
            } else {
                before = until.or(before);
            }
        }
        Box::new(
            Diagnostic::new(Code::NotInForce, at)
                .with("name", name)
                .with("date", date)
                .with_some("before", before)
                .with_some("after", after),
        )
    }

    fn reading(&self, id: ReadingId) -> Answer {
        let asked =
            self.readings.iter().find(|(reading, _)| *reading == id).map(|(_, choice)| *choice);
        let adopted = self.program.readings.get(id.index()).map_or(0, |reading| reading.adopted);
        Answer::Known(Value::Choice(asked.unwrap_or(adopted)))
    }

    fn rule(&mut self, id: RuleId) -> Eval {
        let Some(rule) = self.program.rule(id) else { return Err(internal(Span::default())) };
        let answer =
            if self.running == 0 { self.eval(rule.body)? } else { self.framed(rule.body, None)? };
        if let Some(slot) = self.rules.get_mut(id.index()) {
            *slot = Some(answer.clone());
        }
        Ok(answer)
    }

    /// A rule that an output asks for: its body is recorded at the top, once.
    pub(super) fn rule_root(&mut self, id: RuleId) -> Eval {
        match self.rules.get(id.index()).and_then(Clone::clone) {
            Some(answer) => Ok(answer),
            None => self.rule(id),
        }
    }

    fn variable(&self, variable: u8) -> Answer {
        match self.standing(variable) {
            Some((Standing::Element(value), _)) => Answer::Known(value.clone()),
            Some((Standing::Row(_) | Standing::Nowhere, _)) | None => Answer::NotApplicable,
        }
    }

    fn field(&self, variable: u8, field: u16) -> Answer {
        let Some((Standing::Row(row), origin)) = self.standing(variable) else {
            return Answer::NotApplicable;
        };
        match row.get(usize::from(field)).and_then(Option::as_ref) {
            Some(value) => Answer::Known(value.clone()),
            None => Answer::unknown(*origin),
        }
    }

    fn requirement(&mut self, number: u16, condition: NodeId) -> Eval {
        let answer = self.eval(condition)?;
        let kept = if self.uncertain > 0 && matches!(answer, Answer::Known(_)) {
            Answer::unknown(self.doubt)
        } else {
            answer.clone()
        };
        if let Some(slot) = self.requirements.get_mut(usize::from(number)) {
            *slot = Some(kept);
        }
        Ok(answer)
    }

    pub(super) fn surroundings(&self) -> Surroundings<'p> {
        Surroundings {
            calendars: &self.program.calendars,
            groups: &self.program.groups,
            calendar: None,
        }
    }
}

fn in_force(values: &[ParameterValue], date: NaiveDate) -> Option<&ParameterValue> {
    let found = values.iter().rev().find(|value| value.from <= date)?;
    found.until.is_none_or(|until| date <= until).then_some(found)
}

/// A fault of ours; asks for a report.
pub(super) fn internal(at: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::Internal, at).with("detail", "evaluation"))
}
