//! What reads what.

use std::collections::BTreeSet;

use crate::ids::{FactId, NodeId, ParameterId, ReadingId, RecordId, RuleId, TableId};
use crate::program::{NodeKind, Program};

/// What expressions read.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    pub(super) facts: BTreeSet<FactId>,
    pub(super) fields: BTreeSet<(RecordId, u16)>,
    pub(super) parameters: BTreeSet<ParameterId>,
    /// Tables with the column that is read.
    pub(super) columns: BTreeSet<(TableId, u16)>,
    pub(super) rules: BTreeSet<RuleId>,
    pub(super) readings: BTreeSet<ReadingId>,
}

impl Reads {
    /// Adds what the expression reads itself; rules that it names are not looked into.
    pub(super) fn add(&mut self, program: &Program, node: NodeId) {
        let Some(node) = program.node(node) else { return };
        match &node.kind {
            NodeKind::Fact(fact) => {
                self.facts.insert(*fact);
            }
            NodeKind::Field { record, field, .. } => {
                self.fields.insert((*record, *field));
            }
            NodeKind::Parameter(parameter) => {
                self.parameters.insert(*parameter);
            }
            NodeKind::Lookup { table, column, .. } => {
                self.columns.insert((*table, *column));
            }
            NodeKind::Rule(rule) | NodeKind::RowRule { rule, .. } => {
                self.rules.insert(*rule);
            }
            NodeKind::Reading(reading) => {
                self.readings.insert(*reading);
            }
            _ => {}
        }
        for operand in node.kind.operands() {
            self.add(program, operand);
        }
    }

    fn join(&mut self, other: &Self) {
        self.facts.extend(&other.facts);
        self.fields.extend(&other.fields);
        self.parameters.extend(&other.parameters);
        self.columns.extend(&other.columns);
        self.rules.extend(&other.rules);
        self.readings.extend(&other.readings);
    }
}

/// What a whole scheme reads.
#[derive(Debug)]
pub(super) struct Uses {
    /// What each rule reads itself.
    pub(super) by_rule: Vec<Reads>,
    /// What any expression reads.
    pub(super) anywhere: Reads,
    /// What an output, a warning or the ranking depends on.
    pub(super) reached: Reads,
}

impl Uses {
    pub(super) fn of(program: &Program) -> Self {
        let by_rule: Vec<Reads> = program
            .rules
            .iter()
            .map(|rule| {
                let mut reads = Reads::default();
                reads.add(program, rule.body);
                reads
            })
            .collect();
        let roots = roots(program);
        let mut anywhere = roots.clone();
        for reads in &by_rule {
            anywhere.join(reads);
        }
        let reached = closure(&by_rule, roots);
        Self { by_rule, anywhere, reached }
    }

    /// Everything that a rule depends on.
    pub(super) fn of_rule(&self, rule: RuleId) -> Reads {
        closure(&self.by_rule, Reads { rules: BTreeSet::from([rule]), ..Reads::default() })
    }
}

/// What is read without any rule's help.
fn roots(program: &Program) -> Reads {
    let mut roots = Reads::default();
    roots.facts.extend(program.as_of);
    roots.rules.extend(program.outputs.iter().map(|output| output.rule));
    for when in program.warnings.iter().filter_map(|warning| warning.when) {
        roots.add(program, when);
    }
    if let Some(plan) = &program.allocation {
        roots.add(program, plan.ranked_when);
        roots.add(program, plan.requested);
        for (_, key, _) in &plan.keys {
            roots.add(program, *key);
        }
    }
    roots
}

fn closure(by_rule: &[Reads], mut reached: Reads) -> Reads {
    let mut waiting: Vec<RuleId> = reached.rules.iter().copied().collect();
    while let Some(rule) = waiting.pop() {
        let Some(reads) = by_rule.get(rule.index()) else { continue };
        waiting.extend(reads.rules.difference(&reached.rules));
        reached.join(reads);
    }
    reached
}
