//! What findings say and how they are shown.

use std::collections::BTreeSet;

use super::table::{Entry, TABLE};
use super::words::{Piece, Words, pieces};
use super::{Code, Diagnostic, draw, to_json};
use crate::source::{FileId, Sources, Span};
use crate::text::{Lang, Text};

fn entries() -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().copied().flatten()
}

fn gaps(template: &str) -> BTreeSet<&str> {
    let pieces = pieces(template).into_iter();
    pieces
        .filter_map(|piece| if let Piece::Gap(name) = piece { Some(name) } else { None })
        .collect()
}

fn span(sources: &Sources, file: FileId, word: &str) -> Span {
    let start = u32::try_from(sources.text(file).find(word).unwrap()).unwrap();
    Span { file, start, end: start + u32::try_from(word.len()).unwrap() }
}

#[test]
fn every_code_has_words_once() {
    let codes: Vec<Code> = entries().map(|entry| entry.code).collect();
    for code in Code::ALL {
        let count = codes.iter().filter(|other| *other == code).count();
        assert_eq!(count, 1, "{}", code.as_str());
    }
}

#[test]
fn codes_are_kebab_case_and_differ() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for name in names {
        assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{name}"
        );
    }
}

#[test]
fn both_languages_show_the_same_arguments() {
    for entry in entries() {
        for words in entry.help.iter().chain([&entry.message]) {
            assert_eq!(gaps(words.ja), gaps(words.en), "{}", entry.code.as_str());
        }
    }
}

#[test]
fn messages_are_one_line_without_a_full_stop() {
    for entry in entries() {
        for Words { ja, en } in entry.help.iter().chain([&entry.message]) {
            assert!(!ja.ends_with('。') && !en.ends_with('.'), "{ja} {en}");
            assert!(!ja.contains('\n') && !en.contains('\n'), "{ja} {en}");
            assert!(!en.starts_with(|sign: char| sign.is_uppercase()), "{en}");
            assert_eq!(ja.matches('`').count() % 2, 0, "{ja}");
            assert_eq!(en.matches('`').count() % 2, 0, "{en}");
        }
    }
}

#[test]
fn the_manual_has_an_entry_for_every_code_and_no_other() {
    let manual = include_str!("../../docs/errors.md");
    let headings: Vec<&str> =
        manual.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(headings, codes);
}

#[test]
fn the_manual_quotes_the_japanese_messages() {
    let manual = include_str!("../../docs/errors.md");
    for entry in entries() {
        let heading = format!("### `{}`\n\n> {}\n\n", entry.code.as_str(), entry.message.ja);
        assert!(manual.contains(&heading), "{heading}");
    }
}

#[test]
fn the_nearest_name_is_the_help() {
    let finding = Diagnostic::unplaced(Code::UnknownName).with("name", "資本");
    assert!(finding.help(Lang::En).unwrap().starts_with("if a number"));
    let finding = finding.with_some("nearest", Some("資本金"));
    assert_eq!(finding.help(Lang::Ja).unwrap(), "`資本金` ではありませんか");
    assert_eq!(finding.help(Lang::En).unwrap(), "did you mean `資本金`?");
}

#[test]
fn a_help_without_its_argument_is_left_out() {
    let finding = Diagnostic::unplaced(Code::FactChoice).with("fact", "業種").with("found", "店");
    assert_eq!(finding.help(Lang::Ja), None);
    let finding = finding.with("choices", "小売業、卸売業");
    assert_eq!(finding.help(Lang::Ja).unwrap(), "選択肢：小売業、卸売業");
}

#[test]
fn the_first_help_that_can_be_filled_counts() {
    let finding =
        Diagnostic::unplaced(Code::NotInForce).with("name", "上限").with("date", "2016-04-01");
    assert_eq!(finding.help(Lang::Ja), None);
    let finding = finding.with("after", "2017-04-01");
    assert!(finding.help(Lang::Ja).unwrap().starts_with("最初の値は 2017-04-01 からです"));
    assert_eq!(finding.to_string(), "2016-04-01 に適用される `上限` がありません");
}

#[test]
fn arguments_cannot_break_the_line_or_steer_the_terminal() {
    let finding = Diagnostic::unplaced(Code::UnknownScheme).with("name", "a\n\u{1b}[31m\u{202e}b");
    let message = finding.message(Lang::En);
    assert_eq!(message, "there is no scheme `a\u{fffd}\u{fffd}[31m\u{fffd}b`");
}

/// Two files with line ends of Windows and a byte order mark, and findings in both.
fn example() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let text = "\u{feff}rules:\r\n  対象:\r\n    value: 資本 ≦ 3億円\r\n  対象: ｱｲｳ１２\r\n";
    let rules = sources.add("rules.yaml", text);
    let facts = sources.add("facts.yaml", "資本金: 1");
    let unknown = Diagnostic::new(Code::UnknownName, span(&sources, rules, "資本"))
        .with("name", "資本")
        .with("nearest", "資本金")
        .related(span(&sources, facts, "資本金"), Text::new("ここで定義", "defined here"));
    let second = u32::try_from(text.rfind("対象").unwrap()).unwrap();
    let findings = vec![
        Diagnostic::new(Code::DuplicateKey, Span { file: rules, start: second, end: second + 6 })
            .with("key", "対象")
            .related(span(&sources, rules, "対象"), Text::new("1つ目", "the first one")),
        unknown.clone(),
        Diagnostic::new(Code::UnknownUnit, span(&sources, rules, "１２"))
            .with("unit", "ｱ")
            .warning(),
        Diagnostic::unplaced(Code::NoPrimary),
        unknown,
    ];
    (sources, findings)
}

#[test]
fn findings_are_drawn_in_order_with_wide_characters_under_two_cells() {
    let (sources, findings) = example();
    insta::assert_snapshot!(draw(&findings, &sources, Lang::Ja, false), @r"
    エラー[no-primary]: 主たる結論が定められていません
     |
     = ヒント: `decides` の1つに `primary: true` を加えてください

    エラー[unknown-name]: `資本` は定義されていません
     --> rules.yaml:3:12
      |
    3 |     value: 資本 ≦ 3億円
      |            ^^^^
      |
     ::: facts.yaml:1:1
      |
    1 | 資本金: 1
      | ------ ここで定義
      |
      = ヒント: `資本金` ではありませんか

    エラー[duplicate-key]: 項目 `対象` が重複しています
     --> rules.yaml:4:3
      |
    2 |   対象:
      |   ---- 1つ目
    3 |     value: 資本 ≦ 3億円
    4 |   対象: ｱｲｳ１２
      |   ^^^^
      |
      = ヒント: どちらか一方を削るか、名前を変えてください

    注意[unknown-unit]: `ｱ` という単位はありません
     --> rules.yaml:4:10
      |
    4 |   対象: ｱｲｳ１２
      |            ^^^^
      |
      = ヒント: 制度に特有の単位は `scheme` の `units` に加えてください
    ");
}

#[test]
fn english_and_colour() {
    let (sources, findings) = example();
    let plain = draw(&findings[1..2], &sources, Lang::En, false);
    insta::assert_snapshot!(plain, @r"
    error[unknown-name]: `資本` is not defined
     --> rules.yaml:3:12
      |
    3 |     value: 資本 ≦ 3億円
      |            ^^^^
      |
     ::: facts.yaml:1:1
      |
    1 | 資本金: 1
      | ------ defined here
      |
      = help: did you mean `資本金`?
    ");
    let coloured = draw(&findings[1..2], &sources, Lang::En, true);
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(draw(&[], &sources, Lang::Ja, false), "");
}

#[test]
fn places_that_do_not_fit_the_file_are_drawn_all_the_same() {
    let (sources, _) = example();
    let file = sources.ids().next().unwrap();
    for (start, end) in [(0, 0), (1, 2), (14, 15), (0, 500), (400, 500), (60, 3), (10, 10)] {
        let finding = Diagnostic::new(Code::Overflow, Span { file, start, end });
        assert!(draw(&[finding], &sources, Lang::Ja, false).contains("rules.yaml:"));
    }
    let nowhere = Span { file: FileId(9), start: 3, end: 4 };
    let finding = Diagnostic::new(Code::Overflow, nowhere);
    assert!(draw(&[finding], &sources, Lang::Ja, false).starts_with("エラー[overflow]"));
}

#[test]
fn a_line_without_end_is_cut() {
    let mut sources = Sources::default();
    let text = "金".repeat(300_000);
    let file = sources.add("long.yaml", text.as_str());
    let findings: Vec<Diagnostic> = (0..100)
        .map(|number| number * 9000)
        .map(|start| Diagnostic::new(Code::Overflow, Span { file, start, end: start + 3 }))
        .collect();
    let drawn = draw(&findings, &sources, Lang::Ja, false);
    assert!(drawn.lines().all(|line| line.len() < 1000));
}

#[test]
fn json_has_characters_and_bytes() {
    let (sources, findings) = example();
    let json = to_json(&findings, &sources, Lang::En);
    assert_eq!(json.as_array().unwrap().len(), 4);
    insta::assert_snapshot!(format!("{json:#}"), @r#"
    [
      {
        "code": "no-primary",
        "severity": "error",
        "message": "no output is the primary one",
        "help": "add `primary: true` to one output under `decides`",
        "file": null,
        "line": null,
        "column": null,
        "end_line": null,
        "end_column": null,
        "start": null,
        "end": null,
        "related": []
      },
      {
        "code": "unknown-name",
        "severity": "error",
        "message": "`資本` is not defined",
        "help": "did you mean `資本金`?",
        "file": "rules.yaml",
        "line": 3,
        "column": 12,
        "end_line": 3,
        "end_column": 14,
        "start": 33,
        "end": 39,
        "related": [
          {
            "message": "defined here",
            "file": "facts.yaml",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 4,
            "start": 0,
            "end": 9
          }
        ]
      },
      {
        "code": "duplicate-key",
        "severity": "error",
        "message": "the key `対象` stands here twice",
        "help": "remove one of the two or give it another name",
        "file": "rules.yaml",
        "line": 4,
        "column": 3,
        "end_line": 4,
        "end_column": 5,
        "start": 55,
        "end": 61,
        "related": [
          {
            "message": "the first one",
            "file": "rules.yaml",
            "line": 2,
            "column": 3,
            "end_line": 2,
            "end_column": 5,
            "start": 13,
            "end": 19
          }
        ]
      },
      {
        "code": "unknown-unit",
        "severity": "warning",
        "message": "there is no unit `ｱ`",
        "help": "add a unit of the scheme's own to `units` under `scheme`",
        "file": "rules.yaml",
        "line": 4,
        "column": 10,
        "end_line": 4,
        "end_column": 12,
        "start": 72,
        "end": 78,
        "related": []
      }
    ]
    "#);
}
