//! Pages read as strict markup.

use std::collections::BTreeSet;

use hantei::site::Page;
use roxmltree::{Node, ParsingOptions};

/// A page whose nesting was found to be right.
pub(super) struct Document<'p> {
    pub(super) path: &'p str,
    tree: roxmltree::Document<'p>,
}

impl<'p> Document<'p> {
    pub(super) fn of(page: &'p Page) -> Self {
        assert!(!page.text.contains("internal-template"), "{}: {}", page.path, page.text);
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let tree = roxmltree::Document::parse_with_options(&page.text, options)
            .unwrap_or_else(|error| panic!("{}: {error}", page.path));
        Self { path: &page.path, tree }
    }

    fn elements(&self) -> impl Iterator<Item = Node<'_, 'p>> {
        self.tree.descendants().filter(Node::is_element)
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.elements().filter_map(|element| element.attribute("id"))
    }

    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids().any(|one| one == id)
    }

    /// The page itself and every place on it, as links from any page name them.
    pub(super) fn addresses(&self) -> Vec<String> {
        let places = self.ids().map(|id| format!("{}#{id}", self.path));
        std::iter::once(self.path.to_owned()).chain(places).collect()
    }

    pub(super) fn ids_used_twice(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        self.ids().filter(|id| !seen.insert(*id)).collect()
    }

    /// Where the links lead, those to the page itself with its name, those of the index for the
    /// search included.
    pub(super) fn links(&self) -> Vec<String> {
        let index = self.elements().find(|one| one.attribute("id") == Some("search-index"));
        let index: serde_json::Value =
            serde_json::from_str(index.unwrap().text().unwrap()).unwrap();
        let found = index.as_array().unwrap().iter().map(|entry| entry["h"].as_str().unwrap());
        let links = self.elements().filter_map(|element| element.attribute("href"));
        let whole = |link: &str| match link.strip_prefix('#') {
            Some(id) => format!("{}#{id}", self.path),
            None => link.to_owned(),
        };
        links.map(whole).chain(found.map(whole)).collect()
    }

    pub(super) fn heading_levels(&self) -> Vec<u32> {
        let level = |one: Node<'_, '_>| one.tag_name().name().strip_prefix('h')?.parse().ok();
        self.elements().filter_map(level).collect()
    }

    pub(super) fn head_cells_without_scope(&self) -> usize {
        let heads = self.elements().filter(|one| one.has_tag_name("th"));
        heads.filter(|one| one.attribute("scope").is_none()).count()
    }

    pub(super) fn language(&self) -> &str {
        self.tree.root_element().attribute("lang").unwrap()
    }

    /// The text of all elements whose ids begin with `prefix`.
    pub(super) fn text_under(&self, prefix: &str) -> String {
        let under =
            |one: &Node<'_, '_>| one.attribute("id").is_some_and(|id| id.starts_with(prefix));
        self.elements().filter(under).map(plain).collect::<Vec<_>>().join("\n")
    }

    /// Names of elements and of attributes, each once.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let attributes = self.elements().flat_map(|one| one.attributes()).map(|one| one.name());
        let elements = self.elements().map(|one| one.tag_name().name());
        elements.chain(attributes).map(str::to_owned).collect()
    }
}

fn plain(element: Node<'_, '_>) -> String {
    let words = element.descendants().filter(Node::is_text).filter_map(|one| one.text());
    squeezed(&words.collect::<String>())
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is read on a page, a block a line: headings, cells of a row, paragraphs.
pub(super) fn outline(page: &Page) -> String {
    let document = Document::of(page);
    let main = document.elements().find(|one| one.attribute("id") == Some("main")).unwrap();
    let mut lines = Vec::new();
    blocks(main, 0, &mut lines);
    lines.join("\n")
}

fn blocks(element: Node<'_, '_>, depth: usize, lines: &mut Vec<String>) {
    const LINES: [&str; 14] = [
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "tr",
        "dt",
        "dd",
        "summary",
        "caption",
        "figcaption",
        "path",
        "text",
        "code",
    ];
    let name = element.tag_name().name();
    let inner = ["p", "table", "ul", "ol", "h4"];
    let nested = element.descendants().skip(1).any(|one| inner.contains(&one.tag_name().name()));
    if LINES.contains(&name) && !nested {
        let cells: Vec<_> = element.children().map(cell).filter(|one| !one.is_empty()).collect();
        let mark = if name.starts_with('h') { format!("{name} ") } else { String::new() };
        lines.push(format!("{}{mark}{}", "  ".repeat(depth), cells.join(" ")));
        return;
    }
    if name == "svg" {
        let boxes = element.descendants().filter(|one| one.has_tag_name("title")).count();
        let edges = element.descendants().filter(|one| one.has_tag_name("path")).count();
        lines.push(format!("{}[drawing: {boxes} boxes, {edges} lines]", "  ".repeat(depth)));
        return;
    }
    let deeper = depth + usize::from(["li", "tr", "article", "details"].contains(&name));
    for child in element.children() {
        if child.is_element() {
            blocks(child, deeper, lines);
        } else if let Some(text) = child.text().map(squeezed).filter(|text| !text.is_empty()) {
            lines.push(format!("{}{text}", "  ".repeat(depth)));
        }
    }
}

fn cell(node: Node<'_, '_>) -> String {
    if node.is_text() { squeezed(node.text().unwrap_or_default()) } else { plain(node) }
}
