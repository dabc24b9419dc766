//! Facts that an applicant can do without.

use crate::ids::FactId;

use super::trial::{Found, Trial};

/// The applicant without the facts that have no part in what differs.
pub(super) fn without_needless(trial: &mut Trial<'_>, found: Found) -> Found {
    let differing = found.differing.clone();
    let mut kept = found;
    for at in (0..trial.new.facts.len()).rev().map(FactId::new) {
        if kept.applicant.facts.get(at).is_none() || trial.new.as_of == Some(at) {
            continue;
        }
        let mut less = kept.applicant.clone();
        less.facts.set(at, None);
        let Some(next) = trial.touched(&less) else { continue };
        let same = differing.iter().all(|id| {
            next.old.output(id) == kept.old.output(id) && next.new.output(id) == kept.new.output(id)
        });
        let as_before = next.old.verdict == kept.old.verdict
            && next.new.verdict == kept.new.verdict
            && next.others_too == kept.others_too
            && next.old.failed == kept.old.failed
            && next.new.failed == kept.new.failed
            && next.differing == differing;
        let warned = differing.is_empty()
            && (next.old.warnings != kept.old.warnings || next.new.warnings != kept.new.warnings);
        if same && as_before && !warned {
            kept = next;
        }
    }
    kept
}
