//! Objects key by key, so that every unknown key is found.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::intake::{Datum, DatumKind, Key};
use crate::shape::Shape;
use crate::source::Span;
use crate::text::Text;

/// An object that is read by the table of its keys.
pub(super) struct Fields<'d> {
    shape: &'static Shape,
    entries: &'d [(Key, Datum)],
}

impl<'d> Fields<'d> {
    /// The object `datum`; a finding if it is none, for each needed key that it lacks, and for
    /// each unknown one but `x-…`. `place` says in words whose keys these are.
    pub(super) fn of(
        datum: &'d Datum,
        shape: &'static Shape,
        place: &Text,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let DatumKind::Map(entries) = &datum.kind else {
            findings.push(self::shape(datum, Text::new("「名前: 値」の組", "a mapping")));
            return None;
        };
        let fields = Self { shape, entries };
        let at = Span { end: datum.span.end.min(datum.span.start + 1), ..datum.span };
        let lacking = shape.keys.iter().filter(|key| key.needed && fields.get(key.name).is_none());
        findings.extend(lacking.map(|key| {
            let finding = Diagnostic::new(Code::MissingKey, at).with("key", key.name);
            finding.with_text("place", place.clone())
        }));
        for (key, _) in entries {
            if shape.key(&key.text).is_none() && !key.text.starts_with("x-") {
                let known = shape.keys.iter().map(|key| key.name);
                let finding = Diagnostic::new(Code::UnknownKey, key.span)
                    .with("key", &key.text)
                    .with_text("place", place.clone())
                    .with_some("nearest", nearest(&key.text, known));
                findings.push(finding);
            }
        }
        Some(fields)
    }

    /// The value of `key`, if it is there and not empty. Keys outside the table are never there.
    pub(super) fn get(&self, key: &'static str) -> Option<&'d Datum> {
        self.shape.key(key)?;
        let (_, value) = self.entries.iter().find(|(one, _)| one.text == key)?;
        (value.kind != DatumKind::Null).then_some(value)
    }
}

/// The finding for data of the wrong shape.
pub(super) fn shape(datum: &Datum, wanted: Text) -> Diagnostic {
    let finding = Diagnostic::new(Code::WrongShape, datum.span).with_text("wanted", wanted);
    finding.with_text("found", datum.kind.words())
}
