//! The index that the script of a page searches.

use serde::Serialize;

use super::book::Heading;
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
        index.head(Sort::Rule, &rule.heading, &[]);
    }
    for one in &page.values {
        index.head(Sort::Value, &one.heading, &[]);
    }
    for one in &page.tables {
        index.head(Sort::Table, &one.heading, &[]);
    }
    let fields = page.allocation.iter().flat_map(|one| &one.fields);
    for one in page.facts.iter().chain(fields) {
        index.head(Sort::Fact, &one.heading, &[&one.ask]);
        for field in &one.fields {
            index.head(Sort::Field, &field.heading, &[]);
        }
    }
    for one in &page.readings {
        index.head(Sort::Reading, &one.heading, &[]);
    }
    let things = [
        (Sort::Document, &page.documents),
        (Sort::Step, &page.steps),
        (Sort::Contact, &page.contacts),
    ];
    for (sort, things) in things {
        for one in things {
            index.head(sort, &one.heading, &[]);
        }
    }
    for one in &page.warnings {
        index.head(Sort::Warning, &one.heading, &[&one.says]);
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
    fn head(&mut self, sort: Sort, heading: &Heading, more: &[&str]) {
        let Heading { anchor, name, original, id, about } = heading;
        let own: [&str; 3] = [original, id, about];
        self.put(sort, anchor, name, &[&own, more].concat());
    }

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
