//! Names in an expression that is being typed.

use crate::functions;
use crate::lsp::catalogue::{AGGREGATES, Symbol, choices_of, field, record_of};
use crate::shape::Space;
use crate::value::Type;

use super::Work;
use super::items::word_before;

/// The words of the language that can begin or join operands.
const WORDS: [&str; 14] = [
    "and",
    "or",
    "not",
    "in",
    "not in",
    "between",
    "if",
    "then",
    "else",
    "some",
    "every",
    "true",
    "false",
    "undetermined",
];

impl Work<'_> {
    pub(super) fn expression(&mut self) {
        let typed = self.cursor.typed.trim_start_matches(['"', '\'']).to_owned();
        let before = typed.get(..typed.len() - word_before(&typed).len()).unwrap_or("");
        let before = before.trim_end();
        if let Some(base) = before.strip_suffix(['.', '．']).filter(|base| !base.ends_with('.')) {
            return self.fields(base);
        }
        if let Some(ty) = self.wanted(before)
            && let Some(list) = choices_of(&ty)
        {
            self.choices(list, false);
        }
        self.names_of_expressions();
    }

    fn names_of_expressions(&mut self) {
        let program = &self.state.survey.program;
        if let Some(variable) = self.row_variable() {
            self.items.word(&variable, "一覧の一件", "the row at hand");
        }
        (0..program.facts.len()).for_each(|at| self.items.name(Symbol::Fact(at), 1));
        (0..program.parameters.len()).for_each(|at| self.items.name(Symbol::Parameter(at), 2));
        (0..program.tables.len()).for_each(|at| self.items.name(Symbol::Table(at), 2));
        (0..program.rules.len()).for_each(|at| self.items.name(Symbol::Rule(at), 3));
        (0..program.readings.len()).for_each(|at| self.items.name(Symbol::Reading(at), 4));
        (0..program.calendar_names.len()).for_each(|at| self.items.name(Symbol::Calendar(at), 4));
        for name in functions::all().map(|one| one.name).chain(AGGREGATES.map(|(name, _, _)| name))
        {
            self.items.function(Symbol::Function(name), name);
        }
        for word in WORDS {
            self.items.keyword(word);
        }
        self.items.keyword("not_applicable");
    }

    /// What can stand behind `m.`, `表[鍵].` or `事実.`.
    fn fields(&mut self, base: &str) {
        let program = &self.state.survey.program;
        if let Some(table) = table_before(base) {
            let symbol = self.state.index().catalogue.globals.get(&table).copied();
            if let Some(Symbol::Table(table)) = symbol {
                let count = program.tables.get(table).map_or(0, |one| one.columns.len());
                (0..count).for_each(|at| self.items.name(Symbol::Column(table, at), 0));
            }
            return;
        }
        let Some(ty) = self.operand(word_before(base)) else { return };
        if let Some(list) = choices_of(&ty) {
            return self.choices(list, false);
        }
        let Some(record) = record_of(&ty) else { return };
        let count = program.records.get(record).map_or(0, |one| one.fields.len());
        (0..count).for_each(|at| self.items.name(Symbol::Field(record, at), 0));
        let rules = &self.state.survey.model.rules;
        let each = |at: &usize| {
            let list = rules.get(*at).and_then(|rule| rule.each.as_ref());
            list.is_some_and(|(_, list)| self.list_record(&list.text) == Some(record))
        };
        let of_rows: Vec<_> = (0..rules.len()).filter(each).collect();
        for at in of_rows {
            self.items.name(Symbol::Rule(at), 1);
        }
    }

    fn list_record(&self, list: &str) -> Option<usize> {
        let symbol = self.state.index().catalogue.globals.get(list)?;
        record_of(&symbol.ty(&self.state.survey.program)?)
    }

    /// The type that the word at the place should have: that of the other side of a comparison, or
    /// that of the value that is being written.
    fn wanted(&self, before: &str) -> Option<Type> {
        if before.is_empty() || before == "[" {
            let inside = [Space::Rule, Space::Parameter, Space::Fact, Space::Field];
            let (space, _) = self.site.owners.last()?;
            let value = matches!(self.cursor.path.last(), Some(super::Step::Key(key)) if key == "value" || key == "default" || key == "otherwise");
            let item = matches!(self.cursor.path.last(), Some(super::Step::Item));
            return if inside.contains(space) && (value || item) {
                self.owner()?.ty(&self.state.survey.program)
            } else {
                None
            };
        }
        let mut left = before;
        if let Some(open) = left.rfind(['[', '［'])
            && !left.get(open..)?.contains([']', '］'])
        {
            // `業種 in [小売業, `
            left = left.get(..open)?.trim_end();
            if !left.ends_with("in") {
                return None;
            }
        }
        let left = left
            .strip_suffix("not in")
            .or_else(|| left.strip_suffix("in"))
            .or_else(|| left.strip_suffix("!="))
            .or_else(|| left.strip_suffix(['=', '＝', '≠']))?;
        self.operand_before(left.trim_end())
    }

    /// The type of the operand that ends a text.
    fn operand_before(&self, text: &str) -> Option<Type> {
        let name = word_before(text);
        let rest = text.get(..text.len() - name.len())?;
        let Some(base) = rest.strip_suffix(['.', '．']) else { return self.operand(name) };
        let program = &self.state.survey.program;
        if let Some(table) = table_before(base) {
            let symbol = self.state.index().catalogue.globals.get(&table)?;
            let Symbol::Table(table) = *symbol else { return None };
            let columns = &program.tables.get(table)?.columns;
            return columns.iter().find(|one| one.name.ja == name).map(|one| one.ty.clone());
        }
        let record = record_of(&self.operand(word_before(base))?)?;
        field(program, record, name)?.ty(program)
    }

    /// The type of a name: a variable of a loop, or a thing.
    fn operand(&self, name: &str) -> Option<Type> {
        let catalogue = &self.state.index().catalogue;
        let program = &self.state.survey.program;
        let whole = format!("{}{}", self.cursor.typed, self.cursor.rest);
        if let Some(list) = list_of(name, &whole) {
            return catalogue.globals.get(&list)?.ty(program);
        }
        if self.row_variable().as_deref() == Some(name) {
            let Some(Symbol::Rule(rule)) = self.owner() else { return None };
            let (_, list) = self.state.survey.model.rules.get(rule)?.each.as_ref()?;
            return catalogue.globals.get(&list.text)?.ty(program);
        }
        if name == "申請" && self.site.owners.is_empty() {
            return program.allocation.as_ref().map(|plan| Type::Record(plan.record));
        }
        let symbol = *catalogue.globals.get(name)?;
        symbol.ty(program)
    }

    fn row_variable(&self) -> Option<String> {
        let Some(Symbol::Rule(rule)) = self.owner() else { return None };
        let rules = &self.state.survey.model.rules;
        rules.get(rule)?.each.as_ref().map(|(variable, _)| variable.text.clone())
    }
}

/// The table of `表[鍵]` at the end of a text.
fn table_before(text: &str) -> Option<String> {
    let inner = text.trim_end().strip_suffix([']', '］'])?;
    let mut depth = 1;
    for (at, sign) in inner.char_indices().rev() {
        match sign {
            ']' | '］' => depth += 1,
            '[' | '［' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(word_before(inner.get(..at)?).to_owned());
        }
    }
    None
}

/// The list that a variable runs over: `some m in 移動明細`, `for m in 移動明細`.
fn list_of(variable: &str, text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    words.windows(4).find_map(|four| match four {
        [head, name, "in", list]
            if *name == variable
                && ["some", "every", "for"].iter().any(|word| head.ends_with(word)) =>
        {
            Some(list.trim_end_matches(|sign: char| !sign.is_alphanumeric()).to_owned())
        }
        _ => None,
    })
}
