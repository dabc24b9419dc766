//! Words for files that cannot be read: bytes, YAML, the text of expressions.

use super::{Entry, found, say};
use crate::diagnostic::Code;

pub(super) const ENTRIES: &[Entry] = &[
    found(
        Code::NotUtf8,
        say("ファイルの文字コードが UTF-8 ではありません", "the file is not UTF-8 text"),
        &[say(
            "文字コードに UTF-8 を選んで保存し直してください",
            "save the file again with the encoding UTF-8",
        )],
    ),
    found(
        Code::FileTooLarge,
        say("ファイルが大きすぎます（{limit} まで）", "the file is larger than {limit}"),
        &[say(
            "内容をいくつかのファイルに分けてください",
            "divide the content among several files",
        )],
    ),
    found(
        Code::YamlSyntax,
        say("YAML の書き方に誤りがあります：{detail}", "not well-formed YAML: {detail}"),
        &[],
    ),
    found(
        Code::TooDeep,
        say("入れ子が深すぎます（{limit} 段まで）", "nested deeper than {limit} levels"),
        &[],
    ),
    found(
        Code::DuplicateKey,
        say("項目 `{key}` が重複しています", "the key `{key}` stands here twice"),
        &[say(
            "どちらか一方を削るか、名前を変えてください",
            "remove one of the two or give it another name",
        )],
    ),
    found(
        Code::YamlFeature,
        say("{feature}は使えません", "{feature} is not allowed here"),
        &[
            say("{remedy}", "{remedy}"),
            say(
                "内容をその場所にそのまま書いてください。記号が文字の一部であれば、全体を引用符で囲みます",
                "write the content out in place; if the sign is part of a text, put the text in quotation marks",
            ),
        ],
    ),
    found(
        Code::FullWidthYaml,
        say(
            "全角の{character}は YAML の記号として働きません",
            "full-width {character} is not a sign of YAML",
        ),
        &[say(
            "半角の `{plain}` を使ってください。文字として使うときは、全体を引用符で囲みます",
            "write `{plain}`; if the character is meant as text, put the text in quotation marks",
        )],
    ),
    found(
        Code::TabIndent,
        say("字下げにタブ文字が使われています", "a tab is used for indentation"),
        &[say("半角の空白で字下げしてください", "indent with spaces")],
    ),
    found(
        Code::Syntax,
        say("{expected}が必要なところに{found}があります", "expected {expected}, found {found}"),
        &[say(
            "`{cut}` の式は `,` で切れています。`{ … }` の中では式全体を引用符で囲んでください",
            "the expression of `{cut}` is cut off at the `,`; between braces put the whole expression in quotation marks",
        )],
    ),
    found(
        Code::ExpressionTooLong,
        say("式が長すぎます（{limit} バイトまで）", "the expression is longer than {limit} bytes"),
        &[say(
            "途中の計算を別の規則に分け、その名前を使ってください",
            "move a part to a rule of its own and use its name",
        )],
    ),
    found(
        Code::ExpressionTooDeep,
        say(
            "式の入れ子が深すぎます（{limit} 段まで）",
            "the expression is nested deeper than {limit} levels",
        ),
        &[say(
            "途中の計算を別の規則に分け、その名前を使ってください",
            "move a part to a rule of its own and use its name",
        )],
    ),
    found(
        Code::ChainedComparison,
        say("比較を続けて書くことはできません", "comparisons cannot be chained"),
        &[say(
            "`a <= x and x <= b` と分けるか、`x between a and b` と書いてください",
            "write `a <= x and x <= b`, or `x between a and b`",
        )],
    ),
    found(
        Code::BadNumber,
        say("`{text}` は数として読めません", "`{text}` cannot be read as a number"),
        &[say(
            "桁の区切りは3桁ごとに、単位は数のすぐ後ろに書きます（例：`1,000円`、`5千万円`、`1.05倍`）",
            "group digits by three and put the unit right behind the number, as in `1,000円`, `5千万円`, `1.05倍`",
        )],
    ),
    found(
        Code::BadDate,
        say(
            "`{text}` は日付として読めません：{reason}",
            "`{text}` cannot be read as a date: {reason}",
        ),
        &[say(
            "`2021-06-15` または `令和3年6月15日` のように書いてください",
            "write `2021-06-15` or `令和3年6月15日`",
        )],
    ),
    found(
        Code::UnclosedText,
        say("文字列が閉じられていません", "the text has no closing quotation mark"),
        &[say("文字列の終わりに `\"` を書いてください", "put `\"` at the end of the text")],
    ),
    found(
        Code::EscapeInExpression,
        say(
            "式の中で `\\` による文字の表記は使えません",
            "escapes with `\\` are not allowed in an expression",
        ),
        &[say(
            "式を引用符なしで書くか、`'…'` で囲むか、`|` の次の行に書いてください",
            "write the expression without quotation marks, in `'…'`, or on the line after `|`",
        )],
    ),
];
