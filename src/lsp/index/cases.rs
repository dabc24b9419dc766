//! Names in worked cases: facts, choices, readings, outputs, clauses.

use crate::cases::keys;
use crate::document::{Node, NodeKind, Scalar};
use crate::ids::ChoicesId;
use crate::lsp::catalogue::{Symbol, choice, choices_of, fact_of, field, record_of};
use crate::lsp::walk::{Met, walk};
use crate::program::{Fact, Program};
use crate::shape::Space;
use crate::value::Type;

use super::{Occurrence, names::plain, text_span};

/// The names in a document of worked cases.
pub(in crate::lsp) fn of_cases(node: &Node, program: &Program) -> Vec<Occurrence> {
    let mut cases = Cases { program, found: Vec::new() };
    walk(node, &keys::FILE, &mut |_, met| match met {
        Met::Keyed(Space::Fact, key, value) => cases.fact(key, value),
        Met::Keyed(Space::Reading, key, value) => cases.reading(key, value),
        Met::Keyed(Space::Output, key, value) => cases.output(key, value),
        Met::Named(Space::Clause, id) => cases.choice(ChoicesId::CLAUSES, id),
        _ => {}
    });
    cases.found
}

struct Cases<'p> {
    program: &'p Program,
    found: Vec<Occurrence>,
}

impl Cases<'_> {
    fn add(&mut self, scalar: &Scalar, symbol: Symbol, by_id: bool) {
        self.found.push(Occurrence { span: text_span(scalar), symbol, declares: false, by_id });
    }

    fn fact(&mut self, key: &Scalar, value: &Node) {
        let word = plain(key);
        let same = |fact: &Fact| fact.id == word || fact.name.ja == word;
        let Some(at) = self.program.facts.iter().position(same) else { return };
        let by_id = self.program.facts.get(at).is_some_and(|fact| fact.id == word);
        self.add(key, Symbol::Fact(at), by_id);
        if let Some(ty) = self.program.facts.get(at).map(|fact| fact.ty.clone()) {
            self.value(value, &ty);
        }
    }

    fn value(&mut self, value: &Node, ty: &Type) {
        match &value.kind {
            NodeKind::Scalar(word) => {
                if let Some(list) = choices_of(ty) {
                    self.choice(list, word);
                }
            }
            NodeKind::Sequence(items) => items.iter().for_each(|item| self.value(item, ty)),
            NodeKind::Mapping(entries) => {
                let Some(record) = record_of(ty) else { return };
                for entry in entries {
                    let word = plain(&entry.key);
                    let Some(symbol) = field(self.program, record, &word) else { continue };
                    let Symbol::Field(_, at) = symbol else { continue };
                    let Some(fact) = fact_of(self.program, record, at) else { continue };
                    let (by_id, ty) = (fact.id == word, fact.ty.clone());
                    self.add(&entry.key, symbol, by_id);
                    self.value(&entry.value, &ty);
                }
            }
            NodeKind::Null => {}
        }
    }

    fn choice(&mut self, list: ChoicesId, word: &Scalar) {
        let Some(symbol) = choice(self.program, list, word.text.trim()) else { return };
        let by_id = matches!(symbol, Symbol::Choice(..))
            && symbol.id(self.program) == Some(word.text.trim());
        self.add(word, symbol, by_id);
    }

    fn reading(&mut self, key: &Scalar, value: &Node) {
        let word = plain(key);
        let readings = &self.program.readings;
        let at = readings.iter().position(|one| one.id == word || one.name.ja == word);
        let Some((at, reading)) = at.and_then(|at| Some((at, readings.get(at)?))) else { return };
        self.add(key, Symbol::Reading(at), reading.id == word);
        if let NodeKind::Scalar(value) = &value.kind {
            self.choice(reading.choices, value);
        }
    }

    fn output(&mut self, key: &Scalar, value: &Node) {
        let word = key.text.trim();
        let lists = [
            ("failed", ChoicesId::CLAUSES),
            ("undecided", ChoicesId::CLAUSES),
            ("warnings", ChoicesId::WARNINGS),
        ];
        if let Some((_, list)) = lists.iter().find(|(name, _)| *name == word) {
            return self.value(value, &Type::Choice(*list));
        }
        let outputs = &self.program.outputs;
        let at = outputs.iter().position(|one| one.id == word);
        let Some((at, output)) = at.and_then(|at| Some((at, outputs.get(at)?))) else { return };
        self.add(key, Symbol::Output(at), true);
        if let Some(rule) = self.program.rule(output.rule) {
            let ty = rule.ty.clone();
            self.value(value, &ty);
        }
    }
}
