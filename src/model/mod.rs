//! What rule files declare, as written.
//!
//! Names are not bound and types are not known. Every name keeps its place. [`declare`] reads
//! the documents of one scheme and its common files; it returns what it could read together with
//! everything that is wrong.

mod body;
mod declare;
mod form;
mod sections;
mod tables;

use chrono::NaiveDate;

pub(crate) use declare::{common_files, declare};

use crate::program::Mode;
use crate::program::Stage;
use crate::source::Span;
use crate::syntax::ast::{Expr, Ident};
use crate::text::Text;

/// Everything that the files of one scheme declare.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) scheme: Option<Scheme>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) tables: Vec<Table>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) things: Vec<Thing>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) decides: Vec<Output>,
    pub(crate) holidays: Vec<Holidays>,
    pub(crate) calendars: Vec<Calendar>,
    pub(crate) codes: Vec<Codes>,
    pub(crate) allocation: Option<Allocation>,
}

/// The head of a declared thing: its Japanese name, its id and its English name.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) name: Ident,
    pub(crate) id: Option<Ident>,
    pub(crate) label: Text,
    pub(crate) about: Text,
    pub(crate) clauses: Vec<Ident>,
}

/// `scheme`.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    pub(crate) id: Ident,
    pub(crate) title: Text,
    pub(crate) authority: Text,
    pub(crate) source: Text,
    /// How the source is read.
    pub(crate) source_about: Text,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) as_of: Option<Ident>,
    pub(crate) common: Vec<Ident>,
    pub(crate) units: Vec<String>,
    pub(crate) span: Span,
}

/// A fact, or a field of a list fact.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) head: Head,
    pub(crate) ask: Text,
    /// Empty where the file lacks it, which has been told.
    pub(crate) ty: Ident,
    pub(crate) unit: Option<Ident>,
    pub(crate) range: Option<Expr>,
    pub(crate) choices: Option<Choices>,
    pub(crate) of: Option<Of>,
    pub(crate) codes: Option<Ident>,
    pub(crate) judgement: bool,
    pub(crate) default: Option<Expr>,
}

/// `choices` of a fact.
#[derive(Clone, Debug)]
pub(crate) enum Choices {
    /// Id, name and more words of each.
    Listed(Vec<(Ident, Text, Text)>),
    /// Those of the named fact or `fact.field`.
    Same(Ident),
}

/// `of` of a set or list.
#[derive(Clone, Debug)]
pub(crate) enum Of {
    Kind(Ident),
    Fields(Vec<Fact>),
}

/// Something with days on which it is in force; `until` is the last of them.
#[derive(Clone, Debug)]
pub(crate) struct Dated<T> {
    pub(crate) from: NaiveDate,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) span: Span,
    pub(crate) it: T,
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) head: Head,
    pub(crate) of: Option<Ident>,
    /// Where the values are choices of its own, or those of a fact.
    pub(crate) choices: Option<Choices>,
    pub(crate) confirm_by: Option<NaiveDate>,
    pub(crate) values: Vec<Dated<ParameterValue>>,
}

#[derive(Clone, Debug)]
pub(crate) struct ParameterValue {
    pub(crate) value: Expr,
    pub(crate) confirmed_on: Option<NaiveDate>,
}

#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) head: Head,
    pub(crate) key: Ident,
    pub(crate) columns: Vec<Column>,
    /// The span of a [`Dated`] is that of its rows. A table without `versions` has one of them,
    /// from the first day of all.
    pub(crate) versions: Vec<Dated<Rows>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) label: Text,
    pub(crate) ty: Ident,
}

#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    pub(crate) otherwise: Option<Otherwise>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// A list of keys, or a range.
    pub(crate) key: Expr,
    pub(crate) values: Vec<Expr>,
    pub(crate) clauses: Vec<Ident>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) enum Otherwise {
    Undetermined,
    NotApplicable,
    Row(Vec<Expr>, Span),
}

#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) head: Head,
    /// For a property of each row of a list: what the row is called, and the list.
    pub(crate) each: Option<(Ident, Ident)>,
    /// Choices that the value is one of.
    pub(crate) choices: Option<Choices>,
    pub(crate) applies_when: Option<Expr>,
    /// Dated bodies; one from the first day of all where the rule has no `versions`.
    pub(crate) bodies: Vec<Dated<Body>>,
    pub(crate) dated: bool,
    pub(crate) unless: Vec<Case>,
    pub(crate) says: Says,
}

#[derive(Clone, Debug)]
pub(crate) enum Body {
    Value(Expr),
    Conditions(Mode, Vec<Condition>),
    First(Vec<Case>, Option<Box<Case>>),
    Amount(Vec<Staged>),
    Collect(Ident, Vec<Element>),
}

#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) test: Test,
    pub(crate) clauses: Vec<Ident>,
    pub(crate) says: Says,
    pub(crate) applies_when: Option<Expr>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) enum Test {
    If(Expr),
    Nested(Mode, Vec<Condition>),
}

/// A case of `first` (`when` is absent in `otherwise`) or an exception.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) when: Option<Expr>,
    pub(crate) value: Expr,
    pub(crate) clauses: Vec<Ident>,
    pub(crate) says: Says,
}

#[derive(Clone, Debug)]
pub(crate) struct Staged {
    pub(crate) stage: Stage,
    /// The function of a rounding stage.
    pub(crate) rounding: Option<&'static str>,
    pub(crate) value: Expr,
    pub(crate) clauses: Vec<Ident>,
    pub(crate) says: Says,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) add: Vec<Ident>,
    pub(crate) when: Option<Expr>,
    /// Whether it is in while its condition is unknown; without a word the whole set is unknown.
    pub(crate) if_unknown: Option<bool>,
    pub(crate) clauses: Vec<Ident>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Says {
    pub(crate) holds: Text,
    pub(crate) fails: Text,
}

#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) head: Head,
    pub(crate) choices: Vec<(Ident, Text, Text)>,
    pub(crate) adopted: Ident,
    pub(crate) reason: Text,
}

/// Documents, steps and contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThingKind {
    Document,
    Step,
    Contact,
}

#[derive(Clone, Debug)]
pub(crate) struct Thing {
    pub(crate) kind: ThingKind,
    pub(crate) head: Head,
    pub(crate) form: Text,
    pub(crate) any_of: Vec<Ident>,
}

#[derive(Clone, Debug)]
pub(crate) struct Warning {
    pub(crate) head: Head,
    pub(crate) says: Text,
    pub(crate) when: Option<Expr>,
    pub(crate) if_unknown: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) id: Ident,
    pub(crate) cite: Text,
    pub(crate) says: Text,
    pub(crate) kind: ClauseKind,
    pub(crate) reason: Text,
}

pub(crate) use crate::program::ClauseKind;

#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) id: Ident,
    pub(crate) from: Ident,
    pub(crate) primary: bool,
    pub(crate) headline: bool,
    pub(crate) label: Option<Text>,
}

#[derive(Clone, Debug)]
pub(crate) struct Holidays {
    pub(crate) head: Head,
    pub(crate) from: NaiveDate,
    pub(crate) until: NaiveDate,
    pub(crate) days: Vec<(NaiveDate, String)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    pub(crate) head: Head,
    pub(crate) closed_weekdays: Vec<Ident>,
    pub(crate) holidays: Option<Ident>,
    pub(crate) closed_days: Vec<crate::calendar::YearlyDays>,
}

#[derive(Clone, Debug)]
pub(crate) struct Codes {
    pub(crate) head: Head,
    pub(crate) entries: Vec<(Ident, Text)>,
}

/// How applications are ranked on the day on which the budget is reached.
#[derive(Clone, Debug)]
pub(crate) struct Allocation {
    pub(crate) facts: Vec<Fact>,
    pub(crate) ranked_when: Option<Expr>,
    pub(crate) requested: Option<Expr>,
    pub(crate) keys: Vec<AllocationKey>,
    pub(crate) clauses: Vec<Ident>,
}

/// A key of the ranking; the larger value goes first.
#[derive(Clone, Debug)]
pub(crate) struct AllocationKey {
    pub(crate) name: Text,
    pub(crate) value: Expr,
    pub(crate) clauses: Vec<Ident>,
}
