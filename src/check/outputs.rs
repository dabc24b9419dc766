//! What is decided: outputs, warnings, allocation.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::{ClauseId, NodeId, RecordId};
use crate::model::AllocationKey;
use crate::program::{AllocationPlan, Node, NodeKind, Output, RecordType, Warning};
use crate::text::{Lang, Text};
use crate::value::Type;

use super::Checker;
use super::scope::Symbol;

/// What the date of an allocation is called where applications are ranked.
const ALLOCATION_DATE: &str = "配分日";

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
            if self.model.rules.get(rule.index()).is_some_and(|rule| rule.each.is_some()) {
                let wanted = Text::new("一件の結論になる規則", "a rule of the whole case");
                self.misfit(
                    output.from.span,
                    wanted,
                    Text::new("各件の規則", "a rule of each row"),
                );
                continue;
            }
            if output.primary {
                primary.push((self.program.outputs.len(), &output.from));
                let ty = self.program.rule(rule).map_or(Type::Any, |rule| rule.ty.clone());
                if !ty.fits(&Type::Truth) {
                    self.push(Diagnostic::new(Code::PrimaryNotBoolean, output.from.span));
                }
            }
            let name = output
                .label
                .clone()
                .or_else(|| self.program.rule(rule).map(|rule| rule.name.clone()));
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
                && self
                    .model
                    .rules
                    .get(output.rule.index())
                    .is_some_and(|rule| rule.head.id.is_none())
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

    /// Ranking reads the fields of one application as `申請`, and its date as `配分日`, which is
    /// another name of the scheme's date fact.
    fn allocation(&mut self) {
        let Some(declared) = &self.model.allocation else { return };
        let fields = declared.facts.iter().map(|fact| self.fact(fact)).collect();
        let record = RecordId::new(self.program.records.len());
        self.program.records.push(RecordType { fields });
        let first = self.program.nodes.len();
        let application = AllocationPlan::APPLICATION.to_owned();
        self.variables.push((application, Type::Record(record)));
        self.program.variables = self.program.variables.max(self.variables.len());
        let shadowed = self.symbols.get(ALLOCATION_DATE).copied();
        if let Some(as_of) = self.program.as_of {
            self.symbols.insert(ALLOCATION_DATE.to_owned(), Symbol::Fact(as_of));
        }
        let ranked_when =
            declared.ranked_when.as_ref().map(|when| self.of_type(when, &Type::Truth));
        let yen = Type::Number(crate::value::Unit::yen());
        let requested = declared.requested.as_ref().map(|requested| self.of_type(requested, &yen));
        let keys = declared.keys.iter().map(|key| self.ranking_key(key)).collect();
        match shadowed {
            Some(symbol) => self.symbols.insert(ALLOCATION_DATE.to_owned(), symbol),
            None => self.symbols.remove(ALLOCATION_DATE),
        };
        self.variables.pop();
        self.report_other_facts(first);
        let clauses = self.clauses(&declared.clauses);
        if let (Some(ranked_when), Some(requested)) = (ranked_when, requested) {
            let plan = AllocationPlan { record, ranked_when, requested, keys, clauses };
            self.program.allocation = Some(plan);
        }
    }

    fn ranking_key(&mut self, key: &AllocationKey) -> (Text, NodeId, Vec<ClauseId>) {
        let value = self.expression(&key.value, None);
        let ty = self.ty(value);
        if !ty.is_ordered() && ty != Type::Truth {
            let found = self.words(&ty);
            self.misfit(key.value.span, Text::new("大小のある値", "an ordered value"), found);
        }
        (key.name.clone(), value, self.clauses(&key.clauses))
    }

    /// No applicant's facts are at hand when applications are ranked, but for the date.
    fn report_other_facts(&mut self, first: usize) {
        let nodes = self.program.nodes.get(first..).unwrap_or_default();
        let other = |node: &Node| match node.kind {
            NodeKind::Fact(fact) if Some(fact) != self.program.as_of => {
                Some((node.span, self.program.fact(fact)?.name.clone()))
            }
            _ => None,
        };
        let found: Vec<_> = nodes.iter().filter_map(other).collect();
        for (span, name) in found {
            let wanted = Text::new(
                "申請の欄（「申請.欄」と書きます）",
                "a field of the application, as `申請.field`",
            );
            let en = format!("the fact {}", name.get(Lang::En));
            self.misfit(span, wanted, Text::new(format!("事実「{}」", name.ja), en));
        }
    }
}
