//! Parameters, tables, holidays, calendars, code lists: what changes every April.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Entry, Node, NodeKind, Scalar};
use crate::source::Segments;
use crate::syntax::{self, ast::Expr};
use crate::text::Text;

use super::form::{
    Findings, Form, date, day, entries, expression, expressions, has, head, ident, items, name,
    names, scalar, shape, text, verbatim, verbatims,
};
use super::sections::choices;
use super::{
    Calendar, Codes, Column, Dated, Holidays, Otherwise, Parameter, ParameterValue, Row, Rows,
    Table, keys,
};

pub(super) fn parameters(node: &Node, out: &mut Findings) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    for entry in entries(node, out) {
        let key = &entry.key.text;
        let place = Text::new(format!("数値「{key}」"), format!("parameter `{key}`"));
        let Some(mut form) = Form::of(&entry.value, &keys::PARAMETER, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let of = form.get("of").and_then(|node| name(node, out));
        let choices = form.get("choices").map(|node| choices(node, out));
        let confirm_by = form.get("confirm_by").and_then(|node| date(node, out));
        let values = form.get("values").map(|node| values(node, out)).unwrap_or_default();
        form.finish(out);
        parameters.push(Parameter { head, of, choices, confirm_by, values });
    }
    parameters
}

fn values(node: &Node, out: &mut Findings) -> Vec<Dated<ParameterValue>> {
    let mut values = Vec::new();
    for item in items(node, out) {
        let place = Text::new("値の一件", "a dated value");
        let Some(mut form) = Form::of(item, &keys::DATED_VALUE, place, out) else { continue };
        let days = days(&mut form, out);
        let value = form.get("value").and_then(|node| expressions(node, out));
        let confirmed_on = form.get("confirmed_on").and_then(|node| date(node, out));
        let _ = text(form.get("note"), out);
        let span = form.span;
        form.finish(out);
        if let (Some((from, until)), Some(value)) = (days, value) {
            values.push(Dated { from, until, span, it: ParameterValue { value, confirmed_on } });
        }
    }
    values
}

/// `from` and `until` of a dated thing.
pub(super) fn days(
    form: &mut Form<'_>,
    out: &mut Findings,
) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let from = form.get("from").and_then(|node| date(node, out));
    let until = form.get("until").and_then(|node| date(node, out));
    from.map(|from| (from, until))
}

pub(super) fn tables(node: &Node, out: &mut Findings) -> Vec<Table> {
    let mut tables = Vec::new();
    for entry in entries(node, out) {
        let name_of = &entry.key.text;
        let place = Text::new(format!("表「{name_of}」"), format!("table `{name_of}`"));
        let dated = has(&entry.value, "versions");
        let shape = if dated { &keys::VERSIONED_TABLE } else { &keys::TABLE };
        let Some(mut form) = Form::of(&entry.value, shape, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let key = form.get("key").and_then(|node| name(node, out));
        let columns = form.get("columns").map(|node| columns(node, out)).unwrap_or_default();
        let confirm_by = form.get("confirm_by").and_then(|node| date(node, out));
        let versions = if dated {
            form.get("versions").map(|node| versions(node, out)).unwrap_or_default()
        } else {
            let (from, span) = (NaiveDate::MIN, form.span);
            vec![Dated { from, until: None, span, it: rows(&mut form, out) }]
        };
        form.finish(out);
        if let Some(key) = key {
            tables.push(Table { head, key, columns, confirm_by, versions });
        }
    }
    tables
}

fn versions(node: &Node, out: &mut Findings) -> Vec<Dated<Rows>> {
    let mut versions = Vec::new();
    for item in items(node, out) {
        let place = Text::new("表の版", "a version of a table");
        let Some(mut form) = Form::of(item, &keys::TABLE_VERSION, place, out) else { continue };
        let days = days(&mut form, out);
        let it = rows(&mut form, out);
        let span = form.span;
        form.finish(out);
        if let Some((from, until)) = days {
            versions.push(Dated { from, until, span, it });
        }
    }
    versions
}

fn columns(node: &Node, out: &mut Findings) -> Vec<Column> {
    let mut columns = Vec::new();
    for entry in entries(node, out) {
        let name = ident(&entry.key);
        let mut label = Text::same(&name.text);
        let ty = if let NodeKind::Scalar(ty) = &entry.value.kind {
            Some(ident(ty))
        } else {
            let place =
                Text::new(format!("列「{}」", name.text), format!("column `{}`", name.text));
            let Some(mut form) = Form::of(&entry.value, &keys::COLUMN, place, out) else {
                continue;
            };
            let ty = form.get("type").and_then(|node| self::name(node, out));
            label.en = form.get("en").and_then(|node| scalar(node, out)).map(|en| en.text.clone());
            form.finish(out);
            ty
        };
        if let Some(ty) = ty {
            columns.push(Column { label, ty, span: name.span });
        }
    }
    columns
}

fn rows(form: &mut Form<'_>, out: &mut Findings) -> Rows {
    let mut rows = Vec::new();
    if let Some(node) = form.get("rows") {
        for entry in entries(node, out) {
            rows.extend(row(entry, out));
        }
    }
    let otherwise = form.get("otherwise").and_then(|node| otherwise(node, out));
    let confirmed_on = form.get("confirmed_on").and_then(|node| date(node, out));
    Rows { rows, otherwise, confirmed_on }
}

fn row(entry: &Entry, out: &mut Findings) -> Option<Row> {
    let key = key(&entry.key, out)?;
    let (values, clauses) = if let NodeKind::Mapping(_) = &entry.value.kind {
        let mut form = Form::of(&entry.value, &keys::ROW, Text::new("表の行", "a row"), out)?;
        let values = form.get("values").map(|node| cells(node, out)).unwrap_or_default();
        let clauses = verbatims(form.get("clauses"), out);
        form.finish(out);
        (values, clauses)
    } else {
        (cells(&entry.value, out), Vec::new())
    };
    Some(Row { key, values, clauses, span: entry.key.span })
}

fn cells(node: &Node, out: &mut Findings) -> Vec<Expr> {
    if let NodeKind::Scalar(_) | NodeKind::Null = node.kind {
        return expression(node, out).into_iter().collect();
    }
    items(node, out).iter().filter_map(|item| expression(item, out)).collect()
}

/// `小売業`, `卸売業, その他の業種`, `1人..10人`, `101人..`, `(10人..30人]`.
fn key(scalar: &Scalar, out: &mut Findings) -> Option<Expr> {
    let bracketed = scalar.text.trim_start().starts_with(['[', '(']);
    let (text, pieces) = if bracketed {
        (scalar.text.clone(), scalar.segments.clone())
    } else {
        let start = scalar.segments.map(0, 0);
        (
            format!("[{}]", scalar.text),
            Segments::whole(start.file, start.start).then(1, start.start),
        )
    };
    match syntax::parse(&text, &pieces) {
        Ok(key) => Some(key),
        Err(finding) => {
            out.push(finding);
            None
        }
    }
}

fn otherwise(node: &Node, out: &mut Findings) -> Option<Otherwise> {
    if let NodeKind::Sequence(_) = node.kind {
        return Some(Otherwise::Row(cells(node, out), node.span));
    }
    match scalar(node, out)?.text.as_str() {
        "undetermined" => Some(Otherwise::Undetermined),
        "not_applicable" => Some(Otherwise::NotApplicable),
        _ => {
            out.push(shape(node, &Text::same("undetermined / not_applicable / [ … ]")));
            None
        }
    }
}

pub(super) fn holidays(node: &Node, out: &mut Findings) -> Vec<Holidays> {
    let mut found = Vec::new();
    for entry in entries(node, out) {
        let place = Text::new("休日", "holidays");
        let Some(mut form) = Form::of(&entry.value, &keys::HOLIDAYS, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let from = form.get("from").and_then(|node| date(node, out));
        let until = form.get("until").and_then(|node| date(node, out));
        let _ = text(form.get("source"), out);
        let days = form.get("days").map(|node| days_of(node, out)).unwrap_or_default();
        form.finish(out);
        if let (Some(from), Some(until)) = (from, until) {
            found.push(Holidays { head, from, until, days });
        }
    }
    found
}

fn days_of(node: &Node, out: &mut Findings) -> Vec<(NaiveDate, String)> {
    let mut days = Vec::new();
    for entry in entries(node, out) {
        let name = scalar(&entry.value, out).map(|name| name.text.clone());
        if let Some(date) = day(&entry.key.text, entry.key.span, out) {
            days.push((date, name.unwrap_or_default()));
        }
    }
    days
}

pub(super) fn calendars(node: &Node, out: &mut Findings) -> Vec<Calendar> {
    let mut found = Vec::new();
    for entry in entries(node, out) {
        let place = Text::new("開庁日の暦", "a calendar");
        let Some(mut form) = Form::of(&entry.value, &keys::CALENDAR, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let closed_weekdays = names(form.get("closed_weekdays"), out);
        let holidays = form.get("holidays").and_then(|node| name(node, out));
        let mut closed_days = Vec::new();
        for stretch in verbatims(form.get("closed_days"), out) {
            match crate::calendar::YearlyDays::parse(&stretch.text) {
                Some(days) => closed_days.push(days),
                None => out.push(bad_month_day(&stretch.text, stretch.span)),
            }
        }
        form.finish(out);
        found.push(Calendar { head, closed_weekdays, holidays, closed_days });
    }
    found
}

fn bad_month_day(text: &str, at: crate::source::Span) -> Diagnostic {
    let reason =
        Text::new("月日は 12-29 か 12-29..01-03 の形で書きます", "write 12-29 or 12-29..01-03");
    Diagnostic::new(Code::BadDate, at).with("text", text).with_text("reason", reason)
}

pub(super) fn codes(node: &Node, out: &mut Findings) -> Vec<Codes> {
    let mut found = Vec::new();
    for entry in entries(node, out) {
        let place = Text::new("符号表", "a code list");
        let Some(mut form) = Form::of(&entry.value, &keys::CODES, place, out) else { continue };
        let head = head(&entry.key, &mut form, out);
        let _ = text(form.get("source"), out);
        let list = form.get("entries");
        form.finish(out);
        let list = list.map(|node| entries(node, out)).unwrap_or_default();
        let entries = list.iter().map(|code| (verbatim(&code.key), text(Some(&code.value), out)));
        found.push(Codes { head, entries: entries.collect() });
    }
    found
}
