//! A 新旧対照表: one page of HTML in two columns, to be printed on A4.
//!
//! The template `columns.html` lays it out.

use serde::Serialize;

use crate::explain::page;

use super::super::witness::{self, EffectKind};
use super::super::{Article, Change, Diff, Kind, Piece, State};
use super::pick;

const NAME: &str = "columns.html";
const TEMPLATE: &str = include_str!("columns.html");

/// One self-contained page, without scripts or network.
#[must_use]
pub fn html(diff: &Diff) -> String {
    let rows: Vec<Group> = diff.articles.iter().map(|article| Group::of(diff, article)).collect();
    let effects: Vec<Effect> = diff
        .articles
        .iter()
        .zip(1..)
        .filter(|(article, _)| article.kind != Kind::Clause)
        .map(|(article, number)| Effect::of(diff, article, number))
        .collect();
    page(NAME, TEMPLATE, &Sheet { words: Words::of(diff), diff, rows, effects })
}

#[derive(Serialize)]
struct Sheet<'d> {
    words: Words<'d>,
    diff: &'d Diff,
    rows: Vec<Group<'d>>,
    effects: Vec<Effect<'d>>,
}

#[derive(Serialize)]
struct Words<'d> {
    lang: &'d str,
    heading: &'d str,
    note: &'d str,
    clause: &'d str,
    new: &'d str,
    old: &'d str,
    added: &'d str,
    removed: &'d str,
    same: &'d str,
    effects: &'d str,
    effects_note: &'d str,
    change: &'d str,
    applicant: &'d str,
    before: &'d str,
    after: &'d str,
    difference: &'d str,
    colon: &'d str,
}

impl<'d> Words<'d> {
    fn of(diff: &'d Diff) -> Self {
        let words = |ja: &'static str, en: &'static str| pick(diff.lang, ja, en);
        Self {
            lang: words("ja", "en"),
            heading: words("新旧対照表", "Comparison of old and new"),
            note: words("（下線の部分は改正部分）", "(changed words are underlined)"),
            clause: words("条項", "Clause"),
            new: words("改正後（新）", "New"),
            old: words("改正前（旧）", "Old"),
            added: words("（新設）", "(new)"),
            removed: words("（削る）", "(removed)"),
            same: words("意味の変わる違いはありません。", "Nothing changed in meaning."),
            effects: words("改正の影響", "Effects"),
            effects_note: words(
                "変更ごとに、判定が変わる最も簡単な申請者を示す。結果は新旧両方のルールで判定して確かめたもの。",
                "For each change the simplest applicant who is decided otherwise, decided under both rule sets.",
            ),
            change: words("変更", "Change"),
            applicant: words("申請者", "Applicant"),
            before: words("改正前", "Old"),
            after: words("改正後", "New"),
            difference: words("差額", "Difference"),
            colon: words("：", ": "),
        }
    }
}

/// The rows of one thing.
#[derive(Serialize)]
struct Group<'d> {
    cites: Vec<&'d str>,
    name: &'d str,
    kind: String,
    /// Whether the thing stands on the new side, and on the old one.
    is_new: bool,
    is_old: bool,
    lines: Vec<Row<'d>>,
}

#[derive(Serialize)]
struct Row<'d> {
    /// The clauses of this line alone.
    cites: Vec<&'d str>,
    what: &'d str,
    days: &'d str,
    new: Option<&'d [Piece]>,
    old: Option<&'d [Piece]>,
}

impl<'d> Group<'d> {
    fn of(diff: &'d Diff, article: &'d Article) -> Self {
        let cites = article.clauses.iter().map(|clause| clause.cite.as_str());
        Self {
            cites: cites.collect(),
            name: &article.name,
            kind: article.kind.name().get(diff.lang).to_owned(),
            is_new: article.state != State::Removed,
            is_old: article.state != State::Added,
            lines: article.changes.iter().map(|change| Row::of(diff, article, change)).collect(),
        }
    }
}

impl<'d> Row<'d> {
    fn of(diff: &Diff, article: &Article, change: &'d Change) -> Self {
        Self {
            cites: change.clauses.iter().map(|clause| clause.cite.as_str()).collect(),
            what: if change.what == article.kind.name().get(diff.lang) { "" } else { &change.what },
            days: &change.days,
            new: change.new.as_deref(),
            old: change.old.as_deref(),
        }
    }
}

/// The effect of one change.
#[derive(Serialize)]
struct Effect<'d> {
    number: usize,
    name: &'d str,
    says: String,
    /// Whether an applicant is shown.
    shown: bool,
    applicant: String,
    before: String,
    after: String,
    difference: String,
}

impl<'d> Effect<'d> {
    fn of(diff: &'d Diff, article: &'d Article, number: usize) -> Self {
        let effect = &article.effect;
        let comma = pick(diff.lang, "、", ", ");
        let joined = |outcome: &super::super::Outcome| {
            let outputs = outcome.outputs.iter().map(|(name, text)| format!("{name} {text}"));
            let warned = outcome.warned.iter().map(|name| match diff.lang {
                crate::text::Lang::Ja => format!("注意「{name}」"),
                crate::text::Lang::En => format!("warning: {name}"),
            });
            std::iter::once(outcome.verdict.clone())
                .chain(outputs)
                .chain(warned)
                .collect::<Vec<_>>()
                .join(comma)
        };
        let witness = effect.witness.as_ref();
        let facts = witness.map(|witness| {
            let facts = witness.facts.iter().map(|fact| format!("{} {}", fact.name, fact.text));
            facts.collect::<Vec<_>>().join(comma)
        });
        let remark = match (effect.kind, witness.is_some_and(|witness| witness.others_too)) {
            (EffectKind::Together, _) => witness::together(diff.lang),
            (_, true) => pick(
                diff.lang,
                "　ほかの変更もあわせて効いている。",
                " Other changes have a part in it.",
            ),
            _ => "",
        };
        let yen = witness.and_then(|witness| witness.difference);
        Self {
            number,
            name: &article.name,
            says: match witness {
                Some(witness) => witness::who(witness, diff.lang) + remark,
                None => effect.says.clone(),
            },
            shown: witness.is_some(),
            applicant: facts.unwrap_or_default(),
            before: witness.map(|witness| joined(&witness.old)).unwrap_or_default(),
            after: witness.map(|witness| joined(&witness.new)).unwrap_or_default(),
            difference: yen.map(|by| witness::yen(by, diff.lang)).unwrap_or_default(),
        }
    }
}
