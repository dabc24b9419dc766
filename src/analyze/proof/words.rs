//! Words of findings: conditions as written, what facts can be, applicants.

use crate::diagnostic::Diagnostic;
use crate::explain::{show, show_contract};
use crate::ids::NodeId;
use crate::program::{Fact, NodeKind, Program};
use crate::region::Witness;
use crate::text::{Lang, Text};
use crate::value::{Answer, Number, Type, Value};

/// A condition is quoted up to this many characters.
const LONGEST: usize = 60;

/// Choices are listed up to this many.
const MOST_CHOICES: usize = 8;

/// Adds the condition as written, and what is declared of the one fact that it reads.
pub(super) fn of_condition(program: &Program, finding: Diagnostic, node: NodeId) -> Diagnostic {
    let finding = finding.with_text("condition", condition(program, node));
    let mut read = Vec::new();
    read_facts(program, node, &mut read);
    match read.as_slice() {
        [only] => match declared(program, only) {
            Some(known) => finding.with_text("known", known),
            None => finding,
        },
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
    Text::new(format!("`{written}` "), format!("`{written}`"))
}

/// The facts and fields that an expression reads itself, not through rules; each once.
fn read_facts<'p>(program: &'p Program, node: NodeId, found: &mut Vec<&'p Fact>) {
    let Some(node) = program.node(node) else { return };
    let mut all =
        |nodes: &[NodeId]| nodes.iter().for_each(|node| read_facts(program, *node, found));
    let one = match &node.kind {
        NodeKind::Fact(fact) => program.fact(*fact),
        NodeKind::Field { record, field, .. } => program
            .records
            .get(record.index())
            .and_then(|record| record.fields.get(usize::from(*field))),
        NodeKind::Not(inner) | NodeKind::Negate(inner) => return all(&[*inner]),
        NodeKind::Binary { left, right, .. } => return all(&[*left, *right]),
        NodeKind::In { item, set, .. } => return all(&[*item, *set]),
        NodeKind::InRange { item, range, .. } => {
            let ends = [range.low, range.high].into_iter().flatten();
            return all(&ends.chain([*item]).collect::<Vec<_>>());
        }
        NodeKind::Lookup { key, .. } => return all(&[*key]),
        NodeKind::Call { arguments, .. } => return all(arguments),
        _ => None,
    };
    if let Some(fact) = one
        && !found.iter().any(|known| known.span == fact.span)
    {
        found.push(fact);
    }
}

/// What is declared of a fact: `従業員数は0人以上1,000人以下`, `業種の選択肢は小売業、サービス業`.
fn declared(program: &Program, fact: &Fact) -> Option<Text> {
    let said = |lang| match &fact.ty {
        Type::Number(_) => limits(program, fact, lang),
        Type::Choice(list) => {
            let choices = &program.choices.get(list.index())?.choices;
            let names: Vec<_> = choices.iter().map(|choice| choice.name.get(lang)).collect();
            (choices.len() <= MOST_CHOICES).then(|| match lang {
                Lang::Ja => format!("`{}` の選択肢は{}です", fact.name.ja, names.join("、")),
                Lang::En => {
                    let name = fact.name.get(lang);
                    format!("the choices of `{name}` are {}", names.join(", "))
                }
            })
        }
        _ => None,
    };
    Some(Text::new(said(Lang::Ja)?, said(Lang::En)?))
}

fn limits(program: &Program, fact: &Fact, lang: Lang) -> Option<String> {
    let number = |end: &Number| show(program, &Value::Number(end.clone()), &fact.ty, lang).text;
    let name = fact.name.get(lang);
    let ends = (fact.low.as_ref().map(number), fact.high.as_ref().map(number));
    Some(match (lang, ends) {
        (Lang::Ja, (low, high)) => {
            let low = low.map(|low| format!("{low}以上"));
            let high = high.map(|high| format!("{high}以下"));
            let both: String = [low, high].into_iter().flatten().collect();
            (!both.is_empty()).then(|| format!("`{name}` は{both}です"))?
        }
        (Lang::En, (Some(low), Some(high))) => format!("`{name}` is from {low} to {high}"),
        (Lang::En, (Some(low), None)) => format!("`{name}` is at least {low}"),
        (Lang::En, (None, Some(high))) => format!("`{name}` is at most {high}"),
        (Lang::En, (None, None)) => return None,
    })
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
