//! The steps behind what a case did not expect, in a few lines.

use crate::decision::{Decision, Requirement, Step, StepState};
use crate::rulebook::{Ask, Scheme, TraceLevel};
use crate::text::Lang;

use super::case::{Case, Run};
use super::report::Difference;

/// Lines for one difference.
const MOST_LINES: usize = 10;
/// Levels of steps below an output.
const DEEPEST: usize = 3;

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
    let mut lines = Vec::new();
    for difference in differences {
        let more = match difference.what.as_str() {
            "failed" | "undecided" => requirements(&decision, difference),
            what => {
                let id = what.strip_prefix("range.").unwrap_or(what);
                let steps = decision.trace.as_deref().unwrap_or_default();
                steps.iter().find(|step| step.id == id).map(|step| output(step, lang))
                    .unwrap_or_default()
            }
        };
        if !more.iter().all(|line| lines.contains(line)) {
            lines.extend(more);
        }
    }
    lines
}

/// An output and what decided it.
fn output(step: &Step, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    tell(step, 0, &mut lines);
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

fn tell(step: &Step, depth: usize, lines: &mut Vec<String>) {
    lines.push(format!("{}{}", "  ".repeat(depth), line(step)));
    if depth >= DEEPEST {
        return;
    }
    // What came out as the whole did decides it; a value is made of all its parts.
    let is_same = |child: &&Step| child.state == step.state;
    let decides = matches!(
        step.state,
        StepState::Failed | StepState::Unknown | StepState::NotApplicable
    ) && step.children.iter().any(|child| is_same(&child));
    for child in &step.children {
        if child.state != StepState::Skipped && (!decides || is_same(&child)) {
            tell(child, depth + 1, lines);
        }
    }
}

fn line(step: &Step) -> String {
    let mut line = format!("{} {}", mark(step.state), step.label);
    if !step.expression.is_empty() && step.expression != step.label {
        line = format!("{line}: {}", step.expression);
    }
    if let Some(value) = step.value.as_ref().filter(|_| step.state == StepState::Known) {
        line = format!("{line} = {}", value.text);
    }
    for note in &step.notes {
        line = format!("{line} / {note}");
    }
    let cites: Vec<_> = step.clauses.iter().map(|clause| clause.cite.as_str()).collect();
    if cites.is_empty() { line } else { format!("{line} [{}]", cites.join(", ")) }
}

/// The requirements of the clauses in which a list differs.
fn requirements(decision: &Decision, difference: &Difference) -> Vec<String> {
    let ids = |words: &str| -> Vec<String> {
        let inner = words.trim_matches(['[', ']']);
        inner.split(", ").filter(|id| !id.is_empty()).map(str::to_owned).collect()
    };
    let (expected, found) = (ids(&difference.expected), ids(&difference.found));
    let differs = |id: &String| expected.contains(id) != found.contains(id);
    let concerned = |requirement: &&Requirement| {
        requirement.clauses.iter().any(|clause| differs(&clause.id))
    };
    decision.requirements.iter().filter(concerned).map(requirement).collect()
}

fn requirement(requirement: &Requirement) -> String {
    let cites: Vec<_> = requirement
        .clauses
        .iter()
        .map(|clause| format!("{} {}", clause.cite, clause.id))
        .collect();
    let mut line = format!("{} {}", mark(requirement.state), requirement.says);
    for distance in &requirement.distances {
        line = format!("{line} / {distance}");
    }
    format!("{line} [{}]", cites.join(", "))
}

fn mark(state: StepState) -> &'static str {
    match state {
        StepState::Held | StepState::Known => "○",
        StepState::Failed => "×",
        StepState::Unknown => "？",
        StepState::NotApplicable | StepState::Skipped => "−",
    }
}
