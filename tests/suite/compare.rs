//! Two decisions side by side: the first steps that differ, in words.

use hantei::change::compare::{compare, markdown, text};
use hantei::{Ask, Decision, Files, InMemory, Lang, Scheme, rulebook};
use serde_json::{Value as Json, json};

const ELIGIBLE: &str = include_str!("../../examples/joetsu-exam-travel.json");

fn decide(scheme: &Scheme, lang: Lang, changes: &[(&str, Json)]) -> Decision {
    let mut facts: Json = serde_json::from_str(ELIGIBLE).unwrap();
    for (key, value) in changes {
        facts.as_object_mut().unwrap().insert((*key).to_owned(), value.clone());
    }
    let facts = scheme.facts_from_text("facts.json", &facts.to_string()).unwrap();
    scheme.decide(&facts, &Ask { lang, ..Ask::default() }).unwrap()
}

/// The built-in scheme with one text put in place of another.
fn scheme(changes: &[(&str, &str)]) -> Scheme {
    let built_in = hantei::BuiltIn;
    let mut files = InMemory::new();
    let mut made = 0;
    for path in built_in.paths() {
        if !path.starts_with("common/") && !path.starts_with("joetsu-exam-travel/") {
            continue;
        }
        let mut text = String::from_utf8(built_in.read(&path).unwrap()).unwrap();
        for (old, new) in changes {
            made += text.matches(old).count();
            text = text.replace(old, new);
        }
        files = files.with(path, text);
    }
    assert_eq!(made, changes.len(), "every change is made once");
    rulebook::load_scheme(&files, "joetsu-exam-travel").unwrap_or_else(|found| panic!("{found}"))
}

/// A sentence per reason of an outcome, with those behind it.
fn reasons(before: &Decision, after: &Decision, outcome: &str) -> Vec<String> {
    let found = compare(before, after);
    let change = found.outcomes.iter().find(|change| change.outcome.id == outcome).unwrap();
    let reasons = change.reasons.iter();
    reasons
        .flat_map(|one| std::iter::once(&one.text).chain(one.because.iter().map(|one| &one.text)))
        .cloned()
        .collect()
}

/// A retail business may have 50 people: 50人 is met, 51人 is not.
#[test]
fn a_threshold_that_is_passed_is_told_with_both_values_and_the_limit() {
    let scheme = scheme(&[]);
    let with = |people: u32, lang| {
        let changes = [
            ("industry", json!("retail")),
            ("employees", json!(people)),
            ("capital", json!(60_000_000)),
            ("head_office_in_city", json!(false)),
        ];
        decide(&scheme, lang, &changes)
    };
    let ja = reasons(&with(50, Lang::Ja), &with(51, Lang::Ja), "eligible");
    assert_eq!(
        ja,
        [
            "従業員数は、前は50人（上限50人）で条件を満たし、後は51人（上限50人）で条件を満たしません。"
        ]
    );
    let en = reasons(&with(51, Lang::En), &with(50, Lang::En), "eligible");
    assert_eq!(
        en,
        [
            "Regular employees: before 51 people (at most 50 people), which does not hold; after 50 people (at most 50 people), which holds."
        ]
    );
}

/// The cap of 1万円 becomes 2万円 from April 2026: 30,000円 of fares come to either.
#[test]
fn a_value_that_changed_is_told_with_its_days() {
    let old = scheme(&[]);
    let dated = "- { from: 2017-04-01, value: 1万円 }";
    let new = scheme(&[(
        dated,
        "- { from: 2017-04-01, value: 1万円 }\n      - { from: 2026-04-01, value: 2万円 }",
    )]);
    let facts = [
        ("employer_payment", json!(0)),
        (
            "journeys",
            json!([{
                "mode": "rail", "ticket": "one_way", "direction": "outbound", "item": "fare",
                "amount": 30_000, "departure_date": "2026-06-11", "arrival_date": "2026-06-11"
            }]),
        ),
    ];
    let (before, after) = (decide(&old, Lang::Ja, &facts), decide(&new, Lang::Ja, &facts));
    assert_eq!(
        reasons(&before, &after, "grant"),
        [
            "補助限度額：前は10,000円（平成29年4月1日からの値）、後は20,000円（令和8年4月1日からの値）。"
        ]
    );
    let found = compare(&before, &after);
    assert_eq!(found.outcomes.len(), 1, "{:#?}", found.outcomes);
    assert_ne!(found.before.rules, found.after.rules);
    assert!(found.facts.is_empty() && !found.same);
}

/// The amounts differ by what the employer pays: the stages behind it are not told.
#[test]
fn what_only_follows_is_not_told() {
    let scheme = scheme(&[]);
    let paid = |yen: u32| decide(&scheme, Lang::Ja, &[("employer_payment", json!(yen))]);
    assert_eq!(
        reasons(&paid(3001), &paid(4001), "grant"),
        ["使用者の支給額：前は3,001円、後は4,001円。"]
    );
}

#[test]
fn a_condition_written_anew_is_told_as_such() {
    let old = scheme(&[]);
    let new = scheme(&[("過去の交付回数 + 1回", "過去の交付回数 + 2回")]);
    let (before, after) = (decide(&old, Lang::Ja, &[]), decide(&new, Lang::Ja, &[]));
    let told = reasons(&before, &after, "eligible").join("\n");
    assert!(
        told.contains("過去の交付回数 + 1回") && told.contains("過去の交付回数 + 2回"),
        "{told}"
    );
}

#[test]
fn equal_decisions_are_the_same() {
    let scheme = scheme(&[]);
    let decision = decide(&scheme, Lang::Ja, &[]);
    let found = compare(&decision, &decision);
    assert!(found.same && found.outcomes.is_empty() && found.elsewhere.is_empty());
    let capital = decide(&scheme, Lang::Ja, &[("capital", json!(80_000_001))]);
    let found = compare(&decision, &capital);
    assert!(found.same, "{:#?}", found.outcomes);
    assert_eq!(found.facts.len(), 1);
    assert!(
        found.elsewhere.iter().any(|place| place.starts_with("facts.")),
        "{:?}",
        found.elsewhere
    );
}

#[test]
fn comparisons_read_well() {
    let scheme = scheme(&[]);
    let refused = include_str!("../../examples/joetsu-exam-travel-refused.json");
    let refused: Json = serde_json::from_str(refused).unwrap();
    let changes: Vec<_> = refused
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| (key.as_str(), value.clone()))
        .collect();
    let both = |lang| (decide(&scheme, lang, &[]), decide(&scheme, lang, &changes));
    let ((one, other), (left, right)) = (both(Lang::Ja), both(Lang::En));
    let shown = [text(&compare(&one, &other)), markdown(&compare(&left, &right))].join("\n---\n");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("compare-joetsu-exam-travel", shown);
    });
}
