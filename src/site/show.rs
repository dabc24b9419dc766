//! Dates, types, limits and values as a page shows them.

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar;
use crate::explain;
use crate::ids::ChoicesId;
use crate::program::{Fact, Program};
use crate::text::Lang;
use crate::value::{Answer, Number, PeriodKind, Type, Value};

use super::words::{pick, words};

/// How something dated relates to the date of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Standing {
    /// It is in force.
    Current,
    /// It will be.
    Future,
    /// It was.
    Past,
}

impl Standing {
    /// In words.
    pub(super) fn word(self, lang: Lang) -> &'static str {
        let words = words(lang);
        match self {
            Self::Current => words.current,
            Self::Future => words.future,
            Self::Past => words.past,
        }
    }
}

/// A date: `令和8年4月1日`, `2026-04-01`.
pub(super) fn day(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Ja => calendar::format_japanese_date(date),
        Lang::En => date.to_string(),
    }
}

/// Days with both ends: `令和8年4月1日から令和9年3月31日まで`; empty for what has no first day.
pub(super) fn days(from: NaiveDate, until: Option<NaiveDate>, lang: Lang) -> String {
    if from == NaiveDate::MIN {
        return String::new();
    }
    let from = day(from, lang);
    match (lang, until.map(|until| day(until, lang))) {
        (Lang::Ja, None) => format!("{from}から"),
        (Lang::Ja, Some(until)) => format!("{from}から{until}まで"),
        (Lang::En, None) => format!("from {from}"),
        (Lang::En, Some(until)) => format!("{from} to {until}"),
    }
}

/// A value in words.
pub(super) fn value(program: &Program, value: &Value, ty: &Type, lang: Lang) -> String {
    explain::show(program, value, ty, lang).text
}

/// An answer that was written as such.
pub(super) fn answer(program: &Program, one: &Answer, ty: &Type, lang: Lang) -> String {
    match one {
        Answer::Known(known) => value(program, known, ty, lang),
        Answer::Unknown(_) => words(lang).undetermined.to_owned(),
        Answer::NotApplicable => words(lang).no_value.to_owned(),
    }
}

/// A type in words: `金額（円）`, `選択`.
pub(super) fn ty(ty: &Type, lang: Lang) -> String {
    let pair = match ty {
        Type::Truth => ("はい・いいえ", "yes or no"),
        Type::Number(unit) if unit.is_yen() => ("金額（円）", "amount (yen)"),
        Type::Number(unit) if unit.is_plain() => ("数", "number"),
        Type::Number(unit) => {
            return match lang {
                Lang::Ja => format!("数（{unit}）"),
                Lang::En => format!("number ({})", unit.words().get(lang)),
            };
        }
        Type::Date => ("日付", "date"),
        Type::Period(PeriodKind::Months) => ("期間（年・月）", "period (years, months)"),
        Type::Period(PeriodKind::Days) => ("期間（日）", "period (days)"),
        Type::Period(PeriodKind::BusinessDays) => ("期間（営業日）", "period (business days)"),
        Type::Text => ("文字", "text"),
        Type::Choice(_) => ("選択", "choice"),
        Type::Set(of) if **of == Type::Choice(ChoicesId::DOCUMENTS) => ("書類", "documents"),
        Type::Set(of) if **of == Type::Choice(ChoicesId::STEPS) => ("手続", "steps"),
        Type::Set(of) if **of == Type::Choice(ChoicesId::CONTACTS) => ("問い合わせ先", "contacts"),
        Type::Set(of) if **of == Type::Choice(ChoicesId::WARNINGS) => ("注意", "warnings"),
        Type::Set(of) if **of == Type::Choice(ChoicesId::CLAUSES) => ("条項", "clauses"),
        Type::Set(of) if **of == Type::Text => ("文字（いくつでも）", "texts (any number)"),
        Type::Set(_) => ("選択（いくつでも）", "choices (any number)"),
        Type::List(_) | Type::Record(_) => ("一覧", "list"),
        Type::Calendar => ("暦", "calendar"),
        Type::Any => ("定めがない", "not settled"),
    };
    pick(lang, pair).to_owned()
}

/// The limits of a number: `1人以上300人以下`. Empty where there are none but 0.
pub(super) fn limits(program: &Program, fact: &Fact, lang: Lang) -> String {
    let shown = |end: &Number| value(program, &Value::Number(end.clone()), &fact.ty, lang);
    let low = fact.low.as_ref().filter(|low| !low.is_zero() || !fact.whole).map(shown);
    let high = fact.high.as_ref().map(shown);
    match (lang, low, high) {
        (_, None, None) => String::new(),
        (Lang::Ja, low, high) => {
            let low = low.map(|low| format!("{low}以上")).unwrap_or_default();
            format!("{low}{}", high.map(|high| format!("{high}以下")).unwrap_or_default())
        }
        (Lang::En, Some(low), None) => format!("{low} or more"),
        (Lang::En, None, Some(high)) => format!("up to {high}"),
        (Lang::En, Some(low), Some(high)) => format!("{low} to {high}"),
    }
}
