//! A comparison as text and as Markdown.

use std::fmt::Write;

use crate::text::Lang;

use super::{Comparison, Different, Reason};

/// Rules on the way to a reason from which on only the last ones are shown.
const WAY: usize = 3;

/// Lines for a terminal.
#[must_use]
pub fn text(comparison: &Comparison) -> String {
    Page { comparison, bold: "", bullet: "・", indent: "  " }.whole()
}

/// GitHub-flavoured Markdown.
#[must_use]
pub fn markdown(comparison: &Comparison) -> String {
    Page { comparison, bold: "**", bullet: "- ", indent: "  " }.whole()
}

struct Page<'c> {
    comparison: &'c Comparison,
    bold: &'static str,
    bullet: &'static str,
    indent: &'static str,
}

impl Page<'_> {
    fn pick<'t>(&self, ja: &'t str, en: &'t str) -> &'t str {
        match self.comparison.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    fn whole(&self) -> String {
        let Comparison { before, after, .. } = self.comparison;
        let mut page = String::new();
        let dated = |date: &str| {
            if date.is_empty() {
                self.pick("基準日不明", "date unknown").to_owned()
            } else {
                date.to_owned()
            }
        };
        let bold = self.bold;
        let markdown = !bold.is_empty();
        let gap = if markdown { "\n" } else { "" };
        let _ = writeln!(page, "{bold}{}{bold}{gap}", before.title);
        if before.scheme != after.scheme {
            let _ = writeln!(page, "{}{}{gap}", self.pick("後の制度：", "After: "), after.title);
        }
        for (name, head) in [(self.pick("前", "before"), before), (self.pick("後", "after"), after)]
        {
            let bullet = self.bullet;
            let _ = writeln!(
                page,
                "{bullet}{name}{}{}{}{}",
                self.pick("：", ": "),
                dated(&head.as_of),
                self.pick("、", ", "),
                head.verdict
            );
        }
        if before.rules != after.rules {
            let words = self.pick(
                "ルールが違います（要約値が異なる）。",
                "The rules differ (their digests do).",
            );
            let _ = writeln!(page, "{}{words}", self.bullet);
        }
        if self.comparison.same {
            let words = self.pick("結果は同じです。", "The results are the same.");
            let _ = writeln!(page, "\n{words}");
        }
        self.outcomes(&mut page);
        self.list(
            &mut page,
            self.pick("要件の違い", "Requirements that differ"),
            &self.comparison.requirements,
        );
        self.list(
            &mut page,
            self.pick("注意の違い", "Notes that differ"),
            &self.comparison.warnings,
        );
        self.list(
            &mut page,
            self.pick("解釈の違い", "Readings that differ"),
            &self.comparison.readings,
        );
        self.list(&mut page, self.pick("事実の違い", "Facts that differ"), &self.comparison.facts);
        page
    }

    fn head(&self, page: &mut String, words: &str) {
        if self.bold.is_empty() {
            let _ = writeln!(page, "\n{words}");
        } else {
            let _ = writeln!(page, "\n## {words}\n");
        }
    }

    fn outcomes(&self, page: &mut String) {
        if self.comparison.outcomes.is_empty() {
            return;
        }
        self.head(page, self.pick("結果の違いとその理由", "Results that differ, and why"));
        let mut told: Vec<(&str, &str)> = Vec::new();
        for change in &self.comparison.outcomes {
            self.line(page, &change.outcome);
            let known = change.reasons.iter().find_map(|reason| {
                told.iter().find(|(text, _)| *text == reason.text).map(|(_, name)| *name)
            });
            let all_known = change
                .reasons
                .iter()
                .all(|reason| told.iter().any(|(text, _)| *text == reason.text));
            if let (Some(name), true) = (known, all_known) {
                let words = match self.comparison.lang {
                    Lang::Ja => format!("理由は「{name}」と同じ。"),
                    Lang::En => format!("for the reason given under \"{name}\"."),
                };
                let _ = writeln!(page, "{}{}{words}", self.indent, self.bullet);
                continue;
            }
            for reason in &change.reasons {
                let above = std::slice::from_ref(&change.outcome.name);
                self.reason(page, reason, above, 1);
                told.push((reason.text.as_str(), change.outcome.name.as_str()));
            }
        }
    }

    /// A reason, with the last rules on the way to it that the reader does not know yet.
    fn reason(&self, page: &mut String, reason: &Reason, above: &[String], depth: usize) {
        let indent = self.indent.repeat(depth);
        let _ = write!(page, "{indent}{}{}", self.bullet, reason.text);
        let cited: Vec<_> = reason.clauses.iter().map(|clause| clause.cite.as_str()).collect();
        let mut aside = Vec::new();
        let way = reason.path.strip_prefix(above).unwrap_or(&reason.path);
        if let Some(from) = way.len().checked_sub(WAY).filter(|from| *from > 0) {
            aside.push(format!("… › {}", way.get(from..).unwrap_or_default().join(" › ")));
        } else if !way.is_empty() {
            aside.push(way.join(" › "));
        }
        if !cited.is_empty() {
            aside.push(cited.join(self.pick("、", ", ")));
        }
        if !aside.is_empty() {
            let (opens, closes) = (self.pick("〔", " ["), self.pick("〕", "]"));
            let _ = write!(page, "{opens}{}{closes}", aside.join(self.pick("／", " / ")));
        }
        page.push('\n');
        for inner in &reason.because {
            self.reason(page, inner, &reason.path, depth + 1);
        }
    }

    fn line(&self, page: &mut String, one: &Different) {
        let none = || self.pick("なし", "none").to_owned();
        let (before, after) =
            (one.before.clone().unwrap_or_else(none), one.after.clone().unwrap_or_else(none));
        let (bold, bullet, colon) = (self.bold, self.bullet, self.pick("：", ": "));
        let _ = writeln!(page, "{bullet}{bold}{}{bold}{colon}{before} → {after}", one.name);
    }

    fn list(&self, page: &mut String, head: &str, all: &[Different]) {
        if all.is_empty() {
            return;
        }
        self.head(page, head);
        for one in all {
            self.line(page, one);
        }
    }
}
