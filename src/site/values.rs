//! The section on values by date.

use serde::Serialize;

use crate::model::Parameter;
use crate::value::Type;

use super::book::{Book, Cite, Heading, Link};
use super::expression::written;
use super::show::{self, Standing};

/// A parameter.
#[derive(Debug, Serialize)]
pub(super) struct Parametric {
    #[serde(flatten)]
    pub(super) heading: Heading,
    ty: String,
    /// Whether the values line up at the right.
    amount: bool,
    confirm_by: String,
    cites: Vec<Cite>,
    editions: Vec<Edition>,
    read_by: Vec<Link>,
}

/// A value and the days on which it is in force.
#[derive(Debug, Serialize)]
struct Edition {
    days: String,
    standing: Standing,
    standing_word: &'static str,
    /// Numbers as written, everything else in words.
    value: String,
    /// The plain form of a number that is written in another one: `10,000円` of `1万円`.
    plain: String,
    confirmed: String,
}

/// The parameters in the order of the files.
pub(super) fn values(book: &Book<'_>) -> Vec<Parametric> {
    book.model.parameters.iter().filter_map(|parameter| one(book, parameter)).collect()
}

fn one(book: &Book<'_>, parameter: &Parameter) -> Option<Parametric> {
    let target = book.directory.named(&parameter.head.name.text)?;
    let name = &parameter.head.name.text;
    let checked = book.program.parameters.iter().find(|one| one.name.ja == *name)?;
    let day = |date| show::day(date, book.lang);
    let editions = checked.values.iter().zip(&parameter.values).map(|(value, declared)| {
        let standing = book.standing(value.from, value.until);
        let shown = show::answer(book.program, &value.value, &checked.ty, book.lang);
        let written = written(book, &declared.it.value);
        let is_number = written.starts_with(|one: char| one.is_ascii_digit());
        let (value_shown, plain) = match checked.ty {
            Type::Number(_) if is_number && is_another_form(&written) => (written, shown),
            Type::Number(_) if is_number => (written, String::new()),
            _ => (shown, String::new()),
        };
        Edition {
            days: show::days(value.from, value.until, book.lang),
            standing,
            standing_word: standing.word(book.lang),
            value: value_shown,
            plain,
            confirmed: value.confirmed_on.map(day).unwrap_or_default(),
        }
    });
    Some(Parametric {
        heading: book.heading(target, &parameter.head),
        ty: show::ty(&checked.ty, book.lang),
        amount: matches!(checked.ty, Type::Number(_)),
        confirm_by: parameter.confirm_by.map(day).unwrap_or_default(),
        cites: book.cites(&parameter.head.clauses),
        editions: editions.collect(),
        read_by: book.links(book.uses.read_by(&target.anchor)),
    })
}

/// Whether a number is written with a word for its size, as a percentage or as a fraction.
fn is_another_form(written: &str) -> bool {
    written.contains(['千', '万', '億', '兆', '%', '％', '/'])
}
