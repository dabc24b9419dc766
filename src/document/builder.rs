//! From the events of a library to the tree.
//!
//! The nodes that are still open stand on a stack of at most 64, not on the stack of calls, so
//! that no file can exhaust that.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use crate::text::Text;

use super::events::{Event, Events, Failure, FailureKind};
use super::lines::{line_start, lines_from, span};
use super::{Entry, MAX_DEPTH, MAX_FINDINGS, Node, NodeKind, Scalar, Style};
use super::{library_words, pieces, too_deep, traps};

/// Builds the tree of a text; [`read`](super::read) says what comes out.
pub(super) fn build(
    events: &mut dyn Events,
    text: &str,
    file: FileId,
) -> (Option<Node>, Vec<Diagnostic>) {
    let mut builder = Builder::new(text, file);
    while let Some(event) = events.next() {
        let went_on = match event {
            Ok(event) => builder.take(event),
            Err(failure) => {
                builder.fail(failure);
                Err(Stop)
            }
        };
        if went_on.is_err() || builder.findings.len() >= MAX_FINDINGS {
            return (None, builder.findings);
        }
    }
    let nothing = Node { span: span(file, 0..0), kind: NodeKind::Null };
    (Some(builder.root.unwrap_or(nothing)), builder.findings)
}

/// A finding was added that ends the reading.
struct Stop;

/// A mapping or sequence whose end has not been met.
enum Open {
    Sequence { start: usize, items: Vec<Node>, end: usize },
    Mapping { start: usize, entries: Vec<Entry>, seen: HashMap<String, Span>, key: Key, end: usize },
}

/// What a mapping has read of its next entry.
enum Key {
    Awaited,
    Read(Scalar),
    /// A key that was reported; its value is read and dropped.
    Refused,
}

struct Builder<'t> {
    text: &'t str,
    file: FileId,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// The last scalar if it was plain: what a failure is about may stand in it.
    last: Range<usize>,
    findings: Vec<Diagnostic>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, file: FileId) -> Self {
        let (open, findings) = (Vec::new(), Vec::new());
        Self { text, file, open, root: None, documents: 0, last: 0..0, findings }
    }

    fn take(&mut self, event: Event) -> Result<(), Stop> {
        match event {
            Event::DocumentStart { at } => return self.document(at),
            Event::Scalar { text, style, at } => self.scalar(text, style, at),
            Event::SequenceStart { at } => {
                let (start, end) = (at.start, at.end);
                return self.start(at, Open::Sequence { start, items: Vec::new(), end });
            }
            Event::MappingStart { at } => {
                let (start, end) = (at.start, at.end);
                let (entries, seen, key) = (Vec::new(), HashMap::new(), Key::Awaited);
                return self.start(at, Open::Mapping { start, entries, seen, key, end });
            }
            Event::SequenceEnd { at } | Event::MappingEnd { at } => self.end(&at),
            Event::Alias { at } => {
                self.feature(Text::new("エイリアス（`*`）", "an alias (`*`)"), at.clone());
                self.refuse_or_attach(at);
            }
            Event::Anchor { at } => {
                self.feature(Text::new("アンカー（`&`）", "an anchor (`&`)"), at);
            }
            Event::Tag { at } => self.feature(library_words::tag(), at),
        }
        Ok(())
    }

    fn document(&mut self, at: Range<usize>) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let feature = Text::new("2つ目の文書（`---`）", "a second document (`---`)");
        let remedy = Text::new(
            "ここから後ろを別のファイルに分けてください",
            "move what follows to another file",
        );
        let finding = Diagnostic::new(Code::YamlFeature, self.place(at));
        self.report(finding.with_text("feature", feature).with_text("remedy", remedy));
        Err(Stop)
    }

    /// Opens a mapping or a sequence.
    fn start(&mut self, at: Range<usize>, open: Open) -> Result<(), Stop> {
        if self.open.len() >= MAX_DEPTH {
            self.report(too_deep(self.place(at)));
            return Err(Stop);
        }
        self.open.push(open);
        Ok(())
    }

    /// Closes the innermost mapping or sequence. `at` is empty unless there is a bracket.
    fn end(&mut self, at: &Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        let (start, end, kind) = match open {
            Open::Sequence { start, items, end } => (start, end, NodeKind::Sequence(items)),
            Open::Mapping { start, entries, end, .. } => (start, end, NodeKind::Mapping(entries)),
        };
        let end = if at.is_empty() { end.max(start) } else { at.end };
        self.attach(Node { span: self.place(start..end), kind });
    }

    fn scalar(&mut self, decoded: String, style: Style, at: Range<usize>) {
        self.last = if style == Style::Plain { at.clone() } else { 0..0 };
        let scalar = pieces::scalar(decoded, style, at, self.text, self.file);
        if matches!(self.open.last(), Some(Open::Mapping { key: Key::Awaited, .. })) {
            let key = self.key(scalar);
            self.set_key(key);
            return;
        }
        if let Some(finding) = traps::in_value(&scalar, self.text, self.open.is_empty()) {
            self.report(finding);
        }
        let is_null = style == Style::Plain && matches!(scalar.text.as_str(), "" | "~" | "null");
        let span = scalar.span;
        let kind = if is_null { NodeKind::Null } else { NodeKind::Scalar(scalar) };
        self.attach(Node { span, kind });
    }

    /// Puts a finished node where it belongs.
    fn attach(&mut self, node: Node) {
        let after = node.span.end as usize;
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Open::Sequence { items, end, .. }) => {
                *end = after.max(*end);
                items.push(node);
            }
            Some(Open::Mapping { key: Key::Awaited, .. }) => {
                self.wrong_key(node.span, node.kind.words());
                self.set_key(Key::Refused);
            }
            Some(Open::Mapping { key, entries, end, .. }) => {
                *end = after.max(*end);
                if let Key::Read(key) = std::mem::replace(key, Key::Awaited) {
                    entries.push(Entry { key, value: node });
                }
            }
        }
    }

    /// An alias was reported: as a key it drops its entry, elsewhere it leaves a gap.
    fn refuse_or_attach(&mut self, at: Range<usize>) {
        if matches!(self.open.last(), Some(Open::Mapping { key: Key::Awaited, .. })) {
            self.set_key(Key::Refused);
        } else {
            self.attach(Node { span: self.place(at), kind: NodeKind::Null });
        }
    }

    fn set_key(&mut self, read: Key) {
        if let Some(Open::Mapping { key, .. }) = self.open.last_mut() {
            *key = read;
        }
    }

    /// Judges a key of the innermost mapping.
    fn key(&mut self, scalar: Scalar) -> Key {
        let is_plain = scalar.style == Style::Plain;
        if is_plain && scalar.text.is_empty() {
            self.wrong_key(scalar.span, NodeKind::Null.words());
            return Key::Refused;
        }
        if is_plain && scalar.text == "<<" {
            let at = scalar.span.start as usize..scalar.span.end as usize;
            self.feature(Text::new("マージキー（`<<`）", "a merge key (`<<`)"), at);
            return Key::Refused;
        }
        if let Some(finding) = traps::in_key(&scalar) {
            self.report(finding);
            return Key::Refused;
        }
        let Some(Open::Mapping { seen, .. }) = self.open.last_mut() else { return Key::Refused };
        match seen.get(&scalar.text).copied() {
            None => {
                seen.insert(scalar.text.clone(), scalar.span);
                Key::Read(scalar)
            }
            Some(first) => {
                let finding = Diagnostic::new(Code::DuplicateKey, scalar.span)
                    .with("key", &scalar.text)
                    .related(first, Text::new("1つ目", "the first one"));
                self.report(finding);
                Key::Refused
            }
        }
    }

    fn wrong_key(&mut self, at: Span, found: Text) {
        let finding = Diagnostic::new(Code::WrongShape, at)
            .with_text("wanted", Text::new("項目名", "a key"))
            .with_text("found", found);
        self.report(finding);
    }

    fn feature(&mut self, feature: Text, at: Range<usize>) {
        let at = self.place(at);
        self.report(Diagnostic::new(Code::YamlFeature, at).with_text("feature", feature));
    }

    /// Reports why the library cannot go on, at the sign that is to blame.
    fn fail(&mut self, failure: Failure) {
        let at = self.sign_at(failure.at);
        if let Some(tab) = self.tab_near(&failure) {
            self.report(Diagnostic::new(Code::TabIndent, self.place(tab)));
            return;
        }
        match failure.kind {
            FailureKind::TooDeep => self.report(too_deep(self.place(at))),
            FailureKind::Tab => self.report(Diagnostic::new(Code::TabIndent, self.place(at))),
            FailureKind::Feature(feature) => self.feature(feature, at),
            FailureKind::Syntax(detail) => self.syntax(detail, at),
            FailureKind::Misplaced(detail) => self.misplaced(detail, at),
        }
    }

    /// A line is not what it seems: a full-width sign in it, or in the text that it continues.
    fn misplaced(&mut self, detail: Text, at: Range<usize>) {
        let continued = self.last.end == at.start;
        let from = if continued { self.last.start } else { at.start };
        let traps = traps::in_lines(self.text, from..at.start, self.file);
        if traps.is_empty() {
            self.syntax(detail, at);
        }
        for finding in traps {
            self.report(finding);
        }
    }

    fn syntax(&mut self, detail: Text, at: Range<usize>) {
        let at = self.place(at);
        let mut finding = Diagnostic::new(Code::YamlSyntax, at).with_text("detail", detail);
        if let Some(bracket) = self.open_bracket().filter(|bracket| *bracket != at) {
            finding = finding.related(bracket, Text::new("この括弧の中", "inside this bracket"));
        }
        self.report(finding);
    }

    /// The bracket that opened the innermost mapping or sequence, if one did.
    fn open_bracket(&self) -> Option<Span> {
        let (Open::Sequence { start, .. } | Open::Mapping { start, .. }) = self.open.last()?;
        let is_bracket = self.text.get(*start..)?.starts_with(['[', '{']);
        is_bracket.then(|| self.place(*start..*start + 1))
    }

    /// The tabs in the indentation of the line of a failure or, where the library says that it is
    /// about tabs, of the next line that has some.
    fn tab_near(&self, failure: &Failure) -> Option<Range<usize>> {
        let is_tab = matches!(failure.kind, FailureKind::Tab);
        let is_about_lines = is_tab || matches!(failure.kind, FailureKind::Misplaced(_));
        let lines = if is_tab { usize::MAX } else { usize::from(is_about_lines) };
        lines_from(self.text, line_start(self.text, failure.at)).take(lines).find_map(|line| {
            let content = line.text.trim_start_matches([' ', '\t']);
            let indentation = line.text.len() - content.len();
            let tab = line.text.get(..indentation)?.find('\t')?;
            Some(line.start + tab..line.start + indentation)
        })
    }

    /// The sign at a byte; empty at the end of a line.
    fn sign_at(&self, at: usize) -> Range<usize> {
        let rest = self.text.get(at..).unwrap_or("");
        let sign = rest.chars().next().filter(|sign| !matches!(sign, '\n' | '\r'));
        at..at + sign.map_or(0, char::len_utf8)
    }

    fn place(&self, at: Range<usize>) -> Span {
        span(self.file, at)
    }

    /// Adds a finding, unless it is known or there are enough.
    fn report(&mut self, finding: Diagnostic) {
        if self.findings.len() < MAX_FINDINGS && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}
