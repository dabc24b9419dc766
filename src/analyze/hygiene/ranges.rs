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
    let scheme = Days { from: program.from, until: program.until.unwrap_or(NaiveDate::MAX) };
    let rules = program.rules.iter().map(|rule| rule.body);
    let warnings = program.warnings.iter().filter_map(|warning| warning.when);
    let ranking = program.allocation.iter().map(|plan| plan.ranked_when);
    for node in rules.chain(warnings).chain(ranking) {
        visit(program, node, scheme, false, &mut found);
    }
    let mut places = BTreeSet::new();
    found.retain(|finding| places.insert(finding.at));
    found
}

/// Days on which something applies; both ends are included.
#[derive(Clone, Copy, Debug)]
struct Days {
    from: NaiveDate,
    until: NaiveDate,
}

impl Days {
    /// The days of both; the end is before the beginning if there are none.
    fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), until: self.until.min(other.until) }
    }
}

/// Looks at an expression, which is reckoned on these days, and at its operands. `joined` says
/// whether it is a part of conditions that were looked at together.
fn visit(program: &Program, id: NodeId, days: Days, joined: bool, found: &mut Vec<Diagnostic>) {
    let Some(node) = program.node(id) else { return };
    let mut joins = false;
    match &node.kind {
        NodeKind::Editions(editions) => {
            for edition in editions {
                let until = edition.until.unwrap_or(NaiveDate::MAX);
                let own = days.and(Days { from: edition.from, until });
                visit(program, edition.body, own, false, found);
            }
            return;
        }
        NodeKind::InRange { range, .. } => {
            if let (Some(low), Some(high)) = (range.low, range.high) {
                found.extend(reversed(program, low, high, days, node.span));
            }
        }
        NodeKind::Binary { op: BinaryOp::And, .. }
        | NodeKind::Conditions { mode: Mode::All, .. } => {
            joins = true;
            if !joined {
                found.extend(between(program, id, days));
            }
        }
        NodeKind::Requirement { .. } => joins = joined,
        _ => {}
    }
    for operand in node.kind.operands() {
        visit(program, operand, days, joins, found);
    }
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
    days: Days,
    value: Value,
    shown: String,
}

/// What an end can be; nothing if it is neither a literal nor a parameter.
fn ends(program: &Program, node: NodeId) -> Vec<End> {
    let Some(node) = program.node(node) else { return Vec::new() };
    let written = program.sources.slice(node.span).trim();
    match &node.kind {
        NodeKind::Constant(value) => vec![End {
            days: Days { from: NaiveDate::MIN, until: NaiveDate::MAX },
            value: value.clone(),
            shown: format!("`{written}`"),
        }],
        NodeKind::Parameter(parameter) => {
            let parameter = program.parameters.get(parameter.index());
            let dated = parameter.map(|one| one.values.as_slice()).unwrap_or_default();
            let known = dated.iter().filter_map(|dated| match &dated.value {
                Answer::Known(value) => Some(End {
                    days: Days { from: dated.from, until: dated.until.unwrap_or(NaiveDate::MAX) },
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

/// The finding for two ends of which the low one is after the high one on some of the days.
fn reversed(
    program: &Program,
    low: NodeId,
    high: NodeId,
    days: Days,
    at: Span,
) -> Option<Diagnostic> {
    let highs = ends(program, high);
    for low in ends(program, low) {
        for high in &highs {
            let together = days.and(low.days).and(high.days);
            if together.from <= together.until && is_after(&low.value, &high.value) {
                let since = (together.from > days.from).then_some(together.from);
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
fn between(program: &Program, node: NodeId, days: Days) -> Vec<Diagnostic> {
    let (mut lows, mut highs) = (Vec::new(), Vec::new());
    let mut waiting = vec![node];
    let mut rules = BTreeSet::new();
    while let Some(node) = waiting.pop() {
        match program.node(node).map(|node| &node.kind) {
            Some(NodeKind::Binary { op: BinaryOp::And, left, right }) => {
                waiting.extend([*left, *right]);
            }
            Some(NodeKind::Conditions { mode: Mode::All, items }) => {
                waiting.extend(items.iter().map(|item| item.node));
            }
            Some(NodeKind::Requirement { condition, .. }) => waiting.push(*condition),
            Some(NodeKind::Rule(rule)) if rules.insert(*rule) => {
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
            let finding = reversed(program, low.end, high.end, days, high.at);
            let words = Text::new("範囲の始まり", "where the range begins");
            found.extend(finding.map(|finding| finding.related(low.at, words)));
        }
    }
    found
}
