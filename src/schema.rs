//! One JSON Schema (draft 2020-12) for rule files and cases, with a description of every key.
//!
//! It is made from the tables by which the files are read, so that it says what the reader does
//! about keys, needed keys and the outline of values. What stands inside an expression, and whether
//! names exist, is beyond a schema: `hantei check` and `hantei lsp` tell.
//!
//! ```
//! let schema = hantei::schema::json(hantei::Lang::Ja);
//! assert_eq!(schema["$defs"]["fact"]["required"][0], "id");
//! ```

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::cases;
use crate::model::keys;
use crate::shape::{Key, Kind, Shape, Space, Word};
use crate::text::Lang;

/// The schema. Descriptions are in both languages, that of `lang` first.
#[must_use]
pub fn json(lang: Lang) -> Value {
    let mut writer = Writer { lang, shapes: BTreeMap::new() };
    let (cases, rules) = (writer.shape(&cases::keys::FILE), writer.shape(&keys::FILE));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hantei",
        "description": writer.words(
            "ルールファイルと例題のファイル（cases.yaml）",
            "rule files, and files of worked cases (`cases.yaml`)",
        ),
        "if": { "type": "object", "required": ["cases"] },
        "then": cases,
        "else": { "anyOf": [{ "type": "null" }, rules] },
        "$defs": writer.shapes,
    })
}

struct Writer {
    lang: Lang,
    /// By name; a shape that is being written holds `null`.
    shapes: BTreeMap<&'static str, Value>,
}

impl Writer {
    fn words(&self, ja: &str, en: &str) -> String {
        match self.lang {
            Lang::Ja => format!("{ja}\n\n{en}"),
            Lang::En => format!("{en}\n\n{ja}"),
        }
    }

    /// A reference to a shape, which is written where it is met first.
    fn shape(&mut self, shape: &'static Shape) -> Value {
        if !self.shapes.contains_key(shape.name) {
            self.shapes.insert(shape.name, Value::Null);
            let written = self.object(shape);
            self.shapes.insert(shape.name, written);
        }
        json!({ "$ref": format!("#/$defs/{}", shape.name) })
    }

    fn object(&mut self, shape: &'static Shape) -> Value {
        let properties: Map<_, _> =
            shape.keys.iter().map(|key| (key.name.to_owned(), self.property(key))).collect();
        let needed: Vec<_> =
            shape.keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
        let mut object = json!({
            "type": "object",
            "description": self.words(shape.ja, shape.en),
            "properties": properties,
            "patternProperties": { "^x-": true },
            "additionalProperties": false,
            "required": needed,
        });
        if let Value::Object(object) = &mut object {
            if !shape.one_of.is_empty() {
                object.insert(
                    "oneOf".to_owned(),
                    shape.one_of.iter().map(|key| given(key)).collect(),
                );
            }
            if let Some((one, other)) = shape.together {
                let both = json!({ "anyOf": [
                    { "allOf": [given(one), given(other)] },
                    { "not": { "anyOf": [given(one), given(other)] } },
                ] });
                object.insert("allOf".to_owned(), json!([both]));
            }
        }
        object
    }

    /// What a key holds. A key that may be left out may also be empty.
    fn property(&mut self, key: &'static Key) -> Value {
        let kind = self.kind(&key.kind);
        let description = self.words(key.ja, key.en);
        if key.needed || matches!(key.kind, Kind::Any) {
            return json!({ "description": description, "allOf": [kind] });
        }
        json!({ "description": description, "anyOf": [kind, { "type": "null" }] })
    }

    fn kind(&mut self, kind: &'static Kind) -> Value {
        match kind {
            Kind::Name(Space::Loop) => {
                json!({ "type": "string", "pattern": r"^\s*\S+\s+in\s+\S+\s*$" })
            }
            Kind::Line | Kind::Id | Kind::Expression | Kind::Date | Kind::Name(_) => single(),
            Kind::Text => json!({ "anyOf": [single(), self.shape(&keys::TEXT)] }),
            Kind::Flag => json!({ "enum": [true, false, "true", "false"] }),
            Kind::Word(words) => self.closed(words),
            Kind::Expressions | Kind::Names(_) => {
                json!({ "anyOf": [single(), { "type": "array", "items": single() }] })
            }
            Kind::Form(shape) => self.shape(shape),
            Kind::ByKey(key, with, without) => json!({
                "if": { "type": "object", "allOf": [given(key)] },
                "then": self.shape(with),
                "else": self.shape(without),
            }),
            Kind::Map(_, of) | Kind::ByName(_, of) => {
                json!({ "type": "object", "additionalProperties": self.kind(of) })
            }
            Kind::List(of) => json!({ "type": "array", "items": self.kind(of) }),
            Kind::Either(kinds) => {
                let kinds: Vec<_> = kinds.iter().map(|kind| self.kind(kind)).collect();
                json!({ "anyOf": kinds })
            }
            Kind::Any => json!(true),
        }
    }

    fn closed(&self, words: &'static [Word]) -> Value {
        let each = words.iter().map(|word| {
            let mut names = vec![json!(word.name)];
            names.extend(word.name.parse::<i64>().ok().map(|number| json!(number)));
            json!({ "enum": names, "description": self.words(word.ja, word.en) })
        });
        json!({ "anyOf": each.collect::<Vec<_>>() })
    }
}

/// A single value. YAML reads `300` and `true` as more than text; for hantei all of it is text.
fn single() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

/// That a key is there and not empty.
fn given(key: &str) -> Value {
    json!({ "required": [key], "properties": { key: { "not": { "type": "null" } } } })
}
