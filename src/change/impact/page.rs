//! The report as one HTML page that needs nothing else.

use serde::Serialize;

use crate::change::compare::Reason;
use crate::explain::page;
use crate::text::Lang;

use super::chart::{self, Chart};
use super::report::{Impact, Kept};
use super::text::{budget_words, open_words, title, told};
use super::words::{cases, grouped, pick};

const NAME: &str = "impact.html";
const TEMPLATE: &str = include_str!("impact.html");

/// One HTML page with charts; no script, no network. It prints on A4.
#[must_use]
pub fn html(impact: &Impact) -> String {
    page(NAME, TEMPLATE, &Page::of(impact))
}

#[derive(Serialize)]
struct Page<'i> {
    lang: Lang,
    title: &'i str,
    words: Vocabulary,
    sides: [(&'static str, String); 2],
    /// A number in large type and what it counts.
    figures: Vec<(String, &'static str, &'static str)>,
    verdicts: Matrix,
    charts: Vec<Chart>,
    budgets: Vec<String>,
    kinds: Vec<(String, String)>,
    totals: Vec<[String; 4]>,
    clauses: Vec<[String; 4]>,
    outputs: Vec<(String, String)>,
    reasons: Vec<(String, String, String)>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Vocabulary {
    heading: &'static str,
    verdicts: &'static str,
    verdicts_caption: &'static str,
    changes: &'static str,
    amounts: &'static str,
    clauses: &'static str,
    outputs: &'static str,
    reasons: String,
    cases: &'static str,
    clause: &'static str,
    says: &'static str,
    newly_failed: &'static str,
    no_longer_failed: &'static str,
    sum: &'static str,
    paid: &'static str,
    open: &'static str,
    count: &'static str,
    sort: &'static str,
    output: &'static str,
    reason: &'static str,
}

#[derive(Serialize)]
struct Matrix {
    heads: Vec<String>,
    /// Name, and cells with whether they stand for no change.
    rows: Vec<(String, Vec<(String, &'static str)>)>,
}

#[derive(Serialize)]
struct Group {
    heading: String,
    cases: Vec<(String, Vec<Told>)>,
}

/// A reason and how deep it lies.
#[derive(Serialize)]
struct Told {
    depth: usize,
    text: String,
    cites: String,
}

impl<'i> Page<'i> {
    fn of(impact: &'i Impact) -> Self {
        let lang = impact.lang;
        let side = |side: &super::SideShown| {
            if side.as_of.is_empty() {
                return side.name.clone();
            }
            format!("{}{}{}", side.name, pick(lang, "　基準日 ", ", as of "), side.as_of)
        };
        Self {
            lang,
            title: &impact.title,
            words: vocabulary(impact),
            sides: [
                (pick(lang, "前のルール", "Before"), side(&impact.before)),
                (pick(lang, "後のルール", "After"), side(&impact.after)),
            ],
            figures: figures(impact),
            verdicts: matrix(impact),
            charts: charts(impact),
            budgets: budgets(impact),
            kinds: impact
                .kinds
                .iter()
                .map(|kind| (kind.name.clone(), grouped(kind.cases)))
                .collect(),
            totals: totals(impact),
            clauses: impact
                .clauses
                .iter()
                .map(|one| {
                    let (newly, no_longer) =
                        (grouped(one.newly_failed), grouped(one.no_longer_failed));
                    [one.cite.clone(), one.says.clone(), newly, no_longer]
                })
                .collect(),
            outputs: impact
                .outputs
                .iter()
                .map(|one| (one.name.clone(), grouped(one.cases)))
                .collect(),
            reasons: impact
                .reasons
                .iter()
                .map(|one| {
                    (grouped(one.cases), one.text.clone(), one.cites.join(pick(lang, "、", ", ")))
                })
                .collect(),
            groups: groups(impact),
        }
    }
}

fn vocabulary(impact: &Impact) -> Vocabulary {
    let lang = impact.lang;
    let explained = cases(impact.explained, lang);
    Vocabulary {
        heading: pick(lang, "改正の影響", "What the change does"),
        verdicts: pick(lang, "判定", "Verdicts"),
        verdicts_caption: pick(lang, "行が前の判定、列が後の判定", "Rows before, columns after"),
        changes: pick(lang, "変化の種類", "Sorts of change"),
        amounts: pick(lang, "額と予算", "Amounts and budget"),
        clauses: pick(lang, "満たす・満たさないが変わる条項", "Clauses newly or no longer broken"),
        outputs: pick(lang, "変わるほかの結果", "Other outputs that differ"),
        reasons: match lang {
            Lang::Ja => format!("理由（説明した{explained}について、多い順）"),
            Lang::En => format!("Reasons (over the {explained} explained, most frequent first)"),
        },
        cases: pick(lang, "変わる申請とその理由", "Changed cases and why"),
        clause: pick(lang, "条項", "Clause"),
        says: pick(lang, "内容", "What it says"),
        newly_failed: pick(lang, "新たに満たさない", "newly broken"),
        no_longer_failed: pick(lang, "満たすようになる", "no longer broken"),
        sum: pick(lang, "合計", "In all"),
        paid: pick(lang, "額のある申請", "Cases above 0"),
        open: pick(lang, "未確定", "Open"),
        count: pick(lang, "件数", "Cases"),
        sort: pick(lang, "種類", "Sort"),
        output: pick(lang, "結果", "Output"),
        reason: pick(lang, "理由", "Reason"),
    }
}

fn figures(impact: &Impact) -> Vec<(String, &'static str, &'static str)> {
    let lang = impact.lang;
    let of = |kind: super::Kind| {
        let found = impact.kinds.iter().find(|one| one.kind == kind);
        found.map_or(0, |one| one.cases)
    };
    let mut figures = vec![
        (grouped(impact.cases), pick(lang, "件を判定", "cases decided"), "plain"),
        (grouped(impact.changed), pick(lang, "件で結果が変わる", "changed"), "plain"),
        (
            grouped(of(super::Kind::Lost)),
            pick(lang, "件が該当しなくなる", "no longer eligible"),
            "bad",
        ),
        (
            grouped(of(super::Kind::Gained)),
            pick(lang, "件が該当するようになる", "newly eligible"),
            "good",
        ),
        (
            grouped(of(super::Kind::Opened)),
            pick(lang, "件が新たに判定不能", "newly undetermined"),
            "open",
        ),
    ];
    if let Some(amounts) = &impact.amounts {
        let sign = sign(&amounts.difference.value);
        let text = format!("{sign}{}", amounts.difference.text);
        figures.push((text, pick(lang, "合計の増減", "in all"), "money"));
    }
    if impact.rejected > 0 {
        figures.push((grouped(impact.rejected), pick(lang, "件は読めなかった", "rejected"), "bad"));
    }
    figures
}

fn sign(value: &serde_json::Value) -> &'static str {
    if value.as_i64().is_some_and(|value| value > 0) { "+" } else { "" }
}

fn matrix(impact: &Impact) -> Matrix {
    let total = pick(impact.lang, "計", "total");
    let shown: Vec<usize> = (0..impact.verdicts.len())
        .filter(|at| impact.verdicts.get(*at).is_some_and(|row| row.before + row.after > 0))
        .collect();
    let rows = |at: &usize| impact.verdicts.get(*at);
    let mut heads: Vec<_> = shown.iter().filter_map(rows).map(|row| row.name.clone()).collect();
    heads.push(total.to_owned());
    let mut lines = Vec::new();
    for from in &shown {
        let Some(row) = rows(from) else { continue };
        let cells = shown.iter().filter_map(|to| Some((to, row.to.get(*to)?)));
        let mut cells: Vec<_> = cells
            .map(|(to, count)| {
                let tone = match (to == from, *count > 0) {
                    (true, _) => "same",
                    (false, true) => "moved",
                    (false, false) => "zero",
                };
                (grouped(*count), tone)
            })
            .collect();
        cells.push((grouped(row.before), "sum"));
        lines.push((row.name.clone(), cells));
    }
    let mut sums: Vec<_> =
        shown.iter().filter_map(rows).map(|row| (grouped(row.after), "sum")).collect();
    sums.push((grouped(impact.cases), "sum"));
    lines.push((total.to_owned(), sums));
    Matrix { heads, rows: lines }
}

fn charts(impact: &Impact) -> Vec<Chart> {
    let Some(amounts) = &impact.amounts else { return vec![chart::verdicts(impact)] };
    let lang = impact.lang;
    let of_amounts =
        [chart::totals(amounts, lang), chart::changes(amounts, lang), chart::spread(amounts, lang)];
    std::iter::once(chart::verdicts(impact)).chain(of_amounts.into_iter().flatten()).collect()
}

fn budgets(impact: &Impact) -> Vec<String> {
    let Some(amounts) = &impact.amounts else { return Vec::new() };
    let lang = impact.lang;
    let sides = [
        (pick(lang, "前", "before"), &amounts.before),
        (pick(lang, "後", "after"), &amounts.after),
    ];
    let told = sides.into_iter().filter_map(|(name, total)| Some((name, total.budget.as_ref()?)));
    told.map(|(name, budget)| budget_words(name, budget, lang)).collect()
}

fn totals(impact: &Impact) -> Vec<[String; 4]> {
    let Some(amounts) = &impact.amounts else { return Vec::new() };
    let lang = impact.lang;
    let side = |name: &str, total: &super::Total| {
        [name.to_owned(), total.sum.text.clone(), grouped(total.paid), open_words(total, lang)]
    };
    let gain = |name: &str, (count, money): &(u64, super::Money)| {
        let text = format!("{}{}", sign(&money.value), money.text);
        [name.to_owned(), text, grouped(*count), String::new()]
    };
    vec![
        side(pick(lang, "前", "before"), &amounts.before),
        side(pick(lang, "後", "after"), &amounts.after),
        gain(pick(lang, "増える", "more"), &amounts.more),
        gain(pick(lang, "減る", "less"), &amounts.less),
    ]
}

fn groups(impact: &Impact) -> Vec<Group> {
    let lang = impact.lang;
    let shown = impact.kinds.iter().filter(|kind| kind.kept > 0);
    shown
        .map(|kind| {
            let all = cases(kind.cases, lang);
            let some = match (kind.kept as u64 == kind.cases, lang) {
                (true, _) => all,
                (false, Lang::Ja) => format!("{all}のうち最初の{}件", kind.kept),
                (false, Lang::En) => format!("the first {} of {all}", kind.kept),
            };
            let of_kind = impact.kept.iter().filter(|kept| kept.line.kind == kind.kind);
            Group {
                heading: format!("{}{}{some}", kind.name, pick(lang, "：", ": ")),
                cases: of_kind.map(|kept| (title(kept, lang), why(kept, lang))).collect(),
            }
        })
        .collect()
}

/// The reasons of a case, each once; the results themselves where there are none.
fn why(kept: &Kept, lang: Lang) -> Vec<Told> {
    told(kept, lang)
        .into_iter()
        .flat_map(|one| match one {
            Ok(reason) => {
                let mut lines = Vec::new();
                below(reason, 0, lang, &mut lines);
                lines
            }
            Err(text) => vec![Told { depth: 0, text, cites: String::new() }],
        })
        .collect()
}

fn below(reason: &Reason, depth: usize, lang: Lang, lines: &mut Vec<Told>) {
    let cites: Vec<_> = reason.clauses.iter().map(|clause| clause.cite.as_str()).collect();
    let cites = cites.join(pick(lang, "、", ", "));
    lines.push(Told { depth, text: reason.text.clone(), cites });
    for inner in &reason.because {
        below(inner, depth + 1, lang, lines);
    }
}
