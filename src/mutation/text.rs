//! A report as people read it.

use std::fmt::Write;

use crate::text::Lang;

use super::report::{Report, Survivor};

/// The score, then what no case noticed, clause by clause in the order of the rules.
///
/// Ends with a line feed.
#[must_use]
pub fn text(report: &Report, lang: Lang) -> String {
    let mut out = summary(report, lang);
    out.push_str(&failing(report, lang));
    let mut groups: Vec<(String, Vec<&Survivor>)> = Vec::new();
    for survivor in &report.survivors {
        let heading = heading(survivor, lang);
        match groups.iter_mut().find(|(one, _)| *one == heading) {
            Some((_, group)) => group.push(survivor),
            None => groups.push((heading, vec![survivor])),
        }
    }
    for (heading, group) in groups {
        let _ = writeln!(out, "\n{heading}");
        for survivor in group {
            out.push_str(&one(survivor, lang));
        }
    }
    out
}

fn summary(report: &Report, lang: Lang) -> String {
    let Report { scheme, trials, mutants, killed, .. } = report;
    let (score, left) = (report.score(), mutants - killed);
    match (lang, trials) {
        (Lang::Ja, 0) => format!("{scheme}: 事例がありません（cases.yaml に一つ以上書きます）\n"),
        (Lang::En, 0) => format!("{scheme}: there are no cases (cases.yaml needs at least one)\n"),
        (Lang::Ja, _) => format!(
            "{scheme}: ルールを1か所ずつ変えた{mutants}通りのうち{killed}通りを事例が検出しました（{score}%）。残り{left}通り\n"
        ),
        (Lang::En, _) => format!(
            "{scheme}: cases noticed {killed} of {mutants} single changes to the rules ({score} %); {left} left\n"
        ),
    }
}

/// That some cases do not come out as stated even without a change; empty if all do.
fn failing(report: &Report, lang: Lang) -> String {
    let Report { scheme, failing, .. } = report;
    match (lang, failing) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!(
            "  変えなくても一致しない事例が{failing}件あり、数えていません（hantei test {scheme} で確かめます）\n"
        ),
        (Lang::En, 1) => format!(
            "  1 run of a case does not come out as stated to begin with and was left aside (see hantei test {scheme})\n"
        ),
        (Lang::En, _) => format!(
            "  {failing} runs of cases do not come out as stated to begin with and were left aside (see hantei test {scheme})\n"
        ),
    }
}

fn heading(survivor: &Survivor, lang: Lang) -> String {
    if survivor.clauses.is_empty() {
        return match lang {
            Lang::Ja => "条項の記載なし".to_owned(),
            Lang::En => "no clause given".to_owned(),
        };
    }
    let named = survivor.clauses.iter().map(|(id, cite)| format!("{id} {}", cite.get(lang)));
    named.collect::<Vec<_>>().join(", ")
}

fn one(survivor: &Survivor, lang: Lang) -> String {
    let Survivor { file, line, column, operator, before, after, passing, .. } = survivor;
    let words = operator.words();
    let words = words.get(lang);
    let past = match (lang, passing) {
        (Lang::Ja, 0) => "ここを通る事例がありません".to_owned(),
        (Lang::Ja, count) => format!("ここを通る事例 {count}件"),
        (Lang::En, 0) => "no case comes here".to_owned(),
        (Lang::En, 1) => "1 case comes here".to_owned(),
        (Lang::En, count) => format!("{count} cases come here"),
    };
    match lang {
        Lang::Ja => {
            format!("  {file}:{line}:{column} {words}（{past}）\n    {before}\n    → {after}\n")
        }
        Lang::En => {
            format!("  {file}:{line}:{column} {words} ({past})\n    {before}\n    -> {after}\n")
        }
    }
}
