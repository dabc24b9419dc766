//! A report as people read it.

use std::fmt::Write;

use crate::text::Lang;

use super::{Failure, Report};

/// The report in words: one line of summary, then each failure with what was expected and found.
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
    let Failure { case, about, line, reading, differences } = failure;
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
    let (expected, found) = match lang {
        Lang::Ja => ("期待", "結果"),
        Lang::En => ("expected", "found   "),
    };
    for difference in differences {
        let _ = writeln!(out, "  {}", difference.what);
        let _ = writeln!(out, "    {expected} {}", difference.expected);
        let _ = writeln!(out, "    {found} {}", difference.found);
    }
    out
}
