//! Who names what: for each thing what it reads, for each thing and clause where it is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Body, Case, Choices, Condition, Element, Fact, Model, Of, Otherwise, Rule, Staged, Test,
};
use crate::syntax::ast::{Expr, Ident};

use super::directory::{APPLICATION, Directory, Sort, Target};
use super::references::{Named, references_within};

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
        search.declarations(model);
        for rule in &model.rules {
            search.rule(rule);
        }
        search.procedure(model);
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

struct Search<'d> {
    directory: &'d Directory,
    uses: Uses,
}

impl Search<'_> {
    fn reads(&mut self, from: &Target, to: &Target) {
        if from == to {
            return;
        }
        once(self.uses.reads.entry(from.anchor.clone()).or_default(), to);
        once(self.uses.read_by.entry(to.anchor.clone()).or_default(), from);
    }

    fn cites(&mut self, from: &Target, clauses: &[Ident]) {
        for clause in clauses {
            once(self.uses.cited_by.entry(clause.text.clone()).or_default(), from);
        }
    }

    fn expression(&mut self, from: &Target, expr: &Expr, rows: &[(String, String)]) {
        for reference in references_within(expr, rows) {
            if let Some(to) = self.directory.target(&reference.named) {
                self.reads(from, &to.clone());
            }
            if let Named::Function(name) = reference.named {
                self.uses.functions.insert(name);
            }
        }
    }

    /// A name as it stands: `事実`, `事実.欄`.
    fn name(&mut self, from: &Target, name: &str) {
        let target = match name.split_once('.') {
            Some((list, field)) => self.directory.field(list, field),
            None => self.directory.named(name),
        };
        if let Some(to) = target {
            self.reads(from, &to.clone());
        }
    }

    fn declarations(&mut self, model: &Model) {
        for fact in &model.facts {
            let target = self.directory.named(&fact.head.name.text).cloned();
            self.fact(target, fact);
            if let Some(Of::Fields(fields)) = &fact.of {
                for field in fields {
                    let list = &fact.head.name.text;
                    let target = self.directory.field(list, &field.head.name.text).cloned();
                    self.fact(target, field);
                }
            }
        }
        for parameter in &model.parameters {
            let Some(from) = self.directory.named(&parameter.head.name.text).cloned() else {
                continue;
            };
            self.cites(&from, &parameter.head.clauses);
            for value in &parameter.values {
                self.expression(&from, &value.it.value, &[]);
            }
        }
        for table in &model.tables {
            let Some(from) = self.directory.named(&table.head.name.text).cloned() else { continue };
            self.cites(&from, &table.head.clauses);
            self.name(&from, &table.key.text);
            for rows in table.versions.iter().map(|version| &version.it) {
                for row in &rows.rows {
                    self.cites(&from, &row.clauses);
                    row.values.iter().for_each(|value| self.expression(&from, value, &[]));
                }
                if let Some(Otherwise::Row(values, _)) = &rows.otherwise {
                    values.iter().for_each(|value| self.expression(&from, value, &[]));
                }
            }
        }
        for reading in &model.readings {
            if let Some(from) = self.directory.named(&reading.head.name.text).cloned() {
                self.cites(&from, &reading.head.clauses);
            }
        }
        for calendar in &model.calendars {
            if let Some(from) = self.directory.named(&calendar.head.name.text).cloned() {
                self.cites(&from, &calendar.head.clauses);
            }
        }
    }

    fn fact(&mut self, target: Option<Target>, fact: &Fact) {
        let Some(from) = target else { return };
        self.cites(&from, &fact.head.clauses);
        if let Some(codes) = &fact.codes {
            self.name(&from, &codes.text);
        }
        if let Some(Choices::Same(other)) = &fact.choices {
            self.name(&from, &other.text);
        }
        for expr in fact.range.iter().chain(&fact.default) {
            self.expression(&from, expr, &[]);
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let Some(from) = self.directory.named(&rule.head.name.text).cloned() else { return };
        let rows: Vec<_> =
            rule.each.iter().map(|(row, list)| (row.text.clone(), list.text.clone())).collect();
        if let Some((_, list)) = &rule.each {
            self.name(&from, &list.text);
        }
        let mut parts = Parts::default();
        parts.clauses.extend(&rule.head.clauses);
        parts.expressions.extend(&rule.applies_when);
        rule.bodies.iter().for_each(|body| parts.body(&body.it));
        rule.unless.iter().for_each(|case| parts.case(case));
        for expr in parts.expressions {
            self.expression(&from, expr, &rows);
        }
        for (sort, name) in parts.added {
            let thing = self.directory.other_of(sort, &name.text).cloned();
            thing.into_iter().for_each(|to| self.reads(&from, &to));
        }
        for clause in parts.clauses {
            self.cites(&from, std::slice::from_ref(clause));
        }
    }

    fn procedure(&mut self, model: &Model) {
        for thing in &model.things {
            let sort = super::directory::sort_of(thing.kind);
            let from = self.directory.other_of(sort, &thing.head.name.text).cloned();
            from.into_iter().for_each(|from| self.cites(&from, &thing.head.clauses));
        }
        for warning in &model.warnings {
            let Some(from) =
                self.directory.other_of(Sort::Warning, &warning.head.name.text).cloned()
            else {
                continue;
            };
            self.cites(&from, &warning.head.clauses);
            warning.when.iter().for_each(|when| self.expression(&from, when, &[]));
        }
        for output in &model.decides {
            let from = self.directory.other_of(Sort::Output, &output.id.text).cloned();
            from.into_iter().for_each(|from| self.name(&from, &output.from.text));
        }
        if let Some(allocation) = &model.allocation {
            let from = allocation_target();
            self.cites(&from, &allocation.clauses);
            for fact in &allocation.facts {
                let field = self.directory.field(APPLICATION, &fact.head.name.text).cloned();
                self.fact(field, fact);
            }
            let rows = [(APPLICATION.to_owned(), APPLICATION.to_owned())];
            let keys = allocation.keys.iter().map(|key| &key.value);
            for expr in allocation.ranked_when.iter().chain(&allocation.requested).chain(keys) {
                self.expression(&from, expr, &rows);
            }
            allocation.keys.iter().for_each(|key| self.cites(&from, &key.clauses));
        }
    }
}

/// The section on the allocation as something that cites and reads.
fn allocation_target() -> Target {
    let words = super::words::words;
    let label = crate::text::Text::new(
        words(crate::text::Lang::Ja).allocation,
        words(crate::text::Lang::En).allocation,
    );
    Target { sort: Sort::Output, anchor: "allocation".to_owned(), label }
}

fn once(list: &mut Vec<Target>, target: &Target) {
    if !list.contains(target) {
        list.push(target.clone());
    }
}

/// What a rule is made of, flat.
#[derive(Default)]
struct Parts<'m> {
    expressions: Vec<&'m Expr>,
    clauses: Vec<&'m Ident>,
    added: Vec<(Sort, &'m Ident)>,
}

impl<'m> Parts<'m> {
    fn body(&mut self, body: &'m Body) {
        match body {
            Body::Value(expr) => self.expressions.push(expr),
            Body::Conditions(_, items) => items.iter().for_each(|item| self.condition(item)),
            Body::First(cases, otherwise) => {
                cases.iter().for_each(|case| self.case(case));
                otherwise.iter().for_each(|case| self.case(case));
            }
            Body::Amount(stages) => stages.iter().for_each(|stage| self.stage(stage)),
            Body::Collect(of, elements) => {
                elements.iter().for_each(|element| self.element(&of.text, element));
            }
        }
    }

    fn condition(&mut self, condition: &'m Condition) {
        self.clauses.extend(&condition.clauses);
        self.expressions.extend(&condition.applies_when);
        match &condition.test {
            Test::If(expr) => self.expressions.push(expr),
            Test::Nested(_, items) => items.iter().for_each(|item| self.condition(item)),
        }
    }

    fn case(&mut self, case: &'m Case) {
        self.clauses.extend(&case.clauses);
        self.expressions.extend(&case.when);
        self.expressions.push(&case.value);
    }

    fn stage(&mut self, stage: &'m Staged) {
        self.clauses.extend(&stage.clauses);
        self.expressions.push(&stage.value);
    }

    fn element(&mut self, of: &str, element: &'m Element) {
        self.clauses.extend(&element.clauses);
        self.expressions.extend(&element.when);
        match collected(of) {
            Some(Sort::Clause) => self.clauses.extend(&element.add),
            Some(sort) => self.added.extend(element.add.iter().map(|name| (sort, name))),
            None => {}
        }
    }
}

/// What a collection of that kind holds; none where it holds choices of a fact.
pub(super) fn collected(of: &str) -> Option<Sort> {
    match of {
        "document" => Some(Sort::Document),
        "step" => Some(Sort::Step),
        "contact" => Some(Sort::Contact),
        "warning" => Some(Sort::Warning),
        "clause" => Some(Sort::Clause),
        _ => None,
    }
}
