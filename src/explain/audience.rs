//! Takes away what a reader is not to see.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Audience;
use crate::decision::{Decision, Shown, Step, StepKind, StepState, Working};

/// Hexadecimal digits of a digest that stands for a fact.
const DIGITS: usize = 12;

/// The part of `decision` that `audience` may see.
///
/// The applicant gets no trace. The auditor gets a digest in place of every given fact, of every
/// row of a list, and of what a step passes on from them unchanged. Words that may repeat such a
/// value are dropped: notes on these steps and on comparisons that were made, distances to
/// thresholds.
pub(super) fn adapt(decision: &Decision, audience: Audience) -> Decision {
    let mut adapted = decision.clone();
    match audience {
        Audience::Applicant => adapted.trace = None,
        Audience::Officer => {}
        Audience::Auditor => {
            let salt = decision.receipt.facts.as_str();
            for fact in &mut adapted.facts {
                fact.value = digest(&fact.value, salt);
            }
            for requirement in &mut adapted.requirements {
                requirement.distances.clear();
            }
            for step in adapted.trace.iter_mut().flatten() {
                hide(step, salt);
            }
        }
    }
    adapted
}

/// Hides what `step` and the steps below it tell of facts; whether `step` was hidden itself.
///
/// A rule keeps its value even if that is a fact's: it is a result.
fn hide(step: &mut Step, salt: &str) -> bool {
    let before = step.value.clone();
    let mut passed_on = false;
    for child in &mut step.children {
        let value = child.value.clone();
        passed_on |= hide(child, salt) && value.is_some() && value == before;
    }
    // A fact that is a condition of a block is told as a condition.
    let operation = step.working.as_ref().and_then(Working::operation);
    let is_fact = operation.is_some_and(|one| one.op == "fact" || one.op == "field");
    let given = is_fact || matches!(step.kind, StepKind::Fact | StepKind::Row);
    let result = matches!(step.kind, StepKind::Rule | StepKind::Repeat);
    let hidden = given || (passed_on && !result);
    if hidden {
        step.value = before.map(|value| digest(&value, salt));
        step.says.clear();
    }
    let compared = step.kind == StepKind::Comparison && step.state != StepState::Skipped;
    if hidden || compared {
        step.notes.clear();
    }
    hidden
}

/// `sha256:` and the first digits of SHA-256 over the salt, a zero byte and the canonical JSON.
fn digest(shown: &Shown, salt: &str) -> Shown {
    let mut text = String::new();
    canonical(&shown.value, &mut text);
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    hasher.update([0]);
    hasher.update(text.as_bytes());
    let hex = format!("{:x}", hasher.finalize());
    let short = format!("sha256:{}", hex.get(..DIGITS).unwrap_or(&hex));
    Shown { value: Value::String(short.clone()), text: short }
}

/// Compact JSON with the keys of every object in the order of their bytes.
fn canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by(|left, right| left.0.cmp(right.0));
            text.push('{');
            for (index, (key, inner)) in keys.into_iter().enumerate() {
                comma(index, text);
                text.push_str(&Value::String(key.clone()).to_string());
                text.push(':');
                canonical(inner, text);
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for (index, inner) in values.iter().enumerate() {
                comma(index, text);
                canonical(inner, text);
            }
            text.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            text.push_str(&value.to_string());
        }
    }
}

fn comma(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{canonical, digest};
    use crate::decision::Shown;

    fn shown(value: serde_json::Value) -> Shown {
        Shown { value, text: "words".to_owned() }
    }

    #[test]
    fn canonical_json_sorts_keys_and_leaves_no_space() {
        let mut text = String::new();
        canonical(&json!({ "b": [1, "x"], "a": { "d": null, "c": true } }), &mut text);
        assert_eq!(text, r#"{"a":{"c":true,"d":null},"b":[1,"x"]}"#);
    }

    #[test]
    fn equal_values_have_equal_digests_under_one_salt_only() {
        let (left, right) = (shown(json!({ "a": 1, "b": 2 })), shown(json!({ "b": 2, "a": 1 })));
        assert_eq!(digest(&left, "s"), digest(&right, "s"));
        assert_ne!(digest(&left, "s"), digest(&left, "t"));
        assert_ne!(digest(&left, "s"), digest(&shown(json!({ "a": 1, "b": 3 })), "s"));
    }
}
