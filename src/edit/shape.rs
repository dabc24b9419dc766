//! What stands where in a rule file, as far as an edit has to know it.
//!
//! `300人` is a figure under `value` and words under `about`. The table says which scalars are
//! expressions and dates; a test compares it with what the reader of declarations takes for one.

/// The part of a rule file that a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Words, ids, names: whatever an edit leaves alone.
    Free,
    File,
    Scheme,
    Facts,
    Fact,
    Parameters,
    Parameter,
    /// A list of dated things.
    Dated,
    /// A dated value, a version of a table, a version of a rule.
    Edition,
    Tables,
    Table,
    Columns,
    Rows,
    Row,
    /// A row, or a word that says that there is none.
    Otherwise,
    Rules,
    Rule,
    Conditions,
    Condition,
    Cases,
    Case,
    Amount,
    Stage,
    Elements,
    Element,
    Warnings,
    Allocation,
    RankingKeys,
    Holidays,
    Periods,
    Period,
    /// An expression, or a sequence of them.
    Expression,
    Date,
}

use Shape as S;

/// Stands for every key of a mapping that is keyed by name.
const ANY: &str = "*";
/// Stands for every item of a sequence.
const ITEM: &str = "-";

/// Of a part, what is behind a key.
const PARTS: &[(Shape, &[(&str, Shape)])] = &[
    (
        S::File,
        &[
            ("scheme", S::Scheme),
            ("facts", S::Facts),
            ("parameters", S::Parameters),
            ("tables", S::Tables),
            ("rules", S::Rules),
            ("warnings", S::Warnings),
            ("holidays", S::Holidays),
            ("allocation", S::Allocation),
        ],
    ),
    (S::Scheme, &[("in_force", S::Period), ("allow", S::Periods)]),
    (S::Periods, &[(ITEM, S::Period)]),
    (S::Period, &[("from", S::Date), ("until", S::Date)]),
    (S::Facts, &[(ANY, S::Fact)]),
    (S::Fact, &[("range", S::Expression), ("default", S::Expression), ("of", S::Facts)]),
    (S::Parameters, &[(ANY, S::Parameter)]),
    (S::Parameter, &[("confirm_by", S::Date), ("values", S::Dated)]),
    (S::Dated, &[(ITEM, S::Edition)]),
    (S::Edition, &[("from", S::Date), ("until", S::Date), ("confirmed_on", S::Date)]),
    (S::Edition, BODY),
    (S::Edition, &[("rows", S::Rows), ("otherwise", S::Otherwise)]),
    (S::Tables, &[(ANY, S::Table)]),
    (
        S::Table,
        &[
            ("confirm_by", S::Date),
            ("columns", S::Columns),
            ("rows", S::Rows),
            ("otherwise", S::Otherwise),
            ("versions", S::Dated),
        ],
    ),
    (S::Rows, &[(ANY, S::Row)]),
    (S::Row, &[("values", S::Expression), (ITEM, S::Expression)]),
    (S::Otherwise, &[(ITEM, S::Expression)]),
    (S::Rules, &[(ANY, S::Rule)]),
    (
        S::Rule,
        &[
            ("each", S::Expression),
            ("applies_when", S::Expression),
            ("unless", S::Cases),
            ("versions", S::Dated),
        ],
    ),
    (S::Rule, BODY),
    (S::Conditions, &[(ITEM, S::Condition)]),
    (
        S::Condition,
        &[
            ("if", S::Expression),
            ("applies_when", S::Expression),
            ("all", S::Conditions),
            ("any", S::Conditions),
            ("none", S::Conditions),
        ],
    ),
    (S::Cases, &[(ITEM, S::Case)]),
    (S::Case, &[("when", S::Expression), ("value", S::Expression), ("otherwise", S::Expression)]),
    (S::Amount, &[(ANY, S::Stage)]),
    (S::Stage, &[("value", S::Expression)]),
    (S::Elements, &[(ITEM, S::Element)]),
    (S::Element, &[("when", S::Expression)]),
    (S::Warnings, &[(ANY, S::Element)]),
    (
        S::Allocation,
        &[
            ("facts", S::Facts),
            ("ranked_when", S::Expression),
            ("requested", S::Expression),
            ("keys", S::RankingKeys),
        ],
    ),
    (S::RankingKeys, &[(ITEM, S::Stage)]),
    (S::Holidays, &[(ANY, S::Period)]),
    (S::Expression, &[(ITEM, S::Expression)]),
];

/// What a rule, or a dated value, is worked out by.
const BODY: &[(&str, Shape)] = &[
    ("value", S::Expression),
    ("all", S::Conditions),
    ("any", S::Conditions),
    ("none", S::Conditions),
    ("first", S::Cases),
    ("amount", S::Amount),
    ("collect", S::Elements),
];

impl Shape {
    /// What is behind `key`. Keys that start with `x-` are the author's own.
    pub(super) fn under(self, key: &str) -> Self {
        if key.starts_with("x-") { Self::Free } else { self.part(key) }
    }

    /// What the items of a sequence are.
    pub(super) fn item(self) -> Self {
        self.part(ITEM)
    }

    fn part(self, key: &str) -> Self {
        let parts = PARTS.iter().filter(|(whole, _)| *whole == self).flat_map(|(_, parts)| *parts);
        let mut parts = parts.filter(|(name, _)| *name == key || *name == ANY);
        parts.next().map_or(Self::Free, |(_, part)| *part)
    }

    /// Whether a scalar in this place is an expression.
    pub(super) fn is_expression(self) -> bool {
        matches!(self, Self::Expression | Self::Condition | Self::Stage | Self::Row)
    }

    /// Whether what stands here is read down its columns: figures, dates and conditions, not
    /// words, which may be of any length.
    pub(super) fn is_in_columns(self) -> bool {
        matches!(self, Self::Dated | Self::Rows | Self::Columns | Self::Cases)
    }
}
