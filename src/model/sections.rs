//! Schemes, facts, readings, documents, steps, contacts, warnings, clauses, outputs.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, NodeKind};
use crate::syntax::ast::Ident;
use crate::text::Text;

use super::form::{
    Findings, Form, date, entries, expression, flag, head, ident, items, name, names, scalar,
    shape, text, verbatim, verbatims,
};
use super::{
    Allocation, AllocationKey, Allow, Choices, Clause, ClauseKind, Fact, Of, Output, Reading,
    Scheme, Thing, ThingKind, Warning, keys,
};

pub(super) fn scheme(node: &Node, out: &mut Findings) -> Option<Scheme> {
    let mut form = Form::of(node, &keys::SCHEME, Text::new("scheme", "`scheme`"), out)?;
    let id = form.get("id").and_then(|node| scalar(node, out)).map(verbatim);
    let title = text(form.get("title"), out);
    let authority = text(form.get("authority"), out);
    let (source, source_about) =
        form.get("source").map(|node| source(node, out)).unwrap_or_default();
    let (from, until) = match form.get("in_force") {
        Some(node) => span_of_days(node, out),
        None => (None, None),
    };
    let as_of = form.get("as_of").and_then(|node| name(node, out));
    let common = verbatims(form.get("use"), out);
    let units = names(form.get("units"), out).into_iter().map(|unit| unit.text).collect();
    let allow = form.get("allow").map(|node| allowances(node, out)).unwrap_or_default();
    let span = form.span;
    form.finish(out);
    let id = id?;
    Some(Scheme {
        id,
        title,
        authority,
        source,
        source_about,
        from,
        until,
        as_of,
        common,
        units,
        allow,
        span,
    })
}

/// `allow`: every one needs its reason and its last day.
fn allowances(node: &Node, out: &mut Findings) -> Vec<Allow> {
    let mut found = Vec::new();
    for item in items(node, out) {
        let place = Text::new("`allow` の一件", "an allowed warning");
        let Some(mut form) = Form::of(item, &keys::ALLOW, place, out) else { continue };
        let warning = form.get("warning").and_then(|node| name(node, out));
        let of = verbatims(form.get("of"), out);
        let reason = text(form.get("reason"), out);
        let until = form.get("until").and_then(|node| date(node, out));
        form.finish(out);
        if let (Some(warning), Some(until)) = (warning, until) {
            found.push(Allow { warning, of, reason, until });
        }
    }
    found
}

/// Title and more words of the source.
fn source(node: &Node, out: &mut Findings) -> (Text, Text) {
    if matches!(node.kind, NodeKind::Scalar(_)) {
        return (text(Some(node), out), Text::default());
    }
    let Some(mut form) = Form::of(node, &keys::SOURCE, Text::new("source", "`source`"), out) else {
        return Default::default();
    };
    let title = text(form.get("title"), out);
    let about = text(form.get("about"), out);
    form.finish(out);
    (title, about)
}

type Days = (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>);

fn span_of_days(node: &Node, out: &mut Findings) -> Days {
    let Some(mut form) = Form::of(node, &keys::IN_FORCE, Text::new("in_force", "`in_force`"), out)
    else {
        return (None, None);
    };
    let from = form.get("from").and_then(|node| date(node, out));
    let until = form.get("until").and_then(|node| date(node, out));
    form.finish(out);
    (from, until)
}

pub(super) fn facts(node: &Node, out: &mut Findings) -> Vec<Fact> {
    let mut facts = Vec::new();
    for entry in entries(node, out) {
        let place =
            Text::new(format!("事実「{}」", entry.key.text), format!("fact `{}`", entry.key.text));
        let Some(mut form) = Form::of(&entry.value, &keys::FACT, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let ty = form.get("type").and_then(|node| name(node, out));
        let fact = Fact {
            ask: text(form.get("ask"), out),
            unit: form.get("unit").and_then(|node| name(node, out)),
            range: form.get("range").and_then(|node| expression(node, out)),
            choices: form.get("choices").map(|node| choices(node, out)),
            of: form.get("of").map(|node| of(node, out)),
            codes: form.get("codes").and_then(|node| name(node, out)),
            judgement: flag(form.get("judgement"), out),
            default: form.get("default").and_then(|node| expression(node, out)),
            ty: ty.unwrap_or_else(|| Ident { text: String::new(), span: head.name.span }),
            head,
        };
        form.finish(out);
        facts.push(fact);
    }
    facts
}

/// `{ id: name }`, or the name of a fact whose choices are meant.
pub(super) fn choices(node: &Node, out: &mut Findings) -> Choices {
    match &node.kind {
        NodeKind::Scalar(one) => Choices::Same(ident(one)),
        NodeKind::Mapping(_) | NodeKind::Sequence(_) | NodeKind::Null => {
            Choices::Listed(listed(node, out))
        }
    }
}

/// `{ id: name }` or `{ id: { ja, en, about } }`.
fn listed(node: &Node, out: &mut Findings) -> Vec<(Ident, Text, Text)> {
    let mut found = Vec::new();
    for entry in entries(node, out) {
        let id = verbatim(&entry.key);
        if matches!(entry.value.kind, NodeKind::Scalar(_)) {
            found.push((id, text(Some(&entry.value), out), Text::default()));
            continue;
        }
        let place = Text::new(format!("選択肢「{}」", id.text), format!("choice `{}`", id.text));
        let Some(mut form) = Form::of(&entry.value, &keys::CHOICE, place, out) else { continue };
        let ja = form.get("ja").and_then(|node| name(node, out)).map(|name| name.text);
        let en = form.get("en").and_then(|node| scalar(node, out)).map(|en| en.text.clone());
        let about = text(form.get("about"), out);
        form.finish(out);
        found.push((id, Text { ja: ja.unwrap_or_default(), en }, about));
    }
    found
}

fn of(node: &Node, out: &mut Findings) -> Of {
    match &node.kind {
        NodeKind::Scalar(one) => Of::Kind(ident(one)),
        NodeKind::Mapping(_) | NodeKind::Sequence(_) | NodeKind::Null => {
            Of::Fields(facts(node, out))
        }
    }
}

pub(super) fn readings(node: &Node, out: &mut Findings) -> Vec<Reading> {
    let mut readings = Vec::new();
    for entry in entries(node, out) {
        let place = Text::new(
            format!("読み「{}」", entry.key.text),
            format!("reading `{}`", entry.key.text),
        );
        let Some(mut form) = Form::of(&entry.value, &keys::READING, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let choices = form.get("choices").map(|node| listed(node, out)).unwrap_or_default();
        let adopted = form.get("adopted").and_then(|node| scalar(node, out)).map(verbatim);
        let reason = text(form.get("reason"), out);
        form.finish(out);
        if let Some(adopted) = adopted {
            readings.push(Reading { head, choices, adopted, reason });
        }
    }
    readings
}

pub(super) fn things(node: &Node, kind: ThingKind, out: &mut Findings) -> Vec<Thing> {
    let mut things = Vec::new();
    for entry in entries(node, out) {
        let place = Text::new(format!("「{}」", entry.key.text), format!("`{}`", entry.key.text));
        let shape = if kind == ThingKind::Document { &keys::DOCUMENT } else { &keys::STEP };
        let Some(mut form) = Form::of(&entry.value, shape, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let (mut form_text, mut any_of) = (Text::default(), Vec::new());
        if kind == ThingKind::Document {
            form_text = text(form.get("form"), out);
            any_of = names(form.get("any_of"), out);
        }
        form.finish(out);
        things.push(Thing { kind, head, form: form_text, any_of });
    }
    things
}

pub(super) fn warnings(node: &Node, out: &mut Findings) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for entry in entries(node, out) {
        let place = Text::new(
            format!("注意「{}」", entry.key.text),
            format!("warning `{}`", entry.key.text),
        );
        let Some(mut form) = Form::of(&entry.value, &keys::WARNING, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let says = text(form.get("says"), out);
        let when = form.get("when").and_then(|node| expression(node, out));
        let if_unknown = form.get("if_unknown").is_some_and(|node| shown(node, out));
        form.finish(out);
        warnings.push(Warning { head, says, when, if_unknown });
    }
    warnings
}

/// `show` or `hide`.
pub(super) fn shown(node: &Node, out: &mut Findings) -> bool {
    match scalar(node, out).map(|word| word.text.as_str()) {
        Some("show") => true,
        Some("hide") | None => false,
        Some(_) => {
            out.push(shape(node, &Text::same("show / hide")));
            false
        }
    }
}

pub(super) fn clauses(node: &Node, out: &mut Findings) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for entry in entries(node, out) {
        let id = verbatim(&entry.key);
        let place = Text::new(format!("条項「{}」", id.text), format!("clause `{}`", id.text));
        let Some(mut form) = Form::of(&entry.value, &keys::CLAUSE, place, out) else { continue };
        let cite = text(form.get("cite"), out);
        let says = text(form.get("says"), out);
        let kind = form.get("kind").and_then(|node| clause_kind(node, out));
        let reason = text(form.get("reason"), out);
        form.finish(out);
        let kind = kind.unwrap_or(ClauseKind::Information);
        if kind == ClauseKind::NotModelled && reason.is_empty() {
            out.push(Diagnostic::new(Code::MissingReason, id.span).with("clause", &id.text));
        }
        clauses.push(Clause { id, cite, says, kind, reason });
    }
    clauses
}

fn clause_kind(node: &Node, out: &mut Findings) -> Option<ClauseKind> {
    match scalar(node, out)?.text.as_str() {
        "rule" => Some(ClauseKind::Rule),
        "information" => Some(ClauseKind::Information),
        "judgement" => Some(ClauseKind::Judgement),
        "not_modelled" => Some(ClauseKind::NotModelled),
        _ => {
            out.push(shape(node, &Text::same("rule / information / judgement / not_modelled")));
            None
        }
    }
}

pub(super) fn decides(node: &Node, out: &mut Findings) -> Vec<Output> {
    let mut outputs = Vec::new();
    for entry in entries(node, out) {
        let id = verbatim(&entry.key);
        if let NodeKind::Scalar(from) = &entry.value.kind {
            outputs.push(Output {
                id,
                from: ident(from),
                primary: false,
                headline: false,
                label: None,
            });
            continue;
        }
        let place = Text::new(format!("出力「{}」", id.text), format!("output `{}`", id.text));
        let Some(mut form) = Form::of(&entry.value, &keys::OUTPUT, place, out) else { continue };
        let from = form.get("from").and_then(|node| name(node, out));
        let primary = flag(form.get("primary"), out);
        let headline = flag(form.get("headline"), out);
        let label = form.get("name").map(|node| text(Some(node), out));
        form.finish(out);
        if let Some(from) = from {
            outputs.push(Output { id, from, primary, headline, label });
        }
    }
    outputs
}

pub(super) fn allocation(node: &Node, out: &mut Findings) -> Option<Allocation> {
    let mut form = Form::of(node, &keys::ALLOCATION, Text::new("allocation", "`allocation`"), out)?;
    let facts = form.get("facts").map(|node| facts(node, out)).unwrap_or_default();
    let ranked_when = form.get("ranked_when").and_then(|node| expression(node, out));
    let requested = form.get("requested").and_then(|node| expression(node, out));
    let keys = form.get("keys").map(|node| keys(node, out)).unwrap_or_default();
    let clauses = verbatims(form.get("clauses"), out);
    form.finish(out);
    Some(Allocation { facts, ranked_when, requested, keys, clauses })
}

fn keys(node: &Node, out: &mut Findings) -> Vec<AllocationKey> {
    let mut keys = Vec::new();
    for item in items(node, out) {
        let place = Text::new("順位の鍵", "a ranking key");
        let Some(mut form) = Form::of(item, &keys::RANKING, place, out) else { continue };
        let name = text(form.get("name"), out);
        let value = form.get("value").and_then(|node| expression(node, out));
        let clauses = verbatims(form.get("clauses"), out);
        form.finish(out);
        if let Some(value) = value {
            keys.push(AllocationKey { name, value, clauses });
        }
    }
    keys
}
