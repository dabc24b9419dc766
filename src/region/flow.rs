//! Which part of a body is worked out, and where.

use crate::ids::NodeId;
use crate::program::{Case, Edition, NodeKind};

use super::reader::Reader;
use super::zone::{Opaque, Region};

/// What a way leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    /// A node.
    Node(NodeId),
    /// Not applicable.
    Absent,
    /// Unknown, although all facts are known.
    Open,
}

/// One way through a body.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Where it is taken.
    pub(super) guard: Region,
    /// Where it leads.
    pub(super) leaf: Leaf,
}

/// All ways through a body. Every answer that it can have comes by one of them.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    pub(super) ways: Vec<Way>,
    /// Whether a way is taken everywhere in its guard.
    pub(super) exact: bool,
}

impl Flow {
    fn new() -> Self {
        Self { ways: Vec::new(), exact: true }
    }

    fn straight(node: NodeId) -> Self {
        let mut flow = Self::new();
        flow.add(Region::all(), Leaf::Node(node));
        flow
    }

    fn add(&mut self, guard: Region, leaf: Leaf) {
        if !guard.is_empty() {
            self.ways.push(Way { guard, leaf });
        }
    }

    /// A part that is looked at while it is unknown whether it counts.
    fn add_uncertain(&mut self, guard: &Region, leaves: &[Leaf]) {
        if guard.is_empty() {
            return;
        }
        self.exact = false;
        for leaf in leaves {
            self.add(guard.clone(), *leaf);
        }
        self.add(guard.clone(), Leaf::Open);
    }
}

impl Reader<'_> {
    /// The ways through a node that chooses among others; `None` for every other node.
    pub(super) fn flow(&mut self, id: NodeId) -> Result<Option<Flow>, Opaque> {
        let program = self.program;
        let kind = &program.node(id).ok_or(Opaque)?.kind;
        Ok(Some(match kind {
            NodeKind::Rule(rule) | NodeKind::RowRule { rule, variable: 0 } => {
                Flow::straight(program.rule(*rule).ok_or(Opaque)?.body)
            }
            NodeKind::Stage { body, .. } => Flow::straight(*body),
            NodeKind::Requirement { condition, .. } => Flow::straight(*condition),
            NodeKind::Editions(editions) => self.edition(editions),
            NodeKind::If { condition, then, otherwise } => {
                let condition = self.truth(*condition);
                let mut flow = Flow { exact: condition.exact, ..Flow::new() };
                let (then, otherwise) = (Leaf::Node(*then), Leaf::Node(*otherwise));
                flow.add(condition.holds.clone(), then);
                flow.add(condition.fails.clone(), otherwise);
                flow.add(condition.absent.clone(), Leaf::Absent);
                flow.add_uncertain(&condition.open, &[then, otherwise]);
                flow
            }
            NodeKind::Scope { condition, body } => {
                let condition = self.truth(*condition);
                let mut flow = Flow { exact: condition.exact, ..Flow::new() };
                flow.add(condition.holds.clone(), Leaf::Node(*body));
                flow.add(condition.fails.or(&condition.absent)?, Leaf::Absent);
                flow.add_uncertain(&condition.open, &[Leaf::Absent]);
                flow
            }
            NodeKind::First { cases, otherwise } => self.cases(cases, otherwise.as_deref())?,
            NodeKind::Exceptions { body, exceptions } => {
                let mut flow = self.excepted(*body, exceptions)?;
                flow.exact &= exceptions.len() < 2;
                flow
            }
            _ => return Ok(None),
        }))
    }

    fn edition(&self, editions: &[Edition]) -> Flow {
        let found = editions.iter().rev().find(|edition| edition.from <= self.date);
        match found.filter(|edition| edition.until.is_none_or(|until| self.date <= until)) {
            Some(edition) => Flow::straight(edition.body),
            None => Flow::new(),
        }
    }

    /// Ordered cases: each is taken where the ones before it do not hold.
    fn cases(&mut self, cases: &[Case], otherwise: Option<&Case>) -> Result<Flow, Opaque> {
        let mut flow = Flow::new();
        let mut rest = Region::all();
        for case in cases {
            let when = self.truth(case.when);
            let value = Leaf::Node(case.value);
            flow.exact &= when.exact;
            flow.add(rest.and(&when.holds)?, value);
            flow.add_uncertain(&rest.and(&when.open)?, &[value]);
            rest = rest.and(&when.other_than_holds()?)?;
        }
        flow.add(rest, otherwise.map_or(Leaf::Absent, |case| Leaf::Node(case.value)));
        Ok(flow)
    }

    /// A body with exceptions, any of which may be the one that holds.
    fn excepted(&mut self, body: NodeId, exceptions: &[Case]) -> Result<Flow, Opaque> {
        let mut flow = Flow::new();
        let mut rest = Region::all();
        for case in exceptions {
            let when = self.truth(case.when);
            let value = Leaf::Node(case.value);
            flow.exact &= when.exact;
            flow.add(when.holds.clone(), value);
            flow.add_uncertain(&when.open, &[value]);
            rest = rest.and(&when.other_than_holds()?)?;
        }
        flow.add(rest, Leaf::Node(body));
        Ok(flow)
    }
}
