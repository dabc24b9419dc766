//! What expressions come to: constants, facts, and straight lines of one fact.

use crate::ids::NodeId;
use crate::program::NodeKind;
use crate::syntax::ast::BinaryOp;
use crate::value::{Answer, Number, Type, Value};

use super::flow::{Leaf, Way};
use super::interval::{Cut, Intervals};
use super::reader::Reader;
use super::reckon::reckon;
use super::space::{Dim, values_of_fact, values_of_type};
use super::subset::{Subset, Values, ordinal};
use super::zone::{DimId, Opaque, Region};

/// How many different things an expression may come to.
const MOST: usize = 64;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A value.
    Known(Value),
    /// A dimension that is ordered, multiplied and moved: a date counts in days, a period in its
    /// units. `times` is not 0.
    Line { dim: DimId, times: Number, plus: Number },
    /// Any other dimension.
    Plain(DimId),
    /// Not applicable.
    Absent,
    /// Unknown, although all facts are known.
    Open,
}

impl Term {
    pub(super) fn line(dim: DimId) -> Self {
        Self::Line { dim, times: Number::ONE, plus: Number::ZERO }
    }

    /// The dimension that it is made of.
    pub(super) fn dim(&self) -> Option<DimId> {
        match self {
            Self::Line { dim, .. } | Self::Plain(dim) => Some(*dim),
            Self::Known(_) | Self::Absent | Self::Open => None,
        }
    }
}

/// What an expression comes to in a part of the space.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) guard: Region,
    pub(super) term: Term,
}

fn everywhere(term: Term) -> Vec<Alternative> {
    vec![Alternative { guard: Region::all(), term }]
}

/// Adds an alternative to those of the same term.
pub(super) fn add(found: &mut Vec<Alternative>, guard: Region, term: Term) -> Result<(), Opaque> {
    if guard.is_empty() {
        return Ok(());
    }
    if let Some(same) = found.iter_mut().find(|one| one.term == term) {
        same.guard = same.guard.or(&guard)?;
        return Ok(());
    }
    if found.len() >= MOST {
        return Err(Opaque);
    }
    found.push(Alternative { guard, term });
    Ok(())
}

impl Reader<'_> {
    pub(super) fn read_value(&mut self, id: NodeId) -> Result<Vec<Alternative>, Opaque> {
        let program = self.program;
        let node = program.node(id).ok_or(Opaque)?;
        match &node.kind {
            NodeKind::Constant(value) => Ok(everywhere(Term::Known(value.clone()))),
            NodeKind::Undetermined => Ok(everywhere(Term::Open)),
            NodeKind::NotApplicable => Ok(everywhere(Term::Absent)),
            NodeKind::Fact(fact) => {
                let dim = self.fact(*fact)?;
                Ok(everywhere(term_of(&node.ty, dim)))
            }
            NodeKind::Reading(reading) => {
                let total = || Subset::of(values_of_type(program, &node.ty));
                Ok(everywhere(Term::Plain(self.space.meet(Dim::Reading(*reading), total))))
            }
            NodeKind::Field { variable, record, field } => {
                let fields = &program.records.get(record.index()).ok_or(Opaque)?.fields;
                let declared = fields.get(usize::from(*field)).ok_or(Opaque)?;
                // A field may be left out of a row.
                let total =
                    || Subset { open: true, ..Subset::of(values_of_fact(program, declared)) };
                let dim = Dim::Field { variable: *variable, record: *record, field: *field };
                Ok(everywhere(term_of(&node.ty, self.space.meet(dim, total))))
            }
            NodeKind::Parameter(parameter) => {
                let values = &program.parameters.get(parameter.index()).ok_or(Opaque)?.values;
                let found = values.iter().rev().find(|value| value.from <= self.date);
                let found =
                    found.filter(|value| value.until.is_none_or(|until| self.date <= until));
                Ok(found.map_or_else(Vec::new, |value| everywhere(term_of_answer(&value.value))))
            }
            NodeKind::Negate(inner) => {
                let minus = Term::Known(Value::Number(Number::from_i64(-1)));
                let inner = self.value(*inner);
                reckon(BinaryOp::Multiply, &everywhere(minus), &inner)
            }
            NodeKind::Binary {
                op:
                    op @ (BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide),
                left,
                right,
            } => {
                // A period cannot be less than none, and a line knows of no end.
                if *op == BinaryOp::Subtract && matches!(node.ty, Type::Period(_)) {
                    return Err(Opaque);
                }
                let (left, right) = (self.value(*left), self.value(*right));
                reckon(*op, &left, &right)
            }
            NodeKind::Lookup { table, key, column } => {
                self.cell(*table, *key, usize::from(*column))
            }
            NodeKind::IfApplicable { value, otherwise } => self.applicable(*value, *otherwise),
            _ => self.chosen(id, node.ty == Type::Truth),
        }
    }

    fn applicable(&mut self, value: NodeId, otherwise: NodeId) -> Result<Vec<Alternative>, Opaque> {
        let (value, otherwise) = (self.value(value), self.value(otherwise));
        let mut found = Vec::new();
        for Alternative { guard, term } in value.iter() {
            let absent = match term {
                Term::Absent => guard.clone(),
                _ => match term.dim() {
                    Some(dim) => guard.and(&self.space.absent(dim))?,
                    None => Region::none(),
                },
            };
            if *term != Term::Absent {
                add(&mut found, guard.clone(), term.clone())?;
            }
            for other in otherwise.iter() {
                add(&mut found, absent.and(&other.guard)?, other.term.clone())?;
            }
        }
        Ok(found)
    }

    /// The values of a node that chooses among others, or of a condition.
    fn chosen(&mut self, id: NodeId, is_truth: bool) -> Result<Vec<Alternative>, Opaque> {
        let mut found = Vec::new();
        if let Some(flow) = self.flow(id)? {
            for Way { guard, leaf } in flow.ways {
                match leaf {
                    Leaf::Node(node) => {
                        for one in self.value(node).iter() {
                            add(&mut found, guard.and(&one.guard)?, one.term.clone())?;
                        }
                    }
                    Leaf::Absent => add(&mut found, guard, Term::Absent)?,
                    Leaf::Open => add(&mut found, guard, Term::Open)?,
                }
            }
            return Ok(found);
        }
        if !is_truth {
            return Err(Opaque);
        }
        let truth = self.truth(id);
        add(&mut found, truth.holds.clone(), Term::Known(Value::Truth(true)))?;
        add(&mut found, truth.fails.clone(), Term::Known(Value::Truth(false)))?;
        add(&mut found, truth.absent.clone(), Term::Absent)?;
        add(&mut found, truth.open.clone(), Term::Open)?;
        Ok(found)
    }
}

fn term_of(ty: &Type, dim: DimId) -> Term {
    if ty.is_ordered() && *ty != Type::Any { Term::line(dim) } else { Term::Plain(dim) }
}

pub(super) fn term_of_answer(answer: &Answer) -> Term {
    match answer {
        Answer::Known(value) => Term::Known(value.clone()),
        Answer::NotApplicable => Term::Absent,
        Answer::Unknown(_) => Term::Open,
    }
}

/// Whether a dimension has whole numbers only.
pub(super) fn is_whole(space: &super::space::Space, dim: DimId) -> bool {
    matches!(space.total(dim).map(|total| &total.values), Some(Values::Line(line)) if line.is_whole())
}

/// The values of a dimension for which a term of it is one of `values`.
pub(super) fn among(
    space: &super::space::Space,
    term: &Term,
    values: &[Value],
) -> Result<Values, Opaque> {
    let dim = term.dim().ok_or(Opaque)?;
    let total = space.total(dim).ok_or(Opaque)?;
    let mut found = total.values.nothing();
    for value in values {
        let one = match (term, value) {
            (Term::Line { times, plus, .. }, _) => {
                let number = ordinal(value).ok_or(Opaque)?;
                let whole = is_whole(space, dim);
                Values::Line(solved(BinaryOp::Equal, times, plus, &number, whole)?)
            }
            (_, Value::Choice(choice)) => choice_of(total, *choice)?,
            (_, Value::Truth(truth)) => Values::truth(&[*truth]),
            (_, Value::Text(text)) => {
                Values::Texts { all_but: false, listed: [text.clone()].into() }
            }
            _ => return Err(Opaque),
        };
        found = found.or(&one);
    }
    Ok(found)
}

/// One choice; nothing is known of those of a list that is too long to be told apart.
fn choice_of(total: &Subset, choice: u16) -> Result<Values, Opaque> {
    match total.values {
        Values::Few(few) if choice < few.count() => Ok(Values::among(few.count(), [choice])),
        Values::Few(_) | Values::Line(_) | Values::Texts { .. } => Err(Opaque),
    }
}

/// The numbers x for which `times * x + plus` compares with `end` as `op` says.
pub(super) fn solved(
    op: BinaryOp,
    times: &Number,
    plus: &Number,
    end: &Number,
    whole: bool,
) -> Result<Intervals, Opaque> {
    let end = end.checked_sub(plus).and_then(|rest| rest.checked_div(times)).map_err(|_| Opaque)?;
    let op = if times.is_negative() { super::compare::turned(op) } else { op };
    let between = |from, to| Intervals::between(from, to, whole);
    Ok(match op {
        BinaryOp::Less => between(Cut::Start, Cut::below(end)),
        BinaryOp::LessOrEqual => between(Cut::Start, Cut::above(end)),
        BinaryOp::Greater => between(Cut::above(end), Cut::End),
        BinaryOp::GreaterOrEqual => between(Cut::below(end), Cut::End),
        BinaryOp::Equal => Intervals::point(end, whole),
        BinaryOp::NotEqual => Intervals::point(end, whole).not(),
        _ => return Err(Opaque),
    })
}
