//! The list of what is left to do, for a terminal, as Markdown and as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use super::Rollover;
use super::todo::{Citation, Item, State};
use crate::calendar::{fiscal_year, fiscal_year_start, format_fiscal_year, format_japanese_date};
use crate::text::{Lang, Text};

/// A group of items under a heading.
struct Part<'r> {
    heading: Text,
    items: Vec<&'r Item>,
}

fn parts(done: &Rollover) -> Vec<Part<'_>> {
    let of = |state: State| -> Vec<&Item> {
        done.items.iter().filter(|item| item.state == state).collect()
    };
    let headings = [
        (
            State::Unconfirmed,
            Text::new(
                "確かめる値（写したままで、まだ誰も確かめていません）",
                "To confirm (copied from the year before)",
            ),
        ),
        (State::ByHand, Text::new("手で足すもの", "To be added by hand")),
        (State::Confirmed, Text::new("確かめた値", "Confirmed")),
        (
            State::Standing,
            Text::new(
                "改正がないか見る値（期限がなく、そのまま続きます）",
                "To look through for amendments (laid down without an end, they go on)",
            ),
        ),
    ];
    let all = headings.into_iter().map(|(state, heading)| Part { heading, items: of(state) });
    all.filter(|part| !part.items.is_empty()).collect()
}

/// The first lines: which scheme, which year, how many values.
fn head(done: &Rollover, lang: Lang) -> Vec<String> {
    let title = done.title.get(lang);
    let (year, day) = (year(done), format_japanese_date(done.from));
    let added = match (done.added, done.is_done_already()) {
        (0, true) => Text::new(
            "繰越しは済んでいます。ファイルは変わりません。",
            "The rollover was done before; no file changes.",
        ),
        (0, false) => Text::new(
            "年度ごとに決め直す値はありません。ファイルは変わりません。",
            "No value holds for one year only; no file changes.",
        ),
        (count, _) => Text::new(
            format!("{count}件の値を写して足します。確かめるまでは前の年度と同じ判定です。"),
            format!(
                "{count} values are copied; until they are confirmed, decisions stay the same."
            ),
        ),
    };
    let first = match lang {
        Lang::Ja => format!("{title}  {year}（{day}から）"),
        Lang::En => format!("{title}: the year from {}", done.from),
    };
    let mut lines = vec![first, added.get(lang).to_owned()];
    lines.extend(skipped(done).map(|words| words.get(lang).to_owned()));
    lines
}

fn year(done: &Rollover) -> String {
    let year = fiscal_year(done.from);
    let is_start = fiscal_year_start(year) == Ok(done.from);
    let name = format_fiscal_year(year);
    if is_start { name } else { format!("{name}の途中") }
}

fn skipped(done: &Rollover) -> Option<Text> {
    let (first, last) = done.skipped?;
    let years = match (format_fiscal_year(first), format_fiscal_year(last)) {
        (one, other) if one == other => one,
        (one, other) => format!("{one}から{other}まで"),
    };
    Some(Text::new(
        format!(
            "間の{years}は、古い値のままです。先にその年度へ繰り越すと、年度ごとに値が残ります。"
        ),
        format!(
            "Fiscal {first} to {last} in between keep the old values; roll over to them first to state their own."
        ),
    ))
}

/// What to do with a confirmed value, and how to see what is left.
fn advice(done: &Rollover) -> Option<Text> {
    let is_waiting = done.items.iter().any(|item| item.state == State::Unconfirmed);
    let (scheme, from) = (&done.scheme, done.from);
    is_waiting.then(|| {
        Text::new(
            format!(
                "要綱で確かめたら、値を直し、`confirmed_on` に確かめた日を書きます。\n残りは `hantei check {scheme} --as-of {from}` で確かめられます。"
            ),
            format!(
                "When a value is confirmed in the document, correct it and give it `confirmed_on` with the day.\n`hantei check {scheme} --as-of {from}` tells what is left."
            ),
        )
    })
}

/// The list as text for a terminal; no line says anything by colour.
#[must_use]
pub fn text(done: &Rollover, lang: Lang) -> String {
    let mut text = head(done, lang).join("\n") + "\n";
    for Part { heading, items } in parts(done) {
        let _ = writeln!(text, "\n{} {}", heading.get(lang), count(items.len(), lang));
        for item in items {
            let mark = if item.state == State::Confirmed { "✓" } else { "□" };
            let _ = writeln!(text, "  {mark} {}", title(item, lang));
            for line in details(item, lang) {
                let _ = writeln!(text, "      {line}");
            }
        }
    }
    if let Some(advice) = advice(done) {
        let _ = writeln!(text, "\n{}", advice.get(lang));
    }
    text
}

/// The list as Markdown with boxes to tick.
#[must_use]
pub fn markdown(done: &Rollover, lang: Lang) -> String {
    let head = head(done, lang);
    let mut lines = head.iter();
    let mut text = format!("# {}\n", lines.next().map_or("", String::as_str));
    for line in lines {
        let _ = write!(text, "\n{line}\n");
    }
    for Part { heading, items } in parts(done) {
        let _ = write!(text, "\n## {} {}\n\n", heading.get(lang), count(items.len(), lang));
        for item in items {
            let mark = if item.state == State::Confirmed { "x" } else { " " };
            let _ = writeln!(text, "- [{mark}] {}", escaped(&title(item, lang)));
            for line in details(item, lang) {
                let _ = writeln!(text, "  - {}", escaped(&line));
            }
        }
    }
    if let Some(advice) = advice(done) {
        let _ = write!(text, "\n{}\n", advice.get(lang));
    }
    text
}

/// Signs of the author that Markdown would take for its own.
fn escaped(text: &str) -> String {
    let special = |sign: char| matches!(sign, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '\\');
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if special(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

fn count(items: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{items}件"),
        Lang::En => format!("({items})"),
    }
}

fn title(item: &Item, lang: Lang) -> String {
    let Item { name, kind, value, .. } = item;
    match lang {
        Lang::Ja => format!("{}（{}） {}", name.get(lang), kind.get(lang), value.get(lang)),
        Lang::En => format!("{} ({}): {}", name.get(lang), kind.get(lang), value.get(lang)),
    }
}

fn details(item: &Item, lang: Lang) -> Vec<String> {
    let words = |ja: &str, en: &str| Text::new(ja, en).get(lang).to_owned();
    let mut lines = Vec::new();
    if let Some(note) = &item.note {
        lines.push(note.get(lang).to_owned());
    }
    lines.extend(item.clauses.iter().map(|Citation { id, cite, says }| {
        format!("{}  {}  [{id}]", cite.get(lang), says.get(lang))
    }));
    let confirmed = item.last_confirmed.map(|day| match lang {
        Lang::Ja => format_japanese_date(day),
        Lang::En => day.to_string(),
    });
    let confirmed = confirmed.unwrap_or_else(|| words("記録なし", "no record"));
    let place = format!("{}:{}", item.path, item.line);
    lines.push(match item.state {
        State::ByHand => place,
        _ => format!("{place}  {}{confirmed}", words("前回の確認：", "last confirmed: ")),
    });
    lines
}

/// The list for programs.
#[must_use]
pub fn json(done: &Rollover, lang: Lang) -> Value {
    let items = done.items.iter().map(|item| {
        let clauses = item.clauses.iter().map(|clause| {
            json!({
                "id": clause.id,
                "cite": clause.cite.get(lang),
                "says": clause.says.get(lang),
            })
        });
        json!({
            "state": state(item.state),
            "name": item.name.ja,
            "kind": item.kind.get(lang),
            "value": item.value.get(lang),
            "clauses": clauses.collect::<Vec<_>>(),
            "last_confirmed": item.last_confirmed,
            "path": item.path,
            "line": item.line,
            "note": item.note.as_ref().map(|note| note.get(lang)),
        })
    });
    let skipped = done.skipped.map(|(first, last)| json!({ "from": first, "until": last }));
    json!({
        "scheme": done.scheme,
        "from": done.from,
        "fiscal_year": fiscal_year(done.from),
        "done_already": done.is_done_already(),
        "added": done.added,
        "files": done.changes.iter().map(|change| &change.path).collect::<Vec<_>>(),
        "skipped_years": skipped,
        "items": items.collect::<Vec<_>>(),
    })
}

fn state(state: State) -> &'static str {
    match state {
        State::Unconfirmed => "unconfirmed",
        State::Confirmed => "confirmed",
        State::Standing => "standing",
        State::ByHand => "by_hand",
    }
}
