//! The scheme itself, its clauses, readings, documents, steps, contacts, warnings, outputs.

use crate::model::{
    Allocation, Clause, ClauseKind, Output, Reading, Scheme, Thing, ThingKind, Warning,
};
use crate::text::Text;

use super::super::item::{Item, Kind, Line};
use super::{Writer, day, of_head, texts};

pub(super) fn scheme(scheme: &Scheme) -> Item {
    let mut lines = Vec::new();
    lines.extend(Line::words("title", ("題名", "title"), &scheme.title));
    lines.extend(Line::words("authority", ("所管", "authority"), &scheme.authority));
    lines.extend(Line::words("source", ("根拠の文書", "source"), &scheme.source));
    let date = |key, label, day_of: Option<chrono::NaiveDate>| {
        day_of.map(|date| Line::new(key, label, day(date)))
    };
    lines.extend(date("from", ("施行の日", "in force from"), scheme.from));
    lines.extend(date("until", ("効力の終わる日", "in force until"), scheme.until));
    let as_of = scheme.as_of.iter();
    lines.extend(
        as_of.map(|one| Line::new("as_of", ("基準日", "decided as of"), one.text.as_str())),
    );
    Item {
        kind: Kind::Scheme,
        id: String::new(),
        name: scheme.title.clone(),
        clauses: Vec::new(),
        lines,
        versions: Vec::new(),
    }
}

pub(super) fn clause(clause: &Clause) -> Item {
    let kind = match clause.kind {
        ClauseKind::Rule => "計算に使う",
        ClauseKind::Information => "参考",
        ClauseKind::Judgement => "人が判断する",
        ClauseKind::NotModelled => "判定の対象外",
    };
    let mut lines = Vec::new();
    lines.extend(Line::words("cite", ("条番号", "cited as"), &clause.cite));
    lines.extend(Line::words("text", ("内容", "says"), &clause.says));
    lines.push(Line { decides: false, ..Line::new("kind", ("扱い", "treated as"), kind) });
    lines.extend(Line::words("reason", ("理由", "reason"), &clause.reason));
    Item {
        kind: Kind::Clause,
        id: clause.id.text.clone(),
        name: clause.cite.clone(),
        clauses: vec![clause.id.text.clone()],
        lines,
        versions: Vec::new(),
    }
}

pub(super) fn reading(reading: &Reading) -> Item {
    let mut item = of_head(Kind::Reading, &reading.head, None);
    let adopted = reading.choices.iter().find(|(id, ..)| id.text == reading.adopted.text);
    let adopted = adopted.map_or(reading.adopted.text.as_str(), |(_, name, _)| name.ja.as_str());
    item.lines.push(Line::new("adopted", ("採る読み方", "adopted"), adopted));
    item.lines.extend(reading.choices.iter().map(|(id, name, _)| {
        Line::new("choice", ("読み方", "alternative"), name.ja.as_str()).called(id.text.as_str())
    }));
    item.lines.extend(Line::words("reason", ("理由", "reason"), &reading.reason));
    item
}

pub(super) fn thing(thing: &Thing) -> Item {
    let kind = match thing.kind {
        ThingKind::Document => Kind::Document,
        ThingKind::Step => Kind::Step,
        ThingKind::Contact => Kind::Contact,
    };
    let mut item = of_head(kind, &thing.head, None);
    item.lines.extend(Line::words("form", ("様式", "form"), &thing.form));
    let mut any_of = texts(&thing.any_of);
    any_of.sort();
    if !any_of.is_empty() {
        item.lines.push(Line::new("any_of", ("いずれか", "any of"), any_of.join("、")));
    }
    item
}

pub(super) fn warning(writer: &Writer<'_>, warning: &Warning) -> Item {
    let mut item = of_head(Kind::Warning, &warning.head, None);
    let when = warning.when.iter();
    item.lines.extend(when.map(|one| writer.line("when", ("示す場合", "given when"), one)));
    if warning.if_unknown {
        item.lines.push(Line::new("if_unknown", ("不明の場合", "if unknown"), "示す"));
    }
    item.lines.extend(Line::words("says", ("内容", "says"), &warning.says));
    item
}

pub(super) fn output(output: &Output) -> Item {
    let mut lines = vec![Line::new("from", ("規則", "rule"), output.from.text.as_str())];
    if output.primary {
        lines.push(Line::new("primary", ("結論", "verdict"), "結論を決める"));
    }
    Item {
        kind: Kind::Output,
        id: output.id.text.clone(),
        name: output.label.clone().unwrap_or_else(|| Text::same(output.from.text.as_str())),
        clauses: Vec::new(),
        lines,
        versions: Vec::new(),
    }
}

pub(super) fn allocation(writer: &Writer<'_>, allocation: &Allocation) -> Item {
    let mut lines = Vec::new();
    let ranked = allocation.ranked_when.iter();
    lines.extend(ranked.map(|one| writer.line("ranked", ("順位を付ける場合", "ranked when"), one)));
    let requested = allocation.requested.iter();
    lines.extend(requested.map(|one| writer.line("requested", ("申請額", "requested"), one)));
    lines.extend(allocation.keys.iter().map(|key| {
        let line = writer.line("order", ("順位", "ranking key"), &key.value);
        let text = format!("{}（{}）", key.name.ja, line.text.ja);
        Line { text: Text::same(text), ..line }.with_clauses(texts(&key.clauses)).in_order()
    }));
    lines.extend(allocation.facts.iter().map(|fact| writer.field(fact)));
    Item {
        kind: Kind::Allocation,
        id: String::new(),
        name: Text::new("配分", "allocation"),
        clauses: texts(&allocation.clauses),
        lines,
        versions: Vec::new(),
    }
}
