//! Words for the failures of the YAML library.

use granit_parser::ErrorKind;

use crate::text::Text;

use super::events::FailureKind;

/// What a failure of the library is to the author.
pub(super) fn failure_kind(kind: &ErrorKind) -> FailureKind {
    match kind {
        ErrorKind::RecursionLimitExceeded => FailureKind::TooDeep,
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => FailureKind::Tab,
        ErrorKind::DirectiveDisallowed => {
            FailureKind::Feature(Text::new("ディレクティブ（`%`）", "a directive (`%`)"))
        }
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::InvalidTagEscape => FailureKind::Feature(tag()),
        ErrorKind::MissingAnchorOrAliasName | ErrorKind::UnknownAnchor => FailureKind::Feature(
            Text::new("アンカー・エイリアス（`&`、`*`）", "an anchor or alias (`&`, `*`)"),
        ),
        _ => match misplaced(kind) {
            Some(words) => FailureKind::Misplaced(words),
            None => {
                FailureKind::Syntax(brackets(kind).or_else(|| scalar(kind)).unwrap_or_else(other))
            }
        },
    }
}

/// How a tag is called.
pub(super) fn tag() -> Text {
    Text::new("タグ（`!`）", "a tag (`!`)")
}

/// Failures in brackets.
fn brackets(kind: &ErrorKind) -> Option<Text> {
    let words = match kind {
        ErrorKind::UnclosedFlowCollection { open } => {
            Text::new(format!("`{open}` が閉じられていません"), format!("`{open}` is not closed"))
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => Text::new(
            format!("`{open}` が `{close}` で閉じられています"),
            format!("`{open}` is closed by `{close}`"),
        ),
        ErrorKind::MisplacedFlowCollectionEnd => Text::new(
            "対応する開き括弧のない閉じ括弧です",
            "a closing bracket without an opening one",
        ),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement => Text::new(
            "括弧の中では `,` で区切り、最後に括弧を閉じます",
            "inside brackets, separate with `,` and close the bracket at the end",
        ),
        _ => return None,
    };
    Some(words)
}

/// Failures in the arrangement of lines.
fn misplaced(kind: &ErrorKind) -> Option<Text> {
    let words = match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => Text::new(
            "ここに `: ` は書けません。字下げを確かめ、文字の一部であれば引用符で囲んでください",
            "`: ` cannot stand here; check the indentation, or put the text in quotation marks",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Text::new(
            "この行に項目名の後ろの `: ` がありません",
            "this line has no `: ` after a key",
        ),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => Text::new(
            "字下げが前の行と合っていません",
            "the indentation does not fit the lines before",
        ),
        ErrorKind::ExpectedBlockSequenceEntry => Text::new(
            "`- ` で始まるリストの中に、`- ` のない行があります",
            "a line without `- ` in a list of `- ` lines",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => {
            Text::new(
                "ここに `- ` は書けません。リストは項目名の次の行から書きます",
                "`- ` cannot stand here; a list begins on the line after its key",
            )
        }
        _ => return None,
    };
    Some(words)
}

/// Failures inside one text.
fn scalar(kind: &ErrorKind) -> Option<Text> {
    let words = match kind {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            Text::new("引用符が閉じられていません", "the quotation mark is not closed")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => Text::new(
            "閉じた引用符の後ろに文字があります。全体を引用符で囲んでください",
            "text after a closing quotation mark; quote the whole text",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => Text::new(
            "`\\` の後ろの文字が正しくありません。`'…'` で囲めば `\\` は普通の文字になります",
            "`\\` is not followed by a known escape; in `'…'` it is an ordinary character",
        ),
        ErrorKind::UnexpectedCharacter { character } => unexpected(*character),
        ErrorKind::InvalidBlockScalarHeader
        | ErrorKind::ZeroBlockScalarIndent
        | ErrorKind::InvalidBlockScalarIndent => Text::new(
            "`|` や `>` の文章は次の行から、字下げをそろえて書きます",
            "a text after `|` or `>` begins on the next line, with one indentation",
        ),
        ErrorKind::InvalidFlowScalarIndent | ErrorKind::InvalidQuotedScalarIndent => Text::new(
            "続きの行の字下げが足りません",
            "a line that continues a text is not indented enough",
        ),
        ErrorKind::CommentInterceptedScalar | ErrorKind::CommentNotSeparated => Text::new(
            "注釈の `#` は行の初めか空白の後ろに書き、文の途中の行には書けません",
            "a comment `#` stands at the start of a line or after a space, not inside a text of several lines",
        ),
        ErrorKind::BomInsideDocument => Text::new(
            "ファイルの途中に目に見えない文字 U+FEFF があります",
            "an invisible character U+FEFF inside the file",
        ),
        _ => return None,
    };
    Some(words)
}

fn unexpected(character: char) -> Text {
    if character.is_control() {
        let code = u32::from(character);
        Text::new(
            format!("制御文字 U+{code:04X} は使えません"),
            format!("the control character U+{code:04X}"),
        )
    } else {
        Text::new(
            format!("値を「{character}」で始めることはできません。全体を引用符で囲んでください"),
            format!("a value cannot begin with '{character}'; put it in quotation marks"),
        )
    }
}

fn other() -> Text {
    Text::new(
        "字下げ、括弧、引用符を確かめてください",
        "check indentation, brackets and quotation marks",
    )
}
