//! Words with gaps, and how the gaps are filled.

use crate::text::{Lang, Text};

/// Words in both languages. `{name}` is a gap for the argument of that name; any other brace is
/// itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) ja: &'static str,
    pub(super) en: &'static str,
}

impl Words {
    pub(super) const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

/// A piece of words with gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Literal(&'t str),
    /// The name between the braces.
    Gap(&'t str),
}

/// Cuts a template into literal text and gaps.
pub(super) fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, name, after)) = next_gap(rest) {
        pieces.push(Piece::Literal(before));
        pieces.push(Piece::Gap(name));
        rest = after;
    }
    pieces.push(Piece::Literal(rest));
    pieces
}

/// Text before the first gap, its name, text after it.
fn next_gap(template: &str) -> Option<(&str, &str, &str)> {
    template.match_indices('{').find_map(|(at, _)| {
        let (name, after) = template.get(at + 1..)?.split_once('}')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
        is_name.then_some((template.get(..at)?, name, after))
    })
}

/// Fills every gap; `None` if an argument is missing.
pub(super) fn fill(
    template: &str,
    arguments: &[(&'static str, Text)],
    lang: Lang,
) -> Option<String> {
    let mut filled = String::with_capacity(template.len());
    for piece in pieces(template) {
        match piece {
            Piece::Literal(text) => filled.push_str(text),
            Piece::Gap(name) => filled.push_str(argument(arguments, name)?.get(lang)),
        }
    }
    Some(filled)
}

/// Fills the gaps that it can; a gap without an argument stays as it is written.
pub(super) fn fill_some(template: &str, arguments: &[(&'static str, Text)], lang: Lang) -> String {
    let mut filled = String::with_capacity(template.len());
    for piece in pieces(template) {
        match piece {
            Piece::Literal(text) => filled.push_str(text),
            Piece::Gap(name) => match argument(arguments, name) {
                Some(text) => filled.push_str(text.get(lang)),
                None => filled.extend(["{", name, "}"]),
            },
        }
    }
    filled
}

/// The last argument of that name.
pub(super) fn argument<'a>(arguments: &'a [(&'static str, Text)], name: &str) -> Option<&'a Text> {
    arguments.iter().rev().find(|(key, _)| *key == name).map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_once_and_other_braces_stay() {
        let arguments = [("key", Text::same("{key}")), ("place", Text::new("規則", "a rule"))];
        let template = "{place}: {key}, { otherwise: … }";
        let filled = fill(template, &arguments, Lang::En);
        assert_eq!(filled.as_deref(), Some("a rule: {key}, { otherwise: … }"));
    }

    #[test]
    fn a_missing_argument_empties_a_help_and_shows_in_a_message() {
        assert_eq!(fill("a {b}", &[], Lang::Ja), None);
        assert_eq!(fill_some("a {b}", &[], Lang::Ja), "a {b}");
    }
}
