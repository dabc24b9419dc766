//! Stored decisions: read back, replayed without rules, and what happens to tampered ones.

use hantei::decision::Step;
use hantei::record::{self, Replay};
use hantei::{Ask, Decision, Lang};

use crate::properties::worked;

/// The decisions of every `step`-th worked case, with full traces.
fn decisions(step: usize, lang: Lang) -> Vec<Decision> {
    let mut all = Vec::new();
    for worked in worked() {
        for (date, given) in worked.cases.iter().step_by(step) {
            let text = serde_json::to_string(given).unwrap();
            let facts = worked.scheme.facts_from_text("facts.json", &text).unwrap();
            let ask = Ask { as_of: Some(*date), lang, ..Ask::default() };
            all.extend(worked.scheme.decide(&facts, &ask));
        }
    }
    assert!(all.len() > 20);
    all
}

fn each<'s>(steps: &'s [Step], visit: &mut impl FnMut(&'s Step)) {
    for step in steps {
        visit(step);
        each(&step.children, visit);
    }
}

#[test]
fn every_decision_follows_from_its_trace() {
    let mut total = Replay::default();
    for decision in decisions(4, Lang::Ja) {
        let told = record::replay(&decision);
        let shown = &told.mismatches[..told.mismatches.len().min(5)];
        assert!(told.mismatches.is_empty(), "{} {shown:#?}", decision.scheme);
        total.replayed += told.replayed;
        total.stated += told.stated;
    }
    eprintln!("{} {}", total.replayed, total.stated);
}
