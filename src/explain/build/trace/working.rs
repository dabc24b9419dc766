//! How each step follows from its parts, for those who work it out again.
//!
//! The positions of operands are those of the steps that [`Tree::build`] gives; `count` tells how
//! many it gives without building them.

use crate::decision::{StepState, Working};
use crate::eval::{Manner, TraceStep};
use crate::ids::{NodeId, TableId};
use crate::program::{Element, Mode, Node, NodeKind, RangeNode};
use crate::syntax::ast::Aggregate;
use crate::value::{Type, Value};

use super::super::show_contract;
use super::tree::Tree;

impl Tree<'_> {
    /// How many steps one recorded step becomes.
    fn count(&self, at: usize) -> usize {
        let Some(step) = self.steps.get(at) else { return 0 };
        let Some(node) = self.node(step.node) else { return 0 };
        match (step.manner, &node.kind) {
            (Manner::Row(_), _) => 0,
            (Manner::Repeated, _) => 1,
            (_, NodeKind::Constant(_) | NodeKind::Undetermined | NodeKind::NotApplicable) => 0,
            (Manner::Skipped, _) => 1,
            (Manner::Worked, NodeKind::Calendar(_) | NodeKind::Variable(_)) => 0,
            (Manner::Worked, NodeKind::Requirement { .. }) => self.count_all(&self.kids(at)),
            (Manner::Worked, NodeKind::Scope { .. }) => {
                1 + self.count_all(self.kids(at).get(1..).unwrap_or_default())
            }
            (Manner::Worked, NodeKind::Stage { .. }) => 1 + self.stages_before(at),
            (Manner::Worked, _) => 1,
        }
    }

    fn count_all(&self, positions: &[usize]) -> usize {
        positions.iter().map(|at| self.count(*at)).sum()
    }

    /// How many stages lie within the operation of a stage.
    fn stages_before(&self, at: usize) -> usize {
        let operation = self.kids(at).first().copied();
        let parts = operation.map(|at| self.kids(at)).unwrap_or_default();
        let stage = |at: &&usize| {
            let node = self.steps.get(**at).and_then(|step| self.node(step.node));
            matches!(node.map(|node| &node.kind), Some(NodeKind::Stage { .. }))
        };
        parts.first().filter(stage).map_or(0, |at| self.count(*at))
    }

    /// A recorded step as an operand of the step around it, whose parts begin at `first`.
    pub(super) fn operand(&self, at: usize, first: usize) -> Working {
        let Some(step) = self.steps.get(at) else { return Working::Stated };
        let Some(node) = self.node(step.node) else { return Working::Stated };
        match (&node.kind, step.manner) {
            (NodeKind::Constant(value), Manner::Worked) => {
                Working::Value(show_contract(self.material.program, value, &node.ty))
            }
            (NodeKind::Undetermined, Manner::Worked) => Working::State(StepState::Unknown),
            (NodeKind::NotApplicable, Manner::Worked) => Working::State(StepState::NotApplicable),
            (NodeKind::Calendar(_) | NodeKind::Variable(_), Manner::Worked) => Working::Stated,
            (NodeKind::Requirement { .. }, Manner::Worked) => match self.kids(at).first() {
                Some(kid) => self.operand(*kid, first),
                None => Working::Stated,
            },
            (NodeKind::Scope { .. }, Manner::Worked) => {
                let body = match self.kids(at).get(1) {
                    Some(body) => self.operand(*body, first + 1),
                    None => Working::State(StepState::Skipped),
                };
                Working::of("scope", vec![Working::Step(first), body])
            }
            _ => match self.count(at).checked_sub(1) {
                Some(last) => Working::Step(first + last),
                None => Working::State(StepState::Skipped),
            },
        }
    }

    pub(super) fn operands(&self, kids: &[usize]) -> Vec<Working> {
        let mut first = 0;
        let mut found = Vec::new();
        for at in kids {
            found.push(self.operand(*at, first));
            first += self.count(*at);
        }
        found
    }

    /// How a step that is one operation follows from its parts.
    pub(super) fn working(&self, node: &Node, kids: &[usize]) -> Working {
        let program = self.material.program;
        let of = self.operands(kids);
        match &node.kind {
            NodeKind::Fact(id) => from("fact", program.fact(*id).map(|one| &one.id)),
            NodeKind::Parameter(id) => {
                from("parameter", program.parameters.get(id.index()).map(|one| &one.id))
            }
            NodeKind::Reading(id) => {
                from("reading", program.readings.get(id.index()).map(|one| &one.id))
            }
            NodeKind::Field { record, field, .. } => {
                let record = program.records.get(record.index());
                let field = record.and_then(|record| record.fields.get(usize::from(*field)));
                from("field", field.map(|one| &one.id))
            }
            NodeKind::Lookup { table, column, .. } => {
                Working::named("lookup", &self.cell(*table, *column), of)
            }
            NodeKind::Not(_) => Working::of("not", of),
            NodeKind::Negate(_) => Working::of("negate", of),
            NodeKind::Binary { op, .. } => Working::of(op.sign(), of),
            NodeKind::In { negated, .. } => Working::of(if *negated { "not in" } else { "in" }, of),
            NodeKind::InRange { range, negated, .. } => ranged(range, *negated, of),
            NodeKind::If { condition, then, otherwise } => {
                // What was not looked at was recorded before what was.
                let part = |id| {
                    let at = kids.iter().position(|at| self.is_of(*at, id));
                    at.and_then(|at| of.get(at)).cloned().unwrap_or(Working::Stated)
                };
                Working::of("if", vec![part(*condition), part(*then), part(*otherwise)])
            }
            NodeKind::IfApplicable { .. } => Working::of("if_applicable", of),
            NodeKind::SetOf(_) => Working::of("set", of),
            NodeKind::Call { function, .. } => Working::of(function.name, of),
            NodeKind::Editions(_) => Working::of("edition", of),
            _ => Working::Stated,
        }
    }

    fn is_of(&self, at: usize, node: NodeId) -> bool {
        self.steps.get(at).is_some_and(|step| step.node == node)
    }

    fn cell(&self, table: TableId, column: u16) -> String {
        let table = self.material.program.tables.get(table.index());
        let column = table.and_then(|table| table.columns.get(usize::from(column)));
        let names = table.zip(column).map(|(table, column)| (&table.name.ja, &column.name.ja));
        names.map_or_else(String::new, |(table, column)| format!("{table}.{column}"))
    }

    /// A block whose items are its parts.
    pub(super) fn block(mode: Mode, items: usize) -> Working {
        let op = match mode {
            Mode::All => "all",
            Mode::Any => "any",
            Mode::None => "none",
        };
        Working::of(op, (0..items).map(Working::Step).collect())
    }

    /// A loop: the list, then each row.
    pub(super) fn looping(node: &Node, of_list: usize, parts: usize) -> Working {
        let op = match &node.kind {
            NodeKind::Quantified { every: true, .. } => "every",
            NodeKind::Quantified { .. } => "some",
            // There are functions of these names too.
            NodeKind::Aggregate { function, .. } => match function {
                Aggregate::Sum => "sum over",
                Aggregate::Count => "count over",
                Aggregate::Min => "min over",
                Aggregate::Max => "max over",
            },
            _ => return Working::Stated,
        };
        let first = match of_list.checked_sub(1) {
            Some(last) => Working::Step(last),
            None => Working::Stated,
        };
        Working::of(op, std::iter::once(first).chain((of_list..parts).map(Working::Step)).collect())
    }

    /// A row of a loop: whether it is in, and what it gives.
    pub(super) fn row_of(&self, looped: &Node, number: usize, parts: &[usize]) -> Working {
        let mut of = self.operands(parts);
        let is_filtered = matches!(looped.kind, NodeKind::Aggregate { filter: Some(_), .. });
        if !is_filtered {
            of.insert(0, Working::Value(true.into()));
        }
        Working::named("row", &number.to_string(), of)
    }

    /// An element of a collection: when it is in, what it adds, and whether it is in while that is
    /// unknown.
    pub(super) fn element(&self, element: &Element, at: Option<usize>, of: &Type) -> Working {
        let when = at.map_or(Working::Value(true.into()), |at| self.operand(at, 0));
        let set = Value::Set(element.values.iter().cloned().collect());
        let set = show_contract(self.material.program, &set, &Type::Set(Box::new(of.clone())));
        let mut parts = vec![when, Working::Value(set)];
        parts.extend(element.if_unknown.map(|shown| Working::Value(shown.into())));
        Working::of("element", parts)
    }

    /// A stage of an amount: the stage before, then what it takes.
    pub(super) fn staged(&self, kids: &[usize]) -> Working {
        let Some((at, step)) = kids.first().and_then(|at| Some((*at, self.steps.get(*at)?))) else {
            return Working::Stated;
        };
        let Some(node) = self.node(step.node) else { return Working::Stated };
        let parts = self.kids(at);
        let more = parts.get(1..).unwrap_or_default();
        let of = std::iter::once(Working::Before).chain(self.operands(more)).collect();
        match &node.kind {
            NodeKind::Binary { op, .. } => Working::of(op.sign(), of),
            NodeKind::Call { function, .. } => Working::of(function.name, of),
            _ => Working::Stated,
        }
    }

    /// A rule: its body.
    pub(super) fn ruled(&self, op: &str, id: &str, parts: &[usize]) -> Working {
        Working::named(op, id, self.operands(parts))
    }

    /// A condition or another part that is told in a step of its own around what it is made of.
    pub(super) fn wrapped(&self, at: usize) -> Working {
        match self.steps.get(at) {
            Some(TraceStep { manner: Manner::Skipped, .. }) => Working::State(StepState::Skipped),
            _ => self.operand(at, 0),
        }
    }
}

fn from(op: &str, id: Option<&String>) -> Working {
    Working::named(op, id.map_or("", String::as_str), Vec::new())
}

/// The item, then the ends; an end that is not there is `null`.
fn ranged(range: &RangeNode, negated: bool, of: Vec<Working>) -> Working {
    let mut rest = of.into_iter();
    let none = || Working::Value(serde_json::Value::Null);
    let item = rest.next().unwrap_or(Working::Stated);
    let low = range.low.and_then(|_| rest.next()).unwrap_or_else(none);
    let high = range.high.and_then(|_| rest.next()).unwrap_or_else(none);
    let ends = format!(
        "{}{}",
        if range.low_included { '[' } else { '(' },
        if range.high_included { ']' } else { ')' }
    );
    let op = if negated { "not in range" } else { "in range" };
    Working::named(op, &ends, vec![item, low, high])
}
