//! The index of the built-in schemes: every name is found, and found where it stands.

use unicode_normalization::UnicodeNormalization;

use crate::document::read;
use crate::lsp::catalogue::Symbol;
use crate::rulebook::{BuiltIn, Documents, Files, Survey, scheme_ids, survey};
use crate::source::Sources;

use super::*;

fn surveys() -> impl Iterator<Item = (String, Survey)> {
    let ids = scheme_ids(&BuiltIn);
    ids.into_iter().map(|id| {
        let survey = survey(&BuiltIn, &id, &mut Documents::default());
        (id, survey)
    })
}

#[test]
fn every_place_holds_the_name_or_the_id_of_its_thing() {
    for (id, survey) in surveys() {
        let index = Index::new(&survey);
        let mut wrong = Vec::new();
        for one in &index.occurrences {
            let written: String = survey.sources.slice(one.span).nfkc().collect();
            let label = one.symbol.label(&survey.program, &survey.model).ja;
            let label: String = label.nfkc().collect();
            let holds = match one.symbol {
                // A rule without an id has that of its output.
                _ if one.by_id => one.symbol.id(&survey.program).is_none_or(|id| id == written),
                Symbol::Local(place) => {
                    written == survey.sources.slice(place).nfkc().collect::<String>()
                }
                _ => written == label,
            };
            if !holds {
                wrong.push(format!("{written} for {:?} {label}", one.symbol));
            }
        }
        assert!(wrong.is_empty(), "{id}: {wrong:?}");
        assert!(index.occurrences.len() > 300, "{id}: {}", index.occurrences.len());
    }
}

#[test]
fn every_checked_name_is_in_the_index() {
    for (id, survey) in surveys() {
        let index = Index::new(&survey);
        let mut missing = Vec::new();
        for node in &survey.program.nodes {
            let symbol = match node.kind {
                NodeKind::Fact(id) => Symbol::Fact(id.index()),
                NodeKind::Parameter(id) => Symbol::Parameter(id.index()),
                NodeKind::Reading(id) => Symbol::Reading(id.index()),
                NodeKind::Rule(id) => Symbol::Rule(id.index()),
                NodeKind::Calendar(id) => Symbol::Calendar(id.index()),
                _ => continue,
            };
            if !index.of(symbol).any(|one| node.span.to(one.span) == node.span) {
                missing.push(survey.sources.slice(node.span).to_owned());
            }
        }
        assert!(missing.is_empty(), "{id}: {missing:?}");
    }
}

#[test]
fn every_thing_is_declared_once() {
    for (id, survey) in surveys() {
        let index = Index::new(&survey);
        let facts = (0..survey.program.facts.len()).map(Symbol::Fact);
        let rules = (0..survey.program.rules.len()).map(Symbol::Rule);
        let clauses = (0..survey.program.clauses.len()).map(Symbol::Clause);
        let parameters = (0..survey.program.parameters.len()).map(Symbol::Parameter);
        for symbol in facts.chain(rules).chain(clauses).chain(parameters) {
            let names = index.of(symbol).filter(|one| one.declares && !one.by_id).count();
            assert_eq!(names, 1, "{id}: {symbol:?}");
        }
    }
}

#[test]
fn the_facts_of_worked_cases_are_known() {
    for (id, survey) in surveys() {
        let path = format!("{id}/cases.yaml");
        let text = String::from_utf8(BuiltIn.read(&path).unwrap()).unwrap();
        let mut sources = Sources::default();
        let file = sources.add(path.as_str(), text.as_str());
        let node = read(&sources, file).0.unwrap();
        let names = of_cases(&node, &survey.program);
        let facts = names.iter().filter(|one| matches!(one.symbol, Symbol::Fact(_))).count();
        let mut written = 0;
        walk(&node, &crate::cases::keys::FILE, &mut |_, met| {
            written += usize::from(matches!(met, Met::Keyed(crate::shape::Space::Fact, ..)));
        });
        assert_eq!(facts, written, "{id}");
    }
}
