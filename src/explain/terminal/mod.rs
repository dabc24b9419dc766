//! An account as lines for a terminal or an e-mail.

mod fold;
mod page;
mod table;

use super::account::{Account, Block, Cite, Entry, Line, Section, Term, Tone, joined};
use super::words::Words;
use page::{Page, Paint};

/// Indentation of what stands under a heading.
const INDENT: &str = "  ";
/// Least width that is taken seriously.
const NARROWEST: usize = 30;

/// Lays out `account` in lines of `width` cells (0: as long as they get), painted if `colour`.
pub(super) fn text(account: &Account, width: usize, colour: bool) -> String {
    let width = if width == 0 { usize::MAX } else { width.max(NARROWEST) };
    let mut sheet = Sheet { page: Page::new(width, colour), words: account.words };
    sheet.head(account);
    for section in &account.sections {
        sheet.section(section);
    }
    sheet.page.finish()
}

struct Sheet {
    page: Page,
    words: &'static Words,
}

impl Sheet {
    fn head(&mut self, account: &Account) {
        let colon = self.words.colon;
        self.page.put("", &account.title, Paint::Strong);
        for term in &account.head {
            self.page.put("", &format!("{}{colon}{}", term.name, term.text), Paint::Plain);
        }
        let conclusion = &account.conclusion;
        self.page.gap();
        let line = format!("{}{colon}{}", conclusion.heading, conclusion.word);
        self.page.put("", &line, Paint::Verdict(conclusion.tone));
        for sentence in &conclusion.sentences {
            self.page.put(INDENT, sentence, Paint::Plain);
        }
    }

    fn section(&mut self, section: &Section) {
        self.page.gap();
        self.page.put("", &section.heading, Paint::Strong);
        for block in &section.blocks {
            match block {
                Block::Text { text } => self.page.put(INDENT, text, Paint::Strong),
                Block::List { ordered, entries } => self.list(*ordered, entries),
                Block::Terms { terms } => terms.iter().for_each(|term| self.term(term)),
                Block::Table { columns, rows, .. } => {
                    table::table(&mut self.page, columns, rows);
                }
                Block::Trace { lines } => lines.iter().for_each(|line| self.line(line)),
            }
        }
    }

    fn list(&mut self, ordered: bool, entries: &[Entry]) {
        for (index, entry) in entries.iter().enumerate() {
            let bullet = if ordered {
                format!("{INDENT}{}. ", index + 1)
            } else {
                format!("{INDENT}{}", self.words.bullet)
            };
            let below = " ".repeat(fold::cells(&bullet));
            self.page.hang(&bullet, &below, &entry.text, Paint::Plain);
            for line in &entry.more {
                self.page.put(&below, line, Paint::Plain);
            }
            if !entry.cites.is_empty() {
                let basis = self.basis(&entry.cites);
                self.page.put(&below, &basis, Paint::Faint);
            }
        }
    }

    fn term(&mut self, term: &Term) {
        let (colon, below) = (self.words.colon, format!("{INDENT}{INDENT}"));
        let line = format!("{}{colon}{}", term.name, term.text);
        self.page.hang(INDENT, &below, &line, Paint::Plain);
        if !term.cites.is_empty() {
            let basis = self.basis(&term.cites);
            self.page.put(&below, &basis, Paint::Faint);
        }
    }

    fn basis(&self, cites: &[Cite]) -> String {
        format!("{}{}{}", self.words.basis, self.words.colon, joined(cites, self.words.comma))
    }

    fn line(&mut self, line: &Line) {
        let (first, below) = branches(&line.guides, line.parent);
        let expression = if line.expression.is_empty() {
            String::new()
        } else {
            format!("  [{}]", line.expression)
        };
        let result = if line.result.is_empty() {
            String::new()
        } else {
            format!("{}{}", self.words.colon, line.result)
        };
        let paint = match line.tone {
            Tone::Plain | Tone::Good => Paint::Plain,
            Tone::Bad | Tone::Open | Tone::Faint => Paint::Tone(line.tone),
        };
        let text = format!("{} {}{result}{expression}", line.kind, line.label);
        self.page.hang(&first, &below, &text, paint);
        let detail = format!("{below}  ");
        for note in &line.notes {
            self.page.put(&detail, note, Paint::Plain);
        }
        let basis = (!line.cites.is_empty()).then(|| self.basis(&line.cites));
        let place = (!line.place.is_empty()).then(|| line.place.clone());
        let last: Vec<_> = basis.into_iter().chain(place).collect();
        if !last.is_empty() {
            self.page.put(&detail, &last.join("  "), Paint::Faint);
        }
    }
}

/// What stands before the first line of a step, and before its further lines.
fn branches(guides: &[bool], parent: bool) -> (String, String) {
    let mut first = INDENT.to_owned();
    let mut below = INDENT.to_owned();
    if let Some((own, above)) = guides.split_last() {
        for goes_on in above {
            first.push_str(if *goes_on { "│  " } else { "   " });
        }
        below.clone_from(&first);
        first.push_str(if *own { "├─ " } else { "└─ " });
        below.push_str(if *own { "│  " } else { "   " });
    }
    if parent {
        below.push_str("│ ");
    } else {
        below.push_str("  ");
    }
    (first, below)
}

#[cfg(test)]
mod tests {
    use super::branches;

    #[test]
    fn a_last_child_ends_the_line_of_its_level() {
        let before = |guides: &[bool]| branches(guides, false);
        assert_eq!(before(&[]), ("  ".to_owned(), "    ".to_owned()));
        assert_eq!(before(&[true]).0, "  ├─ ");
        assert_eq!(before(&[true, false]).0, "  │  └─ ");
        assert_eq!(before(&[true, false]).1, "  │       ");
    }
}
