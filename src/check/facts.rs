//! Facts and fields of list facts: their types, limits and choices.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::ids::{ChoicesId, RecordId};
use crate::model::{self, Choices as Listed, Of};
use crate::program::{Fact, RecordType};
use crate::syntax::ast::Ident;
use crate::text::Text;
use crate::value::{BUILT_IN_UNITS, Number, PeriodKind, Type, Unit};

use super::scope::Symbol;
use super::{Checker, with_nearest};

impl Checker<'_> {
    pub(super) fn fact(&mut self, fact: &model::Fact) -> Fact {
        let clauses = self.clauses(&fact.head.clauses);
        let (ty, whole, low) = self.fact_type(fact);
        let (mut least, mut most) = (low, None);
        if let Some(range) = &fact.range {
            (least, most) = self.limits(range, &ty);
        }
        let default = fact.default.as_ref().and_then(|value| self.constant(value, &ty));
        let codes = fact.codes.as_ref().and_then(|name| self.code_list(name));
        Fact {
            id: Self::id(&fact.head),
            name: fact.head.label.clone(),
            about: fact.head.about.clone(),
            ask: fact.ask.clone(),
            ty,
            whole,
            low: least,
            high: most,
            codes,
            judgement: fact.judgement,
            default,
            clauses,
            span: fact.head.name.span,
        }
    }

    fn code_list(&mut self, name: &Ident) -> Option<usize> {
        let known = self.program.codes.iter().position(|list| list.name.ja == name.text);
        if known.is_none() {
            self.push(self.unknown_name(name));
        }
        known
    }

    /// Type, whether numbers are whole, and the least number.
    fn fact_type(&mut self, fact: &model::Fact) -> (Type, bool, Option<Number>) {
        let unit = fact.unit.as_ref().map(|unit| self.unit(unit)).unwrap_or_default();
        let zero = Some(Number::ZERO);
        match fact.ty.text.as_str() {
            "boolean" => (Type::Truth, false, None),
            "money" => (Type::Number(Unit::yen()), true, zero),
            "count" => (Type::Number(unit), true, zero),
            "number" => (Type::Number(unit), false, None),
            "ratio" => (Type::plain(), false, None),
            "date" => (Type::Date, false, None),
            "period" => (Type::Period(PeriodKind::Months), false, None),
            "text" => (Type::Text, false, None),
            "choice" => (self.choice_type(fact), false, None),
            "set" => (Type::Set(Box::new(self.element_type(fact))), false, None),
            "list" => (self.list_type(fact), false, None),
            "" => (Type::Any, false, None),
            other => {
                let known = model::keys::FACT_TYPES.iter().map(|ty| ty.name);
                let finding = Diagnostic::new(Code::UnknownType, fact.ty.span).with("text", other);
                self.push(with_nearest(finding, nearest(other, known)));
                (Type::Any, false, None)
            }
        }
    }

    fn choice_type(&mut self, fact: &model::Fact) -> Type {
        match &fact.choices {
            Some(Listed::Listed(choices)) => {
                let choices = choices
                    .iter()
                    .map(|(id, name, about)| (id.text.clone(), name.clone(), about.clone()));
                Type::Choice(self.list(fact.head.label.clone(), choices.collect()))
            }
            Some(Listed::Same(other)) => self.same_choices(other),
            None => {
                let place = Text::new(
                    format!("事実「{}」", fact.head.name.text),
                    format!("fact `{}`", fact.head.name.text),
                );
                self.push(
                    Diagnostic::new(Code::MissingKey, fact.ty.span)
                        .with("key", "choices")
                        .with_text("place", place),
                );
                Type::Any
            }
        }
    }

    /// The choices of the fact `name` or of the field `name.field`, which must stand before.
    pub(super) fn same_choices(&mut self, name: &Ident) -> Type {
        match self.named_type(name) {
            Some(Type::Choice(choices)) => Type::Choice(choices),
            Some(Type::Set(of)) if matches!(*of, Type::Choice(_)) => *of,
            Some(other) => {
                let finding = Diagnostic::new(Code::WrongType, name.span)
                    .with_text("wanted", Text::new("選択肢のある事実", "a fact with choices"))
                    .with_text("found", self.words(&other));
                self.push(finding);
                Type::Any
            }
            None => {
                self.push(self.unknown_name(name));
                Type::Any
            }
        }
    }

    /// The type of a fact, of a field `fact.field`, or of a reading.
    pub(super) fn named_type(&self, name: &Ident) -> Option<Type> {
        let (fact, field) = match name.text.split_once('.') {
            Some((fact, field)) => (fact, Some(field)),
            None => (name.text.as_str(), None),
        };
        let symbol = self.symbols.get(fact)?;
        let ty = match symbol {
            Symbol::Fact(id) => self.program.fact(*id)?.ty.clone(),
            Symbol::Reading(id) => Type::Choice(self.program.readings.get(id.index())?.choices),
            Symbol::Parameter(id) => self.program.parameters.get(id.index())?.ty.clone(),
            Symbol::Table(_) | Symbol::Rule(_) | Symbol::Calendar(_) => return None,
        };
        let Some(field) = field else { return Some(ty) };
        let Type::List(record) = ty else { return None };
        let fields = &self.program.records.get(record.index())?.fields;
        fields.iter().find(|one| one.name.ja == field).map(|one| one.ty.clone())
    }

    fn element_type(&mut self, fact: &model::Fact) -> Type {
        if fact.choices.is_some() {
            return self.choice_type(fact);
        }
        let Some(Of::Kind(kind)) = &fact.of else { return self.choice_type(fact) };
        self.element_kind(kind)
    }

    /// `text`, `document`, `step`, `contact`, `clause`, `warning`, or the name of a fact with choices.
    pub(super) fn element_kind(&mut self, kind: &Ident) -> Type {
        match kind.text.as_str() {
            "text" => Type::Text,
            "document" => Type::Choice(ChoicesId::DOCUMENTS),
            "step" => Type::Choice(ChoicesId::STEPS),
            "contact" => Type::Choice(ChoicesId::CONTACTS),
            "clause" => Type::Choice(ChoicesId::CLAUSES),
            "warning" => Type::Choice(ChoicesId::WARNINGS),
            _ => self.same_choices(kind),
        }
    }

    fn list_type(&mut self, fact: &model::Fact) -> Type {
        let Some(Of::Fields(fields)) = &fact.of else {
            let place = Text::new(
                format!("事実「{}」", fact.head.name.text),
                format!("fact `{}`", fact.head.name.text),
            );
            self.push(
                Diagnostic::new(Code::MissingKey, fact.ty.span)
                    .with("key", "of")
                    .with_text("place", place),
            );
            return Type::Any;
        };
        let heads: Vec<_> = fields.iter().map(|field| &field.head).collect();
        self.unique(&heads);
        let fields = fields.iter().map(|field| self.fact(field)).collect();
        let id = RecordId::new(self.program.records.len());
        self.program.records.push(RecordType { fields });
        Type::List(id)
    }

    /// A unit; a finding for one that is not known.
    pub(super) fn unit(&mut self, name: &Ident) -> Unit {
        let unit = Unit::parse(&name.text);
        let own =
            self.model.scheme.as_ref().map(|scheme| scheme.units.as_slice()).unwrap_or_default();
        let known = |name: &str| {
            BUILT_IN_UNITS.iter().any(|(ja, _)| *ja == name) || own.iter().any(|one| one == name)
        };
        if let Some(strange) = unit.names().find(|name| !known(name)) {
            let names =
                BUILT_IN_UNITS.iter().map(|(ja, _)| *ja).chain(own.iter().map(String::as_str));
            let near = nearest(strange, names);
            let finding = Diagnostic::new(Code::UnknownUnit, name.span).with("unit", strange);
            self.push(with_nearest(finding, near));
        }
        unit
    }
}
