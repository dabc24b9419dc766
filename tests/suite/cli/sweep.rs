//! `hantei sweep` on the command line.

use crate::command::{Run, hantei};

const REFUSED: [&str; 4] =
    ["sweep", "joetsu-exam-travel", "--facts", "examples/joetsu-exam-travel-refused.json"];

fn sweep(more: &[&str]) -> Run {
    hantei(&[&REFUSED, more].concat())
}

fn refused(more: &[&str], words: &str) {
    let run = sweep(more);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{}", run.err);
    assert!(run.err.contains(words), "{}", run.err);
}

#[test]
fn one_fact_is_a_table_with_its_breaks() {
    let run = sweep(&["--vary", "従業員数", "--from", "1人", "--to", "400人"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    insta::assert_snapshot!(run.out);
}

#[test]
fn two_facts_are_a_map() {
    let ends = ["--from", "1人", "--to", "400人", "--from", "0円", "--to", "4億円"];
    let run = sweep(&[&["--vary", "従業員数", "--vary", "資本金"][..], &ends].concat());
    assert_eq!(run.status, Some(0), "{}", run.err);
    insta::assert_snapshot!(run.out);
}

#[test]
fn near_misses_are_sentences() {
    let run = sweep(&["--near"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    insta::assert_snapshot!(run.out);
}

#[test]
fn pictures_are_well_formed_and_need_no_network() {
    let vary: [&[&str]; 3] =
        [&["--vary", "従業員数"], &["--vary", "業種"], &["--vary", "従業員数", "--vary", "業種"]];
    for vary in vary {
        let run = sweep(&[vary, &["--format", "svg"]].concat());
        let picture = roxmltree::Document::parse(&run.out).unwrap();
        assert_eq!(picture.root_element().tag_name().name(), "svg");
        let page = sweep(&[vary, &["--format", "html"]].concat());
        assert!(page.out.starts_with("<!DOCTYPE html>") && page.out.contains("<svg"));
        for word in ["<script", "src=", "@import", "url(http"] {
            assert!(!page.out.contains(word), "{word}");
        }
    }
    let page = sweep(&["--near", "--format", "html"]);
    assert!(page.out.contains("あと1人少なければ"), "{}", page.out);
}

#[test]
fn programs_get_the_pieces() {
    let run = sweep(&["--vary", "employees", "--to", "400", "--format", "json"]);
    let found = run.json();
    assert_eq!(found["pieces"][1]["from"]["value"], 101);
    assert_eq!(found["pieces"][1]["proof"], "reasoned");
    assert_eq!(found["breaks"][0]["causes"][0]["clauses"][0]["id"], "J2-2-(1)ア-従");
}

#[test]
fn the_usual_range_reaches_beyond_the_last_threshold() {
    let found = sweep(&["--vary", "資本金", "--format", "json"]).json();
    assert_eq!(found["axis"]["to"]["value"], 400_000_000);
}

#[test]
fn what_cannot_be_varied_is_told() {
    refused(&["--vary", "従業員"], "「従業員数」ではありませんか");
    refused(&["--vary", "従業員数", "--from", "たくさん"], "読めません");
    refused(&["--vary", "従業員数", "--from", "9人", "--to", "8人"], "より前です");
    refused(&["--vary", "移動明細"], "項目");
    refused(&["--vary", "移動明細[2].金額"], "1件あります");
    refused(&["--vary", "従業員数", "--output-id", "nothing"], "という結果はありません");
    refused(&["--vary", "従業員数", "--vary", "従業員数"], "別々");
    refused(&["--vary", "資本金", "--vary", "従業員数", "--vary", "業種"], "2つ");
    refused(&["--vary", "従業員数", "--to", "1人", "--to", "2人"], "ごとに1つ");
    refused(&["--near", "--format", "svg"], "図はありません");
}
