//! Warnings about checked schemes.

use hantei::diagnostic::draw;
use hantei::{Lang, RuleBook, analyze};

#[test]
fn the_schemes_are_clean() {
    let book = RuleBook::built_in().unwrap_or_else(|found| panic!("{found}"));
    let mut told = String::new();
    for scheme in book.schemes() {
        let start = std::time::Instant::now();
        let program = scheme.program();
        let found = analyze::analyze(program);
        eprintln!("{} {:?} {}", scheme.id(), start.elapsed(), found.len());
        told.push_str(&draw(&found, &program.sources, Lang::Ja, false));
    }
    assert!(told.is_empty(), "{told}");
}
