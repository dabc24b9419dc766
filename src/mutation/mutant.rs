//! A mutant: one change, where it stands, and what it is in words.

use crate::ids::{ClauseId, NodeId};
use crate::source::Span;
use crate::text::Text;

use super::change::Change;

/// A program that differs from the checked one in a single place.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What kind of change it is.
    pub operator: Operator,
    /// What is changed.
    pub at: Span,
    /// The clauses behind the place, the nearest that are given. May be empty.
    pub clauses: Vec<ClauseId>,
    /// What stands there, in the author's words.
    pub before: String,
    /// What would stand there.
    pub after: String,
    pub(super) change: Change,
    /// The nodes one of which a run must come to, lest the change make no difference to it.
    pub(super) sites: Vec<NodeId>,
}

macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $ja:literal, $en:literal;)*) => {
        /// Kinds of changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Operator {
            $($(#[$doc])* $name,)*
        }

        impl Operator {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable id, in kebab-case.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// What it does.
            #[must_use]
            pub fn words(self) -> Text {
                match self {
                    $(Self::$name => Text::new($ja, $en),)*
                }
            }
        }
    };
}

operators! {
    /// A number, date or period becomes the next larger one.
    Raised = "raised", "一段上げる", "raised by one step";
    /// A number, date or period becomes the next smaller one.
    Lowered = "lowered", "一段下げる", "lowered by one step";
    /// True becomes false.
    Inverted = "inverted", "真偽を逆にする", "truth inverted";
    /// `<` becomes `<=`, an end of a range comes in or out.
    Bound = "bound", "境目を含む・含まないを替える", "boundary in or out";
    /// `=` becomes `!=`, `in` becomes `not in`.
    Equality = "equality", "一致・不一致を替える", "equality turned round";
    /// `and` becomes `or`.
    Connective = "connective", "and と or を替える", "`and` and `or` exchanged";
    /// `all` becomes `any`, `every` becomes `some`.
    Quantifier = "quantifier", "すべて・いずれかを替える", "`all` and `any` exchanged";
    /// A condition is left out.
    DroppedCondition = "dropped-condition", "条件を外す", "condition dropped";
    /// A condition holds where it did not.
    Negated = "negated", "条件を逆にする", "condition negated";
    /// Another direction of rounding.
    Rounding = "rounding", "端数処理を替える", "another rounding";
    /// Another unit of rounding.
    RoundingUnit = "rounding-unit", "端数の単位を替える", "another unit of rounding";
    /// A key falls into another row.
    Row = "row", "別の行を引く", "another row";
    /// Two stages of an amount in the other order.
    StageOrder = "stage-order", "計算の順を替える", "stages in the other order";
    /// An exception is left out.
    DroppedException = "dropped-exception", "ただし書を外す", "exception dropped";
    /// A case of `first` is left out.
    DroppedCase = "dropped-case", "場合分けを一つ外す", "case dropped";
    /// Two branches exchange their values.
    Branches = "branches", "場合ごとの値を入れ替える", "values of branches exchanged";
    /// An element of a set or collection is left out.
    DroppedElement = "dropped-element", "要素を外す", "element dropped";
    /// An element of a collection is in whatever its condition says.
    AlwaysIn = "always-in", "条件によらず入れる", "element always in";
    /// `min` becomes `max`.
    Extreme = "extreme", "最小・最大を替える", "least and greatest exchanged";
    /// A period is counted in another way.
    Counting = "counting", "期間・日の数え方を替える", "another way of counting days";
    /// A dated value or version begins a day earlier or later.
    Day = "day", "切り替わる日をずらす", "day of the change shifted";
}
