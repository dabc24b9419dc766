//! What an officer wants to know beside a value: distance, rounding, version.

use chrono::NaiveDate;

use crate::program::NodeKind;
use crate::syntax::ast::BinaryOp;
use crate::text::Lang;
use crate::value::{Answer, Type, Value};

use super::super::show;
use super::tree::Tree;

impl Tree<'_> {
    /// How far a comparison of numbers or dates that failed is from holding: `資本金は1円超過`.
    pub(super) fn distance(&self, at: usize) -> Option<String> {
        let step = self.steps.get(at)?;
        if step.answer.as_ref()?.as_truth() != Some(false) {
            return None;
        }
        let node = self.material.program.node(step.node)?;
        let NodeKind::Binary { op, left, .. } = node.kind else { return None };
        let over = match op {
            BinaryOp::Less | BinaryOp::LessOrEqual => true,
            BinaryOp::Greater | BinaryOp::GreaterOrEqual => false,
            _ => return None,
        };
        let subject = super::super::phrase::phrase(self.material.program, left, self.material.lang);
        let ty = &self.material.program.node(left)?.ty;
        let kids = self.kids(at);
        let [one, other] = kids.as_slice() else { return None };
        let value = |at: &usize| match self.steps.get(*at)?.answer.as_ref()? {
            Answer::Known(value) => Some(value.clone()),
            Answer::Unknown(_) | Answer::NotApplicable => None,
        };
        let (one, other) = (value(one)?, value(other)?);
        let (more, less) = if over { (one, other) } else { (other, one) };
        let words = distance_words(&more, &less, over, ty, self.material.lang)?;
        Some(match self.material.lang {
            Lang::Ja => format!("{subject}は{words}"),
            Lang::En => format!("{subject}: {words}"),
        })
    }
}

fn distance_words(more: &Value, less: &Value, over: bool, ty: &Type, lang: Lang) -> Option<String> {
    let gap = match (more, less) {
        (Value::Number(more), Value::Number(less)) => {
            let gap = more.checked_sub(less).ok()?;
            if gap.is_zero() {
                return Some(edge(lang));
            }
            show::number_words(&gap, ty, lang)
        }
        (Value::Date(more), Value::Date(less)) => {
            let days = more.signed_duration_since(*less).num_days();
            match (days, lang) {
                (0, _) => return Some(edge(lang)),
                (days, Lang::Ja) => format!("{days}日"),
                (1, Lang::En) => "1 day".to_owned(),
                (days, Lang::En) => format!("{days} days"),
            }
        }
        _ => return None,
    };
    Some(match (lang, over) {
        (Lang::Ja, true) => format!("{gap}超過"),
        (Lang::Ja, false) => format!("あと{gap}"),
        (Lang::En, true) => format!("over by {gap}"),
        (Lang::En, false) => format!("short by {gap}"),
    })
}

/// The value lies on a limit that does not belong to the range.
fn edge(lang: Lang) -> String {
    match lang {
        Lang::Ja => "境目ちょうど（境目は含まない）".to_owned(),
        Lang::En => "exactly on the limit, which is excluded".to_owned(),
    }
}

/// Which dated version was taken: the one in force on the date of the decision.
pub(super) fn version(from: NaiveDate, until: Option<NaiveDate>, lang: Lang) -> Option<String> {
    if from == NaiveDate::MIN {
        return None;
    }
    let first = show::day(from, lang);
    let last = until.map(|until| show::day(until, lang));
    Some(match (lang, last) {
        (Lang::Ja, None) => format!("{first}からの値"),
        (Lang::Ja, Some(last)) => format!("{first}から{last}までの値"),
        (Lang::En, None) => format!("in force from {first}"),
        (Lang::En, Some(last)) => format!("in force from {first} to {last}"),
    })
}

/// The value before and after a rounding.
pub(super) fn rounding(before: &Answer, after: &Answer, ty: &Type, lang: Lang) -> Option<String> {
    let (Answer::Known(Value::Number(before)), Answer::Known(Value::Number(after))) =
        (before, after)
    else {
        return None;
    };
    let (one, other) = (show::number_words(before, ty, lang), show::number_words(after, ty, lang));
    Some(match (lang, before == after) {
        (Lang::Ja, true) => format!("端数なし（{one}）"),
        (Lang::Ja, false) => format!("端数処理 {one} → {other}"),
        (Lang::En, true) => format!("nothing to round ({one})"),
        (Lang::En, false) => format!("rounded {one} → {other}"),
    })
}

/// Why a step was not looked at.
pub(super) fn skipped(lang: Lang) -> String {
    match lang {
        Lang::Ja => "前の条件で決まったため見ていません".to_owned(),
        Lang::En => "not looked at: decided by what came before".to_owned(),
    }
}

/// Which row of a table was taken.
pub(super) fn row(written: &str) -> String {
    format!("{written}の行")
}
