//! Sets and documents.

use std::sync::Arc;

use crate::value::{Number, Value, contains};

use super::{Function, Kind, MISFIT, Surroundings, row, set};

pub(super) static TABLE: &[Function] = &[
    row(
        "count",
        &[Kind::Any],
        Kind::Count,
        "要素の数",
        "how many elements there are",
        |a, _| {
            let count = match a.first() {
                Some(Value::Set(elements)) => elements.len(),
                Some(Value::List(rows)) => rows.len(),
                _ => return Err(MISFIT),
            };
            Ok(Value::Number(Number::from_i64(i64::try_from(count).unwrap_or(i64::MAX))))
        },
    ),
    row(
        "union",
        &[Kind::SameSet, Kind::SameSet],
        Kind::SameSet,
        "どちらかにあるもの",
        "what is in either",
        |a, _| {
            let mut all = set(a, 0)?.to_vec();
            all.extend(
                set(a, 1)?.iter().filter(|one| !contains(&all, one)).cloned().collect::<Vec<_>>(),
            );
            Ok(Value::Set(all.into()))
        },
    ),
    row(
        "without",
        &[Kind::SameSet, Kind::SameSet],
        Kind::SameSet,
        "前にあって後にないもの",
        "what is in the first and not in the second",
        |a, _| {
            let taken = set(a, 1)?;
            let rest: Arc<[Value]> =
                set(a, 0)?.iter().filter(|one| !contains(taken, one)).cloned().collect();
            Ok(Value::Set(rest))
        },
    ),
    row(
        "intersects",
        &[Kind::SameSet, Kind::SameSet],
        Kind::Truth,
        "共通のものがあるか",
        "whether they share an element",
        |a, _| {
            let right = set(a, 1)?;
            Ok(Value::Truth(set(a, 0)?.iter().any(|one| contains(right, one))))
        },
    ),
    row(
        "has_document",
        &[Kind::Documents, Kind::Document],
        Kind::Truth,
        "書類が（代わりの書類も含めて）あるか",
        "whether a document, or one that stands for it, is there",
        |a, around| Ok(Value::Truth(has(set(a, 0)?, a.get(1).ok_or(MISFIT)?, around))),
    ),
    row(
        "documents_missing",
        &[Kind::Documents, Kind::Documents],
        Kind::Documents,
        "要る書類のうち出ていないもの",
        "which of the required documents are not there",
        |a, around| {
            let there = set(a, 1)?;
            let rest: Arc<[Value]> =
                set(a, 0)?.iter().filter(|one| !has(there, one, around)).cloned().collect();
            Ok(Value::Set(rest))
        },
    ),
];

fn has(there: &[Value], document: &Value, around: &Surroundings<'_>) -> bool {
    let Value::Choice(number) = document else { return false };
    if contains(there, document) {
        return true;
    }
    let group = around.groups.get(usize::from(*number));
    group.is_some_and(|group| group.iter().any(|one| there.contains(&Value::Choice(*one))))
}
