//! The workspace of an editor, asked directly.
#![expect(clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use hantei::Lang;
use hantei::lsp::{Note, Place, Workspace};
use lsp_types::{Position, Range};

/// A scheme in one file and a common file, small enough to be read here.
const COMMON: &str = "parameters:
  成年年齢:
    id: age_of_majority
    en: Age of majority
    values: [{ from: 1876-04-01, value: 20歳 }, { from: 2022-04-01, value: 18歳 }]
";
const SCHEME: &str = "hantei: 1
scheme: { id: town, title: 制度, authority: 町, source: 要綱, in_force: { from: 2020-04-01 }, as_of: 申請日, use: [common/civil] }
facts:
  申請日: { id: date, type: date, ask: 答えてください }
  年齢: { id: age, en: Age, type: number, unit: 歳, ask: 何歳ですか }
  業種: { id: industry, en: Industry, type: choice, choices: { shop: 小売業, other: { ja: その他, en: Other } }, ask: 答えてください }
  明細: { id: rows, type: list, of: { 金額: { id: amount, en: Amount, type: money }, 区分: { id: kind, type: choice, choices: 業種 } }, ask: 答えてください }
tables:
  限度の表:
    key: 業種
    columns: { 上限: 円, 下限: 円 }
    rows:
      小売業: [5円, 1円]
      その他: [9円, 2円]
rules:
  該当:
    en: Eligible
    clauses: [第1条]
    all:
      - { if: 年齢 >= 成年年齢, clauses: [第1条] }
      - 業種 = 小売業
  合計:
    en: Total
    value: sum(m.金額 for m in 明細 where m.区分 in [小売業]) + 限度の表[業種].上限 - 限度の表[業種].下限
clauses:
  第1条: { cite: 第1条第1項, says: 成年に限る, kind: rule }
decides:
  eligible: { from: 該当, primary: true }
  total: 合計
";
const OTHER: &str = "hantei: 1
scheme: { id: village, title: 制度, authority: 村, source: 要綱, in_force: { from: 2020-04-01 }, use: [common/civil] }
facts: { 歳: { id: age, type: number, unit: 歳, ask: 何歳ですか } }
rules: { 該当: { value: 歳 >= 成年年齢 } }
decides: { eligible: { from: 該当, primary: true } }
";
const CASES: &str = "cases:
  - id: A
    facts: { 年齢: 20, industry: shop, rows: [{ amount: 1, 区分: 小売業 }] }
    expect: { eligible: true, failed: [第1条] }
    clauses: [第1条]
";

fn workspace() -> Workspace {
    let mut workspace = Workspace::new(Lang::Ja, "2026-11-24".parse().unwrap());
    for (path, text) in [
        ("common/civil.yaml", COMMON),
        ("town/scheme.yaml", SCHEME),
        ("town/cases.yaml", CASES),
        ("village/scheme.yaml", OTHER),
    ] {
        workspace.set(path, text.as_bytes());
    }
    workspace
}

/// The place of the `number`th time (from 1) that `word` stands in a file; inside its first sign.
fn nth(workspace: &Workspace, path: &str, word: &str, number: usize) -> Position {
    let text = workspace.text(path).unwrap();
    let (at, _) = text.match_indices(word).nth(number - 1).unwrap();
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    Position {
        line: u32::try_from(line).unwrap(),
        character: u32::try_from(text[start..at].encode_utf16().count()).unwrap(),
    }
}

/// The text of a place.
fn slice(workspace: &Workspace, place: &Place) -> String {
    let text = workspace.text(&place.path).unwrap();
    let line = text.lines().nth(place.range.start.line as usize).unwrap();
    let units: Vec<u16> = line.encode_utf16().collect();
    let (start, end) = (place.range.start.character, place.range.end.character);
    String::from_utf16(&units[start as usize..end as usize]).unwrap()
}

fn notes(workspace: &mut Workspace, path: &str) -> Vec<Note> {
    workspace.diagnostics(path).remove(path).unwrap_or_default()
}

fn codes(workspace: &mut Workspace, path: &str) -> Vec<&'static str> {
    notes(workspace, path).iter().map(|note| note.code).collect()
}

/// Types `new` in place of the first `old`.
fn replace(workspace: &mut Workspace, path: &str, old: &str, new: &str) {
    let start = nth(workspace, path, old, 1);
    let width = u32::try_from(old.encode_utf16().count()).unwrap();
    let end = Position { character: start.character + width, ..start };
    workspace.edit(path, Some(Range { start, end }), new);
}

/// The texts of places, each with its file.
fn told(workspace: &Workspace, places: &[Place]) -> Vec<String> {
    places.iter().map(|place| format!("{} {}", place.path, slice(workspace, place))).collect()
}

/// The labels that are offered at the end of `typed`, written in place of `old`.
fn offered(old: &str, typed: &str) -> Vec<String> {
    let (mut workspace, path) = (workspace(), "town/scheme.yaml");
    let start = nth(&workspace, path, old, 1);
    replace(&mut workspace, path, old, typed);
    let width = u32::try_from(typed.encode_utf16().count()).unwrap();
    let at = Position { character: start.character + width, ..start };
    workspace.completion(path, at).into_iter().map(|item| item.label).collect()
}

#[test]
fn sound_files_have_no_findings() {
    let mut workspace = workspace();
    for path in ["town/scheme.yaml", "town/cases.yaml", "common/civil.yaml", "village/scheme.yaml"]
    {
        assert_eq!(notes(&mut workspace, path), [], "{path}");
    }
}

#[test]
fn a_finding_is_told_in_japanese_at_its_place() {
    let mut workspace = workspace();
    replace(&mut workspace, "town/scheme.yaml", "年齢 >= 成年年齢", "年齢 >= 成年年令");
    let notes = notes(&mut workspace, "town/scheme.yaml");
    let [note] = notes.as_slice() else { panic!("{notes:?}") };
    assert_eq!(note.code, "unknown-name");
    assert!(
        note.message.contains("`成年年令`") && note.message.contains("`成年年齢`"),
        "{}",
        note.message
    );
    let place = Place { path: "town/scheme.yaml".to_owned(), range: note.range };
    assert_eq!(slice(&workspace, &place), "成年年令");
}

#[test]
fn a_half_typed_line_leaves_the_rest_working() {
    let (mut workspace, path) = (workspace(), "town/scheme.yaml");
    replace(&mut workspace, path, "年齢 >= 成年年齢", "業種 >= 成年年齢");
    assert_eq!(codes(&mut workspace, path), ["operand-type"]);
    // A name without its colon is no YAML.
    replace(&mut workspace, path, "  合計:", "  補助\n  合計:");
    assert_eq!(codes(&mut workspace, path), ["operand-type", "yaml-syntax"]);
    let at = nth(&workspace, path, "業種 = 小売業", 1);
    let places = workspace.definition(path, at);
    assert_eq!(told(&workspace, &places), ["town/scheme.yaml 業種"]);
    let refused = workspace.rename(path, at, "業の種類").unwrap_err();
    assert!(refused.contains("town/scheme.yaml"), "{refused}");
    // A colon later all is well.
    replace(&mut workspace, path, "  補助\n", "");
    replace(&mut workspace, path, "業種 >= 成年年齢", "年齢 >= 成年年齢");
    assert_eq!(codes(&mut workspace, path), Vec::<&str>::new());
}

#[test]
fn every_beginning_of_a_file_is_answered() {
    let path = "town/scheme.yaml";
    let mut workspace = workspace();
    for (at, _) in SCHEME.char_indices().step_by(3) {
        let text = &SCHEME[..at];
        workspace.set(path, text.as_bytes());
        let line = u32::try_from(text.matches('\n').count()).unwrap();
        let here = Position { line, character: 1000 };
        let _ = workspace.diagnostics(path);
        let _ = workspace.completion(path, here);
        let _ = workspace.hover(path, here);
        let _ = workspace.outline(path);
    }
}

#[test]
fn a_mistake_in_a_common_file_is_told_where_it_shows() {
    let mut workspace = workspace();
    replace(&mut workspace, "common/civil.yaml", "成年年齢", "成人年齢");
    let found = workspace.diagnostics("common/civil.yaml");
    for path in ["town/scheme.yaml", "village/scheme.yaml"] {
        let codes: Vec<_> = found[path].iter().map(|note| note.code).collect();
        assert_eq!(codes, ["unknown-name"], "{path}");
    }
}

#[test]
fn worked_cases_are_looked_at() {
    let mut workspace = workspace();
    replace(&mut workspace, "town/cases.yaml", "年齢: 20", "年令: 20");
    replace(&mut workspace, "town/cases.yaml", "industry: shop", "industry: shoop");
    let mut codes = codes(&mut workspace, "town/cases.yaml");
    codes.sort_unstable();
    assert_eq!(codes, ["fact-choice", "unknown-fact"]);
}

#[test]
fn hover_shows_the_value_in_force_and_the_words_of_clauses() {
    let (mut workspace, path) = (workspace(), "town/scheme.yaml");
    let mut page = |word, number| {
        let at = nth(&workspace, path, word, number);
        workspace.hover(path, at).unwrap().0
    };
    let parameter = page("成年年齢", 1);
    assert!(parameter.contains("令和8年11月24日（2026-11-24）の値：18歳"), "{parameter}");
    let rule = page("該当", 1);
    assert!(rule.contains("第1条第1項：成年に限る"), "{rule}");
    let field = page("金額", 2);
    assert!(field.contains("欄　数（円）") && field.contains("Amount"), "{field}");
    let function = page("sum", 1);
    assert!(function.contains("合計"), "{function}");
    let key = page("columns", 1);
    assert!(key.contains("列の名前"), "{key}");
    let date = page("2020-04-01", 1);
    assert_eq!(date, "令和2年4月1日（2020-04-01）");
}

#[test]
fn names_lead_to_their_declarations_and_back() {
    let (mut workspace, path) = (workspace(), "town/scheme.yaml");
    let at = nth(&workspace, path, "成年年齢", 1);
    let places = workspace.definition(path, at);
    assert_eq!(told(&workspace, &places), ["common/civil.yaml 成年年齢"]);
    let places = workspace.references(path, at, true);
    let mut all = told(&workspace, &places);
    all.sort();
    assert_eq!(
        all,
        [
            "common/civil.yaml age_of_majority",
            "common/civil.yaml 成年年齢",
            "town/scheme.yaml 成年年齢",
            "village/scheme.yaml 成年年齢",
        ]
    );
    // A choice is found by its name and by its id, in rules and cases.
    let at = nth(&workspace, path, "小売業", 4);
    let places = workspace.references(path, at, false);
    let mut all = told(&workspace, &places);
    all.sort();
    let (scheme, cases) = ("town/scheme.yaml", "town/cases.yaml");
    let wanted = [
        format!("{cases} shop"),
        format!("{cases} 小売業"),
        format!("{scheme} shop"),
        format!("{scheme} 小売業"),
        format!("{scheme} 小売業"),
        format!("{scheme} 小売業"),
    ];
    assert_eq!(all, wanted);
}

/// Makes the edits of a renaming.
fn renamed(path: &str, word: &str, number: usize, new: &str) -> Result<Workspace, String> {
    let mut workspace = workspace();
    let at = nth(&workspace, path, word, number);
    for (path, edits) in workspace.rename(path, at, new)? {
        for edit in edits.iter().rev() {
            workspace.edit(&path, Some(edit.range), &edit.new_text);
        }
    }
    Ok(workspace)
}

#[test]
fn a_renaming_reaches_every_file_and_breaks_nothing() {
    let path = "town/scheme.yaml";
    for (word, number, new) in [
        ("成年年齢", 1, "成人の年齢"),
        ("年齢:", 1, "満年齢"),
        ("小売業", 3, "小売の業"),
        ("金額", 2, "代金"),
        ("上限", 1, "最高額"),
        ("限度の表", 2, "限度"),
        ("該当", 2, "結論"),
        ("第1条", 1, "附則2"),
        ("明細", 2, "明細の一覧"),
        ("m in", 1, "件"),
    ] {
        let mut workspace = renamed(path, word, number, new).unwrap();
        for path in ["town/scheme.yaml", "town/cases.yaml", "village/scheme.yaml"] {
            assert_eq!(notes(&mut workspace, path), [], "{word} in {path}");
        }
        assert!(workspace.text(path).unwrap().contains(new), "{word}");
    }
    let workspace = renamed(path, "成年年齢", 1, "成人の年齢").unwrap();
    for path in ["common/civil.yaml", "town/scheme.yaml", "village/scheme.yaml"] {
        let text = workspace.text(path).unwrap();
        assert!(text.contains("成人の年齢") && !text.contains("成年年齢"), "{path}");
    }
    let workspace = renamed(path, "年齢:", 1, "満年齢").unwrap();
    assert!(workspace.text("town/cases.yaml").unwrap().contains("{ 満年齢: 20"));
}

#[test]
fn a_renaming_that_would_go_wrong_is_refused_in_words() {
    let path = "town/scheme.yaml";
    let refused = |word, number, new: &str| renamed(path, word, number, new).unwrap_err();
    assert!(refused("年齢:", 1, "業種").contains("使われています"));
    assert!(refused("年齢:", 1, "小売業").contains("使われています"));
    // The village has a fact of that name.
    assert!(refused("成年年齢", 1, "歳").contains("village"));
    assert!(refused("年齢:", 1, "3歳").contains("名前に使えません"));
    assert!(refused("年齢:", 1, "満 年齢").contains("名前に使えません"));
    assert!(refused("年齢:", 1, "m").contains("使われています"));
    assert!(refused("shop", 1, "store").contains("id"));
    assert!(refused("sum", 1, "total").contains("はじめからある"));
}

#[test]
fn completion_knows_where_it_is() {
    let first = |old, typed| offered(old, typed).into_iter().take(2).collect::<Vec<_>>();
    assert_eq!(first("業種 = 小売業", "業種 = "), ["小売業", "その他"]);
    assert_eq!(first("業種 = 小売業", "業種 in [小売業, "), ["小売業", "その他"]);
    assert_eq!(first("業種 = 小売業", "some m in 明細 satisfies m."), ["金額", "区分"]);
    assert_eq!(first("業種 = 小売業", "限度の表[業種]."), ["上限", "下限"]);
    assert_eq!(first("m.金額", "m."), ["金額", "区分"]);
    assert_eq!(first("    clauses: [第1条]", "    clauses: [第"), ["第1条"]);
    assert_eq!(first("type: number", "type: "), ["boolean", "money"]);
    let facts = offered("業種 = 小売業", "年");
    assert!(facts.contains(&"年齢".to_owned()) && facts.contains(&"round_down".to_owned()));
    let keys = offered("    en: Eligible", "    a");
    assert!(keys.contains(&"applies_when".to_owned()), "{keys:?}");
    let sections = offered("clauses:\n  第1条", "re");
    assert!(sections.contains(&"readings".to_owned()), "{sections:?}");
}

#[test]
fn dates_are_shown_in_the_other_calendar() {
    let mut workspace = workspace();
    replace(&mut workspace, "common/civil.yaml", "2022-04-01", "令和4年4月1日");
    let end = Position { line: 9, character: 0 };
    let hints =
        workspace.inlay_hints("common/civil.yaml", Range { start: Position::default(), end });
    let labels: Vec<_> = hints.iter().map(|hint| format!("{:?}", hint.label)).collect();
    assert_eq!(labels, [r#"String("明治9年4月1日")"#, r#"String("2022-04-01")"#]);
}

#[test]
fn the_outline_names_sections_and_what_they_declare() {
    let outline = workspace().outline("town/scheme.yaml");
    let facts = outline.iter().find(|one| one.name == "facts").unwrap();
    let names: Vec<_> = facts.children.iter().flatten().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["申請日", "年齢", "業種", "明細"]);
}
