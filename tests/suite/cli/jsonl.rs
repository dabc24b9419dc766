//! Many cases, one a line.

use serde_json::{Value, json};

use super::{ELIGIBLE, SCHEME};
use crate::command::{Run, file, hantei, hantei_with};

fn decide(lines: &str) -> Run {
    hantei_with(
        &["--lang", "en", "decide", SCHEME, "--facts", "-", "--jsonl"],
        &[],
        lines.as_bytes(),
    )
}

/// The facts of the example on one line.
fn eligible() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/joetsu-exam-travel.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn results_come_in_the_order_of_the_input() {
    let facts = eligible();
    let lines = format!(
        "{facts}\n{}\n\n{}\n",
        json!({ "id": "b", "as_of": "2026-07-03", "facts": facts }),
        json!({ "id": 7, "facts": {} })
    );
    let run = decide(&lines);
    assert_eq!(run.status, Some(0), "{}", run.err);
    let results = run.lines();
    assert_eq!(results.len(), 3);
    assert!(results[0].get("id").is_none());
    assert_eq!(results[0]["verdict"], "eligible");
    assert_eq!(results[1]["id"], "b");
    assert_eq!(results[1]["as_of"], "2026-07-03");
    assert_eq!(results[1]["outcomes"]["grant"]["value"], 7739);
    assert_eq!(results[2]["id"], 7);
    assert_eq!(results[2]["verdict"], "undetermined");
}

#[test]
fn a_line_says_the_same_as_a_file() {
    let mut line = decide(&eligible().to_string()).lines().remove(0);
    let run = hantei(&[
        "--lang", "en", "decide", SCHEME, "--facts", ELIGIBLE, "--format", "json", "--trace",
        "none",
    ]);
    let mut whole = run.json();
    assert_eq!(line, whole);
    // With a trace too, and for every reader.
    for audience in ["applicant", "officer", "auditor"] {
        let asked = [
            "--lang",
            "en",
            "decide",
            SCHEME,
            "--trace",
            "full",
            "--audience",
            audience,
            "--facts",
        ];
        line = hantei_with(
            &[&asked[..], &["-", "--jsonl"]].concat(),
            &[],
            eligible().to_string().as_bytes(),
        )
        .json();
        whole = hantei(&[&asked[..], &[ELIGIBLE, "--format", "json"]].concat()).json();
        assert_eq!(line, whole, "{audience}");
    }
}

#[test]
fn a_line_that_cannot_be_decided_does_not_end_the_run() {
    let lines = [
        json!({ "id": "ok", "facts": {} }).to_string(),
        json!({ "id": "choice", "facts": { "industry": "shop" } }).to_string(),
        "{\"id\": \"open\", ".to_owned(),
        "[1, 2]".to_owned(),
        json!({ "id": "key", "asof": "2026-01-01", "facts": {} }).to_string(),
        json!({ "id": "day", "as_of": "2026-02-30", "facts": {} }).to_string(),
        json!({ "id": "shape", "facts": [] }).to_string(),
        json!({ "id": "two", "facts": { "capitol": 1, "employees": true } }).to_string(),
        json!({ "id": "last", "facts": {} }).to_string(),
    ];
    let run = decide(&lines.join("\n"));
    assert_eq!(run.status, Some(1));
    assert_eq!(run.err, "");
    let results = run.lines();
    assert_eq!(results.len(), lines.len());
    let codes: Vec<_> =
        results.iter().map(|line| line["error"]["code"].as_str().unwrap_or("")).collect();
    assert_eq!(codes[..4], ["", "fact-choice", codes[2], "facts-not-an-object"]);
    assert_eq!(codes[4..], ["unknown-key", "bad-date", "facts-not-an-object", "unknown-fact", ""]);
    assert!(["yaml-syntax", "facts-syntax"].contains(&codes[2]), "{}", codes[2]);
    assert_eq!(results[1]["id"], "choice");
    assert_eq!(results[1]["error"]["line"], 2);
    assert_eq!(results[1]["error"]["column"], 36);
    assert_eq!(results[3]["id"], Value::Null);
    assert!(results[7]["error"]["message"].as_str().unwrap().ends_with("(and 1 more)"));
    assert_eq!(results[8]["id"], "last");
}

#[test]
fn bytes_that_are_no_text_cost_one_line() {
    let path = file("bytes.jsonl", b"{}\n\x83\x65\x83\x58\n{}\n");
    let run = hantei(&["decide", SCHEME, "--facts", &path, "--jsonl"]);
    assert_eq!(run.status, Some(1));
    let results = run.lines();
    assert_eq!(results.len(), 3);
    assert_eq!(results[1]["error"]["code"], "not-utf8");
    assert_eq!(results[1]["error"]["line"], 2);
}

#[test]
fn an_overlong_line_costs_only_itself() {
    let long = format!("{{\"occupation\": \"{}\"}}", "長".repeat(1_000_000));
    let run = decide(&format!("{{}}\n{long}\n{{}}\n"));
    assert_eq!(run.status, Some(1));
    let results = run.lines();
    assert_eq!(results.len(), 3);
    assert_eq!(results[1]["error"]["code"], "file-too-large");
    assert_eq!(results[2]["verdict"], "undetermined");
}

#[test]
fn lines_have_no_document_form() {
    let run = hantei(&["decide", SCHEME, "--facts", ELIGIBLE, "--jsonl", "--format", "html"]);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
}
