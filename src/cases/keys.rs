//! The keys of worked cases.

use crate::shape::{Key, Kind, Shape, Space, key, needed, shape};

static EXPECT: Key = needed!(
    "expect",
    Kind::ByName(Space::Output, &Kind::Any),
    "結果：出力の id と値。failed・undecided・missing・warnings・range も書ける",
    "what comes out: output ids and values; also failed, undecided, missing, warnings, range",
);

/// `cases.yaml`.
pub(crate) static FILE: Shape = shape!(
    "cases-file",
    "例題のファイル（cases.yaml）",
    "a file of worked cases (`cases.yaml`)",
    &[needed!("cases", Kind::List(&Kind::Form(&CASE)), "例題", "worked cases")],
);

/// A worked case.
pub(crate) static CASE: Shape = shape!(
    "case",
    "例題",
    "a worked case",
    &[
        needed!("id", Kind::Line, "例題の id", "its id"),
        key!("about", Kind::Line, "どんな例か", "what it is about"),
        key!("as_of", Kind::Date, "基準日", "the date of the decision"),
        needed!(
            "facts",
            Kind::ByName(Space::Fact, &Kind::Any),
            "事実：id か名前と、値",
            "facts: id or name, and value",
        ),
        key!(
            "readings",
            Kind::ByName(Space::Reading, &Kind::Line),
            "採用したもののほかの読み",
            "readings in place of the adopted ones",
        ),
        EXPECT,
        key!(
            "contested",
            Kind::Flag,
            "true：解釈が分かれる例題",
            "true: it rests on a contested wording",
        ),
        key!(
            "alternatives",
            Kind::List(&Kind::Form(&ALTERNATIVE)),
            "ほかの読みによる結果",
            "what comes out under other readings",
        ),
        key!(
            "words",
            Kind::Any,
            "申請者が読む文面：条項か注意の id と文",
            "what the applicant reads: the id of a clause or warning, and its words",
        ),
        key!("clauses", Kind::Names(Space::Clause), "確かめる条項の id", "the clauses it is about"),
        key!("why", Kind::Line, "その結果になる理由", "why it comes out so"),
    ],
);

/// What comes out under another reading.
pub(crate) static ALTERNATIVE: Shape = shape!(
    "alternative",
    "別の読み",
    "an alternative",
    &[
        needed!(
            "reading",
            Kind::ByName(Space::Reading, &Kind::Line),
            "読みとその値",
            "the readings and their values",
        ),
        EXPECT,
    ],
);
