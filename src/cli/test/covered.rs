//! What the cases cover, as text and as a page.

use crate::coverage::{self, Coverage};
use crate::text::{Lang, Text};

use super::super::console::Console;
use super::suites::Tested;

/// The table and what is missing; empty unless coverage was asked for.
pub(super) fn text(tested: &[Tested], lang: Lang) -> String {
    let covered = of(tested);
    if covered.is_empty() {
        return String::new();
    }
    format!("\n{}", coverage::text(&covered, lang))
}

/// One page.
pub(super) fn html(tested: &[Tested], lang: Lang) -> String {
    coverage::html(&of(tested), lang)
}

/// Whether any scheme covers less than `percent`; told on standard error.
pub(super) fn is_under(tested: &[Tested], percent: u8, console: &Console) -> bool {
    let thin: Vec<_> =
        of(tested).into_iter().filter(|coverage| !coverage.reaches(percent)).collect();
    for Coverage { scheme, percent: found, .. } in &thin {
        console.say(&Text::new(
            format!("{scheme}: 網羅 {found}% は下限の {percent}% に届きません"),
            format!("{scheme}: coverage of {found}% is under the {percent}% that were asked for"),
        ));
    }
    !thin.is_empty()
}

fn of(tested: &[Tested]) -> Vec<Coverage> {
    tested.iter().filter_map(|one| one.coverage.clone()).collect()
}
