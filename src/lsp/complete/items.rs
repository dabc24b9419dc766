//! Completions as an editor takes them.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, MarkupContent,
    MarkupKind, Range, TextEdit,
};

use crate::lsp::catalogue::Symbol;
use crate::lsp::describe::{Describer, signature};
use crate::lsp::lines::Lines;
use crate::shape::Key;
use crate::text::Lang;

/// Completions of the word before a place.
pub(super) struct Items<'w> {
    describer: Describer<'w>,
    /// What is replaced.
    range: Range,
    /// What has been typed of the word.
    word: String,
    found: Vec<CompletionItem>,
}

impl<'w> Items<'w> {
    /// `typed` is what stands before the byte `offset` in its key or value.
    pub(super) fn new(
        describer: Describer<'w>,
        lines: &Lines<'_>,
        offset: usize,
        typed: &str,
    ) -> Self {
        let word = word_before(typed).to_owned();
        let range = lines.range(offset - word.len().min(offset), offset);
        Self { describer, range, word, found: Vec::new() }
    }

    fn push(&mut self, label: &str, new: String, rank: u8, more: CompletionItem) {
        let edit = TextEdit { range: self.range, new_text: new };
        let place = self.found.len();
        self.found.push(CompletionItem {
            label: label.to_owned(),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            sort_text: Some(format!("{rank}{place:05}")),
            ..more
        });
    }

    /// A key of a mapping.
    pub(super) fn key(&mut self, key: &'static Key) {
        let (first, second) = match self.describer.lang {
            Lang::Ja => (key.ja, key.en),
            Lang::En => (key.en, key.ja),
        };
        let rank = u8::from(!key.needed);
        let new = format!("{}: ", key.name);
        let more = CompletionItem {
            kind: Some(CompletionItemKind::PROPERTY),
            detail: Some(first.to_owned()),
            documentation: Some(Documentation::String(second.to_owned())),
            ..CompletionItem::default()
        };
        self.push(key.name, new, rank, more);
    }

    /// A word of a closed list.
    pub(super) fn word(&mut self, name: &str, ja: &str, en: &str) {
        let (first, second) = match self.describer.lang {
            Lang::Ja => (ja, en),
            Lang::En => (en, ja),
        };
        let (first, second) = if first.is_empty() { (second, first) } else { (first, second) };
        let (first, second) = (first.to_owned(), second.to_owned());
        let more = CompletionItem {
            kind: Some(CompletionItemKind::ENUM_MEMBER),
            detail: (!first.is_empty()).then_some(first),
            documentation: (!second.is_empty()).then_some(Documentation::String(second)),
            ..CompletionItem::default()
        };
        self.push(name, name.to_owned(), 0, more);
    }

    /// A thing by its name. Things of a lower `rank` stand first.
    pub(super) fn name(&mut self, symbol: Symbol, rank: u8) {
        let survey = &self.describer.state.survey;
        let label = symbol.label(&survey.program, &survey.model);
        self.thing(symbol, &label.ja.clone(), label.ja.clone(), rank);
    }

    /// A thing by its id.
    pub(super) fn id(&mut self, symbol: Symbol) {
        let survey = &self.describer.state.survey;
        let label = symbol.label(&survey.program, &survey.model).ja;
        let id = symbol.id(&survey.program).unwrap_or(&label).to_owned();
        self.thing(symbol, &id, id.clone(), 0);
    }

    /// A thing by its id, as the key of data.
    pub(super) fn keyed(&mut self, symbol: Symbol) {
        let survey = &self.describer.state.survey;
        let label = symbol.label(&survey.program, &survey.model).ja;
        let id = symbol.id(&survey.program).unwrap_or(&label).to_owned();
        self.thing(symbol, &id, format!("{id}: "), 0);
    }

    /// A function, with an opening bracket.
    pub(super) fn function(&mut self, symbol: Symbol, name: &'static str) {
        let more = CompletionItem {
            kind: Some(CompletionItemKind::FUNCTION),
            detail: Some(signature(name, self.describer.lang)),
            documentation: Some(markdown(self.describer.describe(symbol))),
            ..CompletionItem::default()
        };
        self.push(name, format!("{name}("), 5, more);
    }

    /// A word of the expression language.
    pub(super) fn keyword(&mut self, word: &str) {
        let kind = Some(CompletionItemKind::KEYWORD);
        self.push(word, word.to_owned(), 6, CompletionItem { kind, ..CompletionItem::default() });
    }

    fn thing(&mut self, symbol: Symbol, name: &str, new: String, rank: u8) {
        let survey = &self.describer.state.survey;
        let label = symbol.label(&survey.program, &survey.model);
        let id = symbol.id(&survey.program).unwrap_or_default().to_owned();
        let about = self.describer.describe(symbol);
        let mut detail = self.describer.detail(symbol);
        if let Some(en) = &label.en {
            detail = format!("{detail}　{en}");
        }
        // Whoever types letters looks for the id, or for a word of the English name.
        let by_letters = !self.word.is_empty() && self.word.is_ascii() && !name.is_ascii();
        let filter = by_letters.then(|| format!("{id} {}", label.en.unwrap_or_default()));
        let more = CompletionItem {
            kind: Some(kind(symbol)),
            detail: Some(detail),
            documentation: Some(markdown(about)),
            filter_text: filter,
            ..CompletionItem::default()
        };
        self.push(name, new, rank, more);
    }

    /// The completions, each label once.
    pub(super) fn done(self) -> Vec<CompletionItem> {
        let mut seen = std::collections::BTreeSet::new();
        let mut found = self.found;
        found.retain(|item| !item.label.is_empty() && seen.insert(item.label.clone()));
        found
    }
}

fn markdown(value: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
}

fn kind(symbol: Symbol) -> CompletionItemKind {
    match symbol {
        Symbol::Fact(_) => CompletionItemKind::VARIABLE,
        Symbol::Field(..) | Symbol::Column(..) => CompletionItemKind::FIELD,
        Symbol::Parameter(_) => CompletionItemKind::CONSTANT,
        Symbol::Table(_) => CompletionItemKind::STRUCT,
        Symbol::Rule(_) | Symbol::Function(_) => CompletionItemKind::FUNCTION,
        Symbol::Choice(..) | Symbol::Reading(_) => CompletionItemKind::ENUM_MEMBER,
        Symbol::Clause(_) => CompletionItemKind::REFERENCE,
        Symbol::Calendar(_)
        | Symbol::Holidays(_)
        | Symbol::Codes(_)
        | Symbol::Output(_)
        | Symbol::Local(_) => CompletionItemKind::VALUE,
    }
}

/// The letters right before the end of a text that can be part of one name.
pub(super) fn word_before(text: &str) -> &str {
    let part = |sign: char| sign.is_alphanumeric() || "_＿・･々〇".contains(sign);
    let start = text.len()
        - text.chars().rev().take_while(|sign| part(*sign)).map(char::len_utf8).sum::<usize>();
    text.get(start..).unwrap_or("")
}
