//! Changes of expressions.

use crate::functions::{self, Function};
use crate::ids::NodeId;
use crate::program::{Node, NodeKind};
use crate::source::Span;
use crate::syntax::ast::{Aggregate, BinaryOp};
use crate::value::Value;

use super::super::mutant::Operator;
use super::place::Place;
use super::{Finder, values};

impl Finder<'_> {
    pub(super) fn expression(&mut self, id: NodeId, node: &Node, place: &Place) {
        match &node.kind {
            NodeKind::Constant(value) => self.constant(id, node, value, place),
            NodeKind::Not(inner) => {
                let words = self.text(self.span(*inner));
                let kind = self.kind(*inner);
                self.replace(Operator::Negated, id, kind, place, (node.span, &words));
                self.node(*inner, place);
            }
            NodeKind::Negate(inner) => self.node(*inner, place),
            NodeKind::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), left, right } => {
                self.connective(id, node, *op, [*left, *right], place);
            }
            NodeKind::Binary { op, left, right } => {
                self.comparison(id, node, (*op, *left, *right), place);
            }
            NodeKind::In { item, set, negated } => {
                let kind = NodeKind::In { item: *item, set: *set, negated: !negated };
                let words = self.membership(*item, *set, !negated);
                self.replace(Operator::Equality, id, kind, place, (node.span, &words));
                self.all(&[*item, *set], place);
            }
            NodeKind::InRange { item, range, negated } => {
                self.range(id, node, (*item, range, *negated), place);
            }
            NodeKind::If { condition, then, otherwise } => {
                self.branches(id, node, [*condition, *then, *otherwise], place);
            }
            NodeKind::Quantified { .. } | NodeKind::Aggregate { .. } => {
                self.looped(id, node, place);
            }
            NodeKind::Lookup { table, key, .. } => {
                if let Some(uses) = self.tables.get_mut(table.index()) {
                    uses.push(id);
                }
                self.node(*key, place);
            }
            NodeKind::Call { function, arguments } => {
                self.call(id, node, function, arguments, place);
            }
            NodeKind::IfApplicable { value, otherwise } => self.all(&[*value, *otherwise], place),
            NodeKind::SetOf(items) => self.set_of(id, items, place),
            _ => {}
        }
    }

    pub(super) fn all(&mut self, nodes: &[NodeId], place: &Place) {
        for node in nodes {
            self.node(*node, place);
        }
    }

    fn constant(&mut self, id: NodeId, node: &Node, value: &Value, place: &Place) {
        for (operator, other) in values::near(value) {
            let words = values::words(self.program, &other, &node.ty);
            let kind = NodeKind::Constant(other);
            self.replace(operator, id, kind, place, (node.span, &words));
        }
    }

    fn connective(
        &mut self,
        id: NodeId,
        node: &Node,
        op: BinaryOp,
        [left, right]: [NodeId; 2],
        place: &Place,
    ) {
        let other = if op == BinaryOp::And { BinaryOp::Or } else { BinaryOp::And };
        let words = self.joined(left, other, right);
        let kind = NodeKind::Binary { op: other, left, right };
        self.replace(Operator::Connective, id, kind, place, (node.span, &words));
        for kept in [right, left] {
            let (words, kind) = (self.text(self.span(kept)), self.kind(kept));
            self.replace(Operator::DroppedCondition, id, kind, place, (node.span, &words));
        }
        self.all(&[left, right], place);
    }

    /// Two operands around a sign, in the author's words.
    pub(super) fn joined(&self, left: NodeId, op: BinaryOp, right: NodeId) -> String {
        format!("{} {} {}", self.text(self.span(left)), op.sign(), self.text(self.span(right)))
    }

    fn membership(&self, item: NodeId, set: NodeId, negated: bool) -> String {
        let word = if negated { "not in" } else { "in" };
        format!("{} {word} {}", self.text(self.span(item)), self.text(self.span(set)))
    }

    fn branches(
        &mut self,
        id: NodeId,
        node: &Node,
        [condition, then, otherwise]: [NodeId; 3],
        place: &Place,
    ) {
        if self.text(self.span(then)) != self.text(self.span(otherwise)) {
            let words = format!(
                "if {} then {} else {}",
                self.text(self.span(condition)),
                self.text(self.span(otherwise)),
                self.text(self.span(then))
            );
            let kind = NodeKind::If { condition, then: otherwise, otherwise: then };
            self.replace(Operator::Branches, id, kind, place, (node.span, &words));
        }
        self.all(&[condition, then, otherwise], place);
    }

    fn looped(&mut self, id: NodeId, node: &Node, place: &Place) {
        let whole = self.text(node.span);
        match &node.kind {
            NodeKind::Quantified { every, variable, list, condition } => {
                let kind = NodeKind::Quantified {
                    every: !every,
                    variable: *variable,
                    list: *list,
                    condition: *condition,
                };
                let (from, to) = if *every { ("every", "some") } else { ("some", "every") };
                let words = whole.replacen(from, to, 1);
                self.replace(Operator::Quantifier, id, kind, place, (node.span, &words));
                self.all(&[*list, *condition], place);
            }
            NodeKind::Aggregate { function, variable, list, body, filter } => {
                let aggregate = |function: Aggregate, filter: Option<NodeId>| NodeKind::Aggregate {
                    function,
                    variable: *variable,
                    list: *list,
                    body: *body,
                    filter,
                };
                let other = match function {
                    Aggregate::Min => Some(Aggregate::Max),
                    Aggregate::Max => Some(Aggregate::Min),
                    Aggregate::Sum | Aggregate::Count => None,
                };
                if let Some(other) = other {
                    let words = whole.replacen(function.name(), other.name(), 1);
                    let kind = aggregate(other, *filter);
                    self.replace(Operator::Extreme, id, kind, place, (node.span, &words));
                }
                if let Some(filter) = filter {
                    let kind = aggregate(*function, None);
                    let at = self.span(*filter);
                    self.replace(Operator::DroppedCondition, id, kind, place, (at, "true"));
                    self.node(*filter, place);
                }
                self.all(&[*list, *body], place);
            }
            _ => {}
        }
    }

    fn set_of(&mut self, id: NodeId, items: &[NodeId], place: &Place) {
        if items.len() > 1 {
            for item in items {
                let kept = items.iter().copied().filter(|one| one != item).collect();
                let kind = NodeKind::SetOf(kept);
                let at = self.span(*item);
                self.replace(Operator::DroppedElement, id, kind, place, (at, "—"));
            }
        }
        self.all(items, place);
    }

    fn call(
        &mut self,
        id: NodeId,
        node: &Node,
        function: &'static Function,
        arguments: &[NodeId],
        place: &Place,
    ) {
        for (operator, name) in neighbours(function.name) {
            let Some(other) = functions::find(name) else { continue };
            let kind = NodeKind::Call { function: other, arguments: arguments.into() };
            let words = self.renamed(node.span, function.name, name, place);
            self.replace(
                *operator,
                id,
                kind,
                &Place { staged: None, ..place.clone() },
                words.told(),
            );
        }
        if let ("next_open_day", [day, ..]) = (function.name, arguments) {
            let (words, kind) = (self.text(self.span(*day)), self.kind(*day));
            self.replace(Operator::Counting, id, kind, place, (node.span, &words));
        }
        match (function.name, arguments) {
            (name, [value, unit]) if name.starts_with("round_") => {
                self.node(*value, place);
                self.rounding_unit(*unit, place);
            }
            _ => self.all(arguments, place),
        }
    }

    fn rounding_unit(&mut self, unit: NodeId, place: &Place) {
        let Some(node) = self.program.node(unit) else { return };
        let NodeKind::Constant(value) = &node.kind else { return self.node(unit, place) };
        for other in values::units(value) {
            let words = values::words(self.program, &other, &node.ty);
            let kind = NodeKind::Constant(other);
            self.replace(Operator::RoundingUnit, unit, kind, place, (node.span, &words));
        }
    }

    /// A call under another name; a stage of an amount is told by its key.
    fn renamed(&self, span: Span, from: &str, to: &str, place: &Place) -> Renamed {
        let words = self.text(span);
        Renamed {
            span,
            words: match place.staged {
                Some(_) => format!("{}: {words}", super::stages::key_of(to)),
                None => words.replacen(from, to, 1),
            },
        }
    }
}

struct Renamed {
    span: Span,
    words: String,
}

impl Renamed {
    fn told(&self) -> (Span, &str) {
        (self.span, &self.words)
    }
}

/// Functions that take and give the same and that one may be mistaken for.
fn neighbours(name: &str) -> &'static [(Operator, &'static str)] {
    match name {
        "min" => &[(Operator::Extreme, "max")],
        "max" => &[(Operator::Extreme, "min")],
        "round_down" => &[(Operator::Rounding, "round_up"), (Operator::Rounding, "round_half_up")],
        "round_up" => &[(Operator::Rounding, "round_down"), (Operator::Rounding, "round_half_up")],
        "round_half_up" => {
            &[(Operator::Rounding, "round_down"), (Operator::Rounding, "round_half_even")]
        }
        "round_half_even" => {
            &[(Operator::Rounding, "round_down"), (Operator::Rounding, "round_half_up")]
        }
        "last_day_within" => &[(Operator::Counting, "last_day_from")],
        "last_day_from" => &[(Operator::Counting, "last_day_within")],
        "day_after_elapsed" => &[(Operator::Counting, "last_day_from")],
        "same_day_after" => &[(Operator::Counting, "last_day_from")],
        "fiscal_year_start" => &[(Operator::Counting, "fiscal_year_end")],
        "fiscal_year_end" => &[(Operator::Counting, "fiscal_year_start")],
        "weekday_on_or_after" => &[(Operator::Counting, "weekday_on_or_before")],
        "weekday_on_or_before" => &[(Operator::Counting, "weekday_on_or_after")],
        "business_days_after" => &[(Operator::Counting, "business_days_before")],
        "business_days_before" => &[(Operator::Counting, "business_days_after")],
        _ => &[],
    }
}
