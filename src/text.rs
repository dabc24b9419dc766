//! Words for people, in Japanese and in English.

use serde::{Deserialize, Serialize};

/// The language of messages and explanations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Japanese, the default.
    #[default]
    Ja,
    /// English.
    En,
}

/// A text in Japanese and, if the author gave one, in English.
///
/// `ja` is empty only in a text that was never written ([`Text::default`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    /// Japanese words.
    pub ja: String,
    /// English words.
    pub en: Option<String>,
}

impl Text {
    /// A text in both languages.
    #[must_use]
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: Some(en.into()) }
    }

    /// The same words in both languages: a name, a number, an id.
    #[must_use]
    pub fn same(words: impl Into<String>) -> Self {
        Self { ja: words.into(), en: None }
    }

    /// The words in `lang`; the Japanese ones where no English was given.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            (Lang::Ja | Lang::En, _) => &self.ja,
        }
    }

    /// Whether no words were given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ja.is_empty() && self.en.as_ref().is_none_or(String::is_empty)
    }
}
