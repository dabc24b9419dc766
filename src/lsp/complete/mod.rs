//! What can be typed at a place: keys, words, names.

mod expression;
mod items;

use lsp_types::{CompletionItem, Position};

use crate::cases;
use crate::ids::ChoicesId;
use crate::model::keys;
use crate::shape::{Kind, Shape, Space};
use crate::value::{BUILT_IN_UNITS, Type};

use super::catalogue::{Symbol, choices_of, fact_of, field, record_of};
use super::cursor::{Cursor, Step, cursor};
use super::describe::Describer;
use super::lines::Lines;
use super::workspace::{State, Workspace, is_cases};

use items::Items;

/// What a step leads to.
#[derive(Clone, Copy)]
enum Spot {
    Form(&'static Shape),
    Kind(&'static Kind),
}

/// A place, seen through the tables of keys.
struct Site {
    spots: Vec<Spot>,
    /// The named things around it, outermost first.
    owners: Vec<(Space, String)>,
    /// Steps below a value that is read by somebody else.
    below: Vec<Step>,
}

impl Site {
    fn of(path: &[Step], shape: &'static Shape) -> Self {
        let mut site =
            Self { spots: vec![Spot::Form(shape)], owners: Vec::new(), below: Vec::new() };
        for step in path {
            site.enter(step);
        }
        site
    }

    fn enter(&mut self, step: &Step) {
        let mut next = Vec::new();
        let mut owner = None;
        for spot in flat(&self.spots) {
            match (step, spot) {
                (Step::Key(name), Spot::Form(shape)) => {
                    next.extend(shape.key(name).map(|key| Spot::Kind(&key.kind)));
                }
                (Step::Key(name), Spot::Kind(Kind::Map(space, of) | Kind::ByName(space, of))) => {
                    owner = Some((*space, name.clone()));
                    next.push(Spot::Kind(of));
                }
                (Step::Item, Spot::Kind(Kind::List(of))) => next.push(Spot::Kind(of)),
                (Step::Item, Spot::Kind(kind @ (Kind::Names(_) | Kind::Expressions))) => {
                    next.push(Spot::Kind(kind));
                }
                (_, Spot::Kind(Kind::Any)) => {
                    self.below.push(step.clone());
                    next.push(spot);
                }
                _ => {}
            }
        }
        self.owners.extend(owner);
        self.spots = next;
    }
}

/// The spots without those that only lead to others.
fn flat(spots: &[Spot]) -> Vec<Spot> {
    let mut found = Vec::new();
    for spot in spots {
        match *spot {
            Spot::Kind(Kind::Either(kinds)) => {
                let kinds: Vec<_> = kinds.iter().map(Spot::Kind).collect();
                found.extend(flat(&kinds));
            }
            Spot::Kind(Kind::ByKey(_, one, other)) => {
                found.extend([Spot::Form(one), Spot::Form(other)]);
            }
            Spot::Kind(Kind::Form(shape)) => found.push(Spot::Form(shape)),
            Spot::Kind(Kind::Text) => {
                found.extend([Spot::Kind(&Kind::Line), Spot::Form(&keys::TEXT)]);
            }
            other => found.push(other),
        }
    }
    found
}

impl Workspace {
    /// What can be typed at a place.
    pub fn completion(&mut self, path: &str, position: Position) -> Vec<CompletionItem> {
        let (Some(text), Some(state)) = (self.text(path), self.scheme(path)) else {
            return Vec::new();
        };
        let lines = Lines::new(&text);
        let offset = lines.offset(position);
        let cursor = cursor(&text, offset);
        let shape = if is_cases(path) { &cases::keys::FILE } else { &keys::FILE };
        let site = Site::of(&cursor.path, shape);
        let describer = Describer { state: &state, lang: self.lang, today: self.today };
        let mut work = Work {
            state: &state,
            cursor: &cursor,
            site: &site,
            items: Items::new(describer, &lines, offset, &cursor.typed),
        };
        for spot in flat(&site.spots) {
            if cursor.may_be_key {
                work.keys(spot);
            }
            if cursor.may_be_value
                && let Spot::Kind(kind) = spot
            {
                work.values(kind);
            }
        }
        if cursor.may_be_value
            && matches!(site.spots.as_slice(), [Spot::Kind(Kind::Names(Space::Common))])
        {
            for path in self.paths().filter(|path| path.starts_with("common/")) {
                work.items.word(path.trim_end_matches(".yaml"), "", "");
            }
        }
        work.items.done()
    }
}

/// One completion.
struct Work<'w> {
    state: &'w State,
    cursor: &'w Cursor,
    site: &'w Site,
    items: Items<'w>,
}

impl Work<'_> {
    /// The symbol of the innermost named thing around the place.
    fn owner(&self) -> Option<Symbol> {
        let catalogue = &self.state.index().catalogue;
        let program = &self.state.survey.program;
        let mut found = None;
        for (space, name) in &self.site.owners {
            let name: String =
                unicode_normalization::UnicodeNormalization::nfkc(name.as_str()).collect();
            found = match space {
                Space::Field => {
                    let record = found.and_then(|owner: Symbol| record_of(&owner.ty(program)?));
                    record.and_then(|record| field(program, record, &name))
                }
                Space::Fact | Space::Parameter | Space::Table | Space::Rule | Space::Reading => {
                    catalogue.globals.get(&name).copied().or_else(|| {
                        let at = program.facts.iter().position(|fact| fact.id == name);
                        at.map(Symbol::Fact)
                    })
                }
                Space::Output => {
                    let output = program.outputs.iter().find(|one| one.id == name);
                    output.map(|one| Symbol::Rule(one.rule.index()))
                }
                _ => found,
            };
        }
        found
    }

    /// The type of a value that is written as data.
    fn data_type(&self) -> Option<Type> {
        let program = &self.state.survey.program;
        let mut ty = self.owner()?.ty(program)?;
        for step in &self.site.below {
            let Step::Key(name) = step else { continue };
            let Symbol::Field(record, at) = field(program, record_of(&ty)?, name)? else {
                return None;
            };
            ty = fact_of(program, record, at)?.ty.clone();
        }
        Some(ty)
    }

    fn keys(&mut self, spot: Spot) {
        match spot {
            Spot::Form(shape) => shape.keys.iter().for_each(|key| self.items.key(key)),
            Spot::Kind(Kind::Map(Space::Row, _)) => {
                let program = &self.state.survey.program;
                if let Some(Symbol::Table(table)) = self.owner()
                    && let Some(list) =
                        program.tables.get(table).and_then(|one| choices_of(&one.key))
                {
                    self.choices(list, false);
                }
            }
            Spot::Kind(Kind::ByName(Space::Fact, _)) => {
                let count = self.state.survey.program.facts.len();
                (0..count).for_each(|at| self.items.keyed(Symbol::Fact(at)));
            }
            Spot::Kind(Kind::ByName(Space::Reading, _)) => {
                let count = self.state.survey.program.readings.len();
                (0..count).for_each(|at| self.items.keyed(Symbol::Reading(at)));
            }
            Spot::Kind(Kind::ByName(Space::Output, _)) => {
                let count = self.state.survey.program.outputs.len();
                (0..count).for_each(|at| self.items.keyed(Symbol::Output(at)));
            }
            Spot::Kind(Kind::Any) => {
                let record = self.data_type().as_ref().and_then(record_of);
                let fields = record.and_then(|at| self.state.survey.program.records.get(at));
                let count = fields.map_or(0, |record| record.fields.len());
                for at in 0..count {
                    self.items.keyed(Symbol::Field(record.unwrap_or(0), at));
                }
            }
            Spot::Kind(_) => {}
        }
    }

    fn values(&mut self, kind: &'static Kind) {
        match kind {
            Kind::Word(words) => {
                words.iter().for_each(|word| self.items.word(word.name, word.ja, word.en));
            }
            Kind::Flag => self.flags(),
            Kind::Expression | Kind::Expressions => self.expression(),
            Kind::Name(space) | Kind::Names(space) => self.names(*space),
            Kind::Any => match self.data_type() {
                Some(Type::Truth) => self.flags(),
                Some(ty) => {
                    if let Some(list) = choices_of(&ty) {
                        self.choices(list, true);
                    }
                }
                None => {}
            },
            Kind::Line if matches!(self.site.owners.last(), Some((Space::Reading, _))) => {
                let list =
                    self.owner().and_then(|one| choices_of(&one.ty(&self.state.survey.program)?));
                if let Some(list) = list {
                    self.choices(list, true);
                }
            }
            _ => {}
        }
    }

    fn flags(&mut self) {
        self.items.word("true", "はい", "yes");
        self.items.word("false", "いいえ", "no");
    }

    fn choices(&mut self, list: ChoicesId, by_id: bool) {
        let count =
            self.state.survey.program.choices.get(list.index()).map_or(0, |one| one.choices.len());
        for at in 0..count {
            let symbol = if list == ChoicesId::CLAUSES {
                Symbol::Clause(at)
            } else {
                Symbol::Choice(list.index(), at)
            };
            if by_id { self.items.id(symbol) } else { self.items.name(symbol, 0) }
        }
    }

    fn names(&mut self, space: Space) {
        let program = &self.state.survey.program;
        match space {
            Space::Clause => self.choices(ChoicesId::CLAUSES, false),
            Space::Document => self.choices(ChoicesId::DOCUMENTS, false),
            Space::Weekday => self.choices(ChoicesId::WEEKDAYS, false),
            Space::Item | Space::Alternative => {
                let ty = self.owner().and_then(|owner| owner.ty(program));
                if let Some(list) = ty.as_ref().and_then(choices_of) {
                    self.choices(list, space == Space::Alternative);
                }
            }
            Space::Fact => {
                (0..program.facts.len()).for_each(|at| self.items.name(Symbol::Fact(at), 0));
            }
            Space::Rule => {
                (0..program.rules.len()).for_each(|at| self.items.name(Symbol::Rule(at), 0));
            }
            Space::Value | Space::Loop => self.value_names(),
            Space::Element => {
                for (name, ja, en) in ELEMENTS {
                    self.items.word(name, ja, en);
                }
                self.value_names();
            }
            Space::ColumnType => {
                for (name, ja, en) in COLUMN_TYPES {
                    self.items.word(name, ja, en);
                }
                self.units();
                self.value_names();
            }
            Space::Unit => self.units(),
            Space::Holidays => {
                let count = self.state.survey.model.holidays.len();
                (0..count).for_each(|at| self.items.name(Symbol::Holidays(at), 0));
            }
            Space::Codes => {
                let count = self.state.survey.model.codes.len();
                (0..count).for_each(|at| self.items.name(Symbol::Codes(at), 0));
            }
            _ => {}
        }
    }

    /// Facts, and what else has choices or rows.
    fn value_names(&mut self) {
        let program = &self.state.survey.program;
        (0..program.facts.len()).for_each(|at| self.items.name(Symbol::Fact(at), 0));
        (0..program.readings.len()).for_each(|at| self.items.name(Symbol::Reading(at), 1));
        (0..program.rules.len()).for_each(|at| self.items.name(Symbol::Rule(at), 2));
    }

    fn units(&mut self) {
        for (ja, en) in BUILT_IN_UNITS {
            self.items.word(ja, "", en);
        }
        let model = &self.state.survey.model;
        for unit in model.scheme.iter().flat_map(|scheme| &scheme.units) {
            self.items.word(unit, "", "");
        }
    }
}

const ELEMENTS: [(&str, &str, &str); 6] = [
    ("text", "文字列", "texts"),
    ("document", "書類", "documents"),
    ("step", "手続", "steps"),
    ("contact", "問い合わせ先", "contacts"),
    ("clause", "条項", "clauses"),
    ("warning", "注意", "warnings"),
];

const COLUMN_TYPES: [(&str, &str, &str); 5] = [
    ("boolean", "はい・いいえ", "true or false"),
    ("date", "日付", "a date"),
    ("text", "文字列", "a text"),
    ("ratio", "割合", "a number without unit"),
    ("period", "期間", "a period"),
];
