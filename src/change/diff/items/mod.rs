//! From declarations as written to things with lines.
//!
//! Expressions are shown as they are written and compared in their plain form, so that `1万円` and
//! `10,000円` are the same.

mod procedure;
mod rules;
mod values;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{Choices, Fact, Head, Model, Of};
use crate::source::Sources;
use crate::syntax::{Expr, ExprKind, Ident, print};
use crate::text::{Lang, Text};

use super::item::{Item, Kind, Line, normal};

/// Everything that a scheme declares, by kind and id, in the order of declaration.
pub(super) fn items(model: &Model, sources: &Sources) -> Vec<Item> {
    let writer = Writer { sources, lang: Lang::Ja };
    let mut items = Vec::new();
    items.extend(model.scheme.iter().map(procedure::scheme));
    items.extend(model.clauses.iter().map(procedure::clause));
    items.extend(model.facts.iter().map(|fact| writer.fact(fact)));
    items.extend(model.parameters.iter().map(|one| values::parameter(&writer, one)));
    items.extend(model.tables.iter().map(|table| values::table(&writer, table)));
    let outputs: BTreeMap<&str, &str> =
        model.decides.iter().map(|one| (one.from.text.as_str(), one.id.text.as_str())).collect();
    items.extend(model.rules.iter().map(|rule| rules::rule(&writer, rule, &outputs)));
    items.extend(model.readings.iter().map(procedure::reading));
    items.extend(model.things.iter().map(procedure::thing));
    items.extend(model.warnings.iter().map(|one| procedure::warning(&writer, one)));
    items.extend(model.decides.iter().map(procedure::output));
    items.extend(model.holidays.iter().map(values::holidays));
    items.extend(model.calendars.iter().map(values::calendar));
    items.extend(model.codes.iter().map(values::codes));
    items.extend(model.allocation.iter().map(|one| procedure::allocation(&writer, one)));
    items
}

/// Puts expressions into words.
pub(super) struct Writer<'s> {
    sources: &'s Sources,
    lang: Lang,
}

impl Writer<'_> {
    /// An expression as written; runs of space are one.
    fn written(&self, expr: &Expr) -> String {
        let text = self.sources.slice(expr.span);
        let text: Vec<_> = text.split_whitespace().collect();
        // A list is shown without the brackets of the notation.
        match &expr.kind {
            ExprKind::List(items) if !items.is_empty() => {
                let items: Vec<_> = items.iter().map(|item| self.written(item)).collect();
                items.join("、")
            }
            ExprKind::List(_) => "なし".to_owned(),
            ExprKind::Date(date) => day(*date),
            _ => match text.join(" ").as_str() {
                "" => print(expr),
                "not_applicable" => "該当なし".to_owned(),
                "undetermined" => "定めなし".to_owned(),
                "true" => "はい".to_owned(),
                "false" => "いいえ".to_owned(),
                text => text.trim_matches('"').to_owned(),
            },
        }
    }

    fn line(&self, key: &'static str, label: (&str, &str), expr: &Expr) -> Line {
        let listed = matches!(expr.kind, ExprKind::List(_));
        Line { listed, ..Line::new(key, label, self.written(expr)).compared_by(&plain(expr)) }
    }

    fn fact(&self, fact: &Fact) -> Item {
        let mut item = of_head(Kind::Fact, &fact.head, None);
        item.lines.extend(self.fact_lines(fact));
        item
    }

    fn fact_lines(&self, fact: &Fact) -> Vec<Line> {
        let mut lines = vec![Line::new("type", ("型", "type"), type_words(fact))];
        lines.extend(fact.range.iter().map(|one| self.line("range", ("範囲", "range"), one)));
        lines.extend(
            fact.default.iter().map(|one| self.line("default", ("初期値", "default"), one)),
        );
        let codes = fact.codes.iter();
        lines.extend(codes.map(|one| Line::new("codes", ("分類", "codes"), one.text.as_str())));
        if fact.judgement {
            lines.push(Line::new("judgement", ("判断", "judgement"), "人が判断する"));
        }
        lines.extend(fact.choices.iter().flat_map(choice_lines));
        if let Some(Of::Fields(fields)) = &fact.of {
            lines.extend(fields.iter().map(|field| self.field(field)));
        }
        lines.extend(Line::words("ask", ("質問", "question"), &fact.ask));
        lines
    }

    /// A field of a list in one line.
    fn field(&self, field: &Fact) -> Line {
        let parts = self.fact_lines(field);
        let text: Vec<_> = parts
            .iter()
            .filter(|line| line.decides)
            .map(|line| format!("{} {}", line.label.get(self.lang), line.text.get(self.lang)))
            .collect();
        let text = format!("{}：{}", field.head.name.text, text.join("、"));
        Line::new("field", ("欄", "field"), text).called(id(&field.head))
    }
}

/// A thing with its name, its clauses and its words.
fn of_head(kind: Kind, head: &Head, given: Option<&str>) -> Item {
    let id = given.map_or_else(|| id(head), str::to_owned);
    let mut lines = vec![Line {
        text: head.label.clone(),
        decides: false,
        ..Line::new("name", ("名称", "name"), head.name.text.as_str())
    }];
    lines.extend(Line::words("about", ("説明", "about"), &head.about));
    let clauses = texts(&head.clauses);
    let mut sorted = clauses.clone();
    sorted.sort();
    lines.push(Line {
        decides: false,
        listed: true,
        ..Line::new("clauses", ("根拠条項", "clauses"), clauses.join("、"))
            .compared_by(&sorted.join("\n"))
    });
    Item { kind, id, name: head.label.clone(), clauses, lines, versions: Vec::new() }
}

/// The id of a thing, else its name.
fn id(head: &Head) -> String {
    head.id.as_ref().map_or_else(|| normal(&head.name.text), |id| id.text.clone())
}

fn texts(idents: &[Ident]) -> Vec<String> {
    idents.iter().map(|ident| ident.text.clone()).collect()
}

/// The plain form of an expression. The order of a list changes nothing.
fn plain(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::List(items) => {
            let mut items: Vec<_> = items.iter().map(print).collect();
            items.sort();
            format!("[{}]", items.join(", "))
        }
        _ => print(expr),
    }
}

fn type_words(fact: &Fact) -> String {
    let name = match fact.ty.text.as_str() {
        "boolean" => "はい・いいえ",
        "money" => "金額（円）",
        "count" => "数",
        "number" => "数値",
        "ratio" => "割合",
        "date" => "日付",
        "period" => "期間",
        "text" => "文字",
        "choice" => "選択",
        "set" => "複数選択",
        "list" => "一覧",
        other => other,
    };
    let unit = fact.unit.iter().map(|unit| format!("（{}）", unit.text));
    let of = fact.of.iter().filter_map(|of| match of {
        Of::Kind(kind) => Some(format!("（{}）", kind.text)),
        Of::Fields(_) => None,
    });
    unit.chain(of).fold(name.to_owned(), |text, part| text + &part)
}

fn choice_lines(choices: &Choices) -> Vec<Line> {
    match choices {
        Choices::Same(other) => {
            vec![Line::new("choices", ("選択肢", "choices"), format!("「{}」と同じ", other.text))]
        }
        Choices::Listed(listed) => listed
            .iter()
            .map(|(id, name, about)| {
                let shown = if about.is_empty() {
                    name.ja.clone()
                } else {
                    format!("{}（{}）", name.ja, about.ja)
                };
                Line::new("choice", ("選択肢", "choice"), shown).called(id.text.as_str())
            })
            .collect(),
    }
}

/// A date for readers.
fn day(date: NaiveDate) -> String {
    crate::calendar::format_japanese_date(date)
}

/// A text in one language with the other kept.
fn joined(parts: &[Text], between: &str) -> Text {
    let ja: Vec<_> = parts.iter().map(|text| text.get(Lang::Ja)).collect();
    let en: Vec<_> = parts.iter().map(|text| text.get(Lang::En)).collect();
    Text::new(ja.join(between), en.join(between))
}
