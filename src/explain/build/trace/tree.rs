//! The tree of steps.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::decision::{Place, Shown, Step, StepKind, StepState, Working};
use crate::eval::{Manner, TraceStep};
use crate::ids::{NodeId, RuleId};
use crate::program::{Node, NodeKind, Says};
use crate::source::Span;
use crate::text::Lang;
use crate::value::{Answer, Type, Value};

use super::super::{Material, clauses, phrase, show};
use super::notes;

#[derive(Clone, Copy)]
pub(super) struct Tree<'a> {
    pub(super) material: Material<'a>,
    pub(super) steps: &'a [TraceStep],
    /// For a tree in which a rule that another output shows is shown in full all the same, once:
    /// the rules that it has shown.
    pub(super) unfold: Option<&'a RefCell<BTreeSet<RuleId>>>,
}

impl Tree<'_> {
    /// One step per output; the recorder marked where each begins.
    pub(super) fn outputs(&self) -> Vec<Step> {
        let program = self.material.program;
        let mut found = Vec::new();
        for (number, body) in self.rows(0, self.steps.len()) {
            let Some(output) = program.outputs.get(number) else { break };
            let shown = RefCell::default();
            let tree = Tree { unfold: output.headline.then_some(&shown), ..*self };
            let answer = self.material.evaluation.outputs.get(number);
            let mut step = tree.rule(output.rule, answer);
            step.id.clone_from(&output.id);
            output.name.get(self.material.lang).clone_into(&mut step.label);
            // What was worked out on the way to an earlier output is shown here in full again.
            let body = if body.is_empty() { self.first_time(output.rule) } else { body };
            tree.fill(&mut step, output.rule, &body);
            found.push(step);
        }
        found
    }

    /// Whether this tree unfolds rules and has not shown this one.
    fn shows_first(&self, rule: RuleId) -> bool {
        self.unfold.is_some_and(|shown| shown.borrow_mut().insert(rule))
    }

    /// The parts of a rule where it was worked out.
    fn first_time(&self, rule: RuleId) -> Vec<usize> {
        let worked = self.steps.iter().position(|step| {
            step.manner == Manner::Worked
                && matches!(self.node(step.node).map(|node| &node.kind), Some(NodeKind::Rule(one)) if *one == rule)
        });
        if let Some(at) = worked {
            return self.kids(at);
        }
        // An output's own rule has no step of its own: its parts lie at the top.
        let outputs = &self.material.program.outputs;
        let top = self.rows(0, self.steps.len()).into_iter().find(|(number, parts)| {
            !parts.is_empty() && outputs.get(*number).is_some_and(|output| output.rule == rule)
        });
        top.map(|(_, parts)| parts).unwrap_or_default()
    }

    /// Gives a rule its parts. Those of a body that is one block hang on the rule itself.
    fn fill(&self, step: &mut Step, rule: RuleId, parts: &[usize]) {
        step.children = self.all(parts);
        let id = self.material.program.rule(rule).map_or("", |rule| rule.id.as_str());
        step.working = Some(self.ruled("rule", id, parts));
        let block =
            parts.first().and_then(|at| self.steps.get(*at)).and_then(|step| self.node(step.node));
        let is_block = matches!(
            block.map(|node| &node.kind),
            Some(
                NodeKind::Conditions { .. }
                    | NodeKind::First { .. }
                    | NodeKind::Exceptions { .. }
                    | NodeKind::Collect(_)
            )
        );
        if is_block
            && let [_] = step.children.as_slice()
            && let Some(block) = step.children.pop()
        {
            step.expression = block.label;
            step.working = Some(Working::named("rule", id, block.working.into_iter().collect()));
            step.children = block.children;
        }
    }

    /// Positions of the direct parts of the step at `at`.
    pub(super) fn kids(&self, at: usize) -> Vec<usize> {
        let end = self.steps.get(at).map_or(at, |step| step.end as usize);
        self.direct(at + 1, end)
    }

    pub(super) fn direct(&self, mut at: usize, end: usize) -> Vec<usize> {
        let mut found = Vec::new();
        while at < end {
            found.push(at);
            at = self.steps.get(at).map_or(end, |step| (step.end as usize).max(at + 1));
        }
        found
    }

    /// The rows between two positions: their numbers and the positions of their parts.
    pub(super) fn rows(&self, start: usize, end: usize) -> Vec<(usize, Vec<usize>)> {
        let mut rows: Vec<(usize, Vec<usize>)> = Vec::new();
        for at in self.direct(start, end) {
            match self.steps.get(at).map(|step| step.manner) {
                Some(Manner::Row(number)) => rows.push((number as usize, Vec::new())),
                _ => {
                    if let Some((_, parts)) = rows.last_mut() {
                        parts.push(at);
                    }
                }
            }
        }
        rows
    }

    pub(super) fn all(&self, positions: &[usize]) -> Vec<Step> {
        positions.iter().flat_map(|at| self.build(*at)).collect()
    }

    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.material.program.node(id)
    }

    /// The steps of one recorded step: none for a literal, several for the stages of an amount.
    pub(super) fn build(&self, at: usize) -> Vec<Step> {
        let Some(step) = self.steps.get(at) else { return Vec::new() };
        let Some(node) = self.node(step.node) else { return Vec::new() };
        match step.manner {
            Manner::Row(_) => return Vec::new(),
            Manner::Skipped => return self.skipped(step.node, node).into_iter().collect(),
            Manner::Repeated => {
                let NodeKind::Rule(rule) = node.kind else { return Vec::new() };
                let mut told = self.rule(rule, step.answer.as_ref());
                if self.shows_first(rule) {
                    self.fill(&mut told, rule, &self.first_time(rule));
                } else {
                    told.kind = StepKind::Repeat;
                    told.working = Some(Working::named("repeat", &told.id, Vec::new()));
                }
                return vec![told];
            }
            Manner::Worked => {}
        }
        self.worked(at, step, node)
    }

    pub(super) fn worked(&self, at: usize, step: &TraceStep, node: &Node) -> Vec<Step> {
        let kids = self.kids(at);
        let answer = step.answer.as_ref();
        match &node.kind {
            NodeKind::Constant(_)
            | NodeKind::Undetermined
            | NodeKind::NotApplicable
            | NodeKind::Calendar(_)
            | NodeKind::Variable(_) => Vec::new(),
            NodeKind::RowRule { rule, .. } | NodeKind::Rule(rule) => {
                let mut told = self.rule(*rule, answer);
                self.shows_first(*rule);
                self.fill(&mut told, *rule, &kids);
                // The property of a row has a value for each.
                if matches!(node.kind, NodeKind::RowRule { .. })
                    && let Some(Working::Do(operation)) = &mut told.working
                {
                    "row rule".clone_into(&mut operation.op);
                }
                vec![told]
            }
            NodeKind::Requirement { number, .. } => {
                let mut told = self.all(&kids);
                if let [only] = told.as_mut_slice() {
                    only.id = super::mark(usize::from(*number));
                }
                told
            }
            NodeKind::Conditions { mode, items } => {
                let mut told = self.step(StepKind::Operation, step, node);
                phrase::mode_words(*mode, self.material.lang).clone_into(&mut told.label);
                told.expression.clear();
                told.children =
                    items.iter().zip(&kids).map(|(item, at)| self.condition(item, *at)).collect();
                told.working = Some(Self::block(*mode, told.children.len()));
                vec![told]
            }
            NodeKind::Scope { condition, .. } => self.scope(*condition, step, node, &kids),
            NodeKind::Stage { stage, clauses: ids, says, .. } => {
                self.stage(step, node, &kids, *stage, ids, says)
            }
            NodeKind::First { cases, otherwise } => {
                let last = otherwise.as_deref();
                vec![self.cases(StepKind::Case, step, node, &kids, cases, last)]
            }
            NodeKind::Exceptions { exceptions, .. } => {
                vec![self.cases(StepKind::Exception, step, node, &kids, exceptions, None)]
            }
            NodeKind::Collect(elements) => {
                let mut told = self.step(StepKind::Operation, step, node);
                told.label = self.word("書き出し", "collected");
                told.expression.clear();
                told.children = self.elements(elements, &kids, &node.ty);
                let elements = (0..told.children.len()).map(Working::Step).collect();
                told.working = Some(Working::of("collect", elements));
                vec![told]
            }
            NodeKind::Quantified { .. } | NodeKind::Aggregate { .. } => {
                let mut told = self.step(StepKind::Operation, step, node);
                let list = self.looped(at, node, &mut told);
                told.working = Some(Self::looping(node, list, told.children.len()));
                vec![told]
            }
            _ => vec![self.plain(at, step, node, &kids)],
        }
    }

    pub(super) fn plain(&self, at: usize, step: &TraceStep, node: &Node, kids: &[usize]) -> Step {
        let kind = match &node.kind {
            NodeKind::Fact(_) | NodeKind::Field { .. } => StepKind::Fact,
            NodeKind::Parameter(_) => StepKind::Parameter,
            NodeKind::Reading(_) => StepKind::Reading,
            NodeKind::Lookup { .. } => StepKind::Table,
            NodeKind::Editions(_) => StepKind::Edition,
            NodeKind::If { .. } => StepKind::Case,
            NodeKind::Call { function, .. } if function.name.starts_with("round") => {
                StepKind::Rounding
            }
            NodeKind::In { .. } | NodeKind::InRange { .. } => StepKind::Comparison,
            NodeKind::Binary { op, .. } if op.is_comparison() => StepKind::Comparison,
            _ => StepKind::Operation,
        };
        let mut told = self.step(kind, step, node);
        match &node.kind {
            NodeKind::Fact(_)
            | NodeKind::Field { .. }
            | NodeKind::Parameter(_)
            | NodeKind::Reading(_) => {
                told.label = std::mem::take(&mut told.expression);
            }
            NodeKind::Editions(_) => {
                told.label = self.word("版", "edition");
                told.expression.clear();
            }
            _ => {}
        }
        self.annotate(at, step, node, &mut told);
        told.working = Some(self.working(node, kids));
        told.children = self.all(kids);
        told
    }

    /// `applies_when`, then the body.
    fn scope(&self, condition: NodeId, step: &TraceStep, node: &Node, kids: &[usize]) -> Vec<Step> {
        let Material { program, lang, .. } = self.material;
        let mut told = self.step(StepKind::Scope, step, node);
        told.label = self.word("適用の条件", "applies when");
        told.expression = phrase::phrase(program, condition, lang);
        told.value = None;
        let (when, body) = kids.split_at(kids.len().min(1));
        told.state = state(when.first().and_then(|at| self.steps.get(*at)?.answer.as_ref()));
        told.working = when.first().map(|at| self.wrapped(*at));
        told.children = self.all(when);
        std::iter::once(told).chain(self.all(body)).collect()
    }

    /// Clauses and notes of a step.
    pub(super) fn annotate(&self, at: usize, step: &TraceStep, node: &Node, told: &mut Step) {
        let Material { program, lang, evaluation, .. } = self.material;
        match &node.kind {
            NodeKind::Parameter(id) => {
                let Some(parameter) = program.parameters.get(id.index()) else { return };
                told.clauses = clauses(program, &parameter.clauses, lang);
                let date = evaluation.as_of;
                let chosen = parameter
                    .values
                    .iter()
                    .rev()
                    .find(|value| date.is_none_or(|date| value.from <= date));
                told.notes.extend(chosen.and_then(|one| notes::version(one.from, one.until, lang)));
            }
            NodeKind::Reading(id) => {
                let ids =
                    program.readings.get(id.index()).map(|reading| reading.clauses.as_slice());
                told.clauses = clauses(program, ids.unwrap_or_default(), lang);
            }
            NodeKind::Lookup { table, .. } => self.table(at, *table, told),
            NodeKind::Editions(editions) => {
                let Some(date) = evaluation.as_of else { return };
                let chosen = editions.iter().rev().find(|edition| edition.from <= date);
                told.notes.extend(chosen.and_then(|one| notes::version(one.from, one.until, lang)));
            }
            NodeKind::Call { function, .. } if function.name.starts_with("round") => {
                let before =
                    self.kids(at).first().and_then(|at| self.steps.get(*at)?.answer.as_ref());
                if let (Some(before), Some(after)) = (before, step.answer.as_ref()) {
                    told.notes.extend(notes::rounding(before, after, &node.ty, lang));
                }
            }
            NodeKind::Binary { .. } => told.notes.extend(self.distance(at)),
            _ => {}
        }
    }

    pub(super) fn table(&self, at: usize, table: crate::ids::TableId, told: &mut Step) {
        let Material { program, lang, evaluation, .. } = self.material;
        let Some(table) = program.tables.get(table.index()) else { return };
        told.clauses = clauses(program, &table.clauses, lang);
        let date = evaluation.as_of;
        let edition = table
            .editions
            .iter()
            .rev()
            .find(|edition| date.is_none_or(|date| edition.from <= date));
        let Some(edition) = edition else { return };
        told.notes.extend(notes::version(edition.from, edition.until, lang));
        let key = self.kids(at).first().and_then(|at| self.steps.get(*at)?.answer.as_ref());
        let Some(Answer::Known(key)) = key else { return };
        if let Some(row) = edition.rows.iter().find(|row| row.fits(key)) {
            if lang == Lang::Ja {
                told.notes.push(notes::row(&row.written));
            }
            let own = clauses(program, &row.clauses, lang);
            told.clauses.extend(own);
        }
    }

    /// A step with everything that every sort of step has.
    pub(super) fn step(&self, kind: StepKind, step: &TraceStep, node: &Node) -> Step {
        Step {
            id: String::new(),
            kind,
            label: String::new(),
            expression: phrase::phrase(self.material.program, step.node, self.material.lang),
            state: state(step.answer.as_ref()),
            value: self.value(step.answer.as_ref(), &node.ty),
            says: String::new(),
            notes: Vec::new(),
            clauses: Vec::new(),
            place: self.place(node.span),
            working: None,
            children: Vec::new(),
        }
    }

    pub(super) fn value(&self, answer: Option<&Answer>, ty: &Type) -> Option<Shown> {
        match answer {
            Some(Answer::Known(value)) => {
                Some(show(self.material.program, value, ty, self.material.lang))
            }
            Some(Answer::Unknown(_) | Answer::NotApplicable) | None => None,
        }
    }

    pub(super) fn place(&self, span: Span) -> Option<Place> {
        let sources = &self.material.program.sources;
        let at = sources.position(span);
        let file = sources.name(span.file);
        (!file.is_empty()).then(|| Place {
            file: file.to_owned(),
            line: at.line,
            column: at.column,
        })
    }

    pub(super) fn word(&self, ja: &str, en: &str) -> String {
        match self.material.lang {
            Lang::Ja => ja.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    pub(super) fn rule(&self, id: crate::ids::RuleId, answer: Option<&Answer>) -> Step {
        let Material { program, lang, .. } = self.material;
        let rule = program.rule(id);
        let body = rule.map_or(NodeId::new(0), |rule| rule.body);
        let state = state(answer);
        Step {
            id: rule.map(|rule| rule.id.clone()).unwrap_or_default(),
            kind: StepKind::Rule,
            label: rule.map(|rule| rule.name.get(lang).to_owned()).unwrap_or_default(),
            expression: String::new(),
            state,
            value: rule.and_then(|rule| self.value(answer, &rule.ty)),
            says: rule.map_or_else(String::new, |rule| said(&rule.says, state, lang)),
            notes: Vec::new(),
            clauses: rule.map(|rule| clauses(program, &rule.clauses, lang)).unwrap_or_default(),
            place: rule
                .and_then(|rule| self.place(rule.span))
                .or_else(|| self.place(self.node(body)?.span)),
            working: None,
            children: Vec::new(),
        }
    }

    pub(super) fn skipped(&self, id: NodeId, node: &Node) -> Option<Step> {
        if matches!(
            node.kind,
            NodeKind::Constant(_) | NodeKind::Undetermined | NodeKind::NotApplicable
        ) {
            return None;
        }
        let lang = self.material.lang;
        Some(Step {
            id: String::new(),
            kind: StepKind::Operation,
            label: String::new(),
            expression: phrase::phrase(self.material.program, id, lang),
            state: StepState::Skipped,
            value: None,
            says: String::new(),
            notes: vec![notes::skipped(lang)],
            clauses: Vec::new(),
            place: self.place(node.span),
            working: None,
            children: Vec::new(),
        })
    }
}

pub(super) fn state(answer: Option<&Answer>) -> StepState {
    match answer {
        Some(Answer::Known(Value::Truth(true))) => StepState::Held,
        Some(Answer::Known(Value::Truth(false))) => StepState::Failed,
        Some(Answer::Known(_)) => StepState::Known,
        Some(Answer::Unknown(_)) => StepState::Unknown,
        Some(Answer::NotApplicable) => StepState::NotApplicable,
        None => StepState::Skipped,
    }
}

pub(super) fn said(says: &Says, state: StepState, lang: Lang) -> String {
    let words = match state {
        StepState::Held | StepState::Known => &says.holds,
        StepState::Failed => &says.fails,
        StepState::Unknown | StepState::NotApplicable | StepState::Skipped => return String::new(),
    };
    words.get(lang).to_owned()
}
