//! A decision as JSON: the decision itself, as `docs/decision.schema.json` describes it.

use crate::decision::Decision;

/// Two spaces a level, keys in the order of the fields, a line feed at the end.
pub(super) fn json(decision: &Decision) -> String {
    // Every key of a decision is a string, so serialising cannot fail.
    let mut text = serde_json::to_string_pretty(decision).unwrap_or_default();
    text.push('\n');
    text
}
