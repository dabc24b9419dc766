//! An author's text in plain form.

use std::ops::Range;

use super::grammar;
use super::plain::plain;
use super::token::{Token, TokenKind};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Segments};

/// Puts an expression into plain form, token by token: `資本金≦３億円` becomes `資本金 <= 3億円`.
///
/// Full-width digits, letters, signs and brackets become plain, one space stands around
/// operators and behind commas. Figures keep the author's 千, 万, 億 and commas, `1/3` stays tight,
/// dates keep their era, brackets stay; line breaks stay with the indentation behind them. The result means the same,
/// and formatting it again changes nothing.
///
/// # Errors
///
/// As [`parse`](super::parse). The places in the diagnostic count from the start of `text`, in
/// the file with number 0.
pub fn format(text: &str) -> Result<String, Diagnostic> {
    let mut written = String::new();
    let mut read = 0;
    for (range, plain) in changes(text)? {
        written.push_str(text.get(read..range.start).unwrap_or(""));
        written.push_str(&plain);
        read = range.end;
    }
    written.push_str(text.get(read..).unwrap_or(""));
    Ok(written)
}

/// What [`format`](fn@format) changes: byte ranges of `text` and what stands there in plain form,
/// ascending, none inside another.
///
/// A range is a token, or what stands before, between or behind tokens.
///
/// # Errors
///
/// As [`format`](fn@format).
pub fn changes(text: &str) -> Result<Vec<(Range<usize>, String)>, Diagnostic> {
    let pieces = Segments::whole(FileId::default(), 0);
    super::parse(text, &pieces)?;
    let mut changes = Vec::new();
    let mut change = |range: Range<usize>, plain: String| {
        if text.get(range.clone()) != Some(plain.as_str()) {
            changes.push((range, plain));
        }
    };
    let tokens = grammar::tokens(text, &pieces)?;
    let mut before: Option<TokenKind> = None;
    let mut read = 0;
    for (at, (kind, token)) in tokens.iter().enumerate() {
        let Token { text: written, start, .. } = *token;
        let gap = text.get(read..start).unwrap_or("");
        let is_tight = is_in_fraction(&tokens, at) || (at > 0 && is_in_fraction(&tokens, at - 1));
        change(
            read..start,
            match before {
                Some(before) if !is_tight => space(before, *kind, gap),
                _ => String::new(),
            },
        );
        read = start + written.len();
        change(start..read, spelling(*kind, written));
        before = Some(*kind);
    }
    change(read..text.len(), String::new());
    Ok(changes)
}

/// Whether a token is the sign of a fraction: `/` with plain figures on both sides, all of them
/// written without spaces.
fn is_in_fraction(tokens: &[(TokenKind, Token<'_>)], at: usize) -> bool {
    let window = at.checked_sub(1).and_then(|first| tokens.get(first..at + 2));
    let Some([(_, left), (TokenKind::Sign("/"), sign), (_, right)]) = window else { return false };
    let is_figure =
        |token: &Token<'_>| token.text.chars().all(|sign| matches!(sign, '0'..='9' | '０'..='９'));
    let end = |token: &Token<'_>| token.start + token.text.len();
    is_figure(left) && is_figure(right) && end(left) == sign.start && end(sign) == right.start
}

fn spelling(kind: TokenKind, text: &str) -> String {
    match kind {
        TokenKind::Operand => plain(text).replace('\u{2212}', "-"),
        TokenKind::Text => text.to_owned(),
        TokenKind::Negate => "-".to_owned(),
        TokenKind::Comma => ",".to_owned(),
        TokenKind::Sign(sign)
        | TokenKind::Open(sign)
        | TokenKind::OpenBehind(sign)
        | TokenKind::Close(sign)
        | TokenKind::Point(sign) => sign.to_owned(),
    }
}

/// What stands between two tokens: a line break with its indentation, a space, or nothing.
fn space(before: TokenKind, after: TokenKind, gap: &str) -> String {
    if let Some((_, indentation)) = gap.rsplit_once('\n') {
        return format!("\n{}", indentation.replace('\u{3000}', "  "));
    }
    let is_tight = matches!(
        before,
        TokenKind::Open(_) | TokenKind::OpenBehind(_) | TokenKind::Negate | TokenKind::Point(_)
    ) || matches!(
        after,
        TokenKind::OpenBehind(_) | TokenKind::Close(_) | TokenKind::Comma | TokenKind::Point(_)
    );
    if is_tight { String::new() } else { " ".to_owned() }
}
