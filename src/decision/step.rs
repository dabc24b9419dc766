//! The steps of a trace.

use serde::{Deserialize, Serialize};

use super::{ClauseShown, Shown, Working};

/// One step: what was looked at and what it came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable path: output or rule id, then positions, `grant/0/2`.
    pub id: String,
    /// What sort of step it is.
    pub kind: StepKind,
    /// Its name: of the rule, fact, parameter, table, stage or condition.
    pub label: String,
    /// The expression, with names in the decision's language; empty where `label` says it all.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub expression: String,
    /// How it came out.
    pub state: StepState,
    /// Its value; absent unless known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<Shown>,
    /// What the applicant reads about it. May be empty.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub says: String,
    /// What else an officer wants to know: the version chosen and why, the value before rounding,
    /// the distance to a threshold, why it was skipped. May be empty.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notes: Vec<String>,
    /// The clauses behind it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub clauses: Vec<ClauseShown>,
    /// Where it stands in the rule files.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Place>,
    /// How its value follows from what it was made of; absent in a trace that does not say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub working: Option<Working>,
    /// What it was made of, in the order of evaluation.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub children: Vec<Step>,
}

/// A place in a rule file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// File name, relative to the folder of rules.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Sorts of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// A rule.
    Rule,
    /// A rule that an earlier step shows in full.
    Repeat,
    /// An item of `all`, `any` or `none`.
    Condition,
    /// `applies_when`.
    Scope,
    /// A given fact.
    Fact,
    /// A parameter.
    Parameter,
    /// A look-up in a table.
    Table,
    /// A reading.
    Reading,
    /// A comparison.
    Comparison,
    /// Another operation.
    Operation,
    /// A stage of an amount.
    Stage,
    /// A rounding.
    Rounding,
    /// A case of `first` or a branch of `if`.
    Case,
    /// An exception (ただし書).
    Exception,
    /// The choice of a dated version.
    Edition,
    /// A row of a list.
    Row,
    /// An element that a `collect` may add.
    Element,
}

/// How a step came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// A condition that holds.
    Held,
    /// A condition that does not hold.
    Failed,
    /// A value that is no condition.
    Known,
    /// Not known.
    Unknown,
    /// Does not apply.
    NotApplicable,
    /// Not looked at, because an earlier step had decided.
    Skipped,
}
