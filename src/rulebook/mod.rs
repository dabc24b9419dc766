//! The front door: load rules, decide.
//!
//! ```text
//! files ── document ──▶ model ── check ──▶ Program ──┐
//!                                                    ├── eval ──▶ Evaluation ── explain ──▶ Decision
//! facts ─────────────── intake ──▶ Facts ────────────┘
//! ```
//!
//! Nothing here reads a file, a clock or the environment: [`Files`] supplies the text.

mod allocate;
mod builtin;
mod expression;
mod files;
mod load;
mod scheme;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Sources;

#[cfg(feature = "cli")]
pub(crate) use load::{Documents, Survey, is_consequence, survey};

pub use allocate::{Allocation, Application, Placing, Rank, RankingKey, allocate};
pub use builtin::BuiltIn;
pub use expression::{ExprAnswer, expression};
pub use files::{Files, InMemory};
pub use scheme::{Ask, Decided, Scheme, TraceLevel};

/// Checked schemes by id.
#[derive(Clone, Debug, Default)]
pub struct RuleBook {
    schemes: BTreeMap<String, Arc<Scheme>>,
}

/// What is wrong with rules, and the texts that it points into.
#[derive(Clone, Debug)]
pub struct Findings {
    /// The texts.
    pub sources: Arc<Sources>,
    /// What was found, sorted by place.
    pub findings: Vec<Diagnostic>,
}

impl std::fmt::Display for Findings {
    /// The findings as a terminal shows them, in Japanese.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::diagnostic::draw(
            &self.findings,
            &self.sources,
            crate::text::Lang::Ja,
            false,
        ))
    }
}

impl std::error::Error for Findings {}

impl RuleBook {
    /// The rules that come with hantei: five real schemes.
    ///
    /// # Errors
    ///
    /// None for an unmodified build; what the checker found otherwise.
    ///
    /// # Example
    ///
    /// ```
    /// let book = hantei::RuleBook::built_in()?;
    /// assert!(book.scheme("joetsu-exam-travel").is_ok());
    /// # Ok::<(), hantei::Findings>(())
    /// ```
    pub fn built_in() -> Result<Self, Findings> {
        Self::load(&BuiltIn)
    }

    /// Loads every scheme of `files`.
    ///
    /// # Errors
    ///
    /// Everything that was found in any of them, at once.
    pub fn load(files: &dyn Files) -> Result<Self, Findings> {
        let mut sources = Sources::default();
        let mut findings = Vec::new();
        let mut schemes = BTreeMap::new();
        for id in load::scheme_ids(files) {
            match load::scheme(files, &id) {
                Ok(scheme) => {
                    schemes.insert(id, Arc::new(scheme));
                }
                Err(found) => load::append(&mut sources, &mut findings, found),
            }
        }
        if findings.is_empty() {
            Ok(Self { schemes })
        } else {
            Err(Findings { sources: Arc::new(sources), findings })
        }
    }

    /// The scheme of that id.
    ///
    /// # Errors
    ///
    /// `unknown-scheme`, with the nearest id.
    pub fn scheme(&self, id: &str) -> Result<&Arc<Scheme>, Box<Diagnostic>> {
        self.schemes
            .get(id)
            .ok_or_else(|| unknown_scheme(id, self.schemes.keys().map(String::as_str)))
    }

    /// All schemes, by id.
    pub fn schemes(&self) -> impl Iterator<Item = &Arc<Scheme>> {
        self.schemes.values()
    }
}

/// Loads one scheme of `files`.
///
/// # Errors
///
/// Everything that was found in it; `unknown-scheme` if there is none of that id.
pub fn load_scheme(files: &dyn Files, id: &str) -> Result<Scheme, Findings> {
    let known = load::scheme_ids(files);
    if known.iter().any(|one| one == id) {
        return load::scheme(files, id);
    }
    let finding = unknown_scheme(id, known.iter().map(String::as_str));
    Err(Findings { sources: Arc::new(Sources::default()), findings: vec![*finding] })
}

/// The ids of the schemes of `files`: the folders that hold rule files, but `common`.
#[must_use]
pub fn scheme_ids(files: &dyn Files) -> Vec<String> {
    load::scheme_ids(files)
}

fn unknown_scheme<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Box<Diagnostic> {
    let near = nearest(id, known.clone());
    let all: Vec<_> = known.collect();
    let finding =
        Diagnostic::unplaced(Code::UnknownScheme).with("name", id).with("schemes", all.join(", "));
    Box::new(match near {
        Some(near) => finding.with("nearest", near),
        None => finding,
    })
}
