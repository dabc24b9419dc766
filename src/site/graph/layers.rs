//! The column of each box, points where long edges pass columns, and the order within a column.
//!
//! Columns are by the longest way from the left, so that every edge leads right. The order is
//! found by medians of neighbours, swept there and back, keeping the best of all sweeps.
//! Source: E. Gansner, E. Koutsofios, S. North, K.-P. Vo, A Technique for Drawing Directed Graphs
//! (IEEE TSE 19-3, 1993), sections 2 and 3.

/// How often the order is swept.
const SWEEPS: usize = 12;

/// Boxes and passing points in columns.
pub(super) struct Layers {
    /// Column of each point; boxes come first.
    columns: Vec<usize>,
    /// Points of each column, from the top.
    order: Vec<Vec<usize>>,
    /// For each edge the points that it runs along.
    routes: Vec<Vec<usize>>,
    /// Neighbours of each point to the left and to the right.
    left: Vec<Vec<usize>>,
    right: Vec<Vec<usize>>,
    boxes: usize,
}

/// Sorts `count` boxes into columns. Edges form no circle and name boxes below `count`.
pub(super) fn layers(count: usize, edges: &[(usize, usize)]) -> Layers {
    let mut layers = Layers {
        columns: columns(count, edges),
        order: Vec::new(),
        routes: Vec::new(),
        left: vec![Vec::new(); count],
        right: vec![Vec::new(); count],
        boxes: count,
    };
    for edge in edges {
        layers.route(*edge);
    }
    layers.first_order();
    layers.untangle();
    layers
}

/// The column of each box: the longest way from the left.
pub(super) fn columns(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut columns = vec![0_usize; count];
    // Without circles no way is longer than the number of boxes.
    for _ in 0..count {
        let mut moved = false;
        for (from, to) in edges {
            let wanted = columns.get(*from).map_or(0, |column| column + 1);
            if let Some(column) = columns.get_mut(*to).filter(|column| **column < wanted) {
                *column = wanted;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    columns
}

impl Layers {
    /// The column of a point, from 0.
    pub(super) fn column(&self, point: usize) -> usize {
        self.columns.get(point).copied().unwrap_or(0)
    }

    /// How many columns there are.
    pub(super) fn count(&self) -> usize {
        self.order.len()
    }

    /// The points of each column, from the top.
    pub(super) fn order(&self) -> &[Vec<usize>] {
        &self.order
    }

    /// For each edge the points that it runs along: a box, passing points, a box.
    pub(super) fn routes(&self) -> &[Vec<usize>] {
        &self.routes
    }

    /// Whether a point is a box.
    pub(super) fn is_box(&self, point: usize) -> bool {
        point < self.boxes
    }

    /// How many points there are.
    pub(super) fn points(&self) -> usize {
        self.columns.len()
    }

    /// The neighbours of a point on one side.
    pub(super) fn neighbours(&self, point: usize, to_the_left: bool) -> &[usize] {
        let side = if to_the_left { &self.left } else { &self.right };
        side.get(point).map_or(&[], Vec::as_slice)
    }

    /// Leads an edge through a point in each column that it passes.
    fn route(&mut self, (from, to): (usize, usize)) {
        let mut route = vec![from];
        let mut last = from;
        for column in self.column(from) + 1..self.column(to) {
            let point = self.columns.len();
            self.columns.push(column);
            self.left.push(Vec::new());
            self.right.push(Vec::new());
            self.join(last, point);
            route.push(point);
            last = point;
        }
        self.join(last, to);
        route.push(to);
        self.routes.push(route);
    }

    fn join(&mut self, from: usize, to: usize) {
        self.right.get_mut(from).into_iter().for_each(|side| side.push(to));
        self.left.get_mut(to).into_iter().for_each(|side| side.push(from));
    }

    /// Points in the order in which a walk from the left meets them.
    fn first_order(&mut self) {
        let count = self.columns.iter().max().map_or(0, |column| column + 1);
        self.order = vec![Vec::new(); count];
        let mut seen = vec![false; self.columns.len()];
        let starts: Vec<_> = (0..self.boxes).filter(|one| self.column(*one) == 0).collect();
        let mut waiting: Vec<_> = starts.into_iter().rev().collect();
        while let Some(point) = waiting.pop() {
            let Some(seen) = seen.get_mut(point).filter(|seen| !**seen) else { continue };
            *seen = true;
            let column = self.column(point);
            self.order.get_mut(column).into_iter().for_each(|points| points.push(point));
            waiting.extend(self.neighbours(point, false).iter().rev().copied());
        }
    }

    fn untangle(&mut self) {
        let mut best = (self.crossings(), self.order.clone());
        for sweep in 0..SWEEPS {
            let to_the_right = sweep % 2 == 0;
            let count = self.order.len();
            for step in 1..count {
                let column = if to_the_right { step } else { count - 1 - step };
                self.by_medians(column, to_the_right);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.order.clone());
            }
        }
        self.order = best.1;
    }

    /// Sorts one column by the middle of each point's neighbours on one side; points without
    /// neighbours there keep their place.
    fn by_medians(&mut self, column: usize, by_the_left: bool) {
        let ranks = self.ranks();
        let rank = |point: usize| ranks.get(point).copied().unwrap_or(0);
        let Some(points) = self.order.get(column) else { return };
        let mut keyed: Vec<_> = points
            .iter()
            .map(|point| {
                let mut near: Vec<_> =
                    self.neighbours(*point, by_the_left).iter().map(|one| rank(*one)).collect();
                near.sort_unstable();
                let middle = |at: usize| near.get(at).copied().unwrap_or(0);
                let key = match near.len() {
                    0 => 2 * rank(*point),
                    count => middle((count - 1) / 2) + middle(count / 2),
                };
                (key, *point)
            })
            .collect();
        keyed.sort_by_key(|(key, _)| *key);
        let sorted = keyed.into_iter().map(|(_, point)| point).collect();
        if let Some(points) = self.order.get_mut(column) {
            *points = sorted;
        }
    }

    /// The place of each point within its column.
    fn ranks(&self) -> Vec<usize> {
        let mut ranks = vec![0; self.columns.len()];
        for points in &self.order {
            for (rank, point) in points.iter().enumerate() {
                ranks.get_mut(*point).into_iter().for_each(|one| *one = rank);
            }
        }
        ranks
    }

    /// How many pairs of edges between neighbouring columns cross.
    fn crossings(&self) -> usize {
        let ranks = self.ranks();
        let rank = |point: usize| ranks.get(point).copied().unwrap_or(0);
        let mut crossings = 0;
        for points in &self.order {
            let mut ends: Vec<usize> = Vec::new();
            for point in points {
                let mut own: Vec<_> =
                    self.neighbours(*point, false).iter().map(|one| rank(*one)).collect();
                own.sort_unstable();
                let above = |end: &usize| ends.iter().filter(|other| *other > end).count();
                crossings += own.iter().map(above).sum::<usize>();
                ends.extend(own);
            }
        }
        crossings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edge_leads_right_and_long_ones_pass_each_column() {
        let layers = layers(4, &[(0, 1), (1, 2), (2, 3), (0, 3)]);
        assert_eq!((0..4).map(|one| layers.column(one)).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert_eq!(layers.routes()[3], [0, 4, 5, 3]);
        assert_eq!([layers.column(4), layers.column(5)], [1, 2]);
    }

    #[test]
    fn two_edges_that_cross_are_untangled() {
        // 0 → 3, 4 and 1 → 2 as met; straight once 1 stands below.
        let layers = layers(5, &[(0, 4), (0, 3), (1, 2), (1, 3)]);
        assert_eq!(layers.crossings(), 0);
    }
}
