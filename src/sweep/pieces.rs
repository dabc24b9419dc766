//! The stretches of one axis on which the outcome does not change its kind.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::value::Answer;

use super::cause;
use super::direction::Dir;
use super::run::{Run, Runner};

/// How many values one by one are tried where nothing can be proved.
const ONE_BY_ONE: i64 = 4000;

/// Up to how many values between two ends are decided each.
const SHORT: i64 = 500;

/// How many values of a longer stretch are looked at.
const LOOKS: i64 = 64;

/// How it is known that a piece holds from end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// Each comparison on the way is of values that only grow or only fall, and comes out alike at
    /// both ends.
    Reasoned,
    /// Each value was decided.
    EachValue,
    /// Both ends and values between them were decided. A change that comes and goes between two of
    /// these is not seen.
    SomeValues,
}

/// A stretch of positions, both ends included.
#[derive(Clone)]
pub(super) struct Stretch {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) first: Rc<Run>,
    pub(super) last: Rc<Run>,
    pub(super) proof: Proof,
}

/// A line of positions through a runner: along one axis, the other one held.
#[derive(Clone, Copy)]
pub(super) struct Line<'r, 'a> {
    pub(super) runner: &'r Runner<'a>,
    pub(super) axis: usize,
    /// The position on the other axis.
    pub(super) held: i64,
}

impl Line<'_, '_> {
    pub(super) fn run(&self, at: i64) -> Rc<Run> {
        let place = if self.axis == 0 { [at, self.held] } else { [self.held, at] };
        self.runner.at(place)
    }

    /// The last position, going from `at` towards `limit`, up to which the shape stays, and how
    /// that is known.
    pub(super) fn reach(&self, at: i64, limit: i64, budget: &mut i64) -> (i64, Proof) {
        let here = self.run(at);
        let is_line = self.runner.axes.get(self.axis).is_some_and(|axis| axis.is_line());
        if !is_line {
            return (at, Proof::EachValue);
        }
        if here.shape.convex {
            return (self.last_like(&here, at, limit), Proof::Reasoned);
        }
        if *budget > 0 && (limit - at).abs() < ONE_BY_ONE {
            *budget -= 1;
            return (at, Proof::EachValue);
        }
        let far = self.last_like(&here, at, limit);
        let looks = (1..LOOKS).map(|part| at + (far - at) / LOOKS * part);
        let other = looks.filter(|one| *one != at).find(|one| !self.run(*one).is_like(&here));
        let reached = other.map_or(far, |other| self.last_like(&here, at, other));
        let step = if reached < at { -1 } else { 1 };
        let each = (reached - at).abs() <= SHORT
            && (0..=(reached - at).abs()).all(|far| self.run(at + far * step).is_like(&here));
        (reached, if each { Proof::EachValue } else { Proof::SomeValues })
    }

    /// By halves: `at` is like itself; where `limit` is not, the last one that is.
    fn last_like(&self, here: &Run, at: i64, limit: i64) -> i64 {
        if self.run(limit).is_like(here) {
            return limit;
        }
        let (mut like, mut unlike) = (at, limit);
        while (unlike - like).abs() > 1 {
            let middle = like + (unlike - like) / 2;
            if self.run(middle).is_like(here) {
                like = middle;
            } else {
                unlike = middle;
            }
        }
        like
    }

    /// Stretches of one shape each, from the first to the last position.
    pub(super) fn shapes(&self, last: i64) -> Vec<Stretch> {
        let (mut found, mut at, mut budget) = (Vec::new(), 0, ONE_BY_ONE);
        while at <= last {
            let (to, proof) = self.reach(at, last, &mut budget);
            found.push(Stretch { from: at, to, first: self.run(at), last: self.run(to), proof });
            at = to + 1;
            if found.len() % 64 == 0 {
                self.runner.forget();
            }
        }
        found
    }

    /// Stretches with one outcome each: those of [`Line::shapes`] that look alike are one.
    pub(super) fn pieces(&self, last: i64) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        for next in self.shapes(last) {
            match found.last_mut() {
                Some(before) if self.is_one(before, &next) => {
                    before.to = next.to;
                    before.last = next.last;
                    before.proof = before.proof.max(next.proof);
                }
                _ => found.push(next),
            }
        }
        found
    }

    /// Whether two neighbours have one outcome.
    fn is_one(&self, before: &Stretch, next: &Stretch) -> bool {
        let is_line = self.runner.axes.get(self.axis).is_some_and(|axis| axis.is_line());
        if !is_line || before.last.seen != next.first.seen {
            return false;
        }
        let output = self.runner.output;
        let (left, right) = (before.last.answer(output), next.first.answer(output));
        match (self.moves(&before.last), self.moves(&next.first)) {
            (Dir::Same, Dir::Same) => left == right,
            (Dir::Same, _) | (_, Dir::Same) => false,
            // Two formulas that move are one if nothing that leads to the output changed.
            _ => {
                std::mem::discriminant(&state(left)) == std::mem::discriminant(&state(right))
                    && !cause::touches(self.runner.program, output, &before.last, &next.first)
            }
        }
    }

    /// How the followed output moves along this line.
    pub(super) fn moves(&self, run: &Run) -> Dir {
        let dirs = run.dirs(self.runner.program, self.runner.output);
        let crate::sweep::direction::Dirs([one, two]) = dirs;
        if self.axis == 0 { one } else { two }
    }
}

/// An answer as one of its kinds.
fn state(answer: Option<&Answer>) -> Answer {
    answer.cloned().unwrap_or(Answer::NotApplicable)
}
