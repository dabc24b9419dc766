//! Words of sweeps, in two languages.

use crate::decision::Verdict;
use crate::text::Lang;

use super::cause::Cause;
use super::map::Area;
use super::pieces::Proof;
use super::report::{AxisShown, Course, CourseKind, Decided, Piece};

/// One of two.
pub(super) fn pick(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

pub(super) fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Eligible => pick(lang, "該当", "eligible"),
        Verdict::Ineligible => pick(lang, "非該当", "ineligible"),
        Verdict::Undetermined => pick(lang, "未確定", "undetermined"),
        Verdict::NotApplicable => pick(lang, "対象外", "not applicable"),
    }
}

/// The mark of a verdict, for those who do not see its colour.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "○",
        Verdict::Ineligible => "×",
        Verdict::Undetermined => "？",
        Verdict::NotApplicable => "－",
    }
}

/// A short key of a verdict: the class of its colour.
pub(super) fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "yes",
        Verdict::Ineligible => "no",
        Verdict::Undetermined => "open",
        Verdict::NotApplicable => "off",
    }
}

/// A date as it is read in a table: without the western form that follows it.
pub(super) fn short(text: &str) -> &str {
    text.split('（').next().unwrap_or(text)
}

/// The values of a piece: `1人〜100人`.
pub(super) fn span(piece: &Piece, lang: Lang) -> String {
    between(&piece.from.text, &piece.to.text, lang)
}

pub(super) fn between(from: &str, to: &str, lang: Lang) -> String {
    let (from, to) = (short(from), short(to));
    if from == to {
        return from.to_owned();
    }
    format!("{from}{}{to}", pick(lang, "〜", " to "))
}

/// How an output goes: `0円から10,000円まで増える`.
pub(super) fn course(course: &Course, lang: Lang) -> String {
    let (first, last) = (short(&course.first), short(&course.last));
    let ends = || format!("{first} → {last}");
    match course.kind {
        CourseKind::None if first == last => first.to_owned(),
        CourseKind::None | CourseKind::Varies => ends(),
        CourseKind::Constant => first.to_owned(),
        CourseKind::Straight => format!("{}{}", ends(), pick(lang, "（比例）", " (straight)")),
        CourseKind::Rises => format!("{}{}", ends(), pick(lang, "（端数処理あり）", " (in steps)")),
        CourseKind::Falls => format!("{}{}", ends(), pick(lang, "（端数処理あり）", " (in steps)")),
    }
}

/// How an output goes over a piece; in brackets where the case is refused all the same.
pub(super) fn amount(piece: &Piece, lang: Lang) -> String {
    let text = piece.amount.as_ref().map(|one| course(one, lang)).unwrap_or_default();
    idle(text, piece.outcome.verdict, lang)
}

/// An amount in brackets, unless the case is eligible or open.
pub(super) fn idle(text: String, verdict: Verdict, lang: Lang) -> String {
    let refused = matches!(verdict, Verdict::Ineligible | Verdict::NotApplicable);
    match lang {
        _ if text.is_empty() || !refused => text,
        Lang::Ja => format!("（{text}）"),
        Lang::En => format!("({text})"),
    }
}

/// What amounts in brackets are.
pub(super) fn brackets(lang: Lang) -> &'static str {
    pick(
        lang,
        "（　）の額：該当しないので受けられない。要件のほかの計算だけの結果",
        "in brackets: not granted, since the case is refused; what the calculation alone comes to",
    )
}

/// Why: the clauses that fail, the facts that are missing.
pub(super) fn reason(decided: &Decided, lang: Lang) -> String {
    if let Some(note) = &decided.note {
        return note.clone();
    }
    let comma = pick(lang, "、", ", ");
    if !decided.missing.is_empty() {
        let names = decided.missing.join(comma);
        return format!("{}{names}", pick(lang, "不足：", "missing: "));
    }
    let cites: Vec<String> = decided
        .failed
        .iter()
        .map(|clause| format!("{}{}", clause.cite, bracketed(&clause.id, lang)))
        .collect();
    cites.join(comma)
}

/// What turns at a break, in one line.
pub(super) fn cause(cause: &Cause, lang: Lang) -> String {
    let mut text = cause.expression.clone();
    if let Some(threshold) = &cause.threshold
        && !text.contains(short(&threshold.text))
    {
        text.push_str(&bracketed(short(&threshold.text), lang));
    }
    if cause.rule.is_empty() {
        return text;
    }
    match lang {
        Lang::Ja => format!("「{}」の {text}", cause.rule),
        Lang::En => format!("{text} in “{}”", cause.rule),
    }
}

/// The clauses of a cause: `第2条第1項第1号ア（J2-2-(1)ア-従）`.
pub(super) fn clauses(cause: &Cause, lang: Lang) -> String {
    let all = cause.clauses.iter();
    let all = all.map(|clause| format!("{}{}", clause.cite, bracketed(&clause.id, lang)));
    all.collect::<Vec<_>>().join(pick(lang, "、", ", "))
}

fn bracketed(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("（{text}）"),
        Lang::En => format!(" ({text})"),
    }
}

pub(super) fn place(cause: &Cause) -> String {
    cause.place.as_ref().map_or_else(String::new, |place| format!("{}:{}", place.file, place.line))
}

pub(super) fn proof(proof: Proof, lang: Lang) -> &'static str {
    match proof {
        Proof::Reasoned => pick(
            lang,
            "証明：途中の比較はどれも増えるだけか減るだけの値の比較で、両端の判定の道すじが同じ",
            "proved: every comparison on the way is of values that only grow or only fall, and both ends take the same way",
        ),
        Proof::EachValue => pick(
            lang,
            "総当たり：すべての値を1つずつ判定",
            "exhaustive: every value was decided one by one",
        ),
        Proof::SomeValues => pick(
            lang,
            "点検のみ：両端と間のいくつかの値だけを判定（間で変わって戻るものは見落とす）",
            "checked at points only: both ends and some values between were decided; what changes and changes back in between is not seen",
        ),
    }
}

pub(super) fn proof_short(proof: Proof, lang: Lang) -> &'static str {
    match proof {
        Proof::Reasoned => pick(lang, "証明", "proved"),
        Proof::EachValue => pick(lang, "総当たり", "exhaustive"),
        Proof::SomeValues => pick(lang, "点検のみ", "at points"),
    }
}

/// The title of a sweep.
pub(super) fn headline(axis: &AxisShown, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}を動かしたときの結果", axis.name),
        Lang::En => format!("The outcome by {}", axis.name),
    }
}

/// The range and the applicant's own value.
pub(super) fn range(axis: &AxisShown, lang: Lang) -> String {
    let mut text = if axis.ordered {
        between(&axis.from.text, &axis.to.text, lang)
    } else {
        pick(lang, "選択肢のすべて", "every choice").to_owned()
    };
    if axis.ordered && !axis.dates && axis.step != "1" {
        let more = match lang {
            Lang::Ja => format!("（{}{}刻み）", axis.step, axis.unit),
            Lang::En => format!(" (in steps of {})", axis.step),
        };
        text.push_str(&more);
    }
    if let Some(given) = &axis.given {
        let more = match lang {
            Lang::Ja => format!("　この申請の値は{}", short(&given.text)),
            Lang::En => format!("; this case has {}", short(&given.text)),
        };
        text.push_str(&more);
    }
    text
}

/// The title of a map.
pub(super) fn headline_of_map(x: &AxisShown, y: &AxisShown, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}と{}を動かしたときの結果", x.name, y.name),
        Lang::En => format!("The outcome by {} and {}", x.name, y.name),
    }
}

/// The values of an area along both facts.
pub(super) fn sides(area: &Area, lang: Lang) -> [String; 2] {
    [&area.x_values, &area.y_values].map(|(from, to)| between(&from.text, &to.text, lang))
}

/// The followed output over an area: from the least to the greatest.
pub(super) fn area_amount(area: &Area, lang: Lang) -> String {
    let text = area.amount.as_ref().map(|(least, most)| between(least, most, lang));
    idle(text.unwrap_or_default(), area.outcome.verdict, lang)
}

/// An area in one line.
pub(super) fn area(area: &Area, lang: Lang) -> String {
    let [x, y] = sides(area, lang);
    let verdict = verdict(area.outcome.verdict, lang);
    let mut parts = vec![x, y, verdict.to_owned(), area_amount(area, lang)];
    if area.mixed {
        parts.push(mixed(lang).to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(pick(lang, "、", ", "))
}

/// What hatched areas are.
pub(super) fn mixed(lang: Lang) -> &'static str {
    pick(
        lang,
        "斜線の区画：境目が斜めに通る（判定は値の小さい角のもの、額は四隅の範囲）",
        "hatched: a boundary runs through it aslant; the verdict is of the corner with the first values, the amount spans the corners",
    )
}

pub(super) fn decided(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("判定した件数：{count}件"),
        Lang::En => format!("cases decided: {count}"),
    }
}
