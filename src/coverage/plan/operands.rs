//! Conditions and comparisons among the operands of an operation.

use crate::ids::NodeId;
use crate::program::{NodeKind, Program};
use crate::syntax::ast::BinaryOp;

/// The conditions among the operands of an operation.
pub(super) fn conditions(program: &Program, kind: &NodeKind) -> Vec<NodeId> {
    match kind {
        NodeKind::If { condition, .. }
        | NodeKind::Scope { condition, .. }
        | NodeKind::Quantified { condition, .. } => vec![*condition],
        NodeKind::Aggregate { filter, .. } => filter.iter().copied().collect(),
        NodeKind::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), left, right } => {
            // The sides of `a and b and c` are three.
            let is_same = |id: &NodeId| matches!(program.node(*id).map(|node| &node.kind), Some(NodeKind::Binary { op: inner, .. }) if inner == op);
            [*left, *right].into_iter().filter(|side| !is_same(side)).collect()
        }
        _ => Vec::new(),
    }
}

/// Which end of a range is compared.
#[derive(Clone, Copy)]
pub(super) enum End {
    None,
    Low,
    High,
}

/// The pairs of operands that an operation compares by their order.
pub(super) fn comparisons(kind: &NodeKind) -> Vec<(NodeId, NodeId, End)> {
    match kind {
        NodeKind::Binary {
            op:
                BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual,
            left,
            right,
        } => vec![(*left, *right, End::None)],
        NodeKind::InRange { item, range, .. } => {
            let low = range.low.map(|end| (*item, end, End::Low));
            let high = range.high.map(|end| (*item, end, End::High));
            low.into_iter().chain(high).collect()
        }
        // A limit of an amount: `at_least`, `at_most`, `min(a, b)`.
        NodeKind::Call { function, arguments } if matches!(function.name, "min" | "max") => {
            match &**arguments {
                [one, other] => vec![(*one, *other, End::None)],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}
