//! What the author probably meant.

use strsim::osa_distance;

/// Nothing is near to a word of more characters, so that a hostile one costs nothing.
const LONGEST: usize = 64;

/// The candidate that `word` was probably meant to be.
///
/// Near are candidates that at most two edits (insert, delete, replace, swap) make equal, as long
/// as the edits are fewer than half of the characters of `word`; after them candidates of which
/// `word` is a part, or that are a part of `word`, where the part has at least two characters.
/// The fewest edits win, then the smallest difference in length, then the first.
/// `None` if nothing is near, if `word` itself is a candidate, or if it has more than 64
/// characters.
#[must_use]
pub fn nearest<C: AsRef<str>>(
    word: &str,
    candidates: impl IntoIterator<Item = C>,
) -> Option<String> {
    let length = word.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let mut best: Option<((usize, usize), String)> = None;
    for candidate in candidates {
        let candidate = candidate.as_ref();
        if candidate == word {
            return None;
        }
        let Some(rank) = rank(word, length, candidate) else { continue };
        if best.as_ref().is_none_or(|(least, _)| rank < *least) {
            best = Some((rank, candidate.to_owned()));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How far away a candidate is: edits, then difference in length. Parts count as three edits.
fn rank(word: &str, length: usize, candidate: &str) -> Option<(usize, usize)> {
    let other = candidate.chars().count();
    let difference = length.abs_diff(other);
    if difference <= 2 {
        let edits = osa_distance(word, candidate);
        if edits <= 2 && edits * 2 < length {
            return Some((edits, difference));
        }
    }
    let part = length.min(other) >= 2 && (word.contains(candidate) || candidate.contains(word));
    part.then_some((3, difference))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_keyboard_is_found() {
        assert_eq!(nearest("clause", ["clauses", "cite"]).as_deref(), Some("clauses"));
        assert_eq!(nearest("caluses", ["clauses", "cite"]).as_deref(), Some("clauses"));
        assert_eq!(
            nearest("補助対象経額", ["補助金の額", "補助対象経費"]).as_deref(),
            Some("補助対象経費")
        );
    }

    #[test]
    fn a_part_of_a_name_leads_to_the_shortest_whole() {
        assert_eq!(nearest("資本", ["資本金の上限", "資本金"]).as_deref(), Some("資本金"));
        assert_eq!(nearest("世帯所得が100万円", ["世帯所得"]).as_deref(), Some("世帯所得"));
    }

    #[test]
    fn half_a_word_of_edits_is_too_far() {
        assert_eq!(nearest("業種", ["業者", "会社"]), None);
        assert_eq!(nearest("a", ["b", "abc"]), None);
        assert_eq!(nearest("", ["a", ""]), None);
    }

    #[test]
    fn a_word_that_is_there_is_not_corrected() {
        assert_eq!(nearest("資本金", ["資本", "資本金"]), None);
    }

    #[test]
    fn a_hostile_word_is_cheap() {
        let word = "あ".repeat(400_000);
        assert_eq!(nearest(&word, (0..1000).map(|number| number.to_string())), None);
    }
}
