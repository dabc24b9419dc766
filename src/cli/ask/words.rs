//! What an interview says.

use crate::decision::{Decision, Verdict};
use crate::diagnostic::Diagnostic;
use crate::plan::{Form, FormField, Kind, NextQuestion, Offered, Standing, Wanted};
use crate::rulebook::Scheme;
use crate::text::Lang;

fn pick(lang: Lang, ja: impl Into<String>, en: impl Into<String>) -> String {
    match lang {
        Lang::Ja => ja.into(),
        Lang::En => en.into(),
    }
}

pub(super) fn greeting(scheme: &Scheme, lang: Lang) -> String {
    let title = scheme.title(lang);
    pick(
        lang,
        format!(
            "{title}\n判定に関わる質問だけをします。わからないときは「わからない」、前の質問へは「戻る」、理由は「？」、途中でやめるときは「終わる」。"
        ),
        format!(
            "{title}\nOnly what matters is asked. Type `unknown` if you do not know, `back` to go back, `?` for the reason, `end` to stop."
        ),
    )
}

/// `── 質問3（結論まで最大12問） 要件：満たす4・満たさない0・未定14 補助金の額：0円以上400,000円以下`.
pub(super) fn standing(
    number: usize,
    questions: &[NextQuestion],
    standing: &Standing,
    lang: Lang,
) -> String {
    let Standing { met, failed, open, .. } = standing;
    let wanted = questions.first().map(|question| question.wanted);
    let left = questions.iter().filter(|question| Some(question.wanted) == wanted).count();
    let (ja, en) = match wanted {
        Some(Wanted::Verdict) => ("結論まで", " to the conclusion"),
        Some(Wanted::Amount) => ("金額まで", " to the amount"),
        Some(Wanted::Rest) | None => ("残り", ""),
    };
    let mut text = pick(
        lang,
        format!(
            "\n── 質問{number}（{ja}最大{left}問）　要件：満たす{met}・満たさない{failed}・未定{open}"
        ),
        format!(
            "\n── Question {number} (at most {left}{en})   requirements: {met} met, {failed} not met, {open} open"
        ),
    );
    text.push_str(&verdict_so_far(standing.verdict, lang));
    if let Some(amount) = &standing.amount {
        let (name, words) = (&amount.name, &amount.text);
        text.push_str(&pick(lang, format!("　{name}：{words}"), format!("   {name}: {words}")));
    }
    text
}

fn verdict_so_far(verdict: Verdict, lang: Lang) -> String {
    match verdict {
        Verdict::Eligible => pick(lang, "　結論：該当", "   conclusion: eligible"),
        Verdict::Undetermined | Verdict::Ineligible | Verdict::NotApplicable => String::new(),
    }
}

pub(super) fn only_the_rest(standing: &Standing, lang: Lang) -> String {
    match standing.verdict {
        Verdict::Eligible => pick(
            lang,
            "\n結論は決まりました。残りの質問は、書類や期限などほかの結果にだけ関わります（「終わる」でここまでにできます）。",
            "\nThe conclusion is reached. What is left concerns other results, such as documents and deadlines (`end` stops here).",
        ),
        _ => pick(
            lang,
            "\n結論に関わる質問は終わりました。残りの質問は、書類や期限などほかの結果にだけ関わります（「終わる」でここまでにできます）。",
            "\nNothing more can be asked about the conclusion. What is left concerns other results (`end` stops here).",
        ),
    }
}

pub(super) fn end(standing: &Standing, lang: Lang) -> String {
    match standing.verdict {
        Verdict::Ineligible => pick(
            lang,
            "\n要件を満たさないことが決まったので、質問を終わります。\n",
            "\nA requirement is not met, so nothing more is asked.\n",
        ),
        Verdict::NotApplicable => pick(
            lang,
            "\nこの制度の対象ではないことが決まったので、質問を終わります。\n",
            "\nThe scheme does not govern this case, so nothing more is asked.\n",
        ),
        Verdict::Eligible | Verdict::Undetermined => {
            pick(lang, "\n質問は以上です。\n", "\nThere is nothing more to ask.\n")
        }
    }
}

/// The facts that nobody gave and whose default stood in for them.
pub(super) fn by_default(decision: &Decision, lang: Lang) -> Option<String> {
    let used = decision.facts.iter().filter(|fact| fact.by_default);
    let lines: Vec<String> = used
        .map(|fact| {
            pick(
                lang,
                format!("  ・{}：{}", fact.name, fact.value.text),
                format!("  - {}: {}", fact.name, fact.value.text),
            )
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let head = pick(
        lang,
        "次の事項は尋ねず、既定の値で判定しました。違うものがあれば、残したファイルに書き足して判定し直してください。",
        "These were not asked and taken at their defaults. If one of them differs, add it to the facts and decide again.",
    );
    Some(format!("{head}\n{}\n", lines.join("\n")))
}

pub(super) fn asked(question: &NextQuestion, lang: Lang) -> String {
    if !question.judgement {
        return question.ask.clone();
    }
    pick(
        lang,
        format!("【職員が判断する事項】{}", question.ask),
        format!("[found by the office] {}", question.ask),
    )
}

/// `2件目 交通手段：どの交通手段ですか`.
pub(super) fn field(number: usize, field: &FormField, lang: Lang) -> String {
    let colon = if field.ask.is_empty() { "" } else { pick_str(lang, "：", ": ") };
    pick(
        lang,
        format!("{number}件目　{}{colon}{}", field.name, field.ask),
        format!("No. {number}, {}{colon}{}", field.name, field.ask),
    )
}

fn pick_str(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

pub(super) fn choice(choice: &Offered, lang: Lang) -> String {
    match (choice.about.is_empty(), lang) {
        (true, _) => choice.name.clone(),
        (false, Lang::Ja) => format!("{}（{}）", choice.name, choice.about),
        (false, Lang::En) => format!("{} ({})", choice.name, choice.about),
    }
}

/// How an answer is typed.
pub(super) fn hint(form: &Form, ends_rows: bool, lang: Lang) -> String {
    let mut text = match form.kind {
        Kind::Boolean => pick(lang, "はい／いいえ", "yes / no"),
        Kind::Money => pick(lang, "例：120000、12万円、1億2000万円", "such as 120000 or 12万円"),
        Kind::Number if form.whole => pick(lang, "整数", "a whole number"),
        Kind::Number => pick(lang, "数（1.05、1/3 も可）", "a number such as 1.05 or 1/3"),
        Kind::Date => {
            pick(lang, "例：令和8年6月1日、R8.6.1、2026-06-01", "such as 2026-06-01 or R8.6.1")
        }
        Kind::Period => pick(lang, "例：3か月、1年、30日", "such as 3か月, 1年, 30日"),
        Kind::Text => pick(lang, "文字", "text"),
        Kind::Choice => pick(lang, "番号か名前", "the number or the name"),
        Kind::Set => pick(
            lang,
            "番号か名前。複数は「、」で区切る。何もなければ「なし」",
            "numbers or names, separated by commas; `none` for none",
        ),
        Kind::List => String::new(),
    };
    if !form.unit.is_empty() && form.kind != Kind::Money {
        text.push_str(&pick(lang, format!("（単位：{}）", form.unit), format!(" ({})", form.unit)));
    }
    if !form.range.is_empty() {
        text.push_str(&pick(lang, format!("（{}）", form.range), format!(" ({})", form.range)));
    }
    if ends_rows {
        text.push_str(&pick(lang, "。空のままなら終わり", "; empty: no more"));
    }
    text
}

pub(super) fn why(question: &NextQuestion, lang: Lang) -> String {
    let mut text = String::new();
    if !question.about.is_empty() {
        text.push_str(&pick(
            lang,
            format!("  {}\n", question.about),
            format!("  {}\n", question.about),
        ));
    }
    text.push_str(&match question.settles {
        0 => pick(lang, "  次の定めに関わるので聞いています。", "  These provisions hang on it:"),
        _ => pick(
            lang,
            "  答えによっては、これだけで決まります。次の定めに関わります。",
            "  One answer to this may settle it. These provisions hang on it:",
        ),
    });
    for clause in &question.clauses {
        let (cite, says) = (&clause.cite, &clause.says);
        text.push_str(&pick(
            lang,
            format!("\n  ・{cite}　{says}"),
            format!("\n  - {cite}: {says}"),
        ));
    }
    if question.judgement {
        text.push_str(&pick(
            lang,
            "\n  申請者ではなく、職員や市長などが判断する事項です。",
            "\n  It is found by the office, not told by the applicant.",
        ));
    }
    text
}

/// What is wrong with an answer, one line a finding.
pub(super) fn complaint(findings: &[Diagnostic], lang: Lang) -> String {
    let lines: Vec<String> = findings.iter().map(|finding| finding.message(lang)).collect();
    if lines.is_empty() { empty(lang).to_owned() } else { lines.join("\n") }
}

pub(super) fn empty(lang: Lang) -> &'static str {
    pick_str(
        lang,
        "答えがありません。わからないときは「わからない」と入れてください",
        "there is no answer; type `unknown` if you do not know",
    )
}

pub(super) fn first(lang: Lang) -> &'static str {
    pick_str(lang, "これが最初の質問です。", "This is the first question.")
}

pub(super) fn broken_off(lang: Lang) -> &'static str {
    pick_str(lang, "中断しました。何も残していません。", "Broken off; nothing was kept.")
}

pub(super) fn saved(name: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("答えを {name} に残しました。\n"),
        format!("The answers are kept in {name}.\n"),
    )
}
