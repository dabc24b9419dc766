//! What two rule sets are compared by: declared things, each with its lines.

use chrono::NaiveDate;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::text::Text;

/// A sort of declared thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The scheme itself.
    Scheme,
    /// A clause of the register.
    Clause,
    /// A fact.
    Fact,
    /// A parameter.
    Parameter,
    /// A table.
    Table,
    /// A rule.
    Rule,
    /// A reading.
    Reading,
    /// A document.
    Document,
    /// A step of the procedure.
    Step,
    /// A contact.
    Contact,
    /// A warning.
    Warning,
    /// An output.
    Output,
    /// Holidays.
    Holidays,
    /// A calendar.
    Calendar,
    /// A code list.
    Codes,
    /// The ranking of applications.
    Allocation,
}

impl Kind {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> Text {
        let (ja, en) = match self {
            Self::Scheme => ("制度", "scheme"),
            Self::Clause => ("条項", "clause"),
            Self::Fact => ("事実", "fact"),
            Self::Parameter => ("値", "value"),
            Self::Table => ("表", "table"),
            Self::Rule => ("規則", "rule"),
            Self::Reading => ("読み方", "reading"),
            Self::Document => ("書類", "document"),
            Self::Step => ("手続", "step"),
            Self::Contact => ("連絡先", "contact"),
            Self::Warning => ("注意", "warning"),
            Self::Output => ("結果", "output"),
            Self::Holidays => ("休日", "holidays"),
            Self::Calendar => ("暦", "calendar"),
            Self::Codes => ("分類", "code list"),
            Self::Allocation => ("配分", "allocation"),
        };
        Text::new(ja, en)
    }
}

/// A declared thing.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// What the two rule sets are matched by.
    pub(super) id: String,
    pub(super) name: Text,
    pub(super) clauses: Vec<String>,
    /// What is said of it on every day.
    pub(super) lines: Vec<Line>,
    /// What is said of it on some days, in the order of time.
    pub(super) versions: Vec<Version>,
}

/// What is said on some days. Both ends are included.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub(super) from: NaiveDate,
    pub(super) until: Option<NaiveDate>,
    pub(super) lines: Vec<Line>,
}

/// How lines of one key stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Their order changes nothing: conditions of a block, rows of a table.
    Free,
    /// Their order matters: cases, stages of an amount.
    Fixed,
}

/// One thing that is said.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// What sort of thing is said; lines of one key are matched with one another.
    pub(super) key: &'static str,
    /// What identifies it among those of its key, if anything does: the key of a row.
    pub(super) ident: String,
    /// What it is called.
    pub(super) label: Text,
    /// As it is shown.
    pub(super) text: Text,
    /// What is compared.
    pub(super) norm: String,
    pub(super) clauses: Vec<String>,
    pub(super) order: Order,
    /// Whether a decision can hang on it; otherwise it is words alone.
    pub(super) decides: bool,
    /// Whether its text is a list of which each part stays or changes.
    pub(super) listed: bool,
}

impl Line {
    /// A line on which a decision can hang.
    pub(super) fn new(key: &'static str, label: (&str, &str), text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            key,
            ident: String::new(),
            label: Text::new(label.0, label.1),
            norm: normal(&text),
            text: Text::same(text),
            clauses: Vec::new(),
            order: Order::Free,
            decides: true,
            listed: false,
        }
    }

    /// Words that nothing hangs on; none if there are none.
    pub(super) fn words(key: &'static str, label: (&str, &str), text: &Text) -> Option<Self> {
        (!text.is_empty()).then(|| Self {
            text: text.clone(),
            norm: normal(&format!("{}\n{}", text.ja, text.en.as_deref().unwrap_or_default())),
            decides: false,
            ..Self::new(key, label, "")
        })
    }

    pub(super) fn compared_by(self, norm: &str) -> Self {
        Self { norm: normal(norm), ..self }
    }

    pub(super) fn called(self, ident: impl Into<String>) -> Self {
        Self { ident: ident.into(), ..self }
    }

    pub(super) fn with_clauses(self, clauses: Vec<String>) -> Self {
        Self { clauses, ..self }
    }

    pub(super) fn in_order(self) -> Self {
        Self { order: Order::Fixed, ..self }
    }
}

/// A text with compatible characters and spaces made equal.
pub(super) fn normal(text: &str) -> String {
    let folded: String = text.nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
