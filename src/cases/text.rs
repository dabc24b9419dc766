//! A report as people read it.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::text::Lang;

use super::{Difference, Failure, Report};

/// Cells of a value that still stands in a column beside another.
const WIDEST: usize = 28;

/// The report in words: one line of summary, then each failure with what was expected and found
/// side by side, and the steps that led to what was found.
///
/// Ends with a line feed.
#[must_use]
pub fn text(report: &Report, lang: Lang) -> String {
    let mut out = summary(report, lang);
    out.push('\n');
    for failure in &report.failed {
        out.push_str(&failed(failure, lang));
    }
    out
}

fn summary(report: &Report, lang: Lang) -> String {
    let Report { scheme, passed, .. } = report;
    let count = report.count();
    let wrong = count - passed;
    match (lang, count, wrong) {
        (Lang::Ja, 0, _) => format!("{scheme}: 事例がありません（cases.yaml に一つ以上書きます）"),
        (Lang::Ja, _, 0) => format!("{scheme}: {count}件の事例がすべて一致しました"),
        (Lang::Ja, _, _) => format!("{scheme}: {count}件のうち{wrong}件の事例が一致しません"),
        (Lang::En, 0, _) => format!("{scheme}: there are no cases (cases.yaml needs at least one)"),
        (Lang::En, 1, 0) => format!("{scheme}: the one case came out as stated"),
        (Lang::En, _, 0) => format!("{scheme}: all {count} cases came out as stated"),
        (Lang::En, _, _) => {
            format!("{scheme}: {wrong} of {count} cases did not come out as stated")
        }
    }
}

fn failed(failure: &Failure, lang: Lang) -> String {
    let Failure { case, about, line, reading, .. } = failure;
    let mut out = format!("\n{case}");
    let _ = match (lang, reading) {
        (Lang::Ja, Some(reading)) => write!(out, "（{line}行目、読み {reading}）"),
        (Lang::Ja, None) => write!(out, "（{line}行目）"),
        (Lang::En, Some(reading)) => write!(out, " (line {line}, reading {reading})"),
        (Lang::En, None) => write!(out, " (line {line})"),
    };
    if !about.is_empty() {
        let _ = write!(out, " {about}");
    }
    out.push('\n');
    out.push_str(&details(failure, lang));
    out
}

/// What is wrong with a case, without its head: a line or more, each indented by two spaces.
#[must_use]
pub fn details(failure: &Failure, lang: Lang) -> String {
    let mut out = String::new();
    out.push_str(&unstated(&failure.unstated, lang));
    out.push_str(&side_by_side(&failure.differences, lang));
    if !failure.why.is_empty() {
        out.push_str(match lang {
            Lang::Ja => "  経過\n",
            Lang::En => "  how it came about\n",
        });
        for line in &failure.why {
            let _ = writeln!(out, "    {line}");
        }
    }
    out
}

/// What a person has still to write, and how; texts may be accepted.
fn unstated(keys: &[String], lang: Lang) -> String {
    if keys.is_empty() {
        return String::new();
    }
    let are_words = keys.iter().all(|key| key.starts_with("words."));
    let keys = keys.join(", ");
    match (lang, are_words) {
        (Lang::Ja, true) => format!(
            "  まだ書かれていない文面: {keys}\n    --accept で、申請者が読む文を書き入れられます\n"
        ),
        (Lang::Ja, false) => format!(
            "  まだ書かれていない結果: {keys}\n    要綱から導いて書きます。空のままでは合格になりません\n"
        ),
        (Lang::En, true) => format!(
            "  words not stated yet: {keys}\n    --accept writes what the applicant reads\n"
        ),
        (Lang::En, false) => format!(
            "  not stated yet: {keys}\n    work it out from the document and write it; an empty result never passes\n"
        ),
    }
}

/// Expected and found in two columns; values too long for a column one below the other.
fn side_by_side(differences: &[Difference], lang: Lang) -> String {
    let (expected, found) = match lang {
        Lang::Ja => ("期待", "結果"),
        Lang::En => ("expected", "found"),
    };
    let is_short = |one: &&Difference| one.expected.width().max(one.found.width()) <= WIDEST;
    let short: Vec<&Difference> = differences.iter().filter(is_short).collect();
    let widest = |head: usize, of: fn(&Difference) -> &str| {
        short.iter().map(|one| of(one).width()).chain([head]).max().unwrap_or_default()
    };
    let (first, second) =
        (widest(0, |one| &one.what), widest(expected.width(), |one| &one.expected));
    let mut out = String::new();
    if !short.is_empty() {
        let _ = writeln!(out, "  {}  {}  {found}", padded("", first), padded(expected, second));
    }
    for one in &short {
        let (what, wanted) = (padded(&one.what, first), padded(&one.expected, second));
        let _ = writeln!(out, "  {what}  {wanted}  {}", one.found);
    }
    let both = expected.width().max(found.width());
    for one in differences.iter().filter(|one| !is_short(one)) {
        let _ = writeln!(out, "  {}", one.what);
        let _ = writeln!(out, "    {}  {}", padded(expected, both), one.expected);
        let _ = writeln!(out, "    {}  {}", padded(found, both), one.found);
        if let Some(lists) = lists(one, lang) {
            let _ = writeln!(out, "    {lists}");
        }
    }
    out
}

/// For two lists of ids: what is missing in the second and what it has beyond the first.
fn lists(difference: &Difference, lang: Lang) -> Option<String> {
    let items = |words: &'_ str| -> Option<Vec<String>> {
        let inner = words.strip_prefix('[')?.strip_suffix(']')?;
        Some(inner.split(", ").filter(|id| !id.is_empty()).map(str::to_owned).collect())
    };
    let (expected, found) = (items(&difference.expected)?, items(&difference.found)?);
    let without = |these: &[String], those: &[String]| -> String {
        let left: Vec<_> = these.iter().filter(|id| !those.contains(id)).cloned().collect();
        if left.is_empty() { "−".to_owned() } else { left.join(", ") }
    };
    let (missing, beyond) = (without(&expected, &found), without(&found, &expected));
    Some(match lang {
        Lang::Ja => format!("足りない: {missing}  余分: {beyond}"),
        Lang::En => format!("missing: {missing}  unexpected: {beyond}"),
    })
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
