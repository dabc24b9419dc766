//! What counts as the same spelling.

use unicode_normalization::UnicodeNormalization;

/// The words that are no names, in plain form.
const KEYWORDS: [&str; 17] = [
    "if",
    "then",
    "else",
    "some",
    "every",
    "satisfies",
    "for",
    "where",
    "or",
    "and",
    "not",
    "in",
    "between",
    "true",
    "false",
    "undetermined",
    "not_applicable",
];

/// The NFKC form: full-width digits, letters and signs become plain, half-width kana full.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().collect()
}

/// Whether a word in plain form has a meaning of its own and cannot be a name.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether a character may stand inside a name.
pub(super) fn is_name_char(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '\u{FF3F}' | '・' | '･' | '々' | '〇')
}
