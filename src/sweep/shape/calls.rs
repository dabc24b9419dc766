//! How results of functions and of arithmetic move.

use std::cmp::Ordering;

use chrono::Datelike;

use crate::sweep::direction::{Dir, Dirs};
use crate::syntax::ast::BinaryOp;
use crate::value::{self, Answer, Number, Value};

use super::{Part, Reader};

impl Reader<'_> {
    pub(super) fn call(&mut self, own: usize, name: &str, arguments: &[&Part<'_>]) -> Dirs {
        let has_pick =
            matches!(name, "min" | "max" | "abs" | "month" | "day" | "weekday" | "is_open_day");
        if !has_pick && arguments.iter().all(|one| one.dirs.is_same()) {
            return Dirs::SAME;
        }
        let first = arguments.first().map_or(Dirs::SAME, |one| one.dirs.clone());
        let rest_stays = arguments.iter().skip(1).all(|one| one.dirs.is_same());
        let grows = || arguments.iter().map(|one| one.dirs.clone().map(Dir::plain));
        let joined = |all: &mut dyn Iterator<Item = Dirs>| {
            all.reduce(|sum, one| sum.zip(one, Dir::plus)).unwrap_or(Dirs::SAME)
        };
        match name {
            "min" | "max" => self.extreme(own, name == "min", arguments),
            "abs" => self.magnitude(own, arguments, first),
            "round_down" | "round_up" | "round_half_up" | "round_half_even" if rest_stays => {
                first.map(Dir::plain)
            }
            "year"
            | "fiscal_year"
            | "fiscal_year_start"
            | "fiscal_year_end"
            | "month_end"
            | "date"
            | "last_day_within"
            | "last_day_from"
            | "day_after_elapsed"
            | "same_day_after"
            | "attains_on"
            | "next_open_day"
            | "business_days_after" => joined(&mut grows()),
            "weekday_on_or_after" | "weekday_on_or_before" if rest_stays => first.map(Dir::plain),
            "age_on" | "days_between" => {
                let days = name == "days_between";
                let turned = first.map(|dir| if days { dir } else { dir.plain() }.turned());
                let rest = arguments.iter().skip(1).map(|one| one.dirs.clone());
                let rest = rest.map(|dirs| dirs.map(|dir| if days { dir } else { dir.plain() }));
                joined(&mut std::iter::once(turned).chain(rest))
            }
            "same_day_before" | "business_days_before" => {
                let rest = grows().skip(1).map(|dirs| dirs.map(Dir::turned));
                joined(&mut std::iter::once(first.map(Dir::plain)).chain(rest))
            }
            "month" | "day" | "weekday" | "is_open_day" => {
                self.part_of_date(own, name == "month", arguments, &first)
            }
            _ => {
                self.convex = false;
                joined(&mut grows()).unsettled()
            }
        }
    }

    /// The least or the greatest: it moves as the argument that it is. Of equal ones it is the one
    /// that stays.
    fn extreme(&mut self, own: usize, least: bool, arguments: &[&Part<'_>]) -> Dirs {
        for (at, one) in arguments.iter().enumerate() {
            for other in arguments.iter().skip(at + 1) {
                self.compared(own, one, other);
            }
        }
        let known = |part: &&Part<'_>| match part.answer {
            Some(Answer::Known(value)) => Some(value.clone()),
            _ => None,
        };
        let mut found: Option<(i64, Value, Dirs)> = None;
        for (at, part) in arguments.iter().enumerate() {
            let Some(value) = known(part) else { continue };
            let better = match &found {
                None => true,
                Some((_, best, dirs)) => match value::compare(&value, best) {
                    Some(Ordering::Less) => least,
                    Some(Ordering::Greater) => !least,
                    Some(Ordering::Equal) => part.dirs.is_same() && !dirs.is_same(),
                    None => false,
                },
            };
            if better {
                found = Some((i64::try_from(at).unwrap_or(i64::MAX), value, part.dirs.clone()));
            }
        }
        let Some((at, _, dirs)) = found else { return Dirs::SAME };
        if let Some(mark) = self.marks.get_mut(own) {
            mark.pick = Some(at);
        }
        dirs
    }

    fn magnitude(&mut self, own: usize, arguments: &[&Part<'_>], dirs: Dirs) -> Dirs {
        self.convex &= dirs.is_convex();
        let Some(Some(Answer::Known(Value::Number(number)))) =
            arguments.first().map(|one| one.answer)
        else {
            self.convex &= dirs.is_same();
            return dirs.unsettled();
        };
        let order = number.cmp(&Number::ZERO);
        if let Some(mark) = self.marks.get_mut(own) {
            (mark.signs, mark.pick) = (vec![order], Some(i64::from(order == Ordering::Less)));
        }
        if order == Ordering::Less { dirs.map(Dir::turned) } else { dirs }
    }

    /// A part of a date that comes again: the month with its year, else the day itself.
    fn part_of_date(
        &mut self,
        own: usize,
        month: bool,
        arguments: &[&Part<'_>],
        dirs: &Dirs,
    ) -> Dirs {
        let still = dirs.is_same();
        self.convex &= dirs.is_convex();
        if let Some(Some(Answer::Known(Value::Date(date)))) =
            arguments.first().map(|one| one.answer)
            && let Some(mark) = self.marks.get_mut(own)
        {
            let months = i64::from(date.year()) * 12 + i64::from(date.month0());
            mark.pick = Some(if month { months } else { i64::from(date.num_days_from_ce()) });
        } else {
            self.convex &= still;
        }
        Dirs::SAME
    }
}

/// How a sum, a difference, a product or a quotient moves.
pub(super) fn arithmetic(op: BinaryOp, left: Option<&Part<'_>>, right: Option<&Part<'_>>) -> Dirs {
    let (Some(left), Some(right)) = (left, right) else { return Dirs::SAME };
    let number = |part: &Part<'_>| match part.answer {
        Some(Answer::Known(Value::Number(number))) => Some(number.clone()),
        _ => None,
    };
    let (one, two) = (left.dirs.clone(), right.dirs.clone());
    let scaled = |dirs: Dirs, factor: Option<Number>| match factor {
        Some(factor) => dirs.map(|dir| dir.times(&factor)),
        None => dirs.unsettled(),
    };
    match op {
        BinaryOp::Add => one.zip(two, Dir::plus),
        BinaryOp::Subtract => one.zip(two.map(Dir::turned), Dir::plus),
        BinaryOp::Multiply if two.is_same() => scaled(one, number(right)),
        BinaryOp::Multiply if one.is_same() => scaled(two, number(left)),
        BinaryOp::Divide if two.is_same() => {
            let inverse = number(right).and_then(|by| Number::ONE.checked_div(&by).ok());
            scaled(one, inverse)
        }
        BinaryOp::Multiply | BinaryOp::Divide => one.zip(two, Dir::plus).unsettled(),
        _ => Dirs::SAME,
    }
}
