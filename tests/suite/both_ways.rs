//! A silent run and a recorded run take the same forms through different parts, code here and nodes
//! there: they must come to the same answers, and to the same error in the same place.

use std::collections::BTreeSet;

use hantei::diagnostic::Diagnostic;
use hantei::program::{NodeKind, Program};
use hantei::value::{Answer, Number, Type, Value};
use hantei::{Ask, BuiltIn, Files, InMemory, RuleBook, Scheme, TraceLevel, rulebook};
use serde_json::{Map, Value as Json, json};

type Given = Map<String, Json>;
type Told = Result<(Vec<Answer>, Vec<Answer>, Vec<Answer>), Box<Diagnostic>>;

fn told(scheme: &Scheme, facts: &hantei::facts::Facts, ask: &Ask) -> Told {
    let all = scheme.evaluate(facts, ask)?.evaluation;
    Ok((all.outputs, all.requirements, all.warnings))
}

/// What both ways come to, which is the same; `None` if the facts are refused.
fn both(scheme: &Scheme, given: &Given, ask: &Ask) -> Option<Told> {
    let text = Json::Object(given.clone()).to_string();
    let facts = scheme.facts_from_text("facts.json", &text).ok()?;
    let silent = told(scheme, &facts, &Ask { trace: TraceLevel::None, ..ask.clone() });
    let recorded = told(scheme, &facts, &Ask { trace: TraceLevel::Full, ..ask.clone() });
    assert_eq!(silent, recorded, "{} with {text}", scheme.id());
    Some(silent)
}

/// Numbers that look drawn, the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.below(all.len());
        all.get(at)
    }
}

/// The numbers that rules name, and their neighbours.
fn thresholds(program: &Program) -> Vec<Number> {
    let constants = program.nodes.iter().filter_map(|node| match &node.kind {
        NodeKind::Constant(value) => Some(value),
        _ => None,
    });
    let parameters = program.parameters.iter().flat_map(|parameter| &parameter.values);
    let parameters = parameters.filter_map(|value| match &value.value {
        Answer::Known(value) => Some(value),
        Answer::Unknown(_) | Answer::NotApplicable => None,
    });
    let rows = program.tables.iter().flat_map(|table| &table.editions).flat_map(|one| &one.rows);
    let all = constants.chain(parameters).chain(rows.flat_map(|row| &row.cells));
    let numbers: BTreeSet<Number> = all
        .filter_map(|value| match value {
            Value::Number(number) => Some(number),
            _ => None,
        })
        .flat_map(|number| {
            [number.checked_sub(&Number::ONE), Ok(number.clone()), number.checked_add(&Number::ONE)]
        })
        .filter_map(Result::ok)
        .collect();
    numbers.into_iter().collect()
}

/// A value of a fact at a threshold, or any other of its kind.
fn drawn(scheme: &Scheme, ty: &Type, numbers: &[Number], draw: &mut Draw) -> Option<Json> {
    match ty {
        Type::Truth => Some(json!(draw.below(2) == 0)),
        Type::Number(_) => serde_json::from_str(&draw.of(numbers)?.to_string()).ok(),
        Type::Choice(list) => {
            let list = scheme.program().choices.get(list.index())?;
            Some(json!(draw.of(&list.choices)?.id))
        }
        Type::Date => {
            let month = draw.below(12) + 1;
            let day = [1, 15, 28].get(draw.below(3))?;
            Some(json!(format!("{}-{month:02}-{day:02}", 2020 + draw.below(7))))
        }
        _ => None,
    }
}

#[test]
fn facts_at_thresholds_come_to_the_same() {
    let book = RuleBook::built_in().unwrap_or_else(|found| panic!("{found}"));
    for scheme in book.schemes() {
        let bytes = BuiltIn.read(&format!("{}/cases.yaml", scheme.id())).unwrap();
        let file: Json = serde_yaml::from_slice(&bytes).unwrap();
        let cases = file.get("cases").and_then(Json::as_array).unwrap();
        let numbers = thresholds(scheme.program());
        assert!(!numbers.is_empty(), "{}", scheme.id());
        let mut draw = Draw(1);
        let mut decided = 0;
        for _ in 0..150 {
            let case = draw.of(cases).unwrap();
            let as_of = case.get("as_of").and_then(Json::as_str).unwrap().parse().ok();
            let mut given = case.get("facts").and_then(Json::as_object).unwrap().clone();
            for fact in &scheme.program().facts {
                if draw.below(4) == 0
                    && let Some(value) = drawn(scheme, &fact.ty, &numbers, &mut draw)
                {
                    let mut more = given.clone();
                    more.insert(fact.id.clone(), value);
                    let text = Json::Object(more.clone()).to_string();
                    if scheme.facts_from_text("facts.json", &text).is_ok() {
                        given = more;
                    }
                }
            }
            decided +=
                usize::from(both(scheme, &given, &Ask { as_of, ..Ask::default() }).is_some());
        }
        assert_eq!(decided, 150, "{}", scheme.id());
    }
}

fn every_form() -> Scheme {
    let files = InMemory::new()
        .with("every-form/scheme.yaml", include_str!("../fixtures/every-form.yaml"))
        .with("common/holidays.yaml", BuiltIn.read("common/holidays.yaml").unwrap());
    rulebook::load_scheme(&files, "every-form").unwrap_or_else(|found| panic!("{found}"))
}

/// The values that a fact of the scheme of every form is given.
fn pool(id: &str) -> Vec<Json> {
    match id {
        "applied" => vec![json!("2020-04-01"), json!("2021-04-01"), json!("2026-06-01")],
        "begins" => vec![json!("2025-12-31"), json!("2200-01-01"), json!("2026-05-04")],
        "cost" | "other" => {
            let huge = "9".repeat(28);
            let all = ["0", "-1", "5000", "5001", "1000000", "0.1", "1000000000000000000", &huge];
            all.iter().map(|text| json!(text)).collect()
        }
        "divisor" => vec![json!(0), json!(3), json!("0.00000000000000000001")],
        "rate" => vec![json!("1/3"), json!(1), json!("1/4294967297")],
        "staff" => vec![json!(0), json!(1), json!(10), json!(11), json!(99), json!(100)],
        "trade" => vec![json!("retail"), json!("service"), json!("farm")],
        "trades" => vec![json!([]), json!(["retail"]), json!(["farm", "service"])],
        "name" => vec![json!("甲"), json!("乙")],
        "length" => vec![json!("3か月"), json!("4か月")],
        "rows" => vec![
            json!([]),
            json!([{ "fare": 1001, "kind": "retail", "both": false }]),
            json!([{ "fare": 5, "kind": "farm" }, { "kind": "service", "both": true }]),
            json!([{ "fare": 1_000_000_000_000_000_000_i64, "kind": "retail", "both": true }, { "fare": 1, "kind": "retail" }]),
        ],
        _ => vec![json!(true), json!(false)],
    }
}

#[test]
fn every_form_comes_to_the_same() {
    let scheme = every_form();
    let program = scheme.program();
    let forms: BTreeSet<String> = program
        .nodes
        .iter()
        .map(|node| {
            format!("{:?}", node.kind).chars().take_while(|c| c.is_alphanumeric()).collect()
        })
        .collect();
    let wanted = [
        "Aggregate",
        "Binary",
        "Calendar",
        "Call",
        "Collect",
        "Conditions",
        "Constant",
        "Editions",
        "Exceptions",
        "Fact",
        "Field",
        "First",
        "If",
        "IfApplicable",
        "In",
        "InRange",
        "Lookup",
        "Negate",
        "Not",
        "NotApplicable",
        "Parameter",
        "Quantified",
        "Reading",
        "Requirement",
        "RowRule",
        "Rule",
        "Scope",
        "SetOf",
        "Stage",
        "Undetermined",
    ];
    for form in wanted {
        assert!(forms.contains(form), "no {form} among {forms:?}");
    }
    let mut draw = Draw(7);
    let (mut ended, mut errors) = (0, BTreeSet::new());
    for number in 0..3000 {
        let mut given = Given::new();
        for fact in &program.facts {
            // Nothing absent in one run of three, much in the others.
            if (number % 3 == 0 || draw.below(3) > 0)
                && let Some(value) = draw.of(&pool(&fact.id))
            {
                given.insert(fact.id.clone(), value.clone());
            }
        }
        match both(&scheme, &given, &Ask::default()).unwrap_or_else(|| panic!("{given:?}")) {
            Ok(_) => ended += 1,
            Err(error) => {
                errors.insert(format!("{:?}", error.code));
            }
        }
    }
    assert!(ended > 300, "{ended}");
    for code in ["DivisionByZero", "Overflow", "ConflictingExceptions"] {
        assert!(errors.contains(code), "no {code} among {errors:?}");
    }
}

#[test]
fn a_list_that_is_reached_through_a_rule_names_its_fact() {
    let given = r#"{ "applied": "2026-06-01", "rows": [{ "kind": "retail", "both": true }] }"#;
    let scheme = every_form();
    let facts = scheme.facts_from_text("facts.json", given).unwrap();
    let decision = scheme.decide(&facts, &Ask::default()).unwrap();
    let listed = decision.outcomes.iter().find(|outcome| outcome.id == "listed").unwrap();
    assert_eq!(listed.missing, ["rows"]);
}

/// What a scheme of these rules comes to without trace, for one journey of 0 yen.
fn silently(rules: &str) -> Vec<Answer> {
    let listed = "  該当: { all: [{ if: 市内, clauses: [B1] }] }";
    let base = include_str!("../bad/base.yaml");
    assert!(base.contains(listed));
    let files = InMemory::new().with("bad/base.yaml", base.replace(listed, rules));
    let scheme = rulebook::load_scheme(&files, "bad").unwrap_or_else(|found| panic!("{found}"));
    let given = "{ application_date: 2024-04-01, employees: 3, journeys: [{ fare: 0 }] }";
    let facts = scheme.facts_from_text("facts.yaml", given).unwrap();
    let ask = Ask { trace: TraceLevel::None, ..Ask::default() };
    scheme.evaluate(&facts, &ask).unwrap().evaluation.outputs
}

#[test]
fn a_long_chain_of_rules_is_compiled() {
    let mut rules = vec!["  r0: { value: 従業員数 }".to_owned()];
    rules.extend((1..4000).map(|at| format!("  r{at}: {{ value: r{} + 1人 }}", at - 1)));
    rules.push("  該当: { all: [{ if: r3999 = 4002人, clauses: [B1] }] }".to_owned());
    // As much room as the first thread of a program has; a frame of a debug build is large.
    let run =
        std::thread::Builder::new().stack_size(8 << 20).spawn(move || silently(&rules.join("\n")));
    assert_eq!(run.unwrap().join().unwrap(), [Answer::truth(true)]);
}

#[test]
fn a_property_that_is_named_twice_is_compiled_once() {
    let mut rules = vec!["  p0: { each: m in 移動, value: m.金額 > 0円 }".to_owned()];
    rules.extend((1..60).map(|at| {
        let before = at - 1;
        format!("  p{at}: {{ each: m in 移動, value: m.p{before} and m.p{before} }}")
    }));
    rules.push("  該当: { value: some m in 移動 satisfies m.p59, clauses: [B1] }".to_owned());
    assert_eq!(silently(&rules.join("\n")), [Answer::truth(false)]);
}
