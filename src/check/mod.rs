//! From declarations as written to a program that can run.
//!
//! ```text
//! Model ── declarations ── rules (names, types, units, order) ── tables ── outputs ── clauses ──▶ Program
//!               │                       │                          │          │          │
//!               └───────────────────────┴──────────────────────────┴──────────┴──────────┴──▶ findings
//! ```
//!
//! Every step looks at everything and adds what it finds to one list. An expression in which
//! something was found has the type [`Type::Any`], which fits everywhere, so that no mistake is
//! told twice. A [`Program`] exists only if the list is empty.

mod allowances;
mod bodies;
mod calls;
mod clauses;
mod constants;
mod coverage;
mod declarations;
mod expressions;
mod facts;
mod gaps;
mod lists;
mod outputs;
mod parameters;
mod requirements;
mod rules;
mod scope;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{ClauseId, NodeId, RuleId, TableId};
use crate::model::{Head, Model};
use crate::program::{Node, NodeKind, Prepared, Program, Table};
use crate::source::{Sources, Span};
use crate::syntax::ast::Ident;
use crate::text::Text;
use crate::value::Type;

use scope::Symbol;
#[cfg(feature = "cli")]
pub(crate) use scope::type_words;

/// Checks a scheme. Returns what could be settled, and every finding, sorted by place.
///
/// The program may be evaluated only if there are no findings. Facts,
/// parameters, rules and readings stand in it under the numbers of their declarations in any case.
pub(crate) fn survey(
    model: &Model,
    sources: Arc<Sources>,
    digest: String,
) -> (Program, Vec<Diagnostic>) {
    let mut checker = Checker::new(model, sources, digest);
    checker.declare();
    checker.read_rules();
    checker.read_tables();
    checker.read_outputs();
    checker.place_clauses();
    checker.allowances();
    checker.parts()
}

/// Checks a scheme, of which nothing is wanted while anything is wrong.
///
/// # Errors
///
/// Every finding, sorted by place.
pub(crate) fn check(
    model: &Model,
    sources: Arc<Sources>,
    digest: String,
) -> Result<Program, Vec<Diagnostic>> {
    match survey(model, sources, digest) {
        (program, findings) if findings.is_empty() => Ok(program),
        (_, findings) => Err(findings),
    }
}

/// Checks one expression over the facts, parameters, tables and rules of a model.
///
/// # Errors
///
/// Every finding, in the model and in the expression.
pub(crate) fn check_expression(
    model: &Model,
    sources: Arc<Sources>,
    expr: &crate::syntax::ast::Expr,
) -> Result<(Program, NodeId), Vec<Diagnostic>> {
    let mut checker = Checker::new(model, sources, String::new());
    checker.declare();
    checker.read_rules();
    checker.read_tables();
    let node = checker.expression(expr, None);
    match checker.parts() {
        (program, findings) if findings.is_empty() => Ok((program, node)),
        (_, findings) => Err(findings),
    }
}

/// How far a rule has been read.
#[derive(Clone, Debug)]
enum Progress {
    Waiting,
    /// Being read: whoever needs it closes a circle.
    Busy,
    Done,
}

struct Checker<'m> {
    model: &'m Model,
    out: Vec<Diagnostic>,
    program: Program,
    symbols: BTreeMap<String, Symbol>,
    /// For each list of choices its names, in NFKC, and its ids.
    choice_names: Vec<BTreeMap<String, u16>>,
    clause_ids: BTreeMap<String, ClauseId>,
    placed: BTreeSet<ClauseId>,
    rules: Vec<Progress>,
    /// Rules that are being read, outermost first, with the place of the name that led there.
    path: Vec<(RuleId, Span)>,
    tables: Vec<Option<Table>>,
    /// Loop variables in reach, outermost first.
    variables: Vec<(String, Type)>,
    /// Requirements by the place of their condition in the rule files.
    required: BTreeMap<Span, u16>,
}

impl<'m> Checker<'m> {
    fn new(model: &'m Model, sources: Arc<Sources>, digest: String) -> Self {
        let program = Program {
            id: String::new(),
            title: Text::default(),
            authority: Text::default(),
            source: Text::default(),
            from: NaiveDate::MIN,
            until: None,
            as_of: None,
            facts: Vec::new(),
            records: Vec::new(),
            choices: Vec::new(),
            parameters: Vec::new(),
            tables: Vec::new(),
            rules: Vec::new(),
            readings: Vec::new(),
            clauses: Vec::new(),
            calendars: Vec::new(),
            calendar_names: Vec::new(),
            codes: Vec::new(),
            documents: Vec::new(),
            groups: Vec::new(),
            steps: Vec::new(),
            contacts: Vec::new(),
            outputs: Vec::new(),
            primary: 0,
            requirements: Vec::new(),
            warnings: Vec::new(),
            allocation: None,
            allowances: Vec::new(),
            nodes: Vec::new(),
            prepared: Prepared::default(),
            variables: 0,
            sources,
            digest,
        };
        Self {
            model,
            out: Vec::new(),
            program,
            symbols: BTreeMap::new(),
            choice_names: Vec::new(),
            clause_ids: BTreeMap::new(),
            placed: BTreeSet::new(),
            rules: vec![Progress::Waiting; model.rules.len()],
            path: Vec::new(),
            tables: vec![None; model.tables.len()],
            variables: Vec::new(),
            required: BTreeMap::new(),
        }
    }

    fn parts(mut self) -> (Program, Vec<Diagnostic>) {
        self.program.tables = self.tables.into_iter().flatten().collect();
        self.out.sort_by_key(|finding| finding.at);
        (self.program, self.out)
    }

    fn push(&mut self, finding: Diagnostic) {
        self.out.push(finding);
    }

    fn node(&mut self, kind: NodeKind, ty: Type, span: Span) -> NodeId {
        let id = NodeId::new(self.program.nodes.len());
        self.program.nodes.push(Node { kind, ty, span });
        id
    }

    /// A node that stands where something was found.
    fn broken(&mut self, span: Span) -> NodeId {
        self.node(NodeKind::Undetermined, Type::Any, span)
    }

    fn ty(&self, id: NodeId) -> Type {
        self.program.node(id).map_or(Type::Any, |node| node.ty.clone())
    }

    fn span(&self, id: NodeId) -> Span {
        self.program.node(id).map_or_else(Span::default, |node| node.span)
    }

    /// The clauses of those ids; they count as placed.
    fn clauses(&mut self, ids: &[Ident]) -> Vec<ClauseId> {
        let mut found = Vec::new();
        for id in ids {
            match self.clause_ids.get(&id.text) {
                Some(clause) => {
                    self.placed.insert(*clause);
                    found.push(*clause);
                }
                None => {
                    let near = crate::diagnostic::nearest(
                        &id.text,
                        self.clause_ids.keys().map(String::as_str),
                    );
                    let finding =
                        Diagnostic::new(Code::UnknownClause, id.span).with("clause", &id.text);
                    self.push(with_nearest(finding, near));
                }
            }
        }
        found
    }

    /// The id of a head, or its name where it has none.
    fn id(head: &Head) -> String {
        head.id.as_ref().map_or_else(|| head.name.text.clone(), |id| id.text.clone())
    }

    fn table_id(&self, name: &str) -> Option<TableId> {
        match self.symbols.get(name) {
            Some(Symbol::Table(id)) => Some(*id),
            _ => None,
        }
    }
}

fn with_nearest(finding: Diagnostic, near: Option<String>) -> Diagnostic {
    match near {
        Some(near) => finding.with("nearest", near),
        None => finding,
    }
}
