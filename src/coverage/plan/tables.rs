//! The points of tables: their rows.

use crate::ids::NodeId;
use crate::program::NodeKind;

use super::super::edges;
use super::super::point::{Goal, Kind, Lookup, Point, Side, Watch};
use super::Drawing;

impl Drawing<'_> {
    /// The rows of every table that a decision looks up.
    pub(super) fn tables(&mut self) {
        for (number, table) in self.program.tables.iter().enumerate() {
            let lookups = self.lookups(number);
            let Some(first) = lookups.first() else { continue };
            let whole =
                edges::step(self.program, first.key, &table.key) == crate::value::Number::ONE;
            for (edition, dated) in table.editions.iter().enumerate() {
                let rows = dated.rows.iter().enumerate().map(|(at, row)| (Some(at), Some(row)));
                let rest = dated.open && dated.otherwise.iter().any(is_given);
                for (at, row) in rows.chain(rest.then_some((None, None))) {
                    let (first, last) =
                        row.map_or((None, None), |row| edges::row_ends(&row.key, whole));
                    let end = |side, value: Option<crate::value::Value>| {
                        value.map(|value| Goal { side, wanted: true, value: Some(value) })
                    };
                    let one_key = first.is_some() && first == last;
                    let ends = [
                        end(Side::First, first.filter(|_| !one_key)),
                        end(Side::Last, last.filter(|_| !one_key)),
                    ];
                    let own = row.map(|row| row.clauses.as_slice()).unwrap_or_default();
                    let clauses = if own.is_empty() { &table.clauses } else { own };
                    self.points.push(Point {
                        kind: Kind::Row,
                        rule: None,
                        name: table.name.clone(),
                        span: row.map_or(table.span, |row| row.span),
                        clauses: clauses.to_vec(),
                        goals: std::iter::once(Goal::wanted(Side::Hit))
                            .chain(ends.into_iter().flatten())
                            .collect(),
                        watch: Watch::Row {
                            lookups: lookups.clone(),
                            edition,
                            row: at,
                            table: number,
                        },
                    });
                }
            }
        }
    }

    fn lookups(&self, wanted: usize) -> Vec<Lookup> {
        let nodes = self.program.nodes.iter().enumerate();
        nodes
            .filter_map(|(at, node)| match node.kind {
                NodeKind::Lookup { table, key, .. } if table.index() == wanted => {
                    Some(Lookup { node: NodeId::new(at), key })
                }
                _ => None,
            })
            .filter(|lookup| self.is_reached(lookup.node))
            .collect()
    }
}

fn is_given(answer: &crate::value::Answer) -> bool {
    *answer != crate::value::Answer::NotApplicable
}
