//! Citations of clauses that the register says to be something else than calculated.
//!
//! Looked at is what decides: conditions, cases, stages, values, and rules of anything but a set.
//! Sets tell documents, steps and contacts, for which any clause may be cited.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{ClauseId, NodeId, ParameterId, RuleId, TableId};
use crate::program::{ClauseKind, NodeKind, Program, Rule};
use crate::source::Span;
use crate::text::Text;
use crate::value::Type;

use super::same::place;
use super::uses::Uses;
use super::warn;

pub(super) fn find(program: &Program, uses: &Uses) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, rule) in program.rules.iter().enumerate() {
        let reads = uses.of_rule(RuleId::new(at)).facts;
        let is_judgement = |fact| program.fact(fact).is_some_and(|fact| fact.judgement);
        let judged = reads.iter().any(|fact| is_judgement(*fact));
        let words = rule_words(rule);
        for (clauses, span) in sites(program, rule) {
            found.extend(of_site(program, &clauses, judged, &words, span));
        }
    }
    for (at, one) in program.parameters.iter().enumerate() {
        if uses.reached.parameters.contains(&ParameterId::new(at)) {
            let words = named("値", "parameter", &one.name);
            found.extend(of_site(program, &one.clauses, false, &words, one.span));
        }
    }
    for (at, one) in program.tables.iter().enumerate() {
        if uses.reached.columns.iter().any(|(table, _)| *table == TableId::new(at)) {
            let words = named("表", "table", &one.name);
            found.extend(of_site(program, &one.clauses, false, &words, one.span));
        }
    }
    found
}

fn rule_words(rule: &Rule) -> Text {
    named("規則", "rule", &rule.name)
}

fn named(ja: &str, en: &str, name: &Text) -> Text {
    Text::new(format!("{ja}「{}」", name.ja), format!("{en} `{}`", name.ja))
}

/// Clauses that are cited together for one thing that is calculated, and the place of that thing.
fn sites(program: &Program, rule: &Rule) -> Vec<(Vec<ClauseId>, Span)> {
    let mut found = Vec::new();
    if !matches!(rule.ty, Type::Set(_)) {
        found.push((rule.clauses.clone(), rule.span));
    }
    let mut waiting = vec![rule.body];
    while let Some(id) = waiting.pop() {
        let Some(node) = program.node(id) else { continue };
        waiting.extend(node.kind.operands());
        let mut add = |clauses: &[ClauseId], at: NodeId| {
            found.push((clauses.to_vec(), place(program, at)));
        };
        match &node.kind {
            NodeKind::Conditions { items, .. } => {
                items.iter().for_each(|item| add(&item.clauses, item.node));
            }
            NodeKind::First { cases, otherwise } => {
                let all = cases.iter().chain(otherwise.as_deref());
                all.for_each(|case| add(&case.clauses, case.value));
            }
            NodeKind::Exceptions { exceptions, .. } => {
                exceptions.iter().for_each(|case| add(&case.clauses, case.value));
            }
            NodeKind::Stage { clauses, .. } => add(clauses, id),
            _ => {}
        }
    }
    found
}

/// What is wrong with clauses that are cited together. `judged` says whether a person's finding
/// has a part in what is calculated.
fn of_site(
    program: &Program,
    clauses: &[ClauseId],
    judged: bool,
    words: &Text,
    at: Span,
) -> Vec<Diagnostic> {
    let kind = |id: &ClauseId| program.clauses.get(id.index()).map(|clause| clause.kind);
    let only_information =
        clauses.iter().all(|clause| kind(clause) == Some(ClauseKind::Information));
    let has_fact =
        |clause: &ClauseId| program.facts.iter().any(|fact| fact.clauses.contains(clause));
    let is_wrong = |clause: &ClauseId| match kind(clause)? {
        ClauseKind::Rule => None,
        ClauseKind::Information => only_information.then_some(ClauseKind::Information),
        ClauseKind::Judgement => (!judged && !has_fact(clause)).then_some(ClauseKind::Judgement),
        ClauseKind::NotModelled => Some(ClauseKind::NotModelled),
    };
    let wrong = clauses.iter().filter_map(|clause| Some((clause, is_wrong(clause)?)));
    wrong
        .map(|(clause, kind)| {
            let id = program.clauses.get(clause.index()).map_or("", |clause| &clause.id);
            let (kind, remedy) = explained(kind);
            warn(Code::ClauseKind, at)
                .with("clause", id)
                .with_text("place", words.clone())
                .with_text("kind", kind)
                .with_text("remedy", remedy)
        })
        .collect()
}

/// A kind of clause in words, and what to do where it is cited for a calculation.
fn explained(kind: ClauseKind) -> (Text, Text) {
    match kind {
        ClauseKind::Information | ClauseKind::Rule => (
            Text::new("知らせるだけの条項（information）", "for information only (`information`)"),
            Text::new(
                "この計算を定める条項を引用するか、条項の `kind` を `rule` に改めてください",
                "cite the clause that lays this down, or change the `kind` of the clause to `rule`",
            ),
        ),
        ClauseKind::Judgement => (
            Text::new("人が判断する条項（judgement）", "for a person to decide (`judgement`)"),
            Text::new(
                "人の判断を表す事実（`judgement: true`）を使うか、条項の `kind` を改めてください",
                "use a fact for what the person finds (`judgement: true`), or change the `kind` of the clause",
            ),
        ),
        ClauseKind::NotModelled => (
            Text::new(
                "計算で扱わない条項（not_modelled）",
                "not part of the calculation (`not_modelled`)",
            ),
            Text::new(
                "計算に使うなら条項の `kind` を `rule` に改め、使わないなら引用を外してください",
                "change the `kind` of the clause to `rule` if it is calculated, else leave the citation out",
            ),
        ),
    }
}
