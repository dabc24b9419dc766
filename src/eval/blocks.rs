//! The bodies of rules.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{Edition, Element, Mode, NodeKind};
use crate::value::{self, Answer, FactSet, Value};

use super::bounds;
use super::machine::{Dated, Machine};
use super::part::Part;
use super::record::Recorder;
use super::slim::{Eval, Slim};
use super::truth::{Gap, Held, Sort, Stop, Truth};

impl<'p, R: Recorder> Machine<'p, R> {
    /// Looks at every item. An item that is not applicable is left out; if all are, so is the block.
    #[inline]
    pub(super) fn conditions<'a, P: Part<R, Truth> + 'a>(
        &mut self,
        mode: Mode,
        items: impl ExactSizeIterator<Item = &'a P>,
    ) -> Held {
        let empty = items.len() == 0;
        let (mut held, mut failed, mut unknown) = (false, false, None::<FactSet>);
        for item in items {
            match item.work_out(self)? {
                Truth::True => held = true,
                Truth::False => failed = true,
                Truth::Unknown(gap) => unknown = Some(self.also(unknown, gap)),
                Truth::NotApplicable => {}
            }
        }
        let (decided, outcome) = match mode {
            Mode::All => (failed, Truth::False),
            Mode::Any => (held, Truth::True),
            Mode::None => (held, Truth::False),
        };
        Ok(match unknown {
            _ if decided => outcome,
            Some(facts) => self.unknown(facts),
            None if held || failed || empty => !outcome,
            None => Truth::NotApplicable,
        })
    }

    #[inline]
    pub(super) fn branch<S: Sort, P: Part<R, S>>(
        &mut self,
        condition: &impl Part<R, Truth>,
        then: &P,
        otherwise: &P,
    ) -> Result<S, Stop> {
        match condition.work_out(self)? {
            Truth::True => {
                otherwise.skip(self);
                then.work_out(self)
            }
            Truth::False => {
                then.skip(self);
                otherwise.work_out(self)
            }
            Truth::Unknown(gap) => {
                let mut doubt = None::<Box<Doubt>>;
                let then = then.work_out(self)?;
                self.perhaps(&mut doubt, gap, then);
                let otherwise = otherwise.work_out(self)?;
                Ok(self.settled(doubt, otherwise))
            }
            Truth::NotApplicable => Ok(S::NOT_APPLICABLE),
        }
    }

    #[inline]
    pub(super) fn if_applicable<S: Sort, P: Part<R, S>>(
        &mut self,
        value: &P,
        otherwise: &P,
    ) -> Result<S, Stop> {
        let found = value.work_out(self)?;
        if found.is_not_applicable() {
            return otherwise.work_out(self);
        }
        otherwise.skip(self);
        Ok(found)
    }

    #[inline]
    pub(super) fn first<'a, S: Sort, C: Part<R, Truth> + 'a, P: Part<R, S> + 'a>(
        &mut self,
        mut cases: impl Iterator<Item = (&'a C, &'a P)>,
        otherwise: Option<&P>,
    ) -> Result<S, Stop> {
        let mut doubt = None::<Box<Doubt>>;
        while let Some((when, value)) = cases.next() {
            match when.work_out(self)? {
                Truth::True => {
                    let found = value.work_out(self)?;
                    for (when, value) in cases {
                        when.skip(self);
                        value.skip(self);
                    }
                    if let Some(value) = otherwise {
                        value.skip(self);
                    }
                    return Ok(self.settled(doubt, found));
                }
                Truth::Unknown(gap) => {
                    let found = value.work_out(self)?;
                    self.perhaps(&mut doubt, gap, found);
                }
                Truth::False | Truth::NotApplicable => value.skip(self),
            }
        }
        let last = match otherwise {
            Some(value) => value.work_out(self)?,
            None => S::NOT_APPLICABLE,
        };
        Ok(self.settled(doubt, last))
    }

    /// A body under `applies_when`. While it is unknown whether it applies, so is the result.
    #[inline]
    pub(super) fn scope<S: Sort>(
        &mut self,
        condition: &impl Part<R, Truth>,
        body: &impl Part<R, S>,
    ) -> Result<S, Stop> {
        match condition.work_out(self)? {
            Truth::True => body.work_out(self),
            Truth::Unknown(gap) => self.uncertain_scope(gap, body),
            Truth::False | Truth::NotApplicable => {
                body.skip(self);
                Ok(S::NOT_APPLICABLE)
            }
        }
    }

    #[cold]
    fn uncertain_scope<S: Sort>(&mut self, gap: Gap, body: &impl Part<R, S>) -> Result<S, Stop> {
        let (before, scope) = (self.doubt, self.gaps.facts(gap));
        self.doubt = self.doubt.and(scope);
        self.uncertain += 1;
        let body = body.work_out(self);
        self.uncertain -= 1;
        self.doubt = before;
        let body = body?;
        if body.is_not_applicable() {
            return Ok(S::NOT_APPLICABLE);
        }
        // If it applies it is the body, so what bounds the body bounds it.
        let (low, high) = self.bounds(body.into());
        let facts = scope.and(self.missing(body.into()));
        let slim = self.slim(Answer::Unknown(Box::new(value::Unknown { facts, low, high })));
        Ok(S::of(self, slim))
    }

    /// The value of the exception that holds; that of the body if none does. Two that hold with
    /// different values are an error of the node `id`.
    #[inline]
    pub(super) fn exceptions<'a, S: Sort, C: Part<R, Truth> + 'a, P: Part<R, S> + 'a>(
        &mut self,
        exceptions: impl Iterator<Item = (&'a C, &'a P)>,
        body: &P,
        id: NodeId,
    ) -> Result<S, Stop> {
        let mut held: Option<(usize, S)> = None;
        let mut doubt = None::<Box<Doubt>>;
        for (number, (when, value)) in exceptions.enumerate() {
            match when.work_out(self)? {
                Truth::True => {
                    let value = value.work_out(self)?;
                    match held {
                        Some((first, other)) if !self.agree(other.into(), value.into()) => {
                            return Err(self.conflict(id, first, number));
                        }
                        Some(_) => {}
                        None => held = Some((number, value)),
                    }
                }
                Truth::Unknown(gap) => {
                    let value = value.work_out(self)?;
                    self.perhaps(&mut doubt, gap, value);
                }
                Truth::False | Truth::NotApplicable => value.skip(self),
            }
        }
        let last = match held {
            Some((_, value)) => {
                body.skip(self);
                value
            }
            None => body.work_out(self)?,
        };
        Ok(self.settled(doubt, last))
    }

    #[cold]
    fn conflict(&mut self, id: NodeId, first: usize, second: usize) -> Stop {
        let sources = &self.program.sources;
        let words = |number: usize| match self.kind(id) {
            Some(NodeKind::Exceptions { exceptions, .. }) => exceptions
                .get(number)
                .map_or_else(String::new, |case| sources.slice(self.span(case.when)).to_owned()),
            _ => String::new(),
        };
        let at = self.span(id);
        let error = Diagnostic::new(Code::ConflictingExceptions, at)
            .with("rule", sources.slice(at))
            .with("first", words(first))
            .with("second", words(second));
        self.stop(Box::new(error))
    }

    /// The version in force; `body` gives that of a number.
    #[inline]
    pub(super) fn editions<'a, S: Sort, P: Part<R, S> + 'a>(
        &mut self,
        editions: &[Edition],
        body: impl Fn(usize) -> Option<&'a P>,
        id: NodeId,
    ) -> Result<S, Stop> {
        if self.as_of.is_none() {
            let undated = self.undated();
            return Ok(S::of(self, undated));
        }
        let found = match self.in_force(editions, |edition| (edition.from, edition.until)) {
            Dated::Found(edition) => editions.iter().position(|one| std::ptr::eq(one, edition)),
            Dated::Undated | Dated::Nothing => None,
        };
        match found.and_then(body) {
            Some(body) => body.work_out(self),
            None => {
                let days = editions.iter().map(|edition| (edition.from, edition.until));
                let words = self.program.sources.slice(self.span(id));
                Err(self.not_in_force(words, days, id))
            }
        }
    }

    /// The elements whose conditions hold, in the written order. Unknown if any condition is.
    #[inline]
    pub(super) fn collect<'a, P: Part<R, Truth> + 'a>(
        &mut self,
        elements: &'p [Element],
        conditions: impl Iterator<Item = Option<&'a P>>,
    ) -> Eval {
        let (start, mut unknown) = (self.elements.len(), None::<FactSet>);
        for (element, when) in elements.iter().zip(conditions) {
            let holds = match when {
                Some(when) => when.work_out(self)?,
                None => Truth::True,
            };
            let holds = match (holds, element.if_unknown) {
                (Truth::Unknown(_), Some(shown)) => Truth::known(shown),
                (holds, _) => holds,
            };
            match holds {
                Truth::True => self.put(start, &element.values),
                Truth::Unknown(gap) => unknown = Some(self.also(unknown, gap)),
                Truth::False | Truth::NotApplicable => {}
            }
        }
        Ok(self.collected(start, unknown))
    }

    fn collected(&mut self, start: usize, unknown: Option<FactSet>) -> Slim {
        let slim = match unknown {
            Some(facts) => self.unknown(facts).into(),
            None => {
                let found = self.elements.get(start..).unwrap_or_default();
                let set = Value::Set(found.iter().copied().cloned().collect());
                self.slim_value(set)
            }
        };
        self.elements.truncate(start);
        slim
    }

    /// Adds values to the set whose elements begin at `start`.
    fn put(&mut self, start: usize, values: &'p [Value]) {
        for value in values {
            let put = self.elements.get(start..).unwrap_or_default();
            if !put.iter().any(|one| value::same(one, value)) {
                self.elements.push(value);
            }
        }
    }

    /// `found` is taken if the facts of a gap turn out so.
    #[cold]
    fn perhaps<S: Sort>(&self, doubt: &mut Option<Box<Doubt>>, gap: Gap, found: S) {
        let doubt = doubt.get_or_insert_default();
        doubt.facts = doubt.facts.and(self.gaps.facts(gap));
        doubt.possible.push(self.answer(found.into()));
    }

    /// `last` if nothing is in doubt, else one of them all.
    #[inline]
    fn settled<S: Sort>(&mut self, doubt: Option<Box<Doubt>>, last: S) -> S {
        match doubt {
            None => last,
            Some(mut doubt) => self.one_of(&mut doubt, last),
        }
    }

    #[cold]
    fn one_of<S: Sort>(&mut self, doubt: &mut Doubt, last: S) -> S {
        doubt.possible.push(self.answer(last.into()));
        let slim = self.slim(bounds::either(doubt.facts, &doubt.possible));
        S::of(self, slim)
    }

    /// The facts of a gap beside others.
    #[cold]
    pub(super) fn also(&self, facts: Option<FactSet>, gap: Gap) -> FactSet {
        facts.unwrap_or_default().and(self.gaps.facts(gap))
    }

    fn agree(&self, left: Slim, right: Slim) -> bool {
        match (self.answer(left), self.answer(right)) {
            (Answer::Known(left), Answer::Known(right)) => value::same(&left, &right),
            (left, right) => left == right,
        }
    }
}

/// Values that may have to be taken, while it is unknown which conditions hold.
#[derive(Default)]
struct Doubt {
    facts: FactSet,
    possible: Vec<Answer>,
}
