//! The files of a folder of rules as they are in the editor, and what is known of each scheme.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use lsp_types::{Position, Range};

use crate::rulebook::{self, Documents, Files, Survey};
use crate::source::{FileId, Span};
use crate::text::Lang;

use super::index::Index;
use super::lines::Lines;
use super::repair;

/// Worked cases, which are read apart from the rules.
pub(super) const CASES: &str = "cases.yaml";

/// The files of one folder of rules, by path from that folder: `joetsu/scheme.yaml`.
///
/// Whoever owns it hands in every file once and each change as it happens; answers are about the
/// texts at hand. Nothing is read from a disk.
#[derive(Debug)]
pub struct Workspace {
    pub(super) lang: Lang,
    /// The day whose values are shown as in force.
    pub(super) today: NaiveDate,
    files: BTreeMap<String, File>,
    desks: BTreeMap<String, Desk>,
}

#[derive(Debug)]
struct File {
    bytes: Arc<[u8]>,
    /// The lines that were changed last.
    typed: Vec<usize>,
}

/// One scheme.
#[derive(Debug, Default)]
struct Desk {
    known: Documents,
    state: Option<Arc<State>>,
    /// By path the last text that could be read.
    good: BTreeMap<String, Arc<[u8]>>,
}

/// What is known of one scheme at one moment.
#[derive(Debug)]
pub(super) struct State {
    pub(super) survey: Survey,
    /// Files whose text is no YAML at the moment, by path: whether its other places hold.
    pub(super) broken: BTreeMap<String, bool>,
    /// What is wrong with the texts as they are, if some are broken.
    pub(super) texts: Option<Survey>,
    index: std::sync::OnceLock<Index>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, from the folder of rules.
    pub path: String,
    /// Lines and UTF-16 code units, from 0.
    pub range: Range,
}

/// The texts, some of them replaced.
struct View<'w> {
    files: &'w BTreeMap<String, File>,
    instead: BTreeMap<String, Arc<[u8]>>,
}

impl Files for View<'_> {
    fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let bytes = self.instead.get(path).or_else(|| Some(&self.files.get(path)?.bytes));
        bytes.map(|bytes| bytes.to_vec()).ok_or_else(|| format!("no file {path}"))
    }
}

impl Workspace {
    /// No files. `lang` is the language of findings and explanations, `today` the day whose values
    /// are shown as in force.
    #[must_use]
    pub fn new(lang: Lang, today: NaiveDate) -> Self {
        Self { lang, today, files: BTreeMap::new(), desks: BTreeMap::new() }
    }

    /// Takes in a file, or its whole text anew.
    pub fn set(&mut self, path: &str, bytes: &[u8]) {
        let file = File { bytes: bytes.into(), typed: Vec::new() };
        self.files.insert(path.to_owned(), file);
        self.forget(path);
    }

    /// Drops a file.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
        self.forget(path);
    }

    /// Replaces a part of a file; without a range all of it.
    pub fn edit(&mut self, path: &str, range: Option<Range>, new: &str) {
        let Some(range) = range else { return self.set(path, new.as_bytes()) };
        let Some(text) = self.text(path) else { return };
        let lines = Lines::new(&text);
        let (start, end) = (lines.offset(range.start), lines.offset(range.end));
        let (before, after) =
            (text.get(..start).unwrap_or(""), text.get(end.max(start)..).unwrap_or(""));
        let changed = format!("{before}{new}{after}");
        let first = range.start.line as usize;
        let typed = (first..=first + new.matches('\n').count()).collect();
        let file = File { bytes: changed.into_bytes().into(), typed };
        self.files.insert(path.to_owned(), file);
        self.forget(path);
    }

    /// The text of a file; what is no UTF-8 is replaced.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        self.files.get(path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    fn forget(&mut self, path: &str) {
        let folder = folder(path);
        for (id, desk) in &mut self.desks {
            if id == folder || folder == "common" {
                desk.state = None;
            }
        }
    }

    /// The schemes to which a file belongs. A file under `common/` belongs to those that use it.
    pub(super) fn schemes(&mut self, path: &str) -> Vec<String> {
        let all = rulebook::scheme_ids(&self.view());
        let folder = folder(path);
        if folder != "common" {
            return all.into_iter().filter(|id| id == folder).collect();
        }
        let name = path.trim_end_matches(".yaml");
        let mut users = Vec::new();
        for id in all {
            let state = self.state(&id);
            let schemes = state.survey.model.scheme.as_ref();
            if schemes.is_some_and(|scheme| scheme.common.iter().any(|one| one.text == name)) {
                users.push(id);
            }
        }
        users
    }

    /// The scheme to ask about a file.
    pub(super) fn scheme(&mut self, path: &str) -> Option<Arc<State>> {
        let id = self.schemes(path).into_iter().next()?;
        Some(self.state(&id))
    }

    fn view(&self) -> View<'_> {
        View { files: &self.files, instead: BTreeMap::new() }
    }

    /// What is known of a scheme.
    pub(super) fn state(&mut self, id: &str) -> Arc<State> {
        let mut desk = self.desks.remove(id).unwrap_or_default();
        let state = match desk.state.take() {
            Some(state) => state,
            None => Arc::new(self.look(id, &mut desk)),
        };
        desk.state = Some(Arc::clone(&state));
        self.desks.insert(id.to_owned(), desk);
        state
    }

    fn look(&self, id: &str, desk: &mut Desk) -> State {
        let mut view = self.view();
        let survey = rulebook::survey(&view, id, &mut desk.known);
        let mut broken = BTreeMap::new();
        for document in &survey.documents {
            let Some(file) = self.files.get(&document.path) else { continue };
            if document.node.is_some() {
                desk.good.insert(document.path.clone(), Arc::clone(&file.bytes));
                continue;
            }
            let text = String::from_utf8_lossy(&file.bytes);
            let repaired = repair::repair(&text, &file.typed);
            broken.insert(document.path.clone(), repaired.is_some());
            let shown = repaired
                .map(|text| text.into_bytes().into())
                .or_else(|| desk.good.get(&document.path).cloned())
                .unwrap_or_default();
            view.instead.insert(document.path.clone(), shown);
        }
        if broken.is_empty() {
            return State { survey, broken, texts: None, index: std::sync::OnceLock::new() };
        }
        let rest = rulebook::survey(&view, id, &mut desk.known);
        State { survey: rest, broken, texts: Some(survey), index: std::sync::OnceLock::new() }
    }

    /// A copy of the texts, without what is known of them.
    pub(super) fn draft(&self) -> Self {
        let files = self.files.iter().map(|(path, file)| {
            (path.clone(), File { bytes: Arc::clone(&file.bytes), typed: Vec::new() })
        });
        Self { lang: self.lang, today: self.today, files: files.collect(), desks: BTreeMap::new() }
    }

    /// The path of the cases of a scheme, if there are any.
    pub(super) fn cases(&self, id: &str) -> Option<String> {
        let path = format!("{id}/{CASES}");
        self.files.contains_key(&path).then_some(path)
    }

    /// Looks at worked cases as their runner does.
    pub(super) fn check_cases(&mut self, id: &str) -> Option<rulebook::Findings> {
        let scheme = self.state(id).survey.scheme()?;
        crate::cases::read(&self.view(), &scheme).err()
    }
}

impl State {
    /// The index of names, made when it is asked for first.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.survey))
    }

    /// The file of that path among the sources.
    pub(super) fn file(&self, path: &str) -> Option<FileId> {
        let sources = &self.survey.sources;
        sources.ids().find(|file| sources.name(*file) == path)
    }

    /// A place of the rule files.
    pub(super) fn place(&self, span: Span) -> Place {
        let sources = &self.survey.sources;
        let lines = Lines::new(sources.text(span.file));
        let range = lines.range(span.start as usize, span.end as usize);
        Place { path: sources.name(span.file).to_owned(), range }
    }

    /// File and byte offset of a place.
    pub(super) fn offset(&self, path: &str, position: Position) -> Option<(FileId, u32)> {
        let file = self.file(path)?;
        let offset = Lines::new(self.survey.sources.text(file)).offset(position);
        Some((file, u32::try_from(offset).unwrap_or(u32::MAX)))
    }

    /// The paths of its files.
    pub(super) fn paths(&self) -> BTreeSet<String> {
        let sources = &self.survey.sources;
        sources.ids().map(|file| sources.name(file).to_owned()).collect()
    }
}

/// The folder that a path begins with.
pub(super) fn folder(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path is that of worked cases.
pub(super) fn is_cases(path: &str) -> bool {
    path.rsplit('/').next() == Some(CASES)
}
