//! The mutants of a program.
//!
//! Every node that an output or a warning can come to is visited once. What a parameter or a table
//! holds is changed where it is declared; a run comes past it where it is read.

mod blocks;
mod comparisons;
mod declared;
mod expressions;
mod place;
mod stages;
mod tables;
mod values;

use crate::ids::{NodeId, RuleId};
use crate::program::{Node, NodeKind, Program};
use crate::source::Span;
use crate::value::Type;

use super::change::Change;
use super::mutant::{Mutant, Operator};
use place::Place;

/// The mutants of a program, in the order of its files.
#[must_use]
pub fn find(program: &Program) -> Vec<Mutant> {
    mutants(program).mutants
}

/// What was found.
pub(super) struct Found {
    pub(super) mutants: Vec<Mutant>,
    /// Nodes that mutants name and the program does not have; they follow its own.
    pub(super) nodes: Vec<Node>,
}

pub(super) fn mutants(program: &Program) -> Found {
    let mut finder = Finder {
        program,
        nodes: Vec::new(),
        mutants: Vec::new(),
        seen: vec![false; program.nodes.len()],
        rules: vec![false; program.rules.len()],
        parameters: vec![Vec::new(); program.parameters.len()],
        tables: vec![Vec::new(); program.tables.len()],
    };
    for output in &program.outputs {
        finder.rule(output.rule, &Place::default());
    }
    for warning in &program.warnings {
        if let Some(when) = warning.when {
            finder.node(when, &Place::default().under(&warning.clauses));
        }
    }
    finder.parameters();
    finder.tables();
    finder.mutants.sort_by_key(|mutant| mutant.at);
    Found { mutants: finder.mutants, nodes: finder.nodes }
}

struct Finder<'p> {
    program: &'p Program,
    nodes: Vec<Node>,
    mutants: Vec<Mutant>,
    seen: Vec<bool>,
    rules: Vec<bool>,
    /// The nodes that read each parameter.
    parameters: Vec<Vec<NodeId>>,
    /// The nodes that look something up in each table.
    tables: Vec<Vec<NodeId>>,
}

impl Finder<'_> {
    fn rule(&mut self, id: RuleId, place: &Place) {
        let Some(rule) = self.program.rule(id) else { return };
        let Some(seen) = self.rules.get_mut(id.index()) else { return };
        if std::mem::replace(seen, true) {
            return;
        }
        let place = Place { around: None, staged: None, ..place.under(&rule.clauses) };
        self.node(rule.body, &place);
    }

    fn node(&mut self, id: NodeId, place: &Place) {
        let Some(node) = self.program.node(id) else { return };
        match self.seen.get_mut(id.index()) {
            Some(seen) if !*seen => *seen = true,
            _ => return,
        }
        match &node.kind {
            NodeKind::Undetermined
            | NodeKind::NotApplicable
            | NodeKind::Fact(_)
            | NodeKind::Reading(_)
            | NodeKind::Calendar(_)
            | NodeKind::Variable(_)
            | NodeKind::Field { .. } => {}
            NodeKind::Parameter(parameter) => {
                if let Some(uses) = self.parameters.get_mut(parameter.index()) {
                    uses.push(id);
                }
            }
            NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => self.rule(*rule, place),
            NodeKind::Conditions { .. }
            | NodeKind::First { .. }
            | NodeKind::Scope { .. }
            | NodeKind::Exceptions { .. }
            | NodeKind::Editions(_)
            | NodeKind::Collect(_)
            | NodeKind::Requirement { .. } => self.block(id, node, place),
            NodeKind::Stage { stage, body, clauses, .. } => {
                self.stage(*stage, *body, &place.under(clauses));
            }
            _ => {
                let place = self.within(place, node.span);
                self.expression(id, node, &place);
            }
        }
    }

    /// Keeps a mutant in which the node at `id` has another form; `words` take the place of those at
    /// `at`.
    fn replace(
        &mut self,
        operator: Operator,
        id: NodeId,
        kind: NodeKind,
        place: &Place,
        (at, words): (Span, &str),
    ) {
        let (before, after) = self.told(place, at, words);
        self.mutants.push(Mutant {
            operator,
            at,
            clauses: place.clauses.clone(),
            before,
            after,
            change: Change::Node(id, kind),
            sites: vec![id],
        });
    }

    /// The form of a node; `NotApplicable` for one that the program does not have.
    fn kind(&self, id: NodeId) -> NodeKind {
        self.program.node(id).map_or(NodeKind::NotApplicable, |node| node.kind.clone())
    }

    fn span(&self, id: NodeId) -> Span {
        self.program.node(id).map(|node| node.span).unwrap_or_default()
    }

    /// A node of our own.
    fn add(&mut self, kind: NodeKind, ty: Type, span: Span) -> NodeId {
        self.nodes.push(Node { kind, ty, span });
        NodeId::new(self.program.nodes.len() + self.nodes.len() - 1)
    }
}
