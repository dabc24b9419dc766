//! Checked expressions.
//!
//! All nodes of a program lie in one table; a node names others by [`NodeId`]. A node's operands
//! stand before it in the table, so that the table has no cycles but those through rules, which
//! the checker excludes.

use chrono::NaiveDate;

use crate::functions::Function;
use crate::ids::{
    CalendarId, ClauseId, FactId, NodeId, ParameterId, ReadingId, RecordId, RuleId, TableId,
};
use crate::source::Span;
use crate::syntax::ast::{Aggregate, BinaryOp};
use crate::text::Text;
use crate::value::{Type, Value};

/// An expression with its type and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// What it comes to.
    pub ty: Type,
    /// Where it stands in the rule files.
    pub span: Span,
}

/// The forms of checked expressions and of rule bodies.
#[expect(missing_docs, reason = "the words of each variant say what its fields hold")]
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// A literal, a choice, a set of them.
    Constant(Value),
    /// The document gives no answer.
    Undetermined,
    /// `not_applicable`.
    NotApplicable,
    /// A fact.
    Fact(FactId),
    /// The value of a parameter on the date of the decision.
    Parameter(ParameterId),
    /// The alternative of a reading.
    Reading(ReadingId),
    /// Another rule.
    Rule(RuleId),
    /// A calendar, as an argument.
    Calendar(CalendarId),
    /// The row or element that a loop stands at; loops are numbered from 0 by nesting.
    Variable(u8),
    /// A field of the record that a loop stands at.
    Field { variable: u8, record: RecordId, field: u16 },
    /// A rule that is a property of the row that a loop stands at.
    RowRule { rule: RuleId, variable: u8 },
    /// `not`.
    Not(NodeId),
    /// Unary minus.
    Negate(NodeId),
    /// An operator between two operands.
    Binary { op: BinaryOp, left: NodeId, right: NodeId },
    /// Membership in a set.
    In { item: NodeId, set: NodeId, negated: bool },
    /// Membership in a range.
    InRange { item: NodeId, range: Box<RangeNode>, negated: bool },
    /// `if`.
    If { condition: NodeId, then: NodeId, otherwise: NodeId },
    /// `some`, `every`.
    Quantified { every: bool, variable: u8, list: NodeId, condition: NodeId },
    /// `sum`, `count`, `min`, `max` over a list.
    Aggregate {
        function: Aggregate,
        variable: u8,
        list: NodeId,
        body: NodeId,
        filter: Option<NodeId>,
    },
    /// A cell of a table.
    Lookup { table: TableId, key: NodeId, column: u16 },
    /// A function.
    Call { function: &'static Function, arguments: Box<[NodeId]> },
    /// `if_applicable(value, otherwise)`.
    IfApplicable { value: NodeId, otherwise: NodeId },
    /// A set whose elements are worked out.
    SetOf(Box<[NodeId]>),
    /// `all`, `any`, `none`.
    Conditions { mode: Mode, items: Box<[Condition]> },
    /// `first`.
    First { cases: Box<[Case]>, otherwise: Option<Box<Case>> },
    /// A body under `applies_when`.
    Scope { condition: NodeId, body: NodeId },
    /// A body with exceptions.
    Exceptions { body: NodeId, exceptions: Box<[Case]> },
    /// Dated versions of a body.
    Editions(Box<[Edition]>),
    /// A stage of an amount; `body` holds the operation with the stages before it.
    Stage { stage: Stage, body: NodeId, clauses: Box<[ClauseId]>, says: Says },
    /// `collect`.
    Collect(Box<[Element]>),
    /// A requirement of the primary output: its answer is kept under its number.
    Requirement { number: u16, condition: NodeId },
}

impl NodeKind {
    /// Visits the nodes that this one is made of, in the written order; bodies of rules are not
    /// among them.
    pub fn each_part(&self, visit: &mut dyn FnMut(NodeId)) {
        match self {
            Self::Constant(_)
            | Self::Undetermined
            | Self::NotApplicable
            | Self::Fact(_)
            | Self::Parameter(_)
            | Self::Reading(_)
            | Self::Rule(_)
            | Self::Calendar(_)
            | Self::Variable(_)
            | Self::Field { .. }
            | Self::RowRule { .. } => {}
            Self::Not(inner) | Self::Negate(inner) => visit(*inner),
            Self::Lookup { key, .. } => visit(*key),
            Self::Stage { body, .. } => visit(*body),
            Self::Requirement { condition, .. } => visit(*condition),
            Self::Binary { left, right, .. } => [*left, *right].into_iter().for_each(visit),
            Self::In { item, set, .. } => [*item, *set].into_iter().for_each(visit),
            Self::IfApplicable { value, otherwise } => {
                [*value, *otherwise].into_iter().for_each(visit);
            }
            Self::Scope { condition, body } => [*condition, *body].into_iter().for_each(visit),
            Self::If { condition, then, otherwise } => {
                [*condition, *then, *otherwise].into_iter().for_each(visit);
            }
            Self::InRange { item, range, .. } => {
                [Some(*item), range.low, range.high].into_iter().flatten().for_each(visit);
            }
            Self::Quantified { list, condition, .. } => {
                [*list, *condition].into_iter().for_each(visit);
            }
            Self::Aggregate { list, body, filter, .. } => {
                [Some(*list), *filter, Some(*body)].into_iter().flatten().for_each(visit);
            }
            Self::Call { arguments: nodes, .. } | Self::SetOf(nodes) => {
                nodes.iter().copied().for_each(visit);
            }
            Self::Conditions { items, .. } => items.iter().map(|item| item.node).for_each(visit),
            Self::First { cases, otherwise } => {
                cases.iter().flat_map(|case| [case.when, case.value]).for_each(&mut *visit);
                otherwise.iter().map(|case| case.value).for_each(visit);
            }
            Self::Exceptions { body, exceptions } => {
                visit(*body);
                exceptions.iter().flat_map(|case| [case.when, case.value]).for_each(visit);
            }
            Self::Editions(editions) => editions.iter().map(|one| one.body).for_each(visit),
            Self::Collect(elements) => {
                elements.iter().filter_map(|element| element.when).for_each(visit);
            }
        }
    }
}

/// A range; a missing end is open without limit.
#[derive(Clone, Debug)]
pub struct RangeNode {
    /// Lower end.
    pub low: Option<NodeId>,
    /// Whether the lower end belongs to the range.
    pub low_included: bool,
    /// Upper end.
    pub high: Option<NodeId>,
    /// Whether the upper end belongs to the range.
    pub high_included: bool,
}

/// How conditions are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Every one holds.
    All,
    /// At least one holds.
    Any,
    /// None holds (いずれにも該当しない).
    None,
}

/// A condition of a block, with what is said about it.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The condition.
    pub node: NodeId,
    /// The clauses behind it. May be empty.
    pub clauses: Box<[ClauseId]>,
    /// What the applicant reads.
    pub says: Says,
}

/// A case of `first`, or an exception. `when` of an `otherwise` is its own value and unused.
#[derive(Clone, Debug)]
pub struct Case {
    /// When it is taken.
    pub when: NodeId,
    /// Its value.
    pub value: NodeId,
    /// The clauses behind it. May be empty.
    pub clauses: Box<[ClauseId]>,
    /// What the applicant reads when it is taken.
    pub says: Says,
}

/// A dated version of a body. Both ends are included.
#[derive(Clone, Debug)]
pub struct Edition {
    /// First day in force.
    pub from: NaiveDate,
    /// Last day in force; none where it is open.
    pub until: Option<NaiveDate>,
    /// The body.
    pub body: NodeId,
}

/// An element that a collection may hold.
#[derive(Clone, Debug)]
pub struct Element {
    /// The elements that are added together.
    pub values: Box<[Value]>,
    /// When; always if absent.
    pub when: Option<NodeId>,
    /// Whether it is in while its condition is unknown; without a word the whole set is unknown.
    pub if_unknown: Option<bool>,
    /// The clauses behind it. May be empty.
    pub clauses: Box<[ClauseId]>,
}

/// What the applicant reads about a condition or rule.
#[derive(Clone, Debug, Default)]
pub struct Says {
    /// When it holds, or has a value.
    pub holds: Text,
    /// When it does not hold.
    pub fails: Text,
}

/// Stages of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What the pipeline starts from.
    Of,
    /// Addition.
    Plus,
    /// Deduction.
    Less,
    /// Multiplication, as by a rate.
    Times,
    /// Lower limit.
    AtLeast,
    /// Upper limit.
    AtMost,
    /// Rounding, of any direction.
    Round,
}
