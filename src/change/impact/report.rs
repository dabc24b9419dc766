//! The report of a run.

use serde::Serialize;
use serde_json::Value as Json;

use crate::change::compare::{Different, OutcomeChange};
use crate::decision::Verdict;
use crate::text::Lang;

use super::{Kind, Line};

/// What a change of rules does to saved applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// Language of every word.
    pub lang: Lang,
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// The rules that are called 前.
    pub before: SideShown,
    /// The rules that are called 後.
    pub after: SideShown,
    /// Applications that were decided under both.
    pub cases: u64,
    /// Those of them for which something differs.
    pub changed: u64,
    /// Applications that could not be read or decided.
    pub rejected: u64,
    /// Verdicts before, with what became of them, in the order of the verdicts.
    pub verdicts: Vec<VerdictCount>,
    /// How many cases changed in which way; sorts without a case are left out.
    pub kinds: Vec<KindCount>,
    /// Sums and distributions; absent if the scheme has no amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amounts: Option<Amounts>,
    /// Clauses of requirements that are newly broken or no longer broken, in the order of the register.
    pub clauses: Vec<ClauseCount>,
    /// Outputs beside verdict and amount that differ.
    pub outputs: Vec<OutputCount>,
    /// How many changed cases were explained.
    pub explained: u64,
    /// The reasons behind the explained cases, the most frequent ones first; at most twenty.
    pub reasons: Vec<ReasonCount>,
    /// Changed cases in full, sort by sort, each in the order of the file.
    pub kept: Vec<Kept>,
}

/// A set of rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SideShown {
    /// The folder or date that was asked for.
    pub name: String,
    /// The date that selects dated values, in words; empty for that of each application.
    pub as_of: String,
    /// Digest of the rules.
    pub rules: String,
}

/// A verdict before, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerdictCount {
    /// The verdict.
    pub verdict: Verdict,
    /// Its name.
    pub name: String,
    /// Cases before.
    pub before: u64,
    /// Cases after.
    pub after: u64,
    /// Of the cases before, how many came to each verdict after, in the order of the verdicts.
    pub to: Vec<u64>,
}

/// A sort of change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindCount {
    /// The sort.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Cases.
    pub cases: u64,
    /// Cases that are shown in full.
    pub kept: usize,
}

/// Sums and distributions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amounts {
    /// Id of the output.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Under the rules before.
    pub before: Total,
    /// Under the rules after.
    pub after: Total,
    /// Sum after less sum before, of the cases known under both.
    pub difference: Money,
    /// Cases that get more, and how much more together.
    pub more: (u64, Money),
    /// Cases that get less, and how much less together, as a negative number.
    pub less: (u64, Money),
    /// Differences that are not 0; cases of one distribution.
    pub changes: Vec<Bin>,
    /// Amounts above 0; cases before and after.
    pub spread: Vec<Bin>,
}

/// A number and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Money {
    /// In the form of the contract.
    pub value: Json,
    /// In words.
    pub text: String,
}

/// What is paid in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Sum of the known amounts.
    pub sum: Money,
    /// Cases that get something.
    pub paid: u64,
    /// Cases whose amount is not known.
    pub open: u64,
    /// The most that those come to; absent where one has no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_most: Option<Money>,
    /// Against the budget, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Budget>,
}

/// A sum against the budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// The budget.
    pub budget: Money,
    /// Budget less sum; negative where it does not do.
    pub left: Money,
    /// The share that is used, in words: `83.4%`.
    pub used: String,
    /// In the order of the file, the first case for which the budget does not do: its line and name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spent_at: Option<(u64, String)>,
}

/// Cases from one amount to below another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bin {
    /// The least amount.
    pub from: i64,
    /// The amount that is no longer in it.
    pub below: i64,
    /// Cases, per distribution.
    pub cases: Vec<u64>,
}

/// A clause of a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseCount {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub cite: String,
    /// What it says.
    pub says: String,
    /// Cases that break it only after.
    pub newly_failed: u64,
    /// Cases that break it only before.
    pub no_longer_failed: u64,
}

/// An output that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutputCount {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Cases.
    pub cases: u64,
}

/// A reason and how often it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonCount {
    /// The sentence.
    pub text: String,
    /// The clauses behind it, as cited.
    pub cites: Vec<String>,
    /// Explained cases.
    pub cases: u64,
}

/// A changed case in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// What became of it.
    #[serde(flatten)]
    pub line: Line,
    /// The amounts and their difference, in words; empty where there is none.
    pub amounts_text: [String; 3],
    /// The outputs that make the change, the verdict or the amount, with the steps of the trace
    /// behind it; the others where those are the same.
    pub outcomes: Vec<OutcomeChange>,
    /// Requirements that came out another way.
    pub requirements: Vec<Different>,
}
