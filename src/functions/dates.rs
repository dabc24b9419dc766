//! Dates, legal periods, ages, business days.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar;
use crate::value::{Number, Period, Value};

use super::{Function, Kind, MISFIT, OperationError, Surroundings, date, period, row, whole};

const NO_DAY: OperationError =
    OperationError::Undefined("暦にない日です", "there is no such day in the calendar");

pub(super) static TABLE: &[Function] = &[
    row("year", &[Kind::Date], Kind::Plain, "西暦の年", "the year", |a, _| {
        Ok(plain(i64::from(date(a, 0)?.year())))
    }),
    row("month", &[Kind::Date], Kind::Plain, "月", "the month, 1 to 12", |a, _| {
        Ok(plain(i64::from(date(a, 0)?.month())))
    }),
    row("day", &[Kind::Date], Kind::Plain, "日", "the day of the month", |a, _| {
        Ok(plain(i64::from(date(a, 0)?.day())))
    }),
    row(
        "date",
        &[Kind::Plain, Kind::Plain, Kind::Plain],
        Kind::Date,
        "年・月・日から日付を作る",
        "the date of a year, month and day",
        |a, _| {
            let (year, month, day) = (whole(a, 0)?, whole(a, 1)?, whole(a, 2)?);
            NaiveDate::from_ymd_opt(year, month, day).map(Value::Date).ok_or(NO_DAY)
        },
    ),
    row(
        "month_end",
        &[Kind::Date],
        Kind::Date,
        "その月の末日",
        "the last day of the month",
        |a, _| Ok(Value::Date(calendar::month_end(date(a, 0)?))),
    ),
    row(
        "fiscal_year",
        &[Kind::Date],
        Kind::Plain,
        "属する年度（西暦）",
        "the fiscal year (April to March)",
        |a, _| Ok(plain(i64::from(calendar::fiscal_year(date(a, 0)?)))),
    ),
    row(
        "fiscal_year_start",
        &[Kind::Date],
        Kind::Date,
        "属する年度の4月1日",
        "1 April of the fiscal year",
        |a, _| Ok(Value::Date(calendar::fiscal_year_start(calendar::fiscal_year(date(a, 0)?))?)),
    ),
    row(
        "fiscal_year_end",
        &[Kind::Date],
        Kind::Date,
        "属する年度の3月31日",
        "31 March of the fiscal year",
        |a, _| Ok(Value::Date(calendar::fiscal_year_end(calendar::fiscal_year(date(a, 0)?))?)),
    ),
    row("weekday", &[Kind::Date], Kind::Weekday, "曜日", "the day of the week", |a, _| {
        let day = date(a, 0)?.weekday().num_days_from_monday();
        Ok(Value::Choice(u16::try_from(day).unwrap_or(0)))
    }),
    row(
        "days_between",
        &[Kind::Date, Kind::Date],
        Kind::Days,
        "前の日から後の日までの日数（初日を数えない）",
        "the days from the first to the second, the first not counted",
        |a, _| {
            let days = date(a, 1)?.signed_duration_since(date(a, 0)?).num_days();
            u32::try_from(days).map(|days| Value::Period(Period::Days(days))).map_err(|_| {
                OperationError::Undefined(
                    "後の日が前の日より早くなっています",
                    "the second date lies before the first",
                )
            })
        },
    ),
    row(
        "last_day_within",
        &[Kind::Date, Kind::Period],
        Kind::Date,
        "その日から期間以内の末日（初日不算入、民法140条・141条・143条）",
        "the last day within a period from a day, that day not counted (Civil Code 140, 141, 143)",
        |a, _| Ok(Value::Date(calendar::last_day_within(date(a, 0)?, period(a, 1)?)?)),
    ),
    row(
        "last_day_from",
        &[Kind::Date, Kind::Period],
        Kind::Date,
        "その日から起算した期間の末日（初日を数える）",
        "the last day of a period that starts with a day (Civil Code 141, 143)",
        |a, _| Ok(Value::Date(calendar::last_day_from(date(a, 0)?, period(a, 1)?)?)),
    ),
    row(
        "day_after_elapsed",
        &[Kind::Date, Kind::Period],
        Kind::Date,
        "その日から起算して期間を経過した日（末日の翌日）",
        "the day after a period that starts with a day has elapsed",
        |a, _| Ok(Value::Date(calendar::day_after_elapsed(date(a, 0)?, period(a, 1)?)?)),
    ),
    row(
        "same_day_after",
        &[Kind::Date, Kind::Period],
        Kind::Date,
        "期間の後の応当日（なければ月の末日）",
        "the corresponding day after a period, the month's end where there is none",
        |a, _| Ok(Value::Date(calendar::same_day_after(date(a, 0)?, period(a, 1)?)?)),
    ),
    row(
        "same_day_before",
        &[Kind::Date, Kind::Period],
        Kind::Date,
        "期間の前の応当日（なければ月の末日）",
        "the corresponding day before a period, the month's end where there is none",
        |a, _| Ok(Value::Date(calendar::same_day_before(date(a, 0)?, period(a, 1)?)?)),
    ),
    row(
        "age_on",
        &[Kind::Date, Kind::Date],
        Kind::Age,
        "生年月日の人のその日の年齢（年齢計算ニ関スル法律、誕生日に年をとる）",
        "the age on a day of a person born on a day (Act on Calculation of Ages; Civil Code 143)",
        |a, _| Ok(plain(i64::from(calendar::age_on(date(a, 0)?, date(a, 1)?)?))),
    ),
    row(
        "attains_on",
        &[Kind::Date, Kind::Age],
        Kind::Date,
        "その年齢になる誕生日",
        "the birthday on which an age is held",
        |a, _| Ok(Value::Date(calendar::attains_on(date(a, 0)?, whole(a, 1)?)?)),
    ),
    row(
        "next_open_day",
        &[Kind::Date, Kind::Calendar],
        Kind::Date,
        "その日、閉まっていれば次に開く日",
        "the day itself if open, else the next open day",
        |a, around| Ok(Value::Date(open(around)?.next_open_day(date(a, 0)?)?)),
    ),
    row(
        "is_open_day",
        &[Kind::Date, Kind::Calendar],
        Kind::Truth,
        "開いている日か",
        "whether a day is open",
        |a, around| Ok(Value::Truth(open(around)?.is_open(date(a, 0)?)?)),
    ),
    row(
        "business_days_after",
        &[Kind::Date, Kind::Plain, Kind::Calendar],
        Kind::Date,
        "その日の後のn番目の開庁日（初日を数えない）",
        "the n-th open day after a day, that day not counted",
        |a, around| Ok(Value::Date(open(around)?.business_days_after(date(a, 0)?, whole(a, 1)?)?)),
    ),
    row(
        "business_days_before",
        &[Kind::Date, Kind::Plain, Kind::Calendar],
        Kind::Date,
        "その日の前のn番目の開庁日（初日を数えない）",
        "the n-th open day before a day, that day not counted",
        |a, around| Ok(Value::Date(open(around)?.business_days_before(date(a, 0)?, whole(a, 1)?)?)),
    ),
    row(
        "nth_weekday",
        &[Kind::Plain, Kind::Plain, Kind::Plain, Kind::Weekday],
        Kind::Date,
        "年・月の第n何曜日",
        "the n-th given weekday of a year's month",
        |a, _| {
            let found =
                calendar::nth_weekday(whole(a, 0)?, whole(a, 1)?, whole(a, 2)?, weekday(a, 3)?);
            found.map(Value::Date).ok_or(NO_DAY)
        },
    ),
    row(
        "weekday_on_or_after",
        &[Kind::Date, Kind::Weekday],
        Kind::Date,
        "その日以後で最初のその曜日",
        "the first given weekday on or after a day",
        |a, _| Ok(Value::Date(calendar::weekday_on_or_after(date(a, 0)?, weekday(a, 1)?)?)),
    ),
    row(
        "weekday_on_or_before",
        &[Kind::Date, Kind::Weekday],
        Kind::Date,
        "その日以前で最後のその曜日",
        "the last given weekday on or before a day",
        |a, _| Ok(Value::Date(calendar::weekday_on_or_before(date(a, 0)?, weekday(a, 1)?)?)),
    ),
];

fn plain(number: i64) -> Value {
    Value::Number(Number::from_i64(number))
}

fn weekday(arguments: &[&Value], at: usize) -> Result<Weekday, OperationError> {
    let Some(Value::Choice(day)) = arguments.get(at) else { return Err(MISFIT) };
    Weekday::try_from(u8::try_from(*day).unwrap_or(u8::MAX)).map_err(|_| MISFIT)
}

fn open<'p>(around: &Surroundings<'p>) -> Result<&'p calendar::OpenDays, OperationError> {
    around.calendar.and_then(|id| around.calendars.get(id.index())).ok_or(MISFIT)
}
