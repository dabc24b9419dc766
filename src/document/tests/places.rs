//! Places of nodes and of the characters of scalars.

use proptest::prelude::*;

use super::File;
use crate::document::{NodeKind, read_bytes};
use crate::source::Sources;

/// Every character of every scalar leads to that character in the file. White space may be
/// written differently, and so may anything in a text with escapes.
fn places_are_exact(file: &File) {
    let text = file.sources.text(file.id);
    for scalar in file.scalars().into_iter().filter(|scalar| scalar.escape.is_none()) {
        for (at, sign) in scalar.text.char_indices().filter(|(_, sign)| !sign.is_whitespace()) {
            let start = u32::try_from(at).unwrap();
            let end = start + u32::try_from(sign.len_utf8()).unwrap();
            let written = file.sources.slice(scalar.segments.map(start, end));
            assert_eq!(written, sign.to_string(), "byte {at} of {scalar:?}\n{text}");
        }
    }
}

const SAMPLES: &[&str] = &[
    "資本金: 3億円\n",
    "値: 資本金 <=\n  3億円\n\n  and 従業員数\n",
    "値: |\n    資本金 <=\n      3億円\n\n    and 従業員数\n次: 1\n",
    "値: |2-\n    深い\n  浅い\n",
    "値: |\n\n\n  空行の後\n",
    "値: >\n  資本金 <=\n  3億円\n\n  段落\n\n    - 字下げ\n    - 字下げ\n\n\n  終わり\n\n次: 1\n",
    "値: >-\n\n  空行の後\n  続き\n",
    "値: 'それは''可''である\n  とする'\n",
    "値: \"資本金\n   と  \n\n  従業員数\"\n",
    "{ 鍵: [一, '二', \"三\"], 次: 平文\n 続き }\n",
    "- |\n 一\n- >\n 二\n 三\n- 四\n",
    "a:\n  - if: >-\n      長い\n      条件\n    clauses: [J2-2-(1)ア-資]\n",
    "--- |\n根の\n文\n",
];

#[test]
fn every_character_leads_to_its_place() {
    for sample in SAMPLES {
        for text in
            [(*sample).to_owned(), sample.replace('\n', "\r\n"), format!("\u{feff}{sample}")]
        {
            let file = File::sound(&text);
            assert!(!file.scalars().is_empty(), "{text}");
            places_are_exact(&file);
        }
    }
}

#[test]
fn a_place_in_a_block_has_the_line_and_column_of_the_file() {
    let file = File::sound("\u{feff}値: |\r\n    資本金 <=\r\n    3億円\r\n");
    let block = file.scalars()[1];
    assert_eq!(block.text, "資本金 <=\n3億円\n");
    let start = u32::try_from(block.text.find("億").unwrap()).unwrap();
    let place = block.segments.map(start, start + 3);
    assert_eq!(file.sources.slice(place), "億");
    let position = file.sources.position(place);
    assert_eq!((position.line, position.column), (3, 6));
    assert_eq!(file.sources.slice(block.span), "資本金 <=\r\n    3億円");
}

#[test]
fn escapes_lead_to_their_backslash_and_what_follows_them_is_exact() {
    let file = File::sound(r#"値: "改\n行 \u3042 \uD834\uDD1E \"終\" \L""#);
    let scalar = file.scalars()[1];
    let slice = |word: &str| {
        let start = u32::try_from(scalar.text.find(word).unwrap()).unwrap();
        let end = start + u32::try_from(word.len()).unwrap();
        file.sources.slice(scalar.segments.map(start, end))
    };
    assert_eq!(slice("行"), "行");
    assert_eq!(slice("終"), "終");
    assert!(slice("あ").starts_with("\\u3"));
    assert!(slice("𝄞").starts_with("\\uD8"));
    assert_eq!(file.sources.slice(scalar.escape.unwrap()), "\\n");
}

#[test]
fn only_double_quoted_texts_have_escapes() {
    let file = File::sound("['a\\n', a\\n, \"a 'b'\", \"a \\\n b\"]");
    let escapes: Vec<Option<&str>> = file
        .scalars()
        .iter()
        .map(|scalar| scalar.escape.map(|at| file.sources.slice(at)))
        .collect();
    assert_eq!(escapes, [None, None, None, Some("\\\n ")]);
}

#[test]
fn nodes_span_what_is_written() {
    let file = File::sound("規則:\n  一: 'x'\n  二: [ 1, 2 ]\n  三:\n");
    let root = file.node.as_ref().unwrap();
    assert_eq!(file.sources.slice(root.span), "規則:\n  一: 'x'\n  二: [ 1, 2 ]\n  三");
    let NodeKind::Mapping(entries) = &root.kind else { panic!() };
    let NodeKind::Mapping(rules) = &entries[0].value.kind else { panic!() };
    let written: Vec<&str> =
        rules.iter().map(|entry| file.sources.slice(entry.value.span)).collect();
    assert_eq!(written, ["'x'", "[ 1, 2 ]", ""]);
    let nothing = file.sources.position(rules[2].value.span);
    assert_eq!((nothing.line, nothing.column), (4, 4));
}

#[test]
fn a_file_keeps_its_bytes() {
    let mut sources = Sources::default();
    let bytes = "\u{feff}鍵: 値\r\n".as_bytes();
    let id = read_bytes("a.yaml", bytes, &mut sources).unwrap();
    assert_eq!(sources.text(id).as_bytes(), bytes);
    assert_eq!(sources.name(id), "a.yaml");
}

proptest! {
    /// Whatever the file: no panic, every place inside it, every character exact.
    #[test]
    fn places_hold_in_any_file(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a: ", "金: ", "- ", "\n", "\n  ", "\n    ", "\r\n", " ", "　", "：", "|\n", ">\n",
                ">-\n  ", "|2\n   ", "'", "''", "\"", "\\n", "\\", "[", "]", "{", "}", ", ", "#",
                " # c", "語", "語 ", "&a ", "*a", "!t ", "<<: ", "? ", "---\n", "\t", "\u{feff}", "~",
            ]),
            0..24,
        ),
    ) {
        let text = parts.concat();
        let file = File::read(&text);
        for finding in &file.findings {
            let at = finding.at.unwrap();
            prop_assert!(text.get(at.start as usize..at.end as usize).is_some(), "{at:?}");
        }
        prop_assert!(file.node.is_some() || !file.findings.is_empty());
        places_are_exact(&file);
    }
}
