//! The result for programs.

use serde_json::{Value, json};

use super::suites::Tested;

/// `[{ "scheme", "passed", "failed": […], "coverage"? }]`, one object a scheme.
pub(super) fn json(tested: &[Tested]) -> String {
    let entries: Vec<Value> = tested.iter().map(entry).collect();
    format!("{:#}\n", Value::Array(entries))
}

fn entry(tested: &Tested) -> Value {
    let report = &tested.report;
    let mut entry = json!({
        "scheme": report.scheme,
        "count": report.count(),
        "passed": report.passed,
        "failed": report.failed,
    });
    if let (Some(entry), Some(coverage)) = (entry.as_object_mut(), &tested.coverage) {
        entry.insert("coverage".to_owned(), json!(coverage));
    }
    entry
}
