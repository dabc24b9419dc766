//! Conditions as regions: which facts make them hold.
//!
//! A [`Reader`] turns a condition of a [`Program`], on one date, into the
//! regions where it holds, fails, is not applicable or unknown ([`Truth`]). A [`Region`] is a union
//! of boxes ([`Zone`]); a box bounds some dimensions ([`Dim`]): facts, readings, fields of a row,
//! and parts that are not looked into. What a dimension can be is a [`Subset`]: exact intervals of
//! numbers, dates and periods, choices, texts.
//!
//! ```text
//! 従業員数 <= 規模の基準[業種].従業員数の上限        holds in   業種 = 小売業    従業員数 [0..50]
//!                                                              業種 = その他    従業員数 [0..300]
//! ```
//!
//! Every region holds at least what leads to its answer, so what lies outside is excluded for
//! certain. Only of a region that is `exact` and [plain](Space::is_plain) the converse is true as
//! well; [`holds`] gives it where there is one. That something can happen is shown by [`witness`],
//! which asks the evaluator. A region tells of cases in which every fact is known.
//!
//! What is read: comparisons with constants, parameters, cells of tables and multiples of one fact;
//! membership; `and`, `or`, `not`, blocks, cases, exceptions, scopes, dated versions, rules. What is
//! not: arithmetic over several facts, sums over rows, functions, regions of more than 96 boxes.
//! Such a part is a dimension of its own, so that two equal parts still agree.

mod bits;
mod breakpoints;
mod compare;
mod flow;
mod interval;
mod lookup;
mod operands;
mod parts;
mod reader;
mod reckon;
mod space;
mod subset;
mod terms;

mod times;
mod truth;
mod witness;
mod zone;

use chrono::NaiveDate;

use crate::ids::NodeId;
use crate::program::Program;

pub use bits::Few;
pub use breakpoints::{Breakpoints, breakpoints};
pub use interval::{Cut, Interval, Intervals};
pub use operands::{facts_of, reachable};
pub use reader::{Reader, Switches};
pub use space::{Dim, Space};
pub use subset::{Subset, Values, ordinal};
pub use times::times;
pub use truth::Truth;
pub use witness::{Witness, witness};
pub use zone::{DimId, Opaque, Region, Zone};

/// Exactly where a condition holds on a day, and the dimensions of its boxes.
///
/// `None` if it reads something that is not looked into.
#[must_use]
pub fn holds(program: &Program, node: NodeId, as_of: NaiveDate) -> Option<(Space, Region)> {
    let mut reader = Reader::new(program, as_of, Switches::Set);
    let truth = reader.truth(node);
    let plain = truth.exact && reader.space().is_plain(&truth.holds);
    plain.then(|| (reader.space().clone(), truth.holds.clone()))
}
