//! Where in the rules a change is made, and how it is told.

use crate::ids::ClauseId;
use crate::source::Span;

use super::Finder;

/// Characters of an expression that is shown whole.
const LONGEST: usize = 60;

/// What is around a node.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The clauses of the nearest thing around that has some.
    pub(super) clauses: Vec<ClauseId>,
    /// The expression that is shown with a change in it.
    pub(super) around: Option<Span>,
    /// The key of the stage of an amount whose operation the node is.
    pub(super) staged: Option<&'static str>,
}

impl Place {
    /// The place in something that has clauses of its own, or has none.
    pub(super) fn under(&self, clauses: &[ClauseId]) -> Self {
        let mut place = self.clone();
        if !clauses.is_empty() {
            place.clauses = clauses.to_vec();
        }
        place
    }

    /// The place of an item of a block: its expressions are shown on their own.
    pub(super) fn item(&self, clauses: &[ClauseId]) -> Self {
        Self { around: None, staged: None, ..self.under(clauses) }
    }
}

impl Finder<'_> {
    /// The place in the expression at `span`, which is shown if nothing around is or if that is long.
    pub(super) fn within(&self, place: &Place, span: Span) -> Place {
        let holds = |around: &Span| {
            around.file == span.file
                && around.start <= span.start
                && span.end <= around.end
                && self.program.sources.slice(*around).chars().count() <= LONGEST
        };
        let around = place.around.filter(holds).unwrap_or(span);
        Place { around: Some(around), ..place.clone() }
    }

    /// The expression around `at` as it stands, and with `words` in place of what is at `at`.
    pub(super) fn told(&self, place: &Place, at: Span, words: &str) -> (String, String) {
        let sources = &self.program.sources;
        let around = place.around.filter(|around| {
            around.file == at.file && around.start <= at.start && at.end <= around.end
        });
        let key = place.staged.map(|key| format!("{key}: ")).unwrap_or_default();
        let Some(around) = around else {
            return (format!("{key}{}", self.text(at)), words.to_owned());
        };
        let left = sources.slice(Span { end: at.start, ..around });
        let right = sources.slice(Span { start: at.end, ..around });
        let before = format!("{key}{}", self.text(around));
        (before, format!("{key}{}", short(&format!("{left}{words}{right}"))))
    }

    /// The author's words, in one line.
    pub(super) fn text(&self, span: Span) -> String {
        short(self.program.sources.slice(span))
    }
}

/// The words in one line of bearable length.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 2 * LONGEST {
        return line;
    }
    line.chars().take(2 * LONGEST).chain(['…']).collect()
}
