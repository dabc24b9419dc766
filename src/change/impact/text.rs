//! The report for a terminal.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::change::compare::{Different, Reason};
use crate::text::Lang;

use super::report::{Amounts, Bin, Budget, Impact, Kept, Total};
use super::words::{self, cases, grouped, grouped_signed, pick, short};

/// Cells of the longest bar.
const BAR: u64 = 30;

/// Lines for a terminal.
#[must_use]
pub fn text(impact: &Impact) -> String {
    let mut page = Page { impact, text: String::new() };
    page.head();
    page.verdicts();
    page.kinds();
    if let Some(amounts) = &impact.amounts {
        page.amounts(amounts);
    }
    page.counts();
    page.reasons();
    page.kept();
    page.text
}

struct Page<'i> {
    impact: &'i Impact,
    text: String,
}

impl Page<'_> {
    fn pick<'t>(&self, ja: &'t str, en: &'t str) -> &'t str {
        pick(self.impact.lang, ja, en)
    }

    fn cases(&self, count: u64) -> String {
        cases(count, self.impact.lang)
    }

    fn line(&mut self, line: impl AsRef<str>) {
        let _ = writeln!(self.text, "{}", line.as_ref().trim_end());
    }

    fn heading(&mut self, ja: &str, en: &str) {
        let words = self.pick(ja, en).to_owned();
        self.line("");
        self.line(words);
    }

    fn head(&mut self) {
        let impact = self.impact;
        self.line(&impact.title);
        for (ja, en, side) in [("前", "before", &impact.before), ("後", "after", &impact.after)] {
            let dated = match (side.as_of.is_empty(), impact.lang) {
                (true, _) => String::new(),
                (false, Lang::Ja) => format!("（基準日 {}）", side.as_of),
                (false, Lang::En) => format!(" (as of {})", side.as_of),
            };
            let colon = self.pick("：", ": ");
            let line = format!(
                "{}{}{colon}{}{dated}",
                self.pick("・", "- "),
                self.pick(ja, en),
                side.name
            );
            self.line(line);
        }
        let (all, changed) = (self.cases(impact.cases), self.cases(impact.changed));
        let rejected = self.cases(impact.rejected);
        let line = match impact.lang {
            Lang::Ja => format!(
                "{all}を判定し、{changed}で結果が変わります。読めなかった申請：{rejected}。"
            ),
            Lang::En => format!("{all} decided, {changed} changed, {rejected} rejected."),
        };
        self.line("");
        self.line(line);
    }

    fn verdicts(&mut self) {
        self.heading("判定（行が前、列が後）", "Verdicts (rows before, columns after)");
        let impact = self.impact;
        let shown: Vec<usize> = impact
            .verdicts
            .iter()
            .enumerate()
            .filter(|(_, row)| row.before + row.after > 0)
            .map(|(at, _)| at)
            .collect();
        let mut rows = vec![vec![String::new()]];
        let name = |at: &usize| impact.verdicts.get(*at).map(|row| row.name.clone());
        if let Some(head) = rows.first_mut() {
            head.extend(shown.iter().filter_map(name));
            head.push(self.pick("計", "total").to_owned());
        }
        for row in shown.iter().filter_map(|at| impact.verdicts.get(*at)) {
            let counts = shown.iter().filter_map(|at| row.to.get(*at));
            let mut cells = vec![row.name.clone()];
            cells.extend(counts.map(|count| grouped(*count)));
            cells.push(grouped(row.before));
            rows.push(cells);
        }
        let mut totals = vec![self.pick("計", "total").to_owned()];
        totals.extend(
            shown.iter().filter_map(|at| impact.verdicts.get(*at)).map(|row| grouped(row.after)),
        );
        totals.push(grouped(impact.cases));
        rows.push(totals);
        self.table(&rows);
    }

    fn kinds(&mut self) {
        self.heading("変化", "Changes");
        let rows: Vec<_> = self
            .impact
            .kinds
            .iter()
            .map(|kind| vec![kind.name.clone(), self.cases(kind.cases)])
            .collect();
        self.table(&rows);
    }

    fn amounts(&mut self, amounts: &Amounts) {
        let (name, sum) = (&amounts.name, self.pick("の合計", ", in all"));
        let head = format!("{name}{sum}");
        self.heading(&head, &head);
        let side = |total: &Total, name: &str| {
            let mut cells = vec![name.to_owned(), total.sum.text.clone(), self.cases(total.paid)];
            cells.push(open_words(total, self.impact.lang));
            cells
        };
        let more = |(count, money): &(u64, super::report::Money), name: &str, sign: &str| {
            let money = format!("{sign}{}", money.text);
            vec![name.to_owned(), money, self.cases(*count), String::new()]
        };
        let plus = if amounts.difference.text.starts_with(['-', '0']) { "" } else { "+" };
        let rows = vec![
            side(&amounts.before, self.pick("前", "before")),
            side(&amounts.after, self.pick("後", "after")),
            more(
                &amounts.more,
                self.pick("増える", "more"),
                if amounts.more.0 > 0 { "+" } else { "" },
            ),
            more(&amounts.less, self.pick("減る", "less"), ""),
            vec![
                self.pick("差引き（前後とも確定）", "difference (known under both)").to_owned(),
                format!("{plus}{}", amounts.difference.text),
            ],
        ];
        self.table(&rows);
        for (ja, en, total) in [("前", "before", &amounts.before), ("後", "after", &amounts.after)]
        {
            if let Some(budget) = &total.budget {
                let line = budget_words(self.pick(ja, en), budget, self.impact.lang);
                self.line(format!("  {line}"));
            }
        }
        if !amounts.changes.is_empty() {
            self.heading("増減の分布", "Distribution of the differences");
            self.bars(&amounts.changes, &[""]);
        }
        if !amounts.spread.is_empty() {
            self.heading("額の分布（0円を除く）", "Distribution of the amounts above 0");
            let marks = [self.pick("前", "before"), self.pick("後", "after")];
            self.bars(&amounts.spread, &marks);
        }
    }

    fn bars(&mut self, bins: &[Bin], marks: &[&str]) {
        let most = bins.iter().flat_map(|bin| &bin.cases).max().copied().unwrap_or(1).max(1);
        let lang = self.impact.lang;
        let man = bins.iter().all(|bin| bin.from % 10_000 == 0);
        let label = |amount: i64| if man { short(amount, lang) } else { grouped_signed(amount) };
        let mut rows = Vec::new();
        for bin in bins {
            for (at, (count, mark)) in bin.cases.iter().zip(marks).enumerate() {
                let from = if at == 0 { label(bin.from) } else { String::new() };
                let length = (count * BAR).div_ceil(most);
                let bar = "█".repeat(usize::try_from(length).unwrap_or_default());
                rows.push(vec![from, (*mark).to_owned(), format!("{bar} {}", grouped(*count))]);
            }
        }
        self.bar_rows(&rows);
    }

    /// Rows whose last cell is not aligned.
    fn bar_rows(&mut self, rows: &[Vec<String>]) {
        let widths = widths(rows);
        let unit = self.pick("円〜", " ~");
        let lines: Vec<_> = rows
            .iter()
            .filter_map(|row| {
                let [from, mark, bar] = row.as_slice() else { return None };
                let wide = widths.first().copied().unwrap_or_default();
                let mark_width = widths.get(1).copied().unwrap_or_default();
                let unit = if from.is_empty() { " ".repeat(unit.width()) } else { unit.to_owned() };
                let gap = " ".repeat(mark_width - mark.width());
                Some(format!("  {}{from}{unit} {mark}{gap} {bar}", " ".repeat(wide - from.width())))
            })
            .collect();
        for line in lines {
            self.line(line);
        }
    }

    fn counts(&mut self) {
        let impact = self.impact;
        if !impact.clauses.is_empty() {
            self.heading(
                "満たす・満たさないが変わる条項",
                "Clauses that are newly broken or no longer broken",
            );
            let rows: Vec<_> = impact
                .clauses
                .iter()
                .map(|one| {
                    let broken = (self.pick("新たに満たさない", "newly broken"), one.newly_failed);
                    let met =
                        (self.pick("満たすようになる", "no longer broken"), one.no_longer_failed);
                    let told = [broken, met].into_iter().filter(|(_, count)| *count > 0);
                    let told: Vec<_> = told
                        .map(|(words, count)| format!("{words} {}", self.cases(count)))
                        .collect();
                    let comma = self.pick("、", ", ");
                    format!(
                        "  {} {}{}{}",
                        one.cite,
                        one.says,
                        self.pick("：", ": "),
                        told.join(comma)
                    )
                })
                .collect();
            for row in rows {
                self.line(row);
            }
        }
        if !impact.outputs.is_empty() {
            self.heading("変わるほかの結果", "Other outputs that differ");
            let rows: Vec<_> = impact
                .outputs
                .iter()
                .map(|one| vec![one.name.clone(), self.cases(one.cases)])
                .collect();
            self.table(&rows);
        }
    }

    fn reasons(&mut self) {
        let impact = self.impact;
        if impact.reasons.is_empty() {
            return;
        }
        let explained = self.cases(impact.explained);
        self.heading(
            &format!("理由（変わった申請のうち説明した{explained}について、多い順）"),
            &format!("Reasons (over the {explained} explained, the most frequent first)"),
        );
        for reason in &impact.reasons {
            let cites = aside(&reason.cites, impact.lang);
            let line = format!(
                "  {}{}{}{cites}",
                self.cases(reason.cases),
                self.pick("：", ": "),
                reason.text
            );
            self.line(line);
        }
    }

    fn kept(&mut self) {
        let impact = self.impact;
        for kind in &impact.kinds {
            let (shown, all) = (self.cases(kind.kept as u64), self.cases(kind.cases));
            let some = if kind.kept as u64 == kind.cases {
                all
            } else {
                match impact.lang {
                    Lang::Ja => format!("{all}のうち最初の{shown}"),
                    Lang::En => format!("the first {} of {all}", kind.kept),
                }
            };
            let of_kind = impact.kept.iter().filter(|kept| kept.line.kind == kind.kind);
            if kind.kept > 0 {
                let (ja, en) = (format!("{}：{some}", kind.name), format!("{}: {some}", kind.name));
                self.heading(&ja, &en);
            }
            for kept in of_kind {
                self.one(kept);
            }
        }
    }

    fn one(&mut self, kept: &Kept) {
        let head = title(kept, self.impact.lang);
        self.line(format!("  {head}"));
        for one in told(kept, self.impact.lang) {
            match one {
                Ok(reason) => self.reason(reason, 2),
                Err(text) => {
                    let bullet = self.pick("・", "- ");
                    self.line(format!("    {bullet}{text}"));
                }
            }
        }
    }

    fn reason(&mut self, reason: &Reason, depth: usize) {
        let cites: Vec<_> = reason.clauses.iter().map(|clause| clause.cite.clone()).collect();
        let cites = aside(&cites, self.impact.lang);
        let bullet = self.pick("・", "- ");
        let line = format!("{}{bullet}{}{cites}", "  ".repeat(depth), reason.text);
        self.line(line);
        for inner in &reason.because {
            self.reason(inner, depth + 1);
        }
    }

    /// Columns of one width, the first one to the left, the others to the right.
    fn table(&mut self, rows: &[Vec<String>]) {
        let widths = widths(rows);
        for row in rows {
            let mut line = String::from(" ");
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let gap = " ".repeat(width - cell.width());
                let _ = match at {
                    0 => write!(line, " {cell}{gap}"),
                    _ => write!(line, "  {gap}{cell}"),
                };
            }
            self.line(line);
        }
    }
}

/// The cases that are not in a sum; empty if there are none.
pub(super) fn open_words(total: &Total, lang: Lang) -> String {
    if total.open == 0 {
        return String::new();
    }
    let count = cases(total.open, lang);
    match (&total.open_most, lang) {
        (Some(most), Lang::Ja) => format!("ほか未確定{count}（最大{}）", most.text),
        (Some(most), Lang::En) => format!("and {count} open (at most {})", most.text),
        (None, Lang::Ja) => format!("ほか未確定{count}（上限のわからないものを含む）"),
        (None, Lang::En) => format!("and {count} open (some without a known limit)"),
    }
}

/// A sum against the budget.
pub(super) fn budget_words(name: &str, budget: &Budget, lang: Lang) -> String {
    let Budget { budget: whole, left, used, spent_at } = budget;
    let (whole, left) = (&whole.text, &left.text);
    let spent = match (spent_at, lang) {
        (None, _) => String::new(),
        (Some((line, case)), Lang::Ja) => {
            format!("。ファイルの順では{case}（{line}行目）で足りなくなります")
        }
        (Some((line, case)), Lang::En) => {
            format!("; in the order of the file it does not do for {case} (line {line})")
        }
    };
    match lang {
        Lang::Ja => format!("予算 {whole}に対し{name}：残り {left}（執行率 {used}）{spent}"),
        Lang::En => format!("of the budget of {whole}, {name}: {left} left ({used} used){spent}"),
    }
}

/// What is told about a case: its reasons, each once; an outcome without a reason in words.
pub(super) fn told(kept: &Kept, lang: Lang) -> Vec<Result<&Reason, String>> {
    let mut found: Vec<Result<&Reason, String>> = Vec::new();
    for change in &kept.outcomes {
        for reason in &change.reasons {
            let known = |one: &Result<&Reason, String>| {
                one.as_ref().is_ok_and(|one| one.text == reason.text)
            };
            if !found.iter().any(known) {
                found.push(Ok(reason));
            }
        }
        if change.reasons.is_empty() {
            let none = || pick(lang, "なし", "none").to_owned();
            let Different { name, before, after, .. } = &change.outcome;
            let (before, after) =
                (before.clone().unwrap_or_else(none), after.clone().unwrap_or_else(none));
            found.push(Err(format!("{name}{}{before} → {after}", pick(lang, "：", ": "))));
        }
    }
    found
}

/// What a case is called and what became of it.
pub(super) fn title(kept: &Kept, lang: Lang) -> String {
    let line = &kept.line;
    let [old, new] = &line.verdicts;
    let verdict = if old == new { old.clone() } else { format!("{old} → {new}") };
    let [before, after, difference] = &kept.amounts_text;
    let name = match lang {
        Lang::Ja => format!("{}（{}行目）", line.name, line.line),
        Lang::En => format!("{} (line {})", line.name, line.line),
    };
    let shown = |amount: &str| {
        if amount.is_empty() {
            pick(lang, "未確定", "open").to_owned()
        } else {
            amount.to_owned()
        }
    };
    let amounts = match (before == after, difference.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("{}{} → {}", pick(lang, "、", ", "), shown(before), shown(after)),
        (false, false) => {
            format!(
                "{}{before} → {after}{}{difference}{}",
                pick(lang, "、", ", "),
                pick(lang, "（", " ("),
                pick(lang, "）", ")")
            )
        }
    };
    format!("{name}{}{verdict}{amounts}", pick(lang, "：", ": "))
}

fn aside(cites: &[String], lang: Lang) -> String {
    if cites.is_empty() {
        return String::new();
    }
    let all = cites.join(words::pick(lang, "、", ", "));
    match lang {
        Lang::Ja => format!("〔{all}〕"),
        Lang::En => format!(" [{all}]"),
    }
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max();
    (0..columns).map(|at| widest(at).unwrap_or_default()).collect()
}
