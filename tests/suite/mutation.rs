//! `hantei test --mutate`: the score of the schemes, and what is told of what no case notices.

use std::fs;

use hantei::{BuiltIn, Lang, mutation, rulebook};

use crate::command::{folder, hantei};

/// Mutants of a scheme that its cases notice, in a hundred.
const LEAST: usize = 90;

#[test]
fn every_scheme_is_held_by_its_cases() {
    for id in rulebook::scheme_ids(&BuiltIn) {
        let scheme = rulebook::load_scheme(&BuiltIn, &id).unwrap_or_else(|found| panic!("{found}"));
        let report =
            mutation::run(&BuiltIn, &scheme, &|_, _| ()).unwrap_or_else(|found| panic!("{found}"));
        assert!(report.reaches(LEAST), "{}", mutation::text(&report, Lang::En));
    }
}

const SCHEME: &str = r#"
hantei: 1
scheme: { id: fund, title: 試しの基金, authority: 試しの町, source: 試しの要綱, in_force: { from: 2020-04-01 }, as_of: 基準日 }
facts:
  基準日: { id: day, type: date }
  費用: { id: cost, type: money }
  開業日: { id: opened, type: date }
  区分: { id: kind, type: choice, choices: { shop: 店, works: 工場, farm: 農場 } }
parameters:
  限度額:
    id: cap
    clauses: [F2]
    values: [{ from: 2020-04-01, value: 1万円 }, { from: 2021-04-01, value: 2万円 }]
  対象の区分: { id: kinds, of: 区分, clauses: [F1], values: [{ from: 2020-04-01, value: [店, 工場] }] }
tables:
  加算: { id: extra, clauses: [F2], key: 費用, columns: { 額: 円 }, rows: { 0円..999円: [0円], 1000円..: [500円] } }
rules:
  該当:
    all:
      - { if: 区分 in 対象の区分, clauses: [F1] }
      - { if: 基準日 <= 期限, clauses: [F3] }
  期限: { clauses: [F3], value: "last_day_within(開業日, 1か月)" }
  補助額:
    clauses: [F2]
    amount: { of: 費用, times: 1/3, less: "加算[費用].額", round_down: 100円, at_most: 限度額 }
    unless: [{ when: 区分 = 農場, value: 0円 }]
  手順:
    clauses: [F3]
    of: step
    collect: [{ add: 申請 }, { add: 審査, when: 費用 > 500円 and 区分 != 店 }]
steps:
  申請: { id: apply }
  審査: { id: review }
decides:
  eligible: { from: 該当, primary: true }
  grant: 補助額
  next_steps: 手順
clauses:
  F1: { cite: { ja: 第1条, en: Article 1 }, says: 区分, kind: rule }
  F2: { cite: { ja: 第2条, en: Article 2 }, says: 額, kind: rule }
  F3: { cite: { ja: 第3条, en: Article 3 }, says: 手順, kind: rule }
"#;

/// 2,000円 / 3 = 666.66…円; less 500円 = 166.66…円 → 100円.
const CASES: &str = "
cases:
  - { id: a, as_of: 2026-04-01, facts: { day: 2026-04-01, cost: 2000, opened: 2026-03-01, kind: shop }, expect: { eligible: true, grant: 100 } }
";

/// The rules and cases in a folder of that name.
fn rules(name: &str, cases: &str) -> String {
    let path = folder(name);
    fs::create_dir(path.join("fund")).unwrap();
    fs::write(path.join("fund/scheme.yaml"), SCHEME).unwrap();
    fs::write(path.join("fund/cases.yaml"), cases).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn survivors_are_told_by_clause_in_both_languages() {
    let rules = rules("mutants", CASES);
    for lang in ["ja", "en"] {
        let run = hantei(&["--rules", &rules, "--lang", lang, "test", "--mutate", "fund"]);
        assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("mutants-{lang}"), run.out);
        });
    }
}

#[test]
fn survivors_are_told_to_programs() {
    let rules = rules("mutants-json", CASES);
    let run = hantei(&["--rules", &rules, "test", "--mutate", "--format", "json"]);
    let report = &run.json()[0];
    let count = |key: &str| report[key].as_u64().unwrap();
    let survivors = report["survivors"].as_array().unwrap();
    assert_eq!((count("trials"), count("failing")), (1, 0));
    assert_eq!(count("mutants"), count("killed") + survivors.len() as u64);
    let kept = survivors.iter().find(|one| one["after"] == "対象の区分: —").unwrap();
    assert_eq!(kept["operator"], "dropped-element");
    assert_eq!(kept["before"], "対象の区分: 工場");
    assert_eq!((&kept["file"], &kept["line"]), (&"fund/scheme.yaml".into(), &14.into()));
    assert_eq!(kept["clauses"], serde_json::json!(["F1"]));
}

#[test]
fn a_low_score_and_failing_cases_are_findings() {
    let status = |cases: &str, more: &[&str]| {
        let rules = rules("mutants-status", cases);
        let usual = ["--rules", &rules, "test", "--mutate"];
        hantei(&[&usual, more].concat()).status
    };
    assert_eq!(status(CASES, &[]), Some(0));
    assert_eq!(status(CASES, &["--fail-under", "10"]), Some(0));
    assert_eq!(status(CASES, &["--fail-under", "100"]), Some(1));
    assert_eq!(status(&CASES.replace("grant: 100", "grant: 101"), &[]), Some(1));
    assert_eq!(status("", &[]), Some(1));
    assert_eq!(status(CASES, &["--fail-under", "101"]), Some(2));
}
