//! Hostile expressions are refused, quickly and without a crash.

use super::{format, parse, print};
use crate::source::{FileId, Segments};

fn code(text: &str) -> &'static str {
    match parse(text, &Segments::whole(FileId(0), 0)) {
        Ok(expression) => {
            assert_eq!(parse(&print(&expression), &Segments::whole(FileId(0), 0)), Ok(expression));
            "read"
        }
        Err(finding) => finding.code.as_str(),
    }
}

fn nested(open: &str, inner: &str, close: &str, depth: usize) -> String {
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn an_expression_has_at_most_4096_bytes() {
    assert_eq!(code(&format!("a{}", " ".repeat(4095))), "read");
    assert_eq!(code(&format!("a{}", " ".repeat(4096))), "expression-too-long");
    assert_eq!(code(&"金".repeat(1_000_000)), "expression-too-long");
}

#[test]
fn every_way_of_nesting_has_at_most_64_levels() {
    for (open, inner, close) in [
        ("(", "a", ")"),
        ("[", "a", "]"),
        ("[", "", "]"),
        ("f(", "a", ")"),
        ("[", "a", "..b]"),
        ("（", "a", "）"),
        ("t[", "a", "].x"),
        ("min(1円, ", "a", ")"),
        ("sum(x for x in ", "a", ")"),
        ("if a then b else ", "a", ""),
        ("if ", "a", " then b else c"),
        ("some x in l satisfies ", "a", ""),
        ("every x in ", "l", " satisfies x"),
        ("a + if b then ", "a", " else c"),
    ] {
        assert_eq!(code(&nested(open, inner, close, 65)), "expression-too-deep", "{open}");
        assert_eq!(code(&nested(open, inner, close, 64)), "read", "{open}");
    }
    assert_eq!(code(&"(".repeat(4096)), "expression-too-deep");
    assert_eq!(code(&"if 1,000円 = a then b else ".repeat(65)), "expression-too-deep");
}

#[test]
fn what_stands_side_by_side_is_not_nested() {
    assert_eq!(code(&vec!["(a)"; 200].join(" + ")), "read");
    assert_eq!(code(&format!("[{}]", vec!["if a then b else c"; 100].join(", "))), "read");
    assert_eq!(code(&format!("[{}]", vec!["a"; 1000].join(", "))), "read");
}

#[test]
fn chains_have_at_most_256_levels() {
    assert_eq!(code(&vec!["a"; 256].join(" + ")), "read");
    assert_eq!(code(&vec!["a"; 257].join(" + ")), "expression-too-deep");
    assert_eq!(code(&vec!["a"; 800].join(" or ")), "expression-too-deep");
    assert_eq!(code(&format!("a{}", ".x".repeat(1000))), "expression-too-deep");
    assert_eq!(code(&format!("a{}", "[b]".repeat(1000))), "expression-too-deep");
}

#[test]
fn signs_in_front_are_bounded() {
    assert_eq!(code(&format!("{}a", "-".repeat(64))), "read");
    assert_eq!(code(&format!("{}a", "not ".repeat(64))), "read");
    assert_eq!(code(&format!("{}a", "-".repeat(4000))), "expression-too-deep");
    assert_eq!(code(&format!("{}a", "not ".repeat(1000))), "expression-too-deep");
    assert_eq!(code(&format!("{}a", "- not ".repeat(600))), "expression-too-deep");
}

#[test]
fn whatever_is_read_the_answer_is_a_tree_or_a_finding() {
    let pieces = [
        "(",
        ")",
        "[",
        "]",
        "..",
        ",",
        "if ",
        " then ",
        "-",
        "1,",
        "円",
        "\"",
        "令和3年",
        "=",
        ".",
        " in ",
        "か月",
        "　",
        "½",
        "\u{0}",
    ];
    let mut state = 1_u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[usize::try_from(state >> 33).unwrap() % pieces.len()]);
        }
        code(&text);
        if let Ok(formatted) = format(&text) {
            assert_eq!(format(&formatted).as_ref(), Ok(&formatted), "{text}");
        }
    }
}
