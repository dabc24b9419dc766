//! `hantei test`: what passes, what is told, what is proposed, what is rewritten.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Run, folder, hantei};

const SCHEME: &str = r#"
hantei: 1
scheme: { id: fund, title: 試しの基金, authority: 試しの町, source: 試しの要綱, in_force: { from: 2020-04-01 }, as_of: 基準日 }
facts:
  基準日: { id: day, type: date }
  市内: { id: local, type: boolean }
  従業員数: { id: staff, type: count, unit: 人, range: "[1人..]" }
rules:
  該当:
    all:
      - { if: 市内, clauses: [F1], says: { holds: 市内です。, fails: 市内ではありません。 } }
      - { if: 従業員数 <= 50人, clauses: [F2], says: { holds: 50人以下です。, fails: 50人を超えています。 } }
  額: { clauses: [F3], applies_when: 該当, value: 従業員数 / 1人 * 100円 }
decides:
  eligible: { from: 該当, primary: true }
  grant: { from: 額, headline: true }
clauses:
  F1: { cite: 第1条, says: 市内にある, kind: rule }
  F2: { cite: 第2条, says: 50人まで, kind: rule }
  F3: { cite: 第3条, says: 一人百円, kind: rule }
"#;

const CASES: &str = "# 事例
cases:
  - id: A-1   # 市内
    about: 市内で50人
    facts: { day: 2026-04-01, local: true, staff: 50 }
    expect: { eligible: true, grant: 5000 }
  - id: A-2
    about: 市外
    facts: { day: 2026-04-01, local: false, staff: 50 }
    expect: { eligible: false, failed: [F1] }
  - id: B-1
    facts: { day: 2026-04-01, local: true, staff: 51 }
    expect: { eligible: false, grant: not_applicable }
    words: { F2: 50人を超えています。 }
";

/// A folder of rules with one scheme and those cases.
fn rules(name: &str, cases: &str) -> PathBuf {
    let to = folder(name);
    fs::create_dir(to.join("fund")).unwrap();
    fs::write(to.join("fund/scheme.yaml"), SCHEME).unwrap();
    fs::write(to.join("fund/cases.yaml"), cases).unwrap();
    to
}

fn test(rules: &Path, arguments: &[&str]) -> Run {
    let usual = ["--rules", rules.to_str().unwrap(), "--lang", "ja", "test"];
    hantei(&[&usual, arguments].concat())
}

/// What is read is held to a snapshot of that name.
fn shown(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn built_in_schemes_pass_in_the_order_of_their_ids() {
    let run = hantei(&["--lang", "en", "test"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let first: Vec<_> = run.out.lines().filter_map(|line| line.split(':').next()).collect();
    let wanted = [
        "jetro-event-calendar",
        "joetsu-exam-travel",
        "joetsu-job-portal",
        "miyazaki-midcareer",
        "nagareyama-recruiting",
    ];
    assert_eq!(first, wanted);
}

#[test]
fn a_failure_shows_both_sides_and_what_led_there() {
    let wrong = CASES.replace("grant: 5000", "grant: 4900").replace("failed: [F1]", "failed: [F2]");
    let run = test(&rules("test-failure", &wrong), &[]);
    assert_eq!((run.status, run.err.as_str()), (Some(1), ""));
    shown("test-failure", &run.out);
}

#[test]
fn no_cases_are_a_failure() {
    for (name, cases) in [("test-empty", "cases: []\n"), ("test-comment", "# まだない\n")] {
        let rules = rules(name, cases);
        for format in ["text", "json", "junit"] {
            assert_eq!(test(&rules, &["--format", format]).status, Some(1), "{name} {format}");
        }
        let xml = test(&rules, &["--format", "junit"]).out;
        assert!(xml.contains("failures=\"1\"") && xml.contains("事例がありません"), "{xml}");
    }
}

#[test]
fn cases_are_chosen_by_id_or_by_the_beginning_of_it() {
    let rules = rules("test-case", CASES);
    let count = |arguments: &[&str]| {
        let format = ["--format", "json"];
        test(&rules, &[arguments, &format].concat()).json()[0]["count"].clone()
    };
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--case", "A-1"]), 1);
    assert_eq!(count(&["--case", "A-*"]), 2);
    assert_eq!(count(&["--case", "A-1", "--case", "B-1"]), 2);
    let run = test(&rules, &["--case", "A-9"]);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("A-9") && run.err.contains("A-1"), "{}", run.err);
    let run = test(&rules, &["--case", "Z*"]);
    assert_eq!(run.status, Some(2), "nothing tested is no success");
}

#[test]
fn build_servers_read_junit() {
    let wrong = CASES.replace("grant: 5000", "grant: 4900");
    let run = test(&rules("test-junit", &wrong), &["--format", "junit"]);
    assert_eq!(run.status, Some(1));
    shown("test-junit", &run.out);
    let run = hantei(&["test", "--format", "junit"]);
    let head = run.out.lines().nth(1).unwrap();
    assert!(head.contains(" tests=\"954\" ") && head.contains(" failures=\"0\" "), "{head}");
}

#[test]
fn programs_read_json() {
    let wrong = CASES.replace("grant: 5000", "grant: 4900");
    let run = test(&rules("test-json", &wrong), &["--format", "json", "--coverage"]);
    let found = run.json();
    assert_eq!(found[0]["passed"], 2);
    assert_eq!(found[0]["failed"][0]["case"], "A-1");
    let difference = &found[0]["failed"][0]["differences"][0];
    assert_eq!(difference["what"], "grant");
    assert_eq!((&difference["expected"], &difference["found"]), (&"4900".into(), &"5000".into()));
    // Of `従業員数 <= 50人` the value just below has no case.
    let points = found[0]["coverage"]["points"].as_array().unwrap();
    let boundary = points.iter().find(|point| point["kind"] == "boundary").unwrap();
    let cases: Vec<_> =
        boundary["goals"].as_array().unwrap().iter().map(|goal| &goal["cases"]).collect();
    assert_eq!(cases, [0, 2, 1]);
}

#[test]
fn coverage_below_what_is_asked_for_is_a_finding() {
    let rules = rules("test-coverage", CASES);
    let run = test(&rules, &["--coverage"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    shown("test-coverage", &run.out);
    let run = test(&rules, &["--coverage", "--fail-under", "100"]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.contains("100%"), "{}", run.err);
    assert_eq!(test(&rules, &["--coverage", "--fail-under", "90"]).status, Some(0));
    assert_eq!(test(&rules, &["--fail-under", "90"]).status, Some(2));
    assert_eq!(test(&rules, &["--coverage", "--fail-under", "101"]).status, Some(2));
}

#[test]
fn coverage_is_one_page() {
    let page = folder("test-page").join("coverage.html");
    let name = page.to_str().unwrap();
    let run = hantei(&["test", "--coverage", "--format", "html", "--output", name]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    let page = fs::read_to_string(page).unwrap();
    assert_eq!(page.matches("<section class=\"scheme\"").count(), 5);
    assert!(!page.contains("<script") && !page.contains("href=\"http"));
}

#[test]
fn forms_that_do_not_go_together_are_wrong_usage() {
    for arguments in [
        &["--format", "html"][..],
        &["--format", "junit", "--coverage"],
        &["--accept", "--coverage"],
        &["--generate", "fund", "--coverage"],
        &["--generate", "fund", "--accept"],
    ] {
        let run = test(&rules("test-usage", CASES), arguments);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{arguments:?}");
    }
}

/// The only boundary without a case is 49人. The proposal is put behind the cases, is refused as it
/// stands, and passes once a person has stated what comes out: 49人 * 100円 = 4,900円.
#[test]
fn a_proposed_case_counts_once_it_is_stated() {
    let rules = rules("test-generate", CASES);
    let run = test(&rules, &["--generate", "fund"]);
    assert_eq!(run.status, Some(0));
    shown("test-generate", &run.out);

    let path = rules.join("fund/cases.yaml");
    fs::write(&path, format!("{CASES}{}", run.out)).unwrap();
    let refused = test(&rules, &[]);
    assert_eq!(refused.status, Some(1));
    assert!(refused.out.contains("まだ書かれていない結果: eligible, grant"), "{}", refused.out);
    assert!(!refused.out.contains("4900"), "the outcome is not told: {}", refused.out);

    let stated = fs::read_to_string(&path).unwrap();
    let stated = stated.replace("eligible:\n", "eligible: true\n");
    fs::write(&path, stated.replace("grant:\n", "grant: 4900\n")).unwrap();
    let run = test(&rules, &["--coverage", "--format", "json"]);
    assert_eq!(run.status, Some(0), "{}", run.out);
    let boundary = run.json()[0]["coverage"]["kinds"][3].clone();
    assert_eq!((&boundary["met"], &boundary["total"]), (&3.into(), &3.into()));
}

#[test]
fn proposals_for_the_built_in_schemes_read_back() {
    for scheme in ["jetro-event-calendar", "miyazaki-midcareer", "nagareyama-recruiting"] {
        let to = folder(&format!("test-generate-{scheme}"));
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules");
        for part in ["common", scheme] {
            fs::create_dir(to.join(part)).unwrap();
            for entry in fs::read_dir(from.join(part)).unwrap() {
                let entry = entry.unwrap();
                fs::copy(entry.path(), to.join(part).join(entry.file_name())).unwrap();
            }
        }
        let proposed = test(&to, &["--generate", scheme]).out;
        let count = proposed.matches("  - id: BND-").count();
        assert!(count > 0, "{scheme}: {proposed}");
        let path = to.join(scheme).join("cases.yaml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}{proposed}")).unwrap();
        let run = test(&to, &[scheme, "--format", "json"]);
        let (found, err) = (run.json(), run.err);
        assert_eq!(found[0]["failed"].as_array().map(Vec::len), Some(count), "{scheme}: {err}");
    }
}

#[test]
fn words_are_accepted_and_numbers_are_not() {
    let cases = CASES
        .replace("grant: 5000 }", "grant: 4900 }\n    words: { F1: 古い文。 }")
        .replace("F2: 50人を超えています。", "F2: 多すぎます。");
    let rules = rules("test-accept", &cases);
    let run = test(&rules, &["--accept"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    shown("test-accept", &run.out);
    let after = fs::read_to_string(rules.join("fund/cases.yaml")).unwrap();
    let wanted =
        cases.replace("古い文。", "市内です。").replace("多すぎます。", "50人を超えています。");
    assert_eq!(after, wanted);
    assert_eq!(test(&rules, &[]).status, Some(1), "the amount is still wrong");
}

#[test]
fn without_words_there_is_nothing_to_accept() {
    let plain = CASES.replace("    words: { F2: 50人を超えています。 }\n", "");
    let wrong = plain.replace("grant: 5000", "grant: 4900");
    let rules = rules("test-accept-nothing", &wrong);
    let run = test(&rules, &["--accept"]);
    assert_eq!((run.status, run.out.as_str()), (Some(0), ""));
    assert!(run.err.contains("更新するものはありません"), "{}", run.err);
    assert_eq!(fs::read_to_string(rules.join("fund/cases.yaml")).unwrap(), wrong);
}
