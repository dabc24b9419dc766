//! Numbers and lengths of time, as authors write them.

use super::ast::ExprKind;
use super::complaint;
use super::hints;
use super::plain::plain;
use super::token::Token;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Text;
use crate::value::{Number, Period};

/// Digits that a number may have, before and behind the point together.
const MOST_DIGITS: usize = 40;
/// Years that a period may have; longer ones lead out of the calendar from any date.
const MOST_YEARS: u32 = 9999;

/// Reads `300人`, `1,000円`, `3億2千万円`, `1.05倍`, `30%`, and the periods `3か月`, `1年6か月`.
///
/// # Errors
///
/// `bad-number` where the figures do not make a number; `syntax` where a word of comparison
/// (`以下`) is glued to it or a period is not whole.
pub(super) fn read(token: Token<'_>) -> Result<ExprKind, Diagnostic> {
    let written = plain(token.text);
    let figures = written.find(|sign| !is_figure(sign)).unwrap_or(written.len());
    let (figures, suffix) = written.split_at(figures);
    if let Some(hint) = hints::behind_a_number(suffix) {
        return Err(complaint::glued(token, &hint));
    }
    if let Some(unit) = PeriodUnit::read(suffix) {
        return period(token, figures, unit);
    }
    if let Some(months) = suffix.strip_prefix('年').filter(|rest| rest.starts_with(is_figure)) {
        return years_and_months(token, figures, months);
    }
    if suffix.contains(|letter: char| letter.is_numeric()) {
        return Err(bad(token));
    }
    let value = value(figures).ok_or_else(|| bad(token))?;
    let value = match suffix {
        "%" => value.checked_div(&Number::from_i64(100)).map_err(|_| bad(token))?,
        _ => value,
    };
    Ok(ExprKind::Number { value, unit: Some(suffix.to_owned()).filter(|unit| !unit.is_empty()) })
}

/// Whether a number is written with group separators and without a unit, as in `1,000`.
pub(super) fn is_bare_group(text: &str) -> bool {
    let written = plain(text);
    written.contains(',')
        && written.chars().all(|sign| sign.is_ascii_digit() || ",._".contains(sign))
}

fn bad(token: Token<'_>) -> Diagnostic {
    Diagnostic::new(Code::BadNumber, token.span()).with("text", token.text)
}

fn is_figure(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, '.' | ',' | '_') || multiplier(sign).is_some()
}

fn multiplier(sign: char) -> Option<i64> {
    match sign {
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        '億' => Some(100_000_000),
        '兆' => Some(1_000_000_000_000),
        _ => None,
    }
}

// Kanji multipliers.

/// What has been read of a number such as `3億2千500万`.
struct Sum {
    /// The part above the last 万, 億 or 兆: `3億`.
    high: Number,
    /// The last 万, 億 or 兆; a later one must be smaller.
    high_limit: i64,
    /// The part above the last 百 or 千 since then: `2千`.
    low: Number,
    /// The last 百 or 千 since then; a later one must be smaller.
    low_limit: i64,
}

/// The number that figures such as `3億2千万`, `1,200万` or `1.5` stand for. `None` if they
/// stand for none: multipliers that do not fall (`2万3億`), a rest that is too large (`1万20000`),
/// a fraction beside another part (`1.5億2千万`), a leading zero (`007`), more than 40 digits.
fn value(figures: &str) -> Option<Number> {
    if let Some(plain) = figure(figures) {
        return Some(plain);
    }
    let mut sum =
        Sum { high: Number::ZERO, high_limit: i64::MAX, low: Number::ZERO, low_limit: 10_000 };
    let mut rest = figures;
    let mut parts = 0;
    while !rest.is_empty() {
        let end = rest.find(|sign| multiplier(sign).is_some()).unwrap_or(rest.len());
        let (written, after) = rest.split_at(end);
        let multipliers = after.find(|sign| multiplier(sign).is_none()).unwrap_or(after.len());
        let (multipliers, after) = after.split_at(multipliers);
        sum.add(figure(written)?, multipliers)?;
        parts += 1;
        rest = after;
    }
    let fraction = figures.contains('.') && parts > 1;
    let total = sum.high.checked_add(&sum.low).ok().filter(|_| !fraction)?;
    has_digits_within_limit(&total).then_some(total)
}

impl Sum {
    /// Adds one figure and the multipliers behind it: `2` and `千万`.
    fn add(&mut self, figure: Number, multipliers: &str) -> Option<()> {
        let mut pending = Some(figure);
        for factor in multipliers.chars().filter_map(multiplier) {
            if factor < 10_000 {
                self.add_low(&pending.take()?, factor)?;
            } else {
                self.close(pending.take(), factor)?;
            }
        }
        match pending {
            Some(ones) => self.add_low(&ones, 1),
            None => Some(()),
        }
    }

    /// Adds `figure × factor` (百, 千 or 1) to the part below the next 万, 億 or 兆.
    fn add_low(&mut self, figure: &Number, factor: i64) -> Option<()> {
        let first = self.low_limit == 10_000 && self.high_limit == i64::MAX;
        let added = figure.checked_mul(&Number::from_i64(factor)).ok()?;
        let fits = added < Number::from_i64(self.low_limit);
        if factor >= self.low_limit || !(first || fits) {
            return None;
        }
        self.low = self.low.checked_add(&added).ok()?;
        self.low_limit = factor;
        Some(())
    }

    /// Multiplies what stands since the last 万, 億 or 兆 by the one that follows.
    fn close(&mut self, figure: Option<Number>, factor: i64) -> Option<()> {
        if let Some(ones) = figure {
            self.add_low(&ones, 1)?;
        }
        if factor >= self.high_limit || self.low_limit == 10_000 {
            return None;
        }
        let part = self.low.checked_mul(&Number::from_i64(factor)).ok()?;
        self.high = self.high.checked_add(&part).ok()?;
        (self.high_limit, self.low, self.low_limit) = (factor, Number::ZERO, 10_000);
        Some(())
    }
}

/// A run of digits with at most one point: `1,000`, `1_000`, `1.05`.
fn figure(written: &str) -> Option<Number> {
    let digits: String = written.chars().filter(|sign| !matches!(sign, ',' | '_')).collect();
    let padded = digits
        .strip_prefix('0')
        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    let value = Number::parse(&digits).ok().filter(|_| !padded)?;
    has_digits_within_limit(&value).then_some(value)
}

fn has_digits_within_limit(value: &Number) -> bool {
    value.to_string().bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS
}

// Periods.

#[derive(Clone, Copy)]
enum PeriodUnit {
    Years,
    Months,
    Weeks,
    Days,
    BusinessDays,
}

impl PeriodUnit {
    fn read(suffix: &str) -> Option<Self> {
        match suffix {
            "年" => Some(Self::Years),
            "か月" | "カ月" | "ヶ月" | "ヵ月" | "ケ月" | "箇月" => Some(Self::Months),
            "週間" => Some(Self::Weeks),
            "日" => Some(Self::Days),
            "営業日" => Some(Self::BusinessDays),
            _ => None,
        }
    }

    /// The period of `count` such units; `None` beyond 9,999 years.
    fn times(self, count: u32) -> Option<Period> {
        let within = |count: u32, limit: u32| Some(count).filter(|count| *count <= limit);
        let most_days = MOST_YEARS * 366;
        match self {
            Self::Years => within(count, MOST_YEARS).map(|years| Period::Months(years * 12)),
            Self::Months => within(count, MOST_YEARS * 12).map(Period::Months),
            Self::Weeks => within(count, most_days / 7).map(|weeks| Period::Days(weeks * 7)),
            Self::Days => within(count, most_days).map(Period::Days),
            Self::BusinessDays => within(count, most_days).map(Period::BusinessDays),
        }
    }
}

fn period(token: Token<'_>, figures: &str, unit: PeriodUnit) -> Result<ExprKind, Diagnostic> {
    let value = value(figures).ok_or_else(|| bad(token))?;
    if !value.is_integer() {
        let wanted = Text::new("整数の期間", "a period of whole units");
        return Err(complaint::found_instead(token, wanted));
    }
    let count = value.to_i64().and_then(|count| u32::try_from(count).ok());
    count.and_then(|count| unit.times(count)).map(ExprKind::Period).ok_or_else(|| bad(token))
}

/// `1年6か月`: `years` is `1`, `months` is `6か月`.
fn years_and_months(token: Token<'_>, years: &str, months: &str) -> Result<ExprKind, Diagnostic> {
    let end = months.find(|sign| !is_figure(sign)).unwrap_or(months.len());
    let (months, unit) = months.split_at(end);
    let count = |figures: &str| figures.parse::<u32>().ok();
    let whole = match (count(years), count(months), PeriodUnit::read(unit)) {
        (Some(years), Some(months), Some(PeriodUnit::Months)) => {
            years.checked_mul(12).and_then(|years| years.checked_add(months))
        }
        _ => None,
    };
    let period = whole.and_then(|months| PeriodUnit::Months.times(months));
    period.map(ExprKind::Period).ok_or_else(|| bad(token))
}
