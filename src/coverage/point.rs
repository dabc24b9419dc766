//! Points of a plan and their goals.

use serde::Serialize;

use crate::ids::{ClauseId, NodeId, RuleId};
use crate::source::Span;
use crate::text::Text;
use crate::value::{Number, Type, Value};

/// Something that cases should look at.
#[derive(Clone, Debug)]
pub struct Point {
    /// What it is.
    pub kind: Kind,
    /// The rule in which it stands; none for rows, values and warnings.
    pub rule: Option<RuleId>,
    /// What it is called: the name of a rule, table or value. Empty where its text says it all.
    pub name: Text,
    /// Where it stands in the rule files.
    pub span: Span,
    /// The clauses behind it: its own, else those of what it stands in.
    pub clauses: Vec<ClauseId>,
    /// What cases should bring about.
    pub goals: Vec<Goal>,
    pub(super) watch: Watch,
}

/// Kinds of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A rule: worked out; of a condition, both ways.
    Rule,
    /// A condition: both ways.
    Condition,
    /// A row of a table.
    Row,
    /// A comparison with a limit.
    Boundary,
    /// A value, fact, paper or warning that a clause lays down.
    Thing,
}

impl Kind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 5] =
        [Self::Rule, Self::Condition, Self::Row, Self::Boundary, Self::Thing];
}

/// What a case may bring about at a point.
#[derive(Clone, Debug)]
pub struct Goal {
    /// What it is.
    pub side: Side,
    /// Whether it counts. States that need not be possible are told, not demanded.
    pub wanted: bool,
    /// The value that brings it about, if it is the same on every day.
    pub value: Option<Value>,
}

/// Sides of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The condition holds.
    Held,
    /// The condition does not hold.
    Failed,
    /// It is known: worked out, looked at, taken in.
    Known,
    /// It is unknown.
    Unknown,
    /// It is not applicable.
    NotApplicable,
    /// The value is on the limit.
    On,
    /// The value is just below the limit.
    Below,
    /// The value is just above the limit.
    Above,
    /// The row is the one that was found.
    Hit,
    /// The key is the first of its row.
    First,
    /// The key is the last of its row.
    Last,
}

/// How a run is seen to bring about a goal.
#[derive(Clone, Debug)]
pub(super) enum Watch {
    /// By the answer of any of these nodes.
    Answer(Vec<NodeId>),
    /// By how two operands of a node lie to each other.
    Edge(Edge),
    /// By the key with which any of these nodes looks up.
    Row { lookups: Vec<Lookup>, edition: usize, row: Option<usize>, table: usize },
    /// By any run.
    Run,
}

/// A look-up and its key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lookup {
    pub(super) node: NodeId,
    pub(super) key: NodeId,
}

/// A comparison: a value that moves with the facts against a limit.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    /// The comparison.
    pub(super) node: NodeId,
    pub(super) value: NodeId,
    pub(super) limit: NodeId,
    /// The smallest unit of the value.
    pub(super) step: Number,
    pub(super) ty: Type,
}

impl Goal {
    pub(super) fn wanted(side: Side) -> Self {
        Self { side, wanted: true, value: None }
    }

    pub(super) fn told(side: Side) -> Self {
        Self { side, wanted: false, value: None }
    }
}
