//! Witnesses in words.

use crate::decision::Verdict;
use crate::explain::{show, show_contract};
use crate::ids::FactId;
use crate::program::Program;
use crate::text::Lang;
use crate::value::{FactSet, Number, Type, Value};

use super::super::item::Kind;
use super::seen::Seen;
use super::trial::{Found, Trial};
use super::{EffectKind, Given, Moved, Outcome, Witness};

fn pick<'t>(lang: Lang, ja: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

pub(super) fn words_alone(kind: Kind, lang: Lang) -> String {
    if kind == Kind::Clause {
        return pick(
            lang,
            "条項の記載の変更です。判定への影響は、その条項による値や規則のところに示します。",
            "The register of clauses alone; effects are told at the values and rules of the clause.",
        )
        .to_owned();
    }
    pick(lang, "文言だけの変更で、判定には関わりません。", "Only words change; no decision does.")
        .to_owned()
}

pub(super) fn not_in_force(lang: Lang) -> String {
    pick(
        lang,
        "施行期間の外の日だけの変更なので、判定が変わる申請者はいません（証明済み）。",
        "It differs only on days on which the scheme is not in force: nobody is touched (proved).",
    )
    .to_owned()
}

pub(super) fn allocation(lang: Lang) -> String {
    pick(
        lang,
        "予算の配分の順位だけに関わり、申請ごとの判定は変わりません（証明済み）。",
        "It concerns the ranking under the budget alone; no single decision changes (proved).",
    )
    .to_owned()
}

pub(super) fn unread(lang: Lang) -> String {
    pick(
        lang,
        "どの結果の計算にも使われていないので、判定が変わる申請者はいません（証明済み）。",
        "Nothing that is decided reads it: nobody is touched (proved).",
    )
    .to_owned()
}

pub(super) fn equal(lang: Lang) -> String {
    pick(
        lang,
        "すべての事実がわかっている申請では、これを使う条件の成り立つ範囲が前と同じなので、判定が変わる申請者はいません（証明済み）。",
        "Where every fact is known, the conditions that read it hold in exactly the same cases: nobody is touched (proved).",
    )
    .to_owned()
}

pub(super) fn none_found(tried: usize, names: &[String], lang: Lang) -> String {
    let (comma, all) = match lang {
        Lang::Ja => ("、", names.join("、")),
        Lang::En => (", ", names.join(", ")),
    };
    let some: Vec<_> = names.iter().take(6).cloned().collect();
    let shown = if names.len() > some.len() {
        match lang {
            Lang::Ja => format!("{}など{}件", some.join(comma), names.len()),
            Lang::En => format!("{} and {} more", some.join(comma), names.len() - some.len()),
        }
    } else {
        all
    };
    match (lang, names.is_empty()) {
        (Lang::Ja, true) => format!(
            "判定が変わる申請者は見つかりませんでした。事例から作った{tried}件を新旧で判定しました（証明ではありません）。"
        ),
        (Lang::Ja, false) => format!(
            "判定が変わる申請者は見つかりませんでした。事例と、{shown}の境目の値とを組み合わせた{tried}件を新旧で判定しました（証明ではありません）。"
        ),
        (Lang::En, true) => format!(
            "Nobody was found who is decided otherwise: {tried} applicants from the worked cases were decided under both (no proof)."
        ),
        (Lang::En, false) => format!(
            "Nobody was found who is decided otherwise: {tried} applicants, from the worked cases with {shown} moved to the places where conditions change, were decided under both (no proof)."
        ),
    }
}

/// Names of facts.
pub(super) fn names(program: &Program, facts: FactSet, lang: Lang) -> Vec<String> {
    let known = facts.iter().filter_map(|fact| program.fact(fact));
    known.map(|fact| fact.name.get(lang).to_owned()).collect()
}

/// The applicant and both outcomes as they are reported.
pub(super) fn witness(trial: &Trial<'_>, found: &Found, lang: Lang) -> Witness {
    let program = trial.new;
    let applicant = &found.applicant;
    let value_words = |at: FactId, value: &Value| {
        program.fact(at).map(|fact| value_words(program, value, &fact.ty, lang)).unwrap_or_default()
    };
    let given = program.facts.iter().enumerate().filter_map(|(at, fact)| {
        let at = FactId::new(at);
        let value = applicant.facts.get(at)?;
        Some(Given {
            id: fact.id.clone(),
            name: fact.name.get(lang).to_owned(),
            value: show_contract(program, value, &fact.ty),
            text: value_words(at, value),
        })
    });
    let moved = applicant.moved.iter().filter_map(|(at, was)| {
        let value = applicant.facts.get(*at)?;
        Some(Moved {
            name: program.fact(*at)?.name.get(lang).to_owned(),
            from: was.as_ref().map(|was| value_words(*at, was)).unwrap_or_default(),
            to: value_words(*at, value),
        })
    });
    let as_of = applicant.question.as_of.or_else(|| {
        let at = program.as_of?;
        match applicant.facts.get(at) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    });
    Witness {
        case: applicant.case.1.clone(),
        years: applicant.years,
        moved: moved.collect(),
        as_of,
        facts: given.collect(),
        old: outcome(trial.old, &found.old, &found.new, found, lang),
        new: outcome(trial.new, &found.new, &found.old, found, lang),
        difference: found.difference(),
        others_too: found.others_too,
    }
}

/// A value; of a list the rows with what is given of them.
fn value_words(program: &Program, value: &Value, ty: &Type, lang: Lang) -> String {
    let (Value::List(rows), Type::List(record)) = (value, ty) else {
        return show(program, value, ty, lang).text;
    };
    let fields = program.records.get(record.index()).map(|record| record.fields.as_slice());
    let rows = rows.iter().map(|row| {
        let cells = fields.unwrap_or_default().iter().zip(row.iter());
        let cells = cells.filter_map(|(field, cell)| {
            let text = value_words(program, cell.as_ref()?, &field.ty, lang);
            Some(format!("{} {text}", field.name.get(lang)))
        });
        let cells = cells.collect::<Vec<_>>().join(pick(lang, "、", ", "));
        format!("{}{cells}{}", pick(lang, "（", "("), pick(lang, "）", ")"))
    });
    let count = show(program, value, ty, lang).text;
    format!("{count}{}", rows.collect::<String>())
}

fn outcome(program: &Program, seen: &Seen, other: &Seen, found: &Found, lang: Lang) -> Outcome {
    let differing = &found.differing;
    let here = |own: &[String], other: &[String]| -> Vec<String> {
        own.iter().filter(|id| !other.contains(id)).cloned().collect()
    };
    let warned = here(&seen.warnings, &other.warnings).into_iter().map(|id| {
        let known = program.warnings.iter().find(|warning| warning.id == id);
        known.map_or(id, |warning| warning.name.get(lang).to_owned())
    });
    let unmet = here(&seen.failed, &other.failed).into_iter().map(|id| {
        let known = program.clauses.iter().find(|clause| clause.id == id);
        known.map_or(id, |clause| clause.cite.get(lang).to_owned())
    });
    let (warned, unmet) = (warned.collect(), unmet.collect());
    let outputs = program.outputs.iter().enumerate().filter(|(at, output)| {
        // The primary output is the verdict itself.
        *at != program.primary && differing.contains(&output.id)
    });
    let outputs = outputs.map(|(_, output)| {
        let name = output.name.get(lang).to_owned();
        (name, output_words(program, seen, &output.id, lang))
    });
    Outcome {
        verdict: verdict(seen.verdict, lang).to_owned(),
        outputs: outputs.collect(),
        failed: seen.failed.clone(),
        warnings: seen.warnings.clone(),
        warned,
        unmet,
    }
}

/// The value of an output in words, from its form in the contract.
fn output_words(program: &Program, seen: &Seen, id: &str, lang: Lang) -> String {
    let Some(value) = seen.output(id) else { return String::new() };
    if let Some(state) = value.get("state").and_then(|state| state.as_str()) {
        return match state {
            "unknown" => pick(lang, "未定", "undetermined").to_owned(),
            _ => pick(lang, "該当なし", "not applicable").to_owned(),
        };
    }
    let output = program.outputs.iter().find(|output| output.id == id);
    let Some(rule) = output.and_then(|output| program.rule(output.rule)) else {
        return value.to_string();
    };
    seen.shown(id)
        .map_or_else(|| value.to_string(), |known| show(program, known, &rule.ty, lang).text)
}

pub(super) fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Eligible => pick(lang, "該当", "eligible"),
        Verdict::Ineligible => pick(lang, "非該当", "not eligible"),
        Verdict::Undetermined => pick(lang, "未定", "undetermined"),
        Verdict::NotApplicable => pick(lang, "制度の対象外", "not governed"),
    }
}

/// A difference in yen: `＋10,000円`.
pub(in super::super) fn yen(by: i64, lang: Lang) -> String {
    let amount = Number::from_i64(by).abs().grouped();
    match (lang, by < 0) {
        (Lang::Ja, true) => format!("－{amount}円"),
        (Lang::Ja, false) => format!("＋{amount}円"),
        (Lang::En, true) => format!("-¥{amount}"),
        (Lang::En, false) => format!("+¥{amount}"),
    }
}

/// Who the applicant is: the case, and what was changed in it.
pub(in super::super) fn who(witness: &Witness, lang: Lang) -> String {
    let mut text = match lang {
        Lang::Ja => format!("事例{}", witness.case),
        Lang::En => format!("Case {}", witness.case),
    };
    let mut how: Vec<String> = Vec::new();
    if witness.years != 0 {
        let (years, back) = (witness.years.abs(), witness.years < 0);
        how.push(match (lang, back) {
            (Lang::Ja, false) => format!("日付を{years}年後に"),
            (Lang::Ja, true) => format!("日付を{years}年前に"),
            (Lang::En, false) => format!("dates {years} years later"),
            (Lang::En, true) => format!("dates {years} years earlier"),
        });
    }
    how.extend(witness.moved.iter().map(|moved| match lang {
        Lang::Ja => format!("{}を{}に", moved.name, moved.to),
        Lang::En => format!("{} at {}", moved.name, moved.to),
    }));
    if !how.is_empty() {
        let (open, comma, close) = match lang {
            Lang::Ja => ("（", "、", "変えたもの）"),
            Lang::En => (" (", ", ", ")"),
        };
        text = [text.as_str(), open, &how.join(comma), close].concat();
    }
    text
}

/// A witness in one sentence or two.
pub(super) fn says(witness: &Witness, kind: EffectKind, lang: Lang) -> String {
    let mut text = who(witness, lang) + pick(lang, "：", ": ");
    text += &difference(witness, lang);
    text += pick(lang, "。", ".");
    if witness.others_too {
        text +=
            pick(lang, "ほかの変更もあわせて効いています。", " Other changes have a part in it.");
    }
    if kind == EffectKind::Together {
        text += together(lang);
    }
    text
}

/// That a difference is that of all changes.
pub(in super::super) fn together(lang: Lang) -> &'static str {
    pick(
        lang,
        "この変更だけを元に戻すとルールが成り立たないため、変更全体での差です。",
        " The rules do not hold together with this change alone undone, so this is the difference of all changes.",
    )
}

/// What is decided otherwise.
fn difference(witness: &Witness, lang: Lang) -> String {
    let arrow = " → ";
    let mut parts: Vec<String> = Vec::new();
    if witness.old.verdict != witness.new.verdict {
        parts.push(format!("{}{arrow}{}", witness.old.verdict, witness.new.verdict));
    }
    let empty = String::new();
    for (name, after) in witness.new.outputs.iter().take(3) {
        let before = witness.old.outputs.iter().find(|(own, _)| own == name);
        let before = before.map_or(&empty, |(_, before)| before);
        parts.push(match lang {
            Lang::Ja => format!("{name} {before}{arrow}{after}"),
            Lang::En => format!("{name} {before}{arrow}{after}"),
        });
    }
    if parts.is_empty() {
        let lists = [
            (
                pick(lang, "満たさない条項", "clauses not met"),
                &witness.old.unmet,
                &witness.new.unmet,
            ),
            (pick(lang, "注意", "warnings"), &witness.old.warned, &witness.new.warned),
        ];
        for (name, before, after) in lists {
            let quoted = |names: &[String]| match lang {
                Lang::Ja => format!("「{}」", names.join("」「")),
                Lang::En => names.join(", "),
            };
            if !after.is_empty() {
                let (from, to) = (pick(lang, "に", ": new "), pick(lang, "が加わる", ""));
                parts.push(format!("{name}{from}{}{to}", quoted(after)));
            }
            if !before.is_empty() {
                let (from, to) = (pick(lang, "から", ": no longer "), pick(lang, "がなくなる", ""));
                parts.push(format!("{name}{from}{}{to}", quoted(before)));
            }
        }
    }
    let mut text = parts.join(pick(lang, "、", ", "));
    if let Some(by) = witness.difference {
        let (open, close) = (pick(lang, "（", " ("), pick(lang, "）", ")"));
        text = [text.as_str(), open, &yen(by, lang), close].concat();
    }
    text
}
