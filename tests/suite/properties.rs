//! What holds for every case of every scheme, with any facts left out.
//!
//! Decisions are made from the worked cases, of which facts are taken away at random.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use hantei::decision::{Decision, Outcome, OutcomeKind, State};
use hantei::diagnostic::Diagnostic;
use hantei::{Ask, BuiltIn, Files, Lang, RuleBook, Scheme, TraceLevel};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value as Json};

type Given = Map<String, Json>;

struct Worked {
    scheme: Arc<Scheme>,
    cases: Vec<(NaiveDate, Given)>,
}

fn worked() -> &'static [Worked] {
    static WORKED: OnceLock<Vec<Worked>> = OnceLock::new();
    WORKED.get_or_init(|| {
        let book = RuleBook::built_in().unwrap_or_else(|found| panic!("{found}"));
        let schemes = book.schemes();
        schemes.map(|scheme| Worked { scheme: scheme.clone(), cases: cases(scheme.id()) }).collect()
    })
}

fn cases(id: &str) -> Vec<(NaiveDate, Given)> {
    let bytes = BuiltIn.read(&format!("{id}/cases.yaml")).unwrap();
    let file: Json = serde_yaml::from_slice(&bytes).unwrap();
    let cases = file.get("cases").and_then(Json::as_array).unwrap();
    let case = |case: &Json| {
        let date = case.get("as_of")?.as_str()?.parse().ok()?;
        Some((date, case.get("facts")?.as_object()?.clone()))
    };
    cases.iter().map(|one| case(one).unwrap()).collect()
}

/// One number a key and seed, spread evenly.
fn mixed(seed: u64, key: &str) -> u64 {
    key.bytes().fold(seed ^ 0x9e37_79b9_7f4a_7c15, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    })
}

fn ask(date: NaiveDate) -> Ask {
    Ask { as_of: Some(date), lang: Lang::En, ..Ask::default() }
}

/// The decision; `None` where an operation has no result.
fn decide(scheme: &Scheme, date: NaiveDate, given: &Given) -> Option<Decision> {
    let facts = scheme.facts_from_text("facts.json", &Json::Object(given.clone()).to_string());
    scheme.decide(&facts.unwrap_or_else(|found| panic!("{found}")), &ask(date)).ok()
}

fn json(decision: Option<&Decision>) -> String {
    serde_json::to_string(&decision).unwrap()
}

/// What no fact may change that is not listed as needed.
///
/// A collection may say of an item that it is shown or hidden while its condition is unknown
/// (`if_unknown`): advice, which further facts do change. Collections are therefore left out.
fn settled(outcome: &Outcome) -> Option<(State, Option<Json>)> {
    match outcome.kind {
        OutcomeKind::Truth
        | OutcomeKind::Money
        | OutcomeKind::Number
        | OutcomeKind::Date
        | OutcomeKind::Choice => Some((outcome.state, outcome.value.clone())),
        OutcomeKind::Documents
        | OutcomeKind::Steps
        | OutcomeKind::Contacts
        | OutcomeKind::Clauses
        | OutcomeKind::Set => None,
    }
}

fn one(scheme: Index, case: Index) -> (&'static Scheme, NaiveDate, Given) {
    let worked = scheme.get(worked());
    let (date, given) = case.get(&worked.cases);
    (&worked.scheme, *date, given.clone())
}

/// The facts that stay, and those that are taken away and have no default to stand in for them.
fn parted(scheme: &Scheme, given: Given, seed: u64) -> (Given, Given) {
    let (left, stay): (Given, Given) =
        given.into_iter().partition(|(key, _)| mixed(seed, key).is_multiple_of(3));
    let facts = &scheme.program().facts;
    let bare = |key: &str| facts.iter().any(|fact| fact.id == key && fact.default.is_none());
    (stay, left.into_iter().filter(|(key, _)| bare(key)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_order_in_which_facts_are_given_does_not_matter(scheme: Index, case: Index, seed: u64) {
        let (scheme, date, given) = one(scheme, case);
        let mut entries: Vec<_> = given.clone().into_iter().collect();
        entries.sort_by_key(|(key, _)| mixed(seed, key));
        let first = decide(scheme, date, &given);
        prop_assert_eq!(json(first.as_ref()), json(decide(scheme, date, &given).as_ref()));
        let other = decide(scheme, date, &entries.into_iter().collect());
        prop_assert_eq!(json(first.as_ref()), json(other.as_ref()));
    }

    #[test]
    fn a_fact_that_is_not_needed_changes_nothing(scheme: Index, case: Index, seed: u64) {
        let (scheme, date, given) = one(scheme, case);
        let (stay, left) = parted(scheme, given, seed);
        let Some(before) = decide(scheme, date, &stay) else { return Ok(()) };
        for (key, value) in left {
            let mut more = stay.clone();
            more.insert(key.clone(), value);
            let Some(after) = decide(scheme, date, &more) else { continue };
            for (one, other) in before.outcomes.iter().zip(&after.outcomes) {
                if !one.missing.contains(&key) {
                    prop_assert_eq!(settled(one), settled(other), "{} of {} with {}", one.id, scheme.id(), key);
                }
            }
        }
    }

    #[test]
    fn a_verdict_that_is_reached_stays_when_all_facts_are_known(scheme: Index, case: Index, seed: u64) {
        let (scheme, date, given) = one(scheme, case);
        let (stay, left) = parted(scheme, given, seed);
        let Some(before) = decide(scheme, date, &stay) else { return Ok(()) };
        let all = stay.into_iter().chain(left).collect();
        let Some(after) = decide(scheme, date, &all) else { return Ok(()) };
        for (one, other) in before.outcomes.iter().zip(&after.outcomes) {
            if one.state != State::Unknown {
                prop_assert_eq!(settled(one), settled(other), "{} of {}", one.id, scheme.id());
            }
        }
    }

    #[test]
    fn what_is_missing_is_not_given(scheme: Index, case: Index, seed: u64) {
        let (scheme, date, given) = one(scheme, case);
        let (stay, _) = parted(scheme, given, seed);
        let Some(decision) = decide(scheme, date, &stay) else { return Ok(()) };
        for outcome in &decision.outcomes {
            for id in &outcome.missing {
                let is_list = stay.get(id).is_some_and(Json::is_array);
                prop_assert!(!stay.contains_key(id) || is_list, "{} of {}: {id}", outcome.id, scheme.id());
            }
        }
    }
}

/// A run that nobody hears of takes a shorter way through the same operators; it must come to the
/// same answers, and to the same error in the same place.
#[test]
fn a_recorded_run_comes_to_the_same() {
    for Worked { scheme, cases } in worked() {
        for (number, (date, given)) in cases.iter().enumerate() {
            for seed in 0..4 {
                let given = match seed {
                    0 => given.clone(),
                    _ => parted(scheme, given.clone(), seed).0,
                };
                let text = Json::Object(given).to_string();
                let facts = scheme.facts_from_text("facts.json", &text).unwrap();
                let told = |trace| {
                    let decided = scheme.evaluate(&facts, &Ask { trace, ..ask(*date) })?;
                    let all = decided.evaluation;
                    Ok::<_, Box<Diagnostic>>((all.outputs, all.requirements, all.warnings))
                };
                let (silent, recorded) = (told(TraceLevel::None), told(TraceLevel::Full));
                assert_eq!(silent, recorded, "{} case {number} seed {seed}", scheme.id());
            }
        }
    }
}
