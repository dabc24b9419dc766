//! The picture of a map: rectangles over two facts.

use serde::Serialize;

use crate::explain::page;
use crate::sweep::map::{Area, Map};
use crate::sweep::report::AxisShown;
use crate::sweep::words::{self, pick};
use crate::text::Lang;

use super::chart::{Frame, NUMBERED, Note, STYLE, notes, unit_of};
use super::scale::{Scale, Tick, amount, float, round, ticks};

const FRAME: Frame = Frame { left: 128.0, right: 936.0, top: 128.0, bottom: 576.0, band: 0.0 };

#[derive(Serialize)]
struct Field {
    style: &'static str,
    /// Where the picture begins: below the title, where a page has its own.
    top: f64,
    lang: &'static str,
    label: String,
    title: String,
    subtitle: String,
    second: String,
    height: f64,
    frame: Frame,
    x_name: String,
    y_name: String,
    areas: Vec<Drawn>,
    marks: Vec<Mark>,
    given: Option<(f64, f64, String)>,
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
    notes: Vec<Note>,
}

#[derive(Serialize)]
struct Drawn {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    tone: &'static str,
    strength: f64,
    mixed: bool,
    word: String,
    text: String,
    about: String,
}

#[derive(Serialize)]
struct Mark {
    x: f64,
    y: f64,
    number: usize,
}

/// The picture of a map: one SVG element, which stands alone or in a page.
#[must_use]
pub fn map_svg(map: &Map) -> String {
    picture(map, 0.0)
}

/// The same without title, for a page that has one.
pub(super) fn untitled_map(map: &Map) -> String {
    picture(map, 70.0)
}

fn picture(map: &Map, top: f64) -> String {
    let lang = map.lang;
    let across = Scale { from: FRAME.left, to: FRAME.right, count: float(map.x.last + 1) };
    let up = Scale { from: FRAME.bottom, to: FRAME.top, count: float(map.y.last + 1) };
    let most =
        map.areas.iter().filter_map(|area| area.values).map(|(_, high)| high).max().unwrap_or(0);
    let unit = unit_of(map.areas.iter().filter_map(|area| Some(area.amount.as_ref()?.0.as_str())));
    let first = map.x_breaks.len() + 1;
    let below = FRAME.bottom + 72.0;
    let mut told = notes(&map.x_breaks, 1, below, lang);
    told.extend(notes(&map.y_breaks, first, below + float(length(told.len())) * 40.0, lang));
    let field = Field {
        style: STYLE,
        top,
        lang: pick(lang, "ja", "en"),
        label: words::headline_of_map(&map.x, &map.y, lang),
        title: format!("{}：{}", map.title, words::headline_of_map(&map.x, &map.y, lang)),
        subtitle: format!("{}：{}", map.x.name, words::range(&map.x, lang)),
        second: format!("{}：{}", map.y.name, words::range(&map.y, lang)),
        height: below + float(length(told.len())) * 40.0,
        frame: FRAME,
        x_name: map.x.name.clone(),
        y_name: map.y.name.clone(),
        areas: map
            .areas
            .iter()
            .map(|area| drawn(area, (across, up), (most, &unit), lang))
            .collect(),
        marks: marks(map, across, up),
        given: given(map, across, up),
        x_ticks: labels(&map.x, across, 9.0, lang, |area| (area.x.0, &area.x_values.0.text), map),
        y_ticks: labels(&map.y, up, 8.0, lang, |area| (area.y.0, &area.y_values.0.text), map),
        notes: told,
    };
    page("map.html", include_str!("map.svg"), &field)
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(0)
}

/// Ticks; of choices their names.
fn labels<'m>(
    axis: &AxisShown,
    scale: Scale,
    parts: f64,
    lang: Lang,
    name: impl Fn(&'m Area) -> (i64, &'m String),
    map: &'m Map,
) -> Vec<Tick> {
    if axis.ordered {
        return ticks(axis, scale, parts, lang);
    }
    let mut names: Vec<(i64, String)> =
        map.areas.iter().map(name).map(|(at, text)| (at, text.chars().take(9).collect())).collect();
    names.sort();
    names.dedup_by_key(|(at, _)| *at);
    names.into_iter().map(|(at, label)| Tick { at: scale.middle(at), label }).collect()
}

fn drawn(
    area: &Area,
    (across, up): (Scale, Scale),
    (most, unit): (i64, &str),
    lang: Lang,
) -> Drawn {
    let (x, right) = (across.edge(area.x.0), across.edge(area.x.1 + 1));
    let (bottom, y) = (up.edge(area.y.0), up.edge(area.y.1 + 1));
    let (width, height) = (round(right - x), round(bottom - y));
    let verdict = area.outcome.verdict;
    let value = |end: i64| amount((float(end) / 1e6).round(), unit, lang);
    let text = match area.values {
        Some((low, high)) if low == high => value(low),
        Some((low, high)) => format!("{}〜{}", value(low), value(high)),
        None => String::new(),
    };
    let fits = |text: &str, lines: f64| {
        width > float(length(text.chars().count())) * 10.0 + 8.0 && height > 17.0 * lines + 4.0
    };
    let word = format!("{} {}", words::sign(verdict), words::verdict(verdict, lang));
    let shows_amount = verdict == crate::decision::Verdict::Eligible && !area.mixed;
    let share = area
        .values
        .filter(|_| most > 0)
        .map_or(0.0, |(low, high)| float(low.midpoint(high)) / float(most));
    let strength = match verdict {
        crate::decision::Verdict::Eligible => 0.16 + 0.5 * share.clamp(0.0, 1.0),
        _ => 0.14,
    };
    Drawn {
        about: words::area(area, lang),
        mixed: area.mixed,
        tone: words::tone(verdict),
        strength: (strength * 100.0).round() / 100.0,
        text: if fits(&text, 2.0) && shows_amount { text } else { String::new() },
        word: if fits(&word, 1.0) && !area.mixed { word } else { String::new() },
        x,
        y,
        width,
        height,
    }
}

/// Numbers at the breaks: of the first fact above, of the second at the right.
fn marks(map: &Map, across: Scale, up: Scale) -> Vec<Mark> {
    let (mut taken, mut level) = (f64::MIN, 0.0);
    let mut found = Vec::new();
    for (number, one) in map.x_breaks.iter().enumerate().take(NUMBERED) {
        let x = across.edge(one.at);
        level = if x - taken < 20.0 { (level + 20.0) % 40.0 } else { 0.0 };
        taken = x;
        found.push(Mark { x, y: FRAME.top - 10.0 - level, number: number + 1 });
    }
    let first = map.x_breaks.len() + 1;
    for (number, one) in map.y_breaks.iter().enumerate().take(NUMBERED) {
        found.push(Mark { x: FRAME.right + 11.0, y: up.edge(one.at), number: first + number });
    }
    found
}

fn given(map: &Map, across: Scale, up: Scale) -> Option<(f64, f64, String)> {
    let (x, y) = (across.middle(map.x.given_at?), up.middle(map.y.given_at?));
    Some((x, y, pick(map.lang, "この申請", "this case").to_owned()))
}
