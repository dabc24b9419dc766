//! Quantifiers and sums over lists and sets.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::ids::NodeId;
use crate::source::Span;
use crate::syntax::ast::{Aggregate, BinaryOp};
use crate::value::{self, Answer, FactSet, Number, Value};

use super::bounds::{self, Between};
use super::machine::{Eval, Machine, Standing};
use super::operators::{count, value_error};
use super::record::Recorder;

/// What a loop runs over.
enum Over {
    Rows(Arc<[value::Record]>, FactSet),
    Elements(Arc<[Value]>),
    Not(Answer),
}

impl<R: Recorder> Machine<'_, R> {
    fn over(&mut self, list: NodeId) -> Result<Over, Box<crate::diagnostic::Diagnostic>> {
        let origin = self.origin(list);
        Ok(match self.eval(list)? {
            Answer::Known(Value::List(rows)) => Over::Rows(rows, origin),
            Answer::Known(Value::Set(elements)) => Over::Elements(elements),
            Answer::Known(_) | Answer::NotApplicable => Over::Not(Answer::NotApplicable),
            Answer::Unknown(unknown) => Over::Not(Answer::unknown(unknown.facts)),
        })
    }

    /// The fact whose rows are run over, to be named when a field of them is absent.
    fn origin(&self, list: NodeId) -> FactSet {
        match self.program.node(list).map(|node| &node.kind) {
            Some(crate::program::NodeKind::Fact(fact)) => FactSet::of(*fact),
            _ => FactSet::default(),
        }
    }

    /// Stands the loop at each row or element in turn.
    fn each(
        &mut self,
        over: &Over,
        variable: u8,
        mut visit: impl FnMut(&mut Self) -> Result<bool, Box<crate::diagnostic::Diagnostic>>,
    ) -> Result<(), Box<crate::diagnostic::Diagnostic>> {
        let count = match over {
            Over::Rows(rows, _) => rows.len(),
            Over::Elements(elements) => elements.len(),
            Over::Not(_) => 0,
        };
        self.running += 1;
        for number in 0..count {
            let (standing, origin) = match over {
                Over::Rows(rows, origin) => (rows.get(number).cloned().map(Standing::Row), *origin),
                Over::Elements(elements) => {
                    (elements.get(number).cloned().map(Standing::Element), FactSet::default())
                }
                Over::Not(_) => (None, FactSet::default()),
            };
            self.stand(variable, standing.unwrap_or(Standing::Nowhere), origin);
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

    pub(super) fn quantified(
        &mut self,
        every: bool,
        variable: u8,
        list: NodeId,
        condition: NodeId,
    ) -> Eval {
        let over = self.over(list)?;
        if let Over::Not(answer) = over {
            return Ok(answer);
        }
        let decisive = !every;
        let (mut decided, mut unknown) = (false, None::<FactSet>);
        self.each(&over, variable, |machine| {
            match machine.eval(condition)? {
                Answer::Known(Value::Truth(truth)) => decided |= truth == decisive,
                Answer::Unknown(one) => unknown = Some(unknown.unwrap_or_default().and(one.facts)),
                Answer::Known(_) | Answer::NotApplicable => {}
            }
            Ok(!decided)
        })?;
        Ok(match (decided, unknown) {
            (true, _) => Answer::truth(decisive),
            (false, Some(facts)) => Answer::unknown(facts),
            (false, None) => Answer::truth(every),
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
        let mut total = Value::Number(Number::ZERO);
        self.each(&over, variable, |machine| {
            let filtered = match filter {
                Some(filter) => machine.eval(filter)?,
                None => Answer::truth(true),
            };
            match filtered {
                Answer::Known(Value::Truth(true)) if function == Aggregate::Count => {
                    inside.push(Answer::truth(true));
                }
                Answer::Known(Value::Truth(true)) => match machine.eval(body)? {
                    Answer::Known(value) if function == Aggregate::Sum => {
                        total =
                            value::add(&total, &value).map_err(|error| value_error(error, at))?;
                    }
                    answer => inside.push(answer),
                },
                Answer::Unknown(one) => {
                    doubt = doubt.and(one.facts);
                    perhaps.push(machine.eval(body)?);
                }
                Answer::Known(_) | Answer::NotApplicable => machine.recorder.skip(body),
            }
            Ok(true)
        })?;
        inside.retain(|answer| *answer != Answer::NotApplicable);
        if function == Aggregate::Count {
            return Ok(counted(inside.len(), perhaps.len(), doubt));
        }
        if function == Aggregate::Sum {
            return Ok(sum(total, &inside, &perhaps, doubt));
        }
        Ok(extreme(function, &inside, &perhaps, doubt))
    }
}

fn counted(sure: usize, perhaps: usize, doubt: FactSet) -> Answer {
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
