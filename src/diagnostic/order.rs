//! The order in which findings are shown.

use super::Diagnostic;

/// Findings sorted by file, place and code, each once; those without a place come first.
///
/// Findings of one place and one code keep their order.
pub(super) fn in_order(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut ordered: Vec<&Diagnostic> = findings.iter().collect();
    ordered.sort_by_key(|finding| (finding.at, finding.code));
    // Equal findings may stand apart among others of their place and code.
    let mut kept: Vec<&Diagnostic> = Vec::with_capacity(ordered.len());
    for finding in ordered {
        let same_place = kept
            .iter()
            .rev()
            .take_while(|other| (other.at, other.code) == (finding.at, finding.code));
        if !same_place.into_iter().any(|other| *other == finding) {
            kept.push(finding);
        }
    }
    kept
}
