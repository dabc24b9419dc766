//! Words for declarations that are not as the format of rule files wants them.

use super::{Entry, found, say};
use crate::diagnostic::Code;

pub(super) const ENTRIES: &[Entry] = &[
    found(
        Code::UnknownKey,
        say("{place}に `{key}` という項目はありません", "`{key}` is not a key of {place}"),
        &[
            say(
                "`{cut}` の式は `,` で切れています。`{ … }` の中では式全体を引用符で囲んでください",
                "the expression of `{cut}` is cut off at the `,`; between braces put the whole expression in quotation marks",
            ),
            say(
                "覚え書きには `x-` で始まる項目を使えます",
                "for notes of your own there are keys that start with `x-`",
            ),
        ],
    ),
    found(
        Code::MissingKey,
        say("{place}に項目 `{key}` がありません", "{place} lacks the key `{key}`"),
        &[],
    ),
    found(
        Code::WrongShape,
        say("{wanted}が必要なところに{found}があります", "expected {wanted}, found {found}"),
        &[],
    ),
    found(
        Code::BadId,
        say("`{text}` は id として使えません", "`{text}` cannot be an id"),
        &[say(
            "英小文字で始め、英小文字・数字・`_` で書いてください（例：`grant_cap`。制度の id では `_` の代わりに `-`）",
            "start with a small letter and use small letters, digits and `_`, as in `grant_cap` (in the id of a scheme `-` instead of `_`)",
        )],
    ),
    found(
        Code::DuplicateName,
        say("名前 `{name}` が重複しています", "the name `{name}` is defined twice"),
        &[say(
            "どちらかの名前を変えてください。全角と半角の違いだけの名前は同じ名前とみなします",
            "rename one of them; names that differ only in full-width and half-width forms are the same",
        )],
    ),
    found(
        Code::DuplicateId,
        say("id `{id}` が重複しています", "the id `{id}` is used twice"),
        &[say("どちらかの id を変えてください", "give one of them another id")],
    ),
    found(
        Code::BodyCount,
        say(
            "規則 `{rule}` には、決め方（`value`、`all` など）がちょうど1つ必要です",
            "rule `{rule}` needs exactly one body (`value`, `all` or the like)",
        ),
        &[say(
            "`value`、`all`、`any`、`none`、`first`、`amount`、`collect` のうち1つだけを書いてください",
            "write one of `value`, `all`, `any`, `none`, `first`, `amount`, `collect`",
        )],
    ),
    found(
        Code::UnknownType,
        say("`{text}` という型はありません", "there is no type `{text}`"),
        &[say(
            "型は `boolean`、`money`、`count`、`number`、`ratio`、`date`、`period`、`text`、`choice`、`set`、`list` のいずれかです",
            "the types are `boolean`, `money`, `count`, `number`, `ratio`, `date`, `period`, `text`, `choice`, `set`, `list`",
        )],
    ),
    found(
        Code::UnknownUnit,
        say("`{unit}` という単位はありません", "there is no unit `{unit}`"),
        &[say(
            "制度に特有の単位は `scheme` の `units` に加えてください",
            "add a unit of the scheme's own to `units` under `scheme`",
        )],
    ),
    found(
        Code::UnsupportedFormat,
        say(
            "規則ファイルの書式の版 `{found}` には対応していません",
            "version `{found}` of the rule file format is not supported",
        ),
        &[say("`hantei: 1` と書いてください", "write `hantei: 1`")],
    ),
    found(
        Code::TooMany,
        say("{what}が多すぎます（{limit} まで）", "too many {what}: the limit is {limit}"),
        &[],
    ),
];
