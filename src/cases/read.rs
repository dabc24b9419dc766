//! `cases.yaml` to cases that can be run.
//!
//! Everything wrong is told at once. Facts are fitted to the scheme here, so that a case that runs
//! is one whose facts an applicant could give.

mod fields;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar;
use crate::decision::State;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::facts::Facts;
use crate::ids::ReadingId;
use crate::intake::{self, Datum, DatumKind};
use crate::rulebook::Scheme;
use crate::source::Span;
use crate::text::Text;
use crate::value::Number;

use super::case::{Case, Run};
use super::expect::{Expectation, List};
use super::keys;
use super::words::{Subject, Wording};
use fields::{Fields, shape};

/// The finding for a file that cannot be read.
pub(super) fn unreadable(path: &str, detail: &str) -> Diagnostic {
    Diagnostic::unplaced(Code::FileUnreadable).with("path", path).with("detail", detail)
}

/// Reads cases of one scheme and collects what is wrong.
pub(super) struct Reader<'s> {
    scheme: &'s Scheme,
    findings: Vec<Diagnostic>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(scheme: &'s Scheme) -> Self {
        Self { scheme, findings: Vec::new() }
    }

    /// The cases of a file.
    ///
    /// # Errors
    ///
    /// Every finding, sorted by place.
    pub(super) fn cases(mut self, datum: &Datum) -> Result<Vec<Case>, Vec<Diagnostic>> {
        let mut cases = Vec::new();
        let mut ids = BTreeMap::new();
        let place = Text::new("cases.yaml", "`cases.yaml`");
        if let Some(fields) = Fields::of(datum, &keys::FILE, &place, &mut self.findings) {
            let items = fields.get("cases");
            for item in items.map(|items| self.items(items)).unwrap_or_default() {
                cases.extend(self.case(item, &mut ids));
            }
        }
        if self.findings.is_empty() {
            return Ok(cases);
        }
        self.findings.sort_by_key(|finding| finding.at);
        Err(self.findings)
    }

    fn case(&mut self, item: &Datum, ids: &mut BTreeMap<String, Span>) -> Option<Case> {
        let place = item.get("id").and_then(Datum::as_str).unwrap_or_default();
        let place = Text::new(format!("事例「{place}」"), format!("case `{place}`"));
        let fields = Fields::of(item, &keys::CASE, &place, &mut self.findings)?;
        let id = fields.get("id").and_then(|id| self.word(id));
        if let Some((id, span)) = &id
            && let Some(first) = ids.insert(id.clone(), *span)
        {
            let finding = Diagnostic::new(Code::DuplicateId, *span).with("id", id);
            self.findings.push(finding.related(first, Text::new("ここで使用済み", "used here")));
        }
        let about = fields.get("about").and_then(|about| self.word(about));
        let as_of = fields.get("as_of").and_then(|date| self.date(date));
        let facts = fields.get("facts").and_then(|facts| self.facts(facts));
        let readings =
            fields.get("readings").map(|readings| self.readings(readings)).unwrap_or_default();
        let expect = fields.get("expect").map(|expect| self.expect(expect));
        let others =
            fields.get("alternatives").map(|others| self.items(others)).unwrap_or_default();
        let readings: Vec<_> = readings.into_iter().map(|(_, reading)| reading).collect();
        let alternatives: Vec<_> =
            others.iter().filter_map(|other| self.alternative(other, &readings)).collect();
        let words = fields.get("words").map(|words| self.words(words)).unwrap_or_default();
        let clauses = fields.get("clauses").map(|clauses| self.clauses(clauses));
        let why = fields.get("why").and_then(|why| self.word(why));
        let contested = fields.get("contested").and_then(|contested| self.flag(contested));
        let own = Run { words: String::new(), readings, expect: expect? };
        Some(Case {
            id: id?.0,
            about: about.map(|(words, _)| words).unwrap_or_default(),
            span: item.span,
            as_of,
            facts: facts?,
            runs: std::iter::once(own).chain(alternatives).collect(),
            words,
            why: why.map(|(words, _)| words).unwrap_or_default(),
            clauses: clauses.unwrap_or_default(),
            contested: contested.unwrap_or_default(),
        })
    }

    /// The run under other readings; those of the case's own stay where they are not changed.
    fn alternative(&mut self, item: &Datum, own: &[(ReadingId, u16)]) -> Option<Run> {
        let place = Text::new("別の読み", "an alternative");
        let fields = Fields::of(item, &keys::ALTERNATIVE, &place, &mut self.findings)?;
        let changed = fields.get("reading").map(|readings| self.readings(readings));
        let expect = fields.get("expect").map(|expect| self.expect(expect));
        let changed = changed?;
        let words: Vec<_> = changed.iter().map(|(words, _)| words.as_str()).collect();
        let kept = own.iter().filter(|(id, _)| changed.iter().all(|(_, (other, _))| other != id));
        Some(Run {
            words: words.join(", "),
            readings: kept.copied().chain(changed.iter().map(|(_, reading)| *reading)).collect(),
            expect: expect?,
        })
    }

    /// What the applicant is to read, by the id of a clause or of a warning.
    fn words(&mut self, datum: &Datum) -> Vec<Wording> {
        let program = self.scheme.program();
        let mut words = Vec::new();
        for (key, value) in self.entries(datum) {
            let subject = if program.clauses.iter().any(|one| one.id == key.text) {
                Subject::Requirement
            } else if program.warnings.iter().any(|one| one.id == key.text) {
                Subject::Warning
            } else {
                let ids = program.clauses.iter().map(|one| one.id.as_str());
                let ids = ids.chain(program.warnings.iter().map(|one| one.id.as_str()));
                let finding = Diagnostic::new(Code::UnknownName, key.span).with("name", &key.text);
                self.push_near(finding, nearest(&key.text, ids));
                continue;
            };
            let text = match value.kind {
                DatumKind::Null => None,
                // A block ends with a line end that nobody reads.
                _ => self.word(value).map(|(text, _)| text.trim_end().to_owned()),
            };
            words.push(Wording { subject, key: key.text.clone(), text, span: value.span });
        }
        words
    }

    fn facts(&mut self, datum: &Datum) -> Option<Facts> {
        let found = intake::from_datum(self.scheme.program(), datum);
        found.map_err(|findings| self.findings.extend(findings)).ok()
    }

    /// `{ reading: value }`, each with its words.
    fn readings(&mut self, datum: &Datum) -> Vec<(String, (ReadingId, u16))> {
        let mut found = Vec::new();
        for (key, value) in self.entries(datum) {
            let Some((value, at)) = self.word(value) else { continue };
            match self.scheme.reading(&key.text, &value) {
                Ok(reading) => found.push((format!("{} = {value}", key.text), reading)),
                Err(mut finding) => {
                    finding.at =
                        Some(if finding.code == Code::UnknownReading { key.span } else { at });
                    self.findings.push(*finding);
                }
            }
        }
        found
    }

    fn expect(&mut self, datum: &Datum) -> Vec<Expectation> {
        let mut expect = Vec::new();
        for (key, value) in self.entries(datum) {
            let is_known =
                key.text == "range" || List::ALL.iter().any(|list| list.key() == key.text);
            if value.kind == DatumKind::Null {
                if is_known || self.output(key).is_some() {
                    expect.push(Expectation::Unstated { key: key.text.clone() });
                }
            } else if let Some(list) = List::ALL.into_iter().find(|list| list.key() == key.text) {
                expect.push(Expectation::Ids { list, ids: self.ids(list, value) });
            } else if key.text == "range" {
                for (key, ends) in self.entries(value) {
                    expect.extend(self.output(key).and_then(|output| self.range(output, ends)));
                }
            } else if key.text == "absent" {
                for (key, ids) in self.entries(value) {
                    expect.extend(self.absent(key, ids));
                }
            } else if let Some(output) = self.output(key) {
                expect.push(wanted(output, value));
            }
        }
        expect
    }

    /// The position of the output of that id.
    fn output(&mut self, key: &intake::Key) -> Option<usize> {
        let outputs = &self.scheme.program().outputs;
        let found = outputs.iter().position(|output| output.id == key.text);
        if found.is_some() {
            return found;
        }
        let lists = List::ALL.map(List::key);
        let known =
            outputs.iter().map(|output| output.id.as_str()).chain(lists).chain(["range", "absent"]);
        let finding = Diagnostic::new(Code::UnknownKey, key.span)
            .with("key", &key.text)
            .with_text("place", Text::same("expect"));
        self.push_near(finding, nearest(&key.text, known));
        None
    }

    fn range(&mut self, output: usize, ends: &Datum) -> Option<Expectation> {
        let number = |end: &Datum| match &end.kind {
            DatumKind::Null => Some(None),
            _ => Number::parse(end.as_str()?).ok().map(Some),
        };
        if let DatumKind::List(items) = &ends.kind
            && let [low, high] = items.as_slice()
            && let (Some(low), Some(high)) = (number(low), number(high))
        {
            return Some(Expectation::Range { output, low, high });
        }
        self.findings.push(shape(ends, Text::new("[最小, 最大]", "`[least, most]`")));
        None
    }

    /// Warnings, or steps of an output, that are not to be found.
    fn absent(&mut self, key: &intake::Key, ids: &Datum) -> Option<Expectation> {
        if key.text == List::Warnings.key() {
            return Some(Expectation::Absent { output: None, ids: self.ids(List::Warnings, ids) });
        }
        let output = self.output(key)?;
        let program = self.scheme.program();
        let steps: Vec<&str> = program.steps.iter().map(|step| step.id.as_str()).collect();
        let mut absent = Vec::new();
        for item in self.items(ids) {
            let Some((id, at)) = self.word(item) else { continue };
            if !steps.contains(&id.as_str()) {
                let finding = Diagnostic::new(Code::UnknownName, at).with("name", &id);
                self.push_near(finding, nearest(&id, steps.iter().copied()));
            }
            absent.push(id);
        }
        Some(Expectation::Absent { output: Some(output), ids: absent })
    }

    /// Ids of a list; each must be one that the list can hold.
    fn ids(&mut self, list: List, datum: &Datum) -> Vec<String> {
        let mut ids = Vec::new();
        for item in self.items(datum) {
            let Some((id, at)) = self.word(item) else { continue };
            self.known(list, &id, at);
            ids.push(id);
        }
        ids
    }

    /// The clauses that a case is about: one or several.
    fn clauses(&mut self, datum: &Datum) -> Vec<String> {
        match datum.as_str() {
            Some(id) => {
                self.known(List::Failed, id, datum.span);
                vec![id.to_owned()]
            }
            None => self.ids(List::Failed, datum),
        }
    }

    fn known(&mut self, list: List, id: &str, at: Span) {
        let program = self.scheme.program();
        let finding = match list {
            List::Failed | List::Undecided => {
                Diagnostic::new(Code::UnknownClause, at).with("clause", id)
            }
            List::Missing => {
                Diagnostic::new(Code::UnknownFact, at).with("name", id).with("scheme", &program.id)
            }
            List::Warnings => Diagnostic::new(Code::UnknownName, at).with("name", id),
        };
        let ids: Vec<&str> = match list {
            List::Failed | List::Undecided => {
                program.clauses.iter().map(|one| one.id.as_str()).collect()
            }
            List::Missing => program.facts.iter().map(|one| one.id.as_str()).collect(),
            List::Warnings => program.warnings.iter().map(|one| one.id.as_str()).collect(),
        };
        if !ids.contains(&id) {
            self.push_near(finding, nearest(id, ids));
        }
    }

    fn push_near(&mut self, finding: Diagnostic, near: Option<String>) {
        self.findings.push(match near {
            Some(near) => finding.with("nearest", near),
            None => finding,
        });
    }

    fn items<'d>(&mut self, datum: &'d Datum) -> &'d [Datum] {
        if let DatumKind::List(items) = &datum.kind {
            return items;
        }
        self.findings.push(shape(datum, Text::new("並び（- で始まる行か [ ]）", "a sequence")));
        &[]
    }

    fn entries<'d>(&mut self, datum: &'d Datum) -> &'d [(intake::Key, Datum)] {
        if let DatumKind::Map(entries) = &datum.kind {
            return entries;
        }
        self.findings.push(shape(datum, Text::new("「名前: 値」の組", "a mapping")));
        &[]
    }

    fn word(&mut self, datum: &Datum) -> Option<(String, Span)> {
        if let Some(word) = datum.as_str() {
            return Some((word.to_owned(), datum.span));
        }
        self.findings.push(shape(datum, Text::new("一つの値", "a single value")));
        None
    }

    fn flag(&mut self, datum: &Datum) -> Option<bool> {
        match datum.as_str() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                self.findings.push(shape(datum, Text::same("true / false")));
                None
            }
        }
    }

    fn date(&mut self, datum: &Datum) -> Option<NaiveDate> {
        let (word, at) = self.word(datum)?;
        match calendar::parse_date(word.trim()) {
            Ok(found) => Some(found.date),
            Err(error) => {
                let finding = Diagnostic::new(Code::BadDate, at).with("text", &word);
                self.findings.push(finding.with_text("reason", error.text()));
                None
            }
        }
    }
}

/// `unknown` and `not_applicable` are states; anything else is a value.
fn wanted(output: usize, value: &Datum) -> Expectation {
    match value.as_str() {
        Some("unknown") => Expectation::State { output, state: State::Unknown },
        Some("not_applicable") => Expectation::State { output, state: State::NotApplicable },
        _ => Expectation::Value { output, value: value.clone() },
    }
}
