//! Who asks: a terminal, or lines of text.

use crate::cli::failure::Failure;
use crate::plan::Form;
use crate::value::Value;

/// One thing to ask.
pub(super) struct Prompt<'a> {
    /// The question.
    pub(super) text: &'a str,
    /// What an answer looks like.
    pub(super) form: &'a Form,
    /// Whether an empty answer says that there is no further row.
    pub(super) ends_rows: bool,
    /// Reads what was typed; what is wrong with it, in words.
    pub(super) read: &'a dyn Fn(&str) -> Result<Value, String>,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reply {
    /// The value.
    Value(Value),
    /// What was typed is no answer; the words say why.
    Refused(String),
    /// わからない.
    Unknown,
    /// 戻る.
    Back,
    /// なぜ聞くのか.
    Why,
    /// There is no further row.
    RowsEnd,
    /// The interview is to end here.
    Over,
}

/// Asks and tells.
pub(super) trait Face {
    /// Shows lines that are no question.
    fn tell(&mut self, text: &str) -> Result<(), Failure>;

    /// Asks one thing.
    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Failure>;
}

/// Words that are commands wherever something is typed.
pub(super) fn command(text: &str) -> Option<Reply> {
    let plain = text.trim().to_lowercase();
    match plain.as_str() {
        "わからない" | "分からない" | "不明" | "-" | "－" | "ー" | "unknown" => {
            Some(Reply::Unknown)
        }
        "戻る" | "もどる" | "<" | "＜" | "back" => Some(Reply::Back),
        "?" | "？" | "なぜ" | "why" => Some(Reply::Why),
        "終わる" | "おわる" | "終了" | "end" => Some(Reply::Over),
        _ => None,
    }
}
