//! From two things that differ to an article of the report.

use chrono::NaiveDate;

use crate::calendar;
use crate::decision::ClauseShown;
use crate::text::Lang;

use super::align::{Pair, Stretch, differences};
use super::item::{Item, Kind};
use super::marks::{mark, mark_list, whole};
use super::side::Side;
use super::witness::{Changed, Effect, Search};
use super::{Article, Change, State};

pub(super) struct Reporter<'r, 's> {
    pub(super) old: &'r Side<'s>,
    pub(super) new: &'r Side<'s>,
    pub(super) lang: Lang,
}

impl Reporter<'_, '_> {
    pub(super) fn article(
        &self,
        old: Option<&Item>,
        new: Option<&Item>,
        search: &mut Search<'_, '_>,
    ) -> Article {
        let found = differences(old, new);
        let changes: Vec<Change> = found
            .iter()
            .flat_map(|stretch| stretch.pairs.iter().map(|pair| self.change(stretch, pair)))
            .collect();
        let state = match (old, new) {
            (None, _) => State::Added,
            (_, None) => State::Removed,
            _ => State::Changed,
        };
        let shown = new.or(old);
        let kind = shown.map_or(Kind::Scheme, |item| item.kind);
        let decides = changes.iter().any(|change| change.decides) && kind != Kind::Clause;
        let effect = if decides {
            let days: Vec<_> = found.iter().filter_map(|stretch| stretch.days).collect();
            search.effect(&Changed { old, new, days: &days })
        } else {
            Effect::words_alone(kind, self.lang)
        };
        Article {
            kind,
            id: shown.map(|item| item.id.clone()).unwrap_or_default(),
            name: shown.map(|item| item.name.get(self.lang).to_owned()).unwrap_or_default(),
            state,
            clauses: self.clauses(shown.map(|item| item.clauses.as_slice()).unwrap_or_default()),
            changes,
            effect,
        }
    }

    fn change(&self, stretch: &Stretch<'_>, pair: &Pair<'_>) -> Change {
        // Where only the words of the other language changed, these are shown.
        let same = |lang: Lang| {
            pair.old
                .zip(pair.new)
                .is_some_and(|(old, new)| old.text.get(lang) == new.text.get(lang))
        };
        let other = if self.lang == Lang::Ja { Lang::En } else { Lang::Ja };
        let lang = if same(self.lang) { other } else { self.lang };
        let text =
            |line: Option<&super::item::Line>| line.map(|line| line.text.get(lang).to_owned());
        let listed = pair.new.or(pair.old).is_some_and(|line| line.listed);
        let (old, new) = match (text(pair.old), text(pair.new)) {
            (Some(old), Some(new)) => {
                let (old, new) = if listed { mark_list(&old, &new) } else { mark(&old, &new) };
                (Some(old), Some(new))
            }
            (old, new) => (old.as_deref().map(whole), new.as_deref().map(whole)),
        };
        let line = pair.new.or(pair.old);
        Change {
            what: line.map(|line| line.label.get(self.lang).to_owned()).unwrap_or_default(),
            days: stretch.days.map(|days| self.days(days)).unwrap_or_default(),
            clauses: self.clauses(line.map(|line| line.clauses.as_slice()).unwrap_or_default()),
            old,
            new,
            decides: line.is_some_and(|line| line.decides),
        }
    }

    /// Days in words; empty where they are all on which either set of rules is in force.
    fn days(&self, (from, until): (NaiveDate, Option<NaiveDate>)) -> String {
        let (old, new) = (self.old.program(), self.new.program());
        let first = old.from.min(new.from);
        let last = old.until.zip(new.until).map(|(old, new)| old.max(new));
        let ends = until.filter(|until| last.is_none_or(|last| *until < last));
        let day = |date: NaiveDate| match self.lang {
            Lang::Ja => calendar::format_japanese_date(date),
            Lang::En => date.to_string(),
        };
        match (from > first, ends, self.lang) {
            (false, None, _) => String::new(),
            (true, None, Lang::Ja) => format!("{}から", day(from)),
            (true, None, Lang::En) => format!("from {}", day(from)),
            (false, Some(until), Lang::Ja) => format!("{}まで", day(until)),
            (false, Some(until), Lang::En) => format!("until {}", day(until)),
            (true, Some(until), Lang::Ja) => format!("{}から{}まで", day(from), day(until)),
            (true, Some(until), Lang::En) => format!("from {} to {}", day(from), day(until)),
        }
    }

    /// Clauses by id, from the new register where they stand in it.
    fn clauses(&self, ids: &[String]) -> Vec<ClauseShown> {
        let known = ids.iter().filter_map(|id| {
            let programs = [self.new.program(), self.old.program()];
            let clause = programs
                .into_iter()
                .flat_map(|program| &program.clauses)
                .find(|clause| clause.id == *id)?;
            Some(ClauseShown {
                id: clause.id.clone(),
                cite: clause.cite.get(self.lang).to_owned(),
                says: clause.says.get(self.lang).to_owned(),
            })
        });
        known.collect()
    }
}
