//! Names that stand as keys and values.

use unicode_normalization::UnicodeNormalization;

use crate::document::{Node, NodeKind, Scalar};
use crate::ids::ChoicesId;
use crate::lsp::catalogue::{Symbol, choice, choices_of, field, record_of};
use crate::lsp::walk::Owner;
use crate::shape::Space;
use crate::value::Type;

use super::{Builder, part, text_span};

impl Builder<'_> {
    /// The innermost named thing around a place that has a value or holds others.
    pub(super) fn owner(&self, owners: &[Owner<'_>]) -> Option<Symbol> {
        let [before @ .., last] = owners else { return None };
        match last.space {
            Space::Field => self.field_of(before, last.key),
            Space::Column => {
                let Symbol::Table(table) = self.owner(before)? else { return None };
                self.column(table, &plain(last.key))
            }
            Space::Row | Space::Choice => self.owner(before),
            _ => self.catalogue.by_place.get(&last.key.span).copied(),
        }
    }

    fn field_of(&self, owners: &[Owner<'_>], key: &Scalar) -> Option<Symbol> {
        let program = &self.survey.program;
        let record = match self.owner(owners) {
            Some(owner) => record_of(&owner.ty(program)?)?,
            None => program.allocation.as_ref()?.record.index(),
        };
        field(program, record, &plain(key))
    }

    fn column(&self, table: usize, name: &str) -> Option<Symbol> {
        let columns = &self.survey.program.tables.get(table)?.columns;
        let at = columns.iter().position(|column| column.name.ja == name)?;
        Some(Symbol::Column(table, at))
    }

    pub(super) fn declared(
        &mut self,
        owners: &[Owner<'_>],
        space: Space,
        key: &Scalar,
        value: &Node,
    ) {
        let name = plain(key);
        let symbol = match space {
            Space::Field => self.field_of(owners, key),
            Space::Choice => return self.declared_choice(owners, key, value),
            Space::Row => return self.row(owners, key),
            Space::Column => match self.owner(owners) {
                Some(Symbol::Table(table)) => self.column(table, &name),
                _ => None,
            },
            _ => self.catalogue.by_place.get(&key.span).copied(),
        };
        if let Some(symbol) = symbol {
            self.add(text_span(key), symbol, true, false);
        }
    }

    /// `id: name` or `id: { ja: name }`.
    fn declared_choice(&mut self, owners: &[Owner<'_>], key: &Scalar, value: &Node) {
        let ty = self.owner(owners).and_then(|owner| owner.ty(&self.survey.program));
        let list = ty.as_ref().and_then(choices_of);
        let symbol = list.and_then(|list| choice(&self.survey.program, list, key.text.trim()));
        let Some(symbol) = symbol else { return };
        let name = match &value.kind {
            NodeKind::Scalar(name) => Some(name),
            NodeKind::Mapping(entries) => {
                entries.iter().find_map(|entry| match &entry.value.kind {
                    NodeKind::Scalar(name) if entry.key.text == "ja" => Some(name),
                    _ => None,
                })
            }
            NodeKind::Sequence(_) | NodeKind::Null => None,
        };
        self.add(text_span(key), symbol, name.is_none(), true);
        if let Some(name) = name {
            self.add(text_span(name), symbol, true, false);
        }
    }

    /// `小売業, その他の業種`; ranges hold no names.
    fn row(&mut self, owners: &[Owner<'_>], key: &Scalar) {
        let Some(Symbol::Table(table)) = self.owner(owners) else { return };
        let ty = self.survey.program.tables.get(table).map(|table| table.key.clone());
        let Some(list) = ty.as_ref().and_then(choices_of) else { return };
        let mut start = 0;
        for piece in key.text.split_inclusive([',', '，', '、']) {
            let name = piece.trim_end_matches([',', '，', '、']);
            self.choice_at(list, key, start, name);
            start += piece.len();
        }
    }

    /// A choice that is named at a byte of a scalar.
    fn choice_at(&mut self, list: ChoicesId, scalar: &Scalar, start: usize, name: &str) {
        let word: String = name.trim().nfkc().collect();
        let program = &self.survey.program;
        let found = choice(program, list, &word).or_else(|| choice(program, list, name.trim()));
        let Some(symbol) = found else { return };
        let before = start + (name.len() - name.trim_start().len());
        let by_id = symbol.id(program) == Some(&word)
            && symbol.label(program, &self.survey.model).ja != word;
        self.add(part(scalar, before, before + name.trim().len()), symbol, false, by_id);
    }

    /// The id of the named thing around it.
    pub(super) fn id(&mut self, owners: &[Owner<'_>], scalar: &Scalar) {
        if let Some(symbol) = self.owner(owners) {
            self.add(text_span(scalar), symbol, true, true);
        }
    }

    pub(super) fn named(&mut self, owners: &[Owner<'_>], space: Space, scalar: &Scalar) {
        let list = match space {
            Space::Clause => Some(ChoicesId::CLAUSES),
            Space::Document => Some(ChoicesId::DOCUMENTS),
            Space::Item | Space::Alternative => {
                let ty = self.owner(owners).and_then(|owner| owner.ty(&self.survey.program));
                ty.as_ref().and_then(choices_of)
            }
            _ => None,
        };
        if let Some(list) = list {
            return self.choice_at(list, scalar, 0, &scalar.text);
        }
        let word = plain(scalar);
        match space {
            Space::Fact | Space::Value | Space::Element | Space::ColumnType | Space::Rule => {
                self.value_name(scalar, &word);
            }
            Space::Loop => self.loop_names(scalar),
            Space::Holidays => {
                let lists = &self.survey.model.holidays;
                let at = lists.iter().position(|one| one.head.name.text == word);
                if let Some(at) = at {
                    self.add(text_span(scalar), Symbol::Holidays(at), false, false);
                }
            }
            Space::Codes => {
                let lists = &self.survey.model.codes;
                let at = lists.iter().position(|one| one.head.name.text == word);
                if let Some(at) = at {
                    self.add(text_span(scalar), Symbol::Codes(at), false, false);
                }
            }
            _ => {}
        }
    }

    /// `事実` or `事実.欄`.
    fn value_name(&mut self, scalar: &Scalar, word: &str) {
        let (first, rest) =
            word.split_once('.').map_or((word, None), |(one, two)| (one, Some(two)));
        let Some(symbol) = self.catalogue.globals.get(first).copied() else { return };
        let whole = text_span(scalar);
        let Some(rest) = rest else { return self.add(whole, symbol, false, false) };
        let text = scalar.text.trim_end();
        let Some(point) = text.find(['.', '．']) else { return };
        let start = text.len() - text.trim_start().len();
        self.add(part(scalar, start, point), symbol, false, false);
        let program = &self.survey.program;
        let record = symbol.ty(program).as_ref().and_then(record_of);
        if let Some(symbol) = record.and_then(|record| field(program, record, rest)) {
            let after = point
                + text.get(point..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            self.add(part(scalar, after, text.len()), symbol, false, false);
        }
    }

    /// `m in 一覧`: the variable is a name of the rule.
    fn loop_names(&mut self, scalar: &Scalar) {
        let words: Vec<_> = scalar.text.split_whitespace().collect();
        let [variable, "in", list] = words.as_slice() else { return };
        let (Some(start), Some(end)) = (scalar.text.find(variable), scalar.text.rfind(list)) else {
            return;
        };
        let place = part(scalar, start, start + variable.len());
        self.add(place, Symbol::Local(place), true, false);
        let word: String = list.nfkc().collect();
        if let Some(symbol) = self.catalogue.globals.get(&word).copied() {
            self.add(part(scalar, end, end + list.len()), symbol, false, false);
        }
    }

    /// The variable of the rule around a place: its name, where it is introduced, its record.
    pub(super) fn row_variable(
        &self,
        owners: &[Owner<'_>],
    ) -> Option<(String, crate::source::Span, Type)> {
        let Some(Symbol::Rule(rule)) = self.owner(owners) else { return None };
        let (variable, list) = self.survey.model.rules.get(rule)?.each.as_ref()?;
        let list = self.catalogue.globals.get(&list.text)?.ty(&self.survey.program)?;
        Some((variable.text.clone(), variable.span, list))
    }
}

/// A name as it is compared.
pub(super) fn plain(scalar: &Scalar) -> String {
    scalar.text.trim().nfkc().collect()
}
