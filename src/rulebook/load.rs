//! From files to a checked scheme.

use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::check;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::document::{self, Node};
use crate::intake::hex;
use crate::model::{self, Model};
use crate::source::{Sources, Span};
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
    let mut reading = Reading {
        files,
        sources: Sources::default(),
        nodes: Vec::new(),
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
    let (model, found) = model::declare(&reading.nodes);
    let told: Vec<_> = reading.findings.iter().filter_map(refused).collect();
    reading.findings.extend(found.into_iter().filter(|one| !is_gap(one, &told)));
    let Reading { sources, mut findings, hash, .. } = reading;
    let sources = Arc::new(sources);
    let digest = hex(&hash.finalize());
    // The checker goes on with what could be read, so that every independent mistake is told.
    let checked = check::check(&model, Arc::clone(&sources), digest);
    match checked {
        Ok(program) if findings.is_empty() => {
            let folder = id.to_owned();
            if program.id == folder {
                return Ok(Scheme::new(program, model));
            }
            findings.push(wrong_id(&model, &folder));
        }
        Ok(_) => {}
        // What hangs on a part that could not be read is not told twice.
        Err(found) if findings.is_empty() => findings.extend(found),
        Err(found) => findings.extend(found.into_iter().filter(|one| !is_consequence(one))),
    }
    findings.sort_by_key(|finding| finding.at);
    Err(Findings { sources, findings })
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
fn is_consequence(finding: &Diagnostic) -> bool {
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

struct Reading<'f> {
    files: &'f dyn Files,
    sources: Sources,
    nodes: Vec<Node>,
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
            Ok(file) => {
                let (node, found) = document::read(&self.sources, file);
                self.nodes.extend(node);
                self.findings.extend(found);
            }
            Err(finding) => self.findings.push(finding),
        }
    }

    /// Reads the common files that the scheme names.
    fn common(&mut self) {
        let wanted: Vec<Ident> = model::common_files(&self.nodes);
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
