//! The outcome as a function of two facts: rectangles.
//!
//! Cuts found along lines of one fact make a grid. A cell is proved if its four corners took the
//! same way and every comparison there only grows or only falls along each fact: then the least and
//! the greatest of each difference lie at corners.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::decision::Shown;
use crate::diagnostic::Diagnostic;
use crate::explain;
use crate::facts::Facts;
use crate::ids::NodeId;
use crate::rulebook::{Ask, Scheme};
use crate::text::{Lang, Text};
use crate::value::{Answer, Value};

use super::axis::{self, Axis};
use super::cause::{self, Cause};
use super::direction::Dirs;
use super::pieces::{Line, Proof};
use super::report::{AxisShown, Break, Decided, Millionths};
use super::run::{Run, Runner};

/// How many cuts along one fact make the grid.
const MOST: usize = 64;

/// How often lines are laid through new cuts.
const ROUNDS: usize = 4;

/// How many lines are laid through each fact.
const LINES: usize = 48;

/// How often a cell whose corners differ is quartered.
const QUARTERED: usize = 5;

/// How many values of a cell that is not proved are decided one by one.
const EACH: i64 = 40;

/// The outcome over two facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Map {
    /// Id of the scheme.
    pub scheme: String,
    /// Title of the scheme.
    pub title: String,
    /// Language of every word.
    pub lang: Lang,
    /// The first fact, to the right.
    pub x: AxisShown,
    /// The second fact, upwards.
    pub y: AxisShown,
    /// The output that is followed beside the verdict: id and name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub output: Option<(String, String)>,
    /// Rectangles that cover every pair of values once.
    pub areas: Vec<Area>,
    /// Where the outcome changes along the first fact, somewhere.
    pub x_breaks: Vec<Break>,
    /// Where the outcome changes along the second fact, somewhere.
    pub y_breaks: Vec<Break>,
    /// What turns along boundaries that follow neither fact.
    pub aslant: Vec<Cause>,
    /// How many applicants were decided.
    pub decided: usize,
}

/// A rectangle with one kind of outcome; its edges belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Positions of its first and last value of the first fact.
    pub x: (i64, i64),
    /// Of the second fact.
    pub y: (i64, i64),
    /// These values of the first fact.
    pub x_values: (Shown, Shown),
    /// Of the second fact.
    pub y_values: (Shown, Shown),
    /// What is decided.
    pub outcome: Decided,
    /// The followed output in words, at the corners where it is least and greatest.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<(String, String)>,
    /// The same as numbers, for whoever draws it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub values: Option<(Millionths, Millionths)>,
    /// How it is known.
    pub proof: Proof,
    /// Whether a boundary runs through it aslant: what is told is the corner with the first values.
    pub mixed: bool,
}

/// A rectangle of positions.
#[derive(Clone)]
struct Cell {
    x: (i64, i64),
    y: (i64, i64),
    proof: Proof,
    mixed: bool,
    here: Rc<Run>,
    moves: bool,
}

/// The outcome for an applicant along two facts.
///
/// # Errors
///
/// `wrong-usage` if both are the same fact, or one has more than 64 choices.
pub fn map(
    scheme: &Scheme,
    facts: &Facts,
    ask: &Ask,
    [x, y]: [&Axis; 2],
    output: Option<usize>,
) -> Result<Map, Box<Diagnostic>> {
    let (program, question) = (scheme.program(), ask.question());
    if x.fact == y.fact && x.cell == y.cell {
        return Err(axis::wrong(Text::new(
            "`--vary` の2つは別々の事実です",
            "the two `--vary` are to be different facts",
        )));
    }
    let runner = Runner::new(program, facts, &question, vec![x, y], output);
    let mut grid = Grid { runner: &runner, x, y, cuts: Default::default() };
    grid.cuts = grid.found_cuts();
    let cells = joined(grid.cells(), &runner);
    let teller = Teller { scheme, ask, runner: &runner, grid: &grid, output };
    let areas = cells.iter().map(|cell| teller.area(cell)).collect();
    Ok(Map {
        scheme: scheme.id().to_owned(),
        title: scheme.title(ask.lang).to_owned(),
        lang: ask.lang,
        x: super::shown(program, facts, x, ask.lang),
        y: super::shown(program, facts, y, ask.lang),
        output: output
            .and_then(|at| program.outputs.get(at))
            .map(|output| (output.id.clone(), output.name.get(ask.lang).to_owned())),
        areas,
        x_breaks: teller.breaks(&cells, 0),
        y_breaks: teller.breaks(&cells, 1),
        aslant: teller.aslant(&cells),
        decided: runner.count(),
    })
}

/// By position and by what turns there: the least and the greatest place of the lines that met it.
type Met = BTreeMap<(i64, Option<NodeId>), (i64, i64)>;

struct Grid<'r, 'a> {
    runner: &'r Runner<'a>,
    x: &'a Axis,
    y: &'a Axis,
    /// The first positions of the cells along each fact.
    cuts: [Vec<i64>; 2],
}

impl Grid<'_, '_> {
    fn last(&self, axis: usize) -> i64 {
        if axis == 0 { self.x.last() } else { self.y.last() }
    }

    /// Where lines of each fact change their shape, if lines apart from one another do so there by
    /// the same comparison: what one line meets alone is a boundary that runs aslant.
    fn found_cuts(&self) -> [Vec<i64>; 2] {
        let mut met: [Met; 2] = Default::default();
        let mut laid = [BTreeSet::new(), BTreeSet::new()];
        for _ in 0..ROUNDS {
            for axis in 0..2 {
                for held in self.through(&met, 1 - axis, &laid) {
                    if let Some(laid) = laid.get_mut(1 - axis) {
                        laid.insert(held);
                    }
                    let line = Line { runner: self.runner, axis, held };
                    let Some(own) = met.get_mut(axis) else { continue };
                    let shapes = line.shapes(self.last(axis));
                    for (one, two) in shapes.iter().zip(shapes.iter().skip(1)) {
                        for turn in cause::turns(self.runner.program, &one.last, &two.first) {
                            let (least, most) = own.entry((two.from, turn)).or_insert((held, held));
                            (*least, *most) = ((*least).min(held), (*most).max(held));
                        }
                    }
                }
            }
        }
        [0, 1].map(|axis| self.kept(&met, axis).into_iter().take(MOST).collect())
    }

    /// The cuts along `axis` that follow it.
    fn kept(&self, met: &[Met; 2], axis: usize) -> BTreeSet<i64> {
        if !self.is_line(axis) {
            return (0..=self.last(axis)).collect();
        }
        let apart = if self.is_line(1 - axis) { (self.last(1 - axis) / 100).max(1) } else { 0 };
        let is_kept = |(least, most): &(i64, i64)| most - least >= apart;
        let own = met.get(axis).into_iter().flatten();
        own.filter(|(_, lines)| is_kept(lines)).map(|((at, _), _)| *at).chain([0]).collect()
    }

    fn is_line(&self, axis: usize) -> bool {
        if axis == 0 { self.x.is_line() } else { self.y.is_line() }
    }

    /// Positions on `axis` through which no line was laid yet: the ends, some between, and both
    /// sides of each cut.
    fn through(&self, met: &[Met; 2], axis: usize, laid: &[BTreeSet<i64>; 2]) -> Vec<i64> {
        let (last, Some(laid)) = (self.last(axis), laid.get(axis)) else { return Vec::new() };
        let some = [0, last / 4, last / 2, last / 4 * 3, last];
        let sides = self.kept(met, axis).into_iter().flat_map(|at| [at, at - 1]);
        let open: BTreeSet<i64> =
            sides.chain(some).filter(|at| *at >= 0 && !laid.contains(at)).collect();
        open.into_iter().take(LINES.saturating_sub(laid.len())).collect()
    }

    fn cells(&self) -> Vec<Cell> {
        let [xs, ys] = &self.cuts;
        let spans = |cuts: &[i64], last: i64| -> Vec<(i64, i64)> {
            let ends = cuts.iter().skip(1).map(|next| next - 1).chain([last]);
            cuts.iter().copied().zip(ends).collect()
        };
        let (across, up) = (spans(xs, self.x.last()), spans(ys, self.y.last()));
        let mut found = Vec::new();
        for y in &up {
            for x in &across {
                self.cell(*x, *y, QUARTERED, &mut found);
            }
        }
        found
    }

    /// A cell, or, where its corners differ, quarters of it.
    fn cell(&self, x: (i64, i64), y: (i64, i64), depth: usize, found: &mut Vec<Cell>) {
        let corners = [(x.0, y.0), (x.1, y.0), (x.0, y.1), (x.1, y.1)];
        let runs = corners.map(|(x, y)| self.runner.at([x, y]));
        let [here, ..] = &runs;
        let point = x.0 == x.1 && y.0 == y.1;
        let alike = runs.iter().all(|run| run.is_like(here));
        let moves = here.dirs(self.runner.program, self.runner.output) != Dirs::SAME;
        let whole = |proof, mixed| Cell { x, y, proof, mixed, here: Rc::clone(here), moves };
        if point {
            found.push(whole(Proof::EachValue, false));
        } else if alike && here.shape.convex && self.is_free_of_choices(x, y) {
            found.push(whole(Proof::Reasoned, false));
        } else if self.each_is_like(here, x, y) {
            found.push(whole(Proof::EachValue, false));
        } else if runs.iter().all(|run| self.looks_like(here, run)) {
            found.push(whole(Proof::SomeValues, false));
        } else if depth > 0 && (x.1 - x.0 > 1 || y.1 - y.0 > 1) {
            for y in halves(y) {
                for x in halves(x) {
                    self.cell(x, y, depth - 1, found);
                }
            }
        } else {
            found.push(whole(Proof::SomeValues, true));
        }
    }

    /// Whether two runs of one cell have one outcome, as far as can be seen.
    fn looks_like(&self, one: &Run, two: &Run) -> bool {
        let (program, output) = (self.runner.program, self.runner.output);
        let still = |run: &Run| run.dirs(program, output) == Dirs::SAME;
        let open = |run: &Run| matches!(run.answer(output), Some(Answer::Unknown(_)));
        one.seen == two.seen
            && open(one) == open(two)
            && still(one) == still(two)
            && (!still(one) || one.answer(output) == two.answer(output))
    }

    /// Choices have no order: a cell has one of them.
    fn is_free_of_choices(&self, x: (i64, i64), y: (i64, i64)) -> bool {
        (self.x.is_line() || x.0 == x.1) && (self.y.is_line() || y.0 == y.1)
    }

    fn each_is_like(&self, here: &Run, x: (i64, i64), y: (i64, i64)) -> bool {
        let size = (x.1 - x.0 + 1).saturating_mul(y.1 - y.0 + 1);
        size <= EACH
            && (x.0..=x.1).all(|x| (y.0..=y.1).all(|y| self.runner.at([x, y]).is_like(here)))
    }
}

fn halves((from, to): (i64, i64)) -> Vec<(i64, i64)> {
    if from == to {
        return vec![(from, to)];
    }
    let middle = from + (to - from) / 2;
    vec![(from, middle), (middle + 1, to)]
}

/// Neighbours that look alike as one: first along the first fact, then along the second.
fn joined(cells: Vec<Cell>, runner: &Runner<'_>) -> Vec<Cell> {
    let alike = |one: &Cell, two: &Cell| {
        let amount = |cell: &Cell| cell.here.answer(runner.output).cloned();
        let open = |cell: &Cell| matches!(amount(cell), Some(Answer::Unknown(_)));
        one.here.seen == two.here.seen
            && one.mixed == two.mixed
            && one.moves == two.moves
            && open(one) == open(two)
            && (one.moves || amount(one) == amount(two))
    };
    let choices = |axis: usize| !runner.axes.get(axis).is_some_and(|axis| axis.is_line());
    let mut rows: Vec<Cell> = Vec::new();
    for cell in cells {
        let before = rows.iter_mut().find(|before| {
            !choices(0) && before.y == cell.y && before.x.1 + 1 == cell.x.0 && alike(before, &cell)
        });
        match before {
            Some(before) => {
                before.x.1 = cell.x.1;
                before.proof = before.proof.max(cell.proof);
            }
            None => rows.push(cell),
        }
    }
    let mut found: Vec<Cell> = Vec::new();
    for cell in rows {
        let below = found.iter_mut().find(|below| {
            !choices(1) && below.x == cell.x && below.y.1 + 1 == cell.y.0 && alike(below, &cell)
        });
        match below {
            Some(below) => {
                below.y.1 = cell.y.1;
                below.proof = below.proof.max(cell.proof);
            }
            None => found.push(cell),
        }
    }
    found
}

struct Teller<'r, 'a> {
    scheme: &'a Scheme,
    ask: &'a Ask,
    runner: &'r Runner<'a>,
    grid: &'r Grid<'r, 'a>,
    output: Option<usize>,
}

impl Teller<'_, '_> {
    fn show(&self, axis: &Axis, at: i64) -> Shown {
        let value = axis.value(at).unwrap_or(Value::Truth(false));
        explain::show(self.runner.program, &value, &axis.declared.ty, self.ask.lang)
    }

    fn area(&self, cell: &Cell) -> Area {
        let (x, y) = (self.grid.x, self.grid.y);
        let corners = [
            (cell.x.0, cell.y.0),
            (cell.x.1, cell.y.0),
            (cell.x.0, cell.y.1),
            (cell.x.1, cell.y.1),
        ];
        let (outcome, first) = self.decided(corners[0].into());
        let number = |run: &Run| match run.answer(self.output) {
            Some(Answer::Known(value)) => crate::region::ordinal(value),
            _ => None,
        };
        let known = corners.map(|at| {
            let number = number(&self.runner.at(at.into()))?;
            Some((number, at))
        });
        let known: Vec<_> = known.into_iter().flatten().collect();
        let least = known.iter().min_by(|one, two| one.0.cmp(&two.0));
        let most = known.iter().max_by(|one, two| one.0.cmp(&two.0));
        let (amount, values) = match (least, most) {
            (Some(least), Some(most)) if cell.moves || cell.mixed => (
                (self.decided(least.1.into()).1, self.decided(most.1.into()).1),
                super::millionths(&least.0).zip(super::millionths(&most.0)),
            ),
            (Some(one), _) => {
                ((first.clone(), first), super::millionths(&one.0).map(|one| (one, one)))
            }
            _ => ((first.clone(), first), None),
        };
        Area {
            x: cell.x,
            y: cell.y,
            x_values: (self.show(x, cell.x.0), self.show(x, cell.x.1)),
            y_values: (self.show(y, cell.y.0), self.show(y, cell.y.1)),
            outcome,
            amount: self.output.map(|_| amount),
            values,
            proof: cell.proof,
            mixed: cell.mixed,
        }
    }

    fn decided(&self, at: [i64; 2]) -> (Decided, String) {
        super::decide(self.scheme, self.ask, self.runner, self.output, at)
    }

    /// What turns between opposite corners of the cells that a boundary crosses.
    fn aslant(&self, cells: &[Cell]) -> Vec<Cause> {
        let mut found: Vec<Cause> = Vec::new();
        for cell in cells.iter().filter(|cell| cell.mixed) {
            let corners = [[cell.x.1, cell.y.0], [cell.x.0, cell.y.1], [cell.x.1, cell.y.1]];
            for other in corners.map(|at| self.runner.at(at)) {
                let runs: (&Run, &Run) = (&cell.here, &other);
                let more = cause::causes(self.runner.program, self.output, runs, self.ask.lang);
                for cause in more {
                    if !found.iter().any(|one| one.place == cause.place) {
                        found.push(cause);
                    }
                }
            }
        }
        found
    }

    /// Where areas end along one fact, with everything that turns there somewhere.
    fn breaks(&self, cells: &[Cell], axis: usize) -> Vec<Break> {
        let along = if axis == 0 { self.grid.x } else { self.grid.y };
        if !along.is_line() {
            return Vec::new();
        }
        let ends = |cell: &Cell| if axis == 0 { (cell.x, cell.y) } else { (cell.y, cell.x) };
        let is_cut = |at: i64| self.grid.cuts.get(axis).is_some_and(|cuts| cuts.contains(&at));
        let places: BTreeSet<i64> =
            cells.iter().map(|cell| ends(cell).0.0).filter(|at| *at > 0 && is_cut(*at)).collect();
        let turn = |at: i64| {
            let mut causes: Vec<Cause> = Vec::new();
            for cell in cells.iter().filter(|cell| ends(cell).0.0 == at) {
                let held = ends(cell).1.0;
                let line = Line { runner: self.runner, axis, held };
                let (one, two) = (line.run(at - 1), line.run(at));
                let more =
                    cause::causes(self.runner.program, self.output, (&one, &two), self.ask.lang);
                for cause in more {
                    if !causes.contains(&cause) {
                        causes.push(cause);
                    }
                }
            }
            Break { before: self.show(along, at - 1), after: self.show(along, at), at, causes }
        };
        places.into_iter().map(turn).collect()
    }
}
