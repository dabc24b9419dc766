//! An expression as written.
//!
//! Names are not resolved and types are not known; every node keeps its place in the file.

use chrono::NaiveDate;

use crate::source::Span;
use crate::value::{Number, Period};

/// An expression and its place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// From its first to its last character.
    pub span: Span,
}

/// Two expressions are equal if they say the same; their places do not count.
impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// A name and its place. Names are compared after NFKC; `text` is in that form.
#[derive(Clone, Debug)]
pub struct Ident {
    /// The name, NFKC.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl PartialEq for Ident {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// The forms of expressions.
#[expect(missing_docs, reason = "the example of each variant shows what its fields hold")]
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `300人`, `1,000円`, `5千万円`, `1.05倍`, `30%`: `value` is the plain number (30% is 3/10),
    /// `unit` the letters behind it (`None` for a plain number; `%` and `倍` are kept as written).
    Number { value: Number, unit: Option<String> },
    /// `true`, `false`.
    Truth(bool),
    /// `"…"`, without the quotes.
    Text(String),
    /// `2021-06-15`, `令和3年6月15日`.
    Date(NaiveDate),
    /// `30日`, `3か月`, `1年`, `3営業日`.
    Period(Period),
    /// `undetermined`: the document gives no answer.
    Undetermined,
    /// `not_applicable`.
    NotApplicable,
    /// A name.
    Name(String),
    /// `[a, b]`, possibly empty.
    List(Vec<Expr>),
    /// `[a..b)`.
    Range(Box<RangeExpr>),
    /// `not x`.
    Not(Box<Expr>),
    /// `-x`.
    Negate(Box<Expr>),
    /// `a + b`, `a and b`, `a <= b` …
    Binary { op: BinaryOp, left: Box<Expr>, right: Box<Expr> },
    /// `x in set`, `x not in set`; `set` may be a range.
    In { item: Box<Expr>, set: Box<Expr>, negated: bool },
    /// `x between a and b`: both ends included.
    Between { item: Box<Expr>, low: Box<Expr>, high: Box<Expr> },
    /// `if c then a else b`.
    If { condition: Box<Expr>, then: Box<Expr>, otherwise: Box<Expr> },
    /// `some x in list satisfies condition`, `every …` (`every` is true).
    Quantified { every: bool, variable: Ident, list: Box<Expr>, condition: Box<Expr> },
    /// `sum(body for x in list where filter)`.
    Aggregate {
        function: Aggregate,
        body: Box<Expr>,
        variable: Ident,
        list: Box<Expr>,
        filter: Option<Box<Expr>>,
    },
    /// `表[鍵]`.
    Index { base: Box<Expr>, keys: Vec<Expr> },
    /// `x.欄`.
    Field { base: Box<Expr>, field: Ident },
    /// `f(a, b)`.
    Call { function: Ident, arguments: Vec<Expr> },
}

/// A range literal; a missing end is open without limit.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeExpr {
    /// Lower end.
    pub low: Option<Expr>,
    /// Whether the lower end belongs to the range.
    pub low_included: bool,
    /// Upper end.
    pub high: Option<Expr>,
    /// Whether the upper end belongs to the range.
    pub high_included: bool,
}

/// Operators between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl BinaryOp {
    /// Whether it compares two values.
    #[must_use]
    pub const fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::NotEqual
                | Self::Less
                | Self::LessOrEqual
                | Self::Greater
                | Self::GreaterOrEqual
        )
    }

    /// The sign or word in its plain form.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }
}

/// Functions over the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// `sum`; 0 of an empty list.
    Sum,
    /// `count`.
    Count,
    /// `min`; not applicable of an empty list.
    Min,
    /// `max`; not applicable of an empty list.
    Max,
}

impl Aggregate {
    /// The name as written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Count => "count",
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}
