//! What is read, as what, and what the messages say where it is not.

use super::{Expr, ExprKind, format, parse, print};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Segments, Span};
use crate::value::Period;

fn whole() -> Segments {
    Segments::whole(FileId(0), 0)
}

fn read(text: &str) -> Expr {
    parse(text, &whole()).unwrap_or_else(|finding| panic!("{text}: {finding:?}"))
}

fn refused(text: &str) -> Diagnostic {
    match parse(text, &whole()) {
        Ok(expression) => panic!("{text} was read as {}", print(&expression)),
        Err(finding) => finding,
    }
}

fn plain(text: &str) -> String {
    print(&read(text))
}

/// `read` means the same as `brackets`, where every binding is written out.
#[track_caller]
fn binds(text: &str, brackets: &str) {
    assert_eq!(read(text), read(brackets), "{text} is {}", plain(text));
}

fn number(text: &str) -> (String, Option<String>) {
    match read(text).kind {
        ExprKind::Number { value, unit } => (value.to_string(), unit),
        other => panic!("{text} was read as {other:?}"),
    }
}

#[track_caller]
fn is_number(text: &str, value: &str, unit: &str) {
    let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
    assert_eq!(number(text), (value.to_owned(), unit), "{text}");
}

#[track_caller]
fn is_period(text: &str, period: Period) {
    assert_eq!(read(text).kind, ExprKind::Period(period), "{text}");
}

#[track_caller]
fn is_date(text: &str, iso: &str) {
    assert_eq!(plain(text), iso, "{text}");
    assert!(matches!(read(text).kind, ExprKind::Date(_)));
}

// Binding.

#[test]
fn operators_bind_in_the_documented_order() {
    binds("a or b and c", "a or (b and c)");
    binds("a and not b and c", "(a and (not b)) and c");
    binds("not a = b", "not (a = b)");
    binds("a = b + c", "a = (b + c)");
    binds("a + b * c - d / e", "(a + (b * c)) - (d / e)");
    binds("-a * b", "(-a) * b");
    binds("-a[k].x", "-((a[k]).x)");
    binds("a - b - c", "(a - b) - c");
    binds("a / b * c", "(a / b) * c");
    binds("not not a", "not (not a)");
    binds("--a", "-(-a)");
    binds("a != b or c < d and e >= f", "(a != b) or ((c < d) and (e >= f))");
}

#[test]
fn membership_and_between_bind_like_comparisons() {
    binds("a + 1 in b and c", "((a + 1) in b) and c");
    binds("not a in b", "not (a in b)");
    binds("a not in [b, c] or d", "(a not in [b, c]) or d");
    binds("a between b and c and d", "(a between b and c) and d");
    binds("a between b + 1 and c * 2 or d", "(a between (b + 1) and (c * 2)) or d");
    binds("x between -1 and -2", "x between (-1) and (-2)");
}

#[test]
fn words_in_front_take_in_everything_to_their_right() {
    binds("if a then b else c + d", "if a then b else (c + d)");
    binds("1 + if a then b else c and d", "1 + (if a then b else (c and d))");
    binds("if a then b else if c then d else e", "if a then b else (if c then d else e)");
    binds("some x in l satisfies x.a and b", "some x in l satisfies ((x.a) and b)");
    binds("a and every x in l satisfies x or y", "a and (every x in l satisfies (x or y))");
}

#[test]
fn words_glued_to_letters_are_names() {
    for name in [
        "かつて",
        "iffy",
        "order",
        "android",
        "notary",
        "inside",
        "世帯所得が１００万円",
        "trueか",
        "第1号ウの組合",
    ] {
        assert!(matches!(read(name).kind, ExprKind::Name(_)), "{name}");
    }
    assert_eq!(plain("不要and必要"), "不要and必要");
    assert_eq!(refused("if_a then b").code.as_str(), "syntax");
}

#[test]
fn every_word_operator_works_before_japanese_text() {
    binds("甲 and 乙", "(甲) and (乙)");
    binds("甲 or 乙", "(甲) or (乙)");
    binds("not 甲", "not (甲)");
    binds("甲 in 乙", "(甲) in (乙)");
    binds("甲 not in 乙", "(甲) not in (乙)");
    binds("甲 not　in 乙", "甲 not in 乙");
    binds("(甲)and(乙)", "甲 and 乙");
    binds("甲 between 乙 and 丙", "甲 between (乙) and (丙)");
    binds("if(甲)then(乙)else(丙)", "if 甲 then 乙 else 丙");
}

// Forms.

#[test]
fn names_compare_after_nfkc() {
    assert_eq!(read("第１号の組合"), read("第1号の組合"));
    assert_eq!(read("ｱﾙﾊﾞｲﾄ"), read("アルバイト"));
    assert_eq!(plain("代々木・渋谷"), "代々木・渋谷");
    assert_eq!(plain("〇〇補助"), "〇〇補助");
}

#[test]
fn aggregates_calls_and_tables_are_read() {
    let aggregate = "sum(m.金額 for m in 移動明細 where m.券種 = 往復)";
    assert!(matches!(read(aggregate).kind, ExprKind::Aggregate { filter: Some(_), .. }));
    assert!(matches!(
        read("count(m for m in 明細)").kind,
        ExprKind::Aggregate { filter: None, .. }
    ));
    assert!(matches!(read("count(集合)").kind, ExprKind::Call { .. }));
    assert!(matches!(read("min(1円, 2円)").kind, ExprKind::Call { .. }));
    assert!(matches!(read("today()").kind, ExprKind::Call { .. }));
    assert!(matches!(read("表[a, b].列").kind, ExprKind::Field { .. }));
    for text in
        [aggregate, "max(min(a, 1円), 2円)", "表[a, b].列", "f(x)[k].y.z", "[]", "[[a], []]"]
    {
        assert_eq!(plain(text), text);
    }
}

#[test]
fn ranges_keep_their_ends() {
    for text in ["[1..5]", "[1人..5人)", "(1..5]", "(1..5)", "[0円..]", "[..5)", "(..5)", "(0..)"]
    {
        assert!(matches!(read(text).kind, ExprKind::Range(_)), "{text}");
        assert_eq!(plain(text), text);
    }
    assert_eq!(plain("［０円‥１００円）"), "[0円..100円)");
    assert_eq!(plain("[0.5..1.5]"), "[0.5..1.5]");
    assert_eq!(plain("x in [a.b..c.d]"), "x in [a.b..c.d]");
    assert!(matches!(read("([1..5])").kind, ExprKind::Range(_)));
}

#[test]
fn full_width_forms_are_read_as_their_plain_ones() {
    binds("資本金　≦　３億円", "資本金 <= 3億円");
    binds("（ａ＋ｂ）×ｃ÷ｄ－ｅ", "(a + b) * c / d - e");
    binds("a＜＝b and c＞＝d and e≧f and g≠h", "a <= b and c >= d and e >= f and g != h");
    binds("a＜b or c＞d or e＝f", "a < b or c > d or e = f");
    binds("x in ［甲、乙，丙］", "x in [甲, 乙, 丙]");
    binds("表［甲］．列", "表[甲].列");
    binds("a − b", "a - b");
    binds("ｉｆ a ｔｈｅｎ b ｅｌｓｅ c", "if a then b else c");
    binds("ｎｏｔ a ａｎｄ b", "not a and b");
    is_number("１，０００円", "1000", "円");
    is_number("１．０５倍", "1.05", "倍");
    is_number("３０％", "0.3", "%");
}

// Literals.

#[test]
fn numbers_are_exact() {
    is_number("300人", "300", "人");
    is_number("1,000円", "1000", "円");
    is_number("1_000円", "1000", "円");
    is_number("1,234,567", "1234567", "");
    is_number("1.05倍", "1.05", "倍");
    is_number("30%", "0.3", "%");
    is_number("0", "0", "");
    is_number("0.5", "0.5", "");
    is_number("2か所", "2", "か所");
    is_number("3月", "3", "月");
    is_number("12時間", "12", "時間");
    is_number("40歳", "40", "歳");
}

#[test]
fn kanji_multipliers_add_up() {
    is_number("5千万円", "50000000", "円");
    is_number("3億2千万円", "320000000", "円");
    is_number("1億2千万円", "120000000", "円");
    is_number("1億", "100000000", "");
    is_number("1.5億円", "150000000", "円");
    is_number("2兆3億4万5千6百7円", "2000300045607", "円");
    is_number("1,200万円", "12000000", "円");
    is_number("20千円", "20000", "円");
    is_number("５千５００円", "5500", "円");
}

#[test]
fn figures_that_make_no_number_are_refused() {
    let wrong = [
        "1.0.5",
        "2万3億円",
        "1万20000円",
        "1.5億2千万円",
        "007",
        "5万億円",
        "1百千円",
        "5千12百円",
        "[1, 00円]",
        "3人2",
        "10000年",
        "1年6月",
        "99999999999999999999999999999999999999999",
        "9999999999999999999999999999999999999999兆円",
        "1e400",
    ];
    for text in wrong {
        assert_eq!(refused(text).code.as_str(), "bad-number", "{text}");
    }
}

#[test]
fn periods_are_whole() {
    is_period("30日", Period::Days(30));
    for months in ["3か月", "3ヶ月", "3カ月", "3ヵ月", "3箇月", "３か月"] {
        is_period(months, Period::Months(3));
    }
    is_period("1年", Period::Months(12));
    is_period("1年6か月", Period::Months(18));
    is_period("2週間", Period::Days(14));
    is_period("3営業日", Period::BusinessDays(3));
    is_period("1,000日", Period::Days(1000));
    is_period("9999年", Period::Months(119_988));
    assert_eq!(refused("a + 1.5年").code.as_str(), "syntax");
}

#[test]
fn dates_are_read_before_numbers() {
    is_date("2021-06-15", "2021-06-15");
    is_date("２０２１－０６－１５", "2021-06-15");
    is_date("令和3年6月15日", "2021-06-15");
    is_date("令和元年5月1日", "2019-05-01");
    is_date("R3.6.15", "2021-06-15");
    is_date("Ｒ３．６．１５", "2021-06-15");
    is_date("平成３０年１１月２０日", "2018-11-20");
    is_date("2021年6月15日", "2021-06-15");
    is_date("平成32年3月31日", "2020-03-31");
    binds("D <= 令和3年6月15日 and a", "(D <= 2021-06-15) and a");
    binds("D - 2021-06-15", "D - (2021-06-15)");
}

#[test]
fn what_looks_like_a_date_is_not_arithmetic() {
    for text in [
        "2025-02-30",
        "2021/6/15",
        "2021.6.15",
        "2021-6-15",
        "令和0年4月1日",
        "令和8年2月30日",
        "0年1月1日",
        "2021-06/15",
    ] {
        assert_eq!(refused(text).code.as_str(), "bad-date", "{text}");
    }
    let finding = refused("D = 2021/6/15");
    let reason = &finding.arguments.iter().find(|(name, _)| *name == "reason").unwrap().1;
    assert!(reason.ja.contains("`2021-06-15`"), "{reason:?}");
    binds("2021 / 6 / 15", "(2021 / 6) / 15");
}

#[test]
fn texts_are_taken_as_they_are() {
    assert_eq!(read("\"３億円 and\"").kind, ExprKind::Text("３億円 and".into()));
    assert_eq!(read("\"\"").kind, ExprKind::Text(String::new()));
    assert_eq!(refused("a = \"b").code.as_str(), "unclosed-text");
    assert_eq!(refused("a = \"b\nc\"").code.as_str(), "unclosed-text");
    let finding = refused("a = \"b\\n\"");
    assert_eq!(finding.code.as_str(), "escape-in-expression");
    assert_eq!(finding.at.unwrap(), Span { file: FileId(0), start: 6, end: 7 });
}

#[test]
fn the_words_for_no_answer_are_no_names() {
    assert_eq!(read("undetermined").kind, ExprKind::Undetermined);
    assert_eq!(read("not_applicable").kind, ExprKind::NotApplicable);
    assert_eq!(read("true").kind, ExprKind::Truth(true));
    assert!(matches!(read("not not_applicable").kind, ExprKind::Not(_)));
}

// Places.

#[test]
fn spans_end_with_the_last_character() {
    let expression = read("  甲 + （乙 ） ");
    assert_eq!((expression.span.start, expression.span.end), (2, 18));
    let ExprKind::Binary { left, right, .. } = expression.kind else { panic!("not a sum") };
    assert_eq!((left.span.start, left.span.end), (2, 5));
    assert_eq!((right.span.start, right.span.end), (8, 18));
    let field = read(" 表[甲 ] . 列 ");
    assert_eq!((field.span.start, field.span.end), (1, 16));
    let call = read("f ( 甲 ) ");
    assert_eq!((call.span.start, call.span.end), (0, 9));
}

#[test]
fn spans_follow_the_pieces_of_a_block() {
    let pieces = Segments::whole(FileId(3), 100).then(5, 120);
    let expression = parse("甲 +\n乙", &pieces).unwrap();
    assert_eq!(expression.span, Span { file: FileId(3), start: 100, end: 124 });
}

#[test]
fn formatting_keeps_figures_and_makes_signs_plain() {
    let formatted = |text| format(text).unwrap();
    assert_eq!(formatted("資本金≦３億円"), "資本金 <= 3億円");
    assert_eq!(formatted("５千万円＋1,000円"), "5千万円 + 1,000円");
    assert_eq!(formatted("（a+－b）×２"), "(a + -b) * 2");
    assert_eq!(formatted("x  not   in［甲、乙］"), "x not in [甲, 乙]");
    assert_eq!(formatted("表 ［甲］．列"), "表[甲].列");
    assert_eq!(formatted("f （ a ，b ）"), "f(a, b)");
    assert_eq!(formatted("D>=令和３年６月１５日"), "D >= 令和3年6月15日");
    assert_eq!(formatted("if(甲)then(乙)else(丙)"), "if (甲) then (乙) else (丙)");
    assert_eq!(formatted("甲 ＜\n　　乙 and\n  丙"), "甲 <\n    乙 and\n  丙");
    assert_eq!(formatted("\"Ａ　Ｂ\"=x"), "\"Ａ　Ｂ\" = x");
    assert_eq!(formatted("x in[０‥１００）"), "x in [0..100)");
    assert_eq!(format("a +").unwrap_err().code.as_str(), "syntax");
}
