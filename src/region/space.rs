//! The dimensions of a program: what its conditions look at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::facts::Facts;
use crate::ids::{FactId, NodeId, ReadingId, RecordId};
use crate::program::{Fact, Node, NodeKind, Program};
use crate::value::{Number, Type, Value};

use super::interval::{Cut, Intervals};
use super::subset::{Subset, Values, ordinal};
use super::zone::{DimId, Region};

/// What a dimension stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dim {
    /// A fact.
    Fact(FactId),
    /// The alternative of a reading.
    Reading(ReadingId),
    /// A field of the row that a loop stands at.
    Field {
        /// The loop.
        variable: u8,
        /// The record.
        record: RecordId,
        /// The position of the field.
        field: u16,
    },
    /// What an expression comes to that is not looked into; equal expressions are one dimension.
    Part(String),
    /// How one dimension compares with a multiple of another plus a number: less, equal, greater.
    Order {
        /// The one.
        left: DimId,
        /// The other.
        right: DimId,
        /// What the other is multiplied by.
        times: Number,
        /// What is then added.
        plus: Number,
    },
}

/// Dimensions by number, with what each can be at all.
#[derive(Clone, Debug, Default)]
pub struct Space {
    dims: Vec<(Dim, Subset)>,
    numbers: BTreeMap<Dim, DimId>,
}

impl Space {
    /// What a dimension stands for.
    #[must_use]
    pub fn dim(&self, id: DimId) -> Option<&Dim> {
        self.dims.get(id as usize).map(|(dim, _)| dim)
    }

    /// What a dimension can be at all.
    #[must_use]
    pub fn total(&self, id: DimId) -> Option<&Subset> {
        self.dims.get(id as usize).map(|(_, total)| total)
    }

    /// The number of a dimension that was met.
    #[must_use]
    pub fn number(&self, dim: &Dim) -> Option<DimId> {
        self.numbers.get(dim).copied()
    }

    /// The number of a dimension; `total` is asked for if it was not met before.
    pub(super) fn meet(&mut self, dim: Dim, total: impl FnOnce() -> Subset) -> DimId {
        if let Some(id) = self.numbers.get(&dim) {
            return *id;
        }
        let id = DimId::try_from(self.dims.len()).unwrap_or(DimId::MAX);
        self.dims.push((dim.clone(), total()));
        self.numbers.insert(dim, id);
        id
    }

    /// Where a dimension is among `values`.
    pub(super) fn within(&self, dim: DimId, values: Values) -> Region {
        let Some(total) = self.total(dim) else { return Region::none() };
        Region::of(dim, total.and(&Subset::of(values)))
    }

    /// Where a dimension has a value at all.
    pub(super) fn valued(&self, dim: DimId) -> Region {
        let Some(total) = self.total(dim) else { return Region::none() };
        Region::of(dim, Subset::of(total.values.clone()))
    }

    /// Where a dimension is not applicable.
    pub(super) fn absent(&self, dim: DimId) -> Region {
        let Some(total) = self.total(dim) else { return Region::none() };
        let absent = total.absent;
        Region::of(dim, Subset { values: total.values.nothing(), absent, open: false })
    }

    /// Where a dimension is unknown.
    pub(super) fn open(&self, dim: DimId) -> Region {
        let Some(total) = self.total(dim) else { return Region::none() };
        let open = total.open;
        Region::of(dim, Subset { values: total.values.nothing(), absent: false, open })
    }

    /// Whether the given facts may lie in a region, as far as its facts and readings tell; a fact
    /// that is not given may be anything.
    #[must_use]
    pub fn may_contain(
        &self,
        region: &Region,
        facts: &Facts,
        reading: impl Fn(ReadingId) -> u16,
    ) -> bool {
        let within = |(id, subset): &(DimId, Arc<Subset>)| match self.dim(*id) {
            Some(Dim::Fact(fact)) => facts.get(*fact).is_none_or(|value| subset.contains(value)),
            Some(Dim::Reading(id)) => subset.contains(&Value::Choice(reading(*id))),
            Some(Dim::Field { .. } | Dim::Part(_) | Dim::Order { .. }) | None => true,
        };
        region.zones().iter().any(|zone| zone.bounds().iter().all(within))
    }

    /// Whether all boxes bound facts and readings only, so that facts can be given for them.
    #[must_use]
    pub fn is_plain(&self, region: &Region) -> bool {
        let plain = |id: &DimId| matches!(self.dim(*id), Some(Dim::Fact(_) | Dim::Reading(_)));
        region.zones().iter().all(|zone| zone.bounds().iter().all(|(id, _)| plain(id)))
    }
}

/// Everything that a fact, or a field, can be. A default need not keep to the limits.
pub(super) fn values_of_fact(program: &Program, fact: &Fact) -> Values {
    let within = values_within_limits(program, fact);
    let default = match (&within, &fact.default) {
        (Values::Line(line), Some(value)) => {
            ordinal(value).map(|number| Values::Line(Intervals::point(number, line.is_whole())))
        }
        (Values::Texts { .. }, Some(Value::Text(text))) => {
            Some(Values::Texts { all_but: false, listed: [Arc::clone(text)].into() })
        }
        _ => None,
    };
    default.map_or(within.clone(), |default| within.or(&default))
}

fn values_within_limits(program: &Program, fact: &Fact) -> Values {
    match &fact.ty {
        Type::Number(_) => {
            let cut = |end: &Option<Number>, open: Cut, place: fn(Number) -> Cut| {
                end.clone().map_or(open, place)
            };
            let low = cut(&fact.low, Cut::Start, Cut::below);
            let high = cut(&fact.high, Cut::End, Cut::above);
            Values::Line(Intervals::between(low, high, fact.whole))
        }
        Type::Text => match fact.codes.and_then(|at| program.codes.get(at)) {
            Some(list) => {
                let listed = list.entries.keys().map(|code| code.as_str().into()).collect();
                Values::Texts { all_but: false, listed }
            }
            None => values_of_type(program, &fact.ty),
        },
        ty => values_of_type(program, ty),
    }
}

/// Everything that an expression of a type can be. Of a type whose values are not told apart, one
/// value stands for all.
pub(super) fn values_of_type(program: &Program, ty: &Type) -> Values {
    match ty {
        Type::Truth => Values::few(2),
        Type::Number(_) => Values::Line(Intervals::all(false)),
        Type::Date => Values::Line(Intervals::all(true)),
        Type::Period(_) => {
            Values::Line(Intervals::between(Cut::below(Number::ZERO), Cut::End, true))
        }
        Type::Text => Values::Texts { all_but: true, listed: BTreeSet::new() },
        Type::Choice(list) => {
            let count = program.choices.get(list.index()).map_or(0, |list| list.choices.len());
            Values::few(u16::try_from(count).unwrap_or(u16::MAX))
        }
        Type::Set(_) | Type::List(_) | Type::Record(_) | Type::Calendar | Type::Any => {
            Values::few(1)
        }
    }
}

/// A name for an expression that equal expressions share.
///
/// Loops are numbered by nesting, so that a field of a row is told by its loop. Rules are told by
/// their ids: the name is of what is written, not of what it leads to.
pub(super) fn part_name(program: &Program, id: NodeId) -> String {
    let Some(Node { kind, .. }) = program.node(id) else { return format!("#{}", id.index()) };
    let name = |id: &NodeId| part_name(program, *id);
    let list = |ids: &[NodeId]| ids.iter().map(name).collect::<Vec<_>>().join(",");
    match kind {
        NodeKind::Constant(value) => format!("{value:?}"),
        NodeKind::Fact(fact) => format!("fact{}", fact.index()),
        NodeKind::Parameter(parameter) => format!("parameter{}", parameter.index()),
        NodeKind::Reading(reading) => format!("reading{}", reading.index()),
        NodeKind::Rule(rule) => format!("rule{}", rule.index()),
        NodeKind::Calendar(calendar) => format!("calendar{}", calendar.index()),
        NodeKind::Variable(variable) => format!("loop{variable}"),
        NodeKind::Field { variable, field, .. } => format!("loop{variable}.{field}"),
        NodeKind::RowRule { rule, variable } => format!("loop{variable}.rule{}", rule.index()),
        NodeKind::Not(inner) => format!("not({})", name(inner)),
        NodeKind::Negate(inner) => format!("-({})", name(inner)),
        NodeKind::Binary { op, left, right } => {
            format!("({}{}{})", name(left), op.sign(), name(right))
        }
        NodeKind::In { item, set, negated } => {
            format!("in{negated}({},{})", name(item), name(set))
        }
        NodeKind::Quantified { every, variable, list, condition } => {
            format!("every{every}({variable},{},{})", name(list), name(condition))
        }
        NodeKind::Aggregate { function, variable, list, body, filter } => {
            let filter = filter.as_ref().map(name).unwrap_or_default();
            let (list, body) = (name(list), name(body));
            format!("{}({variable},{list},{body},{filter})", function.name())
        }
        NodeKind::Lookup { table, key, column } => {
            format!("table{}[{}].{column}", table.index(), name(key))
        }
        NodeKind::Call { function, arguments } => {
            format!("{}({})", function.name, list(arguments))
        }
        NodeKind::SetOf(items) => format!("[{}]", list(items)),
        NodeKind::Stage { body, .. } => name(body),
        NodeKind::Requirement { condition, .. } => name(condition),
        _ => format!("#{}", id.index()),
    }
}
