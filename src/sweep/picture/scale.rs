//! Axes of a picture: where values lie and how they are labelled.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::calendar;
use crate::sweep::report::AxisShown;
use crate::text::Lang;

/// A labelled place on an axis.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
}

/// Positions of an axis on a stretch of the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) from: f64,
    pub(super) to: f64,
    /// How many values there are.
    pub(super) count: f64,
}

impl Scale {
    /// The near edge of the value at a position: each value has a width of its own.
    pub(super) fn edge(&self, at: i64) -> f64 {
        round(self.from + (self.to - self.from) * float(at) / self.count.max(1.0))
    }

    /// The middle of the value at a position.
    pub(super) fn middle(&self, at: i64) -> f64 {
        let half = (self.to - self.from) / self.count.max(1.0) / 2.0;
        round(self.edge(at) + half)
    }
}

/// To a tenth of a pixel, so that pictures are alike everywhere.
pub(super) fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Positions and amounts are far below the numbers that a float cannot hold.
#[expect(clippy::cast_precision_loss, reason = "pixels")]
pub(super) fn float(value: i64) -> f64 {
    value as f64
}

/// A round distance that divides `span` into at most `parts`.
pub(super) fn stride(span: f64, parts: f64) -> f64 {
    if span <= 0.0 {
        return 1.0;
    }
    let ten = 10_f64.powf((span / parts).log10().floor());
    let all = [1.0, 2.0, 5.0, 10.0].map(|times| times * ten);
    all.into_iter().find(|one| span / one <= parts).unwrap_or(ten * 10.0)
}

/// The ticks of a varied fact.
pub(super) fn ticks(axis: &AxisShown, scale: Scale, parts: f64, lang: Lang) -> Vec<Tick> {
    if !axis.ordered {
        return Vec::new();
    }
    if axis.dates {
        return day_ticks(axis, scale, parts, lang);
    }
    let number = |shown: &serde_json::Value| match shown {
        serde_json::Value::Number(number) => number.as_f64().unwrap_or(0.0),
        serde_json::Value::String(text) => fraction(text),
        _ => 0.0,
    };
    let (low, high) = (number(&axis.from.value), number(&axis.to.value));
    let step = stride(high - low, parts);
    let mut found = Vec::new();
    let mut value = (low / step).ceil() * step;
    while value <= high + step / 1e6 && found.len() < 40 {
        let share = if high > low { (value - low) / (high - low) } else { 0.0 };
        let last = scale.count - 1.0;
        let at = scale.from + (scale.to - scale.from) * (share * last + 0.5) / scale.count.max(1.0);
        found.push(Tick { at: round(at), label: amount(value, &axis.unit, lang) });
        value += step;
    }
    found
}

/// `3.62`, `1/3`.
fn fraction(text: &str) -> f64 {
    match text.split_once('/') {
        Some((over, under)) => {
            over.parse::<f64>().unwrap_or(0.0) / under.parse::<f64>().unwrap_or(1.0)
        }
        None => text.parse().unwrap_or(0.0),
    }
}

/// A number with its unit as a person writes it: `5,000万円`, `3億円`, `300人`.
pub(super) fn amount(value: f64, unit: &str, lang: Lang) -> String {
    let whole = |value: f64| grouped(value.round());
    let text = match unit {
        "円" if lang == Lang::Ja => {
            for (size, name) in [(1e8, "億"), (1e4, "万")] {
                let parts = value / size;
                if value.abs() >= size && (parts * 10.0 - (parts * 10.0).round()).abs() < 1e-6 {
                    let number = if parts.fract().abs() < 1e-6 {
                        whole(parts)
                    } else {
                        format!("{parts:.1}")
                    };
                    return format!("{number}{name}円");
                }
            }
            whole(value)
        }
        _ if value.fract().abs() < 1e-9 => whole(value),
        _ => format!("{value:.2}").trim_end_matches('0').to_owned(),
    };
    match (lang, unit) {
        (Lang::En, "円") => format!("¥{text}"),
        (Lang::En, _) => text,
        (Lang::Ja, _) => format!("{text}{unit}"),
    }
}

fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 { format!("-{text}") } else { text }
}

/// Firsts of months, quarters or years; the first tick and each January name the year.
fn day_ticks(axis: &AxisShown, scale: Scale, parts: f64, lang: Lang) -> Vec<Tick> {
    let read = |shown: &serde_json::Value| shown.as_str()?.parse::<NaiveDate>().ok();
    let (Some(low), Some(high)) = (read(&axis.from.value), read(&axis.to.value)) else {
        return Vec::new();
    };
    let months =
        i64::from(high.year() - low.year()) * 12 + i64::from(high.month()) - i64::from(low.month());
    let every =
        [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|every| float(months / every) <= parts);
    let every = every.unwrap_or(120);
    if months < 2 {
        return week_ticks(low, high, scale, lang);
    }
    let mut found: Vec<Tick> = Vec::new();
    let mut next = NaiveDate::from_ymd_opt(low.year(), 1, 1);
    let mut year = 0;
    while let Some(date) = next.filter(|date| *date <= high) {
        if date >= low {
            let label = match lang {
                Lang::Ja if date.year() != year => {
                    let words = calendar::format_japanese_date(date);
                    words.split('月').next().map(|text| format!("{text}月")).unwrap_or_default()
                }
                Lang::Ja => format!("{}月", date.month()),
                Lang::En => date.format("%Y-%m").to_string(),
            };
            year = date.year();
            found.push(Tick { at: scale.edge((date - low).num_days()), label });
        }
        next = date.checked_add_months(chrono::Months::new(u32::try_from(every).unwrap_or(12)));
    }
    found
}

fn week_ticks(low: NaiveDate, high: NaiveDate, scale: Scale, lang: Lang) -> Vec<Tick> {
    let days = (high - low).num_days();
    let every = [1, 2, 5, 10].into_iter().find(|every| days / every <= 10).unwrap_or(10);
    let dates = (0..=days).step_by(usize::try_from(every).unwrap_or(1));
    let labelled = dates.filter_map(|away| {
        let date = low.checked_add_days(chrono::Days::new(u64::try_from(away).ok()?))?;
        let label = match lang {
            Lang::Ja if away == 0 => {
                calendar::format_japanese_date(date).split('（').next()?.to_owned()
            }
            Lang::Ja => format!("{}月{}日", date.month(), date.day()),
            Lang::En => date.to_string(),
        };
        Some(Tick { at: scale.middle(away), label })
    });
    labelled.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yen_are_written_in_myriads() {
        assert_eq!(amount(50_000_000.0, "円", Lang::Ja), "5,000万円");
        assert_eq!(amount(300_000_000.0, "円", Lang::Ja), "3億円");
        assert_eq!(amount(7_739.0, "円", Lang::Ja), "7,739円");
        assert_eq!(amount(15_000.0, "円", Lang::Ja), "1.5万円");
        assert_eq!(amount(1_500.0, "円", Lang::En), "¥1,500");
        assert_eq!(amount(0.5, "", Lang::Ja), "0.5");
    }

    #[test]
    fn strides_are_round() {
        assert!((stride(400.0, 8.0) - 50.0).abs() < 1e-9);
        assert!((stride(9.0, 10.0) - 1.0).abs() < 1e-9);
    }
}
