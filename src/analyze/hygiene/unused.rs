//! What is declared and never used, and what is used and never asked for.
//!
//! What common files declare is there for every scheme and is left alone.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{FactId, ParameterId, ReadingId, RecordId, RuleId, TableId};
use crate::program::{AllocationPlan, Field, Program};
use crate::source::Span;
use crate::text::Text;
use crate::value::Type;

use super::uses::Uses;
use super::warn;

pub(super) fn find(program: &Program, uses: &Uses) -> Vec<Diagnostic> {
    let mut found = facts(program, uses);
    found.extend(fields(program, uses));
    found.extend(values(program, uses));
    found.extend(rules(program, uses));
    found.retain(|finding| finding.at.is_some_and(|at| !is_shared(program, at)));
    found
}

/// Whether a place lies in a common file.
pub(super) fn is_shared(program: &Program, at: Span) -> bool {
    program.sources.name(at.file).starts_with("common/")
}

fn facts(program: &Program, uses: &Uses) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, fact) in program.facts.iter().enumerate() {
        let id = FactId::new(at);
        if !uses.anywhere.facts.contains(&id) {
            found.push(warn(Code::UnusedFact, fact.span).with("name", &fact.name.ja));
        } else if !uses.reached.facts.contains(&id) {
            let readers = program.rules.iter().zip(&uses.by_rule);
            let mut finding = warn(Code::IrrelevantFact, fact.span).with("name", &fact.name.ja);
            for (rule, _) in readers.filter(|(_, reads)| reads.facts.contains(&id)) {
                finding = finding.related(rule.span, Text::new("使う規則", "a rule that uses it"));
            }
            found.push(finding);
        } else if fact.ask.is_empty()
            && fact.about.is_empty()
            && !fact.judgement
            && fact.default.is_none()
        {
            found.push(warn(Code::UnaskedFact, fact.span).with("name", &fact.name.ja));
        }
    }
    found
}

fn fields(program: &Program, uses: &Uses) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut of = |owner: &str, record: RecordId, is_read: &dyn Fn(&Field) -> bool| {
        let fields = program.records.get(record.index()).map(|one| one.fields.as_slice());
        for (at, field) in fields.unwrap_or_default().iter().enumerate() {
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            if !uses.anywhere.fields.contains(&(record, at)) && !is_read(field) {
                let name = format!("{owner}.{}", field.name.ja);
                found.push(warn(Code::UnusedFact, field.span).with("name", name));
            }
        }
    };
    for (at, fact) in program.facts.iter().enumerate() {
        if let Type::List(record) = fact.ty
            && uses.anywhere.facts.contains(&FactId::new(at))
        {
            of(&fact.name.ja, record, &|_| false);
        }
    }
    if let Some(plan) = &program.allocation {
        // By this field the command tells applications apart.
        of(AllocationPlan::APPLICATION, plan.record, &|field| field.id == "id");
    }
    found
}

/// Parameters, tables, columns, readings.
fn values(program: &Program, uses: &Uses) -> Vec<Diagnostic> {
    let reads = &uses.anywhere;
    let mut found = Vec::new();
    for (at, parameter) in program.parameters.iter().enumerate() {
        if !reads.parameters.contains(&ParameterId::new(at)) {
            found
                .push(warn(Code::UnusedParameter, parameter.span).with("name", &parameter.name.ja));
        }
    }
    for (at, table) in program.tables.iter().enumerate() {
        let id = TableId::new(at);
        if !reads.columns.iter().any(|(table, _)| *table == id) {
            found.push(warn(Code::UnusedTable, table.span).with("name", &table.name.ja));
            continue;
        }
        for (at, column) in table.columns.iter().enumerate() {
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            if !reads.columns.contains(&(id, at)) {
                let finding = warn(Code::UnusedColumn, column.span).with("name", &column.name.ja);
                found.push(finding.with("table", &table.name.ja));
            }
        }
    }
    for (at, reading) in program.readings.iter().enumerate() {
        if !reads.readings.contains(&ReadingId::new(at)) {
            found.push(warn(Code::UnusedReading, reading.span).with("name", &reading.name.ja));
        }
    }
    found
}

fn rules(program: &Program, uses: &Uses) -> Vec<Diagnostic> {
    let rules = program.rules.iter().enumerate();
    rules
        .filter(|(at, _)| !uses.reached.rules.contains(&RuleId::new(*at)))
        .map(|(_, rule)| warn(Code::UnusedRule, rule.span).with("name", &rule.name.ja))
        .collect()
}
