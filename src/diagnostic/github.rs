//! Findings as workflow commands of GitHub Actions, which shows them at the line.
//!
//! ```text
//! ::error file=rules/x/rules.yaml,line=4,endLine=4,col=12,endColumn=14,title=unknown-name::…
//! ```

use std::fmt::Write;

use super::{Manner, Reported};

/// One line per finding that is not allowed, in the given order.
///
/// Message and advice are lines of one annotation. Columns, which count characters from 1, are left
/// out where a finding reaches over several lines.
#[must_use]
pub fn to_github(reported: &[Reported<'_>], manner: Manner<'_>) -> String {
    let mut text = String::new();
    for one in reported.iter().filter(|one| one.allowed.is_none()) {
        text.push_str(&command(*one, manner));
        text.push('\n');
    }
    text
}

fn command(one: Reported<'_>, manner: Manner<'_>) -> String {
    let Reported { finding, sources, .. } = one;
    let mut command = format!("::{} ", finding.severity.as_str());
    // Writing to a string cannot fail.
    if let Some(at) = finding.at {
        let (first, last) = (sources.position(at), sources.end_position(at));
        let file = property(&(manner.path)(sources.name(at.file)));
        let _ = write!(command, "file={file},line={},endLine={},", first.line, last.line);
        if first.line == last.line {
            let _ = write!(command, "col={},endColumn={},", first.column, last.column);
        }
    }
    let title = property(finding.code.as_str());
    let _ = write!(command, "title={title}::{}", data(&one.words(manner.lang)));
    command
}

/// The text behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before `::`, which ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        assert_eq!(data("100%\r\na: b, c"), "100%25%0D%0Aa: b, c");
        assert_eq!(property("C:\\a,b%\n"), "C%3A\\a%2Cb%25%0A");
    }
}
