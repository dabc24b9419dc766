//! What to ask next.
//!
//! ```text
//! facts ── eval ──▶ what still matters ── each answer tried out ──▶ questions, most decisive first
//! ```
//!
//! A fact *still matters* if the answer of an output, a requirement or a warning hangs on it. No
//! other fact is ever proposed: giving it would change nothing. A fact with a default is never
//! missing, and so never asked.
//!
//! # Which question comes first
//!
//! 1. The fact whose date selects dated values: without it no threshold is known.
//! 2. By what is wanted ([`Wanted`]): what the verdict hangs on, then what the headline amount hangs
//!    on, then the rest.
//! 3. What the applicant can tell, then what a person has to find (`judgement`): often a discretion
//!    that matters only if a plain fact comes out one way.
//! 4. By *decisiveness*: every answer of a short list is tried out (both of a boolean, each
//!    choice, the values at which a number or date begins to fit or to exceed what it is compared
//!    with), and the facts that the wanted thing hangs on afterwards are counted; none if it is
//!    settled. The fact with the least mean count comes first: one that can settle the verdict with
//!    one answer, or that makes most other questions needless.
//! 5. In the order of declaration.

pub mod answer;
mod form;
mod interview;
mod need;
mod trial;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::decision::ClauseShown;
use crate::diagnostic::Diagnostic;
use crate::eval::{self, Evaluation, Question, Silent, Traced};
use crate::explain;
use crate::facts::Facts;
use crate::ids::{ClauseId, FactId};
use crate::program::{Fact, Program};
use crate::text::Lang;
use crate::value::{Number, Value};

pub use form::{Form, FormField, Kind, Offered};
pub use interview::{Interview, Standing};
use need::Needs;

/// A question that still matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextQuestion {
    /// Id of the fact.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The question to ask, or what the fact is about.
    pub ask: String,
    /// What the fact is about, where the question does not say it. May be empty.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub about: String,
    /// Whether it is found by a person rather than told by the applicant.
    pub judgement: bool,
    /// What an answer looks like.
    pub form: Form,
    /// What hangs on it.
    pub wanted: Wanted,
    /// How many answers were tried out.
    pub tried: usize,
    /// Of these, how many settle what is wanted.
    pub settles: usize,
    /// Why it is asked: the clauses of the open requirements that hang on it, else its own.
    pub clauses: Vec<ClauseShown>,
    /// What the headline amount can come to by what is known; absent if there is no limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Amount>,
}

/// What hangs on a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// The verdict.
    Verdict,
    /// The headline amount.
    Amount,
    /// Another output, a requirement that no longer decides, a warning.
    Rest,
}

/// What an amount can come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Its name.
    pub name: String,
    /// The least, in the form of the contract; `null` where there is no limit.
    pub low: Option<Json>,
    /// The most.
    pub high: Option<Json>,
    /// In words: `0円以上100,000円以下`, `7,739円`.
    pub text: String,
}

/// The facts that still matter, the most decisive first; empty if nothing is open.
///
/// A fact that was given is not asked again, even if rows of a list lack a field.
///
/// # Errors
///
/// As [`eval::evaluate`].
pub fn next_questions(
    program: &Program,
    facts: &Facts,
    question: &Question,
    lang: Lang,
) -> Result<Vec<NextQuestion>, Box<Diagnostic>> {
    let mut trace = Traced::new();
    let evaluation = eval::evaluate(program, facts, question, &mut trace)?;
    let needs = Needs::of(program, &evaluation).with_advice(program, &trace);
    let plan = Plan { program, facts, question, evaluation: &evaluation, needs };
    let mut found: Vec<(Rank, FactId)> = needs
        .all()
        .iter()
        .filter(|fact| facts.get(*fact).is_none())
        .map(|fact| (plan.rank(fact), fact))
        .collect();
    found.sort_by(|(one, _), (other, _)| one.order(other));
    let amount = amount(program, &evaluation, lang);
    let told =
        found.into_iter().filter_map(|(rank, fact)| plan.tell(&rank, fact, amount.as_ref(), lang));
    Ok(told.collect())
}

/// What the headline amount can come to; `None` without one or without a limit.
pub(crate) fn amount(program: &Program, evaluation: &Evaluation, lang: Lang) -> Option<Amount> {
    let at = program.outputs.iter().position(|output| output.headline)?;
    let (output, answer) = (program.outputs.get(at)?, evaluation.outputs.get(at)?);
    let ty = &program.rule(output.rule)?.ty;
    let (low, high) = answer.bounds();
    let shown =
        |end: Option<Number>| end.map(|end| explain::show(program, &Value::Number(end), ty, lang));
    let (low, high) = (shown(low), shown(high));
    let text = match (&low, &high) {
        (None, None) => return None,
        (Some(low), Some(high)) if low == high => low.text.clone(),
        (low, high) => explain::between(low.as_ref(), high.as_ref(), lang),
    };
    let name = output.name.get(lang).to_owned();
    Some(Amount { name, low: low.map(|low| low.value), high: high.map(|high| high.value), text })
}

/// What a question would do.
struct Rank {
    first: bool,
    wanted: Wanted,
    judgement: bool,
    tried: usize,
    settles: usize,
    /// Facts that are still needed after the answers tried out, all counts together.
    left: usize,
}

impl Rank {
    /// By means, which are compared without division.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let mean = (self.left * other.tried.max(1)).cmp(&(other.left * self.tried.max(1)));
        let kind = self.wanted.cmp(&other.wanted).then(self.judgement.cmp(&other.judgement));
        other.first.cmp(&self.first).then(kind).then(mean)
    }
}

struct Plan<'a> {
    program: &'a Program,
    facts: &'a Facts,
    question: &'a Question,
    evaluation: &'a Evaluation,
    needs: Needs,
}

impl Plan<'_> {
    fn rank(&self, fact: FactId) -> Rank {
        let wanted = self.needs.wanted(fact);
        let first = self.question.as_of.is_none() && self.program.as_of == Some(fact);
        let judgement = self.program.fact(fact).is_some_and(|fact| fact.judgement);
        let mut rank = Rank { first, wanted, judgement, tried: 0, settles: 0, left: 0 };
        if first {
            return rank;
        }
        let mut facts = self.facts.clone();
        for value in trial::values(self.program, self.facts, self.question, self.evaluation, fact) {
            facts.set(fact, Some(value));
            // An answer with which nothing can be worked out tells nothing about the others.
            let Ok(after) = eval::evaluate(self.program, &facts, self.question, &mut Silent) else {
                continue;
            };
            let left = Needs::of(self.program, &after).of_kind(wanted).iter().count();
            rank.tried += 1;
            rank.settles += usize::from(left == 0);
            rank.left += left;
        }
        if rank.tried == 0 {
            rank.left = self.needs.of_kind(wanted).iter().count().saturating_sub(1);
        }
        rank
    }

    fn tell(
        &self,
        rank: &Rank,
        id: FactId,
        amount: Option<&Amount>,
        lang: Lang,
    ) -> Option<NextQuestion> {
        let fact = self.program.fact(id)?;
        let spoken =
            |text: &&crate::text::Text| !text.is_empty() && (lang == Lang::Ja || text.en.is_some());
        let about = Some(&fact.about).filter(spoken).map(|text| text.get(lang).to_owned());
        let ask = Some(&fact.ask).filter(spoken).map(|text| text.get(lang).to_owned());
        let (ask, about) = match (ask, about) {
            (Some(ask), about) => (ask, about.unwrap_or_default()),
            (None, Some(about)) => (about, String::new()),
            (None, None) => (fact.name.get(lang).to_owned(), String::new()),
        };
        Some(NextQuestion {
            id: fact.id.clone(),
            name: fact.name.get(lang).to_owned(),
            ask,
            about,
            judgement: fact.judgement,
            form: Form::of(self.program, fact, lang),
            wanted: rank.wanted,
            tried: rank.tried,
            settles: rank.settles,
            clauses: explain::clauses(self.program, &self.because(id, fact), lang),
            amount: amount.cloned(),
        })
    }

    /// The clauses of the open requirements that hang on a fact, else its own.
    fn because(&self, id: FactId, fact: &Fact) -> Vec<ClauseId> {
        let open = self.program.requirements.iter().zip(&self.evaluation.requirements);
        let mut found: Vec<ClauseId> = Vec::new();
        for (requirement, _) in open.filter(|(_, answer)| answer.missing().contains(id)) {
            found.extend(requirement.clauses.iter().copied());
        }
        found.sort();
        found.dedup();
        if found.is_empty() || self.program.as_of == Some(id) {
            fact.clauses.clone()
        } else {
            found
        }
    }
}
