//! Words of the report.

use crate::decision::Verdict;
use crate::text::Lang;

use super::Kind;

/// The verdicts in the order of tables.
pub(super) const VERDICTS: [Verdict; 4] =
    [Verdict::Eligible, Verdict::Ineligible, Verdict::Undetermined, Verdict::NotApplicable];

/// The position of a verdict in [`VERDICTS`].
pub(super) fn position(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Eligible => 0,
        Verdict::Ineligible => 1,
        Verdict::Undetermined => 2,
        Verdict::NotApplicable => 3,
    }
}

impl Kind {
    /// Its name.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        kind(self, lang)
    }
}

fn kind(kind: Kind, lang: Lang) -> &'static str {
    let (ja, en) = match kind {
        Kind::Lost => ("該当 → 非該当・適用なし", "no longer eligible"),
        Kind::Gained => ("非該当・適用なし → 該当", "newly eligible"),
        Kind::Opened => ("新たに判定不能", "newly undetermined"),
        Kind::Settled => ("判定不能が解消", "no longer undetermined"),
        Kind::Scope => ("非該当と適用なしの入れ替わり", "between not eligible and not applicable"),
        Kind::Down => ("減額", "smaller amount"),
        Kind::Up => ("増額", "larger amount"),
        Kind::Range => ("額の幅・未確定の変化", "range of the amount"),
        Kind::Other => ("ほかの結果だけの変化", "another output only"),
        Kind::Same => ("変化なし", "no change"),
    };
    pick(lang, ja, en)
}

/// One of two words.
pub(super) fn pick<'t>(lang: Lang, ja: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// `1件`, `1 case`.
pub(super) fn cases(count: u64, lang: Lang) -> String {
    let written = grouped(count);
    match (lang, count) {
        (Lang::Ja, _) => format!("{written}件"),
        (Lang::En, 1) => "1 case".to_owned(),
        (Lang::En, _) => format!("{written} cases"),
    }
}

/// A count with a comma after every third digit.
pub(super) fn grouped(count: u64) -> String {
    crate::value::Number::from_i64(i64::try_from(count).unwrap_or(i64::MAX)).grouped()
}

/// An amount with a comma after every third digit.
pub(super) fn grouped_signed(amount: i64) -> String {
    crate::value::Number::from_i64(amount).grouped()
}

/// An amount on an axis: `5万`, `1,500`.
pub(super) fn short(amount: i64, lang: Lang) -> String {
    let number = grouped_signed;
    match lang {
        Lang::Ja if amount != 0 && amount % 100_000_000 == 0 => {
            format!("{}億", number(amount / 100_000_000))
        }
        Lang::Ja if amount != 0 && amount % 10_000 == 0 => format!("{}万", number(amount / 10_000)),
        Lang::Ja | Lang::En => number(amount),
    }
}

/// The heads of a table with a row per application, in the order of its cells.
#[must_use]
pub fn column(lang: Lang) -> [&'static str; 12] {
    match lang {
        Lang::Ja => [
            "行",
            "整理番号",
            "変化",
            "判定（前）",
            "判定（後）",
            "額（前）",
            "額（後）",
            "増減",
            "新たに満たさない条項",
            "満たすようになった条項",
            "変わったほかの結果",
            "理由",
        ],
        Lang::En => [
            "line",
            "id",
            "change",
            "verdict before",
            "verdict after",
            "amount before",
            "amount after",
            "difference",
            "newly broken clauses",
            "no longer broken clauses",
            "other outputs that differ",
            "reasons",
        ],
    }
}
