//! Dated values, tables, and the lists of common files.

use crate::model::{Calendar, Codes, Holidays, Otherwise, Parameter, Row, Rows, Table};
use crate::syntax::{Expr, ExprKind};

use super::super::item::{Item, Kind, Line, Version};
use super::{Writer, choice_lines, day, of_head, plain, texts};

pub(super) fn parameter(writer: &Writer<'_>, parameter: &Parameter) -> Item {
    let mut item = of_head(Kind::Parameter, &parameter.head, None);
    item.lines.extend(parameter.choices.iter().flat_map(choice_lines));
    item.lines.extend(parameter.confirm_by.map(|date| Line {
        decides: false,
        ..Line::new("confirm_by", ("確認の期限", "to be confirmed by"), day(date))
    }));
    let values = parameter.values.iter();
    item.versions = values
        .map(|value| Version {
            from: value.from,
            until: value.until,
            lines: vec![writer.line("value", ("値", "value"), &value.it.value)],
        })
        .collect();
    item
}

pub(super) fn table(writer: &Writer<'_>, table: &Table) -> Item {
    let mut item = of_head(Kind::Table, &table.head, None);
    item.lines.push(Line::new("key", ("見出し", "key"), table.key.text.as_str()));
    let columns = table.columns.iter();
    item.lines.extend(columns.map(|column| {
        let text = format!("{}（{}）", column.label.ja, column.ty.text);
        Line::new("column", ("列", "column"), text).called(column.label.ja.as_str())
    }));
    item.versions = table
        .versions
        .iter()
        .map(|version| Version {
            from: version.from,
            until: version.until,
            lines: rows(writer, table, &version.it),
        })
        .collect();
    item
}

/// One line per key of every row.
fn rows(writer: &Writer<'_>, table: &Table, rows: &Rows) -> Vec<Line> {
    let mut lines: Vec<Line> =
        rows.rows.iter().flat_map(|row| of_row(writer, table, row)).collect();
    lines.extend(rows.otherwise.iter().map(|otherwise| {
        let label = ("その他", "otherwise");
        match otherwise {
            Otherwise::Undetermined => Line::new("otherwise", label, "定めなし"),
            Otherwise::NotApplicable => Line::new("otherwise", label, "該当なし"),
            Otherwise::Row(values, _) => {
                let (text, norm) = cells(writer, table, values);
                Line::new("otherwise", label, text).compared_by(&norm)
            }
        }
    }));
    lines
}

fn of_row(writer: &Writer<'_>, table: &Table, row: &Row) -> Vec<Line> {
    let keys: Vec<&Expr> = match &row.key.kind {
        ExprKind::List(keys) => keys.iter().collect(),
        _ => vec![&row.key],
    };
    let (text, norm) = cells(writer, table, &row.values);
    keys.into_iter()
        .map(|key| {
            let (shown, ident) = (writer.written(key), plain(key));
            Line::new("row", ("行", "row"), format!("{shown}：{text}"))
                .compared_by(&format!("{ident}: {norm}"))
                .called(ident)
                .with_clauses(texts(&row.clauses))
        })
        .collect()
}

/// The cells of a row with their columns: as shown, and as compared.
fn cells(writer: &Writer<'_>, table: &Table, values: &[Expr]) -> (String, String) {
    let alone = table.columns.len() == 1;
    let shown = table.columns.iter().zip(values).map(|(column, value)| {
        let name = if alone { String::new() } else { format!("{} ", column.label.ja) };
        name + &writer.written(value)
    });
    let shown: Vec<_> = shown.collect();
    let mut compared: Vec<_> = table
        .columns
        .iter()
        .zip(values)
        .map(|(column, value)| format!("{} {}", column.label.ja, plain(value)))
        .collect();
    compared.sort();
    (shown.join("、"), compared.join(", "))
}

pub(super) fn holidays(holidays: &Holidays) -> Item {
    let mut item = of_head(Kind::Holidays, &holidays.head, None);
    let days = format!("{}から{}まで", day(holidays.from), day(holidays.until));
    item.lines.push(Line::new("days", ("期間", "days"), days));
    let listed = holidays.days.iter();
    item.lines.extend(listed.map(|(date, name)| {
        Line::new("day", ("休日", "holiday"), format!("{}　{name}", day(*date)))
            .called(date.to_string())
    }));
    item
}

pub(super) fn calendar(calendar: &Calendar) -> Item {
    let mut item = of_head(Kind::Calendar, &calendar.head, None);
    let mut weekdays = texts(&calendar.closed_weekdays);
    weekdays.sort();
    let mut lines = vec![("weekdays", ("休みの曜日", "closed weekdays"), weekdays.join("、"))];
    lines.extend(
        calendar.holidays.iter().map(|one| ("holidays", ("休日", "holidays"), one.text.clone())),
    );
    for closed in &calendar.closed_days {
        let ((month, first), (other, last)) = closed.ends();
        lines.push((
            "closed",
            ("休みの日", "closed days"),
            format!("{month}月{first}日から{other}月{last}日まで"),
        ));
    }
    item.lines.extend(lines.into_iter().map(|(key, label, text)| Line::new(key, label, text)));
    item
}

pub(super) fn codes(codes: &Codes) -> Item {
    let mut item = of_head(Kind::Codes, &codes.head, None);
    let entries = codes.entries.iter();
    item.lines.extend(entries.map(|(code, name)| {
        Line::new("entry", ("分類", "entry"), format!("{}　{}", code.text, name.ja))
            .called(code.text.as_str())
    }));
    item
}
