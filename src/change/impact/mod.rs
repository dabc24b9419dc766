//! What a change of rules does to saved applications.
//!
//! ```text
//! applications ──▶ Run ── decided twice ──▶ Line   (one per application)
//!                   └── counts, totals, distributions, a few cases in full ──▶ Impact
//! ```
//!
//! Applications come one by one and are forgotten again: what is held is counts, two distributions
//! of bounded size and, of each sort of change, as many cases in full as was asked for.

mod chart;
mod judged;
mod page;
mod report;
mod report_of;
mod run;
mod spread;
mod tally;
mod text;
mod words;

use chrono::NaiveDate;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::intake::Datum;
use crate::rulebook::Scheme;
use crate::text::Lang;
use crate::value::Number;

pub use page::html;
pub use report::{
    Amounts, Bin, Budget, ClauseCount, Impact, Kept, KindCount, Money, OutputCount, ReasonCount,
    SideShown, Total, VerdictCount,
};
pub use run::Run;
pub use text::text;
pub use words::column;

/// One of the two sets of rules.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// The rules.
    pub scheme: &'s Scheme,
    /// The date that selects dated values, in place of that of the application.
    pub as_of: Option<NaiveDate>,
    /// What it is called: the folder or the date of the command line.
    pub name: &'s str,
}

/// What is asked beside the applications.
#[derive(Clone, Debug)]
pub struct Options {
    /// Language of every word.
    pub lang: Lang,
    /// The budget in yen.
    pub budget: Option<Number>,
    /// How many changed cases of each sort are explained and kept.
    pub most: usize,
    /// Whether every changed case is explained, also where it is not kept.
    pub explain_all: bool,
}

/// One application.
#[derive(Clone, Copy, Debug)]
pub struct Application<'a> {
    /// Where it stands in its file, from 1.
    pub line: u64,
    /// What it is called.
    pub name: &'a str,
    /// The date of the decision, if it names one.
    pub as_of: Option<NaiveDate>,
    /// Its facts by id or name. A fact that only one set of rules declares is given to that one.
    pub facts: &'a Datum,
}

/// Why an application could not be decided.
#[derive(Clone, Debug)]
pub enum Undecided {
    /// Its facts do not fit the rules.
    Facts(Vec<Diagnostic>),
    /// An operation without a result; the place is in the rule files of that side.
    Rules(Box<Diagnostic>, Where),
}

/// A side of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The rules before.
    Before,
    /// The rules after.
    After,
}

/// Sorts of change, the weightier ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Eligible before, not eligible or outside the scheme after.
    Lost,
    /// Not eligible or outside the scheme before, eligible after.
    Gained,
    /// Decided before, undetermined after.
    Opened,
    /// Undetermined before, decided after.
    Settled,
    /// Between not eligible and outside the scheme.
    Scope,
    /// The same verdict, a smaller amount.
    Down,
    /// The same verdict, a larger amount.
    Up,
    /// The same verdict; the amount became known or unknown, or its range changed.
    Range,
    /// The same verdict and amount; another output differs.
    Other,
    /// Everything is the same.
    Same,
}

impl Kind {
    /// All sorts, in order.
    pub const ALL: [Self; 10] = [
        Self::Lost,
        Self::Gained,
        Self::Opened,
        Self::Settled,
        Self::Scope,
        Self::Down,
        Self::Up,
        Self::Range,
        Self::Other,
        Self::Same,
    ];
}

/// What became of one application, in words and numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Where it stands in its file, from 1.
    pub line: u64,
    /// What it is called.
    pub name: String,
    /// The sort of change.
    pub kind: Kind,
    /// The verdicts, in words.
    pub verdicts: [String; 2],
    /// What is paid under either set of rules, in the form of the contract; `null` where it is not
    /// known.
    pub amounts: [serde_json::Value; 2],
    /// After less before.
    pub difference: serde_json::Value,
    /// Clauses of requirements that are broken only after.
    pub newly_failed: Vec<String>,
    /// Clauses of requirements that are broken only before.
    pub no_longer_failed: Vec<String>,
    /// Names of outputs that differ, verdict and amount left out.
    pub outputs: Vec<String>,
    /// Why, if it was worked out.
    pub reasons: Vec<String>,
}
