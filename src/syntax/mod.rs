//! The expression language: text to tree, and tree to text.
//!
//! ```text
//! "資本金 ≦ ３億円"  ─ parse ─▶  Expr  ─ print ─▶  "資本金 <= 300,000,000円"
//! ```
//!
//! [`parse`] reads, [`print`](fn@print) writes a tree in plain form, [`format`](fn@format) puts an author's text
//! into plain form and keeps the author's figures. The grammar is `grammar/expression.pest`, the
//! manual `grammar/README.md`. Names are not resolved here, units not looked up and types not
//! known: `5人 + 1円` is read without complaint.

pub mod ast;
mod bounds;
mod complaint;
mod date;
mod format;
mod grammar;
mod hints;
mod number;
mod operand;
mod plain;
mod print;
mod token;

#[cfg(test)]
mod bounds_tests;
#[cfg(test)]
mod complaint_tests;
#[cfg(test)]
mod manual_tests;
#[cfg(test)]
mod print_tests;
#[cfg(test)]
mod tests;

pub use ast::{Aggregate, BinaryOp, Expr, ExprKind, Ident, RangeExpr};
pub use format::{changes, format};
pub use print::print;

use crate::diagnostic::Diagnostic;
use crate::source::Segments;

/// Reads one expression.
///
/// `pieces` says where the characters of `text` stand in their file; every span of the result,
/// and of the diagnostic, is a span of that file. A bracketed expression has the span of its
/// brackets. Numbers in the result are never negative (`-5` is [`ExprKind::Negate`]) and have at
/// most 40 digits. White space around and between words does not matter.
///
/// # Errors
///
/// One diagnostic, at the first place that cannot be read:
///
/// - `expression-too-long` beyond 4,096 bytes, `expression-too-deep` beyond 64 brackets and
///   `if`, `some`, `every` inside each other, 64 signs in a row before one operand, or a tree
///   deeper than 256 (a sum of more than 256 terms);
/// - `unclosed-text`, `escape-in-expression` in `"…"`;
/// - `bad-number` (`1.0.5`, `2万3億円`), `bad-date` (`2025-02-30`, `2021/6/15`);
/// - `chained-comparison` (`a < b < c`);
/// - `syntax` for everything else that `grammar/expression.pest` does not hold.
pub fn parse(text: &str, pieces: &Segments) -> Result<Expr, Diagnostic> {
    bounds::check(text, pieces)?;
    grammar::read(text, pieces)
}
