//! Recorded steps to a tree in words.

mod blocks;
mod notes;
mod tree;
mod working;

use crate::decision::Step;
use crate::eval::{Manner, Traced};
use crate::program::NodeKind;

use super::Material;
use tree::Tree;

/// The steps of each output, then those of the warnings that have a condition.
pub(super) fn steps(material: Material<'_>, trace: &Traced) -> Vec<Step> {
    let tree = Tree { material, steps: trace.steps(), unfold: None };
    let mut found = tree.outputs();
    for step in &mut found {
        number(step, "");
    }
    found
}

/// Gives each step its path. A step that a requirement marked keeps its mark as its id.
fn number(step: &mut Step, prefix: &str) {
    if !step.id.starts_with(MARK) {
        step.id = format!("{prefix}{}", step.id);
    }
    let path = step.id.clone();
    for (at, child) in step.children.iter_mut().enumerate() {
        if !child.id.starts_with(MARK) {
            child.id = at.to_string();
        }
        number(child, &format!("{path}/"));
    }
}

const MARK: &str = "requirement-";

/// The id of the step of a requirement, by its number from 0.
pub(super) fn mark(number: usize) -> String {
    format!("{MARK}{}", number + 1)
}

/// How far the comparisons that failed within a requirement are from holding.
pub(super) fn distances(material: Material<'_>, trace: &Traced, requirement: usize) -> Vec<String> {
    let steps = trace.steps();
    let tree = Tree { material, steps, unfold: None };
    let here = |at: usize| {
        steps.get(at).filter(|step| step.manner == Manner::Worked).and_then(|step| {
            match material.program.node(step.node)?.kind {
                NodeKind::Requirement { number, .. } if usize::from(number) == requirement => {
                    Some(step.end as usize)
                }
                _ => None,
            }
        })
    };
    let Some((start, end)) = (0..steps.len()).find_map(|at| here(at).map(|end| (at, end))) else {
        return Vec::new();
    };
    let failed_here = steps
        .get(start)
        .and_then(|step| step.answer.as_ref())
        .and_then(crate::value::Answer::as_truth)
        == Some(false);
    if !failed_here {
        return Vec::new();
    }
    let mut found: Vec<String> = (start..end).filter_map(|at| tree.distance(at)).collect();
    found.dedup();
    found
}
