//! Where in a file somebody types, told from the text alone, so that a half-typed file has an
//! answer too: the keys and items around the place by indentation and brackets.

use super::lines::Lines;

/// A step from the root of a file to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item,
}

/// A place and what is written there so far.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// Outermost first.
    pub(super) path: Vec<Step>,
    /// From the start of the key or value to the place.
    pub(super) typed: String,
    /// The rest of the line.
    pub(super) rest: String,
    /// Whether a key can stand here.
    pub(super) may_be_key: bool,
    /// Whether a value can stand here.
    pub(super) may_be_value: bool,
}

/// A line by its marks: `- - key:` is two items and a key.
struct Marks<'t> {
    /// Column of each mark.
    steps: Vec<(usize, Step)>,
    /// What follows the marks.
    content: &'t str,
    has_key: bool,
}

impl<'t> Marks<'t> {
    fn read(line: &'t str) -> Self {
        let mut content = line.trim_start_matches(' ');
        let mut column = line.len() - content.len();
        let mut steps = Vec::new();
        while content.starts_with("- ") || content == "-" {
            steps.push((column, Step::Item));
            let after = content.get(1..).unwrap_or("").trim_start_matches(' ');
            column += content.len() - after.len();
            content = after;
        }
        let Some((key, value)) = key(content) else {
            return Self { steps, content, has_key: false };
        };
        steps.push((column, Step::Key(unquoted(key))));
        Self { steps, content: value, has_key: true }
    }
}

/// `key: value` in two; the value is without white space before it.
fn key(content: &str) -> Option<(&str, &str)> {
    if content.starts_with(['{', '[', '#']) {
        return None;
    }
    let mut quote = None;
    for (at, sign) in content.char_indices() {
        match (quote, sign) {
            (Some(open), _) if open == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if at == 0 => quote = Some(sign),
            (None, ':') => {
                let after = content.get(at + 1..).unwrap_or("");
                if after.is_empty() || after.starts_with(' ') {
                    return Some((content.get(..at)?.trim(), after.trim_start_matches(' ')));
                }
            }
            (None, _) => {}
        }
    }
    None
}

fn unquoted(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_owned()
}

/// The place of a byte offset.
pub(super) fn cursor(text: &str, offset: usize) -> Cursor {
    let lines = Lines::new(text);
    let number = lines.position(offset).line as usize;
    let (line, start) = (lines.line(number), lines.start(number));
    let (before, rest) = line.split_at_checked(offset.saturating_sub(start)).unwrap_or((line, ""));
    let marks = Marks::read(before);
    let indent = marks.steps.first().map_or(before.len() - marks.content.len(), |(at, _)| *at);
    let is_item = matches!(marks.steps.first(), Some((_, Step::Item)));
    let (mut path, block) = above(&lines, number, indent, is_item);
    if let Some(block) = block {
        let typed = format!("{block} {}", before.trim_start());
        return Cursor {
            path,
            typed,
            rest: rest.to_owned(),
            may_be_key: false,
            may_be_value: true,
        };
    }
    let has_key = marks.has_key;
    let in_item = matches!(marks.steps.last(), Some((_, Step::Item)));
    path.extend(marks.steps.into_iter().map(|(_, step)| step));
    let rest = rest.to_owned();
    if marks.content.starts_with(['{', '[']) {
        return flow(marks.content, path, rest);
    }
    let typed = marks.content.to_owned();
    let may_be_key = !has_key && !typed.contains([' ', '.', '[', '(', '=']);
    Cursor { path, typed, rest, may_be_key, may_be_value: has_key || in_item }
}

/// The steps above a line, and the text so far of the block scalar that it is in.
fn above(
    lines: &Lines<'_>,
    number: usize,
    indent: usize,
    is_item: bool,
) -> (Vec<Step>, Option<String>) {
    let (mut path, mut need, mut item) = (Vec::new(), indent, is_item);
    let mut block: Vec<&str> = Vec::new();
    let mut is_first = true;
    for number in (0..number).rev() {
        let line = lines.line(number);
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let marks = Marks::read(line);
        let column = line.len() - content.len();
        if is_first && column >= need {
            block.push(content);
        }
        for (at, step) in marks.steps.into_iter().rev() {
            let is_parent = at < need || (item && at == need && matches!(step, Step::Key(_)));
            if !is_parent {
                continue;
            }
            if is_first && matches!(step, Step::Key(_)) {
                if marks.content.starts_with(['|', '>']) {
                    path.insert(0, step);
                    block.reverse();
                    let typed = block.join(" ");
                    let (outer, _) = above(lines, number, at, false);
                    // The marks before the key on its own line are steps as well.
                    return (joined(outer, lines.line(number)), Some(typed));
                }
                is_first = false;
            }
            item = matches!(step, Step::Item);
            need = at;
            path.insert(0, step);
        }
        if need == 0 && !item {
            break;
        }
    }
    (path, None)
}

/// The steps around a line and its own.
fn joined(mut outer: Vec<Step>, line: &str) -> Vec<Step> {
    outer.extend(Marks::read(line).steps.into_iter().map(|(_, step)| step));
    outer
}

/// Follows `{ … }` and `[ … ]` up to the place.
fn flow(content: &str, mut path: Vec<Step>, rest: String) -> Cursor {
    // For each open bracket whether it is a mapping, and whether a key of it is being valued.
    let mut open: Vec<(bool, bool)> = Vec::new();
    let (mut start, mut quote) = (0, None);
    let mut signs = content.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let begins = content.get(start..at).is_some_and(|typed| typed.trim().is_empty());
        match (quote, sign) {
            (Some(one), _) if one == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if begins => quote = Some(sign),
            (None, '{' | '[') if begins => {
                open.push((sign == '{', false));
                if sign == '[' {
                    path.push(Step::Item);
                }
                start = at + 1;
            }
            (None, '}' | ']') => {
                if let Some((is_mapping, valued)) = open.pop()
                    && (!is_mapping || valued)
                {
                    path.pop();
                }
                start = at + 1;
            }
            (None, ',') => {
                if let Some((true, valued @ true)) = open.last_mut() {
                    *valued = false;
                    path.pop();
                }
                start = at + 1;
            }
            (None, ':') if signs.peek().is_none_or(|(_, next)| *next == ' ') => {
                if let Some((true, valued @ false)) = open.last_mut() {
                    *valued = true;
                    path.push(Step::Key(unquoted(content.get(start..at).unwrap_or(""))));
                    start = at + 1;
                }
            }
            (None, _) => {}
        }
    }
    let typed = content.get(start..).unwrap_or("").trim_start().to_owned();
    let (may_be_key, may_be_value) = match open.last() {
        Some((true, valued)) => (!valued, *valued),
        Some((false, _)) => (false, true),
        None => (false, false),
    };
    Cursor { path, typed, rest, may_be_key, may_be_value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cursor at the sign `▮`.
    fn at(text: &str) -> Cursor {
        cursor(&text.replace('▮', ""), text.find('▮').unwrap())
    }

    fn path(text: &str) -> String {
        let steps = at(text).path.into_iter().map(|step| match step {
            Step::Key(key) => key,
            Step::Item => "-".to_owned(),
        });
        steps.collect::<Vec<_>>().join("/")
    }

    #[test]
    fn indentation_leads_to_the_root() {
        let text = "rules:\n  該当:\n    en: x\n    all:\n      - 市内\n      - if: 資本▮\n";
        assert_eq!(path(text), "rules/該当/all/-/if");
        assert_eq!(at(text).typed, "資本");
    }

    #[test]
    fn a_key_below_an_item_belongs_to_the_item() {
        let text = "rules:\n  該当:\n    all:\n      - if: 市内\n        cla▮\n";
        assert_eq!(path(text), "rules/該当/all/-");
        assert!(at(text).may_be_key && !at(text).may_be_value);
    }

    #[test]
    fn items_may_stand_below_their_key() {
        assert_eq!(path("cases:\n- id: A\n  facts:\n    業▮\n"), "cases/-/facts");
    }

    #[test]
    fn brackets_are_followed() {
        let text = "rules:\n  甲: { en: A, all: [{ if: 市内, clauses: [J1, J▮\n";
        assert_eq!(path(text), "rules/甲/all/-/clauses/-");
        assert_eq!(at(text).typed, "J");
        assert_eq!(path("facts:\n  甲: { id: a, ▮\n"), "facts/甲");
        assert!(at("facts:\n  甲: { id: a, ▮\n").may_be_key);
    }

    #[test]
    fn a_block_of_text_is_one_value() {
        let text = "rules:\n  甲:\n    value: >\n      1円 +\n      上▮\n";
        assert_eq!(path(text), "rules/甲/value");
        assert_eq!(at(text).typed, "1円 + 上");
    }

    #[test]
    fn the_first_letters_of_a_file_are_a_key() {
        assert!(at("ru▮").may_be_key);
        assert_eq!(at("ru▮").path, []);
    }
}
