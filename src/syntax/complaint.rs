//! What a message about an expression says: what would fit, and what stands there.
//!
//! Places are exact: the word or sign that does not fit, never the white space around it. The
//! end of the expression is the place behind its last character.

use super::ast::Ident;
use super::bounds::unclosed_bracket;
use super::hints::{self, Hint};
use super::plain::{is_keyword, is_name_char, plain};
use super::token::{Token, place};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Segments, Span};
use crate::text::Text;

/// Characters of a long word that are quoted.
const MOST_QUOTED: usize = 20;

/// What the grammar could have gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    /// A value: `100円`, a name, a bracket.
    Value,
    /// A name: the variable of `some`, a field.
    Name,
    /// A certain word or sign: `then`, `)`.
    Sign(&'static str),
    /// A sign between two values, when one stands before.
    Operator,
    /// The end.
    End,
}

/// The complaint about the place `at`, where `wanted` would have fitted.
pub(super) fn unexpected(
    text: &str,
    at: usize,
    wanted: &[Wanted],
    pieces: &Segments,
) -> Diagnostic {
    let end = text.trim_end().len();
    let at = at.min(end);
    let may_close = [")", "]"].iter().any(|sign| wanted.contains(&Wanted::Sign(sign)));
    let ends_early = at == end && may_close && !wanted.contains(&Wanted::Value);
    if let Some(bracket) = unclosed_bracket(text, pieces).filter(|_| ends_early) {
        return unclosed(text, bracket, pieces);
    }
    let token = if at == end { None } else { Some(token_at(text, at, pieces)) };
    if let Some(diagnostic) = token.and_then(|token| habit(text, token)) {
        return diagnostic;
    }
    let number = token.filter(|token| token.text.starts_with(char::is_numeric));
    if let Some((token, hint)) =
        number.and_then(|token| Some((token, hints::behind_a_number(token.text)?)))
    {
        return glued(token, &hint);
    }
    let (span, found) = match token {
        Some(token) => (token.span(), found(text, token, wanted)),
        None => (place(end..end, pieces), the_end()),
    };
    syntax(span, expected(wanted), found)
}

/// The complaint about a comparison glued to a number: `300人以下`.
pub(super) fn glued(token: Token<'_>, hint: &Hint) -> Diagnostic {
    let written = plain(token.text);
    let number = written.strip_suffix(&hint.written).unwrap_or(&written);
    let wanted = Text::same(format!("`{} {number}`", hint.right));
    syntax(token.span(), wanted, with_remark(token.text, &hint.remark))
}

/// The complaint about a token that is read but means nothing here.
pub(super) fn found_instead(token: Token<'_>, wanted: Text) -> Diagnostic {
    syntax(token.span(), wanted, Text::same(quoted(token.text)))
}

/// The complaint about `1,000` inside a list, which may be one number or two.
pub(super) fn ambiguous_group(token: Token<'_>) -> Diagnostic {
    let parted = plain(token.text).replace(',', ", ");
    let joined = plain(token.text).replace(',', "_");
    let wanted = Text::new(
        format!("一つの数なら `{joined}`、別々の数なら `{parted}`"),
        format!("`{joined}` for one number or `{parted}` for several"),
    );
    found_instead(token, wanted)
}

/// The complaint about `f(a for x in list)` where `f` is no aggregate.
pub(super) fn no_aggregate(name: &Ident, for_word: Span) -> Diagnostic {
    let wanted = Text::new(
        "`for` の前の `sum`、`count`、`min` 又は `max`",
        "`sum`, `count`, `min` or `max` before `for`",
    );
    syntax(name.span, wanted, Text::same(quoted(&name.text)))
        .related(for_word, Text::new("行ごとの計算", "goes through the rows of a list"))
}

fn syntax(span: Span, expected: Text, found: Text) -> Diagnostic {
    Diagnostic::new(Code::Syntax, span).with_text("expected", expected).with_text("found", found)
}

fn quoted(word: &str) -> String {
    match word.char_indices().nth(MOST_QUOTED) {
        Some((cut, _)) => format!("`{}…`", word.get(..cut).unwrap_or(word)),
        None => format!("`{word}`"),
    }
}

fn with_remark(word: &str, remark: &Text) -> Text {
    let word = quoted(word);
    let english = remark.en.as_deref().unwrap_or(&remark.ja);
    Text::new(format!("{word}（{}）", remark.ja), format!("{word} ({english})"))
}

fn the_end() -> Text {
    Text::new("式の終わり", "the end of the expression")
}

fn unclosed(text: &str, bracket: usize, pieces: &Segments) -> Diagnostic {
    let token = token_at(text, bracket, pieces);
    let closing = if plain(token.text) == "(" { ")" } else { "]" };
    let wanted = Text::new(
        format!("`{}` を閉じる `{closing}`", token.text),
        format!("`{closing}` that closes `{}`", token.text),
    );
    syntax(token.span(), wanted, the_end())
}

/// The complaint about a sign or word of another language, at `token` or around it.
fn habit(text: &str, token: Token<'_>) -> Option<Diagnostic> {
    let around = sign_run(text, token);
    let before = word_before(text, token);
    let candidates = [Some(around), Some(token), before];
    candidates.into_iter().flatten().find_map(|token| {
        let hint = hints::habit(token.text)?;
        let found = with_remark(token.text, &hint.remark);
        Some(syntax(token.span(), Text::same(format!("`{}`", hint.right)), found))
    })
}

/// The word, number, text or sign that begins at `at`.
fn token_at<'a>(text: &'a str, at: usize, pieces: &'a Segments) -> Token<'a> {
    let rest = text.get(at..).unwrap_or("");
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let length = if rest.starts_with(is_name_char) {
        let is_number = rest.starts_with(char::is_numeric);
        let goes_on = |sign: char| is_name_char(sign) || (is_number && matches!(sign, '.' | ','));
        let run = rest.find(|sign| !goes_on(sign)).unwrap_or(rest.len());
        rest.get(..run).unwrap_or(rest).trim_end_matches(['.', ',']).len()
    } else {
        let closing = rest.get(1..).and_then(|inside| inside.find('"')).map(|end| end + 2);
        closing.filter(|_| rest.starts_with('"')).unwrap_or(first)
    };
    Token { text: rest.get(..length).unwrap_or(""), start: at, pieces }
}

/// The run of signs of comparison and logic around a token, such as `=<`; the token itself where
/// it is no such sign.
fn sign_run<'a>(text: &'a str, token: Token<'a>) -> Token<'a> {
    if !token.text.starts_with(is_sign) {
        return token;
    }
    let (before, rest) = text.split_at_checked(token.start).unwrap_or((text, ""));
    let start = before.trim_end_matches(is_sign).len();
    let end = token.start + rest.find(|sign| !is_sign(sign)).unwrap_or(rest.len());
    Token { text: text.get(start..end).unwrap_or(token.text), start, pieces: token.pieces }
}

fn is_sign(character: char) -> bool {
    matches!(
        character,
        '=' | '<' | '>' | '!' | '&' | '|' | '~' | '＝' | '＜' | '＞' | '！' | '＆' | '｜' | '～'
    )
}

/// The word before a token, where only white space stands between.
fn word_before<'a>(text: &'a str, token: Token<'a>) -> Option<Token<'a>> {
    let before = text.get(..token.start)?.trim_end();
    let start = before.trim_end_matches(is_name_char).len();
    let word = before.get(start..).filter(|word| !word.is_empty())?;
    Some(Token { text: word, start, pieces: token.pieces })
}

/// What stands at the place, with a remark where its cause is known.
fn found(text: &str, token: Token<'_>, wanted: &[Wanted]) -> Text {
    match remark(text, token, wanted) {
        Some(remark) => with_remark(token.text, &remark),
        None => Text::same(quoted(token.text)),
    }
}

fn remark(text: &str, token: Token<'_>, wanted: &[Wanted]) -> Option<Text> {
    let written = plain(token.text);
    let before = text.get(..token.start).unwrap_or("");
    let is_word = written.starts_with(char::is_alphabetic) && !is_keyword(&written);
    if written == ")" || written == "]" {
        return Some(Text::new("対応する括弧を確かめてください", "check which bracket it closes"))
            .filter(|_| wanted.contains(&Wanted::End));
    }
    let is_digit =
        |sign: char| plain(&String::from(sign)).starts_with(|sign: char| sign.is_ascii_digit());
    if is_word && before.ends_with(char::is_whitespace) && before.trim_end().ends_with(is_digit) {
        return Some(Text::new(
            "単位は数のすぐ後に空白を入れずに書きます",
            "a unit follows its number without a space",
        ));
    }
    None
}

/// What would have fitted, in words: closing words first, then operators, then the end.
fn expected(wanted: &[Wanted]) -> Text {
    if wanted.contains(&Wanted::Value) {
        return Wanted::Value.words();
    }
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.iter().any(|one| matches!(one, Wanted::Sign(_))) {
        wanted.retain(|one| *one != Wanted::End);
    }
    let words: Vec<Text> = wanted.into_iter().map(Wanted::words).collect();
    let Some((last, first)) = words.split_last() else { return Wanted::End.words() };
    if first.is_empty() {
        return last.clone();
    }
    let ja: Vec<&str> = first.iter().map(|one| one.ja.as_str()).collect();
    let en: Vec<&str> = first.iter().map(|one| one.en.as_deref().unwrap_or(&one.ja)).collect();
    let last_en = last.en.as_deref().unwrap_or(&last.ja);
    Text::new(
        format!("{}又は{}", ja.join("、"), last.ja),
        format!("{} or {last_en}", en.join(", ")),
    )
}

impl Wanted {
    fn words(self) -> Text {
        match self {
            Self::Value => {
                Text::new("値（数、名前、括弧など）", "a value (a number, a name, a bracket)")
            }
            Self::Name => Text::new("名前", "a name"),
            Self::Sign(sign) => Text::same(format!("`{sign}`")),
            Self::Operator => Text::new(
                "演算子（`+`、`<=`、`and` など）",
                "an operator (such as `+`, `<=`, `and`)",
            ),
            Self::End => the_end(),
        }
    }
}
