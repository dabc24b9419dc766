//! The points of rules and warnings: what their bodies are made of.

use crate::ids::{NodeId, RuleId};
use crate::program::{Node, NodeKind, Stage};
use crate::source::Span;
use crate::text::Text;
use crate::value::Type;

use super::super::point::{Goal, Kind, Point, Side, Watch};
use super::super::{edges, walk};
use super::operands::{End, comparisons, conditions};
use super::{Drawing, Within, known};

impl<'p> Drawing<'p> {
    pub(super) fn rule(&mut self, id: RuleId) {
        let Some(rule) = self.program.rule(id).filter(|rule| self.is_reached(rule.body)) else {
            return;
        };
        let within = Within { rule: Some(id), clauses: &rule.clauses };
        let goals = match rule.ty {
            _ if edges::is_never_known(self.program, rule.body) => {
                vec![Goal::wanted(Side::Unknown)]
            }
            Type::Truth => self.both_ways(rule.body),
            _ => known(),
        };
        self.point(Kind::Rule, within, rule.name.clone(), rule.span, goals, vec![rule.body]);
        self.walk(rule.body, within);
    }

    pub(super) fn warnings(&mut self) {
        for warning in &self.program.warnings {
            let within = Within { rule: None, clauses: &warning.clauses };
            match warning.when {
                Some(when) => {
                    self.condition_named(when, within, warning.name.clone());
                    self.walk(when, within);
                }
                None => self.points.push(Point {
                    kind: Kind::Thing,
                    rule: None,
                    name: warning.name.clone(),
                    span: Span::default(),
                    clauses: warning.clauses.clone(),
                    goals: vec![Goal::wanted(Side::Known)],
                    watch: Watch::Run,
                }),
            }
        }
    }

    /// A condition: to hold and to fail. One that is a literal has no other way.
    fn condition(&mut self, node: NodeId, within: Within<'_>) {
        self.condition_named(node, within, Text::default());
    }

    fn condition_named(&mut self, id: NodeId, within: Within<'_>, name: Text) {
        let Some(node) = self.program.node(id) else { return };
        let is_fixed = matches!(
            node.kind,
            NodeKind::Constant(_) | NodeKind::Undetermined | NodeKind::NotApplicable
        );
        if is_fixed {
            return;
        }
        // What applies under a condition of its own is told by what it says, not by the whole item.
        let inner = |node: &'p Node| match node.kind {
            NodeKind::Requirement { condition: body, .. } | NodeKind::Scope { body, .. } => {
                self.program.node(body)
            }
            _ => None,
        };
        let mut said = node;
        while let Some(body) = inner(said) {
            said = body;
        }
        self.point(Kind::Condition, within, name, said.span, self.both_ways(id), vec![id]);
    }

    /// To hold and to fail; only told where neither a fact nor a reading nor a date moves it.
    fn both_ways(&self, node: NodeId) -> Vec<Goal> {
        let of = if edges::is_movable(self.program, node) { Goal::wanted } else { Goal::told };
        let told = [Side::Unknown, Side::NotApplicable].map(Goal::told);
        [Side::Held, Side::Failed].map(of).into_iter().chain(told).collect()
    }

    /// The points of what a node is made of.
    fn walk(&mut self, id: NodeId, within: Within<'p>) {
        let Some(node) = self.program.node(id) else { return };
        match &node.kind {
            NodeKind::Conditions { items, .. } => {
                for item in items {
                    let inner = within.citing(&item.clauses);
                    self.condition(item.node, inner);
                    self.walk(item.node, inner);
                }
            }
            NodeKind::First { cases, otherwise } => {
                self.cases(cases, within);
                if let Some(last) = otherwise {
                    self.walk(last.value, within.citing(&last.clauses));
                }
            }
            NodeKind::Exceptions { body, exceptions } => {
                self.cases(exceptions, within);
                self.walk(*body, within);
            }
            NodeKind::Collect(elements) => self.collected(id, elements, within),
            NodeKind::Stage { body, clauses, stage, .. } => {
                let inner = within.citing(clauses);
                match self.program.node(*body) {
                    Some(limited) if matches!(stage, Stage::AtLeast | Stage::AtMost) => {
                        self.limited(*body, limited, *stage, inner);
                    }
                    _ => self.walk(*body, inner),
                }
            }
            NodeKind::Editions(editions) => {
                for edition in editions {
                    let span = self.program.node(edition.body).map_or(node.span, |node| node.span);
                    let name = Text::same(edition.from.to_string());
                    self.point(Kind::Thing, within, name, span, known(), vec![edition.body]);
                    self.walk(edition.body, within);
                }
            }
            kind => {
                for condition in conditions(self.program, kind) {
                    self.condition(condition, within);
                }
                for (left, right, end) in comparisons(kind) {
                    let name = self.end_name(node.span, end);
                    self.boundary(id, (left, right), name, node.span, within);
                }
                for operand in walk::operands(kind) {
                    self.walk(operand, within);
                }
            }
        }
    }

    fn cases(&mut self, cases: &'p [crate::program::Case], within: Within<'p>) {
        for case in cases {
            let inner = within.citing(&case.clauses);
            self.condition(case.when, inner);
            self.walk(case.when, inner);
            self.walk(case.value, inner);
        }
    }

    fn collected(
        &mut self,
        id: NodeId,
        elements: &'p [crate::program::Element],
        within: Within<'p>,
    ) {
        for element in elements {
            let inner = within.citing(&element.clauses);
            match element.when {
                Some(when) => {
                    self.condition(when, inner);
                    self.walk(when, inner);
                }
                None if !element.clauses.is_empty() => {
                    let span = self.program.node(id).map_or_else(Span::default, |node| node.span);
                    let name = self.names(id, &element.values);
                    self.point(Kind::Thing, inner, name, span, known(), vec![id]);
                }
                None => {}
            }
        }
    }

    /// What a collected element is called.
    fn names(&self, id: NodeId, values: &[crate::value::Value]) -> Text {
        let of = match self.program.node(id).map(|node| &node.ty) {
            Some(Type::Set(of)) => (**of).clone(),
            _ => Type::Any,
        };
        let words = |lang| {
            let each = values
                .iter()
                .map(|value| crate::explain::show(self.program, value, &of, lang).text);
            each.collect::<Vec<_>>().join(", ")
        };
        Text::new(words(crate::text::Lang::Ja), words(crate::text::Lang::En))
    }

    /// A limit of an amount, `at_least` or `at_most`, called by what it is.
    fn limited(&mut self, id: NodeId, node: &'p Node, stage: Stage, within: Within<'p>) {
        let limit = self.written(node.span);
        let name = match stage {
            Stage::AtLeast => Text::new(format!("下限 {limit}"), format!("at least {limit}")),
            _ => Text::new(format!("上限 {limit}"), format!("at most {limit}")),
        };
        if let [(left, right, _)] = comparisons(&node.kind).as_slice() {
            self.boundary(id, (*left, *right), name, node.span, within);
        }
        for operand in walk::operands(&node.kind) {
            self.walk(operand, within);
        }
    }

    fn written(&self, span: Span) -> String {
        self.program.sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the comparison with one end of a range is called; empty for one that says it all.
    fn end_name(&self, span: Span, end: End) -> Text {
        let written = self.written(span);
        match end {
            End::None => Text::default(),
            End::Low => Text::new(format!("{written}（始め）"), format!("{written} (start)")),
            End::High => Text::new(format!("{written}（終わり）"), format!("{written} (end)")),
        }
    }

    fn boundary(
        &mut self,
        node: NodeId,
        (left, right): (NodeId, NodeId),
        name: Text,
        span: Span,
        within: Within<'_>,
    ) {
        let Some(edge) = edges::edge(self.program, node, left, right) else { return };
        let goals = edges::goals(self.program, &edge);
        if goals.is_empty() {
            return;
        }
        self.points.push(Point {
            kind: Kind::Boundary,
            rule: within.rule,
            name,
            span,
            clauses: within.clauses.to_vec(),
            goals,
            watch: Watch::Edge(edge),
        });
    }
}
