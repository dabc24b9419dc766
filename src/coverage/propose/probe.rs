//! What comparisons and look-ups were given in a run.

use crate::eval::{Evaluation, Question};
use crate::facts::Facts;
use crate::ids::NodeId;
use crate::program::Program;
use crate::value::Value;

use super::super::listen::{Last, listen};
use super::super::plan::Plan;
use super::super::point::{Point, Watch};

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
    let mut seen = vec![Vec::new(); plan.points().len()];
    let evaluation = listen(program, plan, facts, question, |number, node, _, last| {
        let sighting = plan.points().get(number).and_then(|point| sighting(point, node, last));
        if let (Some(sighting), Some(list)) = (sighting, seen.get_mut(number)) {
            list.push(sighting);
        }
    });
    (seen, evaluation)
}

fn sighting(point: &Point, node: NodeId, last: &Last) -> Option<Sighting> {
    match &point.watch {
        Watch::Edge(edge) => {
            let (value, limit) = (last.known(edge.value)?, last.known(edge.limit)?);
            Some(Sighting { value: value.clone(), limit: Some(limit.clone()) })
        }
        Watch::Row { lookups, .. } => {
            let lookup = lookups.iter().find(|lookup| lookup.node == node)?;
            Some(Sighting { value: last.known(lookup.key)?.clone(), limit: None })
        }
        Watch::Answer(_) | Watch::Run => None,
    }
}
