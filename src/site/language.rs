//! Words and signs of the expression language, for those who do not program.

use crate::text::Lang;

use super::words::pick;

/// A word or sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    /// As written.
    pub(super) written: &'static str,
    /// A Japanese word to stand above it; empty for signs that everybody reads.
    pub(super) gloss: &'static str,
    ja: &'static str,
    en: &'static str,
}

impl Sign {
    /// What it means.
    pub(super) fn says(&self, lang: Lang) -> &'static str {
        pick(lang, (self.ja, self.en))
    }

    /// Whether it is spelt with letters.
    pub(super) fn is_word(&self) -> bool {
        self.written.starts_with(|one: char| one.is_ascii_alphabetic())
    }
}

const fn sign(
    written: &'static str,
    gloss: &'static str,
    ja: &'static str,
    en: &'static str,
) -> Sign {
    Sign { written, gloss, ja, en }
}

/// All of them, in the order of a legend.
pub(super) const SIGNS: [Sign; 27] = [
    sign("and", "かつ", "かつ", "both"),
    sign("or", "又は", "又は", "either"),
    sign("not", "でない", "次のとおりでない", "the contrary"),
    sign("=", "", "等しい", "is"),
    sign("!=", "でない", "等しくない", "is not"),
    sign("<", "", "より小さい・より前", "less than, before"),
    sign("<=", "", "以下・以前", "at most, on or before"),
    sign(">", "", "より大きい・より後", "more than, after"),
    sign(">=", "", "以上・以後", "at least, on or after"),
    sign("in", "次の中", "どれかに当たる・範囲に入る", "is one of, lies within"),
    sign("between", "の間", "両端を含む範囲に入る", "lies between, both ends included"),
    sign("if", "もし", "もし", "if"),
    sign("then", "なら", "そのときは", "then"),
    sign("else", "ほかは", "それ以外のときは", "otherwise"),
    sign("some", "どれか", "どれか一つでも", "at least one of"),
    sign("every", "どれも", "どれもすべて", "each of"),
    sign("satisfies", "次を満たす", "次を満たす", "is such that"),
    sign("for", "各", "一件ごとに", "for each"),
    sign("where", "うち", "次に当たるものだけ", "only those for which"),
    sign("sum", "合計", "合計", "the sum of"),
    sign("count", "件数", "件数", "the number of"),
    sign("min", "最小", "最も小さいもの", "the least of"),
    sign("max", "最大", "最も大きいもの", "the most of"),
    sign("true", "はい", "はい", "yes"),
    sign("false", "いいえ", "いいえ", "no"),
    sign("undetermined", "決められない", "文書から決められない", "the document gives no answer"),
    sign("not_applicable", "適用なし", "適用がない", "does not apply"),
];

/// The word or sign that is written so.
pub(super) fn find(written: &str) -> Option<&'static Sign> {
    SIGNS.iter().find(|sign| sign.written == written)
}
