//! What is found about the way in which hantei is asked.

use std::collections::BTreeMap;

use hantei::diagnostic::Code;
use hantei::value::Number;
use hantei::{Files, InMemory, Lang, Scheme, rulebook};

const BASE: &str = include_str!("../bad/base.yaml");

fn scheme() -> Scheme {
    rulebook::load_scheme(&InMemory::new().with("bad/base.yaml", BASE), "bad").unwrap()
}

#[test]
fn a_scheme_that_is_not_there_is_told_with_the_nearest() {
    let files = InMemory::new().with("bad/base.yaml", BASE);
    let found = rulebook::load_scheme(&files, "bads").unwrap_err();
    let finding = found.findings.first().unwrap();
    assert_eq!(finding.code, Code::UnknownScheme);
    assert_eq!(finding.help(Lang::En).as_deref(), Some("did you mean `bad`?"));
}

#[test]
fn readings_and_their_alternatives_are_known_by_id_or_name() {
    let scheme = scheme();
    assert_eq!(scheme.reading("counting", "some"), scheme.reading("数え方", "市内だけ"));
    assert_eq!(scheme.reading("countin", "some").unwrap_err().code, Code::UnknownReading);
    let finding = scheme.reading("counting", "none").unwrap_err();
    assert_eq!(finding.code, Code::UnknownAlternative);
    assert_eq!(finding.help(Lang::En).as_deref(), Some("the alternatives are all, some"));
}

#[test]
fn a_value_that_is_no_object_of_facts_is_told() {
    let keys: BTreeMap<(u8, u8), u8> = BTreeMap::from([((1, 2), 3)]);
    let found = scheme().facts(&keys).unwrap_err();
    assert_eq!(found.findings.first().unwrap().code, Code::FactsSyntax);
}

#[test]
fn a_scheme_without_allocation_ranks_nothing() {
    let budget = Number::from_i64(1);
    let found = rulebook::allocate(&scheme(), "[]", "a", &budget, None, Lang::En).unwrap_err();
    assert_eq!(found.findings.first().unwrap().code, Code::WrongUsage);
}

/// Files that are listed and cannot be read.
struct Broken;

impl Files for Broken {
    fn paths(&self) -> Vec<String> {
        vec!["bad/base.yaml".to_owned(), "bad/gone.yaml".to_owned()]
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if path == "bad/base.yaml" { Ok(BASE.into()) } else { Err("no such file".to_owned()) }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_path() {
    let found = rulebook::load_scheme(&Broken, "bad").unwrap_err();
    let finding = found.findings.first().unwrap();
    assert_eq!(finding.code, Code::FileUnreadable);
    assert_eq!(finding.message(Lang::En), "cannot read `bad/gone.yaml`: no such file");
}
