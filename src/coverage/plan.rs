//! From a program to the points that cases should look at.

mod operands;
mod tables;
mod things;
mod walking;

use crate::ids::{ClauseId, NodeId, RuleId};
use crate::program::Program;
use crate::source::Span;
use crate::text::Text;

use super::point::{Goal, Kind, Point, Side, Watch};
use super::walk;

/// The points of one program, in the order of its rules.
#[derive(Clone, Debug)]
pub struct Plan {
    points: Vec<Point>,
    /// For each node the points that watch it.
    pub(super) watching: Vec<Vec<usize>>,
    /// For each node whether its last answer is needed by a point that watches another one.
    pub(super) kept: Vec<bool>,
    /// Position of the first goal of each point among all goals.
    pub(super) first_goal: Vec<usize>,
}

impl Plan {
    /// The points of what decisions of `program` may look at. Rules that no output and no warning
    /// needs are left out: no case could reach them.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let reached = walk::decided(program);
        let mut drawing = Drawing { program, reached: &reached, points: Vec::new() };
        for rule in 0..program.rules.len() {
            drawing.rule(RuleId::new(rule));
        }
        drawing.warnings();
        drawing.tables();
        drawing.things();
        Self::index(program, drawing.points)
    }

    /// The points.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// How many goals there are, demanded or told.
    pub(super) fn goals(&self) -> usize {
        self.points.iter().map(|point| point.goals.len()).sum()
    }

    fn index(program: &Program, points: Vec<Point>) -> Self {
        let mut plan = Self {
            points: Vec::new(),
            watching: vec![Vec::new(); program.nodes.len()],
            kept: vec![false; program.nodes.len()],
            first_goal: Vec::new(),
        };
        let mut goals = 0;
        for (number, point) in points.iter().enumerate() {
            plan.first_goal.push(goals);
            goals += point.goals.len();
            let (watched, kept): (Vec<NodeId>, Vec<NodeId>) = match &point.watch {
                Watch::Answer(nodes) => (nodes.clone(), Vec::new()),
                Watch::Edge(edge) => (vec![edge.node], vec![edge.value, edge.limit]),
                Watch::Row { lookups, .. } => {
                    lookups.iter().map(|lookup| (lookup.node, lookup.key)).unzip()
                }
                Watch::Run => (Vec::new(), Vec::new()),
            };
            for node in watched {
                if let Some(list) = plan.watching.get_mut(node.index()) {
                    list.push(number);
                }
            }
            for node in kept {
                if let Some(flag) = plan.kept.get_mut(node.index()) {
                    *flag = true;
                }
            }
        }
        plan.points = points;
        plan
    }
}

/// A plan in the making.
struct Drawing<'p> {
    program: &'p Program,
    reached: &'p [bool],
    points: Vec<Point>,
}

/// What a node stands in.
#[derive(Clone, Copy)]
struct Within<'a> {
    rule: Option<RuleId>,
    clauses: &'a [ClauseId],
}

impl<'a> Within<'a> {
    /// Clauses of its own take the place of those around it.
    fn citing(self, own: &'a [ClauseId]) -> Self {
        if own.is_empty() { self } else { Self { clauses: own, ..self } }
    }
}

impl Drawing<'_> {
    fn is_reached(&self, node: NodeId) -> bool {
        self.reached.get(node.index()).copied().unwrap_or(false)
    }

    /// Adds a point that is watched by the answers of nodes.
    fn point(
        &mut self,
        kind: Kind,
        within: Within<'_>,
        name: Text,
        span: Span,
        goals: Vec<Goal>,
        nodes: Vec<NodeId>,
    ) {
        let (rule, clauses) = (within.rule, within.clauses.to_vec());
        let watch = Watch::Answer(nodes);
        self.points.push(Point { kind, rule, name, span, clauses, goals, watch });
    }
}

fn known() -> Vec<Goal> {
    let told = [Side::Unknown, Side::NotApplicable].map(Goal::told);
    std::iter::once(Goal::wanted(Side::Known)).chain(told).collect()
}
