//! Quantifiers and sums over lists and sets.

use std::cmp::Ordering;
use std::num::NonZeroU32;
use std::sync::Arc;

use crate::ids::{FactId, NodeId};
use crate::syntax::ast::{Aggregate, BinaryOp};
use crate::value::{self, Answer, FactSet, Number, Value};

use super::bounds::{self, Between};
use super::frames::{List, Standing};
use super::machine::Machine;
use super::operators::count;
use super::part::Part;
use super::record::Recorder;
use super::slim::{Eval, Slim};
use super::truth::{Held, Stop, Truth};

/// What a sum starts from.
const ZERO: Slim = Slim::Number { numerator: 0, denominator: NonZeroU32::MIN };

/// What a loop runs over.
enum Over<'p> {
    /// The rows of a fact.
    Given(&'p [value::Record], FactId),
    /// What was worked out.
    List(List),
    /// Nothing: it does not apply, or waits for facts.
    Not(Option<FactSet>),
}

impl<'p, R: Recorder> Machine<'p, R> {
    fn runs_over(&self, list: Slim) -> Over<'p> {
        if let Slim::Given(fact) = list
            && let Some(Value::List(rows)) = self.facts.get(fact)
        {
            return Over::Given(rows, fact);
        }
        match self.elsewhere(list) {
            Some(Value::List(rows)) => Over::List(List::Rows(Arc::clone(rows))),
            Some(Value::Set(elements)) => Over::List(List::Elements(Arc::clone(elements))),
            Some(_) => Over::Not(None),
            None if matches!(list, Slim::NotApplicable) => Over::Not(None),
            None => Over::Not(Some(self.missing(list))),
        }
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

    #[inline]
    pub(super) fn quantified(
        &mut self,
        every: bool,
        variable: u8,
        list: &impl Part<R, Slim>,
        condition: &impl Part<R, Truth>,
    ) -> Held {
        let list = list.work_out(self)?;
        let over = match self.runs_over(list) {
            Over::Not(None) => return Ok(Truth::NotApplicable),
            Over::Not(Some(facts)) => return Ok(self.unknown(facts)),
            over => over,
        };
        let decisive = !every;
        let (mut decided, mut unknown) = (false, None::<FactSet>);
        self.each(over, variable, |machine| {
            match condition.work_out(machine)? {
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
            (false, None) => Truth::known(every),
        })
    }

    #[inline]
    pub(super) fn aggregate<F: Part<R, Truth>>(
        &mut self,
        function: Aggregate,
        variable: u8,
        list: &impl Part<R, Slim>,
        body: &impl Part<R, Slim>,
        filter: Option<&F>,
        id: NodeId,
    ) -> Eval {
        let list = list.work_out(self)?;
        let over = match self.runs_over(list) {
            Over::Not(None) => return Ok(Slim::NotApplicable),
            Over::Not(Some(facts)) => return Ok(self.unknown(facts).into()),
            over => over,
        };
        // Answers of the rows that are in, and of those of which it is unknown whether they are.
        let (mut inside, mut perhaps, mut doubt) = (Vec::new(), Vec::new(), FactSet::default());
        let (mut total, mut counted) = (ZERO, 0_usize);
        self.each(over, variable, |machine| {
            let filtered = match filter {
                Some(filter) => filter.work_out(machine)?,
                None => Truth::True,
            };
            match filtered {
                Truth::True if function == Aggregate::Count => counted += 1,
                Truth::True => {
                    let value = body.work_out(machine)?;
                    if function == Aggregate::Sum && machine.is_known(value) {
                        total = machine.calculate(BinaryOp::Add, total, value, id)?;
                    } else {
                        inside.push(machine.answer(value));
                    }
                }
                Truth::Unknown(gap) => {
                    doubt = doubt.and(machine.gaps.facts(gap));
                    let value = body.work_out(machine)?;
                    perhaps.push(machine.answer(value));
                }
                Truth::False | Truth::NotApplicable => body.skip(machine),
            }
            Ok(true)
        })?;
        inside.retain(|answer| *answer != Answer::NotApplicable);
        let found = match function {
            Aggregate::Sum if inside.is_empty() && perhaps.is_empty() => return Ok(total),
            Aggregate::Sum => sum(self.answer(total), &inside, &perhaps, doubt),
            Aggregate::Count => number_of(counted, perhaps.len(), doubt),
            Aggregate::Min | Aggregate::Max => extreme(function, &inside, &perhaps, doubt),
        };
        Ok(self.slim(found))
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
fn sum(total: Answer, inside: &[Answer], perhaps: &[Answer], doubt: FactSet) -> Answer {
    let unknown =
        !perhaps.is_empty() || inside.iter().any(|answer| matches!(answer, Answer::Unknown(_)));
    if !unknown {
        return total;
    }
    let mut facts = doubt;
    let mut between: Between = total.bounds();
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
