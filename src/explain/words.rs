//! Words that an account has of its own, in Japanese and in English side by side.
//!
//! Everything else that a reader sees comes from the decision.

use serde::Serialize;

use crate::decision::{State, StepKind, StepState, Verdict};
use crate::text::Lang;

macro_rules! words {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        /// The words of one language. Headings and labels: no full stop.
        #[derive(Serialize)]
        pub(super) struct Words { $(pub(super) $name: &'static str,)* }

        const JA: Words = Words { $($name: $ja,)* };
        const EN: Words = Words { $($name: $en,)* };
    };
}

words! {
    authority: "実施機関", "Run by";
    source: "根拠文書", "Rules";
    in_force: "施行", "In force";
    as_of: "判定の基準日", "Decided as of";
    conclusion: "結論", "Conclusion";
    amount_steps: "金額の計算", "How the amount was worked out";
    amount_for_reference: "金額の計算（参考）", "How the amount would be worked out";
    reasons: "満たしていない要件", "Requirements that are not met";
    needed: "次のことを教えてください", "Please tell us";
    found: "担当者が確かめること", "To be found by an official";
    still_open: "残りの項目を決めるために教えてください", "Please tell us, to settle the remaining results";
    dates: "日付と期限", "Dates and deadlines";
    others: "そのほかに決まったこと", "Also decided";
    warnings: "注意", "Please note";
    requirements: "要件の判定", "Requirements";
    outcomes: "判定した項目", "Results";
    facts: "判定に使った事実", "Facts given";
    readings: "解釈が分かれる定め", "Readings of contested wording";
    not_modelled: "判定で扱わない条項", "Clauses that are not modelled";
    clauses: "引用した条項", "Clauses cited";
    trace: "判定の過程", "How it was decided";
    receipt: "記録", "Receipt";

    state: "判定", "State";
    requirement: "要件", "Requirement";
    basis: "根拠", "Basis";
    item: "項目", "Item";
    result: "結果", "Result";
    stage: "段階", "Stage";
    expression: "式", "Expression";
    remarks: "備考", "Remarks";
    fact: "事実", "Fact";
    value: "値", "Value";
    clause: "条項", "Clause";
    content: "内容", "Content";
    reason: "理由", "Reason";
    id: "識別名", "Id";

    needs: "要る事実", "Needs";
    by_default: "記載がないため既定の値", "default, none was given";
    adopted: "採用している読み方", "the adopted reading";
    not_adopted: "採用していない読み方で判定", "decided on a reading that is not adopted";
    other_readings: "ほかの読み方", "Other readings";
    readings_asked: "指定した読み方", "Readings asked for";
    format: "形式の版", "Format version";
    engine: "hantei の版", "Version of hantei";
    rules_digest: "規則の要約値（SHA-256）", "Digest of the rules (SHA-256)";
    facts_digest: "事実の要約値（SHA-256）", "Digest of the facts (SHA-256)";
    opens: "（", " (";
    closes: "）", ")";
    id_opens: "〔", " [";
    id_closes: "〕", "]";
    bullet: "・", "- ";
    comma: "、", ", ";
    colon: "：", ": ";
}

/// The words of `lang`.
pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    }
}

/// The name of a verdict.
pub(super) fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    pick(
        lang,
        match verdict {
            Verdict::Eligible => ("該当", "Eligible"),
            Verdict::Ineligible => ("非該当", "Not eligible"),
            Verdict::Undetermined => ("判定不能", "Undetermined"),
            Verdict::NotApplicable => ("適用なし", "Not applicable"),
        },
    )
}

/// How a requirement came out.
pub(super) fn requirement(state: StepState, lang: Lang) -> &'static str {
    pick(
        lang,
        match state {
            StepState::Held | StepState::Known => ("満たす", "met"),
            StepState::Failed => ("満たさない", "not met"),
            StepState::Unknown => ("未確定", "open"),
            StepState::NotApplicable => ("適用なし", "not applicable"),
            StepState::Skipped => ("見ていない", "not looked at"),
        },
    )
}

/// How a step came out; empty for a value.
pub(super) fn step(state: StepState, lang: Lang) -> &'static str {
    pick(
        lang,
        match state {
            StepState::Held => ("成り立つ", "holds"),
            StepState::Failed => ("成り立たない", "does not hold"),
            StepState::Known => ("", ""),
            StepState::Unknown => ("不明", "unknown"),
            StepState::NotApplicable => ("適用なし", "not applicable"),
            StepState::Skipped => ("見ていない", "not looked at"),
        },
    )
}

/// How an output came out, where it has no value.
pub(super) fn state(state: State, lang: Lang) -> &'static str {
    pick(
        lang,
        match state {
            State::Known => ("決まった", "known"),
            State::Unknown => ("未確定", "open"),
            State::NotApplicable => ("適用なし", "not applicable"),
        },
    )
}

/// The sort of a step, in one word.
pub(super) fn kind(kind: StepKind, lang: Lang) -> &'static str {
    pick(
        lang,
        match kind {
            StepKind::Rule => ("規則", "rule"),
            StepKind::Repeat => ("再掲", "as above"),
            StepKind::Condition => ("条件", "condition"),
            StepKind::Scope => ("適用範囲", "scope"),
            StepKind::Fact => ("事実", "fact"),
            StepKind::Parameter => ("定数", "parameter"),
            StepKind::Table => ("表", "table"),
            StepKind::Reading => ("読み方", "reading"),
            StepKind::Comparison => ("比較", "comparison"),
            StepKind::Operation => ("計算", "operation"),
            StepKind::Stage => ("段階", "stage"),
            StepKind::Rounding => ("端数", "rounding"),
            StepKind::Case => ("場合", "case"),
            StepKind::Exception => ("例外", "exception"),
            StepKind::Edition => ("版", "edition"),
            StepKind::Row => ("行", "row"),
            StepKind::Element => ("要素", "element"),
        },
    )
}

/// A sign that goes before a state's word, so that the eye finds it without colour.
pub(super) fn mark(state: StepState) -> &'static str {
    match state {
        StepState::Held | StepState::Known => "○",
        StepState::Failed => "×",
        StepState::Unknown => "？",
        StepState::NotApplicable | StepState::Skipped => "−",
    }
}

/// The first or the second of `pair`.
pub(super) fn pick(lang: Lang, pair: (&'static str, &'static str)) -> &'static str {
    match lang {
        Lang::Ja => pair.0,
        Lang::En => pair.1,
    }
}
