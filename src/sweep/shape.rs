//! The shape of a run: which way it took, and how each comparison came out.
//!
//! Two runs of one shape compute the same formulas. Where every comparison is of values whose
//! difference only grows or only falls along the varied fact, the values of the fact with one shape
//! lie side by side: equal ends of a stretch prove what lies between them.

mod calls;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use crate::eval::{Manner, TraceStep};
use crate::ids::{NodeId, RuleId};
use crate::program::{NodeKind, Program};
use crate::syntax::ast::Aggregate;
use crate::value::{self, Answer, FactSet, Type, Value};

use super::axis::Axis;
use super::direction::{Dir, Dirs};

/// What is kept of one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Position in the trace.
    pub(super) step: usize,
    /// The node.
    pub(super) node: NodeId,
    manner: Manner,
    state: State,
    /// How a comparison came out, finer than its truth; which argument is the least.
    pub(super) signs: Vec<Ordering>,
    /// What the signs come to, if that is not in the answer: the row, the argument, the month.
    pub(super) pick: Option<i64>,
}

/// What a step came to, as far as it bears on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    None,
    Open(FactSet),
    Absent,
    /// A number, a date or a period, whose value is not part of the shape.
    Measure,
    /// Everything else.
    Value(Value),
}

impl Mark {
    /// Whether the step was worked out here.
    pub(super) fn is_worked(&self) -> bool {
        self.manner == Manner::Worked
    }

    /// Whether it came out the same, wherever in the trace.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.leads_alike(other) && self.signs == other.signs
    }

    /// Whether it says the same for the way that the run took.
    pub(super) fn leads_alike(&self, other: &Self) -> bool {
        self.state == other.state && self.pick == other.pick
    }
}

/// A run as a shape.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) marks: Vec<Mark>,
    /// How the rules that were worked out move.
    pub(super) rules: HashMap<RuleId, Dirs>,
    /// The nodes whose values move.
    pub(super) moving: HashSet<NodeId>,
    /// Whether the facts with this shape are known to lie side by side.
    pub(super) convex: bool,
}

impl Shape {
    pub(super) fn of(program: &Program, axes: &[&Axis], steps: &[TraceStep]) -> Self {
        let mut reader = Reader {
            program,
            axes,
            steps,
            marks: Vec::with_capacity(steps.len()),
            rules: HashMap::new(),
            moving: HashSet::new(),
            convex: true,
        };
        let mut output = None;
        let (mut at, mut next) = (0, steps.first());
        while let Some(step) = next {
            let dirs = reader.step(at);
            match step.manner {
                Manner::Row(number) => output = program.outputs.get(number as usize),
                Manner::Worked => {
                    if let Some(output) = output {
                        reader.rules.insert(output.rule, dirs);
                    }
                }
                Manner::Repeated | Manner::Skipped => {}
            }
            at = (step.end as usize).max(at + 1);
            next = steps.get(at);
        }
        let Reader { marks, rules, moving, convex, .. } = reader;
        Self { marks, rules, moving, convex }
    }
}

/// A step below another one, read.
struct Part<'a> {
    node: NodeId,
    dirs: Dirs,
    answer: Option<&'a Answer>,
}

struct Reader<'a> {
    program: &'a Program,
    axes: &'a [&'a Axis],
    steps: &'a [TraceStep],
    marks: Vec<Mark>,
    rules: HashMap<RuleId, Dirs>,
    moving: HashSet<NodeId>,
    convex: bool,
}

impl<'a> Reader<'a> {
    /// Reads the step at a position and what it was made of; how its value moves.
    fn step(&mut self, at: usize) -> Dirs {
        let Some(step) = self.steps.get(at) else { return Dirs::SAME };
        let own = self.marks.len();
        self.marks.push(Mark {
            step: at,
            node: step.node,
            manner: step.manner,
            state: state(step.answer.as_ref()),
            signs: Vec::new(),
            pick: None,
        });
        let Some(node) = self.program.node(step.node) else { return Dirs::SAME };
        if step.manner == Manner::Repeated {
            let dirs = self.repeated(&node.kind);
            if !dirs.is_same() {
                self.moving.insert(step.node);
            }
            return dirs;
        }
        if step.manner != Manner::Worked {
            return Dirs::SAME;
        }
        let mut parts = Vec::new();
        let mut child = at + 1;
        while child < step.end as usize {
            let Some(below) = self.steps.get(child) else { break };
            let dirs = self.step(child);
            if below.manner != Manner::Skipped && !matches!(below.manner, Manner::Row(_)) {
                parts.push(Part { node: below.node, dirs, answer: below.answer.as_ref() });
            }
            child = (below.end as usize).max(child + 1);
        }
        let measured = matches!(node.ty, Type::Number(_) | Type::Date | Type::Period(_));
        let dirs = self.moves(own, &node.kind, measured, &parts);
        if let NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } = &node.kind {
            let known = self.rules.remove(rule);
            let both = known.map_or(dirs.clone(), |known| known.zip(dirs.clone(), Dir::either));
            self.rules.insert(*rule, both);
        }
        if !dirs.is_same() {
            self.moving.insert(step.node);
        }
        match step.answer {
            // What is known of an unknown amount is told by bounds, which may move as they like.
            Some(Answer::Unknown(_)) => dirs.unsettled(),
            Some(Answer::NotApplicable) => Dirs::SAME,
            _ => dirs,
        }
    }

    fn repeated(&self, kind: &NodeKind) -> Dirs {
        match kind {
            NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => {
                self.rules.get(rule).cloned().unwrap_or(Dirs::SAME)
            }
            _ => Dirs::SAME,
        }
    }

    /// How the value of a node moves that was made of `parts`; `own` is its mark.
    fn moves(&mut self, own: usize, kind: &NodeKind, measured: bool, parts: &[Part<'a>]) -> Dirs {
        let part = |id: &NodeId| parts.iter().find(|part| part.node == *id);
        let dirs = |id: &NodeId| part(id).map_or(Dirs::SAME, |part| part.dirs.clone());
        match kind {
            NodeKind::Fact(fact) => {
                let axis =
                    self.axes.iter().position(|axis| axis.fact == *fact && axis.cell.is_none());
                axis.filter(|_| measured).map_or(Dirs::SAME, Dirs::of_axis)
            }
            NodeKind::Field { record, field, .. } => self.field(*record, *field, measured),
            NodeKind::Binary { op, left, right } if op.is_comparison() => {
                if let (Some(left), Some(right)) = (part(left), part(right)) {
                    self.compared(own, left, right);
                }
                Dirs::SAME
            }
            NodeKind::Binary { op, left, right } => calls::arithmetic(*op, part(left), part(right)),
            NodeKind::Negate(inner) => dirs(inner).map(Dir::turned),
            NodeKind::InRange { item, range, .. } => {
                if let Some(item) = part(item) {
                    let ends = [range.low, range.high].into_iter().flatten();
                    ends.filter_map(|end| part(&end)).for_each(|end| self.compared(own, item, end));
                }
                Dirs::SAME
            }
            NodeKind::In { item, set, .. } => {
                self.member(own, part(item), part(set));
                Dirs::SAME
            }
            NodeKind::Lookup { table, key, .. } => {
                let is_measure = |part: &&Part<'_>| state(part.answer) == State::Measure;
                if let Some(key) = part(key).filter(|key| !key.dirs.is_same() || is_measure(key)) {
                    self.row(own, table.index(), key);
                }
                Dirs::SAME
            }
            NodeKind::Call { function, arguments } => {
                let arguments: Vec<&Part<'a>> = arguments.iter().filter_map(part).collect();
                self.call(own, function.name, &arguments)
            }
            NodeKind::Aggregate { function, body, .. } => {
                let bodies = parts.iter().filter(|part| part.node == *body);
                let bodies = bodies.map(|part| part.dirs.clone());
                match function {
                    Aggregate::Count => Dirs::SAME,
                    Aggregate::Sum => bodies.fold(Dirs::SAME, |sum, one| sum.zip(one, Dir::plus)),
                    Aggregate::Min | Aggregate::Max => {
                        bodies.reduce(|sum, one| sum.zip(one, Dir::either)).unwrap_or(Dirs::SAME)
                    }
                }
            }
            NodeKind::SetOf(_) => {
                let all = parts.iter().map(|part| part.dirs.clone());
                all.reduce(|sum, one| sum.zip(one, Dir::plus)).unwrap_or(Dirs::SAME).unsettled()
            }
            _ if measured => self.passed(parts),
            _ => Dirs::SAME,
        }
    }

    /// Of a body around others: the one that was taken.
    fn passed(&self, parts: &[Part<'a>]) -> Dirs {
        let values = parts.iter().filter(|part| {
            let ty = self.program.node(part.node).map(|node| &node.ty);
            ty != Some(&Type::Truth) && !matches!(part.answer, Some(Answer::NotApplicable) | None)
        });
        let dirs = values.map(|part| part.dirs.clone());
        dirs.reduce(|sum, one| sum.zip(one, Dir::either)).unwrap_or(Dirs::SAME)
    }

    /// A field of a row: the varied one moves with the fact, the same field of other rows stays.
    fn field(&self, record: crate::ids::RecordId, field: u16, measured: bool) -> Dirs {
        let own = |axis: Option<&&Axis>| {
            let Some(axis) = axis.filter(|_| measured) else { return Dir::Same };
            let list = self.program.fact(axis.fact).map(|fact| &fact.ty);
            let is =
                axis.cell.is_some_and(|(_, own)| own == field) && list == Some(&Type::List(record));
            if is { Dir::Up } else { Dir::Same }
        };
        Dirs([own(self.axes.first()), own(self.axes.get(1))])
    }

    /// Keeps how two values compare.
    fn compared(&mut self, own: usize, left: &Part<'_>, right: &Part<'_>) {
        let difference = left.dirs.clone().zip(right.dirs.clone().map(Dir::turned), Dir::plus);
        let absent = |part: &Part<'_>| matches!(part.answer, Some(Answer::NotApplicable));
        if absent(left) || absent(right) {
            return;
        }
        let is_open = |part: &Part<'_>| matches!(part.answer, Some(Answer::Unknown(_)));
        let moves_openly = |part: &Part<'_>| is_open(part) && !part.dirs.is_same();
        self.convex &= difference.is_convex() && !moves_openly(left) && !moves_openly(right);
        let signs = signs(left.answer, right.answer);
        if let Some(mark) = self.marks.get_mut(own) {
            mark.signs.extend(signs);
        }
    }

    fn member(&mut self, own: usize, item: Option<&Part<'_>>, set: Option<&Part<'_>>) {
        let (Some(item), Some(set)) = (item, set) else { return };
        if item.dirs.is_same() && set.dirs.is_same() {
            return;
        }
        match (item.answer, set.answer) {
            (Some(Answer::Known(value)), Some(Answer::Known(Value::Set(all))))
                if set.dirs.is_same() =>
            {
                self.convex &= item.dirs.is_convex();
                let signs = all.iter().filter_map(|one| value::compare(value, one)).collect();
                if let Some(mark) = self.marks.get_mut(own) {
                    mark.signs = signs;
                }
            }
            _ => self.convex = false,
        }
    }

    /// Keeps the row of a table that a moving key falls into.
    fn row(&mut self, own: usize, table: usize, key: &Part<'_>) {
        self.convex &= key.dirs.is_convex();
        let (Some(table), Some(Answer::Known(value))) =
            (self.program.tables.get(table), key.answer)
        else {
            self.convex &= !matches!(key.answer, Some(Answer::Unknown(_)));
            return;
        };
        let rows = table.editions.iter().flat_map(|edition| &edition.rows);
        let ends = rows.clone().flat_map(|row| match &row.key {
            crate::program::Key::OneOf(values) => values.iter().collect::<Vec<_>>(),
            crate::program::Key::Range { low, high, .. } => low.iter().chain(high).collect(),
        });
        let signs = ends.filter_map(|end| value::compare(value, end)).collect();
        let row =
            rows.clone().position(|row| row.fits(value)).and_then(|at| i64::try_from(at).ok());
        if let Some(mark) = self.marks.get_mut(own) {
            (mark.signs, mark.pick) = (signs, Some(row.unwrap_or(-1)));
        }
    }
}

/// How two values compare; of an unknown one, how its bounds do.
fn signs(left: Option<&Answer>, right: Option<&Answer>) -> Vec<Ordering> {
    let ends = |answer: Option<&Answer>| match answer {
        Some(Answer::Known(value)) => vec![value.clone()],
        Some(Answer::Unknown(unknown)) => [&unknown.low, &unknown.high]
            .into_iter()
            .flatten()
            .cloned()
            .map(Value::Number)
            .collect(),
        _ => Vec::new(),
    };
    let (left, right) = (ends(left), ends(right));
    left.iter().flat_map(|one| right.iter().filter_map(|two| value::compare(one, two))).collect()
}

fn state(answer: Option<&Answer>) -> State {
    match answer {
        None => State::None,
        Some(Answer::NotApplicable) => State::Absent,
        Some(Answer::Unknown(unknown)) => State::Open(unknown.facts),
        Some(Answer::Known(Value::Number(_) | Value::Date(_) | Value::Period(_))) => State::Measure,
        // A list is as it was given; its length does not change.
        Some(Answer::Known(Value::List(_))) => State::None,
        Some(Answer::Known(value)) => State::Value(value.clone()),
    }
}
