//! What is told as a requirement when the primary rule is no list of conditions.

use hantei::{Ask, InMemory, rulebook};

const BASE: &str = include_str!("../bad/base.yaml");

/// `failed` of a decision, outside the city with 3 employees, where the primary rule is `rule`.
fn failed(rule: &str) -> Vec<String> {
    let listed = "該当: { all: [{ if: 市内, clauses: [B1] }] }";
    assert!(BASE.contains(listed));
    let files = InMemory::new().with("bad/base.yaml", BASE.replace(listed, rule));
    let scheme = rulebook::load_scheme(&files, "bad").unwrap_or_else(|found| panic!("{found}"));
    let given = "{ application_date: 2024-04-01, local: false, employees: 3 }";
    let facts = scheme.facts_from_text("facts.yaml", given).unwrap();
    scheme.decide(&facts, &Ask::default()).unwrap().failed
}

#[test]
fn a_primary_rule_without_conditions_is_one_requirement() {
    for body in [
        "value: 市内",
        "any: [市内, 従業員数 > 5人]",
        "first: [{ when: 従業員数 > 5人, value: true }, { otherwise: 市内 }]",
        "versions: [{ from: 2020-04-01, value: 市内 }]",
        "value: 市内, applies_when: true",
    ] {
        assert_eq!(failed(&format!("該当: {{ {body}, clauses: [B1] }}")), ["B1"], "{body}");
    }
}

#[test]
fn a_primary_rule_that_names_a_list_of_conditions_stands_for_it() {
    let rule = "該当: { value: 場所 }\n  場所: { all: [{ if: 市内, clauses: [B1] }] }";
    assert_eq!(failed(rule), ["B1"]);
}
