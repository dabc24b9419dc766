//! A run over applications, one by one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::change::compare::{Comparison, OutcomeChange, Reason, compare, verdict_word};
use crate::decision::{State, Verdict};
use crate::diagnostic::Diagnostic;
use crate::explain;
use crate::facts::Facts;
use crate::intake::{self, Datum, DatumKind};
use crate::program::Program;
use crate::rulebook::{Ask, TraceLevel};
use crate::value::{Number, Type, Value};

use super::judged::{Judged, Pay, headline};
use super::report::{Impact, Kept, Money, ReasonCount};
use super::tally::{Tally, added, difference};
use super::{Application, Kind, Line, Options, Side, Undecided, Where, report_of};

/// Distinct reasons that are counted; further ones are not told.
const MOST_REASONS: usize = 500;
/// Reasons that are reported.
const REASONS_TOLD: usize = 20;

/// A run: applications in, a report out.
pub struct Run<'s> {
    pub(super) sides: [Side<'s>; 2],
    pub(super) options: Options,
    pub(super) tally: Tally,
    pub(super) kept: BTreeMap<Kind, Vec<Kept>>,
    pub(super) explained: u64,
    reasons: BTreeMap<String, ReasonCount>,
}

impl<'s> Run<'s> {
    /// A run over no application.
    #[must_use]
    pub fn new(before: Side<'s>, after: Side<'s>, options: Options) -> Self {
        Self {
            sides: [before, after],
            options,
            tally: Tally::default(),
            kept: BTreeMap::new(),
            explained: 0,
            reasons: BTreeMap::new(),
        }
    }

    /// Decides one application under both sets of rules, and counts it.
    ///
    /// # Errors
    ///
    /// Why it cannot be decided; nothing is counted then.
    pub fn add(&mut self, case: &Application<'_>) -> Result<Line, Undecided> {
        let facts = self.facts(case.facts).map_err(Undecided::Facts)?;
        let [before, after] = &facts;
        let judged =
            [self.judge(case, before, Where::Before)?, self.judge(case, after, Where::After)?];
        let kind = kind(&judged);
        let room = self.kept.get(&kind).map_or(0, Vec::len) < self.options.most;
        // Worked out before anything is counted, since it can fail.
        let comparison = if kind != Kind::Same && (room || self.options.explain_all) {
            Some(self.compared(case, &facts)?)
        } else {
            None
        };
        let [before, after] = &judged;
        let mut line = self.line(case, kind, [before, after]);
        self.count(case, &line, [before, after]);
        if let Some(mut comparison) = comparison {
            self.narrow(kind, &mut comparison);
            let reasons = leaves(&comparison);
            self.learn(&reasons);
            line.reasons = reasons.iter().map(|reason| reason.text.clone()).collect();
            if room {
                let kept = self.keep(&line, &judged, comparison);
                self.kept.entry(kind).or_default().push(kept);
            }
        }
        Ok(line)
    }

    /// The report; `rejected` applications could not be read or decided.
    #[must_use]
    pub fn finish(self, rejected: u64) -> Impact {
        report_of::report(self, rejected)
    }

    fn count(&mut self, case: &Application<'_>, line: &Line, judged: [&Judged; 2]) {
        let [before, after] = judged;
        self.tally.verdict(before.verdict, after.verdict);
        *self.tally.kinds.entry(line.kind).or_default() += 1;
        self.tally.pay(case, judged, self.options.budget.as_ref());
        for id in &line.newly_failed {
            self.tally.clauses.entry(id.clone()).or_default().0 += 1;
        }
        for id in &line.no_longer_failed {
            self.tally.clauses.entry(id.clone()).or_default().1 += 1;
        }
        for id in differing(before, after) {
            *self.tally.outputs.entry(id).or_default() += 1;
        }
    }

    fn facts(&self, facts: &Datum) -> Result<[Facts; 2], Vec<Diagnostic>> {
        let [one, other] = self.sides.map(|side| side.scheme.program());
        // One mistake is found twice when the same fact is wrong for both.
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut fitted = Vec::new();
        for (own, foreign) in [(one, other), (other, one)] {
            match intake::from_datum(own, &without_foreign(facts, own, foreign)) {
                Ok(facts) => fitted.push(facts),
                Err(findings) => {
                    for finding in findings {
                        if !found.contains(&finding) {
                            found.push(finding);
                        }
                    }
                }
            }
        }
        <[Facts; 2]>::try_from(fitted).map_err(|_| found)
    }

    fn ask(&self, case: &Application<'_>, which: Where, trace: TraceLevel) -> Ask {
        let as_of = self.side(which).as_of.or(case.as_of);
        Ask { as_of, trace, lang: self.options.lang, ..Ask::default() }
    }

    pub(super) fn side(&self, which: Where) -> Side<'s> {
        let [before, after] = self.sides;
        match which {
            Where::Before => before,
            Where::After => after,
        }
    }

    fn judge(
        &self,
        case: &Application<'_>,
        facts: &Facts,
        which: Where,
    ) -> Result<Judged, Undecided> {
        let scheme = self.side(which).scheme;
        let decided = scheme.evaluate(facts, &self.ask(case, which, TraceLevel::None));
        let decided = decided.map_err(|finding| Undecided::Rules(finding, which))?;
        Ok(Judged::of(scheme.program(), &decided.evaluation))
    }

    fn compared(
        &self,
        case: &Application<'_>,
        facts: &[Facts; 2],
    ) -> Result<Comparison, Undecided> {
        let decide = |facts: &Facts, which: Where| {
            let ask = self.ask(case, which, TraceLevel::Full);
            let decided = self.side(which).scheme.decide(facts, &ask);
            decided.map_err(|finding| Undecided::Rules(finding, which))
        };
        let [before, after] = facts;
        Ok(compare(&decide(before, Where::Before)?, &decide(after, Where::After)?))
    }

    fn line(&self, case: &Application<'_>, kind: Kind, judged: [&Judged; 2]) -> Line {
        let [before, after] = judged;
        let only = |one: &Judged, other: &Judged| {
            let ids = one.failed.iter().filter(|id| !other.failed.contains(id));
            ids.cloned().collect()
        };
        let program = self.side(Where::After).scheme.program();
        let named = |id: String| {
            let output = program.outputs.iter().find(|output| output.id == id);
            output.map_or(id, |output| output.name.get(self.options.lang).to_owned())
        };
        Line {
            line: case.line,
            name: case.name.to_owned(),
            kind,
            verdicts: judged.map(|one| verdict_word(one.verdict, self.options.lang).to_owned()),
            amounts: judged.map(|one| contract(one.pay.as_ref().and_then(Pay::known))),
            difference: contract(difference(judged).as_ref()),
            newly_failed: only(after, before),
            no_longer_failed: only(before, after),
            outputs: differing(before, after).into_iter().map(named).collect(),
            reasons: Vec::new(),
        }
    }

    fn keep(&self, line: &Line, judged: &[Judged; 2], comparison: Comparison) -> Kept {
        let [before, after] = judged;
        let words = |number: Option<&Number>| number.map(|one| self.money(one).text);
        let pay = |one: &Judged| words(one.pay.as_ref().and_then(Pay::known)).unwrap_or_default();
        let difference = difference([before, after]).filter(|difference| !difference.is_zero());
        let signed = difference.as_ref().map(|one| {
            let plus = if one.is_negative() { "" } else { "+" };
            format!("{plus}{}", self.money(one).text)
        });
        Kept {
            line: line.clone(),
            amounts_text: [pay(before), pay(after), signed.unwrap_or_default()],
            outcomes: comparison.outcomes,
            requirements: comparison.requirements,
        }
    }

    /// A number in the unit of the amounts.
    pub(super) fn money(&self, number: &Number) -> Money {
        let program = self.side(Where::After).scheme.program();
        let unit = headline(program).map(|(_, unit)| unit.clone()).unwrap_or_default();
        let ty = Type::Number(unit);
        let shown = explain::show(program, &Value::Number(number.clone()), &ty, self.options.lang);
        Money { value: shown.value, text: shown.text }
    }

    /// Leaves the outcomes that make a change of this sort; all of them if none does.
    fn narrow(&self, kind: Kind, comparison: &mut Comparison) {
        let program = self.side(Where::After).scheme.program();
        let id = |at: usize| program.outputs.get(at).map(|output| output.id.as_str());
        let verdict = id(program.primary);
        let amount = headline(program).and_then(|(at, _)| id(at));
        let wanted = |one: &OutcomeChange| {
            let id = Some(one.outcome.id.as_str());
            match kind {
                Kind::Up | Kind::Down | Kind::Range => id == amount,
                Kind::Other | Kind::Same => id != amount && id != verdict,
                Kind::Lost | Kind::Gained | Kind::Opened | Kind::Settled | Kind::Scope => {
                    id == verdict
                }
            }
        };
        if comparison.outcomes.iter().any(wanted) {
            comparison.outcomes.retain(wanted);
        }
    }

    fn learn(&mut self, reasons: &[&Reason]) {
        self.explained += 1;
        let once: BTreeSet<_> = reasons.iter().map(|reason| reason.text.as_str()).collect();
        for text in once {
            if let Some(known) = self.reasons.get_mut(text) {
                known.cases += 1;
            } else if self.reasons.len() < MOST_REASONS {
                let cites = reasons.iter().filter(|one| one.text == text);
                let cites = cites.flat_map(|one| one.clauses.iter().map(|clause| &clause.cite));
                let cites = cites.cloned().collect::<BTreeSet<_>>().into_iter().collect();
                let count = ReasonCount { text: text.to_owned(), cites, cases: 1 };
                self.reasons.insert(text.to_owned(), count);
            }
        }
    }

    /// The most frequent reasons; equally frequent ones by their words.
    pub(super) fn frequent(&self) -> Vec<ReasonCount> {
        let mut all: Vec<_> = self.reasons.values().cloned().collect();
        all.sort_by_key(|reason| std::cmp::Reverse(reason.cases));
        all.truncate(REASONS_TOLD);
        all
    }

    /// Sum after less sum before, of the cases known under both.
    pub(super) fn difference(&self) -> Number {
        added(&self.tally.more.sum, &self.tally.less.sum)
    }
}

/// The facts without those that only the other rules declare.
fn without_foreign(facts: &Datum, own: &Program, foreign: &Program) -> Datum {
    let mut facts = facts.clone();
    if let DatumKind::Map(entries) = &mut facts.kind {
        let is_foreign = |key: &str| !intake::declares(own, key) && intake::declares(foreign, key);
        entries.retain(|(key, _)| !is_foreign(&key.text));
    }
    facts
}

/// The deepest reasons of outcomes, each once.
fn leaves(comparison: &Comparison) -> Vec<&Reason> {
    fn below<'r>(reason: &'r Reason, found: &mut Vec<&'r Reason>) {
        if reason.because.is_empty() && !found.iter().any(|one| one.text == reason.text) {
            found.push(reason);
        }
        for inner in &reason.because {
            below(inner, found);
        }
    }
    let mut found = Vec::new();
    for reason in comparison.outcomes.iter().flat_map(|change| &change.reasons) {
        below(reason, &mut found);
    }
    found
}

/// Ids of outputs that differ, verdict and amount left out.
fn differing(before: &Judged, after: &Judged) -> Vec<String> {
    let find = |side: &Judged, id: &str| -> Option<(State, Json)> {
        let found = side.others.iter().find(|(other, ..)| other == id);
        found.map(|(_, state, value)| (*state, value.clone()))
    };
    let old = before.others.iter().map(|(id, ..)| id);
    let new = after.others.iter().map(|(id, ..)| id).filter(|id| find(before, id).is_none());
    old.chain(new).filter(|id| find(before, id) != find(after, id)).cloned().collect()
}

fn kind(judged: &[Judged; 2]) -> Kind {
    let [before, after] = judged;
    match (before.verdict, after.verdict) {
        (one, other) if one == other => same_verdict(before, after),
        (Verdict::Undetermined, _) => Kind::Settled,
        (_, Verdict::Undetermined) => Kind::Opened,
        (_, Verdict::Eligible) => Kind::Gained,
        (Verdict::Eligible, _) => Kind::Lost,
        _ => Kind::Scope,
    }
}

fn same_verdict(before: &Judged, after: &Judged) -> Kind {
    match difference([before, after]) {
        Some(difference) if difference.is_negative() => Kind::Down,
        Some(difference) if !difference.is_zero() => Kind::Up,
        _ if before.pay != after.pay => Kind::Range,
        _ if differing(before, after).is_empty() => Kind::Same,
        _ => Kind::Other,
    }
}

/// A number in the form of the contract.
fn contract(number: Option<&Number>) -> Json {
    match number.map(|number| (number.to_i64(), number)) {
        None => Json::Null,
        Some((Some(whole), _)) => Json::from(whole),
        Some((None, number)) => Json::String(number.to_string()),
    }
}
