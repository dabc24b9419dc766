//! The stretches of days on which all dated values stay the same.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::program::{NodeKind, Program};

/// First and last day of each stretch on which no parameter, table or rule changes, in order, over
/// the days on which the scheme is in force. The last one may have no end.
#[must_use]
pub fn times(program: &Program) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let starts = starts(program);
    let ends = starts.iter().skip(1).map(NaiveDate::pred_opt).chain([program.until]);
    starts.iter().copied().zip(ends).collect()
}

fn starts(program: &Program) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::from([program.from]);
    let mut add = |from: NaiveDate, until: Option<NaiveDate>| {
        days.insert(from);
        days.extend(until.and_then(|until| until.succ_opt()));
    };
    for value in program.parameters.iter().flat_map(|parameter| &parameter.values) {
        add(value.from, value.until);
    }
    for edition in program.tables.iter().flat_map(|table| &table.editions) {
        add(edition.from, edition.until);
    }
    for node in &program.nodes {
        if let NodeKind::Editions(editions) = &node.kind {
            editions.iter().for_each(|edition| add(edition.from, edition.until));
        }
    }
    days.retain(|day| program.in_force(*day));
    days
}
