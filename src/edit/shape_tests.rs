//! The table of shapes beside the reader of declarations: both take the same scalars for
//! expressions and dates.

use std::collections::BTreeSet;

use super::scalars::{Kind, scalars};
use crate::diagnostic::Code;
use crate::document::{self, Node, NodeKind};
use crate::model;
use crate::rulebook::{BuiltIn, Files};
use crate::source::{Sources, Span};

/// Puts what is neither an expression nor a date into every scalar but those that begin at `but`.
fn spoil(node: &mut Node, but: &BTreeSet<u32>) {
    match &mut node.kind {
        NodeKind::Mapping(entries) => {
            for entry in entries {
                spoil(&mut entry.value, but);
            }
        }
        NodeKind::Sequence(items) => {
            for item in items {
                spoil(item, but);
            }
        }
        NodeKind::Scalar(scalar) if !but.contains(&scalar.span.start) => {
            ")".clone_into(&mut scalar.text);
        }
        NodeKind::Scalar(_) | NodeKind::Null => {}
    }
}

/// Where the reader wants something else than `)`, by the code of its finding.
///
/// It does not read on behind some findings, so that it is asked again with those places whole.
fn wanted(node: &Node, code: Code, sources: &Sources) -> BTreeSet<u32> {
    let mut all = BTreeSet::new();
    loop {
        let mut spoiled = node.clone();
        spoil(&mut spoiled, &all);
        let (_, found) = model::declare(&[spoiled]);
        let places = found.into_iter().filter(|one| one.code == code).filter_map(|one| one.at);
        // `12-29..01-03` of a calendar is a stretch of days of every year and no date.
        let places = places.filter(|at| !sources.slice(*at).contains(".."));
        let known = all.len();
        all.extend(places.map(|at| owner(sources.text(at.file), at)));
        if all.len() == known {
            return all;
        }
    }
}

#[test]
fn the_reader_takes_the_same_scalars_for_expressions_and_dates() {
    let (mut expressions, mut dates) = (0, 0);
    let example = ("example.yaml".to_owned(), EVERY_KEY.as_bytes().to_vec());
    let paths = BuiltIn.paths().into_iter().filter(|path| !path.ends_with("cases.yaml"));
    let files = paths.map(|path| (path.clone(), BuiltIn.read(&path).unwrap()));
    for (path, bytes) in files.chain([example]) {
        let mut sources = Sources::default();
        let file = document::read_bytes(path.as_str(), &bytes, &mut sources).unwrap();
        let node = document::read(&sources, file).0.unwrap();
        let (mut written, mut days) = (BTreeSet::new(), BTreeSet::new());
        scalars(&node, sources.text(file), &mut |found| {
            match found.kind {
                Kind::Expression => written.insert(found.scalar.span.start),
                Kind::Date => days.insert(found.scalar.span.start),
                Kind::RowKey | Kind::Words => false,
            };
        });
        assert_eq!(wanted(&node, Code::Syntax, &sources), written, "{path}");
        assert_eq!(wanted(&node, Code::BadDate, &sources), days, "{path}");
        expressions += written.len();
        dates += days.len();
    }
    assert!(expressions > 500 && dates > 50, "{expressions} expressions, {dates} dates");
}

/// The start of the scalar that holds a place: quotation marks belong to it.
fn owner(text: &str, at: Span) -> u32 {
    let start = at.start as usize;
    let marks = text[..start].bytes().rev().take_while(|byte| matches!(byte, b'"' | b'\'')).count();
    at.start - u32::try_from(marks).unwrap()
}

/// Keys that no built-in scheme has.
const EVERY_KEY: &str = "
facts:
  甲: { id: a, type: money, range: '[0円..]', default: 1円 }
parameters:
  乙: { id: b, confirm_by: 2027-04-01, values: [{ from: 2026-04-01, until: 2026-05-01, value: [1円, 2円], confirmed_on: 2026-04-01 }] }
tables:
  丙: { key: 甲, columns: { 丁: 円 }, rows: { 1円: 2円, 3円: [4円], 5円: { values: [6円] } }, otherwise: [7円] }
  戊: { key: 甲, columns: { 丁: 円 }, versions: [{ from: 2026-04-01, until: 2026-05-01, rows: { 1円: 2円 }, otherwise: [7円] }] }
rules:
  己: { each: m in 庚, applies_when: 甲, any: [甲, { if: 甲, applies_when: 甲 }, { none: [甲], applies_when: 甲 }, { all: [{ any: [甲] }] }], unless: [{ when: 甲, value: 甲 }] }
  辛: { first: [{ when: 甲, value: 甲 }, { otherwise: 甲 }] }
  壬: { amount: { of: 甲, plus: 甲, less: { value: 甲 }, times: 甲, at_least: 甲, at_most: 甲, round_down: 甲 } }
  癸: { of: document, collect: [{ add: 甲, when: 甲 }] }
  子: { versions: [{ from: 2026-04-01, until: 2026-05-01, all: [甲] }, { from: 2026-06-01, amount: { of: 甲 } }, { from: 2026-07-01, first: [{ otherwise: 甲 }] }] }
warnings:
  丑: { id: c, says: a, when: 甲 }
holidays:
  寅: { id: d, from: 2026-04-01, until: 2026-05-01, days: {} }
allocation:
  facts: { 卯: { id: e, type: money, range: '[0円..]' } }
  ranked_when: 甲
  requested: 甲
  keys: [{ name: a, value: 甲 }]
";
