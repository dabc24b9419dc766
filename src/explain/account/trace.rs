//! The trace as lines, depth first, each of which knows where it hangs.

use serde::Serialize;

use super::block::{Block, Section, Tone};
use super::requirements;
use super::{Cite, Telling};
use crate::decision::{Step, StepKind, StepState};
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
            self.lay(step, &[], &mut lines);
        }
        Section::of("trace", self.words.trace, Block::Trace { lines })
    }

    fn lay(&self, step: &Step, guides: &[bool], lines: &mut Vec<Line>) {
        lines.push(self.line(step, guides));
        for (index, child) in step.children.iter().enumerate() {
            let mut inner = guides.to_vec();
            inner.push(index + 1 < step.children.len());
            self.lay(child, &inner, lines);
        }
    }

    fn line(&self, step: &Step, guides: &[bool]) -> Line {
        let parent = !step.children.is_empty();
        let named = !step.label.is_empty();
        let more = named && step.expression != step.label;
        let word = words::step(step.state, self.lang);
        let is_condition = !word.is_empty();
        let notes = Some(&step.says).filter(|says| !says.is_empty()).into_iter().chain(&step.notes);
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
            notes: notes.cloned().collect(),
            cites: self.cites(&step.clauses),
            place: step.place.as_ref().map_or_else(String::new, |place| {
                format!("{}:{}:{}", place.file, place.line, place.column)
            }),
        }
    }
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
