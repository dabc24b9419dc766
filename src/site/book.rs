//! One scheme with everything that its page is made from.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{Head, Model};
use crate::program::Program;
use crate::syntax::ast::{Expr, Ident};
use crate::text::{Lang, Text};

use super::directory::{Directory, Sort, Target};
use super::expression::{Piece, pieces};
use super::show::Standing;
use super::uses::Uses;
use super::words::{Words, words};
use super::{Request, Volume};

/// One scheme with everything that its page is made from.
pub(super) struct Book<'a> {
    /// The scheme and its cases.
    pub(super) volume: Volume<'a>,
    /// What is known after the check: types, limits, values.
    pub(super) program: &'a Program,
    /// What is written.
    pub(super) model: &'a Model,
    /// The places on the page.
    pub(super) directory: Directory,
    /// Anchors of the cases, in their order.
    pub(super) case_anchors: Vec<String>,
    /// Who names what.
    pub(super) uses: Uses,
    /// The date whose values are marked.
    pub(super) as_of: NaiveDate,
    /// Whether that date was asked for.
    pub(super) as_of_asked: bool,
    /// The language.
    pub(super) lang: Lang,
    /// The page's own words.
    pub(super) words: &'static Words,
}

/// How a declared thing is headed on the page.
#[derive(Debug, Serialize)]
pub(super) struct Heading {
    /// The id of its element.
    pub(super) anchor: String,
    /// Its name.
    pub(super) name: String,
    /// Its Japanese name, where the page shows another one.
    pub(super) original: String,
    /// Its id in files and results. May be empty.
    pub(super) id: String,
    /// What it is about. May be empty.
    pub(super) about: String,
}

/// A link to something on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    /// The anchor.
    pub(super) to: String,
    /// The words.
    pub(super) text: String,
    /// What sort of thing it is, in one word.
    pub(super) sort: &'static str,
}

/// A clause that stands behind something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Cite {
    /// The anchor in the register.
    pub(super) to: String,
    /// Where it stands in the document.
    pub(super) at: String,
    /// What it says, in short words.
    pub(super) says: String,
    /// Its id.
    pub(super) id: String,
}

impl<'a> Book<'a> {
    pub(super) fn new(volume: Volume<'a>, request: Request) -> Self {
        let (program, model) = (volume.scheme.program(), volume.scheme.model());
        let mut directory = Directory::of(model);
        let case_anchors = volume.cases.iter().map(|case| directory.case(&case.id)).collect();
        let uses = Uses::of(model, &directory);
        Self {
            volume,
            program,
            model,
            directory,
            case_anchors,
            uses,
            as_of: request.as_of.unwrap_or_else(|| latest(program, model)),
            as_of_asked: request.as_of.is_some(),
            lang: request.lang,
            words: words(request.lang),
        }
    }

    /// The words of a text in the language of the page.
    pub(super) fn text(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// The Japanese name, where the page shows another one.
    pub(super) fn original(&self, label: &Text) -> String {
        match (self.lang, &label.en) {
            (Lang::En, Some(en)) if *en != label.ja => label.ja.clone(),
            _ => String::new(),
        }
    }

    /// The heading of a declared thing that has its place at `target`.
    pub(super) fn heading(&self, target: &Target, head: &Head) -> Heading {
        Heading {
            anchor: target.anchor.clone(),
            name: self.text(&head.label),
            original: self.original(&head.label),
            id: head.id.as_ref().map(|id| id.text.clone()).unwrap_or_default(),
            about: self.text(&head.about),
        }
    }

    /// A link to a target.
    pub(super) fn link(&self, target: &Target) -> Link {
        Link {
            to: target.anchor.clone(),
            text: self.text(&target.label),
            sort: target.sort.word(self.lang),
        }
    }

    /// Links to targets.
    pub(super) fn links(&self, targets: &[Target]) -> Vec<Link> {
        targets.iter().map(|target| self.link(target)).collect()
    }

    /// The anchor of a name that expressions may name; empty for another one.
    pub(super) fn anchor(&self, name: &str) -> String {
        self.directory.named(name).map(|target| target.anchor.clone()).unwrap_or_default()
    }

    /// The anchor of a document, step, contact, warning, clause or output.
    pub(super) fn anchor_of(&self, sort: Sort, key: &str) -> String {
        self.directory.other_of(sort, key).map(|target| target.anchor.clone()).unwrap_or_default()
    }

    /// Clauses, each once, as they stand in the register.
    pub(super) fn cites(&self, clauses: &[Ident]) -> Vec<Cite> {
        let mut cites = Vec::new();
        for id in clauses {
            let cite = self.cite(&id.text);
            if let Some(cite) = cite.filter(|cite| !cites.contains(cite)) {
                cites.push(cite);
            }
        }
        cites
    }

    /// The clause of that id.
    pub(super) fn cite(&self, id: &str) -> Option<Cite> {
        let clause = self.model.clauses.iter().find(|clause| clause.id.text == id)?;
        Some(Cite {
            to: self.anchor_of(Sort::Clause, id),
            at: self.text(&clause.cite),
            says: self.text(&clause.says),
            id: id.to_owned(),
        })
    }

    /// An expression as written, with its names linked.
    pub(super) fn expression(&self, expr: &Expr) -> Vec<Piece> {
        pieces(self, expr, &[])
    }

    /// How days relate to the date of the page.
    pub(super) fn standing(&self, from: NaiveDate, until: Option<NaiveDate>) -> Standing {
        if from > self.as_of {
            Standing::Future
        } else if until.is_some_and(|until| until < self.as_of) {
            Standing::Past
        } else {
            Standing::Current
        }
    }
}

/// The day on which the newest of all dated things begins.
fn latest(program: &Program, model: &Model) -> NaiveDate {
    let values = program.parameters.iter().flat_map(|one| one.values.iter().map(|one| one.from));
    let tables = program.tables.iter().flat_map(|one| one.editions.iter().map(|one| one.from));
    let rules = model.rules.iter().flat_map(|rule| rule.bodies.iter().map(|body| body.from));
    let newest = values.chain(tables).chain(rules).fold(program.from, Ord::max);
    program.until.map_or(newest, |until| newest.min(until))
}
