//! The coverage of one scheme, ready to be shown.

use serde::Serialize;

use crate::cases::Suite;
use crate::decision::Place;
use crate::explain;
use crate::ids::ClauseId;
use crate::program::{ClauseKind, Program};
use crate::source::Span;
use crate::text::Lang;

use super::observe::Observed;
use super::plan::Plan;
use super::point::{Goal, Kind, Point, Side, Watch};
use super::words;

/// What the cases of a scheme look at. Words are in the language that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// How many cases were run.
    pub cases: usize,
    /// Goals that are met.
    pub met: usize,
    /// Goals that are demanded.
    pub total: usize,
    /// The part of the demanded goals that is met, in percent with one decimal, rounded down.
    pub percent: String,
    /// The same for each kind of point.
    pub kinds: Vec<KindCovered>,
    /// The clauses that are calculated or judged, in the order of the register.
    pub clauses: Vec<ClauseCovered>,
    /// The points, in the order of the rules.
    pub points: Vec<PointCovered>,
}

/// One kind of point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindCovered {
    /// The kind.
    pub kind: Kind,
    /// Goals that are met.
    pub met: usize,
    /// Goals that are demanded.
    pub total: usize,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseCovered {
    /// Its id.
    pub id: String,
    /// Where it stands in the document.
    pub cite: String,
    /// What it says, in short words.
    pub says: String,
    /// Goals of the points that cite it which are met.
    pub met: usize,
    /// Goals of the points that cite it. 0 for a clause that no decision reaches.
    pub total: usize,
}

/// One point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PointCovered {
    /// The kind.
    pub kind: Kind,
    /// Name of the rule in which it stands. May be empty.
    pub rule: String,
    /// What it is: a name, or the expression as written, on one line.
    pub text: String,
    /// The line of the rule file on which it begins, without indentation. May be empty.
    pub source: String,
    /// Where it stands; absent for what has no place of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Ids of the clauses behind it.
    pub clauses: Vec<String>,
    /// Its goals.
    pub goals: Vec<GoalCovered>,
}

/// One goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GoalCovered {
    /// What it is.
    pub side: Side,
    /// The value that brings it about, in words; empty where it is not the same on every day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Whether it counts.
    pub wanted: bool,
    /// How many cases bring it about.
    pub cases: usize,
    /// The first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
}

impl GoalCovered {
    /// Whether it counts and no case brings it about.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.wanted && self.cases == 0
    }
}

impl PointCovered {
    /// Goals that count: how many are met, and how many there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let wanted = self.goals.iter().filter(|goal| goal.wanted);
        (wanted.clone().filter(|goal| goal.cases > 0).count(), wanted.count())
    }
}

impl Coverage {
    /// Puts into words what was observed of a plan.
    #[must_use]
    pub fn of(
        program: &Program,
        plan: &Plan,
        suite: &Suite,
        observed: &Observed,
        lang: Lang,
    ) -> Self {
        let telling = Telling { program, plan, suite, observed, lang };
        let points: Vec<_> =
            plan.points().iter().enumerate().map(|(at, point)| telling.point(at, point)).collect();
        let kinds: Vec<_> = Kind::ALL.into_iter().map(|kind| of_kind(kind, &points)).collect();
        let (met, total) =
            kinds.iter().fold((0, 0), |(met, total), one| (met + one.met, total + one.total));
        Self {
            scheme: program.id.clone(),
            title: program.title.get(lang).to_owned(),
            cases: observed.cases(),
            met,
            total,
            percent: words::percent(met, total),
            kinds,
            clauses: telling.clauses(&points),
            points,
        }
    }

    /// Whether at least `percent` of the goals are met, exactly.
    #[must_use]
    pub fn reaches(&self, percent: u8) -> bool {
        self.met * 100 >= self.total * usize::from(percent)
    }
}

fn of_kind(kind: Kind, points: &[PointCovered]) -> KindCovered {
    let counts = points.iter().filter(|point| point.kind == kind).map(PointCovered::counts);
    let (met, total) = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    KindCovered { kind, met, total }
}

struct Telling<'a> {
    program: &'a Program,
    plan: &'a Plan,
    suite: &'a Suite,
    observed: &'a Observed,
    lang: Lang,
}

impl Telling<'_> {
    fn point(&self, at: usize, point: &Point) -> PointCovered {
        let rule = point.rule.and_then(|rule| self.program.rule(rule));
        let ids = point.clauses.iter().filter_map(|id| self.program.clauses.get(id.index()));
        let goals = point.goals.iter().enumerate();
        PointCovered {
            kind: point.kind,
            rule: rule.map(|rule| rule.name.get(self.lang).to_owned()).unwrap_or_default(),
            text: words::point(self.program, point, self.lang),
            source: self.source(point.span),
            place: self.place(point.span),
            clauses: ids.map(|clause| clause.id.clone()).collect(),
            goals: goals.map(|(number, goal)| self.goal(at, point, number, goal)).collect(),
        }
    }

    fn goal(&self, point: usize, of: &Point, number: usize, goal: &Goal) -> GoalCovered {
        let tally = self.observed.tally(self.plan, point, number);
        let first = self.suite.cases().get(tally.first).filter(|_| tally.cases > 0);
        let value = goal.value.as_ref().zip(self.type_of(of));
        GoalCovered {
            side: goal.side,
            value: value
                .map(|(value, ty)| explain::show(self.program, value, &ty, self.lang).text)
                .unwrap_or_default(),
            wanted: goal.wanted,
            cases: tally.cases,
            first: first.map(|case| case.id().to_owned()),
        }
    }

    fn type_of(&self, point: &Point) -> Option<crate::value::Type> {
        match &point.watch {
            Watch::Edge(edge) => Some(edge.ty.clone()),
            Watch::Row { table, .. } => Some(self.program.tables.get(*table)?.key.clone()),
            Watch::Answer(_) | Watch::Run => None,
        }
    }

    fn source(&self, span: Span) -> String {
        if span == Span::default() {
            return String::new();
        }
        let text = self.program.sources.text(span.file);
        let (before, after) = text.split_at_checked(span.start as usize).unwrap_or_default();
        let start = before.rsplit('\n').next().unwrap_or_default();
        let end = after.lines().next().unwrap_or_default();
        format!("{start}{end}").trim().to_owned()
    }

    fn place(&self, span: Span) -> Option<Place> {
        if span == Span::default() {
            return None;
        }
        let position = self.program.sources.position(span);
        let file = self.program.sources.name(span.file).to_owned();
        Some(Place { file, line: position.line, column: position.column })
    }

    fn clauses(&self, points: &[PointCovered]) -> Vec<ClauseCovered> {
        let calculated = |at: &usize| {
            self.program.clauses.get(*at).is_some_and(|clause| {
                matches!(clause.kind, ClauseKind::Rule | ClauseKind::Judgement)
            })
        };
        let all = (0..self.program.clauses.len()).filter(calculated);
        all.filter_map(|at| {
            let clause = self.program.clauses.get(at)?;
            let cites = |point: &Point| point.clauses.contains(&ClauseId::new(at));
            let citing = self.plan.points().iter().zip(points).filter(|(point, _)| cites(point));
            let (met, total) = citing
                .map(|(_, covered)| covered.counts())
                .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
            Some(ClauseCovered {
                id: clause.id.clone(),
                cite: clause.cite.get(self.lang).to_owned(),
                says: clause.says.get(self.lang).to_owned(),
                met,
                total,
            })
        })
        .collect()
    }
}
