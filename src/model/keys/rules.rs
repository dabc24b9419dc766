//! Keys of rules, of what stands in their bodies, and of readings.

use crate::shape::{Key, Kind, Shape, Space, key, needed, shape};

use super::facts::{CHOICE, OWN_CHOICES};
use super::procedure::IF_UNKNOWN;
use super::{ABOUT, CLAUSES, EN, FROM, ID, NOTE, UNTIL};

static CONDITIONS: Kind = Kind::List(&Kind::Either(&[Kind::Expression, Kind::Form(&CONDITION)]));
static CASES: Kind = Kind::List(&Kind::ByKey("otherwise", &OTHERWISE, &CASE));

static VALUE: Key = key!("value", Kind::Expression, "値の式", "the value, an expression");
static ALL: Key =
    key!("all", CONDITIONS, "条件。すべて満たすとき真", "conditions: true where every one holds",);
static ANY: Key = key!(
    "any",
    CONDITIONS,
    "条件。どれか一つを満たすとき真",
    "conditions: true where at least one holds",
);
static NONE: Key = key!(
    "none",
    CONDITIONS,
    "条件。どれにも当たらないとき真",
    "conditions: true where not one holds",
);
static FIRST: Key = key!(
    "first",
    CASES,
    "場合分け。上から見て最初に当たるもの。最後は otherwise",
    "cases: the first that holds, from the top; the last one is `otherwise`",
);
static AMOUNT_KEY: Key = key!(
    "amount",
    Kind::Form(&AMOUNT),
    "金額の計算。書いた順に進む",
    "an amount, worked out in the written order",
);
static COLLECT: Key = key!(
    "collect",
    Kind::List(&Kind::Form(&ELEMENT)),
    "集めるもの（書類、手続など）。of に種類を書く",
    "what is collected, as documents or steps; `of` says which",
);
static OF: Key = key!(
    "of",
    Kind::Name(Space::Element),
    "collect で集めるもの：document・step・clause・contact・warning、又は事実の名前",
    "what `collect` holds: document, step, clause, contact, warning, or a fact with choices",
);
static SAYS_KEY: Key = key!(
    "says",
    Kind::Either(&[Kind::Text, Kind::Form(&SAYS)]),
    "申請者に見せる文。満たす場合と満たさない場合で変えてよい",
    "what the applicant reads, the same in both cases or one text for each",
);
static APPLIES_WHEN: Key = key!(
    "applies_when",
    Kind::Expression,
    "この条件のときだけ当てはまる",
    "it does not apply where this is false",
);
static WHEN: Key = needed!("when", Kind::Expression, "どんな場合か", "in which case");
static THEN: Key = needed!("value", Kind::Expression, "その場合の値", "the value in that case");

/// A rule.
pub(crate) static RULE: Shape = Shape {
    name: "rule",
    ja: "規則",
    en: "a rule",
    keys: &[
        ID,
        EN,
        CLAUSES,
        ABOUT,
        key!(
            "each",
            Kind::Name(Space::Loop),
            "一覧の一件ごとの規則。「m in 一覧の名前」と書く",
            "a property of each row of a list, as `m in list`",
        ),
        OWN_CHOICES,
        APPLIES_WHEN,
        VALUE,
        ALL,
        ANY,
        NONE,
        FIRST,
        AMOUNT_KEY,
        COLLECT,
        OF,
        key!(
            "unless",
            Kind::List(&Kind::Form(&EXCEPTION)),
            "ただし書：当たる場合に代わりの値になる",
            "exceptions: where one holds, its value takes the place of the rule's",
        ),
        SAYS_KEY,
        key!(
            "versions",
            Kind::List(&Kind::Form(&RULE_VERSION)),
            "版。条項そのものが変わった場合に、日付の順に並べる",
            "versions in the order of time, where the clause itself changed",
        ),
    ],
    one_of: &["value", "all", "any", "none", "first", "amount", "collect", "versions"],
    together: Some(("collect", "of")),
};

/// A version of a rule.
pub(crate) static RULE_VERSION: Shape = Shape {
    name: "rule-version",
    ja: "規則の版",
    en: "a version of a rule",
    keys: &[FROM, UNTIL, VALUE, ALL, ANY, NONE, FIRST, AMOUNT_KEY, COLLECT, OF, NOTE],
    one_of: &["value", "all", "any", "none", "first", "amount", "collect"],
    together: Some(("collect", "of")),
};

/// A condition with what belongs to it.
pub(crate) static CONDITION: Shape = Shape {
    name: "condition",
    ja: "条件",
    en: "a condition",
    keys: &[
        key!("if", Kind::Expression, "条件の式", "the condition, an expression"),
        ALL,
        ANY,
        NONE,
        CLAUSES,
        SAYS_KEY,
        APPLIES_WHEN,
    ],
    one_of: &["if", "all", "any", "none"],
    together: None,
};

/// Words for either way.
pub(crate) static SAYS: Shape = shape!(
    "says",
    "満たす場合と満たさない場合の文",
    "words for either way",
    &[
        key!("holds", Kind::Text, "満たす場合の文", "where it holds"),
        key!("fails", Kind::Text, "満たさない場合の文", "where it does not hold"),
    ],
);

/// A case of `first`.
pub(crate) static CASE: Shape =
    shape!("case-of-first", "場合", "a case", &[WHEN, THEN, CLAUSES, SAYS_KEY]);

/// The last case of `first`.
pub(crate) static OTHERWISE: Shape = shape!(
    "otherwise",
    "そのほかの場合",
    "every other case",
    &[
        needed!(
            "otherwise",
            Kind::Expression,
            "そのほかの場合の値",
            "the value in every other case"
        ),
        CLAUSES,
        SAYS_KEY,
    ],
);

/// An exception.
pub(crate) static EXCEPTION: Shape =
    shape!("exception", "ただし書", "an exception", &[WHEN, THEN, CLAUSES, SAYS_KEY]);

static STAGE_KIND: Kind = Kind::Either(&[Kind::Expression, Kind::Form(&STAGE)]);

/// The stages of an amount.
pub(crate) static AMOUNT: Shape = shape!(
    "amount",
    "金額の計算",
    "an amount",
    &[
        needed!("of", STAGE_KIND, "もとの額。はじめに書く", "where it starts; stands first"),
        key!("plus", STAGE_KIND, "足す", "adds"),
        key!("less", STAGE_KIND, "引く", "takes away"),
        key!("times", STAGE_KIND, "掛ける（補助率など）", "multiplies, as by a rate"),
        key!("at_least", STAGE_KIND, "下限", "a lower limit"),
        key!("at_most", STAGE_KIND, "上限（限度額など）", "an upper limit, as a cap"),
        key!("round_down", STAGE_KIND, "切捨て（単位：1000円）", "rounds down to a unit: 1000円"),
        key!("round_up", STAGE_KIND, "切上げ（単位：1000円）", "rounds up to a unit: 1000円"),
        key!("round_half_up", STAGE_KIND, "四捨五入（単位：1円）", "rounds to the nearest: 1円"),
        key!("round_half_even", STAGE_KIND, "偶数丸め（単位：1円）", "rounds half to even: 1円"),
    ],
);

/// A stage with what belongs to it.
pub(crate) static STAGE: Shape = shape!(
    "stage",
    "計算の段",
    "a stage",
    &[needed!("value", Kind::Expression, "段の式", "the expression"), CLAUSES, SAYS_KEY],
);

/// An element of a collection.
pub(crate) static ELEMENT: Shape = shape!(
    "element",
    "集める一件",
    "an element of a collection",
    &[
        needed!("add", Kind::Names(Space::Item), "入れるもの", "what is put in"),
        key!("when", Kind::Expression, "入れる場合。なければ必ず入れる", "when; always if absent"),
        key!(
            "if_unknown",
            Kind::Word(IF_UNKNOWN),
            "when が不明の間どうするか",
            "what happens while `when` is unknown",
        ),
        CLAUSES,
    ],
);

/// A reading.
pub(crate) static READING: Shape = shape!(
    "reading",
    "読み",
    "a reading of a contested wording",
    &[
        ID,
        EN,
        ABOUT,
        CLAUSES,
        needed!(
            "choices",
            Kind::Map(Space::Choice, &Kind::Either(&[Kind::Line, Kind::Form(&CHOICE)])),
            "考えられる読み（id: 名前）",
            "the possible readings, as `id: name`",
        ),
        needed!(
            "adopted",
            Kind::Name(Space::Alternative),
            "とった読みの id",
            "the id of the one that is adopted",
        ),
        needed!("reason", Kind::Text, "その読みをとった理由", "why it was adopted"),
    ],
);
