//! Two wordings of one line, cut into what stayed and what changed.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Of two wordings that share less than this part, everything counts as changed.
const LEAST_SHARED: f32 = 0.25;

/// Wordings of no more characters are not taken apart: `はい`, `いいえ`.
const SHORT: usize = 3;

/// A stretch of a wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it differs from the other wording.
    pub changed: bool,
}

/// The pieces of the old and of the new wording.
pub(super) fn mark(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (old_words, new_words) = (words(old), words(new));
    let ops = capture_diff_slices(Algorithm::Patience, &old_words, &new_words);
    let is_short = old.chars().count().max(new.chars().count()) <= SHORT;
    if is_short || shared(&ops, &old_words, &new_words) < LEAST_SHARED {
        return (whole(old), whole(new));
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for op in &ops {
        let changed = !matches!(op, DiffOp::Equal { .. });
        push(&mut before, old_words.get(op.old_range()).unwrap_or_default(), changed);
        push(&mut after, new_words.get(op.new_range()).unwrap_or_default(), changed);
    }
    (before, after)
}

/// The pieces of two lists in which the parts stand between `、`.
pub(super) fn mark_list(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let against = |own: &str, other: &str| {
        let held: Vec<&str> = other.split('、').collect();
        let mut pieces = Vec::new();
        for (at, part) in own.split('、').enumerate() {
            if at > 0 {
                push(&mut pieces, &["、"], false);
            }
            push(&mut pieces, &[part], !held.contains(&part));
        }
        pieces
    };
    (against(old, new), against(new, old))
}

/// A wording without a counterpart.
pub(super) fn whole(text: &str) -> Vec<Piece> {
    vec![Piece { text: text.to_owned(), changed: true }]
}

/// How alike two texts are, from 0 to 1.
pub(super) fn likeness(one: &str, other: &str) -> f32 {
    let (one, other) = (words(one), words(other));
    let ops = capture_diff_slices(Algorithm::Myers, &one, &other);
    shared(&ops, &one, &other)
}

/// The part of the characters that two wordings share.
#[expect(clippy::cast_precision_loss, reason = "texts of rules are short")]
fn shared(ops: &[DiffOp], old: &[&str], new: &[&str]) -> f32 {
    let length = |words: &[&str]| words.iter().map(|word| word.chars().count()).sum::<usize>();
    let equal = ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. }));
    let same: usize = equal.map(|op| length(old.get(op.old_range()).unwrap_or_default())).sum();
    let all = length(old) + length(new);
    if all == 0 { 1.0 } else { 2.0 * same as f32 / all as f32 }
}

fn push(pieces: &mut Vec<Piece>, words: &[&str], changed: bool) {
    let text = words.concat();
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.changed == changed => last.text.push_str(&text),
        _ => pieces.push(Piece { text, changed }),
    }
}

/// Sorts of characters; a run of one sort is a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Latin,
    Kanji,
    Kana,
    Space,
    Alone,
}

fn sort(one: char) -> Sort {
    match one {
        '0'..='9' | '０'..='９' | ',' | '.' | '/' | '万' | '億' | '千' | '百' => Sort::Number,
        'a'..='z' | 'A'..='Z' | '_' => Sort::Latin,
        '\u{4e00}'..='\u{9fff}' | '々' => Sort::Kanji,
        '\u{30a1}'..='\u{30ff}' => Sort::Kana,
        _ if one.is_whitespace() => Sort::Space,
        _ => Sort::Alone,
    }
}

/// What is counted: a number and the sign after it are one word.
const COUNTERS: &str = "円人日月年回件倍名歳週割分か時間%％";

/// Numbers, words of one script, single signs and hiragana.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next().map(sort) {
        let end = match first {
            Sort::Number => {
                let digits = rest.find(|one| sort(one) != first).unwrap_or(rest.len());
                let after = rest.get(digits..).unwrap_or_default();
                let counter = after.find(|one| !COUNTERS.contains(one)).unwrap_or(after.len());
                digits + counter
            }
            Sort::Alone => rest.chars().next().map_or(rest.len(), char::len_utf8),
            _ => rest.find(|one| sort(one) != first).unwrap_or(rest.len()),
        };
        let (word, after) = rest.split_at(end);
        words.push(word);
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        let one = |piece: &Piece| {
            if piece.changed { format!("[{}]", piece.text) } else { piece.text.clone() }
        };
        pieces.iter().map(one).collect()
    }

    #[test]
    fn a_number_is_marked_as_a_whole() {
        let (old, new) = mark("補助額の限度は1万円", "補助額の限度は12万円");
        assert_eq!(shown(&old), "補助額の限度は[1万円]");
        assert_eq!(shown(&new), "補助額の限度は[12万円]");
    }

    #[test]
    fn what_has_little_in_common_is_marked_as_a_whole() {
        let (old, new) = mark("郵送", "持参又は電子申請");
        assert_eq!((shown(&old), shown(&new)), ("[郵送]".into(), "[持参又は電子申請]".into()));
    }

    #[test]
    fn of_a_list_every_part_is_marked_for_itself() {
        let (old, new) = mark_list("鉄道、航空、高速バス、船舶", "高速バス、鉄道、航空、徒歩");
        assert_eq!(shown(&old), "鉄道、航空、高速バス、[船舶]");
        assert_eq!(shown(&new), "高速バス、鉄道、航空、[徒歩]");
    }

    #[test]
    fn the_pieces_join_to_the_wordings() {
        let (old, new) = ("鉄道, 航空, 高速バス", "鉄道, 航空, 船舶, 高速バス");
        let (before, after) = mark(old, new);
        assert_eq!(before.iter().map(|one| one.text.as_str()).collect::<String>(), old);
        assert_eq!(shown(&after), "鉄道, 航空, [船舶, ]高速バス");
    }
}
