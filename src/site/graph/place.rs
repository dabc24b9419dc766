//! How far down each point of a drawing stands.
//!
//! A point wants to stand at the mean of its neighbours. Within a column the order is kept and
//! points keep their distance; among all places that do so, the nearest to what they want is found
//! by pooling neighbours that would overlap.

use super::layers::Layers;

/// Space between boxes of one column.
const APART: i32 = 12;
/// Height of a passing point.
const PASSING: i32 = 4;
/// Sweeps there and back.
const SWEEPS: usize = 8;

/// The middles of all points, from the top.
pub(super) struct Placed {
    middles: Vec<i32>,
    height: i32,
}

impl Placed {
    /// The middle of a point.
    pub(super) fn middle(&self, point: usize) -> i32 {
        self.middles.get(point).copied().unwrap_or(0)
    }

    /// The height of the whole.
    pub(super) fn height(&self) -> i32 {
        self.height
    }
}

/// Places all points; `heights` are those of the boxes.
pub(super) fn place(layers: &Layers, heights: &[i32]) -> Placed {
    let height = |point: usize| heights.get(point).copied().unwrap_or(PASSING);
    let mut middles = vec![0; layers.points()];
    for column in layers.order() {
        let wanted = vec![0; column.len()];
        settle(column, &wanted, &height, &mut middles);
    }
    for sweep in 0..SWEEPS {
        let by_the_left = sweep % 2 == 0;
        let count = layers.order().len();
        for step in 0..count {
            let at = if by_the_left { step } else { count - 1 - step };
            let Some(column) = layers.order().get(at) else { continue };
            let wanted: Vec<_> =
                column.iter().map(|point| wish(layers, *point, by_the_left, &middles)).collect();
            settle(column, &wanted, &height, &mut middles);
        }
    }
    framed(middles, height)
}

/// The mean of the neighbours on one side; where there are none, of those on the other.
fn wish(layers: &Layers, point: usize, by_the_left: bool, middles: &[i32]) -> i32 {
    let own = middles.get(point).copied().unwrap_or(0);
    let near = layers.neighbours(point, by_the_left);
    let near = if near.is_empty() && layers.is_box(point) {
        layers.neighbours(point, !by_the_left)
    } else {
        near
    };
    let sum: i32 = near.iter().filter_map(|one| middles.get(*one)).sum();
    i32::try_from(near.len()).ok().and_then(|count| sum.checked_div(count)).unwrap_or(own)
}

/// Points that touch and move together.
struct Pool {
    /// How many points.
    count: i32,
    /// Sum of what they want, each less its distance from the top of the column.
    sum: i32,
}

/// Places one column as near to `wanted` as its order and distances allow.
fn settle(column: &[usize], wanted: &[i32], height: &impl Fn(usize) -> i32, middles: &mut [i32]) {
    let mut offsets = Vec::with_capacity(column.len());
    let mut offset = 0;
    let mut before = None;
    for point in column {
        if let Some(before) = before {
            offset += i32::midpoint(height(before), height(*point)) + APART;
        }
        offsets.push(offset);
        before = Some(*point);
    }
    let mut pools: Vec<Pool> = Vec::new();
    for (wanted, offset) in wanted.iter().zip(&offsets) {
        let mut pool = Pool { count: 1, sum: wanted - offset };
        while let Some(last) = pools.pop() {
            if last.sum * pool.count < pool.sum * last.count {
                pools.push(last);
                break;
            }
            pool = Pool { count: pool.count + last.count, sum: pool.sum + last.sum };
        }
        pools.push(pool);
    }
    let starts = pools.iter().flat_map(|pool| {
        std::iter::repeat_n(pool.sum / pool.count, usize::try_from(pool.count).unwrap_or(0))
    });
    for ((point, offset), start) in column.iter().zip(&offsets).zip(starts) {
        middles.get_mut(*point).into_iter().for_each(|middle| *middle = start + offset);
    }
}

/// Moves everything so that the highest box begins at the top.
fn framed(mut middles: Vec<i32>, height: impl Fn(usize) -> i32) -> Placed {
    let tops = middles.iter().enumerate().map(|(at, middle)| middle - height(at) / 2);
    let top = tops.min().unwrap_or(0) - 1;
    for middle in &mut middles {
        *middle -= top;
    }
    let ends = middles.iter().enumerate().map(|(at, middle)| middle + height(at) / 2);
    let height = ends.max().unwrap_or(0) + 2;
    Placed { middles, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::graph::layers::layers;

    #[test]
    fn boxes_of_a_column_never_touch() {
        let edges: Vec<_> = (1..8).map(|to| (0, to)).collect();
        let layers = layers(8, &edges);
        let placed = place(&layers, &[28; 8]);
        let mut column: Vec<_> = (1..8).map(|one| placed.middle(one)).collect();
        column.sort_unstable();
        assert!(column.windows(2).all(|two| two[1] - two[0] >= 28 + APART), "{column:?}");
        assert_eq!(placed.middle(0), column[3], "the root stands in the middle of its seven");
    }
}
