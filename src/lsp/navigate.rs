//! Hover, definition, references.

use lsp_types::{Position, Range};

use crate::calendar::format_japanese_date;
use crate::cases;
use crate::document;
use crate::model::keys;
use crate::shape::Key;
use crate::source::{FileId, Sources, Span};
use crate::text::Lang;

use super::catalogue::Symbol;
use super::dates;
use super::describe::Describer;
use super::index::{Occurrence, of_cases};
use super::lines::Lines;
use super::walk::{Met, walk};
use super::workspace::{Place, State, Workspace, folder, is_cases};

/// A name at a place of one scheme.
pub(super) struct Found {
    pub(super) scheme: String,
    pub(super) state: std::sync::Arc<State>,
    pub(super) symbol: Symbol,
    pub(super) by_id: bool,
    pub(super) range: Range,
}

impl Workspace {
    /// What is to be said about a place, in Markdown, and the range that it is about.
    pub fn hover(&mut self, path: &str, position: Position) -> Option<(String, Range)> {
        if let Some(found) = self.find(path, position).into_iter().next() {
            let Found { state, symbol, range, .. } = found;
            let describer = Describer { state: &state, lang: self.lang, today: self.today };
            return Some((describer.describe(symbol), range));
        }
        let text = self.text(path)?;
        let lines = Lines::new(&text);
        let offset = lines.offset(position);
        if let Some(day) = dates::dates(&text).into_iter().find(|one| one.at.contains(&offset)) {
            let both = format!("{}（{}）", format_japanese_date(day.date), day.date);
            return Some((both, lines.range(day.at.start, day.at.end)));
        }
        self.key(path, position)
    }

    /// The words of the key at a place.
    fn key(&mut self, path: &str, position: Position) -> Option<(String, Range)> {
        let text = match self.shown(path) {
            Some((sources, file)) => sources.text(file).to_owned(),
            None => self.text(path)?,
        };
        let mut sources = Sources::default();
        let file = sources.add(path, text.as_str());
        let document = document::read(&sources, file).0?;
        let lines = Lines::new(&text);
        let offset = u32::try_from(lines.offset(position)).ok()?;
        let shape = if is_cases(path) { &cases::keys::FILE } else { &keys::FILE };
        let mut found: Option<(&'static Key, Span)> = None;
        walk(&document, shape, &mut |_, met| {
            if let Met::Key(key, scalar) = met
                && scalar.span.start <= offset
                && offset <= scalar.span.end
            {
                found = Some((key, scalar.span));
            }
        });
        let (key, span) = found?;
        let words = match self.lang {
            Lang::Ja => format!("**{}**　{}\n\n{}", key.name, key.ja, key.en),
            Lang::En => format!("**{}**  {}\n\n{}", key.name, key.en, key.ja),
        };
        Some((words, lines.range(span.start as usize, span.end as usize)))
    }

    /// The text of a rule file as the index sees it.
    pub(super) fn shown(&mut self, path: &str) -> Option<(std::sync::Arc<Sources>, FileId)> {
        let state = self.scheme(path)?;
        Some((std::sync::Arc::clone(&state.survey.sources), state.file(path)?))
    }

    /// Where the name at a place is declared.
    pub fn definition(&mut self, path: &str, position: Position) -> Vec<Place> {
        let mut places = Vec::new();
        for found in self.find(path, position) {
            places.extend(
                found.state.index().declaration(found.symbol).map(|at| found.state.place(at)),
            );
        }
        unique(places)
    }

    /// Everywhere the name at a place stands, in rules and in worked cases.
    pub fn references(&mut self, path: &str, position: Position, declarations: bool) -> Vec<Place> {
        let mut places = Vec::new();
        let mut all = self.find(path, position);
        if let Some(place) = shared(&all, path) {
            all = self.find(&place.path, place.range.start);
        }
        for found in all {
            let of =
                found.state.index().of(found.symbol).filter(|one| declarations || !one.declares);
            places.extend(of.map(|one| found.state.place(one.span)));
            let cases = self.in_cases(&found.scheme, &found.state);
            places.extend(
                cases.into_iter().filter(|(one, _)| one.symbol == found.symbol).map(|(_, at)| at),
            );
        }
        unique(places)
    }

    /// The name at a place, in each scheme that the file belongs to.
    pub(super) fn find(&mut self, path: &str, position: Position) -> Vec<Found> {
        let mut all = Vec::new();
        for scheme in self.schemes(path) {
            let state = self.state(&scheme);
            if is_cases(path) {
                let here = self.in_cases(&scheme, &state).into_iter().find(|(_, place)| {
                    place.range.start <= position && position <= place.range.end
                });
                all.extend(here.map(|(one, place)| Found {
                    scheme: scheme.clone(),
                    state: std::sync::Arc::clone(&state),
                    symbol: one.symbol,
                    by_id: one.by_id,
                    range: place.range,
                }));
                continue;
            }
            let Some((file, offset)) = state.offset(path, position) else { continue };
            let Some(one) = state.index().at(file, offset) else { continue };
            let range = state.place(one.span).range;
            let (symbol, by_id) = (one.symbol, one.by_id);
            all.push(Found { scheme, state, symbol, by_id, range });
        }
        all
    }

    /// The names in the worked cases of a scheme.
    pub(super) fn in_cases(&self, scheme: &str, state: &State) -> Vec<(Occurrence, Place)> {
        let Some(path) = self.cases(scheme) else { return Vec::new() };
        let Some(text) = self.text(&path) else { return Vec::new() };
        let mut sources = Sources::default();
        let file = sources.add(path.as_str(), text.as_str());
        let Some(node) = document::read(&sources, file).0 else { return Vec::new() };
        let lines = Lines::new(&text);
        let names = of_cases(&node, &state.survey.program).into_iter();
        names
            .map(|one| {
                let range = lines.range(one.span.start as usize, one.span.end as usize);
                (one, Place { path: path.clone(), range })
            })
            .collect()
    }
}

/// Where in a common file, other than `path`, the thing is declared. Other schemes use it as well.
pub(super) fn shared(found: &[Found], path: &str) -> Option<Place> {
    found.iter().find_map(|one| {
        let place = one.state.place(one.state.index().declaration(one.symbol)?);
        (folder(&place.path) == "common" && place.path != path).then_some(place)
    })
}

fn unique(mut places: Vec<Place>) -> Vec<Place> {
    let mut seen = Vec::new();
    places.retain(|place| {
        let is_new = !seen.contains(place);
        if is_new {
            seen.push(place.clone());
        }
        is_new
    });
    places
}
