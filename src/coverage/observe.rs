//! Which goals the runs of cases brought about.

use chrono::NaiveDate;

use crate::cases::Suite;
use crate::eval::Question;
use crate::facts::Facts;
use crate::ids::NodeId;
use crate::program::{Program, TableEdition};
use crate::value::{self, Answer, Value};

use super::edges;
use super::listen::{Last, listen};
use super::plan::Plan;
use super::point::{Edge, Goal, Point, Side, Watch};

/// How often each goal of a plan was brought about.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// How many cases were run.
    cases: usize,
    /// One tally a goal, the goals of the first point first.
    tallies: Vec<Tally>,
}

/// How often a goal was brought about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// By how many cases.
    pub(super) cases: usize,
    /// The first of them, by its position in the suite; meaningless if there is none.
    pub(super) first: usize,
}

impl Observed {
    /// Nothing seen yet.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        Self { cases: 0, tallies: vec![Tally::default(); plan.goals()] }
    }

    /// Runs the case at that position, under every reading of which it speaks. A case of which it
    /// is not stated what comes out is left alone.
    pub fn run(&mut self, program: &Program, plan: &Plan, suite: &Suite, number: usize) {
        let Some(case) = suite.cases().get(number).filter(|case| case.is_stated()) else { return };
        let mut seen = vec![false; self.tallies.len()];
        for run in case.runs() {
            look(program, plan, case.facts(), &case.question(run), &mut seen);
        }
        self.cases += 1;
        for (tally, seen) in self.tallies.iter_mut().zip(seen) {
            if seen {
                tally.add(Tally { cases: 1, first: number });
            }
        }
    }

    /// What both have seen, of one plan; the order does not matter.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.cases += other.cases;
        for (tally, more) in self.tallies.iter_mut().zip(&other.tallies) {
            tally.add(*more);
        }
        self
    }

    /// How many cases were run.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.cases
    }

    /// The tally of a goal, by the positions of its point and of the goal in it.
    pub(super) fn tally(&self, plan: &Plan, point: usize, goal: usize) -> Tally {
        let first = plan.first_goal.get(point).copied().unwrap_or(usize::MAX);
        self.tallies.get(first.saturating_add(goal)).copied().unwrap_or_default()
    }
}

impl Tally {
    fn add(&mut self, more: Self) {
        if more.cases == 0 {
            return;
        }
        self.first = if self.cases == 0 { more.first } else { self.first.min(more.first) };
        self.cases += more.cases;
    }
}

/// Marks in `seen`, one flag a goal, what a run brings about.
pub(super) fn look(
    program: &Program,
    plan: &Plan,
    facts: &Facts,
    question: &Question,
    seen: &mut [bool],
) {
    let given = || match facts.get(program.as_of?) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    };
    let as_of = question.as_of.or_else(given);
    let watch = Watching { program, plan, as_of };
    // Where an error ends the run, what was looked at until then counts.
    let _ = listen(program, plan, facts, question, |number, node, answer, last| {
        if let Some(point) = plan.points().get(number) {
            watch.mark(number, seen, |goal| watch.is_met(point, goal, node, answer, last));
        }
    });
    for (number, point) in plan.points().iter().enumerate() {
        watch.mark(number, seen, |_| matches!(point.watch, Watch::Run));
    }
}

/// What is watched in one run.
struct Watching<'a> {
    program: &'a Program,
    plan: &'a Plan,
    as_of: Option<NaiveDate>,
}

impl Watching<'_> {
    /// Marks the goals of a point that are met.
    fn mark(&self, number: usize, seen: &mut [bool], is_met: impl Fn(&Goal) -> bool) {
        let point = self.plan.points().get(number);
        let (Some(point), Some(first)) = (point, self.plan.first_goal.get(number)) else { return };
        let flags = seen.get_mut(*first..).unwrap_or_default();
        for (flag, goal) in flags.iter_mut().zip(&point.goals) {
            *flag |= is_met(goal);
        }
    }

    fn is_met(
        &self,
        point: &Point,
        goal: &Goal,
        node: NodeId,
        answer: &Answer,
        last: &Last,
    ) -> bool {
        match &point.watch {
            Watch::Answer(_) => {
                let is_used = goal.side == Side::Known && matches!(answer, Answer::Known(_));
                is_used || goal.side == side_of(answer)
            }
            Watch::Edge(edge) => side(edge, last) == Some(goal.side),
            Watch::Row { lookups, edition, row, table } => {
                let lookup = lookups.iter().find(|lookup| lookup.node == node);
                let key = lookup.and_then(|lookup| last.known(lookup.key));
                let editions = self.program.tables.get(*table).map(|table| &table.editions);
                let dated = editions.and_then(|editions| editions.get(*edition));
                let (Some(key), Some(dated)) = (key, dated) else { return false };
                let is_here = self.is_in_force(dated) && row_of(dated, key) == *row;
                is_here
                    && (goal.side == Side::Hit
                        || goal.value.as_ref().is_some_and(|end| value::same(end, key)))
            }
            Watch::Run => true,
        }
    }

    fn is_in_force(&self, edition: &TableEdition) -> bool {
        // Without a date only what is in force on every day is looked at.
        self.as_of.map_or(edition.from == NaiveDate::MIN, |date| {
            edition.from <= date && edition.until.is_none_or(|until| date <= until)
        })
    }
}

fn side(edge: &Edge, last: &Last) -> Option<Side> {
    let (value, limit) = (last.known(edge.value)?, last.known(edge.limit)?);
    edges::side(&edges::distance(value, limit)?, &edge.step)
}

fn side_of(answer: &Answer) -> Side {
    match answer {
        Answer::Known(Value::Truth(true)) => Side::Held,
        Answer::Known(Value::Truth(false)) => Side::Failed,
        Answer::Known(_) => Side::Known,
        Answer::Unknown(_) => Side::Unknown,
        Answer::NotApplicable => Side::NotApplicable,
    }
}

fn row_of(edition: &TableEdition, key: &Value) -> Option<usize> {
    edition.rows.iter().position(|row| row.fits(key))
}
