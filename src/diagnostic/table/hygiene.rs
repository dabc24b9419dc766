//! Words for the warnings of `analyze::hygiene`.

use super::{Entry, found, say};
use crate::diagnostic::Code;
use crate::diagnostic::words::Words;

/// What to do about something that nothing uses.
const USE_OR_REMOVE: &[Words] = &[say(
    "使うはずの所の書き忘れがないか確かめ、要らなければ削ってください",
    "see whether it was forgotten where it should be used, and remove it if it is not needed",
)];

pub(super) const ENTRIES: &[Entry] = &[
    found(
        Code::UnusedFact,
        say("事実 `{name}` はどこでも使われていません", "nothing uses the fact `{name}`"),
        &[say(
            "使う条件の書き忘れがないか確かめ、要らなければ削ってください。記録のためだけに尋ねるなら `allow` に理由を書いてください",
            "see whether a condition was forgotten, and remove it if it is not needed; if it is asked only for the record, give the reason under `allow`",
        )],
    ),
    found(
        Code::IrrelevantFact,
        say(
            "事実 `{name}` は、結論にも注意にも関わらない規則でだけ使われています",
            "the fact `{name}` is used only by rules on which no output and no warning depends",
        ),
        &[say(
            "その規則を使う所を書くか、規則と事実を削ってください",
            "write what is to use the rule, or remove the rule and the fact",
        )],
    ),
    found(
        Code::UnaskedFact,
        say(
            "事実 `{name}` は結論に関わりますが、尋ねる言葉がありません",
            "the fact `{name}` matters, and there are no words to ask for it",
        ),
        &[say(
            "`ask` に問いを、又は `about` に説明を書いてください。人の判断なら `judgement: true`、なくてよい事実なら `default` を加えてください",
            "write a question into `ask` or an explanation into `about`; add `judgement: true` if a person finds it, `default` if it may be left out",
        )],
    ),
    found(
        Code::UnusedParameter,
        say("値 `{name}` はどこでも使われていません", "nothing uses the parameter `{name}`"),
        &[say(
            "式に数を直接書いた所がないか確かめ、要らなければ削ってください",
            "see whether the number was written into an expression instead, and remove it if it is not needed",
        )],
    ),
    found(
        Code::UnusedTable,
        say("表 `{name}` はどこでも引かれていません", "nothing is looked up in the table `{name}`"),
        USE_OR_REMOVE,
    ),
    found(
        Code::UnusedColumn,
        say(
            "表 `{table}` の列 `{name}` はどこでも使われていません",
            "nothing uses the column `{name}` of the table `{table}`",
        ),
        USE_OR_REMOVE,
    ),
    found(
        Code::UnusedRule,
        say(
            "規則 `{name}` は、結論にも注意にも配分にも使われていません",
            "no output, warning or ranking depends on the rule `{name}`",
        ),
        &[say(
            "使う所の書き忘れがないか確かめ、結論なら `decides` に加え、要らなければ削ってください",
            "see where it was to be used, add it to `decides` if it is a result, and remove it if it is not needed",
        )],
    ),
    found(
        Code::UnusedReading,
        say(
            "読み `{name}` はどの式でも問われていません",
            "no expression asks for the reading `{name}`",
        ),
        &[say(
            "読みによって答えが変わる所に `if {name} = …` と書くか、読みを削ってください",
            "write `if {name} = …` where the answer depends on it, or remove the reading",
        )],
    ),
    found(
        Code::UnusedChoice,
        say("「{of}」の `{name}` はどこでも使われていません", "nothing uses `{name}` of {of}"),
        USE_OR_REMOVE,
    ),
    found(
        Code::DoubleRounding,
        say(
            "端数処理の済んだ値に、もう一度端数処理をしています",
            "a value that is already rounded is rounded again",
        ),
        &[say(
            "端数処理は条項のとおり1回にしてください。2回と定められているなら `allow` に理由を書いてください",
            "round once, as the clause says; if the text does lay down two roundings, give the reason under `allow`",
        )],
    ),
    found(
        Code::SelfComparison,
        say("`{value}` をそれ自身と比べています", "`{value}` is compared with itself"),
        &[say(
            "どちらかの名前を、比べるつもりのものに改めてください",
            "put the name that was meant on one of the sides",
        )],
    ),
    found(
        Code::RateOverOne,
        say("割合 `{value}` が 100% を超えています", "the rate `{value}` is over 100 %"),
        &[say(
            "桁を確かめてください。1を超える倍率なら `1.2倍` のように `倍` を付けてください",
            "check the digits; a factor that is meant to be above one is written with `倍`, as `1.2倍`",
        )],
    ),
    found(
        Code::ReversedRange,
        say(
            "範囲が逆です（始まり {low}、終わり {high}）",
            "the range is the wrong way round: from {low} to {high}",
        ),
        &[
            say(
                "{date} からの値がこうなっています。始まりと終わりの値を確かめてください",
                "so it is with the values from {date} on; check both ends",
            ),
            say(
                "始まりと終わりの値を確かめ、逆なら入れ替えてください",
                "check both ends, and exchange them if they are the wrong way round",
            ),
        ],
    ),
    found(
        Code::YearlyWithoutConfirm,
        say(
            "`{name}` には1年度限りの値があるのに `confirm_by` がありません",
            "`{name}` has a value for one fiscal year alone, and no `confirm_by`",
        ),
        &[say(
            "次の年度の値を確かめる期日を `confirm_by: {date}` のように書いてください",
            "write the day by which the next value must be confirmed, as `confirm_by: {date}`",
        )],
    ),
    found(
        Code::ClauseKind,
        say(
            "{place}が引用する条項 `{clause}` は、{kind}とされています",
            "{place} cites clause `{clause}`, which is said to be {kind}",
        ),
        &[say("{remedy}", "{remedy}")],
    ),
    found(
        Code::UnusedAllowance,
        say(
            "許容された注意 `{warning}` は出ていません",
            "the warning `{warning}` that is allowed is not given",
        ),
        &[say(
            "要らなくなった `allow` の行を削るか、`warning` と `of` を確かめてください",
            "remove the line of `allow`, or check its `warning` and `of`",
        )],
    ),
];
