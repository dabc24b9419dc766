//! How an amount came about, value by value.
//!
//! The trace holds an amount as a rule whose children are stages and roundings. Each such rule
//! below a headline output becomes one table, the innermost first, so that a value is worked out
//! before it is used.

use super::Telling;
use super::block::{Block, Cell, Column, Section};
use crate::decision::{Step, StepKind, Verdict};
use crate::explain::words;

impl Telling<'_> {
    pub(super) fn amount_steps(&self) -> Option<Section> {
        let trace = self.decision.trace.as_ref().filter(|_| self.full)?;
        let mut amounts: Vec<&Step> = Vec::new();
        for outcome in self.headlines() {
            trace
                .iter()
                .filter(|step| step.id == outcome.id)
                .for_each(|step| find(step, &mut amounts));
        }
        let mut blocks = Vec::new();
        for step in amounts {
            blocks.push(Block::Text { text: self.heading(step) });
            blocks.push(self.pipeline(step));
        }
        let heading = match self.decision.verdict {
            Verdict::Eligible => self.words.amount_steps,
            Verdict::Ineligible | Verdict::Undetermined | Verdict::NotApplicable => {
                self.words.amount_for_reference
            }
        };
        let heading = heading.to_owned();
        (!blocks.is_empty()).then_some(Section { key: "amount", heading, blocks })
    }

    fn heading(&self, step: &Step) -> String {
        let label = &step.label;
        step.value.as_ref().map_or_else(
            || format!("{label}{}{}", self.words.colon, words::step(step.state, self.lang)),
            |value| format!("{label}{}{}", self.words.colon, value.text),
        )
    }

    fn pipeline(&self, amount: &Step) -> Block {
        let words = self.words;
        let columns = vec![
            Column::words(words.stage),
            Column::words(words.expression),
            Column::amount(words.result),
            Column::words(words.basis),
        ];
        let rows = amount.children.iter().filter(|step| is_stage(step)).map(|step| {
            let mut label = Cell::words(&step.label);
            label.more.extend((!step.says.is_empty()).then(|| step.says.clone()));
            label.more.extend(step.notes.iter().cloned());
            let result = step
                .value
                .as_ref()
                .map_or_else(|| words::step(step.state, self.lang), |value| value.text.as_str());
            vec![
                label,
                Cell::code(&step.expression),
                Cell::words(result),
                Cell::cites(self.cites(&step.clauses)),
            ]
        });
        let rows = rows.collect();
        Block::Table { caption: self.heading(amount), columns, rows }
    }
}

/// The steps at and below `step` that have stages, the innermost first.
fn find<'a>(step: &'a Step, amounts: &mut Vec<&'a Step>) {
    step.children.iter().for_each(|child| find(child, amounts));
    if step.children.iter().any(is_stage) {
        amounts.push(step);
    }
}

fn is_stage(step: &Step) -> bool {
    matches!(step.kind, StepKind::Stage | StepKind::Rounding)
}
