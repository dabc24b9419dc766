//! Boundary cases that are missing: facts of a case at hand, one of them moved to the limit.
//!
//! Whether the comparison is reached and on the side that was meant is seen by running it. What
//! comes out is never told: a person works it out from the document.

mod moves;
mod probe;
mod write;

use chrono::NaiveDate;

use crate::cases::{Case, Suite};
use crate::eval::{self, Question, Silent};
use crate::facts::Facts;
use crate::ids::{NodeId, ReadingId};
use crate::program::Program;
use crate::value::{Answer, Number, Value};

use super::observe::{self, Observed};
use super::plan::Plan;
use super::point::{Goal, Kind, Point, Side, Watch};
use super::{edges, walk};

use moves::Mover;
use probe::Sighting;
pub use write::yaml;

/// Cases that are tried for one goal, the most promising ones first.
const MOST_TRIED: usize = 12;

/// Times that a fact is moved until the value is where it is meant to be.
const MOST_STEPS: usize = 5;

/// What [`propose`] found.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    /// The cases, in the order of the rules.
    pub proposals: Vec<Proposal>,
    /// Positions of the points, and of their goals, that no single fact of any case reaches.
    pub out_of_reach: Vec<(usize, usize)>,
}

/// A case without an outcome.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Position of the point in its plan.
    pub point: usize,
    /// Position of the goal in its point.
    pub goal: usize,
    /// Position of the case from which the facts come, in its suite.
    pub case: usize,
    /// The facts.
    pub facts: Facts,
    /// The date of the decision, where the case gives one of its own.
    pub as_of: Option<NaiveDate>,
    /// Alternatives in place of the adopted readings.
    pub readings: Vec<(ReadingId, u16)>,
    /// The fact that was moved, and for a list the row, from 0, and the position of the field.
    pub(super) mover: Mover,
    /// Its value before and after.
    pub(super) values: (Value, Value),
    /// Positions of the outputs that the comparison may decide; of them a person states some.
    pub(super) outputs: Vec<usize>,
}

/// Proposes a case for every goal of a boundary or a table row that no case meets. A proposal that
/// meets several goals is made once.
#[must_use]
pub fn propose(program: &Program, plan: &Plan, suite: &Suite, observed: &Observed) -> Proposals {
    let looked: Vec<Looked<'_>> = suite
        .cases()
        .iter()
        .enumerate()
        .filter(|(_, case)| case.is_stated())
        .flat_map(|(number, case)| case.runs().iter().map(move |run| (number, case, run)))
        .map(|(number, case, run)| Looked::at(program, plan, number, case, case.question(run)))
        .collect();
    let mut search = Search { program, plan, looked, met: vec![false; plan.goals()] };
    let mut found = Proposals::default();
    for (at, point) in plan.points().iter().enumerate() {
        if !matches!(point.kind, Kind::Boundary | Kind::Row) {
            continue;
        }
        for (number, goal) in point.goals.iter().enumerate() {
            let is_met = observed.tally(plan, at, number).cases > 0 || search.is_met(at, number);
            if !goal.wanted || is_met {
                continue;
            }
            match search.goal(at, point, number, goal) {
                Some(proposal) => {
                    search.take(&proposal);
                    found.proposals.push(proposal);
                }
                None => found.out_of_reach.push((at, number)),
            }
        }
    }
    found
}

/// A run of a case and what was seen in it.
struct Looked<'a> {
    number: usize,
    case: &'a Case,
    question: Question,
    /// Whether the primary output is true: what stands between it and a refusal is this boundary.
    is_eligible: bool,
    /// What the requirements came to.
    requirements: Vec<Answer>,
    /// For each point what its comparison was given.
    sightings: Vec<Vec<Sighting>>,
}

impl<'a> Looked<'a> {
    fn at(
        program: &Program,
        plan: &Plan,
        number: usize,
        case: &'a Case,
        question: Question,
    ) -> Self {
        let (sightings, evaluation) = probe::sightings(program, plan, case.facts(), &question);
        let primary = evaluation.as_ref().and_then(|found| found.outputs.get(program.primary));
        let is_eligible = primary.and_then(Answer::as_truth) == Some(true);
        let requirements = evaluation.map(|found| found.requirements).unwrap_or_default();
        Self { number, case, question, is_eligible, requirements, sightings }
    }
}

struct Search<'a> {
    program: &'a Program,
    plan: &'a Plan,
    looked: Vec<Looked<'a>>,
    /// Goals that proposals meet.
    met: Vec<bool>,
}

impl Search<'_> {
    fn position(&self, point: usize, goal: usize) -> usize {
        self.plan.first_goal.get(point).map_or(usize::MAX, |first| first + goal)
    }

    fn is_met(&self, point: usize, goal: usize) -> bool {
        self.met.get(self.position(point, goal)).copied().unwrap_or(false)
    }

    /// Notes what else a proposal meets.
    fn take(&mut self, proposal: &Proposal) {
        let Proposal { facts, as_of, readings, .. } = proposal;
        let question = Question { as_of: *as_of, readings: readings.clone() };
        observe::look(self.program, self.plan, facts, &question, &mut self.met);
    }

    /// A case for one goal, from the case that has the shortest way to it; eligible ones first.
    fn goal(&self, at: usize, point: &Point, number: usize, goal: &Goal) -> Option<Proposal> {
        let mut ways: Vec<(bool, Number, usize)> = Vec::new();
        for (position, looked) in self.looked.iter().enumerate() {
            let sightings = looked.sightings.get(at).map(Vec::as_slice).unwrap_or_default();
            let by = sightings.iter().filter_map(|one| distance_to(point, goal, one));
            if let Some(by) = by.min_by_key(Number::abs) {
                ways.push((!looked.is_eligible, by, position));
            }
        }
        ways.sort_by_key(|(refused, by, position)| (*refused, by.abs(), *position));
        let (subjects, node) = subjects(point);
        let movers = moves::reached(self.program, &subjects);
        let ty = self.program.node(*subjects.first()?)?.ty.clone();
        // A fact that is measured as the value is shows the boundary best.
        [true, false].into_iter().find_map(|same| {
            let ways = ways.iter().take(MOST_TRIED);
            ways.filter_map(|(_, by, position)| Some((self.looked.get(*position)?, by))).find_map(
                |(looked, by)| {
                    let attempt = Attempt { search: self, looked, at, point, number, goal };
                    let movers = moves::of_case(self.program, looked.case.facts(), &movers);
                    let alike = |mover: &Mover| {
                        mover.declared(self.program).is_some_and(|fact| fact.ty == ty) == same
                    };
                    let arrivals = movers.into_iter().filter(alike);
                    let arrivals = arrivals.filter_map(|mover| attempt.with(mover, by));
                    let best = arrivals.min_by_key(|arrival| attempt.disturbed(arrival))?;
                    let outputs = outputs(self.program, node);
                    Some(best.proposal(at, number, looked.number, outputs))
                },
            )
        })
    }
}

/// Facts that meet a goal.
struct Arrival {
    mover: Mover,
    facts: Facts,
    question: Question,
    values: (Value, Value),
}

impl Arrival {
    fn proposal(self, point: usize, goal: usize, case: usize, outputs: Vec<usize>) -> Proposal {
        let Self { mover, facts, question, values } = self;
        let Question { as_of, readings } = question;
        Proposal { point, goal, case, facts, as_of, readings, mover, values, outputs }
    }
}

/// One case on its way to one goal.
struct Attempt<'s, 'a> {
    search: &'s Search<'a>,
    looked: &'s Looked<'a>,
    at: usize,
    point: &'s Point,
    number: usize,
    goal: &'s Goal,
}

impl Attempt<'_, '_> {
    /// The facts with one of them moved so that the goal is met. A value that moves otherwise than
    /// its fact does, as with a rate, is met at a later step.
    fn with(&self, mover: Mover, by: &Number) -> Option<Arrival> {
        let mut by = by.clone();
        for _ in 0..MOST_STEPS {
            let arrival = self.moved(mover, &by)?;
            let Arrival { facts, question, .. } = &arrival;
            let mut seen = vec![false; self.search.plan.goals()];
            let Search { program, plan, .. } = self.search;
            observe::look(program, plan, facts, question, &mut seen);
            if seen.get(self.search.position(self.at, self.number)) == Some(&true) {
                return Some(arrival);
            }
            let (sightings, _) = probe::sightings(program, plan, facts, question);
            let left = sightings.get(self.at)?.iter();
            let left = left
                .filter_map(|one| distance_to(self.point, self.goal, one))
                .min_by_key(Number::abs)?;
            by = self.scaled(&by, &left)?;
        }
        None
    }

    /// How far the fact has to move, if moving it by `by` left the value `left` short.
    fn scaled(&self, by: &Number, left: &Number) -> Option<Number> {
        let sightings = self.looked.sightings.get(self.at)?.iter();
        let whole = sightings
            .filter_map(|one| distance_to(self.point, self.goal, one))
            .min_by_key(Number::abs)?;
        let done = whole.checked_sub(left).ok()?;
        if done.is_zero() {
            // Rounded away; a longer way may show.
            return by.checked_add(by).ok();
        }
        let next = by.checked_mul(&whole).ok()?.checked_div(&done).ok()?;
        (next != *by).then_some(next)
    }

    /// How many requirements come out otherwise than in the case.
    fn disturbed(&self, arrival: &Arrival) -> usize {
        let program = self.search.program;
        let after = eval::evaluate(program, &arrival.facts, &arrival.question, &mut Silent);
        let before = &self.looked.requirements;
        after.map_or(usize::MAX, |after| {
            before.iter().zip(&after.requirements).filter(|(one, other)| one != other).count()
        })
    }

    fn moved(&self, mover: Mover, by: &Number) -> Option<Arrival> {
        let program = self.search.program;
        let mut facts = self.looked.case.facts().clone();
        let values = moves::apply(program, &mut facts, mover, by)?;
        let mut question = self.looked.question.clone();
        // A case is decided on the day of its own facts, if it was before.
        if program.as_of == Some(mover.fact)
            && let (Value::Date(before), Value::Date(after)) = &values
            && question.as_of == Some(*before)
        {
            question.as_of = Some(*after);
        }
        Some(Arrival { mover, facts, question, values })
    }
}

/// How far what was seen has to move, in units, until the goal is met.
fn distance_to(point: &Point, goal: &Goal, seen: &Sighting) -> Option<Number> {
    match &point.watch {
        Watch::Edge(edge) => {
            let limit = edges::at(seen.limit.as_ref()?, goal.side, &edge.step)?;
            edges::distance(&limit, &seen.value)
        }
        Watch::Row { .. } => match (&goal.value, goal.side) {
            (Some(end), _) => edges::distance(end, &seen.value),
            // Any key of the row will do; its first or last one is a goal of its own.
            (None, Side::Hit) => {
                let end = point.goals.iter().find_map(|goal| goal.value.as_ref())?;
                edges::distance(end, &seen.value)
            }
            (None, _) => None,
        },
        Watch::Answer(_) | Watch::Run => None,
    }
}

/// The nodes whose facts may be moved, those of the value before those of the limit; and the node
/// that a decision reaches.
fn subjects(point: &Point) -> (Vec<NodeId>, Option<NodeId>) {
    match &point.watch {
        Watch::Edge(edge) => (vec![edge.value, edge.limit], Some(edge.node)),
        Watch::Row { lookups, .. } => {
            let keys = lookups.iter().map(|lookup| lookup.key).collect();
            (keys, lookups.first().map(|lookup| lookup.node))
        }
        Watch::Answer(_) | Watch::Run => (Vec::new(), None),
    }
}

/// The outputs that a node may decide.
fn outputs(program: &Program, node: Option<NodeId>) -> Vec<usize> {
    let Some(node) = node else { return Vec::new() };
    let outputs = program.outputs.iter().enumerate();
    outputs
        .filter(|(_, output)| {
            let body = program.rule(output.rule).map(|rule| rule.body);
            walk::reached(program, body).get(node.index()) == Some(&true)
        })
        .map(|(at, _)| at)
        .collect()
}
