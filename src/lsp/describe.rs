//! What is shown about a name: in Markdown, for the hover and beside completions.

use std::fmt::Write;

use chrono::NaiveDate;

use crate::calendar::format_japanese_date;
use crate::check::type_words;
use crate::functions::{self, Kind};
use crate::ids::ClauseId;
use crate::program::{ClauseKind, Fact, Program};
use crate::text::{Lang, Text};
use crate::value::Type;

use super::catalogue::{Symbol, choice_of, fact_of, function_words};
use super::workspace::State;

/// Describes things of one scheme.
pub(super) struct Describer<'s> {
    pub(super) state: &'s State,
    pub(super) lang: Lang,
    pub(super) today: NaiveDate,
}

impl Describer<'_> {
    fn program(&self) -> &Program {
        &self.state.survey.program
    }

    fn say(&self, ja: &str, en: &str) -> String {
        match self.lang {
            Lang::Ja => ja.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    /// One line: the type in words, or what kind of thing it is.
    pub(super) fn detail(&self, symbol: Symbol) -> String {
        let noun = symbol.noun().get(self.lang).to_owned();
        match symbol.ty(self.program()) {
            Some(ty) if !matches!(symbol, Symbol::Choice(..)) && ty != Type::Any => {
                let ty = type_words(self.program(), &ty);
                format!("{noun}　{}", ty.get(self.lang))
            }
            _ => noun,
        }
    }

    /// Everything worth knowing.
    pub(super) fn describe(&self, symbol: Symbol) -> String {
        let label = symbol.label(self.program(), &self.state.survey.model);
        let mut page = match symbol {
            Symbol::Function(name) => format!("**{}**", signature(name, self.lang)),
            Symbol::Local(_) => String::new(),
            _ => format!("**{}**", label.ja),
        };
        let _ = write!(page, "　{}", self.detail(symbol));
        if let Some(en) = &label.en {
            let _ = write!(page, "\n\n{en}");
        }
        if let Some(id) = symbol.id(self.program()).filter(|id| *id != label.ja && !id.is_empty()) {
            let _ = write!(page, "\n\nid: `{id}`");
        }
        self.particulars(symbol, &mut page);
        let clauses = self.clauses(symbol);
        if !clauses.is_empty() {
            let _ = write!(page, "\n\n{}", self.say("根拠", "Clauses"));
            for clause in clauses {
                self.clause_line(*clause, &mut page);
            }
        }
        page.trim().to_owned()
    }

    fn particulars(&self, symbol: Symbol, page: &mut String) {
        let program = self.program();
        match symbol {
            Symbol::Fact(at) => self.fact(program.facts.get(at), page),
            Symbol::Field(record, at) => self.fact(fact_of(program, record, at), page),
            Symbol::Parameter(at) => self.values(at, page),
            Symbol::Table(at) => self.columns(at, page),
            Symbol::Rule(at) => {
                if let Some(rule) = program.rules.get(at) {
                    self.text(&rule.about, page);
                    self.text(&rule.says.holds, page);
                }
            }
            Symbol::Reading(at) => self.reading(at, page),
            Symbol::Choice(list, at) => {
                if let Some(choice) = choice_of(program, list, at) {
                    self.text(&choice.about, page);
                }
                if let Some(list) = program.choices.get(list) {
                    let of = list.name.get(self.lang);
                    let _ = write!(page, "\n\n{}{of}", self.say("選択肢の一覧：", "one of: "));
                }
            }
            Symbol::Clause(at) => {
                if let Some(clause) = program.clauses.get(at) {
                    self.text(&clause.cite, page);
                    self.text(&clause.says, page);
                    self.text(&clause_kind(clause.kind), page);
                    self.text(&clause.reason, page);
                }
            }
            Symbol::Output(at) => {
                if let Some(output) = program.outputs.get(at) {
                    self.text(&output.name, page);
                }
            }
            Symbol::Function(name) => {
                if let Some(words) = function_words(name) {
                    self.text(&words, page);
                }
            }
            Symbol::Column(..)
            | Symbol::Calendar(_)
            | Symbol::Holidays(_)
            | Symbol::Codes(_)
            | Symbol::Local(_) => {}
        }
    }

    fn text(&self, text: &Text, page: &mut String) {
        if !text.is_empty() {
            let _ = write!(page, "\n\n{}", text.get(self.lang));
        }
    }

    fn fact(&self, fact: Option<&Fact>, page: &mut String) {
        let Some(fact) = fact else { return };
        self.text(&fact.about, page);
        self.text(&fact.ask, page);
        if fact.judgement {
            let _ = write!(page, "\n\n{}", self.say("人が認めること", "found by a person"));
        }
        let list = super::catalogue::choices_of(&fact.ty);
        let Some(list) = list.and_then(|list| self.program().choices.get(list.index())) else {
            return;
        };
        page.push('\n');
        for choice in list.choices.iter().take(20) {
            let _ = write!(page, "\n- {}（`{}`）", choice.name.get(self.lang), choice.id);
        }
        if list.choices.len() > 20 {
            page.push_str("\n- …");
        }
    }

    /// The values of a parameter; the one in force today stands out.
    fn values(&self, at: usize, page: &mut String) {
        let Some(parameter) = self.program().parameters.get(at) else { return };
        page.push('\n');
        let mut in_force = None;
        for value in &parameter.values {
            let holds = value.from <= self.today && value.until.is_none_or(|end| self.today <= end);
            let mark = if holds { "**" } else { "" };
            let until = value.until.map(|day| day.to_string()).unwrap_or_default();
            let _ = write!(page, "\n- {mark}{}{mark}　{} – {until}", value.written, value.from);
            if let Some(day) = value.confirmed_on {
                let _ = write!(
                    page,
                    "{}",
                    self.say(&format!("（{day} 確認）"), &format!(" (confirmed {day})"))
                );
            }
            in_force = in_force.or(holds.then_some(value.written.as_str()));
        }
        let day = format!("{}（{}）", format_japanese_date(self.today), self.today);
        let value = in_force.unwrap_or("–");
        let words = self
            .say(&format!("{day}の値：{value}"), &format!("in force on {}: {value}", self.today));
        let _ = write!(page, "\n\n{words}");
        if let Some(day) = parameter.confirm_by {
            let words = self.say(
                &format!("{day} までに次の値を確かめる"),
                &format!("to be confirmed by {day}"),
            );
            let _ = write!(page, "\n\n{words}");
        }
    }

    fn columns(&self, at: usize, page: &mut String) {
        let Some(table) = self.program().tables.get(at) else { return };
        let key = type_words(self.program(), &table.key);
        let _ = write!(page, "\n\n{}{}\n", self.say("鍵：", "key: "), key.get(self.lang));
        for column in &table.columns {
            let ty = type_words(self.program(), &column.ty);
            let _ = write!(page, "\n- {}：{}", column.name.get(self.lang), ty.get(self.lang));
        }
    }

    fn reading(&self, at: usize, page: &mut String) {
        let Some(reading) = self.program().readings.get(at) else { return };
        self.text(&reading.about, page);
        page.push('\n');
        let choices = self.program().choices.get(reading.choices.index());
        for (at, choice) in choices.iter().flat_map(|list| &list.choices).enumerate() {
            let adopted = at == usize::from(reading.adopted);
            let mark = if adopted { "**" } else { "" };
            let _ =
                write!(page, "\n- {mark}{}{mark}（`{}`）", choice.name.get(self.lang), choice.id);
        }
        self.text(&reading.reason, page);
    }

    fn clauses(&self, symbol: Symbol) -> &[ClauseId] {
        let program = self.program();
        let found = match symbol {
            Symbol::Fact(at) => program.facts.get(at).map(|one| &one.clauses),
            Symbol::Field(record, at) => fact_of(program, record, at).map(|one| &one.clauses),
            Symbol::Parameter(at) => program.parameters.get(at).map(|one| &one.clauses),
            Symbol::Table(at) => program.tables.get(at).map(|one| &one.clauses),
            Symbol::Rule(at) => program.rules.get(at).map(|one| &one.clauses),
            Symbol::Reading(at) => program.readings.get(at).map(|one| &one.clauses),
            Symbol::Choice(1, at) => program.documents.get(at).map(|one| &one.clauses),
            Symbol::Choice(2, at) => program.steps.get(at).map(|one| &one.clauses),
            Symbol::Choice(3, at) => program.contacts.get(at).map(|one| &one.clauses),
            Symbol::Choice(4, at) => program.warnings.get(at).map(|one| &one.clauses),
            _ => None,
        };
        found.map(Vec::as_slice).unwrap_or_default()
    }

    fn clause_line(&self, id: ClauseId, page: &mut String) {
        let Some(clause) = self.program().clauses.get(id.index()) else { return };
        let (cite, says) = (clause.cite.get(self.lang), clause.says.get(self.lang));
        let _ = write!(page, "\n- {cite}：{says}（{}）", clause.id);
    }
}

fn clause_kind(kind: ClauseKind) -> Text {
    match kind {
        ClauseKind::Rule => Text::new("計算する", "calculated"),
        ClauseKind::Information => Text::new("知らせるだけ", "informs only"),
        ClauseKind::Judgement => Text::new("人が判断する", "decided by a person"),
        ClauseKind::NotModelled => Text::new("扱わない", "not covered"),
    }
}

/// A function with what it takes and gives.
pub(super) fn signature(name: &str, lang: Lang) -> String {
    let Some(function) = functions::find(name) else { return format!("{name}(…)") };
    let takes: Vec<_> = function.takes.iter().map(|kind| kind_words(*kind, lang)).collect();
    let more = if function.repeats { ", …" } else { "" };
    format!("{name}({}{more}) → {}", takes.join(", "), kind_words(function.gives, lang))
}

fn kind_words(kind: Kind, lang: Lang) -> &'static str {
    let (ja, en) = match kind {
        Kind::Same => ("値", "value"),
        Kind::SameNumber => ("数", "number"),
        Kind::Plain => ("単位のない数", "plain number"),
        Kind::Age => ("年齢", "age"),
        Kind::Count => ("個数", "count"),
        Kind::Truth => ("はい・いいえ", "true or false"),
        Kind::Date => ("日付", "date"),
        Kind::Period => ("期間", "period"),
        Kind::Days => ("日数の期間", "days"),
        Kind::Weekday => ("曜日", "weekday"),
        Kind::Calendar => ("暦", "calendar"),
        Kind::Any => ("集合か一覧", "set or list"),
        Kind::SameSet => ("集合", "set"),
        Kind::Document => ("書類", "document"),
        Kind::Documents => ("書類の集合", "documents"),
    };
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
