//! The pieces that an account is made of.

use serde::Serialize;

use super::{Cite, Line};

/// A heading and what stands under it.
#[derive(Serialize)]
pub(in crate::explain) struct Section {
    /// What it is about, in one English word: a hook for layout, never shown.
    pub(in crate::explain) key: &'static str,
    /// The heading.
    pub(in crate::explain) heading: String,
    /// What stands under it, in order.
    pub(in crate::explain) blocks: Vec<Block>,
}

impl Section {
    /// A section of one block, or none where the block is empty.
    pub(super) fn of(key: &'static str, heading: &str, block: Block) -> Option<Self> {
        let empty = match &block {
            Block::Text { text } => text.is_empty(),
            Block::List { entries, .. } => entries.is_empty(),
            Block::Terms { terms } => terms.is_empty(),
            Block::Table { rows, .. } => rows.is_empty(),
            Block::Trace { lines } => lines.is_empty(),
        };
        (!empty).then(|| Self { key, heading: heading.to_owned(), blocks: vec![block] })
    }
}

/// A piece of a section.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(in crate::explain) enum Block {
    /// A heading of lower rank.
    Text {
        /// Its words.
        text: String,
    },
    /// Sentences or names, one below the other.
    List {
        /// Whether the order matters.
        ordered: bool,
        /// The items.
        entries: Vec<Entry>,
    },
    /// Names and what they stand for.
    Terms {
        /// The pairs.
        terms: Vec<Term>,
    },
    /// A table.
    Table {
        /// What it shows, for those who cannot see it.
        caption: String,
        /// The head.
        columns: Vec<Column>,
        /// The rows, each with as many cells as there are columns.
        rows: Vec<Vec<Cell>>,
    },
    /// The trace, depth first.
    Trace {
        /// One line a step.
        lines: Vec<Line>,
    },
}

/// An item of a list.
#[derive(Serialize)]
pub(in crate::explain) struct Entry {
    /// What it says.
    pub(in crate::explain) text: String,
    /// More lines about it.
    pub(in crate::explain) more: Vec<String>,
    /// The clauses behind it.
    pub(in crate::explain) cites: Vec<Cite>,
}

/// A name and what it stands for.
#[derive(Serialize)]
pub(in crate::explain) struct Term {
    /// The name.
    pub(in crate::explain) name: String,
    /// What it stands for.
    pub(in crate::explain) text: String,
    /// The clauses behind it.
    pub(in crate::explain) cites: Vec<Cite>,
}

impl Term {
    /// A pair without clauses.
    pub(super) fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned(), cites: Vec::new() }
    }
}

/// The head of a column.
#[derive(Serialize)]
pub(in crate::explain) struct Column {
    /// Its heading.
    pub(in crate::explain) title: &'static str,
    /// Whether it holds amounts, which line up at the right.
    pub(in crate::explain) amount: bool,
}

impl Column {
    /// A column of words.
    pub(super) fn words(title: &'static str) -> Self {
        Self { title, amount: false }
    }

    /// A column of amounts.
    pub(super) fn amount(title: &'static str) -> Self {
        Self { title, amount: true }
    }
}

/// A cell of a table.
#[derive(Default, Serialize)]
pub(in crate::explain) struct Cell {
    /// What it says; may be empty.
    pub(in crate::explain) text: String,
    /// More lines under it.
    pub(in crate::explain) more: Vec<String>,
    /// The clauses that it names.
    pub(in crate::explain) cites: Vec<Cite>,
    /// The expression behind it; may be empty.
    pub(in crate::explain) note: String,
    /// Whether `text` is an expression.
    pub(in crate::explain) code: bool,
    /// Good or bad news.
    pub(in crate::explain) tone: Tone,
}

impl Cell {
    /// A cell of words.
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell that names clauses.
    pub(super) fn cites(cites: Vec<Cite>) -> Self {
        Self { cites, ..Self::default() }
    }

    /// A cell with an expression.
    pub(super) fn code(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: true, ..Self::default() }
    }
}

/// Good or bad news, never told by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::explain) enum Tone {
    /// Neither.
    #[default]
    Plain,
    /// Met.
    Good,
    /// Not met.
    Bad,
    /// Open.
    Open,
    /// Beside the point: not applicable, not looked at.
    Faint,
}
