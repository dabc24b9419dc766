//! Warnings that the scheme lets pass: which one, and about what.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Fact, Head, Model, Of};
use crate::program::{AllocationPlan, Allowance};
use crate::source::Span;
use crate::syntax::ast::Ident;

use super::{Checker, with_nearest};

/// The name of a declared thing, where its declaration begins, and where the one after it begins.
struct Declared {
    name: String,
    extent: Span,
}

impl Checker<'_> {
    pub(super) fn allowances(&mut self) {
        let Some(scheme) = &self.model.scheme else { return };
        if scheme.allow.is_empty() {
            return;
        }
        let declared = declared(self.model);
        for one in &scheme.allow {
            let code = self.warning_code(&one.warning);
            let mut subjects: Vec<_> =
                one.of.iter().map(|of| (Some(of), self.extent(of, &declared))).collect();
            if subjects.is_empty() {
                subjects.push((None, Vec::new()));
            }
            let Some(code) = code else { continue };
            for (of, extent) in subjects {
                self.program.allowances.push(Allowance {
                    code,
                    of: of.map(|of| of.text.clone()),
                    extent,
                    reason: one.reason.clone(),
                    until: one.until,
                    span: of.map_or(one.warning.span, |of| of.span),
                });
            }
        }
    }

    fn warning_code(&mut self, name: &Ident) -> Option<Code> {
        let found = Code::warnings().find(|code| code.as_str() == name.text);
        if found.is_none() {
            let near = nearest(&name.text, Code::warnings().map(Code::as_str));
            let finding = Diagnostic::new(Code::UnknownWarning, name.span).with("name", &name.text);
            self.push(with_nearest(finding, near));
        }
        found
    }

    /// Where what is called `name` is declared; a finding if nothing is.
    fn extent(&mut self, name: &Ident, declared: &[Declared]) -> Vec<Span> {
        // Names are kept in NFKC, ids of clauses as written.
        let nfkc: String = name.text.nfkc().collect();
        let of_name = declared.iter().filter(|one| one.name == name.text || one.name == nfkc);
        let found: Vec<Span> = of_name.map(|one| one.extent).collect();
        if found.is_empty() {
            let near = nearest(&name.text, declared.iter().map(|one| one.name.as_str()));
            let finding = Diagnostic::new(Code::UnknownName, name.span).with("name", &name.text);
            self.push(with_nearest(finding, near));
        }
        found
    }
}

/// Everything that has a name, in every section. A declaration reaches to the next one of its
/// file; the fields of a list fact lie within the fact.
fn declared(model: &Model) -> Vec<Declared> {
    let mut names: Vec<(String, Span)> = heads(model)
        .map(|head| (head.name.text.clone(), head.name.span))
        .chain(model.clauses.iter().map(|clause| (clause.id.text.clone(), clause.id.span)))
        .collect();
    names.sort_by_key(|(_, span)| *span);
    let mut found = reaching_on(&names, None);
    for fact in &model.facts {
        let whole = found.iter().find(|one| one.extent.start == fact.head.name.span.start);
        let end = whole.filter(|one| one.name == fact.head.name.text).map(|one| one.extent.end);
        found.extend(reaching_on(&fields(fact), end));
    }
    let ranked = model.allocation.iter().flat_map(|allocation| &allocation.facts);
    let ranked: Vec<_> = ranked
        .map(|field| {
            let name = &field.head.name;
            (format!("{}.{}", AllocationPlan::APPLICATION, name.text), name.span)
        })
        .collect();
    found.extend(reaching_on(&ranked, None));
    found
}

fn heads(model: &Model) -> impl Iterator<Item = &Head> {
    let facts = model.facts.iter().map(|one| &one.head);
    let values = model.parameters.iter().map(|one| &one.head);
    let tables = model.tables.iter().map(|one| &one.head);
    let rules = model.rules.iter().map(|one| &one.head);
    let readings = model.readings.iter().map(|one| &one.head);
    let things = model.things.iter().map(|one| &one.head);
    let warnings = model.warnings.iter().map(|one| &one.head);
    facts.chain(values).chain(tables).chain(rules).chain(readings).chain(things).chain(warnings)
}

/// The fields of a list fact as `fact.field`.
fn fields(fact: &Fact) -> Vec<(String, Span)> {
    let Some(Of::Fields(fields)) = &fact.of else { return Vec::new() };
    let name = |field: &Fact| format!("{}.{}", fact.head.name.text, field.head.name.text);
    fields.iter().map(|field| (name(field), field.head.name.span)).collect()
}

/// Each place with all up to the next one of its file; the last reaches to `end`.
fn reaching_on(names: &[(String, Span)], end: Option<u32>) -> Vec<Declared> {
    let mut found = Vec::new();
    for (at, (name, span)) in names.iter().enumerate() {
        let next = names.get(at + 1).filter(|(_, next)| next.file == span.file);
        let end = next.map_or(end.unwrap_or(u32::MAX), |(_, next)| next.start);
        found.push(Declared { name: name.clone(), extent: Span { end, ..*span } });
    }
    found
}
