//! What authors write by habit, and what they mean.

use super::plain::{is_keyword, plain};
use crate::text::Text;

/// A spelling of another language, of Japanese prose or of an input method.
pub(super) struct Hint {
    /// What was written: `==`.
    pub(super) written: String,
    /// What stands for it here: `=`.
    pub(super) right: String,
    /// Why, in words: a remark behind the written form.
    pub(super) remark: Text,
}

/// Signs and words, and what stands for them.
const HABITS: [(&[&str], &str); 12] = [
    (&["==", "==="], "="),
    (&["<>", "=!", "!==", "~="], "!="),
    (&["=<", "以下", "以内", "以前"], "<="),
    (&["=>", "以上", "以後", "以降"], ">="),
    (&["未満"], "<"),
    (&["超", "超過", "を超える"], ">"),
    (&["&", "&&", "かつ", "且つ", "及び", "並びに"], "and"),
    (&["|", "||", "または", "又は", "若しくは", "もしくは"], "or"),
    (&["!", "¬", "ではない", "でない"], "not"),
    (&["〜", "~", "..."], ".."),
    (&["「", "」", "『", "』", "“", "”", "'", "‘", "’", "＂"], "\""),
    (&["ならば", "?"], "if … then … else …"),
];

/// Words of comparison that are found glued to a number.
const GLUED: [&str; 9] = ["以下", "以内", "以上", "未満", "超過", "超", "以後", "以降", "以前"];

/// What was meant by a sign or word that has no place in the language.
pub(super) fn habit(word: &str) -> Option<Hint> {
    let written = plain(word);
    let means = |form: &&str| *form == word || *form == written;
    match HABITS.iter().find(|(forms, _)| forms.iter().any(means)) {
        Some((_, right)) => Some(hint(word, right)),
        None => capital(&written),
    }
}

/// `AND`, `If`: a word of the language, not in small letters.
fn capital(written: &str) -> Option<Hint> {
    let small = written.to_ascii_lowercase();
    let differs = small != written && is_keyword(&small);
    differs.then(|| Hint {
        written: written.to_owned(),
        right: small.clone(),
        remark: Text::new(
            format!("`{small}` は小文字で書きます"),
            format!("`{small}` is written in small letters"),
        ),
    })
}

/// `300人以下`: a number, or the unit of one, with a word of comparison glued to it.
pub(super) fn behind_a_number(written: &str) -> Option<Hint> {
    let word = GLUED.iter().find(|word| written.ends_with(**word))?;
    habit(word)
}

fn hint(written: &str, right: &str) -> Hint {
    let (ja, en) = if GLUED.contains(&written) {
        ("、比べる値の前に置きます", " and stands before the value")
    } else {
        ("ます", "")
    };
    let remark = Text::new(
        format!("`{written}` は `{right}` と書き{ja}"),
        format!("`{written}` is written `{right}`{en}"),
    );
    Hint { written: written.to_owned(), right: right.to_owned(), remark }
}
