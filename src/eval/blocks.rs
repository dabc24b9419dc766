//! The bodies of rules.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{Case, Element, Mode, NodeKind};
use crate::source::Span;
use crate::value::{self, Answer, FactSet, Value};

use super::bounds;
use super::machine::{Eval, Machine};
use super::record::Recorder;
use super::truth::{Gap, Held, Sort, Stop, Truth};

impl<'p, R: Recorder> Machine<'p, R> {
    /// Looks at every item. An item that is not applicable is left out; if all are, so is the block.
    #[inline(never)]
    pub(super) fn conditions(&mut self, mode: Mode, items: &[NodeId]) -> Held {
        let (mut held, mut failed, mut unknown) = (false, false, None::<FactSet>);
        for item in items {
            match self.truth(*item)? {
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
            None if held || failed || items.is_empty() => !outcome,
            None => Truth::NotApplicable,
        })
    }

    #[inline(never)]
    pub(super) fn branch<S: Sort>(
        &mut self,
        condition: NodeId,
        then: NodeId,
        otherwise: NodeId,
    ) -> Result<S, Stop> {
        match self.truth(condition)? {
            Truth::True => {
                self.recorder.skip(otherwise);
                S::work_out(self, then)
            }
            Truth::False => {
                self.recorder.skip(then);
                S::work_out(self, otherwise)
            }
            Truth::Unknown(gap) => {
                let mut doubt = Doubt::default();
                let then = S::work_out(self, then)?.answer(self);
                doubt.perhaps(self.gaps.facts(gap), then);
                let otherwise = S::work_out(self, otherwise)?;
                Ok(self.settled(doubt, otherwise))
            }
            Truth::NotApplicable => Ok(S::NOT_APPLICABLE),
        }
    }

    #[inline(never)]
    pub(super) fn if_applicable<S: Sort>(
        &mut self,
        value: NodeId,
        otherwise: NodeId,
    ) -> Result<S, Stop> {
        let answer = S::work_out(self, value)?;
        if answer.is_not_applicable() {
            return S::work_out(self, otherwise);
        }
        self.recorder.skip(otherwise);
        Ok(answer)
    }

    #[inline(never)]
    pub(super) fn first<S: Sort>(&mut self, id: NodeId) -> Result<S, Stop> {
        let Some(NodeKind::First { cases, otherwise }) = self.kind(id) else {
            return Err(self.lost(id));
        };
        let mut doubt = Doubt::default();
        for (at, case) in cases.iter().enumerate() {
            match self.truth(case.when)? {
                Truth::True => {
                    let value = S::work_out(self, case.value)?;
                    self.skip_cases(cases.get(at + 1..).unwrap_or_default(), otherwise.as_deref());
                    return Ok(self.settled(doubt, value));
                }
                Truth::Unknown(gap) => {
                    let value = S::work_out(self, case.value)?.answer(self);
                    doubt.perhaps(self.gaps.facts(gap), value);
                }
                Truth::False | Truth::NotApplicable => self.recorder.skip(case.value),
            }
        }
        let last = match otherwise {
            Some(case) => S::work_out(self, case.value)?,
            None => S::NOT_APPLICABLE,
        };
        Ok(self.settled(doubt, last))
    }

    fn skip_cases(&mut self, cases: &[Case], otherwise: Option<&Case>) {
        for case in cases {
            self.recorder.skip(case.when);
            self.recorder.skip(case.value);
        }
        if let Some(case) = otherwise {
            self.recorder.skip(case.value);
        }
    }

    /// A body under `applies_when`. While it is unknown whether it applies, so is the result.
    #[inline(never)]
    pub(super) fn scope<S: Sort>(&mut self, condition: NodeId, body: NodeId) -> Result<S, Stop> {
        match self.truth(condition)? {
            Truth::True => S::work_out(self, body),
            Truth::Unknown(gap) => {
                let (before, scope) = (self.doubt, self.gaps.facts(gap));
                self.doubt = self.doubt.and(scope);
                self.uncertain += 1;
                let body = S::work_out(self, body);
                self.uncertain -= 1;
                self.doubt = before;
                let answer = match body?.answer(self) {
                    Answer::NotApplicable => Answer::NotApplicable,
                    body => {
                        // If it applies it is the body, so what bounds the body bounds it.
                        let (low, high) = body.bounds();
                        let facts = scope.and(body.missing());
                        Answer::Unknown(Box::new(value::Unknown { facts, low, high }))
                    }
                };
                Ok(S::from_answer(self, answer))
            }
            Truth::False | Truth::NotApplicable => {
                self.recorder.skip(body);
                Ok(S::NOT_APPLICABLE)
            }
        }
    }

    /// The value of the exception that holds; that of the body if none does. Two that hold with
    /// different values are an error.
    #[inline(never)]
    pub(super) fn exceptions<S: Sort>(&mut self, id: NodeId) -> Result<S, Stop> {
        let Some(NodeKind::Exceptions { body, exceptions }) = self.kind(id) else {
            return Err(self.lost(id));
        };
        let mut held: Option<(usize, S)> = None;
        let mut doubt = Doubt::default();
        for (number, case) in exceptions.iter().enumerate() {
            match self.truth(case.when)? {
                Truth::True => {
                    let value = S::work_out(self, case.value)?;
                    match &held {
                        Some((first, other)) if !self.agree(other, &value) => {
                            return Err(self.conflict(exceptions, *first, number, self.span(id)));
                        }
                        Some(_) => {}
                        None => held = Some((number, value)),
                    }
                }
                Truth::Unknown(gap) => {
                    let value = S::work_out(self, case.value)?.answer(self);
                    doubt.perhaps(self.gaps.facts(gap), value);
                }
                Truth::False | Truth::NotApplicable => self.recorder.skip(case.value),
            }
        }
        let last = match held {
            Some((_, value)) => {
                self.recorder.skip(*body);
                value
            }
            None => S::work_out(self, *body)?,
        };
        Ok(self.settled(doubt, last))
    }

    #[cold]
    fn conflict(&mut self, exceptions: &[Case], first: usize, second: usize, at: Span) -> Stop {
        let words = |number: usize| {
            let span = exceptions
                .get(number)
                .and_then(|case| self.program.node(case.when))
                .map(|node| node.span);
            span.map_or_else(String::new, |span| self.program.sources.slice(span).to_owned())
        };
        let error = Diagnostic::new(Code::ConflictingExceptions, at)
            .with("rule", self.program.sources.slice(at))
            .with("first", words(first))
            .with("second", words(second));
        self.stop(Box::new(error))
    }

    #[inline(never)]
    pub(super) fn editions<S: Sort>(&mut self, id: NodeId) -> Result<S, Stop> {
        let Some(NodeKind::Editions(editions)) = self.kind(id) else {
            return Err(self.lost(id));
        };
        let Some(date) = self.as_of else {
            let undated = self.undated();
            return Ok(S::from_answer(self, undated));
        };
        let found = editions.iter().rev().find(|edition| edition.from <= date);
        match found.filter(|edition| edition.until.is_none_or(|until| date <= until)) {
            Some(edition) => S::work_out(self, edition.body),
            None => {
                let days = editions.iter().map(|edition| (edition.from, edition.until));
                let words = self.program.sources.slice(self.span(id));
                Err(self.not_in_force(words, days, id))
            }
        }
    }

    /// The elements whose conditions hold, in the written order. Unknown if any condition is.
    #[inline(never)]
    pub(super) fn collect(&mut self, elements: &[Element]) -> Eval {
        let (start, mut unknown) = (self.elements.len(), None::<FactSet>);
        for element in elements {
            let holds = match element.when {
                Some(when) => self.truth(when)?,
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
        let found = self.elements.drain(start..);
        Ok(match unknown {
            Some(facts) => Answer::unknown(facts),
            None => Answer::Known(Value::Set(found.collect())),
        })
    }

    /// Adds values to the set whose elements begin at `start`.
    fn put(&mut self, start: usize, values: &[Value]) {
        for value in values {
            if !value::contains(self.elements.get(start..).unwrap_or_default(), value) {
                self.elements.push(value.clone());
            }
        }
    }

    /// `last` if nothing is in doubt, else one of them all.
    #[inline]
    fn settled<S: Sort>(&mut self, mut doubt: Doubt, last: S) -> S {
        if doubt.possible.is_empty() {
            return last;
        }
        doubt.possible.push(last.answer(self));
        S::from_answer(self, bounds::either(doubt.facts, &doubt.possible))
    }

    /// The facts of a gap beside others.
    #[cold]
    pub(super) fn also(&self, facts: Option<FactSet>, gap: Gap) -> FactSet {
        facts.unwrap_or_default().and(self.gaps.facts(gap))
    }

    fn agree<S: Sort>(&self, left: &S, right: &S) -> bool {
        match (left.clone().answer(self), right.clone().answer(self)) {
            (Answer::Known(left), Answer::Known(right)) => value::same(&left, &right),
            (left, right) => left == right,
        }
    }

    /// What a node is, in full.
    pub(super) fn kind(&self, id: NodeId) -> Option<&'p NodeKind> {
        self.program.node(id).map(|node| &node.kind)
    }
}

/// Values that may have to be taken, while it is unknown which conditions hold.
#[derive(Default)]
struct Doubt {
    facts: FactSet,
    possible: Vec<Answer>,
}

impl Doubt {
    /// `answer` is taken if `facts` turn out so.
    fn perhaps(&mut self, facts: FactSet, answer: Answer) {
        self.facts = self.facts.and(facts);
        self.possible.push(answer);
    }
}
