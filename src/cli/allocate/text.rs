//! An allocation for people.

use std::fmt::Write;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::rulebook::{Allocation, Application, Placing};
use crate::text::Lang;
use crate::value::Number;

/// A head of two lines, a table with a line an application, and the reasons below each.
pub(super) fn text(allocation: &Allocation) -> String {
    let lang = allocation.lang;
    let (budget, remaining) = (yen(&allocation.budget), yen(&allocation.remaining));
    let date = allocation.date.map(|date| format!("  {date}")).unwrap_or_default();
    let reached = match (lang, allocation.budget_reached) {
        (Lang::Ja, true) => "申請額の合計が予算に達しました",
        (Lang::Ja, false) => "申請額の合計は予算に達していません",
        (Lang::En, true) => "The applications reach the budget",
        (Lang::En, false) => "The applications do not reach the budget",
    };
    let after = match lang {
        Lang::Ja => format!("予算 {budget} → 配分後の残り {remaining}"),
        Lang::En => format!("Budget {budget} → left afterwards {remaining}"),
    };
    let mut text = format!("{}{date}  {reached}\n{after}\n\n", allocation.scheme);
    let rows: Vec<_> = allocation.trace.iter().map(|one| row(one, lang)).collect();
    let widths = widths(&rows);
    for (cells, one) in rows.iter().zip(&allocation.trace) {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let gap = width.saturating_sub(cell.width()) + 2;
            let _ = write!(line, "{cell}{:gap$}", "");
        }
        let _ = writeln!(text, "{}", line.trim_end());
        for reason in because(one, lang) {
            let _ = writeln!(text, "    {reason}");
        }
    }
    text
}

/// Rank, id, placing, amount asked for.
fn row(one: &Application, lang: Lang) -> [String; 4] {
    let rank = one.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
    let requested = one.requested.as_ref().map(|shown| shown.text.clone()).unwrap_or_default();
    [rank, one.id.clone(), placing(one.placing, lang).to_owned(), requested]
}

fn widths(rows: &[[String; 4]]) -> [usize; 4] {
    let mut widths = [0; 4];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    widths
}

fn placing(placing: Placing, lang: Lang) -> &'static str {
    match (placing, lang) {
        (Placing::Accepted, Lang::Ja) => "採択",
        (Placing::Accepted, Lang::En) => "accepted",
        (Placing::Rejected, Lang::Ja) => "不採択",
        (Placing::Rejected, Lang::En) => "rejected",
        (Placing::Undetermined, Lang::Ja) => "判定不能",
        (Placing::Undetermined, Lang::En) => "undetermined",
        (Placing::NotRanked, Lang::Ja) => "対象外",
        (Placing::NotRanked, Lang::En) => "not ranked",
    }
}

/// The reason, the keys that the ranking looked at, and the clauses, each in a line.
fn because(one: &Application, lang: Lang) -> Vec<String> {
    let (colon, basis, between) = match lang {
        Lang::Ja => ("：", "根拠", "、"),
        Lang::En => (": ", "Basis", ", "),
    };
    let mut lines = vec![one.reason.clone()];
    for key in one.keys.iter().filter(|key| key.needed) {
        let value = key.value.as_ref().map_or("?", |shown| &shown.text);
        lines.push(format!("{}{colon}{value}", key.name));
    }
    let cites: Vec<_> = one.clauses.iter().map(|clause| clause.cite.as_str()).collect();
    if !cites.is_empty() {
        lines.push(format!("{basis}{colon}{}", cites.join(between)));
    }
    lines
}

/// An amount of the result with separators; amounts beyond JSON integers are texts of digits.
fn yen(amount: &Value) -> String {
    let digits = amount.as_str().map_or_else(|| amount.to_string(), str::to_owned);
    Number::parse(&digits).map_or(digits, |number| format!("{}円", number.grouped()))
}
