//! The model of a page: everything that its template shows, in order.

use serde::Serialize;

use crate::model::ThingKind;
use crate::text::{Lang, Text};

use super::allocation::{Allocation, allocation};
use super::book::Book;
use super::calendars::{self, Calendar, Codes};
use super::cases::{Case, cases};
use super::clauses::{Clause, clauses};
use super::decides::{Output, outputs};
use super::facts::{Fact, facts};
use super::legend::{Function, Sign, functions, signs};
use super::procedure::{Thing, Warning, things, warnings};
use super::readings::{Reading, readings};
use super::rules::{Group, groups};
use super::search::{Entry, entries};
use super::show;
use super::tables::{Table, tables};
use super::values::{Parametric, values};
use super::words::{Words, words};

/// The page of one scheme.
#[derive(Debug, Serialize)]
pub(super) struct Scheme {
    pub(super) path: String,
    lang: &'static str,
    words: &'static Words,
    pub(super) id: String,
    pub(super) title: String,
    original: String,
    pub(super) authority: String,
    source: String,
    source_about: String,
    in_force: String,
    as_of: String,
    as_of_asked: bool,
    extent: String,
    engine: &'static str,
    digest: String,
    files: Vec<String>,
    pub(super) outputs: Vec<Output>,
    pub(super) values: Vec<Parametric>,
    pub(super) tables: Vec<Table>,
    pub(super) groups: Vec<Group>,
    pub(super) facts: Vec<Fact>,
    pub(super) readings: Vec<Reading>,
    pub(super) documents: Vec<Thing>,
    pub(super) steps: Vec<Thing>,
    pub(super) contacts: Vec<Thing>,
    pub(super) warnings: Vec<Warning>,
    pub(super) allocation: Option<Allocation>,
    pub(super) clauses: Vec<Clause>,
    pub(super) cases: Vec<Case>,
    calendars: Vec<Calendar>,
    codes: Vec<Codes>,
    functions: Vec<Function>,
    signs: Vec<Sign>,
    /// What the search finds.
    found: Vec<Entry>,
}

/// The page of one scheme.
pub(super) fn page(book: &Book<'_>) -> Scheme {
    let program = book.program;
    let sources = &program.sources;
    let mut page = Scheme {
        path: file_name(&program.id),
        lang: lang_tag(book.lang),
        words: book.words,
        id: program.id.clone(),
        title: book.text(&program.title),
        original: book.original(&program.title),
        authority: book.text(&program.authority),
        source: book.text(&program.source),
        source_about: book
            .model
            .scheme
            .as_ref()
            .map(|one| book.text(&one.source_about))
            .unwrap_or_default(),
        in_force: show::days(program.from, program.until, book.lang),
        as_of: show::day(book.as_of, book.lang),
        as_of_asked: book.as_of_asked,
        extent: extent(book),
        engine: env!("CARGO_PKG_VERSION"),
        digest: program.digest.clone(),
        files: sources.ids().map(|id| sources.name(id).to_owned()).collect(),
        outputs: outputs(book),
        values: values(book),
        tables: tables(book),
        groups: groups(book),
        facts: facts(book),
        readings: readings(book),
        documents: things(book, ThingKind::Document),
        steps: things(book, ThingKind::Step),
        contacts: things(book, ThingKind::Contact),
        warnings: warnings(book),
        allocation: allocation(book),
        clauses: clauses(book),
        cases: cases(book),
        calendars: calendars::calendars(book),
        codes: calendars::codes(book),
        functions: functions(book),
        signs: signs(book),
        found: Vec::new(),
    };
    page.found = entries(&page, book.lang);
    page
}

fn extent(book: &Book<'_>) -> String {
    let model = book.model;
    let values = model.parameters.len() + model.tables.len();
    let (facts, rules) = (model.facts.len(), model.rules.len());
    let (clauses, cases) = (model.clauses.len(), book.volume.cases.len());
    match book.lang {
        Lang::Ja => {
            format!("規則 {rules}、値と表 {values}、事実 {facts}、条項 {clauses}、事例 {cases}")
        }
        Lang::En => format!(
            "{rules} rules, {values} values and tables, {facts} facts, {clauses} clauses, {cases} cases"
        ),
    }
}

fn lang_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    }
}

/// The file of a scheme's page: plain letters, and never that of the index.
fn file_name(id: &str) -> String {
    let plain = |one: char| one.is_ascii_alphanumeric() || one == '-' || one == '_';
    let stem: String = id.chars().map(|one| if plain(one) { one } else { '-' }).collect();
    if stem.eq_ignore_ascii_case("index") {
        return "index-scheme.html".to_owned();
    }
    format!("{stem}.html")
}

/// The page that lists all schemes.
#[derive(Debug, Serialize)]
pub(super) struct Index {
    lang: &'static str,
    words: &'static Words,
    title: String,
    schemes: Vec<Listed>,
    found: Vec<Entry>,
}

/// A scheme on the index page.
#[derive(Debug, Serialize)]
struct Listed {
    path: String,
    id: String,
    title: String,
    original: String,
    authority: String,
    source: String,
    in_force: String,
    as_of: String,
    extent: String,
}

/// The page that lists `pages`.
pub(super) fn index(pages: &[Scheme], lang: Lang) -> Index {
    let listed = |page: &Scheme| Listed {
        path: page.path.clone(),
        id: page.id.clone(),
        title: page.title.clone(),
        original: page.original.clone(),
        authority: page.authority.clone(),
        source: page.source.clone(),
        in_force: page.in_force.clone(),
        as_of: page.as_of.clone(),
        extent: page.extent.clone(),
    };
    let found =
        pages.iter().flat_map(|page| page.found.iter().map(|entry| entry.on_page(&page.path)));
    Index {
        lang: lang_tag(lang),
        words: words(lang),
        title: Text::new("制度の規則集", "Rule book of the schemes").get(lang).to_owned(),
        schemes: pages.iter().map(listed).collect(),
        found: found.collect(),
    }
}
