//! Going down the ranking with the budget in hand.

use crate::diagnostic::{Code, Diagnostic};
use crate::value::Number;

use super::rank::Runner;
use super::report::Placing;

/// What became of one application, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// Why; the placing follows from it.
    pub(super) why: Why,
    /// What was left when its turn came; none where that cannot be told.
    pub(super) left: Option<Number>,
}

/// The reasons for a placing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The applications of the day do not reach the budget: all are accepted, unranked.
    NotReached,
    /// It fits, with all that tie with it.
    Fits,
    /// Nothing was left.
    Exhausted,
    /// It asks for more than was left, which is not nothing: a part, or the next in line? The
    /// document does not say.
    LargerThanLeft,
    /// As many tie in every key, and not all of them fit.
    Tied(usize),
    /// What was left hangs on an undetermined one before it.
    AfterOpen,
}

impl Why {
    pub(super) fn placing(self) -> Placing {
        match self {
            Self::NotReached | Self::Fits => Placing::Accepted,
            Self::Exhausted => Placing::Rejected,
            Self::LargerThanLeft | Self::Tied(_) | Self::AfterOpen => Placing::Undetermined,
        }
    }
}

/// The sum of amounts.
///
/// # Errors
///
/// `overflow`.
pub(super) fn total<'n>(
    mut amounts: impl Iterator<Item = &'n Number>,
) -> Result<Number, Diagnostic> {
    amounts.try_fold(Number::ZERO, |sum, one| {
        sum.checked_add(one).map_err(|_| Diagnostic::unplaced(Code::Overflow))
    })
}

/// What becomes of each application, by position in `field`.
///
/// # Errors
///
/// `overflow`.
pub(super) fn share(
    groups: &[Vec<usize>],
    field: &[Runner],
    budget: &Number,
    reached: bool,
) -> Result<Vec<Share>, Diagnostic> {
    let mut shares = vec![Share { why: Why::NotReached, left: Some(budget.clone()) }; field.len()];
    if !reached {
        return Ok(shares);
    }
    let mut left = Some(budget.clone());
    for group in groups {
        let requests: Vec<&Number> =
            group.iter().filter_map(|at| field.get(*at)).map(|runner| &runner.requested).collect();
        let (why, after) = turn(&requests, left.as_ref())?;
        for at in group {
            if let Some(share) = shares.get_mut(*at) {
                *share = Share { why, left: left.clone() };
            }
        }
        left = after;
    }
    Ok(shares)
}

/// What becomes of applications that tie, and what is left after them.
fn turn(requests: &[&Number], left: Option<&Number>) -> Result<(Why, Option<Number>), Diagnostic> {
    let Some(left) = left else { return Ok((Why::AfterOpen, None)) };
    if left.is_zero() {
        return Ok((Why::Exhausted, Some(Number::ZERO)));
    }
    let sum = total(requests.iter().copied())?;
    if sum <= *left {
        let after = left.checked_sub(&sum).map_err(|_| Diagnostic::unplaced(Code::Overflow))?;
        return Ok((Why::Fits, Some(after)));
    }
    match requests {
        [_] => Ok((Why::LargerThanLeft, None)),
        _ => Ok((Why::Tied(requests.len()), used_up(requests, left).then_some(Number::ZERO))),
    }
}

/// Whether applications that tie use up what is left in whatever order they are taken. They do if
/// and only if all ask for the same amount and what is left is a multiple of it: of two different
/// amounts, the one or the other at the end overshoots or falls short.
fn used_up(requests: &[&Number], left: &Number) -> bool {
    let Some((first, rest)) = requests.split_first() else { return false };
    rest.iter().all(|one| one == first)
        && left.checked_div(first).is_ok_and(|times| times.is_integer())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whys(groups: &[&[i64]], budget: i64) -> Vec<Why> {
        let mut field = Vec::new();
        let mut positions = Vec::new();
        for group in groups {
            let first = field.len();
            field.extend(
                group.iter().map(|yen| Runner { entry: 0, requested: Number::from_i64(*yen) }),
            );
            positions.push((first..field.len()).collect());
        }
        let shares = share(&positions, &field, &Number::from_i64(budget), true).unwrap();
        shares.into_iter().map(|share| share.why).collect()
    }

    #[test]
    fn what_fits_exactly_leaves_nothing_for_the_next() {
        assert_eq!(whys(&[&[10], &[20], &[5]], 30), [Why::Fits, Why::Fits, Why::Exhausted]);
    }

    #[test]
    fn a_tie_is_harmless_where_all_fit() {
        assert_eq!(whys(&[&[10, 20], &[5]], 30), [Why::Fits, Why::Fits, Why::Exhausted]);
    }

    #[test]
    fn nothing_is_skipped_after_a_request_that_does_not_fit() {
        assert_eq!(
            whys(&[&[10], &[30], &[5]], 30),
            [Why::Fits, Why::LargerThanLeft, Why::AfterOpen]
        );
    }

    #[test]
    fn equal_requests_that_tie_use_up_the_rest_whoever_gets_it() {
        let tied = Why::Tied(3);
        assert_eq!(whys(&[&[10, 10, 10], &[5]], 20), [tied, tied, tied, Why::Exhausted]);
        assert_eq!(whys(&[&[10, 10, 10], &[5]], 25), [tied, tied, tied, Why::AfterOpen]);
        assert_eq!(whys(&[&[10, 10, 20], &[5]], 20), [tied, tied, tied, Why::AfterOpen]);
    }
}
