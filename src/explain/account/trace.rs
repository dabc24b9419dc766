//! The trace as lines, depth first, each of which knows where it hangs.

use serde::Serialize;

use super::block::{Block, Section, Tone};
use super::requirements;
use super::{Cite, Telling};
use crate::decision::{ClauseShown, Step, StepKind, StepState};
use crate::explain::words;

/// One step of the trace.
#[derive(Serialize)]
pub(in crate::explain) struct Line {
    /// For each level above this line, from the outermost: whether it goes on below this line.
    /// The last entry is about the level of the line itself. Empty at the top.
    pub(in crate::explain) guides: Vec<bool>,
    /// Whether steps hang below it.
    pub(in crate::explain) parent: bool,
    /// How many levels end with this line, its own children's not counted.
    pub(in crate::explain) closes: usize,
    /// The sort of step.
    pub(in crate::explain) kind: &'static str,
    /// Its name, or its expression if it has no name.
    pub(in crate::explain) label: String,
    /// Its expression, if it says more than the name.
    pub(in crate::explain) expression: String,
    /// The value in words; else how the step came out. May be empty.
    pub(in crate::explain) result: String,
    /// Good or bad news.
    pub(in crate::explain) tone: Tone,
    /// The sentence about it, then the notes.
    pub(in crate::explain) notes: Vec<String>,
    /// The clauses behind it.
    pub(in crate::explain) cites: Vec<Cite>,
    /// `rules.yaml:12:5`; empty if it has no place.
    pub(in crate::explain) place: String,
}

impl Telling<'_> {
    pub(super) fn trace(&self) -> Option<Section> {
        let steps = self.decision.trace.as_ref().filter(|_| self.full)?;
        let mut lines = Vec::new();
        for step in steps {
            self.lay(step, &[], &[], &mut lines);
        }
        Section::of("trace", self.words.trace, Block::Trace { lines })
    }

    /// Puts a step and what hangs below it into lines. `above` are the clauses of the step above,
    /// which are not cited again.
    fn lay(&self, step: &Step, guides: &[bool], above: &[ClauseShown], lines: &mut Vec<Line>) {
        let shown: Vec<&Step> = if step.children.iter().all(is_leaf) {
            Vec::new()
        } else {
            step.children.iter().collect()
        };
        lines.push(self.line(step, guides, above, !shown.is_empty()));
        for (index, child) in shown.iter().enumerate() {
            let mut inner = guides.to_vec();
            inner.push(index + 1 < shown.len());
            self.lay(child, &inner, &step.clauses, lines);
        }
    }

    /// The values that a step was made of, where they are told in its own line.
    fn values(&self, step: &Step) -> Option<String> {
        let told: Vec<String> = step.children.iter().filter_map(|leaf| self.value(leaf)).collect();
        (!told.is_empty()).then(|| told.join(self.words.comma))
    }

    fn value(&self, leaf: &Step) -> Option<String> {
        let name = if leaf.label.is_empty() { &leaf.expression } else { &leaf.label };
        let word = words::step(leaf.state, self.lang);
        let result = leaf.value.as_ref().map_or(word, |value| value.text.as_str());
        let mut told = result.to_owned();
        for note in &leaf.notes {
            told.push_str(self.words.opens);
            told.push_str(note);
            told.push_str(self.words.closes);
        }
        (!name.is_empty()).then(|| format!("{name} = {told}"))
    }

    fn line(&self, step: &Step, guides: &[bool], above: &[ClauseShown], parent: bool) -> Line {
        let named = !step.label.is_empty();
        let more = named && step.expression != step.label;
        let word = words::step(step.state, self.lang);
        let is_condition = !word.is_empty();
        let values = if parent { None } else { self.values(step) };
        let says = Some(step.says.clone()).filter(|says| !says.is_empty());
        let notes = says.into_iter().chain(values).chain(step.notes.iter().cloned());
        let own: Vec<ClauseShown> =
            step.clauses.iter().filter(|clause| !above.contains(clause)).cloned().collect();
        let place = step.place.as_ref().filter(|_| step.kind == StepKind::Rule);
        Line {
            closes: if parent { 0 } else { guides.iter().rev().take_while(|open| !**open).count() },
            guides: guides.to_vec(),
            parent,
            kind: words::kind(step.kind, self.lang),
            label: if named { step.label.clone() } else { step.expression.clone() },
            expression: if more { step.expression.clone() } else { String::new() },
            result: match &step.value {
                Some(value) if !is_condition => value.text.clone(),
                _ => word.to_owned(),
            },
            tone: news(step),
            notes: notes.collect(),
            cites: self.cites(&own),
            place: place.map_or_else(String::new, |place| {
                format!("{}:{}:{}", place.file, place.line, place.column)
            }),
        }
    }
}

/// Whether a step is a value that its parent tells in its own line.
fn is_leaf(step: &Step) -> bool {
    let plain = matches!(
        step.kind,
        StepKind::Fact
            | StepKind::Parameter
            | StepKind::Reading
            | StepKind::Repeat
            | StepKind::Table
    );
    plain && step.children.iter().all(is_leaf)
}

/// Good or bad news. That an exception, a case or an element does not come in is neither.
fn news(step: &Step) -> Tone {
    let choice = matches!(step.kind, StepKind::Exception | StepKind::Case | StepKind::Element);
    match step.state {
        StepState::Held if choice => Tone::Plain,
        StepState::Failed if choice => Tone::Faint,
        state => requirements::tone(state),
    }
}
