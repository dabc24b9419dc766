//! Names in lines that fit a box.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Half-width cells in a line.
const CELLS: usize = 18;

/// A name in lines of about one length that fit a box, broken between characters, or between words
/// of Latin script.
pub(super) fn wrapped(name: &str) -> Vec<String> {
    let lines = broken(name, CELLS);
    let even = name.width().div_ceil(lines.len().max(1));
    (even..CELLS)
        .map(|cells| broken(name, cells))
        .find(|tried| tried.len() <= lines.len())
        .unwrap_or(lines)
}

/// A name in lines of at most that many half-width cells.
fn broken(name: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces(name) {
        let fits = |line: &&mut String| line.width() + piece.trim_end().width() <= most;
        match lines.last_mut().filter(fits) {
            Some(line) => line.push_str(piece),
            None => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Where a line may be broken: behind a space, and on either side of a full-width character.
fn pieces(name: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut breaks = true;
    for (at, one) in name.char_indices() {
        let wide = one.width() == Some(2);
        let closes =
            matches!(one, 'ー' | '）' | '」' | '、' | '。' | '・' | 'ゃ' | 'ゅ' | 'ょ' | 'っ');
        if at > start && (breaks || wide) && !closes {
            pieces.extend(name.get(start..at));
            start = at;
        }
        breaks = (wide && !matches!(one, '（' | '「')) || one.is_whitespace();
    }
    pieces.extend(name.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_broken_into_lines_of_about_one_length() {
        assert_eq!(wrapped("該当"), ["該当"]);
        assert_eq!(wrapped("市内事業所の従業員数"), ["市内事業所", "の従業員数"]);
        assert_eq!(wrapped("Order of deduction and cap"), ["Order of", "deduction and cap"]);
        let long = "名".repeat(40);
        assert_eq!(wrapped(&long).concat(), long);
        assert!(wrapped(&long).iter().all(|line| line.width() <= CELLS));
    }
}
