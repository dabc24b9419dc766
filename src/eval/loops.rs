//! Quantifiers and sums over lists and sets.

use std::cmp::Ordering;

use crate::ids::{FactId, NodeId};
use crate::program::{NodeKind, Op};
use crate::source::Span;
use crate::syntax::ast::{Aggregate, BinaryOp};
use crate::value::{self, Answer, FactSet, Number, Value};

use super::bounds::{self, Between};
use super::frames::{List, Standing};
use super::machine::{Eval, Machine};
use super::operators::count;
use super::record::Recorder;
use super::truth::{Held, Stop, Truth};

/// What a loop runs over.
enum Over<'p> {
    /// The rows of a fact.
    Given(&'p [value::Record], FactId),
    /// What was worked out.
    List(List),
    Not(Answer),
}

impl<'p, R: Recorder> Machine<'p, R> {
    fn over(&mut self, list: NodeId) -> Result<Over<'p>, Stop> {
        if let Some(Op::Fact(fact)) = self.op(list)
            && let Some(Value::List(rows)) = self.facts.get(*fact)
        {
            if R::KEEPS {
                self.eval(list)?;
            }
            return Ok(Over::Given(rows, *fact));
        }
        Ok(match self.eval(list)? {
            Answer::Known(Value::List(rows)) => Over::List(List::Rows(rows)),
            Answer::Known(Value::Set(elements)) => Over::List(List::Elements(elements)),
            Answer::Known(_) | Answer::NotApplicable => Over::Not(Answer::NotApplicable),
            Answer::Unknown(unknown) => Over::Not(Answer::unknown(unknown.facts)),
        })
    }

    /// Stands the loop at each row or element in turn.
    fn each(
        &mut self,
        over: Over<'p>,
        variable: u8,
        mut visit: impl FnMut(&mut Self) -> Result<bool, Stop>,
    ) -> Result<(), Stop> {
        self.running += 1;
        let done = match over {
            Over::Given(rows, fact) => {
                let rows = rows.iter().map(|row| Standing::Given(row, fact));
                self.stand_at(rows, variable, &mut visit)
            }
            Over::List(list) => {
                let count = match &list {
                    List::Rows(rows) => rows.len(),
                    List::Elements(elements) => elements.len(),
                };
                let list = self.frames.hold(list);
                let places = 0..u32::try_from(count).unwrap_or(u32::MAX);
                let done = self.stand_at(
                    places.map(|at| Standing::Held { list, at }),
                    variable,
                    &mut visit,
                );
                self.frames.release();
                done
            }
            Over::Not(_) => Ok(()),
        };
        self.running -= 1;
        done
    }

    fn stand_at(
        &mut self,
        places: impl Iterator<Item = Standing<'p>>,
        variable: u8,
        visit: &mut impl FnMut(&mut Self) -> Result<bool, Stop>,
    ) -> Result<(), Stop> {
        for (number, place) in places.enumerate() {
            self.frames.stand(variable, place);
            self.recorder.row(number);
            if !visit(self)? {
                break;
            }
        }
        Ok(())
    }

    #[inline(never)]
    pub(super) fn quantified(&mut self, id: NodeId) -> Held {
        let Some(NodeKind::Quantified { every, variable, list, condition }) = self.kind(id) else {
            return Err(self.lost(id));
        };
        let over = self.over(*list)?;
        if let Over::Not(answer) = over {
            return Ok(self.truth_of(&answer));
        }
        let decisive = !every;
        let (mut decided, mut unknown) = (false, None::<FactSet>);
        self.each(over, *variable, |machine| {
            match machine.truth(*condition)? {
                Truth::True => decided |= decisive,
                Truth::False => decided |= !decisive,
                Truth::Unknown(gap) => unknown = Some(machine.also(unknown, gap)),
                Truth::NotApplicable => {}
            }
            Ok(!decided)
        })?;
        Ok(match (decided, unknown) {
            (true, _) => Truth::known(decisive),
            (false, Some(facts)) => self.unknown(facts),
            (false, None) => Truth::known(*every),
        })
    }

    #[inline(never)]
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
        self.each(over, variable, |machine| {
            let filtered = match filter {
                Some(filter) => machine.truth(filter)?,
                None => Truth::True,
            };
            match filtered {
                Truth::True if function == Aggregate::Count => counted += 1,
                Truth::True => match machine.eval(body)? {
                    Answer::Known(value) if function == Aggregate::Sum => {
                        total = value::add(&total, &value)
                            .map_err(|error| machine.value_error(error, at))?;
                    }
                    answer => inside.push(answer),
                },
                Truth::Unknown(gap) => {
                    doubt = doubt.and(machine.gaps.facts(gap));
                    perhaps.push(machine.eval(body)?);
                }
                Truth::False | Truth::NotApplicable => machine.recorder.skip(body),
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
