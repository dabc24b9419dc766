//! Files and facts that are made to hurt: each ends soon, in a finding, without a panic.

use std::fmt::Write;

use hantei::{Ask, Findings, InMemory, Scheme, rulebook};

const BASE: &str = include_str!("../bad/base.yaml");
const DEPTH: usize = 100_000;

fn load(rules: impl Into<Vec<u8>>) -> Result<Scheme, Findings> {
    let files = InMemory::new().with("bad/base.yaml", BASE).with("bad/more.yaml", rules);
    rulebook::load_scheme(&files, "bad")
}

fn base() -> Scheme {
    load("").unwrap_or_else(|found| panic!("{found}"))
}

/// The codes of all findings, each once, in the order of the places.
fn codes<T>(result: Result<T, Findings>) -> Vec<&'static str> {
    let Err(found) = result else { return Vec::new() };
    let mut codes: Vec<_> = found.findings.iter().map(|one| one.code.as_str()).collect();
    codes.dedup();
    // Whatever is found can be shown.
    assert!(!found.to_string().is_empty());
    codes
}

fn rule(expression: &str) -> Vec<&'static str> {
    codes(load(format!("rules:\n  誤り:\n    value: {expression}\n")))
}

fn facts(text: &str) -> Vec<&'static str> {
    codes(base().facts_from_text("facts.json", text))
}

#[test]
fn depth_is_bounded_in_every_form() {
    assert_eq!(codes(load("[".repeat(DEPTH))), ["too-deep"]);
    assert_eq!(codes(load(format!("{}1", "{a: ".repeat(DEPTH)))), ["too-deep"]);
    assert_eq!(codes(load("- ".repeat(DEPTH))), ["too-deep"]);
    let stairs = (0..400).fold(String::new(), |mut text, step| {
        let _ = writeln!(text, "{}a:", " ".repeat(step));
        text
    });
    assert_eq!(codes(load(stairs)), ["too-deep"]);
    assert_eq!(facts(&"[".repeat(DEPTH)), ["too-deep"]);
    assert_eq!(facts(&"{\"a\":".repeat(DEPTH)), ["too-deep"]);
}

#[test]
fn brackets_are_bounded_in_expressions() {
    assert_eq!(
        rule(&format!("{}1{}", "(".repeat(DEPTH), ")".repeat(DEPTH))),
        ["expression-too-long"]
    );
    assert_eq!(
        rule(&format!("{}1{}", "(".repeat(1000), ")".repeat(1000))),
        ["expression-too-deep"]
    );
    assert_eq!(rule(&format!("{}true", "not ".repeat(1000))), ["expression-too-deep"]);
    assert_eq!(rule(&"if true then ".repeat(300)), ["expression-too-deep"]);
    assert_eq!(rule(&vec!["1"; 1000].join(" + ")), ["expression-too-deep"]);
}

/// A fact that is a period or a number is read as an expression; it is bounded alike.
#[test]
fn brackets_are_bounded_in_facts() {
    let deep = format!("{}1{}", "(".repeat(DEPTH), ")".repeat(DEPTH));
    assert_eq!(facts(&format!("capital: \"{deep}\"")), ["fact-type"]);
}

#[test]
fn laughs_are_refused_before_they_multiply() {
    let mut text = "x-a0: &a0 [ha]\n".to_owned();
    for step in 1..30 {
        let before = format!("*a{},", step - 1).repeat(10);
        let _ = writeln!(text, "x-a{step}: &a{step} [{before}]");
    }
    assert_eq!(codes(load(text)), ["yaml-feature"]);
}

#[test]
fn size_is_bounded_before_anything_is_read() {
    let large = "# filler\n".repeat(1_200_000);
    assert!(large.len() > 10 * 1024 * 1024);
    assert_eq!(codes(load(large.clone())), ["file-too-large"]);
    assert_eq!(facts(&large), ["file-too-large"]);
}

#[test]
fn a_list_of_too_many_rows_is_refused_as_a_whole() {
    let rows = |count: usize| format!("journeys: [{}]", vec!["{ fare: 1 }"; count].join(", "));
    assert_eq!(facts(&rows(10_000)), [""; 0]);
    assert_eq!(facts(&rows(10_001)), ["too-many-rows"]);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for bytes in [&b"a: \xff\xfe"[..], b"\xff\xfea\0:\0", b"a: \xed\xa0\x80", b"\x80"] {
        assert_eq!(codes(load(bytes)), ["not-utf8"]);
    }
    assert!(!codes(load("a: \u{0}\u{1}")).is_empty());
}

#[test]
fn byte_order_mark_and_line_ends_of_windows_are_no_mistakes() {
    let windows = format!("\u{feff}{}", BASE.replace('\n', "\r\n"));
    let files = InMemory::new().with("bad/base.yaml", windows.clone());
    assert!(rulebook::load_scheme(&files, "bad").is_ok());
    let wrong = windows.replace("if: 市内,", "if: 市外,");
    let found =
        rulebook::load_scheme(&InMemory::new().with("bad/base.yaml", wrong), "bad").unwrap_err();
    let at = found.sources.position(found.findings.first().unwrap().at.unwrap());
    assert_eq!((at.line, at.column), (28, 21), "{found}");
}

#[test]
fn facts_that_are_no_facts_are_refused() {
    let rows: &[(&str, &[&str])] = &[
        ("[1, 2]", &["facts-not-an-object"]),
        ("5", &["facts-not-an-object"]),
        ("capital: [1]", &["fact-type"]),
        ("capital: {}", &["fact-type"]),
        ("capital: 1.0.5", &["bad-number"]),
        ("capital: 1e400", &["bad-number"]),
        ("capital: 1e5", &["bad-number"]),
        ("capital: NaN", &["bad-number"]),
        ("capital: .inf", &["bad-number"]),
        ("capital: 0x10", &["bad-number"]),
        ("capital: 1/0", &["bad-number"]),
        ("capital: -1", &["fact-range"]),
        ("capital: 1/2", &["fact-type"]),
        ("employees: 5円", &["fact-type"]),
        ("industry: shop", &["fact-choice"]),
        ("application_date: 2025-02-30", &["bad-date"]),
        ("application_date: 令和0年4月1日", &["bad-date"]),
        ("application_date: 1", &["bad-date"]),
        ("jsic: \"99\"", &["fact-code"]),
        ("local: yes", &["fact-type"]),
        ("{\"capital\": 1, \"capital\": 2}", &["duplicate-fact"]),
        ("{\"capital\": 1", &["yaml-syntax"]),
        ("capitol: 1", &["unknown-fact"]),
        ("local: true\n\tcapital: 1", &["tab-indent"]),
    ];
    let mut wrong = Vec::new();
    for (text, stated) in rows {
        let came = facts(text);
        if came != *stated {
            wrong.push(format!("{text}: stated {stated:?}, came {came:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn null_and_nothing_are_unknown() {
    let scheme = base();
    for text in ["", "{}", "local: null", "local: ~", "local:"] {
        let facts = scheme.facts_from_text("facts", text).unwrap_or_else(|found| panic!("{found}"));
        let decision = scheme.decide(&facts, &Ask::default()).unwrap();
        assert_eq!(decision.missing, ["local"], "{text}");
    }
}

/// Any cut of a sound file is read without a panic.
#[test]
fn every_beginning_of_a_file_ends_in_a_scheme_or_in_findings() {
    for (end, _) in BASE.char_indices().step_by(7) {
        let files = InMemory::new().with("bad/base.yaml", BASE.get(..end).unwrap());
        let _ = codes(rulebook::load_scheme(&files, "bad"));
    }
}
