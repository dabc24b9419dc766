//! Warnings about what is declared: that what they call unused decides nothing, and that the
//! schemes give reasons for all of them.

use hantei::{InMemory, RuleBook, rulebook};
use std::fmt::Write as _;

use hantei::analyze;
use hantei::decision::Decision;
use hantei::diagnostic::{Code, Severity};
use hantei::program::Program;
use hantei::value::Type;
use serde_json::Value;

use crate::properties::{Given, decide, worked};

/// Names of facts and fields of which a warning says that they decide nothing.
fn idle(program: &Program) -> Vec<String> {
    let found = analyze::analyze(program).into_iter();
    found
        .filter(|finding| matches!(finding.code, Code::UnusedFact | Code::IrrelevantFact))
        .map(|finding| finding.arguments.first().unwrap().1.ja.clone())
        .collect()
}

/// Takes the named facts and fields out. How many were there.
fn take_out(program: &Program, names: &[String], given: &mut Given) -> usize {
    let mut taken = 0;
    for name in names {
        let (owner, field) = name.split_once('.').unwrap_or((name, ""));
        let Some(fact) = program.facts.iter().find(|fact| fact.name.ja == owner) else { continue };
        if field.is_empty() {
            taken += usize::from(given.remove(&fact.id).is_some());
            continue;
        }
        let Type::List(record) = fact.ty else { panic!("{name} is a field of no list") };
        let fields = &program.records.get(record.index()).unwrap().fields;
        let field = fields.iter().find(|one| one.name.ja == field).unwrap();
        let rows = given.get_mut(&fact.id).and_then(Value::as_array_mut);
        for row in rows.into_iter().flatten().filter_map(Value::as_object_mut) {
            taken += usize::from(row.remove(&field.id).is_some());
        }
    }
    taken
}

/// The decision without what tells the facts that were given.
fn answers(decision: Option<Decision>) -> Option<String> {
    let mut decision = decision?;
    decision.trace = None;
    decision.facts.clear();
    decision.receipt.facts.clear();
    Some(serde_json::to_string(&decision).unwrap())
}

#[test]
fn what_is_called_unused_decides_nothing() {
    let mut taken = 0;
    for one in worked() {
        let names = idle(one.scheme.program());
        for (date, given) in &one.cases {
            let mut fewer = given.clone();
            let count = take_out(one.scheme.program(), &names, &mut fewer);
            if count > 0 {
                let before = answers(decide(&one.scheme, *date, given));
                let after = answers(decide(&one.scheme, *date, &fewer));
                assert!(before == after, "{} {date} {given:?}", one.scheme.id());
            }
            taken += count;
        }
    }
    assert!(taken > 50, "only {taken} facts were there to be taken away");
}

#[test]
fn the_schemes_allow_their_warnings_with_reasons() {
    let book = RuleBook::built_in().unwrap_or_else(|found| panic!("{found}"));
    for scheme in book.schemes() {
        let review = analyze::review(scheme.program(), None);
        assert!(review.findings.is_empty(), "{}: {:?}", scheme.id(), review.findings);
        for allowed in review.allowed {
            assert_eq!(allowed.finding.severity, Severity::Warning);
            assert!(!allowed.reason.is_empty() && allowed.reason.en.is_some(), "{allowed:?}");
        }
    }
}

#[test]
fn every_allowance_of_the_schemes_runs_out() {
    let book = RuleBook::built_in().unwrap_or_else(|found| panic!("{found}"));
    let far = "2999-12-31".parse().ok();
    for scheme in book.schemes() {
        let review = analyze::review(scheme.program(), far);
        assert!(review.allowed.is_empty(), "{:?}", review.allowed);
    }
}

/// A rule that leads to the next in two ways, ninety times over: whoever follows every way does not
/// come to an end.
#[test]
fn rules_that_lean_on_one_another_are_looked_at_once() {
    let mut text = String::from(
        "hantei: 1
scheme: { id: chain, title: 鎖, authority: 町, source: 要綱, in_force: { from: 2020-04-01 }, as_of: 申請日 }
facts:
  申請日: { id: application_date, type: date, ask: いつ }
  市内: { id: local, type: boolean, ask: 市内か }
decides: { eligible: { from: 条件90, primary: true }, amount: 額90 }
clauses: { B1: { cite: 第1条, says: 市内, kind: rule } }
rules:
  条件0: { clauses: [B1], value: 申請日 >= 2021-04-01 }
  額0: { value: \"round_down(1円 / 3, 1円)\" }
",
    );
    for at in 1..=90 {
        let before = at - 1;
        let _ = writeln!(text, "  条件{at}: {{ all: [条件{before}, 条件{before} and 市内] }}");
        let _ = writeln!(text, "  額{at}: {{ value: if 市内 then 額{before} else 額{before} }}");
    }
    text.push_str("  丸め: { value: \"round_down(額90, 1円)\" }\n");
    let files = InMemory::new().with("chain/rules.yaml", text);
    let scheme = rulebook::load_scheme(&files, "chain").unwrap_or_else(|found| panic!("{found}"));
    let found = analyze::analyze(scheme.program());
    for code in [Code::UnusedRule, Code::DoubleRounding] {
        assert!(found.iter().any(|finding| finding.code == code), "{found:?}");
    }
}
