//! What can run: names bound, types known, order settled.
//!
//! A [`Program`] exists only if the checker found nothing. From then on evaluation relies on
//! this: every id is in range, every operator fits its operands, every unit agrees, no rule needs
//! its own result, dated values cover the days on which the scheme is in force.

mod node;
mod operands;
mod parts;
mod prepared;

use std::sync::Arc;

use chrono::NaiveDate;

pub use node::{Case, Condition, Edition, Element, Mode, Node, NodeKind, RangeNode, Says, Stage};
pub use parts::{
    AllocationPlan, Allowance, Choice, Choices, Clause, ClauseKind, CodeList, Column, Fact, Field,
    Key, Output, Parameter, ParameterValue, Reading, RecordType, Requirement, Row, Rule, Table,
    TableEdition, Thing, Warning,
};
pub use prepared::Prepared;

use crate::calendar::OpenDays;
use crate::ids::{ChoicesId, FactId, NodeId, RuleId};
use crate::source::Sources;
use crate::text::Text;

/// A checked scheme.
#[derive(Clone, Debug)]
pub struct Program {
    /// Id of the scheme.
    pub id: String,
    /// Title of the scheme.
    pub title: Text,
    /// Who runs it.
    pub authority: Text,
    /// The document that it implements.
    pub source: Text,
    /// First day on which the scheme is in force.
    pub from: NaiveDate,
    /// Last day on which it is in force, if there is one.
    pub until: Option<NaiveDate>,
    /// The fact whose date selects dated values.
    pub as_of: Option<FactId>,
    /// Facts by id.
    pub facts: Vec<Fact>,
    /// Record types by id.
    pub records: Vec<RecordType>,
    /// Closed lists of choices by id. The first six are [`ChoicesId::WEEKDAYS`] and its fellows.
    pub choices: Vec<Choices>,
    /// Parameters by id.
    pub parameters: Vec<Parameter>,
    /// Tables by id.
    pub tables: Vec<Table>,
    /// Rules by id.
    pub rules: Vec<Rule>,
    /// Readings by id.
    pub readings: Vec<Reading>,
    /// Clauses by id, in the order of the register.
    pub clauses: Vec<Clause>,
    /// Calendars by id, and their names.
    pub calendars: Vec<OpenDays>,
    /// Names of the calendars.
    pub calendar_names: Vec<Text>,
    /// Code lists.
    pub codes: Vec<CodeList>,
    /// Documents, by position in [`ChoicesId::DOCUMENTS`].
    pub documents: Vec<Thing>,
    /// For each document those of which any one stands for it.
    pub groups: Vec<Vec<u16>>,
    /// Steps, by position in [`ChoicesId::STEPS`].
    pub steps: Vec<Thing>,
    /// Contacts, by position in [`ChoicesId::CONTACTS`].
    pub contacts: Vec<Thing>,
    /// Outputs in the order of `decides`.
    pub outputs: Vec<Output>,
    /// Position of the primary output.
    pub primary: usize,
    /// Requirements of the primary output in the order of the rules.
    pub requirements: Vec<Requirement>,
    /// Warnings by position in [`ChoicesId::WARNINGS`].
    pub warnings: Vec<Warning>,
    /// How applications are ranked, if the scheme says so.
    pub allocation: Option<AllocationPlan>,
    /// Warnings about the scheme itself that it lets pass.
    pub allowances: Vec<Allowance>,
    /// All nodes.
    pub nodes: Vec<Node>,
    /// What evaluation has made of all this; [`Program::encode`] lets go of it.
    pub prepared: Prepared,
    /// How many loops are nested at most.
    pub variables: usize,
    /// The rule files.
    pub sources: Arc<Sources>,
    /// SHA-256 over the rule files, in hexadecimal.
    pub digest: String,
}

impl ChoicesId {
    /// The days of the week from Monday.
    pub const WEEKDAYS: Self = Self(0);
    /// Documents.
    pub const DOCUMENTS: Self = Self(1);
    /// Steps of the procedure.
    pub const STEPS: Self = Self(2);
    /// Contacts.
    pub const CONTACTS: Self = Self(3);
    /// Warnings.
    pub const WARNINGS: Self = Self(4);
    /// Clauses of the register.
    pub const CLAUSES: Self = Self(5);
}

impl Program {
    /// The node of that id; every id of a program is in range.
    #[must_use]
    #[inline]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }

    /// Lets go of what evaluation has made of the program, so that the next run reads it again.
    ///
    /// Whoever changes anything in a program that has run calls this before the next run.
    pub fn encode(&mut self) {
        self.prepared = Prepared::default();
    }

    /// The rule of that id.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(id.index())
    }

    /// The fact of that id.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.index())
    }

    /// Whether the scheme is in force on `date`.
    #[must_use]
    pub fn in_force(&self, date: NaiveDate) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}
