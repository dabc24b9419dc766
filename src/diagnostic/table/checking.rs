//! Words for rules that are well written and cannot be right: names, types, units, time, clauses.

use super::{Entry, found, say};
use crate::diagnostic::Code;

pub(super) const ENTRIES: &[Entry] = &[
    found(
        Code::UnknownName,
        say("`{name}` は定義されていません", "`{name}` is not defined"),
        &[say(
            "名前の前後に数や `and` などの語が続いているときは、間に空白を入れてください",
            "if a number or a word such as `and` is written next to a name, put a space between them",
        )],
    ),
    found(
        Code::UnknownChoice,
        say("`{of}` に `{name}` という選択肢はありません", "`{name}` is not a choice of `{of}`"),
        &[],
    ),
    found(
        Code::UnknownClause,
        say("条項 `{clause}` は登録されていません", "clause `{clause}` is not in the register"),
        &[say(
            "条項の id を確かめるか、`clauses` に加えてください",
            "check the id of the clause or add it under `clauses`",
        )],
    ),
    found(
        Code::UnknownFunction,
        say("`{name}` という関数はありません", "there is no function `{name}`"),
        &[],
    ),
    found(
        Code::UnknownField,
        say("`{of}` に `{name}` という欄はありません", "`{of}` has no field `{name}`"),
        &[],
    ),
    found(
        Code::UnknownColumn,
        say(
            "表 `{table}` に `{name}` という列はありません",
            "table `{table}` has no column `{name}`",
        ),
        &[],
    ),
    found(
        Code::UnknownCommon,
        say("共通ファイル `{name}` はありません", "there is no common file `{name}`"),
        &[say(
            "`use` には `rules` からの道筋を `.yaml` を付けずに書きます（例：`common/holidays`）",
            "`use` takes the path below `rules` without `.yaml`, as in `common/holidays`",
        )],
    ),
    found(
        Code::ArgumentCount,
        say(
            "`{function}` の引数は {wanted} 個ですが、{found} 個書かれています",
            "wrong number of arguments for `{function}`: expected {wanted}, found {found}",
        ),
        &[],
    ),
    found(
        Code::OperandType,
        say(
            "`{operator}` には{wanted}が必要ですが、{found}です",
            "`{operator}` takes {wanted}, not {found}",
        ),
        &[],
    ),
    found(
        Code::UnitMismatch,
        say(
            "`{operator}` の左右の単位が違います（左は{left}、右は{right}）",
            "`{operator}` needs one unit on both sides: left is {left}, right is {right}",
        ),
        &[],
    ),
    found(
        Code::WrongType,
        say("{wanted}が必要ですが、{found}です", "expected {wanted}, found {found}"),
        &[],
    ),
    found(
        Code::NotAList,
        say("リストが必要ですが、{found}です", "expected a list, found {found}"),
        &[],
    ),
    found(
        Code::NotAConstant,
        say("ここには定数しか書けません", "only a constant may stand here"),
        &[say(
            "事実や規則の名前を使わず、数・日付・文字列などの値を書いてください",
            "write a number, a date, a text or another value without names of facts or rules",
        )],
    ),
    found(
        Code::Cycle,
        say("定義が循環しています：{path}", "a definition depends on itself: {path}"),
        &[say(
            "どれか1つを、ほかの名前を使わない形に改めてください",
            "write one of them without the others",
        )],
    ),
    found(
        Code::MissingOtherwise,
        say("`first` の最後に `otherwise` がありません", "`first` does not end with `otherwise`"),
        &[say(
            "どの場合にも当たらないときの値を `- { otherwise: … }` と書いてください",
            "add `- { otherwise: … }` for when no case applies",
        )],
    ),
    found(
        Code::TableGap,
        say("表に{witness}の行がありません", "the table has no row for {witness}"),
        &[
            say("`{row}` の行か `otherwise` を加えてください", "add a row `{row}`, or `otherwise`"),
            say("その行か `otherwise` を加えてください", "add a row for it, or `otherwise`"),
        ],
    ),
    found(
        Code::TableOverlap,
        say("{witness}に当たる行が2つ以上あります", "more than one row is for {witness}"),
        &[say(
            "行の範囲が重ならないようにしてください",
            "change the rows so that they do not overlap",
        )],
    ),
    found(
        Code::RowLength,
        say(
            "列は {wanted} 個ですが、この行の値は {found} 個です",
            "wrong number of values in this row: the table has {wanted} columns, found {found}",
        ),
        &[],
    ),
    found(
        Code::DuplicateRow,
        say("`{key}` の行が重複しています", "there are two rows for `{key}`"),
        &[say("どちらかの行から `{key}` を削ってください", "remove `{key}` from one of the rows")],
    ),
    found(
        Code::VersionGap,
        say(
            "{from} から {until} まで適用される値がありません",
            "no value is in force from {from} to {until}",
        ),
        &[say(
            "前の値の `until` を改めるか、その間の値を加えてください",
            "change `until` of the value before, or add a value for that time",
        )],
    ),
    found(
        Code::VersionOverlap,
        say("{date} に適用される値が2つあります", "two values are in force on {date}"),
        &[say(
            "前の値の `until` は、次の値の `from` の前日までとしてください",
            "let `until` be no later than the day before the next `from`",
        )],
    ),
    found(
        Code::NotInForce,
        say(
            "{date} に適用される `{name}` がありません",
            "`{name}` has no value in force on {date}",
        ),
        &[
            say(
                "前の値は {before} まで、次の値は {after} からです",
                "the value before ends on {before}, the next begins on {after}",
            ),
            say("最後の値は {before} までです", "the last value ends on {before}"),
            say(
                "最初の値は {after} からです。それより前の値を加えてください",
                "the first value begins on {after}; add one for the time before",
            ),
        ],
    ),
    found(
        Code::UnplacedClause,
        say("条項 `{clause}` がどこからも引用されていません", "nothing cites clause `{clause}`"),
        &[say(
            "規則や表などの `clauses` に加えるか、条項の `kind` を改めてください",
            "add it to `clauses` of a rule, a table or the like, or change its `kind`",
        )],
    ),
    found(
        Code::MissingReason,
        say("条項 `{clause}` に `reason` がありません", "clause `{clause}` has no `reason`"),
        &[say(
            "規則にしなかった理由を `reason` に書いてください",
            "say in `reason` why the clause is not modelled",
        )],
    ),
    found(
        Code::NoPrimary,
        say("主たる結論が定められていません", "no output is the primary one"),
        &[say(
            "`decides` の1つに `primary: true` を加えてください",
            "add `primary: true` to one output under `decides`",
        )],
    ),
    found(
        Code::SeveralPrimaries,
        say("主たる結論が2つ以上あります", "more than one output is primary"),
        &[say("`primary: true` は1つだけに付けてください", "leave `primary: true` on one of them")],
    ),
    found(
        Code::PrimaryNotBoolean,
        say(
            "主たる結論は、はい・いいえで答える規則でなければなりません",
            "the primary output must be a rule that is true or false",
        ),
        &[],
    ),
    found(
        Code::UnknownWarning,
        say("`{name}` という注意はありません", "there is no warning `{name}`"),
        &[say(
            "検査の結果で `[` と `]` の間に出る名前を書いてください",
            "write the name that the check shows in square brackets",
        )],
    ),
    found(
        Code::Unconfirmed,
        say(
            "`{name}` は {date} から適用するための確認が済んでいません",
            "`{name}` has not been confirmed for the time from {date}",
        ),
        &[
            say(
                "最後の確認は {confirmed} です。条項を確かめ、同じ値なら `confirmed_on` を確かめた日に改め、変わるなら `from` の新しい値を足してください",
                "it was last confirmed on {confirmed}; look the clause up, then put the day into `confirmed_on`, or add a value with a new `from` if it changes",
            ),
            say(
                "条項を確かめ、確かめた日を `confirmed_on` に書いてください。変わるなら `from` の新しい値を足してください",
                "look the clause up and put the day into `confirmed_on`; add a value with a new `from` if it changes",
            ),
        ],
    ),
];
