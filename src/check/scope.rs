//! What names stand for.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::ids::{CalendarId, ChoicesId, FactId, ParameterId, ReadingId, RuleId, TableId};
use crate::program::Program;
use crate::source::Span;
use crate::syntax::ast::Ident;
use crate::text::Text;
use crate::value::{PeriodKind, Type};

use super::{Checker, with_nearest};

/// What a name of an expression stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Symbol {
    Fact(FactId),
    Parameter(ParameterId),
    Table(TableId),
    Rule(RuleId),
    Reading(ReadingId),
    Calendar(CalendarId),
}

impl Checker<'_> {
    /// Gives `name` a meaning; a finding if it has one.
    pub(super) fn bind(&mut self, name: &Ident, symbol: Symbol, spans: &mut Vec<(String, Span)>) {
        if self.symbols.insert(name.text.clone(), symbol).is_some() {
            let mut finding =
                Diagnostic::new(Code::DuplicateName, name.span).with("name", &name.text);
            if let Some((_, first)) = spans.iter().find(|(known, _)| *known == name.text) {
                finding = finding.related(*first, Text::new("ここで定義済み", "defined here"));
            }
            self.push(finding);
        }
        spans.push((name.text.clone(), name.span));
    }

    /// The position of a choice by name or id.
    pub(super) fn choice(&self, choices: ChoicesId, name: &str) -> Option<u16> {
        self.choice_names.get(choices.index())?.get(name).copied()
    }

    /// The finding for a name that is no choice of the list.
    pub(super) fn unknown_choice(&self, name: &Ident, choices: ChoicesId) -> Diagnostic {
        let list = self.program.choices.get(choices.index());
        let names: Vec<&str> = list
            .map(|list| list.choices.iter().map(|choice| choice.name.ja.as_str()).collect())
            .unwrap_or_default();
        let near = nearest(&name.text, names.iter().copied());
        let of = list.map(|list| list.name.clone()).unwrap_or_default();
        let finding = Diagnostic::new(Code::UnknownChoice, name.span)
            .with("name", &name.text)
            .with_text("of", of)
            .with("choices", names.iter().take(12).copied().collect::<Vec<_>>().join("、"));
        with_nearest(finding, near)
    }

    /// The finding for a name that nothing declares.
    pub(super) fn unknown_name(&self, name: &Ident) -> Diagnostic {
        let locals = self.variables.iter().map(|(name, _)| name.as_str());
        let choices = self.choice_names.iter().skip(6).flat_map(|names| names.keys());
        let known = locals
            .chain(self.symbols.keys().map(String::as_str))
            .chain(choices.map(String::as_str));
        let near = nearest(&name.text, known);
        with_nearest(Diagnostic::new(Code::UnknownName, name.span).with("name", &name.text), near)
    }

    /// A type in words.
    pub(super) fn words(&self, ty: &Type) -> Text {
        type_words(&self.program, ty)
    }
}

/// A type in words.
pub(crate) fn type_words(program: &Program, ty: &Type) -> Text {
    match ty {
        Type::Truth => Text::new("はい・いいえ", "true or false"),
        Type::Number(unit) if unit.is_plain() => Text::new("単位のない数", "a plain number"),
        Type::Number(unit) => {
            let words = unit.words();
            let en = words.en.clone().unwrap_or_default();
            Text::new(format!("数（{}）", words.ja), format!("a number of {en}"))
        }
        Type::Date => Text::new("日付", "a date"),
        Type::Period(PeriodKind::Months) => Text::new("期間（月・年）", "a period of months"),
        Type::Period(PeriodKind::Days) => Text::new("期間（日）", "a period of days"),
        Type::Period(PeriodKind::BusinessDays) => {
            Text::new("期間（営業日）", "a period of business days")
        }
        Type::Text => Text::new("文字列", "a text"),
        Type::Choice(choices) => {
            let name = program.choices.get(choices.index()).map(|list| list.name.clone());
            let name = name.unwrap_or_default();
            let en = name.get(crate::text::Lang::En).to_owned();
            Text::new(format!("「{}」の選択肢", name.ja), format!("a choice of {en}"))
        }
        Type::Set(of) => {
            let of = type_words(program, of);
            let en = of.en.clone().unwrap_or_default();
            Text::new(format!("集合（{}）", of.ja), format!("a set of {en}"))
        }
        Type::List(_) => Text::new("一覧", "a list"),
        Type::Record(_) => Text::new("一覧の一件", "a record"),
        Type::Calendar => Text::new("暦", "a calendar"),
        Type::Any => Text::new("定まらない値", "an undetermined value"),
    }
}
