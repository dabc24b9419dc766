//! The points of what is looked at as it stands.

use crate::ids::{ClauseId, NodeId, ParameterId};
use crate::program::NodeKind;
use crate::source::Span;
use crate::text::Text;

use super::super::point::Kind;
use super::{Drawing, Within, known};

impl Drawing<'_> {
    /// Values, facts and readings that a clause lays down and a decision may look at.
    pub(super) fn things(&mut self) {
        let program = self.program;
        let all_of = |drawing: &Self, is_it: &dyn Fn(&NodeKind) -> bool| -> Vec<NodeId> {
            let nodes = program.nodes.iter().enumerate().filter(|(_, node)| is_it(&node.kind));
            nodes.map(|(at, _)| NodeId::new(at)).filter(|id| drawing.is_reached(*id)).collect()
        };
        let mut found: Vec<(&Text, Span, &[ClauseId], Vec<NodeId>)> = Vec::new();
        for (at, fact) in program.facts.iter().enumerate() {
            let is_it =
                |kind: &NodeKind| matches!(kind, NodeKind::Fact(fact) if fact.index() == at);
            found.push((&fact.name, fact.span, &fact.clauses, all_of(self, &is_it)));
        }
        for (at, parameter) in program.parameters.iter().enumerate() {
            let id = ParameterId::new(at);
            let is_it = |kind: &NodeKind| matches!(kind, NodeKind::Parameter(one) if *one == id);
            let nodes = all_of(self, &is_it);
            found.push((&parameter.name, parameter.span, &parameter.clauses, nodes));
        }
        for (at, reading) in program.readings.iter().enumerate() {
            let is_it =
                |kind: &NodeKind| matches!(kind, NodeKind::Reading(one) if one.index() == at);
            let span = Span::default();
            found.push((&reading.name, span, &reading.clauses, all_of(self, &is_it)));
        }
        for (name, span, clauses, nodes) in found {
            if !clauses.is_empty() && !nodes.is_empty() {
                let within = Within { rule: None, clauses };
                self.point(Kind::Thing, within, name.clone(), span, known(), nodes);
            }
        }
    }
}
