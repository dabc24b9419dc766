//! Everything that does not hang on an expression: scheme, lists of choices, facts, readings,
//! clauses, calendars.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, Weekday};

use crate::calendar;
use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{
    CalendarId, ChoicesId, ClauseId, FactId, ParameterId, ReadingId, RuleId, TableId,
};
use crate::model::{self, ThingKind};
use crate::program::{Choice, Choices, Clause, CodeList, Reading, Thing};
use crate::source::Span;
use crate::text::Text;
use crate::value::{FactSet, Type};

use super::Checker;
use super::scope::Symbol;

const WEEKDAYS: [(&str, &str, &str); 7] = [
    ("monday", "月曜", "Monday"),
    ("tuesday", "火曜", "Tuesday"),
    ("wednesday", "水曜", "Wednesday"),
    ("thursday", "木曜", "Thursday"),
    ("friday", "金曜", "Friday"),
    ("saturday", "土曜", "Saturday"),
    ("sunday", "日曜", "Sunday"),
];

impl Checker<'_> {
    pub(super) fn declare(&mut self) {
        self.scheme();
        self.lists();
        self.codes();
        let mut spans = Vec::new();
        self.bind_all(&mut spans);
        self.calendars();
        for fact in &self.model.facts {
            // One by one: a fact may have the choices of one that stands before it.
            let fact = self.fact(fact);
            self.program.facts.push(fact);
        }
        self.as_of();
        self.readings();
        self.parameters();
    }

    fn scheme(&mut self) {
        let Some(scheme) = &self.model.scheme else {
            self.push(
                Diagnostic::unplaced(Code::MissingKey)
                    .with("key", "scheme")
                    .with_text("place", Text::new("規則ファイル", "the rule files")),
            );
            return;
        };
        self.program.id.clone_from(&scheme.id.text);
        self.program.title.clone_from(&scheme.title);
        self.program.authority.clone_from(&scheme.authority);
        self.program.source.clone_from(&scheme.source);
        self.program.from = scheme.from.unwrap_or(NaiveDate::MIN);
        self.program.until = scheme.until;
    }

    fn as_of(&mut self) {
        let Some(name) = self.model.scheme.as_ref().and_then(|scheme| scheme.as_of.clone()) else {
            return;
        };
        match self.symbols.get(&name.text) {
            Some(Symbol::Fact(fact))
                if self.program.fact(*fact).is_some_and(|fact| fact.ty == Type::Date) =>
            {
                self.program.as_of = Some(*fact);
            }
            Some(_) => {
                let found = Text::same(&name.text);
                let finding = Diagnostic::new(Code::WrongType, name.span)
                    .with_text("wanted", Text::new("日付の事実", "a fact that is a date"))
                    .with_text("found", found);
                self.push(finding);
            }
            None => self.push(self.unknown_name(&name)),
        }
    }

    /// The lists that every scheme has, and the clauses.
    fn lists(&mut self) {
        let weekdays =
            WEEKDAYS.map(|(id, ja, en)| (id.to_owned(), Text::new(ja, en), Text::default()));
        self.list(Text::new("曜日", "weekdays"), weekdays.to_vec());
        for (kind, name) in [
            (ThingKind::Document, Text::new("書類", "documents")),
            (ThingKind::Step, Text::new("手続", "steps")),
            (ThingKind::Contact, Text::new("問い合わせ先", "contacts")),
        ] {
            let things = self.model.things.iter().filter(|thing| thing.kind == kind);
            let heads: Vec<_> = things.map(|thing| &thing.head).collect();
            self.unique(&heads);
            self.list(
                name,
                heads
                    .iter()
                    .map(|head| (Self::id(head), head.label.clone(), head.about.clone()))
                    .collect(),
            );
        }
        let heads: Vec<_> = self.model.warnings.iter().map(|warning| &warning.head).collect();
        self.unique(&heads);
        let warnings =
            heads.iter().map(|head| (Self::id(head), head.label.clone(), Text::default()));
        self.list(Text::new("注意", "warnings"), warnings.collect());
        let clauses = self.model.clauses.iter();
        let clauses = clauses.map(|clause| {
            (clause.id.text.clone(), Text::same(&clause.id.text), clause.says.clone())
        });
        self.list(Text::new("条項", "clauses"), clauses.collect());
        self.register();
    }

    /// Reports names or ids that stand twice.
    pub(super) fn unique(&mut self, heads: &[&model::Head]) {
        let (mut names, mut ids) = (BTreeMap::new(), BTreeMap::new());
        for head in heads {
            if let Some(first) = names.insert(head.name.text.clone(), head.name.span) {
                let finding = Diagnostic::new(Code::DuplicateName, head.name.span)
                    .with("name", &head.name.text);
                self.push(finding.related(first, Text::new("ここで定義済み", "defined here")));
            }
            let Some(id) = &head.id else { continue };
            if let Some(first) = ids.insert(id.text.clone(), id.span) {
                let finding = Diagnostic::new(Code::DuplicateId, id.span).with("id", &id.text);
                self.push(finding.related(first, Text::new("ここで使用済み", "used here")));
            }
        }
    }

    fn register(&mut self) {
        for clause in &self.model.clauses {
            let id = ClauseId::new(self.program.clauses.len());
            if self.clause_ids.insert(clause.id.text.clone(), id).is_some() {
                self.push(
                    Diagnostic::new(Code::DuplicateName, clause.id.span)
                        .with("name", &clause.id.text),
                );
            }
            self.program.clauses.push(Clause {
                id: clause.id.text.clone(),
                cite: clause.cite.clone(),
                says: clause.says.clone(),
                kind: clause.kind,
                reason: clause.reason.clone(),
            });
        }
    }

    /// Adds a closed list.
    pub(super) fn list(&mut self, name: Text, choices: Vec<(String, Text, Text)>) -> ChoicesId {
        let id = ChoicesId::new(self.program.choices.len());
        let mut names = BTreeMap::new();
        let mut list = Vec::new();
        for (at, (choice, label, about)) in choices.into_iter().enumerate() {
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            names.insert(label.ja.clone(), at);
            names.entry(choice.clone()).or_insert(at);
            list.push(Choice { id: choice, name: label, about });
        }
        self.choice_names.push(names);
        self.program.choices.push(Choices { name, choices: list });
        id
    }

    fn codes(&mut self) {
        for codes in &self.model.codes {
            let entries =
                codes.entries.iter().map(|(code, text)| (code.text.clone(), text.clone()));
            self.program
                .codes
                .push(CodeList { name: codes.head.label.clone(), entries: entries.collect() });
        }
    }

    fn bind_all(&mut self, spans: &mut Vec<(String, Span)>) {
        let model = self.model;
        let limits = [
            (model.facts.len(), FactSet::LIMIT, Text::new("事実", "facts")),
            (model.rules.len(), 4096, Text::new("規則", "rules")),
            (model.parameters.len(), 4096, Text::new("数値", "parameters")),
            (model.tables.len(), 4096, Text::new("表", "tables")),
        ];
        for (count, limit, what) in limits {
            if count > limit {
                self.push(
                    Diagnostic::unplaced(Code::TooMany)
                        .with_text("what", what)
                        .with("limit", limit),
                );
            }
        }
        let heads: Vec<_> = model.facts.iter().map(|fact| &fact.head).collect();
        self.unique_ids(&heads);
        for (at, fact) in model.facts.iter().enumerate() {
            self.bind(&fact.head.name, Symbol::Fact(FactId::new(at)), spans);
        }
        for (at, one) in model.parameters.iter().enumerate() {
            self.bind(&one.head.name, Symbol::Parameter(ParameterId::new(at)), spans);
        }
        for (at, one) in model.tables.iter().enumerate() {
            self.bind(&one.head.name, Symbol::Table(TableId::new(at)), spans);
        }
        for (at, one) in model.rules.iter().enumerate() {
            self.bind(&one.head.name, Symbol::Rule(RuleId::new(at)), spans);
        }
        for (at, one) in model.readings.iter().enumerate() {
            self.bind(&one.head.name, Symbol::Reading(ReadingId::new(at)), spans);
        }
        for (at, one) in model.calendars.iter().enumerate() {
            self.bind(&one.head.name, Symbol::Calendar(CalendarId::new(at)), spans);
        }
    }

    fn unique_ids(&mut self, heads: &[&model::Head]) {
        let mut ids = BTreeMap::new();
        for id in heads.iter().filter_map(|head| head.id.as_ref()) {
            let plain = id.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
            if !plain || id.text.is_empty() {
                self.push(Diagnostic::new(Code::BadId, id.span).with("text", &id.text));
            }
            if let Some(first) = ids.insert(id.text.clone(), id.span) {
                let finding = Diagnostic::new(Code::DuplicateId, id.span).with("id", &id.text);
                self.push(finding.related(first, Text::new("ここで使用済み", "used here")));
            }
        }
    }

    fn readings(&mut self) {
        let readings = &self.model.readings;
        let heads: Vec<_> = readings.iter().map(|reading| &reading.head).collect();
        self.unique_ids(&heads);
        for reading in readings {
            let clauses = self.clauses(&reading.head.clauses);
            let choices = reading
                .choices
                .iter()
                .map(|(id, name, about)| (id.text.clone(), name.clone(), about.clone()));
            let choices = self.list(reading.head.label.clone(), choices.collect());
            let adopted = self.choice(choices, &reading.adopted.text);
            if adopted.is_none() {
                self.push(self.unknown_choice(&reading.adopted, choices));
            }
            self.program.readings.push(Reading {
                id: Self::id(&reading.head),
                name: reading.head.label.clone(),
                about: reading.head.about.clone(),
                reason: reading.reason.clone(),
                choices,
                adopted: adopted.unwrap_or(0),
                clauses,
                span: reading.head.name.span,
            });
        }
    }

    fn calendars(&mut self) {
        for one in &self.model.calendars {
            let weekdays = one.closed_weekdays.iter().filter_map(|day| {
                let at = self.choice(ChoicesId::WEEKDAYS, &day.text);
                if at.is_none() {
                    self.out.push(self.unknown_choice(day, ChoicesId::WEEKDAYS));
                }
                at.and_then(|at| Weekday::try_from(u8::try_from(at).ok()?).ok())
            });
            let weekdays: Vec<Weekday> = weekdays.collect();
            let list = one.holidays.as_ref().and_then(|name| {
                let found =
                    self.model.holidays.iter().find(|list| list.head.name.text == name.text);
                if found.is_none() {
                    self.out.push(self.unknown_name(name));
                }
                found
            });
            let holidays = list.map(|list| {
                let days = list.days.iter().cloned().collect();
                Arc::new(calendar::Holidays { from: list.from, until: list.until, days })
            });
            let open = calendar::OpenDays {
                closed_weekdays: weekdays,
                holidays,
                closed_days: one.closed_days.clone(),
            };
            self.program.calendars.push(open);
            self.program.calendar_names.push(one.head.label.clone());
        }
        self.things();
    }

    /// Documents, steps and contacts with what is to be shown of them.
    fn things(&mut self) {
        for thing in &self.model.things {
            let clauses = self.clauses(&thing.head.clauses);
            let shown = Thing {
                id: Self::id(&thing.head),
                name: thing.head.label.clone(),
                about: thing.head.about.clone(),
                form: thing.form.clone(),
                clauses,
                span: thing.head.name.span,
            };
            match thing.kind {
                ThingKind::Document => {
                    let group = thing.any_of.iter().filter_map(|one| {
                        let at = self.choice(ChoicesId::DOCUMENTS, &one.text);
                        if at.is_none() {
                            self.out.push(self.unknown_choice(one, ChoicesId::DOCUMENTS));
                        }
                        at
                    });
                    let group = group.collect();
                    self.program.groups.push(group);
                    self.program.documents.push(shown);
                }
                ThingKind::Step => self.program.steps.push(shown),
                ThingKind::Contact => self.program.contacts.push(shown),
            }
        }
    }
}
