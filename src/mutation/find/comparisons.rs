//! Changes of comparisons and ranges.

use crate::ids::NodeId;
use crate::program::{Node, NodeKind, RangeNode};
use crate::syntax::ast::BinaryOp;

use super::super::mutant::Operator;
use super::Finder;
use super::place::Place;

impl Finder<'_> {
    /// A comparison, or arithmetic, of which only the operands are changed.
    pub(super) fn comparison(
        &mut self,
        id: NodeId,
        node: &Node,
        (op, left, right): (BinaryOp, NodeId, NodeId),
        place: &Place,
    ) {
        if let Some((operator, other)) = opposite(op) {
            let words = self.joined(left, other, right);
            let kind = NodeKind::Binary { op: other, left, right };
            self.replace(operator, id, kind, place, (node.span, &words));
        }
        self.all(&[left, right], place);
    }

    pub(super) fn range(
        &mut self,
        id: NodeId,
        node: &Node,
        (item, range, negated): (NodeId, &RangeNode, bool),
        place: &Place,
    ) {
        let whole = self.text(node.span);
        let in_range =
            |range: RangeNode, negated| NodeKind::InRange { item, range: Box::new(range), negated };
        let kind = in_range(range.clone(), !negated);
        let words = format!("not ({whole})");
        self.replace(Operator::Negated, id, kind, place, (node.span, &words));
        if let Some(low) = range.low {
            let low_included = !range.low_included;
            let sign = if low_included { BinaryOp::GreaterOrEqual } else { BinaryOp::Greater };
            let words = format!("{whole} ({})", self.joined(item, sign, low));
            let kind = in_range(RangeNode { low_included, ..range.clone() }, negated);
            self.replace(Operator::Bound, id, kind, place, (node.span, &words));
            self.node(low, place);
        }
        if let Some(high) = range.high {
            let high_included = !range.high_included;
            let sign = if high_included { BinaryOp::LessOrEqual } else { BinaryOp::Less };
            let words = format!("{whole} ({})", self.joined(item, sign, high));
            let kind = in_range(RangeNode { high_included, ..range.clone() }, negated);
            self.replace(Operator::Bound, id, kind, place, (node.span, &words));
            self.node(high, place);
        }
        self.node(item, place);
    }
}

/// The comparison that one may be mistaken for.
fn opposite(op: BinaryOp) -> Option<(Operator, BinaryOp)> {
    Some(match op {
        BinaryOp::Less => (Operator::Bound, BinaryOp::LessOrEqual),
        BinaryOp::LessOrEqual => (Operator::Bound, BinaryOp::Less),
        BinaryOp::Greater => (Operator::Bound, BinaryOp::GreaterOrEqual),
        BinaryOp::GreaterOrEqual => (Operator::Bound, BinaryOp::Greater),
        BinaryOp::Equal => (Operator::Equality, BinaryOp::NotEqual),
        BinaryOp::NotEqual => (Operator::Equality, BinaryOp::Equal),
        BinaryOp::And
        | BinaryOp::Or
        | BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide => return None,
    })
}
