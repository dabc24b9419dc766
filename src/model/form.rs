//! Reading mappings key by key, so that every unknown key is found.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::calendar;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::document::{self, Entry, Node, NodeKind, Scalar, Style};
use crate::shape::{Kind, Outline, Shape};
use crate::source::Span;
use crate::syntax::{
    self,
    ast::{Expr, ExprKind, Ident},
};
use crate::text::Text;

use super::{Head, keys};

/// Where findings go.
pub(super) type Findings = Vec<Diagnostic>;

/// A mapping that is read by the table of its keys.
pub(super) struct Form<'n> {
    shape: &'static Shape,
    entries: &'n [Entry],
    /// Keys whose value has the wrong outline, which has been told.
    refused: Vec<&'static str>,
    /// Keys that were asked for and are not in the table: a fault of ours.
    strange: Vec<&'static str>,
    pub(super) span: Span,
    place: Text,
}

impl<'n> Form<'n> {
    /// The mapping `node`; a finding if it is none, for each needed key that it lacks and for each
    /// value that does not fit its key. `place` says in words whose keys these are.
    pub(super) fn of(
        node: &'n Node,
        shape: &'static Shape,
        place: Text,
        out: &mut Findings,
    ) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            out.push(misread(node).unwrap_or_else(|| self::shape(node, &mapping())));
            return None;
        };
        let (refused, strange) = (Vec::new(), Vec::new());
        let mut form = Self { shape, entries, refused, strange, span: node.span, place };
        for key in shape.keys {
            match form.value(key.name) {
                None if key.needed => out.push(form.missing(key.name)),
                None => {}
                Some(value) if value.kind.outline().is_none_or(|one| key.kind.admits(one)) => {}
                Some(value) => {
                    form.refused.push(key.name);
                    out.push(misfit(value, &key.kind));
                }
            }
        }
        Some(form)
    }

    /// The value of `key`, if it is there, not empty, and fits.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        if self.shape.key(key).is_none() {
            self.strange.push(key);
        }
        if self.refused.contains(&key) { None } else { self.value(key) }
    }

    /// Whether `key` is there and not empty, whatever it holds.
    pub(super) fn holds(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    fn value(&self, key: &str) -> Option<&'n Node> {
        let entry = self.entries.iter().find(|entry| entry.key.text == key)?;
        (!matches!(entry.value.kind, NodeKind::Null)).then_some(&entry.value)
    }

    /// The finding for a key that is not there.
    fn missing(&self, key: &str) -> Diagnostic {
        let Span { start, end, .. } = self.span;
        let at = Span { end: start.max(end.min(start + 1)), ..self.span };
        let finding = Diagnostic::new(Code::MissingKey, at).with("key", key);
        finding.with_text("place", self.place.clone())
    }

    /// The place of the key as written, for findings about it.
    pub(super) fn key_span(&self, key: &str) -> Span {
        self.entries
            .iter()
            .find(|entry| entry.key.text == key)
            .map_or(self.span, |entry| entry.key.span)
    }

    /// The keys in the written order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'n str> + use<'n> {
        self.entries.iter().map(|entry| entry.key.text.as_str())
    }

    /// Reports every key that is not in the table, or that lacks the one it stands with. `x-…` is
    /// free.
    pub(super) fn finish(self, out: &mut Findings) {
        let mut cut = Cut::default();
        for entry in self.entries {
            let piece_of = cut.take(entry);
            let key = entry.key.text.as_str();
            if self.shape.key(key).is_some() || key.starts_with("x-") {
                continue;
            }
            let mut finding = Diagnostic::new(Code::UnknownKey, entry.key.span)
                .with("key", key)
                .with_text("place", self.place.clone());
            if let Some(whole) = piece_of {
                finding = finding.with("cut", &whole.key.text);
                blame(out, whole);
            } else if let Some(near) = nearest(key, self.shape.keys.iter().map(|key| key.name)) {
                finding = finding.with("nearest", near);
            }
            out.push(finding);
        }
        if let Some((one, other)) = self.shape.together {
            for (here, absent) in [(one, other), (other, one)] {
                if self.value(here).is_some() && self.value(absent).is_none() {
                    out.push(self.missing(absent));
                }
            }
        }
        for key in self.strange {
            let detail = format!("key `{key}` of {}", self.shape.name);
            out.push(Diagnostic::new(Code::Internal, self.span).with("detail", detail));
        }
    }
}

/// The finding for a value that does not fit its key.
fn misfit(node: &Node, kind: &Kind) -> Diagnostic {
    if kind.admits(Outline::Mapping)
        && !matches!(kind, Kind::Text)
        && let Some(finding) = misread(node)
    {
        return finding;
    }
    shape(node, &wanted(kind))
}

/// What fits, in words.
fn wanted(kind: &Kind) -> Text {
    match kind {
        Kind::Text => Text::new("文言（文字列か { ja: …, en: … }）", "a text or `{ ja, en }`"),
        Kind::Form(_) | Kind::ByKey(..) | Kind::Map(..) | Kind::ByName(..) | Kind::Any => mapping(),
        Kind::List(_) | Kind::Names(_) | Kind::Expressions => {
            Text::new("並び（- で始まる行か [ ]）", "a sequence")
        }
        Kind::Either(kinds) => kinds.last().map_or_else(mapping, wanted),
        Kind::Line
        | Kind::Id
        | Kind::Expression
        | Kind::Date
        | Kind::Flag
        | Kind::Word(_)
        | Kind::Name(_) => Text::new("一つの値", "a single value"),
    }
}

/// Follows the brackets of values without quotation marks. YAML ends such a value at a comma: of
/// `{ value: f(a, b) }` it makes `value: f(a` and a key `b)`.
#[derive(Default)]
struct Cut<'n> {
    whole: Option<&'n Entry>,
    open: usize,
}

impl<'n> Cut<'n> {
    /// The entry whose value `entry` is the rest of, if it is no entry of its own.
    fn take(&mut self, entry: &'n Entry) -> Option<&'n Entry> {
        if let (Some(whole), NodeKind::Null) = (self.whole, &entry.value.kind) {
            self.count(&entry.key.text);
            if self.open == 0 {
                self.whole = None;
            }
            return Some(whole);
        }
        self.open = 0;
        if let NodeKind::Scalar(scalar) = &entry.value.kind
            && scalar.style == Style::Plain
        {
            self.count(&scalar.text);
        }
        self.whole = (self.open > 0).then_some(entry);
        None
    }

    fn count(&mut self, text: &str) {
        for sign in text.chars() {
            match sign {
                '(' | '[' | '（' | '［' => self.open += 1,
                ')' | ']' | '）' | '］' => self.open = self.open.saturating_sub(1),
                _ => {}
            }
        }
    }
}

/// Lets the findings about a value that a comma cut off say so.
fn blame(out: &mut Findings, whole: &Entry) {
    let value = whole.value.span;
    for finding in out.iter_mut() {
        let within = finding.at.is_some_and(|at| {
            at.file == value.file && at.start >= value.start && at.end <= value.end
        });
        if within && finding.code == Code::Syntax {
            finding.arguments.push(("cut", Text::same(&whole.key.text)));
        }
    }
}

/// Whether `node` is a mapping in which `key` is given.
pub(super) fn has(node: &Node, key: &str) -> bool {
    let NodeKind::Mapping(entries) = &node.kind else { return false };
    entries.iter().any(|one| one.key.text == key && !matches!(one.value.kind, NodeKind::Null))
}

/// The entries of a mapping, for sections keyed by name.
pub(super) fn entries<'n>(node: &'n Node, out: &mut Findings) -> &'n [Entry] {
    match &node.kind {
        NodeKind::Mapping(entries) => entries,
        NodeKind::Null => &[],
        NodeKind::Sequence(_) | NodeKind::Scalar(_) => {
            out.push(misread(node).unwrap_or_else(|| shape(node, &mapping())));
            &[]
        }
    }
}

/// The items of a sequence.
pub(super) fn items<'n>(node: &'n Node, out: &mut Findings) -> &'n [Node] {
    match &node.kind {
        NodeKind::Sequence(items) => items,
        NodeKind::Null => &[],
        NodeKind::Mapping(_) | NodeKind::Scalar(_) => {
            out.push(shape(node, &Text::new("並び（- で始まる行か [ ]）", "a sequence")));
            &[]
        }
    }
}

/// The scalar that `node` is.
pub(super) fn scalar<'n>(node: &'n Node, out: &mut Findings) -> Option<&'n Scalar> {
    if let NodeKind::Scalar(scalar) = &node.kind {
        return Some(scalar);
    }
    out.push(shape(node, &Text::new("一つの値", "a single value")));
    None
}

/// A name, in NFKC.
pub(super) fn ident(scalar: &Scalar) -> Ident {
    Ident { text: scalar.text.trim().nfkc().collect(), span: scalar.span }
}

/// A name that stays as written: ids of clauses hold signs such as `⑴` that NFKC would replace.
pub(super) fn verbatim(scalar: &Scalar) -> Ident {
    Ident { text: scalar.text.trim().to_owned(), span: scalar.span }
}

/// A name in a scalar node.
pub(super) fn name(node: &Node, out: &mut Findings) -> Option<Ident> {
    scalar(node, out).map(ident)
}

/// One or several scalars, as written.
pub(super) fn verbatims(node: Option<&Node>, out: &mut Findings) -> Vec<Ident> {
    let Some(node) = node else { return Vec::new() };
    if let NodeKind::Scalar(one) = &node.kind {
        return vec![verbatim(one)];
    }
    items(node, out).iter().filter_map(|item| scalar(item, out).map(verbatim)).collect()
}

/// One or several names.
pub(super) fn names(node: Option<&Node>, out: &mut Findings) -> Vec<Ident> {
    let Some(node) = node else { return Vec::new() };
    if let NodeKind::Scalar(one) = &node.kind {
        return vec![ident(one)];
    }
    items(node, out).iter().filter_map(|item| name(item, out)).collect()
}

/// `true` or `false`.
pub(super) fn flag(node: Option<&Node>, out: &mut Findings) -> bool {
    let Some(node) = node else { return false };
    match scalar(node, out).map(|scalar| scalar.text.as_str()) {
        Some("true") => true,
        Some("false") | None => false,
        Some(_) => {
            out.push(shape(node, &Text::same("true / false")));
            false
        }
    }
}

/// A text: a scalar, or `{ ja, en }`.
pub(super) fn text(node: Option<&Node>, out: &mut Findings) -> Text {
    let Some(node) = node else { return Text::default() };
    match &node.kind {
        NodeKind::Scalar(scalar) => Text::same(scalar.text.trim()),
        NodeKind::Mapping(_) => {
            let place = Text::new("文言", "a text");
            let Some(mut form) = Form::of(node, &keys::TEXT, place, out) else {
                return Text::default();
            };
            let ja = form.get("ja").and_then(|node| scalar(node, out)).map(trimmed);
            let en = form.get("en").and_then(|node| scalar(node, out)).map(trimmed);
            form.finish(out);
            Text { ja: ja.unwrap_or_default(), en }
        }
        NodeKind::Sequence(_) | NodeKind::Null => {
            out.push(shape(
                node,
                &Text::new("文言（文字列か { ja: …, en: … }）", "a text or `{ ja, en }`"),
            ));
            Text::default()
        }
    }
}

fn trimmed(scalar: &Scalar) -> String {
    scalar.text.trim().to_owned()
}

/// An expression.
pub(super) fn expression(node: &Node, out: &mut Findings) -> Option<Expr> {
    let scalar = scalar(node, out)?;
    if let Some(at) = scalar.escape {
        out.push(Diagnostic::new(Code::EscapeInExpression, at));
        return None;
    }
    match syntax::parse(&scalar.text, &scalar.segments) {
        Ok(expr) => Some(expr),
        Err(finding) => {
            out.push(finding);
            None
        }
    }
}

/// An expression, or a sequence of them, which is a list.
pub(super) fn expressions(node: &Node, out: &mut Findings) -> Option<Expr> {
    let NodeKind::Sequence(items) = &node.kind else { return expression(node, out) };
    let parsed: Vec<_> = items.iter().filter_map(|item| expression(item, out)).collect();
    (parsed.len() == items.len()).then_some(Expr { kind: ExprKind::List(parsed), span: node.span })
}

/// A date, ISO or Japanese.
pub(super) fn date(node: &Node, out: &mut Findings) -> Option<NaiveDate> {
    let scalar = scalar(node, out)?;
    day(&scalar.text, scalar.span, out)
}

/// The date that `text` is, ISO or Japanese; a finding if it is none.
pub(super) fn day(text: &str, at: Span, out: &mut Findings) -> Option<NaiveDate> {
    match calendar::parse_date(text.trim()) {
        Ok(found) => Some(found.date),
        Err(error) => {
            let finding = Diagnostic::new(Code::BadDate, at);
            out.push(finding.with("text", text).with_text("reason", error.text()));
            None
        }
    }
}

/// Name, `id`, `en`, `about`, `clauses` of a named thing.
pub(super) fn head(key: &Scalar, form: &mut Form<'_>, out: &mut Findings) -> Head {
    let name = ident(key);
    let id = form.get("id").and_then(|node| scalar(node, out)).map(verbatim);
    let en = form.get("en").and_then(|node| scalar(node, out)).map(trimmed);
    let label = Text { ja: name.text.clone(), en };
    let about = text(form.get("about"), out);
    let clauses = verbatims(form.get("clauses"), out);
    Head { name, id, label, about, clauses }
}

fn mapping() -> Text {
    Text::new("「名前: 値」の組", "a mapping")
}

/// The finding for a text that only looks like a mapping or a list, because a full-width sign
/// stands where YAML needs a plain one.
fn misread(node: &Node) -> Option<Diagnostic> {
    match &node.kind {
        NodeKind::Scalar(scalar) => document::look_alike(scalar),
        NodeKind::Mapping(_) | NodeKind::Sequence(_) | NodeKind::Null => None,
    }
}

/// The finding for a node of the wrong shape.
pub(super) fn shape(node: &Node, wanted: &Text) -> Diagnostic {
    let found = match &node.kind {
        NodeKind::Mapping(_) => mapping(),
        NodeKind::Sequence(_) => Text::new("並び", "a sequence"),
        NodeKind::Scalar(scalar) => {
            let words: String = scalar.text.chars().take(30).collect();
            Text::new(format!("「{words}」"), format!("`{words}`"))
        }
        NodeKind::Null => Text::new("空", "nothing"),
    };
    Diagnostic::new(Code::WrongShape, node.span)
        .with_text("wanted", wanted.clone())
        .with_text("found", found)
}
