//! The keys of rule files: what the reader accepts, what the JSON Schema and the editor show.

mod facts;
mod procedure;
mod rules;
mod tables;

pub(crate) use facts::{CHOICE, FACT, FACT_TYPES};
pub(crate) use procedure::{ALLOCATION, CLAUSE, DOCUMENT, OUTPUT, RANKING, STEP, WARNING};
pub(crate) use rules::{
    AMOUNT, CASE, CONDITION, ELEMENT, EXCEPTION, OTHERWISE, READING, RULE, RULE_VERSION, SAYS,
    STAGE,
};
pub(crate) use tables::{
    CALENDAR, CODES, COLUMN, DATED_VALUE, HOLIDAYS, PARAMETER, ROW, TABLE, TABLE_VERSION,
    VERSIONED_TABLE,
};

use crate::shape::{Key, Kind, Shape, Space, Word, key, needed, shape, word};

static ID: Key = key!(
    "id",
    Kind::Id,
    "申請データや結果での名前。小文字の英字・数字・_ で書く",
    "the name in facts and results, of lower-case letters, digits and _",
);
static NEEDED_ID: Key = Key { needed: true, ..ID };
static EN: Key = key!("en", Kind::Line, "英語の名前", "the English name");
static ABOUT: Key = key!("about", Kind::Text, "説明", "what it is about");
static CLAUSES: Key = key!(
    "clauses",
    Kind::Names(Space::Clause),
    "根拠の条項の id（clauses にあるもの）",
    "the ids of the clauses behind it, as listed under `clauses`",
);
static NOTE: Key = key!("note", Kind::Text, "覚書。判定には使わない", "a note; decides nothing");
static FROM: Key =
    needed!("from", Kind::Date, "施行の最初の日", "the first day on which it is in force");
static UNTIL: Key = key!(
    "until",
    Kind::Date,
    "施行の最後の日。次の版がある場合は要らない",
    "the last day on which it is in force; not needed where another one follows",
);
static SOURCE_TEXT: Key = key!("source", Kind::Text, "出典", "where it was taken from");

/// A text in two languages.
pub(crate) static TEXT: Shape = shape!(
    "text",
    "日本語と英語の文言",
    "a text in Japanese and English",
    &[
        needed!("ja", Kind::Line, "日本語の文言", "the words in Japanese"),
        key!("en", Kind::Line, "英語の文言", "the words in English"),
    ],
);

const FORMATS: &[Word] = &[word("1", "この版の書き方", "this version of the format")];

/// A rule file.
pub(crate) static FILE: Shape = shape!(
    "rule-file",
    "ルールファイル。どの節をどのファイルに書いてもよい",
    "a rule file; any section may stand in any file",
    &[
        key!("hantei", Kind::Word(FORMATS), "書き方の版", "the version of the format"),
        key!(
            "scheme",
            Kind::Form(&SCHEME),
            "制度の名前、出典、施行の日",
            "the scheme: its title, its source, its days in force",
        ),
        key!(
            "facts",
            Kind::Map(Space::Fact, &Kind::Form(&FACT)),
            "事実：申請者に尋ねること、市が認めること",
            "facts: what the applicant is asked, and what the authority finds",
        ),
        key!(
            "parameters",
            Kind::Map(Space::Parameter, &Kind::Form(&PARAMETER)),
            "数値：日付で変わる限度額、率、期限",
            "parameters: limits, rates and deadlines that change with time",
        ),
        key!(
            "tables",
            Kind::Map(Space::Table, &Kind::ByKey("versions", &VERSIONED_TABLE, &TABLE)),
            "表：区分ごとの値",
            "tables: values by class",
        ),
        key!(
            "rules",
            Kind::Map(Space::Rule, &Kind::Form(&RULE)),
            "規則：要件、金額、日付の決め方",
            "rules: how requirements, amounts and dates are decided",
        ),
        key!(
            "readings",
            Kind::Map(Space::Reading, &Kind::Form(&READING)),
            "読み：条文の解釈が分かれるところ",
            "readings: where a clause can be read in several ways",
        ),
        key!(
            "documents",
            Kind::Map(Space::Document, &Kind::Form(&DOCUMENT)),
            "提出する書類",
            "documents to hand in",
        ),
        key!("steps", Kind::Map(Space::Step, &Kind::Form(&STEP)), "手続", "steps of the procedure"),
        key!(
            "contacts",
            Kind::Map(Space::Contact, &Kind::Form(&STEP)),
            "問い合わせ先",
            "whom to ask",
        ),
        key!(
            "warnings",
            Kind::Map(Space::Warning, &Kind::Form(&WARNING)),
            "申請者に知らせる注意",
            "warnings for the applicant",
        ),
        key!(
            "clauses",
            Kind::Map(Space::Clause, &Kind::Form(&CLAUSE)),
            "条項の一覧。根拠に挙げる条項はすべてここに置く",
            "the register of clauses; whatever is cited stands here",
        ),
        key!(
            "decides",
            Kind::Map(
                Space::Output,
                &Kind::Either(&[Kind::Name(Space::Rule), Kind::Form(&OUTPUT)]),
            ),
            "出力：結果に出す項目の id と、その規則",
            "outputs: the id of each result and the rule that it comes from",
        ),
        key!(
            "holidays",
            Kind::Map(Space::Holidays, &Kind::Form(&HOLIDAYS)),
            "休日の一覧",
            "lists of holidays",
        ),
        key!(
            "calendars",
            Kind::Map(Space::Calendar, &Kind::Form(&CALENDAR)),
            "開庁日の暦",
            "calendars of the days on which an office is open",
        ),
        key!("codes", Kind::Map(Space::Codes, &Kind::Form(&CODES)), "符号表", "code lists"),
        key!(
            "allocation",
            Kind::Form(&ALLOCATION),
            "予算に達した日の、申請の順位",
            "how applications are ranked where the budget does not reach for all",
        ),
    ],
);

/// `scheme`.
pub(crate) static SCHEME: Shape = shape!(
    "scheme",
    "制度",
    "the scheme",
    &[
        needed!("id", Kind::Id, "制度の id。フォルダの名前と同じ", "equals the name of the folder"),
        needed!("title", Kind::Text, "制度の名前", "the title"),
        needed!("authority", Kind::Text, "実施する機関", "who runs it"),
        needed!(
            "source",
            Kind::Either(&[Kind::Line, Kind::Form(&SOURCE)]),
            "もとになる要綱など",
            "the document that it implements",
        ),
        needed!(
            "in_force",
            Kind::Form(&IN_FORCE),
            "施行の期間",
            "the days on which it is in force"
        ),
        key!(
            "as_of",
            Kind::Name(Space::Fact),
            "基準日：版を選ぶ日付の事実",
            "the fact whose date selects dated values",
        ),
        key!(
            "use",
            Kind::Names(Space::Common),
            "使う共通ファイル（common/… ）",
            "the common files that it uses, as `common/…`",
        ),
        key!(
            "units",
            Kind::Names(Space::Unit),
            "はじめからある単位のほかに使う単位",
            "units beside the built-in ones",
        ),
        key!(
            "allow",
            Kind::List(&Kind::Form(&ALLOW)),
            "理由と期限をつけて認める注意",
            "warnings that the scheme lets pass, with a reason and a last day",
        ),
    ],
);

/// A warning that a scheme lets pass.
pub(crate) static ALLOW: Shape = shape!(
    "allow",
    "認める注意",
    "an allowed warning",
    &[
        needed!(
            "warning",
            Kind::Line,
            "注意の記号（unused-fact など）",
            "its code, as `unused-fact`"
        ),
        key!(
            "of",
            Kind::Either(&[Kind::Line, Kind::List(&Kind::Line)]),
            "何についての注意か。書かなければすべて",
            "the names that it is about; all of them without",
        ),
        needed!("reason", Kind::Text, "認める理由", "why it is allowed"),
        needed!("until", Kind::Date, "認める期限", "the last day on which it is allowed"),
    ],
);

/// `source` of a scheme.
pub(crate) static SOURCE: Shape = shape!(
    "source",
    "もとになる文書",
    "the source document",
    &[needed!("title", Kind::Text, "文書の名前", "its title"), ABOUT],
);

/// `in_force` of a scheme.
pub(crate) static IN_FORCE: Shape = shape!(
    "in-force",
    "施行の期間",
    "the days on which the scheme is in force",
    &[FROM, key!("until", Kind::Date, "施行の最後の日", "the last day, if there is one")],
);
