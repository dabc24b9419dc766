//! The declared things of a program.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::Code;
use crate::ids::{ChoicesId, ClauseId, NodeId, RecordId, RuleId};
use crate::source::Span;
use crate::text::Text;
use crate::value::{self, Answer, Number, Type, Value};

/// A fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Id in facts files and results.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it is about.
    pub about: Text,
    /// The question to ask; empty where `about` has to do.
    pub ask: Text,
    /// Type.
    pub ty: Type,
    /// Whether a number must be whole.
    pub whole: bool,
    /// The least a number may be.
    pub low: Option<Number>,
    /// The most a number may be.
    pub high: Option<Number>,
    /// Position of the code list that a text must be of.
    pub codes: Option<usize>,
    /// Whether it is found by a person.
    pub judgement: bool,
    /// The value when none is given.
    pub default: Option<Value>,
    /// The clauses that ask for it.
    pub clauses: Vec<ClauseId>,
    /// Where it is declared.
    pub span: Span,
}

/// A field of a list fact; declared as a fact is.
pub type Field = Fact;

/// The fields of a list fact.
#[derive(Clone, Debug)]
pub struct RecordType {
    /// Fields by position.
    pub fields: Vec<Field>,
}

/// A closed list of choices.
#[derive(Clone, Debug)]
pub struct Choices {
    /// What the list is called: the fact's name, `書類` …
    pub name: Text,
    /// The choices by position.
    pub choices: Vec<Choice>,
}

/// A choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// More words. May be empty.
    pub about: Text,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Type.
    pub ty: Type,
    /// Values in the order of time, without gap or overlap over the days that matter.
    pub values: Vec<ParameterValue>,
    /// The date by which it must have been confirmed.
    pub confirm_by: Option<NaiveDate>,
    /// Clauses.
    pub clauses: Vec<ClauseId>,
    /// Where it is declared.
    pub span: Span,
}

/// A dated value. Both ends are included.
#[derive(Clone, Debug)]
pub struct ParameterValue {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// The value; or that there is none on these days.
    pub value: Answer,
    /// As written: `1万円`.
    pub written: String,
    /// The day on which a person last confirmed it.
    pub confirmed_on: Option<NaiveDate>,
    /// Where it stands.
    pub span: Span,
}

/// A look-up table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Id; empty if none was given.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Type of the key.
    pub key: Type,
    /// Columns by position.
    pub columns: Vec<Column>,
    /// Dated versions in the order of time.
    pub editions: Vec<TableEdition>,
    /// The date by which it must have been confirmed.
    pub confirm_by: Option<NaiveDate>,
    /// Clauses.
    pub clauses: Vec<ClauseId>,
    /// Where it is declared.
    pub span: Span,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Name.
    pub name: Text,
    /// Type.
    pub ty: Type,
    /// Where it is declared.
    pub span: Span,
}

/// A dated version of a table.
#[derive(Clone, Debug)]
pub struct TableEdition {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Rows in the written order.
    pub rows: Vec<Row>,
    /// For a key that is a choice: the row of each.
    pub by_choice: Vec<Option<u16>>,
    /// The cells where no row fits.
    pub otherwise: Vec<Answer>,
    /// Whether there may be keys that fall into no row.
    pub open: bool,
    /// The day on which a person last confirmed it.
    pub confirmed_on: Option<NaiveDate>,
    /// Where it stands.
    pub span: Span,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the key is compared with.
    pub key: Key,
    /// The key as written.
    pub written: String,
    /// Cells by column.
    pub cells: Vec<Value>,
    /// Where each cell stands.
    pub places: Vec<Span>,
    /// Clauses of this row alone.
    pub clauses: Vec<ClauseId>,
    /// Where it stands.
    pub span: Span,
}

impl Row {
    /// Whether a key falls into this row.
    #[must_use]
    pub fn fits(&self, key: &Value) -> bool {
        let side = |end: &Option<Value>, included: bool, wanted: Ordering| {
            end.as_ref().is_none_or(|end| {
                let order = value::compare(key, end);
                order == Some(wanted) || (included && order == Some(Ordering::Equal))
            })
        };
        match &self.key {
            Key::OneOf(values) => values.iter().any(|value| value::same(value, key)),
            Key::Range { low, low_included, high, high_included } => {
                side(low, *low_included, Ordering::Greater)
                    && side(high, *high_included, Ordering::Less)
            }
        }
    }
}

/// What a key is compared with.
#[derive(Clone, Debug)]
pub enum Key {
    /// Any of these.
    OneOf(Vec<Value>),
    /// A range of numbers or dates; a missing end is open.
    Range {
        /// Lower end.
        low: Option<Value>,
        /// Whether the lower end belongs to it.
        low_included: bool,
        /// Upper end.
        high: Option<Value>,
        /// Whether the upper end belongs to it.
        high_included: bool,
    },
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Id: as given, else that of its output, else its name.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it is about.
    pub about: Text,
    /// Its body with everything around it.
    pub body: NodeId,
    /// Type.
    pub ty: Type,
    /// Clauses.
    pub clauses: Vec<ClauseId>,
    /// What the applicant reads.
    pub says: super::Says,
    /// Where it is declared.
    pub span: Span,
}

/// A reading of a contested wording.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What is contested.
    pub about: Text,
    /// Why the adopted alternative was adopted.
    pub reason: Text,
    /// The alternatives.
    pub choices: ChoicesId,
    /// Position of the adopted one.
    pub adopted: u16,
    /// Clauses.
    pub clauses: Vec<ClauseId>,
    /// Where it is declared.
    pub span: Span,
}

/// A clause of the register.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Id.
    pub id: String,
    /// Where it stands in the document.
    pub cite: Text,
    /// What it says, in short words.
    pub says: Text,
    /// What it is to a calculation.
    pub kind: ClauseKind,
    /// Why it is not modelled.
    pub reason: Text,
}

/// What a clause is to a calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// It is calculated.
    Rule,
    /// It informs only.
    Information,
    /// A person decides.
    Judgement,
    /// It is not covered, for a stated reason.
    NotModelled,
}

/// A code list.
#[derive(Clone, Debug)]
pub struct CodeList {
    /// Name.
    pub name: Text,
    /// Code to words.
    pub entries: BTreeMap<String, Text>,
}

/// A document, a step or a contact.
#[derive(Clone, Debug)]
pub struct Thing {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// More words.
    pub about: Text,
    /// The form of a document.
    pub form: Text,
    /// Clauses.
    pub clauses: Vec<ClauseId>,
    /// Where it is declared.
    pub span: Span,
}

/// An output.
#[derive(Clone, Debug)]
pub struct Output {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// The rule that it comes from.
    pub rule: RuleId,
    /// Whether it is what the applicant asks about after the verdict.
    pub headline: bool,
}

/// A requirement of the primary output.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its condition.
    pub condition: NodeId,
    /// Whether it is met when the condition does not hold (an item of `none`).
    pub negated: bool,
    /// The clauses that lay it down.
    pub clauses: Vec<ClauseId>,
    /// What the applicant reads.
    pub says: super::Says,
}

/// A warning.
#[derive(Clone, Debug)]
pub struct Warning {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it says.
    pub says: Text,
    /// When it is given; always if absent.
    pub when: Option<NodeId>,
    /// Whether it is given while its condition is unknown.
    pub if_unknown: bool,
    /// Clauses.
    pub clauses: Vec<ClauseId>,
}

/// How applications are ranked. The expressions read the fields of one application, which is the
/// record of loop 0, and no fact but [`Program::as_of`](super::Program::as_of), which is the date
/// of the allocation.
#[derive(Clone, Debug)]
pub struct AllocationPlan {
    /// The fields of an application.
    pub record: RecordId,
    /// Whether an application takes part.
    pub ranked_when: NodeId,
    /// The amount asked for.
    pub requested: NodeId,
    /// Ranking keys, the first one first; the larger value goes first.
    pub keys: Vec<(Text, NodeId, Vec<ClauseId>)>,
    /// Clauses.
    pub clauses: Vec<ClauseId>,
}

impl AllocationPlan {
    /// What its expressions call the application.
    pub const APPLICATION: &str = "申請";
}

/// A warning of [`analyze`](crate::analyze) that the scheme lets pass for a stated reason.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// Which warning.
    pub code: Code,
    /// The name of the declared thing that it may be about; any if absent.
    pub of: Option<String>,
    /// Where the declaration of that thing stands; empty if `of` is absent.
    pub extent: Vec<Span>,
    /// Why.
    pub reason: Text,
    /// The last day on which it is let pass.
    pub until: NaiveDate,
    /// Where it is written: what it is about, else the name of the warning.
    pub span: Span,
}
