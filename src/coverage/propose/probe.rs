//! What comparisons and look-ups were given in a run.

use crate::eval::{self, Evaluation, Question, Recorder};
use crate::facts::Facts;
use crate::ids::NodeId;
use crate::program::Program;
use crate::value::{Answer, Value};

use super::super::plan::Plan;
use super::super::point::Watch;

/// A value that was compared or looked up, and the limit that it was compared with.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    pub(super) value: Value,
    pub(super) limit: Option<Value>,
}

/// For each point of the plan what was seen there in a run, in the order of evaluation; and the
/// answers, unless the run ended in an error.
pub(super) fn sightings(
    program: &Program,
    plan: &Plan,
    facts: &Facts,
    question: &Question,
) -> (Vec<Vec<Sighting>>, Option<Evaluation>) {
    let last = vec![None; program.nodes.len()];
    let mut probe = Probe { plan, last, seen: vec![Vec::new(); plan.points().len()] };
    let evaluation = eval::evaluate(program, facts, question, &mut probe).ok();
    (probe.seen, evaluation)
}

struct Probe<'a> {
    plan: &'a Plan,
    last: Vec<Option<Value>>,
    seen: Vec<Vec<Sighting>>,
}

impl Recorder for Probe<'_> {
    const KEEPS: bool = true;

    fn enter(&mut self, _: NodeId) {}

    fn leave(&mut self, node: NodeId, answer: &Answer) {
        if self.plan.kept.get(node.index()) == Some(&true)
            && let Some(slot) = self.last.get_mut(node.index())
        {
            *slot = match answer {
                Answer::Known(value) => Some(value.clone()),
                Answer::Unknown(_) | Answer::NotApplicable => None,
            };
        }
        let plan = self.plan;
        for point in plan.watching.get(node.index()).map(Vec::as_slice).unwrap_or_default() {
            if let Some(sighting) = self.sighting(*point, node)
                && let Some(list) = self.seen.get_mut(*point)
            {
                list.push(sighting);
            }
        }
    }

    fn skip(&mut self, _: NodeId) {}

    fn repeat(&mut self, node: NodeId, answer: &Answer) {
        self.leave(node, answer);
    }

    fn unwind(&mut self) {}

    fn row(&mut self, _: usize) {}
}

impl Probe<'_> {
    fn sighting(&self, point: usize, node: NodeId) -> Option<Sighting> {
        let last = |node: NodeId| self.last.get(node.index()).and_then(Clone::clone);
        match &self.plan.points().get(point)?.watch {
            Watch::Edge(edge) => {
                Some(Sighting { value: last(edge.value)?, limit: Some(last(edge.limit)?) })
            }
            Watch::Row { lookups, .. } => {
                let lookup = lookups.iter().find(|lookup| lookup.node == node)?;
                Some(Sighting { value: last(lookup.key)?, limit: None })
            }
            Watch::Answer(_) | Watch::Run => None,
        }
    }
}
