//! Stored decisions: read back, replayed without rules, and what happens to tampered ones.

use hantei::decision::{Step, StepKind, StepState};
use hantei::explain::{self, Audience, Format, Options};
use hantei::record::{self, Replay};
use hantei::{Ask, Decision, Lang, Scheme, TraceLevel};
use serde_json::{Value as Json, json};

use crate::properties::worked;

/// Every `step`-th worked case, decided with a full trace.
fn decisions(step: usize, lang: Lang) -> Vec<(&'static Scheme, Decision)> {
    let mut all = Vec::new();
    for worked in worked() {
        for (date, given) in worked.cases.iter().step_by(step) {
            let text = serde_json::to_string(given).unwrap();
            let facts = worked.scheme.facts_from_text("facts.json", &text).unwrap();
            let ask = Ask { as_of: Some(*date), lang, ..Ask::default() };
            let decision = worked.scheme.decide(&facts, &ask).ok();
            all.extend(decision.map(|decision| (worked.scheme.as_ref(), decision)));
        }
    }
    assert!(all.len() > 20);
    all
}

fn json(decision: &Decision, audience: Audience) -> String {
    explain::render(decision, &Options { format: Format::Json, audience, ..Options::default() })
}

fn each(steps: &[Step], visit: &mut impl FnMut(&Step)) {
    for step in steps {
        visit(step);
        each(&step.children, visit);
    }
}

#[test]
fn every_decision_follows_from_its_trace() {
    let mut total = Replay::default();
    for lang in [Lang::Ja, Lang::En] {
        for (scheme, decision) in decisions(6, lang) {
            let told = record::replay(&decision);
            let shown = &told.mismatches[..told.mismatches.len().min(5)];
            assert!(told.mismatches.is_empty(), "{} {shown:#?}", scheme.id());
            total.replayed += told.replayed;
            total.stated += told.stated;
        }
    }
    // Parameters, cells of tables, open days: no more than one step in ten.
    assert!(total.stated * 10 < total.replayed, "{} {}", total.replayed, total.stated);
}

#[test]
fn a_record_is_read_as_it_was_written_and_decides_the_same() {
    for (scheme, decision) in decisions(25, Lang::Ja) {
        let read = record::read(&json(&decision, Audience::Officer)).unwrap();
        assert_eq!(read, decision);
        let facts = record::facts(scheme, &read).unwrap();
        let again = record::again(scheme, &read, &facts).unwrap();
        assert!(again.is_same() && again.same_rules && again.same_engine, "{again:#?}");
    }
}

#[test]
fn an_auditors_record_needs_the_facts_and_then_decides_the_same() {
    for (scheme, decision) in decisions(40, Lang::En) {
        let read = record::read(&json(&decision, Audience::Auditor)).unwrap();
        let told = record::replay(&read);
        assert!(told.mismatches.is_empty(), "{} {:#?}", scheme.id(), told.mismatches);
        assert!(!told.facts_in_clear || decision.facts.iter().all(|fact| fact.by_default));
        let facts = record::facts(scheme, &decision).unwrap();
        if decision.facts.iter().any(|fact| !fact.by_default) {
            assert!(record::facts(scheme, &read).is_err());
        }
        let again = record::again(scheme, &read, &facts).unwrap();
        assert!(again.is_same(), "{} {:#?}", scheme.id(), again.comparison);
    }
}

#[test]
fn an_applicants_record_decides_the_same() {
    for (scheme, decision) in decisions(40, Lang::Ja) {
        let read = record::read(&json(&decision, Audience::Applicant)).unwrap();
        let facts = record::facts(scheme, &read).unwrap();
        let again = record::again(scheme, &read, &facts).unwrap();
        assert!(again.is_same(), "{} {:#?}", scheme.id(), again.comparison);
    }
}

/// A step that says another value than before.
fn tamper(step: &mut Step) -> bool {
    match (step.state, &mut step.value) {
        (StepState::Held, value) => {
            step.state = StepState::Failed;
            if let Some(value) = value.as_mut().filter(|value| value.value.is_boolean()) {
                value.value = json!(false);
            }
        }
        (StepState::Failed, value) => {
            step.state = StepState::Held;
            if let Some(value) = value.as_mut().filter(|value| value.value.is_boolean()) {
                value.value = json!(true);
            }
        }
        (StepState::Known, Some(value)) => {
            value.value = match &value.value {
                Json::Number(number) => json!(number.as_i64().unwrap() + 1),
                Json::Array(items) => json!([items.as_slice(), &[json!("other")]].concat()),
                _ => json!("2001-01-01"),
            };
        }
        _ => return false,
    }
    true
}

/// Every step of one decision a scheme is made to say something else, one at a time. What is not
/// noticed may only be a value that the record states and nothing follows from.
#[test]
fn a_tampered_step_is_found() {
    let mut tried = 0;
    for worked in worked() {
        let (date, given) = &worked.cases[3];
        let text = serde_json::to_string(given).unwrap();
        let facts = worked.scheme.facts_from_text("facts.json", &text).unwrap();
        let ask = Ask { as_of: Some(*date), ..Ask::default() };
        let decision = worked.scheme.decide(&facts, &ask).unwrap();
        let mut count = 0;
        each(decision.trace.as_ref().unwrap(), &mut |_| count += 1);
        for at in (0..count).step_by(3) {
            let mut other = decision.clone();
            let step = step_at(&mut other, at);
            if step.kind == StepKind::Row || !tamper(step) {
                continue;
            }
            let (id, kind) = (step.id.clone(), step.kind);
            tried += 1;
            let told = record::replay(&other);
            let stated = matches!(kind, StepKind::Parameter | StepKind::Table | StepKind::Element);
            assert!(stated || !told.mismatches.is_empty(), "{} {id} {kind:?}", worked.scheme.id());
        }
    }
    assert!(tried > 300, "{tried}");
}

/// The step at that place in the order of the trace.
fn step_at(decision: &mut Decision, at: usize) -> &mut Step {
    fn find<'s>(steps: &'s mut [Step], left: &mut usize) -> Option<&'s mut Step> {
        for step in steps {
            if *left == 0 {
                return Some(step);
            }
            *left -= 1;
            if let Some(found) = find(&mut step.children, left) {
                return Some(found);
            }
        }
        None
    }
    find(decision.trace.as_mut().unwrap(), &mut { at }).unwrap()
}

/// The amount, a requirement, the verdict and a fact, each changed in the record alone.
#[test]
fn what_stands_beside_the_trace_must_follow_from_it() {
    let scheme = &worked()[1].scheme;
    let text = include_str!("../../examples/joetsu-exam-travel.json");
    let facts = scheme.facts_from_text("facts.json", text).unwrap();
    let decision = scheme.decide(&facts, &Ask::default()).unwrap();
    let places = |change: &dyn Fn(&mut Json)| {
        let mut whole = serde_json::to_value(&decision).unwrap();
        change(&mut whole);
        let told = record::replay(&serde_json::from_value(whole).unwrap());
        told.mismatches.into_iter().map(|one| one.at).collect::<Vec<_>>()
    };
    assert_eq!(places(&|_| ()), [""; 0]);
    assert_eq!(places(&|one| one["outcomes"]["grant"]["value"] = json!(7740)), ["outcomes.grant"]);
    assert_eq!(places(&|one| one["verdict"] = json!("ineligible")), ["verdict"]);
    assert_eq!(places(&|one| one["failed"] = json!(["J2-4a"])), ["failed"]);
    let facts = places(&|one| one["facts"][5]["value"]["value"] = json!("2004-11-21"));
    assert!(facts.contains(&"receipt.facts".to_owned()), "{facts:?}");
    let met = places(&|one| one["requirements"][1]["state"] = json!("failed"));
    assert!(met.contains(&"requirements.1".to_owned()), "{met:?}");
}

#[test]
fn deep_records_are_read_and_deeper_ones_refused() {
    let scheme = &worked()[1].scheme;
    let facts = scheme.facts_from_text("facts.json", "{}").unwrap();
    let decision = scheme.decide(&facts, &Ask::default()).unwrap();
    let deep = |levels: usize| {
        let mut decision = decision.clone();
        let leaf = Step { children: Vec::new(), ..decision.trace.as_ref().unwrap()[0].clone() };
        let nest = |inner: Step, _| Step { children: vec![inner], ..leaf.clone() };
        decision.trace = Some(vec![(0..levels).fold(leaf.clone(), nest)]);
        serde_json::to_string(&decision).unwrap()
    };
    assert!(record::read(&deep(140)).is_ok());
    let refused = record::read(&deep(160)).unwrap_err();
    assert!(refused.detail.ja.contains("300 段"), "{}", refused.detail.ja);
    let hostile = record::read(&"[".repeat(1_000_000)).unwrap_err();
    assert!(hostile.detail.get(Lang::En).contains("300 levels"));
}

#[test]
fn what_is_no_record_is_refused_with_its_place() {
    let place = |text: &str| record::read(text).unwrap_err().at;
    assert_eq!(place("{\n \"format\": 1,\n oops"), Some((3, 2)));
    assert!(place("{}").is_some());
    let other = record::read("{ \"format\": 9 }").unwrap_err();
    assert!(other.detail.ja.contains('9'), "{}", other.detail.ja);
    let ask = Ask { trace: TraceLevel::None, ..Ask::default() };
    let scheme = &worked()[0].scheme;
    let facts = scheme.facts_from_text("facts.json", "{}").unwrap();
    let whole = serde_json::to_string(&scheme.decide(&facts, &ask).unwrap()).unwrap();
    assert!(record::read(&whole.chars().take(900).collect::<String>()).is_err());
    assert!(record::read(&format!("{whole} more")).is_err());
    assert_eq!(record::replay(&record::read(&whole).unwrap()).mismatches, []);
}
