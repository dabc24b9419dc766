//! The list for runs that are not recorded.

use super::{Op, Ops};
use crate::ids::{FactId, NodeId, RuleId};
use crate::program::{NodeKind, Program};
use crate::syntax::ast::BinaryOp;
use crate::value::Value;

/// The ops of every node, with what can be said in one op said so.
pub(super) fn shorten(program: &Program, ops: &Ops) -> Vec<Op> {
    let bodies = Bodies::of(program);
    (0..program.nodes.len())
        .map(|number| {
            let id = NodeId::new(number);
            let (at, op) = bodies.inlined(ops, id);
            // An operation that can fail is told by its own place.
            if at == id || !fails(op) {
                fused(ops, op)
            } else {
                ops.full(id).copied().unwrap_or(op)
            }
        })
        .collect()
}

/// Whether an op needs to know under which id it stands.
fn fails(op: Op) -> bool {
    matches!(
        op,
        Op::Arithmetic { .. }
            | Op::Lookup { .. }
            | Op::Parameter(_)
            | Op::Compare { .. }
            | Op::In { .. }
    )
}

/// A relation of a fact or field to a constant in one op.
fn fused(ops: &Ops, op: Op) -> Op {
    let constant = |id: NodeId| match ops.full(id) {
        Some(Op::Constant(at)) => Some(*at),
        _ => None,
    };
    match op {
        Op::Compare { op, left, right } => match (ops.full(left), constant(right)) {
            (Some(Op::Fact(fact)), Some(value)) => fact_is(ops, op, *fact, value),
            (Some(Op::Field { variable, field }), Some(value)) => {
                Op::FieldIs { op, variable: *variable, field: *field, value }
            }
            _ => Op::Compare { op, left, right },
        },
        Op::In { item, set, negated } => match (ops.full(item), constant(set)) {
            (Some(Op::Fact(fact)), Some(set)) => Op::FactIn { negated, fact: *fact, set },
            (Some(Op::Field { variable, field }), Some(set)) => {
                Op::FieldIn { negated, variable: *variable, field: *field, set }
            }
            _ => Op::In { item, set, negated },
        },
        op => op,
    }
}

fn fact_is(ops: &Ops, op: BinaryOp, fact: FactId, value: u32) -> Op {
    match (op, ops.constant(value)) {
        (BinaryOp::Equal | BinaryOp::NotEqual, Some(Value::Choice(choice))) => {
            Op::FactChoice { negated: op == BinaryOp::NotEqual, fact, choice: *choice }
        }
        _ => Op::FactIs { op, fact, value },
    }
}

/// What is known of the bodies of rules.
struct Bodies {
    /// How often each rule is named.
    named: Vec<u32>,
    /// Whether the body has a loop of its own, which needs room beside the loops around it.
    loops: Vec<bool>,
    /// Whether its answer is asked for by its number.
    asked: Vec<bool>,
}

impl Bodies {
    fn of(program: &Program) -> Self {
        let count = program.rules.len();
        let mut bodies =
            Self { named: vec![0; count], loops: vec![false; count], asked: vec![false; count] };
        for node in &program.nodes {
            if let NodeKind::Rule(rule) = node.kind
                && let Some(named) = bodies.named.get_mut(rule.index())
            {
                *named += 1;
            }
        }
        for output in &program.outputs {
            if let Some(asked) = bodies.asked.get_mut(output.rule.index()) {
                *asked = true;
            }
        }
        for (rule, loops) in program.rules.iter().zip(&mut bodies.loops) {
            *loops = has_loop(program, rule.body);
        }
        bodies
    }

    /// The node that stands for `id`: the body of a rule that nobody else names.
    fn inlined(&self, ops: &Ops, id: NodeId) -> (NodeId, Op) {
        let mut at = id;
        loop {
            let Some(op) = ops.full(at).copied() else { return (id, Op::Other(id)) };
            let body = match op {
                Op::TruthRule(rule) | Op::Rule { rule, .. } if self.only_here(rule) => {
                    ops.body(rule)
                }
                // The row is loop 0 of the body; the same place where it is loop 0 here.
                Op::RowRule { rule, variable: 0 } if self.has_no_loop(rule) => ops.body(rule),
                _ => None,
            };
            match body {
                Some(body) => at = body,
                None => return (at, op),
            }
        }
    }

    fn only_here(&self, rule: RuleId) -> bool {
        self.named.get(rule.index()) == Some(&1)
            && self.asked.get(rule.index()) == Some(&false)
            && self.has_no_loop(rule)
    }

    fn has_no_loop(&self, rule: RuleId) -> bool {
        self.loops.get(rule.index()) == Some(&false)
    }
}

/// Whether a loop runs below a node, other rules aside.
fn has_loop(program: &Program, id: NodeId) -> bool {
    let Some(node) = program.node(id) else { return false };
    if matches!(node.kind, NodeKind::Quantified { .. } | NodeKind::Aggregate { .. }) {
        return true;
    }
    let mut found = false;
    node.kind.each_part(&mut |part| found = found || has_loop(program, part));
    found
}
