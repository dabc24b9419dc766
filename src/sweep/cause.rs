//! Why the outcome changes between two neighbouring values.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::decision::{ClauseShown, Place, Shown};
use crate::explain;
use crate::ids::{ClauseId, NodeId, RuleId};
use crate::program::{NodeKind, Program};
use crate::text::Lang;
use crate::value::{Answer, Type, Value};

use super::run::Run;
use super::shape::Mark;

/// What turns at a break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// Name of the rule that it stands in.
    pub rule: String,
    /// The comparison, as the rule has it with names of one language.
    pub expression: String,
    /// What the varied value is compared with, where that stays.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub threshold: Option<Shown>,
    /// The clauses nearest to it.
    pub clauses: Vec<ClauseShown>,
    /// Where it stands in the rule files.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Place>,
}

/// Whether something that an output comes from turned between two runs.
pub(super) fn touches(program: &Program, output: Option<usize>, one: &Run, two: &Run) -> bool {
    let within = below(program, output);
    one.stretch != two.stretch || !turned(program, one, two, Some(&within)).is_empty()
}

/// The comparisons that came out otherwise, be it with one truth (below a limit, at it); `None`
/// stands for dated values.
pub(super) fn turns(program: &Program, one: &Run, two: &Run) -> BTreeSet<Option<NodeId>> {
    let nodes =
        differing(program, (one, two), None, Mark::is_like).into_iter().map(|(_, node)| Some(node));
    nodes.chain((one.stretch != two.stretch).then_some(None)).collect()
}

/// What turned between two runs: what the verdict comes from if that looks different, and what the
/// output comes from if that does.
pub(super) fn causes(
    program: &Program,
    output: Option<usize>,
    (one, two): (&Run, &Run),
    lang: Lang,
) -> Vec<Cause> {
    let mut wanted = BTreeSet::new();
    if one.seen != two.seen {
        wanted.extend(below(program, Some(program.primary)));
    }
    if one.answer(output) != two.answer(output) || wanted.is_empty() {
        wanted.extend(below(program, output));
    }
    let mut found = turned(program, one, two, Some(&wanted));
    let felt: Vec<_> =
        found.iter().copied().filter(|(step, _)| is_felt(program, one, two, *step)).collect();
    if !felt.is_empty() {
        found = felt;
    }
    if found.is_empty() {
        found = turned(program, one, two, None);
    }
    let mut told: Vec<Cause> = Vec::new();
    if one.stretch != two.stretch {
        told.push(other_values(lang));
    }
    for (step, node) in found {
        let Some(cause) = tell(program, two, step, node, lang) else { continue };
        if !told.iter().any(|one| one.place == cause.place) {
            told.push(cause);
        }
    }
    told
}

/// On this day dated values change.
fn other_values(lang: Lang) -> Cause {
    let words = match lang {
        Lang::Ja => "この日から別の値や版が適用される",
        Lang::En => "other values or versions are in force from this day",
    };
    Cause {
        rule: String::new(),
        expression: words.to_owned(),
        threshold: None,
        clauses: Vec::new(),
        place: None,
    }
}

/// Every node that an output can come from.
fn below(program: &Program, output: Option<usize>) -> BTreeSet<NodeId> {
    let rule = output.and_then(|at| program.outputs.get(at)).and_then(|one| program.rule(one.rule));
    let (mut seen, mut open) = (BTreeSet::new(), Vec::new());
    open.extend(rule.map(|rule| rule.body));
    while let Some(id) = open.pop() {
        let Some(node) = program.node(id).filter(|_| seen.insert(id)) else { continue };
        match &node.kind {
            NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => {
                open.extend(program.rule(*rule).map(|rule| rule.body));
            }
            kind => open.extend(kind.operands()),
        }
    }
    seen
}

/// The comparisons that both runs made and that came out otherwise, with their steps in the second.
fn turned(
    program: &Program,
    one: &Run,
    two: &Run,
    within: Option<&BTreeSet<NodeId>>,
) -> Vec<(usize, NodeId)> {
    differing(program, (one, two), within, Mark::leads_alike)
}

/// The comparisons that both runs made and that are not `alike`, with their steps in the second.
fn differing(
    program: &Program,
    (one, two): (&Run, &Run),
    within: Option<&BTreeSet<NodeId>>,
    alike: impl Fn(&Mark, &Mark) -> bool,
) -> Vec<(usize, NodeId)> {
    let wanted = |node: NodeId| {
        within.is_none_or(|within| within.contains(&node))
            && program.node(node).is_some_and(|node| is_primitive(&node.kind))
    };
    let mut before: BTreeMap<NodeId, Vec<&Mark>> = BTreeMap::new();
    for mark in one.shape.marks.iter().filter(|mark| mark.is_worked() && wanted(mark.node)) {
        before.entry(mark.node).or_default().push(mark);
    }
    let mut met: BTreeMap<NodeId, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for mark in two.shape.marks.iter().filter(|mark| mark.is_worked() && wanted(mark.node)) {
        let number = met.entry(mark.node).or_default();
        let other = before.get(&mark.node).and_then(|marks| marks.get(*number));
        *number += 1;
        if other.is_some_and(|other| !alike(mark, other)) {
            found.push((mark.step, mark.node));
        }
    }
    found
}

/// Whether a turn reaches the rule that it stands in: no condition around it came out as before.
fn is_felt(program: &Program, one: &Run, two: &Run, step: usize) -> bool {
    let steps = two.trace.steps();
    for at in (0..step).rev() {
        let Some(outer) = steps.get(at).filter(|outer| outer.end as usize > step) else { continue };
        let Some(node) = program.node(outer.node) else { continue };
        if node.ty == Type::Truth {
            // The number of the same node among those of its kind, in both runs.
            let like = |mark: &&Mark| mark.node == outer.node && mark.is_worked();
            let number = two.shape.marks.iter().filter(like).position(|mark| mark.step == at);
            let before = number.and_then(|number| one.shape.marks.iter().filter(like).nth(number));
            let after = two.shape.marks.iter().find(|mark| mark.step == at);
            if let (Some(before), Some(after)) = (before, after)
                && before.leads_alike(after)
            {
                return false;
            }
        }
        if matches!(node.kind, NodeKind::Rule(_) | NodeKind::RowRule { .. }) {
            return true;
        }
    }
    true
}

fn is_primitive(kind: &NodeKind) -> bool {
    match kind {
        NodeKind::InRange { .. } | NodeKind::In { .. } | NodeKind::Lookup { .. } => true,
        NodeKind::Binary { op, .. } => op.is_comparison(),
        NodeKind::Call { function, .. } => {
            matches!(
                function.name,
                "min" | "max" | "abs" | "month" | "is_open_day" | "weekday" | "day"
            )
        }
        _ => false,
    }
}

fn tell(program: &Program, run: &Run, step: usize, id: NodeId, lang: Lang) -> Option<Cause> {
    let node = program.node(id)?;
    let (rule, clauses) = around(program, run, step);
    let (expression, threshold) = match &node.kind {
        NodeKind::Call { function, arguments } if matches!(function.name, "min" | "max") => {
            let (one, two) = (arguments.first()?, arguments.get(1)?);
            let sign = if function.name == "min" { "≤" } else { "≥" };
            let words = |id: &NodeId| explain::phrase(program, *id, lang);
            let text = format!("{} {sign} {}", words(one), words(two));
            (text, threshold(program, run, step, &[*one, *two], lang))
        }
        NodeKind::Binary { left, right, .. } => {
            let text = explain::phrase(program, id, lang);
            (text, threshold(program, run, step, &[*left, *right], lang))
        }
        NodeKind::InRange { range, .. } => {
            let ends: Vec<NodeId> = [range.low, range.high].into_iter().flatten().collect();
            (explain::phrase(program, id, lang), threshold(program, run, step, &ends, lang))
        }
        _ => (explain::phrase(program, id, lang), None),
    };
    let at = program.sources.position(node.span);
    let file = program.sources.name(node.span.file).to_owned();
    Some(Cause {
        rule: rule
            .and_then(|rule| program.rule(rule))
            .map(|rule| rule.name.get(lang).to_owned())?,
        expression,
        threshold,
        clauses: explain::clauses(program, &clauses, lang),
        place: Some(Place { file, line: at.line, column: at.column }),
    })
}

/// The value of the operand that does not move, the last one of several.
fn threshold(
    program: &Program,
    run: &Run,
    step: usize,
    operands: &[NodeId],
    lang: Lang,
) -> Option<Shown> {
    let steps = run.trace.steps();
    let end = steps.get(step)?.end as usize;
    let still = |id: &NodeId| !run.shape.moving.contains(id);
    let id = operands.iter().rev().find(|id| still(id))?;
    let found = steps.get(step..end)?.iter().find(|one| one.node == *id)?;
    let ty = &program.node(*id)?.ty;
    match found.answer.as_ref()? {
        Answer::Known(value @ (Value::Number(_) | Value::Date(_) | Value::Period(_))) => {
            Some(explain::show(program, value, ty, lang)).filter(|_| *ty != Type::Truth)
        }
        _ => None,
    }
}

/// The rule that a step stands in, and the clauses nearest to it.
fn around(program: &Program, run: &Run, step: usize) -> (Option<RuleId>, Vec<ClauseId>) {
    let steps = run.trace.steps();
    let (mut rule, mut clauses) = (None, Vec::new());
    let (mut inner, mut last) = (steps.get(step).map(|one| one.node), step);
    for at in (0..step).rev() {
        let Some(outer) = steps.get(at).filter(|outer| outer.end as usize > last) else { continue };
        let Some(node) = program.node(outer.node) else { continue };
        if clauses.is_empty() && rule.is_none() {
            clauses = clauses_of(program, &node.kind, inner);
        }
        if let NodeKind::Rule(id) | NodeKind::RowRule { rule: id, .. } = node.kind {
            rule = rule.or(Some(id));
        }
        (inner, last) = (Some(outer.node), at);
        if rule.is_some() {
            break;
        }
    }
    // A rule that an output asks for is recorded by its body.
    let rule = rule.or_else(|| {
        let body = inner?;
        program.rules.iter().position(|rule| rule.body == body).map(RuleId::new)
    });
    if clauses.is_empty() {
        clauses = rule
            .and_then(|rule| program.rule(rule))
            .map(|rule| rule.clauses.clone())
            .unwrap_or_default();
    }
    (rule, clauses)
}

/// The clauses that a node gives to one of its parts.
fn clauses_of(program: &Program, kind: &NodeKind, part: Option<NodeId>) -> Vec<ClauseId> {
    let Some(part) = part else { return Vec::new() };
    match kind {
        NodeKind::Conditions { items, .. } => {
            let item = items.iter().find(|item| item.node == part);
            item.map(|item| item.clauses.to_vec()).unwrap_or_default()
        }
        NodeKind::First { cases, otherwise } => {
            let mut all = cases.iter().chain(otherwise.as_deref());
            let case = all.find(|case| case.when == part || case.value == part);
            case.map(|case| case.clauses.to_vec()).unwrap_or_default()
        }
        NodeKind::Exceptions { exceptions, .. } => {
            let case = exceptions.iter().find(|case| case.when == part || case.value == part);
            case.map(|case| case.clauses.to_vec()).unwrap_or_default()
        }
        NodeKind::Stage { clauses, .. } => clauses.to_vec(),
        NodeKind::Requirement { number, .. } => {
            let one = program.requirements.get(usize::from(*number));
            one.map(|one| one.clauses.clone()).unwrap_or_default()
        }
        NodeKind::Collect(elements) => {
            let one = elements.iter().find(|one| one.when == Some(part));
            one.map(|one| one.clauses.to_vec()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}
