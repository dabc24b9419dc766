//! Who names what: for each thing what it reads, for each thing and clause where it is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Allocation, Choices, Fact, Model, Of, Otherwise, Rule};
use crate::syntax::ast::{Expr, Ident};
use crate::text::{Lang, Text};

use super::directory::{APPLICATION, Directory, Sort, Target, sort_of};
use super::parts::Parts;
use super::references::{Named, references_within};
use super::words::words;

/// Links between the things of one scheme.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Anchor to what it reads, in the order of mention, each once.
    reads: BTreeMap<String, Vec<Target>>,
    /// Anchor to what reads it, in the order of the model.
    read_by: BTreeMap<String, Vec<Target>>,
    /// Clause id to what cites it, in the order of the model.
    cited_by: BTreeMap<String, Vec<Target>>,
    /// Names of the functions that are called.
    functions: BTreeSet<String>,
}

impl Uses {
    /// Looks through a whole model.
    pub(super) fn of(model: &Model, directory: &Directory) -> Self {
        let mut search = Search { directory, uses: Self::default() };
        search.facts(model);
        search.values(model);
        search.tables(model);
        for rule in &model.rules {
            search.rule(rule);
        }
        search.procedure(model);
        if let Some(allocation) = &model.allocation {
            search.allocation(allocation);
        }
        search.uses
    }

    /// What the thing at `anchor` reads.
    pub(super) fn reads(&self, anchor: &str) -> &[Target] {
        self.reads.get(anchor).map_or(&[], Vec::as_slice)
    }

    /// What reads the thing at `anchor`.
    pub(super) fn read_by(&self, anchor: &str) -> &[Target] {
        self.read_by.get(anchor).map_or(&[], Vec::as_slice)
    }

    /// Whether an expression calls the function of that name.
    pub(super) fn calls(&self, function: &str) -> bool {
        self.functions.contains(function)
    }

    /// What cites the clause of that id.
    pub(super) fn cited_by(&self, clause: &str) -> &[Target] {
        self.cited_by.get(clause).map_or(&[], Vec::as_slice)
    }
}

/// A walk through a model. What has no place on the page uses nothing.
struct Search<'d> {
    directory: &'d Directory,
    uses: Uses,
}

impl<'d> Search<'d> {
    fn named(&self, name: &str) -> Option<&'d Target> {
        self.directory.named(name)
    }

    fn reads(&mut self, from: &Target, to: &Target) {
        if from != to {
            once(self.uses.reads.entry(from.anchor.clone()).or_default(), to);
            once(self.uses.read_by.entry(to.anchor.clone()).or_default(), from);
        }
    }

    fn cites<'c>(&mut self, from: Option<&Target>, clauses: impl IntoIterator<Item = &'c Ident>) {
        let Some(from) = from else { return };
        for clause in clauses {
            once(self.uses.cited_by.entry(clause.text.clone()).or_default(), from);
        }
    }

    fn expressions<'e>(
        &mut self,
        from: Option<&Target>,
        expressions: impl IntoIterator<Item = &'e Expr>,
        rows: &[(String, String)],
    ) {
        let Some(from) = from else { return };
        let references = expressions.into_iter().flat_map(|expr| references_within(expr, rows));
        for reference in references {
            if let Some(to) = self.directory.target(&reference.named) {
                self.reads(from, to);
            }
            if let Named::Function(name) = reference.named {
                self.uses.functions.insert(name);
            }
        }
    }

    /// A name as it stands: `事実`, `事実.欄`.
    fn name(&mut self, from: Option<&Target>, name: &str) {
        let to = match name.split_once('.') {
            Some((list, field)) => self.directory.field(list, field),
            None => self.named(name),
        };
        if let (Some(from), Some(to)) = (from, to) {
            self.reads(from, to);
        }
    }

    fn facts(&mut self, model: &Model) {
        for fact in &model.facts {
            let list = &fact.head.name.text;
            self.fact(self.named(list), fact);
            if let Some(Of::Fields(fields)) = &fact.of {
                self.fields(list, fields);
            }
        }
    }

    fn fields(&mut self, list: &str, fields: &[Fact]) {
        for field in fields {
            self.fact(self.directory.field(list, &field.head.name.text), field);
        }
    }

    fn fact(&mut self, from: Option<&Target>, fact: &Fact) {
        self.cites(from, &fact.head.clauses);
        if let Some(codes) = &fact.codes {
            self.name(from, &codes.text);
        }
        if let Some(Choices::Same(other)) = &fact.choices {
            self.name(from, &other.text);
        }
        self.expressions(from, fact.range.iter().chain(&fact.default), &[]);
    }

    /// Parameters, readings and calendars.
    fn values(&mut self, model: &Model) {
        for parameter in &model.parameters {
            let from = self.named(&parameter.head.name.text);
            self.cites(from, &parameter.head.clauses);
            self.expressions(from, parameter.values.iter().map(|value| &value.it.value), &[]);
        }
        let readings = model.readings.iter().map(|reading| &reading.head);
        let calendars = model.calendars.iter().map(|calendar| &calendar.head);
        for head in readings.chain(calendars) {
            self.cites(self.named(&head.name.text), &head.clauses);
        }
    }

    fn tables(&mut self, model: &Model) {
        for table in &model.tables {
            let from = self.named(&table.head.name.text);
            self.cites(from, &table.head.clauses);
            self.name(from, &table.key.text);
            for rows in table.versions.iter().map(|version| &version.it) {
                for row in &rows.rows {
                    self.cites(from, &row.clauses);
                    self.expressions(from, &row.values, &[]);
                }
                if let Some(Otherwise::Row(values, _)) = &rows.otherwise {
                    self.expressions(from, values, &[]);
                }
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let from = self.named(&rule.head.name.text);
        let each = rule.each.as_ref();
        let rows: Vec<_> =
            each.iter().map(|(row, list)| (row.text.clone(), list.text.clone())).collect();
        if let Some((_, list)) = each {
            self.name(from, &list.text);
        }
        let parts = Parts::of(rule);
        self.expressions(from, parts.expressions, &rows);
        for (sort, name) in parts.added {
            if let (Some(from), Some(to)) = (from, self.directory.other_of(sort, &name.text)) {
                self.reads(from, to);
            }
        }
        self.cites(from, parts.clauses);
    }

    fn procedure(&mut self, model: &Model) {
        for thing in &model.things {
            let from = self.directory.other_of(sort_of(thing.kind), &thing.head.name.text);
            self.cites(from, &thing.head.clauses);
        }
        for warning in &model.warnings {
            let from = self.directory.other_of(Sort::Warning, &warning.head.name.text);
            self.cites(from, &warning.head.clauses);
            self.expressions(from, &warning.when, &[]);
        }
        for output in &model.decides {
            let from = self.directory.other_of(Sort::Output, &output.id.text);
            self.name(from, &output.from.text);
        }
    }

    fn allocation(&mut self, allocation: &Allocation) {
        let section = allocation_target();
        let from = Some(&section);
        self.cites(from, &allocation.clauses);
        self.fields(APPLICATION, &allocation.facts);
        let rows = [(APPLICATION.to_owned(), APPLICATION.to_owned())];
        let keys = allocation.keys.iter().map(|key| &key.value);
        let first = allocation.ranked_when.iter().chain(&allocation.requested);
        self.expressions(from, first.chain(keys), &rows);
        self.cites(from, allocation.keys.iter().flat_map(|key| &key.clauses));
    }
}

/// The section on the allocation as something that cites and reads.
fn allocation_target() -> Target {
    let label = Text::new(words(Lang::Ja).allocation, words(Lang::En).allocation);
    Target { sort: Sort::Output, anchor: "allocation".to_owned(), label }
}

fn once(list: &mut Vec<Target>, target: &Target) {
    if !list.contains(target) {
        list.push(target.clone());
    }
}
