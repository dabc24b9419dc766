//! Taking a scheme into a fiscal year.
//!
//! ```text
//! files ── dated ──▶ things with editions ── due? ──┬─ copy ──▶ splices ──▶ files, checked again
//!                                                   └─ todo ──▶ what a person has to confirm
//! ```
//!
//! What holds for one year only gets an edition for the next: a copy of the last one, not
//! confirmed, so that the rules go on as they were until somebody has looked. Nothing else in the
//! files changes.
//!
//! Due is, on the first day of the year,
//!
//! - a parameter whose `confirm_by` has come,
//! - whatever has had editions that ended, each after exactly one fiscal year,
//! - a table whose dates all lie in one fiscal year that is over.

mod copy;
mod dated;
mod due;
mod known;
mod render;
mod todo;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::{fiscal_year, format_fiscal_year, format_japanese_date};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Node};
use crate::rulebook::{Files, Findings, Scheme, load_scheme};
use crate::source::{Sources, Span};
use crate::text::Text;

use super::overlay::Overlay;
use super::splice::{Splice, splice};
use dated::things;

pub use render::{json, markdown, text};
pub use todo::{Citation, Item, State};

/// A scheme taken into a year: what changes in its files, and what is left to do.
#[derive(Clone, Debug)]
pub struct Rollover {
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: Text,
    /// The first day of the year.
    pub from: NaiveDate,
    /// Files that change, by path.
    pub changes: Vec<Change>,
    /// How many editions are put in.
    pub added: usize,
    /// What is to be confirmed, in the order of the files.
    pub items: Vec<Item>,
    /// Fiscal years before that of `from` for which nothing was ever stated, the first and the
    /// last, by the year of their April.
    pub skipped: Option<(i32, i32)>,
}

/// A file that changes.
#[derive(Clone, Debug)]
pub struct Change {
    /// Path within the folder of rules, with `/`.
    pub path: String,
    /// The text as it is.
    pub before: String,
    /// The text as it is to be.
    pub after: String,
}

impl Rollover {
    /// Whether the year had been reached before: there is nothing to put in, and what had been
    /// put in waits to be confirmed or has been.
    #[must_use]
    pub fn is_done_already(&self) -> bool {
        let is_of_year = |item: &Item| matches!(item.state, State::Unconfirmed | State::Confirmed);
        self.added == 0 && self.items.iter().any(is_of_year)
    }
}

/// Takes the scheme `id` into the year that begins on `from`.
///
/// No file is written. The changed files are loaded and checked; asked for the same day again,
/// they do not change.
///
/// # Errors
///
/// - Everything that is wrong with the scheme; `unknown-scheme`.
/// - `wrong-usage` if `from` is not behind the first day of the scheme, lies in a fiscal year
///   before one for which the files have values, or is behind the last day of the scheme.
/// - `internal` if the changed files could not be loaded.
pub fn rollover(files: &dyn Files, id: &str, from: NaiveDate) -> Result<Rollover, Findings> {
    let scheme = load_scheme(files, id)?;
    refuse(&scheme, from)?;
    let sheets = Sheet::all(&scheme);
    let plan = Plan::of(&scheme, &sheets, from);
    let changes = changes(&sheets, &plan.splices);
    let texts = changes.iter().map(|change| (change.path.clone(), change.after.clone()));
    let overlay = Overlay { below: files, changed: texts.collect() };
    let after = load_scheme(&overlay, id).map_err(|found| {
        let detail = found.findings.first().map_or_else(String::new, ToString::to_string);
        refusal(Diagnostic::unplaced(Code::Internal).with("detail", detail))
    })?;
    Ok(Rollover {
        scheme: id.to_owned(),
        title: after.program().title.clone(),
        from,
        items: todo::items(&after, &Sheet::all(&after), from),
        changes,
        added: plan.added,
        skipped: plan.skipped,
    })
}

/// A file of the scheme.
struct Sheet {
    path: String,
    text: String,
    node: Node,
    sources: Arc<Sources>,
}

impl Sheet {
    fn all(scheme: &Scheme) -> Vec<Self> {
        let sources = &scheme.program().sources;
        let sheets = sources.ids().filter_map(|file| {
            Some(Self {
                path: sources.name(file).to_owned(),
                text: sources.text(file).to_owned(),
                node: document::read(sources, file).0?,
                sources: Arc::clone(sources),
            })
        });
        sheets.collect()
    }

    fn is_of(&self, id: &str) -> bool {
        self.path.strip_prefix(id).is_some_and(|rest| rest.starts_with('/'))
    }

    fn line(&self, at: Span) -> u32 {
        self.sources.position(at).line
    }
}

fn refusal(finding: Diagnostic) -> Findings {
    Findings { sources: Arc::default(), findings: vec![finding] }
}

/// Refuses a day that the scheme cannot be taken to.
fn refuse(scheme: &Scheme, from: NaiveDate) -> Result<(), Findings> {
    let program = scheme.program();
    let wrong = |words: Text| {
        Err(refusal(Diagnostic::unplaced(Code::WrongUsage).with_text("detail", words)))
    };
    let (day, first) = (format_japanese_date(from), format_japanese_date(program.from));
    if from <= program.from {
        return wrong(Text::new(
            format!(
                "制度は{first}に始まります。{day}はそれより後ではないので、繰り越すものがありません"
            ),
            format!("the scheme begins on {}; nothing can be carried over to {from}", program.from),
        ));
    }
    if let Some(until) = program.until.filter(|until| *until < from) {
        let last = format_japanese_date(until);
        return wrong(Text::new(
            format!(
                "制度は{last}に終わります。続くなら、先に `in_force` の `until` を直してください"
            ),
            format!(
                "the scheme ends on {until}; if it goes on, change `until` of `in_force` first"
            ),
        ));
    }
    let sheets = Sheet::all(scheme);
    let own = sheets.iter().filter(|sheet| sheet.is_of(scheme.id()));
    let all = own.flat_map(|sheet| things(&sheet.node)).flat_map(|thing| thing.editions);
    let latest = all.map(|edition| edition.from).max();
    if let Some(latest) = latest.filter(|latest| fiscal_year(*latest) > fiscal_year(from)) {
        let year = format_fiscal_year(fiscal_year(latest));
        return wrong(Text::new(
            format!("{year}の値がすでにあります。{day}は過去の年度なので、繰り越せません"),
            format!("there are values from {latest} on; {from} lies in a year before"),
        ));
    }
    Ok(())
}

/// What is to be put into the files.
struct Plan {
    /// By path.
    splices: BTreeMap<String, Vec<Splice>>,
    added: usize,
    skipped: Option<(i32, i32)>,
}

impl Plan {
    fn of(scheme: &Scheme, sheets: &[Sheet], from: NaiveDate) -> Self {
        let mut plan = Self { splices: BTreeMap::new(), added: 0, skipped: None };
        let mut last = None;
        for sheet in sheets.iter().filter(|sheet| sheet.is_of(scheme.id())) {
            for thing in things(&sheet.node) {
                if !due::is_due(scheme.program(), &thing, from) || thing.begins_on(from).is_some() {
                    continue;
                }
                if let Some(found) = copy::splices(&thing, from, &sheet.text) {
                    plan.splices.entry(sheet.path.clone()).or_default().extend(found);
                    plan.added += 1;
                    let before = thing.before(from).map(|(one, _)| fiscal_year(one.from));
                    last = before.min(last).or(before);
                }
            }
        }
        let skipped = last.map(|last| (last + 1, fiscal_year(from) - 1));
        plan.skipped = skipped.filter(|(first, last)| first <= last);
        plan
    }
}

/// The files with their splices made.
fn changes(sheets: &[Sheet], splices: &BTreeMap<String, Vec<Splice>>) -> Vec<Change> {
    let changed = sheets.iter().filter_map(|sheet| {
        let after = splice(&sheet.text, splices.get(&sheet.path)?.clone())?;
        Some(Change { path: sheet.path.clone(), before: sheet.text.clone(), after })
    });
    changed.collect()
}
