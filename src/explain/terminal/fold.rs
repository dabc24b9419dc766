//! Text measured in cells, and broken where a reader expects it.
//!
//! A Japanese character takes two cells. Signs of ambiguous width (`○`, `─`) count as one, as most
//! terminals draw them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells that a text gets even where its indentation leaves less.
pub(super) const LEAST: usize = 12;

/// Never the first of a line.
const NOT_FIRST: &str = "、。，．・：；？！）」』】〕］｝〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々％円人件,.:;?!)]}%";
/// Never the last of a line.
const NOT_LAST: &str = "（「『【〔［｛〈《([{第";

/// The cells that `text` takes.
pub(super) fn cells(text: &str) -> usize {
    text.width()
}

/// `text` in lines of at most `width` cells, at least one line.
///
/// Lines break at spaces and between Japanese characters, else after `_` and `/`, not inside a
/// number or a Latin word unless that alone is too long, and not before a closing or after an
/// opening sign. Control characters other than line feeds are left out, so that no text can steer
/// the terminal.
pub(super) fn fold(text: &str, width: usize) -> Vec<String> {
    text.lines()
        .flat_map(|line| one(line, width.max(2)))
        .chain(text.is_empty().then(String::new))
        .collect()
}

fn one(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let mut chance = None;
    let mut second_choice = None;
    for next in text.chars().filter(|next| !next.is_control()) {
        match line.chars().next_back() {
            Some(last) if may_break(last, next) => chance = Some(line.len()),
            Some('_' | '/') if next.is_alphanumeric() => second_choice = Some(line.len()),
            _ => {}
        }
        let taken = next.width().unwrap_or(0);
        if used + taken > width && !line.is_empty() {
            let rest = line.split_off(chance.or(second_choice).unwrap_or(line.len()));
            lines.push(line.trim_end().to_owned());
            rest.trim_start().clone_into(&mut line);
            used = cells(&line);
            chance = None;
            second_choice = None;
        }
        if next != ' ' || !line.is_empty() || lines.is_empty() {
            line.push(next);
            used += taken;
        }
    }
    lines.push(line);
    lines
}

fn may_break(last: char, next: char) -> bool {
    let wide = |sign: char| sign.width() == Some(2);
    if last == ' ' || next == ' ' {
        return last == ' ' && next != ' ';
    }
    (wide(last) || wide(next))
        && !(last.is_ascii_digit() && wide(next))
        && !NOT_FIRST.contains(next)
        && !NOT_LAST.contains(last)
}

/// `text` with blanks up to `width` cells, before it if `right`.
pub(super) fn pad(text: &str, width: usize, right: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(cells(text)));
    if right { format!("{blanks}{text}") } else { format!("{text}{blanks}") }
}

#[cfg(test)]
mod tests {
    use super::{cells, fold, pad};

    #[test]
    fn lines_fit_and_lose_nothing() {
        let text = "従業員数が300人を超えているため、対象になりません。See article 5, paragraph 1.";
        for width in 2..60 {
            let lines = fold(text, width);
            assert!(lines.iter().all(|line| cells(line) <= width), "{width}: {lines:?}");
            let strip = |text: &str| text.replace(' ', "");
            assert_eq!(strip(&lines.concat()), strip(text), "{width}");
        }
    }

    #[test]
    fn a_full_stop_takes_its_neighbour_to_the_next_line() {
        assert_eq!(fold("要件です。", 8), ["要件で", "す。"]);
    }

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(fold("上限は400,000円", 12), ["上限は", "400,000円"]);
    }

    #[test]
    fn latin_words_break_at_spaces() {
        assert_eq!(fold("not met by one", 8), ["not met", "by one"]);
    }

    #[test]
    fn an_id_breaks_at_an_underscore_only_if_nothing_else_will_do() {
        assert_eq!(fold("期限〔exam_date〕", 14), ["期限", "〔exam_date〕"]);
        assert_eq!(fold("application_deadline", 14), ["application_", "deadline"]);
    }

    #[test]
    fn control_characters_do_not_pass() {
        assert_eq!(fold("a\u{1b}[31mb\u{7}", 20), ["a[31mb"]);
    }

    #[test]
    fn japanese_takes_two_cells() {
        assert_eq!(pad("該当", 6, false), "該当  ");
        assert_eq!(pad("1円", 6, true), "   1円");
    }
}
