//! From the nodes of a program to regions, on one date.
//!
//! A node is looked into as far as intervals and choices go. What lies beyond (a sum over rows, a
//! calendar, a part whose region has too many boxes) becomes a dimension of its own, which can come
//! to anything: nothing is claimed about it, and equal parts still agree with one another.

use std::rc::Rc;

use chrono::NaiveDate;

use crate::ids::NodeId;
use crate::program::{Condition, Mode, NodeKind, Program, RangeNode};
use crate::syntax::ast::BinaryOp;
use crate::value::{Type, Value};

use super::flow::{Leaf, Way};
use super::space::{Dim, Space, part_name, values_of_fact};
use super::subset::Subset;
use super::terms::{Alternative, Term};
use super::truth::{Truth, any_truth};
use super::zone::{DimId, Opaque, Region};
use super::{compare, parts};

/// How deep conditions are followed through one another.
const DEEPEST: usize = 150;

/// Whether conditions that read parameters alone are looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switches {
    /// They have the value of the date.
    Set,
    /// They may hold or fail, as they may in another year.
    Free,
}

/// Reads nodes of a program as regions, on one date.
#[derive(Debug)]
pub struct Reader<'p> {
    pub(super) program: &'p Program,
    pub(super) date: NaiveDate,
    pub(super) space: Space,
    switches: Switches,
    truths: Vec<Option<Rc<Truth>>>,
    values: Vec<Option<Rc<Vec<Alternative>>>>,
    depth: usize,
}

impl<'p> Reader<'p> {
    /// A reader of `program` as it is on `date`.
    #[must_use]
    pub fn new(program: &'p Program, date: NaiveDate, switches: Switches) -> Self {
        let count = program.nodes.len();
        Self {
            program,
            date,
            space: Space::default(),
            switches,
            truths: vec![None; count],
            values: vec![None; count],
            depth: 0,
        }
    }

    /// The program that is read.
    #[must_use]
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// The date whose values are read.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The dimensions that were met so far.
    #[must_use]
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// Where a condition holds, fails, is not applicable or unknown.
    ///
    /// `id` is a node of type [`Type::Truth`]; of another nothing is known.
    pub fn truth(&mut self, id: NodeId) -> Rc<Truth> {
        if let Some(Some(known)) = self.truths.get(id.index()) {
            return Rc::clone(known);
        }
        self.depth += 1;
        let read = if self.depth > DEEPEST { Err(Opaque) } else { self.read_truth(id) };
        self.depth -= 1;
        let truth = Rc::new(read.unwrap_or_else(|Opaque| self.opaque_truth(id)));
        if let Some(slot) = self.truths.get_mut(id.index()) {
            *slot = Some(Rc::clone(&truth));
        }
        truth
    }

    /// What an expression comes to, and where.
    pub(super) fn value(&mut self, id: NodeId) -> Rc<Vec<Alternative>> {
        if let Some(Some(known)) = self.values.get(id.index()) {
            return Rc::clone(known);
        }
        self.depth += 1;
        let read = if self.depth > DEEPEST { Err(Opaque) } else { self.read_value(id) };
        self.depth -= 1;
        let value = Rc::new(read.unwrap_or_else(|Opaque| vec![self.opaque_value(id)]));
        if let Some(slot) = self.values.get_mut(id.index()) {
            *slot = Some(Rc::clone(&value));
        }
        value
    }

    fn read_truth(&mut self, id: NodeId) -> Result<Truth, Opaque> {
        let program = self.program;
        let kind = &program.node(id).ok_or(Opaque)?.kind;
        if self.switches == Switches::Free && parts::is_switch(program, id) {
            let dim = self.space.meet(Dim::Part(part_name(program, id)), any_truth);
            return Ok(Truth::of_dim(&self.space, dim, true));
        }
        match kind {
            NodeKind::Constant(Value::Truth(truth)) => Ok(Truth::known(*truth)),
            NodeKind::Undetermined => Ok(Truth { open: Region::all(), ..Truth::nothing() }),
            NodeKind::NotApplicable => Ok(Truth { absent: Region::all(), ..Truth::nothing() }),
            NodeKind::Not(inner) => Ok(self.truth(*inner).as_ref().clone().not()),
            NodeKind::Binary { op: BinaryOp::And, left, right } => {
                let (left, right) = (self.truth(*left), self.truth(*right));
                left.both(&right)
            }
            NodeKind::Binary { op: BinaryOp::Or, left, right } => {
                let left = self.truth(*left).as_ref().clone().not();
                let right = self.truth(*right).as_ref().clone().not();
                Ok(left.both(&right)?.not())
            }
            NodeKind::Binary { op, left, right } if op.is_comparison() => {
                let (left, right) = (self.value(*left), self.value(*right));
                compare::compare(&mut self.space, *op, &left, &right)
            }
            NodeKind::In { item, set, negated } => {
                let (item, set) = (self.value(*item), self.value(*set));
                let within = compare::membership(&self.space, &item, &set)?;
                Ok(if *negated { within.not() } else { within })
            }
            NodeKind::InRange { item, range, negated } => self.in_range(*item, range, *negated),
            NodeKind::Conditions { mode, items } => self.block(*mode, items),
            NodeKind::IfApplicable { value, otherwise } => {
                let (value, otherwise) = (self.truth(*value), self.truth(*otherwise));
                let applies = Truth { absent: Region::none(), ..value.as_ref().clone() };
                applies.or(&otherwise.within(&value.absent)?)
            }
            NodeKind::Fact(_)
            | NodeKind::Field { .. }
            | NodeKind::Parameter(_)
            | NodeKind::Lookup { .. } => {
                let value = self.value(id);
                compare::as_truth(&self.space, &value)
            }
            _ => match self.flow(id)? {
                Some(flow) => {
                    let mut joined = Truth { exact: flow.exact, ..Truth::nothing() };
                    for Way { guard, leaf } in flow.ways {
                        joined = joined.or(&self.leaf(leaf).within(&guard)?)?;
                    }
                    Ok(joined)
                }
                None => Err(Opaque),
            },
        }
    }

    fn leaf(&mut self, leaf: Leaf) -> Truth {
        match leaf {
            Leaf::Node(node) => self.truth(node).as_ref().clone(),
            Leaf::Absent => Truth { absent: Region::all(), ..Truth::nothing() },
            Leaf::Open => Truth { open: Region::all(), ..Truth::nothing() },
        }
    }

    fn block(&mut self, mode: Mode, items: &[Condition]) -> Result<Truth, Opaque> {
        // `none` and `any` are decided by what holds: an `all` of the opposites.
        let turned = mode != Mode::All;
        let items: Vec<Truth> = items
            .iter()
            .map(|item| {
                let truth = self.truth(item.node).as_ref().clone();
                if turned { truth.not() } else { truth }
            })
            .collect();
        if items.is_empty() {
            return Ok(Truth::known(mode != Mode::Any));
        }
        let all = Truth::all(&items)?;
        Ok(if mode == Mode::Any { all.not() } else { all })
    }

    fn in_range(
        &mut self,
        item: NodeId,
        range: &RangeNode,
        negated: bool,
    ) -> Result<Truth, Opaque> {
        use BinaryOp::{Greater, GreaterOrEqual, Less, LessOrEqual};
        let low = if range.low_included { GreaterOrEqual } else { Greater };
        let high = if range.high_included { LessOrEqual } else { Less };
        let item = self.value(item);
        let mut within: Option<Truth> = None;
        for (end, op) in [(range.low, low), (range.high, high)] {
            let Some(end) = end else { continue };
            let end = self.value(end);
            let side = compare::compare(&mut self.space, op, &item, &end)?;
            within = Some(match within {
                None => side,
                Some(before) => Truth {
                    absent: before.absent.or(&side.absent)?,
                    open: before.open.or(&side.open)?,
                    ..before.both(&side)?
                },
            });
        }
        let within = within.unwrap_or_else(|| Truth::known(true));
        Ok(if negated { within.not() } else { within })
    }

    /// The dimension of a fact.
    pub(super) fn fact(&mut self, fact: crate::ids::FactId) -> Result<DimId, Opaque> {
        let declared = self.program.fact(fact).ok_or(Opaque)?;
        let total = || Subset::of(values_of_fact(self.program, declared));
        Ok(self.space.meet(Dim::Fact(fact), total))
    }

    /// The dimension of an expression that is not looked into.
    fn part(&mut self, id: NodeId) -> DimId {
        let program = self.program;
        let total = || Subset::anything(parts::values_of(program, id));
        self.space.meet(Dim::Part(part_name(program, id)), total)
    }

    fn opaque_truth(&mut self, id: NodeId) -> Truth {
        let program = self.program;
        // That something is in a set and that it is not are one dimension.
        let (name, turned) = parts::truth_name(program, id);
        let dim = self.space.meet(Dim::Part(name), any_truth);
        let truth = Truth::of_dim(&self.space, dim, false);
        if turned { truth.not() } else { truth }
    }

    fn opaque_value(&mut self, id: NodeId) -> Alternative {
        let ordered = self.program.node(id).is_some_and(|node| node.ty.is_ordered());
        let untyped = self.program.node(id).is_none_or(|node| node.ty == Type::Any);
        let dim = self.part(id);
        let term = if ordered && !untyped { Term::line(dim) } else { Term::Plain(dim) };
        Alternative { guard: Region::all(), term }
    }
}
