//! The rule book as pages: everything that a scheme says, for those who answer for it.
//!
//! ```text
//! Scheme ─┬─ directory (anchor of every name) ─┐
//! cases ──┤                                     ├─▶ page (model of a page) ── templates ──▶ HTML
//!         └─ uses (who names what) ─────────────┘
//! ```
//!
//! Pages show what the rule files say, in their words: expressions are the text of the file with
//! its names linked. A page needs no network and can be read without scripts. Nothing here reads a
//! file or a clock; the same rules and the same request give the same bytes.

mod allocation;
mod body;
mod book;
mod calendars;
mod cases;
mod clauses;
mod decides;
mod directory;
mod expression;
mod facts;
mod graph;
mod language;
mod legend;
mod order;
mod page;
mod parts;
mod procedure;
mod readings;
mod references;
mod rules;
mod search;
mod show;
mod tables;
mod template;
mod uses;
mod values;
mod words;

use chrono::NaiveDate;

use crate::cases::Worked;
use crate::rulebook::Scheme;
use crate::text::Lang;

use book::Book;

/// What every page carries in its head, so that a page can be told from other files.
pub const MARK: &str = "<meta name=\"generator\" content=\"hantei doc\" />";

/// A scheme and its worked cases.
#[derive(Clone, Copy, Debug)]
pub struct Volume<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Its worked cases, decided; may be empty.
    pub cases: &'a [Worked],
}

/// How pages are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request {
    /// The date whose values are marked as in force; without it the day of each scheme's latest
    /// change.
    pub as_of: Option<NaiveDate>,
    /// The language of headings and names. Expressions stay as they are written.
    pub lang: Lang,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its file name, without a folder.
    pub path: String,
    /// Its text, ending with a line feed.
    pub text: String,
}

/// One page per scheme, in the order given, and `index.html` before them.
#[must_use]
pub fn pages(volumes: &[Volume<'_>], request: Request) -> Vec<Page> {
    let books: Vec<_> = volumes.iter().map(|volume| Book::new(*volume, request)).collect();
    let all: Vec<_> = books.iter().map(page::page).collect();
    let mut pages = vec![template::index(&page::index(&all, request.lang))];
    pages.extend(all.iter().map(template::scheme));
    pages
}
