//! Parts of a tree under construction.

use super::ast::{Expr, ExprKind, RangeExpr};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Levels of a tree. A chain `a + b + c` has one level per sign.
const MOST_LEVELS: u32 = 256;
/// What was read, or why it was not.
pub(super) type Read<T> = Result<T, Diagnostic>;

/// An expression on its way into a larger one.
pub(super) struct Operand {
    pub(super) expr: Expr,
    /// Levels of the tree, 1 for a single name.
    pub(super) levels: u32,
    /// A comparison that stands without brackets, so that another one makes a chain.
    pub(super) is_bare_comparison: bool,
}

/// The contents of a pair of brackets.
#[derive(Default)]
pub(super) struct Enclosed {
    /// Brackets included.
    pub(super) span: Span,
    pub(super) low_included: bool,
    pub(super) high_included: bool,
    /// What stands before `..`, or everything where there is none.
    pub(super) items: Vec<Expr>,
    pub(super) has_dots: bool,
    /// What stands behind `..`: one end or nothing.
    pub(super) high: Vec<Expr>,
    /// Levels of the deepest item.
    pub(super) levels: u32,
}

impl Enclosed {
    pub(super) fn into_range(mut self) -> Read<Operand> {
        let range = RangeExpr {
            low: self.items.pop(),
            low_included: self.low_included,
            high: self.high.pop(),
            high_included: self.high_included,
        };
        node(ExprKind::Range(Box::new(range)), self.span, [self.levels])
    }
}

/// A node above parts that have so many levels each.
pub(super) fn node(
    kind: ExprKind,
    span: Span,
    levels: impl IntoIterator<Item = u32>,
) -> Read<Operand> {
    let levels = levels.into_iter().max().unwrap_or(0) + 1;
    if levels > MOST_LEVELS {
        return Err(too_deep(span, MOST_LEVELS));
    }
    Ok(Operand { expr: Expr { kind, span }, levels, is_bare_comparison: false })
}

pub(super) fn too_deep(span: Span, limit: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::new(Code::ExpressionTooDeep, span).with("limit", limit)
}
