//! Expressions and what they come to: the examples of the manual, and the edges.

use hantei::decision::State;
use hantei::rulebook::{ExprAnswer, expression, load_scheme};
use hantei::{Findings, InMemory, Lang, Scheme};
use serde_json::Value as Json;

const MANUAL: &str = include_str!("../../grammar/README.md");
const BASE: &str = include_str!("../bad/base.yaml");

/// Expression, facts, value.
const ROWS: &[(&str, &str, &str)] = &[
    // Exactness.
    ("0.1 + 0.2 = 0.3", "", "true"),
    ("1 / 3", "", "1/3"),
    ("10円 / 3 * 3", "", "10 円"),
    ("1200000円 * 1/3", "", "400000 円"),
    ("1 / 3 * 3 = 1", "", "true"),
    ("9007199254740993 - 9007199254740992", "", "1"),
    ("0.1円 * 10", "", "1 円"),
    ("round_down(99999999999999999999円 / 7, 1円)", "", "14285714285714285714 円"),
    ("1.10 = 1.1", "", "true"),
    // Rounding.
    ("round_down(-1234円, 100円)", "", "-1200 円"),
    ("round_up(1201円, 100円)", "", "1300 円"),
    ("round_up(1200円, 100円)", "", "1200 円"),
    ("round_half_up(1249.99円, 100円)", "", "1200 円"),
    ("round_half_even(1350円, 100円)", "", "1400 円"),
    ("round_down(2円 / 3, 1円)", "", "0 円"),
    // Precedence.
    ("2 + 3 * 4 - 6 / 3", "", "12"),
    ("-2 * -3", "", "6"),
    ("not true or true", "", "true"),
    ("not (true or true)", "", "false"),
    ("true or true and false", "", "true"),
    ("if true then 1 else 2 + 3", "", "1"),
    ("1 + 1 = 2 and 2 > 1", "", "true"),
    ("8 / 4 / 2", "", "1"),
    // Full-width forms.
    ("（１，０００円　＋　２０円）×　２", "", "2040 円"),
    ("３００人　≦　３００人", "", "true"),
    ("５　÷　２", "", "2.5"),
    // Facts.
    ("従業員数 * 2", "従業員数: 150人", "300 人"),
    ("率 * 1000円", "率: 1/3", "1000/3 円"),
    ("率 * 1000円", "率: 0.25", "250 円"),
    ("区分 = \"甲\"", "区分: \"甲\"", "true"),
    ("申請日 < 2026-04-02", "申請日: 2026-04-01", "true"),
    ("申請日 = 令和8年4月1日", "申請日: 令和8年4月1日", "true"),
    // Ranges, lists, sets.
    ("5 in [1..5)", "", "false"),
    ("5 in (4..5]", "", "true"),
    ("5 in [6..]", "", "false"),
    ("5 not in [..4]", "", "true"),
    ("2 between 2 and 3", "", "true"),
    ("2 in [1, 2, 3]", "", "true"),
    ("\"甲\" in 区分", "区分: [甲, 乙]", "true"),
    ("count(区分)", "区分: [甲, 乙, 甲]", "2"),
    ("intersects(区分, 別)", "区分: [甲], 別: [乙]", "false"),
    // Loops.
    ("sum(m.額 for m in 明細 where m.額 > 9円)", "明細: [{ 額: 1円 }]", "0 円"),
    ("sum(m.額 for m in 明細 where m.額 > 1円)", "明細: [{ 額: 1円 }, { 額: 2円 }]", "2 円"),
    ("max(m.額 for m in 明細 where m.額 > 5円)", "明細: [{ 額: 1円 }]", "not_applicable"),
    ("every m in 明細 satisfies m.額 > 0円", "明細: [{ 額: 1円 }]", "true"),
    ("some m in 明細 satisfies m.額 > 1円", "明細: [{ 額: 1円 }]", "false"),
    ("count(m for m in 明細 where m.済)", "明細: [{ 済: true }, { 済: false }]", "1"),
    // Legal periods: Civil Code 140 to 143.
    ("last_day_within(2023-02-28, 1か月)", "", "2023-03-31"),
    ("last_day_within(2022-11-30, 1か月)", "", "2022-12-31"),
    ("last_day_within(2024-01-31, 1か月)", "", "2024-02-29"),
    ("last_day_within(2021-06-15, 1か月)", "", "2021-07-15"),
    ("last_day_within(2021-06-15, 2週間)", "", "2021-06-29"),
    ("last_day_from(2024-02-29, 1年)", "", "2025-02-28"),
    ("age_on(2004-02-29, 2024-02-28)", "", "19 歳"),
    ("age_on(2004-02-29, 2024-02-29)", "", "20 歳"),
    ("fiscal_year(2026-04-01)", "", "2026"),
    ("month_end(2025-02-01)", "", "2025-02-28"),
    // The open days of the common files.
    ("next_open_day(2026-05-02, 開庁日)", "", "2026-05-07"),
    ("is_open_day(2025-12-29, 開庁日)", "", "false"),
    // No answer.
    ("undetermined", "", "unknown"),
    ("not_applicable", "", "not_applicable"),
    ("true or undetermined", "", "true"),
    ("false or undetermined", "", "unknown"),
    ("undetermined and false", "", "false"),
    ("not undetermined", "", "unknown"),
    ("false or not_applicable", "", "not_applicable"),
    ("true or not_applicable", "", "true"),
    ("false and not_applicable", "", "false"),
    ("not_applicable and undetermined", "", "unknown"),
    ("if_applicable(not_applicable, 5円)", "", "5 円"),
    ("if undetermined then 1 else 1", "", "1"),
    ("if undetermined then 1 else 2", "", "unknown"),
];

/// Expression, facts, code of the only finding, column.
const WRONG: &[(&str, &str, &str, u32)] = &[
    ("", "", "syntax", 1),
    ("1 +", "", "syntax", 4),
    ("1 / 0", "", "division-by-zero", 5),
    ("金額 / 人数", "金額: 1円, 人数: 0人", "division-by-zero", 1),
    ("資本 + 1円", "資本金: 1円", "unknown-name", 1),
    ("1円 + 1人", "", "unit-mismatch", 6),
    ("1円 < 1", "", "unit-mismatch", 6),
    ("1か月 = 30日", "", "operand-type", 7),
    ("2026-04-01 + 1か月", "", "operand-type", 14),
    ("not 1", "", "wrong-type", 5),
    ("if true then 1 else \"a\"", "", "operand-type", 21),
    ("max()", "", "argument-count", 1),
    ("year(2026-04-01, 2026-04-02)", "", "argument-count", 1),
    ("yaer(2026-04-01)", "", "unknown-function", 1),
    ("1頭", "", "unknown-unit", 1),
    ("is_open_day(2040-01-01, 開庁日)", "", "beyond-calendar", 1),
    ("date(2026, 2, 30)", "", "undefined-operation", 1),
];

fn facts(inside: &str) -> String {
    format!("{{ {inside} }}")
}

fn asked(text: &str, scheme: Option<&Scheme>, given: &str) -> Result<ExprAnswer, Findings> {
    expression(text, scheme, Some(("facts", given)), None, Lang::En)
}

/// As the manual writes it: the value in the form of the contract, a space, the unit.
fn written(answer: &ExprAnswer) -> String {
    let value = match (&answer.value, answer.state) {
        (Some(Json::String(text)), _) => text.clone(),
        (Some(value), _) => value.to_string(),
        (None, State::NotApplicable) => "not_applicable".to_owned(),
        (None, _) => return "unknown".to_owned(),
    };
    match &answer.unit {
        Some(unit) if answer.value.is_some() => format!("{value} {unit}"),
        _ => value,
    }
}

fn came(text: &str, scheme: Option<&Scheme>, given: &str) -> String {
    match asked(text, scheme, given) {
        Ok(answer) => written(&answer),
        Err(found) => {
            found.findings.iter().map(|one| one.message(Lang::En)).collect::<Vec<_>>().join("; ")
        }
    }
}

#[test]
fn every_row_comes_out_as_stated() {
    let mut wrong = Vec::new();
    for (text, given, stated) in ROWS {
        let came = came(text, None, &facts(given));
        if came != *stated {
            wrong.push(format!("{text}: stated {stated}, came {came}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_wrong_row_is_refused_at_its_place() {
    let mut wrong = Vec::new();
    for (text, given, code, column) in WRONG {
        let stated = format!("{code} {column}");
        let came = match asked(text, None, &facts(given)) {
            Ok(answer) => written(&answer),
            Err(found) => {
                let told = found.findings.iter().map(|one| {
                    let at = one.at.map_or(0, |at| found.sources.position(at).column);
                    format!("{} {at}", one.code.as_str())
                });
                told.collect::<Vec<_>>().join("; ")
            }
        };
        if came != stated {
            wrong.push(format!("{text}: stated {stated}, came {came}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A block of examples of the manual: its facts and its lines.
fn blocks() -> Vec<(String, Vec<(&'static str, &'static str)>)> {
    let parts = MANUAL.split("```expr\n").skip(1);
    let insides = parts.map(|part| part.split("```").next().unwrap_or_default());
    let block = |inside: &'static str| {
        let facts = inside.lines().find_map(|line| line.strip_prefix("facts:")).unwrap_or("{}");
        let lines = inside.lines().filter_map(|line| line.split_once('→'));
        (facts.to_owned(), lines.map(|(text, value)| (text.trim(), value.trim())).collect())
    };
    insides.map(block).collect()
}

/// A fact that is given as `unknown` is absent; its type is then that of the scheme of `tests/bad`.
#[test]
fn the_examples_of_the_manual_hold() {
    let files = InMemory::new().with("bad/base.yaml", BASE);
    let scheme = load_scheme(&files, "bad").unwrap();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (given, lines) in blocks() {
        let absent = given.contains("unknown");
        let given = given.replace("unknown", "null");
        for (text, stated) in lines {
            count += 1;
            let came = came(text, absent.then_some(&scheme), &given);
            if came != stated {
                wrong.push(format!("{text}: stated {stated}, came {came}"));
            }
        }
    }
    assert!(count > 50, "only {count} examples found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
