//! The named things of a scheme: which name stands for what.

use std::collections::BTreeMap;

use crate::functions;
use crate::ids::ChoicesId;
use crate::model::{Head, Model, ThingKind};
use crate::program::{Choice, Fact, Program};
use crate::source::Span;
use crate::text::Text;
use crate::value::Type;

/// A named thing, by its number in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Symbol {
    Fact(usize),
    /// A field: record, position.
    Field(usize, usize),
    Parameter(usize),
    Table(usize),
    /// A column: table, position.
    Column(usize, usize),
    Rule(usize),
    Reading(usize),
    Calendar(usize),
    Holidays(usize),
    Codes(usize),
    /// A choice, a document, a step, a contact, a warning: list, position.
    Choice(usize, usize),
    Clause(usize),
    Output(usize),
    Function(&'static str),
    /// A name of one expression or rule: where it is introduced.
    Local(Span),
}

/// Names of the functions over rows, which have no row in the table of functions.
pub(super) const AGGREGATES: [(&str, &str, &str); 3] = [
    (
        "sum",
        "一覧の各件の値の合計。sum(m.金額 for m in 明細 where 条件)",
        "the sum over the rows of a list",
    ),
    ("count", "一覧の件数。count(m for m in 明細 where 条件)", "how many rows of a list"),
    (
        "if_applicable",
        "値。当てはまらない場合は2つ目の値。if_applicable(値, 0円)",
        "the value, or the second one where it does not apply",
    ),
];

/// Names to things.
#[derive(Debug)]
pub(super) struct Catalogue {
    /// The names of expressions.
    pub(super) globals: BTreeMap<String, Symbol>,
    /// Top-level declarations by the place of their name.
    pub(super) by_place: BTreeMap<Span, Symbol>,
}

impl Catalogue {
    pub(super) fn new(model: &Model, program: &Program) -> Self {
        let mut names = Self { globals: BTreeMap::new(), by_place: BTreeMap::new() };
        for (at, one) in model.facts.iter().enumerate() {
            names.global(&one.head, Symbol::Fact(at));
        }
        for (at, one) in model.parameters.iter().enumerate() {
            names.global(&one.head, Symbol::Parameter(at));
        }
        for (at, one) in model.tables.iter().enumerate() {
            names.global(&one.head, Symbol::Table(at));
        }
        for (at, one) in model.rules.iter().enumerate() {
            names.global(&one.head, Symbol::Rule(at));
        }
        for (at, one) in model.readings.iter().enumerate() {
            names.global(&one.head, Symbol::Reading(at));
        }
        for (at, one) in model.calendars.iter().enumerate() {
            names.global(&one.head, Symbol::Calendar(at));
        }
        names.others(model, program);
        names
    }

    fn global(&mut self, head: &Head, symbol: Symbol) {
        self.by_place.insert(head.name.span, symbol);
        self.globals.entry(head.name.text.clone()).or_insert(symbol);
    }

    /// What expressions do not name, or name only where it is expected.
    fn others(&mut self, model: &Model, program: &Program) {
        for (at, one) in model.holidays.iter().enumerate() {
            self.by_place.insert(one.head.name.span, Symbol::Holidays(at));
        }
        for (at, one) in model.codes.iter().enumerate() {
            self.by_place.insert(one.head.name.span, Symbol::Codes(at));
        }
        for (kind, list) in [
            (ThingKind::Document, ChoicesId::DOCUMENTS),
            (ThingKind::Step, ChoicesId::STEPS),
            (ThingKind::Contact, ChoicesId::CONTACTS),
        ] {
            let things = model.things.iter().filter(|thing| thing.kind == kind);
            for (at, thing) in things.enumerate() {
                self.by_place.insert(thing.head.name.span, Symbol::Choice(list.index(), at));
            }
        }
        for (at, one) in model.warnings.iter().enumerate() {
            let symbol = Symbol::Choice(ChoicesId::WARNINGS.index(), at);
            self.by_place.insert(one.head.name.span, symbol);
        }
        for (at, clause) in model.clauses.iter().enumerate() {
            self.by_place.insert(clause.id.span, Symbol::Clause(at));
        }
        for output in &model.decides {
            let at = program.outputs.iter().position(|one| one.id == output.id.text);
            self.by_place.extend(at.map(|at| (output.id.span, Symbol::Output(at))));
        }
    }
}

/// The choice of that name or id.
pub(super) fn choice(program: &Program, list: ChoicesId, name: &str) -> Option<Symbol> {
    let choices = &program.choices.get(list.index())?.choices;
    let at = choices.iter().position(|one| one.name.ja == name);
    let at = at.or_else(|| choices.iter().position(|one| one.id == name))?;
    Some(if list == ChoicesId::CLAUSES {
        Symbol::Clause(at)
    } else {
        Symbol::Choice(list.index(), at)
    })
}

/// The list of choices that values of a type are of.
pub(super) fn choices_of(ty: &Type) -> Option<ChoicesId> {
    match ty {
        Type::Choice(list) => Some(*list),
        Type::Set(of) => choices_of(of),
        _ => None,
    }
}

/// The record that a list, or a row of it, is of.
pub(super) fn record_of(ty: &Type) -> Option<usize> {
    match ty {
        Type::List(record) | Type::Record(record) => Some(record.index()),
        _ => None,
    }
}

/// The field of that name or id.
pub(super) fn field(program: &Program, record: usize, name: &str) -> Option<Symbol> {
    let fields = &program.records.get(record)?.fields;
    let at = fields.iter().position(|one| one.name.ja == name || one.id == name)?;
    Some(Symbol::Field(record, at))
}

impl Symbol {
    /// The type of its value, if it has one.
    pub(super) fn ty(self, program: &Program) -> Option<Type> {
        match self {
            Self::Fact(at) => program.facts.get(at).map(|one| one.ty.clone()),
            Self::Field(record, at) => fact_of(program, record, at).map(|one| one.ty.clone()),
            Self::Parameter(at) => program.parameters.get(at).map(|one| one.ty.clone()),
            Self::Column(table, at) => {
                program.tables.get(table)?.columns.get(at).map(|one| one.ty.clone())
            }
            Self::Rule(at) => program.rules.get(at).map(|one| one.ty.clone()),
            Self::Reading(at) => program.readings.get(at).map(|one| Type::Choice(one.choices)),
            Self::Choice(list, _) => Some(Type::Choice(ChoicesId::new(list))),
            _ => None,
        }
    }

    /// Its name in both languages.
    pub(super) fn label(self, program: &Program, model: &Model) -> Text {
        let label = match self {
            Self::Fact(at) => program.facts.get(at).map(|one| one.name.clone()),
            Self::Field(record, at) => fact_of(program, record, at).map(|one| one.name.clone()),
            Self::Parameter(at) => program.parameters.get(at).map(|one| one.name.clone()),
            Self::Table(at) => program.tables.get(at).map(|one| one.name.clone()),
            Self::Column(table, at) => {
                let column = program.tables.get(table).and_then(|table| table.columns.get(at));
                column.map(|one| one.name.clone())
            }
            Self::Rule(at) => program.rules.get(at).map(|one| one.name.clone()),
            Self::Reading(at) => program.readings.get(at).map(|one| one.name.clone()),
            Self::Calendar(at) => program.calendar_names.get(at).cloned(),
            Self::Holidays(at) => model.holidays.get(at).map(|one| one.head.label.clone()),
            Self::Codes(at) => model.codes.get(at).map(|one| one.head.label.clone()),
            Self::Choice(list, at) => choice_of(program, list, at).map(|one| one.name.clone()),
            Self::Clause(at) => program.clauses.get(at).map(|one| Text::same(&one.id)),
            Self::Output(at) => program.outputs.get(at).map(|one| Text::same(&one.id)),
            Self::Function(name) => Some(Text::same(name)),
            Self::Local(_) => None,
        };
        label.unwrap_or_default()
    }

    /// Its id; none where the name is the id.
    pub(super) fn id(self, program: &Program) -> Option<&str> {
        match self {
            Self::Fact(at) => program.facts.get(at).map(|one| one.id.as_str()),
            Self::Field(record, at) => fact_of(program, record, at).map(|one| one.id.as_str()),
            Self::Parameter(at) => program.parameters.get(at).map(|one| one.id.as_str()),
            Self::Table(at) => program.tables.get(at).map(|one| one.id.as_str()),
            Self::Rule(at) => program.rules.get(at).map(|one| one.id.as_str()),
            Self::Reading(at) => program.readings.get(at).map(|one| one.id.as_str()),
            Self::Choice(list, at) => choice_of(program, list, at).map(|one| one.id.as_str()),
            _ => None,
        }
    }

    /// What kind of thing it is.
    pub(super) fn noun(self) -> Text {
        match self {
            Self::Fact(_) => Text::new("事実", "fact"),
            Self::Field(..) => Text::new("欄", "field"),
            Self::Parameter(_) => Text::new("数値", "parameter"),
            Self::Table(_) => Text::new("表", "table"),
            Self::Column(..) => Text::new("列", "column"),
            Self::Rule(_) => Text::new("規則", "rule"),
            Self::Reading(_) => Text::new("読み", "reading"),
            Self::Calendar(_) => Text::new("開庁日の暦", "calendar"),
            Self::Holidays(_) => Text::new("休日の一覧", "holidays"),
            Self::Codes(_) => Text::new("符号表", "code list"),
            Self::Choice(1, _) => Text::new("書類", "document"),
            Self::Choice(2, _) => Text::new("手続", "step"),
            Self::Choice(3, _) => Text::new("問い合わせ先", "contact"),
            Self::Choice(4, _) => Text::new("注意", "warning"),
            Self::Choice(..) => Text::new("選択肢", "choice"),
            Self::Clause(_) => Text::new("条項", "clause"),
            Self::Output(_) => Text::new("出力", "output"),
            Self::Function(_) => Text::new("関数", "function"),
            Self::Local(_) => Text::new("一覧の一件", "row of a list"),
        }
    }
}

pub(super) fn fact_of(program: &Program, record: usize, at: usize) -> Option<&Fact> {
    program.records.get(record)?.fields.get(at)
}

pub(super) fn choice_of(program: &Program, list: usize, at: usize) -> Option<&Choice> {
    program.choices.get(list)?.choices.get(at)
}

/// The words of a function.
pub(super) fn function_words(name: &str) -> Option<Text> {
    let aggregate = AGGREGATES.iter().find(|(known, _, _)| *known == name);
    let aggregate = aggregate.map(|(_, ja, en)| Text::new(*ja, *en));
    functions::find(name).map(|function| Text::new(function.ja, function.en)).or(aggregate)
}

/// The function of that name as it is known to the end of the program.
pub(super) fn function(name: &str) -> Option<Symbol> {
    let aggregate = AGGREGATES.iter().map(|(known, _, _)| *known).find(|known| *known == name);
    functions::find(name).map(|function| function.name).or(aggregate).map(Symbol::Function)
}
