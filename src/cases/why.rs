//! The steps behind what a case did not expect, in a few lines.

use crate::decision::{Decision, Requirement, Step, StepKind, StepState};
use crate::rulebook::{Ask, Scheme, TraceLevel};
use crate::text::Lang;

use super::case::{Case, Run};
use super::report::Difference;

/// Lines for one difference.
const MOST_LINES: usize = 12;
/// Levels of steps below an output.
const DEEPEST: usize = 6;

/// How what differs came about: the deciding steps of each output, the requirements whose clauses
/// were not expected or did not come. Empty where no step tells more than the difference does.
pub(super) fn why(
    scheme: &Scheme,
    case: &Case,
    run: &Run,
    differences: &[Difference],
    lang: Lang,
) -> Vec<String> {
    let readings = run.readings.clone();
    let ask = Ask { as_of: case.as_of, readings, trace: TraceLevel::Full, lang };
    let Ok(decision) = scheme.decide(&case.facts, &ask) else { return Vec::new() };
    let (mut lines, mut told) = (Vec::new(), Vec::new());
    for difference in differences {
        let more = match difference.what.as_str() {
            "failed" | "undecided" => of_clauses(&decision, difference, lang),
            what if is_primary(&decision, what) => verdict(&decision, lang),
            what => {
                let id = what.strip_prefix("range.").unwrap_or(what);
                let steps = decision.trace.as_deref().unwrap_or_default();
                let step = steps.iter().find(|step| step.id == id);
                step.map(|step| output(step, steps, lang)).unwrap_or_default()
            }
        };
        lines.extend(more.into_iter().filter(|line| !told.contains(line)));
        told.clone_from(&lines);
    }
    lines
}

/// An output and what decided it.
fn output(step: &Step, trace: &[Step], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    tell(step, trace, 0, &mut lines);
    let left = lines.len().saturating_sub(MOST_LINES);
    if left > 1 {
        lines.truncate(MOST_LINES);
        lines.push(match lang {
            Lang::Ja => format!("  …ほか{left}行"),
            Lang::En => format!("  … {left} more lines"),
        });
    }
    lines
}

fn tell(step: &Step, trace: &[Step], depth: usize, lines: &mut Vec<String>) {
    lines.push(format!("{}{}", "  ".repeat(depth), line(step)));
    if depth >= DEEPEST {
        return;
    }
    // What came out as the whole did decides it; a value is made of values, and the conditions that
    // do not hold are the ways that were not taken.
    let is_same = |child: &&Step| child.state == step.state;
    let decides = step.state != StepState::Known && step.children.iter().any(|one| is_same(&one));
    // A rule that was worked out on another way is told here, where it counts.
    let worked = (step.kind == StepKind::Repeat).then(|| full(step, trace)).flatten();
    for child in &worked.unwrap_or(step).children {
        let is_other_way = match step.state {
            StepState::Known => child.state == StepState::Failed,
            _ => decides && !is_same(&child),
        };
        if !is_other_way && child.state != StepState::Skipped {
            tell(child, trace, depth + 1, lines);
        }
    }
}

/// The step at which a rule was worked out.
fn full<'s>(repeat: &Step, trace: &'s [Step]) -> Option<&'s Step> {
    trace.iter().find_map(|step| {
        let is_it = step.kind == StepKind::Rule
            && step.place == repeat.place
            && step.label == repeat.label
            && !step.children.is_empty();
        if is_it { Some(step) } else { full(repeat, &step.children) }
    })
}

fn line(step: &Step) -> String {
    let names: Vec<_> =
        [&step.label, &step.expression].into_iter().filter(|one| !one.is_empty()).collect();
    let name = match names.as_slice() {
        [label, expression] if label != expression => format!("{label}: {expression}"),
        [one, ..] => (*one).clone(),
        [] => String::new(),
    };
    let mut line = format!("{} {name}", mark(step.state));
    if let Some(value) = step.value.as_ref().filter(|_| step.state == StepState::Known) {
        line = format!("{line} = {}", value.text);
    }
    for note in &step.notes {
        line = format!("{line} / {note}");
    }
    let cites: Vec<_> = step.clauses.iter().map(|clause| clause.cite.clone()).collect();
    format!("{line}{}", cited(&cites))
}

fn is_primary(decision: &Decision, what: &str) -> bool {
    decision.outcomes.iter().any(|outcome| outcome.primary && outcome.id == what)
}

/// The requirements that gave the verdict: those that are broken, else those that are open.
fn verdict(decision: &Decision, lang: Lang) -> Vec<String> {
    let all = &decision.requirements;
    let in_state = |state| {
        let found = all.iter().filter(move |requirement| requirement.state == state);
        found.map(requirement).collect::<Vec<_>>()
    };
    let broken = in_state(StepState::Failed);
    let lines = if broken.is_empty() { in_state(StepState::Unknown) } else { broken };
    if !lines.is_empty() {
        return lines;
    }
    vec![match lang {
        Lang::Ja => "○ 満たされない要件も、未確定の要件もありません".to_owned(),
        Lang::En => "○ no requirement is broken or open".to_owned(),
    }]
}

/// The requirements of the clauses in which a list differs. A clause that no requirement lays down
/// cannot be in the list at all.
fn of_clauses(decision: &Decision, difference: &Difference, lang: Lang) -> Vec<String> {
    let ids = |words: &str| -> Vec<String> {
        let inner = words.trim_matches(['[', ']']);
        inner.split(", ").filter(|id| !id.is_empty()).map(str::to_owned).collect()
    };
    let (expected, found) = (ids(&difference.expected), ids(&difference.found));
    let differs = |id: &String| expected.contains(id) != found.contains(id);
    let concerned =
        |requirement: &&Requirement| requirement.clauses.iter().any(|clause| differs(&clause.id));
    let mut lines: Vec<_> =
        decision.requirements.iter().filter(concerned).map(requirement).collect();
    let is_laid = |id: &&String| {
        let mut clauses = decision.requirements.iter().flat_map(|one| &one.clauses);
        clauses.any(|clause| clause.id == **id)
    };
    for id in expected.iter().filter(|id| !found.contains(id) && !is_laid(id)) {
        lines.push(match lang {
            Lang::Ja => format!("− {id} を根拠とする要件はありません"),
            Lang::En => format!("− no requirement rests on {id}"),
        });
    }
    lines
}

fn requirement(requirement: &Requirement) -> String {
    let mut line = format!("{} {}", mark(requirement.state), requirement.says);
    for distance in &requirement.distances {
        line = format!("{line} / {distance}");
    }
    for id in &requirement.missing {
        line = format!("{line} / {id}?");
    }
    let cites: Vec<_> =
        requirement.clauses.iter().map(|clause| format!("{} {}", clause.cite, clause.id)).collect();
    format!("{line}{}", cited(&cites))
}

/// The first clauses behind a line, in brackets; how many more there are.
fn cited(cites: &[String]) -> String {
    match cites {
        [] => String::new(),
        [one] => format!(" [{one}]"),
        [one, other] => format!(" [{one}, {other}]"),
        [one, other, more @ ..] => format!(" [{one}, {other}, +{}]", more.len()),
    }
}

fn mark(state: StepState) -> &'static str {
    match state {
        StepState::Held | StepState::Known => "○",
        StepState::Failed => "×",
        StepState::Unknown => "？",
        StepState::NotApplicable | StepState::Skipped => "−",
    }
}
