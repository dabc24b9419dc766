//! Files made to hurt: refused at once, never by a crash.

use super::File;
use crate::diagnostic::Code;
use crate::document::{MAX_BYTES, MAX_DEPTH, read_bytes};
use crate::source::Sources;

fn codes(text: &str) -> Vec<Code> {
    let file = File::read(text);
    assert!(file.node.is_none());
    file.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn depth_is_bounded_in_every_form() {
    for part in ["[", "{a: ", "- ", "[{a: ", "? "] {
        assert_eq!(codes(&part.repeat(100_000)), [Code::TooDeep], "{part}");
    }
    let steps: String = (0..3000).map(|depth| " ".repeat(depth % 400) + "a:\n").collect();
    assert_eq!(codes(&steps), [Code::TooDeep]);
}

#[test]
fn the_last_level_is_allowed() {
    let nest = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    File::sound(&nest(MAX_DEPTH));
    assert_eq!(File::read(&nest(MAX_DEPTH + 1)).found(), ["1:65 too-deep '['"]);
}

#[test]
fn nothing_expands() {
    let mut laughs = "a0: &a0 [x]\n".to_owned();
    for level in 1..30 {
        let alias = format!("*a{}, ", level - 1).repeat(9);
        laughs = format!("{laughs}a{level}: &a{level} [{alias}]\n");
    }
    let file = File::read(&laughs);
    assert!(file.findings.iter().all(|finding| finding.code == Code::YamlFeature));
    assert!(file.findings.len() <= 100);
}

#[test]
fn size_is_bounded_before_the_content_is_looked_at() {
    let mut sources = Sources::default();
    let bytes = vec![0xff; 10 * MAX_BYTES];
    let finding = read_bytes("big.yaml", &bytes, &mut sources).unwrap_err();
    assert_eq!(finding.code, Code::FileTooLarge);
    assert_eq!(codes(&"# ".repeat(MAX_BYTES)), [Code::FileTooLarge]);
}

#[test]
fn findings_are_bounded() {
    let duplicates = "a: 1\n".repeat(100_000);
    assert_eq!(codes(&duplicates).len(), 100);
    assert_eq!(codes(&format!("{}a: 1\n", "資：\n".repeat(100_000))).len(), 100);
}

#[test]
fn large_files_of_one_kind_are_read() {
    let long_line = "金".repeat(300_000);
    File::sound(&format!("a: {long_line}\n"));
    File::sound(&format!("a: |\n{}", "  金\n".repeat(50_000)));
    File::sound(&format!("a: '{}'\n", "''".repeat(100_000)));
    File::sound(&format!("a: x\n{}", "  y\n".repeat(50_000)));
    File::read(&"　\n".repeat(100_000));
    File::read(&"\t".repeat(500_000));
    File::read(&"：\n".repeat(100_000));
    File::read(&format!("a: 1{}b: 2", "\n".repeat(900_000)));
}
