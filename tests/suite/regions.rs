//! That regions tell the truth: what the evaluator answers lies in the region of its answer.
//!
//! Conditions are those of the five schemes, and of schemes written at random; facts are random and
//! often at the edges of what is compared. A region that is said to be exact is held to the converse
//! as well.
#![expect(clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;

use chrono::NaiveDate;
use hantei::diagnostic::{Code, Diagnostic};
use hantei::eval::{Question, Silent, Traced, evaluate_node};
use hantei::ids::NodeId;
use hantei::program::{Fact, NodeKind, Program};
use hantei::region::{Dim, Reader, Region, Switches, Zone};
use hantei::source::Span;
use hantei::value::{Answer, Number, Type, Value};
use hantei::{Facts, InMemory, RuleBook, Scheme, analyze, intake, rulebook};
use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::{Map, Value as Json, json};

/// The conditions of rules and blocks, wherever they stand.
fn conditions(program: &Program) -> Vec<NodeId> {
    let mut found: BTreeSet<NodeId> = program.rules.iter().map(|rule| rule.body).collect();
    for node in &program.nodes {
        match &node.kind {
            NodeKind::Conditions { items, .. } => found.extend(items.iter().map(|item| item.node)),
            NodeKind::First { cases, .. } | NodeKind::Exceptions { exceptions: cases, .. } => {
                found.extend(cases.iter().flat_map(|case| [case.when, case.value]));
            }
            NodeKind::Scope { condition, body } => found.extend([*condition, *body]),
            NodeKind::If { condition, then, otherwise } => {
                found.extend([*condition, *then, *otherwise]);
            }
            NodeKind::Not(inner) => {
                found.insert(*inner);
            }
            NodeKind::Binary { left, right, .. } => found.extend([*left, *right]),
            NodeKind::Collect(elements) => found.extend(elements.iter().filter_map(|one| one.when)),
            _ => {}
        }
    }
    let is_truth = |id: &NodeId| program.node(*id).is_some_and(|node| node.ty == Type::Truth);
    found.into_iter().filter(is_truth).collect()
}

/// Numbers that stand in the program, and dates.
fn landmarks(program: &Program) -> (Vec<i64>, Vec<NaiveDate>) {
    let (mut numbers, mut dates) = (vec![0, 1, 10], vec![program.from]);
    let mut add = |value: &Value| match value {
        Value::Number(number) => numbers.extend(number.to_i64()),
        Value::Date(date) => dates.push(*date),
        _ => {}
    };
    for node in &program.nodes {
        if let NodeKind::Constant(value) = &node.kind {
            add(value);
        }
    }
    for value in program.parameters.iter().flat_map(|parameter| &parameter.values) {
        if let Answer::Known(value) = &value.value {
            add(value);
        }
    }
    for edition in program.tables.iter().flat_map(|table| &table.editions) {
        edition.rows.iter().flat_map(|row| &row.cells).for_each(&mut add);
    }
    (numbers, dates)
}

struct Draw<'p> {
    program: &'p Program,
    numbers: Vec<i64>,
    dates: Vec<NaiveDate>,
    rng: TestRng,
}

impl Draw<'_> {
    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.rng.next_u64() % u64::try_from(count.max(1)).unwrap()).unwrap()
    }

    fn fact(&mut self, fact: &Fact) -> Json {
        match &fact.ty {
            Type::Truth => json!(self.below(2) == 0),
            Type::Number(_) => self.number(fact),
            Type::Date => {
                let at = self.below(self.dates.len());
                let days = chrono::Days::new(u64::try_from(self.below(3)).unwrap());
                let near = (self.dates[at] + days) - chrono::Days::new(1);
                json!(near.to_string())
            }
            Type::Period(_) => json!(format!("{}か月", self.below(30))),
            Type::Text => match fact.codes.and_then(|at| self.program.codes.get(at)) {
                Some(list) => {
                    let at = self.below(list.entries.len());
                    json!(list.entries.keys().nth(at).unwrap())
                }
                None => json!(["甲", "乙", ""][self.below(3)]),
            },
            Type::Choice(list) => {
                let choices = &self.program.choices[list.index()].choices;
                let at = self.below(choices.len());
                json!(choices[at].id)
            }
            Type::Set(of) => match &**of {
                Type::Choice(list) => {
                    let choices = &self.program.choices[list.index()].choices;
                    choices.iter().filter(|_| self.below(2) == 0).map(|one| json!(one.id)).collect()
                }
                _ => json!([]),
            },
            Type::List(record) => {
                let fields = &self.program.records[record.index()].fields;
                let rows = self.below(3);
                (0..rows)
                    .map(|_| {
                        let cells = fields.iter().map(|one| (one.id.clone(), self.fact(one)));
                        Json::Object(cells.collect())
                    })
                    .collect()
            }
            other => panic!("a fact of type {other:?}"),
        }
    }

    fn number(&mut self, fact: &Fact) -> Json {
        let at = self.below(self.numbers.len());
        let near = self.numbers[at].saturating_add(i64::try_from(self.below(3)).unwrap() - 1);
        let low = fact.low.as_ref().and_then(Number::to_i64).unwrap_or(-100);
        let high = fact.high.as_ref().and_then(Number::to_i64).unwrap_or(i64::MAX);
        let near = near.clamp(low, high);
        if fact.whole || near == high || self.below(2) == 0 {
            json!(near)
        } else {
            json!(format!("{}/2", 2 * near + 1))
        }
    }

    /// Facts of which every one is given, or about two of three.
    fn facts(&mut self, all: bool) -> Facts {
        let program = self.program;
        let given = program.facts.iter().filter_map(|fact| {
            let value = self.fact(fact);
            (all || self.below(3) > 0).then(|| (fact.id.clone(), value))
        });
        let given: Map<_, _> = given.collect();
        intake::from_json(program, &Json::Object(given)).unwrap()
    }
}

fn draw(program: &Program, seed: u64) -> Draw<'_> {
    let (numbers, dates) = landmarks(program);
    let seed: Vec<u8> = (0..4).flat_map(|part: u64| (seed ^ part).to_le_bytes()).collect();
    let rng = TestRng::from_seed(prop::test_runner::RngAlgorithm::ChaCha, &seed);
    Draw { program, numbers, dates, rng }
}

/// What is said of conditions and is not so, for facts drawn by `seed`.
fn lies(program: &Program, seed: u64, applicants: usize) -> Vec<String> {
    let mut draw = draw(program, seed);
    let date = {
        let at = draw.below(draw.dates.len());
        let date = draw.dates[at];
        if program.in_force(date) { date } else { program.from }
    };
    let mut readers =
        [Reader::new(program, date, Switches::Set), Reader::new(program, date, Switches::Free)];
    let conditions = conditions(program);
    let mut wrong = Vec::new();
    for _ in 0..applicants {
        for all in [true, false] {
            let facts = draw.facts(all);
            for node in &conditions {
                for reader in &mut readers {
                    wrong.extend(lie(reader, *node, &facts, all));
                }
            }
        }
    }
    wrong
}

/// `all` facts are given; otherwise nothing is expected of what is unknown.
fn lie(reader: &mut Reader<'_>, node: NodeId, facts: &Facts, all: bool) -> Option<String> {
    let (program, truth) = (reader.program(), reader.truth(node));
    let regions = [&truth.holds, &truth.fails, &truth.absent, &truth.open];
    let space = reader.space();
    let of_a_row = |region: &&Region| {
        let zones = region.zones().iter().flat_map(Zone::bounds);
        zones.into_iter().any(|(id, _)| matches!(space.dim(*id), Some(Dim::Field { .. })))
    };
    // The fields of a row have no value outside its loop.
    if regions.iter().any(of_a_row) {
        return None;
    }
    let question = Question { as_of: Some(reader.date()), readings: Vec::new() };
    let answer = evaluate_node(program, facts, &question, node, None, &mut Silent).ok()?;
    let (own, others) = match &answer {
        Answer::Known(Value::Truth(true)) => (0, [1, 2, 3]),
        Answer::Known(_) => (1, [0, 2, 3]),
        Answer::NotApplicable => (2, [0, 1, 3]),
        Answer::Unknown(_) if all => (3, [0, 1, 2]),
        Answer::Unknown(_) => return None,
    };
    let adopted = |id: hantei::ids::ReadingId| program.readings[id.index()].adopted;
    let within = |region: &Region| space.may_contain(region, facts, adopted);
    let excluded = !within(regions[own]);
    let twofold = all
        && truth.exact
        && others.iter().any(|other| space.is_plain(regions[*other]) && within(regions[*other]));
    (excluded || twofold).then(|| {
        let written = program.sources.slice(program.node(node).unwrap().span);
        format!("{} on {}: {written}: {answer:?}, excluded {excluded}", program.id, reader.date())
    })
}

fn schemes() -> &'static RuleBook {
    static BOOK: OnceLock<RuleBook> = OnceLock::new();
    BOOK.get_or_init(|| RuleBook::built_in().unwrap_or_else(|found| panic!("{found}")))
}

const BASE: &str = r"
hantei: 1
scheme:
  { id: drawn, title: 試し, authority: 町, source: 要綱, in_force: { from: 2020-04-01 }, as_of: 申請日 }
facts:
  申請日: { id: application_date, type: date }
  人数: { id: people, type: count, unit: 人, range: '[0人..20人]' }
  別の人数: { id: others, type: count, unit: 人 }
  率: { id: rate, type: number, range: '[-3..8]' }
  種: { id: kind, type: choice, choices: { a: 甲, b: 乙, c: 丙 } }
  市内: { id: local, type: boolean }
  新規: { id: fresh, type: boolean }
  名: { id: name, type: text }
  件: { id: rows, type: list, of: { 額: { id: sum, type: money } } }
parameters:
  基準: { id: limit, values: [{ from: 2020-04-01, value: 5人 }, { from: 2021-04-01, value: 7人 }] }
  開始: { id: start, values: [{ from: 2020-04-01, value: not_applicable }, { from: 2021-04-01, value: 3 }] }
  札: { id: flag, values: [{ from: 2020-04-01, value: true }] }
tables:
  表: { id: by_kind, key: 種, columns: { 上限: 人, 可: boolean }, rows: { 甲: [3人, true], 乙: [9人, false] }, otherwise: not_applicable }
  段: { id: by_people, key: 人数, columns: { 率: ratio }, rows: { 0人..3人: [1], 4人..10人: [2] }, otherwise: undetermined }
clauses: { B1: { cite: 第1条, says: 市内, kind: rule } }
decides: { eligible: { from: 該当, primary: true } }
";

/// A condition as an author could write it, of at most `depth` operators inside one another.
fn condition(depth: u32) -> BoxedStrategy<String> {
    let op = || prop::sample::select(vec!["<", "<=", ">", ">=", "=", "!="]);
    let people = || {
        prop_oneof![
            (0..24_i32).prop_map(|n| format!("{n}人")),
            Just("人数".to_owned()),
            Just("別の人数".to_owned()),
            Just("基準".to_owned()),
            Just("表[種].上限".to_owned()),
            (1..4_i32, -3..9_i32)
                .prop_map(|(times, plus)| format!("(人数 * {times} + ({plus}人))")),
            (1..4_i32).prop_map(|times| format!("(20人 - 人数 / {times})")),
            Just("(if 市内 then 人数 else 3人)".to_owned()),
            Just("if_applicable(表[種].上限, 人数)".to_owned()),
            Just("(人数 + 別の人数)".to_owned()),
        ]
    };
    let plain = || {
        prop_oneof![
            (-4..9_i32).prop_map(|n| format!("({n}) / 2")),
            Just("率".to_owned()),
            Just("開始".to_owned()),
            Just("段[人数].率".to_owned()),
        ]
    };
    let kind = || prop::sample::select(vec!["甲", "乙", "丙"]);
    let atom = prop_oneof![
        (people(), op(), people()).prop_map(|(one, op, two)| format!("{one} {op} {two}")),
        (plain(), op(), plain()).prop_map(|(one, op, two)| format!("{one} {op} {two}")),
        kind().prop_map(|one| format!("種 = {one}")),
        kind().prop_map(|one| format!("種 != {one}")),
        (kind(), kind()).prop_map(|(one, two)| format!("種 in [{one}, {two}]")),
        (kind(), kind()).prop_map(|(one, two)| format!("種 not in [{one}, {two}]")),
        (0..9_i32, 0..14_i32).prop_map(|(low, high)| format!("人数 in [{low}人..{high}人)")),
        (0..9_i32, 0..14_i32).prop_map(|(low, high)| format!("人数 between {low}人 and {high}人")),
        Just("市内".to_owned()),
        Just("新規".to_owned()),
        Just("札".to_owned()),
        Just("表[種].可".to_owned()),
        Just("名 = \"甲\"".to_owned()),
        Just("名 in [\"甲\", \"乙\"]".to_owned()),
        Just("count(件) >= 0".to_owned()),
        Just("some 一 in 件 satisfies 一.額 > 1円".to_owned()),
        Just("申請日 >= 2021-04-01".to_owned()),
        Just("not_applicable".to_owned()),
        Just("undetermined".to_owned()),
    ];
    atom.prop_recursive(depth, 16, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(one, two)| format!("({one}) and ({two})")),
            (inner.clone(), inner.clone()).prop_map(|(one, two)| format!("({one}) or ({two})")),
            inner.clone().prop_map(|one| format!("not ({one})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(c, one, two)| format!("if {c} then ({one}) else ({two})")),
            (inner.clone(), inner).prop_map(|(one, two)| format!("if_applicable({one}, {two})")),
        ]
    })
    .boxed()
}

/// A rule whose body is of one of the kinds that hold conditions.
fn body() -> BoxedStrategy<String> {
    let quoted = || condition(3).prop_map(|text| format!("'{text}'"));
    let list = move || prop::collection::vec(quoted(), 1..4);
    let mode = prop::sample::select(vec!["all", "any", "none"]);
    let scope = prop_oneof![
        2 => Just(String::new()),
        1 => quoted().prop_map(|text| format!("applies_when: {text}, ")),
    ];
    let body = prop_oneof![
        quoted().prop_map(|text| format!("value: {text}")),
        (mode, list()).prop_map(|(mode, items)| format!("{mode}: [{}]", items.join(", "))),
        (list(), list(), quoted()).prop_map(|(whens, values, last)| {
            let cases = whens.iter().zip(&values);
            let cases: Vec<_> =
                cases.map(|(when, value)| format!("{{ when: {when}, value: {value} }}")).collect();
            format!("first: [{}, {{ otherwise: {last} }}]", cases.join(", "))
        }),
        (quoted(), quoted(), quoted(), quoted(), quoted()).prop_map(|(body, a, b, c, d)| format!(
            "value: {body}, unless: [{{ when: {a}, value: {b} }}, {{ when: {c}, value: {d} }}]"
        )),
    ];
    (scope, body).prop_map(|(scope, body)| format!("{{ {scope}{body} }}")).boxed()
}

fn drawn(bodies: &[String]) -> Result<Scheme, String> {
    let mut text = BASE.to_owned() + "rules:\n  該当: { all: [{ if: 規則0, clauses: [B1] }] }\n";
    for (number, body) in bodies.iter().enumerate() {
        writeln!(text, "  規則{number}: {body}").unwrap();
    }
    let files = InMemory::new().with("drawn/rules.yaml", text);
    rulebook::load_scheme(&files, "drawn").map_err(|found| found.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 5,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn answers_lie_in_their_regions_in_the_schemes(seed: u64) {
        for scheme in schemes().schemes() {
            let wrong = lies(scheme.program(), seed, 12);
            prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn answers_lie_in_their_regions_in_drawn_schemes(
        bodies in prop::collection::vec(body(), 1..4),
        seed: u64,
    ) {
        let scheme = drawn(&bodies).unwrap();
        let wrong = lies(scheme.program(), seed, 24);
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_is_called_impossible_never_holds(
        bodies in prop::collection::vec(body(), 1..4),
        seed: u64,
    ) {
        let scheme = drawn(&bodies).unwrap();
        let program = scheme.program();
        let warnings = analyze::analyze(program);
        let mut draw = draw(program, seed);
        for _ in 0..24 {
            let all = draw.below(2) == 0;
            let facts = draw.facts(all);
            let claims: Vec<_> = warnings.iter().filter_map(|one| claim(one, all)).collect();
            let at = draw.below(draw.dates.len());
            let as_of = Some(draw.dates[at].max(program.from));
            let question = Question { as_of, readings: Vec::new() };
            for rule in &program.rules {
                let mut trace = Traced::new();
                let _ = evaluate_node(program, &facts, &question, rule.body, None, &mut trace);
                for step in trace.steps() {
                    let node = program.node(step.node).unwrap();
                    // A rule under `applies_when` stands at the place of that condition.
                    if matches!(node.kind, NodeKind::Scope { .. }) {
                        continue;
                    }
                    let span = node.span;
                    let answer = step.answer.as_ref().and_then(Answer::as_truth);
                    let refuted = claims.iter().any(|(at, never)| *at == span && answer == Some(*never));
                    prop_assert!(!refuted, "{}: {answer:?}", program.sources.slice(span));
                }
            }
        }
    }
}

/// What a warning says that a condition never comes to, and where the condition stands. While a
/// fact is unknown, branches are looked at that are not taken in the end.
fn claim(finding: &Diagnostic, all: bool) -> Option<(Span, bool)> {
    let never = match finding.code {
        Code::NeverHolds => true,
        Code::NeverHoldsHere | Code::UnreachableCase if all => true,
        Code::AlwaysHolds => false,
        _ => return None,
    };
    Some((finding.at?, never))
}
