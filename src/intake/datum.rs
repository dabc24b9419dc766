//! Plain data with places, whatever it was written in.

use serde_json::Value as Json;

use crate::document::{Node, NodeKind, Style};
use crate::source::Span;
use crate::text::Text;

use super::{Key, words};

/// A value as written and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datum {
    /// The value.
    pub kind: DatumKind,
    /// Where it stands; empty at the start of the first file for values without a place.
    pub span: Span,
}

/// Kinds of plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatumKind {
    /// Nothing.
    Null,
    /// A bare word: a number, `true`, a date; what it is, the declared type decides.
    Word(String),
    /// A quoted text.
    Text(String),
    /// A list.
    List(Vec<Datum>),
    /// An object, in the written order.
    Map(Vec<(Key, Datum)>),
}

impl DatumKind {
    /// What it is, in words.
    #[must_use]
    pub fn words(&self) -> Text {
        match self {
            Self::Null => words("空", "nothing"),
            Self::Word(text) | Self::Text(text) => {
                let short: String = text.chars().take(40).collect();
                Text::new(format!("「{short}」"), format!("`{short}`"))
            }
            Self::List(_) => words("一覧", "a list"),
            Self::Map(_) => words("組（オブジェクト）", "an object"),
        }
    }
}

impl Datum {
    /// From a document.
    #[must_use]
    pub fn from_node(node: &Node) -> Self {
        let kind = match &node.kind {
            NodeKind::Null => DatumKind::Null,
            NodeKind::Scalar(scalar) if scalar.style == Style::Plain => {
                DatumKind::Word(scalar.text.clone())
            }
            NodeKind::Scalar(scalar) => DatumKind::Text(scalar.text.clone()),
            NodeKind::Sequence(items) => {
                DatumKind::List(items.iter().map(Self::from_node).collect())
            }
            NodeKind::Mapping(entries) => DatumKind::Map(
                entries
                    .iter()
                    .map(|entry| {
                        let key = Key { text: entry.key.text.clone(), span: entry.key.span };
                        (key, Self::from_node(&entry.value))
                    })
                    .collect(),
            ),
        };
        Self { kind, span: node.span }
    }

    /// From a JSON value; it has no place.
    #[must_use]
    pub fn from_json(value: &Json) -> Self {
        let kind = match value {
            Json::Null => DatumKind::Null,
            Json::Bool(truth) => DatumKind::Word(truth.to_string()),
            Json::Number(number) => DatumKind::Word(number.to_string()),
            Json::String(text) => DatumKind::Text(text.clone()),
            Json::Array(items) => DatumKind::List(items.iter().map(Self::from_json).collect()),
            Json::Object(entries) => DatumKind::Map(
                entries
                    .iter()
                    .map(|(key, value)| {
                        (Key { text: key.clone(), span: Span::default() }, Self::from_json(value))
                    })
                    .collect(),
            ),
        };
        Self { kind, span: Span::default() }
    }

    /// The value of a key of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            DatumKind::Map(entries) => {
                entries.iter().find(|(one, _)| one.text == key).map(|(_, value)| value)
            }
            DatumKind::Null | DatumKind::Word(_) | DatumKind::Text(_) | DatumKind::List(_) => None,
        }
    }

    /// The words of a scalar.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            DatumKind::Word(text) | DatumKind::Text(text) => Some(text),
            DatumKind::Null | DatumKind::List(_) | DatumKind::Map(_) => None,
        }
    }
}
