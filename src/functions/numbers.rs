//! Rounding, least, greatest, magnitude.

use crate::value::{Number, Rounding, Small, Value, compare};

use super::{Bounds, Function, Kind, MISFIT, OperationError, Surroundings, number};

type Ran = Result<Value, OperationError>;

pub(super) static TABLE: &[Function] = &[
    rounding(
        "round_down",
        "単位未満を切り捨てる",
        "cuts below the unit, towards zero",
        |a, _| round(a, Rounding::Down),
        |number, unit| number.round(Rounding::Down, unit),
    ),
    rounding(
        "round_up",
        "単位未満を切り上げる",
        "raises to the unit, away from zero",
        |a, _| round(a, Rounding::Up),
        |number, unit| number.round(Rounding::Up, unit),
    ),
    rounding(
        "round_half_up",
        "単位未満を四捨五入する",
        "rounds to the nearest, a half away from zero",
        |a, _| round(a, Rounding::HalfUp),
        |number, unit| number.round(Rounding::HalfUp, unit),
    ),
    rounding(
        "round_half_even",
        "単位未満を偶数丸めする",
        "rounds to the nearest, a half to the even one",
        |a, _| round(a, Rounding::HalfEven),
        |number, unit| number.round(Rounding::HalfEven, unit),
    ),
    Function {
        name: "min",
        takes: &[Kind::Same],
        repeats: true,
        gives: Kind::Same,
        ja: "最も小さい値（日付なら最も早い日）",
        en: "the least; of dates the earliest",
        run: |a, _| extreme(a, std::cmp::Ordering::Less),
        small: Some(|one, other| Some(one.min(other))),
        bounds: Bounds::Min,
    },
    Function {
        name: "max",
        takes: &[Kind::Same],
        repeats: true,
        gives: Kind::Same,
        ja: "最も大きい値（日付なら最も遅い日）",
        en: "the greatest; of dates the latest",
        run: |a, _| extreme(a, std::cmp::Ordering::Greater),
        small: Some(|one, other| Some(one.max(other))),
        bounds: Bounds::Max,
    },
    Function {
        name: "abs",
        takes: &[Kind::SameNumber],
        repeats: false,
        gives: Kind::SameNumber,
        ja: "符号を除いた大きさ",
        en: "the magnitude",
        run: |a, _| Ok(Value::Number(number(a, 0)?.abs())),
        small: None,
        bounds: Bounds::None,
    },
];

const fn rounding(
    name: &'static str,
    ja: &'static str,
    en: &'static str,
    run: fn(&[&Value], &Surroundings<'_>) -> Ran,
    small: fn(Small, Small) -> Option<Small>,
) -> Function {
    Function {
        name,
        takes: &[Kind::SameNumber, Kind::SameNumber],
        repeats: false,
        gives: Kind::SameNumber,
        ja,
        en,
        run,
        small: Some(small),
        bounds: Bounds::Rising,
    }
}

fn round(arguments: &[&Value], mode: Rounding) -> Ran {
    let (value, unit): (&Number, &Number) = (number(arguments, 0)?, number(arguments, 1)?);
    Ok(Value::Number(value.round(mode, unit)?))
}

fn extreme(arguments: &[&Value], wanted: std::cmp::Ordering) -> Ran {
    let mut found: Option<&Value> = None;
    for value in arguments.iter().copied() {
        if found.is_none_or(|best| compare(value, best) == Some(wanted)) {
            found = Some(value);
        }
    }
    found.cloned().ok_or(MISFIT)
}
