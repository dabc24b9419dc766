//! From files to a checked scheme.
#![cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only an editor asks for all of it"))]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::check;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::document::{self, Node};
use crate::intake::hex;
use crate::model::{self, Model};
use crate::program::Program;
use crate::source::{FileId, Sources, Span};
use crate::syntax::ast::Ident;

use super::{Files, Findings, Scheme};

/// Worked cases are no rules.
const CASES: &str = "cases.yaml";

pub(super) fn scheme_ids(files: &dyn Files) -> Vec<String> {
    let folders: BTreeSet<String> = files
        .paths()
        .iter()
        .filter(|path| is_rules(path))
        .filter_map(|path| Some(path.split_once('/')?.0.to_owned()))
        .filter(|folder| folder != "common")
        .collect();
    folders.into_iter().collect()
}

fn is_rules(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    std::path::Path::new(name).extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
        && name != CASES
}

pub(super) fn scheme(files: &dyn Files, id: &str) -> Result<Scheme, Findings> {
    let Survey { sources, model, program, findings, .. } =
        survey(files, id, &mut Documents::default());
    if findings.is_empty() {
        Ok(Scheme::new(program, model))
    } else {
        Err(Findings { sources, findings })
    }
}

/// What is known of a scheme, whatever is wrong with it.
#[derive(Debug)]
pub(crate) struct Survey {
    pub(crate) sources: Arc<Sources>,
    /// The trees of the files, those that could be read.
    pub(crate) documents: Vec<Arc<Document>>,
    pub(crate) model: Arc<Model>,
    /// May be evaluated only if there are no findings.
    pub(crate) program: Arc<Program>,
    /// Sorted by place.
    pub(crate) findings: Vec<Diagnostic>,
}

impl Survey {
    /// The scheme, if nothing was found.
    pub(crate) fn scheme(&self) -> Option<Scheme> {
        let sound = self.findings.is_empty();
        sound.then(|| Scheme::new(Arc::clone(&self.program), Arc::clone(&self.model)))
    }
}

/// Looks at all files of a scheme. A file that is as it was the last time is not read again.
pub(crate) fn survey(files: &dyn Files, id: &str, known: &mut Documents) -> Survey {
    let mut reading = Reading {
        files,
        known,
        sources: Sources::default(),
        documents: Vec::new(),
        findings: Vec::new(),
        hash: Sha256::new(),
    };
    let mut paths: Vec<String> = files
        .paths()
        .into_iter()
        .filter(|path| is_rules(path) && path.starts_with(&format!("{id}/")))
        .collect();
    paths.sort();
    for path in &paths {
        reading.file(path);
    }
    reading.common();
    let Reading { sources, documents, findings, hash, .. } = reading;
    let (model, findings) = joined(&documents, findings);
    let (sources, digest) = (Arc::new(sources), hex(&hash.finalize()));
    // The checker goes on with what could be read, so that every independent mistake is told.
    let (program, found) = check::survey(&model, Arc::clone(&sources), digest);
    let mut findings = with_checked(findings, found);
    if findings.is_empty() && program.id != id {
        findings.push(wrong_id(&model, id));
    }
    findings.sort_by_key(|finding| finding.at);
    Survey { sources, documents, model: Arc::new(model), program: Arc::new(program), findings }
}

/// The declarations of all documents, and the findings about them together with those at hand.
fn joined(documents: &[Arc<Document>], mut findings: Vec<Diagnostic>) -> (Model, Vec<Diagnostic>) {
    let mut model = Model::default();
    let told: Vec<_> = findings.iter().filter_map(refused).collect();
    for document in documents {
        model.join(document.part.clone());
        let found = document.about.iter().filter(|one| !is_gap(one, &told));
        findings.extend(found.cloned());
    }
    (model, findings)
}

/// Adds what the checker found. What hangs on a part that could not be read is not told twice.
fn with_checked(mut read: Vec<Diagnostic>, checked: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let whole = read.is_empty();
    read.extend(checked.into_iter().filter(|one| whole || !is_consequence(one)));
    read
}

/// The place of an alias or the like, which leaves nothing where it stood.
fn refused(finding: &Diagnostic) -> Option<Span> {
    finding.at.filter(|_| finding.code == Code::YamlFeature)
}

/// Whether a finding misses only what stood at one of the places `told`.
fn is_gap(finding: &Diagnostic, told: &[Span]) -> bool {
    matches!(finding.code, Code::WrongShape | Code::BodyCount)
        && finding.at.is_some_and(|at| told.iter().any(|told| at.to(*told) == at))
}

/// Findings that are often caused by another finding in the same files.
pub(crate) fn is_consequence(finding: &Diagnostic) -> bool {
    matches!(
        finding.code,
        Code::UnknownName
            | Code::UnplacedClause
            | Code::UnknownClause
            | Code::NoPrimary
            | Code::MissingOtherwise
            | Code::UnknownChoice
    )
}

fn wrong_id(model: &Model, folder: &str) -> Diagnostic {
    let span = model.scheme.as_ref().map(|scheme| scheme.id.span).unwrap_or_default();
    Diagnostic::new(Code::BadId, span).with("text", folder)
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) path: String,
    bytes: Vec<u8>,
    file: FileId,
    /// None where the text is no YAML.
    pub(crate) node: Option<Node>,
    /// What is wrong with the text.
    findings: Vec<Diagnostic>,
    part: Model,
    /// What is wrong with the declarations.
    about: Vec<Diagnostic>,
}

impl Document {
    fn read(path: &str, bytes: Vec<u8>, file: FileId, sources: &Sources) -> Self {
        let (node, findings) = document::read(sources, file);
        let (part, about) = node.as_ref().map(model::declare_one).unwrap_or_default();
        Self { path: path.to_owned(), bytes, file, node, findings, part, about }
    }
}

/// The documents of one scheme as they were the last time.
#[derive(Debug, Default)]
pub(crate) struct Documents(BTreeMap<String, Arc<Document>>);

struct Reading<'f> {
    files: &'f dyn Files,
    known: &'f mut Documents,
    sources: Sources,
    documents: Vec<Arc<Document>>,
    findings: Vec<Diagnostic>,
    hash: Sha256,
}

impl Reading<'_> {
    fn file(&mut self, path: &str) {
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(detail) => {
                let finding = Diagnostic::unplaced(Code::FileUnreadable).with("path", path);
                self.findings.push(finding.with("detail", detail));
                return;
            }
        };
        self.hash.update(path.as_bytes());
        self.hash.update([0]);
        self.hash.update(&bytes);
        self.hash.update([0]);
        match document::read_bytes(path, &bytes, &mut self.sources) {
            Ok(file) => self.document(path, bytes, file),
            Err(finding) => self.findings.push(finding),
        }
    }

    fn document(&mut self, path: &str, bytes: Vec<u8>, file: FileId) {
        let same = self.known.0.get(path).filter(|one| one.file == file && one.bytes == bytes);
        let document = match same {
            Some(known) => Arc::clone(known),
            None => Arc::new(Document::read(path, bytes, file, &self.sources)),
        };
        self.findings.extend(document.findings.iter().cloned());
        self.known.0.insert(path.to_owned(), Arc::clone(&document));
        self.documents.push(document);
    }

    /// Reads the common files that the scheme names.
    fn common(&mut self) {
        let schemes = self.documents.iter().filter_map(|document| document.part.scheme.as_ref());
        let wanted: Vec<Ident> = schemes.flat_map(|scheme| scheme.common.clone()).collect();
        let paths = self.files.paths();
        for name in wanted {
            let path = format!("{}.yaml", name.text);
            if paths.contains(&path) {
                self.file(&path);
                continue;
            }
            let known = paths.iter().filter(|path| path.starts_with("common/"));
            let near = nearest(&name.text, known.filter_map(|path| path.strip_suffix(".yaml")));
            let finding = Diagnostic::new(Code::UnknownCommon, name.span).with("name", &name.text);
            self.findings.push(match near {
                Some(near) => finding.with("nearest", near),
                None => finding,
            });
        }
    }
}

/// Adds the findings of one scheme to those of others; their places move to the joined texts.
pub(super) fn append(sources: &mut Sources, findings: &mut Vec<Diagnostic>, found: Findings) {
    let ids: Vec<_> = found
        .sources
        .ids()
        .map(|id| (id, sources.add(found.sources.name(id), found.sources.text(id))))
        .collect();
    let moved = |file| ids.iter().find(|(old, _)| *old == file).map_or(file, |(_, new)| *new);
    for finding in found.findings {
        findings.push(finding.moved(&moved));
    }
}
