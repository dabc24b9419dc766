//! What the rules say about one application.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::eval::{self, Question, Recorder};
use crate::facts::Facts;
use crate::ids::{FactId, NodeId, RecordId};
use crate::program::{NodeKind, Program};
use crate::text::Text;
use crate::value::{Answer, Value};

use super::read::{self, Entry};
use super::words;

/// Puts expressions of the plan to the rules, on one date.
#[derive(Debug)]
pub(super) struct Asker<'p> {
    pub(super) program: &'p Program,
    pub(super) date: Option<NaiveDate>,
    facts: Facts,
    question: Question,
}

impl<'p> Asker<'p> {
    pub(super) fn new(program: &'p Program, date: Option<NaiveDate>) -> Self {
        let mut facts = Facts::empty(program.facts.len());
        if let Some(fact) = program.as_of {
            facts.set(fact, date.map(Value::Date));
        }
        let question = Question { as_of: date, readings: Vec::new() };
        Self { program, date, facts, question }
    }

    /// What `node` comes to for an application; `None` if it does not apply.
    ///
    /// # Errors
    ///
    /// What is missing, or the operation without a result.
    pub(super) fn value(
        &self,
        entry: &Entry,
        node: NodeId,
    ) -> Result<Option<Value>, Vec<Diagnostic>> {
        let mut gaps =
            Gaps { program: self.program, fields: BTreeSet::new(), facts: BTreeSet::new() };
        let row = Some(entry.record.clone());
        match eval::evaluate_node(self.program, &self.facts, &self.question, node, row, &mut gaps) {
            Ok(Answer::Known(value)) => Ok(Some(value)),
            Ok(Answer::NotApplicable) => Ok(None),
            Ok(Answer::Unknown(_)) => Err(self.findings(entry, &gaps)),
            Err(finding) => Err(vec![finding.related(entry.span, words::application(&entry.id))]),
        }
    }

    fn findings(&self, entry: &Entry, gaps: &Gaps<'_>) -> Vec<Diagnostic> {
        let names = gaps.fields.iter().filter_map(|(record, field)| {
            let record = self.program.records.get(record.index())?;
            Some(record.fields.get(usize::from(*field))?.id.as_str())
        });
        let place = words::application(&entry.id);
        let mut found: Vec<_> =
            names.map(|name| read::missing(name, place.clone(), entry.span)).collect();
        if self.date.is_none() && self.program.as_of.is_some_and(|fact| gaps.facts.contains(&fact))
        {
            found.push(no_date());
        }
        if found.is_empty() {
            found.push(Self::undetermined(entry));
        }
        found
    }

    /// The finding for a value that no field would settle.
    pub(super) fn undetermined(entry: &Entry) -> Diagnostic {
        let detail = Text::new(
            format!("申請「{}」について規則から値が決まりません", entry.id),
            format!("the rules give no value for the application `{}`", entry.id),
        );
        Diagnostic::new(Code::UndefinedOperation, entry.span).with_text("detail", detail)
    }
}

fn no_date() -> Diagnostic {
    let detail = Text::new(
        "配分の日付（--date）が要ります",
        "the date of the allocation (--date) is needed",
    );
    Diagnostic::unplaced(Code::WrongUsage).with_text("detail", detail)
}

/// Keeps the fields and facts that were asked for and are not there.
struct Gaps<'p> {
    program: &'p Program,
    fields: BTreeSet<(RecordId, u16)>,
    facts: BTreeSet<FactId>,
}

impl Recorder for Gaps<'_> {
    const KEEPS: bool = true;

    fn enter(&mut self, _: NodeId) {}

    fn leave(&mut self, node: NodeId, answer: &Answer) {
        if !matches!(answer, Answer::Unknown(_)) {
            return;
        }
        match self.program.node(node).map(|node| &node.kind) {
            Some(NodeKind::Field { variable: 0, record, field }) => {
                self.fields.insert((*record, *field));
            }
            Some(NodeKind::Fact(fact)) => {
                self.facts.insert(*fact);
            }
            _ => {}
        }
    }

    fn skip(&mut self, _: NodeId) {}

    fn repeat(&mut self, _: NodeId, _: &Answer) {}

    fn row(&mut self, _: usize) {}

    fn unwind(&mut self) {}
}
