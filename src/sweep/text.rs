//! A sweep for the terminal: a table with bars, then the breaks.

use unicode_width::UnicodeWidthStr;

use crate::text::Lang;

use super::cause::Cause;
use super::map::{Area, Map};
use super::near::Near;
use super::report::{Break, Piece, Sweep};
use super::words::{self, pick};

/// How text is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Cells in a line.
    pub width: usize,
    /// Whether escape sequences are written.
    pub colour: bool,
}

impl Look {
    fn painted(self, tone: &str, text: &str) -> String {
        let code = match tone {
            "yes" => "32",
            "no" => "31",
            "open" => "33",
            "bold" => "1",
            _ => "2",
        };
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// A sweep as text; ends with a line feed.
#[must_use]
pub fn text(sweep: &Sweep, look: Look) -> String {
    let lang = sweep.lang;
    let mut lines = vec![
        look.painted("bold", &format!("{}　{}", sweep.title, words::headline(&sweep.axis, lang))),
        words::range(&sweep.axis, lang),
        String::new(),
    ];
    lines.extend(table(sweep, look));
    lines.extend(breaks(&sweep.breaks, None, look, lang));
    lines.push(String::new());
    let refused = |piece: &Piece| words::amount(piece, lang).starts_with(['（', '(']);
    if sweep.pieces.iter().any(refused) {
        lines.extend(folded(words::brackets(lang), 0, look.width));
    }
    lines.extend(proofs(sweep.pieces.iter().map(|piece| piece.proof), sweep.decided, look, lang));
    lines.join("\n") + "\n"
}

/// The breaks; of a map along the fact that is named.
fn breaks(all: &[Break], along: Option<&str>, look: Look, lang: Lang) -> Vec<String> {
    if all.is_empty() {
        return Vec::new();
    }
    let title = match along {
        None => pick(lang, "境目", "Breaks").to_owned(),
        Some(name) => format!("{} {name}", pick(lang, "境目", "Breaks of")),
    };
    let mut lines = vec![String::new(), look.painted("bold", &title)];
    for one in all {
        let (before, after) = (words::short(&one.before.text), words::short(&one.after.text));
        lines.push(format!("  {before} | {after}"));
        if one.causes.is_empty() {
            let none = pick(lang, "比較の名指しはできません", "no single comparison can be named");
            lines.push(format!("      {none}"));
        }
        lines.extend(one.causes.iter().flat_map(|one| cause(one, look, lang)));
    }
    lines
}

fn cause(cause: &Cause, look: Look, lang: Lang) -> Vec<String> {
    let mut lines = folded(&words::cause(cause, lang), 6, look.width);
    let places = [words::clauses(cause, lang), words::place(cause)];
    let places: Vec<_> = places.into_iter().filter(|one| !one.is_empty()).collect();
    let folded = folded(&places.join("  "), 8, look.width);
    lines.extend(folded.iter().map(|line| look.painted("faint", line.trim_end())));
    lines
}

/// A map as text: its areas one by one. Ends with a line feed.
#[must_use]
pub fn map_text(map: &Map, look: Look) -> String {
    let lang = map.lang;
    let title = format!("{}　{}", map.title, words::headline_of_map(&map.x, &map.y, lang));
    let mut lines = vec![look.painted("bold", &title)];
    for axis in [&map.x, &map.y] {
        lines.push(format!("{}：{}", axis.name, words::range(axis, lang)));
    }
    lines.push(String::new());
    let rows: Vec<[String; 3]> = map
        .areas
        .iter()
        .map(|area| {
            let [x, y] = words::sides(area, lang);
            let verdict = area.outcome.verdict;
            [x, y, format!("{}{}", words::sign(verdict), words::verdict(verdict, lang))]
        })
        .collect();
    let head = [map.x.name.clone(), map.y.name.clone(), pick(lang, "判定", "Verdict").to_owned()];
    let widths = widths(&head, &rows);
    let output = map.output.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let top = format!("  {}  {output}", cells(&head, &widths));
    lines.push(look.painted("bold", top.trim_end()));
    for (area, row) in map.areas.iter().zip(&rows) {
        let holds =
            |(from, to): (i64, i64), at: Option<i64>| at.is_some_and(|at| from <= at && at <= to);
        let own = holds(area.x, map.x.given_at) && holds(area.y, map.y.given_at);
        let mark = if own { "▶" } else { " " };
        let aslant = if area.mixed { pick(lang, "（境目が斜め）", " (aslant)") } else { "" };
        let text = look.painted(words::tone(area.outcome.verdict), &words::area_amount(area, lang));
        lines.push(format!("{mark} {}  {text}{aslant}", cells(row, &widths)).trim_end().to_owned());
    }
    lines.extend(breaks(&map.x_breaks, Some(&map.x.name), look, lang));
    lines.extend(breaks(&map.y_breaks, Some(&map.y.name), look, lang));
    if !map.aslant.is_empty() {
        lines.push(String::new());
        lines.push(look.painted("bold", pick(lang, "斜めの境目", "Boundaries aslant")));
        lines.extend(map.aslant.iter().flat_map(|one| cause(one, look, lang)));
    }
    lines.push(String::new());
    lines.extend(proofs(map.areas.iter().map(|area| area.proof), map.decided, look, lang));
    let refused = |area: &Area| words::area_amount(area, lang).starts_with(['（', '(']);
    if map.areas.iter().any(refused) {
        lines.extend(folded(words::brackets(lang), 0, look.width));
    }
    if map.areas.iter().any(|area| area.mixed) {
        lines.extend(folded(words::mixed(lang), 0, look.width));
    }
    lines.join("\n") + "\n"
}

fn widths(head: &[String; 3], rows: &[[String; 3]]) -> [usize; 3] {
    std::array::from_fn(|at| {
        let cells = rows.iter().chain([head]).filter_map(|row| row.get(at));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    })
}

/// How the pieces are known.
pub(super) fn proofs(
    all: impl Iterator<Item = super::pieces::Proof>,
    decided: usize,
    look: Look,
    lang: Lang,
) -> Vec<String> {
    let kinds: std::collections::BTreeSet<_> = all.collect();
    let mut lines: Vec<String> =
        kinds.iter().flat_map(|kind| folded(words::proof(*kind, lang), 0, look.width)).collect();
    lines.push(words::decided(decided, lang));
    lines.into_iter().map(|line| look.painted("faint", &line)).collect()
}

fn table(sweep: &Sweep, look: Look) -> Vec<String> {
    let lang = sweep.lang;
    let row = |piece: &Piece| {
        let verdict = piece.outcome.verdict;
        [
            words::span(piece, lang),
            format!("{}{}", words::sign(verdict), words::verdict(verdict, lang)),
            words::amount(piece, lang),
        ]
    };
    let head = [
        sweep.axis.name.clone(),
        pick(lang, "判定", "Verdict").to_owned(),
        sweep.output.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
    ];
    let rows: Vec<[String; 3]> = sweep.pieces.iter().map(row).collect();
    let widths = widths(&head, &rows);
    let most = sweep.pieces.iter().filter_map(ends).map(|(_, high)| high).max().unwrap_or(0);
    let taken: usize = widths.iter().sum::<usize>() + 8;
    let room = look.width.saturating_sub(taken).clamp(8, 40);
    let mut lines = vec![look.painted("bold", format!("  {}", cells(&head, &widths)).trim_end())];
    for (piece, row) in sweep.pieces.iter().zip(&rows) {
        let own = sweep.axis.given_at.is_some_and(|at| piece.at.0 <= at && at <= piece.at.1);
        let tone = words::tone(piece.outcome.verdict);
        let bar = bar(piece, most, room);
        let line = format!(
            "{} {}  {}",
            if own { "▶" } else { " " },
            cells(row, &widths),
            look.painted(tone, &bar)
        );
        lines.push(line.trim_end().to_owned());
        let reason = words::reason(&piece.outcome, lang);
        if !reason.is_empty() {
            lines.extend(
                folded(&reason, 6, look.width).iter().map(|line| look.painted("faint", line)),
            );
        }
    }
    lines
}

fn cells(row: &[String; 3], widths: &[usize; 3]) -> String {
    let padded = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
    padded.collect::<Vec<_>>().join("  ")
}

/// The least and the greatest of the followed output over a piece.
fn ends(piece: &Piece) -> Option<(i64, i64)> {
    let (one, two) = piece.amount.as_ref()?.values?;
    Some((one.min(two).max(0), one.max(two).max(0)))
}

/// What is certain in full, what is reached at one end in grey.
fn bar(piece: &Piece, most: i64, room: usize) -> String {
    let Some((low, high)) = ends(piece).filter(|_| most > 0) else { return String::new() };
    let cells = |part: i64| {
        let scaled = i128::from(part) * i128::try_from(room).unwrap_or(0) / i128::from(most);
        usize::try_from(scaled).unwrap_or(0)
    };
    let (full, whole) = (cells(low), cells(high).max(usize::from(high > 0)));
    if piece.outcome.verdict == crate::decision::Verdict::Ineligible {
        return "░".repeat(whole);
    }
    format!("{}{}", "█".repeat(full), "▒".repeat(whole.saturating_sub(full)))
}

/// Text over lines of at most `width` cells, indented.
pub(super) fn folded(text: &str, indent: usize, width: usize) -> Vec<String> {
    let room = width.saturating_sub(indent).max(20);
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for next in text.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(next).unwrap_or(0);
        if used + wide > room && !"、。）」".contains(next) {
            // A word of Latin letters goes to the next line as a whole.
            let cut = line.rfind(' ').filter(|at| next.is_ascii_graphic() && *at > room / 2);
            let rest = cut.map(|at| line.split_off(at)).unwrap_or_default();
            lines.push(std::mem::take(&mut line));
            line.push_str(rest.trim_start());
            used = line.width();
        }
        if !(line.is_empty() && next == ' ') {
            line.push(next);
            used += wide;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.into_iter().map(|line| format!("{}{line}", " ".repeat(indent))).collect()
}

/// Near misses as text; ends with a line feed.
#[must_use]
pub fn near_text(near: &Near, look: Look) -> String {
    let lang = near.lang;
    let title = pick(lang, "あと少しで該当するもの", "What would turn it");
    let verdict = near.outcome.verdict;
    let standing = format!("{}{}", words::sign(verdict), words::verdict(verdict, lang));
    let mut lines = vec![
        look.painted("bold", &format!("{}　{title}", near.title)),
        format!(
            "{}{}  {}",
            pick(lang, "いまの判定：", "As it stands: "),
            look.painted(words::tone(verdict), &standing),
            words::reason(&near.outcome, lang)
        ),
        String::new(),
    ];
    for change in &near.changes {
        lines.extend(folded(&format!("・{}", change.says), 2, look.width));
        let mut more = Vec::new();
        if change.judgement {
            more.push(pick(lang, "人が認めること", "found by a person").to_owned());
        }
        if !change.amount.is_empty() {
            more.push(format!("{}{}", pick(lang, "そのときの額 ", "amount then "), change.amount));
        }
        lines.extend(
            folded(&more.join("、"), 6, look.width).iter().map(|line| look.painted("faint", line)),
        );
    }
    lines.extend(folded(&near_foot(near), 0, look.width));
    lines.join("\n") + "\n"
}

/// What was tried, and what is not certain.
pub(super) fn near_foot(near: &Near) -> String {
    let lang = near.lang;
    let comma = pick(lang, "、", ", ");
    let mut text = String::new();
    if near.changes.is_empty() {
        text.push_str(match near.outcome.verdict {
            crate::decision::Verdict::Eligible => {
                pick(lang, "すでに該当しています。", "The case is eligible already.")
            }
            crate::decision::Verdict::Undetermined => pick(
                lang,
                "まだ未確定です。不足している事実を補ってください。",
                "The case is still undetermined; give the missing facts.",
            ),
            _ => pick(
                lang,
                "一つの事実だけを変えて該当するものは見つかりませんでした。",
                "No change of a single fact was found that turns it.",
            ),
        });
    }
    if !near.tried.is_empty() {
        let count = near.tried.len();
        let more = match lang {
            Lang::Ja => format!(
                "変えてみた事実は{count}個（日付は前後10年、数は10倍まで）。どれも変えたあとで判定して確かめています。"
            ),
            Lang::En => format!(
                "{count} facts were tried (dates ten years either way, numbers up to ten times); each change was confirmed by deciding."
            ),
        };
        text.push_str(&more);
    }
    if !near.unsure.is_empty() {
        let names = near.unsure.join(comma);
        let more = match lang {
            Lang::Ja => format!("すべての値は見ていない事実：{names}"),
            Lang::En => format!(" Not every value was looked at of: {names}"),
        };
        text.push_str(&more);
    }
    text
}
