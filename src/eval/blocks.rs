//! The bodies of rules.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{Case, Condition, Edition, Element, Mode};
use crate::source::Span;
use crate::value::{self, Answer, FactSet, Value};

use super::bounds;
use super::machine::{Eval, Machine};
use super::record::Recorder;

impl<R: Recorder> Machine<'_, R> {
    /// Looks at every item. An item that is not applicable is left out; if all are, so is the block.
    pub(super) fn conditions(&mut self, mode: Mode, items: &[Condition]) -> Eval {
        // `none` is decided by what holds, as `any` is; its outcome is turned round at the end.
        let decisive = mode != Mode::All;
        let (mut decided, mut applies, mut unknown) = (false, false, None::<FactSet>);
        for item in items {
            match self.eval(item.node)? {
                Answer::Known(Value::Truth(truth)) => {
                    applies = true;
                    decided |= truth == decisive;
                }
                Answer::Unknown(one) => unknown = Some(unknown.unwrap_or_default().and(one.facts)),
                Answer::Known(_) | Answer::NotApplicable => {}
            }
        }
        Ok(match (decided, unknown) {
            (true, _) => Answer::truth(decisive != (mode == Mode::None)),
            (false, Some(facts)) => Answer::unknown(facts),
            (false, None) if applies || items.is_empty() => {
                Answer::truth(decisive == (mode == Mode::None))
            }
            (false, None) => Answer::NotApplicable,
        })
    }

    pub(super) fn first(&mut self, cases: &[Case], otherwise: Option<&Case>) -> Eval {
        let mut unknown = FactSet::default();
        let mut possible: Vec<Answer> = Vec::new();
        let mut uncertain = false;
        for (at, case) in cases.iter().enumerate() {
            match self.eval(case.when)? {
                Answer::Known(Value::Truth(true)) => {
                    let value = self.eval(case.value)?;
                    self.skip_cases(cases.get(at + 1..).unwrap_or_default(), otherwise);
                    possible.push(value);
                    return Ok(settled(uncertain, unknown, possible));
                }
                Answer::Unknown(one) => {
                    uncertain = true;
                    unknown = unknown.and(one.facts);
                    possible.push(self.eval(case.value)?);
                }
                Answer::Known(_) | Answer::NotApplicable => self.recorder.skip(case.value),
            }
        }
        possible.push(match otherwise {
            Some(case) => self.eval(case.value)?,
            None => Answer::NotApplicable,
        });
        Ok(settled(uncertain, unknown, possible))
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
    pub(super) fn scope(&mut self, condition: NodeId, body: NodeId) -> Eval {
        match self.eval(condition)? {
            Answer::Known(Value::Truth(true)) => self.eval(body),
            Answer::Unknown(scope) => {
                let before = self.doubt;
                self.doubt = self.doubt.and(scope.facts);
                self.uncertain += 1;
                let body = self.eval(body);
                self.uncertain -= 1;
                self.doubt = before;
                Ok(match body? {
                    Answer::NotApplicable => Answer::NotApplicable,
                    body => {
                        // If it applies it is the body, so what bounds the body bounds it.
                        let (low, high) = body.bounds();
                        let facts = scope.facts.and(body.missing());
                        Answer::Unknown(Box::new(value::Unknown { facts, low, high }))
                    }
                })
            }
            Answer::Known(_) | Answer::NotApplicable => {
                self.recorder.skip(body);
                Ok(Answer::NotApplicable)
            }
        }
    }

    /// The value of the exception that holds; that of the body if none does. Two that hold with
    /// different values are an error.
    pub(super) fn exceptions(&mut self, body: NodeId, exceptions: &[Case], at: Span) -> Eval {
        let mut held: Option<(usize, Answer)> = None;
        let (mut unknown, mut possible, mut uncertain) = (FactSet::default(), Vec::new(), false);
        for (number, case) in exceptions.iter().enumerate() {
            match self.eval(case.when)? {
                Answer::Known(Value::Truth(true)) => {
                    let value = self.eval(case.value)?;
                    match &held {
                        Some((first, other)) if !agree(other, &value) => {
                            return Err(self.conflict(exceptions, *first, number, at));
                        }
                        Some(_) => {}
                        None => held = Some((number, value)),
                    }
                }
                Answer::Unknown(one) => {
                    uncertain = true;
                    unknown = unknown.and(one.facts);
                    possible.push(self.eval(case.value)?);
                }
                Answer::Known(_) | Answer::NotApplicable => self.recorder.skip(case.value),
            }
        }
        possible.push(match held {
            Some((_, value)) => {
                self.recorder.skip(body);
                value
            }
            None => self.eval(body)?,
        });
        Ok(settled(uncertain, unknown, possible))
    }

    fn conflict(
        &self,
        exceptions: &[Case],
        first: usize,
        second: usize,
        at: Span,
    ) -> Box<Diagnostic> {
        let words = |number: usize| {
            let span = exceptions
                .get(number)
                .and_then(|case| self.program.node(case.when))
                .map(|node| node.span);
            span.map_or_else(String::new, |span| self.program.sources.slice(span).to_owned())
        };
        Box::new(
            Diagnostic::new(Code::ConflictingExceptions, at)
                .with("rule", self.program.sources.slice(at))
                .with("first", words(first))
                .with("second", words(second)),
        )
    }

    pub(super) fn editions(&mut self, editions: &[Edition], at: Span) -> Eval {
        let Some(date) = self.as_of else { return Ok(self.undated()) };
        let found = editions.iter().rev().find(|edition| edition.from <= date);
        match found.filter(|edition| edition.until.is_none_or(|until| date <= until)) {
            Some(edition) => self.eval(edition.body),
            None => {
                let days = editions.iter().map(|edition| (edition.from, edition.until));
                Err(self.not_in_force(self.program.sources.slice(at), days, at))
            }
        }
    }

    /// The elements whose conditions hold, in the written order. Unknown if any condition is.
    pub(super) fn collect(&mut self, elements: &[Element]) -> Eval {
        let (mut found, mut unknown) = (Vec::with_capacity(elements.len()), None::<FactSet>);
        for element in elements {
            let holds = match element.when {
                Some(when) => self.eval(when)?,
                None => Answer::truth(true),
            };
            let holds = match (holds, element.if_unknown) {
                (Answer::Unknown(_), Some(shown)) => Answer::truth(shown),
                (holds, _) => holds,
            };
            match holds {
                Answer::Known(Value::Truth(true)) => {
                    for value in &element.values {
                        if !found.contains(value) {
                            found.push(value.clone());
                        }
                    }
                }
                Answer::Unknown(one) => unknown = Some(unknown.unwrap_or_default().and(one.facts)),
                Answer::Known(_) | Answer::NotApplicable => {}
            }
        }
        Ok(match unknown {
            Some(facts) => Answer::unknown(facts),
            None => Answer::Known(Value::Set(found.into())),
        })
    }
}

/// The last of `possible` if nothing is uncertain, else one of them.
fn settled(uncertain: bool, unknown: FactSet, mut possible: Vec<Answer>) -> Answer {
    if uncertain {
        bounds::either(unknown, &possible)
    } else {
        possible.pop().unwrap_or(Answer::NotApplicable)
    }
}

fn agree(left: &Answer, right: &Answer) -> bool {
    match (left, right) {
        (Answer::Known(left), Answer::Known(right)) => value::same(left, right),
        _ => left == right,
    }
}
