//! Sweeps, maps and near misses as pages.

use serde::Serialize;

use crate::explain::page;
use crate::sweep::cause::Cause;
use crate::sweep::map::Map;
use crate::sweep::near::Near;
use crate::sweep::pieces::Proof;
use crate::sweep::report::{Break, Decided, Sweep};
use crate::sweep::text::near_foot;
use crate::sweep::words::{self, pick};
use crate::text::Lang;

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    scheme: String,
    title: String,
    ranges: Vec<(String, String)>,
    svg: String,
    table: Table,
    breaks: Vec<BreakRow>,
    changes: Vec<ChangeRow>,
    foot: Vec<String>,
    words: Words,
}

#[derive(Default, Serialize)]
struct Table {
    head: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    own: bool,
    tone: &'static str,
    cells: Vec<String>,
    verdict: String,
    amount: String,
    reason: String,
    proof: &'static str,
}

#[derive(Serialize)]
struct BreakRow {
    /// As in the picture; none of a boundary that runs aslant.
    number: Option<usize>,
    at: String,
    causes: Vec<CauseRow>,
}

#[derive(Serialize)]
struct CauseRow {
    text: String,
    clauses: String,
    says: Vec<String>,
    place: String,
}

#[derive(Serialize)]
struct ChangeRow {
    says: String,
    amount: String,
    judgement: bool,
    clauses: String,
}

#[derive(Serialize)]
struct Words {
    pieces: &'static str,
    breaks: &'static str,
    place: &'static str,
    why: &'static str,
    none: &'static str,
    judgement: &'static str,
    changes: &'static str,
    amount: &'static str,
    foot: &'static str,
}

impl Words {
    fn of(lang: Lang) -> Self {
        Self {
            pieces: pick(lang, "結果", "Outcome"),
            breaks: pick(lang, "境目とその根拠", "Breaks and what causes them"),
            place: pick(lang, "境目", "Break"),
            why: pick(lang, "変わる条件と条項", "What turns, and its clause"),
            none: pick(lang, "比較の名指しはできません", "no single comparison can be named"),
            judgement: pick(lang, "人が認めること", "found by a person"),
            changes: pick(lang, "一つだけ変われば該当するもの", "Single changes that turn it"),
            amount: pick(lang, "そのときの額", "Amount then"),
            foot: pick(lang, "確かめ方", "How it is known"),
        }
    }
}

/// A sweep as one HTML page: no script, no network.
#[must_use]
pub fn html(sweep: &Sweep) -> String {
    let lang = sweep.lang;
    let output = sweep.output.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let rows: Vec<Row> = sweep
        .pieces
        .iter()
        .map(|piece| Row {
            own: sweep.axis.given_at.is_some_and(|at| piece.at.0 <= at && at <= piece.at.1),
            cells: vec![words::span(piece, lang)],
            amount: words::amount(piece, lang),
            ..row(&piece.outcome, piece.proof, lang)
        })
        .collect();
    filled(&Page {
        title: words::headline(&sweep.axis, lang),
        ranges: vec![(sweep.axis.name.clone(), words::range(&sweep.axis, lang))],
        svg: super::chart::untitled(sweep),
        breaks: breaks(&sweep.breaks, 1, lang),
        foot: {
            let refused = |row: &Row| row.amount.starts_with(['（', '(']);
            let mut lines = foot(sweep.pieces.iter().map(|piece| piece.proof), sweep.decided, lang);
            if rows.iter().any(refused) {
                lines.insert(0, words::brackets(lang).to_owned());
            }
            lines
        },
        table: Table { head: head(&[&sweep.axis.name], &output, lang), rows },
        ..empty(&sweep.title, lang)
    })
}

/// A map as one HTML page: no script, no network.
#[must_use]
pub fn map_html(map: &Map) -> String {
    let lang = map.lang;
    let output = map.output.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let holds =
        |(from, to): (i64, i64), at: Option<i64>| at.is_some_and(|at| from <= at && at <= to);
    let rows = map.areas.iter().map(|area| Row {
        own: holds(area.x, map.x.given_at) && holds(area.y, map.y.given_at),
        cells: words::sides(area, lang).into(),
        amount: words::area_amount(area, lang),
        ..row(&area.outcome, area.proof, lang)
    });
    let mut told = breaks(&map.x_breaks, 1, lang);
    told.extend(breaks(&map.y_breaks, map.x_breaks.len() + 1, lang));
    if !map.aslant.is_empty() {
        let causes = map.aslant.iter().map(|one| cause(one, lang)).collect();
        told.push(BreakRow {
            number: None,
            at: pick(lang, "斜めの境目", "Aslant").to_owned(),
            causes,
        });
    }
    let mut foot = foot(map.areas.iter().map(|area| area.proof), map.decided, lang);
    if map.areas.iter().any(|area| area.mixed) {
        foot.push(words::mixed(lang).to_owned());
    }
    filled(&Page {
        title: words::headline_of_map(&map.x, &map.y, lang),
        ranges: [&map.x, &map.y].map(|axis| (axis.name.clone(), words::range(axis, lang))).into(),
        svg: super::field::untitled_map(map),
        table: Table {
            head: head(&[&map.x.name, &map.y.name], &output, lang),
            rows: rows.collect(),
        },
        breaks: told,
        foot,
        ..empty(&map.title, lang)
    })
}

/// Near misses as one HTML page: no script, no network.
#[must_use]
pub fn near_html(near: &Near) -> String {
    let lang = near.lang;
    let verdict = near.outcome.verdict;
    let standing = format!("{} {}", words::sign(verdict), words::verdict(verdict, lang));
    let changes = near.changes.iter().map(|change| {
        let clauses = change.clauses.iter().map(|clause| format!("{} {}", clause.cite, clause.id));
        ChangeRow {
            says: change.says.clone(),
            amount: change.amount.clone(),
            judgement: change.judgement,
            clauses: clauses.collect::<Vec<_>>().join(pick(lang, "、", ", ")),
        }
    });
    filled(&Page {
        title: pick(lang, "あと少しで該当するもの", "What would turn it").to_owned(),
        ranges: vec![(
            pick(lang, "いまの判定", "As it stands").to_owned(),
            format!("{standing}　{}", words::reason(&near.outcome, lang)),
        )],
        changes: changes.collect(),
        foot: vec![near_foot(near)],
        ..empty(&near.title, lang)
    })
}

fn filled(data: &Page) -> String {
    page("sweep.html", include_str!("sweep.html"), data)
}

fn empty(scheme: &str, lang: Lang) -> Page {
    Page {
        lang: pick(lang, "ja", "en"),
        scheme: scheme.to_owned(),
        title: String::new(),
        ranges: Vec::new(),
        svg: String::new(),
        table: Table::default(),
        breaks: Vec::new(),
        changes: Vec::new(),
        foot: Vec::new(),
        words: Words::of(lang),
    }
}

fn head(names: &[&str], output: &str, lang: Lang) -> Vec<String> {
    let more = [
        pick(lang, "判定", "Verdict"),
        output,
        pick(lang, "理由", "Why"),
        pick(lang, "確かめ方", "Known by"),
    ];
    names.iter().copied().chain(more).map(str::to_owned).collect()
}

fn row(decided: &Decided, proof: Proof, lang: Lang) -> Row {
    let verdict = decided.verdict;
    Row {
        own: false,
        tone: words::tone(verdict),
        cells: Vec::new(),
        verdict: format!("{} {}", words::sign(verdict), words::verdict(verdict, lang)),
        amount: String::new(),
        reason: words::reason(decided, lang),
        proof: words::proof_short(proof, lang),
    }
}

fn breaks(all: &[Break], first: usize, lang: Lang) -> Vec<BreakRow> {
    let told = all.iter().enumerate().map(|(at, one)| BreakRow {
        number: Some(first + at),
        at: format!("{} | {}", words::short(&one.before.text), words::short(&one.after.text)),
        causes: one.causes.iter().map(|one| cause(one, lang)).collect(),
    });
    told.collect()
}

fn cause(cause: &Cause, lang: Lang) -> CauseRow {
    CauseRow {
        text: words::cause(cause, lang),
        clauses: words::clauses(cause, lang),
        says: cause.clauses.iter().map(|clause| clause.says.clone()).collect(),
        place: words::place(cause),
    }
}

fn foot(all: impl Iterator<Item = Proof>, decided: usize, lang: Lang) -> Vec<String> {
    let kinds: std::collections::BTreeSet<_> = all.collect();
    let mut lines: Vec<String> =
        kinds.iter().map(|kind| words::proof(*kind, lang).to_owned()).collect();
    lines.push(words::decided(decided, lang));
    lines
}
