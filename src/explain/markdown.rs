//! An account as GitHub-flavoured Markdown.

use super::account::{Account, Block, Cell, Column, Entry, Line, Section, Term, joined};
use super::words::Words;

/// Lays out `account`.
pub(super) fn markdown(account: &Account) -> String {
    let mut sheet = Sheet { text: String::new(), words: account.words };
    sheet.head(account);
    for section in &account.sections {
        sheet.section(section);
    }
    sheet.text
}

struct Sheet {
    text: String,
    words: &'static Words,
}

impl Sheet {
    fn put(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn head(&mut self, account: &Account) {
        self.put(&format!("# {}\n", escape(&account.title)));
        account.head.iter().for_each(|term| self.term(term));
        let conclusion = &account.conclusion;
        self.put(&format!("\n## {}\n", conclusion.heading));
        self.put(&format!("> **{} {}**", conclusion.mark, conclusion.word));
        for sentence in &conclusion.sentences {
            self.put(&format!(">\n> {}", escape(sentence)));
        }
    }

    fn section(&mut self, section: &Section) {
        self.put(&format!("\n## {}\n", escape(&section.heading)));
        for (index, block) in section.blocks.iter().enumerate() {
            if index > 0 {
                self.put("");
            }
            match block {
                Block::Text { text } => self.put(&format!("### {}", escape(text))),
                Block::List { ordered, entries } => self.list(*ordered, entries),
                Block::Terms { terms } => terms.iter().for_each(|term| self.term(term)),
                Block::Table { columns, rows, .. } => self.table(columns, rows),
                Block::Trace { lines } => lines.iter().for_each(|line| self.line(line)),
            }
        }
    }

    fn list(&mut self, ordered: bool, entries: &[Entry]) {
        for (index, entry) in entries.iter().enumerate() {
            let bullet = if ordered { format!("{}. ", index + 1) } else { "- ".to_owned() };
            let mut lines = vec![escape(&entry.text)];
            lines.extend(entry.more.iter().map(|line| escape(line)));
            if !entry.cites.is_empty() {
                let cites = joined(&entry.cites, self.words.comma);
                let (basis, colon) = (self.words.basis, self.words.colon);
                lines.push(format!("{basis}{colon}{}", escape(&cites)));
            }
            let below = format!("  \n{}", " ".repeat(bullet.len()));
            self.put(&format!("{bullet}{}", lines.join(&below)));
        }
    }

    fn term(&mut self, term: &Term) {
        let (opens, closes) = (self.words.opens, self.words.closes);
        let cites = escape(&joined(&term.cites, self.words.comma));
        let cites = if cites.is_empty() { cites } else { format!("{opens}{cites}{closes}") };
        let (name, colon) = (escape(&term.name), self.words.colon);
        self.put(&format!("- {name}{colon}{}{cites}", escape(&term.text)));
    }

    fn table(&mut self, columns: &[Column], rows: &[Vec<Cell>]) {
        let titles: Vec<_> = columns.iter().map(|column| escape(column.title)).collect();
        self.put(&format!("| {} |", titles.join(" | ")));
        let rules: Vec<_> =
            columns.iter().map(|column| if column.amount { "---:" } else { "---" }).collect();
        self.put(&format!("| {} |", rules.join(" | ")));
        for row in rows {
            let cells: Vec<_> = row.iter().map(cell).collect();
            self.put(&format!("| {} |", cells.join(" | ")));
        }
    }

    fn line(&mut self, line: &Line) {
        let indent = "  ".repeat(line.guides.len());
        let colon = self.words.colon;
        let mut text = format!("{indent}- {} **{}**", line.kind, escape(&line.label));
        if !line.result.is_empty() {
            text.extend([colon, &escape(&line.result)]);
        }
        if !line.expression.is_empty() {
            text.extend([" ", &code(&line.expression)]);
        }
        let mut lines = vec![text];
        lines.extend(line.notes.iter().map(|note| escape(note)));
        let cites = escape(&joined(&line.cites, self.words.comma));
        let place = (!line.place.is_empty()).then(|| code(&line.place));
        let basis = (!cites.is_empty()).then(|| format!("{}{colon}{cites}", self.words.basis));
        let last: Vec<_> = basis.into_iter().chain(place).collect();
        if !last.is_empty() {
            lines.push(last.join(" "));
        }
        self.put(&lines.join(&format!("  \n{indent}  ")));
    }
}

fn cell(cell: &Cell) -> String {
    let text = if cell.code { code(&cell.text) } else { escape(&cell.text) };
    let mut lines = vec![text];
    lines.extend(cell.more.iter().map(|line| escape(line)));
    if !cell.note.is_empty() {
        lines.push(code(&cell.note));
    }
    lines.extend(cell.cites.iter().map(|cite| escape(&cite.line)));
    lines.retain(|line| !line.is_empty());
    lines.join("<br>")
}

/// `text` so that nothing in it is taken for Markdown or HTML. Line breaks become spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => {
                escaped.push('\\');
                escaped.push(sign);
            }
            _ if sign.is_control() => escaped.push(' '),
            _ => escaped.push(sign),
        }
    }
    escaped
}

/// `text` as a code span, with a fence that it does not hold itself; empty for an empty text.
fn code(text: &str) -> String {
    let text: String =
        text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    if text.trim().is_empty() {
        return String::new();
    }
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{}{blank}{fence}", text.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::{code, escape};

    #[test]
    fn markup_in_data_stays_text() {
        assert_eq!(escape("<b>*1* [a](b)|"), "&lt;b&gt;\\*1\\* \\[a\\](b)\\|");
        assert_eq!(escape("a\nb"), "a b");
    }

    #[test]
    fn a_code_span_outgrows_the_ticks_it_holds() {
        assert_eq!(code("a `` b"), "```a `` b```");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code(""), "");
    }
}
