//! Warnings about checked schemes, and what the regions behind them are asked for.

use std::fmt::Write as _;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use hantei::diagnostic::{Code, Severity, draw};
use hantei::ids::FactId;
use hantei::program::{NodeKind, Program};
use hantei::region::{Cut, Reader, Switches, breakpoints, holds, times, witness};
use hantei::value::{Answer, Number, Value};
use hantei::{InMemory, Lang, RuleBook, Scheme, analyze, rulebook};

/// The codes of warnings about values.
const ABOUT_VALUES: [Code; 10] = [
    Code::NeverHolds,
    Code::AlwaysHolds,
    Code::NeverHoldsHere,
    Code::ContradictoryConditions,
    Code::RedundantCondition,
    Code::UnreachableCase,
    Code::UnreachableOtherwise,
    Code::OverlappingExceptions,
    Code::BandsOutOfOrder,
    Code::UnreachableRow,
];

fn about_values(program: &Program) -> String {
    let mut found = analyze::analyze(program);
    found.retain(|finding| ABOUT_VALUES.contains(&finding.code));
    assert!(found.iter().all(|finding| finding.severity == Severity::Warning));
    draw(&found, &program.sources, Lang::Ja, false)
}

fn load(text: &str) -> Scheme {
    let files = InMemory::new().with("trial/rules.yaml", text.to_owned());
    rulebook::load_scheme(&files, "trial").unwrap_or_else(|found| panic!("{found}"))
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn nothing_is_wrong_with_the_values_of_the_schemes() {
    let book = RuleBook::built_in().unwrap_or_else(|found| panic!("{found}"));
    let mut told = String::new();
    for scheme in book.schemes() {
        told += &about_values(scheme.program());
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn nothing_is_wrong_with_the_values_of_the_scheme_under_the_bad_files() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/base.yaml");
    let files = InMemory::new().with("bad/base.yaml", std::fs::read_to_string(path).unwrap());
    let scheme = rulebook::load_scheme(&files, "bad").unwrap();
    assert_eq!(about_values(scheme.program()), "");
}

const TRIAL: &str = r#"
hantei: 1
scheme:
  { id: trial, title: 試し, authority: 町, source: 要綱, in_force: { from: 2020-04-01 }, as_of: 申請日 }
facts:
  申請日: { id: application_date, type: date }
  人数: { id: people, type: count, unit: 人 }
  経費: { id: cost, type: money }
  面積: { id: area, type: number, unit: km, range: "[0km..100km]" }
  種: { id: kind, type: choice, choices: { a: 甲, b: 乙 } }
parameters:
  最多: { id: most, values: [{ from: 2020-04-01, value: 5人 }, { from: 2021-04-01, value: 7人 }] }
tables:
  段: { id: steps, key: 人数, columns: { 額: 円 }, rows: { 0人..10人: [1000円], 11人..: [2000円] } }
rules:
  該当:
    all:
      - { if: 人数 >= 3人, clauses: [B1] }
      - { if: 人数 * 2 - 1人 <= 最多 * 2, clauses: [B1] }
      - { if: 種 = 甲 or 面積 < 30km, clauses: [B1] }
  補助額: { amount: { of: 経費, times: 1/2, at_most: 1万円 } }
  基本額: { value: "段[人数].額" }
  端数のある額: { amount: { of: 面積 * 1, round_down: 10km } }
  使われない: { value: 人数 > 50人 }
decides:
  eligible: { from: 該当, primary: true }
  grant: 補助額
  base: 基本額
  rounded: 端数のある額
clauses: { B1: { cite: 第1条, says: 要件, kind: rule } }
"#;

fn fact(program: &Program, id: &str) -> FactId {
    let found = program.nodes.iter().find_map(|node| match node.kind {
        NodeKind::Fact(fact) if program.fact(fact).is_some_and(|one| one.id == id) => Some(fact),
        _ => None,
    });
    found.unwrap()
}

fn below(number: i64) -> Cut {
    Cut::below(Number::from_i64(number))
}

#[test]
fn breakpoints_are_where_conditions_amounts_and_rows_change() {
    let scheme = load(TRIAL);
    let program = scheme.program();
    let along = |id: &str, day: &str| breakpoints(program, fact(program, id), date(day));

    // 2n - 1 <= 10 up to 5, and from 2021 2n - 1 <= 14 up to 7. Rows change at 11. The rule that no
    // output needs does not count.
    let people = along("people", "2020-06-01");
    assert_eq!(people.cuts, [below(3), below(6), below(11)]);
    assert!(people.complete);
    assert_eq!(along("people", "2022-06-01").cuts, [below(3), below(8), below(11)]);

    // Half of 20,000 yen is the cap.
    let cost = along("cost", "2020-06-01");
    assert_eq!((cost.cuts, cost.complete), (vec![below(20_001)], true));

    // A rounding changes in between.
    let area = along("area", "2020-06-01");
    assert_eq!((area.cuts, area.complete), (vec![below(30)], false));
    assert_eq!(along("kind", "2020-06-01").cuts, []);
}

#[test]
fn dated_values_change_along_the_date_that_selects_them() {
    let scheme = load(&TRIAL.replace("人数 >= 3人", "申請日 <= 2020-12-31"));
    let program = scheme.program();
    let found = breakpoints(program, fact(program, "application_date"), date("2020-06-01"));
    let days: Vec<_> = ["2020-04-01", "2021-01-01", "2021-04-01"]
        .map(|day| below(i64::from(date(day).num_days_from_ce())))
        .into();
    assert_eq!(found.cuts, days);
    let stretches = [(date("2020-04-01"), Some(date("2021-03-31"))), (date("2021-04-01"), None)];
    assert_eq!(times(program), stretches);
}

#[test]
fn where_a_condition_holds_is_told_exactly_or_not_at_all() {
    let scheme = load(TRIAL);
    let program = scheme.program();
    let body = program.rules[0].body;
    let (space, region) = holds(program, body, date("2020-06-01")).unwrap();
    assert_eq!(region.zones().len(), 2);
    assert!(space.is_plain(&region));

    let sums = load(&TRIAL.replace("人数 >= 3人", "人数 + 面積 * 1人 / 1km >= 3人"));
    let program = sums.program();
    assert!(holds(program, program.rules[0].body, date("2020-06-01")).is_none());
}

#[test]
fn a_witness_has_the_facts_that_matter_and_no_others() {
    let scheme = load(TRIAL);
    let program = scheme.program();
    let body = program.rules[0].body;
    let mut reader = Reader::new(program, date("2020-04-01"), Switches::Set);
    let region = reader.truth(body).holds.clone();
    let until = Some(date("2021-03-31"));
    let held = |answer: &Answer| *answer == Answer::truth(true);
    let found = witness(&reader, until, &region, |applicant| {
        applicant.ask(program, body).is_ok_and(|answer| held(&answer))
    });
    let found = found.unwrap();
    assert!(held(&found.ask(program, body).unwrap()));
    let given = |id: &str| found.facts.get(fact(program, id)).cloned();
    let people = given("people").unwrap();
    assert!([3, 4, 5].map(|n| Value::Number(Number::from_i64(n))).contains(&people));
    assert_eq!(given("cost"), None);
    assert!(given("kind").is_some() != given("area").is_some());
    assert_eq!(found.question.as_of, Some(date("2020-04-01")));

    let never = witness(&reader, until, &region, |_| false);
    assert!(never.is_none());
}

/// Each looks like a mistake from afar and is none.
const ON_PURPOSE: &str = r#"
  切替:
    all: [最多 >= 5人, 種 = 甲]
  範囲ごと:
    all:
      - { if: 人数 >= 300人, applies_when: 種 = 甲 }
      - { if: 人数 < 100人, applies_when: 種 = 乙 }
  ある版だけ矛盾: { value: 人数 >= 6人 and 人数 <= 最多 }
  適用があるか: { value: "if_applicable(範囲ごと, true)" }
  控え:
    first:
      - { when: 種 = 甲, value: 1円 }
      - { when: 種 = 乙, value: 2円 }
      - { otherwise: undetermined }
  残り:
    first:
      - { when: 人数 < 10人, value: 1円 }
      - { when: 人数 >= 10人, value: 2円 }
      - { otherwise: not_applicable }
  別の条項: { all: [小さい, 人数 <= 30人] }
  小さい: { value: 人数 <= 20人 }
  合わせて: { all: [人数 + 人数 * 面積 / 1km < 10人, 人数 * 面積 / 1km >= 10人] }
  別の事実: { all: [経費 > 5円, 面積 > 5km, 経費 <= 人数 * 1円 / 1人] }
  重ならない例外:
    value: 1円
    unless:
      - { when: 申請日 < 2021-04-01, value: 2円 }
      - { when: 申請日 >= 2021-04-01 and 種 = 甲, value: 3円 }
      - { when: 申請日 >= 2021-04-01 and 種 = 乙, value: 4円 }
  同じ値の例外:
    value: 1円
    unless:
      - { when: 人数 > 3人, value: 2円 }
      - { when: 人数 > 5人, value: 2円 }
"#;

#[test]
fn what_is_written_on_purpose_is_left_alone() {
    let scheme = load(&TRIAL.replace("decides:\n", &format!("{}decides:\n", &ON_PURPOSE[1..])));
    assert_eq!(about_values(scheme.program()), "");
}

#[test]
fn long_chains_and_lists_are_analysed_without_harm() {
    let mut text = TRIAL.to_owned();
    let mut rules = String::new();
    let nots = "not (".repeat(30);
    let closed = ")".repeat(30);
    for number in 0..90 {
        let next = number + 1;
        writeln!(rules, "  連{number}: {{ all: ['{nots}連{next}{closed}', 人数 >= {number}人] }}")
            .unwrap();
    }
    rules += "  連90: { value: 面積 > 1km }\n  多: { first: [";
    for number in 0..300 {
        write!(rules, "{{ when: 人数 = {number}人 and 経費 > {number}円, value: {number} }}, ")
            .unwrap();
    }
    rules += "{ otherwise: 1000 }] }\n";
    text = text.replace("decides:\n", &format!("{rules}decides:\n"));
    // The checker needs a deeper stack for such a chain than the analysis has here.
    let loading = std::thread::Builder::new().stack_size(256 << 20).spawn(move || load(&text));
    let scheme = loading.unwrap().join().unwrap();
    // Only `人数 >= 0人` is told: it is true of every count.
    let told = about_values(scheme.program());
    assert_eq!(told.matches("注意[").count(), 1, "{told}");
}
