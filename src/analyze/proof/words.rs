//! Words of findings: conditions as written, what facts can be, applicants.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::explain::{show, show_contract};
use crate::ids::{FactId, NodeId};
use crate::program::{Fact, NodeKind, Program};
use crate::region::Witness;
use crate::text::{Lang, Text};
use crate::value::{Answer, Number, Type, Value};

/// A condition is quoted up to this many characters.
const LONGEST: usize = 60;

/// Adds the condition as written, and what is declared of the one fact that it reads.
pub(super) fn of_condition(program: &Program, finding: Diagnostic, node: NodeId) -> Diagnostic {
    let finding = finding.with_text("condition", condition(program, node));
    let mut facts = BTreeSet::new();
    read_facts(program, node, &mut facts);
    let mut facts = facts.into_iter();
    match (facts.next().and_then(|fact| program.fact(fact)).and_then(declared), facts.next()) {
        (Some(known), None) => finding.with_text("known", known),
        _ => finding,
    }
}

/// As written, if that is short; `この条件` otherwise.
fn condition(program: &Program, node: NodeId) -> Text {
    let span = program.node(node).map(|node| node.span).unwrap_or_default();
    let written = program.sources.slice(span);
    let is_block =
        program.node(node).is_some_and(|node| matches!(node.kind, NodeKind::Conditions { .. }));
    if is_block || written.contains('\n') || written.chars().count() > LONGEST {
        return Text::new("この条件", "this condition");
    }
    Text::same(format!("`{written}`"))
}

/// The facts that an expression reads itself, not through rules.
fn read_facts(program: &Program, node: NodeId, found: &mut BTreeSet<FactId>) {
    let Some(node) = program.node(node) else { return };
    let mut all = |nodes: &[NodeId]| nodes.iter().for_each(|node| read_facts(program, *node, found));
    match &node.kind {
        NodeKind::Fact(fact) => {
            found.insert(*fact);
        }
        NodeKind::Not(inner) | NodeKind::Negate(inner) => all(&[*inner]),
        NodeKind::Binary { left, right, .. } => all(&[*left, *right]),
        NodeKind::In { item, set, .. } => all(&[*item, *set]),
        NodeKind::InRange { item, range, .. } => {
            all(&[range.low, range.high].into_iter().flatten().chain([*item]).collect::<Vec<_>>());
        }
        NodeKind::Lookup { key, .. } => all(&[*key]),
        NodeKind::Call { arguments, .. } => all(arguments),
        _ => {}
    }
}

/// What is declared of a number: `従業員数は0人以上1,000人以下`.
fn declared(fact: &Fact) -> Option<Text> {
    let Type::Number(unit) = &fact.ty else { return None };
    let number = |end: &Number| format!("{}{unit}", end.grouped());
    let name = |lang| fact.name.get(lang);
    let (ja, en) = match (&fact.low, &fact.high) {
        (Some(low), Some(high)) => (
            format!("{}以上{}以下", number(low), number(high)),
            format!("from {} to {}", number(low), number(high)),
        ),
        (Some(low), None) => (format!("{}以上", number(low)), format!("at least {}", number(low))),
        (None, Some(high)) => (format!("{}以下", number(high)), format!("at most {}", number(high))),
        (None, None) => return None,
    };
    Some(Text::new(
        format!("`{}` は{ja}です", name(Lang::Ja)),
        format!("`{}` is {en}", name(Lang::En)),
    ))
}

/// The facts of an applicant in the form of a facts file: `employees: 5, local: true`.
pub(super) fn applicant(program: &Program, applicant: &Witness) -> Text {
    let given = program.facts.iter().zip(applicant.facts.slots());
    let facts = given.filter_map(|(fact, value)| {
        let value = show_contract(program, value.as_ref()?, &fact.ty);
        Some(format!("{}: {}", fact.id, plain(&value)))
    });
    let readings = applicant.question.readings.iter().filter_map(|(id, choice)| {
        let reading = program.readings.get(id.index())?;
        let ty = Type::Choice(reading.choices);
        let value = show_contract(program, &Value::Choice(*choice), &ty);
        Some(format!("--reading {}={}", reading.id, plain(&value)))
    });
    Text::same(facts.chain(readings).collect::<Vec<_>>().join(", "))
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a node comes to for an applicant.
pub(super) fn answer(program: &Program, applicant: &Witness, node: NodeId) -> Text {
    let ty = program.node(node).map_or(Type::Any, |node| node.ty.clone());
    match applicant.ask(program, node) {
        Ok(Answer::Known(value)) => {
            let words = |lang| show(program, &value, &ty, lang).text;
            Text::new(words(Lang::Ja), words(Lang::En))
        }
        Ok(Answer::NotApplicable) => Text::new("適用なし", "not applicable"),
        Ok(Answer::Unknown(_)) | Err(_) => Text::new("未定", "undetermined"),
    }
}
