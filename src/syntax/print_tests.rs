//! Trees, printed and read again.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Aggregate, BinaryOp, Expr, ExprKind, Ident, RangeExpr, format, parse, print};
use crate::source::{FileId, Segments, Span};
use crate::value::{Number, Period};

fn expr(kind: ExprKind) -> Expr {
    Expr { kind, span: Span::default() }
}

fn read(text: &str) -> Result<Expr, String> {
    parse(text, &Segments::whole(FileId(0), 0)).map_err(|finding| format!("{text}: {finding:?}"))
}

fn plain(text: &str) -> String {
    print(&read(text).unwrap())
}

#[test]
fn only_needed_brackets_are_written() {
    for text in [
        "a or b and not c = d + e * -f",
        "(a or b) and c",
        "a - (b - c)",
        "a * (b + c)",
        "(a = b) = c",
        "not (a and b)",
        "(not a) = b",
        "(if a then b else c) + d",
        "d + if a then b else c",
        "-(a + b)",
        "(a + b).x",
        "(some x in l satisfies x) and b",
        "x between (if a then b else c) and d",
        "(x in l) = true",
        "some x in if a then b else c satisfies x",
        "sum(if m.a then m.b else 0円 for m in l where m.c or d)",
    ] {
        assert_eq!(plain(text), text);
    }
    assert_eq!(plain("((a) and ((b)))"), "a and b");
    assert_eq!(plain("(a + b) + (c * d)"), "a + b + c * d");
    assert_eq!(plain("if (a) then (b) else (c + d)"), "if a then b else c + d");
}

#[test]
fn literals_have_one_plain_form() {
    for (text, printed) in [
        ("5千万円", "50,000,000円"),
        ("1.5億円", "150,000,000円"),
        ("1234.5円", "1,234.5円"),
        ("1_000人", "1000人"),
        ("30%", "30%"),
        ("0.5%", "0.5%"),
        ("1.05倍", "1.05倍"),
        ("1.50", "1.5"),
        ("令和3年6月15日", "2021-06-15"),
        ("24箇月", "2年"),
        ("1年6か月", "18か月"),
        ("2週間", "14日"),
        ("3営業日", "3営業日"),
    ] {
        assert_eq!(plain(text), printed);
    }
}

#[test]
fn numbers_that_no_author_wrote_keep_their_meaning() {
    let number =
        |value, unit: Option<&str>| expr(ExprKind::Number { value, unit: unit.map(str::to_owned) });
    let third = || Number::ratio(1, 3).unwrap();
    assert_eq!(print(&number(third(), None)), "1 / 3");
    assert_eq!(print(&number(Number::ratio(2000, 3).unwrap(), Some("円"))), "2,000円 / 3");
    let product = ExprKind::Binary {
        op: BinaryOp::Divide,
        left: Box::new(number(Number::ONE, None)),
        right: Box::new(number(third(), None)),
    };
    assert_eq!(print(&expr(product)), "1 / (1 / 3)");
    let field = ExprKind::Field {
        base: Box::new(number(Number::from_i64(-5), Some("円"))),
        field: Ident { text: "x".into(), span: Span::default() },
    };
    assert_eq!(print(&expr(field)), "(-5円).x");
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "a",
        "資本金",
        "第1号ウの組合",
        "かつて",
        "if_",
        "代々木・渋谷",
        "sum",
        "R3",
        "円",
        "order",
    ])
    .prop_map(str::to_owned)
}

fn ident() -> impl Strategy<Value = Ident> {
    name().prop_map(|text| Ident { text, span: Span::default() })
}

fn number() -> impl Strategy<Value = ExprKind> {
    let unit = prop::option::of(prop::sample::select(vec!["円", "人", "倍", "%", "か所", "x"]));
    (0..i64::MAX, 0..6_u32, unit).prop_map(|(digits, places, unit)| {
        let value = Number::ratio(digits, 10_i64.pow(places)).unwrap();
        ExprKind::Number { value, unit: unit.map(str::to_owned) }
    })
}

fn leaf() -> impl Strategy<Value = ExprKind> {
    prop_oneof![
        number(),
        name().prop_map(ExprKind::Name),
        any::<bool>().prop_map(ExprKind::Truth),
        "[^\"\\\\\r\n]{0,8}".prop_map(ExprKind::Text),
        (-719_162..2_932_897_i32)
            .prop_map(|days| { ExprKind::Date(NaiveDate::from_epoch_days(days).unwrap()) }),
        (0..119_989_u32).prop_map(|count| ExprKind::Period(Period::Months(count))),
        (0..100_000_u32).prop_map(|count| ExprKind::Period(Period::Days(count))),
        (0..1000_u32).prop_map(|count| ExprKind::Period(Period::BusinessDays(count))),
        Just(ExprKind::Undetermined),
        Just(ExprKind::NotApplicable),
    ]
}

fn operator() -> impl Strategy<Value = BinaryOp> {
    use BinaryOp as Op;
    prop::sample::select(vec![
        Op::Or,
        Op::And,
        Op::Equal,
        Op::NotEqual,
        Op::Less,
        Op::LessOrEqual,
        Op::Greater,
        Op::GreaterOrEqual,
        Op::Add,
        Op::Subtract,
        Op::Multiply,
        Op::Divide,
    ])
}

fn aggregate() -> impl Strategy<Value = Aggregate> {
    prop::sample::select(vec![Aggregate::Sum, Aggregate::Count, Aggregate::Min, Aggregate::Max])
}

fn tree() -> impl Strategy<Value = Expr> {
    leaf().prop_map(expr).prop_recursive(6, 40, 3, |inner| branch(&inner.boxed()).prop_map(expr))
}

fn branch(inner: &BoxedStrategy<Expr>) -> impl Strategy<Value = ExprKind> + use<> {
    let one = || inner.clone().prop_map(Box::new);
    let some = || prop::collection::vec(inner.clone(), 1..4);
    let any_number = || prop::collection::vec(inner.clone(), 0..4);
    prop_oneof![
        any_number().prop_map(ExprKind::List),
        range(inner),
        one().prop_map(ExprKind::Not),
        one().prop_map(ExprKind::Negate),
        (operator(), one(), one()).prop_map(|(op, left, right)| ExprKind::Binary {
            op,
            left,
            right
        }),
        (one(), one(), any::<bool>()).prop_map(|(item, set, negated)| ExprKind::In {
            item,
            set,
            negated
        }),
        (one(), one(), one()).prop_map(|(item, low, high)| ExprKind::Between { item, low, high }),
        (one(), one(), one()).prop_map(|(condition, then, otherwise)| {
            ExprKind::If { condition, then, otherwise }
        }),
        (any::<bool>(), ident(), one(), one()).prop_map(|(every, variable, list, condition)| {
            ExprKind::Quantified { every, variable, list, condition }
        }),
        (aggregate(), one(), ident(), one(), prop::option::of(one())).prop_map(
            |(function, body, variable, list, filter)| {
                ExprKind::Aggregate { function, body, variable, list, filter }
            }
        ),
        (one(), some()).prop_map(|(base, keys)| ExprKind::Index { base, keys }),
        (one(), ident()).prop_map(|(base, field)| ExprKind::Field { base, field }),
        (ident(), any_number())
            .prop_map(|(function, arguments)| ExprKind::Call { function, arguments }),
    ]
}

fn range(inner: &BoxedStrategy<Expr>) -> impl Strategy<Value = ExprKind> + use<> {
    let end = || inner.clone();
    let ends = prop_oneof![
        (end(), end()).prop_map(|(low, high)| (Some(low), Some(high))),
        end().prop_map(|low| (Some(low), None)),
        end().prop_map(|high| (None, Some(high))),
    ];
    (ends, any::<bool>(), any::<bool>()).prop_map(|((low, high), low_included, high_included)| {
        ExprKind::Range(Box::new(RangeExpr { low, low_included, high, high_included }))
    })
}

proptest! {
    #[test]
    fn a_printed_tree_reads_as_the_same_tree(tree in tree()) {
        let text = print(&tree);
        prop_assert_eq!(read(&text), Ok(tree));
    }

    #[test]
    fn formatting_a_plain_text_changes_nothing(tree in tree()) {
        let text = print(&tree);
        prop_assert_eq!(format(&text), Ok(text));
    }
}
