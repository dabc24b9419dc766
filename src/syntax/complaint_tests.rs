//! What the messages say, and where they point.

use super::parse;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Segments};
use crate::text::Lang;

fn refused(text: &str) -> Diagnostic {
    match parse(text, &Segments::whole(FileId(0), 0)) {
        Ok(expression) => panic!("{text} was read as {expression:?}"),
        Err(finding) => finding,
    }
}

/// The place, with `‹ ›` around it, then what was expected and what was found.
fn complaint(text: &str, lang: Lang) -> String {
    let finding = refused(text);
    let span = finding.at.unwrap();
    let (before, rest) = text.split_at(span.start as usize);
    let (underlined, after) = rest.split_at((span.end - span.start) as usize);
    let argument = |name| {
        let words = finding.arguments.iter().find(|(key, _)| *key == name);
        words.map(|(_, words)| words.get(lang).to_owned()).unwrap_or_default()
    };
    let code = finding.code.as_str();
    let (expected, found) = (argument("expected"), argument("found"));
    format!("{before}‹{underlined}›{after} | {code} | {expected} | {found}")
}

/// Checks place, `expected` and `found` of `syntax` findings: `place | expected | found`.
#[track_caller]
fn say(cases: &[(&str, &str)]) {
    for (text, words) in cases {
        let said = complaint(text, Lang::Ja).replace(VALUE, "値").replace(OPERATOR, "演算子");
        assert_eq!(said.replace(" | syntax", ""), *words);
    }
}

const VALUE: &str = "値（数、名前、括弧など）";
const OPERATOR: &str = "演算子（`+`、`<=`、`and` など）";

#[test]
fn a_missing_value_is_reported_at_its_place_and_not_on_white_space() {
    say(&[
        ("", "‹› | 値 | 式の終わり"),
        ("資本金 <= \n ", "資本金 <=‹› \n  | 値 | 式の終わり"),
        ("f(a, ", "f(a,‹›  | 値 | 式の終わり"),
        ("and a", "‹and› a | 値 | `and`"),
        ("a + * b", "a + ‹*› b | 値 | `*`"),
        ("a < < b", "a < ‹<› b | 値 | `<`"),
        ("[..]", "[..‹]› | 値 | `]`"),
        ("a not in", "a not in‹› | 値 | 式の終わり"),
    ]);
}

#[test]
fn a_missing_word_is_named() {
    say(&[
        ("a b", "a ‹b› | 演算子又は式の終わり | `b`"),
        ("if a b", "if a ‹b› | `then`又は演算子 | `b`"),
        ("if a then b", "if a then b‹› | `else`又は演算子 | 式の終わり"),
        ("f(if a then b, c)", "f(if a then b‹,› c) | `else`又は演算子 | `,`"),
        ("f(if a then b", "f(if a then b‹› | `else`又は演算子 | 式の終わり"),
        ("some x in l", "some x in l‹› | `satisfies`又は演算子 | 式の終わり"),
        ("some 3 in l", "some ‹3› in l | 名前 | `3`"),
        ("x between 1, 2", "x between 1‹,› 2 | `and`又は演算子 | `,`"),
        ("表[甲].", "表[甲].‹› | 名前 | 式の終わり"),
        ("a or\n\nb c", "a or\n\nb ‹c› | 演算子又は式の終わり | `c`"),
    ]);
}

#[test]
fn brackets_are_reported_where_they_open_or_do_not_fit() {
    say(&[
        ("(a + b", "‹(›a + b | `(` を閉じる `)` | 式の終わり"),
        ("f（a, [b]", "f‹（›a, [b] | `（` を閉じる `)` | 式の終わり"),
        ("[1..5", "‹[›1..5 | `[` を閉じる `]` | 式の終わり"),
        ("(a]", "(a‹]› | `)`又は演算子 | `]`"),
        ("（a + [b）", "（a + [b‹）› | `,`、`]`又は演算子 | `）`"),
        ("a + b)", "a + b‹)› | 演算子又は式の終わり | `)`（対応する括弧を確かめてください）"),
    ]);
}

#[test]
fn signs_of_other_languages_get_the_right_sign() {
    say(&[
        ("a == b", "a ‹==› b | `=` | `==`（`==` は `=` と書きます）"),
        ("a ＝＝ b", "a ‹＝＝› b | `=` | `＝＝`（`＝＝` は `=` と書きます）"),
        ("a =< b", "a ‹=<› b | `<=` | `=<`（`=<` は `<=` と書きます）"),
        ("a => b", "a ‹=>› b | `>=` | `=>`（`=>` は `>=` と書きます）"),
        ("a <> b", "a ‹<>› b | `!=` | `<>`（`<>` は `!=` と書きます）"),
        ("a && b", "a ‹&&› b | `and` | `&&`（`&&` は `and` と書きます）"),
        ("a || b", "a ‹||› b | `or` | `||`（`||` は `or` と書きます）"),
        ("!a", "‹!›a | `not` | `!`（`!` は `not` と書きます）"),
        ("a AND b", "a ‹AND› b | `and` | `AND`（`and` は小文字で書きます）"),
        ("IF a THEN b", "‹IF› a THEN b | `if` | `IF`（`if` は小文字で書きます）"),
        ("[1人〜5人]", "[1人‹〜›5人] | `..` | `〜`（`〜` は `..` と書きます）"),
        ("「甲」", "‹「›甲」 | `\"` | `「`（`「` は `\"` と書きます）"),
        ("a = ＂b＂", "a = ‹＂›b＂ | `\"` | `＂`（`＂` は `\"` と書きます）"),
    ]);
}

#[test]
fn words_of_prose_get_the_right_word() {
    let below = "`以下` は `<=` と書き、比べる値の前に置きます";
    say(&[
        ("a かつ b", "a ‹かつ› b | `and` | `かつ`（`かつ` は `and` と書きます）"),
        ("a 又は b", "a ‹又は› b | `or` | `又は`（`又は` は `or` と書きます）"),
        ("a 300人以下", &format!("a ‹300人以下› | `<= 300人` | `300人以下`（{below}）")),
        (
            "a <= 1.5億円以下",
            &format!("a <= ‹1.5億円以下› | `<= 1.5億円` | `1.5億円以下`（{below}）"),
        ),
        ("a = 30%以下", &format!("a = 30%‹以下› | `<=` | `以下`（{below}）")),
        (
            "300 人",
            "300 ‹人› | 演算子又は式の終わり | `人`（単位は数のすぐ後に空白を入れずに書きます）",
        ),
    ]);
}

#[test]
fn what_may_mean_two_things_is_refused() {
    say(&[
        ("f(1,000)", "f(‹1,000›) | 一つの数なら `1_000`、別々の数なら `1, 000` | `1,000`"),
        ("[a, (1,200)]", "[a, (‹1,200›)] | 一つの数なら `1_200`、別々の数なら `1, 200` | `1,200`"),
        ("1.5年", "‹1.5年› | 整数の期間 | `1.5年`"),
        ("ａnd", "‹ａnd› | `and` | `ａnd`"),
        (
            "avg(a for x in l)",
            "‹avg›(a for x in l) | `for` の前の `sum`、`count`、`min` 又は `max` | `avg`",
        ),
    ]);
}

#[test]
fn comparisons_do_not_follow_one_another() {
    for (text, place) in [
        ("a < b < c", "a < b ‹<› c"),
        ("1 <= a and 1 <= a <= 10", "1 <= a and 1 <= a ‹<=› 10"),
        ("a = b in c", "a = b ‹in› c"),
        ("a between b and c = d", "a between b and c ‹=› d"),
        ("a = b between c and d", "a = b ‹between› c and d"),
    ] {
        assert_eq!(complaint(text, Lang::Ja), format!("{place} | chained-comparison |  | "));
    }
    assert!(parse("(a < b) = c", &Segments::whole(FileId(0), 0)).is_ok());
    assert!(parse("a = (b in c)", &Segments::whole(FileId(0), 0)).is_ok());
}

#[test]
fn messages_are_complete_in_english() {
    let operator = "an operator (such as `+`, `<=`, `and`)";
    let cases = [
        ("f(a b", format!("f(a ‹b› | syntax | `)`, `,` or {operator} | `b`")),
        ("a == b", "a ‹==› b | syntax | `=` | `==` (`==` is written `=`)".to_owned()),
        ("(a", "‹(›a | syntax | `)` that closes `(` | the end of the expression".to_owned()),
    ];
    for (text, words) in cases {
        assert_eq!(complaint(text, Lang::En), words);
    }
}

#[test]
fn long_words_are_cut_in_the_message_only() {
    let long = "長い名前がいくつもいくつも続いて終わらない式";
    let cut = "長い名前がいくつもいくつも続いて終わらな…";
    assert_eq!(
        complaint(&format!("a {long}"), Lang::En),
        format!(
            "a ‹{long}› | syntax | an operator (such as `+`, `<=`, `and`) or the end of the expression | `{cut}`"
        )
    );
}
