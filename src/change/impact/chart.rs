//! Geometry of the charts, in whole pixels. The template draws it.

use serde::Serialize;

use crate::text::Lang;

use super::report::{Amounts, Bin, Impact, Total};
use super::words::{cases, grouped, grouped_signed, pick, short};

/// Pixels of every chart from left to right.
const WIDTH: u64 = 760;
/// Pixels at the left that hold names and numbers.
const MARGIN: u64 = 56;
/// Pixels of the bars of a distribution.
const TALL: u64 = 170;
/// Pixels above them.
const ABOVE: u64 = 22;

/// A drawing.
#[derive(Debug, Default, Serialize)]
pub(super) struct Chart {
    name: String,
    width: u64,
    height: u64,
    bars: Vec<Bar>,
    words: Vec<Words>,
    lines: Vec<Line>,
    legend: Vec<(&'static str, String)>,
}

#[derive(Debug, Serialize)]
struct Bar {
    x: u64,
    y: u64,
    width: u64,
    height: u64,
    tone: &'static str,
    about: String,
}

#[derive(Debug, Serialize)]
struct Words {
    x: u64,
    y: u64,
    anchor: &'static str,
    tone: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct Line {
    x1: u64,
    y1: u64,
    x2: u64,
    y2: u64,
    tone: &'static str,
}

impl Chart {
    fn bar(
        &mut self,
        (x, y): (u64, u64),
        (width, height): (u64, u64),
        tone: &'static str,
        about: String,
    ) {
        self.bars.push(Bar { x, y, width, height, tone, about });
    }

    fn word(&mut self, (x, y): (u64, u64), anchor: &'static str, tone: &'static str, text: String) {
        self.words.push(Words { x, y, anchor, tone, text });
    }

    fn line(&mut self, (x1, y1): (u64, u64), (x2, y2): (u64, u64), tone: &'static str) {
        self.lines.push(Line { x1, y1, x2, y2, tone });
    }
}

/// `part` of `whole` on a stretch of `length` pixels; what is there is seen.
fn scaled(part: u64, whole: u64, length: u64) -> u64 {
    let found = u128::from(part) * u128::from(length) / u128::from(whole.max(1));
    u64::try_from(found).unwrap_or(length).max(u64::from(part > 0))
}

/// A bar of verdicts before and one after.
pub(super) fn verdicts(impact: &Impact) -> Chart {
    const TONES: [&str; 4] = ["good", "bad", "open", "none"];
    let lang = impact.lang;
    let name = pick(lang, "判定の内訳", "Verdicts").to_owned();
    let mut chart = Chart { name, width: WIDTH, height: 96, ..Chart::default() };
    for (row, side) in
        [pick(lang, "前", "before"), pick(lang, "後", "after")].into_iter().enumerate()
    {
        let y = 4 + 46 * row as u64;
        chart.word((MARGIN - 8, y + 25), "end", "ink", side.to_owned());
        let mut x = MARGIN;
        for (verdict, tone) in impact.verdicts.iter().zip(TONES) {
            let count = if row == 0 { verdict.before } else { verdict.after };
            let width = scaled(count, impact.cases, WIDTH - MARGIN - 8);
            if count == 0 {
                continue;
            }
            let about = format!("{side} {} {}", verdict.name, cases(count, lang));
            chart.bar((x, y), (width, 38), tone, about);
            if width > 34 {
                chart.word((x + width / 2, y + 25), "middle", "on", grouped(count));
            }
            x += width;
        }
    }
    chart.legend = impact
        .verdicts
        .iter()
        .zip(TONES)
        .filter(|(verdict, _)| verdict.before + verdict.after > 0)
        .map(|(verdict, tone)| {
            let colon = pick(lang, "：", ": ");
            let (old, new) = (cases(verdict.before, lang), cases(verdict.after, lang));
            (tone, format!("{}{colon}{old} → {new}", verdict.name))
        })
        .collect();
    chart
}

/// The sums before and after, and the budget as a line.
pub(super) fn totals(amounts: &Amounts, lang: Lang) -> Option<Chart> {
    let whole = |total: &Total| total.sum.value.as_i64().and_then(|sum| u64::try_from(sum).ok());
    let (old, new) = (whole(&amounts.before)?, whole(&amounts.after)?);
    let budget = amounts.after.budget.as_ref();
    let limit = budget.and_then(|budget| u64::try_from(budget.budget.value.as_i64()?).ok());
    let most = old.max(new).max(limit.unwrap_or_default()).max(1);
    let name = format!("{}{}", amounts.name, pick(lang, "の合計", ", in all"));
    let mut chart = Chart { name, width: WIDTH, height: 96, ..Chart::default() };
    let room = WIDTH - MARGIN - 150;
    let sides = [
        (pick(lang, "前", "before"), old, &amounts.before, "before"),
        (pick(lang, "後", "after"), new, &amounts.after, "after"),
    ];
    for (row, (side, sum, total, tone)) in sides.into_iter().enumerate() {
        let y = 4 + 46 * row as u64;
        let width = scaled(sum, most, room);
        chart.word((MARGIN - 8, y + 25), "end", "ink", side.to_owned());
        chart.bar((MARGIN, y), (width, 38), tone, format!("{side} {}", total.sum.text));
        chart.word((MARGIN + width + 8, y + 25), "start", "ink", total.sum.text.clone());
    }
    if let (Some(limit), Some(budget)) = (limit, budget) {
        let x = MARGIN + scaled(limit, most, room);
        chart.line((x, 0), (x, 94), "limit");
        let words = format!("{}{}", pick(lang, "予算 ", "budget "), budget.budget.text);
        chart.legend.push(("limit", words));
    }
    Some(chart)
}

/// How the differences are distributed.
pub(super) fn changes(amounts: &Amounts, lang: Lang) -> Option<Chart> {
    let name = pick(lang, "増減の分布", "Differences").to_owned();
    let mut legend = Vec::new();
    if amounts.less.0 > 0 {
        legend.push(("less", pick(lang, "減る", "less").to_owned()));
    }
    if amounts.more.0 > 0 {
        legend.push(("more", pick(lang, "増える", "more").to_owned()));
    }
    distribution(
        name,
        &amounts.changes,
        lang,
        legend,
        |bin, _| {
            if bin.from < 0 { "less" } else { "more" }
        },
    )
}

/// How the amounts are distributed before and after.
pub(super) fn spread(amounts: &Amounts, lang: Lang) -> Option<Chart> {
    let name = pick(lang, "額の分布（0円を除く）", "Amounts above 0").to_owned();
    let legend = vec![
        ("before", pick(lang, "前", "before").to_owned()),
        ("after", pick(lang, "後", "after").to_owned()),
    ];
    distribution(
        name,
        &amounts.spread,
        lang,
        legend,
        |_, which| {
            if which == 0 { "before" } else { "after" }
        },
    )
}

/// A distance of 1, 2 or 5 times a power of ten between at most five lines up to `most`.
fn stride(most: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        let found = [1, 2, 5].map(|factor| power.saturating_mul(factor));
        if let Some(found) = found.into_iter().find(|stride| most / stride <= 4) {
            return found;
        }
        power = power.saturating_mul(10);
    }
}

fn distribution(
    name: String,
    bins: &[Bin],
    lang: Lang,
    legend: Vec<(&'static str, String)>,
    tone: impl Fn(&Bin, usize) -> &'static str,
) -> Option<Chart> {
    let most = bins.iter().flat_map(|bin| &bin.cases).max().copied().filter(|most| *most > 0)?;
    let mut chart =
        Chart { name, width: WIDTH, height: ABOVE + TALL + 40, legend, ..Chart::default() };
    let base = ABOVE + TALL;
    // An axis of thousands has no 万 in between.
    let man = bins.iter().all(|bin| bin.from % 10_000 == 0);
    let mark = |amount: i64| if man { short(amount, lang) } else { grouped_signed(amount) };
    // A single bin is no wider than one of eight.
    let step = (WIDTH - MARGIN - 32) / (bins.len() as u64).max(8);
    let mut count = 0;
    while count <= most {
        let y = base - scaled(count, most, TALL);
        chart.line((MARGIN, y), (WIDTH - 8, y), if count == 0 { "axis" } else { "hair" });
        chart.word((MARGIN - 8, y + 4), "end", "faint", grouped(count));
        count = count.saturating_add(stride(most));
    }
    let every = bins.len().div_ceil(10);
    for (at, bin) in bins.iter().enumerate() {
        let x = MARGIN + step * at as u64;
        let inner = step.saturating_sub(6).max(2) / bin.cases.len().max(1) as u64;
        for (which, count) in bin.cases.iter().enumerate() {
            let tall = scaled(*count, most, TALL);
            let range = format!("{}〜{}", mark(bin.from), mark(bin.below));
            let about = format!("{range} {}", cases(*count, lang));
            let left = x + 3 + inner * which as u64;
            if *count > 0 {
                chart.bar((left, base - tall), (inner, tall), tone(bin, which), about);
                if inner > 16 {
                    let middle = (left + inner / 2, base - tall - 5);
                    chart.word(middle, "middle", "faint", grouped(*count));
                }
            }
        }
        chart.line((x, base), (x, base + 4), "axis");
        if at % every == 0 {
            chart.word((x, base + 18), "middle", "ink", mark(bin.from));
        }
    }
    if let Some(last) = bins.last() {
        let x = MARGIN + step * bins.len() as u64;
        chart.line((x, base), (x, base + 4), "axis");
        if bins.len().is_multiple_of(every) {
            chart.word((x, base + 18), "middle", "ink", mark(last.below));
        }
    }
    let unit =
        pick(lang, "円（目盛りは各区間の下限）", "yen (marks are the lower ends)").to_owned();
    chart.word((WIDTH - 8, base + 36), "end", "faint", unit);
    Some(chart)
}
