//! Coverage of an invented scheme, counted by hand.

use super::*;
use crate::cases;
use crate::rulebook::{InMemory, Scheme, load_scheme};
use crate::text::Lang;

const SCHEME: &str = r#"
hantei: 1
scheme: { id: fund, title: 試しの基金, authority: 試しの町, source: 試しの要綱, in_force: { from: 2020-04-01 }, as_of: 基準日 }
facts:
  基準日: { id: day, type: date }
  締切: { id: closing, type: date }
  市内: { id: local, type: boolean }
  従業員数: { id: staff, type: count, unit: 人 }
  費用: { id: cost, type: money }
  明細: { id: items, type: list, of: { 品目の額: { id: price, type: money } } }
parameters:
  従業員数の上限: { id: most_staff, clauses: [F2], values: [{ from: 2020-04-01, value: 50人 }] }
tables:
  段階:
    key: 従業員数
    clauses: [F4]
    columns: { 額: 円 }
    rows: { 0人..10人: [100円], "11人..": [200円] }
rules:
  該当:
    all:
      - { if: 市内, clauses: [F1] }
      - { if: 従業員数 <= 従業員数の上限, clauses: [F2] }
      - { if: 基準日 <= 締切, clauses: [F3] }
  額: { clauses: [F4], value: "段階[従業員数].額" }
  高額: { clauses: [F5], value: "sum(m.品目の額 for m in 明細) * 2 > 1000円" }
  使われない: { clauses: [F5], value: 費用 > 0円 }
decides:
  eligible: { from: 該当, primary: true }
  grant: 額
  large: 高額
clauses:
  F1: { cite: 第1条, says: 市内にある, kind: rule }
  F2: { cite: 第2条, says: 50人まで, kind: rule }
  F3: { cite: 第3条, says: 締切まで, kind: rule }
  F4: { cite: 第4条, says: 額, kind: rule }
  F5: { cite: 第5条, says: 高額, kind: rule }
"#;

/// On the upper limit of staff and a day early.
const ONE: &str = "cases:
  - { id: one, facts: { day: 2026-04-01, closing: 2026-04-02, local: true, staff: 50 }, expect: { eligible: true } }
";

fn scheme() -> Scheme {
    load_scheme(&InMemory::new().with("fund/scheme.yaml", SCHEME), "fund")
        .unwrap_or_else(|found| panic!("{found}"))
}

fn suite(scheme: &Scheme, cases: &str) -> Suite {
    cases::read(&InMemory::new().with("fund/cases.yaml", cases), scheme).unwrap()
}

fn covered(cases: &str) -> Coverage {
    let scheme = scheme();
    let suite = suite(&scheme, cases);
    let plan = Plan::of(scheme.program());
    let observed = observe(scheme.program(), &plan, &suite);
    Coverage::of(scheme.program(), &plan, &suite, &observed, Lang::En)
}

fn counts(coverage: &Coverage, kind: Kind) -> (usize, usize) {
    let of = coverage.kinds.iter().find(|one| one.kind == kind).unwrap();
    (of.met, of.total)
}

/// The sides of the boundary of that text and how many cases stand on each.
fn sides(coverage: &Coverage, text: &str) -> Vec<(Side, usize)> {
    let mut points = coverage.points.iter().filter(|one| one.kind == Kind::Boundary);
    let point = points.find(|one| one.text == text).unwrap();
    point.goals.iter().map(|goal| (goal.side, goal.cases)).collect()
}

/// Rules: 該当 holds of two, 額 is used of one, 高額 is unknown of two: 2 of 5. Conditions: three
/// hold of six. Rows: of `0人..10人` nothing (hit, first, last), `11人..` is hit and not at its
/// first key: 1 of 5. Boundaries: staff on 50 and the day just below, of three; of the sum nothing:
/// 2 of 9. Values: `従業員数の上限` of one.
#[test]
fn goals_are_counted_as_by_hand() {
    let coverage = covered(ONE);
    assert_eq!(counts(&coverage, Kind::Rule), (2, 5));
    assert_eq!(counts(&coverage, Kind::Condition), (3, 6));
    assert_eq!(counts(&coverage, Kind::Row), (1, 5));
    assert_eq!(counts(&coverage, Kind::Boundary), (2, 9));
    assert_eq!(counts(&coverage, Kind::Thing), (1, 1));
    assert_eq!((coverage.met, coverage.total, coverage.percent.as_str()), (9, 26, "34.6"));
    assert!(coverage.reaches(34) && !coverage.reaches(35));
}

#[test]
fn clauses_count_the_points_that_cite_them() {
    let coverage = covered(ONE);
    let counts: Vec<_> =
        coverage.clauses.iter().map(|one| (one.id.as_str(), one.met, one.total)).collect();
    // F4: the rule and the rows; F5: the rule that an output needs, and its boundary.
    let wanted = [("F1", 1, 2), ("F2", 3, 6), ("F3", 2, 5), ("F4", 2, 6), ("F5", 0, 5)];
    assert_eq!(counts, wanted);
}

#[test]
fn a_boundary_has_the_value_on_it_and_its_neighbours() {
    let staff = |staff: &str| {
        let facts = format!("day: 2026-04-01, closing: 2026-04-02, local: true, staff: {staff}");
        let case =
            format!("cases: [{{ id: a, facts: {{ {facts} }}, expect: {{ eligible: true }} }}]");
        sides(&covered(&case), "従業員数 <= 従業員数の上限")
    };
    let on = |below, on, above| [(Side::Below, below), (Side::On, on), (Side::Above, above)];
    assert_eq!(staff("48"), on(0, 0, 0));
    assert_eq!(staff("49"), on(1, 0, 0));
    assert_eq!(staff("50"), on(0, 1, 0));
    assert_eq!(staff("51"), on(0, 0, 1));
    assert_eq!(staff("52"), on(0, 0, 0));
}

#[test]
fn a_case_that_is_not_stated_covers_nothing() {
    let open = ONE.replace("eligible: true", "eligible: ");
    let coverage = covered(&open);
    assert_eq!((coverage.cases, coverage.met), (0, 0));
    assert_eq!(coverage.percent, "0.0");
}

#[test]
fn parts_add_up_in_any_order() {
    let scheme = scheme();
    let two = format!(
        "{ONE}  - {{ id: two, facts: {{ day: 2026-04-03, closing: 2026-04-02, local: false, staff: 5 }}, expect: {{ eligible: false }} }}\n"
    );
    let suite = suite(&scheme, &two);
    let (program, plan) = (scheme.program(), Plan::of(scheme.program()));
    let part = |number| {
        let mut part = Observed::new(&plan);
        part.run(program, &plan, &suite, number);
        part
    };
    let told = |observed: &Observed| Coverage::of(program, &plan, &suite, observed, Lang::Ja);
    let whole = told(&observe(program, &plan, &suite));
    assert_eq!(told(&part(0).and(&part(1))), whole);
    assert_eq!(told(&part(1).and(&part(0))), whole);
    let local = whole.points.iter().find(|point| point.text == "市内").unwrap();
    let firsts: Vec<_> = local.goals.iter().map(|goal| goal.first.as_deref()).collect();
    assert_eq!(firsts, [Some("one"), Some("two"), None, None]);
}

/// What a case could not bring about is not demanded: a count below 0, a condition that nothing
/// moves, a comparison with what is never known.
#[test]
fn the_impossible_is_no_goal() {
    let changed = SCHEME
        .replace("従業員数 <= 従業員数の上限, clauses", "従業員数 > 0人, clauses")
        .replace("{ if: 市内,", "{ if: 従業員数の上限 > 3人,")
        .replace("* 2 > 1000円", "> undetermined");
    let scheme = load_scheme(&InMemory::new().with("fund/scheme.yaml", changed), "fund").unwrap();
    let plan = Plan::of(scheme.program());
    let suite = suite(&scheme, ONE);
    let observed = observe(scheme.program(), &plan, &suite);
    let coverage = Coverage::of(scheme.program(), &plan, &suite, &observed, Lang::En);
    assert_eq!(sides(&coverage, "従業員数 > 0人"), [(Side::On, 0), (Side::Above, 0)]);
    let fixed = coverage.points.iter().find(|one| one.text == "従業員数の上限 > 3人").unwrap();
    assert_eq!((fixed.kind, fixed.counts()), (Kind::Condition, (0, 0)));
    let boundaries: Vec<_> = coverage
        .points
        .iter()
        .filter(|point| point.kind == Kind::Boundary)
        .map(|point| point.text.as_str())
        .collect();
    assert_eq!(boundaries, ["従業員数 > 0人", "基準日 <= 締切"]);
    let never = coverage.points.iter().find(|point| point.text == "高額").unwrap();
    let goals: Vec<_> = never.goals.iter().map(|goal| (goal.side, goal.wanted)).collect();
    assert_eq!(goals, [(Side::Unknown, true)]);
}

/// A cap behind a rounding to 1000円 is met at 1000円 less and more, not at 1円. Staff of 13 make
/// 1300円, that is 1000円; 20 make 2000円; 31 make 3000円.
#[test]
fn the_unit_of_a_rounded_value_is_what_it_was_rounded_to() {
    let changed = SCHEME.replace(
        "value: \"段階[従業員数].額\" }",
        "amount: { of: 従業員数 / 1人 * 100円, round_down: 1000円, at_most: 2000円 } }",
    );
    let scheme = load_scheme(&InMemory::new().with("fund/scheme.yaml", changed), "fund").unwrap();
    let plan = Plan::of(scheme.program());
    for (staff, wanted) in [(13, [1, 0, 0]), (20, [0, 1, 0]), (31, [0, 0, 1]), (9, [0, 0, 0])] {
        let case = format!(
            "cases: [{{ id: a, facts: {{ staff: {staff}, day: 2026-04-01 }}, expect: {{ grant: 1 }} }}]"
        );
        let suite = suite(&scheme, &case);
        let observed = observe(scheme.program(), &plan, &suite);
        let coverage = Coverage::of(scheme.program(), &plan, &suite, &observed, Lang::Ja);
        let found = sides(&coverage, "上限 2000円").into_iter().map(|(_, cases)| cases);
        assert_eq!(found.collect::<Vec<_>>(), wanted, "{staff}");
    }
}

fn proposed(cases: &str) -> (String, Vec<String>) {
    let scheme = scheme();
    let suite = suite(&scheme, cases);
    let (program, plan) = (scheme.program(), Plan::of(scheme.program()));
    let found = propose(program, &plan, &suite, &observe(program, &plan, &suite));
    let text = yaml(program, &plan, &suite, &found, Lang::Ja);
    let moved = text.lines().filter_map(|line| line.strip_prefix("  # ")).map(str::to_owned);
    (text.clone(), moved.collect())
}

/// Staff at 49, 51 and at the ends of the rows; the day of the decision on the limit and above. The
/// sum of a list that the case does not give is out of reach.
#[test]
fn missing_boundaries_are_proposed_from_a_case_at_hand() {
    let (_, moved) = proposed(ONE);
    let wanted = [
        "one から、従業員数を 50人 → 49人",
        "one から、従業員数を 50人 → 51人",
        "one から、基準日を 令和8年4月1日 → 令和8年4月2日",
        "one から、基準日を 令和8年4月1日 → 令和8年4月3日",
        "one から、従業員数を 50人 → 0人",
        "one から、従業員数を 50人 → 10人",
        "one から、従業員数を 50人 → 11人",
        "次の境目には、事例の事実を一つ動かすだけでは届きません。",
        "  高額 … すぐ下",
        "  高額 … ちょうど",
        "  高額 … すぐ上",
    ];
    let shown: Vec<_> = moved
        .iter()
        .map(|line| line.replace("sum(m.品目の額 for m in 明細) * 2 > 1000円", "高額"))
        .collect();
    assert_eq!(shown, wanted);
}

/// The limit is reached at twice the slope: 300円 become 500円, where the sum times 2 is 1000円.
/// Just below and above it lies no whole price but 500円 less or more half a yen.
#[test]
fn a_field_of_a_list_is_moved_by_as_much_as_it_takes() {
    let with_items = ONE.replace("staff: 50", "staff: 50, items: [{ price: 300 }]");
    let (text, moved) = proposed(&with_items);
    assert!(moved.contains(&"one から、1行目の品目の額を 300円 → 500円".to_owned()), "{text}");
    assert!(text.contains("      - price: 500\n"), "{text}");
}

/// Reading the proposals back: nothing is stated, so nothing passes; the facts meet the goals.
#[test]
fn proposals_read_back_and_pass_only_once_stated() {
    let (text, _) = proposed(ONE);
    let scheme = scheme();
    let whole = format!("{ONE}{text}");
    let report =
        cases::run(&InMemory::new().with("fund/cases.yaml", whole.as_str()), &scheme, Lang::Ja);
    let report = report.unwrap();
    assert_eq!((report.passed, report.count()), (1, 8));
    let first = report.failed.first().unwrap();
    assert_eq!((first.case.as_str(), first.differences.len()), ("BND-001", 0));
    assert_eq!(first.unstated, ["eligible"]);
    assert!(cases::run_all(scheme.program(), &suite(&scheme, &whole)).skip(1).all(|same| !same));

    let stated = whole.replace("      eligible:\n", "      eligible: true\n");
    let stated = stated.replace("      grant:\n", "      grant: 100\n");
    let coverage = covered(&stated);
    assert_eq!(counts(&coverage, Kind::Row), (5, 5));
    assert_eq!(counts(&coverage, Kind::Boundary), (6, 9));
}

#[test]
fn the_text_reads_well() {
    insta::assert_snapshot!(text(&[covered(ONE)], Lang::En));
}

#[test]
fn the_page_needs_nothing_else_and_escapes_what_is_written() {
    let mut coverage = covered(ONE);
    "<script>".clone_into(&mut coverage.title);
    let page = html(&[coverage], Lang::Ja);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    assert!(!page.contains("http") && !page.contains("internal-template"));
    // Every sign has the word for it beside it or as its label.
    assert!(
        page.contains("aria-label=\"一部に事例がない\"")
            && page.contains("従業員数 &lt;= 従業員数の上限")
    );
}
