//! Mutants of an invented scheme, and the cases that notice them.

use crate::ids::ParameterId;
use crate::rulebook::{BuiltIn, InMemory, Scheme, load_scheme, scheme_ids};
use crate::text::Lang;

use super::find::mutants;
use super::mutant::Operator;
use super::{Report, text};

const SCHEME: &str = r"
hantei: 1
scheme: { id: fund, title: 試しの基金, authority: 試しの町, source: 試しの要綱, in_force: { from: 2020-04-01 }, as_of: 基準日 }
facts:
  基準日: { id: day, type: date }
  費用: { id: cost, type: money }
  市内: { id: local, type: boolean }
parameters:
  基準額: { id: limit, values: [{ from: 2020-04-01, value: 300円 }] }
rules:
  該当: { all: [{ if: 費用 <= 基準額, clauses: [F1] }, { if: 市内, clauses: [F2] }] }
decides:
  eligible: { from: 該当, primary: true }
clauses:
  F1: { cite: 第1条, says: 額, kind: rule }
  F2: { cite: 第2条, says: 市内, kind: rule }
";

fn scheme(files: &InMemory) -> Scheme {
    load_scheme(files, "fund").unwrap_or_else(|found| panic!("{found}"))
}

/// What comes of the mutants with a case per line of costs, each stated as eligible or not.
fn ran(cases: &[(&str, &str)]) -> Report {
    let case = |(number, (facts, expect)): (usize, &(&str, &str))| {
        format!("  - {{ id: c{number}, as_of: 2026-04-01, facts: {facts}, expect: {expect} }}\n")
    };
    let text = format!("cases:\n{}", cases.iter().enumerate().map(case).collect::<String>());
    let files =
        InMemory::new().with("fund/scheme.yaml", SCHEME).with("fund/cases.yaml", text.as_str());
    super::run(&files, &scheme(&files), &|_, _| ()).unwrap()
}

/// The survivors as `operator: after`.
fn survivors(report: &Report) -> Vec<String> {
    let words = report.survivors.iter();
    words.map(|one| format!("{}: {}", one.operator.id(), one.after)).collect()
}

#[test]
fn a_boundary_is_held_by_cases_on_both_sides() {
    let inside = ("{ cost: 100, local: true }", "{ eligible: true }");
    let on = ("{ cost: 300, local: true }", "{ eligible: true }");
    let above = ("{ cost: 301, local: true }", "{ eligible: false }");
    let elsewhere = ("{ cost: 100, local: false }", "{ eligible: false }");
    assert_eq!(
        survivors(&ran(&[inside])),
        [
            "lowered: 基準額: 299円",
            "raised: 基準額: 301円",
            "quantifier: any",
            "dropped-condition: —",
            "bound: 費用 < 基準額",
            "dropped-condition: —",
        ]
    );
    assert_eq!(
        survivors(&ran(&[inside, on])),
        [
            "raised: 基準額: 301円",
            "quantifier: any",
            "dropped-condition: —",
            "dropped-condition: —"
        ]
    );
    assert_eq!(
        survivors(&ran(&[on, above])),
        ["dropped-condition: —"],
        "nothing says that it must be local"
    );
    let all = ran(&[on, above, elsewhere]);
    assert_eq!((all.killed, all.mutants, all.per_mille()), (6, 6, 1000));
}

#[test]
fn a_mutant_that_ends_in_an_error_is_noticed() {
    let scheme_with = SCHEME.replace("費用 <= 基準額", "1円 / (費用 - 費用 + 1円) <= 1");
    let files = InMemory::new().with("fund/scheme.yaml", scheme_with.as_str()).with(
        "fund/cases.yaml",
        "cases: [{ id: a, as_of: 2026-04-01, facts: { cost: 1, local: true }, expect: { eligible: true } }]",
    );
    let divisor = "1円 / (費用 - 費用 + 0円) <= 1";
    let scheme = scheme(&files);
    assert!(super::find(scheme.program()).iter().any(|mutant| mutant.after == divisor));
    let report = super::run(&files, &scheme, &|_, _| ()).unwrap();
    assert!(report.survivors.iter().all(|one| one.after != divisor), "{:?}", survivors(&report));
}

#[test]
fn a_case_that_fails_to_begin_with_is_left_aside() {
    let report = ran(&[("{ cost: 1, local: true }", "{ eligible: false }")]);
    assert_eq!((report.trials, report.failing, report.killed), (1, 1, 0));
    assert!(report.survivors.iter().all(|survivor| survivor.passing == 0));
    assert!(!report.reaches(0));
    assert!(text(&report, Lang::En).contains("1 run of a case does not come out"));
}

#[test]
fn without_cases_nothing_is_reached() {
    let files = InMemory::new().with("fund/scheme.yaml", SCHEME);
    let report = super::run(&files, &scheme(&files), &|_, _| ()).unwrap();
    assert_eq!((report.trials, report.killed), (0, 0));
    assert!(!report.reaches(0));
    assert!(text(&report, Lang::Ja).starts_with("fund: 事例がありません"));
}

#[test]
fn a_score_is_rounded_down() {
    let report = Report { trials: 1, mutants: 1000, killed: 899, ..Report::default() };
    assert_eq!(report.per_mille(), 899);
    assert!(report.reaches(89) && !report.reaches(90));
    assert_eq!(Report { mutants: 3, killed: 2, ..Report::default() }.per_mille(), 666);
}

#[test]
fn a_change_changes_and_is_taken_back_whole() {
    for id in scheme_ids(&BuiltIn) {
        let scheme = load_scheme(&BuiltIn, &id).unwrap();
        let found = mutants(scheme.program());
        let mut program = scheme.program().clone();
        program.nodes.extend(found.nodes);
        let state = |program: &crate::program::Program| {
            format!("{:?}{:?}{:?}", program.nodes, program.parameters, program.tables)
        };
        let before = state(&program);
        // Every one would take long; neighbours are of one kind.
        for mutant in found.mutants.iter().step_by(17) {
            let mut change = mutant.change.clone();
            change.swap(&mut program);
            assert_ne!(state(&program), before, "{id}: {} {}", mutant.operator.id(), mutant.before);
            change.swap(&mut program);
            assert_eq!(state(&program), before, "{id}: {} {}", mutant.operator.id(), mutant.before);
        }
    }
}

#[test]
fn what_nothing_reads_is_not_changed() {
    let unread = SCHEME.replace("費用 <= 基準額", "費用 <= 300円");
    let files = InMemory::new().with("fund/scheme.yaml", unread.as_str());
    let scheme = scheme(&files);
    let found = super::find(scheme.program());
    let parameter = |mutant: &super::Mutant| matches!(&mutant.change, super::change::Change::Parameter(id, _) if *id == ParameterId::new(0));
    assert!(!found.is_empty() && !found.iter().any(parameter));
}

#[test]
fn every_kind_of_change_occurs_in_the_built_in_schemes() {
    let mut seen: Vec<Operator> = Vec::new();
    for id in scheme_ids(&BuiltIn) {
        let scheme = load_scheme(&BuiltIn, &id).unwrap();
        seen.extend(super::find(scheme.program()).iter().map(|mutant| mutant.operator));
    }
    let missing: Vec<_> =
        Operator::ALL.iter().filter(|one| !seen.contains(one)).map(|one| one.id()).collect();
    assert_eq!(missing, [""; 0]);
}
