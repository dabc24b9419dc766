//! That the rows of a table neither overlap nor leave a key out.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Key, Row};
use crate::source::Span;
use crate::text::{Lang, Text};
use crate::value::{Number, Type, Value};

use super::Checker;
use super::gaps::{Gap, Writing};

/// What a key can be, as far as its fact says.
#[derive(Clone, Debug, Default)]
pub(super) struct Limits {
    pub(super) low: Option<Number>,
    pub(super) high: Option<Number>,
    pub(super) whole: bool,
}

/// A row as an interval; both ends say whether they belong to it.
#[derive(Clone, Debug)]
struct Band {
    low: Option<(Number, bool)>,
    high: Option<(Number, bool)>,
    row: usize,
}

impl Checker<'_> {
    pub(super) fn cover(
        &mut self,
        rows: &[Row],
        key: &Type,
        limits: &Limits,
        open: bool,
        at: Span,
    ) {
        match key {
            Type::Choice(choices) => {
                let list = self.program.choices.get(choices.index());
                let all = list.map(|list| {
                    list.choices.iter().map(|choice| choice.name.clone()).collect::<Vec<_>>()
                });
                let all: Vec<_> = all.unwrap_or_default();
                let known =
                    (0..all.len()).map(|at| Value::Choice(u16::try_from(at).unwrap_or(u16::MAX)));
                self.cover_values(rows, known.zip(all).collect(), open, at);
            }
            Type::Truth => {
                let all = vec![
                    (Value::Truth(true), Text::same("true")),
                    (Value::Truth(false), Text::same("false")),
                ];
                self.cover_values(rows, all, open, at);
            }
            Type::Number(unit) => {
                let unit = unit.to_string();
                let show = move |number: &Number| format!("{}{unit}", number.grouped());
                let writing = Writing { show: &show, whole: limits.whole, dates: false };
                self.cover_bands(rows, limits, open, at, writing);
            }
            Type::Date => {
                let whole = Limits { whole: true, ..Limits::default() };
                let show = |number: &Number| {
                    let days = number.to_i64().and_then(|days| i32::try_from(days).ok());
                    days.and_then(NaiveDate::from_num_days_from_ce_opt)
                        .map_or_else(String::new, |day| day.to_string())
                };
                let writing = Writing { show: &show, whole: true, dates: true };
                self.cover_bands(rows, &whole, open, at, writing);
            }
            _ => {
                if !open && *key != Type::Any {
                    self.gap(Text::new("どの行にもない値", "a value of no row"), "…", at);
                }
            }
        }
    }

    fn gap(&mut self, witness: Text, row: &str, at: Span) {
        self.push(
            Diagnostic::new(Code::TableGap, at).with_text("witness", witness).with("row", row),
        );
    }

    /// Reports values that stand in two rows. `places` has those of the values of each row.
    pub(super) fn twice(&mut self, rows: &[Row], places: &[Vec<Span>]) {
        let mut seen: Vec<(&Value, Span)> = Vec::new();
        for (row, places) in rows.iter().zip(places) {
            let Key::OneOf(values) = &row.key else { continue };
            for (value, place) in values.iter().zip(places) {
                if let Some((_, first)) = seen.iter().find(|(known, _)| *known == value) {
                    let key = self.program.sources.slice(*place);
                    let finding = Diagnostic::new(Code::DuplicateRow, *place).with("key", key);
                    let words = Text::new("前に書かれた所", "where it stood before");
                    self.out.push(finding.related(*first, words));
                }
                seen.push((value, *place));
            }
        }
    }

    fn cover_values(&mut self, rows: &[Row], all: Vec<(Value, Text)>, open: bool, at: Span) {
        if open {
            return;
        }
        let held = |value: &Value| {
            rows.iter().any(|row| matches!(&row.key, Key::OneOf(values) if values.contains(value)))
        };
        for (value, name) in all {
            if !held(&value) {
                let row = name.get(Lang::Ja).to_owned();
                self.gap(name, &row, at);
            }
        }
    }

    fn cover_bands(
        &mut self,
        rows: &[Row],
        limits: &Limits,
        open: bool,
        at: Span,
        writing: Writing<'_>,
    ) {
        let mut bands: Vec<Band> =
            rows.iter().enumerate().flat_map(|(at, row)| bands(row, at, limits.whole)).collect();
        bands.sort_by_key(start);
        // The next key that no row has covered, and whether it is itself still open.
        let mut next = limits.low.clone().map(|low| (low, true));
        let mut reached_end = false;
        let mut first = true;
        for band in &bands {
            let overlaps = !first && (reached_end || starts_before(band, next.as_ref()));
            let misses = match (&band.low, &next) {
                (Some(low), Some(next)) => *low != *next && !starts_before(band, Some(next)),
                (Some(_), None) => first && limits.low.is_none(),
                (None, _) => false,
            };
            let span = rows.get(band.row).map_or(at, |row| row.span);
            if overlaps {
                let witness =
                    band.low.as_ref().map_or_else(String::new, |(low, _)| (writing.show)(low));
                self.push(
                    Diagnostic::new(Code::TableOverlap, span)
                        .with_text("witness", Text::same(witness)),
                );
            } else if misses && !open {
                let to = band.low.clone().map(|(low, included)| (low, !included));
                self.band_gap(&Gap { from: next.clone(), to }, writing, span);
            }
            first = false;
            match &band.high {
                Some((high, included)) => {
                    let after = if limits.whole {
                        (high.checked_add(&Number::ONE).unwrap_or_else(|_| high.clone()), true)
                    } else {
                        (high.clone(), !included)
                    };
                    next = Some(after);
                }
                None => reached_end = true,
            }
        }
        let done = match (&next, &limits.high) {
            (Some((next, open)), Some(high)) => next > high || (next == high && !open),
            _ => false,
        };
        if !reached_end && !done && !open {
            let to = limits.high.clone().map(|high| (high, true));
            self.band_gap(&Gap { from: next, to }, writing, at);
        }
    }

    fn band_gap(&mut self, gap: &Gap, writing: Writing<'_>, at: Span) {
        let row = gap.row(writing);
        self.gap(gap.words(writing), if row == ".." { "…" } else { &row }, at);
    }
}

fn start(band: &Band) -> (bool, Option<Number>, bool) {
    match &band.low {
        None => (false, None, false),
        Some((low, included)) => (true, Some(low.clone()), !included),
    }
}

/// Whether a band begins before the next key that is still to be covered.
fn starts_before(band: &Band, next: Option<&(Number, bool)>) -> bool {
    match (&band.low, next) {
        (None, Some(_)) => true,
        (Some((low, included)), Some((next, open))) => {
            low < next || (low == next && *included && !open)
        }
        (_, None) => false,
    }
}

fn bands(row: &Row, at: usize, whole: bool) -> Vec<Band> {
    match &row.key {
        Key::OneOf(values) => values
            .iter()
            .filter_map(number)
            .map(|number| Band {
                low: Some((number.clone(), true)),
                high: Some((number, true)),
                row: at,
            })
            .collect(),
        Key::Range { low, low_included, high, high_included } => {
            let end = |end: &Option<Value>, included: bool, step: i64| {
                let number = end.as_ref().and_then(number)?;
                if whole && !included {
                    let moved = number.checked_add(&Number::from_i64(step)).unwrap_or(number);
                    return Some((moved, true));
                }
                Some((number, included))
            };
            vec![Band {
                low: end(low, *low_included, 1),
                high: end(high, *high_included, -1),
                row: at,
            }]
        }
    }
}

/// A number, or a date as a number of days.
fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::Date(date) => {
            Some(Number::from_i64(i64::from(chrono::Datelike::num_days_from_ce(date))))
        }
        _ => None,
    }
}
