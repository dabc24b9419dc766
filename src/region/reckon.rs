//! Arithmetic on what expressions come to.

use crate::syntax::ast::BinaryOp;
use crate::value::{self, Number, Value};

use super::subset::ordinal;
use super::terms::{Alternative, Term, add};
use super::zone::{DimId, Opaque};

/// An arithmetic operation on what two expressions come to.
pub(super) fn reckon(
    op: BinaryOp,
    left: &[Alternative],
    right: &[Alternative],
) -> Result<Vec<Alternative>, Opaque> {
    let mut found = Vec::new();
    for one in left {
        for two in right {
            add(&mut found, one.guard.and(&two.guard)?, result(op, &one.term, &two.term)?)?;
        }
    }
    Ok(found)
}

fn result(op: BinaryOp, left: &Term, right: &Term) -> Result<Term, Opaque> {
    let number = |value: &Value| ordinal(value).ok_or(Opaque);
    match (left, right) {
        (Term::Known(one), Term::Known(two)) => {
            let result = match op {
                BinaryOp::Add => value::add(one, two),
                BinaryOp::Subtract => value::subtract(one, two),
                BinaryOp::Multiply => value::multiply(one, two),
                _ => value::divide(one, two),
            };
            result.map(Term::Known).map_err(|_| Opaque)
        }
        (Term::Line { dim, times, plus }, Term::Known(value)) => {
            let value = number(value)?;
            let (times, plus) = match op {
                BinaryOp::Add => (Ok(times.clone()), plus.checked_add(&value)),
                BinaryOp::Subtract => (Ok(times.clone()), plus.checked_sub(&value)),
                BinaryOp::Multiply => (times.checked_mul(&value), plus.checked_mul(&value)),
                _ => (times.checked_div(&value), plus.checked_div(&value)),
            };
            line(*dim, times, plus)
        }
        (Term::Known(value), Term::Line { dim, times, plus }) => {
            let value = number(value)?;
            let (times, plus) = match op {
                BinaryOp::Add => (Ok(times.clone()), plus.checked_add(&value)),
                BinaryOp::Subtract => (Ok(times.negate()), value.checked_sub(plus)),
                BinaryOp::Multiply => (times.checked_mul(&value), plus.checked_mul(&value)),
                _ => return Err(Opaque),
            };
            line(*dim, times, plus)
        }
        // What is neither a value nor a fact stays so; with a part that may be absent itself, both
        // have to be looked at.
        (Term::Absent, Term::Known(_)) | (Term::Known(_), Term::Absent) => Ok(Term::Absent),
        (Term::Open, Term::Known(_)) | (Term::Known(_), Term::Open) => Ok(Term::Open),
        (Term::Absent, _) | (_, Term::Absent) => Ok(Term::Absent),
        _ => Err(Opaque),
    }
}

type Reckoned = Result<Number, value::ArithmeticError>;

fn line(dim: DimId, times: Reckoned, plus: Reckoned) -> Result<Term, Opaque> {
    let (times, plus) = (times.map_err(|_| Opaque)?, plus.map_err(|_| Opaque)?);
    if times.is_zero() { Err(Opaque) } else { Ok(Term::Line { dim, times, plus }) }
}
