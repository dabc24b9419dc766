//! A difference as lines: for a terminal, and as Markdown.

use std::fmt::Write;

use super::super::{Article, Change, Diff, Kind, Piece, State};
use super::pick;

/// Lines for a terminal. Changed words are underlined if `colour`, else in `［］`.
#[must_use]
pub fn text(diff: &Diff, colour: bool) -> String {
    let marks = if colour { ["\u{1b}[4m", "\u{1b}[24m"] } else { ["［", "］"] };
    let page = Page { diff, marks, head: "", bullet: "  ", escape: false };
    page.whole()
}

/// GitHub-flavoured Markdown. Changed words are underlined.
#[must_use]
pub fn markdown(diff: &Diff) -> String {
    let marks = ["<ins>", "</ins>"];
    Page { diff, marks, head: "### ", bullet: "- ", escape: true }.whole()
}

struct Page<'d> {
    diff: &'d Diff,
    /// What stands around changed words.
    marks: [&'static str; 2],
    head: &'static str,
    bullet: &'static str,
    /// Whether signs of Markdown are escaped.
    escape: bool,
}

impl Page<'_> {
    fn pick<'t>(&self, ja: &'t str, en: &'t str) -> &'t str {
        pick(self.diff.lang, ja, en)
    }

    fn whole(&self) -> String {
        let Diff { title, old, new, articles, .. } = self.diff;
        let mut page = String::new();
        let top = if self.escape { "## " } else { "" };
        let _ = writeln!(page, "{top}{}", self.plain(title));
        let colon = self.pick("：", ": ");
        let break_ = if self.escape { "\n" } else { "" };
        let _ = writeln!(
            page,
            "{break_}{}{}{colon}{}",
            self.bullet,
            self.pick("改正前", "old"),
            self.plain(&old.name)
        );
        let _ = writeln!(
            page,
            "{}{}{colon}{}",
            self.bullet,
            self.pick("改正後", "new"),
            self.plain(&new.name)
        );
        if self.diff.same {
            let _ = writeln!(
                page,
                "\n{}",
                self.pick("意味の変わる違いはありません。", "Nothing changed in meaning.")
            );
            return page;
        }
        let count = articles.len();
        let _ = writeln!(
            page,
            "{}{}",
            self.bullet,
            match self.diff.lang {
                crate::text::Lang::Ja => format!("変更 {count}件"),
                crate::text::Lang::En => format!("changes: {count}"),
            }
        );
        for article in articles {
            self.article(&mut page, article);
        }
        page
    }

    fn article(&self, page: &mut String, article: &Article) {
        let state = match article.state {
            State::Changed => "",
            State::Added => self.pick("（新設）", " (new)"),
            State::Removed => self.pick("（削る）", " (removed)"),
        };
        let cites: Vec<_> =
            article.clauses.iter().map(|clause| format!("{} {}", clause.cite, clause.id)).collect();
        let cites = cites.join(self.pick("、", ", "));
        let cites = if cites.is_empty() || article.kind == Kind::Clause {
            String::new()
        } else {
            format!("{}{}{}", self.pick("　〔", "  ["), self.plain(&cites), self.pick("〕", "]"))
        };
        let kind = article.kind.name();
        let _ = writeln!(
            page,
            "\n{}{}「{}」{state}{cites}",
            self.head,
            kind.get(self.diff.lang),
            self.plain(&article.name),
        );
        if self.escape {
            page.push('\n');
        }
        for change in &article.changes {
            self.change(page, change);
        }
        let arrow = self.pick("影響：", "Effect: ");
        let _ = writeln!(page, "{}{arrow}{}", self.bullet, self.plain(&article.effect.says));
        if let Some(witness) = &article.effect.witness {
            let facts: Vec<_> =
                witness.facts.iter().map(|fact| format!("{} {}", fact.name, fact.text)).collect();
            let facts = facts.join(self.pick("、", ", "));
            let name = self.pick("申請者：", "Applicant: ");
            let _ = writeln!(page, "{}{name}{}", self.bullet, self.plain(&facts));
        }
    }

    fn change(&self, page: &mut String, change: &Change) {
        let days = match change.days.as_str() {
            "" => String::new(),
            days => format!("{}{days}{}", self.pick("（", " ("), self.pick("）", ")")),
        };
        let old = self.side(change.old.as_ref(), self.pick("（新設）", "(new)"));
        let new = self.side(change.new.as_ref(), self.pick("（削る）", "(removed)"));
        let (what, bullet) = (self.plain(&change.what), self.bullet);
        let colon = self.pick("：", ": ");
        if !(old.contains('\n')
            || new.contains('\n')
            || old.chars().count() + new.chars().count() > 60)
        {
            let _ = writeln!(page, "{bullet}{what}{days}{colon}{old} → {new}");
            return;
        }
        let line = |text: &str| text.replace('\n', &format!("\n{bullet}      "));
        let _ = writeln!(page, "{bullet}{what}{days}");
        let _ = writeln!(page, "  {bullet}{}{colon}{}", self.pick("前", "old"), line(&old));
        let _ = writeln!(page, "  {bullet}{}{colon}{}", self.pick("後", "new"), line(&new));
    }

    fn side(&self, pieces: Option<&Vec<Piece>>, absent: &str) -> String {
        let Some(pieces) = pieces else { return absent.to_owned() };
        pieces.iter().fold(String::new(), |mut text, piece| {
            let [open, close] = if piece.changed { self.marks } else { ["", ""] };
            let _ = write!(text, "{open}{}{close}", self.plain(&piece.text));
            text
        })
    }

    /// Text of rules, which must not be taken for signs of the form.
    fn plain(&self, text: &str) -> String {
        if !self.escape {
            return text.to_owned();
        }
        text.chars().fold(String::new(), |mut out, one| {
            if matches!(one, '*' | '_' | '<' | '>' | '[' | ']' | '|' | '`' | '\\' | '#') {
                out.push('\\');
            }
            out.push(one);
            out
        })
    }
}
