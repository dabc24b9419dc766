//! What may stand in a file that people write: keys, what each holds, and words about it.
//!
//! A [`Shape`] is the table of the keys of one kind of mapping. Whoever reads the mapping takes
//! from it which keys there are and which are needed; the JSON Schema, completion and the index of
//! an editor are made from the same table. Nothing here knows what a key means to a calculation.
#![cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only an editor asks for all of it"))]

/// A mapping with known keys.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Its name in the JSON Schema: kebab-case, ASCII, unique.
    pub(crate) name: &'static str,
    /// What it is, in Japanese.
    pub(crate) ja: &'static str,
    /// What it is, in English.
    pub(crate) en: &'static str,
    /// Its keys in the order of the manual.
    pub(crate) keys: &'static [Key],
    /// Keys of which exactly one is given. May be empty.
    pub(crate) one_of: &'static [&'static str],
    /// Keys that stand only together.
    pub(crate) together: Option<(&'static str, &'static str)>,
}

/// A key of a mapping.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// Whether the mapping is incomplete without it.
    pub(crate) needed: bool,
    pub(crate) kind: Kind,
    /// What it holds, in Japanese, for the author of a rule file.
    pub(crate) ja: &'static str,
    /// What it holds, in English.
    pub(crate) en: &'static str,
}

/// What a key or an item holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Any single value.
    Line,
    /// A text: a single value, or `{ ja, en }`.
    Text,
    /// A name of lower-case ASCII letters for outside tools.
    Id,
    /// An expression.
    Expression,
    /// An expression, or several that make a set or a row.
    Expressions,
    /// A day, `2026-04-01` or `令和8年4月1日`.
    Date,
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Word(&'static [Word]),
    /// The name of something declared elsewhere.
    Name(Space),
    /// One name or several.
    Names(Space),
    /// A mapping with known keys.
    Form(&'static Shape),
    /// Either of two mappings: the first if it has the key.
    ByKey(&'static str, &'static Shape, &'static Shape),
    /// A mapping from names to values of one kind; the names are declared by it.
    Map(Space, &'static Kind),
    /// A mapping whose keys are names declared elsewhere.
    ByName(Space, &'static Kind),
    /// A sequence.
    List(&'static Kind),
    /// What fits the shape of the value: single, mapping or sequence.
    Either(&'static [Kind]),
    /// Anything, read by somebody else.
    Any,
}

/// A word of a closed list.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) name: &'static str,
    pub(crate) ja: &'static str,
    pub(crate) en: &'static str,
}

/// What names stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Space {
    Fact,
    Field,
    Parameter,
    Table,
    Column,
    /// The keys of a row: names of choices, or a range.
    Row,
    Rule,
    Reading,
    Choice,
    Document,
    Step,
    Contact,
    Warning,
    Clause,
    Output,
    Holidays,
    Day,
    Calendar,
    Codes,
    Code,
    /// A fact, `fact.field`, a reading or a parameter.
    Value,
    /// `text`, `document` and the like, or a [`Space::Value`] with choices.
    Element,
    /// A unit, `boolean`, `date`, `text`, `ratio`, or a [`Space::Value`] with choices.
    ColumnType,
    /// `m in 一覧`.
    Loop,
    /// An element of the collection at hand.
    Item,
    /// A choice of the reading at hand.
    Alternative,
    Weekday,
    Unit,
    /// A file below `common/`.
    Common,
}

/// The three shapes of a value that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outline {
    Single,
    Mapping,
    Sequence,
}

impl Shape {
    /// The row of a key.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Kind {
    /// Whether a value of that outline can be of this kind.
    pub(crate) fn admits(&self, outline: Outline) -> bool {
        match self {
            Self::Line
            | Self::Id
            | Self::Expression
            | Self::Date
            | Self::Flag
            | Self::Word(_)
            | Self::Name(_) => outline == Outline::Single,
            Self::Text => outline != Outline::Sequence,
            Self::Expressions | Self::Names(_) => outline != Outline::Mapping,
            Self::Form(_) | Self::ByKey(..) | Self::Map(..) | Self::ByName(..) => {
                outline == Outline::Mapping
            }
            Self::List(_) => outline == Outline::Sequence,
            Self::Either(kinds) => kinds.iter().any(|kind| kind.admits(outline)),
            Self::Any => true,
        }
    }
}

// Macros, since a reference in an argument of a function does not live as long as a static.

/// A key that may be left out: name, kind, Japanese and English words.
macro_rules! key {
    ($name:expr, $kind:expr, $ja:expr, $en:expr $(,)?) => {
        $crate::shape::Key { name: $name, needed: false, kind: $kind, ja: $ja, en: $en }
    };
}

/// A key without which the mapping is incomplete.
macro_rules! needed {
    ($name:expr, $kind:expr, $ja:expr, $en:expr $(,)?) => {
        $crate::shape::Key { name: $name, needed: true, kind: $kind, ja: $ja, en: $en }
    };
}

/// A mapping without further conditions on its keys.
macro_rules! shape {
    ($name:expr, $ja:expr, $en:expr, $keys:expr $(,)?) => {
        $crate::shape::Shape {
            name: $name,
            ja: $ja,
            en: $en,
            keys: $keys,
            one_of: &[],
            together: None,
        }
    };
}

pub(crate) use {key, needed, shape};

/// A word of a closed list.
pub(crate) const fn word(name: &'static str, ja: &'static str, en: &'static str) -> Word {
    Word { name, ja, en }
}
