//! Coverage as one page that needs nothing else: counts, clauses, and the rule text with its marks.
//!
//! The template `coverage.html` lays it out.

use serde::Serialize;

use crate::explain::page;
use crate::text::Lang;

use super::report::{ClauseCovered, Coverage, GoalCovered, PointCovered};
use super::{text, words};

const NAME: &str = "coverage.html";
const TEMPLATE: &str = include_str!("coverage.html");

/// One self-contained page about the schemes of a run: no script, no font, no network. Every mark
/// stands beside the word for it. Ends with a line feed.
#[must_use]
pub fn html(schemes: &[Coverage], lang: Lang) -> String {
    page(NAME, TEMPLATE, &Page::of(schemes, lang))
}

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    words: Words,
    legend: Vec<Tone>,
    schemes: Vec<SchemePage>,
}

/// The fixed words of the page.
#[derive(Serialize)]
struct Words {
    title: &'static str,
    scheme: &'static str,
    cases: &'static str,
    all: &'static str,
    legend: &'static str,
    by_clause: &'static str,
    clause: &'static str,
    says: &'static str,
    count: &'static str,
    by_rule: &'static str,
    line: &'static str,
    written: &'static str,
    marks: &'static str,
    /// Behind a number of cases.
    unit: &'static str,
    no_case: &'static str,
}

#[derive(Serialize)]
struct SchemePage {
    id: String,
    title: String,
    cases: usize,
    percent: String,
    counts: Vec<Count>,
    clauses: Vec<ClauseRow>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Count {
    name: &'static str,
    met: usize,
    total: usize,
    percent: String,
    tone: Tone,
}

#[derive(Serialize)]
struct ClauseRow {
    id: String,
    cite: String,
    says: String,
    met: usize,
    total: usize,
    tone: Tone,
}

/// The lines of one rule, one table, or of what stands by itself.
#[derive(Serialize)]
struct Group {
    name: String,
    met: usize,
    total: usize,
    tone: Tone,
    lines: Vec<Line>,
}

/// One line of a rule file and the points on it.
#[derive(Serialize)]
struct Line {
    place: String,
    source: String,
    tone: Tone,
    points: Vec<PointRow>,
}

#[derive(Serialize)]
struct PointRow {
    kind: &'static str,
    /// What is meant on the line; empty where the line holds one point of its kind.
    text: String,
    goals: Vec<GoalMark>,
}

#[derive(Serialize)]
struct GoalMark {
    words: String,
    tone: Tone,
    cases: usize,
    first: String,
}

impl Page {
    fn of(schemes: &[Coverage], lang: Lang) -> Self {
        Self {
            lang: words::pick(lang, ("ja", "en")),
            words: Words::of(lang),
            legend: [(1, 1), (1, 2), (0, 1), (0, 0)]
                .map(|(met, total)| Tone::of(met, total, lang))
                .into(),
            schemes: schemes.iter().map(|coverage| SchemePage::of(coverage, lang)).collect(),
        }
    }
}

impl Words {
    fn of(lang: Lang) -> Self {
        let pick = |ja, en| words::pick(lang, (ja, en));
        Self {
            title: pick("事例の網羅", "What the worked cases cover"),
            scheme: pick("制度", "Scheme"),
            cases: pick("事例", "Cases"),
            all: pick("計", "All"),
            legend: pick("印の意味", "Marks"),
            by_clause: pick("条項ごと", "By clause"),
            clause: pick("条項", "Clause"),
            says: pick("内容", "Says"),
            count: pick("事例のある数", "With a case"),
            by_rule: pick("ルールの文と事例", "Rule text and cases"),
            line: pick("行", "Line"),
            written: pick("ルールの文", "Rule text"),
            marks: pick("事例（件数、最初の事例）", "Cases (how many, the first one)"),
            unit: pick("件", ""),
            no_case: pick("なし", "none"),
        }
    }
}

impl SchemePage {
    fn of(coverage: &Coverage, lang: Lang) -> Self {
        let counts = coverage.kinds.iter().map(|kind| Count {
            name: words::kind(kind.kind, lang),
            met: kind.met,
            total: kind.total,
            percent: words::percent(kind.met, kind.total),
            tone: Tone::of(kind.met, kind.total, lang),
        });
        Self {
            id: coverage.scheme.clone(),
            title: coverage.title.clone(),
            cases: coverage.cases,
            percent: coverage.percent.clone(),
            counts: counts.collect(),
            clauses: coverage.clauses.iter().map(|one| clause(one, lang)).collect(),
            groups: groups(coverage, lang),
        }
    }
}

fn clause(clause: &ClauseCovered, lang: Lang) -> ClauseRow {
    ClauseRow {
        id: clause.id.clone(),
        cite: clause.cite.clone(),
        says: clause.says.clone(),
        met: clause.met,
        total: clause.total,
        tone: Tone::of(clause.met, clause.total, lang),
    }
}

/// How a mark looks, and the word that stands for it.
#[derive(Serialize)]
struct Tone {
    /// Its class.
    key: &'static str,
    sign: &'static str,
    words: &'static str,
}

impl Tone {
    /// All, some or none of what is to be met; and nothing to meet.
    fn of(met: usize, total: usize, lang: Lang) -> Self {
        let (key, sign, words) = match (met, total) {
            (_, 0) => ("off", "−", ("判定で通らない", "not reached by decisions")),
            (0, _) => ("none", "○", ("事例がない", "no case")),
            _ if met == total => ("full", "●", ("事例がある", "has a case")),
            _ => ("part", "◐", ("一部に事例がない", "a case in part")),
        };
        Self { key, sign, words: words::pick(lang, words) }
    }
}

/// Points that follow one another in one rule or one table, line by line.
fn groups(coverage: &Coverage, lang: Lang) -> Vec<Group> {
    let mut groups: Vec<(String, Vec<&PointCovered>)> = Vec::new();
    for point in &coverage.points {
        let name = group_name(point, lang);
        match groups.last_mut() {
            Some((last, points)) if *last == name => points.push(point),
            _ => groups.push((name, vec![point])),
        }
    }
    groups.into_iter().map(|(name, points)| group(name, &points, lang)).collect()
}

fn group_name(point: &PointCovered, lang: Lang) -> String {
    if !point.rule.is_empty() {
        return point.rule.clone();
    }
    match point.kind {
        super::Kind::Row => point.text.split('[').next().unwrap_or_default().to_owned(),
        super::Kind::Thing => words::kind(point.kind, lang).to_owned(),
        _ => words::pick(lang, ("注意書き", "Warnings")).to_owned(),
    }
}

fn group(name: String, points: &[&PointCovered], lang: Lang) -> Group {
    let (met, total) = sum(points);
    let mut lines: Vec<(String, Vec<&PointCovered>)> = Vec::new();
    for point in points {
        let place = place(point);
        match lines.iter_mut().find(|(at, _)| *at == place && !place.is_empty()) {
            Some((_, on_line)) => on_line.push(point),
            None => lines.push((place, vec![point])),
        }
    }
    let lines = lines.into_iter().map(|(place, points)| line(place, &points, lang)).collect();
    Group { name, met, total, tone: Tone::of(met, total, lang), lines }
}

fn sum(points: &[&PointCovered]) -> (usize, usize) {
    let counts = points.iter().map(|point| point.counts());
    counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

fn place(point: &PointCovered) -> String {
    point.place.as_ref().map_or_else(String::new, |place| {
        let file = place.file.rsplit('/').next().unwrap_or_default();
        format!("{}:{}", file.trim_end_matches(".yaml"), place.line)
    })
}

fn line(place: String, points: &[&PointCovered], lang: Lang) -> Line {
    let (met, total) = sum(points);
    let source = points.first().map(|point| point.source.clone()).unwrap_or_default();
    let several = points.len() > 1;
    let rows = points.iter().map(|point| PointRow {
        kind: words::one(point.kind, lang),
        text: if several || source.is_empty() { point.text.clone() } else { String::new() },
        goals: point.goals.iter().filter_map(|goal| mark(goal, lang)).collect(),
    });
    Line { place, points: rows.collect(), source, tone: Tone::of(met, total, lang) }
}

/// The mark of a goal; none for a state that is not demanded and did not come about.
fn mark(goal: &GoalCovered, lang: Lang) -> Option<GoalMark> {
    if !goal.wanted && goal.cases == 0 {
        return None;
    }
    let wanted = usize::from(goal.wanted);
    Some(GoalMark {
        words: text::named(goal, lang),
        tone: Tone::of(wanted.min(goal.cases), wanted, lang),
        cases: goal.cases,
        first: goal.first.clone().unwrap_or_default(),
    })
}
