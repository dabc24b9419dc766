//! What is wrong with the files of a scheme, as an editor shows it.

use std::collections::{BTreeMap, BTreeSet};

use lsp_types::Range;

use crate::analyze;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rulebook::{self, Survey};
use crate::source::Sources;
use crate::text::Lang;

use super::lines::Lines;
use super::workspace::{Place, State, Workspace, folder, is_cases};

/// A finding in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where, in lines and UTF-16 code units.
    pub range: Range,
    /// Whether it stops the work.
    pub severity: Severity,
    /// Its code.
    pub code: &'static str,
    /// What is wrong, and on further lines what to do about it.
    pub message: String,
    /// Second places, each with a few words.
    pub related: Vec<(Place, String)>,
}

impl Workspace {
    /// The findings of the schemes to which a file belongs, by path. Every file of them has an
    /// entry, so that what was found before can be taken back.
    ///
    /// Worked cases are looked at if `path` is theirs.
    pub fn diagnostics(&mut self, path: &str) -> BTreeMap<String, Vec<Note>> {
        let mut notes: BTreeMap<String, Vec<Note>> = BTreeMap::new();
        notes.entry(path.to_owned()).or_default();
        for id in self.schemes(path) {
            if is_cases(path) {
                let found = self.check_cases(&id).unwrap_or_else(|| rulebook::Findings {
                    sources: Sources::default().into(),
                    findings: Vec::new(),
                });
                let of_cases = found
                    .findings
                    .iter()
                    .filter(|one| one.at.is_some_and(|at| found.sources.name(at.file) == path));
                self.add(&mut notes, of_cases, &found.sources, path);
                continue;
            }
            let state = self.state(&id);
            for path in state.paths() {
                notes.entry(path).or_default();
            }
            let home = home(&state).unwrap_or_else(|| path.to_owned());
            let sources = &state.survey.sources;
            if let Some(texts) = &state.texts {
                self.add(&mut notes, of_texts(&state, texts), &texts.sources, &home);
                self.add(&mut notes, of_rest(&state), sources, &home);
            } else {
                self.add(&mut notes, state.survey.findings.iter(), sources, &home);
            }
            if state.survey.findings.is_empty() && state.broken.is_empty() {
                let warnings = analyze::review(&state.survey.program, None).findings;
                self.add(&mut notes, warnings.iter(), sources, &home);
            }
        }
        if folder(path) == "common" && notes.len() == 1 {
            self.alone(path, &mut notes);
        }
        for list in notes.values_mut() {
            let mut seen = BTreeSet::new();
            list.retain(|note| {
                let start = note.range.start;
                seen.insert((start.line, start.character, note.code, note.message.clone()))
            });
            list.sort_by_key(|note| note.range.start);
        }
        notes
    }

    /// Reads a common file that no scheme uses.
    fn alone(&self, path: &str, notes: &mut BTreeMap<String, Vec<Note>>) {
        let Some(text) = self.text(path) else { return };
        let mut sources = Sources::default();
        let file = sources.add(path, text);
        let (node, mut findings) = crate::document::read(&sources, file);
        findings.extend(node.iter().flat_map(|node| crate::model::declare_one(node).1));
        self.add(notes, findings.iter(), &sources, path);
    }

    /// Adds findings to the notes of their files; those without a place stand at the start of
    /// `home`.
    fn add<'d>(
        &self,
        notes: &mut BTreeMap<String, Vec<Note>>,
        findings: impl Iterator<Item = &'d Diagnostic>,
        sources: &Sources,
        home: &str,
    ) {
        let mut lines = BTreeMap::new();
        let mut place = |span: crate::source::Span| {
            let lines =
                lines.entry(span.file).or_insert_with(|| Lines::new(sources.text(span.file)));
            let range = lines.range(span.start as usize, span.end as usize);
            Place { path: sources.name(span.file).to_owned(), range }
        };
        for finding in findings {
            let at = finding.at.map(&mut place);
            let at = at.unwrap_or_else(|| Place { path: home.to_owned(), range: Range::default() });
            let related = finding
                .related
                .iter()
                .map(|(span, words)| (place(*span), words.get(self.lang).to_owned()));
            let note = Note {
                range: at.range,
                severity: finding.severity,
                code: finding.code.as_str(),
                message: words(finding, self.lang),
                related: related.collect(),
            };
            notes.entry(at.path).or_default().push(note);
        }
    }
}

fn words(finding: &Diagnostic, lang: Lang) -> String {
    let message = finding.message(lang);
    match finding.help(lang) {
        Some(help) => format!("{message}\n{help}"),
        None => message,
    }
}

/// What is wrong with the broken texts themselves.
fn of_texts<'s>(state: &'s State, texts: &'s Survey) -> impl Iterator<Item = &'s Diagnostic> {
    texts.findings.iter().filter(|one| {
        let path = one.at.map(|at| texts.sources.name(at.file));
        path.is_some_and(|path| state.broken.contains_key(path))
    })
}

/// What is wrong with the rest while some texts are broken, without what may hang on them.
fn of_rest(state: &State) -> impl Iterator<Item = &Diagnostic> {
    state.survey.findings.iter().filter(|one| {
        let path = one.at.map(|at| state.survey.sources.name(at.file));
        // Places of a text that could not be mended are those of an earlier one.
        let holds = path.is_some_and(|path| state.broken.get(path) != Some(&false));
        holds && !rulebook::is_consequence(one)
    })
}

/// The file in which the scheme says what it is.
fn home(state: &State) -> Option<String> {
    let at = state.survey.model.scheme.as_ref()?.span;
    Some(state.survey.sources.name(at.file).to_owned())
}
