//! Rates over 100 %.
//!
//! A plain number over one is no mistake in itself: there are factors, ratios of openings to
//! applicants, indices. It is taken for a rate if it is called one (…率, …割合), or if an amount is
//! multiplied by it and it is written as a share: `150%`, `3/2`, `1.5`. Whoever means a factor
//! writes `1.5倍`, and is believed.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{NodeId, ParameterId, TableId};
use crate::program::{NodeKind, Program};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;
use crate::value::{Answer, Number, Type, Value};

use super::warn;

pub(super) fn find(program: &Program) -> Vec<Diagnostic> {
    let factors = Factors::of(program);
    let mut rates = factors.literals.clone();
    for (at, parameter) in program.parameters.iter().enumerate() {
        if !is_plain(&parameter.ty) {
            continue;
        }
        let used = factors.parameters.contains(&ParameterId::new(at));
        let is_named = is_rate(&parameter.name.ja);
        for dated in &parameter.values {
            if let Answer::Known(value) = &dated.value
                && (is_named || (used && is_share(&dated.written)))
            {
                rates.push((value.clone(), dated.written.clone(), dated.span));
            }
        }
    }
    rates.extend(cells(program, &factors));
    rates
        .into_iter()
        .filter(|(value, written, _)| is_over_one(value) && !is_factor(written))
        .map(|(_, written, at)| warn(Code::RateOverOne, at).with("value", written.trim()))
        .collect()
}

/// A value, how it is written and where.
type Rate = (Value, String, Span);

fn cells(program: &Program, factors: &Factors) -> Vec<Rate> {
    let mut found = Vec::new();
    for (at, table) in program.tables.iter().enumerate() {
        for (position, column) in table.columns.iter().enumerate() {
            let number = u16::try_from(position).unwrap_or(u16::MAX);
            let used = factors.columns.contains(&(TableId::new(at), number));
            let is_named = is_rate(&column.name.ja);
            if !is_plain(&column.ty) || !(used || is_named) {
                continue;
            }
            for row in table.editions.iter().flat_map(|edition| &edition.rows) {
                let (Some(cell), Some(place)) = (row.cells.get(position), row.places.get(position))
                else {
                    continue;
                };
                let written = program.sources.slice(*place);
                if is_named || is_share(written) {
                    found.push((cell.clone(), written.to_owned(), *place));
                }
            }
        }
    }
    found
}

/// What amounts are multiplied by.
#[derive(Debug, Default)]
struct Factors {
    literals: Vec<Rate>,
    parameters: BTreeSet<ParameterId>,
    columns: BTreeSet<(TableId, u16)>,
}

impl Factors {
    fn of(program: &Program) -> Self {
        let mut factors = Self::default();
        for node in &program.nodes {
            if let NodeKind::Binary { op: BinaryOp::Multiply, left, right } = &node.kind {
                factors.take(program, *left, *right);
                factors.take(program, *right, *left);
            }
        }
        factors
    }

    /// Takes in `factor` if it is a plain number by which an amount is multiplied.
    fn take(&mut self, program: &Program, amount: NodeId, factor: NodeId) {
        let (Some(amount), Some(factor)) = (program.node(amount), program.node(factor)) else {
            return;
        };
        if !matches!(&amount.ty, Type::Number(unit) if !unit.is_plain()) || !is_plain(&factor.ty) {
            return;
        }
        match &factor.kind {
            NodeKind::Constant(value) => {
                let written = program.sources.slice(factor.span);
                if is_share(written) {
                    self.literals.push((value.clone(), written.to_owned(), factor.span));
                }
            }
            NodeKind::Parameter(parameter) => {
                self.parameters.insert(*parameter);
            }
            NodeKind::Lookup { table, column, .. } => {
                self.columns.insert((*table, *column));
            }
            _ => {}
        }
    }
}

fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Number(unit) if unit.is_plain())
}

fn is_over_one(value: &Value) -> bool {
    matches!(value, Value::Number(number) if *number > Number::ONE)
}

/// Whether a name says that what it stands for is a share of a whole.
fn is_rate(name: &str) -> bool {
    name.ends_with("割合") || (name.ends_with('率') && !name.ends_with("倍率"))
}

/// Whether a number is written as a factor: `1.2倍`.
fn is_factor(written: &str) -> bool {
    written.contains('倍')
}

/// Whether one number is written as a share: with `%`, a fraction stroke or a decimal point.
fn is_share(written: &str) -> bool {
    let plain: String = written.trim().nfkc().collect();
    plain.chars().all(|sign| sign.is_ascii_digit() || ".,/% ".contains(sign))
        && plain.contains(['.', '/', '%'])
}
