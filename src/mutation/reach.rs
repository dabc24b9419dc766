//! Which places of a program an evaluation comes past.

use crate::eval::Recorder;
use crate::ids::NodeId;
use crate::value::Answer;

/// Keeps the nodes that were worked out.
#[derive(Clone, Debug)]
pub(super) struct Reached(Vec<bool>);

impl Reached {
    /// Nothing was worked out; the program has `count` nodes.
    pub(super) fn new(count: usize) -> Self {
        Self(vec![false; count])
    }

    /// Whether any of `nodes` was worked out.
    pub(super) fn any(&self, nodes: &[NodeId]) -> bool {
        nodes.iter().any(|node| self.0.get(node.index()).copied().unwrap_or_default())
    }
}

impl Recorder for Reached {
    /// Every node is to be heard of, so nothing may be looked at without being entered.
    const KEEPS: bool = true;

    fn enter(&mut self, node: NodeId) {
        if let Some(seen) = self.0.get_mut(node.index()) {
            *seen = true;
        }
    }

    fn leave(&mut self, _: NodeId, _: &Answer) {}
    fn skip(&mut self, _: NodeId) {}
    fn repeat(&mut self, _: NodeId, _: &Answer) {}
    fn unwind(&mut self) {}
    fn row(&mut self, _: usize) {}
}
