//! `hantei explain` and `hantei verify`: stored decisions on the command line.

use serde_json::Value as Json;

use crate::command::{Run, file, folder, hantei, hantei_with};

const SCHEME: &str = "joetsu-exam-travel";

fn stored(name: &str, facts: &str, more: &[&str]) -> String {
    let usual = ["decide", SCHEME, "--facts", facts, "--format", "json"];
    let run = hantei(&[&usual, more].concat());
    assert_eq!(run.status, Some(0), "{}", run.err);
    file(name, run.out)
}

fn eligible(name: &str, more: &[&str]) -> String {
    stored(name, "examples/joetsu-exam-travel.json", more)
}

fn refused(run: &Run, words: &str) {
    assert_eq!(run.status, Some(2), "{} {}", run.out, run.err);
    assert!(run.err.contains(words), "{}", run.err);
}

#[test]
fn a_stored_decision_is_explained_as_it_was() {
    let record = eligible("explain.json", &[]);
    for form in [&["--format", "text"][..], &["--format", "html"], &["--audience", "applicant"]] {
        let stored = hantei(&[&["explain", &record], form].concat());
        let usual =
            ["decide", SCHEME, "--facts", "examples/joetsu-exam-travel.json", "--trace", "full"];
        let decided = hantei(&[&usual, form].concat());
        assert_eq!((stored.status, stored.out), (Some(0), decided.out));
    }
}

#[test]
fn two_stored_decisions_are_compared() {
    let (one, other) = (
        eligible("compare-a.json", &[]),
        stored("compare-b.json", "examples/joetsu-exam-travel-refused.json", &[]),
    );
    let run = hantei(&["explain", "--compare", &one, &other]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(run.out.contains("後は101人（上限100人）で条件を満たしません"), "{}", run.out);
    let run = hantei(&["explain", "--compare", &one, &other, "--format", "json"]);
    assert_eq!(run.json()["outcomes"][0]["id"], "eligible");
    refused(&hantei(&["explain", "--compare", &one, &other, "--format", "html"]), "markdown");
    let english = eligible("compare-en.json", &["--lang", "en"]);
    refused(&hantei(&["explain", "--compare", &one, &english]), "言語");
}

#[test]
fn a_true_record_is_the_same() {
    let record = eligible("verify.json", &["--reading", "half_rounding=round_half_first"]);
    let run = hantei(&["verify", &record]);
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
    assert!(
        run.out.contains("記録と同じ結果です") && run.out.contains("食い違いなし"),
        "{}",
        run.out
    );
    let run = hantei(&["verify", &record, "--format", "json"]);
    assert_eq!(run.json()["same"], true);
    assert!(run.json()["replay"]["replayed"].as_u64().unwrap() > 500);
    let bytes = std::fs::read(&record).unwrap();
    assert_eq!(hantei_with(&["verify", "-"], &[], &bytes).status, Some(0));
}

/// The amount is raised by 100円, in every place or in one.
#[test]
fn a_tampered_record_is_found_with_its_place() {
    let text = std::fs::read_to_string(eligible("honest.json", &[])).unwrap();
    let everywhere =
        text.replace("\"value\": 7739,", "\"value\": 7839,").replace("7,739円", "7,839円");
    let record = file("tampered.json", everywhere);
    let run = hantei(&["verify", &record]);
    assert_eq!(run.status, Some(1), "{}{}", run.out, run.err);
    assert!(run.out.contains("補助金の額：7,839円 → 7,739円"), "{}", run.out);
    assert!(
        run.out.contains("記録は 7839、計算では 7739 (joetsu-exam-travel/rules.yaml:"),
        "{}",
        run.out
    );
    let alone = hantei(&["verify", &record, "--trace-only"]);
    assert_eq!(alone.status, Some(1), "{}", alone.out);
}

#[test]
fn changed_words_are_found_too() {
    let text = std::fs::read_to_string(eligible("words.json", &[])).unwrap();
    let mut record: Json = serde_json::from_str(&text).unwrap();
    record["requirements"][0]["says"] = "何も言っていません".into();
    let run = hantei(&["verify", &file("other-words.json", record.to_string())]);
    assert_eq!(run.status, Some(1), "{}", run.out);
    assert!(run.out.contains("requirements.0.says"), "{}", run.out);
}

#[test]
fn rules_of_another_digest_are_told_and_compared_on_request() {
    let rules = folder("verify-rules");
    for name in ["common", SCHEME] {
        let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(name);
        std::fs::create_dir_all(rules.join(name)).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let text =
                text.replace("from: 2017-04-01, value: 1万円", "from: 2017-04-01, value: 5千円");
            std::fs::write(rules.join(name).join(path.file_name().unwrap()), text).unwrap();
        }
    }
    let rules = rules.display().to_string();
    let record = eligible("other-rules.json", &[]);
    let run = hantei(&["--rules", &rules, "verify", &record]);
    refused(&run, "--anyway");
    assert!(run.out.contains("記録と違います"), "{}", run.out);
    let run = hantei(&["--rules", &rules, "verify", &record, "--anyway"]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.out.contains("補助限度額：前は10,000円"), "{}", run.out);
    let own = eligible("own-rules.json", &["--rules", &rules]);
    assert_eq!(hantei(&["--rules", &rules, "verify", &own]).status, Some(0));
    assert_eq!(hantei(&["verify", &own, "--trace-only"]).status, Some(0));
}

#[test]
fn an_auditors_record_needs_the_facts() {
    let record = eligible("auditor.json", &["--audience", "auditor"]);
    refused(&hantei(&["verify", &record]), "--facts");
    let facts = ["verify", &record, "--facts", "examples/joetsu-exam-travel.json"];
    let run = hantei(&facts);
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
    let others = ["verify", &record, "--facts", "examples/joetsu-exam-travel-refused.json"];
    let run = hantei(&others);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.out.contains("事実：記録と違います"), "{}", run.out);
}

#[test]
fn what_is_no_record_is_wrong_usage() {
    let example = "examples/joetsu-exam-travel.json";
    for command in ["verify", "explain"] {
        refused(&hantei(&[command, example]), "bad-record");
        refused(&hantei(&[command, "no-such.json"]), "file-unreadable");
    }
    let cut = std::fs::read_to_string(eligible("cut.json", &[])).unwrap();
    let cut: String = cut.chars().take(5000).collect();
    let run = hantei(&["--lang", "en", "verify", &file("cut-off.json", cut)]);
    refused(&run, "EOF");
    assert!(run.err.contains("line "), "{}", run.err);
    let none = eligible("no-trace.json", &["--trace", "none"]);
    assert_eq!(hantei(&["verify", &none]).status, Some(0));
    refused(&hantei(&["verify", &none, "--trace-only"]), "--trace full");
}
