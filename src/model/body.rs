//! Rules and their bodies.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, NodeKind};
use crate::program::{Mode, Stage};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Ident};
use crate::text::Text;

use super::form::{
    Findings, Form, entries, expression, has, head, items, name, shape, text, verbatims,
};
use super::sections::{choices, shown};
use super::tables::days;
use super::{Body, Case, Condition, Dated, Element, Rule, Says, Staged, Test, keys};

/// The keys of bodies.
const BODIES: &[&str] = keys::RULE_VERSION.one_of;

pub(super) fn rules(node: &Node, out: &mut Findings) -> Vec<Rule> {
    let mut rules = Vec::new();
    for entry in entries(node, out) {
        let key = &entry.key.text;
        let place = Text::new(format!("規則「{key}」"), format!("rule `{key}`"));
        let Some(mut form) = Form::of(&entry.value, &keys::RULE, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let each = form.get("each").and_then(|node| each(node, out));
        let choices = form.get("choices").map(|node| choices(node, out));
        let applies_when = form.get("applies_when").and_then(|node| expression(node, out));
        let says = says(form.get("says"), out);
        let unless = form.get("unless").map(|node| exceptions(node, out)).unwrap_or_default();
        let versions = form.get("versions");
        let dated = versions.is_some();
        let bodies = match versions {
            Some(node) => dated_bodies(node, &mut form, key, out),
            None => {
                let span = entry.key.span;
                let body = body(&mut form, key, out);
                body.map(|it| Dated { from: NaiveDate::MIN, until: None, span, it })
                    .into_iter()
                    .collect()
            }
        };
        form.finish(out);
        rules.push(Rule { head, each, choices, applies_when, bodies, dated, unless, says });
    }
    rules
}

/// `m in 移動明細`.
fn each(node: &Node, out: &mut Findings) -> Option<(Ident, Ident)> {
    let expr = expression(node, out)?;
    let name = |expr: &Expr| match &expr.kind {
        ExprKind::Name(text) => Some(Ident { text: text.clone(), span: expr.span }),
        _ => None,
    };
    let found = match &expr.kind {
        ExprKind::In { item, set, negated: false } => name(item).zip(name(set)),
        _ => None,
    };
    if found.is_none() {
        out.push(shape(node, &Text::new("「m in 一覧の名前」の形", "the form `m in list`")));
    }
    found
}

fn dated_bodies(
    node: &Node,
    form: &mut Form<'_>,
    rule: &str,
    out: &mut Findings,
) -> Vec<Dated<Body>> {
    if BODIES.iter().any(|key| form.holds(key)) {
        out.push(bodies_of(rule, form.key_span("versions")));
    }
    let mut bodies = Vec::new();
    for item in items(node, out) {
        let place = Text::new("規則の版", "a version of a rule");
        let Some(mut form) = Form::of(item, &keys::RULE_VERSION, place, out) else { continue };
        let days = days(&mut form, out);
        let body = body(&mut form, rule, out);
        let _ = text(form.get("note"), out);
        let span = form.span;
        form.finish(out);
        if let (Some((from, until)), Some(it)) = (days, body) {
            bodies.push(Dated { from, until, span, it });
        }
    }
    bodies
}

fn body(form: &mut Form<'_>, rule: &str, out: &mut Findings) -> Option<Body> {
    let present: Vec<_> = BODIES.iter().copied().filter(|key| form.holds(key)).collect();
    let of = form.get("of");
    let [key] = present.as_slice() else {
        out.push(bodies_of(rule, form.span));
        return None;
    };
    let node = form.get(key)?;
    match *key {
        "value" => expression(node, out).map(Body::Value),
        "all" => Some(Body::Conditions(Mode::All, conditions(node, out))),
        "any" => Some(Body::Conditions(Mode::Any, conditions(node, out))),
        "none" => Some(Body::Conditions(Mode::None, conditions(node, out))),
        "first" => first(node, out),
        "amount" => Some(Body::Amount(amount(node, out))),
        _ => {
            let of = of.and_then(|node| name(node, out));
            Some(Body::Collect(of?, elements(node, out)))
        }
    }
}

/// The finding for a rule that has no body or several.
fn bodies_of(rule: &str, at: Span) -> Diagnostic {
    let keys: Vec<_> = BODIES.iter().map(|key| format!("`{key}`")).collect();
    let keys = keys.join("、");
    let place = Text::new(format!("規則「{rule}」"), format!("rule `{rule}`"));
    body_count(place, &keys, at)
}

/// The finding for a place that takes exactly one of `keys`, separated by `、`.
fn body_count(place: Text, keys: &str, at: Span) -> Diagnostic {
    Diagnostic::new(Code::BodyCount, at)
        .with_text("place", place)
        .with_text("keys", Text::new(keys, keys.replace('、', ", ")))
}

fn says(node: Option<&Node>, out: &mut Findings) -> Says {
    let Some(node) = node else { return Says::default() };
    if let NodeKind::Mapping(parts) = &node.kind
        && !parts.iter().any(|part| matches!(part.key.text.as_str(), "ja" | "en"))
    {
        let place = Text::new("says", "`says`");
        let Some(mut form) = Form::of(node, &keys::SAYS, place, out) else {
            return Says::default();
        };
        let says =
            Says { holds: text(form.get("holds"), out), fails: text(form.get("fails"), out) };
        form.finish(out);
        return says;
    }
    let both = text(Some(node), out);
    Says { holds: both.clone(), fails: both }
}

fn conditions(node: &Node, out: &mut Findings) -> Vec<Condition> {
    items(node, out).iter().filter_map(|item| condition(item, out)).collect()
}

fn condition(node: &Node, out: &mut Findings) -> Option<Condition> {
    let span = node.span;
    if let NodeKind::Scalar(_) = node.kind {
        let test = Test::If(expression(node, out)?);
        return Some(Condition {
            test,
            clauses: Vec::new(),
            says: Says::default(),
            applies_when: None,
            span,
        });
    }
    let mut form = Form::of(node, &keys::CONDITION, Text::new("条件", "a condition"), out)?;
    let nested = |form: &mut Form<'_>, key, mode, out: &mut Findings| {
        form.get(key).map(|node| Test::Nested(mode, conditions(node, out)))
    };
    let tests = [
        form.get("if").and_then(|node| expression(node, out)).map(Test::If),
        nested(&mut form, "all", Mode::All, out),
        nested(&mut form, "any", Mode::Any, out),
        nested(&mut form, "none", Mode::None, out),
    ];
    let given = keys::CONDITION.one_of.iter().filter(|key| form.holds(key)).count();
    let clauses = verbatims(form.get("clauses"), out);
    let says = says(form.get("says"), out);
    let applies_when = form.get("applies_when").and_then(|node| expression(node, out));
    form.finish(out);
    let mut tests = tests.into_iter().flatten();
    match (given, tests.next()) {
        (1, test) => Some(Condition { test: test?, clauses, says, applies_when, span }),
        (_, _) => {
            out.push(body_count(
                Text::new("条件", "a condition"),
                "`if`、`all`、`any`、`none`",
                span,
            ));
            None
        }
    }
}

fn exceptions(node: &Node, out: &mut Findings) -> Vec<Case> {
    let mut cases = Vec::new();
    for item in items(node, out) {
        cases.extend(case(item, true, out));
    }
    cases
}

fn first(node: &Node, out: &mut Findings) -> Option<Body> {
    let (mut cases, mut otherwise) = (Vec::new(), None);
    for item in items(node, out) {
        if let Some(extra) = otherwise.take() {
            let _: Case = extra;
            out.push(Diagnostic::new(Code::MissingOtherwise, item.span));
        }
        let case = case(item, false, out)?;
        if case.when.is_some() { cases.push(case) } else { otherwise = Some(case) }
    }
    Some(Body::First(cases, otherwise.map(Box::new)))
}

/// `{ when, value }`, or `{ otherwise }` unless `when` is needed.
fn case(node: &Node, needs_when: bool, out: &mut Findings) -> Option<Case> {
    let last = !needs_when && has(node, "otherwise");
    let shape = match (needs_when, last) {
        (true, _) => &keys::EXCEPTION,
        (false, true) => &keys::OTHERWISE,
        (false, false) => &keys::CASE,
    };
    let mut form = Form::of(node, shape, Text::new("場合", "a case"), out)?;
    let (when, value) = if last {
        (None, form.get("otherwise").and_then(|node| expression(node, out)))
    } else {
        let when = form.get("when").and_then(|node| expression(node, out));
        let value = form.get("value").and_then(|node| expression(node, out));
        (Some(when), value)
    };
    let clauses = verbatims(form.get("clauses"), out);
    let says = says(form.get("says"), out);
    form.finish(out);
    let when = match when {
        Some(None) => return None,
        Some(when) => when,
        None => None,
    };
    Some(Case { when, value: value?, clauses, says })
}

fn amount(node: &Node, out: &mut Findings) -> Vec<Staged> {
    let mut stages = Vec::new();
    let Some(mut form) = Form::of(node, &keys::AMOUNT, Text::new("amount", "`amount`"), out) else {
        return stages;
    };
    for (position, key) in form.keys().enumerate() {
        let Some((key, stage, rounding)) = stage(key) else { continue };
        let Some(node) = form.get(key) else { continue };
        if (position == 0) != (stage == Stage::Of) {
            let at = form.key_span(key);
            out.push(
                Diagnostic::new(Code::MissingKey, at)
                    .with("key", "of")
                    .with_text("place", Text::new("amount の先頭", "the start of `amount`")),
            );
        }
        stages.extend(staged(node, stage, rounding, out));
    }
    form.finish(out);
    stages
}

const STAGES: [(&str, Stage, Option<&str>); 10] = [
    ("of", Stage::Of, None),
    ("plus", Stage::Plus, None),
    ("less", Stage::Less, None),
    ("times", Stage::Times, None),
    ("at_least", Stage::AtLeast, None),
    ("at_most", Stage::AtMost, None),
    ("round_down", Stage::Round, Some("round_down")),
    ("round_up", Stage::Round, Some("round_up")),
    ("round_half_up", Stage::Round, Some("round_half_up")),
    ("round_half_even", Stage::Round, Some("round_half_even")),
];

fn stage(key: &str) -> Option<(&'static str, Stage, Option<&'static str>)> {
    STAGES.into_iter().find(|(name, _, _)| *name == key)
}

fn staged(
    node: &Node,
    stage: Stage,
    rounding: Option<&'static str>,
    out: &mut Findings,
) -> Option<Staged> {
    let span = node.span;
    if let NodeKind::Scalar(_) = node.kind {
        let value = expression(node, out)?;
        return Some(Staged {
            stage,
            rounding,
            value,
            clauses: Vec::new(),
            says: Says::default(),
            span,
        });
    }
    let mut form = Form::of(node, &keys::STAGE, Text::new("段", "a stage"), out)?;
    let value = form.get("value").and_then(|node| expression(node, out));
    let clauses = verbatims(form.get("clauses"), out);
    let says = says(form.get("says"), out);
    form.finish(out);
    Some(Staged { stage, rounding, value: value?, clauses, says, span })
}

fn elements(node: &Node, out: &mut Findings) -> Vec<Element> {
    let mut elements = Vec::new();
    for item in items(node, out) {
        let place = Text::new("collect の一件", "an element");
        let Some(mut form) = Form::of(item, &keys::ELEMENT, place, out) else { continue };
        // Clause ids must not be changed by NFKC; the checker tries both forms of a name.
        let add = verbatims(form.get("add"), out);
        let when = form.get("when").map(|node| expression(node, out));
        let if_unknown = form.get("if_unknown").map(|node| shown(node, out));
        let clauses = verbatims(form.get("clauses"), out);
        form.finish(out);
        if let Some(None) = when {
            continue;
        }
        elements.push(Element { add, when: when.flatten(), if_unknown, clauses });
    }
    elements
}
