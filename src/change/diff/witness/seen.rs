//! What a decision comes to, in a form in which two rule sets can be compared.

use serde_json::{Value as Json, json};

use crate::decision::Verdict;
use crate::eval::{self, Evaluation, Question, Silent};
use crate::explain;
use crate::facts::Facts;
use crate::program::Program;
use crate::value::{Answer, Type, Value};

/// What one applicant gets under one rule set.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) verdict: Verdict,
    /// Id, and the value in the form of the contract or the state.
    pub(super) outputs: Vec<(String, Json)>,
    pub(super) failed: Vec<String>,
    pub(super) warnings: Vec<String>,
    /// Id and value of the outputs that are known.
    pub(super) known: Vec<(String, Value)>,
    /// The amounts in yen among the outputs, that of the headline first.
    pub(super) amounts: Vec<(String, i64)>,
}

/// `None` if the rules come to no result, as beyond a calendar.
pub(super) fn see(program: &Program, facts: &Facts, question: &Question) -> Option<Seen> {
    let evaluation = eval::evaluate(program, facts, question, &mut Silent).ok()?;
    Some(seen(program, &evaluation))
}

fn seen(program: &Program, evaluation: &Evaluation) -> Seen {
    let outputs: Vec<_> = program.outputs.iter().zip(&evaluation.outputs).collect();
    let ty = |rule| program.rule(rule).map_or(Type::Any, |rule| rule.ty.clone());
    let shown = outputs
        .iter()
        .map(|(output, answer)| (output.id.clone(), state(program, answer, &ty(output.rule))));
    let given = program.warnings.iter().zip(&evaluation.warnings);
    let given = given.filter(|(_, answer)| answer.as_truth() == Some(true));
    let mut amounts: Vec<_> = outputs
        .iter()
        .filter_map(|(output, answer)| {
            let Type::Number(unit) = ty(output.rule) else { return None };
            let Answer::Known(Value::Number(number)) = answer else { return None };
            let yen = number.to_i64().filter(|_| unit.is_yen())?;
            Some((!output.headline, output.id.clone(), yen))
        })
        .collect();
    amounts.sort_by_key(|(behind, ..)| *behind);
    let known = outputs.iter().filter_map(|(output, answer)| match answer {
        Answer::Known(value) => Some((output.id.clone(), value.clone())),
        Answer::Unknown(_) | Answer::NotApplicable => None,
    });
    Seen {
        known: known.collect(),
        verdict: explain::verdict(program, evaluation),
        outputs: shown.collect(),
        failed: explain::failed(program, evaluation).0,
        warnings: given.map(|(warning, _)| warning.id.clone()).collect(),
        amounts: amounts.into_iter().map(|(_, id, yen)| (id, yen)).collect(),
    }
}

fn state(program: &Program, answer: &Answer, ty: &Type) -> Json {
    match answer {
        Answer::Known(value) => explain::show_contract(program, value, ty),
        Answer::NotApplicable => json!({ "state": "not_applicable" }),
        Answer::Unknown(unknown) => {
            let end = |end: &Option<crate::value::Number>| end.as_ref().map(ToString::to_string);
            json!({ "state": "unknown", "low": end(&unknown.low), "high": end(&unknown.high) })
        }
    }
}

/// Values are compared in the form of the contract: choices are numbered in each rule set by itself.
impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        self.verdict == other.verdict
            && self.outputs == other.outputs
            && self.failed == other.failed
            && self.warnings == other.warnings
    }
}

impl Seen {
    /// The value of an output that is known.
    pub(super) fn shown(&self, id: &str) -> Option<&Value> {
        self.known.iter().find(|(own, _)| own == id).map(|(_, value)| value)
    }

    /// Ids of the outputs that differ.
    pub(super) fn differing(&self, other: &Self) -> Vec<String> {
        let of = |seen: &Self, id: &str| {
            seen.outputs.iter().find(|(own, _)| own == id).map(|(_, value)| value.clone())
        };
        let mut ids: Vec<String> = Vec::new();
        for (id, _) in self.outputs.iter().chain(&other.outputs) {
            if !ids.contains(id) && of(self, id) != of(other, id) {
                ids.push(id.clone());
            }
        }
        ids
    }

    /// The value of an output.
    pub(super) fn output(&self, id: &str) -> Option<&Json> {
        self.outputs.iter().find(|(own, _)| own == id).map(|(_, value)| value)
    }

    /// By how much the first amount among `ids` is more in `new`.
    pub(super) fn difference(&self, new: &Self, ids: &[String]) -> Option<i64> {
        new.amounts.iter().filter(|(id, _)| ids.contains(id)).find_map(|(id, after)| {
            let (_, before) = self.amounts.iter().find(|(own, _)| own == id)?;
            after.checked_sub(*before).filter(|by| *by != 0)
        })
    }
}
