//! The requirements of the primary output: met, broken, open.

use std::collections::BTreeSet;

use crate::decision::{Requirement, StepState};
use crate::eval::Evaluation;
use crate::ids::ClauseId;
use crate::program::{NodeKind, Program};
use crate::text::{Lang, Text};
use crate::value::{Answer, Value};

use super::{Material, clauses, phrase, trace};

/// Clause ids of broken and of open requirements, in the order of the register.
#[must_use]
pub fn failed(program: &Program, evaluation: &Evaluation) -> (Vec<String>, Vec<String>) {
    let (mut failed, mut open) = (BTreeSet::new(), BTreeSet::new());
    for (requirement, answer) in program.requirements.iter().zip(&evaluation.requirements) {
        match answer {
            Answer::Known(Value::Truth(false)) => {
                failed.extend(requirement.clauses.iter().copied());
            }
            Answer::Unknown(_) => open.extend(requirement.clauses.iter().copied()),
            Answer::Known(_) | Answer::NotApplicable => {}
        }
    }
    let ids = |set: BTreeSet<ClauseId>| {
        let known =
            set.into_iter().filter_map(|id| Some(program.clauses.get(id.index())?.id.clone()));
        known.collect()
    };
    (ids(failed), ids(open))
}

pub(super) fn requirements(material: Material<'_>) -> Vec<Requirement> {
    let Material { program, evaluation, lang, .. } = material;
    let told = program.requirements.iter().zip(&evaluation.requirements).enumerate();
    let mut all: Vec<(Option<ClauseId>, Requirement)> = told
        .map(|(number, (requirement, answer))| {
            let state = match answer {
                Answer::Known(Value::Truth(true)) => StepState::Held,
                Answer::Known(_) => StepState::Failed,
                Answer::Unknown(_) => StepState::Unknown,
                Answer::NotApplicable => StepState::NotApplicable,
            };
            let shown = clauses(program, &requirement.clauses, lang);
            let says = says(program, requirement, state, lang);
            let says =
                if says.is_empty() { stand_in(program, requirement, &shown, lang) } else { says };
            let missing =
                answer.missing().iter().filter_map(|fact| Some(program.fact(fact)?.id.clone()));
            let told = Requirement {
                state,
                clauses: shown,
                says,
                expression: expression(program, requirement, lang),
                distances: material
                    .trace
                    .filter(|_| !requirement.negated)
                    .map(|trace| trace::distances(material, trace, number))
                    .unwrap_or_default(),
                missing: missing.collect(),
                step: material.trace.map_or_else(String::new, |_| trace::mark(number)),
            };
            (requirement.clauses.first().copied(), told)
        })
        .collect();
    all.sort_by_key(|(first, _)| *first);
    all.into_iter().map(|(_, requirement)| requirement).collect()
}

/// What is said of a requirement that has no words for its state: what its clause says, else the
/// name of its rule.
fn stand_in(
    program: &Program,
    requirement: &crate::program::Requirement,
    shown: &[crate::decision::ClauseShown],
    lang: Lang,
) -> String {
    let clause = shown.first().map(|clause| clause.says.clone());
    clause.unwrap_or_else(|| match program.node(requirement.condition).map(|node| &node.kind) {
        Some(NodeKind::Rule(rule)) => {
            program.rule(*rule).map(|rule| rule.name.get(lang).to_owned()).unwrap_or_default()
        }
        _ => expression(program, requirement, lang),
    })
}

/// What the applicant reads: the words of the item, else those of the rule that it names.
fn says(
    program: &Program,
    requirement: &crate::program::Requirement,
    state: StepState,
    lang: Lang,
) -> String {
    let mut sources = vec![&requirement.says];
    if let Some(NodeKind::Rule(rule)) = program.node(requirement.condition).map(|node| &node.kind)
        && let Some(rule) = program.rule(*rule)
    {
        sources.push(&rule.says);
    }
    // The words go with the condition; an item of `none` is met when its condition does not hold.
    let holds = (state == StepState::Held) != requirement.negated;
    let pick = |says: &crate::program::Says| -> Option<Text> {
        let words = if holds { &says.holds } else { &says.fails };
        (!words.is_empty()).then(|| words.clone())
    };
    if matches!(state, StepState::Unknown | StepState::NotApplicable) {
        return String::new();
    }
    sources.into_iter().find_map(pick).map_or_else(String::new, |text| text.get(lang).to_owned())
}

fn expression(program: &Program, requirement: &crate::program::Requirement, lang: Lang) -> String {
    let text = phrase::phrase(program, requirement.condition, lang);
    if requirement.negated { format!("not ({text})") } else { text }
}
