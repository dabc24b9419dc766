//! Mutants against trials.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::cases::Trial;
use crate::eval::{self, Evaluation, Silent};
use crate::program::Program;

use super::find::{Found, mutants};
use super::mutant::Mutant;
use super::reach::Reached;
use super::report::{Report, Survivor};

/// How many mutants a thread takes at a time, and after how many progress is told.
const BATCH: usize = 16;

/// A trial with what it came to without a change.
struct Baseline<'t> {
    trial: &'t Trial,
    answers: Evaluation,
    reached: Reached,
}

/// What came of one mutant.
enum Fate {
    Killed,
    /// How many trials came past the place.
    Survived(usize),
}

pub(super) fn run(
    program: &Program,
    trials: &[Trial],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Report {
    let Found { mutants, nodes } = mutants(program);
    let mut changed = program.clone();
    changed.nodes.extend(nodes);
    changed.encode();
    let baselines: Vec<_> = trials.iter().filter_map(|trial| baseline(&changed, trial)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut program, mut fates) = (changed.clone(), Vec::new());
        let mut order: Vec<&Baseline<'_>> = baselines.iter().collect();
        loop {
            let start = next.fetch_add(BATCH, Ordering::Relaxed);
            let Some(rest) = mutants.get(start..).filter(|rest| !rest.is_empty()) else {
                return fates;
            };
            for (number, mutant) in rest.iter().take(BATCH).enumerate() {
                fates.push((start + number, fate(&mut program, mutant, &mut order)));
            }
            progress((start + BATCH).min(mutants.len()), mutants.len());
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let fates: Vec<(usize, Fate)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).flatten().collect()
    });
    report(program, &mutants, fates, trials.len() - baselines.len(), trials.len())
}

/// `None` if the trial does not come out as stated to begin with.
fn baseline<'t>(program: &Program, trial: &'t Trial) -> Option<Baseline<'t>> {
    let mut reached = Reached::new(program.nodes.len());
    let answers = eval::evaluate(program, &trial.facts, &trial.question, &mut reached).ok()?;
    trial.agrees(program, &answers).then_some(Baseline { trial, answers, reached })
}

/// What comes of a mutant. The trial that notices it moves to the front of `order`: mutants that
/// stand next to each other are often noticed by one trial.
fn fate(program: &mut Program, mutant: &Mutant, order: &mut [&Baseline<'_>]) -> Fate {
    let mut change = mutant.change.clone();
    change.swap(program);
    let passing = |baseline: &Baseline<'_>| baseline.reached.any(&mutant.sites);
    let noticed = order.iter().position(|baseline| passing(baseline) && notices(program, baseline));
    change.swap(program);
    match noticed {
        Some(at) => {
            if let Some(front) = order.get_mut(..=at) {
                front.rotate_right(1);
            }
            Fate::Killed
        }
        None => Fate::Survived(order.iter().filter(|baseline| passing(baseline)).count()),
    }
}

/// Whether a trial comes out otherwise than stated. Equal answers are compared no further: they came
/// out as stated before.
fn notices(program: &Program, baseline: &Baseline<'_>) -> bool {
    let Baseline { trial, answers, .. } = baseline;
    match eval::evaluate(program, &trial.facts, &trial.question, &mut Silent) {
        Ok(found) => !same(&found, answers) && !trial.agrees(program, &found),
        Err(_) => true,
    }
}

fn same(one: &Evaluation, other: &Evaluation) -> bool {
    one.outputs == other.outputs
        && one.requirements == other.requirements
        && one.warnings == other.warnings
}

fn report(
    program: &Program,
    mutants: &[Mutant],
    mut fates: Vec<(usize, Fate)>,
    failing: usize,
    trials: usize,
) -> Report {
    fates.sort_by_key(|(number, _)| *number);
    let survivors: Vec<_> = fates
        .iter()
        .filter_map(|(number, fate)| match fate {
            Fate::Killed => None,
            Fate::Survived(past) => Some(Survivor::of(program, mutants.get(*number)?, *past)),
        })
        .collect();
    let killed = fates.iter().filter(|(_, fate)| matches!(fate, Fate::Killed)).count();
    Report {
        scheme: program.id.clone(),
        trials,
        failing,
        mutants: mutants.len(),
        killed,
        survivors,
    }
}
