//! Changes of the bodies of rules.

use crate::ids::NodeId;
use crate::program::{Case, Condition, Edition, Element, Mode, Node, NodeKind};
use crate::value::Type;

use super::super::mutant::Operator;
use super::Finder;
use super::declared::shifted;
use super::place::Place;

/// What stands for something left out.
const NOTHING: &str = "—";

impl Finder<'_> {
    pub(super) fn block(&mut self, id: NodeId, node: &Node, place: &Place) {
        match &node.kind {
            NodeKind::Conditions { mode, items } => self.conditions(id, node, *mode, items, place),
            NodeKind::First { cases, otherwise } => {
                self.first(id, cases, otherwise.as_deref(), place);
            }
            NodeKind::Scope { condition, body } => {
                let kind = self.kind(*body);
                let at = self.span(*condition);
                let item = place.item(&[]);
                self.replace(Operator::DroppedCondition, id, kind, &item, (at, "true"));
                self.node(*condition, &item);
                self.node(*body, place);
            }
            NodeKind::Exceptions { body, exceptions } => {
                self.exceptions(id, *body, exceptions, place);
            }
            NodeKind::Editions(editions) => self.editions(id, editions, place),
            NodeKind::Collect(elements) => self.collect(id, elements, place),
            NodeKind::Requirement { condition, .. } => self.node(*condition, place),
            _ => {}
        }
    }

    fn conditions(
        &mut self,
        id: NodeId,
        node: &Node,
        mode: Mode,
        items: &[Condition],
        place: &Place,
    ) {
        let words = |mode: Mode| match mode {
            Mode::All => "all",
            Mode::Any => "any",
            Mode::None => "none",
        };
        let other = match mode {
            Mode::All => Some(Mode::Any),
            Mode::Any => Some(Mode::All),
            Mode::None => None,
        };
        let block = place.item(&[]);
        if let Some(other) = other.filter(|_| items.len() > 1) {
            let kind = NodeKind::Conditions { mode: other, items: items.into() };
            self.replace(Operator::Quantifier, id, kind, &block, (node.span, words(other)));
            if let Some(mutant) = self.mutants.last_mut() {
                mutant.before = format!("{}: {}", words(mode), mutant.before);
            }
        }
        for (at, item) in items.iter().enumerate() {
            let place = place.item(&item.clauses);
            self.dropped_condition(id, mode, items, at, &place);
            self.node(item.node, &place);
        }
    }

    /// A condition left out; the only one of a block is turned round.
    fn dropped_condition(
        &mut self,
        id: NodeId,
        mode: Mode,
        items: &[Condition],
        at: usize,
        place: &Place,
    ) {
        let Some(item) = items.get(at) else { return };
        let span = self.span(self.bare(item.node));
        let mut kept = items.to_vec();
        if items.len() > 1 {
            kept.remove(at);
            let kind = NodeKind::Conditions { mode, items: kept.into() };
            self.replace(Operator::DroppedCondition, id, kind, place, (span, NOTHING));
            return;
        }
        let node = self.add(NodeKind::Not(item.node), Type::Truth, span);
        if let Some(only) = kept.get_mut(at) {
            only.node = node;
        }
        let words = format!("not ({})", self.text(span));
        let kind = NodeKind::Conditions { mode, items: kept.into() };
        self.replace(Operator::Negated, id, kind, place, (span, &words));
    }

    /// A condition without what the checker put around it.
    fn bare(&self, id: NodeId) -> NodeId {
        match self.program.node(id).map(|node| &node.kind) {
            Some(NodeKind::Requirement { condition, .. }) => self.bare(*condition),
            Some(NodeKind::Scope { body, .. }) => self.bare(*body),
            _ => id,
        }
    }

    fn first(&mut self, id: NodeId, cases: &[Case], otherwise: Option<&Case>, place: &Place) {
        let all = |cases: Vec<Case>| NodeKind::First {
            cases: cases.into(),
            otherwise: otherwise.cloned().map(Box::new),
        };
        for (at, case) in cases.iter().enumerate() {
            let place = place.item(&case.clauses);
            let when = self.span(case.when);
            let mut kept = cases.to_vec();
            kept.remove(at);
            self.replace(Operator::DroppedCase, id, all(kept), &place, (when, NOTHING));
            if let Some(next) = cases.get(at + 1) {
                self.exchanged(id, (cases, at, next), otherwise, &place);
            } else if let Some(last) = otherwise {
                self.exchanged_last(id, (cases, at, last), &place);
            }
            self.node(case.when, &place);
            self.node(case.value, &place);
        }
        if let Some(case) = otherwise {
            self.node(case.value, &place.item(&case.clauses));
        }
    }

    /// A case with the value of the next one, and the next one with its value.
    fn exchanged(
        &mut self,
        id: NodeId,
        (cases, at, next): (&[Case], usize, &Case),
        otherwise: Option<&Case>,
        place: &Place,
    ) {
        let Some((span, words)) = self.other_value(cases, at, next) else { return };
        let mut changed = cases.to_vec();
        if let Some([one, other]) = changed.get_mut(at..at + 2) {
            std::mem::swap(&mut one.value, &mut other.value);
        }
        let otherwise = otherwise.cloned().map(Box::new);
        let kind = NodeKind::First { cases: changed.into(), otherwise };
        self.replace(Operator::Branches, id, kind, place, (span, &words));
    }

    fn exchanged_last(
        &mut self,
        id: NodeId,
        (cases, at, last): (&[Case], usize, &Case),
        place: &Place,
    ) {
        let Some((span, words)) = self.other_value(cases, at, last) else { return };
        let (mut changed, mut last) = (cases.to_vec(), last.clone());
        if let Some(one) = changed.get_mut(at) {
            std::mem::swap(&mut one.value, &mut last.value);
        }
        let kind = NodeKind::First { cases: changed.into(), otherwise: Some(Box::new(last)) };
        self.replace(Operator::Branches, id, kind, place, (span, &words));
    }

    /// Where the value of a case stands and the words of another one's, if they differ.
    fn other_value(
        &self,
        cases: &[Case],
        at: usize,
        other: &Case,
    ) -> Option<(crate::source::Span, String)> {
        let span = self.span(cases.get(at)?.value);
        let words = self.text(self.span(other.value));
        (words != self.text(span)).then_some((span, words))
    }

    fn exceptions(&mut self, id: NodeId, body: NodeId, exceptions: &[Case], place: &Place) {
        for (at, case) in exceptions.iter().enumerate() {
            let place = place.item(&case.clauses);
            let mut kept = exceptions.to_vec();
            kept.remove(at);
            let kind = NodeKind::Exceptions { body, exceptions: kept.into() };
            let when = self.span(case.when);
            self.replace(Operator::DroppedException, id, kind, &place, (when, NOTHING));
            self.node(case.when, &place);
            self.node(case.value, &place);
        }
        self.node(body, place);
    }

    fn editions(&mut self, id: NodeId, editions: &[Edition], place: &Place) {
        let place = place.item(&[]);
        for (later, edition) in editions.iter().enumerate().skip(1) {
            let turns = self.turns(editions, later);
            for day in [-1, 1].into_iter().filter(|_| turns) {
                let days = editions.iter().map(|edition| (edition.from, edition.until));
                let Some((days, words)) = shifted(days.collect(), later, day) else { continue };
                let mut changed = editions.to_vec();
                for (edition, (from, until)) in changed.iter_mut().zip(days) {
                    (edition.from, edition.until) = (from, until);
                }
                let at = self.span(edition.body);
                let kind = NodeKind::Editions(changed.into());
                self.replace(Operator::Day, id, kind, &place, (at, &words));
                if let Some(mutant) = self.mutants.last_mut() {
                    mutant.before = format!("from: {}", edition.from);
                }
            }
        }
        for edition in editions {
            self.node(edition.body, &place);
        }
    }

    /// Whether a version says something else than the one before it.
    fn turns(&self, editions: &[Edition], later: usize) -> bool {
        let constant = |at: usize| match &self.program.node(editions.get(at)?.body)?.kind {
            NodeKind::Constant(value) => Some(value),
            _ => None,
        };
        let before = later.checked_sub(1).and_then(constant);
        before.is_none() || before != constant(later)
    }

    fn collect(&mut self, id: NodeId, elements: &[Element], place: &Place) {
        for (at, element) in elements.iter().enumerate() {
            let place = place.item(&element.clauses);
            let ty = self.program.node(id).map_or(Type::Any, |node| node.ty.clone());
            let of = super::values::element(&ty);
            let names = element.values.iter();
            let names: Vec<_> =
                names.map(|value| super::values::words(self.program, value, &of)).collect();
            let span = element.when.map_or_else(|| self.span(id), |when| self.span(when));
            let mut kept = elements.to_vec();
            kept.remove(at);
            let kind = NodeKind::Collect(kept.into());
            self.replace(Operator::DroppedElement, id, kind, &place, (span, NOTHING));
            self.tell_added(&names, None);
            if let Some(when) = element.when {
                let mut always = elements.to_vec();
                if let Some(one) = always.get_mut(at) {
                    one.when = None;
                }
                let kind = NodeKind::Collect(always.into());
                self.replace(Operator::AlwaysIn, id, kind, &place, (span, "true"));
                self.tell_added(&names, Some("true"));
                self.node(when, &place);
            }
        }
    }

    /// Tells what the mutant just kept adds, and when.
    fn tell_added(&mut self, names: &[String], when: Option<&str>) {
        let names = names.join(", ");
        if let Some(mutant) = self.mutants.last_mut() {
            mutant.before = format!("{names} ({})", mutant.before);
            mutant.after = when.map_or(NOTHING.to_owned(), |when| format!("{names} ({when})"));
        }
    }
}
