//! Roundings of values that are rounded already.
//!
//! A sum, a product or a share of rounded values is a new value; whatever only chooses among values
//! passes a rounded one on.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{Case, NodeKind, Program};
use crate::source::Span;
use crate::text::Text;

use super::warn;

/// How far a value is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rounded {
    /// It may have a fraction.
    No,
    /// It is a stated number.
    Stated,
    /// It is rounded at this place, whatever the way to it.
    At(Span),
}

impl Rounded {
    /// Of one of two values, whichever is taken.
    fn either(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::At(at), _) | (_, Self::At(at)) => Self::At(at),
            (Self::Stated, Self::Stated) => Self::Stated,
        }
    }
}

pub(super) fn find(program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for node in &program.nodes {
        if let Some(inner) = rounding(&node.kind)
            && let Rounded::At(first) = rounded(program, inner)
        {
            let words = Text::new("初めの端数処理", "the first rounding");
            found.push(warn(Code::DoubleRounding, node.span).related(first, words));
        }
    }
    found
}

/// What a rounding rounds.
fn rounding(kind: &NodeKind) -> Option<NodeId> {
    match kind {
        NodeKind::Call { function, arguments } if function.name.starts_with("round_") => {
            arguments.first().copied()
        }
        _ => None,
    }
}

fn rounded(program: &Program, node: NodeId) -> Rounded {
    let Some(node) = program.node(node) else { return Rounded::No };
    let inner = |node: NodeId| rounded(program, node);
    if rounding(&node.kind).is_some() {
        return Rounded::At(node.span);
    }
    match &node.kind {
        NodeKind::Constant(_)
        | NodeKind::Parameter(_)
        | NodeKind::Lookup { .. }
        | NodeKind::Undetermined
        | NodeKind::NotApplicable => Rounded::Stated,
        NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => {
            program.rule(*rule).map_or(Rounded::No, |rule| inner(rule.body))
        }
        NodeKind::Stage { body, .. } | NodeKind::Scope { body, .. } => inner(*body),
        NodeKind::If { then, otherwise, .. } => inner(*then).either(inner(*otherwise)),
        NodeKind::IfApplicable { value, otherwise } => inner(*value).either(inner(*otherwise)),
        NodeKind::First { cases, otherwise } => {
            let last = otherwise.iter().map(|case| case.value);
            any_of(program, values(cases).chain(last))
        }
        NodeKind::Exceptions { body, exceptions } => {
            any_of(program, values(exceptions).chain([*body]))
        }
        NodeKind::Editions(editions) => {
            any_of(program, editions.iter().map(|edition| edition.body))
        }
        NodeKind::Call { function, arguments } if matches!(function.name, "min" | "max") => {
            any_of(program, arguments.iter().copied())
        }
        _ => Rounded::No,
    }
}

fn values(cases: &[Case]) -> impl Iterator<Item = NodeId> {
    cases.iter().map(|case| case.value)
}

fn any_of(program: &Program, nodes: impl Iterator<Item = NodeId>) -> Rounded {
    nodes.map(|node| rounded(program, node)).fold(Rounded::Stated, Rounded::either)
}
