//! The files of a scheme to begin with: a skeleton, or a copy of another scheme.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Months, NaiveDate};

use crate::calendar::{CalendarError, fiscal_year_end, fiscal_year_start};
use crate::diagnostic::{Code, Diagnostic};
use crate::document;
use crate::rulebook::{Files, Findings, load_scheme};
use crate::source::Sources;
use crate::text::Text;

use super::entries::{get, scalar};
use super::splice::{Splice, splice};

/// Files by path within the folder of rules, with `/`.
pub type Texts = BTreeMap<String, String>;

/// The folder of shared files.
const COMMON: &str = "common";

const FILES: [(&str, &str); 6] = [
    ("scheme.yaml", include_str!("scheme.yaml")),
    ("parameters.yaml", include_str!("parameters.yaml")),
    ("rules.yaml", include_str!("rules.yaml")),
    ("procedure.yaml", include_str!("procedure.yaml")),
    ("clauses.yaml", include_str!("clauses.yaml")),
    ("cases.yaml", include_str!("cases.yaml")),
];

/// Whether `id` can be the id of a scheme, and the name of its folder: a small letter, then small
/// letters, digits and `-`; `common` is the folder of shared files.
#[must_use]
pub fn is_scheme_id(id: &str) -> bool {
    let mut signs = id.bytes();
    signs.next().is_some_and(|first| first.is_ascii_lowercase())
        && signs.all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-')
        && id.len() <= 64
        && id != COMMON
}

/// The files of a commented scheme in Japanese, in force from the fiscal year of the common year
/// `year`, and the calendar of holidays that it proposes to use, taken from `common`.
///
/// It has no findings, and its worked cases come out as they say.
///
/// # Errors
///
/// `bad-id`; `bad-date` for a year outside 1 to 9998.
pub fn skeleton(id: &str, year: i32, common: &dyn Files) -> Result<Texts, Findings> {
    check_id(id)?;
    let [from, next, closing, case] = days(year).map_err(|error| {
        let finding = Diagnostic::unplaced(Code::BadDate).with("text", year);
        refusal(finding.with_text("reason", error.text()))
    })?;
    let gaps = [("from", from), ("next", next), ("closing", closing), ("case", case)]
        .map(|(name, day)| (format!("{{{{{name}}}}}"), day.to_string()));
    let mut texts = Texts::new();
    for (name, template) in FILES {
        let text = gaps
            .iter()
            .fold(template.replace("{{id}}", id), |text, (gap, day)| text.replace(gap, day));
        texts.insert(format!("{id}/{name}"), text);
    }
    add_common(&mut texts, ["common/holidays"].into_iter(), common);
    Ok(texts)
}

/// First day of the year and of the next one, a closing date, and the day of the worked cases.
fn days(year: i32) -> Result<[NaiveDate; 4], CalendarError> {
    let from = fiscal_year_start(year)?;
    let next = fiscal_year_start(year.saturating_add(1))?;
    let closing = fiscal_year_end(year)?.with_day(1).ok_or(CalendarError::OutOfRange)?;
    let case = from.checked_add_months(Months::new(2)).ok_or(CalendarError::OutOfRange)?;
    Ok([from, next, closing, case])
}

/// The files of the scheme `of` under the id `id`, and the common files that it uses. Only the
/// id changes.
///
/// # Errors
///
/// `bad-id`; `unknown-scheme`, and everything that is wrong with `of`.
pub fn copy(id: &str, of: &str, files: &dyn Files) -> Result<Texts, Findings> {
    check_id(id)?;
    let scheme = load_scheme(files, of)?;
    let mut texts = Texts::new();
    for path in files.paths() {
        if let Some(name) = path.strip_prefix(of).and_then(|rest| rest.strip_prefix('/')) {
            let text = read(files, &path)?;
            texts.insert(format!("{id}/{name}"), renamed(&text, id).unwrap_or(text));
        }
    }
    let sources = &scheme.program().sources;
    let read_files = sources.ids().map(|file| sources.name(file));
    let shared = read_files.filter_map(|name| name.strip_suffix(".yaml"));
    add_common(&mut texts, shared.filter(|name| name.starts_with("common/")), files);
    Ok(texts)
}

/// The text of a rule file with another id of its scheme; `None` if it declares no scheme.
fn renamed(text: &str, id: &str) -> Option<String> {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let node = document::read(&sources, file).0?;
    let old = scalar(get(&node, "scheme")?, "id")?;
    splice(text, vec![Splice::new(old.span.start as usize..old.span.end as usize, id)])
}

/// Adds common files, given by name without ending, as far as `files` has them.
fn add_common<'a>(texts: &mut Texts, names: impl Iterator<Item = &'a str>, files: &dyn Files) {
    for name in names {
        let path = format!("{name}.yaml");
        if let Ok(text) = read(files, &path) {
            texts.insert(path, text);
        }
    }
}

fn read(files: &dyn Files, path: &str) -> Result<String, Findings> {
    let unreadable = |detail: String| {
        let finding = Diagnostic::unplaced(Code::FileUnreadable).with("path", path);
        refusal(finding.with("detail", detail))
    };
    let bytes = files.read(path).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))
}

fn check_id(id: &str) -> Result<(), Findings> {
    if is_scheme_id(id) {
        return Ok(());
    }
    if id == COMMON {
        let detail = Text::new(
            "`common` は共通のファイルのフォルダーなので、制度の id にできません",
            "`common` is the folder of shared files and cannot be the id of a scheme",
        );
        let finding = Diagnostic::unplaced(Code::WrongUsage);
        return Err(refusal(finding.with_text("detail", detail)));
    }
    Err(refusal(Diagnostic::unplaced(Code::BadId).with("text", id)))
}

fn refusal(finding: Diagnostic) -> Findings {
    Findings { sources: Arc::default(), findings: vec![finding] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_of_folders_anywhere() {
        for id in ["a", "joetsu-exam-travel", "x2"] {
            assert!(is_scheme_id(id), "{id}");
        }
        for id in ["", "-a", "2a", "A", "a_b", "a/b", "..", "補助金", "common", "a b", "ａ"] {
            assert!(!is_scheme_id(id), "{id}");
        }
        assert!(!is_scheme_id(&"a".repeat(65)));
    }
}
