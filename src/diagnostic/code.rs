//! The names of all findings.
//!
//! A code never changes its meaning. `docs/errors.md` has an entry for each; the words of the
//! messages are in [`table`](super::table).

use crate::text::Lang;

use super::words::{Piece, pieces};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $text:literal,)*) => {
        /// What kind of mistake was found.
        ///
        /// Behind "Arguments" stand the names of the values that the message shows; a name with
        /// `?` may be absent. An argument marked "words" is a [`Text`](crate::text::Text), given by
        /// [`with_text`](super::Diagnostic::with_text).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// All codes, in the order of the pipeline: reading, checking, facts, deciding, usage.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name that is shown and written: kebab-case, ASCII.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }
    };
}

impl Code {
    /// The codes of findings about a scheme that decides all the same.
    ///
    /// A scheme can allow these, and only these.
    pub fn warnings() -> impl Iterator<Item = Self> {
        super::table::WARNINGS.iter().copied().flatten().map(|entry| entry.code)
    }

    /// What findings of this kind say, with `…` where each shows its own values.
    #[must_use]
    pub fn message(self, lang: Lang) -> String {
        general(super::table::entry(self).message.get(lang))
    }

    /// What to do about them, in general; `None` if only the message of each can tell.
    #[must_use]
    pub fn remedy(self, lang: Lang) -> Option<String> {
        // The last advice of several is the one that needs the fewest values.
        let help = super::table::entry(self).help.last()?;
        Some(general(help.get(lang))).filter(|help| help != "…")
    }
}

fn general(template: &str) -> String {
    let shown = pieces(template).into_iter().map(|piece| match piece {
        Piece::Literal(text) => text,
        Piece::Gap(_) => "…",
    });
    shown.collect()
}

codes! {
    /// A file saved as `Shift_JIS`. No arguments.
    NotUtf8 = "not-utf8",
    /// A file of 10 MB. Arguments: `limit` (with its unit).
    FileTooLarge = "file-too-large",
    /// `a: [1, 2` without an end. Arguments: `detail` (words).
    YamlSyntax = "yaml-syntax",
    /// A thousand open brackets. Arguments: `limit` (levels).
    TooDeep = "too-deep",
    /// `補助率:` twice in one mapping. Arguments: `key`.
    DuplicateKey = "duplicate-key",
    /// `&anchor`, `*alias`, `!tag`, `<<:`. Arguments: `feature`, `remedy?` (words).
    YamlFeature = "yaml-feature",
    /// `制度名：住宅`. Arguments: `character` (words), `plain`.
    FullWidthYaml = "full-width-yaml",
    /// A line indented with a tab. No arguments.
    TabIndent = "tab-indent",

    /// `資本金 <=` without a right side. Arguments: `expected`, `found` (words).
    Syntax = "syntax",
    /// An expression over the limit. Arguments: `limit` (bytes).
    ExpressionTooLong = "expression-too-long",
    /// An expression with too many brackets inside one another. Arguments: `limit` (levels).
    ExpressionTooDeep = "expression-too-deep",
    /// `1人 <= 従業員数 <= 10人`. No arguments.
    ChainedComparison = "chained-comparison",
    /// `1,00円`. Arguments: `text`.
    BadNumber = "bad-number",
    /// `2021-02-30`. Arguments: `text`, `reason` (words).
    BadDate = "bad-date",
    /// `"会社` without its second quotation mark. No arguments.
    UnclosedText = "unclosed-text",
    /// `"a\nb"` around an expression. No arguments.
    EscapeInExpression = "escape-in-expression",

    /// `clause:` for `clauses:`. Arguments: `key`, `place` (words), `nearest?`.
    UnknownKey = "unknown-key",
    /// A fact without `type`. Arguments: `key`, `place` (words).
    MissingKey = "missing-key",
    /// A text where a list belongs. Arguments: `wanted`, `found` (words).
    WrongShape = "wrong-shape",
    /// `id: 資本金`. Arguments: `text`.
    BadId = "bad-id",
    /// A fact and a rule of one name. Arguments: `name`.
    DuplicateName = "duplicate-name",
    /// Two facts with `id: capital`. Arguments: `id`.
    DuplicateId = "duplicate-id",
    /// A rule with `value` and `all`, or with neither. Arguments: `rule`.
    BodyCount = "body-count",
    /// `type: integer`. Arguments: `text`, `nearest?`.
    UnknownType = "unknown-type",
    /// `unit: 頭` that is not declared. Arguments: `unit`, `nearest?`.
    UnknownUnit = "unknown-unit",
    /// `hantei: 9`. Arguments: `found`.
    UnsupportedFormat = "unsupported-format",

    /// `資本` where `資本金` is declared. Arguments: `name`, `nearest?`.
    UnknownName = "unknown-name",
    /// `業種 = 小売` where `小売業` is a choice. Arguments: `name`, `of`, `nearest?`.
    UnknownChoice = "unknown-choice",
    /// A clause id that is not in the register. Arguments: `clause`, `nearest?`.
    UnknownClause = "unknown-clause",
    /// `roundup(…)`. Arguments: `name`, `nearest?`.
    UnknownFunction = "unknown-function",
    /// `m.金` where the field is `金額`. Arguments: `name`, `of`, `nearest?`.
    UnknownField = "unknown-field",
    /// `規模の基準[業種].資本金`. Arguments: `name`, `table`, `nearest?`.
    UnknownColumn = "unknown-column",
    /// `use: [common/holiday]`. Arguments: `name`, `nearest?`.
    UnknownCommon = "unknown-common",
    /// `month_end()`. Arguments: `function`, `wanted`, `found`.
    ArgumentCount = "argument-count",
    /// `資本金 and 業種`. Arguments: `operator`, `wanted`, `found` (words).
    OperandType = "operand-type",
    /// `1000円 + 3人`. Arguments: `operator`, `left`, `right` (words).
    UnitMismatch = "unit-mismatch",
    /// `when: 資本金`. Arguments: `wanted`, `found` (words).
    WrongType = "wrong-type",
    /// `some x in 資本金 satisfies …`. Arguments: `found` (words).
    NotAList = "not-a-list",
    /// A parameter that is computed from a fact. No arguments.
    NotAConstant = "not-a-constant",
    /// Two rules that read each other. Arguments: `path` (names with arrows).
    Cycle = "cycle",
    /// `first` without a last `otherwise`. No arguments.
    MissingOtherwise = "missing-otherwise",
    /// Rows `1人..10人`, `12人..`. Arguments: `witness` (words), `row?` (as it could be written).
    TableGap = "table-gap",
    /// Rows `1人..10人`, `10人..20人`. Arguments: `witness` (words).
    TableOverlap = "table-overlap",
    /// Two values in a row of a table with three columns. Arguments: `wanted`, `found`.
    RowLength = "row-length",
    /// `小売業` in two rows. Arguments: `key`.
    DuplicateRow = "duplicate-row",
    /// Editions to March and from May. Arguments: `from`, `until` (first and last day without a
    /// value).
    VersionGap = "version-gap",
    /// Two editions on one day. Arguments: `date`.
    VersionOverlap = "version-overlap",
    /// A parameter used before its first edition. Arguments: `name`, `date`, `before?`, `after?`
    /// (words: the neighbouring editions).
    NotInForce = "not-in-force",
    /// A clause of kind `rule` that nothing cites. Arguments: `clause`.
    UnplacedClause = "unplaced-clause",
    /// `kind: not_modelled` without `reason`. Arguments: `clause`.
    MissingReason = "missing-reason",
    /// `decides` without `primary: true`. No arguments.
    NoPrimary = "no-primary",
    /// `primary: true` twice. No arguments.
    SeveralPrimaries = "several-primaries",
    /// An amount as the primary output. No arguments.
    PrimaryNotBoolean = "primary-not-boolean",
    /// 100,000 facts in one scheme. Arguments: `what` (words), `limit`.
    TooMany = "too-many",
    /// `warning: unused-facts` under `allow`. Arguments: `name`, `nearest?`.
    UnknownWarning = "unknown-warning",
    /// A value of last year that nobody has confirmed for this one. Arguments: `name`, `date` (the
    /// day since which it has to be), `confirmed?` (the last day on which it was).
    Unconfirmed = "unconfirmed",

    // Warnings: what `analyze::proof` finds.

    /// `従業員数 < 0人` where a number of people is at least 0. Arguments: `condition`, `known?`
    /// (words).
    NeverHolds = "never-holds",
    /// `従業員数 >= 0人`. Arguments: `condition`, `known?` (words).
    AlwaysHolds = "always-holds",
    /// `業種 = 小売業` once more in the `else` of the same condition. Arguments: `condition`,
    /// `known?` (words).
    NeverHoldsHere = "never-holds-here",
    /// `従業員数 >= 300人` and `従業員数 < 100人` as two requirements. Arguments: `condition`,
    /// `known?` (words).
    ContradictoryConditions = "contradictory-conditions",
    /// `従業員数 <= 300人` beside `従業員数 <= 100人`. Arguments: `condition`, `known?` (words).
    RedundantCondition = "redundant-condition",
    /// `when: 従業員数 <= 50人` after `when: 従業員数 <= 100人`. Arguments: `condition`, `known?`
    /// (words).
    UnreachableCase = "unreachable-case",
    /// A value under `otherwise` after cases that leave nothing. No arguments.
    UnreachableOtherwise = "unreachable-otherwise",
    /// Two exceptions that hold for one applicant, with different values. Arguments: `condition`,
    /// `known?`, `applicant`, `first`, `second` (words).
    OverlappingExceptions = "overlapping-exceptions",
    /// Rows `1人..10人`, `21人..`, `11人..20人`. Arguments: `row`, `before`.
    BandsOutOfOrder = "bands-out-of-order",
    /// A row `1001人..` of a table whose key is at most 1,000. Arguments: `row`, `table` (words).
    UnreachableRow = "unreachable-row",

    // Warnings: what `analyze::hygiene` finds.

    /// A fact that no expression reads. Arguments: `name`.
    UnusedFact = "unused-fact",
    /// A fact that only rules read on which nothing depends. Arguments: `name`.
    IrrelevantFact = "irrelevant-fact",
    /// A fact that decides and has neither `ask` nor `about`. Arguments: `name`.
    UnaskedFact = "unasked-fact",
    /// A parameter that no expression reads. Arguments: `name`.
    UnusedParameter = "unused-parameter",
    /// A table in which nothing is looked up. Arguments: `name`.
    UnusedTable = "unused-table",
    /// A column that nothing reads. Arguments: `name`, `table`.
    UnusedColumn = "unused-column",
    /// A rule on which no output, warning or ranking depends. Arguments: `name`.
    UnusedRule = "unused-rule",
    /// A reading that no expression asks for. Arguments: `name`.
    UnusedReading = "unused-reading",
    /// A document that no rule collects, a choice that no rule gives. Arguments: `name`, `of`
    /// (words).
    UnusedChoice = "unused-choice",
    /// `round_down(round_down(x, 1円), 1000円)`. No arguments.
    DoubleRounding = "double-rounding",
    /// `資本金 <= 資本金`. Arguments: `value`.
    SelfComparison = "self-comparison",
    /// `補助率: 150%`. Arguments: `value`.
    RateOverOne = "rate-over-one",
    /// `申請日 in [2026-12-28..2026-04-01]`. Arguments: `low`, `high`, `date?` (the first day with
    /// these values).
    ReversedRange = "reversed-range",
    /// A value of fiscal 2026 alone, without `confirm_by`. Arguments: `name`, `date` (the day after).
    YearlyWithoutConfirm = "yearly-without-confirm",
    /// A rule that calculates what the register says a person decides. Arguments: `clause`, `place`,
    /// `kind`, `remedy` (words).
    ClauseKind = "clause-kind",
    /// An allowance for a warning that is not given. Arguments: `warning`.
    UnusedAllowance = "unused-allowance",

    /// A facts file that is not JSON. Arguments: `detail`.
    FactsSyntax = "facts-syntax",
    /// `[1, 2]` as facts. Arguments: `found` (words).
    FactsNotAnObject = "facts-not-an-object",
    /// `capitol: 1`. Arguments: `name`, `scheme`, `nearest?`.
    UnknownFact = "unknown-fact",
    /// `capital` and `資本金` in one file. Arguments: `name`.
    DuplicateFact = "duplicate-fact",
    /// `capital: true`. Arguments: `fact`, `wanted`, `found` (words).
    FactType = "fact-type",
    /// `capital: -1`. Arguments: `fact`, `range`, `found`.
    FactRange = "fact-range",
    /// `industry: shop`. Arguments: `fact`, `found`, `choices`, `nearest?`.
    FactChoice = "fact-choice",
    /// A code that is not in its list. Arguments: `fact`, `found`, `codes`.
    FactCode = "fact-code",
    /// A list fact with 10,001 rows. Arguments: `fact`, `limit`.
    TooManyRows = "too-many-rows",

    /// `資本金 / 従業員数` with no employees. No arguments.
    DivisionByZero = "division-by-zero",
    /// A number of thousands of digits. No arguments.
    Overflow = "overflow",
    /// A date thousands of years ahead. Arguments: `from?`, `until?`.
    DateOutOfRange = "date-out-of-range",
    /// A business day beyond the last known holiday. Arguments: `calendar`, `date`, `from`, `until`.
    BeyondCalendar = "beyond-calendar",
    /// Two exceptions that hold and differ. Arguments: `rule`, `first`, `second`.
    ConflictingExceptions = "conflicting-exceptions",
    /// An operation without a meaning for its operands. Arguments: `detail` (words).
    UndefinedOperation = "undefined-operation",

    /// `hantei decide joetu`. Arguments: `name`, `nearest?`.
    UnknownScheme = "unknown-scheme",
    /// `--reading` with a name that is no reading. Arguments: `name`, `nearest?`.
    UnknownReading = "unknown-reading",
    /// `--reading` with an alternative that the reading does not have. Arguments: `reading`, `name`,
    /// `choices`.
    UnknownAlternative = "unknown-alternative",
    /// A path that does not exist. Arguments: `path`, `detail`.
    FileUnreadable = "file-unreadable",
    /// A stored decision that cannot be read. Arguments: `path`, `detail` (words).
    BadRecord = "bad-record",
    /// A line of saved applications that is no row. Arguments: `detail` (words).
    BadRow = "bad-row",
    /// Options that exclude each other. Arguments: `detail` (words).
    WrongUsage = "wrong-usage",
    /// A promise between two modules that was not kept. Arguments: `detail`.
    Internal = "internal",
}
