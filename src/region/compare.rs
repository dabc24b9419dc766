//! Comparisons of what expressions come to.

use crate::syntax::ast::BinaryOp;
use crate::value::{self, Number, Value};

use super::space::{Dim, Space};
use super::subset::{Subset, Values, ordinal};
use super::terms::{Alternative, Term, among, is_whole, solved};
use super::truth::Truth;
use super::zone::{DimId, Opaque, Region};

/// The operator with its sides changed over.
pub(super) fn turned(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Less => BinaryOp::Greater,
        BinaryOp::LessOrEqual => BinaryOp::GreaterOrEqual,
        BinaryOp::Greater => BinaryOp::Less,
        BinaryOp::GreaterOrEqual => BinaryOp::LessOrEqual,
        other => other,
    }
}

/// Where a comparison holds.
pub(super) fn compare(
    space: &mut Space,
    op: BinaryOp,
    left: &[Alternative],
    right: &[Alternative],
) -> Result<Truth, Opaque> {
    let mut joined = Truth::nothing();
    for one in left {
        for two in right {
            let guard = one.guard.and(&two.guard)?;
            if !guard.is_empty() {
                joined = joined.or(&pair(space, op, &one.term, &two.term)?.within(&guard)?)?;
            }
        }
    }
    Ok(joined)
}

fn pair(space: &mut Space, op: BinaryOp, left: &Term, right: &Term) -> Result<Truth, Opaque> {
    match (left, right) {
        (Term::Absent, _) | (_, Term::Absent) => {
            Ok(Truth { absent: Region::all(), ..Truth::nothing() })
        }
        (Term::Open, other) | (other, Term::Open) => {
            let absent = other.dim().map_or_else(Region::none, |dim| space.absent(dim));
            Ok(Truth { absent, open: Region::all(), ..Truth::nothing() })
        }
        (Term::Known(one), Term::Known(two)) => Ok(Truth::known(relation(op, one, two))),
        (Term::Known(_), _) => pair(space, turned(op), right, left),
        (Term::Line { dim, times, plus }, Term::Known(value)) => {
            let end = ordinal(value).ok_or(Opaque)?;
            let values = solved(op, times, plus, &end, is_whole(space, *dim))?;
            Ok(Truth::split(space, *dim, Values::Line(values), true))
        }
        (Term::Plain(dim), Term::Known(value)) => {
            let equal = among(space, left, std::slice::from_ref(value))?;
            let values = match op {
                BinaryOp::Equal => equal,
                BinaryOp::NotEqual => equal.not(),
                _ => return Err(Opaque),
            };
            Ok(Truth::split(space, *dim, values, true))
        }
        (Term::Line { dim, times, plus }, Term::Line { dim: other, times: by, plus: and })
            if dim == other =>
        {
            let times = times.checked_sub(by).map_err(|_| Opaque)?;
            let plus = plus.checked_sub(and).map_err(|_| Opaque)?;
            if times.is_zero() {
                let holds = relation(op, &Value::Number(plus), &Value::Number(Number::ZERO));
                return always(space, *dim, holds);
            }
            let values = solved(op, &times, &plus, &Number::ZERO, is_whole(space, *dim))?;
            Ok(Truth::split(space, *dim, Values::Line(values), true))
        }
        (Term::Plain(dim), Term::Plain(other)) if dim == other => {
            always(space, *dim, op == BinaryOp::Equal)
        }
        (Term::Plain(dim), Term::Plain(other)) => {
            let (one, two) = (*dim.min(other), *dim.max(other));
            order(space, op, one, two, Number::ONE, Number::ZERO)
        }
        (Term::Line { .. }, Term::Line { .. }) => lines(space, op, left, right),
        _ => Err(Opaque),
    }
}

/// A comparison of a dimension with itself.
fn always(space: &Space, dim: DimId, holds: bool) -> Result<Truth, Opaque> {
    Truth {
        absent: space.absent(dim),
        open: space.open(dim),
        exact: true,
        ..Truth::known(holds).within(&space.valued(dim))?
    }
    .within(&Region::all())
}

/// A comparison of lines of two dimensions.
fn lines(space: &mut Space, op: BinaryOp, left: &Term, right: &Term) -> Result<Truth, Opaque> {
    let (Term::Line { dim, times, plus }, Term::Line { dim: other, times: by, plus: and }) =
        (left, right)
    else {
        return Err(Opaque);
    };
    if dim > other {
        return lines(space, turned(op), right, left);
    }
    // times * x + plus  op  by * y + and, as  x  op  (by * y + and - plus) / times.
    let ratio = by.checked_div(times).map_err(|_| Opaque)?;
    let rest =
        and.checked_sub(plus).and_then(|rest| rest.checked_div(times)).map_err(|_| Opaque)?;
    let op = if times.is_negative() { turned(op) } else { op };
    order(space, op, *dim, *other, ratio, rest)
}

fn order(
    space: &mut Space,
    op: BinaryOp,
    left: DimId,
    right: DimId,
    times: Number,
    plus: Number,
) -> Result<Truth, Opaque> {
    let (less, equal, greater) = (0, 1, 2);
    let held: &[u16] = match op {
        BinaryOp::Less => &[less],
        BinaryOp::LessOrEqual => &[less, equal],
        BinaryOp::Greater => &[greater],
        BinaryOp::GreaterOrEqual => &[greater, equal],
        BinaryOp::Equal => &[equal],
        BinaryOp::NotEqual => &[less, greater],
        _ => return Err(Opaque),
    };
    let dim = space.meet(Dim::Order { left, right, times, plus }, || Subset::of(Values::few(3)));
    let valued = space.valued(left).and(&space.valued(right))?;
    let split =
        Truth::split(space, dim, Values::among(3, held.iter().copied()), false).within(&valued)?;
    Ok(Truth {
        absent: space.absent(left).or(&space.absent(right))?,
        open: space.open(left).or(&space.open(right))?,
        ..split
    })
}

fn relation(op: BinaryOp, left: &Value, right: &Value) -> bool {
    let order = value::compare(left, right);
    match op {
        BinaryOp::Equal => value::same(left, right),
        BinaryOp::NotEqual => !value::same(left, right),
        BinaryOp::Less => order.is_some_and(std::cmp::Ordering::is_lt),
        BinaryOp::LessOrEqual => order.is_some_and(std::cmp::Ordering::is_le),
        BinaryOp::Greater => order.is_some_and(std::cmp::Ordering::is_gt),
        _ => order.is_some_and(std::cmp::Ordering::is_ge),
    }
}

/// Where an element is in a set whose elements are known.
pub(super) fn membership(
    space: &Space,
    items: &[Alternative],
    sets: &[Alternative],
) -> Result<Truth, Opaque> {
    let mut joined = Truth::nothing();
    for item in items {
        for set in sets {
            let guard = item.guard.and(&set.guard)?;
            let truth = match (&item.term, &set.term) {
                (Term::Absent, _) | (_, Term::Absent) => {
                    Truth { absent: Region::all(), ..Truth::nothing() }
                }
                (Term::Open, other) | (other, Term::Open) => {
                    let absent = other.dim().map_or_else(Region::none, |dim| space.absent(dim));
                    Truth { absent, open: Region::all(), ..Truth::nothing() }
                }
                (Term::Known(item), Term::Known(Value::Set(elements))) => {
                    Truth::known(elements.iter().any(|one| value::same(one, item)))
                }
                (term, Term::Known(Value::Set(elements))) => {
                    let dim = term.dim().ok_or(Opaque)?;
                    Truth::split(space, dim, among(space, term, elements)?, true)
                }
                _ => return Err(Opaque),
            };
            joined = joined.or(&truth.within(&guard)?)?;
        }
    }
    Ok(joined)
}

/// A truth value that is read, as a condition.
pub(super) fn as_truth(space: &Space, values: &[Alternative]) -> Result<Truth, Opaque> {
    let mut joined = Truth::nothing();
    for Alternative { guard, term } in values {
        let truth = match term {
            Term::Known(Value::Truth(truth)) => Truth::known(*truth),
            Term::Plain(dim) => Truth::of_dim(space, *dim, true),
            Term::Absent => Truth { absent: Region::all(), ..Truth::nothing() },
            Term::Open => Truth { open: Region::all(), ..Truth::nothing() },
            Term::Known(_) | Term::Line { .. } => return Err(Opaque),
        };
        joined = joined.or(&truth.within(guard)?)?;
    }
    Ok(joined)
}
