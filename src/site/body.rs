//! Bodies of rules as nested blocks with Japanese connectives.

use serde::Serialize;

use crate::model::{Body, Case, Condition, Element, Says, Staged, Test};

use super::book::{Book, Cite, Link};
use super::directory::Sort;
use super::expression::{Piece, pieces};
use super::parts::collected;
use super::words;

/// What an applicant reads about a condition or a rule.
#[derive(Debug, Default, Serialize)]
pub(super) struct Said {
    /// In every case; empty where the two below differ.
    both: String,
    /// When it holds.
    holds: String,
    /// When it does not.
    fails: String,
}

/// A piece of a body.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Block {
    /// An expression.
    Line {
        /// It.
        pieces: Vec<Piece>,
        /// What goes with it.
        notes: Notes,
    },
    /// Conditions that are joined.
    Group {
        /// How they are joined.
        lead: &'static str,
        /// They.
        items: Vec<Block>,
        /// What goes with the whole.
        notes: Notes,
    },
    /// Ordered cases.
    Cases {
        /// They; the last one has no condition.
        rows: Vec<CaseRow>,
    },
    /// Stages of an amount.
    Amount {
        /// They, in order.
        rows: Vec<StageRow>,
    },
    /// What a set may hold.
    Collect {
        /// Its elements.
        rows: Vec<ElementRow>,
    },
}

/// Clauses, scope and words of a part of a body.
#[derive(Debug, Default, Serialize)]
pub(super) struct Notes {
    /// Where alone it counts; empty where it always does.
    scope: Vec<Piece>,
    cites: Vec<Cite>,
    says: Said,
}

/// A case of `first`, or an exception.
#[derive(Debug, Serialize)]
pub(super) struct CaseRow {
    /// Its condition; empty for all other cases.
    when: Vec<Piece>,
    value: Vec<Piece>,
    notes: Notes,
}

/// A stage of an amount.
#[derive(Debug, Serialize)]
pub(super) struct StageRow {
    stage: &'static str,
    value: Vec<Piece>,
    notes: Notes,
}

/// An element of a set.
#[derive(Debug, Serialize)]
pub(super) struct ElementRow {
    items: Vec<Link>,
    /// When it is in; empty for always.
    when: Vec<Piece>,
    /// What happens while that is open; empty where the whole set is open then.
    if_unknown: &'static str,
    cites: Vec<Cite>,
}

impl Block {
    /// Every piece of every expression in it, in order.
    pub(super) fn pieces(&self) -> Vec<&Piece> {
        match self {
            Self::Line { pieces, notes } => pieces.iter().chain(&notes.scope).collect(),
            Self::Group { items, notes, .. } => {
                notes.scope.iter().chain(items.iter().flat_map(Self::pieces)).collect()
            }
            Self::Cases { rows } => rows.iter().flat_map(CaseRow::pieces).collect(),
            Self::Amount { rows } => rows.iter().flat_map(|row| &row.value).collect(),
            Self::Collect { rows } => rows.iter().flat_map(|row| &row.when).collect(),
        }
    }
}

impl CaseRow {
    /// Every piece of its expressions, in order.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.when.iter().chain(&self.value)
    }
}

/// Writes bodies of one rule.
pub(super) struct Writer<'a, 'b> {
    pub(super) book: &'a Book<'b>,
    /// The loop variable of the rule and the list whose rows it stands for.
    pub(super) rows: Vec<(String, String)>,
}

impl Writer<'_, '_> {
    /// An expression of the rule.
    pub(super) fn expression(&self, expr: &crate::syntax::ast::Expr) -> Vec<Piece> {
        pieces(self.book, expr, &self.rows)
    }

    /// The words for the applicant.
    pub(super) fn said(&self, says: &Says) -> Said {
        let (holds, fails) = (self.book.text(&says.holds), self.book.text(&says.fails));
        if holds == fails {
            return Said { both: holds, ..Said::default() };
        }
        Said { both: String::new(), holds, fails }
    }

    /// A body.
    pub(super) fn body(&self, body: &Body) -> Block {
        match body {
            Body::Value(expr) => {
                Block::Line { pieces: self.expression(expr), notes: Notes::default() }
            }
            Body::Conditions(mode, items) => Block::Group {
                lead: words::mode(*mode, self.book.lang),
                items: items.iter().map(|item| self.condition(item)).collect(),
                notes: Notes::default(),
            },
            Body::First(cases, otherwise) => {
                let all = cases.iter().chain(otherwise.as_deref());
                Block::Cases { rows: all.map(|case| self.case(case)).collect() }
            }
            Body::Amount(stages) => {
                Block::Amount { rows: stages.iter().map(|stage| self.stage(stage)).collect() }
            }
            Body::Collect(of, elements) => {
                let row = |element| self.element(&of.text, element);
                Block::Collect { rows: elements.iter().map(row).collect() }
            }
        }
    }

    fn condition(&self, condition: &Condition) -> Block {
        let notes = Notes {
            scope: self.optional(condition.applies_when.as_ref()),
            cites: self.book.cites(&condition.clauses),
            says: self.said(&condition.says),
        };
        match &condition.test {
            Test::If(expr) => Block::Line { pieces: self.expression(expr), notes },
            Test::Nested(mode, items) => Block::Group {
                lead: words::mode(*mode, self.book.lang),
                items: items.iter().map(|item| self.condition(item)).collect(),
                notes,
            },
        }
    }

    /// A case or an exception.
    pub(super) fn case(&self, case: &Case) -> CaseRow {
        CaseRow {
            when: self.optional(case.when.as_ref()),
            value: self.expression(&case.value),
            notes: Notes {
                scope: Vec::new(),
                cites: self.book.cites(&case.clauses),
                says: self.said(&case.says),
            },
        }
    }

    fn stage(&self, stage: &Staged) -> StageRow {
        StageRow {
            stage: words::stage(stage.stage, stage.rounding, self.book.lang),
            value: self.expression(&stage.value),
            notes: Notes {
                scope: Vec::new(),
                cites: self.book.cites(&stage.clauses),
                says: self.said(&stage.says),
            },
        }
    }

    fn element(&self, of: &str, element: &Element) -> ElementRow {
        let sort = collected(of);
        let item = |name: &crate::syntax::ast::Ident| self.item(sort, &name.text);
        ElementRow {
            items: element.add.iter().map(item).collect(),
            when: self.optional(element.when.as_ref()),
            if_unknown: match element.if_unknown {
                Some(true) => self.book.words.show,
                Some(false) => self.book.words.hide,
                None => "",
            },
            cites: match sort {
                Some(Sort::Clause) if element.clauses.is_empty() => self.book.cites(&element.add),
                _ => self.book.cites(&element.clauses),
            },
        }
    }

    fn item(&self, sort: Option<Sort>, name: &str) -> Link {
        let target = sort.and_then(|sort| self.book.directory.other_of(sort, name));
        target.map_or_else(
            || Link { to: String::new(), text: name.to_owned(), sort: "" },
            |target| self.book.link(target),
        )
    }

    fn optional(&self, expr: Option<&crate::syntax::ast::Expr>) -> Vec<Piece> {
        expr.map(|expr| self.expression(expr)).unwrap_or_default()
    }
}
