//! Dates in both forms.

use super::*;

fn iso(text: &str) -> NaiveDate {
    parse_iso_date(text).unwrap()
}

#[test]
fn era_dates_are_read() {
    for (text, date) in [
        ("令和元年5月1日", "2019-05-01"),
        ("令和1年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("平成元年1月8日", "1989-01-08"),
        ("昭和64年1月7日", "1989-01-07"),
        ("昭和元年12月25日", "1926-12-25"),
        ("大正15年12月24日", "1926-12-24"),
        ("大正元年7月30日", "1912-07-30"),
        ("明治45年7月29日", "1912-07-29"),
        ("明治6年1月1日", "1873-01-01"),
        ("令和７年１１月２１日", "2025-11-21"),
        ("R7.4.1", "2025-04-01"),
        ("令和3年6月15日", "2021-06-15"),
        ("㋿3年6月15日", "2021-06-15"),
        ("㍻30年6月15日", "2018-06-15"),
        ("Ｒ７．４．１", "2025-04-01"),
        ("r07/04/01", "2025-04-01"),
        ("R元.5.1", "2019-05-01"),
        ("H30-12-31", "2018-12-31"),
        ("令和　８年　４月　１日", "2026-04-01"),
        (" 令和8年4月1日 ", "2026-04-01"),
        // The day of the change belongs to both eras.
        ("明治45年7月30日", "1912-07-30"),
        ("大正15年12月25日", "1926-12-25"),
        ("令和6年2月29日", "2024-02-29"),
    ] {
        let read = JapaneseDate { date: iso(date), beyond_era: false };
        assert_eq!(parse_japanese_date(text), Ok(read), "{text}");
        assert_eq!(parse_date(text), Ok(read), "{text}");
    }
}

#[test]
fn dates_beyond_their_era_are_read_and_marked() {
    for (text, date) in [
        ("平成32年3月31日", "2020-03-31"),
        ("平成31年5月1日", "2019-05-01"),
        ("昭和64年1月8日", "1989-01-08"),
        ("大正15年12月26日", "1926-12-26"),
        ("明治45年7月31日", "1912-07-31"),
        ("昭和100年1月1日", "2025-01-01"),
    ] {
        let read = JapaneseDate { date: iso(date), beyond_era: true };
        assert_eq!(parse_japanese_date(text), Ok(read), "{text}");
    }
}

#[test]
fn other_texts_are_refused_with_their_reason() {
    let missing = |year, month, day| DateError::NoSuchDay { year, month, day };
    for (text, reason) in [
        ("令和0年4月1日", DateError::YearZero),
        ("R0.4.1", DateError::YearZero),
        ("令和8年2月30日", missing(2026, 2, 30)),
        ("令和7年2月29日", missing(2025, 2, 29)),
        ("令和8年13月1日", missing(2026, 13, 1)),
        ("令和8年4月0日", missing(2026, 4, 0)),
        ("令和元年4月30日", DateError::BeforeEra { era: "令和", first: iso("2019-05-01") }),
        ("平成元年1月7日", DateError::BeforeEra { era: "平成", first: iso("1989-01-08") }),
        ("明治5年12月2日", DateError::BeforeGregorian),
        ("明治元年9月8日", DateError::BeforeGregorian),
        ("明治5年2月30日", DateError::BeforeGregorian),
        ("令和9999年1月1日", DateError::OutOfRange),
        ("慶応4年1月1日", DateError::NotADate),
        ("令和8年4月1", DateError::NotADate),
        ("令和8年4月", DateError::NotADate),
        ("令和8年度", DateError::NotADate),
        ("令和八年四月一日", DateError::NotADate),
        ("R7.4/1", DateError::NotADate),
        ("R7.4.1.", DateError::NotADate),
        ("R7.4.001", DateError::NotADate),
        ("令和00008年4月1日", DateError::NotADate),
        ("令和8年4月1日まで", DateError::NotADate),
        ("4月1日", DateError::NotADate),
        ("", DateError::NotADate),
    ] {
        assert_eq!(parse_japanese_date(text), Err(reason), "{text}");
        assert_eq!(parse_date(text), Err(reason), "{text}");
    }
}

#[test]
fn iso_dates_have_one_form() {
    assert_eq!(iso("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29).unwrap());
    assert_eq!(iso("0001-01-01"), NaiveDate::from_ymd_opt(1, 1, 1).unwrap());
    assert_eq!(iso("9999-12-31"), NaiveDate::from_ymd_opt(9999, 12, 31).unwrap());
    let missing = DateError::NoSuchDay { year: 2025, month: 2, day: 30 };
    assert_eq!(parse_iso_date("2025-02-30"), Err(missing));
    assert_eq!(parse_date("2025-02-30"), Err(missing));
    assert_eq!(parse_iso_date("0000-01-01"), Err(DateError::OutOfRange));
    for text in [
        "2024-2-3",
        "+2024-02-03",
        "-2024-02-03",
        "2024-02-03 ",
        " 2024-02-03",
        "24-02-03",
        "20240203",
        "2024/02/03",
        "２０２４-02-03",
        "10000-01-01",
        "2024-02-03T00:00",
        "2024-02",
        "2024-+2-03",
        "",
    ] {
        assert_eq!(parse_iso_date(text), Err(DateError::NotADate), "{text:?}");
    }
}

#[test]
fn dates_are_written_with_their_era() {
    for (date, written) in [
        ("2026-04-01", "令和8年4月1日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2019-04-30", "平成31年4月30日"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1926-12-25", "昭和元年12月25日"),
        ("1912-07-30", "大正元年7月30日"),
        ("1912-07-29", "明治45年7月29日"),
        ("1873-01-01", "明治6年1月1日"),
        ("1872-12-31", "1872-12-31"),
        ("0645-07-17", "0645-07-17"),
    ] {
        assert_eq!(format_japanese_date(iso(date)), written);
    }
}

#[test]
fn every_day_is_read_as_written() {
    let days = iso("1873-01-01").iter_days().take_while(|day| day.year() <= 2100);
    for date in days {
        let read = JapaneseDate { date, beyond_era: false };
        assert_eq!(parse_date(&format_japanese_date(date)), Ok(read));
        assert_eq!(parse_date(&date.to_string()), Ok(read));
    }
}

#[test]
fn reasons_are_told_in_both_languages() {
    let text = parse_japanese_date("令和8年2月30日").unwrap_err().text();
    assert_eq!(text.ja, "2026年2月30日という日はありません");
    assert_eq!(text.en.as_deref(), Some("there is no day 2026-02-30"));
    let text = parse_japanese_date("令和元年4月30日").unwrap_err().text();
    assert_eq!(text.ja, "令和は2019年5月1日からです");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[令和平成RH元年月日0-9０-９./ -]{0,16}|\\PC{0,16}") {
        if let Ok(read) = parse_date(&text) {
            proptest::prop_assert!((1..=9999).contains(&read.date.year()));
        }
    }
}
