//! Rules: conditions, cases, stages, elements.

use std::collections::BTreeMap;

use crate::model::{Body, Case, Condition, Element, Rule, Says, Staged, Test};
use crate::program::{Mode, Stage};
use crate::text::{Lang, Text};

use super::super::item::{Item, Kind, Line, Version, normal};
use super::{Writer, choice_lines, joined, of_head, plain, texts};

/// A rule. One without an id has that of its output, else its name.
pub(super) fn rule(writer: &Writer<'_>, rule: &Rule, outputs: &BTreeMap<&str, &str>) -> Item {
    let own = rule.head.id.as_ref().map(|id| id.text.as_str());
    let given = own.or_else(|| outputs.get(rule.head.name.text.as_str()).copied());
    let mut item = of_head(Kind::Rule, &rule.head, given);
    item.lines.extend(rule.each.iter().map(|(row, list)| {
        Line::new("each", ("対象", "each"), format!("{}の各行（{}）", list.text, row.text))
    }));
    item.lines.extend(rule.choices.iter().flat_map(choice_lines));
    let applies = rule.applies_when.iter();
    item.lines.extend(
        applies.map(|one| writer.line("applies_when", ("適用する場合", "applies when"), one)),
    );
    item.lines.extend(rule.unless.iter().map(|one| {
        let (text, norm) = case(writer, one);
        Line::new("exception", ("ただし書", "exception"), text)
            .compared_by(&norm)
            .with_clauses(texts(&one.clauses))
    }));
    item.lines.extend(said(&rule.says));
    item.versions = rule
        .bodies
        .iter()
        .map(|body| Version {
            from: body.from,
            until: body.until,
            lines: body_lines(writer, &body.it),
        })
        .collect();
    item
}

fn body_lines(writer: &Writer<'_>, body: &Body) -> Vec<Line> {
    match body {
        Body::Value(expr) => vec![writer.line("value", ("算式", "formula"), expr)],
        Body::Conditions(mode, conditions) => {
            let mut lines = vec![Line::new(
                "mode",
                ("要件の組み方", "how conditions are joined"),
                heading(*mode),
            )];
            lines.extend(conditions.iter().map(|one| condition_line(writer, one)));
            lines.extend(conditions.iter().filter_map(|one| said(&one.says)));
            lines
        }
        Body::First(cases, otherwise) => {
            let otherwise = otherwise.iter().map(AsRef::as_ref);
            let cases: Vec<_> = cases.iter().chain(otherwise).collect();
            let mut lines: Vec<_> = cases.iter().map(|one| case_line(writer, one)).collect();
            lines.extend(cases.iter().filter_map(|one| said(&one.says)));
            lines
        }
        Body::Amount(stages) => {
            let mut lines: Vec<_> = stages.iter().map(|one| stage_line(writer, one)).collect();
            lines.extend(stages.iter().filter_map(|one| said(&one.says)));
            lines
        }
        Body::Collect(of, elements) => {
            let mut lines = vec![Line::new("of", ("集めるもの", "collected"), of.text.as_str())];
            lines.extend(elements.iter().flat_map(|one| element_lines(writer, one)));
            lines
        }
    }
}

fn condition_line(writer: &Writer<'_>, condition: &Condition) -> Line {
    Line::new("condition", ("要件", "condition"), shown(writer, condition, 0))
        .compared_by(&compared(condition))
        .with_clauses(texts(&condition.clauses))
}

/// A condition as it is shown: a block is a heading with its conditions below it.
fn shown(writer: &Writer<'_>, condition: &Condition, depth: usize) -> String {
    let scope = condition.applies_when.as_ref();
    let scope = scope.map(|one| format!("（{}の場合に限る。）", writer.written(one)));
    let scope = scope.unwrap_or_default();
    match &condition.test {
        Test::If(expr) => format!("{}{scope}", writer.written(expr)),
        Test::Nested(mode, conditions) => {
            let indent = "　".repeat(depth + 1);
            let inner = conditions.iter().map(|one| shown(writer, one, depth + 1));
            inner.fold(format!("{}{scope}", heading(*mode)), |text, one| {
                format!("{text}\n{indent}・{one}")
            })
        }
    }
}

/// What a condition means; the order within a block changes nothing.
fn compared(condition: &Condition) -> String {
    let scope = condition.applies_when.as_ref().map(plain).unwrap_or_default();
    let test = match &condition.test {
        Test::If(expr) => plain(expr),
        Test::Nested(mode, conditions) => {
            let mut inner: Vec<_> = conditions.iter().map(compared).collect();
            inner.sort();
            format!("{}{{{}}}", heading(*mode), inner.join("; "))
        }
    };
    normal(&format!("{scope} => {test}"))
}

fn heading(mode: Mode) -> &'static str {
    match mode {
        Mode::All => "次の全てに該当すること",
        Mode::Any => "次のいずれかに該当すること",
        Mode::None => "次のいずれにも該当しないこと",
    }
}

fn case(writer: &Writer<'_>, case: &Case) -> (String, String) {
    let value = writer.written(&case.value);
    match &case.when {
        Some(when) => (
            format!("{}の場合　{value}", writer.written(when)),
            format!("{} => {}", plain(when), plain(&case.value)),
        ),
        None => (format!("その他の場合　{value}"), format!("else => {}", plain(&case.value))),
    }
}

fn case_line(writer: &Writer<'_>, one: &Case) -> Line {
    let (text, norm) = case(writer, one);
    Line::new("case", ("場合", "case"), text)
        .compared_by(&norm)
        .with_clauses(texts(&one.clauses))
        .in_order()
}

fn stage_line(writer: &Writer<'_>, staged: &Staged) -> Line {
    let value = writer.written(&staged.value);
    let text = match staged.stage {
        Stage::Of => value,
        Stage::Plus => format!("{value}を加える"),
        Stage::Less => format!("{value}を引く"),
        Stage::Times => format!("{value}を掛ける"),
        Stage::AtLeast => format!("{value}を下限とする"),
        Stage::AtMost => format!("{value}を上限とする"),
        Stage::Round => {
            let way = match staged.rounding {
                Some("round_down") => "未満を切り捨てる",
                Some("round_up") => "未満を切り上げる",
                Some("round_half_even") => "未満を偶数への丸めとする",
                _ => "未満を四捨五入する",
            };
            format!("{value}{way}")
        }
    };
    let norm = format!("{:?} {:?} {}", staged.stage, staged.rounding, plain(&staged.value));
    Line::new("stage", ("計算", "stage"), text)
        .compared_by(&norm)
        .with_clauses(texts(&staged.clauses))
        .in_order()
}

/// One line per element that may be added.
fn element_lines(writer: &Writer<'_>, element: &Element) -> Vec<Line> {
    let when = element.when.as_ref();
    let scope = when.map(|one| format!("（{}の場合）", writer.written(one))).unwrap_or_default();
    let norm = when.map(plain).unwrap_or_default();
    let unknown = match element.if_unknown {
        Some(true) => "（不明なら示す）",
        Some(false) => "（不明なら示さない）",
        None => "",
    };
    let added = element.add.iter();
    added
        .map(|name| {
            Line::new("element", ("項目", "item"), format!("{}{scope}{unknown}", name.text))
                .compared_by(&format!("{} when {norm} {unknown}", name.text))
                .called(normal(&name.text))
                .with_clauses(texts(&element.clauses))
        })
        .collect()
}

/// What the applicant reads.
fn said(says: &Says) -> Option<Line> {
    let parts: Vec<Text> =
        [&says.holds, &says.fails].into_iter().filter(|text| !text.is_empty()).cloned().collect();
    let mut both = joined(&parts, " ／ ");
    if says.holds.get(Lang::Ja) == says.fails.get(Lang::Ja) {
        both = says.holds.clone();
    }
    Line::words("says", ("申請者への説明", "what the applicant reads"), &both)
}
