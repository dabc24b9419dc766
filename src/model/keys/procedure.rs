//! Keys of documents, steps, contacts, warnings, clauses, outputs and the allocation.

use crate::shape::{Kind, Shape, Space, Word, key, needed, shape, word};

use super::{ABOUT, CLAUSES, EN, FACT, NEEDED_ID};

/// What happens while a condition is unknown.
pub(crate) const IF_UNKNOWN: &[Word] =
    &[word("show", "出す", "it is shown"), word("hide", "出さない", "it is left out")];

/// What a clause is to a calculation.
pub(crate) const CLAUSE_KINDS: &[Word] = &[
    word("rule", "計算する（規則などの根拠に挙げる）", "calculated; must be cited"),
    word("information", "知らせるだけ", "informs only"),
    word("judgement", "人が判断する", "decided by a person; must be cited"),
    word("not_modelled", "扱わない（reason に理由を書く）", "not covered, for a stated `reason`"),
];

/// A document.
pub(crate) static DOCUMENT: Shape = shape!(
    "document",
    "書類",
    "a document",
    &[
        NEEDED_ID,
        EN,
        ABOUT,
        CLAUSES,
        key!("form", Kind::Text, "様式の番号", "the form that it is written on"),
        key!(
            "any_of",
            Kind::Names(Space::Document),
            "どれか一つで足りる書類",
            "documents of which any one will do",
        ),
    ],
);

/// A step or a contact.
pub(crate) static STEP: Shape =
    shape!("step", "手続又は問い合わせ先", "a step or contact", &[NEEDED_ID, EN, ABOUT, CLAUSES]);

/// A warning.
pub(crate) static WARNING: Shape = shape!(
    "warning",
    "注意",
    "a warning",
    &[
        NEEDED_ID,
        EN,
        ABOUT,
        CLAUSES,
        needed!("says", Kind::Text, "申請者に見せる文", "what the applicant reads"),
        key!("when", Kind::Expression, "出す場合。なければ必ず出す", "when; always if absent"),
        key!(
            "if_unknown",
            Kind::Word(IF_UNKNOWN),
            "when が不明の間どうするか",
            "what happens while `when` is unknown",
        ),
    ],
);

/// A clause of the register.
pub(crate) static CLAUSE: Shape = shape!(
    "clause",
    "条項",
    "a clause",
    &[
        needed!("cite", Kind::Text, "条番号（第5条第1項 後段）", "where it stands in the document"),
        needed!("says", Kind::Text, "何を定めるか、短く", "what it says, in short words"),
        needed!("kind", Kind::Word(CLAUSE_KINDS), "判定での扱い", "what it is to a calculation"),
        key!("reason", Kind::Text, "扱わない理由", "why it is not covered"),
    ],
);

/// An output.
pub(crate) static OUTPUT: Shape = shape!(
    "output",
    "出力",
    "an output",
    &[
        needed!("from", Kind::Name(Space::Rule), "もとになる規則", "the rule that it comes from"),
        key!("primary", Kind::Flag, "true：該当するかどうかの結論（一つだけ）", "the verdict"),
        key!("headline", Kind::Flag, "true：結論の次に見せる項目", "shown after the verdict"),
        key!(
            "name",
            Kind::Text,
            "規則の名前のほかに見せる名前",
            "shown in place of the rule's name"
        ),
    ],
);

/// The ranking of applications.
pub(crate) static ALLOCATION: Shape = shape!(
    "allocation",
    "申請の順位",
    "the ranking of applications",
    &[
        needed!(
            "facts",
            Kind::Map(Space::Field, &Kind::Form(&FACT)),
            "申請一件の欄",
            "the fields of one application",
        ),
        needed!("ranked_when", Kind::Expression, "順位をつける申請", "which ones are ranked"),
        needed!("requested", Kind::Expression, "申請額", "the amount that is asked for"),
        needed!(
            "keys",
            Kind::List(&Kind::Form(&RANKING)),
            "順位の鍵。上のものが先",
            "ranking keys; the first one decides first",
        ),
        CLAUSES,
    ],
);

/// A ranking key.
pub(crate) static RANKING: Shape = shape!(
    "ranking-key",
    "順位の鍵",
    "a ranking key",
    &[
        needed!("name", Kind::Text, "名前", "its name"),
        needed!("value", Kind::Expression, "大きいものが先になる値", "the larger goes first"),
        CLAUSES,
    ],
);
