//! Everything in the files of a scheme that has editions.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::calendar::{fiscal_year, fiscal_year_end, fiscal_year_start, parse_date};
use crate::document::{Node, NodeKind, Scalar};
use crate::edit::entries::{entries, get, scalar};

/// Where in a file it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Parameter,
    Table,
    Rule,
}

const SECTIONS: [(&str, Section, &str); 3] = [
    ("parameters", Section::Parameter, "values"),
    ("tables", Section::Table, "versions"),
    ("rules", Section::Rule, "versions"),
];

/// A parameter, a table or a rule. Without editions, it has the same value on every day.
#[derive(Debug)]
pub(super) struct Thing<'n> {
    pub(super) section: Section,
    /// In NFKC, as declared things are called.
    pub(super) name: String,
    pub(super) key: &'n Scalar,
    pub(super) confirm_by: Option<NaiveDate>,
    /// The list of the editions.
    pub(super) list: Option<&'n Node>,
    /// In the order of time.
    pub(super) editions: Vec<Edition<'n>>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Edition<'n> {
    pub(super) node: &'n Node,
    pub(super) from: NaiveDate,
    pub(super) until: Option<NaiveDate>,
    pub(super) confirmed_on: Option<NaiveDate>,
}

/// The parameters, tables and rules of one file, which has no findings.
pub(super) fn things(file: &Node) -> Vec<Thing<'_>> {
    let mut found = Vec::new();
    for (section_key, section, list_key) in SECTIONS {
        for entry in get(file, section_key).map_or(&[][..], entries) {
            let list = get(&entry.value, list_key);
            let items = match list.map(|list| &list.kind) {
                Some(NodeKind::Sequence(items)) => items.as_slice(),
                _ => &[],
            };
            found.push(Thing {
                section,
                name: entry.key.text.trim().nfkc().collect(),
                key: &entry.key,
                confirm_by: date(&entry.value, "confirm_by"),
                list,
                editions: items.iter().filter_map(edition).collect(),
            });
        }
    }
    found
}

fn edition(node: &Node) -> Option<Edition<'_>> {
    Some(Edition {
        node,
        from: date(node, "from")?,
        until: date(node, "until"),
        confirmed_on: date(node, "confirmed_on"),
    })
}

impl<'n> Thing<'n> {
    /// The edition in force on the day before `date`, and the one behind it.
    pub(super) fn before(&self, date: NaiveDate) -> Option<(Edition<'n>, Option<Edition<'n>>)> {
        let at = self.editions.iter().rposition(|one| one.from < date)?;
        Some((*self.editions.get(at)?, self.editions.get(at + 1).copied()))
    }

    /// The edition that begins on `date`.
    pub(super) fn begins_on(&self, date: NaiveDate) -> Option<Edition<'n>> {
        self.editions.iter().find(|one| one.from == date).copied()
    }

    /// The edition in force on `date`.
    pub(super) fn on(&self, date: NaiveDate) -> Option<Edition<'n>> {
        self.editions.iter().rfind(|one| one.from <= date).copied()
    }

    /// Whether editions before `date` have ended and each of them lasted exactly one fiscal year.
    pub(super) fn is_yearly(&self, date: NaiveDate) -> bool {
        let begun = self.editions.iter().enumerate().filter(|(_, one)| one.from < date);
        let ended = begun.filter_map(|(at, one)| {
            let next = self.editions.get(at + 1).and_then(|next| next.from.pred_opt());
            Some((one.from, one.until.or(next)?))
        });
        let years: Vec<_> = ended.map(|(from, until)| is_fiscal_year(from, until)).collect();
        !years.is_empty() && years.into_iter().all(|is_year| is_year)
    }

    /// The last day on which a person confirmed one of the values.
    pub(super) fn last_confirmed(&self) -> Option<NaiveDate> {
        self.editions.iter().filter_map(|one| one.confirmed_on).max()
    }
}

fn is_fiscal_year(from: NaiveDate, until: NaiveDate) -> bool {
    let year = fiscal_year(from);
    fiscal_year_start(year) == Ok(from) && fiscal_year_end(year) == Ok(until)
}

/// The date behind a key.
pub(super) fn date(node: &Node, key: &str) -> Option<NaiveDate> {
    Some(parse_date(scalar(node, key)?.text.trim()).ok()?.date)
}
