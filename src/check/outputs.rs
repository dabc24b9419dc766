//! What is decided: outputs, warnings, allocation.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::RecordId;
use crate::program::{AllocationPlan, Output, RecordType, Warning};
use crate::text::Text;
use crate::value::Type;

use super::Checker;
use super::scope::Symbol;

impl Checker<'_> {
    pub(super) fn read_outputs(&mut self) {
        self.outputs();
        self.name_rules();
        for warning in &self.model.warnings {
            let when = warning.when.as_ref().map(|when| self.of_type(when, &Type::Truth));
            let clauses = self.clauses(&warning.head.clauses);
            self.program.warnings.push(Warning {
                id: Self::id(&warning.head),
                name: warning.head.label.clone(),
                says: warning.says.clone(),
                when,
                if_unknown: warning.if_unknown,
                clauses,
            });
        }
        self.allocation();
    }

    fn outputs(&mut self) {
        let mut primary = Vec::new();
        for output in &self.model.decides {
            let Some(Symbol::Rule(rule)) = self.symbols.get(&output.from.text).copied() else {
                self.push(self.unknown_name(&output.from));
                continue;
            };
            if output.primary {
                primary.push((self.program.outputs.len(), &output.from));
                let ty = self.program.rule(rule).map_or(Type::Any, |rule| rule.ty.clone());
                if !ty.fits(&Type::Truth) {
                    self.push(Diagnostic::new(Code::PrimaryNotBoolean, output.from.span));
                }
            }
            let name = output.label.clone().or_else(|| self.program.rule(rule).map(|rule| rule.name.clone()));
            self.program.outputs.push(Output {
                id: output.id.text.clone(),
                name: name.unwrap_or_default(),
                rule,
                headline: output.headline,
            });
        }
        match primary.as_slice() {
            [(at, _)] => self.program.primary = *at,
            [] => {
                let at = self.model.scheme.as_ref().map(|scheme| scheme.span);
                let finding = match at {
                    Some(at) => Diagnostic::new(Code::NoPrimary, at),
                    None => Diagnostic::unplaced(Code::NoPrimary),
                };
                self.push(finding);
            }
            [_, (_, second), ..] => {
                self.push(Diagnostic::new(Code::SeveralPrimaries, second.span));
            }
        }
    }

    /// A rule without an id has that of its first output, else its name.
    fn name_rules(&mut self) {
        for output in self.program.outputs.iter().rev() {
            if let Some(rule) = self.program.rules.get_mut(output.rule.index())
                && self.model.rules.get(output.rule.index()).is_some_and(|rule| rule.head.id.is_none())
            {
                rule.id.clone_from(&output.id);
            }
        }
        for rule in &mut self.program.rules {
            if rule.id.is_empty() {
                rule.id.clone_from(&rule.name.ja);
            }
        }
    }

    fn allocation(&mut self) {
        let Some(declared) = &self.model.allocation else { return };
        let fields = declared.facts.iter().map(|fact| self.fact(fact)).collect();
        let record = RecordId::new(self.program.records.len());
        self.program.records.push(RecordType { fields });
        let name = "申請".to_owned();
        self.variables.push((name, Type::Record(record)));
        self.program.variables = self.program.variables.max(self.variables.len());
        let ranked_when = declared.ranked_when.as_ref().map(|when| self.of_type(when, &Type::Truth));
        let requested = declared
            .requested
            .as_ref()
            .map(|requested| self.of_type(requested, &Type::Number(crate::value::Unit::yen())));
        let mut keys = Vec::new();
        for key in &declared.keys {
            let value = self.expression(&key.value, None);
            let ty = self.ty(value);
            if !ty.is_ordered() && ty != Type::Truth {
                let found = self.words(&ty);
                self.misfit(key.value.span, Text::new("大小のある値", "an ordered value"), found);
            }
            let clauses = self.clauses(&key.clauses);
            keys.push((key.name.clone(), value, clauses));
        }
        self.variables.pop();
        let clauses = self.clauses(&declared.clauses);
        if let (Some(ranked_when), Some(requested)) = (ranked_when, requested) {
            let plan = AllocationPlan { record, ranked_when, requested, keys, clauses };
            self.program.allocation = Some(plan);
        }
        let _ = declared.span;
    }
}
