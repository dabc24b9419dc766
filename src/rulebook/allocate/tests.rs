//! Allocation under an invented scheme.

use super::*;
use crate::rulebook::{InMemory, load_scheme};

const SCHEME: &str = "
hantei: 1
scheme: { id: fund, title: 試しの基金, authority: 試しの町, source: 試しの要綱, in_force: { from: 2020-04-01 }, as_of: 基準日 }
facts:
  基準日: { id: day, type: date }
  対象: { id: fits, type: boolean }
rules:
  該当: { value: 対象, clauses: [F1] }
decides:
  eligible: { from: 該当, primary: true }
clauses:
  F1: { cite: 第1条, says: 対象である, kind: rule }
  F2: { cite: 第2条, says: 点数の高い順, kind: rule }
";

const PLAN: &str = "
allocation:
  facts:
    額: { id: yen, type: money }
    点数: { id: points, type: number, unit: 点 }
    市内: { id: local, type: boolean }
    完備: { id: complete, type: boolean }
    到着日: { id: arrived, type: date }
  ranked_when: 申請.完備 and 申請.到着日 = 配分日
  requested: 申請.額
  keys:
    - { name: { ja: 点数, en: Points }, value: 申請.点数, clauses: [F2] }
    - { name: 市内, value: 申請.市内 }
  clauses: [F2]
";

fn scheme(plan: &str) -> Result<Scheme, Findings> {
    let files = InMemory::new().with("fund/scheme.yaml", SCHEME).with("fund/plan.yaml", plan);
    load_scheme(&files, "fund")
}

fn day() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 10, 1)
}

/// An application of 100 yen on the day.
fn one(id: &str, points: &str, local: bool) -> String {
    format!(
        "- {{ id: {id}, yen: 100, points: {points}, local: {local}, complete: true, arrived: 2026-10-01 }}\n"
    )
}

fn shared(applications: &str, budget: i64) -> Result<Allocation, Findings> {
    let budget = Number::from_i64(budget);
    allocate(&scheme(PLAN).unwrap(), applications, "申請.yaml", &budget, day(), Lang::Ja)
}

/// Code and line of every finding.
fn findings<T: std::fmt::Debug>(result: Result<T, Findings>) -> Vec<(&'static str, u32)> {
    let found = result.unwrap_err();
    let place = |one: &Diagnostic| one.at.map_or(0, |at| found.sources.position(at).line);
    found.findings.iter().map(|one| (one.code.as_str(), place(one))).collect()
}

#[test]
fn the_larger_key_goes_first_until_nothing_is_left() {
    let applications = [one("a", "1", false), one("b", "2", false), one("c", "1", true)].concat();
    let allocation = shared(&applications, 200).unwrap();
    assert!(allocation.budget_reached);
    assert_eq!(allocation.order, ["b", "c", "a"].map(|id| Rank::One(id.to_owned())));
    assert_eq!(allocation.accepted, ["b", "c"]);
    assert_eq!(allocation.rejected, ["a"]);
    assert_eq!(allocation.remaining, 0);
    let keys = &allocation.trace.first().unwrap().keys;
    assert_eq!(keys.iter().map(|key| key.needed).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn equal_exact_numbers_tie_however_they_are_written() {
    let applications = [one("a", "1.20", true), one("b", "6/5", true)].concat();
    let allocation = shared(&applications, 150).unwrap();
    assert_eq!(allocation.order, [Rank::Tied(vec!["a".to_owned(), "b".to_owned()])]);
    assert_eq!(allocation.undetermined, ["a", "b"]);
    assert_eq!(allocation.remaining, 150);
}

#[test]
fn below_the_budget_nothing_is_ranked_and_keys_do_not_matter() {
    let bare = "- { id: a, yen: 100, complete: true, arrived: 2026-10-01 }\n";
    let allocation = shared(&[bare, &one("b", "2", true)].concat(), 201).unwrap();
    assert!(!allocation.budget_reached);
    assert!(allocation.order.is_empty());
    assert_eq!(allocation.accepted.len(), 2);
    assert_eq!(allocation.remaining, 1);
}

#[test]
fn an_absent_field_is_told_only_where_the_order_hangs_on_it() {
    let bare = "- { id: a, yen: 100, points: 3, complete: true, arrived: 2026-10-01 }\n";
    assert_eq!(shared(&[bare, &one("b", "2", true)].concat(), 100).unwrap().accepted, ["a"]);
    assert_eq!(findings(shared(&[&one("b", "3", true), bare].concat(), 100)), [("missing-key", 2)]);
}

#[test]
fn who_takes_no_part_is_told_which_condition_failed() {
    let late = "- { id: a, yen: 100, complete: true, arrived: 2026-10-02 }\n";
    let bare = "- { id: b, complete: false }\n";
    let allocation = shared(&[late, bare].concat(), 100).unwrap();
    assert_eq!(allocation.not_ranked, ["a", "b"]);
    let reasons: Vec<_> = allocation.trace.iter().map(|one| one.reason.as_str()).collect();
    assert!(reasons.iter().any(|reason| reason.ends_with("申請.到着日 = 配分日")), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.ends_with("申請.完備")), "{reasons:?}");
}

#[test]
fn everything_wrong_with_the_applications_is_told_at_once() {
    let text = "- { yen: 100 }
- { id: a, yen: -1 }
- { id: b, pints: 3 }
- { id: b }
- 5
- { id: [c], arrived: 2026-02-30 }
- { id: d, yen: 1, yen: 2 }
";
    let wanted = [("duplicate-fact", 7)];
    assert_eq!(findings(shared(text, 100)), wanted, "a key that stands twice ends the reading");
    let text = text.replace(", yen: 2", "");
    let wanted = [
        ("missing-key", 1),
        ("fact-range", 2),
        ("unknown-fact", 3),
        ("duplicate-id", 4),
        ("facts-not-an-object", 5),
        ("wrong-shape", 6),
        ("bad-date", 6),
        ("missing-key", 7),
        ("missing-key", 7),
    ];
    let found = findings(shared(&text, -1));
    assert_eq!(found.first(), Some(&("fact-range", 0)), "the budget has no place");
    assert_eq!(found.get(1..).unwrap(), wanted);
}

#[test]
fn a_budget_is_whole_yen() {
    let half = Number::ratio(1, 2).unwrap();
    let result = allocate(&scheme(PLAN).unwrap(), "[]", "a", &half, day(), Lang::Ja);
    assert_eq!(findings(result), [("fact-type", 0)]);
}

#[test]
fn what_is_no_list_is_refused_and_an_empty_list_is_not() {
    assert_eq!(findings(shared("id: a", 100)), [("wrong-shape", 1)]);
    assert_eq!(findings(shared("", 100)), [("wrong-shape", 1)]);
    assert!(!shared("[]", 100).unwrap().budget_reached);
}

#[test]
fn a_scheme_that_asks_for_the_date_gets_one_or_says_so() {
    let scheme = scheme(PLAN).unwrap();
    let text = [one("a", "1", true), one("b", "1", true)].concat();
    let result = allocate(&scheme, &text, "a", &Number::from_i64(1), None, Lang::Ja);
    assert_eq!(findings(result), [("wrong-usage", 0)]);
}

#[test]
fn a_scheme_without_a_plan_ranks_nothing() {
    let plain = SCHEME.replace("点数の高い順, kind: rule", "点数の高い順, kind: information");
    let files = InMemory::new().with("fund/scheme.yaml", plain);
    let scheme = load_scheme(&files, "fund").unwrap();
    let result = allocate(&scheme, "[]", "a", &Number::ZERO, day(), Lang::Ja);
    assert_eq!(findings(result), [("wrong-usage", 0)]);
}

#[test]
fn a_plan_reads_fields_of_the_application_and_no_fact_but_the_date() {
    assert!(scheme(&PLAN.replace("配分日", "基準日")).is_ok());
    assert_eq!(findings(scheme(&PLAN.replace("申請.完備", "対象"))), [("wrong-type", 9)]);
}

#[test]
fn the_json_form_is_that_of_the_contract() {
    let text = [one("a", "1", true), one("b", "2", true), one("c", "1", true)].concat();
    let json = serde_json::to_value(shared(&text, 250).unwrap()).unwrap();
    assert_eq!(json["order"], serde_json::json!(["b", ["a", "c"]]));
    assert_eq!(json["remaining"], 150);
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    for key in ["budget_reached", "accepted", "rejected", "undetermined", "not_ranked", "trace"] {
        assert!(keys.contains(&key), "{keys:?}");
    }
    let back: Allocation = serde_json::from_value(json).unwrap();
    assert_eq!(back.undetermined, ["a", "c"]);
}
