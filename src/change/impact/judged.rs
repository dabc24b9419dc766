//! One application under one set of rules.

use serde_json::Value as Json;

use crate::decision::{State, Verdict};
use crate::eval::Evaluation;
use crate::explain::{self, show_contract};
use crate::program::Program;
use crate::value::{Answer, Number, Type, Unit, Value};

/// What an applicant gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pay {
    /// So much; 0 for who gets nothing.
    Known(Number),
    /// Something between these.
    Between(Option<Number>, Option<Number>),
}

impl Pay {
    pub(super) fn known(&self) -> Option<&Number> {
        match self {
            Self::Known(number) => Some(number),
            Self::Between(..) => None,
        }
    }
}

/// What was decided, fit to be laid beside what other rules decide.
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    /// None if the scheme has no amount.
    pub(super) pay: Option<Pay>,
    /// Clauses of broken requirements.
    pub(super) failed: Vec<String>,
    /// Id and value of the outputs beside verdict and amount.
    pub(super) others: Vec<(String, State, Json)>,
}

impl Judged {
    pub(super) fn of(program: &Program, evaluation: &Evaluation) -> Self {
        let verdict = explain::verdict(program, evaluation);
        let (failed, _) = explain::failed(program, evaluation);
        let headline = headline(program).map(|(at, _)| at);
        let mut others = Vec::new();
        for (at, (output, answer)) in program.outputs.iter().zip(&evaluation.outputs).enumerate() {
            if at == program.primary || Some(at) == headline {
                continue;
            }
            let ty = program.rule(output.rule).map_or(Type::Any, |rule| rule.ty.clone());
            let (state, value) = match answer {
                Answer::Known(value) => (State::Known, show_contract(program, value, &ty)),
                Answer::Unknown(_) => (State::Unknown, Json::Null),
                Answer::NotApplicable => (State::NotApplicable, Json::Null),
            };
            others.push((output.id.clone(), state, value));
        }
        let pay = headline.map(|at| pay(verdict, evaluation.outputs.get(at)));
        Self { verdict, pay, failed, others }
    }
}

/// The output whose amount is added up: a number that the applicant asks about. Its position and
/// its unit.
pub(super) fn headline(program: &Program) -> Option<(usize, &Unit)> {
    program.outputs.iter().enumerate().find_map(|(at, output)| {
        match (output.headline, &program.rule(output.rule)?.ty) {
            (true, Type::Number(unit)) => Some((at, unit)),
            _ => None,
        }
    })
}

/// Nothing is paid but to those who are eligible.
fn pay(verdict: Verdict, answer: Option<&Answer>) -> Pay {
    match (verdict, answer) {
        (Verdict::Ineligible | Verdict::NotApplicable, _) => Pay::Known(Number::ZERO),
        (Verdict::Eligible, Some(Answer::NotApplicable)) => Pay::Known(Number::ZERO),
        (Verdict::Eligible, Some(Answer::Known(Value::Number(number)))) => {
            Pay::Known(number.clone())
        }
        // Who may still be refused may get nothing.
        (Verdict::Undetermined, Some(answer)) => {
            let low = Some(Number::ZERO);
            let (_, high) = answer.bounds();
            Pay::Between(low, high)
        }
        (Verdict::Eligible, Some(answer)) => {
            let (low, high) = answer.bounds();
            Pay::Between(low, high)
        }
        (_, None) => Pay::Between(None, None),
    }
}
