//! The verdict, in one word and in plain sentences.

use serde::Serialize;

use super::Telling;
use super::block::Tone;
use crate::decision::{Outcome, OutcomeKind, State, Verdict};
use crate::explain::words;
use crate::text::Lang;

/// The verdict as it is told.
#[derive(Serialize)]
pub(in crate::explain) struct Conclusion {
    /// Heading of the box it stands in.
    pub(in crate::explain) heading: &'static str,
    /// A sign before the word.
    pub(in crate::explain) mark: &'static str,
    /// The name of the verdict: `該当`.
    pub(in crate::explain) word: &'static str,
    /// Good or bad news.
    pub(in crate::explain) tone: Tone,
    /// What it means, in whole sentences. Never empty.
    pub(in crate::explain) sentences: Vec<String>,
}

impl Telling<'_> {
    pub(super) fn conclusion(&self) -> Conclusion {
        let verdict = self.decision.verdict;
        let (mark, tone) = match verdict {
            Verdict::Eligible => ("○", Tone::Good),
            Verdict::Ineligible => ("×", Tone::Bad),
            Verdict::Undetermined => ("？", Tone::Open),
            Verdict::NotApplicable => ("−", Tone::Faint),
        };
        let mut sentences = vec![self.meaning().to_owned()];
        sentences.extend(self.why());
        sentences.extend(self.headlines().into_iter().filter_map(|outcome| self.amount(outcome)));
        Conclusion {
            heading: self.words.conclusion,
            mark,
            word: words::verdict(verdict, self.lang),
            tone,
            sentences,
        }
    }

    fn meaning(&self) -> &'static str {
        let decision = self.decision;
        words::pick(
            self.lang,
            match decision.verdict {
                Verdict::Eligible => ("要件をすべて満たしています。", "All requirements are met."),
                Verdict::Ineligible => (
                    "満たしていない要件があるため、対象になりません。",
                    "At least one requirement is not met, so this does not qualify.",
                ),
                Verdict::Undetermined if decision.edition.is_some() => (
                    "この基準日に使える定めがないため、判定できません。",
                    "No rules are at hand for this date, so this cannot be decided.",
                ),
                Verdict::Undetermined
                    if decision.questions.iter().any(|question| !question.judgement) =>
                {
                    (
                        "まだ分からないことがあるため、対象になるかどうかを判定できません。",
                        "Some facts are still missing, so this cannot be decided yet.",
                    )
                }
                Verdict::Undetermined if !decision.questions.is_empty() => (
                    "担当者の確認が済んでいないため、対象になるかどうかを判定できません。",
                    "An official has yet to make a finding, so this cannot be decided yet.",
                ),
                Verdict::Undetermined => (
                    "対象になるかどうかを、この定めだけでは判定できません。",
                    "The rules alone do not decide whether this qualifies.",
                ),
                Verdict::NotApplicable => (
                    "この定めが扱う場合に当たらないため、要件の判定をしていません。",
                    "These rules do not govern this case, so the requirements were not examined.",
                ),
            },
        )
    }

    /// The reason where it is not told by requirements and questions.
    fn why(&self) -> Option<String> {
        let decision = self.decision;
        let primary = || decision.outcomes.iter().find(|outcome| outcome.primary);
        let reason = match decision.verdict {
            Verdict::Eligible | Verdict::Ineligible => None,
            Verdict::Undetermined if decision.edition.is_some() => decision.edition.as_ref(),
            Verdict::Undetermined if !decision.questions.is_empty() => None,
            Verdict::Undetermined | Verdict::NotApplicable => primary()
                .filter(|outcome| outcome.state != State::Known)
                .map(|outcome| &outcome.text),
        };
        reason.filter(|text| !text.is_empty()).map(|text| self.sentence(text))
    }

    /// The outputs that belong beside the verdict: those marked, else the only amount there is.
    pub(super) fn headlines(&self) -> Vec<&Outcome> {
        let outcomes = &self.decision.outcomes;
        let marked: Vec<_> = outcomes.iter().filter(|outcome| outcome.headline).collect();
        let amounts: Vec<_> =
            outcomes.iter().filter(|outcome| outcome.kind == OutcomeKind::Money).collect();
        match (marked.is_empty(), amounts.len()) {
            (true, 1) => amounts,
            _ => marked,
        }
    }

    /// What an output comes to. Nobody is told an amount for a case that does not qualify.
    fn amount(&self, outcome: &Outcome) -> Option<String> {
        let told = match outcome.state {
            State::Known => &outcome.text,
            State::Unknown => &outcome.range_text,
            State::NotApplicable => return None,
        };
        let name = &outcome.name;
        let open = outcome.state == State::Unknown;
        match self.decision.verdict {
            Verdict::Ineligible | Verdict::NotApplicable => None,
            Verdict::Undetermined if told.is_empty() => None,
            Verdict::Undetermined => Some(match self.lang {
                Lang::Ja => format!("要件を満たす場合の{name}は{told}です。"),
                Lang::En => format!("{name}, if the requirements are met: {told}."),
            }),
            Verdict::Eligible => Some(match (self.lang, open, told.is_empty()) {
                (Lang::Ja, false, _) => format!("{name}は{told}です。"),
                (Lang::En, false, _) => format!("{name}: {told}."),
                (Lang::Ja, true, true) => format!("{name}はまだ決まっていません。"),
                (Lang::En, true, true) => format!("{name}: not known yet."),
                (Lang::Ja, true, false) => format!("{name}はまだ決まっていませんが、{told}です。"),
                (Lang::En, true, false) => format!("{name}: not known yet, {told}."),
            }),
        }
    }

    /// `text` with a full stop at its end.
    pub(super) fn sentence(&self, text: &str) -> String {
        let text = text.trim_end();
        if text.is_empty() || text.ends_with(['。', '．', '.', '！', '？', '!', '?', '）', '」'])
        {
            return text.to_owned();
        }
        format!("{text}{}", words::pick(self.lang, ("。", ".")))
    }
}
