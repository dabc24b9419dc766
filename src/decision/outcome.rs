//! The outputs of a decision.

use serde::{Deserialize, Serialize};

use super::ClauseShown;

/// One output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its id; the key in JSON.
    #[serde(skip, default)]
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of thing it is, for those who lay it out.
    pub kind: OutcomeKind,
    /// Whether it is the one that the verdict is read from.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub primary: bool,
    /// Whether it is what the applicant asks about after the verdict: the amount of the grant.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub headline: bool,
    /// Whether the value is known.
    pub state: State,
    /// The value in the form of the contract; present only when known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<serde_json::Value>,
    /// The value in words: `100,000円`, `令和8年8月15日`, `はい`; for a state without value why.
    pub text: String,
    /// The unit of a number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
    /// Ids of the facts that would settle it; empty unless unknown.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub missing: Vec<String>,
    /// The least and the most that an unknown amount can come to, in the form of the contract;
    /// `null` where there is no limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub range: Option<(Option<serde_json::Value>, Option<serde_json::Value>)>,
    /// The range in words, fit to follow the name: `0円以上100,000円以下`. Empty without a range.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub range_text: String,
    /// What a set or list holds, in order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub items: Vec<Item>,
    /// The clauses that it rests on.
    pub clauses: Vec<ClauseShown>,
}

/// An element of a set or list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// More words: the form of a document, the telephone of a contact.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub about: String,
    /// The clauses that name it.
    pub clauses: Vec<ClauseShown>,
}

/// Sorts of outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// True or false.
    Truth,
    /// A number of yen.
    Money,
    /// Another number.
    Number,
    /// A date.
    Date,
    /// A choice, a text or a period.
    Choice,
    /// Documents.
    Documents,
    /// Steps of the procedure, in order.
    Steps,
    /// Contacts.
    Contacts,
    /// Clauses.
    Clauses,
    /// Another set.
    Set,
}

/// Whether a value is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is.
    Known,
    /// Facts or an answer of the document are missing.
    Unknown,
    /// The rule does not apply to the case.
    NotApplicable,
}

/// A value in the form of the contract and in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Whole numbers as JSON integers, other exact numbers as strings, dates `YYYY-MM-DD`,
    /// choices by id, sets and lists as arrays.
    pub value: serde_json::Value,
    /// In words: `1,200,000円`, `令和8年8月15日（2026-08-15）`, `はい`, `会社`.
    pub text: String,
}

/// Outcomes as a JSON object keyed by id, in order.
pub(super) mod keyed {
    use serde::de::{MapAccess, Visitor};
    use serde::ser::SerializeMap;
    use serde::{Deserializer, Serializer};

    use super::Outcome;

    pub(in crate::decision) fn serialize<S: Serializer>(
        outcomes: &[Outcome],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(outcomes.len()))?;
        for outcome in outcomes {
            map.serialize_entry(&outcome.id, outcome)?;
        }
        map.end()
    }

    pub(in crate::decision) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Outcome>, D::Error> {
        struct Keyed;
        impl<'de> Visitor<'de> for Keyed {
            type Value = Vec<Outcome>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of outcomes keyed by id")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut outcomes = Vec::new();
                while let Some((id, outcome)) = map.next_entry::<String, Outcome>()? {
                    outcomes.push(Outcome { id, ..outcome });
                }
                Ok(outcomes)
            }
        }
        deserializer.deserialize_map(Keyed)
    }
}
