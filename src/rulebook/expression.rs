//! One expression, tried out: for authors and for outside test suites.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;

use crate::check;
use crate::decision::State;
use crate::diagnostic::Diagnostic;
use crate::document;
use crate::eval::{self, Question, Silent};
use crate::explain::show;
use crate::facts::Facts;
use crate::intake::{self, Datum, DatumKind};
use crate::model::{self, Model};
use crate::program::Program;
use crate::source::{FileId, Segments, Sources, Span};
use crate::syntax::{
    self,
    ast::{ExprKind, Ident},
};
use crate::text::{Lang, Text};
use crate::value::{Answer, PeriodKind, Type};

use super::{BuiltIn, Files, Findings, Scheme};

/// What an expression came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExprAnswer {
    /// Whether it is known.
    pub state: State,
    /// The value in the form of the contract; present only when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Json>,
    /// `boolean`, `number`, `date`, `period`, `text`, `choice`, `set`, `list` or `any`.
    #[serde(rename = "type")]
    pub ty: String,
    /// The unit of a number that has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The value in words; for a state without value why.
    #[serde(skip)]
    pub text: String,
}

/// Evaluates one expression.
///
/// With a scheme its facts, parameters, tables and rules can be named, and `facts` are facts of the
/// scheme. Without one the names are those of `facts`, whose types are read from their values
/// (`30000000円`, `true`, `2026-04-01`, `3か月`, a list of objects), and the calendars and
/// parameters of the built-in common files.
///
/// `facts` is a name for messages and the text of a JSON or YAML object.
///
/// # Errors
///
/// Everything that is wrong with the facts, or else with the expression; an operation without a
/// result.
pub fn expression(
    text: &str,
    scheme: Option<&Scheme>,
    facts: Option<(&str, &str)>,
    as_of: Option<NaiveDate>,
    lang: Lang,
) -> Result<ExprAnswer, Findings> {
    let mut sources = scheme.map(|scheme| (*scheme.program().sources).clone()).unwrap_or_default();
    let own;
    let (model, datum) = match scheme {
        Some(scheme) => (scheme.model(), read_facts(&mut sources, facts)?),
        None => {
            let mut built = common(&mut sources);
            let datum = read_facts(&mut sources, facts)?;
            built.facts.extend(infer(&datum));
            built.scheme = Some(stand_in());
            own = built;
            (&own, datum)
        }
    };
    let file = sources.add("式", text);
    let sources = Arc::new(sources);
    let wrong = |findings: Vec<Diagnostic>| Findings { sources: Arc::clone(&sources), findings };
    let expr =
        syntax::parse(text, &Segments::whole(file, 0)).map_err(|finding| wrong(vec![finding]))?;
    let (program, node) =
        check::check_expression(model, Arc::clone(&sources), &expr).map_err(wrong)?;
    let facts = intake::from_datum(&program, &datum).map_err(wrong)?;
    let as_of = as_of.or_else(|| given_date(&program, &facts));
    let question = Question { as_of, readings: Vec::new() };
    let answer = eval::evaluate_node(&program, &facts, &question, node, None, &mut Silent)
        .map_err(|finding| wrong(vec![*finding]))?;
    let ty = program.node(node).map_or(Type::Any, |node| node.ty.clone());
    Ok(told(&program, &answer, &ty, lang))
}

fn given_date(program: &Program, facts: &Facts) -> Option<NaiveDate> {
    match facts.get(program.as_of?) {
        Some(crate::value::Value::Date(date)) => Some(*date),
        _ => None,
    }
}

fn told(program: &Program, answer: &Answer, ty: &Type, lang: Lang) -> ExprAnswer {
    let (state, shown) = match answer {
        Answer::Known(value) => (State::Known, Some(show(program, value, ty, lang))),
        Answer::Unknown(_) => (State::Unknown, None),
        Answer::NotApplicable => (State::NotApplicable, None),
    };
    let (value, text) = match shown {
        Some(shown) => (Some(shown.value), shown.text),
        None if state == State::Unknown => (None, "unknown".to_owned()),
        None => (None, "not_applicable".to_owned()),
    };
    let unit = match ty {
        Type::Number(unit) if !unit.is_plain() => Some(unit.to_string()),
        _ => None,
    };
    ExprAnswer { state, value, ty: type_name(ty).to_owned(), unit, text }
}

fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::Truth => "boolean",
        Type::Number(_) => "number",
        Type::Date => "date",
        Type::Period(_) => "period",
        Type::Text => "text",
        Type::Choice(_) => "choice",
        Type::Set(_) => "set",
        Type::List(_) => "list",
        Type::Record(_) => "record",
        Type::Calendar => "calendar",
        Type::Any => "any",
    }
}

fn read_facts(sources: &mut Sources, facts: Option<(&str, &str)>) -> Result<Datum, Findings> {
    let Some((name, text)) = facts else {
        return Ok(Datum { kind: DatumKind::Null, span: Span::default() });
    };
    let found =
        document::read_bytes(name, text.as_bytes(), sources).map_err(|finding| vec![finding]);
    let found = found.and_then(|file| intake::parse(sources, file));
    found.map_err(|findings| Findings { sources: Arc::new(sources.clone()), findings })
}

/// The declarations of the built-in common files.
fn common(sources: &mut Sources) -> Model {
    let mut nodes = Vec::new();
    for path in BuiltIn.paths() {
        if !path.starts_with("common/") {
            continue;
        }
        let Ok(bytes) = BuiltIn.read(&path) else { continue };
        if let Ok(file) = document::read_bytes(path.as_str(), &bytes, sources) {
            nodes.extend(document::read(sources, file).0);
        }
    }
    model::declare(&nodes).0
}

/// A scheme that is always in force.
fn stand_in() -> model::Scheme {
    let name = |text: &str| Ident { text: text.to_owned(), span: Span::default() };
    model::Scheme {
        id: name("expr"),
        title: Text::default(),
        authority: Text::default(),
        source: Text::default(),
        source_about: Text::default(),
        from: NaiveDate::from_ymd_opt(1900, 1, 1),
        until: None,
        as_of: None,
        common: Vec::new(),
        units: Vec::new(),
        span: Span::default(),
    }
}

/// Declarations of facts whose types are those of their values.
fn infer(datum: &Datum) -> Vec<model::Fact> {
    let DatumKind::Map(entries) = &datum.kind else { return Vec::new() };
    entries.iter().map(|(key, value)| fact(&key.text, key.span, value)).collect()
}

fn fact(name: &str, span: Span, value: &Datum) -> model::Fact {
    let ident = |text: &str| Ident { text: text.to_owned(), span };
    let head = model::Head {
        name: ident(name),
        id: None,
        label: Text::same(name),
        about: Text::default(),
        clauses: Vec::new(),
    };
    let mut fact = model::Fact {
        head,
        ask: Text::default(),
        ty: ident("text"),
        unit: None,
        range: None,
        choices: None,
        of: None,
        codes: None,
        judgement: false,
        default: None,
    };
    match &value.kind {
        DatumKind::Word(word) | DatumKind::Text(word) => {
            let bare = matches!(value.kind, DatumKind::Word(_));
            let (ty, unit) = scalar_type(word, bare);
            fact.ty = ident(ty);
            fact.unit = unit.map(|unit| ident(&unit));
        }
        DatumKind::List(items)
            if items.iter().any(|item| matches!(item.kind, DatumKind::Map(_))) =>
        {
            fact.ty = ident("list");
            fact.of = Some(model::Of::Fields(fields(items)));
        }
        DatumKind::List(_) => {
            fact.ty = ident("set");
            fact.of = Some(model::Of::Kind(ident("text")));
        }
        DatumKind::Null | DatumKind::Map(_) => {}
    }
    fact
}

/// The fields of all rows; the first row that has a field tells its type.
fn fields(rows: &[Datum]) -> Vec<model::Fact> {
    let mut found: Vec<model::Fact> = Vec::new();
    for row in rows {
        for field in infer(row) {
            if !found.iter().any(|known| known.head.name == field.head.name) {
                found.push(field);
            }
        }
    }
    found
}

fn scalar_type(word: &str, bare: bool) -> (&'static str, Option<String>) {
    let parsed = syntax::parse(word, &Segments::whole(FileId::default(), 0));
    match parsed.map(|expr| expr.kind) {
        Ok(ExprKind::Truth(_)) if bare => ("boolean", None),
        Ok(ExprKind::Number { unit, .. }) => ("number", unit),
        Ok(ExprKind::Negate(_) | ExprKind::Binary { .. }) if bare => ("number", None),
        Ok(ExprKind::Date(_)) => ("date", None),
        Ok(ExprKind::Period(period)) if crate::value::kind_of(period) == PeriodKind::Months => {
            ("period", None)
        }
        _ => ("text", None),
    }
}
