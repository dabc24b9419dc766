//! An author's text in plain form.

use super::grammar;
use super::plain::plain;
use super::token::{Token, TokenKind};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Segments};

/// Puts an expression into plain form, token by token: `資本金≦３億円` becomes `資本金 <= 3億円`.
///
/// Full-width digits, letters, signs and brackets become plain, one space stands around
/// operators and behind commas. Figures keep the author's 千, 万, 億 and commas, dates their era,
/// brackets stay; line breaks stay with the indentation behind them. The result means the same,
/// and formatting it again changes nothing.
///
/// # Errors
///
/// As [`parse`](super::parse). The places in the diagnostic count from the start of `text`, in
/// the file with number 0.
pub fn format(text: &str) -> Result<String, Diagnostic> {
    let pieces = Segments::whole(FileId::default(), 0);
    super::parse(text, &pieces)?;
    let mut written = String::new();
    let mut before: Option<(TokenKind, Token<'_>)> = None;
    for (kind, token) in grammar::tokens(text, &pieces)? {
        if let Some((before, last)) = before {
            let gap = text.get(last.start + last.text.len()..token.start).unwrap_or("");
            written.push_str(&space(before, kind, gap));
        }
        written.push_str(&spelling(kind, token.text));
        before = Some((kind, token));
    }
    Ok(written)
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
