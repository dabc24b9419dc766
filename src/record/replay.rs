//! Each step of a record worked out again from the steps that it is made of, without the rules.
//!
//! What the trace only states — values of parameters, cells of tables, open days — is taken as
//! stated, and must be the same wherever it stands. Facts must be those of the record, outcomes and
//! requirements those of the trace, and the facts must come to the digest of the receipt.

mod worked;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::decision::{Decision, Outcome, State, Step, StepKind, StepState, Verdict, Working};
use crate::intake::hex;

use super::operations::same;
use super::seen::{Seen, is_hidden};
use worked::Row;

/// What a replay came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Replay {
    /// Steps that were worked out again and came to what is stated.
    pub replayed: usize,
    /// Steps that could only be taken as stated.
    pub stated: usize,
    /// What does not follow, in the order of the record.
    pub mismatches: Vec<Mismatch>,
    /// Whether the record holds facts in clear, so that their digest could be compared.
    pub facts_in_clear: bool,
}

/// Something that does not follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// Id of the step, or `outcomes.grant`, `requirements.3`, `verdict`, `receipt.facts`.
    pub at: String,
    /// What it is called.
    pub label: String,
    /// The operation, as the record states it. May be empty.
    pub expression: String,
    /// What the record says.
    pub stated: String,
    /// What follows.
    pub follows: String,
    /// Where the step stands in the rule files: `file:line`. May be empty.
    pub place: String,
}

/// Replays a record.
#[must_use]
pub fn replay(decision: &Decision) -> Replay {
    let trace = decision.trace.as_deref().unwrap_or_default();
    let mut player = Player {
        decision,
        rules: BTreeMap::new(),
        stated: BTreeMap::new(),
        told: Replay::default(),
    };
    for step in trace {
        player.learn(step);
    }
    for step in trace {
        player.step(step, None, &mut Vec::new());
    }
    player.outcomes(trace);
    player.requirements(trace);
    player.verdict();
    player.facts();
    player.told
}

struct Player<'d> {
    decision: &'d Decision,
    /// What each rule came to where it is shown in full.
    rules: BTreeMap<&'d str, Seen>,
    /// What was stated of each parameter and cell.
    stated: BTreeMap<String, Seen>,
    told: Replay,
}

impl<'d> Player<'d> {
    fn learn(&mut self, step: &'d Step) {
        if let Some(operation) = step.working.as_ref().and_then(|working| working.operation())
            && operation.op == "rule"
        {
            self.rules.entry(operation.name.as_str()).or_insert_with(|| Seen::of(step));
        }
        for child in &step.children {
            self.learn(child);
        }
    }

    fn step(&mut self, step: &'d Step, before: Option<&'d Step>, rows: &mut Vec<Row<'d>>) {
        let row = worked::row(step, rows);
        let is_row = row.is_some();
        rows.extend(row);
        // A loop gives its rows the list that they are of.
        let looped = worked::list(step);
        if let Some(list) = looped {
            rows.push(Row { list: Some(list), number: None });
        }
        let mut last = None;
        for child in &step.children {
            self.step(child, last, rows);
            last = Some(child);
        }
        if looped.is_some() || is_row {
            rows.pop();
        }
        if step.kind == StepKind::Row || step.state == StepState::Skipped {
            return;
        }
        let stated = Seen::of(step);
        match self.follows(step, before, rows) {
            Some(found) if same(&found, &stated) => self.value(step, before),
            // Bounds that meet make a value known; the record does not hold them.
            Some(Seen::Unknown) if matches!(stated, Seen::Value(_)) => self.told.stated += 1,
            // A result that is a fact's value stays readable though the fact does not.
            Some(found) if found.is_hidden() != stated.is_hidden() => self.told.stated += 1,
            Some(found) => self.mismatch(step, &stated, &found),
            None => self.told.stated += 1,
        }
    }

    /// The value of a case, which its state does not tell; the value of a truth, which must be that
    /// of its state.
    fn value(&mut self, step: &'d Step, before: Option<&'d Step>) {
        let value = step.value.as_ref().map(|value| Seen::Value(value.value.clone()));
        let found = match step.working.as_ref().and_then(|working| working.operation()) {
            Some(operation) if matches!(operation.op.as_str(), "case" | "otherwise") => {
                Self::case_value(step, before)
            }
            _ => matches!(step.state, StepState::Held | StepState::Failed).then(|| Seen::of(step)),
        };
        match (value, found) {
            (Some(stated), Some(found)) if !same(&stated, &found) && !stated.is_hidden() => {
                self.mismatch(step, &stated, &found);
            }
            _ => self.told.replayed += 1,
        }
    }

    fn mismatch(&mut self, step: &Step, stated: &Seen, follows: &Seen) {
        let place = step.place.as_ref().map(|place| format!("{}:{}", place.file, place.line));
        self.told.mismatches.push(Mismatch {
            at: step.id.clone(),
            label: step.label.clone(),
            expression: step.expression.clone(),
            stated: stated.words(),
            follows: follows.words(),
            place: place.unwrap_or_default(),
        });
    }

    fn beside(&mut self, at: String, label: &str, stated: String, follows: String) {
        if stated == follows {
            self.told.replayed += 1;
            return;
        }
        let (label, expression, place) = (label.to_owned(), String::new(), String::new());
        self.told.mismatches.push(Mismatch { at, label, expression, stated, follows, place });
    }

    /// Each outcome is what its steps came to.
    fn outcomes(&mut self, trace: &[Step]) {
        for outcome in &self.decision.outcomes {
            let Some(step) = trace.iter().find(|step| step.id == outcome.id) else { continue };
            let (stated, follows) = (of_outcome(outcome), Seen::of(step));
            if same(&stated, &follows) {
                self.told.replayed += 1;
                continue;
            }
            let at = format!("outcomes.{}", outcome.id);
            self.beside(at, &outcome.name, stated.words(), follows.words());
        }
    }

    /// Each requirement is what its step came to, and the lists of clauses are those of the
    /// requirements.
    fn requirements(&mut self, trace: &[Step]) {
        let decision = self.decision;
        for (at, requirement) in decision.requirements.iter().enumerate() {
            let Some((step, negated)) = find(trace, &requirement.step, false) else { continue };
            let follows = match (step.state, negated) {
                // Within a scope of unknown application it is open though its condition is known.
                (StepState::Held | StepState::Failed, _)
                    if requirement.state == StepState::Unknown =>
                {
                    StepState::Unknown
                }
                (StepState::Held, true) => StepState::Failed,
                (StepState::Failed, true) => StepState::Held,
                (state, _) => state,
            };
            let words = |state: StepState| format!("{state:?}").to_lowercase();
            let at = format!("requirements.{at}");
            self.beside(at, &requirement.says, words(requirement.state), words(follows));
        }
        let of = |state: StepState| {
            let all = decision.requirements.iter().filter(|one| one.state == state);
            let mut ids: Vec<_> =
                all.flat_map(|one| &one.clauses).map(|one| one.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.join(", ")
        };
        let listed = |list: &[String]| {
            let mut ids: Vec<_> = list.iter().map(String::as_str).collect();
            ids.sort_unstable();
            ids.join(", ")
        };
        self.beside("failed".to_owned(), "", listed(&decision.failed), of(StepState::Failed));
        self.beside(
            "undecided".to_owned(),
            "",
            listed(&decision.undecided),
            of(StepState::Unknown),
        );
    }

    /// The verdict is that of the primary outcome.
    fn verdict(&mut self) {
        let Some(primary) = self.decision.outcomes.iter().find(|one| one.primary) else { return };
        let follows = match (primary.state, &primary.value) {
            (State::Known, Some(Json::Bool(true))) => Verdict::Eligible,
            (State::Known, _) => Verdict::Ineligible,
            (State::NotApplicable, _) => Verdict::NotApplicable,
            (State::Unknown, _) => Verdict::Undetermined,
        };
        let words = |verdict| serde_json::to_value(verdict).map(|one| Seen::Value(one).words());
        let (stated, follows) = (words(self.decision.verdict), words(follows));
        self.beside(
            "verdict".to_owned(),
            "",
            stated.unwrap_or_default(),
            follows.unwrap_or_default(),
        );
    }

    /// The facts come to the digest of the receipt.
    fn facts(&mut self) {
        let given: Vec<_> = self.decision.facts.iter().filter(|fact| !fact.by_default).collect();
        if given.iter().any(|fact| is_hidden(&fact.value.value)) {
            return;
        }
        self.told.facts_in_clear = true;
        let object = given.iter().map(|fact| (fact.id.clone(), fact.value.value.clone()));
        let text = Json::Object(object.collect()).to_string();
        let digest = hex(&Sha256::digest(text.as_bytes()));
        let stated = self.decision.receipt.facts.clone();
        self.beside("receipt.facts".to_owned(), "", stated, digest);
    }
}

fn of_outcome(outcome: &Outcome) -> Seen {
    match (outcome.state, &outcome.value) {
        (State::Known, Some(value)) => Seen::Value(value.clone()),
        (State::Known, None) => Seen::Value(Json::Null),
        (State::Unknown, _) => Seen::Unknown,
        (State::NotApplicable, _) => Seen::NotApplicable,
    }
}

/// The step of that id, and whether it is an item of a block of which none may hold.
fn find<'s>(steps: &'s [Step], id: &str, negated: bool) -> Option<(&'s Step, bool)> {
    if id.is_empty() {
        return None;
    }
    steps.iter().find_map(|step| {
        if step.id == id {
            return Some((step, negated));
        }
        find(&step.children, id, step.working.as_ref().is_some_and(is_none))
    })
}

/// `none`, or a rule that is one.
fn is_none(working: &Working) -> bool {
    let operation = working.operation();
    operation
        .is_some_and(|one| one.op == "none" || (one.op == "rule" && one.of.iter().any(is_none)))
}
