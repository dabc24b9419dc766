//! Worked cases of an invented scheme.

use super::*;
use crate::rulebook::{InMemory, load_scheme};

const SCHEME: &str = r#"
hantei: 1
scheme: { id: fund, title: 試しの基金, authority: 試しの町, source: 試しの要綱, in_force: { from: 2020-04-01 }, as_of: 基準日 }
facts:
  基準日: { id: day, type: date }
  市内: { id: local, type: boolean }
  費用: { id: cost, type: money, range: "[0円..900円]" }
  町長の認定: { id: recognised, type: boolean, judgement: true }
rules:
  該当: { all: [{ any: [市内, 町長の認定], clauses: [F1] }] }
  補助率: { clauses: [F2], value: if 端数 = 残す then 1/3 else 1/2 }
  補助額: { clauses: [F2], applies_when: 費用 > 0円, value: 費用 * 補助率 }
  半額: { clauses: [F2], value: 費用 / 2 }
  手順:
    clauses: [F3]
    of: step
    collect: [{ add: 申請 }, { add: 審査, when: 費用 > 500円 }, { add: 受領 }]
readings:
  端数: { id: fraction, choices: { keep: 残す, drop: 捨てる }, adopted: keep, reason: 定めがない }
steps:
  申請: { id: apply }
  審査: { id: review }
  受領: { id: receive }
warnings:
  少額: { id: small, says: 少額です, when: 費用 < 10円 }
decides:
  eligible: { from: 該当, primary: true }
  rate: 補助率
  grant: 補助額
  half: 半額
  next_steps: 手順
clauses:
  F1: { cite: 第1条, says: 市内にある, kind: rule }
  F2: { cite: 第2条, says: 額, kind: rule }
  F3: { cite: 第3条, says: 手順, kind: rule }
"#;

fn scheme() -> Scheme {
    let files = InMemory::new().with("fund/scheme.yaml", SCHEME);
    load_scheme(&files, "fund").unwrap()
}

fn ran(cases: &str) -> Result<Report, Findings> {
    run(&InMemory::new().with("fund/cases.yaml", cases), &scheme(), Lang::En)
}

/// What differs for one case with those facts, expectations and other keys.
fn differences(facts: &str, expect: &str, more: &str) -> Vec<(String, String, String)> {
    let case =
        format!("cases: [{{ id: a, as_of: 2026-04-01, facts: {facts}, expect: {expect} {more} }}]");
    let report = ran(&case).unwrap();
    let all = report.failed.into_iter().flat_map(|failure| failure.differences);
    all.map(|one| (one.what, one.expected, one.found)).collect()
}

fn hold(facts: &str, expect: &str) {
    assert_eq!(differences(facts, expect, ""), [], "{expect}");
}

fn fail(facts: &str, expect: &str, what: &str, expected: &str, found: &str) {
    let wanted = (what.to_owned(), expected.to_owned(), found.to_owned());
    assert_eq!(differences(facts, expect, ""), [wanted], "{expect}");
}

#[test]
fn values_are_compared_as_exact_numbers() {
    hold("{ local: true, cost: 100 }", "{ eligible: true, rate: \"1/3\", grant: 100/3 }");
    hold("{ cost: 300 }", "{ grant: 100.0, rate: 2/6 }");
    fail("{ cost: 300 }", "{ rate: 0.333 }", "rate", "0.333", "1/3");
    fail("{ cost: 300 }", "{ grant: 99 }", "grant", "99", "100");
}

#[test]
fn states_are_compared_as_states() {
    hold("{ cost: 0 }", "{ grant: not_applicable, eligible: unknown }");
    fail("{ cost: 0 }", "{ grant: 0 }", "grant", "0", "not_applicable");
    fail("{}", "{ grant: not_applicable }", "grant", "not_applicable", "unknown (cost)");
    fail("{ local: true }", "{ eligible: unknown }", "eligible", "unknown", "true");
}

#[test]
fn steps_are_a_part_in_order_and_warnings_a_part() {
    let facts = "{ cost: 600 }";
    hold(facts, "{ next_steps: [apply, receive] }");
    hold(facts, "{ next_steps: [] }");
    fail(
        facts,
        "{ next_steps: [receive, apply] }",
        "next_steps",
        "[receive, apply]",
        "[apply, review, receive]",
    );
    hold("{ cost: 5 }", "{ warnings: [small] }");
    hold("{ cost: 5 }", "{ warnings: [] }");
    fail(facts, "{ warnings: [small] }", "warnings", "[small]", "[]");
}

#[test]
fn clauses_are_exact() {
    hold("{ local: false, recognised: false }", "{ failed: [F1], undecided: [] }");
    hold("{ local: false }", "{ failed: [], undecided: [F1] }");
    fail("{ local: false }", "{ failed: [F1] }", "failed", "[F1]", "[]");
}

#[test]
fn judgements_may_be_missing_beyond_what_is_expected() {
    hold("{}", "{ missing: [local] }");
    hold("{}", "{ missing: [local, recognised] }");
    fail("{ local: false }", "{ missing: [local] }", "missing", "[local]", "[recognised]");
    fail("{}", "{ missing: [] }", "missing", "[]", "[local, recognised]");
}

#[test]
fn once_the_primary_output_is_settled_other_unknown_outputs_count() {
    hold("{ local: true }", "{ grant: unknown, missing: [cost] }");
    hold("{ local: true }", "{ missing: [] }");
}

#[test]
fn ranges_are_exact() {
    hold("{ local: true }", "{ range: { half: [0, 450] } }");
    fail("{}", "{ range: { half: [0, null] } }", "range.half", "[0, none]", "[0, 450]");
    fail("{ cost: 4 }", "{ range: { half: [0, 1] } }", "range.half", "[0, 1]", "2");
}

#[test]
fn other_readings_are_run_as_well() {
    let more =
        ", contested: true, alternatives: [{ reading: { fraction: drop }, expect: { rate: 1/2 } }]";
    assert_eq!(differences("{ cost: 3 }", "{ rate: 1/3 }", more), []);
    let more = ", readings: { fraction: drop }";
    assert_eq!(differences("{ cost: 3 }", "{ rate: 1/2 }", more), []);
    let report = ran(
        "cases: [{ id: a, as_of: 2026-04-01, facts: { cost: 3 }, expect: { rate: 1/3 }, alternatives: [{ reading: { fraction: drop }, expect: { rate: 1/4 } }] }]",
    );
    let failure = report.unwrap().failed.pop().unwrap();
    assert_eq!(failure.reading.as_deref(), Some("fraction = drop"));
    assert_eq!(failure.differences.first().unwrap().found, "0.5");
}

#[test]
fn no_cases_is_no_success() {
    let nothing = run(&InMemory::new(), &scheme(), Lang::Ja).unwrap();
    assert!(!nothing.is_passed());
    assert_eq!(
        text(&nothing, Lang::Ja),
        "fund: 事例がありません（cases.yaml に一つ以上書きます）\n"
    );
    assert!(!ran("cases: []").unwrap().is_passed());
    assert!(!ran("").unwrap().is_passed());
}

#[test]
fn the_report_reads_well() {
    let report = ran("cases:
  - { id: one, about: 市内にある, as_of: 2026-04-01, facts: { local: true }, expect: { eligible: false, failed: [F1] } }
  - { id: two, as_of: 2026-04-01, facts: { local: true }, expect: { eligible: true } }
");
    let report = report.unwrap();
    assert_eq!((report.passed, report.count()), (1, 2));
    let wanted = "\
fund: 1 of 2 cases did not come out as stated

one (line 2) 市内にある
            expected  found
  eligible  false     true
  failed    [F1]      []
  how it came about
    ○ no requirement is broken or open
    ○ 市内にある [第1条 F1]
";
    assert_eq!(text(&report, Lang::En), wanted);
}

#[test]
fn everything_wrong_with_the_file_is_told_at_once() {
    let cases = "cases:
  - { id: a, as_of: 2026-02-30, facts: { cots: 1 }, expect: { grnt: 1 } }
  - { id: a, facts: {}, expect: { failed: [F9], missing: [cst], warnings: [smal] } }
  - { id: b, fact: {}, expect: { range: { grant: [0] } } }
  - { id: c, facts: {}, expect: {}, readings: { fractoin: keep }, clauses: [F8] }
  - { id: d, facts: {}, expect: {}, alternatives: [{ reading: { fraction: kept } }] }
";
    let found = ran(cases).unwrap_err();
    let all: Vec<_> = found
        .findings
        .iter()
        .map(|one| (found.sources.position(one.at.unwrap()).line, one.code.as_str()))
        .collect();
    let wanted = [
        (2, "bad-date"),
        (2, "unknown-fact"),
        (2, "unknown-key"),
        (3, "duplicate-id"),
        (3, "unknown-clause"),
        (3, "unknown-fact"),
        (3, "unknown-name"),
        (4, "missing-key"),
        (4, "unknown-key"),
        (4, "wrong-shape"),
        (5, "unknown-reading"),
        (5, "unknown-clause"),
        (6, "missing-key"),
        (6, "unknown-alternative"),
    ];
    assert_eq!(all, wanted);
}

#[test]
fn an_empty_expectation_is_not_stated_and_never_passes() {
    let cases = "cases:
  - { id: one, facts: { local: true }, expect: { eligible: , failed: , rate: 1/3 } }
  - { id: two, facts: { local: true }, expect: {} }
  - { id: three, facts: { local: true }, expect: { eligible: true } }
";
    let report = ran(cases).unwrap();
    assert_eq!((report.passed, report.count()), (1, 3));
    let unstated: Vec<_> =
        report.failed.iter().map(|one| (one.case.as_str(), one.unstated.join(" "))).collect();
    assert_eq!(unstated, [("one", "eligible failed".to_owned()), ("two", "expect".to_owned())]);
    // What hantei would say stands nowhere in the report.
    assert!(report.failed.iter().all(|one| one.differences.is_empty() && one.why.is_empty()));
    let shown = text(&report, Lang::Ja);
    assert!(
        shown.contains("one（2行目）\n  まだ書かれていない結果: eligible, failed\n"),
        "{shown}"
    );
}

#[test]
fn the_cheap_way_tells_the_same() {
    let scheme = scheme();
    let cases = "cases:
  - { id: one, facts: { local: true }, expect: { eligible: true } }
  - { id: two, facts: { local: true }, expect: { eligible: false } }
  - { id: three, facts: { cost: 3 }, expect: { rate: 1/3 }, alternatives: [{ reading: { fraction: drop }, expect: { rate: 1/4 } }] }
  - { id: four, facts: {}, expect: { eligible: } }
  - { id: five, facts: { cost: 600 }, expect: { next_steps: [apply, review] } }
";
    let suite = read(&InMemory::new().with("fund/cases.yaml", cases), &scheme).unwrap();
    let same: Vec<_> = run_all(scheme.program(), &suite).collect();
    assert_eq!(same, [true, false, false, false, true]);
    let slow: Vec<_> = suite
        .cases()
        .iter()
        .map(|case| failures(&scheme, &suite, case, Lang::Ja).is_empty())
        .collect();
    assert_eq!(same, slow);
}

const WORDS: &str = "# 先頭の注
cases:
  - id: one # 注
    facts: { local: true, cost: 5 }
    expect: { eligible: true, grant: 99 }
    words: { F1: 昔の文, small: 'ちがう: 文' }
  - id: two
    facts: { local: false, recognised: false, cost: 5 }
    expect: { eligible: false }
    words:
      F1:
      small: |
        二行の
        文
";

#[test]
fn words_are_compared_as_the_applicant_reads_them() {
    let report = ran(WORDS).unwrap();
    let told: Vec<_> = report
        .failed
        .iter()
        .flat_map(|failure| &failure.differences)
        .map(|one| (one.what.as_str(), one.expected.as_str(), one.found.as_str()))
        .collect();
    let wanted = [
        ("grant", "99", "5/3"),
        ("words.F1", "昔の文", "市内にある"),
        ("words.small", "ちがう: 文", "少額です"),
        ("words.small", "二行の\n文", "少額です"),
    ];
    assert_eq!(told, wanted);
    assert_eq!(report.failed.last().unwrap().unstated, ["words.F1"]);
}

/// Comments, order and the wrong amount stay; only the four texts change.
#[test]
fn accepting_changes_words_and_nothing_else() {
    let scheme = scheme();
    let suite = read(&InMemory::new().with("fund/cases.yaml", WORDS), &scheme).unwrap();
    let accepted = accept(&scheme, &suite).unwrap();
    let wanted = WORDS
        .replace("昔の文", "市内にある")
        .replace("'ちがう: 文'", "\"少額です\"")
        .replace("      F1:\n", "      F1: 市内にある\n")
        .replace("二行の\n        文", "少額です");
    assert_eq!(accepted.text.as_deref(), Some(wanted.as_str()));
    assert_eq!((accepted.words, accepted.changed.len(), accepted.unsaid.len()), (4, 4, 0));
    let report = ran(&wanted).unwrap();
    let left: Vec<_> = report.failed.iter().flat_map(|one| &one.differences).collect();
    assert_eq!(left.iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["grant"]);
    let suite = read(&InMemory::new().with("fund/cases.yaml", wanted), &scheme).unwrap();
    assert_eq!(accept(&scheme, &suite).unwrap().text, None);
}

#[test]
fn words_that_need_quotation_marks_get_them() {
    let awkward = SCHEME.replace("says: 少額です", r#"says: '注意: 「10円」, "少額" # です'"#);
    let scheme = load_scheme(&InMemory::new().with("fund/scheme.yaml", awkward), "fund").unwrap();
    let cases = "cases: [{ id: a, facts: { cost: 5 }, expect: { eligible: unknown }, words: { small: 文 } }]";
    let suite = read(&InMemory::new().with("fund/cases.yaml", cases), &scheme).unwrap();
    let text = accept(&scheme, &suite).unwrap().text.unwrap();
    let wanted = cases.replace("文", r#""注意: 「10円」, \"少額\" # です""#);
    assert_eq!(text, wanted);
    let files = InMemory::new().with("fund/cases.yaml", text);
    assert!(run(&files, &scheme, Lang::Ja).unwrap().is_passed());
}

#[test]
fn words_that_are_not_said_stay() {
    let scheme = scheme();
    let cases = "cases: [{ id: a, facts: { cost: 50 }, expect: { eligible: unknown }, words: { small: 文 } }]";
    let suite = read(&InMemory::new().with("fund/cases.yaml", cases), &scheme).unwrap();
    let accepted = accept(&scheme, &suite).unwrap();
    assert_eq!(accepted.text, None);
    assert_eq!(accepted.unsaid, [("a".to_owned(), "small".to_owned())]);
}

#[test]
fn words_are_about_a_clause_or_a_warning() {
    let found =
        ran("cases: [{ id: a, facts: {}, expect: { eligible: unknown }, words: { smal: 文 } }]");
    let found = found.unwrap_err().findings;
    let codes: Vec<_> = found.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["unknown-name"]);
}

#[test]
fn steps_and_warnings_can_be_stated_to_be_absent() {
    hold("{ cost: 400 }", "{ absent: { next_steps: [review], warnings: [small] } }");
    let facts = "{ cost: 600 }";
    let absent = "{ absent: { next_steps: [review, apply] } }";
    fail(facts, absent, "absent.next_steps", "[review, apply]", "[apply, review, receive]");
    fail(
        "{ cost: 5 }",
        "{ absent: { warnings: [small] } }",
        "absent.warnings",
        "[small]",
        "[small]",
    );
    fail("{}", "{ absent: { next_steps: [review] } }", "absent.next_steps", "[review]", "unknown");
    let wrong = |expect: &str| {
        let case = format!("cases: [{{ id: a, facts: {{}}, expect: {{ absent: {expect} }} }}]");
        ran(&case).unwrap_err().findings.iter().map(|one| one.code.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(wrong("{ next_steps: [reviews] }"), ["unknown-name"]);
    assert_eq!(wrong("{ warnings: [smal] }"), ["unknown-name"]);
    assert_eq!(wrong("{ grants: [review] }"), ["unknown-key"]);
}
