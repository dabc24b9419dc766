//! Which expressions need quotation marks in YAML.

/// Whether a text may stand without quotation marks and be read as that text.
///
/// Stricter than YAML: what is refused here is only put into quotation marks needlessly.
pub(super) fn is_plain(text: &str, in_flow: bool) -> bool {
    let mut signs = text.chars();
    let Some(first) = signs.next() else { return false };
    let begins = match first {
        '-' | '?' | ':' => signs.next().is_some_and(|second| !second.is_whitespace()),
        _ => !"[]{},#&*!|>'\"%@`".contains(first) && !first.is_whitespace(),
    };
    let in_it = [": ", " #"].iter().any(|pair| text.contains(pair));
    let in_brackets = in_flow && text.contains(['[', ']', '{', '}', ',']);
    begins && !in_it && !in_brackets && !text.ends_with([':', ' '])
}

/// The quotation mark that a text can stand in without any escape, the house's own first.
pub(super) fn mark(text: &str) -> Option<char> {
    if !text.contains(['"', '\\']) {
        Some('"')
    } else if text.contains('\'') {
        None
    } else {
        Some('\'')
    }
}
