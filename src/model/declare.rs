//! Documents to declarations: which section goes where.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, NodeKind};
use crate::text::Text;

use super::form::{Findings, Form, scalar};
use super::{Model, ThingKind, body, keys, sections, tables};

/// Reads the sections of `documents` into one model.
///
/// Returns what could be read and every finding; a section that could not be read is missing from
/// the model.
pub(crate) fn declare(documents: &[Node]) -> (Model, Vec<Diagnostic>) {
    let mut model = Model::default();
    let mut out = Vec::new();
    for document in documents {
        let (part, found) = declare_one(document);
        model.join(part);
        out.extend(found);
    }
    (model, out)
}

/// Reads the sections of one document.
pub(crate) fn declare_one(document: &Node) -> (Model, Vec<Diagnostic>) {
    let (mut model, mut out) = (Model::default(), Vec::new());
    if !matches!(document.kind, NodeKind::Null) {
        file(document, &mut model, &mut out);
    }
    (model, out)
}

impl Model {
    /// Adds what a further document declares.
    pub(crate) fn join(&mut self, part: Self) {
        self.scheme = part.scheme.or(self.scheme.take());
        self.facts.extend(part.facts);
        self.parameters.extend(part.parameters);
        self.tables.extend(part.tables);
        self.rules.extend(part.rules);
        self.readings.extend(part.readings);
        self.things.extend(part.things);
        self.warnings.extend(part.warnings);
        self.clauses.extend(part.clauses);
        self.decides.extend(part.decides);
        self.holidays.extend(part.holidays);
        self.calendars.extend(part.calendars);
        self.codes.extend(part.codes);
        self.allocation = part.allocation.or(self.allocation.take());
    }
}

fn file(document: &Node, model: &mut Model, out: &mut Findings) {
    let place = Text::new("規則ファイル", "a rule file");
    let Some(mut form) = Form::of(document, &keys::FILE, place, out) else { return };
    if let Some(node) = form.get("hantei") {
        format(node, out);
    }
    if let Some(node) = form.get("scheme") {
        model.scheme = sections::scheme(node, out).or(model.scheme.take());
    }
    let mut section =
        |key: &'static str, out: &mut Findings, read: &mut dyn FnMut(&Node, &mut Findings)| {
            if let Some(node) = form.get(key) {
                read(node, out);
            }
        };
    section("facts", out, &mut |node, out| model.facts.extend(sections::facts(node, out)));
    section("parameters", out, &mut |node, out| {
        model.parameters.extend(tables::parameters(node, out));
    });
    section("tables", out, &mut |node, out| model.tables.extend(tables::tables(node, out)));
    section("rules", out, &mut |node, out| model.rules.extend(body::rules(node, out)));
    section("readings", out, &mut |node, out| model.readings.extend(sections::readings(node, out)));
    for (key, kind) in [
        ("documents", ThingKind::Document),
        ("steps", ThingKind::Step),
        ("contacts", ThingKind::Contact),
    ] {
        section(key, out, &mut |node, out| model.things.extend(sections::things(node, kind, out)));
    }
    section("warnings", out, &mut |node, out| model.warnings.extend(sections::warnings(node, out)));
    section("clauses", out, &mut |node, out| model.clauses.extend(sections::clauses(node, out)));
    section("decides", out, &mut |node, out| model.decides.extend(sections::decides(node, out)));
    section("holidays", out, &mut |node, out| model.holidays.extend(tables::holidays(node, out)));
    section("calendars", out, &mut |node, out| {
        model.calendars.extend(tables::calendars(node, out));
    });
    section("codes", out, &mut |node, out| model.codes.extend(tables::codes(node, out)));
    section("allocation", out, &mut |node, out| model.allocation = sections::allocation(node, out));
    form.finish(out);
}

fn format(node: &Node, out: &mut Findings) {
    if let Some(found) = scalar(node, out)
        && found.text != "1"
    {
        out.push(Diagnostic::new(Code::UnsupportedFormat, found.span).with("found", &found.text));
    }
}
