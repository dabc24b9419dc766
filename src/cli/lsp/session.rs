//! One folder of rules: which of its files are open, and what has been told about them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;
use lsp_types::Uri;

use crate::cli::folder::Folder;
use crate::lsp::{Note, Workspace};
use crate::rulebook::Files;
use crate::text::Lang;

use super::places;

/// A folder of rules in an editor.
pub(super) struct Session {
    pub(super) workspace: Workspace,
    names: Names,
    /// Files about which something was told.
    told: BTreeSet<String>,
    /// Files whose findings have to be looked for again.
    changed: BTreeSet<String>,
}

/// What the files of the folder are called.
pub(super) struct Names {
    root: PathBuf,
    /// Files that the editor has open: their URIs, as it writes them, and versions.
    open: BTreeMap<String, (Uri, i32)>,
}

impl Names {
    /// The URI of a file: as the editor writes it, if it has it open.
    pub(super) fn uri(&self, path: &str) -> Option<Uri> {
        let open = self.open.get(path).map(|(uri, _)| uri.clone());
        open.or_else(|| places::uri(&self.root.join(path)))
    }
}

impl Session {
    /// Reads the files of a folder. One that cannot be listed is empty until files are opened.
    pub(super) fn open(root: PathBuf, lang: Lang, today: NaiveDate) -> Self {
        let mut workspace = Workspace::new(lang, today);
        if let Ok(folder) = Folder::open(&root) {
            for path in folder.paths() {
                if let Ok(bytes) = folder.read(&path) {
                    workspace.set(&path, &bytes);
                }
            }
        }
        let names = Names { root, open: BTreeMap::new() };
        Self { workspace, names, told: BTreeSet::new(), changed: BTreeSet::new() }
    }

    /// The editor opened a file: its text is the editor's from here on.
    pub(super) fn opened(&mut self, path: &str, uri: Uri, version: i32, text: &str) {
        self.names.open.insert(path.to_owned(), (uri, version));
        if self.workspace.text(path).as_deref() != Some(text) {
            self.workspace.set(path, text.as_bytes());
        }
        self.changed.insert(path.to_owned());
    }

    /// The editor changed a file.
    pub(super) fn edited(
        &mut self,
        path: &str,
        version: i32,
        changes: &[lsp_types::TextDocumentContentChangeEvent],
    ) {
        let Some(open) = self.names.open.get_mut(path) else { return };
        open.1 = version;
        for change in changes {
            self.workspace.edit(path, change.range, &change.text);
        }
        self.changed.insert(path.to_owned());
    }

    /// The editor closed a file: its text is the disk's again.
    pub(super) fn closed(&mut self, path: &str) {
        self.names.open.remove(path);
        self.on_disk(path);
    }

    /// A file may have changed on the disk. What is open is the editor's.
    pub(super) fn on_disk(&mut self, path: &str) {
        if self.names.open.contains_key(path) {
            return;
        }
        match std::fs::read(self.names.root.join(path)) {
            Ok(bytes) => {
                if self.workspace.text(path).is_none_or(|text| text.as_bytes() != bytes) {
                    self.workspace.set(path, &bytes);
                }
            }
            Err(_) => self.workspace.remove(path),
        }
        self.changed.insert(path.to_owned());
    }

    /// The URI of a file.
    pub(super) fn uri(&self, path: &str) -> Option<Uri> {
        self.names.uri(path)
    }

    /// The texts, and what their files are called.
    pub(super) fn parts(&mut self) -> (&mut Workspace, &Names) {
        (&mut self.workspace, &self.names)
    }

    /// Whether something changed about which nothing has been told.
    pub(super) fn is_behind(&self) -> bool {
        !self.changed.is_empty()
    }

    /// What has to be told: by file its findings, and its version if it is open. Rules come before
    /// worked cases, one file that changed at a time.
    pub(super) fn catch_up(&mut self) -> Vec<(String, Option<i32>, Vec<Note>)> {
        let is_cases = |path: &String| path.ends_with("/cases.yaml");
        let next = self.changed.iter().find(|path| !is_cases(path));
        let Some(path) = next.or_else(|| self.changed.first()).cloned() else { return Vec::new() };
        self.changed.remove(&path);
        if !is_cases(&path) {
            // Open cases are about the rules that changed.
            let folder = path.split_once('/').map_or("", |(folder, _)| folder);
            let cases = self.names.open.keys().filter(|one| is_cases(one));
            let about = cases.filter(|one| folder == "common" || one.starts_with(folder));
            self.changed.extend(about.cloned());
        }
        let mut news = Vec::new();
        for (file, notes) in self.workspace.diagnostics(&path) {
            let version = self.names.open.get(&file).map(|(_, version)| *version);
            let was_told = self.told.contains(&file);
            if notes.is_empty() {
                self.told.remove(&file);
            } else {
                self.told.insert(file.clone());
            }
            if version.is_some() || was_told || !notes.is_empty() {
                news.push((file, version, notes));
            }
        }
        news
    }
}
