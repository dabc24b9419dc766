//! What is told of a gap between the rows of a table: the keys in it, and the row that closes it.

use crate::text::Text;
use crate::value::Number;

/// An end of a gap, and whether it belongs to the gap.
pub(super) type End = (Number, bool);

/// Keys that no row is for; without an end where the gap has none.
#[derive(Clone, Debug)]
pub(super) struct Gap {
    pub(super) from: Option<End>,
    pub(super) to: Option<End>,
}

/// How keys are written.
#[derive(Clone, Copy)]
pub(super) struct Writing<'s> {
    /// A key with its unit.
    pub(super) show: &'s dyn Fn(&Number) -> String,
    /// Whether keys are whole numbers, or dates.
    pub(super) whole: bool,
    /// Whether keys are dates.
    pub(super) dates: bool,
}

impl Gap {
    /// The same gap with ends that belong to it, if keys are whole.
    fn settled(&self, whole: bool) -> (Option<End>, Option<End>) {
        let moved = |end: &Option<End>, step: i64| match end {
            Some((number, false)) if whole => {
                let moved = number.checked_add(&Number::from_i64(step));
                Some(moved.map_or_else(|_| (number.clone(), false), |moved| (moved, true)))
            }
            end => end.clone(),
        };
        (moved(&self.from, 1), moved(&self.to, -1))
    }

    /// `11人`, `11人から20人まで`, `101人以上`, `1円を超え2円未満`.
    pub(super) fn words(&self, writing: Writing<'_>) -> Text {
        let show = |end: &End| (writing.show)(&end.0);
        let ((at_least, or_more), (at_most, or_less)) = if writing.dates {
            (("以後", "or later"), ("以前", "or earlier"))
        } else {
            (("以上", "or more"), ("以下", "or less"))
        };
        let (from, to) = self.settled(writing.whole);
        match (&from, &to) {
            (Some(from), Some(to)) if from == to => Text::same(show(from)),
            (Some(from), Some(to)) if from.1 && to.1 => {
                let (from, to) = (show(from), show(to));
                Text::new(format!("{from}から{to}まで"), format!("{from} to {to}"))
            }
            (Some(from), Some(to)) => {
                let low = if from.1 { at_least } else { "を超え" };
                let high = if to.1 { at_most } else { "未満" };
                let (above, below) = (
                    if from.1 { "values from" } else { "values above" },
                    if to.1 { "to" } else { "and below" },
                );
                let (from, to) = (show(from), show(to));
                Text::new(format!("{from}{low}{to}{high}"), format!("{above} {from} {below} {to}"))
            }
            (Some(from), None) => {
                let start = show(from);
                if from.1 {
                    Text::new(format!("{start}{at_least}"), format!("{start} {or_more}"))
                } else {
                    Text::new(format!("{start}を超える値"), format!("values above {start}"))
                }
            }
            (None, Some(to)) => {
                let end = show(to);
                if to.1 {
                    Text::new(format!("{end}{at_most}"), format!("{end} {or_less}"))
                } else {
                    Text::new(format!("{end}未満"), format!("values below {end}"))
                }
            }
            (None, None) => Text::new("すべての値", "any value"),
        }
    }

    /// The row that closes it, as it can be written: `11人`, `101人..`, `(1円..2円)`.
    pub(super) fn row(&self, writing: Writing<'_>) -> String {
        let (from, to) = self.settled(writing.whole);
        // A comma would end the key where rows stand on one line.
        let show = |end: &Option<End>| {
            end.as_ref().map_or_else(String::new, |(end, _)| (writing.show)(end).replace(',', ""))
        };
        let (low, high) = (show(&from), show(&to));
        let included = |end: &Option<End>| end.as_ref().is_none_or(|(_, included)| *included);
        match (included(&from), included(&to)) {
            (true, true) if low == high => low,
            (true, true) => format!("{low}..{high}"),
            _ => {
                let closed =
                    |end: &Option<End>| end.as_ref().is_some_and(|(_, included)| *included);
                let open = if closed(&from) { '[' } else { '(' };
                let close = if closed(&to) { ']' } else { ')' };
                format!("{open}{low}..{high}{close}")
            }
        }
    }
}
