//! What a step must come to by its parts.

use serde_json::Value as Json;

use crate::decision::{Operation, Step, StepKind, StepState, Working};
use crate::record::operations::{binary, block, call, connect, either, in_range, same};
use crate::record::seen::Seen;

use super::Player;

/// What a loop stands at: the list, and within a row its number.
pub(super) struct Row<'d> {
    pub(super) list: Option<&'d Json>,
    pub(super) number: Option<usize>,
}

/// The row that a step is the head of, of the list around it.
pub(super) fn row<'d>(step: &Step, rows: &[Row<'d>]) -> Option<Row<'d>> {
    if step.kind != StepKind::Row {
        return None;
    }
    let number = step.working.as_ref()?.operation()?.name.parse().ok();
    let list = rows.last().and_then(|row| row.list);
    Some(Row { list, number })
}

/// The list that a loop runs over.
pub(super) fn list(step: &Step) -> Option<&Json> {
    let operation = step.working.as_ref()?.operation()?;
    let first = step.children.first()?;
    let first = Some(first).filter(|first| is_loop(operation) && first.kind != StepKind::Row)?;
    let has_rows = step.children.iter().any(|child| child.kind == StepKind::Row);
    first.value.as_ref().filter(|_| has_rows).map(|value| &value.value)
}

impl<'d> Player<'d> {
    /// What a step must come to; `None` if the record does not say enough.
    pub(super) fn follows(
        &mut self,
        step: &'d Step,
        before: Option<&'d Step>,
        rows: &[Row<'d>],
    ) -> Option<Seen> {
        match step.working.as_ref()? {
            Working::Do(operation) => match operation.op.as_str() {
                "fact" => self.fact(&operation.name, step),
                "field" => field(&operation.name, step, rows),
                "reading" => self.reading(&operation.name),
                "parameter" | "lookup" => self.constant(operation, step, before),
                "repeat" => self.rules.get(operation.name.as_str()).cloned(),
                _ => Self::done(operation, step, before),
            },
            working => operand(working, step, before),
        }
    }

    /// A fact is what the record holds of it; of a digest only that it is the same one.
    fn fact(&self, id: &str, step: &Step) -> Option<Seen> {
        let Some(fact) = self.decision.facts.iter().find(|fact| fact.id == id) else {
            return Some(Seen::Unknown);
        };
        let found = Seen::Value(fact.value.value.clone());
        let stated = step.value.as_ref().map(|value| Seen::Value(value.value.clone()));
        if found.is_hidden() && stated.as_ref() == Some(&found) {
            return Some(Seen::of(step));
        }
        if found.is_hidden() && !stated.is_some_and(|stated| stated.is_hidden()) {
            return None;
        }
        Some(found)
    }

    fn reading(&self, id: &str) -> Option<Seen> {
        let found = self.decision.readings.iter().find(|reading| reading.id == id)?;
        Some(Seen::Value(Json::String(found.used.clone())))
    }

    /// A value that is only stated: the first time as it is, then the same again.
    fn constant(
        &mut self,
        operation: &Operation,
        step: &'d Step,
        before: Option<&'d Step>,
    ) -> Option<Seen> {
        let key = operation.of.iter().map(|one| operand(one, step, before));
        let key: Vec<_> = key.map(|one| one.map_or_else(String::new, |one| one.words())).collect();
        let name = format!("{} {} {key:?}", operation.op, operation.name);
        if let Some(found) = self.stated.get(&name) {
            return Some(found.clone());
        }
        self.stated.insert(name, Seen::of(step));
        None
    }

    fn done(operation: &Operation, step: &'d Step, before: Option<&'d Step>) -> Option<Seen> {
        match operation.op.as_str() {
            "first" => Self::first(operation, step, before),
            "exceptions" => Self::exceptions(operation, step, before),
            "collect" => collect(step),
            _ if is_loop(operation) => looped(operation, step),
            _ => apply(operation, step, before),
        }
    }

    /// The value of a case that is taken.
    pub(super) fn case_value(step: &Step, before: Option<&Step>) -> Option<Seen> {
        let operation = step.working.as_ref()?.operation()?;
        let value = match operation.op.as_str() {
            "case" => operation.of.get(1)?,
            "otherwise" => operation.of.first()?,
            _ => return None,
        };
        operand(value, step, before)
    }

    fn first(operation: &Operation, step: &'d Step, before: Option<&'d Step>) -> Option<Seen> {
        let mut possible = Vec::new();
        let (cases, last) = operation.of.split_at(operation.of.len().checked_sub(1)?);
        for case in step.children.iter().take(cases.len()) {
            match case.state {
                StepState::Held => {
                    possible.push(Self::case_value(case, None)?);
                    return either(&possible);
                }
                StepState::Unknown => possible.push(Self::case_value(case, None)?),
                _ => {}
            }
        }
        possible.push(match last.first()? {
            Working::Step(at) => Self::case_value(step.children.get(*at)?, None)?,
            other => operand(other, step, before)?,
        });
        either(&possible)
    }

    fn exceptions(operation: &Operation, step: &'d Step, before: Option<&'d Step>) -> Option<Seen> {
        let (cases, body) = operation.of.split_at(operation.of.len().checked_sub(1)?);
        let (mut possible, mut held) = (Vec::new(), None);
        for case in step.children.iter().take(cases.len()) {
            match case.state {
                StepState::Held if held.is_none() => held = Some(Self::case_value(case, None)?),
                StepState::Unknown => possible.push(Self::case_value(case, None)?),
                _ => {}
            }
        }
        possible.push(match held {
            Some(value) => value,
            None => operand(body.first()?, step, before)?,
        });
        either(&possible)
    }
}

/// The answer of an operand.
fn operand(working: &Working, step: &Step, before: Option<&Step>) -> Option<Seen> {
    match working {
        Working::Step(at) => Some(Seen::of(step.children.get(*at)?)),
        Working::Before => before.map(Seen::of),
        Working::Value(value) => Some(Seen::Value(value.clone())),
        Working::State(state) => Some(Seen::state(*state)),
        Working::Stated => None,
        Working::Do(operation) => apply(operation, step, before),
    }
}

fn apply(operation: &Operation, step: &Step, before: Option<&Step>) -> Option<Seen> {
    let of: Option<Vec<Seen>> = operation.of.iter().map(|one| operand(one, step, before)).collect();
    let of = of?;
    let known = of.iter().all(|one| !one.is_hidden());
    match (operation.op.as_str(), of.as_slice()) {
        ("rule" | "row rule" | "edition" | "of", [only]) => Some(only.clone()),
        ("otherwise", _) => Some(Seen::truth(true)),
        ("case" | "element", [condition, ..]) => Some(condition.clone()),
        ("scope", [condition, body]) => Some(match condition {
            Seen::Value(Json::Bool(true)) => body.clone(),
            Seen::Unknown if *body != Seen::NotApplicable => Seen::Unknown,
            _ => Seen::NotApplicable,
        }),
        ("all" | "any" | "none", items) => Some(block(&operation.op, items)),
        ("not", [only]) => {
            Some(only.as_truth().map_or_else(|| only.clone(), |one| Seen::truth(!one)))
        }
        ("and", [left, right]) => Some(connect(left, right, false)),
        ("or", [left, right]) => Some(connect(left, right, true)),
        ("if", [condition, then, otherwise]) => match (condition, condition.as_truth()) {
            (_, Some(true)) => Some(then.clone()),
            (_, Some(false)) => Some(otherwise.clone()),
            (Seen::Unknown, _) => either(&[then.clone(), otherwise.clone()]),
            _ => Some(Seen::NotApplicable),
        },
        ("if_applicable", [value, otherwise]) => Some(match value {
            Seen::NotApplicable => otherwise.clone(),
            value => value.clone(),
        }),
        ("negate", [only]) if known => binary("-", &Seen::Value(0.into()), only),
        ("set", items) if known => set(items),
        ("in range", of) if known => in_range(false, &operation.name, of),
        ("not in range", of) if known => in_range(true, &operation.name, of),
        (
            "in" | "not in" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/",
            [left, right],
        ) if known => binary(&operation.op, left, right),
        (name, of) if known => call(name, of),
        _ => None,
    }
}

fn set(items: &[Seen]) -> Option<Seen> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Seen::Value(value) if found.contains(value) => {}
            Seen::Value(value) => found.push(value.clone()),
            Seen::Unknown => return Some(Seen::Unknown),
            Seen::NotApplicable => {}
            Seen::Skipped => return None,
        }
    }
    Some(Seen::Value(Json::Array(found)))
}

fn collect(step: &Step) -> Option<Seen> {
    let mut found: Vec<Json> = Vec::new();
    let mut unknown = false;
    for element in &step.children {
        let of = &element.working.as_ref()?.operation()?.of;
        let shown = match (element.state, of.get(2)) {
            (StepState::Held, _) => true,
            (StepState::Unknown, Some(Working::Value(shown))) => shown.as_bool()?,
            (StepState::Unknown, _) => {
                unknown = true;
                false
            }
            _ => false,
        };
        if let (true, Working::Value(Json::Array(values))) = (shown, of.get(1)?) {
            for value in values {
                if !found.contains(value) {
                    found.push(value.clone());
                }
            }
        }
    }
    Some(if unknown { Seen::Unknown } else { Seen::Value(Json::Array(found)) })
}

fn is_loop(operation: &Operation) -> bool {
    let op = operation.op.as_str();
    matches!(op, "some" | "every" | "sum over" | "count over" | "min over" | "max over")
}

/// A loop by its rows.
fn looped(operation: &Operation, step: &Step) -> Option<Seen> {
    let list = operation.of.first()?;
    match operand(list, step, None) {
        Some(Seen::NotApplicable) => return Some(Seen::NotApplicable),
        Some(Seen::Unknown) => return Some(Seen::Unknown),
        _ => {}
    }
    let rows = step.children.iter().filter(|child| child.kind == StepKind::Row);
    let mut inside = Vec::new();
    for row in rows {
        let of = &row.working.as_ref()?.operation()?.of;
        let part = |at: usize| of.get(at).and_then(|one| operand(one, row, None));
        match (part(0)?.as_truth(), part(0)?) {
            (Some(true), _) if operation.op == "count over" => inside.push(Seen::truth(true)),
            (Some(true), _) => inside.push(part(1)?),
            (_, Seen::Unknown) => inside.push(Seen::Unknown),
            _ => {}
        }
    }
    if inside.iter().any(Seen::is_hidden) {
        return None;
    }
    inside.retain(|one| *one != Seen::NotApplicable);
    over(&operation.op, &inside)
}

fn over(op: &str, inside: &[Seen]) -> Option<Seen> {
    let unknown = inside.contains(&Seen::Unknown);
    match op {
        "some" | "every" => {
            let decisive = op == "some";
            Some(if inside.iter().any(|one| one.as_truth() == Some(decisive)) {
                Seen::truth(decisive)
            } else if unknown {
                Seen::Unknown
            } else {
                Seen::truth(!decisive)
            })
        }
        _ if unknown => Some(Seen::Unknown),
        "count over" => Some(Seen::Value(inside.len().into())),
        "sum over" => {
            inside.iter().try_fold(Seen::Value(0.into()), |sum, one| binary("+", &sum, one))
        }
        _ => {
            let wanted = if op == "min over" { "<" } else { ">" };
            let mut best: Option<&Seen> = None;
            for one in inside {
                let better = match best {
                    Some(best) => binary(wanted, one, best)?.as_truth()?,
                    None => true,
                };
                if better {
                    best = Some(one);
                }
            }
            Some(best.cloned().unwrap_or(Seen::NotApplicable))
        }
    }
}

/// A field of the row that a loop stands at; of several loops that of any.
fn field(id: &str, step: &Step, rows: &[Row<'_>]) -> Option<Seen> {
    let stated = Seen::of(step);
    let mut found = None;
    for row in rows.iter().rev() {
        let (Some(Json::Array(list)), Some(number)) = (row.list, row.number) else { continue };
        // A row without the field leaves it unknown, or a property of another list was meant.
        let Some(value) = list.get(number).and_then(|one| one.get(id)) else { continue };
        let value = Seen::Value(value.clone());
        if same(&value, &stated) {
            return Some(value);
        }
        found = found.or(Some(value));
    }
    found
}
