//! A table in columns that line up, cells folded where the page is too narrow.

use super::INDENT;
use super::fold::{cells, fold, pad};
use super::page::{Page, Paint};
use crate::explain::account::{Cell, Column};

/// Blanks between columns.
const BETWEEN: &str = "  ";
/// Cells that a column keeps where there is too little room for all.
const LEAST: usize = 8;

/// Puts the head and the rows.
pub(super) fn table(page: &mut Page, columns: &[Column], rows: &[Vec<Cell>]) {
    let texts: Vec<Vec<Vec<Paragraph>>> =
        rows.iter().map(|row| row.iter().map(paragraphs).collect()).collect();
    let widths = widths(page.width, columns, &texts);
    let head: Vec<_> =
        columns.iter().zip(&widths).map(|(column, width)| fold(column.title, *width)).collect();
    put(page, columns, &widths, &head, &vec![Paint::Faint; columns.len()]);
    let rule: Vec<_> = widths.iter().map(|width| vec!["─".repeat(*width)]).collect();
    put(page, columns, &widths, &rule, &vec![Paint::Faint; columns.len()]);
    for (row, texts) in rows.iter().zip(&texts) {
        let folded: Vec<Vec<String>> = texts
            .iter()
            .zip(&widths)
            .map(|(text, width)| text.iter().flat_map(|one| one.fold(*width)).collect())
            .collect();
        let paints: Vec<_> = row.iter().map(|cell| Paint::Tone(cell.tone)).collect();
        put(page, columns, &widths, &folded, &paints);
    }
}

/// A text in a cell, set in from its left edge.
struct Paragraph {
    inset: usize,
    text: String,
}

impl Paragraph {
    fn cells(&self) -> usize {
        self.inset + cells(&self.text)
    }

    fn fold(&self, width: usize) -> Vec<String> {
        let blanks = " ".repeat(self.inset);
        let lines = fold(&self.text, width.saturating_sub(self.inset));
        lines.into_iter().map(|line| format!("{blanks}{line}")).collect()
    }
}

/// What stands in a cell; all but the text itself is set in if there is a text.
fn paragraphs(cell: &Cell) -> Vec<Paragraph> {
    let inset = if cell.text.is_empty() { 0 } else { INDENT.len() };
    let text = Some(cell.text.clone()).filter(|text| !text.is_empty());
    let note = Some(format!("[{}]", cell.note)).filter(|_| !cell.note.is_empty());
    let more = cell.more.iter().cloned().chain(note);
    let cites = cell.cites.iter().map(|cite| cite.line.clone());
    let below = more.chain(cites).map(|text| Paragraph { inset, text });
    text.map(|text| Paragraph { inset: 0, text }).into_iter().chain(below).collect()
}

/// The widest text of each column, the widest columns cut down until the table fits the page.
fn widths(page: usize, columns: &[Column], rows: &[Vec<Vec<Paragraph>>]) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| cells(column.title)).collect();
    for row in rows {
        for (width, lines) in widths.iter_mut().zip(row) {
            let widest = lines.iter().map(Paragraph::cells).max().unwrap_or(0);
            *width = widest.max(*width);
        }
    }
    let between = BETWEEN.len() * columns.len().saturating_sub(1);
    let room = page.saturating_sub(INDENT.len() + between);
    loop {
        let surplus = widths.iter().sum::<usize>().saturating_sub(room);
        let mut order: Vec<usize> = widths.clone();
        order.sort_unstable();
        let widest = order.last().copied().unwrap_or(0);
        if surplus == 0 || widest <= LEAST {
            return widths;
        }
        let next = order.iter().rev().copied().find(|width| *width < widest).unwrap_or(LEAST);
        let share = widths.iter().filter(|width| **width == widest).count();
        let cut = (widest - next.max(LEAST).min(widest - 1)).min(surplus.div_ceil(share.max(1)));
        widths.iter_mut().filter(|width| **width == widest).for_each(|width| *width -= cut);
    }
}

fn put(
    page: &mut Page,
    columns: &[Column],
    widths: &[usize],
    texts: &[Vec<String>],
    paints: &[Paint],
) {
    let height = texts.iter().map(Vec::len).max().unwrap_or(0);
    for index in 0..height {
        let mut line = INDENT.to_owned();
        for (((column, width), text), paint) in columns.iter().zip(widths).zip(texts).zip(paints) {
            if line.len() > INDENT.len() {
                line.push_str(BETWEEN);
            }
            let text = text.get(index).map_or("", String::as_str);
            line.push_str(&paint.on(&pad(text, *width, column.amount), page.colour));
        }
        page.raw(&line);
    }
}
