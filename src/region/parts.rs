//! Parts of expressions: which are switches, and what those that are not looked into can come to.

use crate::functions::Kind;
use crate::ids::NodeId;
use crate::program::{NodeKind, Program};
use crate::syntax::ast::Aggregate;
use crate::value::{Number, Type};

use super::interval::{Cut, Intervals};
use super::space::{part_name, values_of_type};
use super::subset::Values;

/// Whether a condition reads parameters and nothing else: it is set by whoever keeps the values,
/// and says nothing about an applicant.
pub(super) fn is_switch(program: &Program, id: NodeId) -> bool {
    program.node(id).is_some_and(|node| node.ty == Type::Truth)
        && reads(program, id) == Reads::Parameters
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reads {
    Nothing,
    Parameters,
    More,
}

fn reads(program: &Program, id: NodeId) -> Reads {
    let Some(node) = program.node(id) else { return Reads::More };
    let most =
        |ids: &[NodeId]| ids.iter().map(|id| reads(program, *id)).max().unwrap_or(Reads::Nothing);
    match &node.kind {
        NodeKind::Constant(_) => Reads::Nothing,
        NodeKind::Parameter(_) => Reads::Parameters,
        NodeKind::Lookup { key, .. } => most(&[*key]).max(Reads::Parameters),
        NodeKind::Not(inner) | NodeKind::Negate(inner) => most(&[*inner]),
        NodeKind::Binary { left, right, .. } => most(&[*left, *right]),
        NodeKind::In { item, set, .. } => most(&[*item, *set]),
        NodeKind::InRange { item, range, .. } => {
            let ends = [range.low, range.high].into_iter().flatten();
            most(&ends.chain([*item]).collect::<Vec<_>>())
        }
        NodeKind::Call { arguments, .. } => most(arguments),
        _ => Reads::More,
    }
}

/// Everything that an expression can come to, as far as its form tells.
pub(super) fn values_of(program: &Program, id: NodeId) -> Values {
    let Some(node) = program.node(id) else { return values_of_type(program, &Type::Any) };
    let whole = |from: i64, to: Cut| {
        Values::Line(Intervals::between(Cut::below(Number::from_i64(from)), to, true))
    };
    let up_to = |last: i64| Cut::above(Number::from_i64(last));
    match &node.kind {
        NodeKind::Aggregate { function: Aggregate::Count, .. } => whole(0, Cut::End),
        NodeKind::Call { function, .. } if function.gives == Kind::Count => whole(0, Cut::End),
        NodeKind::Call { function, .. } if function.name == "month" => whole(1, up_to(12)),
        NodeKind::Call { function, .. } if function.name == "day" => whole(1, up_to(31)),
        _ => values_of_type(program, &node.ty),
    }
}

/// The name of a condition that is not looked into, and whether it is that of its opposite.
pub(super) fn truth_name(program: &Program, id: NodeId) -> (String, bool) {
    match program.node(id).map(|node| &node.kind) {
        Some(NodeKind::In { item, set, negated }) => {
            (format!("in({},{})", part_name(program, *item), part_name(program, *set)), *negated)
        }
        _ => (part_name(program, id), false),
    }
}
