//! What an expression is made of.

use crate::ids::NodeId;

use super::NodeKind;

impl NodeKind {
    /// The nodes that this one names, in the order in which they are written.
    ///
    /// Rules, parameters and tables that it reads are no operands; their ids are in the variants.
    #[must_use]
    pub fn operands(&self) -> Vec<NodeId> {
        match self {
            Self::Constant(_)
            | Self::Undetermined
            | Self::NotApplicable
            | Self::Fact(_)
            | Self::Parameter(_)
            | Self::Reading(_)
            | Self::Rule(_)
            | Self::Calendar(_)
            | Self::Variable(_)
            | Self::Field { .. }
            | Self::RowRule { .. } => Vec::new(),
            Self::Not(one) | Self::Negate(one) => vec![*one],
            Self::Binary { left, right, .. } => vec![*left, *right],
            Self::In { item, set, .. } => vec![*item, *set],
            Self::InRange { item, range, .. } => {
                [Some(*item), range.low, range.high].into_iter().flatten().collect()
            }
            Self::If { condition, then, otherwise } => vec![*condition, *then, *otherwise],
            Self::Quantified { list, condition, .. } => vec![*list, *condition],
            Self::Aggregate { list, body, filter, .. } => {
                [Some(*body), Some(*list), *filter].into_iter().flatten().collect()
            }
            Self::Lookup { key, .. } => vec![*key],
            Self::Call { arguments, .. } => arguments.to_vec(),
            Self::IfApplicable { value, otherwise } => vec![*value, *otherwise],
            Self::SetOf(items) => items.to_vec(),
            Self::Conditions { items, .. } => items.iter().map(|item| item.node).collect(),
            Self::First { cases, otherwise } => {
                let cases = cases.iter().flat_map(|case| [case.when, case.value]);
                cases.chain(otherwise.iter().map(|case| case.value)).collect()
            }
            Self::Scope { condition, body } => vec![*condition, *body],
            Self::Exceptions { body, exceptions } => {
                let exceptions = exceptions.iter().flat_map(|case| [case.when, case.value]);
                std::iter::once(*body).chain(exceptions).collect()
            }
            Self::Editions(editions) => editions.iter().map(|edition| edition.body).collect(),
            Self::Stage { body, .. } => vec![*body],
            Self::Collect(elements) => elements.iter().filter_map(|one| one.when).collect(),
            Self::Requirement { condition, .. } => vec![*condition],
        }
    }
}
