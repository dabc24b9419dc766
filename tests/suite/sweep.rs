//! The outcome along facts: breaks by hand from the clauses, and the decision at points.

use std::fs;

use hantei::sweep::{self, Axis, CourseKind, Map, Near, Proof, Sweep, Vary};
use hantei::{Ask, Facts, Lang, Scheme, Verdict, rulebook};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const EXAM: &str = "joetsu-exam-travel";
const NAGAREYAMA: &str = "nagareyama-recruiting";

fn scheme(id: &str) -> Scheme {
    rulebook::load_scheme(&hantei::BuiltIn, id).unwrap_or_else(|found| panic!("{found}"))
}

fn example(scheme: &Scheme, name: &str) -> Facts {
    let path = format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    scheme.facts_from_text(name, &text).unwrap_or_else(|found| panic!("{found}"))
}

fn axis(scheme: &Scheme, facts: &Facts, name: &str, from: &str, to: &str) -> Axis {
    let vary = Vary { name, from: Some(from), to: Some(to), step: None };
    Axis::open(scheme.program(), facts, &Ask::default().question(), &vary).unwrap()
}

fn swept(id: &str, file: &str, name: &str, from: &str, to: &str) -> Sweep {
    let scheme = scheme(id);
    let facts = example(&scheme, file);
    let axis = axis(&scheme, &facts, name, from, to);
    let output = sweep::followed(scheme.program(), None).unwrap();
    sweep::sweep(&scheme, &facts, &Ask::default(), &axis, output).unwrap()
}

/// Last values before breaks and first values after them.
fn breaks(sweep: &Sweep) -> Vec<(Json, Json)> {
    sweep.breaks.iter().map(|one| (one.before.value.clone(), one.after.value.clone())).collect()
}

fn verdicts(sweep: &Sweep) -> Vec<Verdict> {
    sweep.pieces.iter().map(|piece| piece.outcome.verdict).collect()
}

fn clauses(sweep: &Sweep, at: usize) -> Vec<&str> {
    let causes = &sweep.breaks.get(at).unwrap().causes;
    causes.iter().flat_map(|cause| &cause.clauses).map(|clause| clause.id.as_str()).collect()
}

fn is_proved(sweep: &Sweep) -> bool {
    sweep.pieces.iter().all(|piece| piece.proof == Proof::Reasoned)
}

// 第2条第1号ア：サービス業は従業員100人以下。
#[test]
fn a_service_company_has_one_break_in_employees() {
    let found = swept(EXAM, "joetsu-exam-travel-refused.json", "従業員数", "1人", "400人");
    assert_eq!(breaks(&found), [(json!(100), json!(101))]);
    assert_eq!(verdicts(&found), [Verdict::Eligible, Verdict::Ineligible]);
    assert_eq!(clauses(&found, 0), ["J2-2-(1)ア-従"]);
    assert_eq!(found.breaks[0].causes[0].threshold.as_ref().unwrap().value, json!(100));
    assert!(is_proved(&found));
    assert_eq!(found.axis.given_at, Some(100));
}

// 第2条第1号ア：サービス業は資本金5千万円以下。
#[test]
fn a_service_company_has_one_break_in_capital() {
    let found = swept(EXAM, "joetsu-exam-travel-refused.json", "capital", "0円", "4億円");
    assert_eq!(breaks(&found), [(json!(50_000_000), json!(50_000_001))]);
    assert_eq!(clauses(&found, 0), ["J2-2-(1)ア-資"]);
    assert!(is_proved(&found));
    assert!(found.decided < 100, "found by halves, not by trying: {}", found.decided);
}

// 申請日は7月3日。第6条第1項：試験の日から1か月以内の申請なら、試験は6月3日以後。
// 第4条：試験の日の3日前から試験の日までの移動。移動は6月11日なので、試験が11日から14日まで。
#[test]
fn the_day_of_the_examination_has_three_breaks() {
    let found = swept(EXAM, "joetsu-exam-travel.json", "就職試験の日", "2026-05-01", "2026-09-30");
    let expected = [
        (json!("2026-06-02"), json!("2026-06-03")),
        (json!("2026-06-10"), json!("2026-06-11")),
        (json!("2026-06-14"), json!("2026-06-15")),
    ];
    assert_eq!(breaks(&found), expected);
    assert_eq!(clauses(&found, 0), ["J2-6-1b"]);
    assert!(clauses(&found, 1).contains(&"J2-4c"));
    assert!(clauses(&found, 2).contains(&"J2-4c"));
    assert!(is_proved(&found));
}

// 支給額3,001円の半額1,500.5円を引く。往復運賃の半額（1円未満切捨て）が1,500円まで、つまり
// 3,001円までは0円。残りが0円を超え1円未満なのは半額が1,501円のとき。上限1万円には半額11,501円、
// つまり23,002円で届く（残りは10,000.5円）。
#[test]
fn the_fare_has_the_deduction_the_gap_below_one_yen_and_the_cap() {
    let found = swept(EXAM, "joetsu-exam-travel.json", "移動明細[1].金額", "0円", "5万円");
    let expected = [(3_001, 3_002), (3_003, 3_004), (23_001, 23_002)]
        .map(|(one, two)| (json!(one), json!(two)));
    assert_eq!(breaks(&found), expected);
    let kinds: Vec<_> = found.pieces.iter().map(|one| one.amount.as_ref().unwrap().kind).collect();
    let wanted = [CourseKind::Constant, CourseKind::None, CourseKind::Rises, CourseKind::Constant];
    assert_eq!(kinds, wanted);
    assert_eq!(clauses(&found, 2), ["J2-5-1b"]);
    let rising = found.pieces[2].amount.as_ref().unwrap();
    assert_eq!((rising.first.as_str(), rising.last.as_str()), ("1円", "9,999円"));
}

// 2 補助対象者：サービス業の会社は資本金5千万円以下なら従業員数を問わない。資本金を超えると100人以下。
#[test]
fn employees_matter_in_nagareyama_only_beyond_the_capital() {
    let file = "nagareyama-recruiting.yaml";
    let found = swept(NAGAREYAMA, file, "従業員数", "1人", "400人");
    assert_eq!(verdicts(&found), [Verdict::Eligible]);
    let scheme = scheme(NAGAREYAMA);
    let mut facts = example(&scheme, file);
    let more = scheme.facts_from_text("more.yaml", "資本金: 60000000\n").unwrap();
    for (at, value) in more.slots().iter().enumerate().filter(|(_, value)| value.is_some()) {
        let fact = scheme.program().facts.get(at).map(|fact| fact.id.as_str());
        assert_eq!(fact, Some("capital"));
        let interview = hantei::plan::Interview::new(
            scheme.program(),
            facts.clone(),
            Ask::default().question(),
            Lang::Ja,
        );
        facts.set(interview.fact("capital").unwrap(), value.clone());
    }
    let axis = axis(&scheme, &facts, "従業員数", "1人", "400人");
    let found = sweep::sweep(&scheme, &facts, &Ask::default(), &axis, None).unwrap();
    assert_eq!(breaks(&found), [(json!(100), json!(101))]);
    assert!(is_proved(&found));
}

// 支払総額から付随経費2万円と掲載料8万500円を引いた額の3分の1、千円未満切捨て、上限40万円。
// 上限の40万円には対象経費120万円、つまり支払総額130万500円で届く。
#[test]
fn the_agency_fee_has_the_deduction_and_the_cap() {
    let found =
        swept(NAGAREYAMA, "nagareyama-recruiting.yaml", "人材紹介の支払総額", "0円", "300万円");
    let expected =
        [(100_500, 100_501), (1_300_499, 1_300_500)].map(|(one, two)| (json!(one), json!(two)));
    assert_eq!(breaks(&found), expected);
    assert_eq!(clauses(&found, 1), ["ng-4(2)-03"]);
    let last = found.pieces[2].amount.as_ref().unwrap();
    assert_eq!((last.kind, last.first.as_str()), (CourseKind::Constant, "400,000円"));
    assert!(is_proved(&found));
}

#[test]
fn choices_are_pieces_of_their_own() {
    let scheme = scheme(EXAM);
    let facts = example(&scheme, "joetsu-exam-travel-refused.json");
    let vary = Vary { name: "業種", ..Vary::default() };
    let axis = Axis::open(scheme.program(), &facts, &Ask::default().question(), &vary).unwrap();
    let found = sweep::sweep(&scheme, &facts, &Ask::default(), &axis, None).unwrap();
    let expected = [Verdict::Ineligible, Verdict::Ineligible, Verdict::Eligible, Verdict::Eligible];
    assert_eq!(verdicts(&found), expected);
    assert!(found.breaks.is_empty());
}

fn mapped(file: &str, [one, two]: [(&str, &str, &str); 2]) -> (Scheme, Facts, [Axis; 2], Map) {
    let scheme = scheme(EXAM);
    let facts = example(&scheme, file);
    let axes = [one, two].map(|(name, from, to)| axis(&scheme, &facts, name, from, to));
    let output = sweep::followed(scheme.program(), None).unwrap();
    let [x, y] = &axes;
    let map = sweep::map(&scheme, &facts, &Ask::default(), [x, y], output).unwrap();
    (scheme, facts, axes, map)
}

// 資本金と従業員数のどちらかの基準を満たせば該当する：非該当は両方を超える長方形だけ。
#[test]
fn capital_and_employees_leave_one_rectangle_of_refusals() {
    let file = "joetsu-exam-travel-refused.json";
    let (_, _, _, map) = mapped(file, [("従業員数", "1人", "400人"), ("資本金", "0円", "4億円")]);
    let refused: Vec<_> =
        map.areas.iter().filter(|area| area.outcome.verdict == Verdict::Ineligible).collect();
    assert_eq!(refused.len(), 1);
    let values = (&refused[0].x_values, &refused[0].y_values);
    assert_eq!((&values.0.0.value, &values.0.1.value), (&json!(101), &json!(400)));
    assert_eq!((&values.1.0.value, &values.1.1.value), (&json!(50_000_001), &json!(400_000_000)));
    assert_eq!((map.x_breaks.len(), map.y_breaks.len()), (1, 1));
    assert!(map.areas.iter().all(|area| area.proof < Proof::SomeValues && !area.mixed));
    assert!(map.aslant.is_empty());
}

#[test]
fn the_areas_of_a_map_cover_every_pair_once() {
    let file = "joetsu-exam-travel.json";
    let (scheme, facts, _, map) =
        mapped(file, [("移動明細[1].金額", "0円", "3万円"), ("使用者の支給額", "0円", "2万円")]);
    let size: i128 = map
        .areas
        .iter()
        .map(|area| i128::from(area.x.1 - area.x.0 + 1) * i128::from(area.y.1 - area.y.0 + 1))
        .sum();
    assert_eq!(size, 30_001 * 20_001);
    assert!(map.areas.iter().any(|area| area.mixed), "the deduction runs aslant");
    assert!(!map.aslant.is_empty());
    // Corners and middles of areas that are told to be of one kind.
    for area in map.areas.iter().filter(|area| !area.mixed) {
        let middle = (i64::midpoint(area.x.0, area.x.1), i64::midpoint(area.y.0, area.y.1));
        for (fare, paid) in [(area.x.0, area.y.0), (area.x.1, area.y.1), middle] {
            let amount = amount_at(&scheme, &facts, fare, paid);
            if let (Some((low, high)), Some(amount)) = (area.values, amount) {
                let amount = amount * 1_000_000;
                assert!(
                    low <= amount && amount <= high,
                    "{fare} {paid}: {amount} in {low}..{high}"
                );
            }
        }
    }
}

/// The grant for a fare and a payment, if it is known.
fn amount_at(scheme: &Scheme, facts: &Facts, fare: i64, paid: i64) -> Option<i64> {
    let decision = scheme.decide(facts, &Ask::default()).unwrap();
    let mut given: serde_json::Map<String, Json> =
        decision.facts.iter().map(|fact| (fact.id.clone(), fact.value.value.clone())).collect();
    let journey = given.get_mut("journeys").and_then(|rows| rows.get_mut(0)).unwrap();
    journey.as_object_mut().unwrap().insert("amount".into(), json!(fare));
    given.insert("employer_payment".into(), json!(paid));
    let facts = scheme.facts(&given).unwrap();
    let decision = scheme.decide(&facts, &Ask::default()).unwrap();
    decision.outcomes.iter().find(|one| one.headline)?.value.as_ref()?.as_i64()
}

fn nearly(id: &str, file: &str) -> Near {
    let scheme = scheme(id);
    sweep::near(&scheme, &example(&scheme, file), &Ask::default()).unwrap()
}

// 101人は100人を1人超え、資本金6千万円は5千万円を1千万円超える。
#[test]
fn near_misses_tell_the_distance() {
    let near = nearly(EXAM, "joetsu-exam-travel-refused.json");
    let says: Vec<_> = near.changes.iter().map(|change| change.says.as_str()).collect();
    assert!(says.contains(&"従業員数があと1人少なければ、該当します：101人 → 100人"), "{says:?}");
    let capital = "資本金があと10,000,000円少なければ、該当します：60,000,000円 → 50,000,000円";
    assert!(says.contains(&capital), "{says:?}");
    assert!(
        says.contains(&"業種が「サービス業」でなく「卸売業」か「その他の業種」なら、該当します")
    );
    assert!(near.unsure.is_empty(), "{:?}", near.unsure);
}

#[test]
fn an_eligible_case_has_no_near_misses() {
    let near = nearly(EXAM, "joetsu-exam-travel.json");
    assert_eq!(near.outcome.verdict, Verdict::Eligible);
    assert!(near.changes.is_empty() && near.tried.is_empty());
}

/// Facts that are varied in the properties: scheme, file, fact, id, first and last value.
const VARIED: [(&str, &str, &str, i64, i64); 5] = [
    (EXAM, "joetsu-exam-travel-refused.json", "employees", 0, 1000),
    (EXAM, "joetsu-exam-travel-refused.json", "capital", 0, 400_000_000),
    (EXAM, "joetsu-exam-travel.json", "employer_payment", 0, 50_000),
    (NAGAREYAMA, "nagareyama-recruiting.yaml", "agency_payment", 0, 3_000_000),
    (NAGAREYAMA, "nagareyama-recruiting.yaml", "agency_other_subsidy", 0, 2_000_000),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    #[test]
    fn the_piece_at_a_point_is_what_is_decided_there(
        which in 0..VARIED.len(),
        shares in prop::collection::vec(0.0_f64..1.0, 12),
    ) {
        let (id, file, fact, low, high) = VARIED[which];
        let scheme = scheme(id);
        let facts = example(&scheme, file);
        let axis = axis(&scheme, &facts, fact, &low.to_string(), &high.to_string());
        let output = sweep::followed(scheme.program(), None).unwrap();
        let found = sweep::sweep(&scheme, &facts, &Ask::default(), &axis, output).unwrap();
        let own = scheme.decide(&facts, &Ask::default()).unwrap();
        let given: serde_json::Map<String, Json> =
            own.facts.iter().map(|fact| (fact.id.clone(), fact.value.value.clone())).collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a point")]
        let points = shares.iter().map(|share| (share * (high - low) as f64) as i64);
        let edges = found.breaks.iter().flat_map(|one| [one.at - 1, one.at]);
        for at in points.chain(edges) {
            let mut here = given.clone();
            here.insert(fact.into(), json!(low + at));
            let decision = scheme.decide(&scheme.facts(&here).unwrap(), &Ask::default()).unwrap();
            let piece = found.pieces.iter().find(|one| one.at.0 <= at && at <= one.at.1).unwrap();
            prop_assert_eq!(piece.outcome.verdict, decision.verdict, "{} at {}", fact, at);
            let failed: Vec<_> = piece.outcome.failed.iter().map(|one| one.id.clone()).collect();
            prop_assert_eq!(failed, decision.failed.clone());
            let amount = decision.outcomes.iter().find(|one| one.headline).unwrap();
            let course = piece.amount.as_ref().unwrap();
            if course.kind == CourseKind::Constant {
                prop_assert_eq!(&course.first, &amount.text);
            } else if let (Some((first, last)), Some(value)) = (course.values, amount.value.as_ref()) {
                let value = value.as_i64().unwrap() * 1_000_000;
                prop_assert!(first.min(last) <= value && value <= first.max(last));
            }
        }
    }
}
