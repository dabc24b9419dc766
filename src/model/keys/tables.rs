//! Keys of parameters, tables, holidays, calendars and code lists.

use crate::shape::{Kind, Shape, Space, Word, key, needed, shape, word};

use super::facts::OWN_CHOICES;
use super::{ABOUT, CLAUSES, EN, FROM, ID, NOTE, SOURCE_TEXT, UNTIL};

/// A parameter.
pub(crate) static PARAMETER: Shape = shape!(
    "parameter",
    "数値",
    "a parameter",
    &[
        ID,
        EN,
        ABOUT,
        CLAUSES,
        key!(
            "of",
            Kind::Name(Space::Element),
            "値が選択肢の場合、だれの選択肢か（事実、又は 事実.欄）",
            "where the value names choices: whose they are",
        ),
        OWN_CHOICES,
        CONFIRM_BY,
        needed!(
            "values",
            Kind::List(&Kind::Form(&DATED_VALUE)),
            "値と、その最初の日。日付の順に並べる",
            "values with their first days, in the order of time",
        ),
    ],
);

/// A dated value.
pub(crate) static DATED_VALUE: Shape = shape!(
    "dated-value",
    "日付のついた値",
    "a dated value",
    &[
        FROM,
        UNTIL,
        needed!(
            "value",
            Kind::Expressions,
            "値（1万円、1/2、3か月、[鉄道, 航空] など）。値のない期間は not_applicable",
            "the value, as 1万円, 1/2, 3か月 or [鉄道, 航空]; `not_applicable` on days without one",
        ),
        CONFIRMED_ON,
        NOTE,
    ],
);

static CONFIRM_BY: crate::shape::Key = key!(
    "confirm_by",
    Kind::Date,
    "毎年の値を確かめる期限。この日までに次の年度の値を確かめる",
    "the day by which the value of the next year is to be confirmed",
);

static CONFIRMED_ON: crate::shape::Key =
    key!("confirmed_on", Kind::Date, "確かめた日", "the day on which a person confirmed it");

static KEY: crate::shape::Key = needed!(
    "key",
    Kind::Name(Space::Value),
    "表を引く値：事実、事実.欄、規則",
    "what the rows are looked up by: a fact, fact.field or rule",
);
static COLUMNS: crate::shape::Key = needed!(
    "columns",
    Kind::Map(Space::Column, &Kind::Either(&[Kind::Name(Space::ColumnType), Kind::Form(&COLUMN)])),
    "列の名前と、その単位又は種類",
    "the columns: name, and unit or type",
);
static ROWS: crate::shape::Key = needed!(
    "rows",
    Kind::Map(Space::Row, &Kind::Either(&[Kind::Expressions, Kind::Form(&ROW)])),
    "行。選択肢の名前か範囲（1人..10人）と、列ごとの値",
    "the rows: names of choices or a range, and a value for each column",
);
static ELSE: crate::shape::Key = key!(
    "otherwise",
    Kind::Either(&[Kind::Word(ELSES), Kind::List(&Kind::Expression)]),
    "どの行にも当たらない場合",
    "where no row fits",
);
const ELSES: &[Word] = &[
    word("undetermined", "定まらない", "the document gives no answer"),
    word("not_applicable", "当てはまらない", "it does not apply"),
];

/// A table of one version.
pub(crate) static TABLE: Shape = shape!(
    "table",
    "表",
    "a table",
    &[ID, EN, ABOUT, CLAUSES, CONFIRM_BY, KEY, COLUMNS, CONFIRMED_ON, ROWS, ELSE],
);

/// A table that changes.
pub(crate) static VERSIONED_TABLE: Shape = shape!(
    "versioned-table",
    "版のある表",
    "a table that changes",
    &[
        ID,
        EN,
        ABOUT,
        CLAUSES,
        CONFIRM_BY,
        KEY,
        COLUMNS,
        key!(
            "versions",
            Kind::List(&Kind::Form(&TABLE_VERSION)),
            "版。日付の順に並べる",
            "the versions, in the order of time",
        ),
    ],
);

/// A version of a table.
pub(crate) static TABLE_VERSION: Shape = shape!(
    "table-version",
    "表の版",
    "a version of a table",
    &[FROM, UNTIL, CONFIRMED_ON, ROWS, ELSE]
);

/// A column with English.
pub(crate) static COLUMN: Shape = shape!(
    "column",
    "列",
    "a column",
    &[
        needed!(
            "type",
            Kind::Name(Space::ColumnType),
            "単位、boolean・date・text・ratio、又は選択肢をもつ事実の名前",
            "a unit, boolean, date, text, ratio, or a fact with choices",
        ),
        EN,
    ],
);

/// A row with clauses of its own.
pub(crate) static ROW: Shape = shape!(
    "row",
    "根拠のついた行",
    "a row with clauses of its own",
    &[needed!("values", Kind::Expressions, "列ごとの値", "a value for each column"), CLAUSES],
);

/// A list of holidays.
pub(crate) static HOLIDAYS: Shape = shape!(
    "holidays",
    "休日の一覧",
    "a list of holidays",
    &[
        ID,
        EN,
        ABOUT,
        CLAUSES,
        needed!("from", Kind::Date, "この一覧でわかる最初の日", "the first day that it covers"),
        needed!("until", Kind::Date, "この一覧でわかる最後の日", "the last day that it covers"),
        SOURCE_TEXT,
        needed!("days", Kind::Map(Space::Day, &Kind::Line), "日と、その名前", "days and names"),
    ],
);

/// A calendar of open days.
pub(crate) static CALENDAR: Shape = shape!(
    "calendar",
    "開庁日の暦",
    "a calendar of open days",
    &[
        ID,
        EN,
        ABOUT,
        CLAUSES,
        key!("closed_weekdays", Kind::Names(Space::Weekday), "閉まる曜日", "weekdays closed"),
        key!("holidays", Kind::Name(Space::Holidays), "休日の一覧", "a list of holidays"),
        key!(
            "closed_days",
            Kind::Names(Space::Day),
            "毎年閉まる日（12-29..01-03）",
            "days closed every year, as 12-29..01-03",
        ),
    ],
);

/// A code list.
pub(crate) static CODES: Shape = shape!(
    "codes",
    "符号表",
    "a code list",
    &[
        ID,
        EN,
        ABOUT,
        CLAUSES,
        SOURCE_TEXT,
        needed!("entries", Kind::Map(Space::Code, &Kind::Text), "符号と名前", "codes and names"),
    ],
);
