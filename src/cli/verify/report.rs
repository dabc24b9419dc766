//! What `hantei verify` says.

use std::fmt::Write;

use serde_json::json;

use crate::change::compare;
use crate::decision::Decision;
use crate::record::{Again, Mismatch, Replay, is_for_auditor};
use crate::text::Lang;

use super::holds;

/// Mismatches of a replay that are shown as text; JSON has all.
const SHOWN: usize = 20;
/// Digits of a digest that are shown.
const DIGITS: usize = 12;

/// What was found out about a record.
pub(super) struct Report<'r> {
    name: String,
    record: &'r Decision,
    replay: Option<&'r Replay>,
    /// Digest of the rules at hand, if they were looked at.
    rules: Option<String>,
    again: Option<Again>,
    lang: Lang,
}

impl<'r> Report<'r> {
    pub(super) fn new(
        name: String,
        record: &'r Decision,
        replay: Option<&'r Replay>,
        lang: Lang,
    ) -> Self {
        Self { name, record, replay, rules: None, again: None, lang }
    }

    pub(super) fn rules(&mut self, digest: &str) {
        self.rules = Some(digest.to_owned());
    }

    pub(super) fn again(&mut self, again: Again) {
        self.again = Some(again);
    }

    /// Whether everything that was looked at agrees with the record.
    pub(super) fn is_same(&self) -> bool {
        holds(self.replay) && self.again.as_ref().is_none_or(Again::is_same)
    }

    pub(super) fn json(&self) -> String {
        let again = self.again.as_ref().map(|again| {
            json!({
                "same": again.is_same(),
                "same_facts": again.same_facts,
                "same_engine": again.same_engine,
                "comparison": again.comparison,
            })
        });
        let report = json!({
            "record": self.name,
            "scheme": self.record.scheme,
            "verdict": self.record.verdict,
            "same": self.is_same(),
            "same_rules": self.rules.as_ref().map(|rules| *rules == self.record.receipt.rules),
            "again": again,
            "replay": self.replay,
        });
        serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
    }

    fn pick(&self, ja: impl Into<String>, en: impl Into<String>) -> String {
        match self.lang {
            Lang::Ja => ja.into(),
            Lang::En => en.into(),
        }
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let Decision { title, as_of_text, .. } = self.record;
        let name = &self.name;
        let _ = writeln!(
            text,
            "{}",
            self.pick(
                format!("{name}：{title}、基準日 {as_of_text}"),
                format!("{name}: {title}, as of {as_of_text}")
            )
        );
        let lines =
            [self.about_rules(), self.about_facts(), self.about_again(), Some(self.about_replay())];
        for line in lines.into_iter().flatten() {
            let _ = writeln!(text, "{}{line}", self.pick("・", "- "));
        }
        for mismatch in self.mismatches().iter().take(SHOWN) {
            let _ = writeln!(text, "  × {}", self.mismatch(mismatch));
        }
        if let Some(more) = self.mismatches().len().checked_sub(SHOWN + 1) {
            let more = more + 1;
            let _ = writeln!(
                text,
                "  {}",
                self.pick(format!("ほか{more}件"), format!("and {more} more"))
            );
        }
        self.differences(&mut text);
        text
    }

    fn mismatches(&self) -> &[Mismatch] {
        self.replay.map_or(&[], |replay| replay.mismatches.as_slice())
    }

    fn about_rules(&self) -> Option<String> {
        let rules = self.rules.as_ref()?;
        let own = &self.record.receipt.rules;
        let short = |digest: &String| digest.get(..DIGITS).unwrap_or(digest).to_owned();
        Some(if rules == own {
            let own = short(own);
            self.pick(
                format!("ルール：記録と同じ（要約値 {own}…）"),
                format!("rules: those of the record (digest {own}…)"),
            )
        } else {
            let (own, rules) = (short(own), short(rules));
            self.pick(
                format!("ルール：記録と違います（記録 {own}…、手元 {rules}…）"),
                format!("rules: NOT those of the record (record {own}…, at hand {rules}…)"),
            )
        })
    }

    fn about_facts(&self) -> Option<String> {
        let again = self.again.as_ref()?;
        Some(match (again.same_facts, is_for_auditor(self.record)) {
            (true, false) => self.pick(
                "事実：記録のとおり（要約値が一致）",
                "facts: those of the record (the digest agrees)",
            ),
            (true, true) => self.pick(
                "事実：指定されたものの要約値が記録と一致",
                "facts: the digest of those given agrees with the record",
            ),
            (false, _) => self.pick(
                "事実：記録と違います（要約値が一致しません）",
                "facts: NOT those of the record (the digest differs)",
            ),
        })
    }

    fn about_again(&self) -> Option<String> {
        let again = self.again.as_ref()?;
        let engine = if again.same_engine {
            String::new()
        } else {
            let own = &self.record.receipt.engine;
            self.pick(
                format!("（記録は hantei {own} によるもの）"),
                format!(" (the record was made by hantei {own})"),
            )
        };
        let found = match (again.comparison.same, again.comparison.elsewhere.is_empty()) {
            (true, true) => {
                self.pick("再判定：記録と同じ結果です", "decided again: the same as the record")
            }
            (true, false) => self.pick(
                "再判定：結果は同じですが、記録のほかの部分が違います",
                "decided again: the same results, but other parts of the record differ",
            ),
            (false, _) => self.pick(
                "再判定：記録と違う結果です（「前」が記録、「後」が再判定）",
                "decided again: NOT the same as the record (\"before\" is the record)",
            ),
        };
        Some(found + &engine)
    }

    fn about_replay(&self) -> String {
        let Some(Replay { replayed, stated, mismatches, .. }) = self.replay else {
            return self.pick(
                "検算：記録に計算過程がないため、していません",
                "replay: none, the record holds no trace",
            );
        };
        let wrong = mismatches.len();
        let found = if wrong == 0 {
            self.pick("食い違いなし", "nothing differs")
        } else {
            self.pick(format!("食い違い{wrong}件"), format!("{wrong} DO NOT follow"))
        };
        self.pick(
            format!("検算：計算過程の{replayed}か所を計算し直し、{stated}か所（パラメータの値など）は記録のとおりとしました。{found}"),
            format!("replay: {replayed} steps worked out again, {stated} taken as stated (values of parameters and the like); {found}"),
        )
    }

    fn mismatch(&self, one: &Mismatch) -> String {
        let Mismatch { at, label, expression, stated, follows, place } = one;
        let what = [label, expression].into_iter().filter(|text| !text.is_empty());
        let what = what.map(String::as_str).collect::<Vec<_>>().join(" ");
        let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
        self.pick(
            format!("{at}「{what}」：記録は {stated}、計算では {follows}{place}"),
            format!("{at} `{what}`: recorded {stated}, follows {follows}{place}"),
        )
    }

    fn differences(&self, text: &mut String) {
        let Some(again) = self.again.as_ref().filter(|again| !again.is_same()) else { return };
        if !again.comparison.same || !again.comparison.facts.is_empty() {
            text.push('\n');
            text.push_str(&compare::text(&again.comparison));
        }
        if again.comparison.same && !again.comparison.elsewhere.is_empty() {
            let places = again.comparison.elsewhere.join(self.pick("、", ", ").as_str());
            let _ = writeln!(text, "{}{places}", self.pick("  違うところ：", "  where: "));
        }
    }
}
