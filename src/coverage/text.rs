//! Coverage as text: a short table, then what is missing, clause by clause.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::text::Lang;

use super::point::{Kind, Side};
use super::report::{ClauseCovered, Coverage, GoalCovered, PointCovered};
use super::words;

/// One row a scheme, then for each scheme the goals that no case meets, by clause. A goal stands
/// under the first of its clauses.
///
/// Ends with a line feed.
#[must_use]
pub fn text(schemes: &[Coverage], lang: Lang) -> String {
    let mut out = table(schemes, lang);
    for coverage in schemes {
        out.push_str(&missing(coverage, lang));
    }
    out
}

fn table(schemes: &[Coverage], lang: Lang) -> String {
    let pick = |ja, en| words::pick(lang, (ja, en)).to_owned();
    let mut head = vec![pick("制度", "scheme"), pick("事例", "cases"), pick("条項", "clauses")];
    head.extend(Kind::ALL.map(|kind| words::kind(kind, lang).to_owned()));
    head.push(pick("計", "all"));
    head.push("%".to_owned());
    let mut rows = vec![head];
    for coverage in schemes {
        let full = coverage.clauses.iter().filter(|clause| clause.met == clause.total).count();
        let mut row = vec![
            coverage.scheme.clone(),
            coverage.cases.to_string(),
            format!("{full}/{}", coverage.clauses.len()),
        ];
        row.extend(coverage.kinds.iter().map(|kind| format!("{}/{}", kind.met, kind.total)));
        row.push(format!("{}/{}", coverage.met, coverage.total));
        row.push(coverage.percent.clone());
        rows.push(row);
    }
    aligned(&rows)
}

/// Columns: the first to the left, the others to the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let mut out = String::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            let space = " ".repeat(width(column).saturating_sub(cell.width()));
            let _ = match column {
                0 => write!(out, "{cell}{space}"),
                _ => write!(out, "  {space}{cell}"),
            };
        }
        out.push('\n');
    }
    out
}

fn missing(coverage: &Coverage, lang: Lang) -> String {
    let open: Vec<&PointCovered> = coverage
        .points
        .iter()
        .filter(|point| point.goals.iter().any(GoalCovered::is_missing))
        .collect();
    let mut out = String::new();
    let left = coverage.total - coverage.met;
    let _ = match (lang, left) {
        (_, 0) => return out,
        (Lang::Ja, _) => {
            writeln!(out, "\n{}: 事例のないもの {left}件（条項ごと）", coverage.scheme)
        }
        (Lang::En, _) => writeln!(out, "\n{}: {left} without a case, by clause", coverage.scheme),
    };
    for clause in &coverage.clauses {
        let of_clause = |point: &&&PointCovered| point.clauses.first() == Some(&clause.id);
        let points: Vec<_> = open.iter().filter(of_clause).collect();
        if points.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  {}", head(clause));
        for point in points {
            let _ = writeln!(out, "    {}", line(point, lang));
        }
    }
    let is_listed = |point: &&&PointCovered| {
        point.clauses.first().is_some_and(|id| coverage.clauses.iter().any(|one| one.id == *id))
    };
    let rest: Vec<_> = open.iter().filter(|point| !is_listed(point)).collect();
    if !rest.is_empty() {
        let _ = writeln!(out, "  {}", words::pick(lang, ("条項なし", "without a clause")));
        for point in rest {
            let _ = writeln!(out, "    {}", line(point, lang));
        }
    }
    out
}

fn head(clause: &ClauseCovered) -> String {
    format!("{} {} ({}/{})", clause.id, clause.cite, clause.met, clause.total)
}

/// One point and the goals that it still has.
fn line(point: &PointCovered, lang: Lang) -> String {
    let place = point.place.as_ref().map_or_else(String::new, |place| {
        let file = place.file.rsplit('/').next().unwrap_or_default();
        format!("{file}:{} ", place.line)
    });
    let goals: Vec<_> =
        point.goals.iter().filter(|goal| goal.is_missing()).map(|goal| named(goal, lang)).collect();
    let kind = words::one(point.kind, lang);
    let sep = words::pick(lang, ("、", ", "));
    format!("{place}{kind} {} … {}", point.text, goals.join(sep))
}

/// A goal, with its value where it has one.
pub(super) fn named(goal: &GoalCovered, lang: Lang) -> String {
    let side = words::side(goal.side, lang);
    match (goal.side, goal.value.is_empty()) {
        (Side::Hit, _) | (_, true) => side.to_owned(),
        _ => format!("{side} {}", goal.value),
    }
}
