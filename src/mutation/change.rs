//! One change of a program, made in place and taken back.

use crate::ids::{NodeId, ParameterId, TableId};
use crate::program::{NodeKind, ParameterValue, Program, TableEdition};

/// What takes the place of something. Applied twice it leaves the program as it was.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Of the form of a node.
    Node(NodeId, NodeKind),
    /// Of the forms of two nodes.
    Nodes(NodeId, NodeKind, NodeId, NodeKind),
    /// Of the dated values of a parameter.
    Parameter(ParameterId, Vec<ParameterValue>),
    /// Of the dated versions of a table.
    Table(TableId, Vec<TableEdition>),
}

impl Change {
    /// Exchanges what the program has for what the change holds; the program is ready to run.
    pub(super) fn swap(&mut self, program: &mut Program) {
        match self {
            Self::Node(id, kind) => swap_node(program, *id, kind),
            Self::Nodes(one, kind, other, more) => {
                swap_node(program, *one, kind);
                swap_node(program, *other, more);
            }
            Self::Parameter(id, values) => {
                if let Some(parameter) = program.parameters.get_mut(id.index()) {
                    std::mem::swap(&mut parameter.values, values);
                }
            }
            Self::Table(id, editions) => {
                if let Some(table) = program.tables.get_mut(id.index()) {
                    std::mem::swap(&mut table.editions, editions);
                }
            }
        }
        program.encode();
    }
}

fn swap_node(program: &mut Program, id: NodeId, kind: &mut NodeKind) {
    if let Some(node) = program.nodes.get_mut(id.index()) {
        std::mem::swap(&mut node.kind, kind);
    }
}
