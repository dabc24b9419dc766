//! How the rules of one chapter hang together, as a layered drawing.
//!
//! ```text
//! chapter ── nodes and edges ── layers (column of each) ── order (fewest crossings) ── place ──▶ Drawing
//! ```
//!
//! The output stands at the left; whatever a rule reads stands in a column further right. Rules
//! whose text stands in another chapter end the drawing, and after some columns another drawing
//! goes on, so that each stays small enough to be read on paper.

mod label;
mod layers;
mod place;
mod web;

use std::fmt::Write;

use serde::Serialize;

use super::book::Book;
use super::directory::Sort;
use super::order::Chapter;
use label::wrapped;
use layers::Layers;
use place::Placed;
use web::{Node, Web};

/// Width of a box.
const WIDTH: i32 = 136;
/// Space between columns.
const GAP: i32 = 44;
/// Height of a line of text.
const LINE: i32 = 16;
/// Space above and below the text of a box, together.
const PADDING: i32 = 12;
/// From the top of a line of text to the foot of its letters.
const BASELINE: i32 = 12;
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
    let web = if all.nodes.len() <= MOST_WITH_FACTS { all } else { Web::of(book, chapter, false) };
    if web.edges.len() <= 2 {
        return Vec::new();
    }
    web.bands().iter().map(|band| drawing(book, band)).collect()
}

fn drawing(book: &Book<'_>, web: &Web<'_>) -> Drawing {
    let labels: Vec<_> =
        web.nodes.iter().map(|node| wrapped(node.target.label.get(book.lang))).collect();
    let heights: Vec<_> = labels.iter().map(|lines| height(lines)).collect();
    let layers = layers::layers(web.nodes.len(), &web.edges);
    let placed = place::place(&layers, &heights);
    let boxes = web.nodes.iter().zip(labels).enumerate().map(|(at, (node, lines))| {
        drawn(book, node, lines, left(layers.column(at)), placed.middle(at))
    });
    Drawing {
        width: left(layers.count().saturating_sub(1)) + WIDTH + 1,
        height: placed.height(),
        boxes: boxes.collect(),
        edges: layers.routes().iter().map(|route| path(route, &layers, &placed)).collect(),
    }
}

/// The left side of a column.
fn left(column: usize) -> i32 {
    i32::try_from(column).unwrap_or(0) * (WIDTH + GAP) + 1
}

/// The height of a box with those lines.
fn height(lines: &[String]) -> i32 {
    LINE * i32::try_from(lines.len()).unwrap_or(1) + PADDING
}

fn drawn(book: &Book<'_>, node: &Node<'_>, lines: Vec<String>, x: i32, middle: i32) -> BoxDrawn {
    let height = height(&lines);
    let top = middle - height / 2;
    let line = |(text, line): (String, i32)| LineDrawn {
        x: x + WIDTH / 2,
        y: top + PADDING / 2 + LINE * line + BASELINE,
        text,
    };
    let (label, sort) = (node.target.label.get(book.lang), node.target.sort);
    BoxDrawn {
        x,
        y: top,
        width: WIDTH,
        height,
        to: node.target.anchor.clone(),
        sort,
        elsewhere: node.elsewhere,
        goes_on: if node.goes_on { x + WIDTH - 8 } else { 0 },
        title: format!("{label} ({})", sort.word(book.lang)),
        lines: lines.into_iter().zip(0..).map(line).collect(),
    }
}

/// A smooth line along the points of a route, from the right side of a box to the left one of
/// another. Across a column that it passes it runs level.
fn path(route: &[usize], layers: &Layers, placed: &Placed) -> String {
    let mut path = String::new();
    let mut at = None;
    for point in route {
        let (x, y) = (left(layers.column(*point)), placed.middle(*point));
        let right = x + WIDTH;
        // Writing to a string does not fail.
        let _ = match at {
            None => write!(path, "M{right} {y}"),
            Some((from_x, from_y)) => {
                let bend = i32::midpoint(from_x, x);
                let level = if layers.is_box(*point) { x } else { right };
                write!(path, "C{bend} {from_y} {bend} {y} {x} {y}H{level}")
            }
        };
        at = Some((right, y));
    }
    path
}
