//! Keys of facts and their choices.

use crate::shape::{Kind, Shape, Space, Word, key, needed, shape, word};

use super::{ABOUT, CLAUSES, EN, NEEDED_ID};

/// The types of facts.
pub(crate) const FACT_TYPES: &[Word] = &[
    word("boolean", "はい・いいえ", "true or false"),
    word("money", "金額（0円以上の整数）", "a whole number of yen, from 0"),
    word("count", "数（0以上の整数。unit に単位を書く）", "a whole number from 0 with a `unit`"),
    word("number", "数（端数があってよい）", "an exact number, with or without `unit`"),
    word("ratio", "割合（単位のない数）", "an exact number without unit"),
    word("date", "日付", "a date"),
    word("period", "期間（月・年）", "a period of months or years"),
    word("text", "文字列", "a text"),
    word("choice", "選択肢の一つ（choices に書く）", "one of `choices`"),
    word("set", "いくつか選ぶもの（choices か of に書く）", "several of `choices` or `of`"),
    word("list", "一覧（一件の欄を of に書く）", "records, whose fields stand under `of`"),
];

static CHOICES: Kind = Kind::Either(&[
    Kind::Name(Space::Value),
    Kind::Map(Space::Choice, &Kind::Either(&[Kind::Line, Kind::Form(&CHOICE)])),
]);

/// `choices` of a rule or parameter.
pub(super) static OWN_CHOICES: crate::shape::Key = key!(
    "choices",
    CHOICES,
    "値の選択肢（id: 名前）、又は同じ選択肢をもつ事実の名前",
    "the choices of its value as `id: name`, or the name of a fact with the same ones",
);

/// A fact, or a field of a list fact.
pub(crate) static FACT: Shape = shape!(
    "fact",
    "事実",
    "a fact",
    &[
        NEEDED_ID,
        EN,
        needed!("type", Kind::Word(FACT_TYPES), "種類", "its type"),
        key!("unit", Kind::Name(Space::Unit), "単位（count・number）", "for `count` and `number`"),
        key!(
            "range",
            Kind::Expression,
            "値の範囲。\"[1人..300人]\" のように書く",
            "its limits, as \"[1人..300人]\"",
        ),
        key!(
            "choices",
            CHOICES,
            "選択肢（id: 名前）、又は同じ選択肢をもつ事実の名前",
            "`id: name`, or the name of a fact with the same choices",
        ),
        key!(
            "of",
            Kind::Either(&[
                Kind::Name(Space::Element),
                Kind::Map(Space::Field, &Kind::Form(&FACT)),
            ]),
            "set なら中身（text・document・step・clause）、list なら一件の欄",
            "of a set what it holds (text, document, step, clause), of a list its fields",
        ),
        key!(
            "codes",
            Kind::Name(Space::Codes),
            "入れてよい符号の表（codes の名前）",
            "the code list that its text must be of",
        ),
        key!(
            "judgement",
            Kind::Flag,
            "true：人が認めること（だれが、いつ、なぜを添える）",
            "true: found by a person, who says who, when and why",
        ),
        key!(
            "default",
            Kind::Expression,
            "書かれていない場合の値。なければ「不明」になる",
            "its value when absent; without it an absent fact is unknown",
        ),
        ABOUT,
        key!("ask", Kind::Text, "申請者への質問", "the question for the applicant"),
        CLAUSES,
    ],
);

/// A choice with more words.
pub(crate) static CHOICE: Shape = shape!(
    "choice",
    "選択肢",
    "a choice",
    &[
        needed!("ja", Kind::Line, "名前。式にはこれを書く", "its name, as expressions write it"),
        EN,
        ABOUT,
    ],
);
