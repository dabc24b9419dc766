//! Ordered cases and exceptions.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::NodeId;
use crate::program::{Case, NodeKind};
use crate::region::{Witness, witness};
use crate::text::Text;
use crate::value::{Answer, Value};

use super::context::{After, Context};
use super::{Prover, words};

/// How many of the exceptions before it an exception is compared with.
const MOST: usize = 24;

impl Prover<'_> {
    /// `first`: cases that those before them leave nothing.
    pub(super) fn first(
        &mut self,
        cases: &[Case],
        otherwise: Option<&Case>,
        context: &Context,
    ) -> bool {
        let (mut rest, mut inside) = (context.clone(), false);
        let mut before: Vec<NodeId> = Vec::new();
        for case in cases {
            let taken = rest.and(&mut self.times, case.when, After::Holding);
            if taken.is_empty() && !self.is_impossible(case.when, context) {
                let finding = self.warn(Code::UnreachableCase, case.when);
                let finding = words::of_condition(self.program, finding, case.when);
                self.found.push(self.because(finding, &before));
                inside = true;
            } else {
                inside |= self.visit(case.when, context);
                let here = rest.and(&mut self.times, case.when, After::Perhaps);
                inside |= self.visit(case.value, &here);
            }
            rest = rest.and(&mut self.times, case.when, After::NotHolding);
            before.push(case.when);
        }
        let Some(otherwise) = otherwise else { return inside };
        let without_answer = self.program.node(otherwise.value).is_none_or(|node| {
            matches!(node.kind, NodeKind::Undetermined | NodeKind::NotApplicable)
        });
        if rest.is_empty() && !context.is_empty() && !without_answer {
            let finding = self.warn(Code::UnreachableOtherwise, otherwise.value);
            self.found.push(self.because(finding, &before));
            return true;
        }
        self.visit(otherwise.value, &rest) || inside
    }

    /// Points at the cases before.
    fn because(&self, mut finding: Diagnostic, before: &[NodeId]) -> Diagnostic {
        for node in before {
            let span = self.program.node(*node).map(|node| node.span).unwrap_or_default();
            finding = finding.related(span, Text::new("先に選ばれる", "taken before"));
        }
        finding
    }

    /// `unless`: exceptions that can both hold with different values.
    pub(super) fn exceptions(
        &mut self,
        node: NodeId,
        body: NodeId,
        exceptions: &[Case],
        context: &Context,
    ) -> bool {
        let (mut rest, mut inside) = (context.clone(), false);
        for (number, case) in exceptions.iter().enumerate() {
            inside |= self.visit(case.when, context);
            let here = context.and(&mut self.times, case.when, After::Perhaps);
            inside |= self.visit(case.value, &here);
            rest = rest.and(&mut self.times, case.when, After::NotHolding);
            for earlier in exceptions.iter().take(number.min(MOST)) {
                inside |= self.both_hold(node, earlier, case);
            }
        }
        self.visit(body, &rest) || inside
    }

    fn both_hold(&mut self, node: NodeId, one: &Case, other: &Case) -> bool {
        let program = self.program;
        let accepts = |applicant: &Witness| {
            let ask = |node| applicant.ask(program, node).ok();
            let held = [one.when, other.when]
                .iter()
                .all(|when| ask(*when).is_some_and(|answer| answer == Answer::truth(true)));
            held && differ(ask(one.value), ask(other.value))
                && applicant
                    .ask(program, node)
                    .is_err_and(|error| error.code == Code::ConflictingExceptions)
        };
        let found = self.times.iter_mut().rev().find_map(|time| {
            let (first, second) = (time.reader.truth(one.when), time.reader.truth(other.when));
            let both = first.holds.and(&second.holds).ok()?;
            witness(&time.reader, time.until, &both, accepts)
        });
        let Some(applicant) = found else { return false };
        let finding = self.warn(Code::OverlappingExceptions, other.when);
        let finding = words::of_condition(program, finding, other.when);
        let span = program.node(one.when).map(|node| node.span).unwrap_or_default();
        let finding = finding
            .with_text("applicant", words::applicant(program, &applicant))
            .with_text("first", words::answer(program, &applicant, one.value))
            .with_text("second", words::answer(program, &applicant, other.value))
            .related(span, Text::new("この例外も成り立つ", "this exception holds as well"));
        self.found.push(finding);
        true
    }
}

fn differ(one: Option<Answer>, other: Option<Answer>) -> bool {
    match (one, other) {
        (Some(Answer::Known(one)), Some(Answer::Known(other))) => !same(&one, &other),
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

fn same(one: &Value, other: &Value) -> bool {
    crate::value::same(one, other)
}
