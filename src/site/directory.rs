//! Where each declared thing stands on the page of its scheme.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Fact, Head, Model, Of, ThingKind};
use crate::text::{Lang, Text};

use super::references::Named;

/// Sorts of things that have a place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sort {
    /// A fact.
    Fact,
    /// A field of a list fact or of an application.
    Field,
    /// A parameter.
    Value,
    /// A table.
    Table,
    /// A rule.
    Rule,
    /// A reading.
    Reading,
    /// A document.
    Document,
    /// A step.
    Step,
    /// A contact.
    Contact,
    /// A warning.
    Warning,
    /// A clause.
    Clause,
    /// A calendar.
    Calendar,
    /// A code list.
    Codes,
    /// An output.
    Output,
    /// A worked case.
    Case,
}

impl Sort {
    /// What its anchors begin with.
    fn prefix(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Field => "field",
            Self::Value => "value",
            Self::Table => "table",
            Self::Rule => "rule",
            Self::Reading => "reading",
            Self::Document => "document",
            Self::Step => "step",
            Self::Contact => "contact",
            Self::Warning => "warning",
            Self::Clause => "clause",
            Self::Calendar => "calendar",
            Self::Codes => "codes",
            Self::Output => "output",
            Self::Case => "case",
        }
    }

    /// The sort in one word.
    pub(super) fn word(self, lang: Lang) -> &'static str {
        let pair = match self {
            Self::Fact => ("事実", "fact"),
            Self::Field => ("欄", "field"),
            Self::Value => ("値", "value"),
            Self::Table => ("表", "table"),
            Self::Rule => ("規則", "rule"),
            Self::Reading => ("解釈", "reading"),
            Self::Document => ("書類", "document"),
            Self::Step => ("手続", "step"),
            Self::Contact => ("問い合わせ先", "contact"),
            Self::Warning => ("注意", "warning"),
            Self::Clause => ("条項", "clause"),
            Self::Calendar => ("暦", "calendar"),
            Self::Codes => ("符号表", "codes"),
            Self::Output => ("決めること", "output"),
            Self::Case => ("事例", "case"),
        };
        super::words::pick(lang, pair)
    }
}

/// A thing that has a place on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// What sort of thing it is.
    pub(super) sort: Sort,
    /// The id of its element; unique on the page.
    pub(super) anchor: String,
    /// Its name.
    pub(super) label: Text,
}

/// All targets of one scheme.
#[derive(Debug, Default)]
pub(super) struct Directory {
    taken: BTreeSet<String>,
    /// Facts, parameters, tables, rules, readings, calendars and code lists by name.
    names: BTreeMap<String, Target>,
    /// Fields by list and name.
    fields: BTreeMap<(String, String), Target>,
    /// Documents, steps, contacts, warnings, clauses and outputs by id or name.
    others: BTreeMap<(Sort, String), Target>,
}

impl Directory {
    /// Gives everything in `model` its place.
    pub(super) fn of(model: &Model) -> Self {
        let mut directory = Self::default();
        for fact in &model.facts {
            directory.name(Sort::Fact, &fact.head);
            if let Some(Of::Fields(fields)) = &fact.of {
                directory.fields(&fact.head.name.text, &stem(&fact.head), fields);
            }
        }
        if let Some(allocation) = &model.allocation {
            directory.fields(APPLICATION, "application", &allocation.facts);
        }
        for (sort, head) in named(model) {
            directory.name(sort, head);
        }
        for thing in &model.things {
            directory.other(sort_of(thing.kind), &thing.head);
        }
        for warning in &model.warnings {
            directory.other(Sort::Warning, &warning.head);
        }
        for clause in &model.clauses {
            directory.put(Sort::Clause, &clause.id.text, &clause.id.text, clause.cite.clone());
        }
        for output in &model.decides {
            let label = output.label.clone().unwrap_or_else(|| Text::same(&output.from.text));
            directory.put(Sort::Output, &output.id.text, &output.id.text, label);
        }
        directory
    }

    fn anchor(&mut self, sort: Sort, stem: &str) -> String {
        let stem: String =
            stem.chars().map(|one| if one.is_alphanumeric() { one } else { '-' }).collect();
        let plain = format!("{}-{stem}", sort.prefix());
        let mut anchor = plain.clone();
        let mut next = 2;
        while !self.taken.insert(anchor.clone()) {
            anchor = format!("{plain}-{next}");
            next += 1;
        }
        anchor
    }

    fn name(&mut self, sort: Sort, head: &Head) {
        let anchor = self.anchor(sort, &stem(head));
        let target = Target { sort, anchor, label: head.label.clone() };
        self.names.insert(head.name.text.clone(), target);
    }

    fn other(&mut self, sort: Sort, head: &Head) {
        self.put(sort, &head.name.text, &stem(head), head.label.clone());
    }

    fn put(&mut self, sort: Sort, key: &str, stem: &str, label: Text) {
        let anchor = self.anchor(sort, stem);
        self.others.insert((sort, key.to_owned()), Target { sort, anchor, label });
    }

    fn fields(&mut self, list: &str, prefix: &str, fields: &[Fact]) {
        for field in fields {
            let anchor = self.anchor(Sort::Field, &format!("{prefix}-{}", stem(&field.head)));
            let target = Target { sort: Sort::Field, anchor, label: field.head.label.clone() };
            self.fields.insert((list.to_owned(), field.head.name.text.clone()), target);
        }
    }

    /// The place of a case.
    pub(super) fn case(&mut self, id: &str) -> String {
        self.anchor(Sort::Case, id)
    }

    /// The thing of that name that expressions may name.
    pub(super) fn named(&self, name: &str) -> Option<&Target> {
        self.names.get(name)
    }

    /// The field of a list.
    pub(super) fn field(&self, list: &str, field: &str) -> Option<&Target> {
        self.fields.get(&(list.to_owned(), field.to_owned()))
    }

    /// The document, step, contact, warning, clause or output of that name or id.
    pub(super) fn other_of(&self, sort: Sort, key: &str) -> Option<&Target> {
        self.others.get(&(sort, key.to_owned()))
    }

    /// What a reference leads to; none for choices, functions and literals.
    pub(super) fn target(&self, named: &Named) -> Option<&Target> {
        match named {
            Named::Name(name) => self.named(name),
            Named::Field(Some(list), field) => self
                .field(list, field)
                .or_else(|| self.named(field).filter(|target| target.sort == Sort::Rule)),
            Named::Field(None, field) => self.named(field).filter(|one| one.sort == Sort::Rule),
            Named::Function(_) | Named::Literal => None,
        }
    }
}

/// What expressions of the allocation call one application.
pub(super) const APPLICATION: &str = "申請";

/// The sort of a document, step or contact.
pub(super) fn sort_of(kind: ThingKind) -> Sort {
    match kind {
        ThingKind::Document => Sort::Document,
        ThingKind::Step => Sort::Step,
        ThingKind::Contact => Sort::Contact,
    }
}

/// What an anchor is made from: the id, or the name where there is none.
fn stem(head: &Head) -> String {
    head.id.as_ref().unwrap_or(&head.name).text.clone()
}

/// Everything but facts that expressions may name.
fn named(model: &Model) -> impl Iterator<Item = (Sort, &Head)> {
    let values = model.parameters.iter().map(|one| (Sort::Value, &one.head));
    let tables = model.tables.iter().map(|one| (Sort::Table, &one.head));
    let rules = model.rules.iter().map(|one| (Sort::Rule, &one.head));
    let readings = model.readings.iter().map(|one| (Sort::Reading, &one.head));
    let calendars = model.calendars.iter().map(|one| (Sort::Calendar, &one.head));
    let codes = model.codes.iter().map(|one| (Sort::Codes, &one.head));
    values.chain(tables).chain(rules).chain(readings).chain(calendars).chain(codes)
}
