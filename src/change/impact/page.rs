//! The report as one HTML page that needs nothing else.

use super::report::Impact;

/// One HTML page with charts; no script, no network.
#[must_use]
pub fn html(_impact: &Impact) -> String {
    String::new()
}
