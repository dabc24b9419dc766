//! Full-width signs where YAML needs plain ones.
//!
//! YAML takes `制度名：住宅` for a text and goes on; what it complains about, if at all, is the
//! next line. Here the sign itself is found: in keys, in texts that stand where a key or a `- `
//! could stand, and in the lines before a failure. A text in quotation marks is never suspected.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use crate::text::Text;

use super::lines::{Line, line_start, lines_from, span};
use super::{Scalar, Style};

const WIDE_SPACE: char = '\u{3000}';

/// What stands in the place of which sign of YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Space,
    Colon,
    Hyphen,
    Hash,
    Brace,
    /// A plain colon without the space behind it.
    TightColon,
}

impl Sign {
    fn diagnostic(self, at: Span) -> Diagnostic {
        let (character, plain) = match self {
            Self::Space => (Text::new("空白", "space"), " "),
            Self::Colon => (Text::new(" `：` ", "`：`"), ": "),
            Self::Hyphen => (Text::new(" `－` ", "`－`"), "- "),
            Self::Hash => (Text::new(" `＃` ", "`＃`"), "#"),
            Self::Brace => (Text::new(" `｛` ", "`｛`"), "{"),
            Self::TightColon => {
                let detail = Text::new(
                    "項目名の `:` の後ろに半角の空白が必要です",
                    "the `:` after a key needs a space behind it",
                );
                return Diagnostic::new(Code::YamlSyntax, at).with_text("detail", detail);
            }
        };
        Diagnostic::new(Code::FullWidthYaml, at)
            .with_text("character", character)
            .with("plain", plain)
    }
}

/// A suspicious sign and its bytes in the text that was looked at.
type Trap = (Sign, Range<usize>);

/// The sign in a key without quotation marks.
pub(super) fn in_key(key: &Scalar) -> Option<Diagnostic> {
    if key.style != Style::Plain {
        return None;
    }
    let (sign, at) = at_start(&key.text).or_else(|| colon(&key.text))?;
    Some(sign.diagnostic(key.segments.map(narrow(at.start), narrow(at.end))))
}

/// The sign in a text that begins its line, where a text in a rule file means something else.
///
/// Prose may well begin with `注意：`, so that a colon counts only behind a word like `id`, or in a
/// text that is the whole document.
pub(super) fn in_value(value: &Scalar, text: &str, is_root: bool) -> Option<Diagnostic> {
    if value.style != Style::Plain {
        return None;
    }
    let margin = margin(text, value.span.start as usize);
    if let Some(before) = margin.filter(|before| !before.contains('-') || is_after_dash(before)) {
        let hidden = at_start(&value.text)
            .filter(|(sign, _)| *sign != Sign::Hyphen || !is_after_dash(before))
            .or_else(|| colon(&value.text).filter(|(_, at)| is_root || is_word(&value.text, at)));
        if let Some((sign, at)) = hidden {
            return Some(sign.diagnostic(value.segments.map(narrow(at.start), narrow(at.end))));
        }
    }
    comment_in(value, text)
}

/// The full-width sign that made a text of what should be a mapping or a list.
///
/// To be asked where a mapping or a list is wanted and a text is found. `None` if the text gives
/// no reason to suspect one; it is then simply of the wrong shape.
#[must_use]
pub fn look_alike(text: &Scalar) -> Option<Diagnostic> {
    in_key(text)
}

/// The signs in the lines of `at`, which a failure was met in or behind.
pub(super) fn in_lines(text: &str, at: Range<usize>, file: FileId) -> Vec<Diagnostic> {
    lines_from(text, line_start(text, at.start))
        .take_while(|line| line.start <= at.end)
        .filter_map(|line| {
            let (sign, range) = in_line(line)?;
            Some(sign.diagnostic(span(file, line.start + range.start..line.start + range.end)))
        })
        .collect()
}

/// The sign in one line that should have been an entry, an item or a comment.
fn in_line(line: Line<'_>) -> Option<Trap> {
    let content = line.text.trim_start_matches([' ', '-', '\u{feff}']);
    let cut = line.text.len() - content.len();
    if content.starts_with(['"', '\'', '#']) {
        return None;
    }
    let after_dash = line.text.get(..cut).is_some_and(is_after_dash);
    let (sign, at) = wide_space_after_dash(line.text, cut)
        .or_else(|| at_start(content).filter(|(sign, _)| *sign != Sign::Hyphen || !after_dash))
        .or_else(|| colon(content))
        .or_else(|| tight_colon(content))?;
    Some((sign, cut + at.start..cut + at.end))
}

/// `-　a`: `cut` is where the full-width space is.
fn wide_space_after_dash(line: &str, cut: usize) -> Option<Trap> {
    let dash = line.get(..cut)?.ends_with('-');
    let space = line.get(cut..)?.starts_with(WIDE_SPACE);
    (dash && space).then_some((Sign::Space, 0..WIDE_SPACE.len_utf8()))
}

/// What stands before `start` on its line, if it is nothing but spaces and hyphens.
///
/// A line may be as long as its file, so that nothing else of it is looked at.
fn margin(text: &str, start: usize) -> Option<&str> {
    let before = text.get(..start)?;
    let rest = before.trim_end_matches([' ', '-']);
    let is_line_start = rest.is_empty() || rest.ends_with(['\n', '\r', '\u{feff}']);
    before.get(rest.len()..).filter(|_| is_line_start)
}

fn is_after_dash(before: &str) -> bool {
    before.ends_with("- ") && before.trim_matches([' ', '-']).is_empty()
}

/// A sign at the very start.
fn at_start(content: &str) -> Option<Trap> {
    let mut signs = content.chars();
    let first = signs.next()?;
    let is_spaced = matches!(signs.next(), None | Some(' ' | WIDE_SPACE));
    let length = first.len_utf8();
    match first {
        WIDE_SPACE => {
            let run = content.len() - content.trim_start_matches(WIDE_SPACE).len();
            Some((Sign::Space, 0..run))
        }
        '＃' => Some((Sign::Hash, 0..length)),
        '｛' => Some((Sign::Brace, 0..length)),
        '－' | '−' | 'ー' if is_spaced => Some((Sign::Hyphen, 0..length)),
        '-' if content.get(1..)?.starts_with(WIDE_SPACE) => {
            Some((Sign::Space, 1..1 + WIDE_SPACE.len_utf8()))
        }
        _ => None,
    }
}

/// `：`, or a colon with a full-width space, before any colon that YAML knows.
fn colon(content: &str) -> Option<Trap> {
    let plain = content.find(": ").unwrap_or(content.len());
    let head = content.get(..plain)?;
    let wide = head.find('：').map(|at| (Sign::Colon, at..at + '：'.len_utf8()));
    let spaced =
        head.find(":\u{3000}").map(|at| (Sign::Space, at + 1..at + 1 + WIDE_SPACE.len_utf8()));
    match (wide, spaced) {
        (Some(one), Some(other)) => Some(if one.1.start < other.1.start { one } else { other }),
        (one, other) => one.or(other),
    }
}

/// `制度名:住宅`, unless it is a time of day, an address, or there is a proper colon.
fn tight_colon(content: &str) -> Option<Trap> {
    let at = content.find(':')?;
    let next = content.get(at + 1..)?.chars().next()?;
    let is_key = !content.starts_with(['[', '{'])
        && !content.contains(": ")
        && !content.ends_with(':')
        && !next.is_whitespace()
        && next != '/'
        && !content.get(..at)?.ends_with(|sign: char| sign.is_ascii_digit());
    is_key.then_some((Sign::TightColon, at..at + 1))
}

/// Whether a word such as `id` or `in_force` stands before the sign.
fn is_word(content: &str, at: &Range<usize>) -> bool {
    let word = content.get(..at.start).unwrap_or("").trim_end_matches(':');
    word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// `＃` at the start of a further line of a text: meant as a comment, read as text.
fn comment_in(value: &Scalar, text: &str) -> Option<Diagnostic> {
    let end = value.span.end as usize;
    if !text.get(value.span.start as usize..end)?.contains(['\n', '\r']) {
        return None;
    }
    let start = line_start(text, value.span.start as usize);
    let mut further = lines_from(text, start).skip(1).take_while(|line| line.start < end);
    further.find_map(|line| {
        let content = line.text.trim_start_matches([' ', WIDE_SPACE]);
        let at = line.start + line.text.len() - content.len();
        let hash = content.starts_with('＃') && at < end;
        hash.then(|| Sign::Hash.diagnostic(span(value.span.file, at..at + '＃'.len_utf8())))
    })
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
