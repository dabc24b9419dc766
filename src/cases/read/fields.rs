//! Objects key by key, so that every unknown key is found.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::intake::{Datum, DatumKind, Key};
use crate::source::Span;
use crate::text::Text;

/// An object of which some keys have been asked for.
pub(super) struct Fields<'d> {
    entries: &'d [(Key, Datum)],
    known: Vec<&'static str>,
    span: Span,
    place: Text,
}

impl<'d> Fields<'d> {
    /// The object `datum`; a finding if it is none. `place` says in words whose keys these are.
    pub(super) fn of(
        datum: &'d Datum,
        place: Text,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        if let DatumKind::Map(entries) = &datum.kind {
            return Some(Self { entries, known: Vec::new(), span: datum.span, place });
        }
        findings.push(shape(datum, Text::new("「名前: 値」の組", "a mapping")));
        None
    }

    /// The value of `key`, if it is there and not empty.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'d Datum> {
        self.known.push(key);
        let (_, value) = self.entries.iter().find(|(one, _)| one.text == key)?;
        (value.kind != DatumKind::Null).then_some(value)
    }

    /// The value of `key`; a finding if it is not there.
    pub(super) fn need(
        &mut self,
        key: &'static str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<&'d Datum> {
        let found = self.get(key);
        if found.is_none() {
            let at = Span { end: self.span.end.min(self.span.start + 1), ..self.span };
            let finding = Diagnostic::new(Code::MissingKey, at).with("key", key);
            findings.push(finding.with_text("place", self.place.clone()));
        }
        found
    }

    /// Reports every key that was not asked for. `x-…` is free.
    pub(super) fn finish(self, findings: &mut Vec<Diagnostic>) {
        for (key, _) in self.entries {
            if self.known.contains(&key.text.as_str()) || key.text.starts_with("x-") {
                continue;
            }
            let finding = Diagnostic::new(Code::UnknownKey, key.span)
                .with("key", &key.text)
                .with_text("place", self.place.clone());
            findings.push(match nearest(&key.text, self.known.iter().copied()) {
                Some(near) => finding.with("nearest", near),
                None => finding,
            });
        }
    }
}

/// The finding for data of the wrong shape.
pub(super) fn shape(datum: &Datum, wanted: Text) -> Diagnostic {
    let finding = Diagnostic::new(Code::WrongShape, datum.span).with_text("wanted", wanted);
    finding.with_text("found", datum.kind.words())
}
