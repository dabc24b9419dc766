//! Which parts of two steps belong together.

use crate::decision::{Step, StepKind};

/// The parts of two steps, paired in the order of the first one; what only one has stands alone.
///
/// Parts of one kind, name and expression belong together; then parts of one kind and name; then
/// parts of one kind at the same place, where the expression was written anew.
pub(super) fn aligned<'s>(
    left: &'s [Step],
    right: &'s [Step],
) -> Vec<(Option<&'s Step>, Option<&'s Step>)> {
    let mut partner: Vec<Option<usize>> = vec![None; left.len()];
    let mut taken = vec![false; right.len()];
    let passes: [fn(&Step, &Step) -> bool; 3] = [
        |one, other| {
            kind(one) == kind(other)
                && one.label == other.label
                && one.expression == other.expression
        },
        |one, other| kind(one) == kind(other) && !one.label.is_empty() && one.label == other.label,
        |one, other| kind(one) == kind(other) && one.label.is_empty() && other.label.is_empty(),
    ];
    for (number, belongs) in passes.iter().enumerate() {
        for (at, one) in left.iter().enumerate() {
            if partner.get(at).copied().flatten().is_some() {
                continue;
            }
            let fits = |(place, other): &(usize, &Step)| {
                !taken.get(*place).copied().unwrap_or(true)
                    && belongs(one, other)
                    && (number < 2 || *place == at)
            };
            let found = right.iter().enumerate().find(fits).map(|(place, _)| place);
            if let Some(place) = found
                && let (Some(own), Some(used)) = (partner.get_mut(at), taken.get_mut(place))
            {
                *own = Some(place);
                *used = true;
            }
        }
    }
    let mut pairs: Vec<_> = left
        .iter()
        .zip(&partner)
        .map(|(one, place)| (Some(one), place.and_then(|place| right.get(place))))
        .collect();
    let alone = right.iter().zip(&taken).filter(|(_, taken)| !**taken);
    pairs.extend(alone.map(|(other, _)| (None, Some(other))));
    pairs
}

/// A rule is the same rule where an earlier step shows it in full.
fn kind(step: &Step) -> StepKind {
    match step.kind {
        StepKind::Repeat => StepKind::Rule,
        // What was not looked at is told as an operation, whatever it is.
        StepKind::Condition | StepKind::Comparison => StepKind::Operation,
        kind => kind,
    }
}
