//! What formatting changes, and what it leaves.

use super::{format, is_cases};

/// A file with one rule file's worth of wrong spelling, and its plain form.
fn formatted(text: &str) -> String {
    format("rules.yaml", text.as_bytes()).unwrap_or_else(|found| panic!("{found}"))
}

/// The text with nothing to change, which is then also what its second formatting gives.
fn becomes(text: &str, plain: &str) {
    assert_eq!(formatted(text), plain);
    assert_eq!(formatted(plain), plain);
}

#[test]
fn expressions_become_plain_and_words_stay() {
    becomes(
        "rules:\n  上限内:\n    about: 従業員数が３００人　以下、＜等＞\n    value: 従業員数≦３００人　and 資本金 ＜＝ 3億円 # ３００人\n",
        "rules:\n  上限内:\n    about: 従業員数が３００人　以下、＜等＞\n    value: 従業員数 <= 300人 and 資本金 <= 3億円 # ３００人\n",
    );
}

#[test]
fn a_fraction_keeps_its_form() {
    let rule = |value: &str| format!("rules:\n  額:\n    value: {value}\n");
    becomes(&rule("経費＊１／３"), &rule("経費 * 1/3"));
    becomes(&rule("経費 * 1 / 3"), &rule("経費 * 1 / 3"));
    becomes(&rule("経費/人数"), &rule("経費 / 人数"));
    becomes(&rule("1000円/3"), &rule("1000円 / 3"));
}

#[test]
fn quotation_marks_come_where_plain_signs_need_them() {
    becomes(
        "rules:\n  額:\n    first:\n      - { when: 業種 in ［小売業、卸売業］, value: 1円 }\n      - { otherwise: max（1円、2円） }\n",
        "rules:\n  額:\n    first:\n      - { when: \"業種 in [小売業, 卸売業]\", value: 1円 }\n      - { otherwise: \"max(1円, 2円)\" }\n",
    );
    becomes(
        "rules:\n  額:\n    value: ［\"一\"、\"二\"］\n",
        "rules:\n  額:\n    value: '[\"一\", \"二\"]'\n",
    );
}

#[test]
fn dates_keep_their_era_and_lose_wide_digits() {
    becomes(
        "parameters:\n  上限:\n    id: cap\n    values:\n      - { from: 令和７年４月１日, value: １万円 }\n",
        "parameters:\n  上限:\n    id: cap\n    values:\n      - { from: 令和7年4月1日, value: 1万円 }\n",
    );
}

#[test]
fn what_stands_under_each_other_is_aligned_by_cells() {
    becomes(
        "tables:\n  基準:\n    key: 業種\n    columns: { 資本金: 円, 人数: 人 }\n    rows:\n      小売業: [５千万円,50人]\n      その他: [ 1億円, 100人 ] # 別表\n      # ここで切れる\n      卸売業:   [1億円,    100人]\n",
        "tables:\n  基準:\n    key: 業種\n    columns: { 資本金: 円, 人数: 人 }\n    rows:\n      小売業: [5千万円, 50人]\n      その他: [1億円,   100人] # 別表\n      # ここで切れる\n      卸売業: [1億円, 100人]\n",
    );
    becomes(
        "parameters:\n  上限:\n    id: cap\n    values:\n      - {from: 2024-04-01, value: 1万円, confirmed_on: 2024-03-01}\n      - { from: 2025-04-01, value: 100万円, confirmed_on: 2025-03-01 }\n      - { from: 2026-04-01, value: 100万円 }\n",
        "parameters:\n  上限:\n    id: cap\n    values:\n      - { from: 2024-04-01, value: 1万円,   confirmed_on: 2024-03-01 }\n      - { from: 2025-04-01, value: 100万円, confirmed_on: 2025-03-01 }\n      - { from: 2026-04-01, value: 100万円 }\n",
    );
}

#[test]
fn long_lines_and_words_are_not_aligned() {
    let long = "長".repeat(45);
    let text = format!(
        "rules:\n  額:\n    first:\n      - {{ when: 甲, value: 1円 }}\n      - {{ when: {long}, value: 2円 }}\n      - {{ otherwise: 3円 }}\nclauses:\n  a: {{ cite: 第1条, says: 短い, kind: rule }}\n  b: {{ cite: 第10条, says: もう少し長い, kind: rule }}\n"
    );
    becomes(&text, &text);
}

#[test]
fn ends_of_lines_and_of_the_file_are_clean() {
    becomes(
        "# 覚え  \nrules: \n\n  額: { value: 1円 }\t\n\n\n",
        "# 覚え\nrules:\n\n  額: { value: 1円 }\n",
    );
    becomes("rules:\n  額: { value: 1円 }", "rules:\n  額: { value: 1円 }\n");
    becomes("", "");
    becomes("# 覚えだけ\n", "# 覚えだけ\n");
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    becomes(
        "\u{feff}rules:\r\n  額:  \r\n    value: １円\r\n\r\n",
        "\u{feff}rules:\r\n  額:\r\n    value: 1円\r\n",
    );
}

#[test]
fn blocks_keep_their_line_breaks_and_spaces() {
    becomes(
        "rules:\n  額:\n    about: |\n      二行の  \n      説明  \n    value: >\n      単価＊\n      ３人\n",
        "rules:\n  額:\n    about: |\n      二行の  \n      説明  \n    value: >\n      単価 *\n      3人\n",
    );
    becomes("x-memo: |+\n  a  \n\n  \n", "x-memo: |+\n  a  \n\n  \n");
    becomes(
        "rules:\n  額:\n    value: '単価＊\n      ３人'\n",
        "rules:\n  額:\n    value: '単価 *\n      3人'\n",
    );
}

#[test]
fn a_list_without_indentation_is_no_list_in_brackets() {
    becomes("x-lists:\n- [a,b]\n- [c,  d]\n", "x-lists:\n- [a, b]\n- [c, d]\n");
}

#[test]
fn several_lines_in_brackets_are_left_as_they_are() {
    let text = "rules:\n  額:\n    clauses: [a,\n      b ]\n    value: 1円\n";
    becomes(text, text);
}

#[test]
fn unusual_writing_in_brackets_is_left_as_it_is() {
    let text = "rules:\n  額: { clauses: [a,b,], x-a:, value: 1円 }\n";
    becomes(text, text);
}

#[test]
fn a_file_with_findings_is_refused_with_all_of_them() {
    let found = format("rules.yaml", "rules:\n  額:\n    value: １円 +\n    claus: a\n".as_bytes());
    let codes = found.unwrap_err().findings.into_iter().map(|one| one.code.as_str());
    assert_eq!(codes.collect::<Vec<_>>(), ["syntax", "unknown-key"]);
}

#[test]
fn worked_cases_are_spaced_and_their_values_stay() {
    let text = "cases:\n  - {id: a, facts: {capital: ３００}}\n";
    let plain = "cases:\n  - { id: a, facts: { capital: ３００ } }\n";
    assert_eq!(format("x/cases.yaml", text.as_bytes()).unwrap(), plain);
    assert!(is_cases("cases.yaml") && !is_cases("x/bookcases.yaml"));
}
