//! That every clause of the register has its place.

use crate::diagnostic::{Code, Diagnostic};
use crate::ids::ClauseId;
use crate::model::ClauseKind;

use super::Checker;

impl Checker<'_> {
    /// Reports clauses that are said to be calculated, or decided by a person, and that nothing
    /// cites.
    pub(super) fn place_clauses(&mut self) {
        for (at, clause) in self.model.clauses.iter().enumerate() {
            let must = matches!(clause.kind, ClauseKind::Rule | ClauseKind::Judgement);
            if must && !self.placed.contains(&ClauseId::new(at)) {
                self.push(
                    Diagnostic::new(Code::UnplacedClause, clause.id.span)
                        .with("clause", &clause.id.text),
                );
            }
        }
    }
}
