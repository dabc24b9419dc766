//! What points, goals and counts are called.

use crate::program::Program;
use crate::text::Lang;

use super::point::{Kind, Point, Side, Watch};

/// Characters of an expression that are shown.
const MOST: usize = 80;

/// Kinds of points, as heads of columns.
pub(super) fn kind(kind: Kind, lang: Lang) -> &'static str {
    pick(
        lang,
        match kind {
            Kind::Rule => ("規則", "rules"),
            Kind::Condition => ("条件", "conditions"),
            Kind::Row => ("表の行", "table rows"),
            Kind::Boundary => ("境目", "boundaries"),
            Kind::Thing => ("値・事実", "values, facts"),
        },
    )
}

/// A point in words, before its text.
pub(super) fn one(kind: Kind, lang: Lang) -> &'static str {
    pick(
        lang,
        match kind {
            Kind::Rule => ("規則", "rule"),
            Kind::Condition => ("条件", "condition"),
            Kind::Row => ("表の行", "row"),
            Kind::Boundary => ("境目", "boundary"),
            Kind::Thing => ("値・事実", "value"),
        },
    )
}

/// What a case brings about.
pub(super) fn side(side: Side, lang: Lang) -> &'static str {
    pick(
        lang,
        match side {
            Side::Held => ("成り立つ", "holds"),
            Side::Failed => ("成り立たない", "fails"),
            Side::Known => ("使う", "used"),
            Side::Unknown => ("不明", "unknown"),
            Side::NotApplicable => ("適用なし", "not applicable"),
            Side::On => ("ちょうど", "on the limit"),
            Side::Below => ("すぐ下", "just below"),
            Side::Above => ("すぐ上", "just above"),
            Side::Hit => ("該当", "found"),
            Side::First => ("最初の値", "first key"),
            Side::Last => ("最後の値", "last key"),
        },
    )
}

/// The first or the second of `pair`.
pub(super) fn pick(lang: Lang, pair: (&'static str, &'static str)) -> &'static str {
    match lang {
        Lang::Ja => pair.0,
        Lang::En => pair.1,
    }
}

/// A part of a whole in tenths of a percent, rounded down, so that only all is 100.0; all of
/// nothing is 100.0.
pub(super) fn percent(met: usize, total: usize) -> String {
    let tenths = (met * 1000).checked_div(total).unwrap_or(1000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What a point is called: its name, or the expression as written, on one line.
pub(super) fn point(program: &Program, point: &Point, lang: Lang) -> String {
    let name = point.name.get(lang);
    match &point.watch {
        Watch::Row { row, table, edition, .. } => {
            let rows = program.tables.get(*table).and_then(|it| it.editions.get(*edition));
            let row = row
                .and_then(|row| rows?.rows.get(row))
                .map(|row| row.written.trim_matches(['"', '\'']));
            format!("{name}[{}]", row.unwrap_or(pick(lang, ("それ以外", "otherwise"))))
        }
        _ if !name.is_empty() => name.to_owned(),
        _ => short(program.sources.slice(point.span)),
    }
}

/// On one line; a block is told by its first words, for its items are points of their own.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST - 1).chain(['…']).collect()
}
