//! Through the bodies of rules, with the region in which each part is looked at.

use crate::diagnostic::Code;
use crate::ids::NodeId;
use crate::program::{Mode, NodeKind};
use crate::region::Truth;
use crate::syntax::ast::BinaryOp;
use crate::value::Type;

use super::context::{After, Context};
use super::{Prover, words};

impl Prover<'_> {
    /// Looks at a node and its parts. Whether something was found.
    ///
    /// What is found in a part is not told again of the whole.
    pub(super) fn visit(&mut self, node: NodeId, context: &Context) -> bool {
        if context.is_empty() {
            return false;
        }
        let program = self.program;
        let Some(kind) = program.node(node).map(|node| &node.kind) else { return false };
        match kind {
            NodeKind::Constant(_)
            | NodeKind::Undetermined
            | NodeKind::NotApplicable
            | NodeKind::Parameter(_)
            | NodeKind::Calendar(_)
            | NodeKind::Reading(_)
            | NodeKind::Variable(_) => false,
            NodeKind::Fact(_)
            | NodeKind::Field { .. }
            | NodeKind::Rule(_)
            | NodeKind::RowRule { .. } => self.never_here(node, context),
            NodeKind::Not(inner) | NodeKind::Negate(inner) => self.visit(*inner, context),
            NodeKind::Binary { op: BinaryOp::And, left, right } => {
                let inside = self.visit_all(&[*left, *right], context);
                inside || self.conflict(node, context) || self.judge(node, context)
            }
            NodeKind::Binary { op: BinaryOp::Or, left, right } => {
                let inside = self.visit_all(&[*left, *right], context);
                inside || self.judge(node, context)
            }
            NodeKind::Binary { left, right, .. } => {
                self.visit_all(&[*left, *right], context) || self.judge(node, context)
            }
            NodeKind::In { item, set, .. } => {
                self.visit_all(&[*item, *set], context) || self.judge(node, context)
            }
            NodeKind::InRange { item, range, .. } => {
                let ends = [range.low, range.high].into_iter().flatten();
                let parts: Vec<_> = ends.chain([*item]).collect();
                self.visit_all(&parts, context) || self.judge(node, context)
            }
            NodeKind::If { condition, then, otherwise } => {
                let inside = self.visit(*condition, context);
                let then_here = context.and(&mut self.times, *condition, After::Perhaps);
                let else_here = context.and(&mut self.times, *condition, After::PerhapsNot);
                let then = self.visit(*then, &then_here);
                self.visit(*otherwise, &else_here) || then || inside
            }
            NodeKind::Scope { condition, body } => {
                let inside = self.visit(*condition, context);
                let here = context.and(&mut self.times, *condition, After::Perhaps);
                self.visit(*body, &here) || inside
            }
            NodeKind::First { cases, otherwise } => {
                self.first(cases, otherwise.as_deref(), context)
            }
            NodeKind::Exceptions { body, exceptions } => {
                self.exceptions(node, *body, exceptions, context)
            }
            NodeKind::Editions(editions) => {
                let mut inside = false;
                for edition in editions {
                    let here = context.only(&self.times, |day| {
                        edition.from <= day && edition.until.is_none_or(|until| day <= until)
                    });
                    inside |= self.visit(edition.body, &here);
                }
                inside
            }
            NodeKind::Conditions { mode, items } => {
                let nodes: Vec<_> = items.iter().map(|item| item.node).collect();
                let inside = self.visit_all(&nodes, context);
                inside
                    || (*mode != Mode::Any && self.conflict(node, context))
                    || self.redundant(*mode, &nodes, context)
                    || self.judge(node, context)
            }
            NodeKind::Requirement { condition, .. } => self.visit(*condition, context),
            NodeKind::Stage { body, .. } => self.visit(*body, context),
            NodeKind::Quantified { list, condition, .. } => {
                self.visit_all(&[*list, *condition], context)
            }
            NodeKind::Aggregate { list, body, filter, .. } => {
                let inside = self.visit_all(&[*list, *body], context);
                filter.is_some_and(|filter| self.visit(filter, context)) || inside
            }
            NodeKind::Lookup { key, .. } => self.visit(*key, context),
            NodeKind::Call { arguments: parts, .. } | NodeKind::SetOf(parts) => {
                self.visit_all(parts, context)
            }
            NodeKind::IfApplicable { value, otherwise } => {
                self.visit_all(&[*value, *otherwise], context)
            }
            NodeKind::Collect(elements) => {
                let conditions: Vec<_> =
                    elements.iter().filter_map(|element| element.when).collect();
                self.visit_all(&conditions, context)
            }
        }
    }

    fn visit_all(&mut self, nodes: &[NodeId], context: &Context) -> bool {
        let found = nodes.iter().filter(|node| self.visit(**node, context));
        // Every one is looked at.
        found.count() > 0
    }

    /// Whether a condition has no answer of one kind at any time at which it is looked at.
    pub(super) fn lacks(
        &mut self,
        node: NodeId,
        context: &Context,
        lacks: impl Fn(&Truth, &crate::region::Region) -> bool,
    ) -> bool {
        let mut live = context.live();
        let times = &mut self.times;
        live.all(|(at, region)| {
            times.get_mut(at).is_some_and(|time| lacks(&time.reader.truth(node), region))
        })
    }

    /// Whether a condition holds nowhere, wherever it is looked at.
    pub(super) fn is_impossible(&mut self, node: NodeId, context: &Context) -> bool {
        self.lacks(node, context, |truth, _| truth.holds.is_empty())
    }

    /// Tells of a condition that never holds, or never fails.
    fn judge(&mut self, node: NodeId, context: &Context) -> bool {
        if self.program.node(node).is_none_or(|node| node.ty != Type::Truth) {
            return false;
        }
        if self.is_impossible(node, context) {
            let finding =
                words::of_condition(self.program, self.warn(Code::NeverHolds, node), node);
            self.found.push(finding);
            return true;
        }
        let always = self.lacks(node, context, |truth, _| {
            // A condition that need not apply asks at least whether it does.
            truth.fails.is_empty() && truth.absent.is_empty() && !truth.holds.is_empty()
        });
        if always {
            let finding =
                words::of_condition(self.program, self.warn(Code::AlwaysHolds, node), node);
            self.found.push(finding);
            return true;
        }
        self.never_here(node, context)
    }

    /// Tells of a condition that holds elsewhere, but never where it stands.
    fn never_here(&mut self, node: NodeId, context: &Context) -> bool {
        if self.program.node(node).is_none_or(|node| node.ty != Type::Truth)
            || self.is_impossible(node, context)
        {
            return false;
        }
        let never = self.lacks(node, context, |truth, here| {
            here.and(&truth.holds).is_ok_and(|both| both.is_empty())
        });
        if never {
            let finding =
                words::of_condition(self.program, self.warn(Code::NeverHoldsHere, node), node);
            self.found.push(finding);
        }
        never
    }
}
