//! Which facts still matter, and what for.

use crate::eval::{Evaluation, Manner, Traced};
use crate::ids::NodeId;
use crate::program::{NodeKind, Program};
use crate::value::{Answer, FactSet};

use super::Wanted;

/// The facts that still matter, by what hangs on them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Needs {
    verdict: FactSet,
    amount: FactSet,
    rest: FactSet,
}

impl Needs {
    pub(super) fn of(program: &Program, evaluation: &Evaluation) -> Self {
        let mut needs = Self::default();
        for (at, (output, answer)) in program.outputs.iter().zip(&evaluation.outputs).enumerate() {
            let missing = answer.missing();
            if at == program.primary {
                needs.verdict = missing;
            } else if output.headline {
                needs.amount = needs.amount.and(missing);
            }
            needs.rest = needs.rest.and(missing);
        }
        let others = evaluation.requirements.iter().chain(&evaluation.warnings);
        needs.rest = others.fold(needs.rest, |set, answer| set.and(answer.missing()));
        needs
    }

    /// With what advice hangs on: an item of a collection that is shown or left out while its
    /// condition is unknown (`if_unknown`) changes with it, though the collection is known.
    pub(super) fn with_advice(mut self, program: &Program, trace: &Traced) -> Self {
        let advised = |node: NodeId| {
            program.nodes.iter().any(|one| match &one.kind {
                NodeKind::Collect(elements) => elements
                    .iter()
                    .any(|element| element.if_unknown.is_some() && element.when == Some(node)),
                _ => false,
            })
        };
        for step in trace.steps().iter().filter(|step| step.manner != Manner::Skipped) {
            if let Some(answer @ Answer::Unknown(_)) = &step.answer
                && advised(step.node)
            {
                self.rest = self.rest.and(answer.missing());
            }
        }
        self
    }

    pub(super) fn all(&self) -> FactSet {
        self.rest
    }

    /// The first thing that hangs on a fact.
    pub(super) fn wanted(&self, fact: crate::ids::FactId) -> Wanted {
        if self.verdict.contains(fact) {
            Wanted::Verdict
        } else if self.amount.contains(fact) {
            Wanted::Amount
        } else {
            Wanted::Rest
        }
    }

    pub(super) fn of_kind(&self, wanted: Wanted) -> FactSet {
        match wanted {
            Wanted::Verdict => self.verdict,
            Wanted::Amount => self.amount,
            Wanted::Rest => self.rest,
        }
    }
}
