//! Words for the warnings of `analyze::proof`.

use super::{Entry, found, say};
use crate::diagnostic::Code;

pub(super) const ENTRIES: &[Entry] = &[
    found(
        Code::NeverHolds,
        say("{condition}が成り立つことはありません", "{condition} can never hold"),
        &[
            say(
                "{known}。比べる値と向きを確かめてください",
                "{known}; check the value and the direction of the comparison",
            ),
            say(
                "比べる値と向きを確かめてください",
                "check what is compared and in which direction",
            ),
        ],
    ),
    found(
        Code::AlwaysHolds,
        say("{condition}が成り立たないことはありません", "{condition} can never fail"),
        &[
            say(
                "{known}。比べる値と向きを確かめてください。要らない条件なら削ってください",
                "{known}; check the value and the direction, or remove the condition",
            ),
            say(
                "比べる値と向きを確かめてください。要らない条件なら削ってください",
                "check what is compared and in which direction, or remove the condition",
            ),
        ],
    ),
    found(
        Code::NeverHoldsHere,
        say(
            "ここで {condition}が成り立つことはありません",
            "{condition} can never hold at this place",
        ),
        &[say(
            "まわりの `if`、`when`、`applies_when` と突き合わせてください",
            "compare it with the `if`, `when` and `applies_when` around it",
        )],
    ),
    found(
        Code::ContradictoryConditions,
        say(
            "{condition}は、同時に求められているほかの条件と両立しません",
            "{condition} contradicts other conditions that are required with it",
        ),
        &[say(
            "すべてを満たす申請者はいません。条件を改めてください。どれか1つでよければ `any` に並べます",
            "nobody can meet them all; change them, or list them under `any` if one is enough",
        )],
    ),
    found(
        Code::RedundantCondition,
        say(
            "{condition}は、ほかの条件で結果が決まるため、判定に影響しません",
            "{condition} changes nothing, because the conditions beside it decide",
        ),
        &[say(
            "比べる値を確かめてください。要らない条件なら削ってください",
            "check what is compared, or remove the condition",
        )],
    ),
    found(
        Code::UnreachableCase,
        say(
            "{condition}の場合が選ばれることはありません",
            "the case {condition} can never be taken",
        ),
        &[say(
            "先に並ぶ場合がすべて引き受けます。狭い条件を先に書くか、この場合を削ってください",
            "the cases before it take everything; write the narrower case first, or remove this one",
        )],
    ),
    found(
        Code::UnreachableOtherwise,
        say(
            "`otherwise` の値が使われることはありません",
            "the value of `otherwise` can never be used",
        ),
        &[say(
            "ほかの場合や行で尽きています。条件を確かめ、これでよければ `otherwise: undetermined` としてください",
            "the cases or rows leave nothing; check them, and write `otherwise: undetermined` if they are right",
        )],
    ),
    found(
        Code::OverlappingExceptions,
        say(
            "{condition}は別の例外と同時に成り立ち、値が食い違います（{first} と {second}、例：{applicant}）",
            "{condition} can hold together with another exception of a different value ({first} and {second}, as for {applicant})",
        ),
        &[say(
            "同時に成り立たないように条件を改めるか、`first` で順番を決めてください",
            "change the conditions so that only one holds, or put them in order with `first`",
        )],
    ),
    found(
        Code::BandsOutOfOrder,
        say("行 `{row}` が順番どおりに並んでいません", "row `{row}` is out of order"),
        &[say(
            "小さい方から順に並べてください（`{before}` の前後を確かめてください）",
            "write the rows in rising order (look around `{before}`)",
        )],
    ),
    found(
        Code::UnreachableRow,
        say(
            "表 `{table}` の行 `{row}` が使われることはありません",
            "row `{row}` of table `{table}` can never be used",
        ),
        &[say(
            "表を引く値がこの行に入りません。行の範囲か事実の `range` を確かめてください",
            "no key that is looked up falls into it; check the row, or the `range` of the fact",
        )],
    ),
];
