//! Numbers against big fractions, and at the borders of the small representation.

use dashu_ratio::RBig;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{ArithmeticError, Number, NumberError, Repr};
use crate::value::Rounding;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn fraction(numerator: i64, denominator: i64) -> Number {
    Number::ratio(numerator, denominator).unwrap()
}

fn is_small(number: &Number) -> bool {
    matches!(number.0, Repr::Small(_))
}

/// 2 to the power of `exponent`.
fn power_of_two(exponent: u32) -> Number {
    let two = Number::from(2);
    (0..exponent).fold(Number::ONE, |power, _| power.checked_mul(&two).unwrap())
}

/// The modes as `RBig` offers them: floor and ceiling of the magnitude.
fn rounded_by_floor(value: &RBig, mode: Rounding, unit: &RBig) -> RBig {
    let negative = *value < RBig::ZERO;
    let quotient = if negative { -(value / unit) } else { value / unit };
    let floor = RBig::from(quotient.floor());
    let half = RBig::from(1) / RBig::from(2);
    let whole = match mode {
        Rounding::Down => floor,
        Rounding::Up => RBig::from(quotient.ceil()),
        Rounding::HalfUp => RBig::from((quotient + half).floor()),
        Rounding::HalfEven => {
            let up = RBig::from((&quotient + &half).floor());
            let tie = &quotient - &floor == half;
            let even = (&floor / RBig::from(2)).is_int();
            if tie && even { floor } else { up }
        }
    };
    let magnitude = whole * unit;
    if negative { -magnitude } else { magnitude }
}

#[test]
fn a_third_of_a_grant_is_exact() {
    let third = fraction(1, 3);
    assert_eq!(Number::from(1_200_000).checked_mul(&third).unwrap(), Number::from(400_000));
    assert_eq!(third.checked_add(&third).unwrap().checked_add(&third).unwrap(), Number::ONE);
}

#[test]
fn fractions_are_kept_in_lowest_terms_with_a_positive_denominator() {
    assert_eq!(fraction(6, -4), fraction(-3, 2));
    assert_eq!(fraction(6, -4).to_string(), "-1.5");
    assert_eq!(fraction(0, -7), Number::ZERO);
    assert_eq!(Number::ratio(1, 0), Err(ArithmeticError::DivisionByZero));
    assert_eq!(Number::ratio(0, 0), Err(ArithmeticError::DivisionByZero));
}

#[test]
fn the_ends_of_i64_are_crossed_and_come_back() {
    let most = Number::from(i64::MAX);
    let least = Number::from(i64::MIN);
    let above = most.checked_add(&Number::ONE).unwrap();
    assert_eq!(above.to_string(), "9223372036854775808");
    assert_eq!(above.to_i64(), None);
    assert!(!is_small(&above) && above.is_integer());
    assert_eq!(least.negate(), above);
    assert_eq!(above.negate(), least);
    assert!(is_small(&above.negate()));
    assert_eq!(least.abs(), above);
    assert_eq!(above.checked_sub(&Number::ONE).unwrap(), most);
    assert!(is_small(&above.checked_sub(&Number::ONE).unwrap()));
    assert_eq!(most.checked_sub(&least).unwrap().to_string(), "18446744073709551615");
    assert!(most < above && least < most);
}

#[test]
fn the_least_i64_can_be_a_denominator() {
    let tiny = fraction(1, i64::MIN);
    assert!(tiny.is_negative() && !is_small(&tiny));
    assert_eq!(tiny.checked_mul(&Number::from(i64::MIN)).unwrap(), Number::ONE);
    assert_eq!(fraction(i64::MIN, i64::MIN), Number::ONE);
    assert_eq!(fraction(i64::MIN, -1).to_string(), "9223372036854775808");
    assert_eq!(Number::ZERO.checked_div(&tiny).unwrap(), Number::ZERO);
}

#[test]
fn more_than_256_bits_are_refused() {
    let widest = power_of_two(255);
    assert_eq!(widest.checked_mul(&Number::from(2)), Err(ArithmeticError::Overflow));
    let all_ones = widest.checked_sub(&Number::ONE).unwrap().checked_add(&widest).unwrap();
    assert_eq!(all_ones.checked_add(&Number::ONE), Err(ArithmeticError::Overflow));
    let narrow = Number::ONE.checked_div(&all_ones).unwrap();
    assert_eq!(narrow.checked_mul(&all_ones).unwrap(), Number::ONE);
    assert_eq!(narrow.checked_mul(&narrow), Err(ArithmeticError::Overflow));
    assert_eq!(all_ones.negate().negate(), all_ones);
}

#[test]
fn division_by_zero_is_refused() {
    assert_eq!(Number::ONE.checked_div(&Number::ZERO), Err(ArithmeticError::DivisionByZero));
    let to_zero = Number::ONE.round(Rounding::Down, &Number::ZERO);
    assert_eq!(to_zero, Err(ArithmeticError::DivisionByZero));
}

#[test]
fn numbers_are_read_as_written() {
    assert_eq!(number("-12"), Number::from(-12));
    assert_eq!(number("1.05"), fraction(21, 20));
    assert_eq!(number("-0.5"), fraction(-1, 2));
    assert_eq!(number("1/3"), fraction(1, 3));
    assert_eq!(number("-4/6"), fraction(-2, 3));
    assert_eq!(number("0010"), Number::from(10));
    assert_eq!(number("-0"), Number::ZERO);
    assert_eq!(number("-9223372036854775808"), Number::from(i64::MIN));
    assert_eq!(number(&"9".repeat(40)).to_string(), "9".repeat(40));
}

#[test]
fn other_forms_are_refused() {
    assert_eq!(Number::parse(""), Err(NumberError::Empty));
    for text in [
        "1.0.5", "1e400", "NaN", "-", "--1", "+1", "1.", ".5", "1/", "/3", "1/-3", "1/2/3",
        "1.5/2", "1/2.5", "1_000", "1,000", " 1", "1 ", "１", "0x10", "inf", "1\u{0}",
    ] {
        assert_eq!(Number::parse(text), Err(NumberError::NotANumber), "{text:?}");
    }
    let long = "1".repeat(41);
    for text in [long.clone(), format!("1.{}", &long[..40]), format!("1/{}", &long[..40])] {
        assert_eq!(Number::parse(&text), Err(NumberError::TooLong), "{text}");
    }
    assert_eq!(Number::parse("1/0"), Err(NumberError::ZeroDenominator));
    assert_eq!(Number::parse("0/00"), Err(NumberError::ZeroDenominator));
}

#[test]
fn numbers_are_written_in_their_shortest_form() {
    for (text, written) in [
        ("400000", "400000"),
        ("1.050", "1.05"),
        ("-0.05", "-0.05"),
        ("2/6", "1/3"),
        ("3/8", "0.375"),
        ("-10.00", "-10"),
        ("0.0000000000000000000000000000000000001", "0.0000000000000000000000000000000000001"),
        ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
        ("123456789012345678901234567891/7", "123456789012345678901234567891/7"),
    ] {
        assert_eq!(number(text).to_string(), written);
        assert_eq!(format!("{:?}", number(text)), written);
    }
}

#[test]
fn thousands_are_grouped() {
    for (text, written) in [
        ("1200000", "1,200,000"),
        ("-123456", "-123,456"),
        ("-1000", "-1,000"),
        ("999", "999"),
        ("1234.5678", "1,234.5678"),
        ("10000/3", "10,000/3"),
        ("1/3000", "1/3,000"),
        ("12345678901234567890123", "12,345,678,901,234,567,890,123"),
    ] {
        assert_eq!(number(text).grouped(), written);
    }
}

#[test]
fn decimals_are_exact_or_none() {
    assert_eq!(number("1.05").to_decimal(), Some(Decimal::new(105, 2)));
    assert_eq!(number("-400000").to_decimal(), Some(Decimal::from(-400_000)));
    assert_eq!(number("1/3").to_decimal(), None);
    assert_eq!(number(&format!("0.{}1", "0".repeat(27))).to_decimal().unwrap().scale(), 28);
    assert_eq!(number(&format!("0.{}1", "0".repeat(28))).to_decimal(), None);
    assert_eq!(number("79228162514264337593543950335").to_decimal(), Some(Decimal::MAX));
    assert_eq!(number("79228162514264337593543950336").to_decimal(), None);
    assert_eq!(Number::from_decimal(Decimal::new(1050, 3)), number("1.05"));
    assert_eq!(Number::from_decimal(Decimal::MIN), number("-79228162514264337593543950335"));
}

#[test]
fn rounding_keeps_the_sign_and_works_on_the_magnitude() {
    use Rounding::{Down, HalfEven, HalfUp, Up};
    for (text, unit, down, up, half_up, half_even) in [
        ("1.5", "1", "1", "2", "2", "2"),
        ("-1.5", "1", "-1", "-2", "-2", "-2"),
        ("2.5", "1", "2", "3", "3", "2"),
        ("-2.5", "1", "-2", "-3", "-3", "-2"),
        ("1.4", "1", "1", "2", "1", "1"),
        ("-0.1", "1", "0", "-1", "0", "0"),
        ("12999", "1000", "12000", "13000", "13000", "13000"),
        ("12000", "1000", "12000", "12000", "12000", "12000"),
        ("1/3", "0.01", "0.33", "0.34", "0.33", "0.33"),
        ("7", "2/3", "20/3", "22/3", "22/3", "20/3"),
        ("12999", "-1000", "12000", "13000", "13000", "13000"),
        (
            "12345678901234567890.5",
            "1",
            "12345678901234567890",
            "12345678901234567891",
            "12345678901234567891",
            "12345678901234567890",
        ),
    ] {
        let results = [(Down, down), (Up, up), (HalfUp, half_up), (HalfEven, half_even)];
        for (mode, stated) in results {
            let rounded = number(text).round(mode, &number(unit)).unwrap();
            assert_eq!(rounded, number(stated), "{text} {mode:?} {unit}");
        }
    }
}

#[test]
fn errors_have_words_in_both_languages() {
    for text in [ArithmeticError::Overflow.text(), NumberError::TooLong.text()] {
        assert!(!text.ja.is_empty() && text.en.is_some());
    }
    assert_eq!(ArithmeticError::DivisionByZero.to_string(), "division by zero");
}

/// Parts that are small, large, or at the ends of `i64`.
fn part() -> impl Strategy<Value = i64> {
    prop_oneof![
        -1_000_i64..1_000,
        any::<i64>(),
        prop::sample::select(vec![
            i64::MIN,
            i64::MIN + 1,
            i64::MAX,
            i64::MAX - 1,
            1 << 62,
            1 << 32
        ]),
    ]
}

fn any_number() -> impl Strategy<Value = Number> {
    (part(), part().prop_filter("a denominator", |part| *part != 0))
        .prop_map(|(numerator, denominator)| fraction(numerator, denominator))
}

fn any_mode() -> impl Strategy<Value = Rounding> {
    prop::sample::select(vec![Rounding::Down, Rounding::Up, Rounding::HalfUp, Rounding::HalfEven])
}

proptest! {
    #[test]
    fn arithmetic_agrees_with_big_fractions(left in any_number(), right in any_number()) {
        let (a, b) = (left.to_big(), right.to_big());
        prop_assert_eq!(left.checked_add(&right).unwrap().to_big(), &a + &b);
        prop_assert_eq!(left.checked_sub(&right).unwrap().to_big(), &a - &b);
        prop_assert_eq!(left.checked_mul(&right).unwrap().to_big(), &a * &b);
        if !right.is_zero() {
            prop_assert_eq!(left.checked_div(&right).unwrap().to_big(), &a / &b);
        }
        prop_assert_eq!(left.cmp(&right), a.cmp(&b));
        prop_assert_eq!(left.negate().to_big(), -a);
    }

    #[test]
    fn what_is_undone_is_equal_again(left in any_number(), right in any_number()) {
        let sum = left.checked_add(&right).unwrap();
        prop_assert_eq!(&sum.checked_sub(&right).unwrap(), &left);
        if !right.is_zero() {
            let product = left.checked_mul(&right).unwrap();
            prop_assert_eq!(&product.checked_div(&right).unwrap(), &left);
        }
    }

    #[test]
    fn rounding_agrees_with_floor_and_is_idempotent(
        value in any_number(),
        mode in any_mode(),
        unit in any_number().prop_filter("a unit", |unit| !unit.is_zero()),
    ) {
        let stated = rounded_by_floor(&value.to_big(), mode, &unit.abs().to_big());
        let rounded = value.round(mode, &unit).unwrap();
        prop_assert_eq!(rounded.to_big(), stated);
        prop_assert_eq!(&rounded.round(mode, &unit).unwrap(), &rounded);
    }

    #[test]
    fn what_is_written_is_read_again(value in any_number()) {
        let written = value.to_string();
        if written.len() <= 40 {
            prop_assert_eq!(Number::parse(&written), Ok(value));
        }
    }

    #[test]
    fn decimals_go_through_unchanged(mantissa in any::<i64>(), scale in 0_u32..=28) {
        let decimal = Decimal::new(mantissa, scale);
        prop_assert_eq!(Number::from_decimal(decimal).to_decimal(), Some(decimal));
    }

    #[test]
    fn reading_never_fails_otherwise(text in "[-0-9./e ]{0,50}") {
        let _ = Number::parse(&text);
    }
}
