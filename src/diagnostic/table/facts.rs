//! Words for facts, for decisions that cannot be made, and for wrong usage.

use super::{Entry, found, say};
use crate::diagnostic::Code;

pub(super) const ENTRIES: &[Entry] = &[
    found(
        Code::FactsSyntax,
        say("事実の書き方に誤りがあります：{detail}", "the facts are not well-formed: {detail}"),
        &[],
    ),
    found(
        Code::FactsNotAnObject,
        say(
            "事実は項目と値の組で書きますが、{found}があります",
            "facts are an object of names and values, found {found}",
        ),
        &[],
    ),
    found(
        Code::UnknownFact,
        say(
            "制度 `{scheme}` に `{name}` という事実はありません",
            "scheme `{scheme}` has no fact `{name}`",
        ),
        &[],
    ),
    found(
        Code::DuplicateFact,
        say("事実 `{name}` が2度書かれています", "the fact `{name}` is given twice"),
        &[say(
            "id と名前は同じ事実を指します。どちらか一方で1度だけ書いてください",
            "an id and a name stand for the same fact; write one of them, once",
        )],
    ),
    found(
        Code::FactType,
        say(
            "事実 `{fact}` には{wanted}が必要ですが、{found}です",
            "fact `{fact}` takes {wanted}, not {found}",
        ),
        &[],
    ),
    found(
        Code::FactRange,
        say(
            "事実 `{fact}` の {found} は範囲 `{range}` に入りません",
            "fact `{fact}` is {found}, outside the range `{range}`",
        ),
        &[],
    ),
    found(
        Code::FactChoice,
        say(
            "事実 `{fact}` に `{found}` という選択肢はありません",
            "`{found}` is not a choice of fact `{fact}`",
        ),
        &[say("選択肢：{choices}", "the choices are {choices}")],
    ),
    found(
        Code::FactCode,
        say(
            "事実 `{fact}` の `{found}` は {codes} にないコードです",
            "`{found}` of fact `{fact}` is not a code of {codes}",
        ),
        &[],
    ),
    found(
        Code::TooManyRows,
        say(
            "事実 `{fact}` の行が多すぎます（{limit} 行まで）",
            "fact `{fact}` has more than {limit} rows",
        ),
        &[],
    ),
    found(
        Code::DivisionByZero,
        say("0 で割る計算になります", "division by zero"),
        &[say(
            "割る数が 0 になる場合を `if` で分けてください",
            "treat a divisor of 0 apart with `if`",
        )],
    ),
    found(
        Code::Overflow,
        say("計算の途中の数が大きすぎます", "a number of the calculation is too large"),
        &[],
    ),
    found(
        Code::DateOutOfRange,
        say("扱える範囲の外の日付です", "the date is outside the range of the calendar"),
        &[say(
            "{from} から {until} までの日付を扱えます",
            "dates from {from} to {until} can be used",
        )],
    ),
    found(
        Code::BeyondCalendar,
        say(
            "暦 `{calendar}` は {from} から {until} までです（{date} は分かりません）",
            "calendar `{calendar}` covers {from} to {until}, which leaves {date} unknown",
        ),
        &[say(
            "休日の一覧にその年の休日を加え、`until` を改めてください",
            "add the holidays of that year to their list and change its `until`",
        )],
    ),
    found(
        Code::ConflictingExceptions,
        say(
            "規則 `{rule}` の例外が2つ同時に当たり、値が異なります（{first} と {second}）",
            "two exceptions of rule `{rule}` hold with different values: {first} and {second}",
        ),
        &[say(
            "例外の条件を、同時に当たらないように改めてください",
            "change the conditions so that both cannot hold",
        )],
    ),
    found(
        Code::UndefinedOperation,
        say("この計算はできません：{detail}", "this cannot be calculated: {detail}"),
        &[],
    ),
    found(
        Code::UnknownScheme,
        say("`{name}` という制度はありません", "there is no scheme `{name}`"),
        &[],
    ),
    found(
        Code::UnknownReading,
        say("`{name}` という解釈はありません", "there is no reading `{name}`"),
        &[],
    ),
    found(
        Code::UnknownAlternative,
        say(
            "解釈 `{reading}` に `{name}` という選択肢はありません",
            "reading `{reading}` has no alternative `{name}`",
        ),
        &[say("選択肢：{choices}", "the alternatives are {choices}")],
    ),
    found(
        Code::FileUnreadable,
        say("`{path}` を読み込めません：{detail}", "cannot read `{path}`: {detail}"),
        &[],
    ),
    found(
        Code::BadRecord,
        say(
            "保存した判定 `{path}` を読めません：{detail}",
            "cannot read the stored decision `{path}`: {detail}",
        ),
        &[say(
            "`hantei decide … --format json` の出力をそのまま保存したファイルを指定してください",
            "name a file that holds what `hantei decide … --format json` printed",
        )],
    ),
    found(
        Code::BadRow,
        say("この行は読めません：{detail}", "this line cannot be read: {detail}"),
        &[],
    ),
    found(Code::WrongUsage, say("使い方に誤りがあります：{detail}", "wrong usage: {detail}"), &[]),
    found(
        Code::Internal,
        say("プログラムの内部で矛盾が起きました：{detail}", "internal fault: {detail}"),
        &[say(
            "プログラムの不具合です。使った規則と事実を添えてお知らせください",
            "this is a bug in the program; please report it with the rules and facts that were used",
        )],
    ),
];
