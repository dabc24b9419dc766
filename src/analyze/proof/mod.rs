//! Conditions, cases and tables, reasoned about over exact intervals and choices.
//!
//! That something can never be is claimed by exclusion: every region here holds at least what leads
//! to its answer, on every date on which the scheme is in force. That something can be is claimed
//! with an applicant whom the evaluator has confirmed. What can be neither excluded nor shown is
//! left alone.

mod cases;
mod conflicts;
mod context;
mod redundant;
mod tables;

mod walk;
mod words;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::Program;
use crate::region::{Reader, Switches, times};

use context::Context;

/// Over how many stretches of time conditions are followed; of a scheme with more nothing is
/// claimed.
const MOST_TIMES: usize = 100;

/// What can be proved to be a mistake.
pub(super) fn find(program: &Program) -> Vec<Diagnostic> {
    let mut prover = Prover::new(program);
    prover.rules();
    prover.tables();
    prover.found
}

/// A stretch of days on which all dated values stay the same.
struct Time<'p> {
    reader: Reader<'p>,
    until: Option<NaiveDate>,
}

struct Prover<'p> {
    program: &'p Program,
    times: Vec<Time<'p>>,
    found: Vec<Diagnostic>,
    /// Sets of conditions that were told to contradict each other.
    told: BTreeSet<Vec<NodeId>>,
}

impl<'p> Prover<'p> {
    fn new(program: &'p Program) -> Self {
        let mut times = times(program);
        if times.len() > MOST_TIMES {
            times.clear();
        }
        let times = times.into_iter().map(|(from, until)| Time {
            reader: Reader::new(program, from, Switches::Free),
            until,
        });
        let times = times.collect();
        Self { program, times, found: Vec::new(), told: BTreeSet::new() }
    }

    fn rules(&mut self) {
        let program = self.program;
        let bodies = program.rules.iter().map(|rule| rule.body);
        let warnings = program.warnings.iter().filter_map(|warning| warning.when);
        let ranked = program.allocation.iter().flat_map(|plan| {
            let keys = plan.keys.iter().map(|(_, key, _)| *key);
            [plan.ranked_when, plan.requested].into_iter().chain(keys)
        });
        for node in bodies.chain(warnings).chain(ranked) {
            let anywhere = Context::anywhere(self.times.len());
            self.visit(node, &anywhere);
        }
    }

    /// A warning at a node.
    fn warn(&self, code: Code, node: NodeId) -> Diagnostic {
        let span = self.program.node(node).map(|node| node.span).unwrap_or_default();
        Diagnostic::new(code, span).warning()
    }
}
