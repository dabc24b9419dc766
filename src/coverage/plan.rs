//! From a program to the points that cases should look at.

use crate::ids::{ClauseId, NodeId, ParameterId, RuleId};
use crate::program::{Node, NodeKind, Program, Stage};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;
use crate::text::Text;
use crate::value::Type;

use super::edges;
use super::point::{Goal, Kind, Lookup, Point, Side, Watch};
use super::walk;

/// The points of one program, in the order of its rules.
#[derive(Clone, Debug)]
pub struct Plan {
    points: Vec<Point>,
    /// For each node the points that watch it.
    pub(super) watching: Vec<Vec<usize>>,
    /// For each node whether its last answer is needed by a point that watches another one.
    pub(super) kept: Vec<bool>,
    /// Position of the first goal of each point among all goals.
    pub(super) first_goal: Vec<usize>,
}

impl Plan {
    /// The points of what decisions of `program` may look at. Rules that no output and no warning
    /// needs are left out: no case could reach them.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let reached = walk::decided(program);
        let mut drawing = Drawing { program, reached: &reached, points: Vec::new() };
        for rule in 0..program.rules.len() {
            drawing.rule(RuleId::new(rule));
        }
        drawing.warnings();
        drawing.tables();
        drawing.things();
        Self::index(program, drawing.points)
    }

    /// The points.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// How many goals there are, demanded or told.
    pub(super) fn goals(&self) -> usize {
        self.points.iter().map(|point| point.goals.len()).sum()
    }

    fn index(program: &Program, points: Vec<Point>) -> Self {
        let mut plan = Self {
            points: Vec::new(),
            watching: vec![Vec::new(); program.nodes.len()],
            kept: vec![false; program.nodes.len()],
            first_goal: Vec::new(),
        };
        let mut goals = 0;
        for (number, point) in points.iter().enumerate() {
            plan.first_goal.push(goals);
            goals += point.goals.len();
            let (watched, kept): (Vec<NodeId>, Vec<NodeId>) = match &point.watch {
                Watch::Answer(nodes) => (nodes.clone(), Vec::new()),
                Watch::Edge(edge) => (vec![edge.node], vec![edge.value, edge.limit]),
                Watch::Row { lookups, .. } => {
                    lookups.iter().map(|lookup| (lookup.node, lookup.key)).unzip()
                }
                Watch::Run => (Vec::new(), Vec::new()),
            };
            for node in watched {
                if let Some(list) = plan.watching.get_mut(node.index()) {
                    list.push(number);
                }
            }
            for node in kept {
                if let Some(flag) = plan.kept.get_mut(node.index()) {
                    *flag = true;
                }
            }
        }
        plan.points = points;
        plan
    }
}

struct Drawing<'p> {
    program: &'p Program,
    reached: &'p [bool],
    points: Vec<Point>,
}

/// What a node stands in.
#[derive(Clone, Copy)]
struct Within<'a> {
    rule: Option<RuleId>,
    clauses: &'a [ClauseId],
}

impl<'a> Within<'a> {
    /// Clauses of its own take the place of those around it.
    fn citing(self, own: &'a [ClauseId]) -> Self {
        if own.is_empty() { self } else { Self { clauses: own, ..self } }
    }
}

impl<'p> Drawing<'p> {
    fn is_reached(&self, node: NodeId) -> bool {
        self.reached.get(node.index()).copied().unwrap_or(false)
    }

    fn rule(&mut self, id: RuleId) {
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

    fn warnings(&mut self) {
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

    fn point(
        &mut self,
        kind: Kind,
        within: Within<'_>,
        name: Text,
        span: Span,
        goals: Vec<Goal>,
        nodes: Vec<NodeId>,
    ) {
        let (rule, clauses) = (within.rule, within.clauses.to_vec());
        let watch = Watch::Answer(nodes);
        self.points.push(Point { kind, rule, name, span, clauses, goals, watch });
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

    fn tables(&mut self) {
        for (number, table) in self.program.tables.iter().enumerate() {
            let lookups = self.lookups(number);
            let Some(first) = lookups.first() else { continue };
            let whole =
                edges::step(self.program, first.key, &table.key) == crate::value::Number::ONE;
            for (edition, dated) in table.editions.iter().enumerate() {
                let rows = dated.rows.iter().enumerate().map(|(at, row)| (Some(at), Some(row)));
                let rest = dated.open && dated.otherwise.iter().any(is_given);
                for (at, row) in rows.chain(rest.then_some((None, None))) {
                    let (first, last) =
                        row.map_or((None, None), |row| edges::row_ends(&row.key, whole));
                    let end = |side, value: Option<crate::value::Value>| {
                        value.map(|value| Goal { side, wanted: true, value: Some(value) })
                    };
                    let one_key = first.is_some() && first == last;
                    let ends = [
                        end(Side::First, first.filter(|_| !one_key)),
                        end(Side::Last, last.filter(|_| !one_key)),
                    ];
                    let own = row.map(|row| row.clauses.as_slice()).unwrap_or_default();
                    let clauses = if own.is_empty() { &table.clauses } else { own };
                    self.points.push(Point {
                        kind: Kind::Row,
                        rule: None,
                        name: table.name.clone(),
                        span: row.map_or(table.span, |row| row.span),
                        clauses: clauses.to_vec(),
                        goals: std::iter::once(Goal::wanted(Side::Hit))
                            .chain(ends.into_iter().flatten())
                            .collect(),
                        watch: Watch::Row {
                            lookups: lookups.clone(),
                            edition,
                            row: at,
                            table: number,
                        },
                    });
                }
            }
        }
    }

    fn lookups(&self, wanted: usize) -> Vec<Lookup> {
        let nodes = self.program.nodes.iter().enumerate();
        nodes
            .filter_map(|(at, node)| match node.kind {
                NodeKind::Lookup { table, key, .. } if table.index() == wanted => {
                    Some(Lookup { node: NodeId::new(at), key })
                }
                _ => None,
            })
            .filter(|lookup| self.is_reached(lookup.node))
            .collect()
    }

    /// Values, facts and readings that a clause lays down and a decision may look at.
    fn things(&mut self) {
        let program = self.program;
        let all_of = |drawing: &Self, is_it: &dyn Fn(&NodeKind) -> bool| -> Vec<NodeId> {
            let nodes = program.nodes.iter().enumerate().filter(|(_, node)| is_it(&node.kind));
            nodes.map(|(at, _)| NodeId::new(at)).filter(|id| drawing.is_reached(*id)).collect()
        };
        let mut found: Vec<(&Text, Span, &[ClauseId], Vec<NodeId>)> = Vec::new();
        for (at, fact) in program.facts.iter().enumerate() {
            let is_it =
                |kind: &NodeKind| matches!(kind, NodeKind::Fact(fact) if fact.index() == at);
            found.push((&fact.name, fact.span, &fact.clauses, all_of(self, &is_it)));
        }
        for (at, parameter) in program.parameters.iter().enumerate() {
            let id = ParameterId::new(at);
            let is_it = |kind: &NodeKind| matches!(kind, NodeKind::Parameter(one) if *one == id);
            let nodes = all_of(self, &is_it);
            found.push((&parameter.name, parameter.span, &parameter.clauses, nodes));
        }
        for (at, reading) in program.readings.iter().enumerate() {
            let is_it =
                |kind: &NodeKind| matches!(kind, NodeKind::Reading(one) if one.index() == at);
            let span = Span::default();
            found.push((&reading.name, span, &reading.clauses, all_of(self, &is_it)));
        }
        for (name, span, clauses, nodes) in found {
            if !clauses.is_empty() && !nodes.is_empty() {
                let within = Within { rule: None, clauses };
                self.point(Kind::Thing, within, name.clone(), span, known(), nodes);
            }
        }
    }
}

fn is_given(answer: &crate::value::Answer) -> bool {
    *answer != crate::value::Answer::NotApplicable
}

fn known() -> Vec<Goal> {
    let told = [Side::Unknown, Side::NotApplicable].map(Goal::told);
    std::iter::once(Goal::wanted(Side::Known)).chain(told).collect()
}

/// The conditions among the operands of an operation.
fn conditions(program: &Program, kind: &NodeKind) -> Vec<NodeId> {
    match kind {
        NodeKind::If { condition, .. }
        | NodeKind::Scope { condition, .. }
        | NodeKind::Quantified { condition, .. } => vec![*condition],
        NodeKind::Aggregate { filter, .. } => filter.iter().copied().collect(),
        NodeKind::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), left, right } => {
            // The sides of `a and b and c` are three.
            let is_same = |id: &NodeId| matches!(program.node(*id).map(|node| &node.kind), Some(NodeKind::Binary { op: inner, .. }) if inner == op);
            [*left, *right].into_iter().filter(|side| !is_same(side)).collect()
        }
        _ => Vec::new(),
    }
}

/// Which end of a range is compared.
#[derive(Clone, Copy)]
enum End {
    None,
    Low,
    High,
}

/// The pairs of operands that an operation compares by their order.
fn comparisons(kind: &NodeKind) -> Vec<(NodeId, NodeId, End)> {
    match kind {
        NodeKind::Binary {
            op:
                BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual,
            left,
            right,
        } => vec![(*left, *right, End::None)],
        NodeKind::InRange { item, range, .. } => {
            let low = range.low.map(|end| (*item, end, End::Low));
            let high = range.high.map(|end| (*item, end, End::High));
            low.into_iter().chain(high).collect()
        }
        // A limit of an amount: `at_least`, `at_most`, `min(a, b)`.
        NodeKind::Call { function, arguments } if matches!(function.name, "min" | "max") => {
            match &**arguments {
                [one, other] => vec![(*one, *other, End::None)],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}
