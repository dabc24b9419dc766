//! Wrong usage ends with status 2 and a message that says what would be right; bad files end with
//! status 1.

use super::{ELIGIBLE, SCHEME};
use crate::command::{file, folder, hantei};

/// Runs with English messages; the status, after a check that nothing came out as data.
fn wrong(arguments: &[&str], says: &str) -> Option<i32> {
    let run = hantei(&[&["--lang", "en"], arguments].concat());
    assert_eq!(run.out, "", "{arguments:?}");
    assert!(run.err.contains(says), "{arguments:?}: {says}\n{}", run.err);
    run.status
}

#[test]
fn names_that_do_not_exist_lead_to_the_right_ones() {
    let decide = |scheme: &str, more: &[&str], says: &str| {
        wrong(&[&["decide", scheme, "--facts", ELIGIBLE], more].concat(), says)
    };
    assert_eq!(decide("joetsu-exam-travl", &[], "did you mean `joetsu-exam-travel`?"), Some(2));
    assert_eq!(
        decide(SCHEME, &["--reading", "half_roundin=x"], "did you mean `half_rounding`?"),
        Some(2)
    );
    assert_eq!(decide(SCHEME, &["--reading", "half_rounding=x"], "unknown-alternative"), Some(2));
    assert_eq!(decide(SCHEME, &["--reading", "half_rounding"], "NAME=ALTERNATIVE"), Some(2));
    assert_eq!(decide(SCHEME, &["--as-of", "2026-02-30"], "there is no day 2026-02-30"), Some(2));
    assert_eq!(decide(SCHEME, &["--as-of", "tomorrow"], "bad-date"), Some(2));
    assert_eq!(decide(SCHEME, &["--output", "/nowhere/x"], "cannot write"), Some(2));
    assert_eq!(wrong(&["check", "joetsu"], "unknown-scheme"), Some(2));
    assert_eq!(wrong(&["test", "joetsu"], "unknown-scheme"), Some(2));
    assert_eq!(wrong(&["expr", "1", "--scheme", "joetsu"], "unknown-scheme"), Some(2));
}

#[test]
fn files_that_cannot_be_opened_are_wrong_usage() {
    let decide = |facts: &str| wrong(&["decide", SCHEME, "--facts", facts], "file-unreadable");
    assert_eq!(decide("missing.json"), Some(2));
    assert_eq!(decide(folder("a-folder").to_str().unwrap()), Some(2));
}

#[test]
fn files_with_mistakes_are_findings() {
    let decide = |name: &str, bytes: &[u8], says: &str| {
        wrong(&["decide", SCHEME, "--facts", &file(name, bytes)], says)
    };
    assert_eq!(decide("sjis.json", b"{\"capital\": \"\x8e\x91\"}", "not-utf8"), Some(1));
    assert_eq!(decide("half.json", b"{\"capital\": ", "half.json:1:"), Some(1));
    assert_eq!(decide("list.json", b"[1]", "facts-not-an-object"), Some(1));
    assert_eq!(decide("name.json", b"{\"capitl\": 1}", "did you mean `capital`?"), Some(1));
    assert_eq!(decide("type.json", b"{\n  \"capital\": true\n}", "type.json:2:14"), Some(1));
    assert_eq!(
        decide("twice.json", b"{\"capital\": 1, \"capital\": 1}", "duplicate-fact"),
        Some(1)
    );
    assert_eq!(decide("large.json", &vec![b' '; 2 << 20], "file-too-large"), Some(1));
    assert_eq!(decide("deep.json", &vec![b'['; 100_000], "too-deep"), Some(1));
}

#[test]
fn all_findings_of_a_file_are_told_at_once() {
    let facts = file("both.json", "{\"capitl\": 1,\n\"employees\": -1}");
    let run = hantei(&["--lang", "en", "decide", SCHEME, "--facts", &facts]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.contains("unknown-fact") && run.err.contains("fact-range"), "{}", run.err);
}

#[test]
fn amounts_and_applications_are_checked() {
    let allocate = |applications: &str, budget: &str, says: &str| {
        let arguments =
            ["allocate", "nagareyama-recruiting", "--applications", applications, "--budget"];
        wrong(&[&arguments[..], &[budget, "--date", "2026-12-07"]].concat(), says)
    };
    let applications = "examples/nagareyama-allocation.json";
    assert_eq!(allocate(applications, "much", "bad-number"), Some(2));
    assert_eq!(allocate(applications, "1e5", "bad-number"), Some(2));
    assert_eq!(allocate(applications, "-1", "fact-range"), Some(1));
    assert_eq!(allocate("missing.json", "1", "file-unreadable"), Some(2));
    assert_eq!(
        wrong(&["allocate", SCHEME, "--applications", applications, "--budget", "1"], "allocation"),
        Some(2)
    );
}

#[test]
fn messages_are_japanese_where_nothing_else_is_asked() {
    let run = hantei(&["decide", "joetsu-exam-travl", "--facts", ELIGIBLE]);
    assert!(run.err.contains("という制度はありません"), "{}", run.err);
    let run = hantei(&["decide", SCHEME, "--facts", ELIGIBLE, "--as-of", "令和0年1月1日"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("元年"), "{}", run.err);
}

#[test]
fn arguments_that_do_not_exist_are_wrong_usage() {
    for arguments in [
        &["decide"][..],
        &["nothing"],
        &["list", "--lang", "fr"],
        &["check", "--format", "html"],
        &[],
    ] {
        let run = hantei(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}");
        assert_eq!(run.out, "", "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_no_mistakes() {
    for arguments in [&["--help"][..], &["--version"], &["help", "decide"], &["decide", "--help"]] {
        let run = hantei(arguments);
        assert_eq!((run.status, run.err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(!run.out.is_empty(), "{arguments:?}");
    }
}
