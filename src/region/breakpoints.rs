//! Where an outcome can change along one fact.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::ids::{FactId, NodeId};
use crate::program::{NodeKind, Program};
use crate::syntax::ast::BinaryOp;
use crate::value::{Number, Type};

use super::interval::Cut;
use super::operands::{facts_of, reachable};
use super::reader::{Reader, Switches};
use super::space::Dim;
use super::subset::Values;
use super::terms::{Term, is_whole, solved};
use super::times::times;
use super::zone::{Opaque, Region, Zone};

/// The places along one fact at which a condition can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakpoints {
    /// In rising order: just below or just above a number; a date counts in days since the common
    /// era, a period in its units. Of a fact that is whole, a change between 300 and 301 lies just
    /// below 301.
    pub cuts: Vec<Cut>,
    /// Whether there are no others. A sum over rows, a calendar, a comparison with another fact can
    /// change anywhere, and so can a result of arithmetic.
    pub complete: bool,
}

/// The places along `fact` at which a condition that the outputs come from can change, on the day
/// `as_of`: ends of comparisons, of rows of tables, of the lesser or greater of two amounts. For the
/// fact that selects dated values, the days on which these change as well.
///
/// A fact that is not ordered has none.
#[must_use]
pub fn breakpoints(program: &Program, fact: FactId, as_of: NaiveDate) -> Breakpoints {
    let mut finder = Finder {
        reader: Reader::new(program, as_of, Switches::Set),
        fact,
        cuts: BTreeSet::new(),
        complete: true,
    };
    for node in reachable(program) {
        finder.node(node);
    }
    if program.as_of == Some(fact) {
        let day = |date: NaiveDate| Number::from_i64(i64::from(date.num_days_from_ce()));
        finder.cuts.extend(times(program).into_iter().map(|(from, _)| Cut::below(day(from))));
        let after = program.until.and_then(|until| until.succ_opt());
        finder.cuts.extend(after.map(|after| Cut::below(day(after))));
    }
    Breakpoints { cuts: finder.cuts.into_iter().collect(), complete: finder.complete }
}

struct Finder<'p> {
    reader: Reader<'p>,
    fact: FactId,
    cuts: BTreeSet<Cut>,
    complete: bool,
}

impl Finder<'_> {
    fn node(&mut self, id: NodeId) {
        let program = self.reader.program();
        let Some(node) = program.node(id) else { return };
        match &node.kind {
            NodeKind::Lookup { table, key, .. } => {
                let Some(table) = program.tables.get(table.index()) else { return };
                for edition in &table.editions {
                    match self.reader.rows(*key, &edition.rows) {
                        Ok((rows, beyond)) => {
                            rows.iter()
                                .chain([&beyond])
                                .for_each(|region| self.region(region, *key));
                        }
                        Err(Opaque) => self.opaque(*key),
                    }
                }
            }
            NodeKind::Call { function, arguments } if matches!(function.name, "min" | "max") => {
                for (at, one) in arguments.iter().enumerate() {
                    for other in arguments.iter().skip(at + 1) {
                        self.crossing(*one, *other);
                    }
                }
            }
            NodeKind::Call { .. } | NodeKind::Aggregate { .. } => self.opaque(id),
            _ if node.ty == Type::Truth => {
                let truth = self.reader.truth(id);
                for region in [&truth.holds, &truth.fails, &truth.absent, &truth.open] {
                    self.region(region, id);
                }
            }
            _ => {}
        }
    }

    /// Adds the ends of a region along the fact. `node` is where the region comes from.
    fn region(&mut self, region: &Region, node: NodeId) {
        let mut hidden = false;
        for (id, subset) in region.zones().iter().flat_map(Zone::bounds) {
            match self.reader.space().dim(*id) {
                Some(Dim::Fact(fact)) if *fact == self.fact => {
                    let limits = self.reader.space().total(*id).map(|total| ends(&total.values));
                    let limits = limits.unwrap_or_default();
                    // Where the fact itself ends, nothing changes.
                    let new = ends(&subset.values).into_iter().filter(|cut| !limits.contains(cut));
                    self.cuts.extend(new);
                }
                Some(Dim::Part(_) | Dim::Order { .. }) => hidden = true,
                Some(Dim::Fact(_) | Dim::Reading(_) | Dim::Field { .. }) | None => {}
            }
        }
        if hidden {
            self.opaque(node);
        }
    }

    /// A part that is not looked into; if it comes from the fact, it may change anywhere.
    fn opaque(&mut self, node: NodeId) {
        if self.complete && facts_of(self.reader.program(), node).contains(self.fact) {
            self.complete = false;
        }
    }

    /// Where the lesser of two values is the one, then the other.
    fn crossing(&mut self, one: NodeId, other: NodeId) {
        let (left, right) = (self.reader.value(one), self.reader.value(other));
        for one_term in left.iter().map(|one| &one.term) {
            for other_term in right.iter().map(|other| &other.term) {
                match self.meeting(one_term, other_term) {
                    Ok(cut) => self.cuts.extend(cut),
                    Err(Opaque) => {
                        self.opaque(one);
                        self.opaque(other);
                    }
                }
            }
        }
    }

    fn meeting(&self, one: &Term, other: &Term) -> Result<Option<Cut>, Opaque> {
        match (one, other) {
            (Term::Line { dim, times, plus }, Term::Known(value))
            | (Term::Known(value), Term::Line { dim, times, plus }) => {
                if self.reader.space().dim(*dim) != Some(&Dim::Fact(self.fact)) {
                    return Err(Opaque);
                }
                let end = super::subset::ordinal(value).ok_or(Opaque)?;
                let whole = is_whole(self.reader.space(), *dim);
                let above = solved(BinaryOp::Greater, times, plus, &end, whole)?;
                Ok(ends(&Values::Line(above)).into_iter().next())
            }
            (Term::Known(_) | Term::Absent | Term::Open, _)
            | (_, Term::Known(_) | Term::Absent | Term::Open) => Ok(None),
            _ => Err(Opaque),
        }
    }
}

/// The ends of intervals that are next to a number.
fn ends(values: &Values) -> Vec<Cut> {
    let Values::Line(line) = values else { return Vec::new() };
    let all = line.parts().iter().flat_map(|part| [&part.from, &part.to]);
    all.filter(|cut| matches!(cut, Cut::At { .. })).cloned().collect()
}
