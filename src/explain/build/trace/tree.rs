//! The tree of steps.

use crate::decision::{Place, Shown, Step, StepKind, StepState};
use crate::eval::{Manner, TraceStep};
use crate::ids::{ClauseId, NodeId};
use crate::program::{Case, Condition, Element, Node, NodeKind, Says};
use crate::source::Span;
use crate::syntax::ast::BinaryOp;
use crate::text::Lang;
use crate::value::{Answer, Type, Value};

use super::super::{Material, clauses, phrase, show};
use super::notes;

pub(super) struct Tree<'a> {
    pub(super) material: Material<'a>,
    pub(super) steps: &'a [TraceStep],
}

impl Tree<'_> {
    /// One step per output; the recorder marked where each begins.
    pub(super) fn outputs(&self) -> Vec<Step> {
        let program = self.material.program;
        let mut found = Vec::new();
        for (number, body) in self.rows(0, self.steps.len()) {
            let Some(output) = program.outputs.get(number) else { break };
            let Some(rule) = program.rule(output.rule) else { continue };
            let answer = self.material.evaluation.outputs.get(number).cloned();
            let mut step = self.rule(output.rule, answer.as_ref());
            step.id.clone_from(&output.id);
            output.name.get(self.material.lang).clone_into(&mut step.label);
            if body.is_empty() {
                step.kind = StepKind::Repeat;
            } else {
                step.children = self.bodies(&body, rule.body);
            }
            found.push(step);
        }
        found
    }

    /// Positions of the direct parts of the step at `at`.
    pub(super) fn kids(&self, at: usize) -> Vec<usize> {
        let end = self.steps.get(at).map_or(at, |step| step.end as usize);
        self.direct(at + 1, end)
    }

    fn direct(&self, mut at: usize, end: usize) -> Vec<usize> {
        let mut found = Vec::new();
        while at < end {
            found.push(at);
            at = self.steps.get(at).map_or(end, |step| (step.end as usize).max(at + 1));
        }
        found
    }

    /// The rows between two positions: their numbers and the positions of their parts.
    fn rows(&self, start: usize, end: usize) -> Vec<(usize, Vec<usize>)> {
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

    fn bodies(&self, positions: &[usize], body: NodeId) -> Vec<Step> {
        let _ = body;
        positions.iter().flat_map(|at| self.build(*at)).collect()
    }

    fn all(&self, positions: &[usize]) -> Vec<Step> {
        positions.iter().flat_map(|at| self.build(*at)).collect()
    }

    fn node(&self, id: NodeId) -> Option<&Node> {
        self.material.program.node(id)
    }

    /// The steps of one recorded step: none for a literal, several for the stages of an amount.
    fn build(&self, at: usize) -> Vec<Step> {
        let Some(step) = self.steps.get(at) else { return Vec::new() };
        let Some(node) = self.node(step.node) else { return Vec::new() };
        match step.manner {
            Manner::Row(_) => return Vec::new(),
            Manner::Skipped => return self.skipped(step.node, node).into_iter().collect(),
            Manner::Repeated => {
                let NodeKind::Rule(rule) = node.kind else { return Vec::new() };
                let mut told = self.rule(rule, step.answer.as_ref());
                told.kind = StepKind::Repeat;
                return vec![told];
            }
            Manner::Worked => {}
        }
        self.worked(at, step, node)
    }

    fn worked(&self, at: usize, step: &TraceStep, node: &Node) -> Vec<Step> {
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
                told.children = self.all(&kids);
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
                vec![told]
            }
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
                vec![told]
            }
            NodeKind::Quantified { .. } | NodeKind::Aggregate { .. } => {
                let mut told = self.step(StepKind::Operation, step, node);
                told.children = self.looped(at);
                vec![told]
            }
            _ => vec![self.plain(at, step, node, &kids)],
        }
    }

    fn plain(&self, at: usize, step: &TraceStep, node: &Node, kids: &[usize]) -> Step {
        let program = self.material.program;
        let kind = match &node.kind {
            NodeKind::Fact(_) | NodeKind::Field { .. } => StepKind::Fact,
            NodeKind::Parameter(_) => StepKind::Parameter,
            NodeKind::Reading(_) => StepKind::Reading,
            NodeKind::Lookup { .. } => StepKind::Table,
            NodeKind::Scope { .. } => StepKind::Scope,
            NodeKind::Editions(_) => StepKind::Edition,
            NodeKind::If { .. } => StepKind::Case,
            NodeKind::Call { function, .. } if function.name.starts_with("round") => {
                StepKind::Rounding
            }
            NodeKind::In { .. } | NodeKind::InRange { .. } => StepKind::Comparison,
            NodeKind::Binary { op, .. } if is_comparison(*op) => StepKind::Comparison,
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
            NodeKind::Scope { condition, .. } => {
                told.label = self.word("適用の条件", "applies when");
                told.expression = phrase::phrase(program, *condition, self.material.lang);
            }
            NodeKind::Editions(_) => {
                told.label = self.word("版", "edition");
                told.expression.clear();
            }
            _ => {}
        }
        self.annotate(at, step, node, &mut told);
        told.children = self.all(kids);
        told
    }

    /// Clauses and notes of a step.
    fn annotate(&self, at: usize, step: &TraceStep, node: &Node, told: &mut Step) {
        let Material { program, lang, evaluation, .. } = self.material;
        match &node.kind {
            NodeKind::Fact(fact) => {
                let ids =
                    program.fact(*fact).map(|fact| fact.clauses.as_slice()).unwrap_or_default();
                told.clauses = clauses(program, ids, lang);
            }
            NodeKind::Parameter(id) => {
                let Some(parameter) = program.parameters.get(id.index()) else { return };
                told.clauses = clauses(program, &parameter.clauses, lang);
                let date = evaluation.as_of;
                let chosen = parameter
                    .values
                    .iter()
                    .rev()
                    .find(|value| date.is_none_or(|date| value.from <= date));
                told.notes
                    .extend(chosen.and_then(|one| notes::version(one.from, one.until, date, lang)));
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
                told.notes.extend(
                    chosen.and_then(|one| notes::version(one.from, one.until, Some(date), lang)),
                );
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

    fn table(&self, at: usize, table: crate::ids::TableId, told: &mut Step) {
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
        told.notes.extend(notes::version(edition.from, edition.until, date, lang));
        let key = self.kids(at).first().and_then(|at| self.steps.get(*at)?.answer.as_ref());
        let Some(Answer::Known(key)) = key else { return };
        if let Some(row) = edition.rows.iter().find(|row| row.fits(key)) {
            if lang == Lang::Ja {
                told.notes.push(notes::row(program, &row.written, lang));
            }
            let own = clauses(program, &row.clauses, lang);
            told.clauses.extend(own);
        }
    }

    /// A step with everything that every sort of step has.
    fn step(&self, kind: StepKind, step: &TraceStep, node: &Node) -> Step {
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
            children: Vec::new(),
        }
    }

    fn value(&self, answer: Option<&Answer>, ty: &Type) -> Option<Shown> {
        match answer {
            Some(Answer::Known(value)) => {
                Some(show(self.material.program, value, ty, self.material.lang))
            }
            Some(Answer::Unknown(_) | Answer::NotApplicable) | None => None,
        }
    }

    fn place(&self, span: Span) -> Option<Place> {
        let sources = &self.material.program.sources;
        let at = sources.position(span);
        let file = sources.name(span.file);
        (!file.is_empty()).then(|| Place {
            file: file.to_owned(),
            line: at.line,
            column: at.column,
        })
    }

    fn word(&self, ja: &str, en: &str) -> String {
        match self.material.lang {
            Lang::Ja => ja.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    fn rule(&self, id: crate::ids::RuleId, answer: Option<&Answer>) -> Step {
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
            children: Vec::new(),
        }
    }

    fn skipped(&self, id: NodeId, node: &Node) -> Option<Step> {
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
            children: Vec::new(),
        })
    }

    /// An item of a block.
    fn condition(&self, item: &Condition, at: usize) -> Step {
        let Material { program, lang, .. } = self.material;
        let mut parts = self.build(at);
        let answer = self.steps.get(at).and_then(|step| step.answer.as_ref());
        let state = state(answer);
        let says = said(&item.says, state, lang);
        let own = clauses(program, &item.clauses, lang);
        if let [_] = parts.as_slice()
            && let Some(mut only) = parts.pop()
        {
            if only.kind != StepKind::Repeat && only.kind != StepKind::Rule {
                only.kind = StepKind::Condition;
            }
            if !says.is_empty() {
                only.says = says;
            }
            if !own.is_empty() {
                only.clauses = own;
            }
            return only;
        }
        Step {
            id: String::new(),
            kind: StepKind::Condition,
            label: String::new(),
            expression: phrase::phrase(program, item.node, lang),
            state,
            value: None,
            says,
            notes: Vec::new(),
            clauses: own,
            place: self.node(item.node).and_then(|node| self.place(node.span)),
            children: parts,
        }
    }

    /// The stages before, then this one.
    fn stage(
        &self,
        step: &TraceStep,
        node: &Node,
        kids: &[usize],
        stage: crate::program::Stage,
        ids: &[ClauseId],
        says: &Says,
    ) -> Vec<Step> {
        let Material { program, lang, .. } = self.material;
        let mut parts = self.all(kids);
        // The operation of the stage holds the stages before it; they come out in front of it.
        let mut before = Vec::new();
        if stage != crate::program::Stage::Of
            && let [_] = parts.as_slice()
            && let Some(operation) = parts.pop()
        {
            let (stages, rest): (Vec<_>, Vec<_>) =
                operation.children.into_iter().partition(|part| part.kind == StepKind::Stage);
            before = stages;
            parts = rest;
            if operation.kind == StepKind::Rounding {
                let mut told = self.stage_step(step, node, stage);
                told.notes = operation.notes;
                told.kind = StepKind::Stage;
                told.clauses = clauses(program, ids, lang);
                told.says = said(says, told.state, lang);
                told.children = parts;
                before.push(told);
                return before;
            }
        }
        let mut told = self.stage_step(step, node, stage);
        told.clauses = clauses(program, ids, lang);
        told.says = said(says, told.state, lang);
        told.children = parts;
        before.push(told);
        before
    }

    fn stage_step(&self, step: &TraceStep, node: &Node, stage: crate::program::Stage) -> Step {
        use crate::program::Stage;
        let mut told = self.step(StepKind::Stage, step, node);
        told.label = match stage {
            Stage::Of => self.word("基礎額", "base"),
            Stage::Plus => self.word("加算", "plus"),
            Stage::Less => self.word("控除", "less"),
            Stage::Times => self.word("乗率", "times"),
            Stage::AtLeast => self.word("下限", "at least"),
            Stage::AtMost => self.word("上限", "at most"),
            Stage::Round => self.word("端数処理", "rounding"),
        };
        told.expression = self.stage_operand(node, stage);
        told
    }

    /// What the stage takes: the right operand of its operation.
    fn stage_operand(&self, node: &Node, stage: crate::program::Stage) -> String {
        let NodeKind::Stage { body, .. } = &node.kind else { return String::new() };
        let operand = match self.node(*body).map(|node| &node.kind) {
            _ if stage == crate::program::Stage::Of => Some(*body),
            Some(NodeKind::Binary { right, .. }) => Some(*right),
            Some(NodeKind::Call { arguments, .. }) => arguments.get(1).copied(),
            _ => None,
        };
        operand.map_or_else(String::new, |operand| {
            phrase::phrase(self.material.program, operand, self.material.lang)
        })
    }

    /// `first`, and a body with exceptions: each case with its condition and, if taken, its value.
    fn cases(
        &self,
        kind: StepKind,
        step: &TraceStep,
        node: &Node,
        kids: &[usize],
        cases: &[Case],
        otherwise: Option<&Case>,
    ) -> Step {
        let Material { program, lang, .. } = self.material;
        let mut told = self.step(StepKind::Operation, step, node);
        told.expression.clear();
        told.label = match kind {
            StepKind::Exception => self.word("ただし書", "exceptions"),
            _ => self.word("場合分け", "cases"),
        };
        let mut rest = kids.iter().copied();
        for case in cases {
            let (Some(when), Some(value)) = (rest.next(), rest.next()) else { break };
            let answer = self.steps.get(when).and_then(|step| step.answer.as_ref());
            let skipped = self.steps.get(when).is_some_and(|step| step.manner == Manner::Skipped);
            let state = if skipped { StepState::Skipped } else { state(answer) };
            let taken = state == StepState::Held || state == StepState::Unknown;
            let mut children = self.build(when);
            if taken {
                children.extend(self.build(value));
            }
            if skipped {
                children.clear();
            }
            let value_answer = self.steps.get(value).and_then(|step| step.answer.as_ref());
            told.children.push(Step {
                id: String::new(),
                kind,
                label: String::new(),
                expression: phrase::phrase(program, case.when, lang),
                state,
                value: if taken { self.value(value_answer, &node.ty) } else { None },
                says: if state == StepState::Held {
                    said(&case.says, StepState::Held, lang)
                } else {
                    String::new()
                },
                notes: if skipped { vec![notes::skipped(lang)] } else { Vec::new() },
                clauses: clauses(program, &case.clauses, lang),
                place: self.node(case.when).and_then(|node| self.place(node.span)),
                children,
            });
        }
        if let Some(last) = rest.next() {
            told.children.extend(self.last_case(last, otherwise));
        }
        told
    }

    fn last_case(&self, at: usize, otherwise: Option<&Case>) -> Vec<Step> {
        let Material { program, lang, .. } = self.material;
        let Some(case) = otherwise else { return self.build(at) };
        let skipped = self.steps.get(at).is_some_and(|step| step.manner == Manner::Skipped);
        if skipped {
            return Vec::new();
        }
        let answer = self.steps.get(at).and_then(|step| step.answer.as_ref());
        let ty = self.node(case.value).map_or(Type::Any, |node| node.ty.clone());
        vec![Step {
            id: String::new(),
            kind: StepKind::Case,
            label: self.word("その他の場合", "otherwise"),
            expression: phrase::phrase(program, case.value, lang),
            state: StepState::Held,
            value: self.value(answer, &ty),
            says: said(&case.says, StepState::Held, lang),
            notes: Vec::new(),
            clauses: clauses(program, &case.clauses, lang),
            place: self.node(case.value).and_then(|node| self.place(node.span)),
            children: self.build(at),
        }]
    }

    fn elements(&self, elements: &[Element], kids: &[usize], ty: &Type) -> Vec<Step> {
        let Material { program, lang, .. } = self.material;
        let of = match ty {
            Type::Set(of) => (**of).clone(),
            _ => Type::Any,
        };
        let mut rest = kids.iter().copied();
        let mut found = Vec::new();
        for element in elements {
            let set = Value::Set(element.values.iter().cloned().collect());
            let at = element.when.and_then(|_| rest.next());
            let answer = at.and_then(|at| self.steps.get(at)?.answer.clone());
            let state =
                if element.when.is_none() { StepState::Held } else { state(answer.as_ref()) };
            found.push(Step {
                id: String::new(),
                kind: StepKind::Element,
                label: show::words(program, &set, &Type::Set(Box::new(of.clone())), lang),
                expression: element
                    .when
                    .map(|when| phrase::phrase(program, when, lang))
                    .unwrap_or_default(),
                state,
                value: None,
                says: String::new(),
                notes: Vec::new(),
                clauses: clauses(program, &element.clauses, lang),
                place: element.when.and_then(|when| self.place(self.node(when)?.span)),
                children: at.map(|at| self.build(at)).unwrap_or_default(),
            });
        }
        found
    }

    /// The list, then each row.
    fn looped(&self, at: usize) -> Vec<Step> {
        let end = self.steps.get(at).map_or(at, |step| step.end as usize);
        let list = self.kids(at).first().map(|at| self.build(*at)).unwrap_or_default();
        let rows = self.rows(at + 1, end).into_iter().map(|(number, parts)| Step {
            id: String::new(),
            kind: StepKind::Row,
            label: match self.material.lang {
                Lang::Ja => format!("{}件目", number + 1),
                Lang::En => format!("row {}", number + 1),
            },
            expression: String::new(),
            state: StepState::Known,
            value: None,
            says: String::new(),
            notes: Vec::new(),
            clauses: Vec::new(),
            place: None,
            children: self.all(&parts),
        });
        list.into_iter().chain(rows).collect()
    }
}

fn is_comparison(op: BinaryOp) -> bool {
    !matches!(
        op,
        BinaryOp::Or
            | BinaryOp::And
            | BinaryOp::Add
            | BinaryOp::Subtract
            | BinaryOp::Multiply
            | BinaryOp::Divide
    )
}

fn state(answer: Option<&Answer>) -> StepState {
    match answer {
        Some(Answer::Known(Value::Truth(true))) => StepState::Held,
        Some(Answer::Known(Value::Truth(false))) => StepState::Failed,
        Some(Answer::Known(_)) => StepState::Known,
        Some(Answer::Unknown(_)) => StepState::Unknown,
        Some(Answer::NotApplicable) => StepState::NotApplicable,
        None => StepState::Skipped,
    }
}

fn said(says: &Says, state: StepState, lang: Lang) -> String {
    let words = match state {
        StepState::Held | StepState::Known => &says.holds,
        StepState::Failed => &says.fails,
        StepState::Unknown | StepState::NotApplicable | StepState::Skipped => return String::new(),
    };
    words.get(lang).to_owned()
}
