//! Roundings of values that are rounded already.
//!
//! A sum, a product or a share of rounded values is a new value; whatever only chooses among values
//! passes a rounded one on.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{NodeId, RuleId};
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
    let mut reader = Reader { program, rules: BTreeMap::new() };
    let mut found = Vec::new();
    for node in &program.nodes {
        if let Some(inner) = rounding(&node.kind)
            && let Rounded::At(first) = reader.rounded(inner)
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

struct Reader<'p> {
    program: &'p Program,
    /// Rules that have been looked at: many may lead to one.
    rules: BTreeMap<RuleId, Rounded>,
}

impl Reader<'_> {
    fn rounded(&mut self, node: NodeId) -> Rounded {
        let program = self.program;
        let Some(node) = program.node(node) else { return Rounded::No };
        if rounding(&node.kind).is_some() {
            return Rounded::At(node.span);
        }
        match &node.kind {
            NodeKind::Constant(_)
            | NodeKind::Parameter(_)
            | NodeKind::Lookup { .. }
            | NodeKind::Undetermined
            | NodeKind::NotApplicable => Rounded::Stated,
            NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => self.rule(*rule),
            NodeKind::Stage { body, .. } | NodeKind::Scope { body, .. } => self.rounded(*body),
            NodeKind::If { then, otherwise, .. } => self.any_of([*then, *otherwise]),
            NodeKind::IfApplicable { value, otherwise } => self.any_of([*value, *otherwise]),
            NodeKind::First { cases, otherwise } => {
                let last = otherwise.iter().map(|case| case.value);
                self.any_of(values(cases).chain(last))
            }
            NodeKind::Exceptions { body, exceptions } => {
                self.any_of(values(exceptions).chain([*body]))
            }
            NodeKind::Editions(editions) => {
                self.any_of(editions.iter().map(|edition| edition.body))
            }
            NodeKind::Call { function, arguments } if matches!(function.name, "min" | "max") => {
                self.any_of(arguments.iter().copied())
            }
            _ => Rounded::No,
        }
    }

    fn rule(&mut self, id: RuleId) -> Rounded {
        if let Some(known) = self.rules.get(&id) {
            return *known;
        }
        let body = self.program.rule(id).map(|rule| rule.body);
        let found = body.map_or(Rounded::No, |body| self.rounded(body));
        self.rules.insert(id, found);
        found
    }

    fn any_of(&mut self, nodes: impl IntoIterator<Item = NodeId>) -> Rounded {
        let each = nodes.into_iter().map(|node| self.rounded(node));
        each.fold(Rounded::Stated, Rounded::either)
    }
}

fn values(cases: &[Case]) -> impl Iterator<Item = NodeId> {
    cases.iter().map(|case| case.value)
}
