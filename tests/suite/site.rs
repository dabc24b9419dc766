//! The rule book as pages: complete, linked, well-formed, safe, and the same each time.

mod hostile;
mod markup;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use chrono::NaiveDate;
use hantei::cases::worked;
use hantei::program::Program;
use hantei::site::{MARK, Page, Request, Volume, pages};
use hantei::{BuiltIn, Files, InMemory, Lang, RuleBook};

use markup::Document;

/// The pages of all schemes of `files`, the index first.
fn site(files: &dyn Files, request: Request) -> Vec<Page> {
    let book = RuleBook::load(files).unwrap_or_else(|found| panic!("{found}"));
    let cases: Vec<_> = book
        .schemes()
        .map(|scheme| worked(files, scheme, request.lang).unwrap_or_else(|found| panic!("{found}")))
        .collect();
    let volumes: Vec<_> =
        book.schemes().zip(&cases).map(|(scheme, cases)| Volume { scheme, cases }).collect();
    pages(&volumes, request)
}

/// The pages of the built-in schemes, made once.
fn in_language(lang: Lang) -> &'static [Page] {
    static JA: OnceLock<Vec<Page>> = OnceLock::new();
    static EN: OnceLock<Vec<Page>> = OnceLock::new();
    let made = match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    };
    made.get_or_init(|| site(&BuiltIn, Request { as_of: None, lang }))
}

#[test]
fn markup_is_well_formed_and_every_link_leads_somewhere() {
    for lang in [Lang::Ja, Lang::En] {
        let pages = in_language(lang);
        let documents: Vec<_> = pages.iter().map(Document::of).collect();
        let known: BTreeSet<String> = documents.iter().flat_map(Document::addresses).collect();
        for document in &documents {
            let twice = document.ids_used_twice();
            assert!(twice.is_empty(), "{}: {twice:?}", document.path);
            let lost: Vec<_> =
                document.links().into_iter().filter(|link| !known.contains(link)).collect();
            assert!(lost.is_empty(), "{}: {lost:?}", document.path);
        }
        assert!(documents.iter().map(|one| one.links().len()).sum::<usize>() > 5_000);
    }
}

#[test]
fn headings_go_down_by_one_and_head_cells_say_what_they_head() {
    for page in in_language(Lang::Ja) {
        let document = Document::of(page);
        let levels = document.heading_levels();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{}", page.path);
        let jumps = levels.windows(2).filter(|two| two[1] > two[0] + 1).count();
        assert_eq!(jumps, 0, "{}: {levels:?}", page.path);
        assert_eq!(document.head_cells_without_scope(), 0, "{}", page.path);
        assert_eq!(document.language(), "ja");
        assert!(document.has_id("main") && page.text.contains("href=\"#main\""));
        assert!(page.text.contains(MARK));
    }
}

#[test]
fn nothing_on_a_page_needs_a_network() {
    for page in in_language(Lang::Ja) {
        for text in ["src=", "url(", "@import", "<link", "<iframe", "fetch(", "XMLHttpRequest"] {
            assert!(!page.text.contains(text), "{}: {text}", page.path);
        }
        let without = page.text.replace("http://www.w3.org/2000/svg", "");
        let addresses = without.matches("=\"http").count();
        assert_eq!(addresses, 0, "{}", page.path);
    }
}

#[test]
fn everything_that_a_scheme_declares_is_on_its_page() {
    let book = RuleBook::built_in().unwrap();
    let pages = in_language(Lang::Ja);
    for scheme in book.schemes() {
        let path = format!("{}.html", scheme.id());
        let page = pages.iter().find(|page| page.path == path).unwrap();
        let document = Document::of(page);
        for (prefix, names) in declared(scheme.program()) {
            let text = document.text_under(prefix);
            let lost: Vec<_> =
                names.iter().filter(|name| !text.contains(&markup::squeezed(name))).collect();
            assert!(lost.is_empty(), "{path}: {prefix}: {lost:?}");
        }
        let cases = worked(&BuiltIn, scheme, Lang::Ja).unwrap();
        let shown = document.text_under("case");
        for case in &cases {
            assert!(shown.contains(&case.id), "{path}: case {}", case.id);
            assert!(case.differences.is_empty() && case.decision.is_some(), "{}", case.id);
        }
        assert!(!cases.is_empty());
    }
}

/// What elements must hold, by what their ids begin with.
fn declared(program: &Program) -> Vec<(&'static str, Vec<String>)> {
    let texts = |texts: Vec<&hantei::text::Text>| {
        texts.into_iter().map(|text| text.ja.clone()).collect::<Vec<_>>()
    };
    let fields = program.facts.iter().filter_map(|fact| match &fact.ty {
        hantei::value::Type::List(record) => program.records.get(record.index()),
        _ => None,
    });
    let choices = program
        .readings
        .iter()
        .filter_map(|reading| program.choices.get(reading.choices.index()))
        .flat_map(|list| &list.choices);
    vec![
        ("rule", texts(program.rules.iter().map(|one| &one.name).collect())),
        ("rule", texts(program.rules.iter().map(|one| &one.about).collect())),
        ("rule", texts(program.rules.iter().map(|one| &one.says.fails).collect())),
        ("fact", texts(program.facts.iter().map(|one| &one.name).collect())),
        ("fact", texts(program.facts.iter().map(|one| &one.ask).collect())),
        ("field", texts(fields.flat_map(|one| &one.fields).map(|one| &one.name).collect())),
        ("value", texts(program.parameters.iter().map(|one| &one.name).collect())),
        ("table", texts(program.tables.iter().map(|one| &one.name).collect())),
        ("reading", texts(program.readings.iter().map(|one| &one.reason).collect())),
        ("reading", texts(choices.map(|one| &one.name).collect())),
        ("document", texts(program.documents.iter().map(|one| &one.name).collect())),
        ("step", texts(program.steps.iter().map(|one| &one.name).collect())),
        ("contact", texts(program.contacts.iter().map(|one| &one.about).collect())),
        ("warning", texts(program.warnings.iter().map(|one| &one.says).collect())),
        ("output", texts(program.outputs.iter().map(|one| &one.name).collect())),
        ("clause", texts(program.clauses.iter().map(|one| &one.says).collect())),
        ("clause", program.clauses.iter().map(|one| one.id.clone()).collect()),
        ("not-modelled", texts(program.clauses.iter().map(|one| &one.reason).collect())),
    ]
}

#[test]
fn equal_rules_give_equal_bytes() {
    assert_eq!(in_language(Lang::Ja), site(&BuiltIn, Request::default()));
}

/// A scheme small enough to be read as a whole.
fn small() -> InMemory {
    InMemory::new()
        .with("small/scheme.yaml", include_str!("site/small.yaml"))
        .with("small/cases.yaml", include_str!("site/small.cases.yaml"))
}

#[test]
fn a_page_reads_like_this() {
    let pages = site(&small(), Request::default());
    let outline = markup::outline(&pages[1]);
    // What follows is the same for every scheme but for versions and digests.
    let (read, _) = outline.split_once("h2 式の読み方").unwrap();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("site-small", read);
    });
}

#[test]
fn the_date_that_is_asked_for_marks_the_values_in_force() {
    let standing = |year| {
        let as_of = NaiveDate::from_ymd_opt(year, 6, 1);
        let pages = site(&small(), Request { as_of, lang: Lang::Ja });
        let text = markup::outline(&pages[1]);
        let lines: Vec<_> = text.lines().filter(|line| line.contains("万円")).collect();
        lines.join("\n")
    };
    assert!(standing(2021).contains("令和2年4月1日から令和5年3月31日まで 適用中 1万円"));
    assert!(standing(2021).contains("令和5年4月1日から 適用前 2万円"));
    assert!(standing(2024).contains("令和2年4月1日から令和5年3月31日まで 適用終了 1万円"));
    assert!(standing(2024).contains("令和5年4月1日から 適用中 2万円"));
}
