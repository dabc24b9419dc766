//! The steps of blocks: conditions, stages, cases, elements, rows.

use crate::decision::{Step, StepKind, StepState, Working};
use crate::eval::{Manner, TraceStep};
use crate::ids::ClauseId;
use crate::program::{Case, Condition, Element, Node, NodeKind, Says};
use crate::text::Lang;
use crate::value::{Answer, Type, Value};

use super::super::{Material, clauses, phrase, show};
use super::notes;
use super::tree::{Tree, said, state};

impl Tree<'_> {
    /// An item of a block.
    pub(super) fn condition(&self, item: &Condition, at: usize) -> Step {
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
            working: Some(self.wrapped(at)),
            children: parts,
        }
    }

    /// The stages before, then this one.
    pub(super) fn stage(
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
                told.working = Some(self.staged(kids));
                told.children = parts;
                before.push(told);
                return before;
            }
        }
        let mut told = self.stage_step(step, node, stage);
        told.clauses = clauses(program, ids, lang);
        told.says = said(says, told.state, lang);
        told.working = Some(match stage {
            crate::program::Stage::Of => Working::of("of", self.operands(kids)),
            _ => self.staged(kids),
        });
        told.children = parts;
        before.push(told);
        before
    }

    pub(super) fn stage_step(
        &self,
        step: &TraceStep,
        node: &Node,
        stage: crate::program::Stage,
    ) -> Step {
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
    pub(super) fn stage_operand(&self, node: &Node, stage: crate::program::Stage) -> String {
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
    pub(super) fn cases(
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
            let mut condition = self.wrapped(when);
            let mut notes = Vec::new();
            let expression = phrase::phrase(program, case.when, lang);
            // A condition that is one step is told by the case itself.
            if let [only] = children.as_mut_slice()
                && only.expression == expression
            {
                notes = std::mem::take(&mut only.notes);
                condition = only.working.take().unwrap_or(condition);
                children = std::mem::take(&mut only.children);
            }
            let mut worked = vec![condition];
            if taken {
                worked.push(self.operand(value, children.len()));
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
                expression,
                state,
                value: if taken { self.value(value_answer, &node.ty) } else { None },
                says: if state == StepState::Held {
                    said(&case.says, StepState::Held, lang)
                } else {
                    String::new()
                },
                notes: if skipped { vec![notes::skipped(lang)] } else { notes },
                clauses: clauses(program, &case.clauses, lang),
                place: self.node(case.when).and_then(|node| self.place(node.span)),
                working: Some(Working::of("case", worked)),
                children,
            });
        }
        let count = told.children.len();
        let mut parts: Vec<_> = (0..count).map(Working::Step).collect();
        if let Some(last) = rest.next() {
            let more = self.last_case(last, otherwise);
            parts.push(match (more.len(), otherwise) {
                (1, Some(_)) => Working::Step(count),
                (_, Some(_)) => Working::State(StepState::Skipped),
                (_, None) => self.operand(last, count),
            });
            told.children.extend(more);
        }
        let op = if kind == StepKind::Exception { "exceptions" } else { "first" };
        told.working = Some(Working::of(op, parts));
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
            working: Some(Working::of("otherwise", self.operands(&[at]))),
            children: self.build(at),
        }]
    }

    pub(super) fn elements(&self, elements: &[Element], kids: &[usize], ty: &Type) -> Vec<Step> {
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
                working: Some(self.element(element, at, &of)),
                children: at.map(|at| self.build(at)).unwrap_or_default(),
            });
        }
        found
    }

    /// Gives a loop its parts: the list, then each row. How many of them are of the list.
    pub(super) fn looped(&self, at: usize, node: &Node, told: &mut Step) -> usize {
        let end = self.steps.get(at).map_or(at, |step| step.end as usize);
        let first = self.kids(at).first().copied();
        let list = first.map(|at| self.build(at)).unwrap_or_default();
        let rows = self.rows(at + 1, end).into_iter().map(|(number, parts)| Step {
            id: String::new(),
            kind: StepKind::Row,
            label: self.row_label(first, number),
            expression: String::new(),
            state: StepState::Known,
            value: None,
            says: String::new(),
            notes: Vec::new(),
            clauses: Vec::new(),
            place: None,
            working: Some(self.row_of(node, number, &parts)),
            children: self.all(&parts),
        });
        let count = list.len();
        told.children = list.into_iter().chain(rows).collect();
        count
    }

    /// `1件目（自由席の特急料金）`: the number, and the first text or choice that the row has.
    fn row_label(&self, list: Option<usize>, number: usize) -> String {
        let Material { program, lang, .. } = self.material;
        let plain = match lang {
            Lang::Ja => format!("{}件目", number + 1),
            Lang::En => format!("no. {}", number + 1),
        };
        let named = list.and_then(|at| {
            let step = self.steps.get(at)?;
            let Some(Answer::Known(Value::List(rows))) = &step.answer else { return None };
            let Type::List(record) = &self.node(step.node)?.ty else { return None };
            let fields = &program.records.get(record.index())?.fields;
            let cells = fields.iter().zip(rows.get(number)?.iter());
            let told = |text: bool| {
                let mut cells = cells.clone();
                cells.find_map(|(field, value)| match (&field.ty, value) {
                    (Type::Text, Some(value)) if text => {
                        Some(show::words(program, value, &field.ty, lang))
                    }
                    (Type::Choice(_), Some(value)) if !text => {
                        Some(show::words(program, value, &field.ty, lang))
                    }
                    _ => None,
                })
            };
            told(true).or_else(|| told(false))
        });
        match (named, lang) {
            (Some(name), Lang::Ja) => format!("{plain}（{name}）"),
            (Some(name), Lang::En) => format!("{plain} ({name})"),
            (None, _) => plain,
        }
    }
}
