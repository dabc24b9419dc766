//! How the rules of one chapter hang together, as a layered drawing.
//!
//! ```text
//! chapter ── nodes and edges ── layers (column of each) ── order (fewest crossings) ── place ──▶ Drawing
//! ```
//!
//! The output stands at the left; whatever a rule reads stands in a column further right. Rules
//! whose text stands in another chapter end the drawing, and after some columns another drawing
//! goes on, so that each stays small enough to be read on paper.

mod layers;
mod place;

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::book::Book;
use super::directory::{Sort, Target};
use super::order::Chapter;

/// Half-width cells in a line of a box.
const CELLS: usize = 18;
/// Width of a box.
const WIDTH: i32 = 136;
/// Space between columns.
const GAP: i32 = 44;
/// Height of a line of text.
const LINE: i32 = 16;
/// Space above and below the text of a box, together.
const PADDING: i32 = 12;
/// Columns of rules in one drawing; what they read may stand one column further.
const COLUMNS: usize = 4;
/// Boxes up to which facts are drawn too.
const MOST_WITH_FACTS: usize = 26;

/// A drawing; lengths are pixels of the drawing.
#[derive(Debug, Serialize)]
pub(super) struct Drawing {
    width: i32,
    height: i32,
    boxes: Vec<BoxDrawn>,
    /// Paths, as SVG writes them.
    edges: Vec<String>,
}

/// A box.
#[derive(Debug, Serialize)]
struct BoxDrawn {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
    to: String,
    sort: Sort,
    /// Whether its text stands in another chapter.
    elsewhere: bool,
    /// Where the sign stands that the next drawing goes on from it; 0 where none does.
    goes_on: i32,
    /// What it is, for those who hover over it.
    title: String,
    lines: Vec<LineDrawn>,
}

/// A line of text in a box, with the place of its middle.
#[derive(Debug, Serialize)]
struct LineDrawn {
    x: i32,
    y: i32,
    text: String,
}

/// The drawings of a chapter; none where there is little to draw.
pub(super) fn draw(book: &Book<'_>, chapter: &Chapter<'_>) -> Vec<Drawing> {
    let all = Web::of(book, chapter, true);
    let web =
        if all.targets.len() <= MOST_WITH_FACTS { all } else { Web::of(book, chapter, false) };
    if web.edges.len() <= 2 {
        return Vec::new();
    }
    web.bands().iter().map(|band| band.drawing(book)).collect()
}

/// The boxes of a drawing and what they read.
#[derive(Default)]
struct Web<'a> {
    targets: Vec<&'a Target>,
    /// Whether the text of each stands in the chapter.
    inner: Vec<bool>,
    /// Whether what each reads is drawn later.
    goes_on: Vec<bool>,
    edges: Vec<(usize, usize)>,
}

impl<'a> Web<'a> {
    fn of(book: &'a Book<'_>, chapter: &Chapter<'a>, facts: bool) -> Self {
        let rules: Vec<_> =
            chapter.rules.iter().filter_map(|name| book.directory.named(name)).collect();
        let mut web = Self::default();
        let mut known = BTreeMap::new();
        let tables = rules.iter().flat_map(|rule| book.uses.reads(&rule.anchor));
        let tables: Vec<_> = tables.filter(|target| target.sort == Sort::Table).collect();
        for target in rules.iter().copied().chain(tables) {
            let from = web.take(&mut known, target, &rules);
            for next in book.uses.reads(&target.anchor) {
                let shown = match next.sort {
                    Sort::Rule | Sort::Value | Sort::Table | Sort::Reading => true,
                    Sort::Fact => facts,
                    _ => false,
                };
                if shown {
                    let to = web.take(&mut known, next, &rules);
                    if !web.edges.contains(&(from, to)) {
                        web.edges.push((from, to));
                    }
                }
            }
        }
        web
    }

    fn take(
        &mut self,
        known: &mut BTreeMap<&'a str, usize>,
        target: &'a Target,
        rules: &[&Target],
    ) -> usize {
        *known.entry(&target.anchor).or_insert_with(|| {
            self.targets.push(target);
            self.inner.push(target.sort != Sort::Rule || rules.contains(&target));
            self.goes_on.push(false);
            self.targets.len() - 1
        })
    }

    /// The web cut into drawings of few columns: each edge stands in the one of its left end.
    fn bands(&self) -> Vec<Web<'a>> {
        let columns = layers::columns(self.targets.len(), &self.edges);
        let column = |at: usize| columns.get(at).copied().unwrap_or(0);
        let last = self.edges.iter().map(|(from, _)| column(*from) / COLUMNS).max().unwrap_or(0);
        let mut bands = Vec::new();
        for band in 0..=last {
            let mut web = Self::default();
            let mut known = BTreeMap::new();
            let own = self.edges.iter().filter(|(from, _)| column(*from) / COLUMNS == band);
            for (from, to) in own {
                let ends = [*from, *to].map(|end| {
                    *known.entry(end).or_insert_with(|| {
                        web.targets.extend(self.targets.get(end).copied());
                        web.inner.push(self.inner.get(end).copied().unwrap_or(true));
                        let later = column(end) / COLUMNS > band;
                        web.goes_on.push(later && self.edges.iter().any(|(from, _)| *from == end));
                        web.targets.len() - 1
                    })
                });
                web.edges.push((ends[0], ends[1]));
            }
            if !web.edges.is_empty() {
                bands.push(web);
            }
        }
        bands
    }

    fn drawing(&self, book: &Book<'_>) -> Drawing {
        let lines: Vec<_> =
            self.targets.iter().map(|target| wrapped(target.label.get(book.lang))).collect();
        let heights: Vec<_> = lines
            .iter()
            .map(|lines| LINE * i32::try_from(lines.len()).unwrap_or(1) + PADDING)
            .collect();
        let layers = layers::layers(self.targets.len(), &self.edges);
        let placed = place::place(&layers, &heights);
        let left = |layer: usize| i32::try_from(layer).unwrap_or(0) * (WIDTH + GAP) + 1;
        let boxes = self.targets.iter().zip(lines).zip(&heights).enumerate();
        let boxes: Vec<_> = boxes
            .map(|(at, ((target, lines), height))| {
                let (x, middle) = (left(layers.column(at)), placed.middle(at));
                let top = middle - height / 2;
                let drawn = lines.into_iter().zip(0..).map(|(text, line)| LineDrawn {
                    x: x + WIDTH / 2,
                    y: top + PADDING / 2 + LINE * line + 12,
                    text,
                });
                BoxDrawn {
                    x,
                    y: top,
                    width: WIDTH,
                    height: *height,
                    to: target.anchor.clone(),
                    sort: target.sort,
                    elsewhere: !self.inner.get(at).copied().unwrap_or(true),
                    goes_on: if self.goes_on.get(at) == Some(&true) { x + WIDTH - 8 } else { 0 },
                    title: format!(
                        "{} ({})",
                        target.label.get(book.lang),
                        target.sort.word(book.lang)
                    ),
                    lines: drawn.collect(),
                }
            })
            .collect();
        let edges = layers.routes().iter().map(|route| path(route, &layers, &placed, left));
        Drawing {
            width: left(layers.count().saturating_sub(1)) + WIDTH + 1,
            height: placed.height(),
            boxes,
            edges: edges.collect(),
        }
    }
}

/// A smooth line along the points of a route, box to box.
fn path(
    route: &[usize],
    layers: &layers::Layers,
    placed: &place::Placed,
    left: impl Fn(usize) -> i32,
) -> String {
    let mut path = String::new();
    let mut from: Option<(i32, i32)> = None;
    for (at, point) in route.iter().enumerate() {
        let (x, y) = (left(layers.column(*point)), placed.middle(*point));
        let ends = at == 0 || at + 1 == route.len();
        let (enters, leaves) =
            if ends && at == 0 { (x + WIDTH, x + WIDTH) } else { (x, x + WIDTH) };
        match from {
            None => path = format!("M{leaves} {y}"),
            Some((before_x, before_y)) => {
                let bend = (before_x + enters) / 2;
                path.push_str(&format!("C{bend} {before_y} {bend} {y} {enters} {y}"));
                if !ends {
                    path.push_str(&format!("H{leaves}"));
                }
            }
        }
        from = Some((leaves, y));
    }
    path
}

/// A name in lines of about one length that fit a box, broken between characters, or between words
/// of Latin script.
fn wrapped(name: &str) -> Vec<String> {
    let lines = broken(name, CELLS);
    let even = name.width().div_ceil(lines.len().max(1));
    (even..CELLS)
        .map(|cells| broken(name, cells))
        .find(|tried| tried.len() <= lines.len())
        .unwrap_or(lines)
}

/// A name in lines of at most that many half-width cells.
fn broken(name: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces(name) {
        let fits = |line: &&mut String| line.width() + piece.trim_end().width() <= most;
        match lines.last_mut().filter(fits) {
            Some(line) => line.push_str(piece),
            None => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Where a line may be broken: behind a space, and on either side of a full-width character.
fn pieces(name: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut breaks = true;
    for (at, one) in name.char_indices() {
        let wide = one.width() == Some(2);
        let closes =
            matches!(one, 'ー' | '）' | '」' | '、' | '。' | '・' | 'ゃ' | 'ゅ' | 'ょ' | 'っ');
        if at > start && (breaks || wide) && !closes {
            pieces.extend(name.get(start..at));
            start = at;
        }
        breaks = (wide && !matches!(one, '（' | '「')) || one.is_whitespace();
    }
    pieces.extend(name.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_broken_into_lines_of_about_one_length() {
        assert_eq!(wrapped("該当"), ["該当"]);
        assert_eq!(wrapped("市内事業所の従業員数"), ["市内事業所", "の従業員数"]);
        assert_eq!(wrapped("Order of deduction and cap"), ["Order of", "deduction and cap"]);
        let long = "名".repeat(40);
        assert_eq!(wrapped(&long).concat(), long);
        assert!(wrapped(&long).iter().all(|line| line.width() <= CELLS));
    }
}
