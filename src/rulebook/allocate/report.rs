//! The result of an allocation, in the form of the contract and in words.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::decision::{ClauseShown, Shown};
use crate::explain::{show, show_contract};
use crate::ids::{ClauseId, NodeId};
use crate::program::{AllocationPlan, NodeKind, Program};
use crate::syntax::ast::BinaryOp;
use crate::text::Lang;
use crate::value::{Number, Type, Unit, Value};

use super::Needed;
use super::ask::Asker;
use super::rank::{Key, Runner};
use super::read::Entry;
use super::share::{Share, Why};
use super::words;

/// Who is accepted on the day on which the budget is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// Id of the scheme.
    pub scheme: String,
    /// The date of the allocation, if one was given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<NaiveDate>,
    /// Language of every word in this result.
    pub lang: Lang,
    /// What was left at the start, in yen.
    pub budget: Json,
    /// Whether the applications that take part ask for at least the budget.
    pub budget_reached: bool,
    /// The applications from the first rank on; empty if the budget is not reached.
    pub order: Vec<Rank>,
    /// Ids of the accepted applications, by rank.
    pub accepted: Vec<String>,
    /// Ids of the applications for which nothing was left, by rank.
    pub rejected: Vec<String>,
    /// Ids of the applications about which the document gives no answer, by rank.
    pub undetermined: Vec<String>,
    /// Ids of the applications that take no part, in the given order.
    pub not_ranked: Vec<String>,
    /// The budget less what the accepted ones ask for, in yen.
    pub remaining: Json,
    /// Every application: by rank, then those that take no part.
    pub trace: Vec<Application>,
}

/// A rank: one application, or several that agree in every key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Rank {
    /// The only one of its rank.
    One(String),
    /// Several of one rank, in the given order.
    Tied(Vec<String>),
}

/// What becomes of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placing {
    /// It is accepted.
    Accepted,
    /// Nothing is left for it.
    Rejected,
    /// The document gives no answer.
    Undetermined,
    /// It takes no part.
    NotRanked,
}

/// An application and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its id.
    pub id: String,
    /// What became of it.
    pub placing: Placing,
    /// Its rank, from 1; those that tie share one. Absent if nothing was ranked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rank: Option<usize>,
    /// What it asks for; absent if it takes no part.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub requested: Option<Shown>,
    /// What was left when its turn came; absent if that cannot be told or it takes no part.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left: Option<Shown>,
    /// Its ranking keys, the first one first; empty if it takes no part.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub keys: Vec<RankingKey>,
    /// Why, in a sentence without a full stop.
    pub reason: String,
    /// The clauses behind it.
    pub clauses: Vec<ClauseShown>,
}

/// A ranking key of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingKey {
    /// Name of the key.
    pub name: String,
    /// Its value; absent where it is unknown, which it may be if it was not needed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<Shown>,
    /// Whether the ranking had to look at it: every key before it left the application in a tie.
    pub needed: bool,
    /// The clauses that lay the key down.
    pub clauses: Vec<ClauseShown>,
}

/// What a report is made of.
pub(super) struct Material<'a> {
    pub(super) asker: &'a Asker<'a>,
    pub(super) plan: &'a AllocationPlan,
    pub(super) entries: &'a [Entry],
    pub(super) field: &'a [Runner],
    pub(super) lang: Lang,
}

/// Puts an allocation together. `groups` are positions in the field, by rank.
pub(super) fn report(
    material: &Material<'_>,
    (budget, reached): (&Number, bool),
    groups: &[Vec<usize>],
    (keys, needed): (&[Vec<Key>], &Needed),
    shares: &[Share],
) -> Allocation {
    let program = material.asker.program;
    let mut trace = Vec::new();
    let mut remaining = budget.clone();
    for (rank, at) in
        groups.iter().enumerate().flat_map(|(rank, group)| group.iter().map(move |at| (rank, *at)))
    {
        let (Some(runner), Some(share)) = (material.field.get(at), shares.get(at)) else {
            continue;
        };
        if share.why.placing() == Placing::Accepted {
            remaining = remaining.checked_sub(&runner.requested).unwrap_or(remaining);
        }
        let keys = material.keys(keys.get(at), needed.get(at).filter(|_| reached));
        trace.extend(material.ranked(runner, share, reached.then_some(rank + 1), keys));
    }
    let ids = |placing: Placing, trace: &[Application]| {
        trace.iter().filter(|one| one.placing == placing).map(|one| one.id.clone()).collect()
    };
    let (accepted, rejected) = (ids(Placing::Accepted, &trace), ids(Placing::Rejected, &trace));
    let undetermined = ids(Placing::Undetermined, &trace);
    trace.extend(material.others());
    Allocation {
        scheme: program.id.clone(),
        date: material.asker.date,
        lang: material.lang,
        budget: material.contract(budget),
        budget_reached: reached,
        order: if reached {
            groups.iter().map(|group| material.rank(group)).collect()
        } else {
            Vec::new()
        },
        accepted,
        rejected,
        undetermined,
        not_ranked: ids(Placing::NotRanked, &trace),
        remaining: material.contract(&remaining),
        trace,
    }
}

impl Material<'_> {
    fn program(&self) -> &Program {
        self.asker.program
    }

    fn contract(&self, yen: &Number) -> Json {
        show_contract(self.program(), &Value::Number(yen.clone()), &Type::Number(Unit::yen()))
    }

    fn money(&self, yen: &Number) -> Shown {
        show(self.program(), &Value::Number(yen.clone()), &Type::Number(Unit::yen()), self.lang)
    }

    fn clauses(&self, ids: &[ClauseId]) -> Vec<ClauseShown> {
        let known = ids.iter().filter_map(|id| self.program().clauses.get(id.index()));
        known
            .map(|clause| ClauseShown {
                id: clause.id.clone(),
                cite: clause.cite.get(self.lang).to_owned(),
                says: clause.says.get(self.lang).to_owned(),
            })
            .collect()
    }

    fn rank(&self, group: &[usize]) -> Rank {
        let runners = group.iter().filter_map(|at| self.field.get(*at));
        let mut ids: Vec<String> = runners
            .filter_map(|runner| self.entries.get(runner.entry))
            .map(|entry| entry.id.clone())
            .collect();
        match ids.len() {
            1 => Rank::One(ids.pop().unwrap_or_default()),
            _ => Rank::Tied(ids),
        }
    }

    fn ranked(
        &self,
        runner: &Runner,
        share: &Share,
        rank: Option<usize>,
        keys: Vec<RankingKey>,
    ) -> Option<Application> {
        let entry = self.entries.get(runner.entry)?;
        let left = share.left.as_ref().map(|left| self.money(left));
        let words = left.as_ref().map_or("", |left| left.text.as_str());
        Some(Application {
            id: entry.id.clone(),
            placing: share.why.placing(),
            rank,
            requested: Some(self.money(&runner.requested)),
            reason: words::reason(share.why, words, self.lang),
            left: left.filter(|_| share.why != Why::NotReached),
            keys,
            clauses: self.clauses(&self.plan.clauses),
        })
    }

    fn keys(&self, keys: Option<&Vec<Key>>, needed: Option<&Vec<bool>>) -> Vec<RankingKey> {
        let keys = keys.map(Vec::as_slice).unwrap_or_default();
        let told = self.plan.keys.iter().zip(keys).enumerate();
        told.map(|(number, ((name, node, clauses), key))| {
            let ty = self.program().node(*node).map_or(Type::Any, |node| node.ty.clone());
            RankingKey {
                name: name.get(self.lang).to_owned(),
                value: key.as_ref().ok().map(|value| show(self.program(), value, &ty, self.lang)),
                needed: needed.and_then(|needed| needed.get(number)).copied().unwrap_or_default(),
                clauses: self.clauses(clauses),
            }
        })
        .collect()
    }

    /// The applications that take no part.
    fn others(&self) -> Vec<Application> {
        let others = self.entries.iter().enumerate();
        others
            .filter(|(at, _)| !self.field.iter().any(|runner| runner.entry == *at))
            .map(|(_, entry)| {
                let mut conditions = Vec::new();
                self.failed(entry, self.plan.ranked_when, &mut conditions);
                Application {
                    id: entry.id.clone(),
                    placing: Placing::NotRanked,
                    rank: None,
                    requested: None,
                    left: None,
                    keys: Vec::new(),
                    reason: words::not_ranked(&conditions, self.lang),
                    clauses: self.clauses(&self.plan.clauses),
                }
            })
            .collect()
    }

    /// The parts of a condition joined by `and` that do not hold, as the rule file has them.
    fn failed(&self, entry: &Entry, node: NodeId, conditions: &mut Vec<String>) {
        let Some(found) = self.program().node(node) else { return };
        if let NodeKind::Binary { op: BinaryOp::And, left, right } = found.kind {
            self.failed(entry, left, conditions);
            self.failed(entry, right, conditions);
        } else if self.asker.value(entry, node) == Ok(Some(Value::Truth(false))) {
            conditions.push(self.program().sources.slice(found.span).to_owned());
        }
    }
}
