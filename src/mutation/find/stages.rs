//! Changes of the stages of an amount.

use crate::ids::NodeId;
use crate::program::{NodeKind, Stage};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;

use super::super::change::Change;
use super::super::mutant::{Mutant, Operator};
use super::Finder;
use super::place::Place;

/// The key under which the operation of a function stands in an amount.
pub(super) fn key_of(function: &str) -> &str {
    match function {
        "min" => "at_most",
        "max" => "at_least",
        other => other,
    }
}

impl Finder<'_> {
    /// A stage whose operation, with the stages before it, is `body`.
    pub(super) fn stage(&mut self, stage: Stage, body: NodeId, place: &Place) {
        self.earlier_later(body, place);
        let staged = match self.program.node(body).map(|node| &node.kind) {
            Some(NodeKind::Call { function, .. }) if stage != Stage::Of => {
                Some(key_of(function.name))
            }
            _ => key(stage),
        };
        self.node(body, &Place { around: None, staged, ..place.clone() });
    }

    /// The stage of which `later` is the operation, before the one that stands before it.
    fn earlier_later(&mut self, later: NodeId, place: &Place) {
        let Some((before, _)) = self.operands(later) else { return };
        let Some(NodeKind::Stage { body: earlier, stage, .. }) =
            self.program.node(before).map(|node| node.kind.clone())
        else {
            return;
        };
        let Some((first, _)) = self.operands(earlier).filter(|_| stage != Stage::Of) else {
            return;
        };
        let same = |one: NodeId, other: NodeId| {
            self.program.node(one).map(|node| &node.ty)
                == self.program.node(other).map(|node| &node.ty)
        };
        if !same(first, before) || !same(before, later) || self.is_same_operation(earlier, later) {
            return;
        }
        let (Some(outer), Some(inner)) = (self.from(earlier, before), self.from(later, first))
        else {
            return;
        };
        let told = |id: NodeId| self.stage_words(id);
        let (one, other) = (told(earlier), told(later));
        self.mutants.push(Mutant {
            operator: Operator::StageOrder,
            at: self.span(later),
            clauses: place.clauses.clone(),
            before: format!("{one} → {other}"),
            after: format!("{other} → {one}"),
            change: Change::Nodes(later, outer, earlier, inner),
            sites: vec![later],
        });
    }

    /// The amount so far and the operand of the operation of a stage.
    fn operands(&self, id: NodeId) -> Option<(NodeId, NodeId)> {
        match &self.program.node(id)?.kind {
            NodeKind::Binary { left, right, .. } => Some((*left, *right)),
            NodeKind::Call { arguments, .. } => match **arguments {
                [before, value] => Some((before, value)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The operation at `id`, of another amount so far.
    fn from(&self, id: NodeId, before: NodeId) -> Option<NodeKind> {
        match &self.program.node(id)?.kind {
            NodeKind::Binary { op, right, .. } => {
                Some(NodeKind::Binary { op: *op, left: before, right: *right })
            }
            NodeKind::Call { function, arguments } => {
                let value = *arguments.get(1)?;
                Some(NodeKind::Call { function, arguments: [before, value].into() })
            }
            _ => None,
        }
    }

    /// Whether the order of two operations cannot matter: sums and differences, products, two limits
    /// of one side.
    fn is_same_operation(&self, one: NodeId, other: NodeId) -> bool {
        let nodes = (self.program.node(one), self.program.node(other));
        match (nodes.0.map(|node| &node.kind), nodes.1.map(|node| &node.kind)) {
            (Some(NodeKind::Binary { op, .. }), Some(NodeKind::Binary { op: with, .. })) => {
                let sum = |op: BinaryOp| matches!(op, BinaryOp::Add | BinaryOp::Subtract);
                op == with || (sum(*op) && sum(*with))
            }
            (
                Some(NodeKind::Call { function, .. }),
                Some(NodeKind::Call { function: with, .. }),
            ) => function.name == with.name && matches!(function.name, "min" | "max"),
            _ => false,
        }
    }

    fn stage_words(&self, id: NodeId) -> String {
        let Some((_, value)) = self.operands(id) else { return String::new() };
        let key = match self.program.node(id).map(|node| &node.kind) {
            Some(NodeKind::Call { function, .. }) => key_of(function.name),
            Some(NodeKind::Binary { op: BinaryOp::Add, .. }) => "plus",
            Some(NodeKind::Binary { op: BinaryOp::Subtract, .. }) => "less",
            _ => "times",
        };
        let at: Span = self.span(value);
        format!("{key}: {}", self.text(at))
    }
}

/// The key of a stage; the direction of a rounding is told by its function.
fn key(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Of => None,
        Stage::Plus => Some("plus"),
        Stage::Less => Some("less"),
        Stage::Times => Some("times"),
        Stage::AtLeast => Some("at_least"),
        Stage::AtMost => Some("at_most"),
        Stage::Round => Some("round"),
    }
}
