//! The nodes as the evaluator reads them.
//!
//! [`Node`](super::Node) holds what people are told: type, place, words. Evaluation reads none of
//! that, and one pass over nodes of that size would not fit the nearest cache. [`Op`] is the same
//! node in sixteen bytes, under the same id; forms that are rare or long are read from the node.
//!
//! There are two lists. [`Ops::full`] has every node as written, for runs that are recorded.
//! [`Ops::short`] is for runs of which nobody hears: in it a comparison of a fact with a literal is
//! one op, and a rule that is named once is its body.

mod shorten;

use crate::ids::{FactId, NodeId, ParameterId, RuleId, TableId};
use crate::syntax::ast::BinaryOp;
use crate::value::{Type, Value};

use super::{Mode, NodeKind, Program};

/// A node in short. Fields as in [`NodeKind`].
#[expect(missing_docs, reason = "the words of each variant say what its fields hold")]
#[derive(Clone, Copy, Debug)]
pub enum Op {
    /// [`NodeKind::Constant`]: its position among the constants.
    Constant(u32),
    /// [`NodeKind::Fact`].
    Fact(FactId),
    /// [`NodeKind::Parameter`].
    Parameter(ParameterId),
    /// [`NodeKind::Rule`] with a truth.
    TruthRule(RuleId),
    /// [`NodeKind::Rule`] with any other value, and its position among these.
    Rule { rule: RuleId, slot: u16 },
    /// [`NodeKind::Field`].
    Field { variable: u8, field: u16 },
    /// [`NodeKind::RowRule`].
    RowRule { rule: RuleId, variable: u8 },
    /// [`NodeKind::Not`].
    Not(NodeId),
    /// `and`.
    And { left: NodeId, right: NodeId },
    /// `or`.
    Or { left: NodeId, right: NodeId },
    /// A relation of two values.
    Compare { op: BinaryOp, left: NodeId, right: NodeId },
    /// `+`, `-`, `*`, `/`.
    Arithmetic { op: BinaryOp, left: NodeId, right: NodeId },
    /// [`NodeKind::In`].
    In { item: NodeId, set: NodeId, negated: bool },
    /// A relation of a given fact to a constant; [`Ops::full`] has what to do without the fact.
    FactIs { op: BinaryOp, fact: FactId, value: u32 },
    /// A relation of a field to a constant, likewise.
    FieldIs { op: BinaryOp, variable: u8, field: u16, value: u32 },
    /// Whether a given fact is, or is not, a choice, likewise.
    FactChoice { negated: bool, fact: FactId, choice: u16 },
    /// Whether a given fact is in a constant set, likewise.
    FactIn { negated: bool, fact: FactId, set: u32 },
    /// Whether a field is in a constant set, likewise.
    FieldIn { negated: bool, variable: u8, field: u16, set: u32 },
    /// [`NodeKind::InRange`]; its own id here and below.
    InRange(NodeId),
    /// [`NodeKind::If`].
    If { condition: NodeId, then: NodeId, otherwise: NodeId },
    /// [`NodeKind::Quantified`].
    Quantified(NodeId),
    /// [`NodeKind::Lookup`].
    Lookup { table: TableId, column: u16, key: NodeId },
    /// [`NodeKind::Conditions`]: where its items lie in [`Ops::items`].
    Conditions { mode: Mode, from: u32, until: u32 },
    /// [`NodeKind::First`].
    First(NodeId),
    /// [`NodeKind::Scope`].
    Scope { condition: NodeId, body: NodeId },
    /// [`NodeKind::Exceptions`].
    Exceptions(NodeId),
    /// [`NodeKind::Editions`].
    Editions(NodeId),
    /// [`NodeKind::IfApplicable`].
    IfApplicable { value: NodeId, otherwise: NodeId },
    /// [`NodeKind::Stage`].
    Stage(NodeId),
    /// [`NodeKind::Requirement`].
    Requirement { number: u16, condition: NodeId },
    /// Any other form.
    Other(NodeId),
}

const _: () = assert!(size_of::<Op>() <= 16);

/// The nodes of a program in short, by [`NodeId`].
#[derive(Clone, Debug, Default)]
pub struct Ops {
    full: Vec<Op>,
    short: Vec<Op>,
    constants: Vec<Value>,
    items: Vec<NodeId>,
    defaults: Vec<Option<Value>>,
    bodies: Vec<NodeId>,
    /// The position of each rule among those whose value is no truth.
    slots: Vec<Option<u16>>,
    values: usize,
}

impl Ops {
    /// Reads the nodes, the bodies of the rules and the defaults of the facts.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let mut ops = Self {
            defaults: program.facts.iter().map(|fact| fact.default.clone()).collect(),
            bodies: program.rules.iter().map(|rule| rule.body).collect(),
            ..Self::default()
        };
        for rule in &program.rules {
            let slot = (rule.ty != Type::Truth).then_some(ops.values);
            ops.values += usize::from(slot.is_some());
            ops.slots.push(slot.map(|slot| u16::try_from(slot).unwrap_or(u16::MAX)));
        }
        ops.full.reserve(program.nodes.len());
        for (number, node) in program.nodes.iter().enumerate() {
            let op = ops.op(NodeId::new(number), &node.kind);
            ops.full.push(op);
        }
        ops.short = shorten::shorten(program, &ops);
        ops
    }

    fn op(&mut self, id: NodeId, kind: &NodeKind) -> Op {
        match kind {
            NodeKind::Constant(value) => {
                self.constants.push(value.clone());
                Op::Constant(position(self.constants.len() - 1))
            }
            NodeKind::Fact(fact) => Op::Fact(*fact),
            NodeKind::Parameter(parameter) => Op::Parameter(*parameter),
            NodeKind::Rule(rule) => self.rule(*rule),
            NodeKind::Field { variable, field, .. } => {
                Op::Field { variable: *variable, field: *field }
            }
            NodeKind::RowRule { rule, variable } => {
                Op::RowRule { rule: *rule, variable: *variable }
            }
            NodeKind::Not(inner) => Op::Not(*inner),
            NodeKind::Binary { op, left, right } => binary(*op, *left, *right),
            NodeKind::In { item, set, negated } => {
                Op::In { item: *item, set: *set, negated: *negated }
            }
            NodeKind::InRange { .. } => Op::InRange(id),
            NodeKind::If { condition, then, otherwise } => {
                Op::If { condition: *condition, then: *then, otherwise: *otherwise }
            }
            NodeKind::Quantified { .. } => Op::Quantified(id),
            NodeKind::Lookup { table, key, column } => {
                Op::Lookup { table: *table, column: *column, key: *key }
            }
            NodeKind::Conditions { mode, items } => {
                let from = position(self.items.len());
                self.items.extend(items.iter().map(|item| item.node));
                Op::Conditions { mode: *mode, from, until: position(self.items.len()) }
            }
            NodeKind::First { .. } => Op::First(id),
            NodeKind::Scope { condition, body } => Op::Scope { condition: *condition, body: *body },
            NodeKind::Exceptions { .. } => Op::Exceptions(id),
            NodeKind::Editions(_) => Op::Editions(id),
            NodeKind::IfApplicable { value, otherwise } => {
                Op::IfApplicable { value: *value, otherwise: *otherwise }
            }
            NodeKind::Stage { body, .. } => Op::Stage(*body),
            NodeKind::Requirement { number, condition } => {
                Op::Requirement { number: *number, condition: *condition }
            }
            NodeKind::Undetermined
            | NodeKind::NotApplicable
            | NodeKind::Reading(_)
            | NodeKind::Calendar(_)
            | NodeKind::Variable(_)
            | NodeKind::Negate(_)
            | NodeKind::Aggregate { .. }
            | NodeKind::Call { .. }
            | NodeKind::SetOf(_)
            | NodeKind::Collect(_) => Op::Other(id),
        }
    }

    /// The node of that id as written; `None` only for an id of another program.
    #[must_use]
    #[inline]
    pub fn full(&self, id: NodeId) -> Option<&Op> {
        self.full.get(id.index())
    }

    /// The node of that id for a run that is not recorded.
    #[must_use]
    #[inline]
    pub fn short(&self, id: NodeId) -> Option<&Op> {
        self.short.get(id.index())
    }

    /// The constant at a position.
    #[must_use]
    #[inline]
    pub fn constant(&self, at: u32) -> Option<&Value> {
        self.constants.get(at as usize)
    }

    /// The conditions of a block.
    #[must_use]
    #[inline]
    pub fn items(&self, from: u32, until: u32) -> &[NodeId] {
        self.items.get(from as usize..until as usize).unwrap_or_default()
    }

    /// A rule by its number.
    #[must_use]
    #[inline]
    pub fn rule(&self, rule: RuleId) -> Op {
        match self.slots.get(rule.index()) {
            Some(Some(slot)) => Op::Rule { rule, slot: *slot },
            _ => Op::TruthRule(rule),
        }
    }

    /// How many rules have a value that is no truth.
    #[must_use]
    pub const fn values(&self) -> usize {
        self.values
    }

    /// The body of a rule.
    #[must_use]
    #[inline]
    pub fn body(&self, rule: RuleId) -> Option<NodeId> {
        self.bodies.get(rule.index()).copied()
    }

    /// The value of a fact that was not given.
    #[must_use]
    #[inline]
    pub fn default_of(&self, fact: FactId) -> Option<&Value> {
        self.defaults.get(fact.index())?.as_ref()
    }
}

fn binary(op: BinaryOp, left: NodeId, right: NodeId) -> Op {
    match op {
        BinaryOp::And => Op::And { left, right },
        BinaryOp::Or => Op::Or { left, right },
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessOrEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterOrEqual => Op::Compare { op, left, right },
        BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
            Op::Arithmetic { op, left, right }
        }
    }
}

/// A position in a table of at most as many entries as there are nodes.
fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
