//! Ranges that end before they begin: deadlines before their opening.
//!
//! The ends may be literals or parameters. Values of parameters are compared on each stretch of
//! days on which they are in force together, so that an amendment that reached only one end is
//! found.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{Key, Mode, NodeKind, Program};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;
use crate::text::Text;
use crate::value::{Answer, Value, compare};

use super::same::{place, same};
use super::warn;

pub(super) fn find(program: &Program) -> Vec<Diagnostic> {
    let mut found = literals(program);
    for (at, node) in program.nodes.iter().enumerate() {
        let id = NodeId::new(at);
        match &node.kind {
            NodeKind::InRange { range, .. } => {
                if let (Some(low), Some(high)) = (range.low, range.high) {
                    found.extend(reversed(program, low, high, node.span));
                }
            }
            NodeKind::Binary { op: BinaryOp::And, .. }
            | NodeKind::Conditions { mode: Mode::All, .. } => {
                found.extend(between(program, id));
            }
            _ => {}
        }
    }
    let mut places = BTreeSet::new();
    found.retain(|finding| places.insert(finding.at));
    found
}

/// Ranges of facts and of table rows.
fn literals(program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let fields = program.records.iter().flat_map(|record| &record.fields);
    for fact in program.facts.iter().chain(fields) {
        if let (Some(low), Some(high)) = (&fact.low, &fact.high)
            && low > high
        {
            let finding = warn(Code::ReversedRange, fact.span);
            found.push(finding.with("low", low.grouped()).with("high", high.grouped()));
        }
    }
    let editions = program.tables.iter().flat_map(|table| &table.editions);
    for row in editions.flat_map(|edition| &edition.rows) {
        if let Key::Range { low: Some(low), high: Some(high), .. } = &row.key
            && is_after(low, high)
        {
            let (low, high) = row.written.split_once("..").unwrap_or((&row.written, ""));
            let trimmed = |end: &str| end.trim_matches(['[', ']', '(', ')', ' ']).to_owned();
            let finding = warn(Code::ReversedRange, row.span);
            found.push(finding.with("low", trimmed(low)).with("high", trimmed(high)));
        }
    }
    found
}

/// Whether one ordered value comes after another.
fn is_after(one: &Value, other: &Value) -> bool {
    compare(one, other) == Some(std::cmp::Ordering::Greater)
}

/// A value that an end has on some days.
struct End {
    from: NaiveDate,
    until: NaiveDate,
    value: Value,
    shown: String,
}

/// What an end can be; nothing if it is neither a literal nor a parameter.
fn ends(program: &Program, node: NodeId) -> Vec<End> {
    let Some(node) = program.node(node) else { return Vec::new() };
    let written = program.sources.slice(node.span).trim();
    match &node.kind {
        NodeKind::Constant(value) => vec![End {
            from: NaiveDate::MIN,
            until: NaiveDate::MAX,
            value: value.clone(),
            shown: format!("`{written}`"),
        }],
        NodeKind::Parameter(parameter) => {
            let parameter = program.parameters.get(parameter.index());
            let dated = parameter.map(|one| one.values.as_slice()).unwrap_or_default();
            let known = dated.iter().filter_map(|dated| match &dated.value {
                Answer::Known(value) => Some(End {
                    from: dated.from,
                    until: dated.until.unwrap_or(NaiveDate::MAX),
                    value: value.clone(),
                    shown: format!("`{written}`（{}）", dated.written.trim()),
                }),
                Answer::Unknown(_) | Answer::NotApplicable => None,
            });
            known.collect()
        }
        _ => Vec::new(),
    }
}

/// The finding for two ends of which the low one is after the high one on some day.
fn reversed(program: &Program, low: NodeId, high: NodeId, at: Span) -> Option<Diagnostic> {
    let highs = ends(program, high);
    for low in ends(program, low) {
        for high in &highs {
            let (first, last) = (low.from.max(high.from), low.until.min(high.until));
            let in_force = program.until.is_none_or(|until| first <= until) && last >= program.from;
            if first <= last && in_force && is_after(&low.value, &high.value) {
                let since = (first > program.from).then_some(first);
                let finding = warn(Code::ReversedRange, at).with("low", &low.shown);
                return Some(finding.with("high", &high.shown).with_some("date", since));
            }
        }
    }
    None
}

/// One side of a comparison of `item` with `end`.
struct Side {
    item: NodeId,
    end: NodeId,
    at: Span,
}

/// Values that must lie above one end and below another, where the conditions are joined by
/// `and` or in a block of conditions that all have to be met.
fn between(program: &Program, node: NodeId) -> Vec<Diagnostic> {
    let (mut lows, mut highs) = (Vec::new(), Vec::new());
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        match program.node(node).map(|node| &node.kind) {
            Some(NodeKind::Binary { op: BinaryOp::And, left, right }) => {
                waiting.extend([*left, *right]);
            }
            Some(NodeKind::Conditions { mode: Mode::All, items }) => {
                waiting.extend(items.iter().map(|item| item.node));
            }
            Some(NodeKind::Requirement { condition, .. }) => waiting.push(*condition),
            Some(NodeKind::Rule(rule)) => {
                waiting.extend(program.rule(*rule).map(|rule| rule.body));
            }
            Some(NodeKind::Binary { op, left, right }) => {
                let at = place(program, node);
                let (this, that) =
                    (Side { item: *left, end: *right, at }, Side { item: *right, end: *left, at });
                match op {
                    BinaryOp::Greater | BinaryOp::GreaterOrEqual => {
                        lows.push(this);
                        highs.push(that);
                    }
                    BinaryOp::Less | BinaryOp::LessOrEqual => {
                        highs.push(this);
                        lows.push(that);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for low in &lows {
        for high in highs.iter().filter(|high| same(program, low.item, high.item)) {
            let finding = reversed(program, low.end, high.end, high.at);
            let words = Text::new("範囲の始まり", "where the range begins");
            found.extend(finding.map(|finding| finding.related(low.at, words)));
        }
    }
    found
}
