//! Which goals the runs of cases brought about.

use chrono::NaiveDate;

use crate::cases::Suite;
use crate::eval::{self, Question, Recorder};
use crate::facts::Facts;
use crate::ids::NodeId;
use crate::program::{Program, TableEdition};
use crate::value::{self, Answer, Value};

use super::edges;
use super::plan::Plan;
use super::point::{Edge, Goal, Side, Watch};

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
    let last = vec![None; program.nodes.len()];
    let mut watcher = Watcher { program, plan, as_of, last, seen };
    // Where an error ends the run, what was looked at until then counts.
    let _ = eval::evaluate(program, facts, question, &mut watcher);
    watcher.ran();
}

/// Listens to one run.
struct Watcher<'a> {
    program: &'a Program,
    plan: &'a Plan,
    as_of: Option<NaiveDate>,
    /// The last answer of each node that a point compares.
    last: Vec<Option<Answer>>,
    seen: &'a mut [bool],
}

impl Recorder for Watcher<'_> {
    const KEEPS: bool = true;

    fn enter(&mut self, _: NodeId) {}

    fn leave(&mut self, node: NodeId, answer: &Answer) {
        if self.plan.kept.get(node.index()) == Some(&true)
            && let Some(slot) = self.last.get_mut(node.index())
        {
            *slot = Some(answer.clone());
        }
        let plan = self.plan;
        for point in plan.watching.get(node.index()).map(Vec::as_slice).unwrap_or_default() {
            self.look(*point, node, answer);
        }
    }

    fn skip(&mut self, _: NodeId) {}

    fn repeat(&mut self, node: NodeId, answer: &Answer) {
        self.leave(node, answer);
    }

    fn unwind(&mut self) {}

    fn row(&mut self, _: usize) {}
}

impl Watcher<'_> {
    /// Marks the goals of a point that `answer` brings about.
    fn look(&mut self, number: usize, node: NodeId, answer: &Answer) {
        let plan = self.plan;
        let Some(point) = plan.points().get(number) else { return };
        match &point.watch {
            Watch::Answer(_) => {
                let (side, is_known) = (side_of(answer), matches!(answer, Answer::Known(_)));
                self.mark(number, |goal| {
                    goal.side == side || (is_known && goal.side == Side::Known)
                });
            }
            Watch::Edge(edge) => {
                if let Some(side) = self.side(edge) {
                    self.mark(number, |goal| goal.side == side);
                }
            }
            Watch::Row { lookups, edition, row, table } => {
                let Some(lookup) = lookups.iter().find(|lookup| lookup.node == node) else {
                    return;
                };
                let Some(Answer::Known(key)) = self.known(lookup.key).cloned() else { return };
                let editions = self.program.tables.get(*table).map(|table| &table.editions);
                let Some(dated) = editions.and_then(|editions| editions.get(*edition)) else {
                    return;
                };
                if self.is_in_force(dated) && row_of(dated, &key) == *row {
                    self.mark(number, |goal| match goal.side {
                        Side::Hit => true,
                        _ => goal.value.as_ref().is_some_and(|end| value::same(end, &key)),
                    });
                }
            }
            Watch::Run => {}
        }
    }

    fn mark(&mut self, point: usize, is_met: impl Fn(&Goal) -> bool) {
        let plan = self.plan;
        let (Some(point), Some(first)) = (plan.points().get(point), plan.first_goal.get(point))
        else {
            return;
        };
        for (at, goal) in point.goals.iter().enumerate() {
            if is_met(goal)
                && let Some(seen) = self.seen.get_mut(first + at)
            {
                *seen = true;
            }
        }
    }

    fn known(&self, node: NodeId) -> Option<&Answer> {
        self.last.get(node.index()).and_then(Option::as_ref)
    }

    fn side(&self, edge: &Edge) -> Option<Side> {
        match (self.known(edge.value)?, self.known(edge.limit)?) {
            (Answer::Known(value), Answer::Known(limit)) => {
                edges::side(&edges::distance(value, limit)?, &edge.step)
            }
            _ => None,
        }
    }

    fn is_in_force(&self, edition: &TableEdition) -> bool {
        // Without a date only what is in force on every day is looked at.
        self.as_of.map_or(edition.from == NaiveDate::MIN, |date| {
            edition.from <= date && edition.until.is_none_or(|until| date <= until)
        })
    }

    /// What any run brings about.
    fn ran(&mut self) {
        let plan = self.plan;
        for (number, point) in plan.points().iter().enumerate() {
            if matches!(point.watch, Watch::Run) {
                self.mark(number, |_| true);
            }
        }
    }
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
