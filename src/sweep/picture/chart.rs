//! The picture of a sweep along one fact.

use serde::Serialize;

use crate::explain::page;
use crate::sweep::report::{Break, CourseKind, Piece, Sweep};
use crate::sweep::words::{self, pick};
use crate::text::Lang;

use super::scale::{Scale, Tick, amount, float, round, stride, ticks};

/// How pictures look, in light and in dark.
pub(super) const STYLE: &str = include_str!("style.css");

const LEFT: f64 = 96.0;
const RIGHT: f64 = 936.0;
const TOP: f64 = 116.0;
const BOTTOM: f64 = 352.0;
/// Height of the title.
const TITLE: f64 = 52.0;
/// Height of the band that shows the verdict.
const BAND: f64 = 26.0;
const ROW: f64 = 34.0;
/// How many breaks of a fact have a number; a page lists all of them.
pub(super) const NUMBERED: usize = 30;

#[derive(Serialize)]
struct Chart {
    style: &'static str,
    /// Where the picture begins: below the title, where a page has its own.
    top: f64,
    lang: &'static str,
    label: String,
    title: String,
    subtitle: String,
    height: f64,
    frame: Frame,
    output: String,
    axis: String,
    columns: Vec<Column>,
    lines: Vec<Stroke>,
    marks: Vec<Mark>,
    given: Option<(f64, String)>,
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
    notes: Vec<Note>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) band: f64,
}

/// A stretch of the band.
#[derive(Serialize)]
struct Column {
    from: f64,
    width: f64,
    tone: &'static str,
    word: String,
}

/// The line of the amount over a piece.
#[derive(Serialize)]
struct Stroke {
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
    tone: &'static str,
    label: String,
    /// Where the label stands.
    at: (f64, f64),
}

/// A break, with its number.
#[derive(Serialize)]
struct Mark {
    at: f64,
    y: f64,
    number: usize,
}

#[derive(Serialize)]
pub(super) struct Note {
    pub(super) number: usize,
    pub(super) y: f64,
    pub(super) text: String,
    pub(super) more: String,
}

/// A choice.
#[derive(Serialize)]
struct Row {
    y: f64,
    name: String,
    tone: &'static str,
    word: String,
    width: f64,
    text: String,
    own: bool,
}

/// The picture of a sweep: one SVG element, which stands alone or in a page.
#[must_use]
pub fn svg(sweep: &Sweep) -> String {
    drawn(sweep, 0.0)
}

/// The same without title, for a page that has one.
pub(super) fn untitled(sweep: &Sweep) -> String {
    drawn(sweep, TITLE)
}

fn drawn(sweep: &Sweep, top: f64) -> String {
    let mut chart = if sweep.axis.ordered { along(sweep) } else { choices(sweep) };
    chart.top = top;
    page("chart.html", include_str!("chart.svg"), &chart)
}

fn along(sweep: &Sweep) -> Chart {
    let lang = sweep.lang;
    let across = Scale { from: LEFT, to: RIGHT, count: float(sweep.axis.last + 1) };
    let top = most(sweep);
    let step = stride(top, 5.0);
    let high = if top > 0.0 { (top * 1.02 / step).ceil() * step } else { 1.0 };
    let y = |value: f64| round(BOTTOM - (BOTTOM - TOP) * (value / high).clamp(0.0, 1.0));
    let has_amount = sweep.pieces.iter().any(|piece| ends(piece).is_some());
    let unit = unit(sweep);
    let y_ticks = if has_amount && top > 0.0 {
        (0..=20_i32)
            .map(|at| f64::from(at) * step)
            .take_while(|value| *value <= high + step / 1e6)
            .map(|value| Tick { at: y(value), label: amount(value, &unit, lang) })
            .collect()
    } else {
        Vec::new()
    };
    let lines = sweep.pieces.iter().filter_map(|piece| {
        let (first, last) = ends(piece)?;
        let (x1, x2) = (across.edge(piece.at.0), across.edge(piece.at.1 + 1));
        let (y1, y2) = (y(first), y(last));
        let label = label(piece, first, last, &unit, lang);
        let room = float(i64::try_from(label.chars().count()).unwrap_or(0)) * 9.0;
        let label = if x2 - x1 > room { label } else { String::new() };
        let at = (round(f64::midpoint(x1, x2)), round(f64::midpoint(y1, y2) - 9.0));
        Some(Stroke { x1, y1, x2, y2, tone: words::tone(piece.outcome.verdict), label, at })
    });
    let marks = marks(sweep, across);
    let notes = notes(&sweep.breaks, 1, BOTTOM + BAND + 76.0, lang);
    let height = BOTTOM + BAND + 66.0 + float(i64::try_from(notes.len()).unwrap_or(0)) * 40.0;
    Chart {
        x_ticks: ticks(&sweep.axis, across, 9.0, lang),
        given: given(sweep, across),
        lines: lines.collect(),
        columns: columns(sweep, across),
        height,
        y_ticks,
        marks,
        notes,
        ..empty(sweep)
    }
}

fn empty(sweep: &Sweep) -> Chart {
    let lang = sweep.lang;
    Chart {
        style: STYLE,
        top: 0.0,
        lang: pick(lang, "ja", "en"),
        label: words::headline(&sweep.axis, lang),
        title: format!("{}：{}", sweep.title, words::headline(&sweep.axis, lang)),
        subtitle: words::range(&sweep.axis, lang),
        height: BOTTOM,
        frame: Frame { left: LEFT, right: RIGHT, top: TOP, bottom: BOTTOM, band: BAND },
        output: sweep.output.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        axis: sweep.axis.name.clone(),
        columns: Vec::new(),
        lines: Vec::new(),
        marks: Vec::new(),
        given: None,
        x_ticks: Vec::new(),
        y_ticks: Vec::new(),
        notes: Vec::new(),
        rows: Vec::new(),
    }
}

/// The verdict, where it changes.
fn columns(sweep: &Sweep, across: Scale) -> Vec<Column> {
    let mut found: Vec<(i64, i64, crate::decision::Verdict)> = Vec::new();
    for piece in &sweep.pieces {
        match found.last_mut() {
            Some(last) if last.2 == piece.outcome.verdict => last.1 = piece.at.1,
            _ => found.push((piece.at.0, piece.at.1, piece.outcome.verdict)),
        }
    }
    let column = |(from, to, verdict): (i64, i64, crate::decision::Verdict)| {
        let (from, to) = (across.edge(from), across.edge(to + 1));
        let width = round(to - from);
        let word = words::verdict(verdict, sweep.lang);
        let word = match width {
            wide if wide > 96.0 => format!("{} {word}", words::sign(verdict)),
            wide if wide > 20.0 => words::sign(verdict).to_owned(),
            _ => String::new(),
        };
        Column { from, width, tone: words::tone(verdict), word }
    };
    found.into_iter().map(column).collect()
}

fn label(piece: &Piece, first: f64, last: f64, unit: &str, lang: Lang) -> String {
    let text = match piece.amount.as_ref().map(|course| course.kind) {
        Some(CourseKind::Constant) => amount(first, unit, lang),
        Some(_) => format!("{} → {}", amount(first, unit, lang), amount(last, unit, lang)),
        None => String::new(),
    };
    words::idle(text, piece.outcome.verdict, lang)
}

/// Numbers above the breaks; those that would touch stand one above the other.
fn marks(sweep: &Sweep, across: Scale) -> Vec<Mark> {
    let mut taken = [f64::MIN; 3];
    let breaks = sweep.breaks.iter().enumerate().take(NUMBERED);
    let mark = |(number, one): (usize, &Break)| {
        let at = across.edge(one.at);
        let row = taken.iter().position(|last| at - last > 22.0).unwrap_or(0);
        if let Some(last) = taken.get_mut(row) {
            *last = at;
        }
        let row = float(i64::try_from(row).unwrap_or(0));
        Mark { at, y: round(TOP - 12.0 - row * 20.0), number: number + 1 }
    };
    breaks.map(mark).collect()
}

/// The breaks under a picture, numbered from `first`; the first line of text stands at `top`.
pub(super) fn notes(breaks: &[Break], first: usize, top: f64, lang: Lang) -> Vec<Note> {
    let told = breaks.iter().enumerate().take(NUMBERED);
    told.map(|(at, one)| {
        let (before, after) = (words::short(&one.before.text), words::short(&one.after.text));
        let more = one.causes.first().map(|cause| {
            let rest = match (lang, one.causes.len() - 1) {
                (_, 0) => String::new(),
                (Lang::Ja, rest) => format!("　ほか{rest}件"),
                (Lang::En, rest) => format!(" and {rest} more"),
            };
            format!("{}　{}{rest}", words::cause(cause, lang), words::clauses(cause, lang))
        });
        Note {
            number: first + at,
            y: top + float(i64::try_from(at).unwrap_or(0)) * 40.0,
            text: format!("{before} | {after}"),
            more: more.unwrap_or_default(),
        }
    })
    .collect()
}

fn given(sweep: &Sweep, across: Scale) -> Option<(f64, String)> {
    let at = across.middle(sweep.axis.given_at?);
    let text = words::short(&sweep.axis.given.as_ref()?.text);
    Some((at, format!("{} {text}", pick(sweep.lang, "この申請", "this case"))))
}

/// Values of the followed output at both ends of a piece.
fn ends(piece: &Piece) -> Option<(f64, f64)> {
    let (one, two) = piece.amount.as_ref()?.values?;
    Some((float(one) / 1e6, float(two) / 1e6))
}

fn most(sweep: &Sweep) -> f64 {
    let all = sweep.pieces.iter().filter_map(ends);
    all.map(|(one, two)| one.max(two)).fold(0.0, f64::max)
}

/// The unit of the followed output, from its words.
fn unit(sweep: &Sweep) -> String {
    let all = sweep.pieces.iter().filter_map(|piece| piece.amount.as_ref());
    unit_of(all.map(|one| one.first.as_str()))
}

/// Yen, if values are told in yen.
pub(super) fn unit_of<'t>(mut words: impl Iterator<Item = &'t str>) -> String {
    let is_yen = words.any(|one| one.ends_with('円') || one.ends_with("yen"));
    if is_yen { "円".to_owned() } else { String::new() }
}

/// One row for each choice.
fn choices(sweep: &Sweep) -> Chart {
    let lang = sweep.lang;
    let top = most(sweep);
    let row = |(at, piece): (usize, &Piece)| {
        let value = ends(piece).map_or(0.0, |(one, _)| one.max(0.0));
        let verdict = piece.outcome.verdict;
        Row {
            y: TOP + float(i64::try_from(at).unwrap_or(0)) * ROW,
            name: piece.from.text.clone(),
            tone: words::tone(verdict),
            word: format!("{} {}", words::sign(verdict), words::verdict(verdict, lang)),
            width: if top > 0.0 { round(360.0 * value / top) } else { 0.0 },
            text: words::amount(piece, lang),
            own: sweep.axis.given_at == i64::try_from(at).ok(),
        }
    };
    let rows: Vec<Row> = sweep.pieces.iter().enumerate().map(row).collect();
    let height = TOP + float(i64::try_from(rows.len()).unwrap_or(0)) * ROW + 16.0;
    Chart { height, rows, ..empty(sweep) }
}
