//! What changed in meaning between two sets of rules of one scheme, and whom it touches.
//!
//! ```text
//! rules ── items ──▶ things with lines ─┐
//! rules ── items ──▶ things with lines ─┴─ align ──▶ changes ── witness ──▶ Diff ── render ──▶ text
//! ```
//!
//! Things are matched by their ids, lines by what they name and how they read. Where a thing stands
//! in the files, how a number is written and in which order conditions stand is no change. Dated
//! values are compared day by day, so that a value that only was confirmed for another year is none
//! either.
//!
//! A *witness* is an applicant who is decided otherwise because of one change: the new rules with
//! that one change undone decide as the old ones do.

mod align;
mod item;
mod items;
mod marks;
mod render;
mod report;
mod side;
mod witness;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::decision::ClauseShown;
use crate::text::{Lang, Text};

use align::differences;
use item::Item;
pub use item::Kind;
pub use marks::Piece;
pub use render::{html, markdown, text};
pub use side::Side;
pub use witness::{Effect, EffectKind, Given, Moved, Outcome, Witness};

/// Differences between two sets of rules.
#[derive(Clone, Debug, Serialize)]
pub struct Diff {
    /// Language of its words.
    pub lang: Lang,
    /// Id of the scheme.
    pub scheme: String,
    /// Title of the scheme under the new rules.
    pub title: String,
    /// Who runs it.
    pub authority: String,
    /// The document that it implements.
    pub source: String,
    /// The old rules.
    pub old: Head,
    /// The new rules.
    pub new: Head,
    /// Whether nothing changed in meaning or words.
    pub same: bool,
    /// What changed, in the order of the clauses.
    pub articles: Vec<Article>,
}

/// One of the two rule sets.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// What it is called: a folder, a revision, a date.
    pub name: String,
    /// SHA-256 over its files.
    pub digest: String,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is there on both sides.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// A declared thing that changed.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// What it is.
    pub kind: Kind,
    /// Its id; empty for what there is only one of.
    pub id: String,
    /// Its name under the new rules, if it is there.
    pub name: String,
    /// What became of it.
    pub state: State,
    /// The clauses that it belongs to.
    pub clauses: Vec<ClauseShown>,
    /// What differs.
    pub changes: Vec<Change>,
    /// Whom it touches.
    pub effect: Effect,
}

/// One line that differs.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// What it is: `値`, `要件`.
    pub what: String,
    /// The days on which it differs, in words; empty for all days.
    pub days: String,
    /// Its own clauses, where it has some beside those of the thing.
    pub clauses: Vec<ClauseShown>,
    /// The old wording; none where it is new.
    pub old: Option<Vec<Piece>>,
    /// The new wording; none where it is gone.
    pub new: Option<Vec<Piece>>,
    /// Whether a decision can hang on it.
    pub decides: bool,
}

/// Compares two sets of rules.
///
/// # Errors
///
/// Words that say why they cannot be compared: they are rules of different schemes.
pub fn diff(old: &Side<'_>, new: &Side<'_>, lang: Lang) -> Result<Diff, Text> {
    let (before, after) = (old.program(), new.program());
    if before.id != after.id {
        return Err(Text::new(
            format!("`{}` と `{}` は別の制度なので、比べられません", before.id, after.id),
            format!(
                "`{}` and `{}` are different schemes and cannot be compared",
                before.id, after.id
            ),
        ));
    }
    let old_items = items::items(old.model(), &before.sources);
    let new_items = items::items(new.model(), &after.sources);
    let mut pairs = paired(&old_items, &new_items);
    pairs.retain(|(old, new)| !differences(*old, *new).is_empty());
    let mut search = witness::Search::new(old, new, lang);
    let mut articles: Vec<Article> = pairs
        .into_iter()
        .map(|(from, to)| report::Reporter { old, new, lang }.article(from, to, &mut search))
        .collect();
    let register: BTreeMap<&str, usize> =
        after.clauses.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
    let place = |article: &Article| {
        let first = article.clauses.iter().filter_map(|one| register.get(one.id.as_str())).min();
        // The scheme itself stands first; what belongs to no clause of the new register, last.
        (article.kind != Kind::Scheme, first.copied().unwrap_or(usize::MAX))
    };
    articles.sort_by_key(|article| (place(article), article.kind));
    let head = |side: &Side<'_>| Head {
        name: side.name().get(lang).to_owned(),
        digest: side.program().digest.clone(),
    };
    Ok(Diff {
        lang,
        scheme: after.id.clone(),
        title: after.title.get(lang).to_owned(),
        authority: after.authority.get(lang).to_owned(),
        source: after.source.get(lang).to_owned(),
        old: head(old),
        new: head(new),
        same: articles.is_empty(),
        articles,
    })
}

type Pair<'i> = (Option<&'i Item>, Option<&'i Item>);

/// Things of both sides by kind and id: those of the new side in their order, then those that are
/// gone. A thing whose id changed is the same if its name stayed.
fn paired<'i>(old: &'i [Item], new: &'i [Item]) -> Vec<Pair<'i>> {
    let mut gone: Vec<&Item> = old.iter().collect();
    let mut found: Vec<Pair<'i>> = new
        .iter()
        .map(|item| {
            let same = |other: &&Item| other.kind == item.kind && other.id == item.id;
            let at = gone.iter().position(same);
            (at.map(|at| gone.remove(at)), Some(item))
        })
        .collect();
    for (from, to) in found.iter_mut().filter(|(from, _)| from.is_none()) {
        let named = |other: &&Item| {
            to.is_some_and(|to| {
                other.kind == to.kind
                    && to.kind != Kind::Clause
                    && item::normal(&other.name.ja) == item::normal(&to.name.ja)
            })
        };
        *from = gone.iter().position(named).map(|at| gone.remove(at));
    }
    found.extend(gone.into_iter().map(|item| (Some(item), None)));
    found
}
