//! The index that the script of a page searches.

use serde::Serialize;

use super::directory::Sort;
use super::page::Scheme;
use crate::text::Lang;

/// Something that can be found.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Entry {
    /// Where it stands: `#anchor`, on the index page with the page before it.
    #[serde(rename = "h")]
    to: String,
    /// What sort of thing it is.
    #[serde(rename = "k")]
    sort: &'static str,
    /// Its name.
    #[serde(rename = "t")]
    name: String,
    /// Ids and other words by which it is found.
    #[serde(rename = "w")]
    words: String,
}

impl Entry {
    /// The entry as it is reached from another page.
    pub(super) fn on_page(&self, path: &str) -> Self {
        Self { to: format!("{path}{}", self.to), ..self.clone() }
    }
}

/// Everything on the page of a scheme that has a name.
pub(super) fn entries(page: &Scheme, lang: Lang) -> Vec<Entry> {
    let mut index = Index { lang, entries: Vec::new() };
    for one in &page.outputs {
        index.put(Sort::Output, &one.anchor, &one.name, &[&one.id]);
    }
    for rule in page.groups.iter().flat_map(|group| &group.rules) {
        let [anchor, name, original, id, about] = rule.found_by();
        index.put(Sort::Rule, anchor, name, &[original, id, about]);
    }
    for one in &page.values {
        index.put(Sort::Value, &one.anchor, &one.name, &[&one.id]);
    }
    for one in &page.tables {
        index.put(Sort::Table, &one.anchor, &one.name, &[&one.id]);
    }
    let fields = page.allocation.iter().flat_map(|one| &one.fields);
    for one in page.facts.iter().chain(fields) {
        index.put(Sort::Fact, &one.anchor, &one.name, &[&one.id, &one.ask, &one.about]);
        for field in &one.fields {
            index.put(Sort::Field, &field.anchor, &field.name, &[&field.id, &field.about]);
        }
    }
    for one in &page.readings {
        index.put(Sort::Reading, &one.anchor, &one.name, &[&one.id, &one.about]);
    }
    let things = [
        (Sort::Document, &page.documents),
        (Sort::Step, &page.steps),
        (Sort::Contact, &page.contacts),
    ];
    for (sort, things) in things {
        for one in things {
            index.put(sort, &one.anchor, &one.name, &[&one.id, &one.about]);
        }
    }
    for one in &page.warnings {
        index.put(Sort::Warning, &one.anchor, &one.name, &[&one.id, &one.says]);
    }
    for one in &page.clauses {
        index.put(Sort::Clause, &one.anchor, &one.cite, &[&one.id, &one.says]);
    }
    for one in &page.cases {
        index.put(Sort::Case, &one.anchor, &one.about, &[&one.id, &one.why]);
    }
    index.entries
}

struct Index {
    lang: Lang,
    entries: Vec<Entry>,
}

impl Index {
    fn put(&mut self, sort: Sort, anchor: &str, name: &str, words: &[&str]) {
        let words: Vec<_> = words.iter().copied().filter(|words| !words.is_empty()).collect();
        self.entries.push(Entry {
            to: format!("#{anchor}"),
            sort: sort.word(self.lang),
            name: name.to_owned(),
            words: words.join(" "),
        });
    }
}
