//! Quantifiers and sums over lists and sets.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::ids::{FactId, NodeId};
use crate::program::{NodeKind, Op};
use crate::source::Span;
use crate::syntax::ast::{Aggregate, BinaryOp};
use crate::value::{self, Answer, FactSet, Number, Value};

use super::bounds::{self, Between};
use super::frames::Standing;
use super::machine::{Eval, Machine, internal};
use super::operators::{count, value_error};
use super::record::Recorder;
use super::truth::{Held, Truth};

/// What a loop runs over.
enum Over<'p> {
    /// The rows of a fact.
    Given(&'p [value::Record], FactId),
    Rows(Arc<[value::Record]>),
    Elements(Arc<[Value]>),
    Not(Answer),
}

impl<'p> Over<'p> {
    fn count(&self) -> usize {
        match self {
            Self::Given(rows, _) => rows.len(),
            Self::Rows(rows) => rows.len(),
            Self::Elements(elements) => elements.len(),
            Self::Not(_) => 0,
        }
    }

    fn at(&self, number: usize) -> Standing<'p> {
        let standing = match self {
            Self::Given(rows, fact) => {
                rows.get(number).map(|row| Standing::Given(row, Some(*fact)))
            }
            Self::Rows(rows) => rows.get(number).cloned().map(Standing::Row),
            Self::Elements(elements) => elements.get(number).cloned().map(Standing::Element),
            Self::Not(_) => None,
        };
        standing.unwrap_or(Standing::Nowhere)
    }
}

impl<'p, R: Recorder> Machine<'p, R> {
    fn over(&mut self, list: NodeId) -> Result<Over<'p>, Box<Diagnostic>> {
        if let Some(Op::Fact(fact)) = self.program.ops.get(list)
            && let Some(Value::List(rows)) = self.facts.get(fact)
        {
            if R::KEEPS {
                self.eval(list)?;
            }
            return Ok(Over::Given(rows, fact));
        }
        Ok(match self.eval(list)? {
            Answer::Known(Value::List(rows)) => Over::Rows(rows),
            Answer::Known(Value::Set(elements)) => Over::Elements(elements),
            Answer::Known(_) | Answer::NotApplicable => Over::Not(Answer::NotApplicable),
            Answer::Unknown(unknown) => Over::Not(Answer::unknown(unknown.facts)),
        })
    }

    /// Stands the loop at each row or element in turn.
    fn each(
        &mut self,
        over: &Over<'p>,
        variable: u8,
        mut visit: impl FnMut(&mut Self) -> Result<bool, Box<Diagnostic>>,
    ) -> Result<(), Box<Diagnostic>> {
        self.running += 1;
        for number in 0..over.count() {
            self.frames.stand(variable, over.at(number));
            self.recorder.row(number);
            match visit(self) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    self.running -= 1;
                    return Err(error);
                }
            }
        }
        self.running -= 1;
        Ok(())
    }

    pub(super) fn quantified(&mut self, id: NodeId) -> Held {
        let Some(NodeKind::Quantified { every, variable, list, condition }) = self.kind(id) else {
            return Err(internal(self.span(id)));
        };
        let over = self.over(*list)?;
        if let Over::Not(answer) = over {
            return Ok(answer.into());
        }
        let decisive = !every;
        let (mut decided, mut unknown) = (false, None::<FactSet>);
        self.each(&over, *variable, |machine| {
            match machine.truth(*condition)? {
                Truth::Known(truth) => decided |= truth == decisive,
                Truth::Unknown(one) => unknown = Some(unknown.unwrap_or_default().and(one.facts)),
                Truth::NotApplicable => {}
            }
            Ok(!decided)
        })?;
        Ok(match (decided, unknown) {
            (true, _) => Truth::Known(decisive),
            (false, Some(facts)) => Truth::unknown(facts),
            (false, None) => Truth::Known(*every),
        })
    }

    pub(super) fn aggregate(
        &mut self,
        function: Aggregate,
        variable: u8,
        list: NodeId,
        body: NodeId,
        filter: Option<NodeId>,
        at: Span,
    ) -> Eval {
        let over = self.over(list)?;
        if let Over::Not(answer) = over {
            return Ok(answer);
        }
        // Answers of the rows that are in, and of those of which it is unknown whether they are.
        let (mut inside, mut perhaps, mut doubt) = (Vec::new(), Vec::new(), FactSet::default());
        let (mut total, mut counted) = (Value::Number(Number::ZERO), 0_usize);
        self.each(&over, variable, |machine| {
            let filtered = match filter {
                Some(filter) => machine.truth(filter)?,
                None => Truth::Known(true),
            };
            match filtered {
                Truth::Known(true) if function == Aggregate::Count => counted += 1,
                Truth::Known(true) => match machine.eval(body)? {
                    Answer::Known(value) if function == Aggregate::Sum => {
                        total =
                            value::add(&total, &value).map_err(|error| value_error(error, at))?;
                    }
                    answer => inside.push(answer),
                },
                Truth::Unknown(one) => {
                    doubt = doubt.and(one.facts);
                    perhaps.push(machine.eval(body)?);
                }
                Truth::Known(false) | Truth::NotApplicable => machine.recorder.skip(body),
            }
            Ok(true)
        })?;
        inside.retain(|answer| *answer != Answer::NotApplicable);
        Ok(match function {
            Aggregate::Count => number_of(counted, perhaps.len(), doubt),
            Aggregate::Sum => sum(total, &inside, &perhaps, doubt),
            Aggregate::Min | Aggregate::Max => extreme(function, &inside, &perhaps, doubt),
        })
    }
}

fn number_of(sure: usize, perhaps: usize, doubt: FactSet) -> Answer {
    if perhaps == 0 {
        return Answer::Known(count(sure));
    }
    let number = |count: usize| Some(Number::from_i64(i64::try_from(count).unwrap_or(i64::MAX)));
    Answer::between(doubt, number(sure), number(sure + perhaps))
}

/// The sum of what is known, of the unknown rows and of those that may be in.
fn sum(total: Value, inside: &[Answer], perhaps: &[Answer], doubt: FactSet) -> Answer {
    let unknown =
        !perhaps.is_empty() || inside.iter().any(|answer| matches!(answer, Answer::Unknown(_)));
    if !unknown {
        return Answer::Known(total);
    }
    let mut facts = doubt;
    let mut between: Between = Answer::Known(total).bounds();
    for answer in inside {
        facts = facts.and(answer.missing());
        if *answer != Answer::NotApplicable {
            between = bounds::arithmetic(BinaryOp::Add, between, answer.bounds());
        }
    }
    for answer in perhaps {
        facts = facts.and(answer.missing());
        let (low, high) = answer.bounds();
        // In or out: nothing is added at the least, if it is no negative amount.
        let low = low.map(|low| low.min(Number::ZERO));
        let high = high.map(|high| high.max(Number::ZERO));
        between = bounds::arithmetic(BinaryOp::Add, between, (low, high));
    }
    Answer::between(facts, between.0, between.1)
}

fn extreme(function: Aggregate, inside: &[Answer], perhaps: &[Answer], doubt: FactSet) -> Answer {
    let facts =
        inside.iter().chain(perhaps).fold(doubt, |facts, answer| facts.and(answer.missing()));
    let unknown =
        !perhaps.is_empty() || inside.iter().any(|answer| matches!(answer, Answer::Unknown(_)));
    if unknown {
        return Answer::unknown(facts);
    }
    let wanted = if function == Aggregate::Min { Ordering::Less } else { Ordering::Greater };
    let mut found: Option<&Value> = None;
    for answer in inside {
        let Answer::Known(value) = answer else { continue };
        if found.is_none_or(|best| value::compare(value, best) == Some(wanted)) {
            found = Some(value);
        }
    }
    found.map_or(Answer::NotApplicable, |value| Answer::Known(value.clone()))
}
