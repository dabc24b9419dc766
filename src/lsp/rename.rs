//! Renaming a thing everywhere: in all files of its scheme, in the worked cases, and for a common
//! file in all schemes that use it.

use std::collections::BTreeMap;

use lsp_types::{Position, Range, TextEdit};

use crate::source::{FileId, Segments};
use crate::syntax::{self, ExprKind};
use crate::text::Text;

use super::catalogue::Symbol;
use super::lines::Lines;
use super::navigate::{Found, shared};
use super::workspace::{Place, Workspace};

/// What a renaming changes: edits by path.
pub type Edits = BTreeMap<String, Vec<TextEdit>>;

impl Workspace {
    /// The range of the name at a place, and the name, if it can be renamed.
    ///
    /// # Errors
    ///
    /// Why it cannot, in the language of the workspace.
    pub fn prepare_rename(
        &mut self,
        path: &str,
        position: Position,
    ) -> Result<(Range, String), String> {
        self.renameable(path, position)?;
        let range = self.find(path, position).first().map(|one| one.range).unwrap_or_default();
        let text = self.text(path).unwrap_or_default();
        let lines = Lines::new(&text);
        let written = text.get(lines.offset(range.start)..lines.offset(range.end));
        Ok((range, written.unwrap_or_default().to_owned()))
    }

    /// The edits that give the thing at a place another name.
    ///
    /// # Errors
    ///
    /// Why it cannot have that name, in the language of the workspace. Nothing is changed then.
    pub fn rename(&mut self, path: &str, position: Position, new: &str) -> Result<Edits, String> {
        let found = self.renameable(path, position)?;
        let new = new.trim();
        let is_clause = found.iter().any(|one| matches!(one.symbol, Symbol::Clause(_)));
        if !(if is_clause { is_clause_id(new) } else { is_name(new) }) {
            return Err(self.tell(&Text::new(
                format!("「{new}」は名前に使えません。文字で始め、空白や記号を入れずに書きます"),
                format!("`{new}` cannot be a name: write letters without spaces or signs"),
            )));
        }
        let mut places = Vec::new();
        for one in &found {
            self.refuse_taken(one, new)?;
            let names = one.state.index().of(one.symbol).filter(|name| !name.by_id);
            places.extend(names.map(|name| one.state.place(name.span)));
            let cases = self.in_cases(&one.scheme, &one.state);
            let cases =
                cases.into_iter().filter(|(name, _)| name.symbol == one.symbol && !name.by_id);
            places.extend(cases.map(|(_, place)| place));
        }
        let edits = by_path(places, new);
        self.refuse_mistakes(&found, &edits)?;
        Ok(edits)
    }

    fn tell(&self, words: &Text) -> String {
        words.get(self.lang).to_owned()
    }

    /// The thing at a place, in every scheme that knows it, if it can be renamed.
    fn renameable(&mut self, path: &str, position: Position) -> Result<Vec<Found>, String> {
        let found = self.find(path, position);
        let Some(first) = found.first() else {
            return Err(self.tell(&Text::new(
                "ここには名前を変えられるものがありません",
                "there is nothing to rename here",
            )));
        };
        if first.by_id || matches!(first.symbol, Symbol::Output(_)) {
            return Err(self.tell(&Text::new(
                "id は申請データやほかのシステムも使うので、ここでは変えられません",
                "ids are used by facts and other systems as well and cannot be renamed here",
            )));
        }
        if matches!(first.symbol, Symbol::Function(_)) || is_weekday(first.symbol) {
            return Err(self.tell(&Text::new(
                "はじめからある名前は変えられません",
                "a built-in name cannot be renamed",
            )));
        }
        for one in &found {
            if let Some(path) = one.state.broken.keys().next() {
                return Err(self.tell(&Text::new(
                    format!("`{path}` が読めないので、名前を変えられません。先に直してください"),
                    format!("`{path}` cannot be read; mend it first"),
                )));
            }
        }
        let declares = |one: &Found| one.state.index().declaration(one.symbol).is_some();
        if !found.iter().all(declares) {
            return Err(self.tell(&Text::new(
                "どこで定義されているか分からないので、名前を変えられません",
                "it is not known where this is declared",
            )));
        }
        // A thing of a common file is renamed for all schemes, wherever it was asked for.
        match shared(&found, path) {
            Some(place) => self.renameable(&place.path, place.range.start),
            None => Ok(found),
        }
    }

    /// Refuses a name that stands for something else in that scheme.
    fn refuse_taken(&self, found: &Found, new: &str) -> Result<(), String> {
        let program = &found.state.survey.program;
        let index = found.state.index();
        let taken = index.catalogue.globals.contains_key(new)
            || program.choices.iter().any(|list| {
                list.choices.iter().any(|choice| choice.name.ja == new || choice.id == new)
            })
            || program.records.iter().any(|record| {
                record.fields.iter().any(|field| field.name.ja == new || field.id == new)
            })
            || is_local(found, new);
        if !taken {
            return Ok(());
        }
        let scheme = &found.scheme;
        Err(self.tell(&Text::new(
            format!("「{new}」は {scheme} でほかのものの名前に使われています"),
            format!("`{new}` is the name of something else in {scheme}"),
        )))
    }

    /// Refuses edits after which something is found that was not found before.
    fn refuse_mistakes(&mut self, found: &[Found], edits: &Edits) -> Result<(), String> {
        let mut draft = self.draft();
        for (path, list) in edits {
            for edit in list.iter().rev() {
                draft.edit(path, Some(edit.range), &edit.new_text);
            }
        }
        for one in found {
            let before: Vec<_> = one.state.survey.findings.iter().map(|one| one.code).collect();
            let after = draft.state(&one.scheme);
            let mut left = before;
            let fresh = after.survey.findings.iter().find(|one| {
                let known = left.iter().position(|code| *code == one.code);
                known.map(|at| left.swap_remove(at)).is_none()
            });
            if let Some(finding) = fresh {
                let message = finding.message(self.lang);
                return Err(self.tell(&Text::new(
                    format!("この名前にすると誤りが出ます：{message}"),
                    format!("with this name there would be a mistake: {message}"),
                )));
            }
        }
        Ok(())
    }
}

/// Whether some expression has a name of its own that is the same.
fn is_local(found: &Found, new: &str) -> bool {
    let sources = &found.state.survey.sources;
    let mut files = sources.ids();
    files.any(|file| {
        found
            .state
            .index()
            .in_file(file)
            .any(|one| matches!(one.symbol, Symbol::Local(_)) && sources.slice(one.span) == new)
    })
}

/// Edits in the order of the files, each place once.
fn by_path(mut places: Vec<Place>, new: &str) -> Edits {
    places.sort_by_key(|place| (place.path.clone(), place.range.start, place.range.end));
    places.dedup();
    let mut edits = Edits::new();
    for Place { path, range } in places {
        edits.entry(path).or_default().push(TextEdit { range, new_text: new.to_owned() });
    }
    edits
}

fn is_weekday(symbol: Symbol) -> bool {
    matches!(symbol, Symbol::Choice(0, _))
}

/// Whether an expression can hold it as a name.
fn is_name(text: &str) -> bool {
    let pieces = Segments::whole(FileId::default(), 0);
    let parsed = syntax::parse(text, &pieces);
    parsed.is_ok_and(|expr| matches!(expr.kind, ExprKind::Name(name) if name == text))
}

/// Whether YAML takes it for one plain value.
fn is_clause_id(text: &str) -> bool {
    let special = |sign: char| sign.is_whitespace() || "[]{},:#&*!|>'\"%@`?".contains(sign);
    !text.is_empty() && !text.starts_with('-') && !text.contains(special)
}
