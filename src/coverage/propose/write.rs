//! Proposals in the form of `cases.yaml`, the outcome left open.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Map, Value as Json};

use crate::cases::Suite;
use crate::explain;
use crate::program::Program;
use crate::text::Lang;

use super::super::plan::Plan;
use super::super::words;
use super::{Proposal, Proposals};

/// Outputs that a proposal asks a person to state.
const MOST_OUTPUTS: usize = 4;

/// The proposals as items of `cases`, indented by two spaces, so that they can be put behind the
/// cases at hand. What is expected stands there without a value: `hantei test` refuses such a case
/// until a person has stated it. Ids are `BND-001` and so on, but for those in use.
///
/// Ends with a line feed; empty if there is nothing to propose and nothing out of reach.
#[must_use]
pub fn yaml(
    program: &Program,
    plan: &Plan,
    suite: &Suite,
    found: &Proposals,
    lang: Lang,
) -> String {
    let writer = Writer { program, plan, suite, lang };
    let mut out = String::new();
    let mut ids = writer.free_ids();
    for proposal in &found.proposals {
        if let Some(case) = writer.case(proposal, &ids.next().unwrap_or_default()) {
            out.push_str(&case);
        }
    }
    if !found.out_of_reach.is_empty() {
        out.push_str(words::pick(
            lang,
            (
                "  # 次の境目には、事例の事実を一つ動かすだけでは届きません。\n",
                "  # Moving a single fact of a case does not reach these boundaries.\n",
            ),
        ));
    }
    for (point, goal) in &found.out_of_reach {
        let _ = writeln!(out, "  #   {}", writer.boundary(*point, *goal));
    }
    out
}

struct Writer<'a> {
    program: &'a Program,
    plan: &'a Plan,
    suite: &'a Suite,
    lang: Lang,
}

impl Writer<'_> {
    fn free_ids(&self) -> impl Iterator<Item = String> + use<> {
        let used: BTreeSet<String> =
            self.suite.cases().iter().map(|case| case.id().to_owned()).collect();
        (1..).map(|number: u32| format!("BND-{number:03}")).filter(move |id| !used.contains(id))
    }

    fn case(&self, proposal: &Proposal, id: &str) -> Option<String> {
        let base = self.suite.cases().get(proposal.case)?;
        let mut case = Map::new();
        case.insert("id".to_owned(), id.into());
        case.insert("about".to_owned(), self.about(proposal)?.into());
        if let Some(date) = proposal.as_of {
            case.insert("as_of".to_owned(), date.to_string().into());
        }
        let readings = self.readings(&proposal.readings);
        if !readings.is_empty() {
            case.insert("readings".to_owned(), Json::Object(readings));
        }
        case.insert("facts".to_owned(), Json::Object(self.facts(proposal)));
        let clauses = self.clauses(proposal.point);
        let mut out = format!("  # {}\n", self.origin(proposal, base.id())?);
        out.push_str(&item(&case)?);
        let _ = writeln!(
            out,
            "    # {}",
            words::pick(
                self.lang,
                (
                    "要綱から導いて書く。ここに出ていない結果も書ける。要らない行は消す",
                    "To be worked out from the document. Other outcomes may be added, lines removed",
                )
            )
        );
        out.push_str("    expect:\n");
        for output in self.outputs(proposal) {
            let _ = writeln!(out, "      {output}:");
        }
        if !clauses.is_empty() {
            let rest = Map::from_iter([("clauses".to_owned(), Json::Array(clauses))]);
            out.push_str(&indented(&serde_yaml::to_string(&rest).ok()?, "    ", "    "));
        }
        Some(out)
    }

    /// What the case is about: the boundary and the fact that stands on it.
    fn about(&self, proposal: &Proposal) -> Option<String> {
        let fact = proposal.mover.declared(self.program)?;
        let after = explain::show(self.program, &proposal.values.1, &fact.ty, self.lang).text;
        let name = fact.name.get(self.lang);
        let boundary = self.boundary(proposal.point, proposal.goal);
        Some(match self.lang {
            Lang::Ja => format!("{name}が{after}（{boundary}）"),
            Lang::En => format!("{name} is {after} ({boundary})"),
        })
    }

    /// The case whose facts these are, and the one that was moved.
    fn origin(&self, proposal: &Proposal, base: &str) -> Option<String> {
        let fact = proposal.mover.declared(self.program)?;
        let words = |value| explain::show(self.program, value, &fact.ty, self.lang).text;
        let (before, after) = (words(&proposal.values.0), words(&proposal.values.1));
        let name = fact.name.get(self.lang);
        let row = proposal.mover.cell.map(|(row, _)| row + 1);
        Some(match (self.lang, row) {
            (Lang::Ja, None) => format!("{base} から、{name}を {before} → {after}"),
            (Lang::Ja, Some(row)) => format!("{base} から、{row}行目の{name}を {before} → {after}"),
            (Lang::En, None) => format!("from {base}, {name} {before} -> {after}"),
            (Lang::En, Some(row)) => {
                format!("from {base}, {name} of row {row} {before} -> {after}")
            }
        })
    }

    /// A goal in words: what is compared, and where the value stands.
    fn boundary(&self, point: usize, goal: usize) -> String {
        let Some(point) = self.plan.points().get(point) else { return String::new() };
        let side = point.goals.get(goal).map(|goal| words::side(goal.side, self.lang));
        let text = words::point(self.program, point, self.lang);
        format!("{text} … {}", side.unwrap_or_default())
    }

    fn readings(&self, readings: &[(crate::ids::ReadingId, u16)]) -> Map<String, Json> {
        let named = readings.iter().filter_map(|(id, choice)| {
            let reading = self.program.readings.get(id.index())?;
            let list = self.program.choices.get(reading.choices.index())?;
            let choice = list.choices.get(usize::from(*choice))?;
            Some((reading.id.clone(), choice.id.clone().into()))
        });
        named.collect()
    }

    fn facts(&self, proposal: &Proposal) -> Map<String, Json> {
        let given = self.program.facts.iter().zip(proposal.facts.slots());
        given
            .filter_map(|(fact, value)| {
                let value = explain::show_contract(self.program, value.as_ref()?, &fact.ty);
                Some((fact.id.clone(), value))
            })
            .collect()
    }

    fn clauses(&self, point: usize) -> Vec<Json> {
        let ids = self.plan.points().get(point).map(|point| point.clauses.as_slice());
        let known = ids.unwrap_or_default().iter();
        known
            .filter_map(|id| Some(self.program.clauses.get(id.index())?.id.clone().into()))
            .collect()
    }

    /// The ids to state: the primary output and the headline first; the warnings where no output
    /// hangs on the comparison.
    fn outputs(&self, proposal: &Proposal) -> Vec<&str> {
        let mut outputs: Vec<_> = proposal
            .outputs
            .iter()
            .filter_map(|at| Some((*at, self.program.outputs.get(*at)?)))
            .collect();
        outputs.sort_by_key(|(at, output)| (*at != self.program.primary, !output.headline, *at));
        if outputs.is_empty() {
            return vec!["warnings"];
        }
        outputs.into_iter().take(MOST_OUTPUTS).map(|(_, output)| output.id.as_str()).collect()
    }
}

/// A case as an item of a list.
fn item(case: &Map<String, Json>) -> Option<String> {
    Some(indented(&serde_yaml::to_string(case).ok()?, "  - ", "    "))
}

/// Every line indented, the first one in its own way.
fn indented(text: &str, first: &str, others: &str) -> String {
    let lines = text.lines().enumerate();
    lines.fold(String::new(), |mut out, (number, line)| {
        let _ = writeln!(out, "{}{line}", if number == 0 { first } else { others });
        out
    })
}
