//! What an answer looks like: for whoever draws a question.

use serde::{Deserialize, Serialize};

use crate::program::{Fact, Program};
use crate::text::Lang;
use crate::value::{Number, PeriodKind, Type};

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Kind of value.
    pub kind: Kind,
    /// Whether a number must be whole.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub whole: bool,
    /// Unit of a number: `円`, `人`. Empty without one.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub unit: String,
    /// What a number may be: `1人以上300人以下`. Empty without limits.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub range: String,
    /// The choices, of a choice and of a set of choices.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub choices: Vec<Offered>,
    /// The fields of a row of a list.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub fields: Vec<FormField>,
}

/// Kinds of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no.
    Boolean,
    /// A number of yen.
    Money,
    /// Another number.
    Number,
    /// A date.
    Date,
    /// A length of time.
    Period,
    /// A text.
    Text,
    /// One of the choices.
    Choice,
    /// Any of the choices, or several texts.
    Set,
    /// Rows.
    List,
}

/// One of the choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// More words. May be empty.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub about: String,
}

/// A field of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormField {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The question to ask, else what it is about; may be empty.
    pub ask: String,
    /// Whether there is a value that stands in for an absent one.
    pub has_default: bool,
    /// What an answer looks like.
    pub form: Form,
}

impl Form {
    pub(super) fn of(program: &Program, fact: &Fact, lang: Lang) -> Self {
        let spoken = |text: &crate::text::Text| {
            if lang == Lang::Ja || text.en.is_some() {
                text.get(lang).to_owned()
            } else {
                String::new()
            }
        };
        let unit = match &fact.ty {
            Type::Number(unit) if !unit.is_plain() => unit.to_string(),
            _ => String::new(),
        };
        let list = match &fact.ty {
            Type::Choice(list) => Some(*list),
            Type::Set(of) => match **of {
                Type::Choice(list) => Some(list),
                _ => None,
            },
            _ => None,
        };
        let choices = list.and_then(|list| program.choices.get(list.index()));
        let choice = |one: &crate::program::Choice| Offered {
            id: one.id.clone(),
            name: one.name.get(lang).to_owned(),
            about: spoken(&one.about),
        };
        let fields = match &fact.ty {
            Type::List(record) => program.records.get(record.index()),
            _ => None,
        };
        let field = |one: &Fact| FormField {
            id: one.id.clone(),
            name: one.name.get(lang).to_owned(),
            ask: [&one.ask, &one.about]
                .map(spoken)
                .into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default(),
            has_default: one.default.is_some(),
            form: Self::of(program, one, lang),
        };
        Self {
            kind: kind(&fact.ty),
            whole: fact.whole,
            range: range(fact, &unit, lang),
            unit,
            choices: choices
                .map(|list| list.choices.iter().map(choice).collect())
                .unwrap_or_default(),
            fields: fields
                .map(|record| record.fields.iter().map(field).collect())
                .unwrap_or_default(),
        }
    }
}

fn kind(ty: &Type) -> Kind {
    match ty {
        Type::Truth => Kind::Boolean,
        Type::Number(unit) if unit.is_yen() => Kind::Money,
        Type::Number(_) => Kind::Number,
        Type::Date => Kind::Date,
        Type::Period(PeriodKind::Months | PeriodKind::Days | PeriodKind::BusinessDays) => {
            Kind::Period
        }
        Type::Choice(_) => Kind::Choice,
        Type::Set(_) => Kind::Set,
        Type::List(_) => Kind::List,
        Type::Text | Type::Record(_) | Type::Calendar | Type::Any => Kind::Text,
    }
}

/// The declared range; that nothing is below 0 goes without saying.
fn range(fact: &Fact, unit: &str, lang: Lang) -> String {
    let low = fact.low.as_ref().filter(|low| !low.is_zero());
    let words = |end: Option<&Number>| end.map(|end| format!("{}{unit}", end.grouped()));
    match (lang, words(low), words(fact.high.as_ref())) {
        (_, None, None) => String::new(),
        (Lang::Ja, low, high) => {
            let low = low.map(|low| format!("{low}以上")).unwrap_or_default();
            low + &high.map(|high| format!("{high}以下")).unwrap_or_default()
        }
        (Lang::En, Some(low), Some(high)) => format!("{low} to {high}"),
        (Lang::En, Some(low), None) => format!("at least {low}"),
        (Lang::En, None, Some(high)) => format!("at most {high}"),
    }
}
