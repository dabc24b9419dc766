//! The chapter of rules.

use serde::Serialize;

use crate::model::{Body, Dated, Rule};
use crate::text::Text;

use super::body::{Block, CaseRow, Said, Writer};
use super::book::{Book, Cite, Heading, Link};
use super::directory::{Sort, Target};
use super::expression::Piece;
use super::graph::{self, Drawing};
use super::legend::{Function, functions_in};
use super::order::{Chapter, chapters};
use super::show::{self, Standing};

/// Rules that are read together.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    /// The id of its element.
    pub(super) anchor: String,
    /// Its heading: the name of the output.
    pub(super) title: String,
    /// The Japanese name where the heading is not Japanese.
    original: String,
    /// `primary`, `headline` or empty.
    mark: &'static str,
    /// The rule, where it stands in an earlier group.
    elsewhere: Option<Link>,
    /// How its rules hang together; none for a rule or two.
    drawings: Vec<Drawing>,
    /// The rules.
    pub(super) rules: Vec<Article>,
}

/// A rule.
#[derive(Debug, Serialize)]
pub(super) struct Article {
    #[serde(flatten)]
    pub(super) heading: Heading,
    ty: String,
    /// The outputs that come from it.
    outputs: Vec<Link>,
    cites: Vec<Cite>,
    /// For a property of each row of a list: the list.
    each: Option<Link>,
    each_as: String,
    scope: Vec<Piece>,
    editions: Vec<Edition>,
    exceptions: Vec<CaseRow>,
    says: Said,
    /// The functions that it calls.
    functions: Vec<Function>,
    reads: Vec<Link>,
    read_by: Vec<Link>,
}

/// A body and the days on which it is in force.
#[derive(Debug, Serialize)]
struct Edition {
    /// Empty for a rule that was never changed.
    days: String,
    standing: Standing,
    standing_word: &'static str,
    body: Block,
}

/// All rules in reading order.
pub(super) fn groups(book: &Book<'_>) -> Vec<Group> {
    chapters(book).iter().map(|chapter| group(book, chapter)).collect()
}

fn group(book: &Book<'_>, chapter: &Chapter<'_>) -> Group {
    let output = chapter.output.and_then(|at| book.model.decides.get(at));
    let label = output.map(|output| output_label(book, &output.id.text)).unwrap_or_default();
    let mark = match output {
        Some(output) if output.primary => "primary",
        Some(output) if output.headline => "headline",
        _ => "",
    };
    let head = chapter.head.filter(|head| !chapter.rules.contains(&head.label.ja.as_str()));
    Group {
        anchor: output.map_or_else(
            || "rules-other".to_owned(),
            |output| format!("rules-{}", book.anchor_of(Sort::Output, &output.id.text)),
        ),
        title: if output.is_some() { book.text(&label) } else { book.words.group_other.to_owned() },
        original: book.original(&label),
        mark,
        elsewhere: head.map(|head| book.link(head)),
        drawings: graph::draw(book, chapter),
        rules: rules_of(book, chapter),
    }
}

/// The name of an output as the program has it.
pub(super) fn output_label(book: &Book<'_>, id: &str) -> Text {
    let output = book.program.outputs.iter().find(|output| output.id == id);
    output.map(|output| output.name.clone()).unwrap_or_default()
}

fn rules_of(book: &Book<'_>, chapter: &Chapter<'_>) -> Vec<Article> {
    let rule = |name: &&str| book.model.rules.iter().find(|rule| rule.head.name.text == **name);
    chapter.rules.iter().filter_map(rule).filter_map(|rule| article(book, rule)).collect()
}

fn article(book: &Book<'_>, rule: &Rule) -> Option<Article> {
    let target = book.directory.named(&rule.head.name.text)?;
    let checked = book.program.rules.iter().find(|one| one.name.ja == rule.head.name.text)?;
    let rows = rule.each.iter().map(|(row, list)| (row.text.clone(), list.text.clone())).collect();
    let writer = Writer { book, rows };
    let each = rule.each.as_ref();
    let users = book.uses.read_by(&target.anchor);
    let (outputs, read_by): (Vec<&Target>, Vec<&Target>) =
        users.iter().partition(|user| user.sort == Sort::Output && user.anchor != "allocation");
    let scope = rule.applies_when.as_ref().map(|when| writer.expression(when)).unwrap_or_default();
    let editions: Vec<_> = rule.bodies.iter().map(|body| edition(&writer, body)).collect();
    let exceptions: Vec<_> = rule.unless.iter().map(|case| writer.case(case)).collect();
    let pieces = editions.iter().flat_map(|edition| edition.body.pieces());
    let pieces = scope.iter().chain(pieces).chain(exceptions.iter().flat_map(CaseRow::pieces));
    let functions = functions_in(book, pieces);
    let links = |targets: Vec<&Target>| targets.into_iter().map(|one| book.link(one)).collect();
    Some(Article {
        heading: book.heading(target, &rule.head),
        ty: show::ty(&checked.ty, book.lang),
        outputs: links(outputs),
        cites: book.cites(&rule.head.clauses),
        each: each.and_then(|(_, list)| Some(book.link(book.directory.named(&list.text)?))),
        each_as: each.map(|(row, _)| row.text.clone()).unwrap_or_default(),
        scope,
        editions,
        exceptions,
        says: writer.said(&rule.says),
        functions,
        reads: links(book.uses.reads(&target.anchor).iter().filter(|one| is_read(one)).collect()),
        read_by: links(read_by),
    })
}

/// Whether something is read by a rule rather than put into a set by it.
fn is_read(target: &Target) -> bool {
    !matches!(target.sort, Sort::Document | Sort::Step | Sort::Contact | Sort::Warning)
}

fn edition(writer: &Writer<'_, '_>, body: &Dated<Body>) -> Edition {
    let book = writer.book;
    let standing = book.standing(body.from, body.until);
    Edition {
        days: show::days(body.from, body.until, book.lang),
        standing,
        standing_word: standing.word(book.lang),
        body: writer.body(&body.it),
    }
}
