//! The tree agrees with what `serde_yaml` reads.

use serde_yaml::Value;

use super::File;
use crate::document::{Node, NodeKind, Scalar, Style};

const SAMPLES: &[&str] = &[
    "hantei: 1\nscheme:\n  id: joetsu-exam-travel\n  title: { ja: 補助金, en: Travel subsidy }\n  in_force: { from: 2017-04-01 }\n  use: [common/civil, common/holidays]\n  units: [頁]\n",
    "facts:\n  資本金: { id: capital, type: money, range: \"[0円..]\", clauses: [J2-2-(1)ア-資] }\n  市長の認定: { id: mayor_recognised, type: boolean, judgement: true, default: false }\n",
    "rules:\n  規模:\n    any:\n      - 事業者区分 = 会社 and 資本金 <= 規模の基準[業種].資本金の上限\n      - { if: \"従業員数 <= 300人\", says: 'it''s fine' }\n      - all:\n        - a\n        -\n        - ~\n",
    "rows:\n  小売業:       [5千万円, 50人]\n  卸売業, その他の業種: [1億円, 100人]\n  1人..10人: [1000円, 2000円]\n  101人..:   [4000円, 8000円]\n",
    "# only a comment\n",
    "",
    "~",
    "a: |\n  one\n   two\n\n  three\nb: >-\n  folded\n  text\n\n  more\n\n    indented\n  end\nc: >+\n  kept\n\nd: |2\n    x\n",
    "plain: over\n  several\n\n  lines # comment\n'quoted key': \"tab\\tあ\\u3042 \\\n  continued\"\n",
    "- - nested\n  - list\n- {}\n- []\n- {a: , b}\n",
    "\u{feff}bom: true\r\nlist:\r\n- 1\r\n- 02\r\n- 1.50\r\n- no\r\n",
];

#[test]
fn the_tree_is_what_the_other_reader_reads() {
    for sample in SAMPLES {
        let file = File::sound(sample);
        // The other reader takes a byte order mark for a document of its own.
        let other: Value = serde_yaml::from_str(sample.trim_start_matches('\u{feff}')).unwrap();
        assert!(same(file.node.as_ref().unwrap(), &other), "{sample}\n{:?}\n{other:?}", file.node);
    }
}

#[test]
fn the_examples_of_the_format_are_read() {
    let manual = include_str!("../../../docs/rule-files.md");
    let blocks: Vec<&str> = manual.split("```yaml\n").skip(1).collect();
    assert!(blocks.len() > 5);
    for block in blocks {
        let block = block.split("```").next().unwrap();
        let file = File::sound(block);
        let other: Value = serde_yaml::from_str(block).unwrap();
        assert!(same(file.node.as_ref().unwrap(), &other), "{block}");
    }
}

#[test]
fn scalars_stay_text() {
    let file = File::sound(
        "[012, no, 2024-04-01, 1_000, 0.10, 123456789012345678901234, null, ~, '~', \"\"]",
    );
    let texts: Vec<&str> = file.scalars().iter().map(|scalar| scalar.text.as_str()).collect();
    let expected =
        ["012", "no", "2024-04-01", "1_000", "0.10", "123456789012345678901234", "~", ""];
    assert_eq!(texts, expected);
}

/// Whether both readers read the same. The other one decides about types; what it makes of a
/// plain scalar must be what it makes of our text.
fn same(node: &Node, other: &Value) -> bool {
    match (&node.kind, other) {
        (NodeKind::Null, Value::Null) => true,
        (NodeKind::Scalar(scalar), other) => same_scalar(scalar, other),
        (NodeKind::Sequence(items), Value::Sequence(others)) => {
            items.len() == others.len()
                && items.iter().zip(others).all(|(item, other)| same(item, other))
        }
        (NodeKind::Mapping(entries), Value::Mapping(others)) => {
            entries.len() == others.len()
                && entries.iter().zip(others).all(|(entry, (key, value))| {
                    same_scalar(&entry.key, key) && same(&entry.value, value)
                })
        }
        _ => false,
    }
}

fn same_scalar(scalar: &Scalar, other: &Value) -> bool {
    let text = Value::String(scalar.text.clone());
    match scalar.style {
        Style::Plain => {
            *other == text || serde_yaml::from_str::<Value>(&scalar.text).unwrap() == *other
        }
        _ => *other == text,
    }
}
