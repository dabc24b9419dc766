//! Down both traces to the deepest steps that differ.

use std::collections::BTreeMap;

use crate::decision::{Decision, Step, StepKind, StepState, Working};
use crate::text::Lang;

use super::Reason;
use super::align::aligned;
use super::words;

/// Both traces.
pub(super) struct Walk<'d> {
    before: BTreeMap<&'d str, &'d Step>,
    after: BTreeMap<&'d str, &'d Step>,
    lang: Lang,
}

impl<'d> Walk<'d> {
    pub(super) fn new(before: &'d Decision, after: &'d Decision, lang: Lang) -> Self {
        let shown = |decision: &'d Decision| {
            let mut rules = BTreeMap::new();
            for step in decision.trace.iter().flatten() {
                learn(step, &mut rules);
            }
            rules
        };
        Self { before: shown(before), after: shown(after), lang }
    }

    /// Why two steps differ; nothing if they do not.
    pub(super) fn reasons(&self, left: &'d Step, right: &'d Step) -> Vec<Reason> {
        let mut found = self.differ(left, right, &[]);
        let mut once: Vec<Reason> = Vec::new();
        for reason in found.drain(..) {
            if !once.iter().any(|other| other.text == reason.text) {
                once.push(reason);
            }
        }
        once
    }

    fn differ(&self, left: &'d Step, right: &'d Step, path: &[String]) -> Vec<Reason> {
        if answer(left) == answer(right) {
            return Vec::new();
        }
        let (left, right) = (full(left, &self.before), full(right, &self.after));
        let mut below = path.to_vec();
        let named = matches!(left.kind, StepKind::Rule | StepKind::Stage) && !left.label.is_empty();
        if named && path.last() != Some(&left.label) {
            below.push(left.label.clone());
        }
        if is_comparison(left) && is_comparison(right) {
            return vec![self.compared(left, right, &below)];
        }
        let found = self.parts(left, right, &below);
        if found.is_empty() { vec![self.told(left, right, path, Vec::new())] } else { found }
    }

    /// The reasons among the parts of two steps.
    fn parts(&self, left: &'d Step, right: &'d Step, path: &[String]) -> Vec<Reason> {
        let (mut found, mut aside) = (Vec::new(), Vec::new());
        let mut stage_differs = false;
        for pair in aligned(&left.children, &right.children) {
            let (Some(one), Some(other)) = pair else {
                // A row or an element too much or too few counts only if nothing else does.
                let step = pair.0.or(pair.1);
                aside.extend(step.map(|step| self.alone(step, pair.0.is_some(), path)));
                continue;
            };
            if answer(one) == answer(other) {
                // The value of a case may differ though its condition does not.
                continue;
            }
            if one.state == StepState::Skipped || other.state == StepState::Skipped {
                aside.push(self.told(one, other, path, Vec::new()));
                continue;
            }
            if one.kind == StepKind::Stage {
                let own = self.stage(one, other, path, stage_differs);
                stage_differs = true;
                found.extend(own);
                continue;
            }
            found.extend(self.differ(one, other, path));
        }
        if found.is_empty() { aside } else { found }
    }

    /// A stage differs by what it takes, or because the stage before does, which is told there.
    fn stage(&self, one: &'d Step, other: &'d Step, path: &[String], follows: bool) -> Vec<Reason> {
        let mut below = path.to_vec();
        below.push(one.label.clone());
        let own = self.parts(one, other, &below);
        if own.is_empty() && !follows {
            return vec![self.told(one, other, path, Vec::new())];
        }
        own
    }

    /// A comparison that came out another way: both values and both limits in one sentence, then
    /// why what was worked out differs.
    fn compared(&self, left: &'d Step, right: &'d Step, path: &[String]) -> Reason {
        let mut because = Vec::new();
        for (one, other) in aligned(&left.children, &right.children) {
            let (Some(one), Some(other)) = (one, other) else { continue };
            let told_already = one.kind == StepKind::Fact && other.kind == StepKind::Fact;
            if !told_already {
                because.extend(self.differ(one, other, path));
            }
        }
        self.told(left, right, path, because)
    }

    fn told(
        &self,
        left: &'d Step,
        right: &'d Step,
        path: &[String],
        because: Vec<Reason>,
    ) -> Reason {
        let clauses = if left.clauses.is_empty() { &right.clauses } else { &left.clauses };
        Reason {
            path: path.to_vec(),
            text: words::sentence(left, right, self.lang),
            clauses: clauses.clone(),
            before: left.place.clone(),
            after: right.place.clone(),
            because,
        }
    }

    fn alone(&self, step: &'d Step, is_before: bool, path: &[String]) -> Reason {
        let place = step.place.clone();
        Reason {
            path: path.to_vec(),
            text: words::alone(step, is_before, self.lang),
            clauses: step.clauses.clone(),
            before: place.clone().filter(|_| is_before),
            after: place.filter(|_| !is_before),
            because: Vec::new(),
        }
    }
}

/// The rules that a trace shows in full, by id.
fn learn<'d>(step: &'d Step, rules: &mut BTreeMap<&'d str, &'d Step>) {
    if let Some(operation) = step.working.as_ref().and_then(Working::operation)
        && operation.op == "rule"
    {
        rules.entry(operation.name.as_str()).or_insert(step);
    }
    for child in &step.children {
        learn(child, rules);
    }
}

/// The step that shows a repeated rule in full.
fn full<'d>(step: &'d Step, rules: &BTreeMap<&'d str, &'d Step>) -> &'d Step {
    let operation = step.working.as_ref().and_then(Working::operation);
    match operation {
        Some(operation) if step.kind == StepKind::Repeat => {
            rules.get(operation.name.as_str()).copied().unwrap_or(step)
        }
        _ => step,
    }
}

fn answer(step: &Step) -> (StepState, Option<&serde_json::Value>) {
    (step.state, step.value.as_ref().map(|value| &value.value))
}

fn is_comparison(step: &Step) -> bool {
    let operation = step.working.as_ref().and_then(Working::operation);
    operation.is_some_and(|operation| {
        matches!(operation.op.as_str(), "=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in")
    })
}
