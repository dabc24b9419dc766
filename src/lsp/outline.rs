//! The outline of a file: its sections and what they declare.

use lsp_types::{DocumentSymbol, SymbolKind};

use crate::document::{self, Entry, Node, NodeKind};
use crate::source::Sources;

use super::lines::Lines;
use super::workspace::{Workspace, is_cases};

impl Workspace {
    /// The outline of a file as far as it can be read.
    pub fn outline(&mut self, path: &str) -> Vec<DocumentSymbol> {
        let shown = if is_cases(path) { None } else { self.shown(path) };
        let text = match &shown {
            Some((sources, file)) => sources.text(*file).to_owned(),
            None => self.text(path).unwrap_or_default(),
        };
        let mut sources = Sources::default();
        let file = sources.add(path, text.as_str());
        let Some(Node { kind: NodeKind::Mapping(sections), .. }) = document::read(&sources, file).0
        else {
            return Vec::new();
        };
        let lines = Lines::new(&text);
        sections.iter().map(|section| symbol(section, &lines, 0)).collect()
    }
}

fn symbol(entry: &Entry, lines: &Lines<'_>, depth: usize) -> DocumentSymbol {
    let children = match &entry.value.kind {
        NodeKind::Mapping(entries) if depth == 0 => {
            entries.iter().map(|entry| symbol(entry, lines, 1)).collect()
        }
        NodeKind::Sequence(items) if depth == 0 => {
            items.iter().filter_map(|item| case(item, lines)).collect()
        }
        _ => Vec::new(),
    };
    let detail = word(&entry.value, "en").or_else(|| word(&entry.value, "cite"));
    let (start, end) = (entry.key.span.start, entry.value.span.end.max(entry.key.span.end));
    let kind = if depth == 0 { SymbolKind::MODULE } else { SymbolKind::FIELD };
    one(&entry.key.text, detail, kind, (start, end), entry.key.span.end, children, lines)
}

/// A worked case, by its id.
fn case(item: &Node, lines: &Lines<'_>) -> Option<DocumentSymbol> {
    let id = word(item, "id")?;
    let (start, end) = (item.span.start, item.span.end);
    Some(one(&id, word(item, "about"), SymbolKind::EVENT, (start, end), start, Vec::new(), lines))
}

fn word(node: &Node, key: &str) -> Option<String> {
    let NodeKind::Mapping(entries) = &node.kind else { return None };
    let entry = entries.iter().find(|entry| entry.key.text == key)?;
    match &entry.value.kind {
        NodeKind::Scalar(scalar) => Some(scalar.text.clone()),
        NodeKind::Mapping(_) => word(&entry.value, "ja"),
        NodeKind::Sequence(_) | NodeKind::Null => None,
    }
}

#[expect(deprecated, reason = "the field must be given though it is out of use")]
fn one(
    name: &str,
    detail: Option<String>,
    kind: SymbolKind,
    (start, end): (u32, u32),
    name_end: u32,
    children: Vec<DocumentSymbol>,
    lines: &Lines<'_>,
) -> DocumentSymbol {
    DocumentSymbol {
        // Editors refuse a symbol without a name.
        name: if name.trim().is_empty() { "…".to_owned() } else { name.to_owned() },
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: lines.range(start as usize, end as usize),
        selection_range: lines.range(start as usize, name_end as usize),
        children: (!children.is_empty()).then_some(children),
    }
}
