//! Checked expressions in words: the author's spelling with the names of one language.

use crate::ids::{NodeId, RecordId};
use crate::program::{Mode, NodeKind, Program};
use crate::syntax::ast::BinaryOp;
use crate::text::Lang;
use crate::value::Type;

use super::show;

/// The expression of a node. Blocks of conditions are told by their items elsewhere and come out as
/// their joining word.
#[must_use]
pub fn phrase(program: &Program, id: NodeId, lang: Lang) -> String {
    Phrase { program, lang }.of(id, 0)
}

struct Phrase<'p> {
    program: &'p Program,
    lang: Lang,
}

/// How tightly an operator binds; what binds less tightly than its place needs brackets.
fn strength(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Or => 1,
        BinaryOp::And => 2,
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessOrEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterOrEqual => 4,
        BinaryOp::Add | BinaryOp::Subtract => 5,
        BinaryOp::Multiply | BinaryOp::Divide => 6,
    }
}

impl Phrase<'_> {
    fn of(&self, id: NodeId, outer: u8) -> String {
        let Some(node) = self.program.node(id) else { return String::new() };
        let (text, own) = self.kind(&node.kind, &node.ty);
        if own < outer { format!("({text})") } else { text }
    }

    /// The text and how tightly it binds.
    fn kind(&self, kind: &NodeKind, ty: &Type) -> (String, u8) {
        let program = self.program;
        let name = |text: Option<&crate::text::Text>| {
            text.map_or_else(String::new, |text| text.get(self.lang).to_owned())
        };
        match kind {
            NodeKind::Constant(value) => (show::words(program, value, ty, self.lang), 9),
            NodeKind::Undetermined => ("undetermined".to_owned(), 9),
            NodeKind::NotApplicable => ("not_applicable".to_owned(), 9),
            NodeKind::Fact(fact) => (name(program.fact(*fact).map(|fact| &fact.name)), 9),
            NodeKind::Parameter(id) => {
                (name(program.parameters.get(id.index()).map(|one| &one.name)), 9)
            }
            NodeKind::Reading(id) => {
                (name(program.readings.get(id.index()).map(|one| &one.name)), 9)
            }
            NodeKind::RowRule { rule: id, .. } | NodeKind::Rule(id) => {
                (name(program.rule(*id).map(|one| &one.name)), 9)
            }
            NodeKind::Calendar(id) => (name(program.calendar_names.get(id.index())), 9),
            NodeKind::Variable(_) => (self.row().to_owned(), 9),
            NodeKind::Field { record, field, .. } => (self.field(*record, *field), 9),
            NodeKind::Not(inner) => (format!("not {}", self.of(*inner, 4)), 3),
            NodeKind::Negate(inner) => (format!("-{}", self.of(*inner, 7)), 7),
            NodeKind::Binary { op, left, right } => {
                let own = strength(*op);
                (format!("{} {} {}", self.of(*left, own), op.sign(), self.of(*right, own + 1)), own)
            }
            NodeKind::In { item, set, negated } => {
                let word = if *negated { "not in" } else { "in" };
                (format!("{} {word} {}", self.of(*item, 5), self.set(*set)), 4)
            }
            NodeKind::InRange { item, range, negated } => {
                let word = if *negated { "not in" } else { "in" };
                let end = |end: Option<NodeId>| end.map_or_else(String::new, |end| self.of(end, 5));
                let (open, close) = (
                    if range.low_included { '[' } else { '(' },
                    if range.high_included { ']' } else { ')' },
                );
                let text = format!(
                    "{} {word} {open}{}..{}{close}",
                    self.of(*item, 5),
                    end(range.low),
                    end(range.high)
                );
                (text, 4)
            }
            NodeKind::If { condition, then, otherwise } => {
                let parts = (self.of(*condition, 0), self.of(*then, 0), self.of(*otherwise, 0));
                (format!("if {} then {} else {}", parts.0, parts.1, parts.2), 0)
            }
            NodeKind::Quantified { every, list, condition, .. } => {
                let word = if *every { "every" } else { "some" };
                let (list, condition) = (self.of(*list, 9), self.of(*condition, 0));
                (format!("{word} {} in {list} satisfies {condition}", self.row()), 0)
            }
            NodeKind::Aggregate { function, list, body, filter, .. } => {
                let filter = filter
                    .map_or_else(String::new, |filter| format!(" where {}", self.of(filter, 0)));
                let (body, list) = (self.of(*body, 0), self.of(*list, 9));
                (format!("{}({body} for {} in {list}{filter})", function.name(), self.row()), 9)
            }
            NodeKind::Lookup { table, key, column } => {
                let table = program.tables.get(table.index());
                let column = table.and_then(|table| table.columns.get(usize::from(*column)));
                let (table, column) =
                    (name(table.map(|table| &table.name)), name(column.map(|column| &column.name)));
                (format!("{table}[{}].{column}", self.of(*key, 0)), 9)
            }
            NodeKind::Call { function, arguments } => {
                let arguments: Vec<_> =
                    arguments.iter().map(|argument| self.of(*argument, 0)).collect();
                (format!("{}({})", function.name, arguments.join(", ")), 9)
            }
            NodeKind::IfApplicable { value, otherwise } => {
                (format!("if_applicable({}, {})", self.of(*value, 0), self.of(*otherwise, 0)), 9)
            }
            NodeKind::SetOf(items) => {
                let items: Vec<_> = items.iter().map(|item| self.of(*item, 0)).collect();
                (format!("[{}]", items.join(", ")), 9)
            }
            NodeKind::Scope { body, .. }
            | NodeKind::Exceptions { body, .. }
            | NodeKind::Stage { body, .. }
            | NodeKind::Requirement { condition: body, .. } => (self.of(*body, 0), 0),
            NodeKind::Conditions { mode, .. } => (mode_words(*mode, self.lang).to_owned(), 9),
            NodeKind::First { .. } => ("first".to_owned(), 9),
            NodeKind::Editions(_) => ("versions".to_owned(), 9),
            NodeKind::Collect(_) => ("collect".to_owned(), 9),
        }
    }

    fn set(&self, id: NodeId) -> String {
        match self.program.node(id).map(|node| (&node.kind, &node.ty)) {
            Some((NodeKind::Constant(value), ty)) => {
                format!("[{}]", show::words(self.program, value, ty, self.lang))
            }
            _ => self.of(id, 5),
        }
    }

    fn row(&self) -> &'static str {
        match self.lang {
            Lang::Ja => "各件",
            Lang::En => "each",
        }
    }

    fn field(&self, record: RecordId, field: u16) -> String {
        let record = self.program.records.get(record.index());
        let field = record.and_then(|record| record.fields.get(usize::from(field)));
        field.map_or_else(String::new, |field| field.name.get(self.lang).to_owned())
    }
}

/// How conditions are joined, in words.
pub(super) fn mode_words(mode: Mode, lang: Lang) -> &'static str {
    match (mode, lang) {
        (Mode::All, Lang::Ja) => "すべてに該当",
        (Mode::Any, Lang::Ja) => "いずれかに該当",
        (Mode::None, Lang::Ja) => "いずれにも該当しない",
        (Mode::All, Lang::En) => "all of these",
        (Mode::Any, Lang::En) => "any of these",
        (Mode::None, Lang::En) => "none of these",
    }
}
